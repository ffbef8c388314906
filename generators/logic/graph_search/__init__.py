"""Graph search: a one-way graph drawn around its answer, with branches that join, ways that end and edges that lead back.

Effort is the number of edges that a search has to read: the least of searching from the start, from the goals backwards and, for a path,
from both ends."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.logic.graph_search.canonical import canonical
from synth.generators.logic.graph_search.graphs import Edges, arms, one_path, two_sides
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.graph_search import GraphSearch, distances, successors, verify

TRIES = 60
After = dict[int, list[int]]
"""For each vertex with edges from it the vertices at their other ends."""
ASKS: tuple[Literal["path", "next", "reach"], ...] = ("path", "next", "reach")


class Knobs(Frozen, frozen=True):
    vertices: Annotated[int, Meta(ge=12, le=70)]
    """Vertices of the graph; a quarter more where it is asked which can be reached."""
    length: Annotated[int, Meta(ge=3, le=12)]
    """Edges of the shortest path, where one is asked."""
    firsts: Annotated[int, Meta(ge=3, le=8)]
    """Edges from the start, where the right one for each goal is asked."""
    goals: Annotated[int, Meta(ge=3, le=7)]
    """Goals, where the first step to each is asked; twice as many, where it is asked which can be reached."""
    far: Annotated[int, Meta(ge=2, le=8)]
    """Edges from the start to two of the goals at least, where there are several."""
    effort_from: Annotated[int, Meta(ge=0, le=120)]
    """Least effort."""

    def __post_init__(self) -> None:
        if self.vertices < self.length + self.firsts + 6:
            raise ValueError("vertices must be at least length + firsts + 6")


LEVELS = (
    Knobs(14, 3, 3, 4, 2, 0),
    Knobs(16, 4, 4, 4, 3, 10),
    Knobs(19, 4, 4, 4, 3, 15),
    Knobs(22, 5, 4, 5, 4, 18),
    Knobs(26, 6, 5, 5, 4, 22),
    Knobs(31, 6, 5, 5, 4, 26),
    Knobs(36, 7, 5, 6, 5, 31),
    Knobs(42, 8, 6, 6, 5, 37),
    Knobs(49, 9, 6, 6, 6, 43),
    Knobs(58, 10, 6, 7, 6, 52),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    ask = rng.choice(ASKS)
    for _ in range(TRIES):
        if ask == "path":
            edges, start, goal = one_path(rng, knobs.vertices, knobs.length)
            after = successors(edges)
            goals, found = [goal], _way(after, start, goal)
        elif ask == "next":
            edges, start, possible = arms(rng, knobs.vertices, knobs.firsts)
            after = successors(edges)
            goals = _some(rng, after, start, possible, knobs.goals, knobs.far)
            if not goals:
                continue
            rng.shuffle(goals)
            found = _behind(after, start, goals)
            if len(set(found)) == 1:
                continue
        else:
            edges, (start, other), inside, outside = two_sides(rng, knobs.vertices)
            after = successors(edges)
            reached = rng.randint(3, 2 * knobs.goals - 3)
            found = _some(rng, after, start, inside, reached, knobs.far)
            missed = _some(rng, after, other, outside, 2 * knobs.goals - reached, knobs.far)
            if not found or not missed:
                continue
            goals = _mixed(rng, found, missed)
            found = [goal for goal in goals if goal in found]
        effort = _effort(edges, after, start, goals)
        if effort >= knobs.effort_from:
            break
    else:
        raise Discard("too few goals or too easy")
    number = rng.sample(range(10, 100), 1 + max(map(max, edges)))
    problem = GraphSearch(
        ask, tuple(sorted((number[u], number[v]) for u, v in edges)), number[start], tuple(number[goal] for goal in goals)
    )
    return Sample(problem, ", ".join(str(number[v]) for v in found), effort=float(effort))


def _some(rng: Random, after: After, start: int, possible: list[int], count: int, far: int) -> list[int]:
    """So many of the vertices, at least two of them so far from the start; none where there are too few."""
    distance = distances(after, [start])
    distant = [v for v in possible if distance[v] >= far]
    if len(distant) < 2 or len(possible) < count:
        return []
    chosen = rng.sample(distant, 2)
    return chosen + rng.sample([v for v in possible if v not in chosen], count - 2)


def _mixed(rng: Random, found: list[int], missed: list[int]) -> list[int]:
    """All of them in an order in which those that are found do not stand together: the question does not spell out its answer."""
    while True:
        goals = rng.sample(found + missed, len(found) + len(missed))
        places = [i for i, goal in enumerate(goals) if goal in found]
        if places[-1] - places[0] >= len(places):
            return goals


def _way(after: After, start: int, goal: int) -> list[int]:
    """The vertices of a shortest path."""
    came = {start: start}
    queue = [start]
    for u in queue:
        for v in after.get(u, ()):
            if v not in came:
                came[v] = u
                queue.append(v)
    way = [goal]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _behind(after: After, start: int, goals: list[int]) -> list[int]:
    """For each goal the first vertex after the start on the way to it."""
    first = {v: v for v in after[start]}
    queue = list(first)
    for u in queue:
        for v in after.get(u, ()):
            if v not in first:
                first[v] = first[u]
                queue.append(v)
    return [first[goal] for goal in goals]


def _effort(edges: Edges, after: After, start: int, goals: list[int]) -> int:
    """Edges that the cheapest of the searches reads."""
    before = successors([(v, u) for u, v in edges])
    forward = _read(after, start, set(goals))
    backward = sum(_read(before, goal, {start}) for goal in goals)
    return min(forward, backward, _from_both_ends(after, before, start, goals[0]) if len(goals) == 1 else forward)


def _read(after: After, start: int, goals: set[int]) -> int:
    """Edges that a breadth-first search reads until it has seen all goals, or all that it can."""
    seen, left, counted = {start}, set(goals), 0
    queue = [start]
    for u in queue:
        for v in after.get(u, ()):
            counted += 1
            if v not in seen:
                seen.add(v)
                queue.append(v)
                left.discard(v)
                if not left:
                    return counted
    return counted


def _from_both_ends(after: After, before: After, start: int, goal: int) -> int:
    """Edges read by two searches, of which the one with fewer edges ahead goes on, until they meet."""
    sides = [(after, {start}, {start}), (before, {goal}, {goal})]
    counted = 0
    while True:
        ahead = [sum(len(graph.get(u, ())) for u in front) for graph, front, _ in sides]
        side = ahead.index(min(ahead))
        graph, front, seen = sides[side]
        counted += ahead[side]
        front = {v for u in front for v in graph.get(u, ())} - seen
        sides[side] = graph, front, seen | front
        if not front.isdisjoint(sides[1 - side][2]) or not front:
            return counted


def prompt_variables(problem: GraphSearch, rng: Random) -> dict[str, object]:
    """The edges in any order, singly and in lines of some edges from one vertex, and an example of the form that is no answer."""
    edges = rng.sample(problem.edges, len(problem.edges))
    lines: list[tuple[int, list[int]]] = []
    for u, vs in successors(edges).items():
        while vs:
            cut = rng.randint(1, 4)
            lines.append((u, vs[:cut]))
            vs = vs[cut:]
    return {
        "ask": problem.ask,
        "edges": edges,
        "lines": rng.sample(lines, len(lines)),
        "count": len(edges),
        "start": problem.start,
        "goals": list(problem.goals),
        "examples": {
            "path": ("1, 4, 2, 7", "3, 8, 5", "6, 2, 9, 4, 7"),
            "next": [f"{a}, {a}, {b}" + f", {a}" * (len(problem.goals) - 3) for a, b in ((4, 1), (3, 8), (5, 2))],
            "reach": ("4, 1, 7", "3, 8", "5, 2, 9, 6"),
        }[problem.ask],
    }


TASK = Task(
    __name__,
    version=3,
    problem=GraphSearch,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=1 / 50,
    capacity=(100_000, 100_000, 100_000) + (1_000_000,) * 7,
    unique=True,
    canonical=canonical,
)
