"""Graph search: drawn graphs keep what their labels promise, by networkx; small graphs share a form exactly if they are isomorphic."""

from random import Random
from statistics import mean, stdev

import networkx as nx
import pytest
from slow_graph_search import arms, one_path, slow_canonical, two_sides
from slow_graph_search import generate as slow_generate

from synth.generators.logic.graph_search import LEVELS, TASK, Knobs, canonical, generate
from synth.schemas.task import Discard
from synth.verifiers.logic.graph_search import GraphSearch


@pytest.mark.parametrize("level", range(1, 11))
def test_the_kernels_draw_what_python_draws_and_tell_it_by_the_same_form(level):
    for seed in range(20):
        rng, twin = Random(seed), Random(seed)
        problem = (sample := generate(rng, LEVELS[level - 1])).problem
        assert sample == slow_generate(twin, LEVELS[level - 1]) and rng.getstate() == twin.getstate()
        assert canonical(problem) == slow_canonical(problem)


def test_what_is_too_easy_is_not_drawn():
    for made in (generate, slow_generate):
        with pytest.raises(Discard, match="too easy"):
            made(Random(0), Knobs(12, 3, 3, 3, 2, 120))


@pytest.mark.parametrize("seed", range(40))
def test_the_shortest_path_is_the_only_one_and_as_long_as_asked(seed):
    edges, start, goal = one_path(Random(seed), 24, 6)
    paths = list(nx.all_shortest_paths(nx.DiGraph(edges), start, goal))
    assert len(paths) == 1 and len(paths[0]) == 7


@pytest.mark.parametrize("seed", range(40))
def test_each_possible_goal_lies_behind_one_edge_of_the_start(seed):
    edges, start, goals = arms(Random(seed), 30, 5)
    graph = nx.DiGraph(edges)
    behind = [{first} | nx.descendants(graph, first) for first in graph.successors(start)]
    assert len(behind) == 5 and goals
    assert all(sum(goal in reached for reached in behind) == 1 for goal in goals)
    assert not set(goals) & set(graph.successors(start))
    assert any(sum(v in reached for reached in behind) > 1 for v in graph), "branches join"


@pytest.mark.parametrize("seed", range(40))
def test_the_sides_are_what_can_be_reached_and_what_cannot(seed):
    edges, (start, other), inside, outside = two_sides(Random(seed), 24)
    graph = nx.DiGraph(edges)
    assert set(inside) <= nx.descendants(graph, start) and not set(outside) & nx.descendants(graph, start)
    assert set(outside) <= nx.descendants(graph, other) and not set(inside) & nx.descendants(graph, other)
    assert nx.is_weakly_connected(graph), "without the directions of the edges all can be reached"


def test_the_edges_around_a_vertex_do_not_tell_its_side():
    signs: dict[bool, list[list[int]]] = {True: [], False: []}
    for seed in range(400):
        edges, _, *sides = two_sides(Random(seed), 24)
        graph = nx.DiGraph(edges)
        surplus = {v: graph.in_degree(v) - graph.out_degree(v) for v in graph}
        for reached, side in zip((True, False), sides, strict=True):
            around = [
                [graph.in_degree(v), graph.out_degree(v), *(sum(map(surplus.get, near(v))) for near in (graph.pred.get, graph.succ.get))]
                for v in side
            ]
            signs[reached] += around
    for one, two in zip(zip(*signs[True], strict=True), zip(*signs[False], strict=True), strict=True):
        assert abs(mean(one) - mean(two)) < 0.1 * stdev(one), "a tenth of the spread"


def test_small_graphs_share_a_form_exactly_if_they_are_isomorphic():
    rng, found = Random(5), []
    while len(found) < 150:
        pairs = [(u, v) for u in range(1, 5) for v in range(1, 5) if u != v]
        edges = tuple(sorted(rng.sample(pairs, rng.randint(3, 5))))
        try:
            found.append(GraphSearch("path", edges, *rng.sample(range(1, 5), 1), tuple(rng.sample(range(1, 5), 1))))
        except ValueError:
            continue
    forms = [repr(canonical(problem)) for problem in found]
    assert forms == [repr(slow_canonical(problem)) for problem in found]
    graphs = []
    for problem in found:
        graph = nx.DiGraph(problem.edges)
        nx.set_node_attributes(graph, {v: (v == problem.start) + 2 * (v in problem.goals) for v in graph}, "role")
        graphs.append(graph)
    for i, graph in enumerate(graphs):
        for j in range(i):
            same = nx.is_isomorphic(graph, graphs[j], node_match=lambda a, b: a == b)
            assert same == (forms[i] == forms[j]), (found[i], found[j])
    assert 20 < len(set(forms)) < len(forms)


def test_all_three_questions_are_asked_and_discards_are_rare():
    asked = []
    for draw in range(90):
        try:
            asked.append(TASK.generate(Random(draw), TASK.levels[9]).problem.ask)
        except Discard:
            continue
    assert len(asked) >= 85 and all(asked.count(ask) > 15 for ask in ("path", "next", "reach"))


@pytest.mark.parametrize(
    ("ask", "edges", "start", "goals"),
    [
        ("path", ((1, 2), (1, 2), (2, 3)), 1, (3,)),
        ("path", ((2, 3), (1, 2)), 1, (3,)),
        ("path", ((1, 1), (1, 2)), 1, (2,)),
        ("path", ((1, 2), (2, 3)), 1, (4,)),
        ("path", ((1, 2), (2, 3)), 4, (3,)),
        ("path", ((1, 2), (2, 3)), 1, (1,)),
        ("path", ((1, 2), (3, 2)), 1, (3,)),
        ("path", ((1, 2), (2, 3)), 1, (2, 3)),
        ("next", ((1, 2), (1, 3), (2, 4), (3, 4)), 1, (4,)),
        ("next", ((1, 2), (1, 3), (2, 4)), 1, (4, 3)),
        ("next", ((1, 2), (2, 3), (4, 3)), 1, (3, 4)),
        ("reach", ((1, 2), (2, 3)), 1, (2, 3)),
        ("reach", ((1, 2), (3, 2), (4, 3)), 1, (3, 4)),
        ("reach", ((1, 2), (2, 3), (4, 3)), 1, (2, 2, 4)),
    ],
)
def test_graphs_without_the_promised_answer_cannot_be_built(ask, edges, start, goals):
    with pytest.raises(ValueError, match=r"edges ascend|goals are different|to each goal|a path is asked|some of the goals"):
        GraphSearch(ask, edges, start, goals)
