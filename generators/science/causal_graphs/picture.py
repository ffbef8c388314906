"""The graph; both variables that are asked about are marked."""

from synth.generators.drawing.graph import graph
from synth.verifiers.science.causal_graphs import CausalGraphs


def draw(problem: CausalGraphs, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    names = "ABCDEFGHIJKLMNOP"[: problem.count]
    return graph(names, [(names[a], names[b]) for a, b in problem.arrows], directed=True, marked={names[problem.x], names[problem.y]})
