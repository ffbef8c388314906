"""Two theories that differ in one place, one that settles its query and one that does not, on the hypergraphs of `_hypergraph`.

Kinds of difference, each the exchange of one node for another at one or two places:

    given      a fact that every derivation needs gives way to an idle one
    flipped    two rules, one on the derivation and one on the opposite of its premise, trade conclusions (bait: denying the antecedent)
    reversed   premise and conclusion of a rule trade places (bait: affirming the consequent); at the query's own rule by way of a trade
               of names with a rule that starts where that one ends
    rewired    a premise on the derivation gives way to an underivable one
    exchanged  that, and the underivable one gives way to the other in another rule

Edges are added beforehand until the nodes involved are balanced: the number of nodes that are given g times, concluded c times and
used u times as a premise is the same in both theories for all g, c, u, and the query's own numbers are the same. So no count of mentions
tells the two apart."""

from random import Random
from typing import Literal, NamedTuple

from synth.generators.honest._hypergraph import Cut, Edge, Hypergraph, Shape, draw

Kind = Literal["given", "flipped", "reversed", "rewired", "exchanged"]
KINDS: tuple[Kind, ...] = ("given", "flipped", "reversed", "rewired", "exchanged")
RESERVE = 4  # edges kept for balance


class Pair(NamedTuple):
    """nodes: how many; query: a node; solved, broken: edges, alike but for one or two; trail: edges of the derivation in `solved`, in
    order; opposite: nodes that are the negative of another; same: nodes whose signs must agree; plain: edges to be worded as plain
    conditionals; touched: edges that differ; kind and cut: of the difference, and how far it is from the query."""

    nodes: int
    query: int
    solved: list[Edge]
    broken: list[Edge]
    trail: list[int]
    opposite: dict[int, int]
    same: tuple[int, int]
    plain: set[int]
    touched: tuple[int, ...]
    kind: Kind
    cut: int


class _Theory:
    def __init__(self, nodes: int, edges: list[Edge]) -> None:
        self.nodes, self.edges = nodes, edges

    def node(self) -> int:
        self.nodes += 1
        return self.nodes - 1

    def edge(self, premises: tuple[int, ...], conclusion: int) -> int:
        self.edges.append(Edge(premises, conclusion, "dead"))
        return len(self.edges) - 1

    def concluded(self, node: int) -> int:
        return sum(edge.conclusion == node for edge in self.edges)

    def used(self, node: int) -> int:
        return sum(node in edge.premises for edge in self.edges)

    def balance(self, one: int, other: int, concluded: int, used: int) -> None:
        """Broken rules and dead ends, until `one` is concluded and used so many times more often than `other`."""
        for make, count, wanted in ((self._break, self.concluded, concluded), (self._use, self.used, used)):
            lead = count(one) - count(other) - wanted
            for _ in range(abs(lead)):
                make(other if lead > 0 else one)

    def _break(self, node: int) -> None:
        self.edge((self.node(),), node)

    def _use(self, node: int) -> None:
        self.edge((node,), self.node())


