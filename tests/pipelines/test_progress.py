"""Progress: a line now and then, and a bar on a terminal."""

import io
import sys

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
