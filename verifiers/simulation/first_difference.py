"""First difference: two programs that differ in one line run on the same input; at which step they first differ, and by what values.

Refused for the first of: format (not three values between commas, written as in Python), step (another step), value (another value of
either program at that step)."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from msgspec import Meta

from synth.schemas.problem import kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.parsers import literals
from synth.verifiers.parsers.text import plain
from synth.verifiers.simulation import _calls, _states
from synth.verifiers.simulation._interpreter import Event, exchanged
from synth.verifiers.simulation._states import State

__all__ = ["EXAMPLES", "TRACE_FORMAT", "FirstDifference", "answer", "other", "proven", "states", "verify", "verify_trace"]

Values = tuple[tuple[str, str], ...]
"""Variables with the values that a step gives them."""

TRACE_FORMAT = _states.trace_format(
    en="The steps before the first difference are the same in both programs: write one line for each, with the number of the line of the "
    "program (L4) and the variable with its new value. Then write the step at which they differ, first of A and then of B.",
    zh="第一次出现差别之前，两个程序的各步都相同：每步写一行，给出程序的行号（L4）和变量的新值。"
    "然后写出有差别的那一步，先写 A 的，再写 B 的。",
    example=(
        State((("acc", "0"),), "L2"),
        State((("i", "0"), ("x", "5")), "L4"),
        State((("acc", "5"),), "A L6"),
        State((("acc", "4"),), "B L6"),
    ),
)


class FirstDifference(_calls.Call, frozen=True):
    """program: A."""

    line: Annotated[int, Meta(ge=1, le=90)]
    """The line in which B differs, from 1: `7`."""
    changed: Annotated[str, Meta(min_length=1, max_length=120)]
    """That line in B, with its indentation: `        total += x`."""

    def __post_init__(self) -> None:
        answer(self)  # runs both


def other(problem: FirstDifference) -> str:
    """B."""
    lines = problem.program.split("\n")
    if problem.line > len(lines) or "\n" in problem.changed:
        raise ValueError("there is no such line")
    lines[problem.line - 1] = problem.changed
    return "\n".join(lines)


def _events(problem: FirstDifference) -> Iterator[tuple[Event, ...]]:
    """What A and B execute."""
    return (_calls.run(text, problem.entry, problem.arguments, True)[1] for text in (problem.program, other(problem)))


def steps(problem: FirstDifference, most: int | None = None) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """The changes of variables in A and in B, so many at most."""
    a, b = _events(problem)
    return _calls.states(a, True, most), _calls.states(b, True, most)


def differ(a: Iterable[Event], b: Iterable[Event], last: int = _calls.STEPS) -> tuple[int, Values, Values] | None:
    """The first step up to a last one, from 1, whose changes of variables differ, and these; None where there is none of both runs."""
    for step, (left, right) in enumerate(zip(_calls.changes(a), _calls.changes(b), strict=False), 1):
        if step > last:
            return None
        if left != right:
            return step, left[1], right[1]
    return None


@kept
def answer(problem: FirstDifference) -> tuple[int, Any, Any]:
    """The step, from 1, and the values that it gives in A and in B. Raises ValueError where there is no such step, or it gives several."""
    exchanged(problem.program, {problem.line: problem.changed}, other(problem))  # spares reading what B shares with A
    a, b = _events(problem)
    found = differ(a, b)
    if found is None:
        raise ValueError("no step of both runs differs")
    step, left, right = found
    values = [literals.parse(changed[0][1]) for changed in (left, right)]
    if len(left) + len(right) > 2 or not all(map(literals.readable, values)):
        raise ValueError("the step gives several values")
    return step, values[0], values[1]


@kept
def states(problem: FirstDifference) -> tuple[State, ...]:
    """The steps that both runs share, and the first that they do not, of A and of B."""
    place = answer(problem)[0] - 1
    a, b = steps(problem, place + 1)
    return (*a[:place], a[place]._replace(event=f"A {a[place].event}"), b[place]._replace(event=f"B {b[place].event}"))


_STEP = r"(?:(?:the )?(?:first )?step(?: number)?(?: is)?|第|步骤|步数)?[ :=]*(\d{1,4}) ?步?[ ,;:.\n]++"
_LABELLED = re.compile(
    rf"[ (*-]*{_STEP}[ *-]*+(?:value )?(?:in |of )?(?:program )?A ?(?:[:=]|is|has|gives|的值|中|为|是| )++(\S.{{0,400}}?)"
    r"[,;.\n]++[ *-]*+(?:and )?(?:value )?(?:in |of )?(?:program )?B ?(?:[:=]|is|has|gives|的值|中|为|是| )++(\S.{0,400})",
    re.IGNORECASE | re.DOTALL,
)
"""`step 8, A: 32, B: 20`."""
_LINES = re.compile(r"([^;\n]+)(?:;|\n)([^;\n]+)(?:;|\n)([^;\n]+)")
_NAMED = ("step", "a", "b")


def read(answer_text: str) -> tuple[object, ...] | None:
    """The step and the two values, with or without what each of them is called; None for anything else."""
    plainly = literals.several(answer_text)
    if plainly is not None and len(plainly) == 3:
        return plainly
    text = plain(answer_text[: literals.MAX_LENGTH], None).replace("`", "")
    if len(answer_text) < literals.MAX_LENGTH and (found := _LABELLED.fullmatch(text) or _LINES.fullmatch(text)):
        return tuple(literals.parse(part.strip()) for part in found.groups())
    named = literals.parse(text)
    if isinstance(named, dict) and tuple(str(name).lower() for name in named) == _NAMED:
        return tuple(named.values())
    return literals.several(answer_text.replace("`", ""))


def verify(problem: FirstDifference, answer_text: str) -> Verdict:
    found = read(answer_text)
    if found is None or len(found) != 3 or type(found[0]) is not int:
        return refuse("format")
    step, left, right = answer(problem)
    if found[0] != step:
        return refuse("step")
    return ACCEPT if literals.equal(list(found[1:]), [left, right]) else refuse("value")


def verify_trace(problem: FirstDifference, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT; its reasons stand in `_states.judge`."""
    return _states.judge(problem, completion, verify, states(problem))


