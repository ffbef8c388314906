"""Progress on standard error: a bar with speed and time left on a terminal, a line every ten seconds elsewhere."""

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

PERIOD_S, FRAME_S = 10.0, 0.1
"""Seconds between lines, and between two states of a bar, at least."""


class Progress:
    """Shows how far one command is. what: the things counted, and what becomes of them, as in `rows audited`."""

    def __init__(self, what: str = "rows") -> None:
        self._what = what
        self._start = self._last = time.monotonic()
        self._read_back = 0  # of an interrupted command
        self._most = 0
        self._bar: Bar | None = None

    def advance(self, done: int, total: int, fresh: bool = True) -> None:
        """done: so far, of all. fresh: done now, not read back from an interrupted command, which says nothing of the speed.
        """
        now = time.monotonic()
        if not fresh:
            self._read_back = done
        self._show(now, done, total)

    def under_way(self, done: int, total: int) -> None:
        """Like `advance`, for what may still be dropped; told often, shown now and then."""
        now = time.monotonic()
        if now - self._last >= (FRAME_S if self._on_terminal() else PERIOD_S):
            self._show(now, done, total)

    def _show(self, now: float, done: int, total: int) -> None:
        self._most = done = max(done, self._most)  # what admission drops does not move the bar back
        speed = (done - self._read_back) / max(now - self._start, 1e-9)
        if self._on_terminal():
            self._bar = self._bar or _bar(self._what, total)
            self._last = now
            self._bar.update(self._bar.task_ids[0], completed=done, total=total, speed=f"{speed:,.0f} a second")
        elif now - self._last >= PERIOD_S and speed:
            self._last = now
            left = (total - done) / speed
            print(f"synth: {done:,} of {total:,} {self._what}, {speed:,.0f} a second, {left:,.0f} s left", file=sys.stderr)

    def _on_terminal(self) -> bool:
        """A bar takes the place of standard error, and in older versions of rich says that it is no terminal."""
        return self._bar is not None or sys.stderr.isatty()

    def stop(self) -> None:
        """Give the terminal back."""
        if self._bar:
            self._bar.stop()
            self._bar = None


def _bar(what: str, total: int) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    words, speed = TextColumn("{task.description}"), TextColumn("{task.fields[speed]}")
    columns = (words, BarColumn(), MofNCompleteColumn(), speed, TimeElapsedColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True))
    bar.add_task(what, total=total, speed="")
    bar.start()
    return bar
