"""What a run's plan says of itself before the start."""

import pytest

from synth.generators import registry
from synth.pipelines.run.forecast import forecast
from synth.pipelines.run.plan import make_plan
from synth.schemas.request import Request

GAME = "logic/game_of_24"
TASKS = len(registry.select("logic"))


def _lines(tasks, n, **more):
    request = Request(tasks=tuple((name, 1.0) for name in tasks), n=n, **more)
    return forecast(make_plan(request), request)


@pytest.mark.parametrize(("request_", "words"), [
    (([GAME], 100), []),
    (([GAME], 10**9, {"difficulty": (1, 1)}), ["game_of_24 at difficulty 1: 1,000,000,000 rows wanted", " are sure."]),
    ((["logic"], 3), [f"3 rows are too few for {TASKS} tasks: {TASKS - 3} of them get none"]),
    (([GAME], 3, {"difficulty": (1, 5)}), ["3 rows are too few for 5 levels: 2 of them get none"]),
    ((["logic/sudoku"], 90, {"difficulty": (3, 5), "overrides": (("holes", "40"), ("rivals", "1"))}), ["levels 4, 5 equal level 3", "made at level 3"]),
    (([GAME, "logic/sudoku"], 90, {"difficulty": (3, 4), "overrides": (("holes", "40"), ("rivals", "1"))}), ["sudoku: with these knobs level 4 equals level 3"]),
])  # fmt: skip
def test_what_is_said_before_the_start(request_, words):
    tasks, n, *more = request_
    lines = _lines(tasks, n, **(more[0] if more else {}))
    assert len(lines) == bool(words), lines
    for word in words:
        assert word in lines[0]


def test_the_split_counts_and_many_lines_are_cut():
    assert not _lines([GAME], 1000, difficulty=(5, 5))
    lines = _lines(["logic"], 10**9, difficulty=(1, 10))
    assert len(lines) == 6
    assert lines[-1].startswith("... and ")


def test_equal_levels_are_one_stream_with_the_rows_of_all():
    plan = make_plan(Request(tasks=(("logic/sudoku", 1.0),), n=91, difficulty=(3, 5), overrides=(("holes", "40"), ("rivals", "1"))))
    assert [(stream.difficulty, stream.quota) for stream in plan.streams] == [(3, 91)]
