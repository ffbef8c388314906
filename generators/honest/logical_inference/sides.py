"""Theories with two sides, one that may derive the query and one that may derive its negation.

The side against the query is the unanswerable theory of another pair, drawn in the same way. So True and False differ as two such theories
change places, and who tells them apart without deriving anything could also tell which of the two members is answerable."""

from random import Random

from synth.generators.honest._growth import Shape
from synth.generators.honest._hypergraph import Edge
from synth.generators.honest.logical_inference.pairs import KINDS, Kind, TheoryPair, draw_side

TRIES = 60  # at a side whose difference lies far enough from the query


def draw_theories(rng: Random, kind: Kind, shape: Shape, nearest: int = 1) -> TheoryPair:
    """Two theories with that kind of difference. shape.facts: of both sides together, about; shape.cut: the distance of the difference
    from the query, 0 for any from `nearest` on; shape.kind and shape.swap are ignored."""
    half = shape._replace(facts=shape.facts // 2)
    sides = []
    for each in (kind, rng.choice(KINDS)):
        side = draw_side(rng, each, half, nearest)
        for _ in range(0 if shape.cut else TRIES):
            if hidden(side, nearest - 1):
                break
            side = draw_side(rng, each, half, nearest)
        sides.append(side)
    return _joined(rng, *sides)


def hidden(side: TheoryPair, hops: int) -> bool:
    """Whether the difference can't be seen by looking at the query, at what could give it or its negation, and so on for so many hops:
    what could give a literal are the negations of the literals that stand beside it in a clause."""

    def clause(edge: Edge) -> tuple[int, ...]:
        parts = [2 * side.negation_of[node] + 1 if node in side.negation_of else 2 * node for node in edge.nodes]
        return (parts[-1], *(part ^ 1 for part in parts[:-1]))

    changed = [(clause(one), clause(other)) for one, other in zip(side.answerable, side.unanswerable, strict=True) if one != other]
    changed = [pair for pair in changed if pair[0] != pair[1]]
    told = [*map(clause, side.answerable), *(other for _, other in changed)]
    seen = front = {2 * side.query, 2 * side.query + 1}
    for _ in range(hops):
        if any(not front.isdisjoint(each) for pair in changed for each in pair):
            return False
        front = {part ^ 1 for each in told if not front.isdisjoint(each) for part in each} - seen
        seen = seen | front
    for part in front:
        before, after = (
            sorted((len(each), sign, each[0] == sign) for each in member for sign in (part, part ^ 1) if sign in each)
            for member in zip(*changed, strict=True)
        )
        if before != after:
            return False
    return True


def _joined(rng: Random, one: TheoryPair, other: TheoryPair) -> TheoryPair:
    """The pair `one` beside the unanswerable theory of `other`, whose query becomes the negation of `one`'s. Some nodes that both sides
    are given become one."""
    shared = [_idle_givens(side) for side in (one, other)]
    few = rng.randint(0, min(map(len, shared)))
    name = dict(zip(rng.sample(shared[1], few), rng.sample(shared[0], few), strict=True))
    dropped = {number for number, edge in enumerate(other.unanswerable) if not edge.premises and edge.conclusion in name}
    nodes = one.nodes
    for node in range(other.nodes):
        if node not in name:
            name[node] = nodes
            nodes += 1
    number_of: dict[int, int] = {}
    against: list[Edge] = []
    for number, (premises, conclusion, role) in enumerate(other.unanswerable):
        if number not in dropped:
            number_of[number] = len(one.answerable) + len(against)
            against.append(Edge(tuple(name[node] for node in premises), name[conclusion], role))
    negations = {name[node]: name[denied] for node, denied in other.negation_of.items()}
    return one._replace(
        nodes=nodes,
        answerable=one.answerable + against,
        unanswerable=one.unanswerable + against,
        negation_of={name[other.query]: one.query, **one.negation_of, **negations},
        same_sign=(*one.same_sign, *((name[a], name[b]) for a, b in other.same_sign)),
        straight=one.straight | {number_of[number] for number in other.straight},
        one_sentence=one.one_sentence | {number_of[number] for number in other.one_sentence if number in number_of},
    )


def _idle_givens(side: TheoryPair) -> list[int]:
    """Nodes that both theories are given and whose place in them is nothing special."""
    involved = {*side.negation_of, *side.negation_of.values(), *(node for pair in side.same_sign for node in pair)}
    return [
        a.conclusion
        for a, b in zip(side.answerable, side.unanswerable, strict=True)
        if not a.premises and a == b and a.conclusion not in involved
    ]
