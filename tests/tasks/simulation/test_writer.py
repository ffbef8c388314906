"""The programs of four tasks as they are written: what is defined is used, what is read changes, and the kernel runs them as the
interpreter does."""

import ast
from random import Random

import pytest

from synth.generators.simulation import _kernel, _programs
from synth.generators.simulation._tree import INDENT
from synth.generators.simulation.predict_output import LEVELS
from synth.verifiers.simulation._interpreter import Failed, Program

MADE = 60


def made(level, many=MADE):
    for number in range(many):
        yield next(_programs.written(Random(f"{level} {number}"), LEVELS[level - 1]))


def whole(found):
    """The program, which returns all its variables."""
    return found.draft.text(", ".join([*found.draft.starts, found.draft.limit, ""]))


def mixed(first, values):
    """What stands for a list of numbers."""
    total = first
    for value in values:
        total = (total * 1000003 + 2**63) % 2**64 - 2**63 ^ value
    return total


@pytest.mark.parametrize("level", range(1, 11))
def test_the_kernel_ends_as_the_interpreter_does(level, scale):
    seen = set()
    for found in made(level, 20 * scale):
        names, code = [*found.draft.starts, found.draft.limit], Program(whole(found))
        for run in range(0, 40, 8):
            ends, steps = code.measured(found.draft.entry, found.arguments(run))
            row = found.seen.ends[run].tolist()
            held = [value for value in ends if isinstance(value, list | dict)]
            assert steps == row[1] + sum(1 + len(value) // 8 for value in held) + len(ends) // 8
            for name, value in zip(names, ends, strict=True):
                if isinstance(value, list):
                    assert row[_kernel.LISTED] == mixed(len(value), [one + 977 for one in value])
                elif isinstance(value, dict):
                    assert row[_kernel.TABLED] == mixed(0, [value[key] + 977 if key in value else 0 for key in range(_kernel.TABLE)])
                elif isinstance(value, str):
                    assert row[_kernel.WRITTEN] == mixed(len(value), map(ord, value))
                else:
                    assert row[5 + found.code.slots[name]] == value
                seen.add(type(value))
    assert len(seen) == (1 if level == 1 else 2 if level < 4 else 3 if level == 4 else 4)


@pytest.mark.parametrize("force", [0, 1])
def test_the_kernel_takes_conditions_to_find_what_it_is_told(force):
    for found in made(5, 30):
        code, arguments = Program(whole(found)), found.arguments(0)
        row = _programs.again(found, 0, [arguments[0]], [force])[0]
        try:
            ends = code.run(found.draft.entry, [list(arguments[0]), *arguments[1:]], force=bool(force))
        except Failed:  # takes from an empty list
            assert not row[0]
        else:
            for name, value in zip(found.draft.starts, ends if row[0] else (), strict=False):
                assert type(value) is not int or row[5 + found.code.slots[name]] == value


@pytest.mark.parametrize("level", [1, 3, 5, 8, 10])
def test_what_is_defined_is_used(level):
    for found in made(level):
        draft = found.draft
        tree = ast.parse(draft.text(_programs.expression(found, _programs.returned(found, list(_programs.columns(found))))))
        entry = tree.body[-1]
        read = [one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)]
        stored = [one.id for one in ast.walk(entry) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
        defined = {*(one.name for one in tree.body[:-1]), *(one.arg for one in entry.args.args)} | {*stored} - {"j", "i"}
        if draft.limit not in read:
            assert not any(start.isdigit() for start in draft.starts.values())
            defined.discard(draft.limit)
        assert defined <= {*read}, ast.unparse(tree)
        names = {*draft.starts}
        changed = {name for name in names if stored.count(name) > 1 or any(
            (isinstance(one, ast.AugAssign | ast.Subscript) and f"{name}" in ast.unparse(one))
            or (isinstance(one, ast.Attribute) and one.attr in ("append", "insert") and ast.unparse(one.value) == name)
            for one in ast.walk(entry))}  # fmt: skip
        assert changed == names


@pytest.mark.parametrize("level", [5, 8, 10])
def test_nothing_is_gone_on_with_where_nothing_follows(level):
    seen = 0
    for found in made(level):
        lines = whole(found).rstrip().split("\n")
        for number, line in enumerate(lines):
            if line.strip() == "continue":
                indent, depth = len(line) - len(line.lstrip()), 0
                behind = []
                for other in lines[number + 1 :]:
                    depth = len(other) - len(other.lstrip())
                    if depth <= len(INDENT):
                        break
                    if depth < indent and not other.lstrip().startswith(("elif ", "else:")):
                        behind.append(other)
                assert behind, "\n".join(lines)
                seen += 1
    assert seen


@pytest.mark.parametrize("value", [(5, [7, 15, 1]), ([1, 15, 7], 5), [7, 15, 1], 23])
def test_values_that_hold_the_list_are_cheap(value):
    assert _programs._cheap(value, [[7, 15, 1], 6])
    assert not _programs._cheap((5, [7, 15, 2]), [[7, 15, 1], 6])


def test_lists_that_give_the_same_value_are_found():
    many = 0
    for number in range(40):
        drawn = _programs.draw(Random(number), LEVELS[1])
        rng, code = Random(number), Program(drawn.text)
        for _ in range(20):
            other = [rng.randint(1, 20) for _ in drawn.arguments[0]]
            same = code.run(drawn.entry, [list(other), *drawn.arguments[1:]]) == drawn.value
            assert _programs.alike(drawn.found, drawn.run, drawn.parts, [other]) == same
            many += same
        assert _programs.alike(drawn.found, drawn.run, drawn.parts, [drawn.arguments[0]])
    assert many
