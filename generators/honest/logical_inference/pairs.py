"""Two theories that differ in one place, one that settles its query and one that does not, on the hypergraphs of `_hypergraph`.

Kinds of difference, each the exchange of one node for another at one or two places:

    given      a fact that every derivation needs gives way to an idle one
    flipped    two rules, one on the derivation and one on the opposite of its premise, trade conclusions (rejected: denying the antecedent)
    reversed   premise and conclusion of a rule trade places (rejected: affirming the consequent); at the query's own rule by way of a trade
               of names with a rule that starts where that one ends
    rewired    a premise on the derivation gives way to an underivable one
    exchanged  that, and the underivable one gives way to the other in another rule

Edges are added beforehand until the nodes involved are balanced: how many nodes are given, concluded by so many rules of each size and
used by so many of each size is the same in both theories, and so are the query's own numbers. So no count of mentions tells them apart."""

from collections import Counter
from random import Random
from typing import Literal, NamedTuple

from synth.generators.honest._hypergraph import Cut, Edge, Hypergraph, Shape, draw

Kind = Literal["given", "flipped", "reversed", "rewired", "exchanged"]
KINDS: tuple[Kind, ...] = ("given", "flipped", "reversed", "rewired", "exchanged")
RESERVE = 4  # edges kept for balance


class Pair(NamedTuple):
    """nodes: how many; query: a node; solved, broken: edges, alike but for one or two; trail: edges of the derivation in `solved`, in
    order; opposite: nodes that are the negative of another; same: nodes whose signs must agree; plain: edges to be worded as straight
    conditionals; whole: edges to be worded in one sentence; kind and cut: of the difference, and how far it is from the query."""

    nodes: int
    query: int
    solved: list[Edge]
    broken: list[Edge]
    trail: list[int]
    opposite: dict[int, int]
    same: tuple[int, int]
    plain: set[int]
    whole: set[int]
    kind: Kind
    cut: int


class _Theory:
    """A theory while it is balanced. beside: derived nodes that may stand beside others as premises."""

    def __init__(self, rng: Random, graph: Hypergraph, beside: list[int]) -> None:
        self.rng, self.nodes, self.edges, self.beside = rng, graph.nodes, list(graph.edges), beside

    def node(self) -> int:
        self.nodes += 1
        return self.nodes - 1

    def rule(self, premises: tuple[int, ...], conclusion: int, size: int = 1) -> int:
        """A new rule, filled up with premises to its size."""
        beside = [node for node in self.beside if node not in premises]
        more = size - len(premises)
        known = self.rng.sample(beside, min(len(beside), more))
        self.edges.append(Edge((*premises, *known, *(self.node() for _ in range(more - len(known)))), conclusion, "dead"))
        return len(self.edges) - 1

    def sizes(self, node: int, concluded: bool, leave: set[int]) -> Counter[int]:
        """How many rules of each size conclude the node, or use it as a premise."""
        found = (e for n, e in enumerate(self.edges) if n not in leave and (e.conclusion == node if concluded else node in e.premises))
        return Counter(len(edge.premises) for edge in found)

    def balance(self, one: int, other: int, leave: set[int]) -> None:
        """Broken rules and dead ends, until both are concluded and used by equally many rules of each size, but for those left out."""
        for concluded in (True, False):
            sizes = [self.sizes(node, concluded, leave) for node in (one, other)]
            for node, owed in ((other, sizes[0] - sizes[1]), (one, sizes[1] - sizes[0])):
                for size in sorted(owed.elements()):
                    if concluded:
                        self.rule((self.node(),), node, size)
                    else:
                        self.rule((node,), self.node(), size)


