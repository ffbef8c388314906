"""Tests for mutants: a few lists, so that each of several faulty versions of a function returns a wrong value for one of them.

Refused for the first of: format (not a list of lists of whole numbers), count (more lists than allowed, or none), length (a list that is
empty, or longer than allowed), range (a number below the least or above the greatest allowed), survivor (a version that returns for every
list what the function returns)."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code import _lists
from synth.verifiers.parsers import literals
from synth.verifiers.simulation._interpreter import exchanged

__all__ = ["EXAMPLES", "Mutant", "MutantTests", "verify", "versions"]

_BETWEEN = re.compile(
    r"(?<=[\])])(?:,?[ \t]*+(?:and|和)[ \t]*+|[ \t]*+;[ \t]*+\n?[ \t]*+|[ \t]*+,?[ \t]*+\n\s*+(?:(?:[-*•]|\d{1,2}[.)])[ \t]++)?)(?=[\[(])"
)
"""What stands between two lists in place of a comma: a semicolon, a new line, with a bullet or its number, or a word."""
_FIRST = re.compile(r"\A\s*+(?:[-*•]|1[.)])[ \t]++(?=[\[(])")
"""The bullet of the first."""
_HEADING = re.compile(
    r"\A\s*+(?:(?:here are|these are) )?(?:(?:the|my) )?(?:(?:two|three|four) )?"
    r"(?:tests?|test (?:cases|inputs|lists)|lists|inputs)(?: are)?\s?:[ \t]*+\n\s*+",
    re.IGNORECASE,
)
"""A line above the lists: `Tests:`."""
_NAMED = re.compile(r"(?:(?<=\s)|(?<=,)|\A)(?:list|test|input|case|列表|测试|用例)\s?(\d)\s?[:：=]\s*+(?=[\[(])", re.IGNORECASE)
"""A list's name: `List 1: `."""
_TICKED = re.compile(r"`(\[[^\[\]`]*+\])`")


class Mutant(Frozen, frozen=True):
    """One line that is changed."""

    line: Annotated[int, Meta(ge=1, le=60)]
    """Of the program, from 1: `7`."""
    text: Annotated[str, Meta(min_length=1, max_length=200)]
    """What stands there instead, with its indentation: `        if x >= 4:`."""


class MutantTests(_lists.Lists, frozen=True):
    mutants: Annotated[tuple[Mutant, ...], Meta(min_length=2, max_length=6)]
    tests: Annotated[int, Meta(ge=1, le=4)]
    """Lists at most: `2`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for mutant, text in zip(self.mutants, versions(self), strict=True):
            exchanged(self.program, {mutant.line: mutant.text}, text)  # reads that line alone
            _lists.takes_a_list(text, self.entry)


@kept
def versions(problem: MutantTests) -> list[str]:
    """The programs with one line changed."""
    lines = problem.program.split("\n")
    if any(mutant.line > len(lines) or "\n" in mutant.text for mutant in problem.mutants):
        raise ValueError("there is no such line")
    return ["\n".join([*lines[: one.line - 1], one.text, *lines[one.line :]]) for one in problem.mutants]


def read(answer: str) -> list[list[int]] | None:
    """The lists that an answer names, a list alone as one of them."""
    found = literals.several(_BETWEEN.sub(", ", _FIRST.sub("", _unnamed(answer))))
    if found is None:
        return None
    whole = [found] if found and all(type(one) is int for one in found) else list(found)
    lists: list[list[int]] = []
    for one in whole:
        if not isinstance(one, list | tuple) or not all(type(number) is int for number in one):
            return None
        lists.append([int(number) for number in one])
    return lists


def _unnamed(answer: str) -> str:
    """Without a heading, and without the names of the lists where they are counted from 1."""
    text = _HEADING.sub("", _TICKED.sub(r"\1", answer[: literals.MAX_LENGTH + 1]))
    names = _NAMED.findall(text)
    return _NAMED.sub("", text) if names == [str(number) for number in range(1, len(names) + 1)] else text


def verify(problem: MutantTests, answer: str) -> Verdict:
    lists = read(answer)
    if lists is None:
        return refuse("format")
    if not 1 <= len(lists) <= problem.tests:
        return refuse("count")
    if reason := max((_lists.broken(problem, one) for one in lists), key=("", "range", "length").index):
        return refuse(reason)
    right = [_lists.returned(problem.program, problem.entry, one) for one in lists]
    for text in versions(problem):
        pairs = zip(lists, right, strict=True)
        if not any(_lists.differ(_lists.returned(text, problem.entry, one), value) for one, value in pairs):
            return refuse("survivor")
    return ACCEPT


_PROGRAM = """\
def check(items):
    run = 0
    best = 0
    for x in items:
        if x > 4:
            run += 1
            best = max(best, run)
        else:
            run = 0
    return best >= 2
