"""Program state: what a variable holds at some moment of a run, or how often a line is executed.

Refused for the first of: format (not one value of the right type, written as in Python), value (another value)."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from synth.schemas.problem import kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.parsers import literals
from synth.verifiers.simulation import _calls, _states
from synth.verifiers.simulation._states import State

__all__ = ["EXAMPLES", "TRACE_FORMAT", "ProgramState", "answer", "asked", "proven", "states", "verify", "verify_trace"]

TRACE_FORMAT = _states.trace_format(
    en="One line is due each time a statement changes a variable, variables of loops and of called functions included, up to the moment "
    "that is asked about, or to the end. It gives the number of the line in the program (L4) and the variable with its new value.",
    zh="每当一条语句改变了变量（包括循环变量和被调用函数里的变量），就写一行，直到所问的时刻或运行结束；写出该语句在程序中的行号（L4）和变量的新值。",
    example=(State((("acc", "0"),), "L2"), State((("i", "0"), ("x", "5")), "L4"), State((("out", "[5, 2]"),), "L7")),
)


class ProgramState(_calls.Call, frozen=True):
    """A call, and what is asked about its run."""

    ask: Literal["value", "count"]
    """The value of a variable right after a line, which changes it, was executed for some time; how often a line is executed."""
    line: Annotated[int, Meta(ge=1, le=90)]
    """From 1: `7`."""
    times: Annotated[int, Meta(ge=0, le=300)]
    """The time that is meant, from 1: `3`; 0 where the times are asked for."""
    variable: Annotated[str, Meta(pattern=r"\A[a-z_]{0,20}\Z")]
    """`total`; nothing where the times are asked for."""

    def __post_init__(self) -> None:
        if (self.ask == "value") != bool(self.variable) or (self.ask == "value") != bool(self.times):
            raise ValueError("a variable and a time where a value is asked for")
        if not literals.readable(answer(self)):
            raise ValueError("the line does not change the variable so often")


@kept
def asked(problem: ProgramState) -> int:
    """The number of the events up to the one that is asked about; all of them where there is none."""
    events = _calls.events(problem)
    if problem.ask == "value":
        met = 0
        for place, (line, name, _) in enumerate(events, 1):
            met += line == problem.line and name == problem.variable
            if met == problem.times:
                return place
    return len(events)


@kept
def answer(problem: ProgramState) -> Any:
    """The value, or the number of times."""
    events = _calls.events(problem)
    if problem.ask == "count":
        return sum(line == problem.line for line, _, _ in events)
    values = [value for line, name, value in events if line == problem.line and name == problem.variable]
    return literals.parse(values[problem.times - 1] if problem.times <= len(values) else "")


@kept
def states(problem: ProgramState) -> tuple[State, ...]:
    """What each change of a variable leaves, up to the moment that is asked about."""
    return _calls.states(_calls.events(problem)[: asked(problem)], numbered=True)


def verify(problem: ProgramState, answer_text: str) -> Verdict:
    if problem.ask == "count" and len(answer_text) < literals.MAX_LENGTH:
        answer_text = answer_text.strip().removesuffix(".").removesuffix(" times")
    right = literals.same(answer_text, answer(problem))
    if right is None:
        return refuse("format")
    return ACCEPT if right else refuse("value")


def verify_trace(problem: ProgramState, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT; its reasons stand in `_states.judge`."""
    return _states.judge(problem, completion, verify, states(problem))


def proven(problem: ProgramState, completion: str) -> Proven:
    """How much of the run is told; see `synth.verifiers.score_steps`."""
    return _states.proven(completion, states(problem))


_PROGRAM = (
    "def f(items, k):\n    t = 0\n    out = []\n    for x in items:\n        if x > k:\n            t += x\n            out.insert(0, t)\n"
    "    return t\n"
)
_TOTAL = ProgramState(_PROGRAM, "f", "[3, 8, 5, 9], 4", "value", 6, 2, "t")
_LIST = ProgramState(_PROGRAM, "f", "[3, 8, 5, 9], 4", "value", 7, 2, "out")
_COUNT = ProgramState(_PROGRAM, "f", "[3, 8, 5, 9], 4", "count", 7, 0, "")

EXAMPLES = (
    (_TOTAL, "13", ""),
    (_TOTAL, "t = 13", ""),
    (_TOTAL, "The value is 13.", ""),
    (_TOTAL, "`13`", ""),
    (_LIST, "[13, 8]", ""),
    (_LIST, "```\n[13,8]\n```", ""),
    (_LIST, "out = [13, 8]", ""),
    (_COUNT, "3", ""),
    (_COUNT, "3 times", ""),
    (_TOTAL, "t: 13", ""),
    (_TOTAL, "`t = 13`", ""),
    (_TOTAL, "The value of `t` is 13.", ""),
    (_TOTAL, "t is not 13", "format"),
    (_TOTAL, "", "format"),
    (_TOTAL, "8", "value"),
    (_TOTAL, "22", "value"),
    (_TOTAL, "0", "value"),
    (_TOTAL, "8, 13, 22", "format"),
    (_TOTAL, "13 or 22", "format"),
    (_LIST, "[8, 13]", "value"),
    (_LIST, "13, 8", "format"),
    (_COUNT, "4", "value"),
    (_TOTAL, "答案是 13。", ""),
    (_TOTAL, "t 的值是 13", ""),
    (_TOTAL, "此时 t = 13", ""),
    (_LIST, "out 等于 [13, 8]", ""),
    (_TOTAL, "t 的值不是 13", "format"),
    (_TOTAL, "结果：１３", ""),
    (_LIST, "结果是：[13, 8]", ""),
    (_COUNT, "3 次", ""),
    (_COUNT, "答案是 3 次。", ""),
    (_TOTAL, "答案是 22。", "value"),
    (_LIST, "结果是：[8, 13]", "value"),
    (_COUNT, "4 次", "value"),
)
