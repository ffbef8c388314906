"""The maze with its arrows."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.arrow_maze import ArrowMaze


def draw(problem: ArrowMaze, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    return grid([row.split() for row in problem.grid], answer=cells(answer))
