"""Golden rows: a row changes only together with its task's version.

A task's file holds two rows to read and hashes of the rest: of some draws at three levels, and of the prompt of one problem a level in every
wording of every phrasing. `python tests/support/golden.py` writes the files anew (`--task logic/sudoku` one of them); it refuses a task whose
rows changed under an unchanged version, unless --force is given (before a version is released).
"""

import argparse
import json
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

from wording import all_wordings

from synth.generators import registry
from synth.pipelines.run.produce import Stream, family
from synth.schemas.task import Discard

FOLDER = Path(__file__).parents[1] / "golden"
LEVELS, DRAWS, SEED = (1, 5, 10), 4, 7
READABLE = ((1, 0), (10, 0))
"""Level and draw of the rows that stand in the file as they are."""


def current(name: str) -> dict[str, Any]:
    """What the golden file of a task as it is now would hold."""
    task = registry.load(name)
    found: dict[str, Any] = {"version": task.version, "rows": [], "draws": {}, "wordings": {}}
    for level in LEVELS:
        stream = Stream(task, task.levels[level - 1], level, SEED, max_members=task.max_members)
        worded = False
        for draw in range(DRAWS):
            try:
                rows = family(stream, draw)
            except Discard as discard:
                found["draws"][f"level {level} draw {draw}"] = f"discarded: {discard}"
                continue
            found["draws"][f"level {level} draw {draw}"] = " ".join(map(_hash, rows))
            if (level, draw) in READABLE:
                found["rows"].append(rows[0])
            if not worded:
                problem = task.problem.from_json(rows[0]["reward_model"]["ground_truth"])
                prompts: dict[int, list[str]] = {}
                for phrasing, prompt in all_wordings(task, problem):
                    prompts.setdefault(phrasing, []).append(prompt)
                found["wordings"] |= {f"level {level} phrasing {number}": _hash(texts) for number, texts in prompts.items()}
                worded = True
    return found


def _hash(value: object) -> str:
    return blake2b(json.dumps(value, ensure_ascii=False, sort_keys=True).encode(), digest_size=8).hexdigest()


def path(name: str) -> Path:
    return FOLDER / f"{name}.json"


def stored(name: str) -> dict[str, Any] | None:
    return json.loads(path(name).read_text("utf-8")) if path(name).exists() else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", action="append", help="only this task; may be repeated")
    parser.add_argument("--force", action="store_true", help="also where rows changed under an unchanged version")
    given = parser.parse_args()
    for name in given.task or registry.names():
        old, new = stored(name), current(name)
        if old == new:
            continue
        if old and old["version"] == new["version"] and not given.force:
            sys.exit(f"{name}: rows changed, version {new['version']} did not. Raise the version in its TASK, then run this again.")
        path(name).parent.mkdir(parents=True, exist_ok=True)
        path(name).write_text(json.dumps(new, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
        print(f"wrote {path(name)}")


if __name__ == "__main__":
    main()
