"""Pairs of hypergraphs, one whose query is derivable and one whose query is not, drawn together with the one change between them.

`draw_pair` grows the answerable graph around a chain v0 (given), v1, ..., vk = query, where vi stands at layer i:

    below the cut     premises of vi beside v(i-1) are new givens, small trees of their own or earlier nodes (diamonds)
    the cut           one edge of the chain, on every derivation of the query: at distance d (1: the query's own edge, k + 1: the
                      given v0); what lies above is derivable through it alone
    the decoy         a copy in shape of the chain below the cut that grows from an unsupported node; it ends in the node that stands in
                      for the exchanged one
    second edges      other derivations of nodes of the chain; none leads round the cut
    broken edges      further edges to nodes of the chain, with an unsupported node of their own among the premises
    dead ends         edges from any node (the query too) to new ones that lead nowhere; blocks of their own, whole and broken

The cut replaces node `old` by `new` in one edge; in a swap, `new` by `old` in another edge at the same time. `new` has as many mentions
as `old` in a swap, else one fewer, so the histogram of mentions, even of those beside the changed place, is the same before and
after (`GraphPair.rounds_alike` says how far around the change the two graphs agree). Kinds of cut:

    premise      an antecedent on the chain gives way to an underivable node
    conclusion   the edge concludes what is derivable anyway, and its old conclusion becomes unsupported
    given        v0 is not given any more, the unsupported node at the foot of the decoy is

Nodes and edges are numbered in order of growth: a task must shuffle both before it shows them."""

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from synth.generators.honest._hypergraph import Cut, Edge, Hypergraph, Kind, Role


class Shape(NamedTuple):
    """What pair to draw."""

    depth: int
    """k, layers of derivation of the query: `5`."""
    cut: int
    """Distance of the cut from the query, 1..k + 1. k + 1 goes with the kind `given` alone, and `given` with it alone; `conclusion`
    goes from 2 on, lest the query lose a mention."""
    kind: Kind
    swap: bool
    """Whether the exchanged nodes trade places between two edges."""
    fan_in: int
    """Most premises of an edge: `3`."""
    facts: int
    """Edges in all; a floor of about 2k + 5 - cut is kept."""
    second: int = 0
    """Second derivations wanted, as far as there is room for them."""
    broken: int = 0
    """Broken edges wanted, as far as there is room for them."""
    bridge: bool = False
    """A dead end on both exchanged nodes, so that the same nodes hang together before and after the cut (fan_in from 2 on)."""


class GraphPair(NamedTuple):
    """Two graphs that differ in the cut alone."""

    answerable: Hypergraph
    cut: Cut
    """What makes the query underivable."""
    chain: tuple[int, ...]
    """The nodes v0 .. vk on the way to the query."""

    @property
    def unanswerable(self) -> Hypergraph:
        """The graph after the cut."""
        return self.answerable.apply(self.cut)

    def rounds_alike(self, most: int) -> int:
        """For how many rounds of colour refinement (at most `most`) the two graphs can't be told apart when edges have no
        direction: 1 when edges agree in the mentions of their nodes, 2 when nodes do in what stands beside them, and so on."""
        graphs = (self.answerable, self.unanswerable)
        edges = [[edge.nodes for edge in graph.edges] for graph in graphs]
        marks: list[list[object]] = [[(count, node == graph.query) for node, count in enumerate(graph.mentions())] for graph in graphs]
        for done in range(most):
            rank: dict[object, int] = {}
            colours = [[rank.setdefault(mark, len(rank)) for mark in each] for each in marks]
            shown = [[tuple(sorted([colour[n] for n in nodes])) for nodes in each] for each, colour in zip(edges, colours, strict=True)]
            if sorted(shown[0]) != sorted(shown[1]):
                return done
            for place, (each, colour) in enumerate(zip(edges, colours, strict=True) if done + 1 < most else ()):
                around: list[list[tuple[int, ...]]] = [[] for _ in colour]
                for nodes, text in zip(each, shown[place], strict=True):
                    for node in nodes:
                        around[node].append(text)
                marks[place] = [(c, tuple(sorted(beside))) for c, beside in zip(colour, around, strict=True)]
        return most


