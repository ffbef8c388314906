"""The table with its sums."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.survo import Survo


def draw(problem: Survo, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    rows = [list(map(str, row)) for row in problem.table]
    return grid(rows, answer=cells(answer), sides={"right": problem.rows, "bottom": problem.columns})
