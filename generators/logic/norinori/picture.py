"""The regions, and the shaded cells."""

from synth.generators.drawing.grid import grid, places
from synth.verifiers.logic.norinori import Norinori


def draw(problem: Norinori, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    blank = ["." * len(row) for row in problem.regions]
    return grid(blank, regions=problem.regions, shaded=places(answer))
