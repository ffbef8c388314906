"""Two theories that differ in one place, one that derives its query and one that does not, on the hypergraphs of `_growth`.

Kinds of difference, each the exchange of one node for another at one or two places:

    given      a fact that every derivation needs gives way to an idle one
    flipped    two rules, one on the derivation and one on the negation of its premise, trade conclusions (tempting: denying the antecedent)
    reversed   premise and conclusion of a rule trade places (tempting: affirming the consequent); at the query's own rule by way of a trade
               of names with a rule that starts where that one ends
    rewired    a premise on the derivation gives way to an underivable one
    exchanged  that, and the underivable one gives way to the other in another rule

Edges are added beforehand until the nodes involved are balanced: how many nodes are given, concluded by so many rules of each size and
used by so many of each size is the same in both theories, and so are the query's own numbers. So no count of mentions tells them apart."""

from collections import Counter
from random import Random
from typing import Literal, NamedTuple

from synth.generators.honest._growth import GraphPair, Shape, draw_pair
from synth.generators.honest._hypergraph import Edge, Hypergraph

Kind = Literal["given", "flipped", "reversed", "rewired", "exchanged"]
KINDS: tuple[Kind, ...] = ("given", "flipped", "reversed", "rewired", "exchanged")
RESERVE = 4  # edges kept for balance


class TheoryPair(NamedTuple):
    """Two theories over the same nodes."""

    nodes: int
    """How many there are."""
    query: int
    """The node asked for."""
    answerable: list[Edge]
    unanswerable: list[Edge]
    """Like those of `answerable` but for one or two."""
    derivation: list[int]
    """The edges of `answerable` that derive the query, premises before conclusions."""
    negation_of: dict[int, int]
    """For nodes that are the negation of another, that other one."""
    same_sign: tuple[tuple[int, int], ...]
    """Pairs of nodes that become both affirmative or both negative statements."""
    straight: set[int]
    """Edges to be worded as straight conditionals."""
    one_sentence: set[int]
    """Edges to be worded in one sentence."""
    kind: Kind
    """Of the difference."""
    cut: int
    """How far the difference is from the query: `1` at the query's own rule."""


class _Theory:
    """An answerable theory while it is balanced, and the edges that it exchanges for others to become the unanswerable one."""

    def __init__(self, rng: Random, drawn: GraphPair) -> None:
        self.rng, self.drawn = rng, drawn
        graph, cut, chain = drawn.answerable, drawn.cut, drawn.chain
        self.nodes, self.edges, self.query = graph.nodes, list(graph.edges), graph.query
        self.side_premises = [node for node in graph.given if node not in (cut.old, chain[0])]
        """Given nodes that may stand beside others as premises."""
        self.changes: dict[int, Edge] = {}
        """By number, edges as they are in the unanswerable theory."""
        self.negation_of: dict[int, int] = {}
        self.straight: set[int] = set()
        self.one_sentence: set[int] = set()

    def node(self) -> int:
        self.nodes += 1
        return self.nodes - 1

    def rule(self, premises: tuple[int, ...], conclusion: int, size: int = 1) -> int:
        """A new rule, filled up with premises to its size."""
        known = [node for node in self.side_premises if node not in premises]
        more = size - len(premises)
        chosen = self.rng.sample(known, min(len(known), more))
        self.edges.append(Edge((*premises, *chosen, *(self.node() for _ in range(more - len(chosen)))), conclusion, "dead end"))
        return len(self.edges) - 1

    def sizes(self, node: int, concluded: bool, leave: set[int]) -> Counter[int]:
        """How many rules of each size conclude the node, or use it as a premise."""
        found = (e for n, e in enumerate(self.edges) if n not in leave and (e.conclusion == node if concluded else node in e.premises))
        return Counter(len(edge.premises) for edge in found)

    def balance(self, one: int, other: int, leave: set[int]) -> None:
        """Broken rules and dead ends, until both are concluded and used by equally many rules of each size, but for those left out."""
        for concluded in (True, False):
            sizes = [self.sizes(node, concluded, leave) for node in (one, other)]
            for node, missing in ((other, sizes[0] - sizes[1]), (one, sizes[1] - sizes[0])):
                for size in sorted(missing.elements()):
                    if concluded:
                        self.rule((self.node(),), node, size)
                    else:
                        self.rule((node,), self.node(), size)

    def graphs(self) -> tuple[Hypergraph, Hypergraph]:
        """The answerable theory and the unanswerable one."""
        after = tuple(self.changes.get(number, edge) for number, edge in enumerate(self.edges))
        return Hypergraph(self.nodes, tuple(self.edges), self.query), Hypergraph(self.nodes, after, self.query)

    # Each kind of difference fills in `changes` and returns the two nodes that are exchanged.

    def given(self, number: int) -> tuple[int, int]:
        """Edge `number`, a fact that every derivation needs, gives way to one that starts dead ends alone: so nothing is gained by it."""
        one = self.edges[number].conclusion
        self.side_premises = [node for node in self.side_premises if node != one]
        other = self.node()
        self.balance(one, other, {number})
        self.changes = {number: Edge((), other, "given")}
        return one, other

    def flipped(self, rule: int, place: int) -> tuple[int, int]:
        """The rule that concludes the chain's node at `place` trades conclusions with one on the negation of its premise."""
        chain, size = self.drawn.chain, len(self.edges[rule].premises)
        one, other, against = chain[place], self.node(), self.node()
        self.negation_of[against] = chain[place - 1]
        self.side_premises = [node for node in self.side_premises if node not in (chain[place - 1], self.drawn.cut.new)]
        second = self.rule((against,), other, size)  # of equal size, so that sizes tell nothing
        self.straight = {rule, second}
        if self.rng.random() < 0.6:
            self.rule((other,), self.node())
        self.changes = {rule: self.edges[rule]._replace(conclusion=other), second: self.edges[second]._replace(conclusion=one)}
        return one, other

    def reversed(self, rule: int, place: int) -> tuple[int, int]:
        """Premise and conclusion of the rule that concludes the chain's node at `place` trade places."""
        one, other = self.drawn.chain[place - 1 : place + 1]
        self.straight = {rule}
        if other == self.query or self.rng.random() < 0.4:
            end, other = other, self.node()
            second = self.rule((end,), other)
            # Names are traded: `if one then x`, `if x then other` become `if other then x`, `if x then one`.
            self.changes = {rule: self.edges[rule].exchanged(one, other), second: self.edges[second].exchanged(other, one)}
            self.straight.add(second)
        else:
            self.changes = {rule: self.edges[rule].exchanged(one, other)._replace(conclusion=one)}
        self.balance(one, other, self.straight)
        return one, other

    def rewired(self) -> tuple[int, int]:
        """The cut as it was drawn: an exchange between two rules where it is a swap."""
        cut = self.drawn.cut
        if cut.other >= 0:
            second = self.edges[cut.other]
            self.rule(second.premises, second.conclusion, len(self.edges[cut.edge].premises))
            self.edges[cut.other] = self.edges.pop()
        else:
            self.balance(cut.old, cut.new, {cut.edge})
        after = self.graphs()[0].apply(cut)
        self.changes = {number: after.edges[number] for number in (cut.edge, cut.other) if number >= 0}
        return cut.old, cut.new

    def negate_unsupported(self, exchanged: set[int]) -> None:
        """Some unsupported nodes become the negation of a node that both theories derive: broken for the same reason as flipped rules."""
        graph, after = self.graphs()
        derived = [a is not None and b is not None for a, b in zip(graph.layers(), after.layers(), strict=True)]
        involved = {*exchanged, self.query, *self.negation_of, *self.negation_of.values()}
        stable = [node for node in range(self.nodes) if derived[node] and node not in involved]
        for node in graph.unsupported:
            if node in involved or self.rng.random() < 0.6:
                continue
            beside = {n for edge in graph.edges if node in edge.nodes for n in edge.nodes}
            beside |= {self.negation_of[n] for n in beside if n in self.negation_of}
            options = [n for n in stable if n not in beside and n not in self.negation_of.values()]
            if options:
                self.negation_of[node] = self.rng.choice(options)


