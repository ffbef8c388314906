"""Sums of x^n e^(kx) cos(mx) and the like, with rational numbers: derivatives, antiderivatives, series, and exact values.

A sum is the real part of the sum of c x^n e^((k + im)x), kept as {(n, k, m): c} with complex rational c. Values are rational
combinations of e^q, e^(qπ), powers of π, of logarithms, and square roots."""

import math
from collections.abc import Mapping
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Literal, NamedTuple

from synth.verifiers.exact import Fraction

Complex = tuple[Fraction, Fraction]
Function = dict[tuple[int, int, int], Complex]
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
ZERO, ONE = Fraction(0), Fraction(1)


class Unit(NamedTuple):
    """e^(power + power_of_pi * π) π^pi (ln of)^log √root."""

    power: Fraction = ZERO
    power_of_pi: Fraction = ZERO
    pi: int = 0
    of: int = 1
    log: int = 0
    root: int = 1


Value = dict[Unit, Fraction]
_NUMBER = Unit()


class Point(NamedTuple):
    """number times 1 or π, or the logarithm of a whole number."""

    number: Fraction
    unit: Literal["", "pi", "ln"] = ""


def _times(one: Complex, other: tuple[Fraction | int, Fraction | int]) -> Complex:
    return one[0] * other[0] - one[1] * other[1], one[0] * other[1] + one[1] * other[0]


def total(*functions: Function) -> Function:
    found = Function()
    for function in functions:
        for key, (re, im) in function.items():
            old = found.get(key)
            found[key] = (old[0] + re, old[1] + im) if old else (re, im)
    return {key: c for key, c in found.items() if c[0] or c[1]}


def derivative(function: Function) -> Function:
    parts = []
    for (n, k, m), c in function.items():
        parts.append({(n, k, m): _times(c, (k, m))})
        if n:
            parts.append({(n - 1, k, m): (n * c[0], n * c[1])})
    return total(*parts)


def antiderivative(function: Function) -> Function:
    """Without a constant of its own."""
    parts = list[Function]()
    for (n, k, m), c in function.items():
        if not k and not m:
            parts.append({(n + 1, 0, 0): (c[0] / (n + 1), c[1] / (n + 1))})
            continue
        inverse = Fraction(k, k * k + m * m), Fraction(-m, k * k + m * m)
        for power in range(n, -1, -1):  # by parts, the power one less each time
            c = _times(c, inverse)
            parts.append({(power, k, m): c})
            c = -power * c[0], -power * c[1]
    return total(*parts)


def accumulated(function: Function) -> Function:
    """The integral from 0 to x."""
    found = antiderivative(function)
    return total(found, {(0, 0, 0): (-coefficient(found, 0), ZERO)})


def coefficient(function: Function, order: int) -> Fraction:
    """Of x^order in the series at 0."""
    found = ZERO
    for (n, k, m), c in function.items():
        if n <= order:
            re, im = _power_of(k, m, order - n)
            part = c[0] * re if not im else -c[1] * im if not c[0] else c[0] * re - c[1] * im
            if part:
                found += part / math.factorial(order - n)
    return found


@lru_cache(maxsize=4096)
def _power_of(k: int, m: int, order: int) -> tuple[int, int]:
    """(k + im)^order."""
    re, im = 1, 0
    for _ in range(order):
        re, im = re * k - im * m, re * m + im * k
    return re, im


_COSINES: dict[Fraction, tuple[Fraction, int]] = {  # of an angle in multiples of π: factor and radicand
    ZERO: (ONE, 1),
    Fraction(1, 6): (Fraction(1, 2), 3),
    Fraction(1, 4): (Fraction(1, 2), 2),
    Fraction(1, 3): (Fraction(1, 2), 1),
    Fraction(1, 2): (ZERO, 1),
}


def cosine(turn: Fraction) -> tuple[Fraction, int]:
    """cos(turn * π) as factor and radicand. ValueError off the multiples of π/6 and π/4."""
    half = turn.denominator
    above = turn.numerator % (2 * half)
    above = min(above, 2 * half - above)
    sign = 1 if 2 * above <= half else -1
    factor, root = _COSINES.get(Fraction(min(above, half - above), half), (None, 1))
    if factor is None:
        raise ValueError("an angle off the table")
    return sign * factor, root


