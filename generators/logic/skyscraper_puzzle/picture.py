"""The board with what is seen from its sides."""

from synth.generators.drawing.grid import cells, grid
from synth.verifiers.logic.skyscraper_puzzle import SkyscraperPuzzle


def draw(problem: SkyscraperPuzzle, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    sides = {side: [clue or "" for clue in getattr(problem, side)] for side in ("top", "bottom", "left", "right")}
    return grid(problem.givens, answer=cells(answer), sides=sides)