def draw_side(rng: Random, kind: Kind, shape: Shape, nearest: int) -> TheoryPair:
    """Two theories with that kind of difference, without any rule against the query. shape.cut: the distance of the difference from the
    query, 0 for any from `nearest` on; shape.kind and shape.swap are ignored."""
    depth, far = shape.depth, shape.depth - (kind in ("reversed", "rewired"))
    cut = min(shape.cut or rng.randint(min(nearest, far), far), far)
    place = depth - cut + 1
    facts = max(shape.facts - RESERVE, 4)
    drawn = draw_pair(rng, shape._replace(cut=cut, kind="premise", swap=kind == "exchanged", facts=facts))
    theory = _Theory(rng, drawn)
    if kind == "given":
        needed = _needed_givens(drawn.answerable, drawn.chain)
        closest = min(abs(distance - cut) for _, distance in needed)
        number, cut = rng.choice([item for item in needed if abs(item[1] - cut) == closest])
        exchanged = theory.given(number)
    elif kind == "flipped":
        exchanged = theory.flipped(drawn.cut.edge, place)
    elif kind == "reversed":
        exchanged = theory.reversed(drawn.cut.edge, place)
    else:
        exchanged = theory.rewired()
    one_sentence = {*theory.changes, *(number for number, edge in enumerate(theory.edges) if edge.conclusion in exchanged)}
    theory.negate_unsupported({*exchanged})
    graph, after = theory.graphs()
    return TheoryPair(
        theory.nodes,
        theory.query,
        theory.edges,
        list(after.edges),
        graph.derivation(),
        theory.negation_of,
        (exchanged,),
        theory.straight,
        one_sentence,
        kind,
        cut,
    )


def _needed_givens(graph: Hypergraph, chain: tuple[int, ...]) -> list[tuple[int, int]]:
    """Given edges on every derivation of the query, each with its distance from it."""
    near: dict[int, int] = {}
    for distance, node in enumerate(reversed(chain), 2):
        for edge in graph.edges:
            if edge.conclusion == node:
                for premise in edge.premises:
                    near.setdefault(premise, distance)
    found = []
    for number, edge in enumerate(graph.edges):
        if not edge.premises and edge.conclusion in near and graph.layers(number)[graph.query] is None:
            found.append((number, near[edge.conclusion]))
    return found
