"""The numbers, and the walls."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.number_wall import NumberWall


def draw(problem: NumberWall, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    walls = {(y, x) for y, row in enumerate(cells(answer)) for x, mark in enumerate(row) if mark == "#"}
    return grid(problem.numbers, shaded=walls)
