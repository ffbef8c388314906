"""A separating input: verdicts are CPython's, over all lists that are allowed, and few separate."""

import re
from itertools import product

import pytest
from drawing import CHECKED, members

from synth.generators.code import _inputs
from synth.verifiers.code.separating_input import SeparatingInput, verify

NAME = "code/separating_input"


def cpython(text, entry):
    space = {}
    exec(text, space)  # noqa: S102
    return space[entry]


@pytest.mark.parametrize("level", CHECKED)
def test_few_lists_separate_by_cpython(level):
    for sample in members(NAME, level, 3 if level < 10 else 1):
        p = sample.problem
        a, b = cpython(p.program, p.entry), cpython(p.other, p.entry)
        lists = list(product(range(p.low, p.high + 1), repeat=p.length))
        separating = {one for one in lists if repr(a(list(one))) != repr(b(list(one)))}
        assert len(separating) / len(lists) == pytest.approx(2**-sample.effort)
        for one in [*lists[:: len(lists) // 50], *sorted(separating)[:50]]:
            assert verify(p, repr(list(one))).accepted == (one in separating)
        for one in (a, b) if level > 3 else ():  # who only gets a list accepted rarely separates the programs
            accepted = {given for given in lists if one(list(given)) not in (False, -1)}
            assert len(separating & accepted) <= 0.25 * len(accepted)
        for made in (_inputs.rising(p), [p.low] * p.length, [p.high] * p.length):
            assert tuple(made) not in separating


@pytest.mark.parametrize("level", range(4, 11))
def test_two_people_write_with_different_names(level):
    shared = 0
    for sample in members(NAME, level, 20):
        a, b = (set(re.findall(r"^ +(\w+) [-+]?=", text, re.MULTILINE)) for text in (sample.problem.program, sample.problem.other))
        assert len(a) >= 2 and len(b) >= 2
        shared += len(a & b)
    assert shared <= 20


def test_what_takes_no_list_is_no_problem():
    right = "def check(items):\n    return len(items) > 2\n"
    for other in (right.replace("check", "test"), right.replace("(items):", "(items, k):"), "x = 1  # no function"):
        with pytest.raises(ValueError, match=r"."):
            SeparatingInput(right, "check", 4, 0, 5, other)
        with pytest.raises(ValueError, match=r"."):
            SeparatingInput(other, "check", 4, 0, 5, right)
    with pytest.raises(ValueError, match="below"):
        SeparatingInput(right, "check", 4, 5, 5, right)


def test_programs_that_raise_separate_nothing():
    raising = "def check(items):\n    return 6 // (items[0] - 1) > 2\n"
    problem = SeparatingInput(raising, "check", 4, 0, 5, raising.replace("> 2", ">= 2"))
    assert verify(problem, "[4]").accepted and verify(problem, "[1]").reason == "value"
