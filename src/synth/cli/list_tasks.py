"""`synth list`."""

import json
import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer

from synth.cli.options import complete_task

SPEED = "whole path 5"
"""The column of bench/throughput.md that is shown: rows per CPU-second at level 5, from the draw to the row."""


def list_tasks(
    domain: Annotated[str | None, typer.Argument(help="Only this domain.", autocompletion=complete_task)] = None,
    long: Annotated[bool, typer.Option("--long", help="Whole rules instead of one line a task.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All of it, as JSON.")] = False,
) -> None:
    """The tasks that there are: the rule, whether one answer alone is right, whether steps are judged."""
    from synth.generators import registry
    from synth.pipelines.tables import WIDTH

    speeds = speeds_of(Path(registry.__file__).resolve().parents[1] / "bench" / "throughput.md")
    found = [_described(name) | {"rows_per_second": speeds.get(name)} for name in (registry.select(domain) if domain else registry.names())]
    if as_json:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    elif long:
        for task in found:
            typer.echo(textwrap.fill(f"{task['task']:30} {task['rule']}", WIDTH, subsequent_indent=" " * 31))
    else:
        _show(found)


def _described(name: str) -> dict[str, Any]:
    """A task as `--json` shows it."""
    from synth.generators import prompts, registry
    from synth.verifiers.reward import verifier

    task, found = registry.load(name), verifier(f"synth/{name}")
    return {
        "task": name,
        "rule": found.rule,
        "levels": len(task.levels),
        "one_solution": task.unique,
        "steps": found.verify_trace is not None,
        "languages": list(prompts.languages(name)),
        "version": task.version,
    }


def speeds_of(measured: Path) -> dict[str, int]:
    """Rows per CPU-second of the tasks in the first table of the file; none where the file is not there, as beside an installed program."""
    found: dict[str, int] = {}
    column = 0
    for line in measured.read_text("utf-8").splitlines() if measured.is_file() else ():
        cells = [cell.strip() for cell in line.split("|")]
        if SPEED in cells:
            column = cells.index(SPEED)
        elif column and len(cells) <= column:
            break
        elif column and "/" in cells[1]:
            found[cells[1]] = int(cells[column].replace(",", ""))
    return found


def _show(found: list[dict[str, Any]]) -> None:
    """A table for each domain, a line a task, as wide as the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    for domain in dict.fromkeys(task["task"].partition("/")[0] for task in found):
        members = [task for task in found if task["task"].startswith(f"{domain}/")]
        shown = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), expand=True)
        shown.add_column(f"{domain} ({len(members)})", style="bold cyan", no_wrap=True)
        shown.add_column("rule", no_wrap=True, overflow="ellipsis", ratio=1)
        shown.add_column("rows/s", no_wrap=True, justify="right")
        shown.add_column("", no_wrap=True, style="dim")
        for task in members:
            marks = " ".join(mark for mark, held in (("1", task["one_solution"]), ("S", task["steps"])) if held)
            speed = "-" if task["rows_per_second"] is None else f"{task['rows_per_second']:,}"
            shown.add_row(task["task"].partition("/")[2], task["rule"].partition(": ")[2].rstrip("."), speed, marks)
        console.print(shown)
    console.print("rows/s: in a CPU-second at level 5; 1: exactly one right answer; S: steps judged", style="dim")
