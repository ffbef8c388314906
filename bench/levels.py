"""Do levels rise, and how many problems are there? For each task the median effort at each level over some draws, and how many of some
draws at level 5 are distinct problems. `python bench/levels.py [DRAWS DISTINCT] [TASK ...]`, 500 and 20,000 draws unless told otherwise."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from statistics import median

from synth.generators import registry
from synth.pipelines.run.produce import Candidate, Stream, candidate
from synth.schemas.task import Discard

SEED = 5


def made(name: str, level: int, draws: int) -> Iterator[Candidate]:
    task = registry.load(name)
    stream = Stream(task, task.levels[level - 1], level, SEED)
    source = stream.source
    for draw in range(draws):
        with suppress(Discard):
            yield candidate(stream, draw, source)


def main(arguments: list[str]) -> None:
    draws, many = (int(n) for n in arguments[:2]) if arguments else (500, 20_000)
    print("| task | median effort at levels 1 to 10 | distinct at level 5 |\n| --- | --- | --- |")
    for name in arguments[2:] or registry.names():
        efforts = [median(member.effort for one in made(name, level, draws) for member in one.members) for level in range(1, 11)]
        found = [digest for one in made(name, 5, many) for digest in one.digests]
        said = ", ".join(f"{effort:.4g}" for effort in efforts)
        print(f"| {name} | {said} | {len(set(found)):,} of {len(found):,} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
