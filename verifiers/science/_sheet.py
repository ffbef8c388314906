"""A sheet of paper: the derivation that the construction knows, as formulas between quantities, each worked out from those before it.

A formula is written with Python's operators (`v = sheet.line("v", u + a * t, "m/s")`). It carries its value, its dimension and its text, so
one sheet is at once the worked solution and what a derivation has to arrive at. Values are floats at two points: the problem as it is, and
the same with every given quantity moved by a little, each value by a share of its own. A formula that is right at both depends on the
given quantities as it should; one that hits the value by chance, or by adding and taking away, does not."""

import math
import re
from collections.abc import Callable
from typing import NamedTuple, Union

from synth.verifiers.parsers.units import NONE, Dimension
from synth.verifiers.science._given import Given, unit

Point = tuple[float, float]
"""A value in SI units: of the problem as it is, and of the one that is moved a little."""
World = frozenset[tuple[int, int]]
"""Which of its readings is taken of a line, where it has several: {(3, 0)} for the first reading of the third line."""
FIGURES = 6
"""Significant figures of results."""
_STEP = 1e-3
_NEGATIVE = re.compile(r"-[\d.]+(?:e-?\d+)?(?: [A-Za-zµΩ°][^ ]*)?")
_SUM, _PRODUCT, _POWER, _ATOM = range(4)


class Known(NamedTuple):
    """A number that a line may use."""

    at: Point
    """In SI units, or as it stands where it has none."""
    dimension: Dimension | None
    """None where no unit is told: for a bare result of a line."""
    size: float = 1.0
    """Of the unit in which it was written."""
    shown: float = 0.0
    """How it was written."""
    step: float = 0.0
    """One unit of the last figure written; 0 for a fraction."""
    world: World = frozenset()
    """The choices that it rests on."""
    below: float = 0.0
    """The denominator where it was written as a fraction: `200`."""


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


def _joined(one: Dimension, other: Dimension, sign: int) -> Dimension:
    if other == NONE:
        return one
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


class Sheet:
    """Lines in the order in which they are worked out; the last one gives what is asked."""

    def __init__(self) -> None:
        self.known = list[Known]()
        """The numbers of the problem."""
        self._said = list[tuple[bool, str]]()
        self._kept = 0
        self._forms = dict[str, Point]()
        self.result: Value | None = None
        """What the last line gave."""

    @property
    def count(self) -> int:
        """Lines and sentences so far."""
        return len(self._said)

    @property
    def said(self) -> list[tuple[bool, str]]:
        """Lines (True) on which the result rests and sentences between them: `(True, "v = 2 m/s^2 * 3 s = 6 m/s")`."""
        uses = self._kept | (self.result.lines if self.result else 0)
        return [(equation, text) for place, (equation, text) in enumerate(self._said) if not equation or uses >> place & 1]

    def given(self, given: Given | str, name: str = "", into: str = "", share: float | None = None) -> Value:
        """A quantity of the problem, as it is told: `"0.35"`, `"0.00125 A"`. into: the unit to which a first line converts it, where its
        own has another size; name: what it is called there; share: by which it moves, where it hangs together with others."""
        number, _, own = str(given).partition(" ")
        size, dimension = unit(own) if own else (1, NONE)
        x, factor = float(number), float(size)
        moved = x * factor * share if share is not None else x * factor if x == 1 else _moved(x * factor)
        at = (x * factor, moved)  # a factor of 1 may be left out
        self._forms.setdefault(number.lstrip("-"), at)
        self.known.append(Known(at, dimension, factor, x, last_figure(number)))
        value = Value(at, dimension, str(given), _ATOM if x >= 0 else _SUM)
        if into and own != into and unit(into)[0] != size:
            return self.line(name, value, into)
        return value

    def fixed(self, told: str | int) -> Value:
        """A number that is part of the formula and does not move: a count, a ratio of small numbers, `"100 °C"` where water boils."""
        number, _, own = str(told).partition(" ")
        size, dimension = unit(own) if own else (1, NONE)
        at = (float(number) * float(size),) * 2
        self.known.append(Known(at, dimension, float(size), float(number), last_figure(number)))
        return Value(at, dimension, str(told), _ATOM if at[0] >= 0 else _SUM)

    def also(self, value: Value, into: str = "") -> Value:
        """What a reader sees at once in the numbers of the problem, so that no line has to work it out: the sine of a slope of 3 : 4."""
        size = float(unit(into)[0]) if into else 1.0
        shown = f"{value.at[0] / size:.10g}"
        self._forms.setdefault(shown, value.at)
        self.known.append(Known(value.at, value.dimension, size, float(shown), last_figure(shown)))
        return Value(value.at, value.dimension, f"{shown} {into}".rstrip(), _ATOM, value.lines)

    def line(self, name: str, value: Value, into: str = "", keep: bool = False, shown: str = "") -> Value:
        """What a line works out, shown in a unit. keep: also where the result does not rest on it; shown: as a fraction."""
        size, dimension = unit(into) if into else (1, NONE)
        if dimension != value.dimension:
            raise TypeError(f"{name} = {value.text} is not in {into or 'no unit'}")
        shown = shown or self._apart(value.at[0] / float(size), value.at)
        result = f"{shown} {into}".rstrip()
        if result == value.text and value.lines:  # it was worked out before
            self.result = value
            return value
        lines = value.lines | 1 << len(self._said)
        self._kept |= lines if keep else 0
        self._said.append((True, f"{name} = {value.text} = {result}"))
        self.result = Value(value.at, dimension, result, _ATOM if value.at[0] >= 0 else _SUM, lines)
        return self.result

    def _apart(self, x: float, at: Point) -> str:
        """The result as it is shown: with a figure more where another number is written like that."""
        text, figures = _shown(x), FIGURES
        while "e" not in text and figures < FIGURES + 4 and self._forms.setdefault(text.lstrip("-"), at) != at:
            figures += 1
            exact = abs(float(text) - x) <= 1e-9 * abs(x)
            text = _shown(x, figures) if not exact else f"{text}0" if "." in text else f"{text}.0"
        return text

    def say(self, sentence: str) -> None:
        """A sentence between lines, in English; rows in other languages leave it out."""
        self._said.append((False, sentence))


def _moved(x: float) -> float:
    """A number moved by one or two in a thousand. Equal ones go together, so that it does not matter which of them a line means."""
    where = math.log(abs(x)) if x else 0.0
    return x * (1 + _STEP * (1 + where * 61.803 % 1) * (1 if where * 7.071 % 1 < 0.5 else -1))


def last_figure(number: str) -> float:
    """One unit of it: 0.01 for `2.50`."""
    mantissa, _, power = number.partition("e")
    return 10.0 ** (int(power or 0) - len(mantissa.partition(".")[2]))


def _shown(x: float, figures: int = FIGURES) -> str:
    """With four figures at least; noughts that count are shown."""
    if x and not 1e-3 <= abs(x) < 10.0**FIGURES:
        mantissa, _, power = f"{x:.{figures - 1}e}".partition("e")
        exact = abs(float(f"{mantissa}e{power}") - x) <= 1e-9 * abs(x)
        return f"{mantissa.rstrip('0').rstrip('.') if exact else mantissa}e{int(power)}"
    text = f"{x:.{figures}g}"
    if abs(float(text) - x) > 1e-9 * abs(x):
        return f"{x:#.{figures}g}".rstrip(".")
    return f"{x:#.4g}" if abs(x) < 1000 and len(text.replace(".", "").lstrip("-0")) < 4 else text
