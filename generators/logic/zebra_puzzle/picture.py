"""The table of places and attributes."""

from synth.generators.drawing.table import table
from synth.verifiers.logic.zebra_puzzle import ZebraPuzzle


def draw(problem: ZebraPuzzle, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    heads = [problem.place.capitalize(), *(attribute.name for attribute in problem.attributes)]
    whole = [line.split(" | ") for line in answer.splitlines()[1:] if line.count(" | ") == len(heads) - 1]
    places = range(1, len(problem.attributes[0].values) + 1)
    if answer and problem.solution:
        found = [dict(zip(at, attribute.values, strict=True)) for at, attribute in zip(problem.solution, problem.attributes, strict=True)]
        whole = [[str(place), *(by_place[place] for by_place in found)] for place in places]
    return table(heads, whole or [[str(place), *[""] * (len(heads) - 1)] for place in places])
