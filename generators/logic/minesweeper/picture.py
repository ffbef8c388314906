"""The field: hidden cells tinted, mines and safe cells of an answer."""

from synth.generators.drawing.grid import grid, places
from synth.verifiers.logic.minesweeper import Minesweeper


def draw(problem: Minesweeper, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    named = {line.partition(":")[0]: places(line.partition(":")[2]) for line in answer.splitlines() if ":" in line}
    mines, safe = named.get("mines", set()), named.get("safe", set())
    if answer and not named:
        mines, safe = (places(answer), set()) if problem.ask != "safe" else (set(), places(answer))
    shown = [["●" if (y, x) in mines else "✓" if (y, x) in safe else "" for x in range(len(row))] for y, row in enumerate(problem.rows)]
    hidden = {(y, x) for y, row in enumerate(problem.rows) for x, cell in enumerate(row) if cell == "#"}
    return grid([row.replace("#", ".") for row in problem.rows], answer=shown, soft=hidden, empty=("", "."))
