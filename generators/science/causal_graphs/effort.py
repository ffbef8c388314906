"""The length of the pencil route: the arrows of all paths that have to be looked at, and the variables that have to be judged."""

from fractions import Fraction

from synth.verifiers.science.causal_graphs import CausalGraphs, Graph, usable

MOST = 2_000
"""Arrows that are counted."""


def arrows_of_paths(graph: Graph, start: int, back_door: bool) -> dict[int, int]:
    """For each other variable the arrows of all paths from `start` to it, in whatever direction; back_door: of those alone that begin with
    an arrow into `start`."""
    around = [graph.parents[place] | graph.children[place] for place in range(graph.count)]
    found = dict.fromkeys(range(graph.count), 0)
    count = 0

    def follow(place: int, seen: int, length: int) -> None:
        nonlocal count
        for nearby in range(graph.count):
            if around[place] >> nearby & 1 and not seen >> nearby & 1 and count < MOST:
                count += 1
                found[nearby] += length + 1
                follow(nearby, seen | 1 << nearby, length + 1)

    first = graph.parents[start] if back_door else around[start]
    for nearby in range(graph.count):
        if first >> nearby & 1:
            found[nearby] += 1
            follow(nearby, 1 << start | 1 << nearby, 1)
    return found


WEIGHTS = {"separated": Fraction(1, 6), "block": Fraction(1, 2), "smallest": Fraction(1), "harmful": Fraction(2), "adjust": Fraction(3)}
"""Paths to all others are gone through together, and half of those to one are cut off early; where no set is named or each variable is
tried, the back doors are gone through again."""


def effort(problem: CausalGraphs) -> int:
    graph = Graph(problem.count, problem.arrows)
    paths = arrows_of_paths(graph, problem.x, problem.ask not in ("separated", "block"))
    looked_at = paths[problem.y] if problem.y >= 0 else sum(paths.values())
    return int(looked_at * WEIGHTS[problem.ask]) + 3 * len(usable(problem))
