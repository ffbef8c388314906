"""The square with its numbers."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.numbrix import Numbrix


def draw(problem: Numbrix, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    return grid([list(map(str, row)) for row in problem.givens], answer=cells(answer))
