"""Directed graphs drawn around what is asked: one shortest path, goals behind one edge of the start each, goals that can be reached or not.

Each vertex gets a label that says which edges it may have; every graph that keeps to the labels has the promised answer, so nothing has
to be searched for. Beside what answers the question stand vertices that look alike: branches that the start reaches and that never
lead to a goal, ways into the goals that the start does not reach, joins of branches, edges back."""

from collections.abc import Callable
from random import Random

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
