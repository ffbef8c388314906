"""Arithmetic between quantities as worked solutions write it: `0.300 kg * 4200 J/(kg K) * (45 - 25) K`, `sqrt(2 * 9.8 * 1.25)`, `3.0e-5`.

A text is read once, within bounds and never by Python, into a program for a stack; the program is run as often as there are readings of its
numbers. Angles are in degrees. Units follow a number or a bracket."""

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.parsers.units import NONE, Dimension
from synth.verifiers.science._given import unit

MAX_SIDE = 400
"""Characters of one side of an equation."""
MAX_VALUE = 1e90
_DEPTH = 12

FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log10,
    "sin": lambda x: math.sin(math.radians(x)),
    "cos": lambda x: math.cos(math.radians(x)),
    "tan": lambda x: math.tan(math.radians(x)),
    "asin": lambda x: math.degrees(math.asin(x)),
    "acos": lambda x: math.degrees(math.acos(x)),
    "atan": lambda x: math.degrees(math.atan(x)),
}
_SPELT = {"√": "sqrt", "log10": "log", "lg": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan"}
_NAMES = "|".join(sorted((*FUNCTIONS, *_SPELT), key=len, reverse=True))
_WORD = rf"(?!(?:{_NAMES}|pi|mod)(?![A-Za-z])|e\s?\^)[A-Za-zµΩÅ℃°]+(?:\s?\^\s?(?:[+-]?\d|\(\s?[+-]?\d\s?\)))?"
_GROUP = rf"\(\s?{_WORD}(?:\s?[*/.]?\s?{_WORD})*\s?\)"
_UNIT = rf"{_WORD}(?:\s?[*/.]?\s?(?:{_WORD}|{_GROUP}))*|1\s?/\s?{_WORD}|/\s?{_WORD}"
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
    rf"(?P<power>[eE][+-]?\d{{1,2}}(?!\d)|\s?\*\s?10\s?\^\s?(?:[+-]?\d{{1,2}}|\(\s?[+-]?\d{{1,2}}\s?\))(?!\d))?"
    rf"(?:\s?(?P<unit>{_UNIT}))?|(?P<name>{_NAMES})(?![A-Za-z])(?:\s?_?10(?=\s?\())?|(?P<constant>pi(?![A-Za-z])|π|e(?=\s?\^))"
    rf"|(?P<behind>(?<=\))\s?(?:{_UNIT})(?![\w(]))|(?P<sign>[-+*/^()]))"
)
_FRACTION = re.compile(r"\\[dt]?frac\s?\(([^()]{1,80})\)\s?\(([^()]{1,80})\)")

_EXPONENT = re.compile(r"\^\s?\(\s?(-?\s?\d+(?:\.\d+)?)\s?\)")


class NoValue(ValueError):
    """The text is no arithmetic, or its value is undefined or too large."""


class Number(NamedTuple):
    """A number as it is written."""

    value: float
    """`4200.0`, in its own unit."""
    figures: int
    """Significant figures shown: 4 for `4200`."""
    step: float
    """One unit of the last figure shown: `1.0`."""
    size: float
    """Of its unit; 1 where there is none."""
    dimension: Dimension | None
    """None where no unit stands behind it."""
    ten: float = 1.0
    """The power of ten behind it."""


class Side(NamedTuple):
    """A side of an equation as a program: a number's place, or what is done with the values on top of the stack."""

    numbers: tuple[Number, ...]
    program: tuple[int | str, ...]

    @property
    def alone(self) -> bool:
        """Whether it is a number, or a fraction, with or without a sign."""
        return all(isinstance(one, int) or one == "neg" for one in self.program) or (
            len(self.numbers) == 2 and self.program in ((0, 1, "/"), (0, "neg", 1, "/"), (0, 1, "/", "neg"))
        )


@lru_cache(maxsize=512)
def _unit(text: str) -> tuple[float, Dimension] | None:
    """Size and dimension; degrees of arc are bare numbers, None for what is no unit."""
    if text in ("°", "deg"):
        return 1.0, NONE
    try:
        size, dimension = unit(text.strip().replace("1/", "/", 1) if text.startswith("1") else text.strip())
    except ValueError:
        return None
    return float(size), dimension


def read(text: str) -> Side | None:
    """A side of an equation; None for any other text."""
    if len(text) > MAX_SIDE:
        return None
    text = _EXPONENT.sub(r"^\1", _FRACTION.sub(r"((\1)/(\2))", text)).replace("\\", "")
    try:
        reader = _Reader(text.strip())
        reader.sum()
    except NoValue:
        return None
    return Side(tuple(reader.numbers), tuple(reader.program)) if reader.kind == "end" and reader.numbers else None


