"""`synth card`."""

from pathlib import Path
from typing import Annotated

import typer

from synth.cli.options import complete_task, local_path


def card(
    task: Annotated[str, typer.Argument(help="A task, or `all` with --write.", autocompletion=complete_task)],
    write: Annotated[Path | None, typer.Option(parser=local_path, help="Write <domain>/<task>.md below this folder.")] = None,
) -> None:
    """A task's data card: rule, refusals, knobs, levels, an example."""
    from synth.generators import registry
    from synth.pipelines.card.task_card import task_card

    for name in registry.names() if task == "all" else registry.select(task):
        text = task_card(name)
        if write:
            path = write / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        else:
            typer.echo(text)
