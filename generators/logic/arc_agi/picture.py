"""Each pair of grids, and the test with its output."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.arc_agi import ArcAgi


def draw(problem: ArcAgi, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    boards = [(problem.test, cells(answer))] if answer else [*problem.pairs, (problem.test,)]
    return "<br>".join(" → ".join(grid(board, coloured=True) for board in pair) for pair in boards)
