"""The verdict on a program that reads and prints: it is run in the sandbox on every input, and what it prints is compared here.

How much work a program does is measured by its process's own CPU clock, read from outside. A count of instructions would be kept where the
program runs, which can change whatever is kept there, and would miss what built-in functions do; a clock of the kernel misses nothing.
The limit is some twenty times what the reference takes, and below a quarter of what a quadratic program does."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code._inputs import inputs, large
from synth.verifiers.code._language import others, runner
from synth.verifiers.code.stdin_program.formats import printed, same_output, written
from synth.verifiers.sandbox import Limits, Outcome, Sandbox

if TYPE_CHECKING:
    from synth.verifiers.code.stdin_program import StdinProgram

SECONDS = 0.5
"""CPU-seconds that a run may take."""
FEW = 8
"""Inputs that are tried before the others: most wrong programs fail there."""
_sandbox = Sandbox(Limits(cpu=SECONDS, wall=20.0))
_ONE_AFTER_ANOTHER = """
def _on_all_inputs(texts):
    import io, sys, types

    code, outputs = compile({source!r}, "<completion>", "exec", dont_inherit=True), []
    for text in texts:
        sys.stdin, sys.stdout = (io.TextIOWrapper(io.BytesIO(one.encode()), encoding="utf-8") for one in (text, ""))
        module = sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            exec(code, vars(module))
        except SystemExit as end:
            if end.code not in (None, 0):
                break
        except Exception:
            break
        sys.stdout.flush()
        outputs.append(sys.stdout.buffer.getvalue().decode())
    return outputs
"""
"""Many runs in one process, which is quick. Who fails there is run anew, each input in a process of its own: a program may open descriptor
0 itself. So nothing but time depends on this text, which a completion can change."""


Case = tuple[str, list[str]]
"""An input as text, and the lines that are expected."""


@lru_cache(maxsize=256)
def tests(problem: "StdinProgram") -> list[Case]:
    """Many short inputs; one, where an input holds many cases."""
    cases = inputs(problem.start, problem.steps, problem.kinds)
    return _grouped(problem, [cases] if problem.cases else [[one] for one in cases])


@lru_cache(maxsize=16)
def large_test(problem: "StdinProgram") -> Case:
    """One that reaches the limits."""
    return _grouped(problem, [[large(problem.start, problem.steps, problem.kinds)]])[0]


def _grouped(problem: "StdinProgram", groups: list[list[list[Any]]]) -> list[Case]:
    """A test of each group of cases."""
    run, kinds, gives, found = runner(problem.start, problem.steps), problem.kinds, problem.gives, list[Case]()
    for group in groups:
        lines, expected = [str(len(group))] if problem.cases else [], list[str]()
        for one in group:
            lines += written(one, kinds, problem.layout)
            expected += printed(run(one[0], *others(one)), gives, problem.one_line)
        found.append(("\n".join(lines) + "\n", expected))
    return found


@lru_cache(maxsize=1024)
def judged(problem: "StdinProgram", source: str) -> Verdict:
    """Raises SandboxError where programs cannot be run."""
    tried = tests(problem)
    failing = _first_failing(problem, source, tried) if len(tried) > 1 else 0
    if failing < len(tried):
        for case in [tried[failing], *tried] if len(tried) > 1 else tried:
            verdict = _one(problem, source, case)
            if not verdict:
                return verdict
    return _one(problem, source, large_test(problem), "slow") if problem.large else ACCEPT


def _first_failing(problem: "StdinProgram", source: str, tried: list[Case]) -> int:
    """The number of the first input at which all runs in one process go wrong; that of inputs when none does."""
    right = 0

    def fails(number: int, found: Outcome) -> bool:
        nonlocal right
        group = groups[number]
        outputs = found.value if found.ok and isinstance(found.value, list) else []
        for (_, expected), output in zip(group, outputs, strict=False):
            if not isinstance(output, str) or not same_output(output, expected, problem.gives):
                return True
            right += 1
        return len(outputs) < len(group)

    groups = [group for group in (tried[:FEW], tried[FEW:]) if group]
    _sandbox.call(_ONE_AFTER_ANOTHER.format(source=source), "_on_all_inputs", [[[text for text, _ in group]] for group in groups], fails)
    return right


def _one(problem: "StdinProgram", source: str, case: Case, late: str = "error") -> Verdict:
    """late: the reason where a run takes too long, or more memory than there is."""
    found: Outcome = _sandbox.run(source, case[0])
    if found.ok:
        return ACCEPT if same_output(found.value, case[1], problem.gives) else refuse("value")
    return refuse(late if found.kind in ("timeout", "memory") else "error")
