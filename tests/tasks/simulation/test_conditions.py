"""Conditions of the programs of four tasks change: what never changed in a few runs gets another constant, and no program is made worse."""

import ast
import re
from contextlib import suppress
from random import Random

import pytest

from synth.generators.simulation import _conditions, _programs
from synth.generators.simulation._writer import TooLong, Writer
from synth.generators.simulation.predict_output import LEVELS
from synth.verifiers.simulation._interpreter import Program

MADE, INPUTS = 60, 60


class Tests(ast.NodeTransformer):
    """Puts a call around each comparison that `if` or `while` make."""

    count = 0

    def around(self, node):
        if isinstance(node, ast.BoolOp):
            node.values = [self.around(value) for value in node.values]
            return node
        self.count += 1
        return ast.Call(ast.Name("seen", ast.Load()), [ast.Constant(self.count - 1), node], [])

    def visit_If(self, node):
        self.generic_visit(node)
        node.test = self.around(node.test)
        return node

    visit_While = visit_IfExp = visit_If


def never_change(text, entry, draws):
    """The conditions that CPython finds true, or false, for all inputs."""
    found, tests = {}, Tests()
    tree = ast.fix_missing_locations(tests.visit(ast.parse(text)))

    def seen(place, value):
        found.setdefault(place, set()).add(bool(value))
        return value

    names = {"seen": seen}
    exec(compile(tree, "program", "exec"), names)  # noqa: S102
    for arguments in draws:
        names[entry](*arguments)
    return [place for place in range(tests.count) if len(found.get(place, ())) < 2]


def made(level):
    """Programs and their writers."""
    for number in range(MADE):
        yield next(_programs.written(Random(f"{level} {number}"), LEVELS[level - 1]))


@pytest.mark.parametrize(("level", "most"), [(1, 0.15), (5, 0.3), (10, 0.5)])
def test_few_programs_have_a_condition_that_never_changes(level, most):
    stuck = 0
    for one in made(level):
        length = len(one.arguments[0])
        draws = [_conditions.inputs(one.writer, length) for _ in range(INPUTS)]
        stuck += bool(never_change(one.text, one.writer.entry, draws))
    assert stuck / MADE < most


@pytest.mark.parametrize("level", [1, 5, 10])
def test_a_mended_program_is_the_written_one_but_for_conditions(level):
    exchanged = 0
    for number in range(MADE):
        writer = Writer(Random(f"{level} {number}"), LEVELS[level - 1])
        with suppress(TooLong):
            text = writer.write()
            if found := _conditions.mended(writer, text, Program(text)):
                pairs = [(a, b) for a, b in zip(text.split("\n"), found.text.split("\n"), strict=True) if a != b]
                assert all(re.match(r" +(if|elif|while) |    return .* if ", one) for pair in pairs for one in pair), pairs
                exchanged += len(pairs)
                ends, steps = Program(found.text).measured(writer.entry, _conditions.copied(found.arguments))
                assert (ends, steps) == (found.ends, found.steps)
                assert writer.style.steps[0] <= steps <= writer.style.steps[1]
    assert exchanged > 3


def site(line, values, whole=(), scope=None):
    (text,) = _conditions.compared(line)
    found = _conditions.Condition(None, text, scope, ())
    found.values, found.whole = [*values], [*whole]
    return found


@pytest.mark.parametrize(
    ("line", "values", "whole"),
    [
        ("if total > 3:", (8, 11, 15, 40), ()),
        ("elif total < 3:", (8, 8, 8, 9), ()),
        ("if total <= x:", (-4, -9, 30), ()),
        ("while total > 9:", (3, 4, 2), ()),
        ("if x in kept:", (3, 4, 8), ()),
        ("if total % 2 == 1:", (0, 0, 0), (4, 6, 8)),
        ("if len(kept) > 3:", (0, 1, 2), ()),
    ],
)
def test_a_condition_is_exchanged_for_one_that_parts_its_values(line, values, whole):
    for seed in range(30):
        new = _conditions.exchanged(Writer(Random(seed), LEVELS[4]), site(line, values, whole))
        name = re.match(r"\w+", new)[0] if "len(" not in new else "kept"
        tried = [[0] * value for value in values] if "len(" in new else whole or values
        assert {eval(new, {name: value}) for value in tried} == {True, False}, new  # noqa: S307


@pytest.mark.parametrize(("line", "values"), [("while total > 9:", (-3, -4, -2)), ("if len(kept) > 3:", (2, 2, 2)), ("while n > 0:", (-1, -2))])
def test_what_guards_a_loop_or_a_list_stays_one(line, values):
    scope = (["x", "x"], {"x": range(1, 21)})
    for seed in range(30):
        writer = Writer(Random(seed), LEVELS[4])
        one = site(line, values, scope=scope)
        assert not _conditions.exchanged(writer, one)
        assert not _conditions.instead(writer, one, "")


def test_another_number_is_not_one_that_conditions_around_speak_of():
    scope = (["x", "k", "total"], {"x": range(1, 21), "k": range(2, 10)})
    for seed in range(30):
        writer = Writer(Random(seed), LEVELS[4])
        assert _conditions.instead(writer, site("if total > 3:", (9, 9), scope=scope), "elif x > 3:").startswith("k ")
        assert not _conditions.instead(writer, site("if total > 3:", (9, 9), scope=scope), "if x > 3:\nif k < 5:")


def test_the_conditions_around_a_line():
    lines = "if a:\n    if b:\n        x\n    elif c:\n        if d:\n            x\n        if e:\n            x\n    else:\n        if f:\n            x\nif g:\n    x"
    found = _conditions.around(lines.split("\n"), 4)
    assert [name for name in "abcdefg" if f"if {name}:" in found] == ["a", "b", "d", "e", "f"]
