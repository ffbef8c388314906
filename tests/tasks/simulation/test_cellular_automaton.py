"""Cellular automaton: steps by hand, and a search that finds exactly the rows that brute force finds."""

from itertools import product
from random import Random

import pytest

from synth.generators import registry
from synth.generators.simulation.cellular_automaton import cheap, rows_before
from synth.verifiers.simulation.cellular_automaton import OUTPUTS, CellularAutomaton, after, successor, verify


def test_a_table_is_read_as_a_number_of_three_digits():
    rule110 = CellularAutomaton("table", (0, 1, 1, 1, 0, 1, 1, 0), ring=False, cells=(0, 0, 0, 1, 0), steps=2, ask="after")
    assert successor(rule110, (0, 0, 0, 1, 0)) == (0, 0, 1, 1, 0)
    assert after(rule110, rule110.cells) == (0, 1, 1, 1, 0)


def test_sums_and_counts_and_ends():
    majority = CellularAutomaton("count", (0, 0, 0, 1, 1, 0, 0, 1, 1, 1), ring=True, cells=(1, 1, 0, 0, 1, 1), steps=1, ask="after")
    assert successor(majority, majority.cells) == (1, 1, 1, 1, 1, 1)
    three = CellularAutomaton("sum", (0, 1, 2, 0, 1, 2, 0), ring=False, cells=(2, 0, 1, 1, 2), steps=1, ask="after")
    assert successor(three, three.cells) == (2, 0, 2, 1, 0)


@pytest.mark.parametrize("kind", OUTPUTS)
@pytest.mark.parametrize("ring", [False, True])
def test_the_search_finds_every_row_before_and_no_other(kind, ring):
    rng, values = Random(1), 3 if kind == "sum" else 2
    for _ in range(12):
        rule = tuple(rng.randrange(values) for _ in range(OUTPUTS[kind]))
        cells = tuple(rng.randrange(values) for _ in range(6))
        start = CellularAutomaton(kind, rule, ring, cells, 2, "before")
        problem = CellularAutomaton(kind, rule, ring, after(start, cells), 2, "before")
        brute = {row for row in product(range(values), repeat=6) if after(problem, row) == problem.cells}
        found, tried = rows_before(problem)
        assert found == brute or (not found and len(brute) > 8) or len(found) > 8
        assert tried > 0
        assert verify(problem, " ".join(map(str, cells))).accepted


def test_no_row_before_is_come_upon_by_going_forwards():
    """A row that comes again in few steps would have the row asked for among those that follow it."""
    task = registry.load("simulation/cellular_automaton")
    for level in (6, 8, 10):
        for seed in range(12):
            problem = task.generate(Random(seed), task.levels[level - 1]).problem
            row, seen = problem.cells, set[tuple[int, ...]]()
            for _ in range(cheap.ROUND):
                row = successor(problem, row)
                seen.add(row)
            assert problem.cells not in seen


def test_the_ends_decide_where_a_row_before_is_asked_for():
    task = registry.load("simulation/cellular_automaton")
    for level in (6, 8, 10):
        for seed in range(12):
            problem = task.generate(Random(seed), task.levels[level - 1]).problem
            turned = cheap.turned(problem)
            assert all(after(turned, row) != problem.cells for row in rows_before(problem)[0])


def test_a_rule_has_as_many_cases_as_its_kind():
    cells = (0, 1, 0, 1, 1)
    for kind, count in OUTPUTS.items():
        CellularAutomaton(kind, (0, 1) * (count // 2) + (0,) * (count % 2), True, cells, 1, "after")
        for other in {7, 8, 9, 10} - {count}:
            with pytest.raises(ValueError, match="cases"):
                CellularAutomaton(kind, (0, 1) * (other // 2) + (0,) * (other % 2), True, cells, 1, "after")
