"""A smallest failing input: a list for which a function does not return what its contract says, with no more numbers than the shortest
such list.

Refused for the first of: format (not one list of whole numbers, written as in Python), length (empty, or longer than allowed), range (a
number below the least or above the greatest allowed), value (the function returns what the contract says), size (it fails, and a shorter
list does too)."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code import _lists
from synth.verifiers.code._measures import Condition, Contract, Measure, Test
from synth.verifiers.parsers import literals

__all__ = ["EXAMPLES", "SmallestFailingInput", "verify"]


class SmallestFailingInput(_lists.Lists, frozen=True):
    """length: words the prompt, for what is short enough is never too long."""

    contract: Contract
    """What the function is to return."""
    least: Annotated[int, Meta(ge=1, le=9)]
    """Numbers in the shortest list for which it returns something else: `3`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.least > self.length:
            raise ValueError("the shortest list is an allowed one")


def verify(problem: SmallestFailingInput, answer: str) -> Verdict:
    numbers = literals.numbers(answer)
    if numbers is None:
        return refuse("format")
    if reason := _lists.broken(problem, numbers):
        return refuse(reason)
    found = _lists.returned(problem.program, problem.entry, numbers)
    if not _lists.differ(found, problem.contract.value(numbers)):
        return refuse("value")
    return ACCEPT if len(numbers) <= problem.least else refuse("size")


_LATE = """\
def check(data):
    best = 0
    run = 0
    for v in data:
        if v > 4:
            run += 1
        else:
            best = max(best, run)
            run = 0
    return best == 2
"""
_ENDS = SmallestFailingInput(_LATE, "check", 5, 0, 7, Contract((Condition(Measure("longest", Test("gt", 4)), "is", 2),)), 2)
_COUNT = """\
def total_of(numbers):
    hits = 0
    total = 0
    for n in numbers:
        if n >= 3:
            hits += 1
        total += n
    if hits >= 2:
        return total
    return -1
"""
_SUM = SmallestFailingInput(
    _COUNT,
    "total_of",
    4,
    1,
    6,
    Contract((Condition(Measure("count", Test("gt", 3)), "least", 2),), Measure("places", n=1)),
    2,
)

EXAMPLES = (
    (_ENDS, "[5, 6]", ""),
    (_ENDS, "[7,7]", ""),
    (_ENDS, "(5, 6)", ""),
    (_ENDS, "5, 6", ""),
    (_ENDS, "data = [5, 5]", ""),
    (_ENDS, "```python\n[5, 6]\n```", ""),
    (_ENDS, "The answer is [5, 6].", ""),
    (_ENDS, "The minimal failing list is [5, 6].", ""),
    (_ENDS, "[5, 6] (returns False instead of True)", ""),
    (_ENDS, "[5, 6] (it returns False, should be True)", ""),
    (_ENDS, "[5, 6] (wrong)", "format"),
    (_ENDS, "A smallest example: [5, 6]", ""),
    (_ENDS, "The failing list is not [5, 6]", "format"),
    (_SUM, "[3, 4]", ""),
    (_SUM, "[3, 3]", ""),
    (_SUM, "", "format"),
    (_SUM, "2", "format"),
    (_SUM, "[3, 'x']", "format"),
    (_SUM, "[3, 3] or [3, 4]", "format"),
    (_SUM, "[3.0, 3.0]", "format"),
    (_SUM, "[]", "length"),
    (_SUM, "[3, 1, 1, 1, 3]", "length"),
    (_SUM, "[3, 7]", "range"),
    (_SUM, "[0, 3, 3]", "range"),
    (_SUM, "[4, 4]", "value"),
    (_SUM, "[3]", "value"),
    (_SUM, "[3, 3, 1]", "size"),
    (_SUM, "[3, 3, 1, 1]", "size"),
    (_ENDS, "[0, 0, 0, 5, 6]", "size"),
    (_ENDS, "[0, 5, 6]", "size"),
    (_ENDS, "[5, 6, 7]", "value"),
    (_ENDS, "[5, 6, 0]", "value"),
    (_ENDS, "答案是 [5, 6]。", ""),
    (_ENDS, "答案：［7，7］", ""),
    (_ENDS, "结果是：[5, 5]", ""),
    (_SUM, "最终答案为 [3, 3]", ""),
    (_SUM, "所以答案是：[3, 4]。", ""),
    (_SUM, "答案是 [4, 4]。", "value"),
    (_SUM, "答案是 [3, 3, 1]。", "size"),
    (_ENDS, "函数没有错误", "format"),
)
