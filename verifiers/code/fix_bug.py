"""Fix a bug: a Python function that does what its description says, where the one that is given does not.

Refused for the first of: format (no Python program that defines the function once), error (a call raises an exception, ends the program or
takes too long), value (a call returns something else than is described)."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.verdict import Verdict
from synth.verifiers.code._judge import judge
from synth.verifiers.code._language import MOST_STEPS, Key, Spec, Step, Test, needs, types

__all__ = ["EXAMPLES", "FixBug", "verify"]


class FixBug(Spec, frozen=True):
    """wrong: what the given function does instead. It words the prompt: any function that is right is accepted."""

    wrong: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=MOST_STEPS)]

    def __post_init__(self) -> None:
        super().__post_init__()
        types(self.start, self.wrong)
        if self.wrong == self.steps:
            raise ValueError("the wrong program is another one")
        if any(wrong and not right for wrong, right in zip(needs(self.wrong), needs(self.steps), strict=True)):
            raise ValueError("the wrong program has the same arguments")


def verify(problem: FixBug, answer: str) -> Verdict:
    return judge(problem, answer)


_EVEN = (Step("keep", test=Test(Key("same"), "even")), Step("sort", key=Key("abs"), flag=True))
_SORTED = FixBug("pick_even", ("numbers",), "ints", _EVEN, (_EVEN[0], Step("sort", key=Key("same"), flag=True)))
_BEST = FixBug(
    "longest",
    ("text",),
    "str",
    (Step("words"), Step("best_word", key=Key("length"))),
    (Step("words"), Step("best_word", key=Key("length"), m=1)),
)
_RIGHT = "def pick_even(numbers):\n    nums = [x for x in numbers if x % 2 == 0]\n    return sorted(nums, key=lambda x: -abs(x))"
_WRONG = "def pick_even(numbers):\n    nums = [x for x in numbers if x % 2 == 0]\n    return sorted(nums, reverse=True)"
_LONGEST = "def longest(text):\n    terms = text.split()\n    return max(terms, key=lambda w: len(w), default='')"

EXAMPLES = (
    (_SORTED, _RIGHT, ""),
    (_SORTED, f"The bug is in the last line: it ignores the absolute value.\n\n```python\n{_RIGHT}\n```", ""),
    (_SORTED, f"Before:\n```python\n{_WRONG}\n```\nAfter:\n```python\n{_RIGHT}\n```", ""),
    (
        _SORTED,
        "```python\ndef pick_even(numbers):\n    return sorted(filter(lambda x: x % 2 == 0, numbers), key=abs, reverse=True)\n```",
        "",
    ),
    (_BEST, _LONGEST, ""),
    (_BEST, f"Corrected code:\n```py\n{_LONGEST}\n```", ""),
    (_SORTED, "", "format"),
    (_SORTED, "Replace reverse=True by key=lambda x: -abs(x)", "format"),
    (_SORTED, "return sorted(nums, key=lambda x: -abs(x))", "format"),
    (_SORTED, _WRONG, "value"),
    (_SORTED, f"```python\n{_WRONG}\n```", "value"),
    (_SORTED, _RIGHT.replace("-abs(x)", "abs(x)"), "value"),
    (_SORTED, _RIGHT.replace("sorted(nums", "sorted(names"), "error"),
    (_SORTED, "def pick_even(numbers):\n    while True:\n        pass", "error"),
    (_BEST, _LONGEST.replace(", default=''", ""), "error"),
    (_BEST, _LONGEST.replace("max(terms", "max(terms[::-1]"), "value"),
    (_SORTED, f"修改后的代码：\n```python\n{_RIGHT}\n```", ""),
    (_SORTED, f"错误在最后一行，应按绝对值排序。\n\n```python\n{_RIGHT}\n```", ""),
    (_BEST, f"答案是：\n{_LONGEST}", ""),
    (_BEST, f"```python\n{_LONGEST}  # 并列时取第一个\n```", ""),
    (_BEST, f"最终答案：\n```\n{_LONGEST}\n```", ""),
    (_SORTED, "把最后一行的 reverse=True 改成按绝对值排序", "format"),
    (_SORTED, f"原来的代码没有错：\n```python\n{_WRONG}\n```", "value"),
    (_BEST, f"```python\n{_LONGEST.replace('max', 'min')}  # 修正\n```", "value"),
)
