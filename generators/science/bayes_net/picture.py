"""The network; variables that are asked about are marked."""

from synth.generators.drawing.graph import graph
from synth.verifiers.science.bayes_net import BayesNet


def draw(problem: BayesNet, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    names = "ABCDEFGHIJKLMNOP"[: len(problem.variables)]
    arrows = [(names[parent], names[child]) for child, variable in enumerate(problem.variables) for parent in variable.parents]
    return graph(names, arrows, directed=True, marked={names[asked.variable] for asked in problem.asked})
