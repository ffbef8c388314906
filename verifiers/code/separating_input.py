"""A separating input: a list for which two programs that agree on nearly all lists return different values.

Refused for the first of: format (not one list of whole numbers, written as in Python), length (empty, or longer than allowed), range (a
number below the least or above the greatest allowed), value (both programs return the same)."""

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code import _lists
from synth.verifiers.parsers import literals

__all__ = ["EXAMPLES", "SeparatingInput", "verify"]


class SeparatingInput(_lists.Lists, frozen=True):
    other: _lists.Text
    """The other program, with a function of the same name."""

    def __post_init__(self) -> None:
        super().__post_init__()
        _lists.takes_a_list(self.other, self.entry)


def verify(problem: SeparatingInput, answer: str) -> Verdict:
    numbers = literals.numbers(answer)
    if numbers is None:
        return refuse("format")
    if reason := _lists.broken(problem, numbers):
        return refuse(reason)
    a, b = (_lists.returned(text, problem.entry, numbers) for text in (problem.program, problem.other))
    return ACCEPT if _lists.differ(a, b) else refuse("value")


_STRETCH = """\
def check(items):
    run = 0
    best = 0
    for x in items:
        if x > 4:
            run += 1
            best = max(best, run)
        else:
            run = 0
    return best == 2
"""
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
_ENDS = SeparatingInput(_STRETCH, "check", 5, 0, 7, _LATE)
_EQUAL = SeparatingInput(_STRETCH, "check", 4, 1, 8, _STRETCH.replace("x > 4", "x >= 4"))

EXAMPLES = (
    (_ENDS, "[1, 5, 6]", ""),
    (_ENDS, "[5, 5, 0, 5, 5, 5]", "length"),
    (_ENDS, "[6, 5, 0, 7, 7]", "value"),
    (_ENDS, "[6,7]", ""),
    (_ENDS, "data = [0, 7, 7]", ""),
    (_ENDS, "```python\n[0, 7, 7]\n```", ""),
    (_ENDS, "The answer is [0, 7, 7].", ""),
    (_ENDS, "0, 7, 7", ""),
    (_ENDS, "check([0, 7, 7])", ""),
    (_ENDS, "not([0, 7, 7])", "format"),
    (_ENDS, "[0, 7, 7] (the first returns True, the second False)", ""),
    (_ENDS, "[0, 7, 7] (True vs False)", ""),
    (_ENDS, "[0, 7, 7] (not this one)", "format"),
    (_ENDS, "[0, 7, 7] (or 1, 2)", "format"),
    (_ENDS, "[0, 7, 7] (6, 7)", "format"),
    (_ENDS, "[0, 7, 7] (never returns True)", "format"),
    (_ENDS, "[6, 5, 0, 7, 7] (the first returns True, the second False)", "value"),
    (_ENDS, "check([0, 7, 7], 1)", "format"),
    (_EQUAL, "(4, 4)", ""),
    (_EQUAL, "[4, 5, 1]", ""),
    (_EQUAL, "[1, 1, 4, 8]", ""),
    (_EQUAL, "", "format"),
    (_EQUAL, "[]", "length"),
    (_EQUAL, "[4, 4, 1, 1, 1]", "length"),
    (_EQUAL, "[4, 4, 0]", "range"),
    (_EQUAL, "[9, 9]", "range"),
    (_EQUAL, "[4]", "value"),
    (_EQUAL, "[5, 6]", "value"),
    (_EQUAL, "[4, 4] or [4, 5]", "format"),
    (_EQUAL, "[4, '4']", "format"),
    (_EQUAL, "[4.0, 4.0]", "format"),
    (_EQUAL, "[x for x in (4, 4)]", "format"),
    (_EQUAL, "they never differ", "format"),
    (_ENDS, "答案是 [1, 5, 6]。", ""),
    (_ENDS, "答案：［0，7，7］", ""),
    (_ENDS, "结果是：[6, 7]", ""),
    (_ENDS, "输入：[6, 7]", ""),
    (_ENDS, "这样的列表是 [6, 7]", ""),
    (_EQUAL, "最终答案为 [4, 4]", ""),
    (_EQUAL, "所以答案是：[1, 4, 4]。", ""),
    (_EQUAL, "答案是 [4]。", "value"),
    (_EQUAL, "答案是 [4, 4, 9]。", "range"),
    (_ENDS, "两个程序没有区别", "format"),
)
