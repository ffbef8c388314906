"""Causal graphs: the classical cases, and d-separation against all paths one by one."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from synth.generators.science.causal_graphs import cheap, draw, kernel, search
from synth.generators.science.causal_graphs.effort import WEIGHTS, effort
from synth.verifiers.science.causal_graphs import CausalGraphs, Graph, answers, mask_of, route, usable, verify, verify_trace
from synth.verifiers.science.causal_graphs.graph import in_order

M_BIAS = ((0, 2), (0, 4), (1, 3), (1, 4), (2, 3))  # 4 is a collider of two causes, one of the treatment 2 and one of the outcome 3


def test_adjusting_for_a_collider_before_the_treatment_is_wrong():
    problem = CausalGraphs("adjust", 5, M_BIAS, 2, 3, (), (0, 1), 0)
    assert verify(problem, "none")
    assert verify(problem, "E").reason == "valid"
    assert verify(problem, "A").reason == "name"
    assert answers(CausalGraphs("harmful", 5, M_BIAS, 2, 3, (), (), 0)) == (1 << 4,)


def test_rules_of_thumb_that_nearly_solve_a_question():
    problem = CausalGraphs("smallest", 5, M_BIAS, 2, 3, (), (), 0)
    assert cheap.outside_causes_of_the_second(problem) == mask_of([1])
    assert cheap.causes_with_another_way(problem) == 0
    assert cheap.effects_and_colliders(problem) == mask_of([4])
    confounded = CausalGraphs("smallest", 5, ((0, 1), (0, 2), (1, 4), (2, 3), (2, 4)), 1, 4, (), (), 0)
    assert cheap.outside_causes_of_the_second(confounded) == mask_of([2])
    assert cheap.causes_with_another_way(confounded) == mask_of([0])
    assert cheap.effects_and_colliders(confounded) == 0


def test_an_effect_of_a_collider_opens_it():
    graph = Graph(4, ((0, 2), (1, 2), (2, 3)))
    assert not graph.connected(0, 0) >> 1 & 1
    assert graph.connected(0, 1 << 2) >> 1 & 1
    assert graph.connected(0, 1 << 3) >> 1 & 1


def _open(arrows, path, given):
    """Whether no variable on the path blocks it."""
    below = {k: {k} for k in range(6)}
    for _ in range(6):
        for a, b in arrows:
            below[a] |= below[b]
    for before, here, after in zip(path, path[1:], path[2:], strict=False):
        collider = (before, here) in arrows and (after, here) in arrows
        if collider != bool((below[here] if collider else {here}) & given):
            return False
    return True


def _paths(arrows, path, end):
    if path[-1] == end:
        yield path
        return
    for place in range(6):
        if place not in path and ((path[-1], place) in arrows or (place, path[-1]) in arrows):
            yield from _paths(arrows, (*path, place), end)


@pytest.mark.parametrize("seed", range(25))
def test_separation_is_what_all_paths_say(seed):
    rng = Random(seed)
    pairs = list(combinations(range(6), 2))
    arrows = set(rng.sample(pairs, rng.randint(5, 9)))
    graph = Graph(6, sorted(arrows))
    for start in range(6):
        for size in range(3):
            given = set(rng.sample([place for place in range(6) if place != start], size))
            reached = graph.connected(start, mask_of(sorted(given)))
            for end in set(range(6)) - given - {start}:
                assert bool(reached >> end & 1) == any(_open(arrows, path, given) for path in _paths(arrows, (start,), end))


FORK = ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4))  # A causes B and C, which cause D, and that E
BLOCK = CausalGraphs("block", 4, ((0, 1), (0, 2), (1, 3), (2, 3)), 1, 2, (), (), 0)  # between B and C: A, and the collider D
SEPARATED = CausalGraphs("separated", 5, FORK, 1, -1, (0,), (), 0)  # from B given A: C
HARM = CausalGraphs("harmful", 5, ((0, 2), (0, 4), (1, 3), (2, 1), (2, 3), (3, 4)), 2, 3, (), (), 1)  # B and E
UNSEEN = CausalGraphs("block", 5, ((0, 1), (0, 3), (1, 4), (2, 4), (3, 2)), 1, 2, (), (0,), 0)
EFFECT = CausalGraphs("adjust", 4, ((0, 1), (0, 3), (1, 2), (1, 3)), 1, 3, (), (), 0)  # of B on D: A; C is an effect of B
OPEN = "S1: {}: B <- A -> D -> C ✓"
LINES = (
    (BLOCK, "A", "S1: {}: B <- A -> C ✓\nS2: {A}: B <- A -> C ✗ A\nS3: {A}: B -> D <- C ✗ D", ""),
    (BLOCK, "A", "S1: {}: B ← A → C open\nS2: {A}: B ← A → C blocked by A\nS3: {A}: B → D ← C blocked at D", ""),
    (BLOCK, "A", "S1: {}: B <- A -> C 开放\nS2: {A}: B <- A -> C 被 A 阻断\nS3: B -> D <- C 被 D 阻断", ""),
    (BLOCK, "A", "S1: {A}: B <- A -> C ✗ A\nS2: {A}: B -> D <- C ✗ D", "milestone"),  # nothing might do
    (BLOCK, "A", "S1: {}: B <- A -> C ✓\nS2: {A}: B <- A -> C ✗ A", "milestone"),
    (BLOCK, "A", "S1: {}: B <- A -> C ✓\nS2: {A}: B -> D <- C ✗ D\nS3: {}: B -> D <- C ✗ D", "milestone"),
    (BLOCK, "A", "S1: {A}: B <- A -> C ✓", "open"),
    (BLOCK, "A", "S1: {}: B <- A -> C ✗ A", "blocked"),
    (BLOCK, "A", "S1: {D}: B -> D <- C ✗ D", "blocked"),
    (BLOCK, "A", "S1: {}: B -> A -> C ✓", "path"),
    (BLOCK, "A", "S1: {}: C <- A -> B ✓", "path"),
    (BLOCK, "A", "S1: A blocks them all", "format"),
    (BLOCK, "A", "", "missing"),
    (SEPARATED, "C", "S1: {A}: B -> D -> E ✓\nS2: {A}: B <- A -> C ✗ A\nS3: {A}: B -> D <- C ✗ D", ""),
    (SEPARATED, "C", "S1: {A}: B -> D ✓\nS2: {A}: B <- A -> C ✗ A\nS3: {A}: B -> D <- C ✗ D", "milestone"),  # and E?
    (SEPARATED, "C", "S1: {A}: B -> D -> E ✓\nS2: {A}: B <- A -> C ✗ A", "milestone"),
    (HARM, "B, E", "S1: {}: C -> D -> E ✓\nS2: {}: C -> B ✓\nS3: {}: C <- A -> E <- D ✗ E", ""),
    (HARM, "B, E", "S1: {}: C -> B ✓\nS2: {E}: C <- A -> E <- D ✓\nS3: {A}: C <- A -> E ✗ A", ""),
    (HARM, "B, E", "S1: {}: C -> D -> E ✓\nS2: {}: C <- A -> E <- D ✗ E", "milestone"),
    (EFFECT, "A", "S1: {A}: B <- A -> D ✗ A", ""),
    (EFFECT, "A", "S1: {A, C}: B <- A -> D ✗ A", "milestone"),  # every path is blocked, but by an effect as well
    (UNSEEN, "D", f"{OPEN}\nS2: {{D}}: B <- A -> D -> C ✗ D\nS3: {{D}}: B -> E <- C ✗ E", ""),
    (UNSEEN, "D", f"{OPEN}\nS2: {{A}}: B <- A -> D ✗ A\nS3: {{A}}: B -> E <- C ✗ E", "milestone"),  # A is not measured
)


@pytest.mark.parametrize(("problem", "answer", "lines", "reason"), LINES)
def test_paths_are_judged_and_none_is_left_over(problem, answer, lines, reason):
    assert verify_trace(problem, f"{lines}\n\n<answer>\n{answer}\n</answer>").reason == reason


def test_the_way_by_pencil_to_what_does_harm():
    assert route(HARM) == ["{A}: C <- A -> E ✗ A", "{}: C -> B ✓", "{}: C -> D -> E ✓"]
    row = CausalGraphs("harmful", 5, ((0, 2), (0, 4), (2, 1), (3, 4)), 0, 4, (), (), 0)
    assert route(row) == ["{}: A -> C -> B ✓"]  # C is on the way to B; D does no harm, and no path leads to it
    m_bias = CausalGraphs("harmful", 5, M_BIAS, 2, 3, (), (), 0)
    assert route(m_bias) == ["{A}: C <- A -> E ✗ A", "{B}: C <- A -> E <- B ✗ E", "{E}: C <- A -> E <- B -> D ✓"]


def _arrows_of_paths(arrows, path, back_door, found):
    """Of all paths that begin with this one, in either direction, to each of their ends."""
    for a, b in arrows:
        for here, there in ((a, b), (b, a)):
            if here == path[-1] and there not in path and (len(path) > 1 or not back_door or there == a):
                found[there] += len(path)
                _arrows_of_paths(arrows, (*path, there), back_door, found)
    return found


def _arrows(children):
    return tuple((a, b) for a, row in enumerate(children.tolist()) for b in range(len(children)) if row >> b & 1)


def _state(seed):
    return np.array([Random(seed).getrandbits(62) + 1], np.int64)


@pytest.mark.parametrize("seed", range(20))
def test_the_kernel_finds_what_plain_python_finds(seed):
    """Back doors are those of the graph without the arrows that leave the treatment; sets come in the same order."""
    arrows = _arrows(draw.study(_state(seed), 7, 9))
    graph, free = Graph(7, arrows), [2, 3, 4, 5]
    effects, parents, children = graph.below(1), np.array(graph.parents), np.array(graph.children)
    cut = Graph(7, [arrow for arrow in arrows if arrow[0]])
    of_cut = np.array(cut.parents), np.array(cut.children)
    least = kernel.least_sets(*of_cut, 0, 1, np.array(free), effects).tolist()
    assert tuple(least) == answers(CausalGraphs("smallest", 7, arrows, 0, 1, (), (6,), 0))
    if not graph.connected(0, 0b111100) >> 1 & 1:
        apart = kernel.least_sets(parents, children, 0, 1, np.array(free), 0).tolist()
        assert tuple(apart) == answers(CausalGraphs("block", 7, arrows, 0, 1, (), (6,), 0))
    for z in least:
        z_places = tuple(place for place in free if z >> place & 1)
        others = [place for place in free if place not in z_places]
        spoilt = kernel.spoiling(*of_cut, 0, 1, np.array(others, np.int64), effects, z)
        assert answers(CausalGraphs("harmful", 7, arrows, 0, 1, z_places, (6,), 0)) == (spoilt,)
    for back_door in (False, True):
        found = _arrows_of_paths(arrows, (0,), back_door, [0] * 7)
        assert kernel.arrows_of_paths(parents, children, 0, back_door).tolist() == found
    assert effort("smallest", graph, 0, 1, free) == found[1] + 12
    assert effort("block", graph, 0, 1, free) == _arrows_of_paths(arrows, (0,), False, [0] * 7)[1] // 2 + 12


@pytest.mark.parametrize("drawing", [draw.anyhow, draw.study, lambda *told: draw.trapped(*told)[0]], ids=["anyhow", "study", "trapped"])
def test_graphs_hang_together_without_circles(drawing):
    """And have the arrows that were asked for, or as many as the pieces need."""
    sizes, firsts = set(), set()
    for seed in range(60):
        arrows = _arrows(drawing(_state(seed), 8, 12))
        sizes.add(len(arrows))
        firsts.add(arrows)
        assert len(in_order(8, arrows)) == 8
        reached = {0}
        for _ in range(8):
            reached |= {end for arrow in arrows for end in arrow if reached & {*arrow}}
        assert len(reached) == 8
    assert min(sizes) == 12 and len(firsts) > 55


def test_trapped_graphs_have_a_collider_of_two_hidden_causes():
    for seed in range(30):
        children, hidden = draw.trapped(_state(seed), 9, 14)
        graph = Graph(9, _arrows(children))
        assert hidden & 0b1100 == 0b1100 and graph.parents[4] & 0b1100 == 0b1100 and not hidden >> 4 & 1
        assert graph.parents[0] >> 2 & 1 and graph.parents[1] >> 3 & 1 and hidden.bit_count() == 4


@pytest.mark.parametrize("ask", ["separated", "block", "smallest", "harmful", "adjust"])
def test_what_the_search_calls_right_is_right(ask):
    """And of an effort and a size that were asked for; what is hidden has no part in it."""
    found = 0
    number = getattr(search, ask.upper())
    for seed in range(40):
        weight = WEIGHTS[ask].as_integer_ratio()
        children, x, y, z, hidden, right = search.searched(_state(seed), number, 9, (11, 15), 2, (30, 90), weight, True, 2_000)
        if not len(children):
            continue
        found += 1
        places = [[place for place in range(9) if mask >> place & 1] for mask in (z, hidden)]
        problem = CausalGraphs(ask, 9, _arrows(children), x, y, *map(tuple, places), 0)
        assert answers(problem) == tuple(right.tolist())
        assert right[0].bit_count() >= (1 if ask == "harmful" else 2)
        assert 30 <= effort(ask, Graph(9, problem.arrows), x, y, usable(problem)) <= 90
        if ask == "separated" and (clear := _telling(Graph(9, problem.arrows))):
            assert set(places[0]) & clear
    assert found > 10


def _telling(graph):
    """The variables whose one cause is a collider, or an effect of one."""
    colliders = {place for place in range(graph.count) if graph.parents[place].bit_count() > 1}
    single = {place: graph.parents[place].bit_length() - 1 for place in range(graph.count) if graph.parents[place].bit_count() == 1}
    return {place for place, cause in single.items() if any(graph.above(1 << cause) >> k & 1 for k in colliders)}
