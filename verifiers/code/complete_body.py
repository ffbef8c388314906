"""Complete a body: the rest of a Python function whose first lines are given, so that it does what its docstring says.

The answer may be the whole function, or only the lines that follow, indented as they stand in the function or as if they began at the
margin. Refused for the first of: format (no Python that makes the function complete), error (a call raises an exception, ends the program
or takes too long), value (a call returns something else than is described)."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.verdict import Verdict, refuse
from synth.verifiers.code._judge import judge_source
from synth.verifiers.code._language import Key, Spec, Step, Test
from synth.verifiers.parsers import programs

__all__ = ["EXAMPLES", "CompleteBody", "verify"]

INDENT = 4
Code = Annotated[str, Meta(pattern=r"\A[\n -~]*\Z", max_length=1_500)]


class CompleteBody(Spec, frozen=True):
    """helper: functions that stand above the given one, or nothing. given: the first lines of its body, indented by four."""

    helper: Code
    given: Code

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.given.startswith(" " * INDENT) or self.given.endswith("\n") or (self.helper and programs.parsed(self.helper) is None):
            raise ValueError("given are lines of a function")
        more = 2 * INDENT if self.given.endswith(":") else INDENT
        if programs.parsed(f"{self.head}\n{' ' * more}return 0") is None:
            raise ValueError("the given lines are the beginning of a function")

    @property
    def head(self) -> str:
        """What the rest of the body follows."""
        return f"{self._above}def {self.function}({', '.join(self.names)}):\n{self.given}"

    @property
    def _above(self) -> str:
        return f"{self.helper}\n\n\n" if self.helper else ""

    def whole(self, function: str) -> str:
        """A whole function as a program: below the helper, which an answer need not repeat."""
        return self._above + function


def verify(problem: CompleteBody, answer: str) -> Verdict:
    whole = programs.source(answer, problem.function)
    if whole is not None and not _only_begun(whole, problem.function):
        return judge_source(problem, problem.whole(whole))
    head, given = problem.head, problem.given
    rest = programs.rest(answer, lambda code: _completed(head, given, problem.function, code) is not None)
    text = None if rest is None else _completed(head, given, problem.function, rest)
    if text is None and whole is not None:
        text = problem.whole(whole)
    return refuse("format") if text is None else judge_source(problem, text)


@lru_cache(maxsize=256)
def _completed(head: str, given: str, function: str, code: str) -> str | None:
    """The function with these lines at the end, in the first way of indenting them that is Python; None where none is, or nothing is
    returned."""
    if f"def {function}(" in code or "return" not in code or len(code) > programs.LONGEST:
        return None
    for lines in _indented(_without(given, code), given.endswith(":")):
        text = "\n".join((head, *lines))
        tree = programs.parsed(text)
        body = tree.body[-1] if tree else None
        if isinstance(body, ast.FunctionDef) and body.name == function and _returns(body):
            return text
    return None


def _only_begun(code: str, function: str) -> bool:
    """Whether a function ends before it returns anything, as where an answer quotes the given lines before the rest of them."""
    tree = programs.parsed(code)
    return any(isinstance(one, ast.FunctionDef) and one.name == function and not _returns(one) for one in (tree.body if tree else ()))


def _returns(node: ast.AST) -> bool:
    """Whether a return stands in a function itself, not in one within it."""
    parts = list(ast.iter_child_nodes(node))
    return any(isinstance(one, ast.Return) or (not isinstance(one, ast.FunctionDef) and _returns(one)) for one in parts)


def _without(given: str, code: str) -> list[str]:
    """The lines without those given ones that an answer says again at its beginning."""
    lines = [line.rstrip() for line in code.expandtabs(INDENT).split("\n")]
    while lines and (not lines[0] or lines[0].lstrip().startswith("#")):  # a remark, or a heading
        lines.pop(0)
    said = [line.strip() for line in given.split("\n")]
    for count in range(min(len(said), len(lines)), 0, -1):
        if [line.strip() for line in lines[:count]] == said[-count:]:
            return lines[count:]
    return lines


def _indented(lines: list[str], opened: bool) -> Iterator[list[str]]:
    """Ways to read how they are indented: all moved together, so that the outermost is in the body; as they stand, but for the first, which
    has lost its spaces at the beginning of the answer; the same, moved; all of them within what the given lines have opened."""
    depths = [len(line) - len(line.lstrip()) for line in lines if line]
    if not depths:
        return
    yield [" " * INDENT + line[min(depths) :] for line in lines]
    yield [" " * (INDENT * (1 + opened)) + lines[0].lstrip(), *lines[1:]]
    if opened:
        yield [" " * 2 * INDENT + lines[0].lstrip(), *[" " * INDENT + line for line in lines[1:]]]
        yield [" " * 2 * INDENT + line[min(depths) :] for line in lines]


_EVEN = (Step("keep", test=Test(Key("same"), "even")), Step("sort", key=Key("abs"), flag=True))
_SORTED = CompleteBody("pick_even", ("numbers",), "ints", _EVEN, "", "    nums = [x for x in numbers if x % 2 == 0]")
_LOOP = CompleteBody(
    "pick_even",
    ("numbers",),
    "ints",
    _EVEN,
    "def is_wanted(x):\n    return x % 2 == 0",
    "    nums = []\n    for x in numbers:",
)
_WHOLE = "def pick_even(numbers):\n    return sorted([n for n in numbers if n % 2 == 0], key=lambda n: -abs(n))"
_REST = "    nums.sort(key=lambda x: -abs(x))\n    return nums"
_BODY = "        if is_wanted(x):\n            nums.append(x)\n    return sorted(nums, key=abs, reverse=True)"

EXAMPLES = (
    (_SORTED, _WHOLE, ""),
    (_SORTED, f"```python\n{_WHOLE}\n```", ""),
    (_SORTED, _REST, ""),
    (_SORTED, f"```python\n{_REST}\n```", ""),
    (_SORTED, f"```python\n{_REST.strip()}\n```", ""),
    (_SORTED, "return sorted(nums, key=abs, reverse=True)", ""),
    (_SORTED, "The rest of the body:\n\n```python\nnums.sort(key=abs, reverse=True)\nreturn nums\n```", ""),
    (_SORTED, f"```python\n    nums = [x for x in numbers if x % 2 == 0]\n{_REST}\n```", ""),
    (_SORTED, "\tnums.sort(key=abs, reverse=True)\n\treturn nums", ""),
    (_LOOP, _WHOLE, ""),
    (_LOOP, _BODY, ""),
    (_LOOP, _BODY.strip(), ""),
    (_LOOP, f"```python\n{_BODY}\n```", ""),
    (_LOOP, f"```python\n{_BODY.strip()}\n```", ""),
    (_LOOP, f"The function begins so:\n```python\n{_LOOP.head}\n        pass\n```\nand goes on so:\n```python\n{_BODY}\n```", ""),
    (_SORTED, f"Given:\n```python\n{_SORTED.head}\n```\nWhat follows:\n```python\n{_REST}\n```", ""),
    (_SORTED, f"```python\n{_SORTED.head}\n```", "value"),
    (_LOOP, f"    for x in numbers:\n{_BODY}", ""),
    (_LOOP, "    if is_wanted(x):\n        nums.append(x)\nreturn sorted(nums, key=abs, reverse=True)", ""),
    (_LOOP, f"def is_wanted(x):\n    return x % 2 == 0\n\n{_WHOLE.replace('n % 2 == 0', 'is_wanted(n)')}", ""),
    (_LOOP, _WHOLE.replace("n % 2 == 0", "is_wanted(n)"), ""),
    (_SORTED, "for x in nums:\n    x += 1\nreturn sorted(nums, key=abs, reverse=True)", ""),
    (_SORTED, f"To return the list would be too little:\n```python\nreturn nums\n```\nThe whole:\n```python\n{_WHOLE}\n```", ""),
    (_SORTED, "", "format"),
    (_SORTED, "nums.sort(key=lambda x: -abs(x))", "format"),
    (_SORTED, "sort them by absolute value and return", "format"),
    (_SORTED, _WHOLE.replace("pick_even", "solve"), "format"),
    (_SORTED, _REST.replace("abs(x))", "abs(x)"), "format"),
    (_LOOP, "nums.append(x)\nreturn nums", "value"),
    (_SORTED, "return None", "value"),
    (_SORTED, "return nums", "value"),
    (_SORTED, "return sorted(nums, key=abs)", "value"),
    (_SORTED, "return sorted(numbers, key=lambda x: -abs(x))", "value"),
    (_SORTED, "import sys\nsys.exit(0)\nreturn nums", "error"),
    (_SORTED, "return sorted(evens, key=lambda x: -abs(x))", "error"),
    (_SORTED, _WHOLE.replace("-abs(n)", "abs(n)"), "value"),
    (_LOOP, _BODY.replace("    return", "        return"), "value"),
    (_SORTED, f"补全后的函数：\n```python\n{_WHOLE}\n```", ""),
    (_SORTED, f"余下的代码如下：\n```python\n{_REST}\n```", ""),
    (_SORTED, "答案是：\nreturn sorted(nums, key=abs, reverse=True)", ""),
    (_LOOP, f"```python\n{_BODY}  # 按绝对值从大到小\n```", ""),
    (_LOOP, f"最终答案：\n\n```\n{_WHOLE}\n```\n\n它先筛选再排序。", ""),
    (_SORTED, "再按绝对值从大到小排序，然后返回", "format"),
    (_SORTED, "```python\n    return sorted(nums)  # 排序\n```", "value"),
    (_LOOP, f"```python\n{_BODY.replace('reverse=True', 'reverse=False')}  # 修正\n```", "value"),
)
