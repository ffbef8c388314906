"""The crossword."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.wordscapes import Wordscapes


def draw(problem: Wordscapes, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    walls = {(y, x) for y, row in enumerate(problem.grid) for x, cell in enumerate(row) if cell == "#"}
    letters = [["" if cell == "#" else cell for cell in row] for row in cells(answer)]
    return grid([row.replace("#", ".") for row in problem.grid], answer=letters, shaded=walls)
