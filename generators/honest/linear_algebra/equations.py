"""Linear facts over a drawn hypergraph: coefficients, a shared world and a direction, so that answers are known by construction.

Every edge becomes one equation over its nodes. Two vectors over the nodes are drawn with the coefficients:

    world       positive values that satisfy all facts before and after the cut (the exchanged quantities have equal values)
    direction   what may be added to the world once the cut is made: orthogonal to every fact of the unanswerable member, and
                not zero at the query

So the answerable member has its value by the chain of derivations, and the unanswerable one has the two worlds `world` and
`world + direction`. The coefficients are chosen edge by edge in an order in which the direction of an edge's last node follows from
the others."""

from fractions import Fraction
from math import gcd
from random import Random
from typing import NamedTuple

from synth.generators.honest._growth import GraphPair
from synth.generators.honest._hypergraph import Edge, Hypergraph
from synth.schemas.task import Discard

TRIES = 40  # of coefficients for one edge
WIDEST = 4  # largest step of a quantity between the two worlds

Terms = list[tuple[int, int]]


class Equation(NamedTuple):
    """A linear equation over nodes."""

    terms: tuple[tuple[int, int], ...]
    """(coefficient, node), positive coefficients first."""
    constant: int
    """Their sum in the shared world, never negative."""

    def exchanged(self, old: int, new: int) -> "Equation":
        """The equation with another node in the place of `old`."""
        return self._replace(terms=tuple((c, new if node == old else node) for c, node in self.terms))


class Ranges(NamedTuple):
    """What numbers to draw."""

    coefficient: int
    """Largest coefficient: `3`."""
    value: int
    """Largest value of a quantity: `40`."""
    fractions: float
    """Chance that a value is a half or a quarter: `0.05`."""
    mixed: int
    """Pairs of facts that can only be solved together: `2`."""


class Equations(NamedTuple):
    """The facts of both members, edge by edge, and what is known of their solutions."""

    answerable: tuple[Equation, ...]
    unanswerable: tuple[Equation, ...]
    unmixed: tuple[Equation, ...]
    """`answerable` before equations were added to one another."""
    mixed: dict[int, int]
    """For an edge, the edge whose equation was added to its own."""
    world: tuple[Fraction, ...]
    """The value of each node, which satisfies the facts of both members."""
    other: tuple[Fraction, ...]
    """Values that satisfy those of the unanswerable member, with another value of the query."""


def draw_equations(rng: Random, pair: GraphPair, ranges: Ranges) -> Equations:
    """Raises Discard when the numbers drawn do not fit."""
    after = pair.unanswerable
    direction, terms = _direction(rng, pair, after, ranges.coefficient)
    if not direction[after.query]:
        raise Discard("direction")
    least, world = 1 + max(map(abs, direction)), []
    for _ in range(after.nodes):
        parts = rng.choice((2, 2, 4)) if rng.random() < ranges.fractions else 1
        world.append(Fraction(rng.randint(least * parts, ranges.value * parts), parts))
    cut = pair.cut
    world[cut.new] = world[cut.old]
    unanswerable = [_equation(rng, row, world) for row in terms]
    answerable = list(unanswerable)
    answerable[cut.edge] = unanswerable[cut.edge].exchanged(cut.new, cut.old)
    if cut.other >= 0:
        answerable[cut.other] = unanswerable[cut.other].exchanged(cut.old, cut.new)
    unmixed = tuple(answerable)
    mixed = _mix(rng, pair, answerable, ranges)
    for edge in mixed:
        unanswerable[edge] = answerable[edge].exchanged(cut.old, cut.new) if edge == cut.edge else answerable[edge]
    if max(equation.constant for equation in answerable) > 1_000_000:
        raise Discard("constant")
    sign = rng.choice((-1, 1))
    other = tuple(w + sign * step for w, step in zip(world, direction, strict=True))
    return Equations(tuple(answerable), tuple(unanswerable), unmixed, mixed, tuple(world), other)


def _oriented(edge: Edge) -> Edge:
    """A broken edge settles its unsupported node: in an equation no node is the conclusion by nature."""
    if edge.role != "broken":
        return edge
    return Edge((*edge.premises[:-1], edge.conclusion), edge.premises[-1], edge.role)


def _direction(rng: Random, pair: GraphPair, after: Hypergraph, largest: int) -> tuple[list[int], list[Terms]]:
    """A direction and the terms of each edge after the cut."""
    edges = [_oriented(edge) for edge in after.edges]
    into: list[list[int]] = [[] for _ in range(after.nodes)]
    for number, edge in enumerate(edges):
        into[edge.conclusion].append(number)
    needed, stack = {after.query}, [after.query]
    while stack:  # what the query rests on, by first derivations
        for number in into[stack.pop()][:1]:
            new = [node for node in edges[number].premises if node not in needed]
            needed.update(new)
            stack += new
    direction: list[int | None] = [None] * after.nodes
    terms: list[Terms] = [[] for _ in edges]
    for node in range(after.nodes):
        if not into[node]:
            direction[node] = rng.choice((-2, -1, -1, 1, 1, 2)) if node in needed else 0

    def fill_in(node: int) -> None:
        todo = [node]
        while todo:
            node = todo[-1]
            missing = [p for number in into[node][:1] for p in edges[number].premises if direction[p] is None]
            if direction[node] is None and missing:
                todo += missing
                continue
            todo.pop()
            if direction[node] is None:
                first = into[node][0]
                terms[first], direction[node] = _first(rng, edges[first], direction, largest)

    for node in range(after.nodes):
        fill_in(node)
    done = [0 if step is None else step for step in direction]
    for numbers in into:
        for number in numbers[1:]:
            terms[number] = _second(rng, edges[number], done, largest)
    return done, terms


