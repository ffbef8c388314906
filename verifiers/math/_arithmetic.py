"""Arithmetic on numbers as derivations write it: `(5 * 42 - 39) mod 56`, `4! / (2! * 2!)`, `C(5, 2)`, `gcd(12, 18)`. Read by recursive
descent within bounds, never evaluated by Python; values are exact."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from synth.verifiers.exact import Fraction

Number = int | Fraction
"""Whole ones are kept as int where that is easy: fractions are slow to hash and to compare."""
MAX_SIDE = 400
"""Characters of one side of an equation."""
KEPT = 1 << 11
"""Sides that are remembered: completions of one problem write many of the same, and what a line rests on is asked again and again."""
MAX_KEPT = 128
"""Ways to read a side that are tried: which of its numbers are those of the problem."""
MAX_BITS = 4_000
"""Bits of a value on the way."""
MOVED = (1009, 2003, 3001, 4001, 5003, 6007, 7001, 8009, 9001, 10007, 11003, 12007)
"""Numbers that stand for those of a problem, to see whether a line works its result out or merely hits it."""
LARGE = 10**9 + 7
"""As a modulus it leaves everything as it is."""


def size(number: Number) -> Number:
    """The number without its sign."""
    return number if number >= 0 else -number


def moving(numbers: Iterable[Number]) -> dict[int, int]:
    """Other numbers in place of those from 2 on with which these are written; none where there are too many."""
    parts = sorted({n for number in numbers for n in (abs(number.numerator), number.denominator) if n > 1})
    return dict(zip(parts, MOVED, strict=False)) if len(parts) <= len(MOVED) else {}


def other(number: Number, moved: Mapping[int, int]) -> Fraction:
    """The number with others in its place: -13/2 becomes -2003/1009."""
    above = moved.get(abs(number.numerator), abs(number.numerator))
    return Fraction(above if number > 0 else -above, moved.get(number.denominator, number.denominator))


_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|(mod\b|gcd\b|lcm\b|C(?=\s*\()|[-+*/^(),!]))", re.ASCII)
_FRACTION = re.compile(r"\\[dt]?frac\(([^()]{1,60})\)\(([^()]{1,60})\)")
_DEPTH = 12


class _NoValue(ValueError):
    """The text is no arithmetic, or its value is undefined or too large."""


class Side(NamedTuple):
    value: Number
    numbers: frozenset[Number]
    """The numbers in it, without signs: `{17, 23}`."""
    quotients: dict[Number, frozenset[Number]]
    """What is divided in it, which may be a fraction that is known, and the numbers in that: `{17/23: {17, 23}}`."""
    tokens: tuple[str, ...]
    """As they were read."""

    def rests_on(self, number: Number) -> bool:
        """Whether the value would be another one with another number in one of its places: not so for 13 in `0 * 13 + 40`."""
        return _rests_on(self.tokens, self.value, number)

    def may_become(self, wanted: Number, moved: Mapping[int, int]) -> bool:
        """Whether it is worth `wanted` with other numbers in place of some, `{2: 1009}`, where a place may keep its own: the 2 of a
        square, or of a factor, is another 2 than that of the problem."""
        before = ("", *self.tokens)
        places = [place for place, token in enumerate(self.tokens) if token.isdigit() and before[place] != "^" and int(token) in moved]
        tokens = list(self.tokens)
        for place in places:
            tokens[place] = str(moved[int(tokens[place])])
        kept = (left for count in range(len(places) + 1) for left in combinations(places, count))
        for left in islice(kept, MAX_KEPT):
            try:
                if _Reader([self.tokens[place] if place in left else token for place, token in enumerate(tokens)]).sum() == wanted:
                    return True
            except _NoValue:
                pass
        return False


@lru_cache(maxsize=KEPT)
def _rests_on(tokens: tuple[str, ...], value: Number, number: Number) -> bool:
    places = [place for place, token in enumerate(tokens) if token[0].isdigit() and Fraction(token) == number]
    others = [str(other) for other in (number + 1, number + 7, 1, 2, 3, LARGE) if other != number]
    return any(_changes(tokens, value, place, other) for place in places for other in others)


def _changes(tokens: tuple[str, ...], value: Number, place: int, other: str) -> bool:
    try:
        return _Reader([*tokens[:place], other, *tokens[place + 1 :]]).sum() != value
    except _NoValue:
        return False


def evaluate(text: str) -> Side | None:
    """The value of arithmetic on numbers; None for any other text. `a mod m` ranks with products, and powers go to the right."""
    text = _FRACTION.sub(r"(\1)/(\2)", text)
    return _evaluated(text) if len(text) <= MAX_SIDE else None


@lru_cache(maxsize=KEPT)
def _evaluated(text: str) -> Side | None:
    tokens, place = list[str](), 0
    text = text.rstrip()
    while place < len(text):
        token = _TOKEN.match(text, place)
        if not token:
            return None
        tokens.append(token[1] or token[2])
        place = token.end()
    reader = _Reader(tokens)
    try:
        value = reader.sum()
    except _NoValue:
        return None
    if reader.place < len(tokens) or not tokens:
        return None
    return Side(value, frozenset(reader.numbers), reader.quotients, tuple(tokens))


def worth(tokens: Sequence[str]) -> Number | None:
    """What tokens are worth that are arithmetic; None where that is undefined or too large."""
    try:
        return _Reader(tokens).sum()
    except _NoValue:
        return None


class _Reader:
    """Recursive descent over tokens; brackets and powers nest at most _DEPTH deep."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens, self.place, self.depth = tokens, 0, 0
        self.numbers, self.quotients = list[Number](), dict[Number, frozenset[Number]]()

    def _next(self, *wanted: str) -> str:
        if self.place < len(self.tokens) and self.tokens[self.place] in wanted:
            self.place += 1
            return self.tokens[self.place - 1]
        return ""

    def _expect(self, token: str) -> None:
        if not self._next(token):
            raise _NoValue

    def sum(self) -> Number:
        self.depth += 1
        if self.depth > _DEPTH:
            raise _NoValue
        value = self._product()
        while sign := self._next("+", "-"):
            other = self._product()
            value = _bounded(value + other if sign == "+" else value - other)
        self.depth -= 1
        return value

    def _product(self) -> Number:
        start = before = len(self.numbers)
        value = factor = self._signed()
        while sign := self._next("*", "/", "mod"):
            middle = len(self.numbers)
            other = self._signed()
            if sign != "*" and not other:
                raise _NoValue
            factor = _whole(Fraction(factor) / other) if sign == "/" else other
            if sign == "/":
                value = _whole(Fraction(value) / other)
                self.quotients[size(factor)] = frozenset(self.numbers[before:])  # 1/2 * 3/7 has the quotient 3/7 too
                self.quotients[size(value)] = frozenset(self.numbers[start:])
            else:
                before, value = middle, value * other if sign == "*" else value % other
            _bounded(value)
        return value

    def _signed(self) -> Number:
        return -self._power() if self._next("-") else self._power()

    def _power(self) -> Number:
        base = self._operand()
        while self._next("!"):
            base = _factorial(base)
        if not self._next("^"):
            return base
        self.depth += 1
        if self.depth > _DEPTH:
            raise _NoValue
        exponent = self._signed()
        self.depth -= 1
        return _raised(base, exponent)

    def _operand(self) -> Number:
        if self._next("("):
            value = self.sum()
            self._expect(")")
            return value
        if name := self._next("C", "gcd", "lcm"):
            self._expect("(")
            first = self.sum()
            self._expect(",")
            second = self.sum()
            self._expect(")")
            return _function(name, first, second)
        if self.place == len(self.tokens) or not self.tokens[self.place][0].isdigit() or len(self.tokens[self.place]) > 300:
            raise _NoValue
        token = self.tokens[self.place]
        number = int(token) if token.isdigit() else _whole(Fraction(token))
        self.place += 1
        self.numbers.append(number)
        return number


def _whole(value: Fraction) -> Number:
    return int(value) if value.denominator == 1 else value


def _bounded(value: Number) -> Number:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise _NoValue
    return value


def _factorial(value: Number) -> Number:
    if value.denominator != 1 or not 0 <= value <= 200:
        raise _NoValue
    return math.factorial(int(value))


def _raised(base: Number, exponent: Number) -> Number:
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if exponent.denominator != 1 or size(exponent) * bits > MAX_BITS or (not base and exponent < 0):
        raise _NoValue
    return base ** int(exponent) if exponent >= 0 else _whole(Fraction(base) ** int(exponent))


def _function(name: str, first: Number, second: Number) -> Number:
    if first.denominator != 1 or second.denominator != 1:
        raise _NoValue
    a, b = int(first), int(second)
    if name == "C":
        if not 0 <= a <= 500 or b < 0:
            raise _NoValue
        return math.comb(a, b)
    return math.gcd(a, b) if name == "gcd" else math.lcm(a, b)
