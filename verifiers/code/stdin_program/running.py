"""The verdict on a program that reads and prints: it is run in the sandbox on every input, and what it prints is compared here.

How much work a program does is measured by its process's own CPU clock, read from outside. A count of instructions would be kept where the
program runs, which can change whatever is kept there, and would miss what built-in functions do; a clock of the kernel misses nothing.
The limit is some twenty times what the reference takes, and below a quarter of what a quadratic program does."""

from functools import lru_cache
from typing import TYPE_CHECKING

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code._inputs import inputs, large
from synth.verifiers.code._language import others, runner
from synth.verifiers.code.stdin_program.formats import printed, same_output, written
from synth.verifiers.sandbox import Limits, Outcome, Sandbox

if TYPE_CHECKING:
    from synth.verifiers.code.stdin_program import StdinProgram

SECONDS = 0.5
"""CPU-seconds that a run may take."""
_sandbox = Sandbox(Limits(cpu=SECONDS, wall=20.0))
_ONE_AFTER_ANOTHER = '''
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
'''
"""Many runs in one process, which is quick. Who fails there is run anew, each input in a process of its own: a program may open descriptor
0 itself. So nothing but time depends on this text, which a completion can change."""


@lru_cache(maxsize=64)
def tests(problem: "StdinProgram") -> list[tuple[str, list[str]]]:
    """The inputs as text, each with the lines that are expected."""
    run = runner(problem.start, problem.steps)
    cases = inputs(problem.start, problem.steps, problem.kinds)
    groups = [cases] if problem.cases else [[one] for one in cases]
    if problem.large:
        groups.append([large(problem.start, problem.steps, problem.kinds)])
    found = []
    for group in groups:
        lines = [str(len(group))] if problem.cases else []
        for one in group:
            lines += written(one, problem.kinds, problem.layout)
        values = [run(one[0], *others(one)) for one in group]
        found.append(("\n".join(lines) + "\n", [line for value in values for line in printed(value, problem.gives, problem.one_line)]))
    return found


@lru_cache(maxsize=1024)
def judged(problem: "StdinProgram", source: str) -> Verdict:
    """Raises SandboxError where programs cannot be run."""
    tried = tests(problem)
    small = tried[:-1] if problem.large else tried
    place = _first_failing(problem, source, small) if len(small) > 1 else 0
    if place < len(small):
        for number in [place, *range(len(small))] if len(small) > 1 else [0]:
            verdict = _one(problem, source, small[number])
            if not verdict:
                return verdict
    return _one(problem, source, tried[-1], large=True) if problem.large else ACCEPT


def _first_failing(problem: "StdinProgram", source: str, tried: list[tuple[str, list[str]]]) -> int:
    """The number of the first input at which all runs in one process go wrong; that of inputs when none does."""
    (found,) = _sandbox.call(_ONE_AFTER_ANOTHER.format(source=source), "_on_all_inputs", [[[text for text, _ in tried]]])
    outputs = found.value if found.ok and isinstance(found.value, list) else []
    for number, (_, expected) in enumerate(tried):
        if number >= len(outputs) or not isinstance(outputs[number], str) or not same_output(outputs[number], expected, problem.gives):
            return number
    return len(tried)


def _one(problem: "StdinProgram", source: str, test: tuple[str, list[str]], large: bool = False) -> Verdict:
    found: Outcome = _sandbox.run(source, test[0])
    if found.ok:
        return ACCEPT if same_output(found.value, test[1], problem.gives) else refuse("value")
    return refuse("slow" if large and found.kind in ("timeout", "memory") else "error")
