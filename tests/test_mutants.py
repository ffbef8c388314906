"""The mutation tool: what it plants, that it never writes to the tree, and that it tells a good test from a toothless one."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import mutants
import pytest
import verifier_mutants

TOY = '''"""A toy."""


def clamp(value: int, low: int = 0, high: int = 9) -> int:
    """The value, or the border that it is beyond."""
    if value < low:
        return low
    return high if value > high and not value is None else value
'''
GOOD = """
from toy import clamp

def test_clamp():
    assert [clamp(n, 2, 4) for n in range(7)] == [2, 2, 2, 3, 4, 4, 4]
    assert clamp(-1) == 0 and clamp(10) == 9
"""
TOOTHLESS = """
from toy import clamp

def test_clamp():
    assert clamp(5) is not None
"""


def _survivors(root: Path, tests: str) -> tuple[str, int]:
    command = [sys.executable, mutants.__file__, "--root", root, "--file", "toy.py", "--n", "99", "--tests", tests]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=False)
    assert not done.returncode, done.stdout + done.stderr
    return done.stdout, done.stdout.count(" -> ")


def test_a_toothless_test_lets_mutants_survive_and_a_good_one_does_not(tmp_path):
    for name, text in (("toy.py", TOY), ("test_good.py", GOOD), ("test_toothless.py", TOOTHLESS)):
        (tmp_path / name).write_text(text)
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    count = len(mutants.mutants(TOY))
    report, good = _survivors(tmp_path, "test_good.py")
    assert good <= 6, report  # a border that changes nothing, and what `is None` guards
    report, toothless = _survivors(tmp_path, "test_toothless.py")
    assert good < count / 2 < toothless, report
    assert "toy.py:6  value < low -> (value >= low)" in report
    assert (tmp_path / "toy.py").read_text() == TOY


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("x = a < b", {"(a <= b)", "(a >= b)"}),
        ("x = a == b < c", {"(a != b < c)", "(a == b <= c)"}),
        ("x = not a", {"(a)"}),
        ("x = a and b", {"(a or b)", "(a)", "(b)"}),
        ("x = 0", {"(1)"}),
        ("x = 7", {"(8)", "(6)"}),
        ("x = any(a)", {"(all(a))"}),
        ("x = a.strip()", {"(a)"}),
        ("x = [a for a in b if c]", {"([a for a in b])"}),
        ("def f():\n    return a", {"return None"}),
        ("if a:\n    b()", {"True", "False", "pass"}),
        ("for a in b:\n    continue", {"break", "pass"}),
        ("EXAMPLES = (1, 2)", set()),
        ("assert 1", set()),
        ('x: Annotated[int, Meta(ge=1)] = a\n"""1 < 2"""', set()),
    ],
)
def test_what_is_planted(source, after):
    found = mutants.mutants(source)
    assert {mutant.after for mutant in found} == after
    assert all(compile(mutant.source, "toy", "exec") for mutant in found)
    assert len({mutant.source for mutant in found} | {source}) == len(found) + 1


def test_the_tests_that_belong_to_a_file_are_found():
    own = mutants.plan(mutants.ROOT, "verifiers/logic/minesweeper/minefield.py")
    assert own.examples == ("synth.verifiers.logic.minesweeper",)
    assert own.tests == ("tests/tasks/logic/test_minesweeper.py", "tests/laws", "--task=logic/minesweeper")
    shared = mutants.plan(mutants.ROOT, "verifiers/parsers/grids.py")
    assert len(shared.examples) == len(mutants.tasks(mutants.ROOT)) and "tests/verifiers/test_parsers.py" in shared.tests


SHAPES = '''"""A toy that is loaded: a value, a function, what keeps its results, methods of several kinds."""

from functools import cache

from synth.schemas.problem import kept

LIMIT = 3
TABLE = {1: "one"}


def limit() -> int:
    return LIMIT


def word() -> str:
    return TABLE.get(1, "")


def even() -> bool:
    return all(number % 2 == 0 for number in (1, 2))


@cache
def sums() -> int:
    return sum((1, 2))


@kept
def half(problem) -> int:
    return problem.number // 2


class Shape:
    @property
    def sides(self) -> int:
        return 4

    @classmethod
    def made(cls) -> int:
        return 5

    def area(self, side: int) -> int:
        return side * side

    def longest(self) -> int:
        return max(1, *(min(side, 7) for side in (2, 9)))
'''


class Numbered:
    def __init__(self, number):
        self.number = number


@pytest.fixture
def shapes(tmp_path, monkeypatch):
    path = tmp_path / "shapes.py"
    path.write_text(SHAPES)
    spec = importlib.util.spec_from_file_location("synth.shapes", path)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "synth.shapes", module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("LIMIT = 3", "LIMIT = 4", lambda module, shape, limit, half: limit() == 4),
        ('"one"', '"two"', lambda module, shape, limit, half: module.word() == "two"),
        ("number // 2", "number * 2", lambda module, shape, limit, half: half(Numbered(6)) == 12),
        ("return 4", "return 5", lambda module, shape, limit, half: shape.sides == 5),
        ("return 5", "return 6", lambda module, shape, limit, half: type(shape).made() == 6),
        ("all(", "any(", lambda module, shape, limit, half: module.even()),
        ("sum((1, 2))", "sum((1, 3))", lambda module, shape, limit, half: module.sums() == 4),
        ("side * side", "side + side", lambda module, shape, limit, half: shape.area(3) == 6),
        ("max(1", "min(1", lambda module, shape, limit, half: shape.longest() == 1),  # nothing but a name is another one
        ("min(side", "max(side", lambda module, shape, limit, half: shape.longest() == 9),
    ],
)
def test_a_fault_is_planted_into_what_others_hold_already(shapes, before, after, seen):
    held = shapes.Shape(), shapes.limit, shapes.half
    assert not seen(shapes, *held)
    verifier_mutants.plant(shapes, mutants.Mutant(1, before, after, SHAPES.replace(before, after)))
    assert seen(shapes, *held)


def test_the_laws_of_a_task_are_asked_at_all_their_levels():
    asked = [name for name, _ in verifier_mutants.laws("honest/logical_inference")]
    assert "test_habits_never_cost_a_right_answer[10]" in asked
    assert "test_worked_solutions_earn_all_and_answers_alone_nothing[1]" in asked
    assert not any("test_steps" in name or "worked_solutions_earn" in name for name, _ in verifier_mutants.laws("logic/sudoku"))


def test_tests_of_a_task_are_its_own_file_and_those_that_several_tasks_share():
    found = [file.name for file in verifier_mutants.files_of_tests("logic/sudoku")]
    assert found == ["test_bounds.py", "test_sudoku.py"]
    assert [file.name for file in verifier_mutants.files_of_tests("logic/arrow_maze")] == ["test_arrow_maze.py"]