def at(function: Function, point: Point) -> Value:
    """The value at a point. ValueError where it is no combination of the units."""
    if point.number == 0 or (point.unit == "ln" and point.number == 1):
        start = sum((re for (n, _, _), (re, _) in function.items() if n == 0), ZERO)
        return {_NUMBER: start} if start else {}
    if not point.unit:
        return _at_rational(function, point.number)
    found = Value()
    for (n, k, m), (re, im) in function.items():
        if point.unit == "pi":
            unit = Unit(power_of_pi=k * point.number, pi=n)
            turns = [cosine(m * point.number), cosine(m * point.number - Fraction(1, 2))]
            parts = [(unit._replace(root=root), c * factor * point.number**n) for c, (factor, root) in zip((re, -im), turns, strict=True)]
        elif m:
            raise ValueError("the sine of a number that is no multiple of π")
        else:
            parts = [(Unit(of=int(point.number), log=n) if n else _NUMBER, re * point.number**k)]
        for unit, c in parts:
            found[unit] = found.get(unit, ZERO) + c
    return {unit: c for unit, c in found.items() if c}


def _at_rational(function: Function, x: Fraction) -> Value:
    """At a number other than 0."""
    factors: dict[int, tuple[int, int]] = {}  # of e^(kx), by k, not in lowest terms
    p, q = x.numerator, x.denominator
    for (n, k, m), (re, _) in function.items():
        if m:
            raise ValueError("the sine of a number that is no multiple of π")
        above, below = factors.get(k, (0, 1))
        top, bottom = re.numerator * p**n, re.denominator * q**n
        factors[k] = above * bottom + top * below, below * bottom
    return {Unit(power=k * x): Fraction(above, below) for k, (above, below) in factors.items() if above}


def minus(one: Value, other: Value) -> Value:
    found = dict(one)
    for unit, c in other.items():
        found[unit] = found.get(unit, ZERO) - c
    return {unit: c for unit, c in found.items() if c}


def rational(value: Value) -> Fraction | None:
    return value.get(Unit(), ZERO) if set(value) <= {Unit()} else None


def size(value: Mapping[Unit, Fraction]) -> Decimal:
    """To 50 digits, for comparison."""
    with localcontext(prec=60):
        found = Decimal(0)
        for unit, c in value.items():
            part = _decimal(c)
            if unit.power or unit.power_of_pi:
                part *= (_decimal(unit.power) + _decimal(unit.power_of_pi) * PI).exp()
            if unit.pi:
                part *= PI**unit.pi
            if unit.log:
                part *= Decimal(unit.of).ln() ** unit.log
            if unit.root > 1:
                part *= Decimal(unit.root).sqrt()
            found += part
        return found


def best(values: Mapping[Fraction, Value], highest: bool) -> Fraction:
    """Where, at rational numbers, the highest or lowest value is reached: by floats, and by size where these are too close to tell."""
    sign = 1 if highest else -1
    near = list(values)
    try:
        parts = {
            x: [c.numerator / c.denominator * math.exp(unit.power.numerator / unit.power.denominator) for unit, c in value.items()]
            for x, value in values.items()
        }
        rough = {x: sign * sum(found) for x, found in parts.items()}
        slack = 1e-9 * max(abs(part) for found in parts.values() for part in (*found, 0.0))
        if slack < math.inf:  # else sums may be no numbers
            near = [x for x in near if rough[x] >= max(rough.values()) - slack]
    except OverflowError:  # numbers too large for floats
        pass
    return near[0] if len(near) == 1 else max(near, key=lambda x: sign * size(values[x]))


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def text(value: Value) -> str:
    """`3e^2/4 - √3π/2 + ln(2) + 5`."""
    said = ""
    for unit, c in sorted(value.items(), reverse=True):
        what = (f"√{unit.root}" if unit.root > 1 else "") + _power("π", unit.pi)
        exponent = _exponent(unit)
        what += f"e^{exponent}" if exponent not in ("", "1") else "e" if exponent else ""
        what += ("" if not unit.log else f"ln({unit.of})") + (f"^{unit.log}" if unit.log > 1 else "")
        factor = abs(c.numerator)
        part = (str(factor) if factor > 1 or not what else "") + what + (f"/{c.denominator}" if c.denominator > 1 else "")
        said += (" - " if c < 0 else " + ") + part if said else ("-" if c < 0 else "") + part
    return said or "0"


def _power(name: str, power: int) -> str:
    return "" if not power else name if power == 1 else f"{name}^{power}"


def _exponent(unit: Unit) -> str:
    if unit.power_of_pi:
        c = unit.power_of_pi
        said = {1: "", -1: "-"}.get(c.numerator, str(c.numerator)) + "π" + (f"/{c.denominator}" if c.denominator > 1 else "")
        return said if said == "π" else f"({said})"
    if not unit.power:
        return ""
    said = str(unit.power)
    return said if said.isdigit() else f"({said})"
