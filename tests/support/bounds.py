"""Every kernel with its indices checked, compiled anew for that: `make bounds`, or with tasks `python tests/support/bounds.py logic/sudoku ...`.

A kernel does not notice an index beyond the end of an array, nor one that would count from it. Here each task draws problems at every level
under NUMBA_BOUNDSCHECK=1, with a cache of its own, and what raises IndexError is printed. Takes some minutes, most of them compiling.
The exit code is 1 when anything was found."""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

LEVELS = range(1, 11)
DRAWS = 12
CHECKED = "NUMBA_BOUNDSCHECK"


def beyond(name: str) -> list[str]:
    """The draws of a task in which an index was out of bounds."""
    from synth.generators import registry
    from synth.pipelines.run.produce import Stream, candidate
    from synth.schemas.errors import BrokenTask
    from synth.schemas.task import Discard

    task, found = registry.load(name), list[str]()
    for level in LEVELS:
        for draw in range(DRAWS):
            try:
                with suppress(Discard):
                    candidate(Stream(task, task.levels[level - 1], level, 29), draw)
            except BrokenTask as error:
                if not isinstance(error.__cause__, IndexError):
                    raise
                found.append(str(error))
    return found


def main() -> int:
    if CHECKED not in os.environ:
        with tempfile.TemporaryDirectory() as cache:
            environment = os.environ | {CHECKED: "1", "NUMBA_CACHE_DIR": cache}
            return subprocess.run([sys.executable, __file__, *sys.argv[1:]], env=environment, check=False).returncode
    from synth.generators import registry

    found = [line for name in sys.argv[1:] or registry.names() for line in beyond(name)]
    print("\n".join(found) or "no index is out of bounds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
    sys.exit(main())
