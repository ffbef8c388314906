"""Function from a specification: a Python function that does to its arguments, step by step, what is described.

Refused for the first of: format (no Python program that defines the function once), error (a call raises an exception, ends the program or
takes too long), value (a call returns something else than is described)."""

from synth.schemas.verdict import Verdict
from synth.verifiers.code._judge import judge
from synth.verifiers.code._language import Key, Spec, Step, Test

__all__ = ["EXAMPLES", "FunctionFromSpec", "verify"]


class FunctionFromSpec(Spec, frozen=True):
    """A function to be written."""


def verify(problem: FunctionFromSpec, answer: str) -> Verdict:
    return judge(problem, answer)


_EVEN = FunctionFromSpec(
    "pick_even", ("numbers",), "ints", (Step("keep", test=Test(Key("same"), "even")), Step("sort", key=Key("abs"), flag=True))
)
_WORDS = FunctionFromSpec("longest", ("text",), "str", (Step("words"), Step("best_word", key=Key("length"))))
_LIMIT = FunctionFromSpec("above", ("items", "limit"), "ints", (Step("count", test=Test(Key("same"), "gt", limit=True)),))

_RIGHT = "def pick_even(numbers):\n    return sorted([n for n in numbers if n % 2 == 0], key=lambda n: -abs(n))"
_LOOP = """def longest(text):
    best = ""
    for word in text.split():
        if len(word) > len(best):
            best = word
    return best"""
_TYPED = "\n".join(f"{'...' if place else '>>>'} {line}" for place, line in enumerate(_LOOP.split("\n")))
_COUNT = "def above(items, limit):\n    return len([x for x in items if x > limit])"

EXAMPLES = (
    (_EVEN, _RIGHT, ""),
    (_EVEN, f"```python\n{_RIGHT}\n```", ""),
    (_EVEN, f"Here is the function:\n\n```python\n{_RIGHT}\n```\n\nIt keeps the even numbers and sorts them.", ""),
    (_EVEN, f"```python\n{_RIGHT}\n```\n\nFor example:\n```python\nprint(pick_even([3, 4]))\n```", ""),
    (_EVEN, f"```\n{_RIGHT}\n```", ""),
    (_EVEN, "pick_even = lambda v: sorted((n for n in v if not n & 1), key=abs, reverse=True)", ""),
    (_EVEN, f"import math\n\n# even numbers\n{_RIGHT}\n\nif __name__ == '__main__':\n    print(pick_even([1, 2]))", ""),
    (_WORDS, _LOOP, ""),
    (_WORDS, "def longest(text: str) -> str:\n    return max(text.split(), key=len, default='')", ""),
    (_WORDS, _TYPED, ""),
    (_WORDS, f"```python\n{_TYPED}\n...\n```", ""),
    (_WORDS, f"```python\n{_TYPED}\n...\n>>> longest('a bb')\n'bb'\n```", "format"),
    (_LIMIT, _COUNT, ""),
    (_LIMIT, f"The answer is:\n{_COUNT}", ""),
    (_EVEN, "", "format"),
    (_EVEN, "sorted([n for n in numbers if n % 2 == 0])", "format"),
    (_EVEN, _RIGHT.replace("pick_even", "solve"), "format"),
    (_EVEN, f"{_RIGHT}\n\n{_RIGHT}", "format"),
    (_EVEN, _RIGHT[:-1], "format"),
    (_EVEN, "def pick_even(numbers):\n    return None", "value"),
    (_EVEN, "def pick_even(numbers):\n    return numbers", "value"),
    (_EVEN, _RIGHT.replace("-abs(n)", "abs(n)"), "value"),
    (_EVEN, _RIGHT.replace("-abs(n)", "(-abs(n), n)"), "value"),
    (_EVEN, "class Any:\n    def __eq__(self, other):\n        return True\n\ndef pick_even(numbers):\n    return Any()", "value"),
    (_EVEN, "import sys\n\ndef pick_even(numbers):\n    sys.exit(0)", "error"),
    (_EVEN, "def pick_even(numbers):\n    raise ValueError", "error"),
    (_WORDS, "def longest(text):\n    return max(text.split(), key=len)", "error"),
    (_WORDS, _LOOP.replace(">", ">="), "value"),
    (_LIMIT, "def above(items, limit):\n    return len([x for x in items if x >= limit])", "value"),
    (_LIMIT, "def above(items):\n    return len(items)", "error"),
    (_LIMIT, "def above(items, limit):\n    return float(len([x for x in items if x > limit]))", "value"),
    (_EVEN, f"最终代码如下：\n```python\n{_RIGHT}\n```", ""),
    (_WORDS, f"答案是：\n{_LOOP}", ""),
    (_LIMIT, f"函数如下：\n\n```python\n{_COUNT}\n```\n\n它统计大于 limit 的数的个数。", ""),
    (_LIMIT, f"```python\n# 统计大于上限的数\n{_COUNT}\n```", ""),
    (_WORDS, f"最终答案：\n\n```py\n{_LOOP}\n```\n。", ""),
    (_EVEN, "答案是：先筛选偶数，再按绝对值从大到小排序", "format"),
    (_EVEN, "```python\ndef pick_even(numbers):\n    return sorted(numbers)  # 排序\n```", "value"),
    (_WORDS, f"代码：\n```python\n{_LOOP.replace('>', '>=')}\n```", "value"),
)
