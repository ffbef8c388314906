"""Directed acyclic hypergraphs of derivations.

A node is a quantity or a literal; an edge (premises, conclusion) is a fact that gives the conclusion to whoever has all premises.
An edge without premises is a given node. A node that no edge concludes is *unsupported*: it is never derivable, nor what needs it."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Kind = Literal["premise", "conclusion", "given"]
Role = Literal["given", "chain", "side", "second", "broken", "decoy", "dead end", "block"]


class Edge(NamedTuple):
    """A rule: who has all premises has the conclusion."""

    premises: tuple[int, ...]
    """Distinct, in order of growth, the node of the chain (or the decoy) first; none for a given node."""
    conclusion: int
    role: Role
    """What it was drawn for, for the record: `chain`."""

    @property
    def nodes(self) -> tuple[int, ...]:
        """All nodes that stand in it, the conclusion last."""
        return (*self.premises, self.conclusion)

    def exchanged(self, old: int, new: int) -> "Edge":
        """The edge with another node in the place of `old`."""
        premises = tuple(new if node == old else node for node in self.premises)
        return Edge(premises, new if self.conclusion == old else self.conclusion, self.role)


class Cut(NamedTuple):
    """The edit that makes the query underivable: one node gives way to another in an edge."""

    kind: Kind
    edge: int
    """The number of the edge in which `old` becomes `new`."""
    old: int
    new: int
    other: int = -1
    """In a swap, the number of the edge in which `new` becomes `old`; else -1."""


@dataclass(frozen=True, slots=True)
class Hypergraph:
    """Facts as edges, and the node that is asked for."""

    nodes: int
    """How many there are, numbered from 0."""
    edges: tuple[Edge, ...]
    """Acyclic; several may have one conclusion."""
    query: int

    @property
    def given(self) -> tuple[int, ...]:
        """Nodes that an edge without premises concludes."""
        return tuple(edge.conclusion for edge in self.edges if not edge.premises)

    @property
    def unsupported(self) -> tuple[int, ...]:
        """Nodes that no edge concludes."""
        concluded = {edge.conclusion for edge in self.edges}
        return tuple(node for node in range(self.nodes) if node not in concluded)

    def layers(self, without: int = -1) -> list[int | None]:
        """For each node the least number of layers of derivation to it (0: given), None when it is underivable. `without`: an
        edge to leave out."""
        layer: list[int | None] = [None] * self.nodes
        missing = [len(edge.premises) for edge in self.edges]
        uses: list[list[int]] = [[] for _ in range(self.nodes)]
        for number, edge in enumerate(self.edges):
            for node in edge.premises:
                uses[node].append(number)
        now = [e.conclusion for number, e in enumerate(self.edges) if not e.premises and number != without]
        depth = 0
        while now:
            new = []
            for node in now:
                if layer[node] is None:
                    layer[node] = depth
                    for number in uses[node]:
                        missing[number] -= 1
                        if not missing[number] and number != without:
                            new.append(self.edges[number].conclusion)
            now, depth = new, depth + 1
        return layer

    def derivation(self, goal: int | None = None) -> list[int]:
        """Edges of a shallowest derivation of a node (the query), premises before conclusions; empty when there is none."""
        layer = self.layers()
        first: dict[int, int] = {}
        for number, edge in enumerate(self.edges):
            premises = [layer[node] for node in edge.premises]
            at = layer[edge.conclusion]
            if None not in premises and at == (1 + max(p for p in premises if p is not None) if premises else 0):
                first.setdefault(edge.conclusion, number)
        order: list[int] = []
        done: set[int] = set()

        def visit(node: int) -> None:
            if node not in done:
                done.add(node)
                for premise in self.edges[first[node]].premises:
                    visit(premise)
                order.append(first[node])

        goal = self.query if goal is None else goal
        if goal in first:
            visit(goal)
        return order

    def mentions(self) -> list[int]:
        """For each node the number of edges it stands in."""
        count = [0] * self.nodes
        for edge in self.edges:
            for node in edge.nodes:
                count[node] += 1
        return count

    def ancestors(self, node: int) -> set[int]:
        """All nodes from which a path of edges leads to the node, itself among them."""
        found, stack = {node}, [node]
        into: dict[int, list[int]] = {}
        for edge in self.edges:
            into.setdefault(edge.conclusion, []).extend(edge.premises)
        while stack:
            for before in into.get(stack.pop(), ()):
                if before not in found:
                    found.add(before)
                    stack.append(before)
        return found

    def apply(self, cut: Cut) -> "Hypergraph":
        """The graph after the cut."""
        edges = list(self.edges)
        edges[cut.edge] = edges[cut.edge].exchanged(cut.old, cut.new)
        if cut.other >= 0:
            edges[cut.other] = edges[cut.other].exchanged(cut.new, cut.old)
        return replace(self, edges=tuple(edges))
