"""Equations and worlds as steps state them: `2 soup + 3 tea = 17`, `soup = (17 - 9)/2 = 4`; `soup = 4, tea = 3`.

Names are read without regard to case, articles, underscores and braces; `the price of the soup` and `the soup's price` are the soup.
Units after numbers are dropped. Everything is linear in the length of the text, and numbers are short."""

import re
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.honest.linear_algebra.rows import CONSTANT, Row, whole
from synth.verifiers.parsers.steps import KEPT, LONGEST_KEPT

MAX_SIDES = 6
MAX_DEPTH = 8
MAX_SIZE = 10**18
"""Largest numerator and denominator of a coefficient, a constant, and of what all coefficients of an equation are multiplied by."""
MEASURES = "price cost weight age length distance output volume number value amount duration score content contents level mass water"
_MEASURE = MEASURES.replace(" ", "|")
_IDLE = re.compile(rf"\b(?:the|an?|{_MEASURE}) (?:of |in )?|['’]s? (?:{_MEASURE})\b|\bof\b|\\(?:left|right)\b")
_JOINED = str.maketrans("", "", "_{}")
_TIMES = re.compile(r"\btimes\b|[×·⋅*]|\\(?:cdot|times)\b")
_TWICE = re.compile(r"\b(?:twice|double)\b")
_FRACTION = re.compile(r"\\[dt]?frac ?\{([^{}]*)\} ?\{([^{}]*)\}")
_NUMBER = r"\d{1,9} \d{1,6} ?/ ?\d{1,6}|\d{1,9}(?:\.\d{1,6})?"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_VALUE = re.compile(r"(-?) ?(" + _NUMBER + r"|\d{1,9} ?/ ?\d{1,6})")

