"""The length of the pencil route: the arrows of all paths that have to be looked at, and the variables that have to be judged."""

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


WEIGHTS = {"block": 1, "smallest": 2, "harmful": 3, "adjust": 4}
"""How often the paths are gone through: for one variable after another, or for sets that nobody names."""


def effort(problem: CausalGraphs) -> int:
    """Paths to all others are gone through together, so their arrows count a quarter."""
    graph = Graph(problem.count, problem.arrows)
    judged = 3 * len(usable(problem))
    if problem.ask == "separated":
        return sum(arrows_of_paths(graph, problem.x, False).values()) // 4 + judged
    return arrows_of_paths(graph, problem.x, problem.ask != "block")[problem.y] * WEIGHTS[problem.ask] + judged
