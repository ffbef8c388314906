"""First difference: a program of predict_output and the same with one line changed, as by a slip of the pen, which tells late in the run.

Effort is the number of the step at which the runs first differ."""

import operator
import re
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Annotated, Any

from msgspec import Meta

from synth.generators.simulation import _naming, _programs
from synth.generators.simulation._programs import Drawn
from synth.generators.simulation._writer import Style
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation import _calls, _states
from synth.verifiers.simulation._interpreter import Event, Failed, Mark, Program, ProgramError, Seen, Stopped, program, remembered
from synth.verifiers.simulation.first_difference import FirstDifference, answer, differ, states, verify

INPUTS, SLIPS = 10, 4
COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "%": operator.mod,
}
SIGNS = {"<": "<=", ">": ">=", "<=": "<", ">=": ">"}
_EQUALS = re.compile(r" == (\d+)")
_POPS = re.compile(r"(\w+) \+= \w+\.pop\(0?\)")
_SITE = re.compile(r"\)? (<=|>=|<|>|==|!=|%) (\d*)")


class Knobs(Style, frozen=True):
    late: tuple[Annotated[int, Meta(ge=3, le=80)], Annotated[int, Meta(ge=6, le=120)]]
    """First and last step at which the runs may first differ."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.late[0] + 2 > self.late[1]:
            raise ValueError("late goes from first to last, at least 2 apart")


LEVELS = (
    Knobs(1, 1, 1, 0, 1, (12, 36), (4, 8)),
    Knobs(2, 1, 1, 0, 2, (20, 44), (6, 10)),
    Knobs(2, 1, 1, 1, 2, (25, 60), (8, 14)),
    Knobs(2, 2, 1, 1, 3, (30, 75), (11, 18)),
    Knobs(2, 2, 1, 1, 4, (35, 90), (14, 24)),
    Knobs(3, 2, 1, 1, 4, (45, 110), (18, 30)),
    Knobs(3, 2, 2, 2, 4, (60, 130), (23, 37)),
    Knobs(3, 3, 2, 2, 4, (75, 160), (29, 45)),
    Knobs(3, 3, 2, 2, 4, (90, 180), (36, 54)),
    Knobs(3, 3, 2, 2, 4, (110, 210), (44, 66)),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for made in _programs.written(rng, knobs):
        parts = _programs.returned(made, list(_programs.columns(made)))
        text = made.draft.text(_programs.expression(made, parts))
        if not parts or text.count("\n") > _programs.MOST_LINES:
            continue
        code = remembered(text, Program(text))
        for run in filter(partial(_programs.fits, made, parts=parts), made.seen.fitting[:INPUTS]):
            seen: list[Seen] = []
            code.measured(made.writer.entry, made.arguments(run), _calls.STEPS, watch=seen)
            if (slips := _slips(rng, text, code, seen, *knobs.late)) and (found := _programs.called(made, run, parts, text, code)):
                for line, changed in slips:
                    if sample := _sample(found, line, changed, *knobs.late):
                        return sample
    raise Discard("no slip that tells late")


def _sample(found: Drawn, line: int, changed: str, first: int, last: int) -> Sample | None:
    """The question about a changed line, if the runs first differ in time, by values that are read easily."""
    step = _differ(found, line, changed, last)
    if step < first:
        return None
    try:
        problem = FirstDifference(found.text, found.entry, _programs.shown(found.arguments), line, changed)
    except ValueError:
        return None
    value = answer(problem)
    right = ", ".join(map(repr, value))
    if len(right) > 2 * _programs.LONGEST:
        return None
    shown = states(problem)
    wrong = f"{step + 1}, {value[1]!r}, {value[2]!r}"
    rejected = _states.answered(_naming.slipped(shown), wrong)
    return Sample(problem, right, effort=float(step), trace=_states.written(shown), rejected=rejected)


def _slips(rng: Random, made: str, code: Program, seen: list[Seen], first: int, last: int) -> list[tuple[int, str]]:
    """Lines with one sign or number exchanged, where that gives something else from some step in time on, and not the first time."""
    sites: dict[tuple[Mark, int], list[tuple[Any, Any, int]]] = {}
    for mark, column, left, right, changes, _ in seen:
        sites.setdefault((mark, column), []).append((left, right, changes))
    lines, slips = made.split("\n"), []
    for (mark, column), met in sites.items():
        if not met[-1][2] >= first - 2 or not isinstance(met[0][1], int):
            continue
        line, indent = code.place(mark)
        text = lines[line - 1]
        site = _SITE.match(text, indent + column)
        if not site:
            continue
        rest = _EQUALS.match(text, site.end())
        for sign, number in _exchanged(site[1], site[2]):
            if sign == "%" and rest and number is not None and int(rest[1]) >= number:
                continue  # a remainder that is never that number
            if first - 2 <= _tells(met, site[1], sign, number) < last:
                slips.append((line, f"{text[: site.start(1)]}{sign} {site[2] if number is None else number}{text[site.end() :]}"))
    return rng.sample(slips, min(SLIPS, len(slips)))


def _exchanged(sign: str, number: str) -> Iterator[tuple[str, int | None]]:
    """Another sign, or another number behind it."""
    if sign in SIGNS:
        yield SIGNS[sign], None
    if number and sign not in ("==", "!="):
        yield sign, int(number) + 1
        if int(number) > 2:
            yield sign, int(number) - 1


def _tells(met: list[tuple[Any, Any, int]], old: str, sign: str, number: int | None) -> int:
    """The changes of variables before the exchange first gives something else; -1 where it never does, or the first time."""
    new, before = COMPARED[sign], COMPARED[old]
    for place, (left, right, changes) in enumerate(met):
        if new(left, right if number is None else number) != before(left, right):
            return changes if place else -1
    return -1


def _differ(found: Drawn, line: int, changed: str, last: int) -> int:
    """The first step of B that is another than that of A, when it comes in time and is one that can be asked for; else 0."""
    lines = found.text.split("\n")
    lines[line - 1] = changed
    text = "\n".join(lines)
    try:
        code = program(found.text).exchanged({line: changed})
        events: list[Event] = []
        value = code.run(found.entry, _programs.copied(found.arguments), _calls.STEPS, events)
    except (ProgramError, Stopped, Failed):
        return 0
    told = differ(found.events, events, last)
    if told is None or len(told[1]) + len(told[2]) > 2 or told[1][0][1] == told[2][0][1]:
        return 0
    remembered(text, code)
    _calls.remember(text, found.entry, _programs.shown(found.arguments), (value, tuple(events)))
    return told[0]


def prompt_variables(problem: FirstDifference, rng: Random) -> dict[str, object]:
    lines = problem.program.rstrip().split("\n")
    _, left, right = answer(problem)
    low = 100 + rng.randint(1, 90)
    pops = _POPS.search(problem.program)
    return {
        "program": "\n".join(f"{n:>2} | {line}".rstrip() for n, line in enumerate(lines, 1)),
        "line": problem.line,
        "changed": f"{problem.line:>2} | {problem.changed}",
        "call": f"{problem.entry}({problem.arguments})",
        "pops": pops[0] if pops else "",
        "popped": pops[1] if pops else "",
        "example": f"{low}, {_programs.EXAMPLES[type(left)][0]}, {_programs.EXAMPLES[type(right)][1]}",
    }


def corrupt(problem: FirstDifference, given: str, rng: Random) -> str:
    """Another step, or the values the other way round."""
    step, left, right = answer(problem)
    if rng.random() < 0.5:
        return f"{step}, {right!r}, {left!r}"
    return f"{step + rng.choice((-1, 1, 2))}, {left!r}, {right!r}"


def canonical(problem: FirstDifference) -> Any:
    """Names, comments and blank lines do not make other programs."""
    before = problem.program.split("\n")[: problem.line - 1]
    line = problem.line - sum(not text.strip() or text.lstrip().startswith("#") for text in before)
    return [_naming.nameless(f"{problem.program}\n{problem.changed}"), problem.arguments, line]


TASK = Task(
    __name__,
    version=6,
    problem=FirstDifference,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    corrupt=corrupt,
    guess_rate=0.02,
    capacity=(20_000,) * 10,
    unique=True,
    canonical=canonical,
)