_Number = int | Fraction  # whole numbers as int, for speed
_Side = dict[int, _Number]


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name as the reader compares it: small letters and digits without articles and blanks."""
    return "".join(_IDLE.sub(" ", name.lower().translate(_JOINED)).split())


@lru_cache(maxsize=256)
def _reader(names: tuple[str, ...]) -> tuple[dict[str, int], re.Pattern[str]]:
    index = {plain_name(name): number for number, name in enumerate(names)}
    spaced = [" ?".join(map(re.escape, name.lower().translate(_JOINED).split())) for name in names]
    anyone = "|".join(sorted(spaced, key=lambda name: (-len(name), name)))
    return index, re.compile(rf" ?(?:({_NUMBER})(?![\d.])|(?<![a-z])({anyone})(?![a-z0-9])|([-+*/()]))")


def _fraction(text: str) -> _Number | None:
    """`3`, `3.5`, `7/2`, `3 1/2`."""
    if text.isdecimal():
        return int(text)
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
    text = _IDLE.sub(" ", text.translate(_JOINED))
    return " ".join(re.sub(rf"(?<=\d) ?(?:{units})\b", " ", text).split())


class _Unreadable(Exception):
    """Not a linear expression of the names."""


class _Expression:
    """A linear expression, read by descent: sums of products, juxtaposition is a product, at most one factor holds names."""

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        index, token = _reader(names)
        self.tokens: list[_Number | tuple[int] | str] = []
        place, text = 0, text.strip()
        while place < len(text):
            match = token.match(text, place)
            if match is None:
                raise _Unreadable
            number, name, sign = match.groups()
            value = _fraction(number) if number else (index[name.replace(" ", "")],) if name else sign
            if value is None:
                raise _Unreadable
            self.tokens.append(value)
            place = match.end()
        self.tokens.reverse()

    def read(self) -> _Side:
        found = self.sum(0)
        if self.tokens:
            raise _Unreadable
        return found

    def sum(self, depth: int) -> _Side:
        total: _Side = {}
        ahead = self.tokens[-1] if self.tokens else ""
        while not total or ahead in ("+", "-"):
            if ahead in ("+", "-"):
                self.tokens.pop()
            for key, value in self.product(depth).items():
                total[key] = _short(total.get(key, 0) + (-value if ahead == "-" else value))
            ahead = self.tokens[-1] if self.tokens else ""
        return total

    def product(self, depth: int) -> _Side:
        found = self.factor(depth)
        while self.tokens and self.tokens[-1] not in ("+", "-", ")"):
            ahead = self.tokens[-1]
            if ahead in ("*", "/"):
                self.tokens.pop()
            elif not isinstance(ahead, str | tuple):
                raise _Unreadable
            over, other = ahead == "/", self.factor(depth)
            if over or other.keys() == {CONSTANT}:
                found, other = other, found
            if found.keys() != {CONSTANT} or (over and not found[CONSTANT]):
                raise _Unreadable
            by = 1 / Fraction(found[CONSTANT]) if over else found[CONSTANT]
            found = {key: _short(value * by) for key, value in other.items()}
        return found

    def factor(self, depth: int) -> _Side:
        token = self.tokens.pop() if self.tokens else ")"
        if isinstance(token, tuple):
            return {token[0]: 1}
        if not isinstance(token, str):
            return {CONSTANT: token}
        if depth == MAX_DEPTH:
            raise _Unreadable
        if token == "-":
            return {key: -value for key, value in self.factor(depth + 1).items()}
        if token != "(":
            raise _Unreadable
        found = self.sum(depth + 1)
        if not self.tokens or self.tokens.pop() != ")":
            raise _Unreadable
        return found


def _short(number: _Number) -> _Number:
    if abs(number.numerator) > MAX_SIZE or number.denominator > MAX_SIZE:
        raise _Unreadable
    return number


class Claim(NamedTuple):
    """rows: what it states, one for each sign of equality (first side against each later one), true sums such as 2 + 2 = 4 left out.
    solved: quantities that stand alone on one side with a number on another."""

    rows: list[Row]
    solved: frozenset[int]


def read_claim(text: str, names: tuple[str, ...], units: str) -> Claim | None:
    """What `2 soup + 3 tea = 17` or `soup = (17 - 9)/2 = 4` states; None when it can't be read or states nothing. It must not be changed
    by who gets it: completions of one problem state many of the same."""
    return _remembered(text, names, units) if len(text) <= LONGEST_KEPT else _read_claim(text, names, units)


@lru_cache(maxsize=KEPT)
def _remembered(text: str, names: tuple[str, ...], units: str) -> Claim | None:
    return _read_claim(text, names, units)


def _read_claim(text: str, names: tuple[str, ...], units: str) -> Claim | None:
    text = _TWICE.sub("2 ", _TIMES.sub("*", _THOUSANDS.sub("", text.lower())))
    parts = _bare(text, units).split("=")
    if not 2 <= len(parts) <= MAX_SIDES:
        return None
    try:
        sides = [_Expression(part, names).read() for part in parts]
    except _Unreadable:
        return None
    first = sides[0]
    rows: list[Row] = []
    for side in sides[1:]:
        stated = {key: first.get(key, 0) - side.get(key, 0) for key in {**first, **side}}
        stated[CONSTANT] = -stated.get(CONSTANT, 0)
        row = whole(stated)
        if max(map(abs, row.values()), default=0) > MAX_SIZE:
            return None
        if row and row not in rows:
            rows.append(row)
    valued = any(side.keys() == {CONSTANT} for side in sides)
    alone = frozenset(key for side in sides if valued and len(side) == 1 for key, value in side.items() if key != CONSTANT and value == 1)
    return Claim(rows, alone) if rows else None


def world(text: str, names: tuple[str, ...], units: str) -> dict[int, _Number] | None:
    """The values in `soup = 4, tea = 3`; None when something can't be read or a quantity gets two values."""
    index, _ = _reader(names)
    values: dict[int, _Number] = {}
    for part in re.split(r"[,;]|\band\b", _THOUSANDS.sub("", text).rstrip(" .")):
        name, equals, number = _bare(part, units).partition("=")
        if not equals:
            name, equals, number = name.partition(":")
        if not name.strip() and not number.strip():
            continue
        match = _VALUE.fullmatch(number.strip())
        value = _fraction(match[2]) if match else None
        key = index.get(name.replace(" ", ""))
        if match is None or value is None or key is None or key in values:
            return None
        values[key] = -value if match[1] else value
    return values
