"""Formulas between quantities, in Python's operators: each carries its value, dimension and text, and the lines that it rests on."""

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Union

from synth.verifiers.parsers.units import NONE, Dimension
from synth.verifiers.science._given import unit

Point = tuple[float, float]
"""A value in SI units: of the problem as it is, and of the one that is moved a little."""
_SUM, _PRODUCT, _POWER, _ATOM = range(4)
SUM, ATOM = _SUM, _ATOM
"""How firmly a text holds together: a sum, and a number or a bracket."""
_NEGATIVE = re.compile(r"-[\d.]+(?:e-?\d+)?(?: [A-Za-zµΩ°][^ ]*)?")
Operand = Union["Value", int, float]


class Value:
    """A formula: its value, dimension and text, and the lines of the sheet on which it rests, a bit each."""

    __slots__ = ("at", "dimension", "lines", "rank", "text")

    def __init__(self, at: Point, dimension: Dimension, text: str, rank: int = _ATOM, lines: int = 0) -> None:
        self.at, self.dimension, self.text, self.rank, self.lines = at, dimension, text, rank, lines

    def __float__(self) -> float:
        return self.at[0]

    @property
    def work(self) -> bool:
        """Whether it is more than a number: something to work out."""
        return self.rank in (_PRODUCT, _POWER) or (self.rank == _SUM and not self.below) or "(" in self.text.partition(" ")[0]

    def _within(self, rank: int) -> str:
        return self.text if self.rank >= rank else f"({self.text})"

    def __add__(self, other: Operand) -> "Value":
        return self._summed(_value(other), 1, "+", _SUM)

    def __radd__(self, other: Operand) -> "Value":
        return _value(other) + self

    def __sub__(self, other: Operand) -> "Value":
        return self._summed(_value(other), -1, "-", _PRODUCT)

    def __rsub__(self, other: Operand) -> "Value":
        return _value(other) - self

    def _summed(self, other: "Value", sign: int, mark: str, rank: int) -> "Value":
        if self.dimension != other.dimension:
            raise TypeError(f"{self.text} and {other.text} are of two dimensions")
        if other.below:
            return self._summed(-other, -sign, "-" if mark == "+" else "+", _SUM + _PRODUCT - rank)
        at = (self.at[0] + sign * other.at[0], self.at[1] + sign * other.at[1])
        return Value(at, self.dimension, f"{self.text} {mark} {other._within(rank)}", _SUM, self.lines | other.lines)

    def __mul__(self, other: Operand) -> "Value":
        other = _value(other)
        dimension = _joined(self.dimension, other.dimension, 1)
        text = f"{self._within(_PRODUCT)} * {other._within(_POWER)}"
        return Value((self.at[0] * other.at[0], self.at[1] * other.at[1]), dimension, text, _PRODUCT, self.lines | other.lines)

    def __rmul__(self, other: Operand) -> "Value":
        return _value(other) * self

    def __truediv__(self, other: Operand) -> "Value":
        other = _value(other)
        dimension = _joined(self.dimension, other.dimension, -1)
        text = f"{self._within(_PRODUCT)} / {other._within(_POWER)}"
        return Value((self.at[0] / other.at[0], self.at[1] / other.at[1]), dimension, text, _PRODUCT, self.lines | other.lines)

    def __rtruediv__(self, other: Operand) -> "Value":
        return _value(other) / self

    @property
    def below(self) -> bool:
        """Whether it is a negative number, whose sign can be taken off."""
        return self.rank == _SUM and bool(_NEGATIVE.fullmatch(self.text))

    def __neg__(self) -> "Value":
        if self.below:
            return Value((-self.at[0], -self.at[1]), self.dimension, self.text[1:], _ATOM, self.lines)
        return Value((-self.at[0], -self.at[1]), self.dimension, f"-{self._within(_POWER)}", _SUM, self.lines)

    def __pow__(self, power: Operand) -> "Value":
        """To a whole number, or a number without a dimension to one."""
        base = self.text if self.rank == _ATOM and " " not in self.text and "/" not in self.text else f"({self.text})"
        if isinstance(power, int):
            a, b, c, d, e, f, g = (one * power for one in self.dimension)
            text = f"{base}^{power}" if power >= 0 else f"{base}^({power})"
            at = (self.at[0] ** power, self.at[1] ** power)
            return Value(at, (a, b, c, d, e, f, g), text, _POWER, self.lines)
        power = _value(power)
        if self.dimension != NONE or power.dimension != NONE:
            raise TypeError("a power of or to a quantity")
        return Value(
            (self.at[0] ** power.at[0], self.at[1] ** power.at[1]), NONE, f"{base}^({power.text})", _POWER, self.lines | power.lines
        )


@lru_cache(maxsize=2048)
def _joined(one: Dimension, other: Dimension, sign: int) -> Dimension:
    a, b, c, d, e, f, g = (x + sign * y for x, y in zip(one, other, strict=True))
    return a, b, c, d, e, f, g


def _value(other: Operand) -> Value:
    if isinstance(other, Value):
        return other
    return Value((float(other), float(other)), NONE, str(other), _ATOM if other >= 0 else _SUM)


PI = Value((math.pi, math.pi), NONE, "pi")
ZERO_CELSIUS = Value((273.15, 273.15), unit("K")[1], "273.15 K")


def _function(name: str, function: Callable[[float], float], value: Operand) -> Value:
    value = _value(value)
    if value.dimension != NONE:
        raise TypeError(f"{name} of a quantity")
    return Value((function(value.at[0]), function(value.at[1])), NONE, f"{name}({value.text})", _ATOM, value.lines)


def sqrt(value: Operand) -> Value:
    value = _value(value)
    a, b, c, d, e, f, g = (one // 2 for one in value.dimension)
    return Value((math.sqrt(value.at[0]), math.sqrt(value.at[1])), (a, b, c, d, e, f, g), f"sqrt({value.text})", _ATOM, value.lines)


def cbrt(value: Value) -> Value:
    """The cube root."""
    a, b, c, d, e, f, g = (one // 3 for one in value.dimension)
    at = (value.at[0] ** (1 / 3), value.at[1] ** (1 / 3))
    return Value(at, (a, b, c, d, e, f, g), f"({value.text})^(1/3)", _POWER, value.lines)


def exp(value: Operand) -> Value:
    return _function("exp", math.exp, value)


def ln(value: Operand) -> Value:
    return _function("ln", math.log, value)


def log10(value: Operand) -> Value:
    return _function("log", math.log10, value)


def sin(degrees: Operand) -> Value:
    return _function("sin", lambda x: math.sin(math.radians(x)), degrees)


def cos(degrees: Operand) -> Value:
    return _function("cos", lambda x: math.cos(math.radians(x)), degrees)


def tan(degrees: Operand) -> Value:
    return _function("tan", lambda x: math.tan(math.radians(x)), degrees)


def asin(value: Operand) -> Value:
    """In degrees."""
    return _function("asin", lambda x: math.degrees(math.asin(x)), value)


def atan(value: Operand) -> Value:
    """In degrees."""
    return _function("atan", lambda x: math.degrees(math.atan(x)), value)
