"""`synth gallery`."""

from pathlib import Path
from typing import Annotated

import typer

from synth.cli.options import complete_task, local_path


def gallery(
    tasks: Annotated[
        list[str] | None, typer.Argument(help="Tasks and domains; all of them when none is named.", autocompletion=complete_task)
    ] = None,
    out: Annotated[Path, typer.Option(parser=local_path, help="The HTML file.")] = Path("gallery.html"),
) -> None:
    """One page of problems at levels 1, 5 and 10, with answers, worked solutions, boards, effort and cheap policies."""
    from synth.generators import registry
    from synth.pipelines.gallery.gallery import page

    names = [name for wanted in tasks or registry.domains() for name in registry.select(wanted)]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(list(dict.fromkeys(names))), "utf-8")
    typer.echo(f"{out}: {len(set(names))} tasks.")
