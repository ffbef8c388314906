"""Sentences on a list of numbers, "its items": what is measured of it, and conditions on that."""

import re
from collections.abc import Callable
from itertools import groupby, pairwise
from typing import Any

from reading import Unread

Items = tuple[int, ...]
Measure = Callable[[Items], int]
Is = Callable[[int], bool]
THAT = r"(?:is|are) (?:all )?(.+?)"
COUNTER = rf"a counter \(it starts at 0 and, for each item from left to right, goes up by 1 if the item {THAT} and otherwise goes down by 1, but never below 0\)"


def quality(words: str) -> Is:
    """`at least 3`, `odd`, `a multiple of 3`: whether a number is that."""
    number = int(found[0]) if (found := re.search(r"-?\d+$", words)) else 0
    match re.sub(r" -?\d+$", "", words):
        case "odd":
            return lambda x: x % 2 == 1
        case "even":
            return lambda x: x % 2 == 0
        case "at least":
            return lambda x: x >= number
        case "at most":
            return lambda x: x <= number
        case "greater than":
            return lambda x: x > number
        case "less than":
            return lambda x: x < number
        case "exactly":
            return lambda x: x == number
        case "a multiple of" | "multiples of":
            return lambda x: x % number == 0
    raise Unread(words)


def _sum_of(is_one: Is) -> Measure:
    return lambda items: sum(filter(is_one, items))


def _by_place(rest: str, modulus: str) -> Measure:
    return lambda items: sum(items[int(rest) :: int(modulus)])


def _number_of(is_one: Is) -> Measure:
    return lambda items: sum(map(is_one, items))


def _neighbours(alike: Callable[[int, int], bool]) -> Measure:
    return lambda items: sum(alike(one, other) for one, other in pairwise(items))


def _records(items: Items) -> int:
    return sum(all(each > before for before in items[:place]) for place, each in enumerate(items))


def _behind(is_one: Is, which: str, is_mark: Is) -> Measure:
    def measure(items: Items) -> int:
        marks = [place for place, each in enumerate(items) if is_mark(each)]
        number = ("first", "second", "third").index(which)
        return sum(map(is_one, items[marks[number] + 1 :])) if len(marks) > number else 0

    return measure


def _since(is_mark: Is) -> Measure:
    def measure(items: Items) -> int:
        return next((back for back, each in enumerate(reversed(items)) if is_mark(each)), len(items))

    return measure


def _last(is_one: Is) -> Measure:
    return lambda items: next(filter(is_one, reversed(items)), -1)


def _place(is_one: Is) -> Measure:
    return lambda items: next((place for place, each in enumerate(items) if is_one(each)), -1)


def _stretch(is_one: Is) -> Measure:
    return lambda items: max((len(list(run)) for good, run in groupby(items, key=is_one) if good), default=0)


def _counter(which: str, is_up: Is) -> Measure:
    def measure(items: Items) -> int:
        value = most = 0
        for each in items:
            value = value + 1 if is_up(each) else max(0, value - 1)
            most = max(most, value)
        return value if which == "final value" else most

    return measure


def _running(start: str, factor: str, modulus: str) -> Measure:
    def measure(items: Items) -> int:
        value = int(start)
        for each in items:
            value = (value * int(factor) + each) % int(modulus)
        return value

    return measure


MEASURES: tuple[tuple[str, Callable[..., Measure]], ...] = (
    (r"the greatest item minus the smallest item", lambda: lambda items: max(items) - min(items)),
    (
        r"the sum of the items whose position, counted from 0, leaves remainder (\d+) when divided by (\d+) \(0 if there are none\)",
        _by_place,
    ),
    (rf"the sum of the items that {THAT} \(0 if there are none\)", lambda that: _sum_of(quality(that))),
    (r"the number of items that are equal to the item directly before them", lambda: _neighbours(lambda one, other: one == other)),
    (r"the number of items that are greater than the item directly before them", lambda: _neighbours(lambda one, other: other > one)),
    (r"the number of items that are less than the item directly before them", lambda: _neighbours(lambda one, other: other < one)),
    (
        r"the number of items that differ from the item directly before them by at most (\d+)",
        lambda most: _neighbours(lambda one, other: abs(one - other) <= int(most)),
    ),
    (r"the number of items that are greater than all items before them \(the first item counts as one\)", lambda: _records),
    (
        rf"the number of items that {THAT} and stand after the (first|second|third) item that {THAT} \(0 if there is no such item\)",
        lambda one, which, mark: _behind(quality(one), which, quality(mark)),
    ),
    (
        rf"the number of items that stand after the last item that {THAT} \(all items, if there is none\)",
        lambda mark: _since(quality(mark)),
    ),
    (rf"the number of items that {THAT}", lambda that: _number_of(quality(that))),
    (rf"the last item that {THAT} \(-1 if there is none\)", lambda that: _last(quality(that))),
    (rf"the position, counted from 0, of the first item that {THAT} \(-1 if there is none\)", lambda that: _place(quality(that))),
    (rf"the length of the longest unbroken stretch of items that {THAT} \(0 if there are none\)", lambda that: _stretch(quality(that))),
    (rf"the (final value|greatest value ever reached) (?:of|by) {COUNTER}", lambda which, up: _counter(which, quality(up))),
    (
        r"the final value of a number h \(h starts at (\d+) and, for each item x from left to right, becomes `\((\d+)h \+ x\) mod (\d+)`\)",
        _running,
    ),
)


def measure(words: str) -> Measure:
    """What the words name, of a list that is not empty."""
    for pattern, made in MEASURES:
        if found := re.fullmatch(pattern, words):
            return made(*found.groups())
    raise Unread(words)


def condition(words: str) -> Callable[[Items], bool]:
    """`<measure> is at least 3`, `<measure> leaves remainder 1 when divided by 3`."""
    if found := re.fullmatch(r"(.+) leaves remainder (\d+) when divided by (\d+)", words):
        value, rest, modulus = measure(found[1]), int(found[2]), int(found[3])
        return lambda items: value(items) % modulus == rest
    found = re.fullmatch(r"(.+) is ((?:exactly|at least|at most|greater than|less than) -?\d+)", words)
    if not found:
        raise Unread(words)
    value, holds = measure(found[1]), quality(found[2])
    return lambda items: holds(value(items))


def contract(value: str, words: list[str], otherwise: str) -> Callable[[Items], Any]:
    """What a function returns: `value` where all conditions hold, else `otherwise`."""
    conditions = [condition(each) for each in words]
    if (value, otherwise) == ("`True`", "`False`"):
        return lambda items: all(holds(items) for holds in conditions)
    if otherwise != "-1":
        raise Unread(otherwise)
    gives = measure(value)
    return lambda items: gives(items) if all(holds(items) for holds in conditions) else -1