class _Reader:
    """Recursive descent; brackets and powers nest at most _DEPTH deep."""

    def __init__(self, text: str) -> None:
        self.text, self.place, self.depth = text, 0, 0
        self.numbers, self.program = list[Number](), list[int | str]()
        self.kind, self.token = "", re.match("", "")
        self._next()

    def _next(self) -> None:
        if self.place >= len(self.text):
            self.kind = "end"
            return
        found = _TOKEN.match(self.text, self.place)
        if not found or found.end() == self.place:
            raise NoValue
        self.place, self.token = found.end(), found
        self.kind = next(kind for kind in ("number", "name", "constant", "behind", "sign") if found[kind])

    def _sign(self, signs: str) -> str:
        if self.kind == "sign" and self.token and (sign := self.token["sign"]) in signs:
            self._next()
            return sign
        return ""

    def sum(self) -> None:
        self.depth += 1
        if self.depth > _DEPTH:
            raise NoValue
        self._product()
        while sign := self._sign("+-"):
            self._product()
            self.program.append(sign)
        self.depth -= 1

    def _product(self) -> None:
        self._signed()
        while True:
            if sign := self._sign("*/"):
                self._signed()
                self.program.append(sign)
            elif self.kind == "behind" and self.token:
                self._with_unit(self.token["behind"])
                self._next()
            elif self.kind in ("name", "constant") or (self.kind == "sign" and self.token and self.token["sign"] == "("):
                self._power()
                self.program.append("*")
            else:
                return

    def _with_unit(self, text: str) -> None:
        found = _unit(text)
        if found is None:
            raise NoValue
        self.program += [len(self.numbers), "*"]
        self.numbers.append(Number(1.0, 1, 1.0, *found))

    def _signed(self) -> None:
        if self._sign("-"):
            self.depth += 1
            if self.depth > _DEPTH:
                raise NoValue
            self._signed()
            self.depth -= 1
            self.program.append("neg")
        else:
            self._power()

    def _power(self) -> None:
        self._operand()
        if self._sign("^"):
            self.depth += 1
            if self.depth > _DEPTH:
                raise NoValue
            self._signed()
            self.depth -= 1
            self.program.append("^")

    def _operand(self) -> None:
        if self._sign("("):
            self.sum()
            if not self._sign(")"):
                raise NoValue
            return
        found, kind = self.token, self.kind
        if not found or kind not in ("number", "name", "constant"):
            raise NoValue
        self._next()
        if kind == "name":  # sin(30)^2 is the square of a sine
            self._operand()
            self.program.append(_SPELT.get(found["name"], found["name"]))
        elif kind == "constant":
            self.program.append("e" if found["constant"] == "e" else "pi")
        else:
            self.program.append(len(self.numbers))
            self.numbers.append(_number(found))


def _number(found: re.Match[str]) -> Number:
    text = found["number"].replace(",", "")
    whole, _, part = text.partition(".")
    if len(text) > 40:
        raise NoValue
    size, dimension = 1.0, None
    if found["unit"]:
        of = _unit(found["unit"])
        if of is None:
            raise NoValue
        size, dimension = of[0], (of[1] if found["unit"] not in ("°", "deg") else None)
    power = found["power"] or ""
    exponent = int(re.sub(r"^[eE]|\s?\*\s?10\s?\^|[\s()]", "", power) or "0")
    ten = 10.0**exponent
    return Number(float(text) * ten, len((whole + part).lstrip("0")), 10.0 ** (exponent - len(part)), size, dimension, ten)


def run(side: Side, values: Sequence[float]) -> float:
    """The value of a side with these numbers in it. Raises NoValue."""
    stack = list[float]()
    try:
        for one in side.program:
            if isinstance(one, int):
                stack.append(values[one])
            elif one in FUNCTIONS:
                stack.append(FUNCTIONS[one](stack.pop()))
            elif one == "neg":
                stack.append(-stack.pop())
            elif one == "pi" or one == "e":
                stack.append(math.pi if one == "pi" else math.e)
            else:
                right, left = stack.pop(), stack.pop()
                stack.append(done(one, left, right))
            if not abs(stack[-1]) < MAX_VALUE:
                raise NoValue
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        raise NoValue from None
    return stack[-1]


def done(sign: str, left: float, right: float) -> float:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if sign == "/":
        return left / right
    raised: float | complex = left**right
    if isinstance(raised, complex):
        raise NoValue
    return raised
