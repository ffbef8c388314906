"""Tests for mutants: verdicts are CPython's, each version needs a list, and the plain ones do not do."""

from random import Random

import pytest
from drawing import CHECKED, members

from synth.generators.code._vectors import plain
from synth.verifiers.code.tests_for_mutants import Mutant, MutantTests, verify, versions
from synth.verifiers.parsers import literals

NAME = "code/tests_for_mutants"


def cpython(text, entry, one):
    space = {}
    exec(text, space)  # noqa: S102
    return repr(space[entry](list(one)))


def caught(p, lists):
    right = [cpython(p.program, p.entry, one) for one in lists]
    return [right != [cpython(text, p.entry, one) for one in lists] for text in versions(p)]


@pytest.mark.parametrize("level", CHECKED)
def test_verdicts_are_those_of_cpython(level):
    rng, seen = Random(level), set()
    for sample in members(NAME, level, 15):
        p, known = sample.problem, literals.parse(sample.answer)
        assert all(caught(p, known)) and len(known) == p.tests < len(p.mutants)
        for _ in range(10):
            lists = [[*one] for one in known]
            one = rng.choice(lists)
            one[rng.randrange(len(one))] = rng.randint(p.low, p.high)
            verdict = verify(p, repr(lists))
            assert verdict.accepted == all(caught(p, lists)) and verdict.reason in ("", "survivor")
            seen.add(verdict.accepted)
    assert seen == {True, False}


@pytest.mark.parametrize("level", CHECKED)
def test_all_plain_lists_together_leave_a_survivor(level):
    for sample in members(NAME, level, 6):
        p = sample.problem
        assert not all(caught(p, plain(p.low, p.high - p.low + 1, p.length)))


@pytest.mark.parametrize("level", CHECKED)
def test_versions_differ_in_one_line(level):
    for sample in members(NAME, level, 20):
        texts = versions(sample.problem)
        assert len({*texts, sample.problem.program}) == 1 + len(sample.problem.mutants)


def test_a_version_that_is_no_program_is_no_problem():
    text = "def check(items):\n    return len(items) > 2\n"
    good = Mutant(2, "    return len(items) > 3")
    assert MutantTests(text, "check", 4, 0, 5, (good, good), 2)
    for bad in (Mutant(9, "    return 1"), Mutant(2, "return 1"), Mutant(2, "    return 1\n"), Mutant(1, "def check(items, k):")):
        with pytest.raises(ValueError, match=r"."):
            MutantTests(text, "check", 4, 0, 5, (good, bad), 2)