def pair(rng: Random, kind: Kind, shape: Shape) -> Pair:
    """shape.cut: 0 for any distance; shape.kind and shape.swap are ignored."""
    depth, far = shape.depth, shape.depth - (kind in ("reversed", "rewired"))
    cut = min(shape.cut or rng.randint(1, far), far)
    place = depth - cut + 1
    facts = max(shape.facts - RESERVE, 4)
    drawn = draw(rng, shape._replace(cut=cut, kind="premise", swap=kind == "exchanged", facts=facts))
    theory, spine = _Theory(drawn.graph.nodes, list(drawn.graph.edges)), drawn.spine
    query, rule = spine[-1], drawn.cut.edge
    opposite: dict[int, int] = {}
    plain: set[int] = set()
    one, other = drawn.cut.old, drawn.cut.new
    changes: dict[int, Edge] = {}

    if kind == "given":
        shown = _needed_givens(drawn.graph, spine)
        least = min(abs(distance - shape.cut) for _, distance in shown)
        number, cut = rng.choice([item for item in shown if not shape.cut or abs(item[1] - shape.cut) == least])
        one = theory.edges[number].conclusion
        # The idle node starts dead ends alone, so that nothing is gained by giving it.
        other = theory.node()
        theory.balance(one, other, 1, 0)
        changes = {number: Edge((), other, "given")}
    elif kind == "flipped":
        one, other = spine[place], theory.node()
        against = theory.node()
        opposite[against] = spine[place - 1]
        beside = [n for n in drawn.graph.given if n not in (spine[place - 1], drawn.cut.new)]
        more = (rng.choice(beside),) if beside and shape.fan_in > 1 and rng.random() < 0.5 else ()
        second = theory.edge((against, *more), other)
        if rng.random() < 0.6:
            theory.edge((other,), theory.node())
        changes = {rule: theory.edges[rule]._replace(conclusion=other), second: theory.edges[second]._replace(conclusion=one)}
        plain = {rule, second}
    elif kind == "reversed":
        one, other = spine[place - 1], spine[place]
        if place == depth or rng.random() < 0.4:
            other = theory.node()
            second = theory.edge((spine[place],), other)
            # Names are traded: `if one then x`, `if x then other` become `if other then x`, `if x then one`.
            changes = {rule: _renamed(theory.edges[rule], one, other), second: _renamed(theory.edges[second], other, one)}
            plain.add(second)
        else:
            changes = {rule: _renamed(theory.edges[rule], one, other)._replace(conclusion=one)}
        theory.balance(other, one, 1, -1)
        plain.add(rule)
    else:
        if kind == "rewired":
            theory.balance(one, other, 0, 1)
        broken = Hypergraph(theory.nodes, tuple(theory.edges), query).apply(Cut("premise", rule, one, other, drawn.cut.other))
        changes = {number: broken.edges[number] for number in (rule, drawn.cut.other) if number >= 0}

    _against_query(rng, theory, query, opposite, changes)
    solved, after = theory.edges, [changes.get(number, edge) for number, edge in enumerate(theory.edges)]
    graph, cut_graph = (Hypergraph(theory.nodes, tuple(edges), query) for edges in (solved, after))
    calm = [a is not None and b is not None for a, b in zip(graph.layers(), cut_graph.layers(), strict=True)]
    busy = {one, other, query, *opposite, *opposite.values()}
    _opposites(rng, graph, [n for n in range(theory.nodes) if calm[n] and n not in busy], busy, opposite)
    return Pair(theory.nodes, query, solved, after, graph.derivation(), opposite, (one, other), plain, tuple(changes), kind, cut)


def _renamed(edge: Edge, old: int, new: int) -> Edge:
    return Edge(tuple(new if n == old else n for n in edge.premises), new if edge.conclusion == old else edge.conclusion, edge.role)


def _needed_givens(graph: Hypergraph, spine: tuple[int, ...]) -> list[tuple[int, int]]:
    """Given edges on every derivation of the query, each with its distance from it."""
    near: dict[int, int] = {}
    for distance, node in enumerate(reversed(spine), 2):
        for edge in graph.edges:
            if edge.conclusion == node:
                for premise in edge.premises:
                    near.setdefault(premise, distance)
    found = []
    for number, edge in enumerate(graph.edges):
        if not edge.premises and edge.conclusion in near and graph.layers(number)[graph.query] is None:
            found.append((number, near[edge.conclusion]))
    return found


def _against_query(rng: Random, theory: _Theory, query: int, opposite: dict[int, int], changes: dict[int, Edge]) -> None:
    """As many rules, all broken, conclude the query's negative as the query; and its negative is a premise as often as it is itself, on
    average."""
    against = theory.node()
    opposite[against] = query
    rules = theory.concluded(query)
    idle = [n for n, edge in enumerate(theory.edges) if edge.conclusion == query and edge.role == "broken" and n not in changes]
    turned = idle[: rules // 2]
    for number in turned:
        theory.edges[number] = theory.edges[number]._replace(conclusion=against)
    for _ in range(rules - 2 * len(turned)):
        theory.edge((theory.node(),), against)
    kept = 0
    for number, edge in enumerate(theory.edges):
        if query in edge.premises:
            if number in changes:
                kept += 1
            elif rng.random() < 0.5:
                theory.edges[number] = _renamed(edge, query, against)
    for _ in range(kept):
        theory.edge((against,), theory.node())


def _opposites(rng: Random, graph: Hypergraph, calm: list[int], busy: set[int], opposite: dict[int, int]) -> None:
    """Some holes become the negative of a node that both theories derive: broken for the same reason as flipped rules."""
    for hole in graph.holes:
        if hole in busy or rng.random() < 0.6:
            continue
        beside = {n for edge in graph.edges if hole in edge.nodes for n in edge.nodes}
        beside |= {opposite[n] for n in beside if n in opposite}
        options = [n for n in calm if n not in beside and n not in opposite.values()]
        if options:
            opposite[hole] = rng.choice(options)
