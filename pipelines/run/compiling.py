"""Compile kernels side by side on a machine's first run: other processes take the streams from the far end.

Nothing of this shows in the rows. A kernel that one process compiles is kept on disk, where the others find it, or wait for it
(`generators/kernels.py`). On a cluster the workers do the same by themselves: their first shards begin at different streams."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, suppress

from synth.pipelines.run.plan import Plan, live_streams
from synth.pipelines.run.produce import Stream, candidate
from synth.pipelines.storage.run_folder import PLAN
from synth.pipelines.storage.store import Store
from synth.schemas.task import Discard

PROCESSES = 15  # at most; each takes some 200 MB
DRAWS = 3  # of each stream, in case the first give no problem


class SideBySide:
    """Until it is closed, the first kernel that this process compiles starts others which compile those of the run in the folder."""

    def __init__(self, out: str) -> None:
        self._out = out
        self._processes: list[subprocess.Popen[bytes]] = []
        self._listening = ExitStack()
        if "numba" in sys.modules:  # else no task of the run has kernels
            from synth.generators.kernels import when_compiling

            self._listening.enter_context(when_compiling(self._start))

    def _start(self) -> None:
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1  # macOS has no affinity
        number = min(processors - 1, PROCESSES)
        if self._processes or number < 1:
            return
        for part in range(number):
            command = [sys.executable, "-m", __name__, self._out, str(part), str(number)]
            quiet = subprocess.DEVNULL
            self._processes.append(subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet))

    def close(self) -> None:
        """Stop listening, and the processes with what they still have under way."""
        self._listening.close()
        for process in self._processes:
            process.kill()  # a lock goes with it, and kernels are put on disk in one step
            process.wait()


def in_turn(streams: Sequence[Stream]) -> list[Stream]:
    """The last ones first, one of each task before a second of any: the levels of a task share kernels, and processes that came to them
    together would wait for one another."""
    met = Counter[str]()
    turns = []
    for stream in reversed(streams):
        turns.append((met[stream.task.name], stream))
        met[stream.task.name] += 1
    return [stream for _, stream in sorted(turns, key=lambda turn: turn[0])]


def compile_part(out: str, part: int, parts: int) -> None:
    """Draw from every `parts`-th stream of the run so that their kernels are compiled."""
    streams = live_streams(Plan.from_json(Store(out).read(PLAN)))
    for stream in in_turn(streams)[part::parts]:
        for draw in range(DRAWS):
            with suppress(Discard):
                candidate(stream, draw, stream.source)


if __name__ == "__main__":
    compile_part(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