def _coefficient(rng: Random, largest: int) -> int:
    """Mostly one, mostly positive."""
    size = 1 if rng.random() < 0.55 else rng.randint(1, largest)
    return -size if rng.random() < 0.3 else size


def _first(rng: Random, edge: Edge, direction: list[int | None], largest: int) -> tuple[Terms, int]:
    """Terms of an edge and what they make of the direction of its conclusion."""
    steps = [direction[node] or 0 for node in edge.premises]
    best: tuple[int, Terms, int] | None = None
    for _ in range(TRIES):
        chosen = [_coefficient(rng, largest) for _ in steps]
        mine = _coefficient(rng, largest)
        total = sum(c * step for c, step in zip(chosen, steps, strict=True))
        if total % mine or (any(steps) and not total):
            continue
        step = -total // mine
        found: Terms = [*zip(chosen, edge.premises, strict=True), (mine, edge.conclusion)]
        if best is None or abs(step) < best[0]:
            best = (abs(step), found, step)
        if abs(step) <= WIDEST:
            return found, step
    if best is None or best[0] > 3 * WIDEST:
        raise Discard("wide")
    return best[1], best[2]


def _second(rng: Random, edge: Edge, direction: list[int], largest: int) -> Terms:
    """Terms of an edge whose nodes have their directions already."""
    nodes = edge.nodes
    for _ in range(TRIES):
        chosen = [_coefficient(rng, largest) for _ in nodes]
        if not sum(c * direction[node] for c, node in zip(chosen, nodes, strict=True)):
            return list(zip(chosen, nodes, strict=True))
    moving = [node for node in nodes if direction[node]]
    if len(moving) == 2:
        a, b = (direction[node] for node in moving)
        exact = {moving[0]: b // gcd(a, b), moving[1]: -a // gcd(a, b)}
        return [(exact.get(node) or _coefficient(rng, largest), node) for node in nodes]
    raise Discard("second")


def _equation(rng: Random, terms: Terms, world: list[Fraction]) -> Equation:
    """The equation of some terms in a world, whole and with the positive part first."""
    terms = list(terms)
    rng.shuffle(terms)
    constant = sum((c * world[node] for c, node in terms), Fraction(0))
    return _normal(terms, constant)


def _normal(terms: Terms, constant: Fraction) -> Equation:
    scale = constant.denominator
    if constant < 0 or (not constant and all(c < 0 for c, _ in terms)):
        scale = -scale
    ordered = sorted(((c * scale, node) for c, node in terms), key=lambda term: term[0] < 0)
    return Equation(tuple(ordered), int(constant * scale))


def _mix(rng: Random, pair: GraphPair, equations: list[Equation], ranges: Ranges) -> dict[int, int]:
    """Add to equations of the chain the one above: the two then have to be solved together. Changes `equations`; the cut must
    change one fact as before, so neither exchanged quantity may stand in the one that is added."""
    cut, mixed = pair.cut, dict[int, int]()
    number = {edge.conclusion: i for i, edge in reversed(list(enumerate(pair.answerable.edges))) if edge.role == "chain"}
    neighbours = [(number[a], number[b]) for a, b in zip(pair.chain[1:], pair.chain[2:], strict=False)]
    rng.shuffle(neighbours)
    for low, high in neighbours:
        if len(mixed) == ranges.mixed:
            break
        taken = {*mixed, *mixed.values()}
        nodes = {node for _, node in equations[high].terms}
        if {low, high} & taken or nodes & {cut.old, cut.new} or high in (cut.edge, cut.other) or low == cut.other:
            continue
        for factor in rng.sample((1, -1, 2, -2), 4):
            total = {node: c for c, node in equations[low].terms}
            for c, node in equations[high].terms:
                total[node] = total.get(node, 0) + factor * c
            kept = [(c, node) for node, c in total.items() if c]
            small = max(abs(c) for c, _ in kept) <= ranges.coefficient + 2
            top = pair.answerable.edges[high].conclusion
            if small and len(kept) == len(total) <= 5 and total[top] and total[pair.answerable.edges[low].conclusion]:
                rng.shuffle(kept)
                equations[low] = _normal(kept, Fraction(equations[low].constant + factor * equations[high].constant))
                mixed[low] = high
                break
    return mixed
