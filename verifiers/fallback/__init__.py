"""`math-verify` as a judge of last resort, for rows of others whose answers have no stated type. Off unless somebody makes one.

Our own rows never need it. It reads expressions by sympy, so `9^{9^{9^9}}` keeps it busy for ever, and inside a trainer its timeouts
are signals, which work on the main thread alone and cancel the trainer's own. Here it runs in processes of its own, warm, limited in
memory, killed when they are late. Texts that are known to make it slow are not put to it.

    with MathVerify() as judge:
        judge.verdict(r"$\\frac12$", "0.5")  # True; None where it could not decide

Needs `pip install 'synth-rlvr[math-verify]'`. What it accepts is its own affair: "12 or 13" passes for 12, 50% for 1/2, a sum that is
not worked out for its value (`bench/mathematics.py` lists where it differs from our parsers)."""

import json
import os
import re
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from importlib.util import find_spec
from types import TracebackType
from typing import Any

SWITCH = "SYNTH_MATH_VERIFY"
"""The environment variable that switches it on, where it is asked for rows of others: `1`, or how many processes there may be."""
LONGEST = 300
"""Characters of an answer; longer ones are not decided."""
_SLOW = re.compile(
    r"""\^[^\s^]{0,40}\^      # a power of a power
      | \d{21}                # digits without end
      | \d{4}\s*!  | !\s*!    # factorials of large numbers
      | \\(?:sum|prod|binom|int) """,
    re.VERBOSE,
)
_DEEPEST = 20
"""Brackets that may stand in one another."""


_switched_on: "list[MathVerify]" = []
_switching = threading.Lock()


def switched_on() -> "MathVerify | None":
    """The judge of this process, where the environment switches one on; None where it does not. It starts at its first use. Raises
    ValueError for a switch that is no number of processes."""
    switch = os.environ.get(SWITCH, "0")
    if switch == "0":
        return None
    if not switch.isdecimal():
        raise ValueError(f"{SWITCH}={switch}: expected a number of processes")
    with _switching:
        if not _switched_on:
            _switched_on.append(MathVerify(workers=int(switch)))
        return _switched_on[0]


def slow(text: str) -> bool:
    """Whether a text is of a kind that takes it long: these are never put to it."""
    depth = deepest = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        deepest = max(deepest, depth)
    return len(text) > LONGEST or deepest > _DEEPEST or _SLOW.search(text) is not None


class MathVerify:
    """`math-verify` in `workers` processes, which start when they are needed. Safe to use from several threads, each of which waits for a
    free one.

    seconds: wall time for a verdict, and that for a process to start, ten times as long; memory: MiB of address space of a process."""

    def __init__(self, workers: int = 1, seconds: float = 2.0, memory: int = 2048) -> None:
        if find_spec("math_verify") is None:
            raise ImportError("math-verify is not installed: pip install 'synth-rlvr[math-verify]'")
        if workers < 1 or seconds <= 0 or memory < 256:
            raise ValueError("workers must be at least 1, seconds more than 0, memory at least 256 MiB")
        self.seconds, self.memory = seconds, memory
        self._free: list[_Worker | None] = [None] * workers
        self._count = threading.Semaphore(workers)
        self._lock = threading.Lock()
        self._closed = False

    def verdict(self, answer: str, gold: str) -> bool | None:
        """Whether the two mean the same; None where they are too long or of a slow kind, or where no verdict came in time."""
        if slow(answer) or slow(gold):
            return None
        with self._count:
            with self._lock:
                if self._closed:
                    raise ValueError("this judge is closed")
                worker = self._free.pop()
            try:
                if worker is None:
                    worker = _Worker(self.memory, 10 * self.seconds)
                found = worker.ask({"gold": gold, "answer": answer}, self.seconds)
                reply = found if isinstance(found, bool) else None
            except _Gone:
                if worker is not None:
                    worker.end()
                worker, reply = None, None
            with self._lock:
                if self._closed and worker is not None:
                    worker.end()
                self._free.append(worker)
            return reply

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            self._closed = True
            for worker in self._free:
                if worker is not None:
                    worker.end()
            self._free = [None] * len(self._free)

    def __enter__(self) -> "MathVerify":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class Gym:
    """reasoning-gym's own scorers, for rows that it made: `pip install 'synth-rlvr[gym]'`. One process, which starts at the first use; each
    verdict is a confined child of it. Safe to use from several threads, one at a time.

    seconds: wall time for a verdict; memory: MiB of address space of a child."""

    def __init__(self, seconds: float = 5.0, memory: int = 4096) -> None:
        self.seconds, self.memory = seconds, memory
        self._worker: _Worker | None = None
        self._lock = threading.Lock()

    def scores(self, task: str, entry: dict[str, Any], answer: str) -> tuple[float | None, float | None, float | None]:
        """What the task's scorer says of the gold answer, of an answer that is nonsense, and of an answer; None where it raised or came
        late. Raises LookupError where reasoning-gym is not installed, or where nothing would confine it."""
        if find_spec("reasoning_gym") is None:
            raise LookupError("reasoning-gym is not installed: pip install 'synth-rlvr[gym]'")
        with self._lock:
            try:
                if self._worker is None:
                    self._worker = _Worker(self.memory, 60.0, "_gym_worker", str(self.seconds))
                if not self._worker.first:
                    raise LookupError("nothing on this machine confines reasoning-gym's scorers, some of which evaluate what they judge")
                found = self._worker.ask({"task": task, "entry": entry, "answer": answer}, 2 * self.seconds + 5)
            except _Gone:
                if self._worker is not None:
                    self._worker.end()
                self._worker, found = None, {"gold": None, "nonsense": None, "answer": None}
        return found["gold"], found["nonsense"], found["answer"]


class _Gone(Exception):
    """The process is late or dead."""


class _Worker:
    """One process: a question a line, a reply a line. module: of this folder, whose `main` it runs."""

    def __init__(self, memory: int, seconds: float, module: str = "_worker", *more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"from synth.verifiers.fallback.{module} import main; main()", str(memory), *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.first = json.loads(self._reply(seconds))
        except _Gone:
            self.end()
            raise

    def ask(self, question: dict[str, Any], seconds: float) -> Any:
        """The reply, whatever value it is."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
            self.process.stdin.flush()
        except OSError as error:
            raise _Gone from error
        return json.loads(self._reply(seconds))

    def _reply(self, seconds: float) -> bytes:
        assert self.process.stdout is not None
        until, line = time.monotonic() + seconds, b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, until - time.monotonic()))
            more = os.read(self.process.stdout.fileno(), 100) if ready else b""
            if not more:
                raise _Gone
            line += more
        return line

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was still to be written has nobody to read it
                    stream.close()
