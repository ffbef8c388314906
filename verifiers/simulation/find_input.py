"""Find an input: a list with which a call of a short program returns the wanted value; any list that does is right.

Refused for the first of: format (not one list of whole numbers, written as in Python), length (not as many numbers as asked for), range (a
number below the least or above the greatest allowed), value (the call returns something else, or raises an exception)."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import literals
from synth.verifiers.simulation import _calls
from synth.verifiers.simulation._interpreter import Failed, Stopped, program


class FindInput(Problem, frozen=True):
    program: _calls.Text
    """Functions, as Python text."""
    entry: _calls.Name
    """The function that is called with the list first: `solve`."""
    length: Annotated[int, Meta(ge=2, le=14)]
    """Numbers in the list: `5`."""
    low: Annotated[int, Meta(ge=-99, le=99)]
    """The least number allowed: `1`."""
    high: Annotated[int, Meta(ge=-99, le=99)]
    """The greatest number allowed: `20`."""
    others: Annotated[str, Meta(min_length=1, max_length=60)]
    """What it is called with behind the list, as in the call: `4`."""
    target: Annotated[str, Meta(min_length=1, max_length=120)]
    """The value that is wanted, as Python shows it: `[3, 5]`."""

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError("low lies below high")
        functions = program(self.program).functions
        if self.entry not in functions or len(functions[self.entry][0]) != 1 + len(_calls.read(self.others)):
            raise ValueError("there is no such function, or it takes other arguments")
        if not literals.readable(literals.parse(self.target)):
            raise ValueError("the target is a value of Python")


def returned(problem: FindInput, numbers: list[int]) -> object:
    """What the call returns for a list; what equals nothing where it raises or takes too long."""
    try:
        return program(problem.program).run(problem.entry, [list(numbers), *_calls.read(problem.others)], _calls.STEPS)
    except (Stopped, Failed):
        return object()


def verify(problem: FindInput, answer: str) -> Verdict:
    numbers = literals.numbers(answer)
    if numbers is None:
        return refuse("format")
    if len(numbers) != problem.length:
        return refuse("length")
    if not all(problem.low <= number <= problem.high for number in numbers):
        return refuse("range")
    return ACCEPT if literals.equal(returned(problem, numbers), literals.parse(problem.target)) else refuse("value")


_PROGRAM = (
    "def f(items, k):\n    t = 0\n    for x in items:\n        if x > k:\n            t += x\n"
    "        else:\n            t -= 1\n    return t\n"
)
_SUM = FindInput(_PROGRAM, "f", 3, 1, 9, "4", "12")
_LIST = FindInput(
    "def f(items, k):\n    out = []\n    for x in items:\n        out.append(k // x)\n    return out\n", "f", 3, 0, 9, "9", "[9, 4, 1]"
)
_NOTHING = FindInput("def f(items, k):\n    return items[k]\n", "f", 2, 1, 9, "9", "None")  # every call raises

EXAMPLES = (
    (_SUM, "[6, 7, 3]", ""),
    (_SUM, "[8, 1, 5]", ""),
    (_SUM, "[8,1,5]", ""),
    (_SUM, "One such list is [8, 1, 5].", ""),
    (_SUM, "Input: [8, 1, 5]", ""),
    (_SUM, "items: [8, 1, 5]", ""),
    (_SUM, "8 1 5", ""),
    (_SUM, "一个满足要求的列表是 [8, 1, 5]", ""),
    (_SUM, "列表：[8, 1, 5]", ""),
    (_SUM, "items = [8, 1, 5]", ""),
    (_SUM, "```python\n[8, 1, 5]\n```", ""),
    (_SUM, "The answer is [8, 1, 5].", ""),
    (_SUM, "8, 1, 5", ""),
    (_SUM, "(8, 1, 5)", ""),
    (_LIST, "[1, 2, 5]", ""),
    (_LIST, "[1, 2, 9]", ""),
    (_SUM, "", "format"),
    (_SUM, "12", "format"),
    (_SUM, "[8, 1, '5']", "format"),
    (_SUM, "[8, 1, 5] or [6, 7, 3]", "format"),
    (_SUM, "[x for x in (8, 1, 5)]", "format"),
    (_SUM, "[8, 1, 5.0]", "format"),
    (_SUM, "[12]", "length"),
    (_SUM, "[8, 1, 1, 6]", "length"),
    (_SUM, "[12, 1, 1]", "range"),
    (_SUM, "[0, 8, 5]", "range"),
    (_SUM, "[1, 1, 1]", "value"),
    (_SUM, "[4, 4, 4]", "value"),
    (_LIST, "[1, 2, 0]", "value"),
    (_NOTHING, "[1, 2]", "value"),
    (_SUM, "答案是 [8, 1, 5]。", ""),
    (_SUM, "答案：［8，1，5］", ""),
    (_SUM, "结果是：[6, 7, 3]", ""),
    (_LIST, "最终答案为 [1, 2, 5]", ""),
    (_LIST, "所以答案是：[1, 2, 6]。", ""),
    (_SUM, "答案是 [1, 1, 1]。", "value"),
    (_SUM, "答案是 12。", "format"),
    (_LIST, "无解", "format"),
)
