"""Graphs drawn edge by edge in plain Python, and their canonical form: what the kernels must draw and tell as well."""

from collections import Counter
from collections.abc import Callable
from random import Random

from synth.generators.logic.graph_search import ASKS, Knobs
from synth.generators.logic.graph_search.kernel import TRIES
from synth.generators.solvers.labelling import least_form
from synth.schemas.task import Discard, Sample
from synth.verifiers.logic.graph_search import GraphSearch, distances, successors

After = dict[int, list[int]]
Edges = list[tuple[int, int]]
NEVER = 99
"""In place of a distance: cannot be reached."""
FAN_OUT = (1, 1, 2, 2, 3, 5)
"""Edges from a vertex, at most, beside those that tie it to the rest: one of these."""


def one_path(rng: Random, count: int, length: int) -> tuple[Edges, int, int]:
    """Edges among vertices 0 .. count - 1, the start and the goal; the shortest path takes `length` edges, and no other is as short.

    A label is a least distance from the start and one to the goal. Along an edge the first rises by one at most and the second falls
    by one at most, so the labels are true; they sum to `length` on one path alone."""
    labels = [(i, length - i) for i in range(length + 1)]
    for _ in range(count - length - 1):
        kind, depth = rng.random(), rng.randint(1, length - 1)
        if kind < 0.6:
            labels.append((depth, length - depth + rng.randint(1, 2)))  # a detour
        elif kind < 0.8:
            labels.append((depth, NEVER))  # leads nowhere
        else:
            labels.append((NEVER, length - depth))  # leads to the goal, but not from the start

    def allowed(u: int, v: int) -> bool:
        return labels[v][0] <= labels[u][0] + 1 and labels[u][1] <= labels[v][1] + 1

    edges = {(i, i + 1) for i in range(length)}
    for v in range(length + 1, count):
        far, near = labels[v]
        if far != NEVER:
            edges.add((rng.choice([u for u in range(count) if labels[u][0] == far - 1 and labels[u][1] <= near + 1]), v))
        if near != NEVER:
            edges.add((v, rng.choice([w for w in range(count) if labels[w][1] == near - 1 and labels[w][0] <= far + 1])))
    _more(rng, count, edges, allowed)
    return sorted(edges), 0, length


def arms(rng: Random, count: int, firsts: int) -> tuple[Edges, int, list[int]]:
    """Edges, the start and the vertices that may be goals: to each leads exactly one of the `firsts` edges of the start, over more than
    that edge.

    A label is the number of the edge of the start, or JOINED, where branches meet that lead to no goal, or OUTSIDE, which leads in."""
    joined, outside = firsts, firsts + 1
    labels = [-1, *range(firsts)]
    weights = [rng.randint(2, 4) for _ in range(firsts)] + [firsts, firsts]
    labels += rng.choices(range(firsts + 2), weights, k=count - len(labels))

    def allowed(u: int, v: int) -> bool:
        return v > firsts and (labels[u] == labels[v] or labels[v] == joined or (labels[u] == outside and labels[v] != outside))

    edges = {(0, v) for v in range(1, firsts + 1)}
    _tied(rng, count, firsts + 1, labels, outside, edges)
    _led_into(rng, labels, outside, range(firsts + 1, count), edges)
    joins = [v for v in range(firsts + 1, count) if labels[v] == joined]
    for v in joins:
        edges.add((rng.choice([u for u in range(1, count) if labels[u] < joined]), v))
    _more(rng, count, edges, lambda u, v: u > 0 and allowed(u, v))
    return sorted(edges), 0, [v for v in range(firsts + 1, count) if labels[v] < joined]


def two_sides(rng: Random, count: int) -> tuple[Edges, tuple[int, int], list[int], list[int]]:
    """Edges, the start and its counterpart, the vertices that the start reaches over two edges or more, and those that only its
    counterpart reaches so; a quarter more vertices than `count`.

    A label is the side of a vertex, or SOURCE, from which edges lead everywhere, or SINK, to which edges lead from everywhere. The sides
    have no edges between them and are drawn alike, so that nothing near a vertex tells on which of them it is."""
    source, sink = 2, 3
    labels = [i % 2 for i in range(count)] + [source, sink] * max(2, count // 8)
    count, edges = len(labels), set[tuple[int, int]]()
    _tied(rng, count, 2, labels, source, edges)
    _led_into(rng, labels, source, range(2, count), edges)
    _more(rng, count, edges, lambda u, v: v > 1 and (labels[u] in (labels[v], source) or labels[v] == sink))
    near = {v for u, v in edges if u < 2}
    inside, outside = ([v for v in range(2, count) if labels[v] == side and v not in near] for side in (0, 1))
    return sorted(edges), (0, 1), inside, outside


def _tied(rng: Random, count: int, first: int, labels: list[int], outside: int, edges: set[tuple[int, int]]) -> None:
    """An edge to each vertex from `first` on, from a late one with the same label, so that branches get long. Vertices outside begin with
    a circle: tracing back from them comes to no end."""
    members: dict[int, list[int]] = {}
    for v in range(first):
        members.setdefault(labels[v], []).append(v)
    for v in range(first, count):
        before = members.setdefault(labels[v], [])
        if before:
            edges.add((rng.choice(before[-3:]), v))
        before.append(v)
    circle = members.get(outside, [])
    if len(circle) > 1:
        edges.add((rng.choice(circle[1:]), circle[0]))


def _led_into(rng: Random, labels: list[int], outside: int, vertices: range, edges: set[tuple[int, int]]) -> None:
    """An edge from outside to most of the vertices inside, so that tracing one edge back after the other leads astray."""
    feeders = [v for v in vertices if labels[v] == outside]
    for v in vertices if feeders else ():
        if labels[v] != outside and rng.random() < 0.7:
            edges.add((rng.choice(feeders), v))


def _more(rng: Random, count: int, edges: set[tuple[int, int]], allowed: Callable[[int, int], bool]) -> None:
    """Edges that the labels allow, some from every vertex."""
    bits, size, ways = rng.getrandbits, count.bit_length(), len(FAN_OUT)
    for u in range(count):
        while (place := bits(ways.bit_length())) >= ways:  # as rng.choice and rng.randrange would
            pass
        for _ in range(FAN_OUT[place]):
            while (v := bits(size)) >= count:
                pass
            if v != u and allowed(u, v):
                edges.add((u, v))


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


def slow_canonical(problem: GraphSearch) -> object:
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
