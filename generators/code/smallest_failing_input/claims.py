"""What a smallest failing input claims: its rules in words, what cheap policies win, and which problems are the same.

The policies write down plain lists, or numbers that the program names, of a size that is often right."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.code import _inputs
from synth.generators.code._inputs import renamed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code._measures import Measure
from synth.verifiers.code.smallest_failing_input import SmallestFailingInput

_KINDS = {
    "count": ("the number of items that are", "的个数"),
    "sum": ("the sum of the items that are", "之和（没有则为 0）"),
    "longest": ("longest unbroken stretch", "最长一段的长度"),
    "rises": ("greater than the item directly before", "紧挨在前面的那个数大"),
    "falls": ("less than the item directly before", "紧挨在前面的那个数小"),
    "equals": ("equal to the item directly before", "紧挨在前面的那个数相等"),
    "near": ("item directly before them by at most", "之差的绝对值不超过"),
    "records": ("greater than all items before them", "比它前面所有的数都大"),
    "since": ("stand after the last item", "之后的数的个数"),
    "level": ("the final value of a counter (it starts at 0", "计数器最后的值"),
    "peak": ("the greatest value ever reached by a counter (it starts at 0", "计数器曾达到的最大值"),
    "hash": ("a number h (h starts at 0", "h 从 0 开始"),
    "after": ("and stand after the", "之后，"),
    "last": ("the last item that is", "本身（没有则为 -1）"),
    "first": ("the position, counted from 0, of the first item", "的位置，位置从 0 数起"),
    "span": ("the greatest item minus the smallest item", "最大的数减去最小的数"),
    "places": ("the sum of the items whose position, counted from 0", "位置（从 0 数起）除以"),
}
"""Words of each measure, in English and in Chinese."""
_RELATIONS = {
    "is": ("is exactly", "恰好等于"),
    "least": ("is at least", "不小于"),
    "most": ("is at most", "不大于"),
    "over": ("is greater than", "大于"),
    "under": ("is less than", "小于"),
    "remainder": ("leaves remainder", "的余数是"),
}


def _contract(language: int) -> Callable[[SmallestFailingInput], str]:
    """Each condition in its order, by the words of its measure and its comparison."""

    def words(problem: SmallestFailingInput) -> str:
        found = []
        for one in problem.contract.conditions:
            relation = re.escape(_RELATIONS[one.rel][language])
            last = rf"{relation} {one.n} when divided by {one.m}\b" if one.rel == "remainder" else rf"{relation} {one.n}\b"
            zh = rf"除以 {one.m} 的余数是 {one.n}" if one.rel == "remainder" else rf"{relation} {one.n}(?!\d)"
            found.append(re.escape(_KINDS[one.measure.kind][language]) + "[^\n]*" + (zh if language else last))
        return r"[^\n]*\n[^\n]*".join(found)

    return words


def _gives(language: int) -> Callable[[SmallestFailingInput], str]:
    def words(problem: SmallestFailingInput) -> str:
        given: Measure | None = problem.contract.gives
        return re.escape(_KINDS[given.kind][language]) if given else "`True`"

    return words


RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: re.escape(p.program.rstrip()))),
    Rule("value", {"en": _contract(0), "zh": _contract(1)}),
    Rule("value", {"en": _gives(0), "zh": _gives(1)}),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: r"-1\b" if p.contract.gives else "`False`")),
    Rule("value", {"en": r"returns? (some|any)thing else|value (that|of `\w+`) is not", "zh": r"返回(值与约定不符|的不是规格规定的值)"}),
    Rule("size", {"en": r"size is how many integers it holds: no list of smaller", "zh": r"大小指其中整数的个数：不能有更小的列表"}),
    *_inputs.RULES,
)


def _list(made: Callable[[SmallestFailingInput], list[int]]) -> Callable[[SmallestFailingInput], str]:
    return lambda problem: repr(made(problem)[: max(2, problem.length - 2)])


SHORTCUTS = (
    Shortcut("one number alone", lambda p: repr([p.high]), (0.005,) * 10),
    Shortcut("numbers in a row", _list(_inputs.rising), (0.005,) * 10),
    Shortcut("a list drawn at random", _list(_inputs.drawn), (0.06, 0.03, 0.03) + (0.02,) * 7),
    Shortcut("the numbers that the program names", _list(_inputs.named), (0.06, 0.03, 0.03, 0.04) + (0.02,) * 6),
    Shortcut("a number that is compared with, and its neighbours", _list(_inputs.edges), (0.03, 0.05, 0.03) + (0.02,) * 7),
)


def copies(problem: SmallestFailingInput, rng: Random) -> Iterator[SmallestFailingInput]:
    """The conditions in another order; other names."""
    conditions = problem.contract.conditions
    if len(conditions) > 1:
        yield replace(problem, contract=replace(problem.contract, conditions=conditions[::-1]))
    yield from renamed(problem, rng)


def different(problem: SmallestFailingInput, rng: Random) -> Iterator[SmallestFailingInput]:
    """Other numbers are allowed; another contract."""
    yield replace(problem, high=problem.high + 1)
    first, *rest = problem.contract.conditions
    if not first.m:
        yield replace(problem, contract=replace(problem.contract, conditions=(replace(first, n=first.n + 1), *rest)))
