"""What careless readers would write instead. From level 4 on no answer is one of theirs."""

from collections.abc import Callable

from synth.verifiers.science.causal_graphs import LABELS, CausalGraphs, Graph, mask_of, usable

Policy = Callable[[CausalGraphs], int | None]


def written(mask: int) -> str:
    """`A, C`; `none`."""
    return ", ".join(letter for place, letter in enumerate(LABELS) if mask >> place & 1) or "none"


def _graph(problem: CausalGraphs) -> Graph:
    return Graph(problem.count, problem.arrows)


def _free(problem: CausalGraphs) -> int:
    return mask_of(usable(problem))


def nothing(problem: CausalGraphs) -> int:
    return 0


def everything(problem: CausalGraphs) -> int:
    return _free(problem)


def causes_of_the_first(problem: CausalGraphs) -> int:
    return _graph(problem).parents[problem.x] & _free(problem)


def causes_of_the_second(problem: CausalGraphs) -> int | None:
    return None if problem.y < 0 else _graph(problem).parents[problem.y] & _free(problem)


def outside_causes_of_the_second(problem: CausalGraphs) -> int | None:
    """Direct ones that are no effects of the first: often a set that blocks, seldom the smallest."""
    causes = causes_of_the_second(problem)
    return None if causes is None else causes & ~_graph(problem).below(1 << problem.x)


def causes_with_another_way(problem: CausalGraphs) -> int | None:
    """Direct ones of the first from which arrows lead to the second past the first."""
    if problem.y < 0:
        return None
    past = Graph(problem.count, tuple(arrow for arrow in problem.arrows if problem.x not in arrow))
    return causes_of_the_first(problem) & (past.above(1 << problem.y) | 1 << problem.y)


def common_causes(problem: CausalGraphs) -> int | None:
    """Of both, near or far."""
    if problem.y < 0:
        return None
    graph = _graph(problem)
    return graph.above(1 << problem.x) & graph.above(1 << problem.y) & _free(problem)


def shared_causes(problem: CausalGraphs) -> int | None:
    """Direct ones of both."""
    return None if problem.y < 0 else _graph(problem).parents[problem.x] & _graph(problem).parents[problem.y] & _free(problem)


def no_effects(problem: CausalGraphs) -> int:
    return _free(problem) & ~_graph(problem).below(1 << problem.x)


def effects(problem: CausalGraphs) -> int:
    return _free(problem) & _graph(problem).below(1 << problem.x)


def effects_of_the_second(problem: CausalGraphs) -> int | None:
    return None if problem.y < 0 else _free(problem) & _graph(problem).below(1 << problem.y)


def colliders(problem: CausalGraphs) -> int:
    """All with two causes or more."""
    return mask_of([place for place, causes in enumerate(_graph(problem).parents) if causes & causes - 1]) & _free(problem)


def effects_and_colliders(problem: CausalGraphs) -> int | None:
    """Effects of the first, and all colliders that lead to neither end."""
    if problem.y < 0:
        return None
    graph = _graph(problem)
    ends = graph.above(1 << problem.x) | graph.above(1 << problem.y)
    return (effects(problem) | colliders(problem) & ~ends) & ~mask_of(problem.z)


def no_neighbours(problem: CausalGraphs) -> int:
    graph = _graph(problem)
    return _free(problem) & ~graph.parents[problem.x] & ~graph.children[problem.x]


def without_directions(problem: CausalGraphs) -> int | None:
    """What is cut off from it by z, whichever way the arrows point."""
    if problem.ask != "separated":
        return None
    graph, z = _graph(problem), mask_of(problem.z)
    reached = front = 1 << problem.x
    while front:
        around = 0
        for place in range(problem.count):
            if front >> place & 1:
                around |= graph.parents[place] | graph.children[place]
        front = around & ~reached & ~z
        reached |= front
    return _free(problem) & ~reached


def colliders_by_themselves(problem: CausalGraphs) -> int | None:
    """A collider opens a path only where it is in z itself."""
    if problem.ask != "separated":
        return None
    graph, z = _graph(problem), mask_of(problem.z)
    reached = 0

    def follow(place: int, seen: int, along: bool) -> None:
        """along: whether the last arrow points to this place."""
        nonlocal reached
        reached |= 1 << place
        for nearby in range(problem.count):
            bit = 1 << nearby
            if seen & bit:
                continue
            causes, effects = graph.parents[place] & bit, graph.children[place] & bit
            if (causes or effects) and bool(z >> place & 1) == bool(along and causes):
                follow(nearby, seen | bit, bool(effects))

    follow(problem.x, 1 << problem.x, False)
    return _free(problem) & ~reached


def nothing_given(problem: CausalGraphs) -> int | None:
    return _free(problem) & ~_graph(problem).connected(problem.x, 0) if problem.ask == "separated" else None


POLICIES: dict[str, Policy] = {
    "nothing": nothing,
    "everything": everything,
    "direct causes of the first": causes_of_the_first,
    "direct causes of the second": causes_of_the_second,
    "direct causes of the second, no effects of the first": outside_causes_of_the_second,
    "direct causes of the first with another way": causes_with_another_way,
    "causes of both, near or far": common_causes,
    "direct causes of both": shared_causes,
    "all that are no effects": no_effects,
    "all effects": effects,
    "all effects of the second": effects_of_the_second,
    "all colliders": colliders,
    "effects and colliders": effects_and_colliders,
    "all but neighbours": no_neighbours,
    "directions left aside": without_directions,
    "colliders open by themselves alone": colliders_by_themselves,
    "nothing given": nothing_given,
}
