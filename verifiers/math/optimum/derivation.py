"""Derivations of optimum: numbered lines of branch and bound, each about some numbers of the kinds.

`S1: b = 3, a = 2: 3*14 + 2*9 = 60` has all numbers and its total; `S2: b = 4: 4*14 + 3*9/5 = 307/5` has some of them and a bound for
whatever the rest may be, from one limit alone, which is no better than a total of an earlier line. Lines are a proof when they leave no
choice open that could be better than the best of them. Nothing short of that is paid."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from synth.verifiers.derivation import Reading
from synth.verifiers.exact import Fraction
from synth.verifiers.math._arithmetic import evaluate
from synth.verifiers.math.optimum.problem import Optimum
from synth.verifiers.math.optimum.search import Search
from synth.verifiers.parsers.arithmetic import usual_signs
from synth.verifiers.parsers.steps import Line
from synth.verifiers.parsers.text import plain

TRACE_FORMAT = {
    "en": """
Before the final answer, write a search as numbered lines. a, b, c, ... are the numbers of the kinds in the order in which the problem \
names them first; choose an order of these letters and keep it in all lines:
S1: b = 3, a = 2: 3*14 + 2*9 = 60
S2: b = 4: 4*14 + 3*9/5 = 307/5
S3: b = 5: impossible
A line with all letters gives the total of these numbers, fees included. A line with the first letters alone gives a bound for all \
choices with these numbers that is no better than a total before it: their part of the total, with fees, and for one limit what is left \
of it (or still needed), times the best rate of the other kinds; for costs their part alone may be enough. `impossible` says that no \
other kind gives something that is still needed. What the conditions or the limits rule out needs no line; of the last letter only the \
best number that is possible needs one.
""",
    "zh": """
写出最终答案之前，请把搜索过程写成带编号的行。a、b、c……依次是题目中先后出现的各种物品的数量；先选定这些字母的一个次序，各行都按这个次序写：
S1: b = 3, a = 2: 3*14 + 2*9 = 60
S2: b = 4: 4*14 + 3*9/5 = 307/5
S3: b = 5: 不可能
写出全部字母的行给出这些数量的总额（包括一次性费用）。只写前几个字母的行给出一个界，它不优于前面某行的总额：先算这几种的总额（含费用），\
再取一项限制，用它剩余的量（或还缺的量）乘以其余各种中最好的比率；求费用时，有时单是这几种的总额就够了。\
“不可能”表示还缺的东西其余各种都不提供。条件或限制已经排除的选择不必写；最后一个字母只需写可能的最好数量。
""",
}
LETTERS = "abcde"
_LINE = re.compile(r"((?:[a-e] ?= ?\d{1,3} ?[,，、] ?)*[a-e] ?= ?\d{1,3}) ?[:：](.{1,400})")
_IMPOSSIBLE = frozenset(("impossible", "不可能"))


class _Choice(NamedTuple):
    """Numbers of the first kinds in the order of the lines."""

    numbers: tuple[int, ...]
    value: int
    left: tuple[int, ...]


def read(lines: Sequence[Line], problem: Optimum) -> Reading:
    """Reasons, of the first wrong line: format (no numbers of kinds, or no equation), order (not the first letters of the order), choice
    (these numbers are not possible), value (an equation does not hold), number (it is neither total nor bound), open (the bound is better
    than what is known)."""
    told = [_told(line.text) for line in lines]
    order = [LETTERS.index(name) for name, _ in max((one[0] for one in told if one), key=len, default=())]
    if len(set(order)) < len(order) or max(order, default=0) >= len(problem.kinds):
        return Reading(0, "format", False)
    order += [k for k in range(len(problem.kinds)) if k not in order]
    search, closed = Search(problem, order), set[tuple[int, ...]]()
    known: int | None = None
    for number, one in enumerate(told):
        if one is None:
            return Reading(number, "format", _closed(search, closed))
        numbers = tuple(count for _, count in one[0])
        if [LETTERS.index(name) for name, _ in one[0]] != order[: len(numbers)]:
            return Reading(number, "order", _closed(search, closed))
        reason, total = _judged(search, numbers, one[1], known)
        if reason:
            return Reading(number, reason, _closed(search, closed))
        if total is not None:
            known = total if known is None else (max if search.most else min)(known, total)
        closed.add(numbers)
    return Reading(len(lines), "", _closed(search, closed))


def _told(text: str) -> tuple[list[tuple[str, int]], str] | None:
    found = _LINE.fullmatch(text.rstrip(" .。"))
    if not found:
        return None
    parts = [part.split("=") for part in re.split("[,，、]", found[1])]
    return [(name.strip(), int(count)) for name, count in parts], found[2].strip()


def _judged(search: Search, numbers: tuple[int, ...], said: str, known: int | None) -> tuple[str, int | None]:
    """What is wrong with a line, and its total where it has all numbers."""
    value, left = search.placed(numbers)
    whole = len(numbers) == search.size
    if whole and not search.fits(numbers):
        return "choice", None
    if said in _IMPOSSIBLE:
        possible = whole or search.most or not search.lacks(len(numbers), left)
        return ("number" if possible else ""), None
    sides = [evaluate(side) for side in usual_signs(plain(said)).split("=")]
    if len(sides) < 2 or not all(sides):
        return "format", None
    values = {Fraction(side.value) for side in sides if side}
    if len(values) > 1:
        return "value", None
    found = values.pop()
    if whole:
        return ("" if found == value else "number"), value
    if found not in search.bounds(len(numbers), value, left):
        return "number", None
    closes = known is not None and (found < known + 1 if search.most else found > known - 1)
    return ("" if closes else "open"), None


def _closed(search: Search, closed: set[tuple[int, ...]]) -> bool:
    """Whether the lines leave no choice open."""

    def down(numbers: tuple[int, ...], left: list[int], pieces: int) -> bool:
        depth = len(numbers)
        for count in search.numbers(depth, left, pieces):
            search.chosen[depth] = count
            after = (*numbers, count)
            if after in closed:
                continue
            if depth == search.size - 1:
                return False
            rest = [amount - use * count for amount, use in zip(left, search.kinds[depth].uses, strict=True)]
            if not down(after, rest, pieces - count):
                return False
        search.chosen[depth] = 0
        return True

    return bool(closed) and down((), search.limits, search.total)
