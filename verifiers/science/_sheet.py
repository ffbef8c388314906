"""A sheet of paper: the derivation that the construction knows, as formulas between quantities, each worked out from those before it.

A formula is written with Python's operators (`v = sheet.line("v", u + a * t, "m/s")`). It carries its value, its dimension and its text, so
one sheet is at once the worked solution and what a derivation has to arrive at. Values are floats at two points: the problem as it is, and
the same with every given quantity moved by a little, each value by a share of its own. A formula that is right at both depends on the
given quantities as it should; one that hits the value by chance, or by adding and taking away, does not."""

import math
from typing import NamedTuple

from synth.verifiers.parsers.units import NONE, Dimension
from synth.verifiers.science._formula import (
    ATOM,
    PI,
    SUM,
    Point,
    Value,
    asin,
    atan,
    cbrt,
    cos,
    exp,
    ln,
    log10,
    sin,
    sqrt,
    tan,
)
from synth.verifiers.science._given import Given, unit

__all__ = [
    "PI",
    "Known",
    "Point",
    "Sheet",
    "Value",
    "World",
    "asin",
    "atan",
    "cbrt",
    "cos",
    "exp",
    "ln",
    "log10",
    "sin",
    "sqrt",
    "tan",
]

World = frozenset[tuple[int, int]]
"""Which of its readings is taken of a line, where it has several: {(3, 0)} for the first reading of the third line."""
FIGURES = 6
"""Significant figures of results."""
_STEP = 1e-3


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
        self.checks = list[Value]()
        """What has to be worked out before the result counts."""

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
        value = Value(at, dimension, str(given), ATOM if x >= 0 else SUM)
        if into and own != into and unit(into)[0] != size:
            return self.line(name, value, into)
        return value

    def stated(self, name: str, number: str) -> Value:
        """A quantity that is put forward, and then checked: `"2.5119e-5 mol/L"`."""
        value = self.given(number)
        self._said.append((True, f"{name} = {number}"))
        return Value(value.at, value.dimension, value.text, value.rank, 1 << (len(self._said) - 1))

    def check(self, name: str, value: Value, into: str = "") -> Value:
        """A line without which the result does not count. into: its unit, or that of a formula between bare numbers."""
        if value.dimension != NONE or not into:
            self.checks.append(self.line(name, value, into, keep=True))
            return self.checks[-1]
        found, (size, dimension) = self.line(name, value, keep=True), unit(into)
        self.checks.append(Value((found.at[0] * float(size), found.at[1] * float(size)), dimension, ""))
        return found

    def fixed(self, told: str | int) -> Value:
        """A number that is part of the formula and does not move: a count, a ratio of small numbers, `"100 °C"` where water boils."""
        number, _, own = str(told).partition(" ")
        size, dimension = unit(own) if own else (1, NONE)
        at = (float(number) * float(size),) * 2
        self.known.append(Known(at, dimension, float(size), float(number), last_figure(number)))
        return Value(at, dimension, str(told), ATOM if at[0] >= 0 else SUM)

    def also(self, value: Value, into: str = "") -> Value:
        """What a reader sees at once in the numbers of the problem, so that no line has to work it out: the sine of a slope of 3 : 4."""
        size = float(unit(into)[0]) if into else 1.0
        shown = f"{value.at[0] / size:.10g}"
        self._forms.setdefault(shown, value.at)
        self.known.append(Known(value.at, value.dimension, size, float(shown), last_figure(shown)))
        return Value(value.at, value.dimension, f"{shown} {into}".rstrip(), ATOM, value.lines)

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
        self.result = Value(value.at, dimension, result, ATOM if value.at[0] >= 0 else SUM, lines)
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
