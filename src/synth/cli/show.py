"""`synth show`."""

import json
from typing import Annotated

import typer

from synth.cli.boards import print_boards
from synth.cli.options import Setting, complete_task
from synth.schemas.request import read_level, read_overrides, read_seed


def show(
    task: Annotated[str, typer.Argument(help="A task, such as logic/sudoku or sudoku.", autocompletion=complete_task)],
    difficulty: Annotated[str, typer.Option(help="A level from 1 to 10.")] = "5",
    seed: Annotated[int, typer.Option(help="Another seed gives other problems.")] = 0,
    lang: Annotated[str, typer.Option(help="Language of the prompt, where the task has it: en or zh.")] = "en",
    draw: Annotated[int, typer.Option(help="Which problem of the stream.", min=0)] = 0,
    settings: Setting = [],  # noqa: B006 (typer copies it)
    with_steps: Annotated[bool, typer.Option("--with-steps", help="The prompt also asks for steps.")] = False,
    record: Annotated[bool, typer.Option("--record", help="The whole row as JSON.")] = False,
    knobs: Annotated[bool, typer.Option("--knobs", help="The task's knobs: what they mean, their ranges, the level's values.")] = False,
) -> None:
    """One problem as a person would read it, with an answer."""
    from synth.generators import registry
    from synth.pipelines.run import knobs as knobbing
    from synth.pipelines.run import remake

    level = read_level(difficulty)
    loaded = registry.load(registry.only(task))
    if knobs:
        typer.echo(knobbing.table(loaded, level))
        return
    rows = remake.rows(loaded, level, read_overrides(settings), read_seed(seed), draw, lang, with_steps)
    for row in rows:
        if record:
            typer.echo(json.dumps(row, indent=2, ensure_ascii=False))
            continue
        extra = row["extra_info"]
        typer.echo(row["prompt"][0]["content"])
        place = f"{loaded.name}, difficulty {level}, seed {seed}, draw {draw}, effort {extra['effort']:g}"
        typer.secho(f"\n--- one right answer ({place})", fg="green")
        print_boards(row, extra["answer"])
        typer.echo(extra["answer"])
        if extra["trace"]:
            typer.secho("\n--- worked solution", fg="green")
            typer.echo(extra["trace"])
