"""Golden rows: a row changes only together with its task's version. `python tests/support/golden.py` writes the files anew; it refuses a
task whose rows changed under an unchanged version, unless --force is given (before a version is released)."""

import json
import sys
from pathlib import Path

from synth.generators import registry
from synth.pipelines.run.produce import Stream, family
from synth.schemas.task import Discard

FOLDER = Path(__file__).parents[1] / "golden"
LEVELS, DRAWS, SEED = (1, 5, 10), 2, 7


def current(name):
    """The golden rows of a task as it is now, one JSON text each."""
    task, lines = registry.load(name), []
    for level in LEVELS:
        stream = Stream(task, task.levels[level - 1], level, SEED, max_members=task.max_members)
        for draw in range(DRAWS):
            try:
                lines += [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in family(stream, draw)]
            except Discard as discard:
                lines.append(json.dumps({"draw": draw, "rejected": str(discard)}))
    return lines


def path(name):
    return FOLDER / f"{name}.jsonl"


def stored(name):
    return path(name).read_text("utf-8").splitlines() if path(name).exists() else []


def version_of(lines):
    return next((json.loads(line)["extra_info"]["version"] for line in lines if "extra_info" in line), None)


def main(force):
    for name in registry.names():
        old, new = stored(name), current(name)
        if old == new:
            continue
        if old and version_of(old) == version_of(new) and not force:
            sys.exit(f"{name}: rows changed, version {version_of(new)} did not. Raise the version in its TASK, then run this again.")
        path(name).parent.mkdir(parents=True, exist_ok=True)
        path(name).write_text("\n".join(new) + "\n", "utf-8")
        print(f"wrote {path(name)}")


if __name__ == "__main__":
    main("--force" in sys.argv[1:])
