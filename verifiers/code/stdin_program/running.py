"""The verdict on a program that reads and prints: it is run in the sandbox on every input, and what it prints is compared here.

How much work a program does is measured by its process's own CPU clock, read from outside. A count of instructions would be kept where the
program runs, which can change whatever is kept there, and would miss what built-in functions do; a clock of the kernel misses nothing.
The limit is some twenty times what the reference takes, and below a quarter of what a quadratic program does."""

import re
from collections.abc import Sequence
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

    def file(text):
        return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", errors="surrogateescape")

    code, outputs = compile({source!r}, "<completion>", "exec", dont_inherit=True), []
    for text in texts:
        sys.stdin, sys.stdout = file(text), file("")
        module = sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            exec(code, vars(module))
        except SystemExit as end:
            if end.code not in (None, 0):
                return [*outputs, {error!r}]
        except (MemoryError, RecursionError):
            return outputs
        except Exception:
            return [*outputs, {error!r}]
        sys.stdout.flush()
        outputs.append([sys.stdout.buffer.getvalue().decode("utf-8", "replace")])
    return outputs
"""
"""Many runs in one process, which is quick. What fails there is run anew, each input in a process of its own, unless the program is a plain
one: others may open descriptor 0 themselves, or change what the next run finds. So a program that changes this text, as it can, gains
nothing: it is accepted for right outputs alone."""
_ERROR = "error"
_HARMLESS = frozenset("sys math collections itertools functools bisect heapq re string operator typing".split())
_IMPORT = re.compile(r"^[ \t]*+(?:import|from)[ \t]++([^\n#;]*+)", re.MULTILINE)
_UNUSUAL = re.compile(
    r"\b(?:open|fileno|exec|eval|compile|globals|locals|vars|getattr|setattr|delattr|modules|displayhook|excepthook|settrace|setprofile)\b"
    r"|__|\.\s*+\w++\s*+(?:[-+*/%&|^@<>:]{0,3}+=(?!=)|,[^()\n]*=)|;[ \t]*(?:import|from)\b",
    re.ASCII,
)
_MAIN = re.compile(r"__(?:name|main)__")


def is_plain(source: str) -> bool:
    """Whether a program reads and prints by sys alone and, as far as its text tells, changes nothing that outlives its run."""
    imported = [name.split()[0].split(".")[0] for found in _IMPORT.findall(source) for name in _modules(found)]
    return _HARMLESS.issuperset(imported) and not _UNUSUAL.search(_MAIN.sub("", source))


def _modules(text: str) -> list[str]:
    """What stands behind `import` or `from`: `a as b, c`, or `a import b, c`."""
    return [text] if " import " in text else [part or "?" for part in map(str.strip, text.split(","))]


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


class _Groups(Sequence[list[list[str]]]):
    """What the program is called with, in turn: few inputs, the others, the large one, which is made when it is asked for."""

    def __init__(self, problem: "StdinProgram") -> None:
        tried = tests(problem)
        self.problem = problem
        self.small = [group for group in (tried[:FEW], tried[FEW:]) if group]

    def cases(self, number: int) -> list[Case]:
        return self.small[number] if number < len(self.small) else [large_test(self.problem)]

    def __len__(self) -> int:
        return len(self.small) + self.problem.large

    def __getitem__(self, number: Any) -> Any:
        if number >= len(self):
            raise IndexError(number)
        return [[text for text, _ in self.cases(number)]]


@lru_cache(maxsize=1024)
def judged(problem: "StdinProgram", source: str) -> Verdict:
    """Raises SandboxError where programs cannot be run."""
    groups, plain = _Groups(problem), is_plain(source)
    failing: list[tuple[int, Case, str]] = []

    def fails(number: int, found: Outcome) -> bool:
        cases = groups.cases(number)
        outputs = found.value if found.ok and isinstance(found.value, list) else []
        for place, case in enumerate(cases):
            reason = _reason(outputs[place], case, problem.gives) if place < len(outputs) else "unknown"
            if reason == "unknown" and found.kind == "timeout" and number == len(groups.small):
                reason = "slow"
            if reason:
                failing.append((number, case, reason))
                return True
        return False

    _sandbox.call(_ONE_AFTER_ANOTHER.format(source=source, error=_ERROR), "_on_all_inputs", groups, fails)
    last, case, reason = failing[0] if failing else (len(groups) - 1, groups.cases(len(groups) - 1)[-1], "")
    if plain and reason != "unknown":
        return refuse(reason) if reason else ACCEPT
    if last < len(groups.small) and reason:
        for one in [case, *tests(problem)] if len(groups.small) > 1 else [case]:
            verdict = _one(problem, source, one)
            if not verdict:
                return verdict
        case = large_test(problem) if problem.large else case
    return _one(problem, source, case, "slow" if problem.large else "error")


def _reason(output: object, case: Case, kind: str) -> str:
    """Why an output is none that is asked for; nothing for a right one."""
    if output == _ERROR:
        return "error"
    if not isinstance(output, list) or len(output) != 1 or not isinstance(output[0], str):
        return "unknown"
    return "" if same_output(output[0], case[1], kind) else "value"


def _one(problem: "StdinProgram", source: str, case: Case, late: str = "error") -> Verdict:
    """late: the reason where a run takes too long, or more memory than there is."""
    found: Outcome = _sandbox.run(source, case[0])
    if found.ok:
        return ACCEPT if same_output(found.value, case[1], problem.gives) else refuse("value")
    return refuse(late if found.kind in ("timeout", "memory") else "error")
