"""Hypergraphs of derivations, and the pairs of them that differ in one cut."""

from collections import Counter
from random import Random

import networkx

from synth.generators.honest._growth import Shape, draw_pair


def shapes(count):
    rng = Random(3)
    for _ in range(count):
        k, kind = rng.randint(2, 15), rng.choice(("premise", "conclusion", "given"))
        cut = k + 1 if kind == "given" else rng.randint(1 + (kind == "conclusion"), k)
        facts = rng.choice((5, 2 * k + 4, 3 * k + 5))
        yield rng, Shape(k, cut, kind, rng.random() < 0.5, rng.randint(1, 3), facts, rng.randint(0, 3), rng.randint(0, 3), rng.random() < 0.5)


def _flat(graph):
    """The bipartite digraph: integers are nodes, ("edge", number) are edges, arrows run from premises through edges to conclusions."""
    flat = networkx.DiGraph()
    flat.add_nodes_from(range(graph.nodes))
    for number, edge in enumerate(graph.edges):
        flat.add_node(("edge", number))
        flat.add_edges_from((node, ("edge", number)) for node in edge.premises)
        flat.add_edge(("edge", number), edge.conclusion)
    return flat


def _stand_ins(graph, edge, old):
    """Underivable nodes that may replace `old` in the edge: no cycle arises, and the histogram of mentions stays."""
    count, layer, nodes = graph.mentions(), graph.layers(), graph.edges[edge].nodes
    fitting = [n for n in range(graph.nodes) if layer[n] is None and count[n] == count[old] - 1 and n not in nodes]
    return [node for node in fitting if nodes[-1] not in graph.ancestors(node)]


def test_hypergraphs_keep_their_promises(scale):
    """By networkx: acyclic; the query at layer k; the cut on every derivation, at distance d; the same shape before and after."""
    for rng, shape in shapes(150 * scale):
        drawn = draw_pair(rng, shape)
        graph, after, cut = drawn.answerable, drawn.unanswerable, drawn.cut
        assert graph.layers()[graph.query] == shape.depth
        assert graph.layers(without=cut.edge)[graph.query] is None
        assert after.layers()[after.query] is None
        assert graph.layers()[cut.new] is None or shape.kind == "conclusion"
        place = shape.depth - shape.cut + 1
        assert graph.edges[cut.edge].conclusion == drawn.chain[place]
        mentions = graph.mentions()
        assert sorted(mentions) == sorted(after.mentions())
        assert mentions[cut.new] == mentions[cut.old] - (not shape.swap)
        for one, other in zip(graph.edges, after.edges, strict=True):
            assert len(one.premises) == len(other.premises) and len(set(other.nodes)) == len(other.nodes)
        for each in (graph, after):
            flat = _flat(each)
            assert networkx.is_directed_acyclic_graph(flat)
            assert flat.number_of_nodes() == each.nodes + len(each.edges)
            have = set()
            for edge in each.derivation():
                assert have.issuperset(each.edges[edge].premises)
                have.add(each.edges[edge].conclusion)
            assert (each.query in have) == (each is graph)
        # Dominators of a graph in which every node can be reached from a root: the cut's edge dominates the query.
        need = set(graph.derivation())
        assert cut.edge in need
        for stand_in in _stand_ins(graph, cut.edge, cut.old)[:3] if shape.kind == "premise" else ():
            again = graph.apply(cut._replace(new=stand_in, other=-1))
            assert again.layers()[again.query] is None and sorted(again.mentions()) == sorted(mentions)


def test_hypergraphs_vary(scale):
    rng = Random(5)
    drawn = [draw_pair(rng, Shape(6, rng.randint(1, 6), "premise", False, 3, 20, 1, 1)) for _ in range(150 * scale)]
    assert {len(d.answerable.edges[d.cut.edge].premises) for d in drawn} == {1, 2, 3}
    diamonds = sum(max(Counter(n for e in d.answerable.derivation() for n in d.answerable.edges[e].premises).values()) > 1 for d in drawn)
    seconds = sum(any(e.role == "second" for e in d.answerable.edges) for d in drawn)
    assert min(diamonds, seconds) > 0.2 * len(drawn) and diamonds < len(drawn)
    assert len({len(d.answerable.derivation()) for d in drawn}) >= 5
