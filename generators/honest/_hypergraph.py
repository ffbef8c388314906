"""Directed acyclic hypergraphs of derivations, drawn together with the one change that makes their query underivable.

A node is a quantity or a literal; an edge (premises, conclusion) is a fact that gives the conclusion to whoever has all premises.
An edge without premises is a given node. A node that no edge concludes is a *hole*: nobody ever has it, nor what needs it.

`draw` grows the graph of the answerable member around a spine v0 (given), v1, ..., vk = query, where vi stands at layer i:

    below the cut     premises of vi beside v(i-1) are new givens, small trees of their own or earlier nodes (diamonds)
    the cut           one edge of the spine, on every derivation of the query: at distance d (1: the query's own edge, k + 1: the
                      given v0); what lies above is derivable through it alone
    the shadow        a look-alike of the spine below the cut that grows from a hole; it ends in the node that stands in for the
                      exchanged one
    second edges      other derivations of nodes of the spine; none leads round the cut
    broken edges      further edges to nodes of the spine, with a hole of their own among the premises
    dead ends         edges from any node (the query too) to new ones that lead nowhere; blocks of their own, whole and broken

The cut replaces node `old` by `new` in one edge; in a swap, `new` by `old` in another edge at the same time. `new` has as many mentions
as `old` in a swap, else one fewer, so the histogram of mentions, even of those beside the changed place, is the same before and
after (`Drawn.alike` says how far around the change the two graphs agree). Kinds of cut:

    premise      an antecedent on the spine gives way to an underivable node
    conclusion   the edge concludes what is derivable anyway, and its old conclusion becomes a hole
    given        v0 is not given any more, the hole at the foot of the shadow is

Nodes and edges are numbered in order of growth: a task must shuffle both before it shows them. Over 300 lines and one file
because a graph, its growth and its cut are read together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import networkx

Kind = Literal["premise", "conclusion", "given"]
Role = Literal["given", "spine", "side", "second", "broken", "shadow", "dead", "block"]


class Edge(NamedTuple):
    """premises: distinct, in order of growth, the node of the spine (or shadow) first; none for a given node."""

    premises: tuple[int, ...]
    conclusion: int
    role: Role

    @property
    def nodes(self) -> tuple[int, ...]:
        return (*self.premises, self.conclusion)


class Cut(NamedTuple):
    """`old` becomes `new` in edge number `edge`; where `other` is an edge too (not -1), `new` becomes `old` there."""

    kind: Kind
    edge: int
    old: int
    new: int
    other: int = -1


@dataclass(frozen=True, slots=True)
class Hypergraph:
    """nodes: how many, numbered from 0; edges: acyclic, conclusions may repeat; query: a node."""

    nodes: int
    edges: tuple[Edge, ...]
    query: int

    @property
    def given(self) -> tuple[int, ...]:
        return tuple(edge.conclusion for edge in self.edges if not edge.premises)

    @property
    def holes(self) -> tuple[int, ...]:
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
        edges[cut.edge] = _exchange(edges[cut.edge], cut.old, cut.new)
        if cut.other >= 0:
            edges[cut.other] = _exchange(edges[cut.other], cut.new, cut.old)
        return replace(self, edges=tuple(edges))

    def stand_ins(self, edge: int, old: int) -> list[int]:
        """Underivable nodes that may replace `old` in the edge: no cycle arises, and the histogram of mentions stays."""
        count, layer, nodes = self.mentions(), self.layers(), self.edges[edge].nodes
        fitting = [n for n in range(self.nodes) if layer[n] is None and count[n] == count[old] - 1 and n not in nodes]
        return [node for node in fitting if nodes[-1] not in self.ancestors(node)]

    def to_networkx(self) -> "networkx.DiGraph":
        """The bipartite digraph: integers are nodes, ("edge", number) are edges, arrows run from premises through edges to
        conclusions. Attributes: given and query of nodes, role of edges."""
        import networkx

        graph = networkx.DiGraph()
        given = set(self.given)
        graph.add_nodes_from((node, {"given": node in given, "query": node == self.query}) for node in range(self.nodes))
        for number, edge in enumerate(self.edges):
            graph.add_node(("edge", number), role=edge.role)
            graph.add_edges_from((node, ("edge", number)) for node in edge.premises)
            graph.add_edge(("edge", number), edge.conclusion)
        return graph


def _exchange(edge: Edge, old: int, new: int) -> Edge:
    premises = tuple(new if node == old else node for node in edge.premises)
    return Edge(premises, new if edge.conclusion == old else edge.conclusion, edge.role)


class Shape(NamedTuple):
    """What to draw. depth: k, layers of derivation of the query; cut: d, 1..k + 1 (k + 1 goes with kind `given` alone, and `given`
    with it alone; `conclusion` from 2 on, lest the query lose a mention); fan_in: most premises of an edge; facts: edges in all (a
    floor of about 2k + 5 - d is kept); second, broken: second derivations and broken edges wanted, as far as there is room; bridge: a
    dead end on both exchanged nodes, so that the same nodes hang together before and after the cut (fan_in from 2 on)."""

    depth: int
    cut: int
    kind: Kind
    swap: bool
    fan_in: int
    facts: int
    second: int = 0
    broken: int = 0
    bridge: bool = False


class Drawn(NamedTuple):
    """graph: the answerable one; cut: what makes the query underivable; spine: v0 .. vk."""

    graph: Hypergraph
    cut: Cut
    spine: tuple[int, ...]

    @property
    def broken(self) -> Hypergraph:
        """The unanswerable graph."""
        return self.graph.apply(self.cut)

    def alike(self, most: int) -> int:
        """For how many rounds of colour refinement (at most `most`) the two graphs can't be told apart when edges have no
        direction: 1 when edges agree in the mentions of their nodes, 2 when nodes do in what stands beside them, and so on."""
        graphs = (self.graph, self.broken)
        edges = [[edge.nodes for edge in graph.edges] for graph in graphs]
        colours = [[(count, node == graph.query) for node, count in enumerate(graph.mentions())] for graph in graphs]
        rank: dict[object, int] = {}
        now = [[rank.setdefault(colour, len(rank)) for colour in each] for each in colours]
        for done in range(most):
            around: list[list[list[tuple[int, ...]]]] = []
            seen = []
            for each, colour in zip(edges, now, strict=True):
                texts = [tuple(sorted([colour[node] for node in nodes])) for nodes in each]
                seen.append(sorted(texts))
                if done + 1 < most:
                    beside: list[list[tuple[int, ...]]] = [[] for _ in colour]
                    for nodes, text in zip(each, texts, strict=True):
                        for node in nodes:
                            beside[node].append(text)
                    around.append(beside)
            if seen[0] != seen[1]:
                return done
            if done + 1 < most:
                rank = {}
                now = [
                    [rank.setdefault((c, tuple(sorted(b))), len(rank)) for c, b in zip(colour, beside, strict=True)]
                    for colour, beside in zip(now, around, strict=True)
                ]
        return most


def draw(rng: Random, shape: Shape) -> Drawn:
    """A graph of that shape and its cut. The query lies at layer k in the graph and is underivable after the cut; both graphs are
    acyclic, with equally many nodes, edges and premises edge by edge."""
    return _Growth(rng, shape).grown()


class _Growth:
    """A graph while it grows. calm: derivable whatever the cut; held: no side edges touch these, so that mentions stay in balance."""

    def __init__(self, rng: Random, shape: Shape) -> None:
        self.rng, self.shape = rng, shape
        self.edges: list[Edge] = []
        self.layer: list[int] = []
        self.calm: list[int] = []
        self.held: set[int] = set()

    def node(self, layer: int) -> int:
        self.layer.append(layer)
        return len(self.layer) - 1

    def edge(self, premises: Iterable[int], conclusion: int, role: Role) -> int:
        self.edges.append(Edge(tuple(premises), conclusion, role))
        return len(self.edges) - 1

    def source(self) -> int:
        node = self.node(0)
        self.edge((), node, "given")
        self.calm.append(node)
        return node

    def extras(self, beside: int, pool: list[int], room: int) -> list[int]:
        """Premises beside a node, of no higher layer: from the pool, new givens, or small trees."""
        rng, chosen, below = self.rng, [beside], self.layer[beside] + 1
        for _ in range(rng.randrange(self.shape.fan_in)):
            old = [node for node in pool if self.layer[node] < below and node not in chosen and node not in self.held]
            if not old or (room > 0 and rng.random() < 0.45):
                if room <= 0:
                    continue
                node = self.source()
                room -= 1
                if room > 0 and below > 1 and rng.random() < 0.4:
                    leaf, node = node, self.node(1)
                    self.edge((leaf,), node, "side")
                    self.calm.append(node)
                    room -= 1
                chosen.append(node)
            else:
                chosen.append(rng.choice(old))
        return chosen[1:]

    def dead_end(self, *premises: int) -> int:
        return self.edge(premises, self.node(1 + max(self.layer[node] for node in premises)), "dead")

    def grown(self) -> Drawn:
        shape = self.shape
        k, at = shape.depth, shape.depth - shape.cut + 1
        if not 1 + (shape.kind == "conclusion") <= shape.cut <= k + 1 or (shape.kind == "given") != (at == 0):
            raise ValueError(f"no cut of kind {shape.kind} at distance {shape.cut} of {k}")
        spare = max(0, shape.facts - 2 * k - 5 + shape.cut)
        spine, cut_edge = [self.node(0)], 0
        above: list[int] = []
        self.edge((), spine[0], "given")
        old_place = at - 1 if shape.kind == "premise" else at
        for i in range(k + 1):
            if i > 0:
                room = (spare - (len(self.edges) - i)) // 2 if spare else 0
                extras = self.extras(spine[i - 1], self.calm + above, min(room, 2))
                spine.append(self.node(i))
                number = self.edge((spine[i - 1], *extras), spine[i], "spine")
                cut_edge = number if i == at else cut_edge
            if i == old_place:
                self.held.add(spine[i])
            if i >= at:
                above.append(spine[i])
            else:
                self.calm.append(spine[i])
        new = self._shadow(at) if shape.kind != "conclusion" else self._double(at)
        self.held.add(new)
        other = self._balance(spine[old_place], new, max(0, spare // 4))
        if shape.bridge and shape.fan_in > 1:
            self.dead_end(spine[old_place], new)
        self._seconds(spine, at)
        self._fill([*above, *self.calm])
        graph = Hypergraph(len(self.layer), tuple(self.edges), spine[k])
        return Drawn(graph, Cut(shape.kind, cut_edge, spine[old_place], new, other), tuple(spine))

    def _shadow(self, at: int) -> int:
        """A chain like the spine below the cut that rests on a hole; its end, or for a moved given its foot."""
        rng, shape = self.rng, self.shape
        given = shape.kind == "given"
        wanted = rng.randint(1, shape.depth) if given else max(at > 1, at - 1 + rng.choice((-1, 0, 0, 1)))
        length = max(0, min(wanted, shape.facts - len(self.edges) - 4))
        hole_at = rng.randint(1, length) if not given and length and shape.fan_in > 1 and rng.random() < 0.5 else 0
        end = hole = self.node(0)
        foot = hole
        if given:
            self.held.add(foot)
        elif hole_at:
            end = self.source()
        for i in range(1, length + 1):
            premises = [end, hole] if i == hole_at else [end]
            for _ in range(rng.randrange(shape.fan_in)):
                old = [node for node in self.calm if node not in self.held and node not in premises and self.layer[node] < i]
                if old and len(premises) < shape.fan_in:
                    premises.append(rng.choice(old))
            end = self.node(i)
            self.edge(premises, end, "shadow")
        if end != hole and not given:
            self.dead_end(hole)  # a given has its own edge; so the hole is mentioned as often
        return foot if given else end

    def _double(self, at: int) -> int:
        """A derivable node like the one at the cut, from which nothing on the spine follows."""
        pool = [node for node in self.calm if node not in self.held and self.layer[node] < max(at, 1)]
        premises = self.rng.sample(pool, min(len(pool), self.rng.randint(1, self.shape.fan_in))) if pool else [self.source()]
        node = self.node(1 + max(self.layer[p] for p in premises))
        self.edge(premises, node, "shadow")
        return node

    def _balance(self, old: int, new: int, room: int) -> int:
        """Dead ends until `new` has one mention fewer than `old`, in a swap as many; the other edge of the swap, or -1."""
        count = [0] * len(self.layer)
        for edge in self.edges:
            for node in edge.nodes:
                count[node] += 1
        gap = count[old] - count[new] - (not self.shape.swap)
        both = min(room, self.rng.choice((0, 0, 1, 2)))
        ends = [self.dead_end(new) for _ in range(max(gap, 0) + both)]
        for _ in range(max(-gap, 0) + both):
            self.dead_end(old)
        if not self.shape.swap:
            return -1
        if not ends:
            self.dead_end(old)
            ends = [self.dead_end(new)]
        return self.rng.choice(ends)

    def _seconds(self, spine: list[int], at: int) -> None:
        """Second derivations of nodes of the spine on one side of the cut, and broken edges to any of them."""
        rng, shape = self.rng, self.shape
        sides = [i for i in range(2, len(spine)) if i < at or i - 2 >= at]
        places = [i for i in sides if self.held.isdisjoint((spine[i], spine[i - 2]))]
        for i in rng.sample(places, min(shape.second, len(places))):
            if len(self.edges) + 2 + shape.broken <= shape.facts:
                middle = self.node(i - 1)
                self.edge((spine[i - 2],), middle, "second")
                self.edge((middle,), spine[i], "second")
        targets = [node for node in spine[1:] if node not in self.held]
        for node in rng.sample(targets, min(shape.broken, len(targets))):
            if len(self.edges) < shape.facts:
                near = [n for n in self.calm if n not in self.held and n != node and self.layer[n] < self.layer[node]]
                beside = [rng.choice(near)] if near and shape.fan_in > 1 and rng.random() < 0.7 else []
                self.edge((*beside, self.node(0)), node, "broken")

    def _fill(self, pool: list[int]) -> None:
        """Dead ends and blocks of their own until there are enough edges. pool: where they may start."""
        rng, shape = self.rng, self.shape
        blocks: list[int] = []
        while len(self.edges) < shape.facts:
            free = [node for node in pool + blocks if node not in self.held]
            turn = rng.random()
            if turn < 0.2 or not free:
                blocks.append(self.source())
            elif turn < 0.35:
                blocks.append(self.node(0))
                blocks.append(self.edges[self.dead_end(blocks[-1])].conclusion)
            else:
                mine = blocks if blocks and rng.random() < 0.6 else free
                chosen = rng.sample(mine, min(len(mine), rng.randint(1, shape.fan_in)))
                blocks.append(self.edges[self.dead_end(*chosen)].conclusion)
