"""Inputs on which a function is tried: the same ones for the same problem, drawn from its own text.

Sizes from empty to some thirty items, values in the middle and at every number that the program names, one less and one more; equal
items, ascending and descending ones, one sign only, nothing but the same."""

import hashlib
import sys
from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

import msgspec

from synth.verifiers.code._language import Step

INPUTS = 48
WORDS = (
    "a b aa ab ba abba anna noon level area eel ooze tree crypt rhythm sky onion banana kiwi mango pear plum fig apple grape lemon "
    "guru yes unit buy yummy".split()
)
_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 33)
"""Of lists, behind the first four, which have 0 to 3."""
T = TypeVar("T")
Draw = Callable[[], int]
"""The next of the numbers, 32 bits long."""


def draws(text: bytes) -> Draw:
    """Numbers that depend on a text alone."""
    return chain.from_iterable(digits(text + bytes([number]), 1 << 10) for number in range(256)).__next__


def inputs(start: str, steps: tuple[Step, ...], kinds: Sequence[str], count: int = INPUTS) -> list[list[Any]]:
    """Argument lists, the first with an empty first argument. Nobody may change them."""
    return _inputs(start, steps, tuple(kinds), count)


@lru_cache(maxsize=128)
def _inputs(start: str, steps: tuple[Step, ...], kinds: tuple[str, ...], count: int) -> list[list[Any]]:
    draw = draws(msgspec.json.encode((start, steps)))
    named = _named(steps)
    return [
        [_argument(draw, kind, number if place == 0 else draw() % 99, named) for place, kind in enumerate(kinds)] for number in range(count)
    ]


def _named(steps: Sequence[Step]) -> list[int]:
    """The numbers that a program compares with, and their neighbours."""
    found: list[int] = []
    for step in steps:
        found += [step.n, step.m] if step.op in ("clamp", "above") else []
        if step.test:
            found += [step.test.value, step.test.value2]
        for key in (step.key, step.test and step.test.key):
            found += [key.n] if key and key.n else []
    return sorted({near for number in found for near in (number - 1, number, number + 1, -number)})


def _argument(draw: Draw, kind: str, number: int, named: list[int]) -> Any:
    if kind == "int":
        return _pick(draw, (0, 1, -1, draw() % 40 - 9, draw() % 18 - 5, *named[:6]))
    if kind == "ints":
        return _integers(draw, number, named)
    if kind == "strs":
        return [_word(draw) for _ in range(_size(draw, number))]
    if kind == "str":
        return _text(draw, number)
    return {_word(draw): _some(draw, 1, number, named, 0, 30)[0] for _ in range(_size(draw, number))}


def _pick(draw: Draw, items: Sequence[T]) -> T:
    return items[draw() % len(items)]


def _size(draw: Draw, number: int) -> int:
    return number if number < 4 else _pick(draw, _SIZES)


def _some(draw: Draw, count: int, style: int, named: list[int], low: int, high: int) -> list[int]:
    """Each one that the program names; else one from low to high, a small one, or one that may be four times as great."""
    match style % 4:
        case 1:
            low, high = max(low, -3), 4
        case 2:
            high = 10
        case 3:
            high = 4 * high
    span, names = high - low + 1, len(named)
    if not named:
        return [low + draw() % span for _ in range(count)]
    return [low + draw() % span if draw() % 3 else named[draw() % names] for _ in range(count)]


def _integers(draw: Draw, number: int, named: list[int]) -> list[int]:
    size = _size(draw, number)
    style = draw() % 12
    found = _some(draw, size, style, named, -20, 50)
    match style:
        case 4:
            return sorted(found)
        case 5:
            return sorted(found, reverse=True)
        case 6 | 7:  # equal neighbours
            doubled = [x for x in found for _ in range(1 + draw() % 3)]
            return doubled[: max(size, 2)]
        case 8:
            return [abs(x) for x in found]
        case 9:
            return found[: size // 2] + found[: size // 2][::-1]
        case 10:  # both signs of few numbers
            return [_pick(draw, (1, -1)) * _pick(draw, (1, 2, 3, 12, 20, 21)) for _ in range(size)]
        case 11:
            return [sign * x for x in found[: -(-size // 2)] for sign in (1, -1)][:size]
    return found


def _word(draw: Draw) -> str:
    match draw() % 8:
        case 0:
            return "".join(["abc"[draw() % 3] for _ in range(1 + draw() % 4)])
        case 1:
            return "".join(["aeiou"[draw() % 5] if draw() % 2 else "bcdrstxyz"[draw() % 9] for _ in range(1 + draw() % 9)])
        case 2:
            return "abeoz"[draw() % 5] * (1 + draw() % 3)
    return WORDS[draw() % len(WORDS)]


def _text(draw: Draw, number: int) -> str:
    if number == 0:
        return ""
    if number < 3:
        return _pick(draw, (" ", "a", "zz", "  a "))
    blank = " " if draw() % 4 else "  "
    text = blank.join(_word(draw) for _ in range(1 + draw() % 7))
    return (" " if draw() % 6 == 0 else "") + text + (" " if draw() % 6 == 0 else "")


LARGE = 12_000
"""Elements of a list in a large input."""
FARTHEST = 10**6
"""Greatest absolute value in it."""


def large(start: str, steps: tuple[Step, ...], kinds: Sequence[str], size: int = LARGE) -> list[Any]:
    """Arguments that show how much work a program does: long lists, mostly of different numbers; the first list falls where the nearest
    greater number is asked for, so that it is far away. Half of a second list stands in the first."""
    first = _far(msgspec.json.encode((start, steps)), size)
    if any(step.op == "greater" for step in steps):
        first = [x // 2 for x in sorted(first, reverse=True)]
        first[::64] = [2 * x for x in first[::64]]
    others = [
        first[0] if kind == "int" else (first[::2] + _far(msgspec.json.encode((steps, start)), size - size // 2))[::-1]
        for kind in kinds[1:]
    ]
    return [first, *others]


def _far(text: bytes, count: int) -> list[int]:
    """Numbers from -FARTHEST to FARTHEST."""
    span, most = 2 * FARTHEST + 1, FARTHEST
    return [number % span - most for number in digits(text, count)]


def digits(text: bytes, count: int) -> "array[int]":
    """Numbers of 32 bits that depend on a text alone, many at once."""
    numbers = array("I", hashlib.shake_128(text).digest(4 * count))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
