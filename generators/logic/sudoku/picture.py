"""A sudoku's board."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.sudoku import Sudoku


def draw(problem: Sudoku, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    return grid(problem.givens, answer=cells(answer), regions=problem.regions)
