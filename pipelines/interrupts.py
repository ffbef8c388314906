"""Ctrl-C and SIGTERM, so that neither is ever lost and both end a command alike.

Compilers and other libraries in C call back into Python, and what is raised in such a callback is swallowed now and then. So a signal
raises KeyboardInterrupt again, every half second, until it is under way: until some block is handling it.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN_S = 0.5
SOON_S = 0.02  # while LLVM is at work, which can crash when its callbacks raise
_came: list[int] = []  # signals that came while `interrupts` is at work: global, as signals are


class Interrupts:
    """signals: numbers of those that came, in order: `[signal.SIGTERM]`."""

    def __init__(self) -> None:
        self.signals = _came
        self.signals.clear()

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        self.signals.append(number)
        self._stop(frame)

    def on_alarm(self, number: int, frame: FrameType | None) -> None:
        if not _is_behind(sys.exc_info()[1]):  # swallowed; else blocks that close what they opened are at work, which takes its time
            self._stop(frame)

    def _stop(self, frame: FrameType | None) -> None:
        wait = SOON_S if _in_compiler(frame) else AGAIN_S
        signal.setitimer(signal.ITIMER_REAL, wait, wait)
        if wait == AGAIN_S:
            raise KeyboardInterrupt


@contextmanager
def interrupts() -> Iterator[Interrupts]:
    """Make KeyboardInterrupt of Ctrl-C and of SIGTERM while the block runs. A signal that is ignored, as Ctrl-C is in a shell's background
    jobs, stays ignored; in another thread than the main one nothing changes."""
    found = Interrupts()
    if threading.current_thread() is not threading.main_thread():
        yield found
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            if before[number] != signal.SIG_IGN:
                signal.signal(number, found.on_signal)
        signal.signal(signal.SIGALRM, found.on_alarm)
        yield found
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        found.signals = list(_came)
        _came.clear()


def is_stop(error: BaseException) -> bool:
    """Whether Ctrl-C is behind an error: compiled kernels make other errors of it, one in another, and what a compiler runs into after it
    swallowed one in a callback can be anything."""
    return bool(_came) or _is_behind(error)


def _in_compiler(frame: FrameType | None) -> bool:
    while frame is not None and not str(frame.f_globals.get("__name__")).startswith("llvmlite"):
        frame = frame.f_back
    return frame is not None


def _is_behind(error: BaseException | None) -> bool:
    for _ in range(100):
        if error is None or isinstance(error, KeyboardInterrupt):
            break
        error = error.__cause__ or error.__context__
    return isinstance(error, KeyboardInterrupt)
