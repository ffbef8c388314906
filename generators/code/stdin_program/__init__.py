"""Program on standard input: described steps as a contest problem, with the form of input and output; from level 7 on with long inputs, on
which a program that compares each element with each is too slow.

Effort is what there is to think of: the weight of each operation, its key, and the parts of its test; and two for a quick way."""

from contextlib import suppress
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.code import _described, _programs
from synth.generators.code._programs import Drawn, Style
from synth.generators.code.function_from_spec import LEVELS as OTHERS
from synth.generators.code.function_from_spec import Knobs as Described
from synth.generators.code.function_from_spec import style
from synth.generators.code.stdin_program import demand, reading
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code._inputs import FARTHEST, LARGE, inputs
from synth.verifiers.code._language import Step, needs, others, runner
from synth.verifiers.code.stdin_program import MOST_WORK, StdinProgram, verify, work
from synth.verifiers.code.stdin_program.formats import LISTS, Layout, printed, written
from synth.verifiers.code.stdin_program.running import SECONDS

TRIES = 10
LAYOUTS: tuple[Layout, ...] = ("rows", "columns", "head")
FORMS = (
    "```python\nfirst = int(input())\nsecond = int(input())\nprint(first + second)\n```",
    "```python\nimport sys\n\nlines = sys.stdin.read().split()\nprint(len(lines))\n```",
    "```python\ndef main():\n    name = input()\n    print(name.upper())\n\nmain()\n```",
)
"""Answers in the form that is asked for, to no problem."""


class Knobs(Described, frozen=True):
    large: Annotated[bool, Meta()]
    """Whether inputs are so long that the plain way of at least one step is too slow."""


_LONG = ((9, 10), (10, 11), (12, 13), (14, 15))
LEVELS = (
    *[Knobs(one.effort, one.groups, one.joined, False) for one in OTHERS[:6]],
    *[Knobs(effort, one.groups, one.joined, True) for one, effort in zip(OTHERS[6:], _LONG, strict=True)],
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    found = _long(rng, style(knobs)) if knobs.large else _programs.draw(rng, style(knobs))
    _, names = _programs.names(rng, found.start, found.steps)
    layout = rng.choice(LAYOUTS) if found.start != "str" else "rows"
    one_line, cases = rng.random() < 0.5, rng.random() < 0.5
    problem = StdinProgram("solve", names, found.start, found.steps, layout, one_line, cases, knobs.large)
    if problem.gives in ("str", "text") and not all(_shows(problem, steps) for steps in found.wrong):
        raise Discard("a mutant prints the same")
    return Sample(problem, reading.program(problem, problem.steps), effort=float(found.effort + 2 * knobs.large))


def _long(rng: Random, wanted: Style) -> Drawn:
    """A program on long lists of which a step is slow in its plain way, and that takes little work otherwise."""
    long = wanted._replace(starts=("ints",), favoured=demand.COMPARING)
    for _ in range(TRIES):
        with suppress(Discard):
            return _programs.draw(rng, long, _demands)
    raise Discard("no step that is slow")


def _demands(start: str, steps: tuple[Step, ...]) -> bool:
    limit, other = needs(steps)
    kinds = [start, *["int"] * limit, *["ints"] * other]
    return work(steps) <= MOST_WORK and demand.seconds(start, steps, kinds, demand.ENOUGH) > demand.ENOUGH


def _shows(problem: StdinProgram, steps: tuple[Step, ...]) -> bool:
    """Whether a wrong program prints something else: spaces at the end of a line are free."""
    right, wrong = runner(problem.start, problem.steps), runner(problem.start, steps)
    tried = inputs(problem.start, problem.steps, problem.kinds)
    return any(str(right(one[0], *others(one))).rstrip() != str(wrong(one[0], *others(one))).rstrip() for one in tried)


def prompt_variables(problem: StdinProgram, rng: Random) -> dict[str, object]:
    shown = _described.shown(problem)
    groups = [shown] if problem.cases else [[one] for one in shown]
    samples = []
    for group in groups:
        lines = [str(len(group))] if problem.cases else []
        lines += [line for one, _ in group for line in written(one, problem.kinds, problem.layout)]
        output = [line for _, value in group for line in printed(value, problem.gives, problem.one_line)]
        samples.append(("\n".join(lines), "\n".join(output)))
    kinds = [(name, kind) for name, kind in zip(problem.names, problem.kinds, strict=True)]
    lengths = iter(reading.LENGTHS)
    return _described.variables(problem, rng) | {
        "arguments": [{"name": name, "kind": kind, "length": next(lengths) if kind in LISTS else ""} for name, kind in kinds],
        "problem": problem,
        "most": LARGE if problem.large else 100,
        "far": FARTHEST if problem.large else 1000,
        "seconds": SECONDS,
        "samples": samples,
        "form": rng.choice(FORMS),
    }


def corrupt(problem: StdinProgram, answer: str, rng: Random) -> str:
    return _described.nearly(problem, answer, rng, reading.program)


TASK = Task(
    __name__,
    version=6,
    problem=StdinProgram,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(800, 1_200, 5_000, 6_000) + (100_000,) * 6,
    canonical=lambda problem: [*_described.canonical(problem), problem.large],
    corrupt=corrupt,
    prompt_only=("function", "names"),
)
