"""`synth play`."""

import sys
from itertools import count
from typing import Annotated

import typer

from synth.cli.boards import print_boards
from synth.cli.options import Setting, complete_task
from synth.schemas.record import Row
from synth.schemas.request import read_level, read_overrides, read_seed

HELP = "Type an answer and end it with {}. ? shows a hint, ! the answer, + goes to the next problem; Ctrl-D ends."
ENDS = {False: "an empty line", True: "two empty lines"}
"""By whether all of a reply is the answer, which then may have paragraphs."""


def play(
    task: Annotated[str, typer.Argument(help="A task, such as logic/sudoku or sudoku.", autocompletion=complete_task)],
    difficulty: Annotated[str, typer.Option(help="A level from 1 to 10.")] = "1",
    seed: Annotated[int, typer.Option(help="Another seed gives other problems.")] = 0,
    lang: Annotated[str, typer.Option(help="Language of the prompt, where the task has it: en or zh.")] = "en",
    settings: Setting = [],  # noqa: B006 (typer copies it)
) -> None:
    """Solve problems of a task yourself: the verdict and its reason, hints from the worked solution."""
    from synth.generators import registry
    from synth.pipelines.run import remake
    from synth.schemas.errors import SynthError
    from synth.verifiers.reward import verifier

    level = read_level(difficulty)
    loaded, overrides, chosen = registry.load(registry.only(task)), read_overrides(settings), read_seed(seed)
    solved = 0
    whole = verifier(f"synth/{loaded.name}").whole_reply
    typer.secho(HELP.format(ENDS[whole]), dim=True)
    for draw in count():
        try:
            row, *_ = remake.rows(loaded, level, overrides, chosen, draw, lang)
        except SynthError:  # a draw that gives no problem
            if draw > 100:
                raise
            continue
        result = _round(row, whole)
        if result is None:
            break
        solved += result
    typer.echo(f"\n{solved} solved.")


def _round(row: Row, whole: bool) -> bool | None:
    """One problem until it is solved or left; None at the end of the input."""
    from synth.verifiers.reward import verify

    trace = row["extra_info"]["trace"]
    hints, out = iter(trace.splitlines()), "There is no further hint." if trace else "This task has no worked solutions."
    typer.echo(f"\n{row['prompt'][0]['content']}\n")
    print_boards(row, "")
    while (given := _read(1 + whole)) is not None:
        if given == "+":
            return False
        if given == "!":
            print_boards(row, row["extra_info"]["answer"])
            typer.echo(row["extra_info"]["answer"])
            return False
        if given == "?":
            typer.secho(next(hints, out), fg="yellow")
            continue
        completion = given if whole or "<answer>" in given else f"<answer>{given}</answer>"
        verdict = verify(row["data_source"], completion, row["reward_model"]["ground_truth"], row["extra_info"])
        if verdict.accepted:
            typer.secho("Right.", fg="green")
            return True
        typer.secho(f"Refused: {verdict.reason}.", fg="red")
    return None


def _read(empty: int) -> str | None:
    """Lines up to so many empty ones in a row, or a single `?`, `!` or `+`; None at the end of the input."""
    lines: list[str] = []
    for line in sys.stdin:
        lines.append(line.rstrip("\n"))
        if lines in (["?"], ["!"], ["+"]):
            return lines[0]
        if not lines[0].strip():
            lines.clear()
        elif not any(last.strip() for last in lines[-empty:]):
            return "\n".join(lines[:-empty])
    return "\n".join(lines) or None
