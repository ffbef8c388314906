"""Lines of a calculation and what each of them should give: fractions, remainders, polynomials, and bounds of independent quantities.

A value is a tuple of fractions: one number; the coefficients of a polynomial in x, from the constant term up; or the least and the largest
value of a quantity."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from math import lcm
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction

NAMES = "abcdfghjkmnpqrstuvwyzABCDFGH"
"""Of what is given, then of what the lines work out."""
MAX_DEGREE, MAX_SIZE = 12, 10**9

Field = Literal["fractions", "remainders", "polynomials", "calculus", "bounds"]
Operation = Literal["combine", "times", "power", "over", "slope", "at", "area"]
Number = Annotated[str, Meta(pattern=r"^-?\d{1,10}(/\d{1,9})?$")]
Value = tuple[Fraction, ...]


_NEEDS: dict[str, tuple[int, int]] = {"times": (2, 0), "power": (1, 1), "over": (2, 0), "slope": (1, 0), "at": (1, 1), "area": (1, 2)}
"""How many operands and numbers an operation has; of combine there is one number more than operands."""
_OF_FIELD: dict[Field, frozenset[str]] = {
    "fractions": frozenset(("combine", "times", "power", "over")),
    "remainders": frozenset(("combine", "times", "power")),
    "polynomials": frozenset(("combine", "times", "power")),
    "calculus": frozenset(("combine", "times", "power", "slope", "at", "area")),
    "bounds": frozenset(("combine", "times", "power")),
}


class Line(Frozen, frozen=True):
    """combine: the sum of the operands times `numbers`, and one number more; times: the product of two; power: with exponent `numbers[0]`;
    over: the quotient of two; slope: the derivative; at: the value at x = `numbers[0]`; area: the integral from `numbers[0]` to
    `numbers[1]`."""

    operation: Operation
    operands: Annotated[tuple[Annotated[int, Meta(ge=0, le=27)], ...], Meta(min_length=1, max_length=3)]
    """Places of what is used, among what is given and what earlier lines say: `(0, 2)`."""
    numbers: Annotated[tuple[Number, ...], Meta(max_length=4)]
    """`("2", "-1", "5/6")`."""
    shown: Annotated[tuple[Number, ...], Meta(min_length=1, max_length=MAX_DEGREE + 1)]
    """What the line says, right or wrong: `("19/30",)`."""

    def __post_init__(self) -> None:
        operands, numbers = len(self.operands), len(self.numbers)
        if (numbers != operands + 1) if self.operation == "combine" else (operands, numbers) != _NEEDS[self.operation]:
            raise ValueError("a line has the operands and numbers that it needs")


@lru_cache(maxsize=4096)
def read(numbers: tuple[str, ...]) -> Value:
    """Fractions in lowest terms. ValueError for others."""
    return tuple([_fraction(number) for number in numbers])


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Fraction:
    top, bar, below = text.partition("/")
    if bar and not int(below):
        raise ValueError("a denominator of 0")
    found = Fraction(int(top), int(below)) if bar else Fraction(int(top))
    if str(found) != text:
        raise ValueError("fractions are in lowest terms")
    return found


def trimmed(coefficients: Sequence[Fraction]) -> Value:
    found = list(coefficients)
    while len(found) > 1 and not found[-1]:
        found.pop()
    return bounded(found)


def bounded(numbers: Sequence[Fraction]) -> Value:
    if len(numbers) > MAX_DEGREE + 1:
        raise ValueError("numbers that are too large")
    for c in numbers:
        if not -MAX_SIZE <= c.numerator <= MAX_SIZE or c.denominator > MAX_SIZE:
            raise ValueError("numbers that are too large")
    return tuple(numbers)


def result(field: Field, modulus: int, line: Line, values: Sequence[Value]) -> Value:
    """What the line should say, from the values of its operands. ValueError where there is nothing, or where it grows too large."""
    if line.operation not in _OF_FIELD[field]:
        raise ValueError("no line of this field")
    if field == "bounds":
        return _bounds(line, values)
    found = _polynomial(line, values)
    if field in ("fractions", "remainders") and len(found) > 1:
        raise ValueError("a number is one number")
    if field == "remainders":
        if found[0].denominator > 1:
            raise ValueError("remainders are of whole numbers")
        found = (found[0] % modulus,)
    return trimmed(found)


def _polynomial(line: Line, values: Sequence[Value]) -> Value:
    numbers = read(line.numbers)
    match line.operation:
        case "combine":
            below, factors = _whole(numbers)
            under = lcm(*[c.denominator for value in values for c in value])
            total = [0] * max(map(len, values))
            total[0] = factors[-1] * under
            for factor, value in zip(factors, values, strict=False):
                for place, c in enumerate(value):
                    total[place] += factor * c.numerator * (under // c.denominator)
            return tuple([Fraction(c, below * under) for c in total])
        case "times":
            return times(values[0], values[1])
        case "power":
            if numbers[0] not in range(2, 7):
                raise ValueError("an exponent from 2 to 6")
            found = values[0]
            for _ in range(int(numbers[0]) - 1):
                found = trimmed(times(found, values[0]))
            return found
        case "over":
            if not values[1][0]:
                raise ValueError("division by 0")
            return (values[0][0] / values[1][0],)
        case "slope":
            return tuple(n * c for n, c in enumerate(values[0]) if n) or (Fraction(0),)
        case "at":
            return (at(values[0], numbers[0]),)
    whole = (Fraction(0), *(c / (n + 1) for n, c in enumerate(values[0])))
    return (at(whole, numbers[1]) - at(whole, numbers[0]),)


def times(one: Value, other: Value) -> Value:
    (below, first), (under, second) = _whole(one), _whole(other)
    found = [0] * (len(one) + len(other) - 1)
    for n, a in enumerate(first):
        for m, b in enumerate(second):
            found[n + m] += a * b
    return tuple([Fraction(c, below * under) for c in found])


def _whole(value: Value) -> tuple[int, list[int]]:
    """A common denominator, and the value times that."""
    below = lcm(*[c.denominator for c in value])
    return below, [c.numerator * (below // c.denominator) for c in value]


def at(polynomial: Value, x: Fraction) -> Fraction:
    if max(abs(x.numerator), x.denominator) > 100:
        raise ValueError("a place that is far away")
    below, whole = _whole(polynomial)
    found, power = 0, 1
    for c in reversed(whole):
        found, power = found * x.numerator + c * power, power * x.denominator
    return Fraction(found * x.denominator, below * power)


def _bounds(line: Line, values: Sequence[Value]) -> Value:
    """Of quantities that take all values between theirs, whatever the others do."""
    numbers = read(line.numbers)
    if any(len(value) != 2 or value[0] >= value[1] for value in values):
        raise ValueError("bounds are a smaller and a larger number")
    if line.operation == "power":
        if numbers[0] not in (2, 3):
            raise ValueError("squares and cubes")
        ends = [end ** int(numbers[0]) for end in values[0]]
        if numbers[0] == 2 and values[0][0] < 0 < values[0][1]:
            ends.append(Fraction(0))
    elif line.operation == "times":
        ends = [a * b for a, b in product(*values)]
    else:
        ends = [sum((f * v for f, v in zip(numbers, corner, strict=False)), numbers[-1]) for corner in product(*values)]
    return bounded((min(ends), max(ends)))
