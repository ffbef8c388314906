"""Causal graphs: the classical cases, and d-separation against all paths one by one."""

from itertools import combinations
from random import Random

import pytest

from synth.verifiers.science.causal_graphs import CausalGraphs, Graph, answers, mask_of, verify

M_BIAS = ((0, 2), (0, 4), (1, 3), (1, 4), (2, 3))  # 4 is a collider of two causes, one of the treatment 2 and one of the outcome 3


def test_adjusting_for_a_collider_before_the_treatment_is_wrong():
    problem = CausalGraphs("adjust", 5, M_BIAS, 2, 3, (), (0, 1), 0)
    assert verify(problem, "none")
    assert verify(problem, "E").reason == "valid"
    assert verify(problem, "A").reason == "name"
    assert answers(CausalGraphs("harmful", 5, M_BIAS, 2, 3, (), (), 0)) == (1 << 4,)


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
