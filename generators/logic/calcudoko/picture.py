"""Cages and their targets."""

from synth.generators.drawing.grid import Cell, cells, grid
from synth.verifiers.logic.calcudoko import Calcudoko


def draw(problem: Calcudoko, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    first: dict[str, Cell] = {}
    for y, row in enumerate(problem.cages):
        for x, name in enumerate(row):
            first.setdefault(name, (y, x))
    corners = dict(zip(first.values(), problem.clues, strict=True))
    size = len(problem.cages)
    return grid(["." * size] * size, answer=cells(answer), regions=problem.cages, corners=corners)
