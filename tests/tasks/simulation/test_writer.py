"""The programs of four tasks as they are written: no condition that its form alone decides."""

import ast
from random import Random

import pytest

from synth.generators.simulation._writer import Writer
from synth.generators.simulation.predict_output import LEVELS

WRITTEN = 400


def drafts(level):
    return (ast.parse(Writer(Random(f"{level} {number}"), LEVELS[level - 1]).write()) for number in range(WRITTEN))


def compared(tree):
    """What stands on the left of a comparison with a constant, and the comparison."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.comparators[0], ast.Constant):
            yield node.left, node


def results(node, known):
    """The values of a comparison, for each value of what it reads."""
    code = compile(ast.Expression(node), "condition", "eval")
    return {eval(code, dict(values)) for values in known}  # noqa: S307


@pytest.mark.parametrize("level", (5, 6, 8, 10))
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


@pytest.mark.parametrize("level", (1, 4, 5, 10))
def test_what_conditions_read_is_changed(level):
    seen = 0
    for tree in drafts(level):
        entry = tree.body[-1]
        first = {one.targets[0].id: one for one in entry.body if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant | ast.List)}
        read = {one.id for node in ast.walk(entry) if isinstance(node, ast.If) for one in ast.walk(node.test) if isinstance(one, ast.Name)}
        changed = {one.id for node in ast.walk(entry) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in [f.targets[0] for f in first.values()] for one in [node]}
        changed |= {node.func.value.id for node in ast.walk(entry) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("append", "insert")}
        assert not (read & set(first)) - changed, ast.unparse(entry)
        seen += len(read & set(first))
    assert seen > WRITTEN / 20
