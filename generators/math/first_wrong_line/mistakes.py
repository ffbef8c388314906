"""Slips that people make in one line: values near the right one, of the same look, by the kind of line."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from synth.verifiers.math.first_wrong_line.lines import Field, Line, Value, at, bounded, read, result, times, trimmed

ALIKE = 0.6
"""How often a slip must leave the signs as they are, so that signs alone say little."""


def wrong(rng: Random, field: Field, modulus: int, line: Line, values: Sequence[Value], right: Value) -> Value:
    """A wrong value for a line with these operands."""
    found = list[Value]()
    for slip in _slips(rng, field, modulus, line, values, right):
        try:
            value = bounded(slip) if field == "bounds" else trimmed(slip)
        except ValueError:
            continue
        if value != right and value not in found and _looks_right(field, value, right):
            found.append(value)
    alike = [value for value in found if all((c < 0) == (d < 0) for c, d in zip(value, right, strict=True))]
    return rng.choice(alike if alike and rng.random() < ALIKE else found)


def _looks_right(field: Field, value: Value, right: Value) -> bool:
    """Whether the form of the value gives nothing away."""
    if field == "bounds":
        return len(value) == 2 and value[0] < value[1]
    sizes = [max(max(abs(c.numerator), c.denominator) for c in one) for one in (value, right)]
    return abs(len(value) - len(right)) <= 0 and sizes[0] <= 3 * sizes[1] + 9


def _slips(rng: Random, field: Field, modulus: int, line: Line, values: Sequence[Value], right: Value) -> list[Sequence[Fraction]]:
    found = list[Sequence[Fraction]]()
    for other in _misread(line):
        try:
            found.append(result(field, modulus, other, values))
        except ValueError:
            continue
    if field == "bounds":
        return found + _wrong_ends(rng, line, values, right)
    if field == "fractions":
        c = right[0]
        found += [(Fraction(c.numerator + n, c.denominator),) for n in (-2, -1, 1, 2)]
        if line.operation == "over" and values[0][0]:
            found.append((values[1][0] / values[0][0],))
        return found
    if field == "remainders":
        return found + [((right[0] + n) % modulus,) for n in (-10, -3, -2, -1, 1, 2, 3, 10)] + [((-right[0]) % modulus,)]
    for place, c in enumerate(right):
        step = Fraction(rng.choice((1, 2)), c.denominator)
        found += [(*right[:place], changed, *right[place + 1 :]) for changed in (-c, c + step, c - step)]
    if line.operation == "times":
        cut = tuple(c if n else Fraction(0) for n, c in enumerate(values[1]))  # the first factor is not multiplied by the constant term
        found.append(times(values[0], cut))
    if line.operation == "slope":
        found.append(tuple(c for n, c in enumerate(values[0]) if n))
    if line.operation == "area":
        m, n = read(line.numbers)
        whole = (Fraction(0), *(c / (k + 1) for k, c in enumerate(values[0])))
        found += [(at(whole, n),), (at(whole, n) + at(whole, m),), (at(values[0], n) - at(values[0], m),)]
    return found


def _misread(line: Line) -> list[Line]:
    """The line with another sign, or without its last number."""
    found = []
    for place, number in enumerate(line.numbers):
        changes = [number.removeprefix("-") if number.startswith("-") else f"-{number}"] if number != "0" else []
        if line.operation == "combine" and place == len(line.numbers) - 1:
            changes.append("0")
        misread = [(*line.numbers[:place], changed, *line.numbers[place + 1 :]) for changed in changes]
        found += [Line(line.operation, line.operands, numbers, line.shown) for numbers in misread]
    return found if line.operation in ("combine", "at") else []


def _wrong_ends(rng: Random, line: Line, values: Sequence[Value], right: Value) -> list[Sequence[Fraction]]:
    """Both ends put in, one after another; the wrong sign; an end moved."""
    low, high = right
    if line.operation == "power":
        n = int(line.numbers[0])
        ends = [values[0][0] ** n, values[0][1] ** n]
    elif line.operation == "times":
        ends = [values[0][0] * values[1][0], values[0][1] * values[1][1]]
    else:
        numbers = read(line.numbers)
        ends = [sum((f * v[end] for f, v in zip(numbers, values, strict=False)), numbers[-1]) for end in (0, 1)]
    step = rng.choice((1, 1, 2, 3, 10))
    found: list[Sequence[Fraction]] = [sorted(ends)] * 3
    return [
        *found,
        (low, high + step),
        (low, high - step),
        (low + step, high),
        (low - step, high),
        sorted((low, -high)),
        sorted((-low, high)),
    ]
