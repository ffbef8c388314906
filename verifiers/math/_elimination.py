"""Exact elimination on rows of integers, without fractions: determinants, rows reduced to pivots, and rows with a parameter.

Rows with a parameter are two tables: what stands there for 0, and what is added for each 1 of it (`slopes`), in two rows at most."""

import math
from collections.abc import Sequence

from synth.verifiers.exact import Fraction

Rows = Sequence[Sequence[int]]


def determinant(rows: Rows) -> int:
    """Of a square matrix, by Bareiss: each division comes out even."""
    left = [list(row) for row in rows]
    sign, last = 1, 1
    size = len(left)
    for step in range(size):
        at = next((at for at in range(step, size) if left[at][step]), None)
        if at is None:
            return 0
        if at != step:
            left[at], left[step] = left[step], left[at]
            sign = -sign
        top = left[step]
        pivot = top[step]
        for row in left[step + 1 :]:
            factor = row[step]
            for place in range(step + 1, size):
                row[place] = (pivot * row[place] - factor * top[place]) // last
        last = pivot
    return sign * last


def reduced(rows: Rows, columns: int) -> tuple[list[list[int]], list[int]]:
    """Rows that say the same, with a pivot in each of the listed columns (of the first `columns`) and 0 above and below it; then the rows
    without one. Rows are divided by what their entries share, and pivots are positive."""
    left = [list(row) for row in rows]
    pivots: list[int] = []
    for column in range(columns):
        done = len(pivots)
        at = next((at for at in range(done, len(left)) if left[at][column]), None)
        if at is None:
            continue
        left[at], left[done] = left[done], left[at]
        top = left[done]
        if top[column] < 0:
            top = left[done] = [-entry for entry in top]
        pivot = top[column]
        for place, row in enumerate(left):
            factor = row[column]
            if place != done and factor:
                new = [pivot * entry - factor * other for entry, other in zip(row, top, strict=True)]
                shared = math.gcd(*new)
                left[place] = [entry // shared for entry in new] if shared > 1 else new
        pivots.append(column)
    for place, column in enumerate(pivots):
        shared = math.gcd(*left[place]) * (1 if left[place][column] > 0 else -1)
        left[place] = [entry // shared for entry in left[place]]
    return left, pivots


def put_in(rows: Rows, slopes: Rows, parameter: Fraction) -> list[list[int]]:
    """The rows for a value of the parameter, times its denominator."""
    p, q = parameter.numerator, parameter.denominator
    return [[q * a + p * b for a, b in zip(row, slope, strict=True)] for row, slope in zip(rows, slopes, strict=True)]


def determinant_with(rows: Rows, slopes: Rows) -> tuple[Fraction, Fraction, Fraction]:
    """(c, b, a), where the determinant is c + b t + a t^2 for the parameter t."""
    here, after, before = (determinant(put_in(rows, slopes, Fraction(t))) for t in (0, 1, -1))
    return Fraction(here), Fraction(after - before, 2), Fraction(after + before, 2) - here


def rational_roots(c: Fraction, b: Fraction, a: Fraction) -> list[Fraction]:
    """The rational t with c + b t + a t^2 = 0, ascending; none for 0 itself."""
    if not a:
        return [-c / b] if b else []
    inside = b * b - 4 * a * c
    if inside < 0:
        return []
    root = Fraction(math.isqrt(inside.numerator), math.isqrt(inside.denominator))
    return sorted({(-b + root) / (2 * a), (-b - root) / (2 * a)}) if root * root == inside else []
