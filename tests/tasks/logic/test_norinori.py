"""Norinori: regions are connected, each has two shaded cells, and their names do not matter; dominoes do not touch."""

import numpy as np
import pytest
from drawing import oracle, samples

from synth.generators.logic.norinori import LEVELS, _grid, canonical
from synth.generators.logic.norinori.kernel import make
from synth.generators.logic.norinori.laying import dominoes, grown, paired
from synth.generators.solvers.grids import neighbours
from synth.generators.solvers.reshaping import left
from synth.verifiers.logic.norinori import EXAMPLES, Norinori

NAME = "logic/norinori"


def _connected(cells, near):
    found = [cells[0]]
    for x in found:
        found += [y for y in near[x] if y in cells and y not in found]
    return len(found) == len(cells)


def test_regions_are_connected_and_as_many_as_the_level_says():
    for level in (1, 5, 10):
        for sample in samples(NAME, level, 10):
            rows = sample.problem.regions
            cells, near = "".join(rows), neighbours(len(rows), len(rows[0]))
            assert len(set(cells)) == LEVELS[level - 1].regions
            assert all(_connected([x for x, name in enumerate(cells) if name == letter], near) for letter in set(cells))


def test_some_regions_hold_halves_of_two_dominoes():
    apart = 0
    for sample in samples(NAME, 5, 10):
        rows = sample.problem.regions
        shaded = [tuple(map(int, cell.split(", "))) for cell in sample.answer.strip("()").split("), (")]
        pairs = [[cell for cell in shaded if rows[cell[0] - 1][cell[1] - 1] == letter] for letter in sorted(set("".join(rows)))]
        apart += sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 1 for a, b in pairs)
    assert apart > 10


@pytest.mark.parametrize("seed", range(1, 6))
def test_dominoes_do_not_touch_and_regions_have_two_halves(seed):
    _, _, beside = _grid(7, 8)
    near, state = neighbours(7, 8), np.array([seed])
    mate = dominoes(beside, 12, 300, state)
    assert np.sum(mate >= 0) == 24
    assert all([y for y in near[x] if mate[y] >= 0] == [mate[x]] for x in range(56) if mate[x] >= 0)
    half = grown(beside, mate, state)
    assert all(mate[x] >= 0 for x in half)
    partner = paired(beside, mate, half, 200, state)
    assert all((partner[x] >= 0) == (mate[x] >= 0) for x in range(56))
    for x in (x for x in range(56) if mate[x] >= 0):
        assert partner[partner[x]] == x != partner[x]
        assert _connected([y for y in range(56) if half[y] in (x, partner[x])], near)


def test_a_cell_moves_with_what_hangs_on_it():
    _, _, beside = _grid(4, 5)
    region = np.array([0, 0, 0, 0, 0, *[1] * 15])
    seen, queue = np.empty(20, np.bool_), np.empty(20, np.int64)
    count = left(beside, region, np.isin(np.arange(20), (0, 1)), 3, seen, queue)
    assert sorted(queue[:count]) == [3, 4]
    assert left(beside, region, np.isin(np.arange(20), (0, 4)), 3, seen, queue) == 0, "it joins the two shaded cells"


def test_a_spent_budget_gives_no_grid():
    network, rules, beside = _grid(8, 8)
    assert not any(len(make(network, rules, beside, 14, 300, 64, 20, 0, 0, 3, seed).region) for seed in range(1, 6))


def test_examples_of_open_grids_are_open():
    judge = oracle(NAME)
    assert {judge.solutions({"regions": problem.regions}) for problem, answer, _ in EXAMPLES if len(problem.regions) == 3} == {2}
    assert judge.solutions({"regions": EXAMPLES[0][0].regions}) == 1


def test_names_of_regions_and_turns_do_not_matter():
    one = Norinori(("AAABB", "CCCDD", "CECCD", "EECCD"))
    assert canonical(one) == canonical(Norinori(("XXXCC", "BBBZZ", "BYBBZ", "YYBBZ")))
    assert canonical(one) == canonical(Norinori(tuple("".join(column) for column in zip(*one.regions, strict=True))))
    assert canonical(one) != canonical(Norinori(("AAABB", "CCCDD", "CECCD", "EECDD")))


def test_the_largest_grid_is_read():
    largest = Norinori(("AABBCCDDEEFF",) * 12)
    assert Norinori.from_json(largest.to_json()) == largest
