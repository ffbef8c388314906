"""Equations and worlds as steps state them: `2 soup + 3 tea = 17`, `soup = (17 - 9)/2 = 4`; `soup = 4, tea = 3`.

Names are read without regard to case, articles, underscores and braces; `the price of the soup` and `the soup's price` are the soup.
Units after numbers are dropped. Everything is linear in the length of the text, and numbers are short."""

import re
from fractions import Fraction
from functools import lru_cache

from synth.verifiers.honest._rows import CONSTANT, Row, whole

MAX_SIDES = 6
MAX_DEPTH = 8
MAX_SIZE = 10**18
"""Largest numerator and denominator of a coefficient, a constant, and of what all coefficients of an equation are multiplied by."""
MEASURES = (
    "price|cost|weight|age|length|distance|output|volume|number|value|amount|duration|score|height|contents?|level|mass|rate|water|capacity"
)
_IDLE = re.compile(rf"\b(?:the|an?|{MEASURES}) (?:of |in )?|['’]s (?:{MEASURES})\b|\bof\b|\\(?:left|right)\b|[{{}}_]")
_TIMES = re.compile(r"\btimes\b|[×·⋅*]|\\(?:cdot|times)\b")
_TWICE = re.compile(r"\b(?:twice|double)\b")
_FRACTION = re.compile(r"\\[dt]?frac ?\{([^{}]*)\} ?\{([^{}]*)\}")
_NUMBER = r"\d{1,9} \d{1,6} ?/ ?\d{1,6}|\d{1,9}(?:\.\d{1,6})?"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_VALUE = re.compile(r"(-?) ?(" + _NUMBER + r"|\d{1,9} ?/ ?\d{1,6})")

_Side = dict[int, Fraction]


def plain_name(name: str) -> str:
    """A name as the reader compares it."""
    return " ".join(_IDLE.sub(" ", name.lower().replace("_", "").replace("{", "").replace("}", "")).split())


@lru_cache(maxsize=256)
def _reader(names: tuple[str, ...]) -> tuple[dict[str, int], re.Pattern[str]]:
    index = {plain_name(name): number for number, name in enumerate(names)}
    anyone = "|".join(re.escape(name) for name in sorted(index, key=lambda name: (-len(name), name)))
    return index, re.compile(rf" ?(?:({_NUMBER})(?![\d.])|(?<![a-z])({anyone})(?![a-z0-9])|([-+*/()]))")


def _fraction(text: str) -> Fraction | None:
    """`3`, `3.5`, `7/2`, `3 1/2`."""
    first, _, last = text.replace(" /", "/").replace("/ ", "/").partition(" ")
    total = Fraction(0)
    for part in (first, last):
        top, _, bottom = part.partition("/")
        if bottom and not int(bottom):
            return None
        total += Fraction(top or 0) / int(bottom or 1)
    return total


def _bare(text: str, units: str) -> str:
    text = text.lower()
    if "\\" in text:
        text = _FRACTION.sub(r"((\1)/(\2))", text)
    text = _IDLE.sub(" ", text.replace("_", "").replace("{", "").replace("}", ""))
    return " ".join(re.sub(rf"(?<=\d) ?(?:{units})\b", " ", text).split())


class _Unreadable(Exception):
    """Not a linear expression of the names."""


class _Expression:
    """A linear expression, read by descent: sums of products, juxtaposition is a product, at most one factor holds names."""

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        index, token = _reader(names)
        self.tokens: list[int | Fraction | str] = []
        place, text = 0, text.strip()
        while place < len(text):
            match = token.match(text, place)
            if match is None:
                raise _Unreadable
            number = _fraction(match[1]) if match[1] else None
            if match[1] and number is None:
                raise _Unreadable
            self.tokens.append(number if number is not None else index[match[2]] if match[2] else match[3])
            place = match.end()
        self.tokens.reverse()

    def next_is(self, *wanted: str) -> bool:
        return bool(self.tokens) and self.tokens[-1] in wanted

    def read(self) -> _Side:
        found = self.sum(0)
        if self.tokens:
            raise _Unreadable
        return found

    def sum(self, depth: int) -> _Side:
        total: _Side = {}
        first = True
        while first or self.next_is("+", "-"):
            sign = -1 if self.next_is("-") else 1
            if self.next_is("+", "-"):
                self.tokens.pop()
            for key, value in self.product(depth).items():
                total[key] = _short(total.get(key, Fraction(0)) + sign * value)
            first = False
        return total

    def product(self, depth: int) -> _Side:
        found = self.factor(depth)
        while self.tokens and not self.next_is("+", "-", ")"):
            over = self.next_is("/")
            if self.next_is("/", "*"):
                self.tokens.pop()
            other = self.factor(depth)
            if over or other.keys() <= {CONSTANT}:
                found, other = other, found
            by = found.get(CONSTANT, Fraction(0))
            if not found.keys() <= {CONSTANT} or (over and not by):
                raise _Unreadable
            found = {key: _short(value / by if over else value * by) for key, value in other.items()}
        return found

    def factor(self, depth: int) -> _Side:
        token = self.tokens.pop() if self.tokens else ")"
        if isinstance(token, Fraction):
            return {CONSTANT: token}
        if isinstance(token, int):
            return {token: Fraction(1)}
        if token != "(" or depth == MAX_DEPTH:
            raise _Unreadable
        found = self.sum(depth + 1)
        if not self.next_is(")"):
            raise _Unreadable
        self.tokens.pop()
        return found


def _short(number: Fraction) -> Fraction:
    if abs(number.numerator) > MAX_SIZE or number.denominator > MAX_SIZE:
        raise _Unreadable
    return number


def equations(text: str, names: tuple[str, ...], units: str) -> list[Row] | None:
    """What a claim states, one row for each sign of equality (first side against each later one), true sums such as 2 + 2 = 4 left out;
    None when it can't be read or states nothing."""
    text = _TWICE.sub("2 ", _TIMES.sub("*", _THOUSANDS.sub("", text.lower())))
    parts = _bare(text, units).split("=")
    if not 2 <= len(parts) <= MAX_SIDES:
        return None
    try:
        first, *others = [_Expression(part, names).read() for part in parts]
    except _Unreadable:
        return None
    rows = []
    for side in others:
        stated = {key: first.get(key, Fraction(0)) - side.get(key, Fraction(0)) for key in {**first, **side}}
        stated[CONSTANT] = -stated.get(CONSTANT, Fraction(0))
        row = whole(stated)
        if max(map(abs, row.values()), default=0) > MAX_SIZE:
            return None
        if row and row not in rows:
            rows.append(row)
    return rows or None


def world(text: str, names: tuple[str, ...], units: str) -> dict[int, Fraction] | None:
    """The values in `soup = 4, tea = 3`; None when something can't be read or a quantity gets two values."""
    index, _ = _reader(names)
    values: dict[int, Fraction] = {}
    for part in re.split(r"[,;]|\band\b", _THOUSANDS.sub("", text).rstrip(" .")):
        name, equals, number = _bare(part, units).partition("=")
        if not equals:
            name, equals, number = name.partition(":")
        if not name.strip() and not number.strip():
            continue
        match = _VALUE.fullmatch(number.strip())
        value = _fraction(match[2]) if match else None
        key = index.get(name.strip())
        if match is None or value is None or key is None or key in values:
            return None
        values[key] = -value if match[1] else value
    return values
