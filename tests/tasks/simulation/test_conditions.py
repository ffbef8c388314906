"""Conditions of the programs of four tasks change: what never changed over many inputs gets another constant, or goes."""

import ast
from random import Random

import pytest

from synth.generators.simulation import _conditions, _programs
from synth.generators.simulation._tree import Add, Condition, If, Value
from synth.generators.simulation._writer import Writer
from synth.generators.simulation.predict_output import LEVELS

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


@pytest.mark.parametrize(("level", "most"), [(1, 0.1), (5, 0.12), (10, 0.2)])
def test_few_programs_have_a_condition_that_never_changes(level, most):
    stuck = 0
    for one in made(level):
        draws = [one.arguments(run) for run in range(_conditions.RUNS)] + [drawn(Random(number), one) for number in range(INPUTS)]
        stuck += bool(never_change(one.draft.text("0"), one.draft.entry, draws))
    assert stuck / MADE < most


def drawn(rng, one):
    """Arguments of the same lengths."""
    numbers, _, *word = one.arguments(0)
    return [[rng.randint(1, 20) for _ in numbers], rng.randint(2, 9), *("".join(rng.sample("abcdeknorst", 4)) for _ in word)]


def choice(test):
    """A draft of one loop with one choice."""
    writer = Writer(Random(1), LEVELS[4])
    draft = writer.write()
    draft.starts = dict.fromkeys(("total", "x", "k"), "0")
    draft.body = [If(test, [Add("total", "+", Value("", "1"))], [Add("total", "-", Value("", "2"))])]
    return draft


@pytest.mark.parametrize(
    ("left", "sign", "right", "values"),
    [
        (Value("", "total"), ">", "3", [8, 11, 15, 40]),
        (Value("", "total"), "<", "3", [8, 8, 8, 9]),
        (Value("", "total"), "<=", "x", [4, 9, 30]),
        (Value("", "x"), "in", "kept", [3, 4, 8]),
        (Value("%", "total", "2"), "==", "1", [4, 6, 8]),
        (Value("", "total"), "!=", "3", [0, 1, 2]),
    ],
)
def test_a_condition_is_exchanged_for_one_that_parts_its_values(left, sign, right, values):
    for seed in range(30):
        test = Condition(left, sign, right)
        assert _conditions.exchange(Writer(Random(seed), LEVELS[4]), choice(test), test, values)
        assert {eval(str(test), {left.name: value}) for value in values} == {True, False}, test  # noqa: S307


def test_another_number_is_not_one_that_conditions_around_speak_of():
    for seed in range(30):
        inner, outer = Condition(Value("", "total"), ">", "3"), Condition(Value("", "x"), ">", "3")
        draft = choice(outer)
        draft.body[0].body.append(If(inner, [Add("total", "+", Value("", "1"))], []))
        inner.numbers = ["total", "x", "k"]
        assert _conditions.exchange(Writer(Random(seed), LEVELS[4]), draft, inner, [9, 9])
        assert inner.left.name == "k"
        inner.left, inner.numbers = Value("", "total"), ["total", "x"]
        assert not _conditions.exchange(Writer(Random(seed), LEVELS[4]), draft, inner, [9, 9])


@pytest.mark.parametrize(("holds", "left"), [(True, "+"), (False, "-"), (None, "-")])
def test_what_a_condition_that_never_changes_leaves(holds, left):
    test = Condition(Value("", "total"), ">", "3")
    (found,) = _conditions.without(choice(test).body, {test: holds})
    assert found.sign == left
