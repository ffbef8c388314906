"""The graph; the start and the nodes of an answer are marked."""

from synth.generators.drawing.graph import graph
from synth.verifiers.logic.graph_search import GraphSearch


def draw(problem: GraphSearch, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    nodes = sorted({node for edge in problem.edges for node in edge})
    found = [int(word) for word in answer.replace(",", " ").replace("->", " ").split() if word.isdigit()]
    return graph(nodes, problem.edges, directed=True, marked={problem.start, *found})
