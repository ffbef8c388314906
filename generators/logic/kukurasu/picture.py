"""The grid with its sums."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.kukurasu import Kukurasu


def draw(problem: Kukurasu, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    shaded = {(y, x) for y, row in enumerate(cells(answer)) for x, mark in enumerate(row) if mark == "1"}
    blank = ["." * len(problem.columns)] * len(problem.rows)
    sides = {"right": problem.rows, "bottom": problem.columns}
    return grid(blank, shaded=shaded, sides={name: ["?" if told < 0 else told for told in side] for name, side in sides.items()})
