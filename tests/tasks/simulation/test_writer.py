"""The programs of four tasks as they are written: no condition that its form alone decides."""

import ast
from contextlib import suppress
from random import Random

import pytest

from synth.generators.simulation import _programs
from synth.generators.simulation._writer import TooLong, Writer
from synth.generators.simulation.predict_output import LEVELS

WRITTEN = 400


def drafts(level):
    for number in range(WRITTEN):
        with suppress(TooLong):
            yield ast.parse(Writer(Random(f"{level} {number}"), LEVELS[level - 1]).write())


def compared(tree):
    """What stands on the left of a comparison with a constant, and the comparison."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.comparators[0], ast.Constant):
            yield node.left, node


def results(node, known):
    """The values of a comparison, for each value of what it reads."""
    code = compile(ast.Expression(node), "condition", "eval")
    return {eval(code, dict(values)) for values in known}  # noqa: S307


@pytest.mark.parametrize("level", [5, 6, 8, 10])
def test_no_remainder_is_compared_with_what_it_never_or_always_is(level):
    seen = 0
    for tree in drafts(level):
        for left, node in compared(tree):
            if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mod):
                name = next(one.id for one in ast.walk(left) if isinstance(one, ast.Name) and one.id != "ord")
                known = ({name: chr(n) if "ord(" in ast.unparse(left) else n, "ord": ord} for n in range(97, 97 + 420))
                assert results(node, known) == {True, False}, ast.unparse(node)
                seen += 1
    assert seen > WRITTEN / 4


def test_no_counter_is_compared_with_what_it_never_or_always_is():
    seen = 0
    for tree in drafts(10):
        for loop in ast.walk(tree):
            if isinstance(loop, ast.For) and isinstance(loop.iter, ast.Call) and isinstance(loop.iter.args[0], ast.Constant):
                name, times = loop.target.id, loop.iter.args[0].value
                for left, node in compared(loop):
                    if {one.id for one in ast.walk(left) if isinstance(one, ast.Name)} == {name}:
                        assert results(node, ({name: n} for n in range(times))) == {True, False}, ast.unparse(loop)
                        seen += 1
    assert seen > 20


@pytest.mark.parametrize("level", [1, 4, 5, 10])
def test_what_conditions_read_is_changed(level):
    seen = 0
    for tree in drafts(level):
        entry = tree.body[-1]
        starts = [one for one in entry.body if isinstance(one, ast.Assign) and isinstance(one.value, (ast.Constant, ast.List))]
        first = {one.targets[0].id for one in starts}
        names = [one for one in ast.walk(entry) if isinstance(one, ast.Name)]
        changed = {one.id for one in names if isinstance(one.ctx, ast.Store) and all(one is not start.targets[0] for start in starts)}
        calls = [one for one in ast.walk(entry) if isinstance(one, ast.Attribute) and one.attr in ("append", "insert")]
        changed |= {one.value.id for one in calls}
        tests = [node.test for node in ast.walk(entry) if isinstance(node, ast.If)]
        read = {one.id for test in tests for one in ast.walk(test) if isinstance(one, ast.Name)}
        assert not (read & first) - changed, ast.unparse(entry)
        seen += len(read & first)
    assert seen > WRITTEN / 20


@pytest.mark.parametrize("value", [(5, [7, 15, 1]), ([1, 15, 7], 5), [7, 15, 1], 23])
def test_values_that_hold_the_list_are_cheap(value):
    assert _programs._cheap(value, [[7, 15, 1], 6])
    assert not _programs._cheap((5, [7, 15, 2]), [[7, 15, 1], 6])
