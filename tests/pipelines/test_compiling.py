"""On a machine's first run the kernels of its last streams are compiled beside it."""

import subprocess
import sys

import pytest
from running import run_here

from synth.pipelines.run import compiling, local_executor
from synth.pipelines.run.plan import live_streams, make_plan
from synth.pipelines.run.worker import _spread
from synth.pipelines.storage.run_folder import PLAN
from synth.schemas.request import Request

TASKS = (("logic/cipher", 1.0), ("logic/kukurasu", 1.0))
started = []


class Started:
    """In place of a process."""

    def __init__(self, command, **streams):
        self.command, self.ends = command, []
        started.append(self)

    def kill(self):
        self.ends.append("killed")

    def wait(self):
        self.ends.append("waited for")


@pytest.fixture
def three_processors(monkeypatch):
    started.clear()
    monkeypatch.setattr(compiling.os, "sched_getaffinity", lambda _: {0, 1, 2})
    monkeypatch.setattr(compiling.subprocess, "Popen", Started)


def test_the_first_kernel_starts_others_and_the_end_of_the_run_stops_them(tmp_path, three_processors):
    run_here(tmp_path / "run", tasks=TASKS, n=10)
    side_by_side = compiling.SideBySide(str(tmp_path / "run"))
    assert not started  # as long as nothing is compiled
    side_by_side._start()
    side_by_side._start()
    assert [one.command[-3:] for one in started] == [[str(tmp_path / "run"), "0", "2"], [str(tmp_path / "run"), "1", "2"]]
    side_by_side.close()
    assert [one.ends for one in started] == [["killed", "waited for"]] * 2


def test_where_no_process_is_bound_to_processors_all_of_them_count(tmp_path, three_processors, monkeypatch):
    monkeypatch.delattr(compiling.os, "sched_getaffinity")
    monkeypatch.setattr(compiling.os, "cpu_count", lambda: 4)
    compiling.SideBySide(str(tmp_path))._start()
    assert len(started) == 3


def test_a_run_listens_and_stops_listening(tmp_path, monkeypatch):
    seen = []

    class Watched(compiling.SideBySide):
        def __init__(self, out):
            super().__init__(out)
            seen.append("open")

        def close(self):
            super().close()
            seen.append("closed")

    monkeypatch.setattr(local_executor, "SideBySide", Watched)
    run_here(tmp_path / "run", tasks=TASKS, n=10)
    assert seen == ["open", "closed"]


def test_each_task_has_its_turn_before_another_level_of_any(tmp_path):
    streams = live_streams(make_plan(Request(tasks=(*TASKS, ("logic/sudoku", 1.0)), n=90, difficulty=(3, 5))))
    turns = [(stream.task.name, stream.difficulty) for stream in compiling.in_turn(streams)]
    names = ["logic/sudoku", "logic/kukurasu", "logic/cipher"]
    assert turns == [(name, level) for level in (5, 4, 3) for name in names]


def test_a_part_leaves_the_kernels_of_its_streams_on_disk(tmp_path):
    plan = tmp_path / "run" / PLAN
    plan.parent.mkdir(parents=True)
    plan.write_text(make_plan(Request(tasks=TASKS, n=10)).to_json())
    for part, made in ((1, False), (0, True)):  # cipher, which has no kernels, then kukurasu, the last one
        kept = tmp_path / str(part)
        command = [sys.executable, "-m", compiling.__name__, str(tmp_path / "run"), str(part), "2"]
        subprocess.run(command, check=True, env={**compiling.os.environ, "NUMBA_CACHE_DIR": str(kept)})
        assert any(kept.rglob("*.nbi")) == made


def test_shards_that_begin_together_begin_at_different_streams():
    for count in (2, 4, 16):
        assert sorted(_spread(number) for number in range(count)) == [place / count for place in range(count)]
