"""The regions, and the stars."""

from synth.generators.drawing.grid import grid, places
from synth.verifiers.logic.star_placement_puzzle import StarPlacementPuzzle


def draw(problem: StarPlacementPuzzle, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    stars = places(answer)
    shown = [["★" if (y, x) in stars else "" for x in range(len(row))] for y, row in enumerate(problem.regions)]
    return grid(["." * len(row) for row in problem.regions], answer=shown, regions=problem.regions)
