"""Do the two routes agree? For each task: problems at levels 1, 5 and 10, on how many of them the oracle refuses the answer or, where one
is promised, does not find a single solution, how many wrong answers of the generator's making it accepts, and the CPU time of an oracle.

`python bench/agreement.py [PROBLEMS] [TASK ...]`, 667 problems a level unless told otherwise; exits with 1 where something disagrees."""

import json
import sys
import time
from contextlib import suppress
from importlib import import_module
from random import Random

from synth.generators import registry
from synth.pipelines.run.produce import Stream, candidate
from synth.schemas.task import Discard, Sample

LEVELS = (1, 5, 10)
SEED = 11


def compare(name: str, problems: int) -> tuple[int, int, int, int, float]:
    """Problems, answers refused, problems without a single solution, wrong answers accepted, CPU-seconds of the oracle."""
    task, oracle = registry.load(name), import_module(f"synth.pipelines.oracles.{name.replace('/', '.')}")
    seen = refused = several = accepted = 0
    spent = 0.0
    for level in LEVELS:
        stream, draw, wanted = Stream(task, task.levels[level - 1], level, SEED), 0, seen + problems
        while seen < wanted:
            members: tuple[Sample, ...] = ()
            with suppress(Discard):
                members = candidate(stream, draw).members
            draw += 1
            for sample in members:
                problem, wrong = json.loads(sample.problem.to_json()), task.corrupt(sample.problem, sample.answer, Random(draw))
                start = time.process_time()
                refused += not oracle.check(problem, sample.answer)
                accepted += oracle.check(problem, wrong)
                several += task.unique and oracle.solutions(problem) != 1
                spent += time.process_time() - start
                seen += 1
    return seen, refused, several, accepted, spent


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else 667
    print("| task | problems | answer refused | not one solution | wrong accepted | oracle, CPU-s |\n| --- | --- | --- | --- | --- | --- |")
    bad = 0
    for name in arguments[1:] or registry.names():
        seen, *wrong, spent = compare(name, count)
        bad += any(wrong)
        print(f"| {name} | {seen:,} | {' | '.join(str(n) for n in wrong)} | {spent:.0f} |", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
