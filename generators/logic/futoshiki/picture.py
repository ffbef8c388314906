"""The board with its signs."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.futoshiki import Futoshiki


def draw(problem: Futoshiki, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    signs = {((y, x), (y, x + 1)): sign for y, row in enumerate(problem.across) for x, sign in enumerate(row) if sign != "."}
    signs |= {((y, x), (y + 1, x)): sign for y, row in enumerate(problem.down) for x, sign in enumerate(row) if sign != "."}
    return grid(problem.givens, answer=cells(answer), between=signs)
