"""Predict the output: the value that a call of a short program returns.

Refused for the first of: format (not one value of the right type, written as in Python), value (another value)."""

from typing import Any

from synth.schemas.problem import kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.parsers import literals
from synth.verifiers.simulation import _calls, _states
from synth.verifiers.simulation._states import State

__all__ = ["EXAMPLES", "TRACE_FORMAT", "PredictOutput", "answer", "proven", "states", "verify", "verify_trace"]

TRACE_FORMAT = _states.trace_format(
    en="One line is due each time a statement changes a variable, variables of loops and of called functions included; it gives the "
    "variable with its new value. Statements that change no variable have no line.",
    zh="每当一条语句改变了变量（包括循环变量和被调用函数里的变量），就写一行，给出该变量的新值；不改变变量的语句不用写。",
    example=(State((("acc", "0"),)), State((("i", "0"), ("x", "5"))), State((("out", "[5, 2]"),))),
)


class PredictOutput(_calls.Call, frozen=True):
    """A call whose value is asked for."""


@kept
def answer(problem: PredictOutput) -> Any:
    """The value that is returned."""
    return _calls.value(problem)


@kept
def states(problem: PredictOutput) -> tuple[State, ...]:
    """What each change of a variable leaves, in order."""
    return _calls.states(_calls.events(problem))


def verify(problem: PredictOutput, answer_text: str) -> Verdict:
    right = literals.same(answer_text, answer(problem))
    if right is None:
        return refuse("format")
    return ACCEPT if right else refuse("value")


def verify_trace(problem: PredictOutput, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT; its reasons stand in `_states.judge`."""
    return _states.judge(problem, completion, verify, states(problem))


def proven(problem: PredictOutput, completion: str) -> Proven:
    """How much of the run is told; see `synth.verifiers.score_steps`."""
    return _states.proven(completion, states(problem))


_SUM = PredictOutput(
    "def f(items, k):\n    t = 0\n    for x in items:\n        if x > k:\n            t += x\n    return t\n", "f", "[3, 8, 5], 4"
)
_LIST = PredictOutput(
    "def f(items):\n    out = []\n    for x in items:\n        out.insert(0, x % 3)\n    return out\n", "f", "[3, 8, 5, 7]"
)
_TEXT = PredictOutput("def f(word):\n    t = ''\n    for c in word:\n        t = c + t + '-'\n    return t\n", "f", "'abc'")
_TABLE = PredictOutput(
    "def f(items):\n    d = {}\n    n = 0\n    for x in items:\n        d[x] = d.get(x, 0) + 1\n        n -= x\n    return d, n\n",
    "f",
    "[2, 9, 2]",
)

EXAMPLES = (
    (_SUM, "13", ""),
    (_SUM, "The function returns: 13", ""),
    (_SUM, "Returned value: 13", ""),
    (_SUM, "The program prints 13", ""),
    (_SUM, "return 13", ""),
    (_SUM, "The function returns 13 or 16", "format"),
    (_SUM, "never returns 13", "format"),
    (_SUM, "The answer is 13.", ""),
    (_SUM, "`13`", ""),
    (_SUM, "f([3, 8, 5], 4) = 13", ""),
    (_LIST, "[1, 2, 2, 0]", ""),
    (_LIST, "```python\n[1,2,2,0]\n```", ""),
    (_LIST, "returns [1, 2, 2, 0]", ""),
    (_TEXT, "'cba---'", ""),
    (_TEXT, '"cba---"', ""),
    (_TEXT, "cba---", ""),
    (_TABLE, "({2: 2, 9: 1}, -13)", ""),
    (_TABLE, "{9: 1, 2: 2}, -13", ""),
    (_SUM, "", "format"),
    (_SUM, "16", "value"),
    (_SUM, "0", "value"),
    (_SUM, "[1, 3]", "format"),
    (_SUM, "13 or 16", "format"),
    (_SUM, "3 + 8", "format"),
    (_LIST, "[0, 2, 2, 1]", "value"),
    (_LIST, "[1, 2, 2, '0']", "value"),
    (_LIST, "(1, 2, 2, 0)", "format"),
    (_LIST, "None", "format"),
    (_TEXT, "'abc---'", "value"),
    (_TEXT, "a string", "value"),
    (_TABLE, "({2: 1, 9: 1}, -13)", "value"),
    (_TABLE, "{2: 2, 9: 1}", "format"),
    (_SUM, "答案是 13。", ""),
    (_SUM, "返回值是 13", ""),
    (_LIST, "结果是：[1, 2, 2, 0]", ""),
    (_LIST, "最终答案：［1，2，2，0］", ""),
    (_TABLE, "输出为 ({2: 2, 9: 1}, -13)", ""),
    (_TEXT, "答案：“cba---”", ""),
    (_SUM, "答案是 16。", "value"),
    (_LIST, "结果是：[0, 1, 2, 2]", "value"),
    (_LIST, "返回一个列表", "format"),
)