def pair(rng: Random, kind: Kind, shape: Shape) -> Pair:
    """shape.cut: 0 for any distance; shape.kind and shape.swap are ignored."""
    depth, far = shape.depth, shape.depth - (kind in ("reversed", "rewired"))
    cut = min(shape.cut or rng.randint(1, far), far)
    place = depth - cut + 1
    facts = max(shape.facts - RESERVE, 4)
    drawn = draw(rng, shape._replace(cut=cut, kind="premise", swap=kind == "exchanged", facts=facts))
    spine, rule = drawn.spine, drawn.cut.edge
    query, one, other = spine[-1], drawn.cut.old, drawn.cut.new
    theory = _Theory(rng, drawn.graph, [node for node in drawn.graph.given if node not in (one, spine[0])])
    size = len(theory.edges[rule].premises)
    opposite: dict[int, int] = {}
    plain: set[int] = set()
    changes: dict[int, Edge] = {}

    if kind == "given":
        shown = _needed_givens(drawn.graph, spine)
        least = min(abs(distance - shape.cut) for _, distance in shown)
        number, cut = rng.choice([item for item in shown if not shape.cut or abs(item[1] - shape.cut) == least])
        one = theory.edges[number].conclusion
        theory.beside = [node for node in theory.beside if node != one]
        # The idle node starts dead ends alone, so that nothing is gained by giving it.
        other = theory.node()
        theory.balance(one, other, {number})
        changes = {number: Edge((), other, "given")}
    elif kind == "flipped":
        one, other, against = spine[place], theory.node(), theory.node()
        opposite[against] = spine[place - 1]
        theory.beside = [node for node in theory.beside if node not in (spine[place - 1], drawn.cut.new)]
        second = theory.rule((against,), other, size)  # else the sizes of rules that conclude a node and its negative tell
        plain = {rule, second}
        used = rng.random() < 0.6
        if used:
            theory.rule((other,), theory.node())
        if one == query:  # whose sign the new node has to share: the opposite sign is to occur as often
            opposite[denied := theory.node()] = other
            plain.add(theory.rule((theory.node(),), denied, len(theory.edges[second].premises)))
            if used:
                theory.rule((denied,), theory.node())
        changes = {rule: theory.edges[rule]._replace(conclusion=other), second: theory.edges[second]._replace(conclusion=one)}
    elif kind == "reversed":
        one, other = spine[place - 1], spine[place]
        plain = {rule}
        if place == depth or rng.random() < 0.4:
            other = theory.node()
            second = theory.rule((spine[place],), other)
            # Names are traded: `if one then x`, `if x then other` become `if other then x`, `if x then one`.
            changes = {rule: _renamed(theory.edges[rule], one, other), second: _renamed(theory.edges[second], other, one)}
            plain.add(second)
        else:
            changes = {rule: _renamed(theory.edges[rule], one, other)._replace(conclusion=one)}
        theory.balance(one, other, plain)
    else:
        if kind == "exchanged":
            second = drawn.cut.other
            theory.rule(theory.edges[second].premises, theory.edges[second].conclusion, size)
            theory.edges[second] = theory.edges.pop()
        else:
            theory.balance(one, other, {rule})
        broken = Hypergraph(theory.nodes, tuple(theory.edges), query).apply(Cut("premise", rule, one, other, drawn.cut.other))
        changes = {number: broken.edges[number] for number in (rule, drawn.cut.other) if number >= 0}

    whole = {*changes, *(number for number, edge in enumerate(theory.edges) if edge.conclusion in (one, other))}
    _against_query(rng, theory, query, {one, other, *opposite}, changes, opposite, plain, whole)
    solved, after = theory.edges, [changes.get(number, edge) for number, edge in enumerate(theory.edges)]
    graph, cut_graph = (Hypergraph(theory.nodes, tuple(edges), query) for edges in (solved, after))
    calm = [a is not None and b is not None for a, b in zip(graph.layers(), cut_graph.layers(), strict=True)]
    busy = {one, other, query, *opposite, *opposite.values()}
    _opposites(rng, graph, [n for n in range(theory.nodes) if calm[n] and n not in busy], busy, opposite)
    return Pair(theory.nodes, query, solved, after, graph.derivation(), opposite, (one, other), plain, whole, kind, cut)


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


def _against_query(
    rng: Random,
    theory: _Theory,
    query: int,
    busy: set[int],
    changes: dict[int, Edge],
    opposite: dict[int, int],
    plain: set[int],
    whole: set[int],
) -> None:
    """As many rules of each size and wording, all broken, conclude the query's negative as the query; and its negative is a premise as
    often as it is itself, on average. So neither sign is the likelier one."""
    after = tuple(changes.get(number, edge) for number, edge in enumerate(theory.edges))
    first, second = (Hypergraph(theory.nodes, edges, query).layers() for edges in (tuple(theory.edges), after))
    never = [node for node in range(theory.nodes) if first[node] is None and second[node] is None and node not in busy]
    against = theory.node()
    opposite[against] = query

    def alike(number: int) -> tuple[int, bool, bool]:
        return len(theory.edges[number].premises), number in plain, number in whole

    rules = [number for number, edge in enumerate(theory.edges) if edge.conclusion == query]
    owed = Counter(map(alike, rules))
    for number in rules:
        if theory.edges[number].role == "broken" and number not in whole and owed[alike(number)] > 1:
            owed[alike(number)] -= 2
            theory.edges[number] = theory.edges[number]._replace(conclusion=against)
    for size, straight, unbroken in sorted(owed.elements()):
        number = theory.rule((rng.choice(never) if never else theory.node(),), against, size)
        plain |= {number} if straight else set()
        whole |= {number} if unbroken else set()
    for number, edge in enumerate(tuple(theory.edges)):
        if query in edge.premises:
            if number in whole:
                other = theory.rule((against,), theory.node(), len(edge.premises))
                plain |= {other} if number in plain else set()
                whole.add(other)
            elif rng.random() < 0.5:
                theory.edges[number] = _renamed(edge, query, against)


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