def proven(problem: FirstDifference, completion: str) -> Proven:
    """How much of the runs is told; see `synth.verifiers.score_steps`."""
    return _states.proven(completion, states(problem))


_PROGRAM = "def f(items, k):\n    t = 0\n    for x in items:\n        if x > k:\n            t += x\n        t = t * 2\n    return t\n"
_TEST = FirstDifference(_PROGRAM, "f", "[3, 8, 4, 9], 4", 4, "        if x >= k:")
_SUM = FirstDifference(_PROGRAM, "f", "[3, 8, 4, 9], 4", 5, "            t += x - 1")

EXAMPLES = (
    (_TEST, "8, 32, 20", ""),
    (_TEST, "(8, 32, 20)", ""),
    (_TEST, "[8, 32, 20]", ""),
    (_TEST, "`8, 32, 20`", ""),
    (_TEST, "The answer is 8, 32, 20.", ""),
    (_SUM, "5, 8, 7", ""),
    (_SUM, "```\n5, 8, 7\n```", ""),
    (_TEST, "Step 8: A = 32, B = 20", ""),
    (_TEST, "Step: 8\nA: 32\nB: 20", ""),
    (_TEST, "step 8, value in A: 32, value in B: 20", ""),
    (_TEST, "`8`, `32`, `20`", ""),
    (_TEST, "8\n32\n20", ""),
    (_TEST, "8; 32; 20", ""),
    (_TEST, '{"step": 8, "A": 32, "B": 20}', ""),
    (_TEST, "step 8, B: 20, A: 32", "format"),
    (_TEST, "step 8, A: 20, B: 32", "value"),
    (_TEST, "step 8, A: 32 or 20, B: 20", "value"),
    (_TEST, "", "format"),
    (_TEST, "8", "format"),
    (_TEST, "8, 32", "format"),
    (_TEST, "step 8", "format"),
    (_TEST, "8, 32, 20, 40", "format"),
    (_TEST, "7, 4, 4", "step"),
    (_TEST, "1, 0, 0", "step"),
    (_TEST, "8, 20, 32", "value"),
    (_SUM, "5, 8, 8", "value"),
    (_SUM, "5, '8', 7", "value"),
    (_TEST, "答案是 8, 32, 20。", ""),
    (_TEST, "答案：8，32，20", ""),
    (_SUM, "结果是：(5, 8, 7)", ""),
    (_SUM, "最终答案：（5，8，7）", ""),
    (_SUM, "所以答案是 5、8、7。", ""),
    (_SUM, "第 5 步，A：8，B：7", ""),
    (_SUM, "步骤 5，A 的值 8，B 的值 7", ""),
    (_TEST, "答案是 7, 16, 16。", "step"),
    (_SUM, "答案是 5, 7, 8。", "value"),
    (_SUM, "没有差别", "format"),
)
