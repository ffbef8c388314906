"""Progress: a line now and then, and a bar on a terminal."""

import io
import sys

from running import Silent, run_here

from synth.pipelines import progress
from synth.pipelines.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_lines_come_every_period_and_leave_out_what_was_read_back(monkeypatch, capsys):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    shown = Progress("rows audited")
    for time, done, fresh in ((0, 500, False), (1, 510, True), (10, 600, True), (15, 650, True), (20, 700, True)):
        now[0] = float(time)
        shown.advance(done, 1_000, fresh)
    shown.stop()
    assert capsys.readouterr().err.splitlines() == [
        "synth: 600 of 1,000 rows audited, 10 a second, 40 s left",
        "synth: 700 of 1,000 rows audited, 10 a second, 30 s left",
    ]


def test_a_terminal_gets_a_bar_and_its_cursor_back(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    shown = Progress("rows")
    shown.advance(5, 10)
    shown.advance(10, 10)
    shown.stop()
    shown.stop()
    assert "10/10" in sys.stderr.getvalue()
    assert "\x1b[?25h" in sys.stderr.getvalue() or "\x1b[?25l" not in sys.stderr.getvalue()


def test_what_is_under_way_moves_it_now_and_then_and_never_back(monkeypatch, capsys):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    shown = Progress("rows")
    for time, done in ((1, 10), (10, 100), (11, 110), (20, 200)):
        now[0] = float(time)
        shown.under_way(done, 1_000)
    now[0] = 30.0
    shown.advance(180, 1_000)  # admission dropped some
    assert capsys.readouterr().err.splitlines() == [
        "synth: 100 of 1,000 rows, 10 a second, 90 s left",
        "synth: 200 of 1,000 rows, 10 a second, 80 s left",
        "synth: 200 of 1,000 rows, 7 a second, 120 s left",
    ]


def test_a_run_moves_within_its_shards(tmp_path):
    class Seen(Silent):
        def __init__(self):
            self.rows = []

        def under_way(self, rows, wanted):
            self.rows.append(rows)

    seen = Seen()
    run_here(tmp_path, seen, n=100, shard_rows=100)
    assert len(set(seen.rows)) >= 90
    assert seen.rows == sorted(seen.rows)
    assert max(seen.rows) == 100
