"""How fast is the sandbox? Verdicts per second of CPU time (the trainer's and the sandbox's together), verdicts per second of wall time
with as many threads as CPUs, and how long one takes (median, 99th percentile), for each form. `python bench/sandbox.py [VERDICTS]`"""

import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles

from synth.verifiers import sandbox
from synth.verifiers.sandbox import Outcome, Sandbox

SOURCE = "def count(words):\n    found = {}\n    for word in words:\n        found[word] = found.get(word, 0) + 1\n    return found\n"
INPUTS = [[["a", "b", "a"] * n] for n in range(20)]
TESTS = "\n".join(f"assert count(['a', 'b'] * {n}).get('a', 0) == {n}" for n in range(20))
PROGRAM = "n = int(input())\nprint(sum(map(int, input().split())))\n"
BOX = Sandbox()
FORMS: dict[str, Callable[[], Outcome | list[Outcome]]] = {
    "a function, 1 call": lambda: BOX.call(SOURCE, "count", INPUTS[:1]),
    "a function, 20 calls": lambda: BOX.call(SOURCE, "count", INPUTS),
    "a program": lambda: BOX.run(PROGRAM, "3\n1 2 3\n"),
    "20 tests in a second sandbox": lambda: BOX.check(SOURCE, "count", TESTS),
}


def spent() -> float:
    """CPU-seconds of this process and of all that it started; those count once they have ended."""
    sandbox.close()
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def timed(judge: Callable[[], Outcome | list[Outcome]]) -> float:
    start = time.perf_counter()
    found = judge()
    assert all(one.ok for one in (found if isinstance(found, list) else [found]))
    return time.perf_counter() - start


def main(arguments: list[str]) -> None:
    verdicts = int(arguments[0]) if arguments else 1000
    cpus = len(os.sched_getaffinity(0))
    print(sandbox.level())
    print(f"| form | verdicts per CPU-second | verdicts per second, {cpus} threads | median, ms | 99th percentile, ms |")
    print("| --- | --- | --- | --- | --- |")
    for name, judge in FORMS.items():
        before = spent()
        sandbox.level()  # starting the zygote is part of what is paid
        taken = [timed(judge) for _ in range(verdicts)]
        cpu = spent() - before
        sandbox.level()
        start = time.perf_counter()
        with ThreadPoolExecutor(cpus) as pool:
            list(pool.map(lambda _, judge=judge: timed(judge), range(verdicts)))
        rate = verdicts / (time.perf_counter() - start)
        cuts = quantiles(taken, n=100)
        print(f"| {name} | {verdicts / cpu:.0f} | {rate:.0f} | {1000 * cuts[49]:.1f} | {1000 * cuts[98]:.1f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
