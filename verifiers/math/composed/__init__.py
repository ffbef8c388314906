"""Composed: questions in a chain, in which the answer of each one is a number of the next; the last answer is asked for.

Refused for the first of: format (not one rational number), value (another number)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.math._route import Route, Value
from synth.verifiers.math.composed.kinds import KINDS, LOOSE, Name, within
from synth.verifiers.parsers import mathematics

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Composed", "Link", "Stage", "answer", "proven", "verify", "verify_trace"]

LETTERS = "ABCDEF"
"""What the answers are called."""
MADE = "rstuvwkhlm"
"""And what is made of them before they go on."""
LARGEST = 10**7
"""Neither numerator nor denominator of an answer is larger."""
PROSE = 8
"""Lines that a derivation may put between the inputs of a stage and its answer, beside those of our own route."""


class Link(Frozen, frozen=True):
    """An input of a stage: an earlier answer, or what is made of it; numerator plus denominator where that is a fraction."""

    stage: Annotated[int, Meta(ge=-1, le=4)]
    """Whose answer, from 0; -1 for none."""
    modulus: Annotated[int, Meta(ge=0, le=200)]
    """Only the remainder by it counts; 0 for the whole number."""
    plus: Annotated[int, Meta(ge=0, le=9_999)]
    """What is added then; the input itself where there is no stage."""


class Stage(Frozen, frozen=True):
    kind: Name
    """What is asked; see KINDS."""
    numbers: Annotated[tuple[Annotated[int, Meta(ge=-99, le=999)], ...], Meta(max_length=8)]
    inputs: Annotated[tuple[Link, ...], Meta(min_length=1, max_length=2)]


class Step(NamedTuple):
    """A stage worked out."""

    links: tuple[tuple[Value, ...], ...]
    """For each input what it rests on: the earlier answer or the sum made of it; nothing for a number that is given."""
    names: tuple[str, ...]
    """What each input is called: a number, an answer's letter, or the letter of what is made of one."""
    inputs: tuple[int, ...]
    value: Value
    way: Route


class Composed(Problem, frozen=True):
    stages: Annotated[tuple[Stage, ...], Meta(min_length=2, max_length=6)]

    def __post_init__(self) -> None:
        for place, stage in enumerate(self.stages):
            if any(link.stage >= place for link in stage.inputs):
                raise ValueError("a stage takes answers of earlier ones")
        steps(self.stages)


def linked(link: Link, before: Sequence[Value], way: Route, name: str) -> int:
    """The value of an input; what is worked out for it is written as equations."""
    if link.stage < 0:
        return link.plus
    value = before[link.stage]
    if value <= 0:
        raise ValueError("answers that go on are positive")
    if value.denominator > 1:
        text = f"{value.numerator} + {value.denominator}"
        value = way.work(f"{name}'" if link.modulus or link.plus else name, text, value.numerator + value.denominator)
    if link.modulus or link.plus:
        new = value % link.modulus if link.modulus else value
        text = f"{value} mod {link.modulus}" if link.modulus else f"{value}"
        value = way.work(name, f"{text} + {link.plus}" if link.plus else text, new + link.plus, (value,))
    return int(value)


def worked(stage: Stage, before: Sequence[Value], name: str = "X", letters: str = MADE) -> Step:
    """A stage by the answers before it. ValueError where a number is out of bounds or there is no answer. letters: left for what is made
    of answers."""
    kind, way = KINDS[stage.kind], Route()
    inputs, rests, names, free = [], [], list[str](), list(letters)
    for link in stage.inputs:
        known = len(way.equations)
        inputs.append(linked(link, before, way, free[0]))
        as_it_stands = str(link.plus) if link.stage < 0 else LETTERS[link.stage]
        names.append(as_it_stands if len(way.equations) == known else free.pop(0))
        value = before[link.stage] if link.stage >= 0 else 0
        rests.append((value.numerator + value.denominator if value.denominator > 1 else value,) if link.stage >= 0 else ())
    if not within(stage.numbers, kind.numbers) or not within(inputs, kind.inputs):
        raise ValueError("numbers and inputs keep the bounds of their kind")
    value = kind.route(way, name, stage.numbers, tuple(inputs))
    value = int(value) if value.denominator == 1 else value
    if max(abs(value.numerator), value.denominator) > LARGEST:
        raise ValueError("an answer is too large")
    return Step(tuple(rests), tuple(names), tuple(inputs), value, way)


