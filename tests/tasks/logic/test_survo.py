"""Survo: the kernel against all fillings by hand, cells emptied as far as told, and the form that orders of lines share."""

from itertools import permutations
from random import Random

import numpy as np
import pytest

from synth.generators.logic.survo import canonical, prompt_variables
from synth.generators.logic.survo.solver import count, dig
from synth.verifiers.logic.survo import Survo, verify


def by_hand(table, numbers, rows, columns):
    """Fillings by trying every order of the numbers."""
    empty, found = [tuple(cell) for cell in np.argwhere(table == 0)], set()
    for order in set(permutations(numbers)):
        filled = table.copy()
        for cell, number in zip(empty, order, strict=True):
            filled[cell] = number
        if (filled.sum(axis=1) == rows).all() and (filled.sum(axis=0) == columns).all():
            found.add(filled.tobytes())
    return len(found)


def test_the_kernel_counts_as_many_fillings_as_there_are():
    rng, seen = Random(5), set()
    for _ in range(60):
        height, width = rng.choice([(2, 2), (2, 3), (3, 3), (2, 4)])
        solution = np.array(rng.choices(range(1, rng.choice([4, 9, 20])), k=height * width)).reshape(height, width)
        table = solution.copy()
        table.ravel()[rng.sample(range(height * width), min(6, height * width))] = 0
        numbers = tuple(sorted(solution[table == 0].tolist()))
        sums = solution.sum(axis=1), solution.sum(axis=0)
        if rng.random() < 0.3:
            sums[0][0] += 1
        expected = by_hand(table, numbers, *sums)
        assert count(table, numbers, *sums, limit=1000) == expected
        seen.add(min(expected, 3))
    assert seen == {0, 1, 2, 3}


def test_cells_are_emptied_in_order_while_one_filling_stays():
    rng = Random(6)
    for budget in (1, 50):
        for _ in range(20):
            solution = np.array(rng.sample(range(1, 13), 12)).reshape(3, 4)
            order = np.array(rng.sample(range(12), 12))
            dug = dig(solution, order, 12, budget)
            numbers = tuple(sorted(solution[dug.table == 0].tolist()))
            assert dug.emptied == len(numbers) and (dug.nodes == 1 or budget > 1)
            assert count(dug.table, numbers, solution.sum(axis=1), solution.sum(axis=0), 2) == 1
            few = dig(solution, order, 4, budget)
            assert few.emptied == 4 and set(np.flatnonzero(few.table == 0)) <= set(np.flatnonzero(dug.table == 0))


def test_tables_that_differ_only_in_the_order_of_lines_share_a_form():
    table, rows, columns, numbers = ((0, 5, 0), (4, 0, 5), (0, 5, 4)), (14, 14, 14), (16, 12, 14), (1, 2, 7, 9)
    forms = set()
    for down in permutations(range(3)):
        for across in permutations(range(3)):
            moved = tuple(tuple(table[r][c] for c in across) for r in down)
            forms.add(canonical(Survo(moved, tuple(rows[r] for r in down), tuple(columns[c] for c in across), numbers)).__repr__())
    assert len(forms) == 1
    assert repr(canonical(Survo(tuple(zip(*table, strict=True)), columns, rows, numbers))) in forms
    assert repr(canonical(Survo(((5, 0, 0), *table[1:]), rows, columns, numbers))) not in forms


def test_numbers_count_as_often_as_they_are_listed():
    problem = Survo(((0, 0), (0, 0)), (5, 5), (5, 5), (2, 2, 3, 3))
    assert verify(problem, "2 3\n3 2").accepted
    assert verify(problem, "1 4\n4 1").reason == "numbers"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rows": (14, 7, 3)}, "a sum for each row"),
        ({"rows": (14, 7, 3), "columns": (10, 7)}, "a sum for each row"),
        ({"columns": (10, 7)}, "a sum for each row"),
        ({"table": ((0, 5, 0), (4, 0))}, "a sum for each row"),
        ({"numbers": (1, 2, 3)}, "as many numbers"),
        ({"numbers": (1, 2, 3, 6, 7)}, "as many numbers"),
        ({"numbers": (2, 1, 3, 6)}, "ascending"),
    ],
)
def test_problems_that_do_not_fit_together_are_refused(change, message):
    fields = {"table": ((0, 5, 0), (4, 0, 0)), "rows": (14, 7), "columns": (10, 7, 4), "numbers": (1, 2, 3, 6)}
    assert Survo(**fields).numbers == (1, 2, 3, 6)
    with pytest.raises(ValueError, match=message):
        Survo(**fields | change)


def test_the_drawing_has_each_sum_at_its_line():
    drawing = prompt_variables(Survo(((0, 5, 0), (4, 0, 0)), (14, 7), (10, 7, 4), (1, 2, 3, 6)), Random(0))["drawing"]
    assert drawing == " .  5  . | 14\n 4  .  . | 7\n--------\n10  7  4"