def draw_pair(rng: Random, shape: Shape) -> GraphPair:
    """A graph of that shape and its cut. The query lies at layer k in the graph and is underivable after the cut; both graphs are
    acyclic, with equally many nodes, edges and premises edge by edge."""
    return _Growth(rng, shape).grow()


class _Growth:
    """A graph while it grows."""

    def __init__(self, rng: Random, shape: Shape) -> None:
        self.rng, self.shape = rng, shape
        self.edges: list[Edge] = []
        self.layer: list[int] = []
        """For each node its layer."""
        self.stable: list[int] = []
        """Nodes that are derivable whatever the cut."""
        self.balanced: set[int] = set()
        """Nodes that no side edges touch, so that their mentions stay in balance."""

    def node(self, layer: int) -> int:
        self.layer.append(layer)
        return len(self.layer) - 1

    def edge(self, premises: Iterable[int], conclusion: int, role: Role) -> int:
        self.edges.append(Edge(tuple(premises), conclusion, role))
        return len(self.edges) - 1

    def given_node(self) -> int:
        node = self.node(0)
        self.edge((), node, "given")
        self.stable.append(node)
        return node

    def side_premises(self, beside: int, pool: list[int], remaining: int) -> list[int]:
        """Premises beside a node, of no higher layer: from the pool, new givens, or small trees."""
        rng, chosen, below = self.rng, [beside], self.layer[beside] + 1
        for _ in range(rng.randrange(self.shape.fan_in)):
            old = [node for node in pool if self.layer[node] < below and node not in chosen and node not in self.balanced]
            if not old or (remaining > 0 and rng.random() < 0.45):
                if remaining <= 0:
                    continue
                node = self.given_node()
                remaining -= 1
                if remaining > 0 and below > 1 and rng.random() < 0.4:
                    leaf, node = node, self.node(1)
                    self.edge((leaf,), node, "side")
                    self.stable.append(node)
                    remaining -= 1
                chosen.append(node)
            else:
                chosen.append(rng.choice(old))
        return chosen[1:]

    def dead_end(self, *premises: int) -> int:
        return self.edge(premises, self.node(1 + max(self.layer[node] for node in premises)), "dead end")

    def grow(self) -> GraphPair:
        shape = self.shape
        k, at = shape.depth, shape.depth - shape.cut + 1
        if not 1 + (shape.kind == "conclusion") <= shape.cut <= k + 1 or (shape.kind == "given") != (at == 0):
            raise ValueError(f"no cut of kind {shape.kind} at distance {shape.cut} of {k}")
        spare = max(0, shape.facts - 2 * k - 5 + shape.cut)
        chain, cut_edge = [self.node(0)], 0
        above: list[int] = []
        self.edge((), chain[0], "given")
        old_place = at - 1 if shape.kind == "premise" else at
        for i in range(k + 1):
            if i > 0:
                remaining = (spare - (len(self.edges) - i)) // 2 if spare else 0
                beside = self.side_premises(chain[i - 1], self.stable + above, min(remaining, 2))
                chain.append(self.node(i))
                number = self.edge((chain[i - 1], *beside), chain[i], "chain")
                cut_edge = number if i == at else cut_edge
            if i == old_place:
                self.balanced.add(chain[i])
            if i >= at:
                above.append(chain[i])
            else:
                self.stable.append(chain[i])
        new = self._decoy_chain(at) if shape.kind != "conclusion" else self._derivable_decoy(at)
        self.balanced.add(new)
        other = self._balance(chain[old_place], new, max(0, spare // 4))
        if shape.bridge and shape.fan_in > 1:
            self.dead_end(chain[old_place], new)
        self._second_derivations(chain, at)
        self._fill([*above, *self.stable])
        graph = Hypergraph(len(self.layer), tuple(self.edges), chain[k])
        return GraphPair(graph, Cut(shape.kind, cut_edge, chain[old_place], new, other), tuple(chain))

    def _decoy_chain(self, at: int) -> int:
        """A copy in shape of the chain below the cut that rests on an unsupported node; its end, or for a moved given its foot."""
        rng, shape = self.rng, self.shape
        given = shape.kind == "given"
        wanted = rng.randint(1, shape.depth) if given else max(at > 1, at - 1 + rng.choice((-1, 0, 0, 1)))
        length = max(0, min(wanted, shape.facts - len(self.edges) - 4))
        unsupported_at = rng.randint(1, length) if not given and length and shape.fan_in > 1 and rng.random() < 0.5 else 0
        end = unsupported = self.node(0)
        foot = unsupported
        if given:
            self.balanced.add(foot)
        elif unsupported_at:
            end = self.given_node()
        for i in range(1, length + 1):
            premises = [end, unsupported] if i == unsupported_at else [end]
            for _ in range(rng.randrange(shape.fan_in)):
                old = [node for node in self.stable if node not in self.balanced and node not in premises and self.layer[node] < i]
                if old and len(premises) < shape.fan_in:
                    premises.append(rng.choice(old))
            end = self.node(i)
            self.edge(premises, end, "decoy")
        if end != unsupported and not given:
            self.dead_end(unsupported)  # a given has its own edge; so the unsupported node is mentioned as often
        return foot if given else end

    def _derivable_decoy(self, at: int) -> int:
        """A derivable node like the one at the cut, from which nothing on the chain follows."""
        pool = [node for node in self.stable if node not in self.balanced and self.layer[node] < max(at, 1)]
        premises = self.rng.sample(pool, min(len(pool), self.rng.randint(1, self.shape.fan_in))) if pool else [self.given_node()]
        node = self.node(1 + max(self.layer[p] for p in premises))
        self.edge(premises, node, "decoy")
        return node

    def _balance(self, old: int, new: int, remaining: int) -> int:
        """Dead ends until `new` has one mention fewer than `old`, in a swap as many; the other edge of the swap, or -1."""
        count = [0] * len(self.layer)
        for edge in self.edges:
            for node in edge.nodes:
                count[node] += 1
        gap = count[old] - count[new] - (not self.shape.swap)
        both = min(remaining, self.rng.choice((0, 0, 1, 2)))
        ends = [self.dead_end(new) for _ in range(max(gap, 0) + both)]
        for _ in range(max(-gap, 0) + both):
            self.dead_end(old)
        if not self.shape.swap:
            return -1
        if not ends:
            self.dead_end(old)
            ends = [self.dead_end(new)]
        return self.rng.choice(ends)

    def _second_derivations(self, chain: list[int], at: int) -> None:
        """Second derivations of nodes of the chain on one side of the cut, and broken edges to any of them."""
        rng, shape = self.rng, self.shape
        sides = [i for i in range(2, len(chain)) if i < at or i - 2 >= at]
        places = [i for i in sides if self.balanced.isdisjoint((chain[i], chain[i - 2]))]
        for i in rng.sample(places, min(shape.second, len(places))):
            if len(self.edges) + 2 + shape.broken <= shape.facts:
                middle = self.node(i - 1)
                self.edge((chain[i - 2],), middle, "second")
                self.edge((middle,), chain[i], "second")
        targets = [node for node in chain[1:] if node not in self.balanced]
        for node in rng.sample(targets, min(shape.broken, len(targets))):
            if len(self.edges) < shape.facts:
                near = [n for n in self.stable if n not in self.balanced and n != node and self.layer[n] < self.layer[node]]
                beside = [rng.choice(near)] if near and shape.fan_in > 1 and rng.random() < 0.7 else []
                self.edge((*beside, self.node(0)), node, "broken")

    def _fill(self, pool: list[int]) -> None:
        """Dead ends and blocks of their own until there are enough edges. pool: where they may start."""
        rng, shape = self.rng, self.shape
        blocks: list[int] = []
        while len(self.edges) < shape.facts:
            free = [node for node in pool + blocks if node not in self.balanced]
            turn = rng.random()
            if turn < 0.2 or not free:
                blocks.append(self.given_node())
            elif turn < 0.35:
                blocks.append(self.node(0))
                blocks.append(self.edges[self.dead_end(blocks[-1])].conclusion)
            else:
                mine = blocks if blocks and rng.random() < 0.6 else free
                chosen = rng.sample(mine, min(len(mine), rng.randint(1, shape.fan_in)))
                blocks.append(self.edges[self.dead_end(*chosen)].conclusion)
