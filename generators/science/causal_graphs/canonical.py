"""One form for graphs that differ in the letters of their variables alone."""

from collections.abc import Sequence

from synth.verifiers.science.causal_graphs import CausalGraphs, Graph

MOST_TRIES = 60
"""Orders that are compared where variables look alike."""


def _refined(graph: Graph, colours: Sequence[int]) -> list[int]:
    """Colours that tell apart what causes and effects tell apart, numbered by what they are and not by letters."""
    now = list(colours)
    while True:
        looks = []
        for place in range(graph.count):
            around = (graph.parents[place], graph.children[place])
            looks.append((now[place], *(sorted(now[k] for k in range(graph.count) if mask >> k & 1) for mask in around)))
        numbers = {str(look): number for number, look in enumerate(sorted(looks, key=str))}
        further = [numbers[str(look)] for look in looks]
        if len(set(further)) == len(set(now)):
            return further
        now = further


def canonical(problem: CausalGraphs) -> object:
    """The least form over the orders that the looks of the variables leave."""
    graph = Graph(problem.count, problem.arrows)
    named = ((problem.x,), (problem.y,), problem.z, problem.hidden)
    roles = [sum(2**k for k, side in enumerate(named) if place in side) for place in range(graph.count)]
    best: list[tuple[object, ...]] = []
    todo, tries = [_refined(graph, roles)], 0
    while todo and tries < MOST_TRIES:
        colours = todo.pop()
        alike = next((colour for colour in sorted(set(colours)) if colours.count(colour) > 1), None)
        if alike is not None:
            same = [place for place, colour in enumerate(colours) if colour == alike]
            todo += [_refined(graph, [2 * colour + (other == place) for other, colour in enumerate(colours)]) for place in same]
            continue
        tries += 1
        place_of = {place: new for new, place in enumerate(sorted(range(graph.count), key=colours.__getitem__))}
        arrows = sorted((place_of[a], place_of[b]) for a, b in problem.arrows)
        form = (arrows, [roles[place] for place in sorted(place_of, key=place_of.__getitem__)])
        best = [min([*best, form], key=str)]
    return problem.ask, problem.count, best


def renamed(problem: CausalGraphs, new: Sequence[int]) -> CausalGraphs:
    """With letter new[k] for letter k."""

    def moved(places: Sequence[int]) -> tuple[int, ...]:
        return tuple(sorted(new[place] for place in places))

    arrows = tuple(sorted((new[a], new[b]) for a, b in problem.arrows))
    y = new[problem.y] if problem.y >= 0 else -1
    return CausalGraphs(problem.ask, problem.count, arrows, new[problem.x], y, moved(problem.z), moved(problem.hidden), problem.theme)
