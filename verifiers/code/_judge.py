"""The verdict on a function: it is called in the sandbox on every input, and what it returns is compared here.

What is expected comes from the problem by our own evaluator and never enters the sandbox."""

from functools import lru_cache
from typing import Any

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code._inputs import inputs
from synth.verifiers.code._language import Spec, Step, others, runner
from synth.verifiers.parsers import programs
from synth.verifiers.sandbox import Limits, Outcome, Sandbox, same

_sandbox = Sandbox(Limits(cpu=1.0, wall=20.0, output=1 << 16))


@lru_cache(maxsize=256)
def tests(start: str, steps: tuple[Step, ...], kinds: tuple[str, ...]) -> tuple[list[list[Any]], list[Any]]:
    """Inputs, and what is expected of each."""
    tried = inputs(start, steps, kinds)
    run = runner(start, steps)
    return tried, [run(one[0], *others(one)) for one in tried]


def judge(problem: Spec, answer: str) -> Verdict:
    """Raises SandboxError where programs cannot be run."""
    source = programs.source(answer, problem.function)
    return refuse("format") if source is None else _judged(problem.function, problem.start, problem.steps, tuple(problem.kinds), source)


@lru_cache(maxsize=1024)
def _judged(function: str, start: str, steps: tuple[Step, ...], kinds: tuple[str, ...], source: str) -> Verdict:
    """Remembered, since a program that is written down in several ways is one program."""
    tried, expected = tests(start, steps, kinds)

    def fails(index: int, outcome: Outcome) -> bool:
        return not outcome.ok or not same(outcome.value, expected[index])

    outcomes = _sandbox.call(source, function, tried, fails)
    last = outcomes[-1]
    if not fails(len(outcomes) - 1, last):
        return ACCEPT
    return refuse("value" if last.kind in ("ok", "refused") else "error")