"""
_TWO = MutantTests(_PROGRAM, "check", 5, 0, 7, (Mutant(5, "        if x >= 4:"), Mutant(9, "            run = 1")), 2)
_THREE = MutantTests(_PROGRAM, "check", 5, 0, 7, (*_TWO.mutants, Mutant(10, "    return best > 2")), 3)

EXAMPLES = (
    (_TWO, "[[4, 4], [0, 7]]", ""),
    (_TWO, "[[4, 7, 0, 6], [1, 7]]", ""),
    (_TWO, "[[0, 6], [6, 4]]", ""),
    (_TWO, "[4, 4], [0, 7]", ""),
    (_TWO, "[4, 4]\n[0, 7]", ""),
    (_TWO, "- [4, 4]\n- [0, 7]", ""),
    (_TWO, "1. [4, 4]\n2. [0, 7]", ""),
    (_TWO, "[4, 4] and [0, 7]", ""),
    (_TWO, "The test suite is [[4, 4], [0, 7]].", ""),
    (_TWO, "The lists are [4, 4] and [0, 7].", ""),
    (_TWO, "[4, 4] 和 [0, 7]", ""),
    (_TWO, "[4, 4] or [0, 7]", "format"),
    (_TWO, "Tests:\n- [4, 4]\n- [0, 7]", ""),
    (_TWO, "List 1: [4, 4]\nList 2: [0, 7]", ""),
    (_TWO, "- Test 1: `[4, 4]`\n- Test 2: `[0, 7]`", ""),
    (_TWO, "[4, 4]; [0, 7]", ""),
    (_TWO, "Not tests:\n- [4, 4]\n- [0, 7]", "format"),
    (_TWO, "List 1: [4, 4]\nList 3: [0, 7]", "format"),
    (_TWO, "[4, 4]; or [0, 7]", "format"),
    (_TWO, "List 1: [4, 4]\nList 2: [0, 0]", "survivor"),
    (_TWO, "- [4, 4]\n- [0, 0]", "survivor"),
    (_TWO, "((4, 4), (0, 7))", ""),
    (_TWO, "tests = [[4,4],[0,7]]", ""),
    (_TWO, "```python\n[\n    [4, 4],\n    [0, 7],\n]\n```", ""),
    (_TWO, "[[0, 4, 6]]", ""),
    (_TWO, "[0, 4, 6]", ""),
    (_THREE, "[[4, 4], [0, 7], [5, 5]]", ""),
    (_THREE, "[[5, 5], [0, 4, 7]]", ""),
    (_TWO, "", "format"),
    (_TWO, "[[4, 4], '07']", "format"),
    (_TWO, "[[4, 4], [0, 7.5]]", "format"),
    (_TWO, "[[[4, 4]], [0, 7]]", "format"),
    (_TWO, "4 and 4, then 0 and 7", "format"),
    (_TWO, "[]", "count"),
    (_TWO, "[[4, 4], [0, 7], [5, 5]]", "count"),
    (_THREE, "[[4, 4], [0, 7], [5, 5], [1]]", "count"),
    (_TWO, "[[4, 4], []]", "length"),
    (_TWO, "[[4, 4], [0, 7, 0, 0, 0, 0]]", "length"),
    (_TWO, "[[4, 4], [-1, 7]]", "range"),
    (_TWO, "[[4, 4], [0, 8]]", "range"),
    (_TWO, "[[4, 4]]", "survivor"),
    (_TWO, "[[0, 0], [7, 7]]", "survivor"),
    (_THREE, "[[4, 4], [0, 7]]", "survivor"),
    (_TWO, "答案是 [[4, 4], [0, 7]]。", ""),
    (_TWO, "答案：［［4，4］，［0，7］］", ""),
    (_TWO, "第 5 行和第 9 行", "format"),
    (_TWO, "测试用例：[[4, 4], [0, 7]]", ""),
    (_TWO, "结果是：[4, 4]、[0, 7]", ""),
    (_THREE, "最终答案为 [[5, 5], [0, 4, 7]]", ""),
    (_THREE, "所以答案是：[[4, 4], [0, 7], [5, 5]]。", ""),
    (_TWO, "答案是 [[4, 4]]。", "survivor"),
    (_TWO, "答案是 [[4, 4], [0, 9]]。", "range"),
    (_THREE, "无法全部找出", "format"),
)
