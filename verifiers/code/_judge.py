"""The verdict on a function: it is called in the sandbox on every input, and what it returns is compared here.

What is expected comes from the problem by our own evaluator and never enters the sandbox."""

from functools import lru_cache
from typing import Any

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code._inputs import inputs
from synth.verifiers.code._language import Spec, Step, others, runner
from synth.verifiers.parsers import programs
from synth.verifiers.sandbox import Limits, Sandbox, same

_sandbox = Sandbox(Limits(cpu=2.0, wall=20.0, output=1 << 17))
_ALL = """


def _on_all_inputs(inputs):
    from copy import deepcopy

    return [deepcopy({function}(*arguments)) for arguments in inputs]
"""
"""All calls are one call: a program that changed this text would still do no more than return other values. Copied, since a later call may
change what an earlier one has returned."""


@lru_cache(maxsize=256)
def tests(start: str, steps: tuple[Step, ...], kinds: tuple[str, ...]) -> tuple[list[list[Any]], list[Any]]:
    """Inputs, and what is expected of each."""
    tried = inputs(start, steps, kinds)
    run = runner(start, steps)
    return tried, [run(one[0], *others(one)) for one in tried]


def judge(problem: Spec, answer: str) -> Verdict:
    """Raises SandboxError where programs cannot be run."""
    source = programs.source(answer, problem.function)
    return refuse("format") if source is None else judge_source(problem, source)


def judge_source(problem: Spec, source: str) -> Verdict:
    """The verdict on a program that defines the function. Raises SandboxError where programs cannot be run."""
    return _judged(problem.function, problem.start, problem.steps, tuple(problem.kinds), source)


@lru_cache(maxsize=1024)
def _judged(function: str, start: str, steps: tuple[Step, ...], kinds: tuple[str, ...], source: str) -> Verdict:
    """Remembered, since a program that is written down in several ways is one program."""
    tried, expected = tests(start, steps, kinds)
    (found,) = _sandbox.call(source + _ALL.format(function=function), "_on_all_inputs", [[tried]])
    if not found.ok:
        return refuse("value" if found.kind == "refused" else "error")
    return ACCEPT if same(found.value, expected) else refuse("value")