@lru_cache(maxsize=512)
def steps(stages: tuple[Stage, ...]) -> tuple[Step, ...]:
    """All stages worked out."""
    found, letters = list[Step](), MADE
    for stage, name in zip(stages, LETTERS, strict=False):
        found.append(worked(stage, [step.value for step in found], name, letters))
        letters = letters[sum(called in letters for called in found[-1].names) :]
    return tuple(found)


@kept
def answer(problem: Composed) -> Value:
    """Of the last stage."""
    return steps(problem.stages)[-1].value


@kept
def given(problem: Composed) -> frozenset[Value]:
    """The numbers of the problem."""
    links = [n for s in problem.stages for link in s.inputs for n in (link.modulus, link.plus)]
    return frozenset((*links, *(n for s in problem.stages for n in s.numbers)))


@kept
def ways(problem: Composed) -> list[list[Milestone]]:
    """The answer of each stage, from the answers that it takes: how a stage is solved is left open."""
    found = list[Milestone]()
    before = list[Step]()
    for stage, step in zip(problem.stages, steps(problem.stages), strict=True):
        sums = {value for rest in step.links for value in rest} - {one.value for one in before}
        found += [Milestone(value, ()) for value in sums]
        needs = tuple({value for rest in step.links for value in rest})
        if stage.kind == "divisors":
            found.append(Milestone(step.way.equations[-2].value, needs))
        needs = step.way.equations[-1].needs if stage.kind in LOOSE else needs
        found.append(Milestone(step.value, needs, len(step.way.equations) + PROSE))
        before.append(step)
    return [found]


def verify(problem: Composed, answer_text: str) -> Verdict:
    read = mathematics.rational(answer_text)
    if read is None:
        return refuse("format")
    return ACCEPT if read == answer(problem) else refuse("value")


def verify_trace(problem: Composed, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: Composed, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, given(problem), ways(problem))


def _fixed(number: int) -> Link:
    return Link(-1, 0, number)


_WHOLE = Composed(
    (
        Stage("shares", (3, 1), (_fixed(12),)),  # C(11, 2) = 55
        Stage("term", (2, 1, 1, 3, 3), (Link(0, 0, 0),)),  # 2, 55, 60, 118
        Stage("takings", (3,), (Link(1, 0, 0),)),  # 20 * 58 = 1160
    )
)
_FRACTION = Composed(
    (
        Stage("multiples", (2, 5), (_fixed(49),)),  # 24 + 9 - 4 = 29
        Stage("urn", (2, 1), (Link(0, 13, 4), _fixed(5))),  # 7 red, 5 blue: 35/66
        Stage("integral", (2, 3), (Link(1, 17, 4), _fixed(1))),  # 101 mod 17 + 4 = 20: 17800/3 - 13/6
    )
)

EXAMPLES = (
    (_WHOLE, "1160", ""),
    (_WHOLE, "C = 1160", ""),
    (_WHOLE, "1,160", ""),
    (_WHOLE, r"$\boxed{1160}$", ""),
    (_WHOLE, "The answer is 1160.", ""),
    (_FRACTION, "35587/6", ""),
    (_FRACTION, r"\frac{35587}{6}", ""),
    (_FRACTION, "71174/12", ""),
    (_WHOLE, "", "format"),
    (_WHOLE, "A = 55, B = 118, C = 1160", "format"),
    (_WHOLE, "55", "value"),
    (_WHOLE, "118", "value"),
    (_WHOLE, "1159", "value"),
    (_FRACTION, "35/66", "value"),
    (_FRACTION, "5931.17", "value"),
    (_FRACTION, "5933", "value"),
    (_WHOLE, "答案是 1160。", ""),
    (_WHOLE, "C = 1160。", ""),
    (_FRACTION, "答案：35587/6", ""),
    (_FRACTION, "结果为 35587/6。", ""),
    (_WHOLE, "最终结果是 1160", ""),
    (_WHOLE, "结果是 1160。", ""),
    (_WHOLE, "答案是 118。", "value"),
    (_FRACTION, "答案约为 5931.2", "value"),
    (_FRACTION, "大约六千", "format"),
)
