"""Graphs that differ in the numbers of their vertices alone, and in the order of the goals, are the same puzzle."""

from collections import Counter

from synth.generators.solvers.labelling import least_form
from synth.verifiers.logic.graph_search import GraphSearch


def canonical(problem: GraphSearch) -> object:
    """What is asked, and the edges in a numbering that the graph decides."""
    vertices = sorted({vertex for edge in problem.edges for vertex in edge})
    number = {vertex: i for i, vertex in enumerate(vertices)}
    edges = [(number[u], number[v]) for u, v in problem.edges]
    goals = {number[goal] for goal in problem.goals}
    start = number[problem.start]
    colours = _refined([2 if v == start else int(v in goals) for v in range(len(vertices))], edges)
    return problem.ask, least_form(colours, edges, lambda i, colour: f"{colour[edges[i][0]]}>{colour[edges[i][1]]}")


def _refined(colours: list[int], edges: list[tuple[int, int]]) -> list[int]:
    """Ranks that tell vertices apart as far as their colours and those around them do: nearly always all of them. Quicker than to leave
    it to `least_form`, which asks for texts."""
    after: list[list[int]] = [[] for _ in colours]
    before: list[list[int]] = [[] for _ in colours]
    for u, v in edges:
        after[u].append(v)
        before[v].append(u)
    classes = 0
    while len(set(colours)) > classes:
        classes = len(set(colours))
        equals = Counter(colours)
        seen = [
            (own, tuple(sorted([colours[w] for w in after[v]])), tuple(sorted([colours[w] for w in before[v]])))
            if equals[own] > 1  # else it is told apart already
            else (own, (), ())
            for v, own in enumerate(colours)
        ]
        ranks: dict[object, int] = {}
        for one in sorted(seen):
            ranks.setdefault(one, len(ranks))
        colours = [ranks[one] for one in seen]
    return colours
