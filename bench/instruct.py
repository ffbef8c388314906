"""Are requests sound? For each family of `instruct`: items of all levels and both languages, on how many of them the witness is refused by
the verifier or by the independent route, and on how many the near miss breaks another number of constraints than one.

`python bench/instruct.py [ITEMS] [TASK ...]`, 10,000 items a family unless told otherwise; exits with 1 where something is wrong."""

import json
import sys
import time
from contextlib import suppress
from importlib import import_module
from random import Random

from synth.generators import registry
from synth.pipelines.run.produce import Stream, candidate
from synth.schemas.task import DIFFICULTIES, Discard
from synth.verifiers.reward import verifier

SEED = 20


def tried(name: str, items: int) -> tuple[int, int, int, int, float]:
    """Items, witnesses refused by the verifier, by the oracle, near misses that break not exactly one constraint, CPU-seconds."""
    task, oracle, parts = (
        registry.load(name),
        import_module(f"synth.pipelines.oracles.{name.replace('/', '.')}"),
        verifier(f"synth/{name}").components,
    )
    seen = refused = doubted = several = 0
    start = time.process_time()
    assert parts is not None
    while seen < items:
        level, language = DIFFICULTIES[seen % 10], ("en", "zh")[seen // 10 % 2]
        stream = Stream(task, task.levels[level - 1], level, SEED, languages=((language, 1.0),))
        with suppress(Discard):
            (sample,) = candidate(stream, seen).members
            kept = parts(sample.problem, sample.answer)
            refused += not all(kept.values())
            doubted += not oracle.check(json.loads(sample.problem.to_json()), sample.answer)
            broken = parts(sample.problem, task.corrupt(sample.problem, sample.answer, Random(seen)))
            unread = not broken.get("format", True)  # nothing can be said of the rest
            several += not unread and list(broken.values()).count(False) != 1
        seen += 1
    return seen, refused, doubted, several, time.process_time() - start


def main() -> None:
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    wrong = 0
    for name in sys.argv[2:] or [name for name in registry.names() if verifier(f"synth/{name}").components]:
        seen, refused, doubted, several, spent = tried(name, items)
        wrong += refused + doubted + several
        print(
            f"{name:28} {seen:6} items, refused {refused}, by the oracle {doubted}, near misses of more than one {several}, {spent:.0f} s"
        )
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
