"""Program on standard input: a Python program that reads what is described, does it step by step, and prints the result.

Refused for the first of: format (no Python program that reads and prints), error (a run raises an exception, ends with another status
than 0 or takes too long), value (a run prints something else than is described), slow (a run on a large input takes too long)."""

from synth.schemas.verdict import Verdict, refuse
from synth.verifiers.code._language import Key, Spec, Step, Test
from synth.verifiers.code.stdin_program import running
from synth.verifiers.code.stdin_program.formats import Layout
from synth.verifiers.parsers import programs

__all__ = ["EXAMPLES", "StdinProgram", "verify"]

MOST_WORK = 16
"""Of a program that is run on large inputs, so that what is expected is soon known."""
_KEYS = {"digit_sum": 5, "last": 2, "first": 2, "max": 2, "min": 2, "spread": 2}
_OPERATIONS = {
    "ranks": 9,
    "pairs": 9,
    "cancel": 2,
    "counts": 4,
    "gated": 3,
    "split": 3,
    "parted": 3,
    "runs": 2,
    "group": 2,
    "balance": 1,
    "section": 1,
}


class StdinProgram(Spec, frozen=True):
    """layout: how lists stand in the input. one_line: whether a list of integers is printed on one line, or its length and then an element
    a line. cases: whether an input holds many cases. large: whether inputs are long, so that quadratic programs are too slow."""

    layout: Layout
    one_line: bool
    cases: bool
    large: bool

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.large and (self.start != "ints" or work(self.steps) > MOST_WORK):
            raise ValueError("a program on large inputs is one of few steps on integers")
        if self.layout != "rows" and self.start == "str":
            raise ValueError("a text is a line of its own")


def work(steps: tuple[Step, ...]) -> int:
    """How much a program has to do for each element of a list: a sum of what single steps take."""
    total = 0
    for step in steps:
        keys = [step.key, *([step.test.key, step.test.key2] if step.test else [])]
        total += _OPERATIONS.get(step.op, 0) + sum(_KEYS.get(key.name, 1) for key in keys if key) + (not any(keys))
    return total


def verify(problem: StdinProgram, answer: str) -> Verdict:
    source = programs.program(answer)
    return refuse("format") if source is None else running.judged(problem, source)


_EVEN = StdinProgram(
    "solve",
    ("numbers",),
    "ints",
    (Step("keep", test=Test(Key("same"), "even")), Step("sort", key=Key("abs"), flag=True)),
    layout="rows",
    one_line=True,
    cases=False,
    large=False,
)
_WORDS = StdinProgram("solve", ("text",), "str", (Step("words"),), layout="rows", one_line=False, cases=True, large=False)
_RANKS = StdinProgram("solve", ("items",), "ints", (Step("ranks"),), layout="columns", one_line=False, cases=False, large=True)

_RIGHT = """n = int(input())
numbers = [int(x) for x in input().split()]
print(*sorted((x for x in numbers if x % 2 == 0), key=lambda x: -abs(x)))"""
_TOKENS = """import sys

def main():
    data = sys.stdin.read().split()
    numbers = list(map(int, data[1:]))
    numbers = sorted(filter(lambda x: x % 2 == 0, numbers), key=abs, reverse=True)
    sys.stdout.write(" ".join(map(str, numbers)) + " \\n\\n")

if __name__ == "__main__":
    main()"""
_DESCRIPTOR = """import os
data = open(0).read().split()
os.write(1, (" ".join(sorted((x for x in data[1:] if int(x) % 2 == 0), key=lambda x: -abs(int(x)))) + "\\n").encode())"""
_EACH = """for _ in range(int(input())):
    words = input().split()
    print(len(words))
    for word in words:
        print(word)"""
_QUICK = """import bisect, sys
n, *items = map(int, sys.stdin.read().split())
seen = []
print(n)
for x in items:
    print(bisect.bisect_left(seen, x))
    bisect.insort(seen, x)"""
_SLOW = """n = int(input())
items = [int(input()) for _ in range(n)]
print(n)
for i in range(n):
    print(sum(1 for y in items[:i] if y < items[i]))"""

EXAMPLES = (
    (_EVEN, _RIGHT, ""),
    (_EVEN, f"```python\n{_RIGHT}\n```", ""),
    (_EVEN, f"Read the list, filter and sort it:\n\n```python\n{_TOKENS}\n```\n\nIt takes O(n log n).", ""),
    (_EVEN, f"```python\n{_TOKENS}\n```\n\nFor the sample it prints:\n```\n4 2\n```", ""),
    (_EVEN, _DESCRIPTOR, ""),
    (_WORDS, _EACH, ""),
    (_WORDS, f"The answer is:\n{_EACH}", ""),
    (_RANKS, _QUICK, ""),
    (_RANKS, f"```py\n{_QUICK}\n```", ""),
    (_EVEN, "", "format"),
    (_EVEN, "print(4, 2)", "format"),
    (_EVEN, "def solve(numbers):\n    return sorted(x for x in numbers if x % 2 == 0)", "format"),
    (_EVEN, _RIGHT[:-1], "format"),
    (_EVEN, "import sys\nprint(sys.stdin.read())", "value"),
    (_EVEN, _RIGHT.replace("-abs(x)", "abs(x)"), "value"),
    (_EVEN, _RIGHT.replace("print(*", "print("), "value"),
    (_EVEN, f"{_RIGHT}\nprint('Done', n)", "value"),
    (_EVEN, f"print('Enter the numbers:')\n{_RIGHT}", "value"),
    (_EVEN, f"{_RIGHT}\nraise SystemExit(1)", "error"),
    (_EVEN, f"{_RIGHT}\nassert numbers", "error"),
    (_EVEN, "numbers = [int(x) for x in input().split()]\nprint(*numbers)\ninput(), input()", "error"),
    (_WORDS, _EACH.replace("split()", "split(' ')"), "value"),
    (_WORDS, _EACH.replace("for _ in range(int(input())):", "input()\nwhile True:"), "error"),
    (_RANKS, _SLOW, "slow"),
    (_RANKS, _QUICK.replace("bisect_left", "bisect_right"), "value"),
    (_EVEN, f"最终代码如下：\n```python\n{_RIGHT}\n```", ""),
    (_WORDS, f"答案是：\n{_EACH}", ""),
    (_WORDS, f"```python\n# 逐个处理用例\n{_EACH}\n```", ""),
    (_EVEN, f"程序：\n\n```py\n{_TOKENS}\n```\n\n时间复杂度为 O(n log n)。", ""),
    (_RANKS, f"用有序表和二分查找：\n```\n{_QUICK}\n```", ""),
    (_EVEN, "答案是：先筛选偶数，再按绝对值从大到小排序", "format"),
    (_EVEN, f"```python\n{_RIGHT.replace('print(', 'print(n, ')}  # 先输出个数\n```", "value"),
    (_RANKS, f"逐个比较即可：\n```python\n{_SLOW}\n```", "slow"),
)
