"""The meadow with trees, tents and sums."""

from synth.generators.drawing.grid import grid, places
from synth.verifiers.logic.campsite import Campsite


def draw(problem: Campsite, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    tents = places(answer)
    rows = [["▲" if cell == "T" else "" for cell in row] for row in problem.meadow]
    shown = [["⌂" if (y, x) in tents else "" for x in range(len(row))] for y, row in enumerate(rows)]
    sides = {"right": problem.rows, "bottom": problem.columns}
    return grid(rows, answer=shown, sides={name: ["?" if told < 0 else told for told in side] for name, side in sides.items()})
