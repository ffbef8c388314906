"""Matrix: determinant, entry of the inverse or of a power, eigenvalues, a vector that it takes to 0, a parameter that lowers its rank.

Refused for the first of: format (not one number, a list of numbers or a vector, whichever is asked for), zero (the vector is 0), value (a
wrong number or vector)."""

import math
from collections.abc import Sequence
from operator import mul
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _elimination
from synth.verifiers.math._arithmetic import moving, other
from synth.verifiers.math._elimination import determinant, determinant_with, rational_roots, reduced
from synth.verifiers.math.matrix import derivation
from synth.verifiers.math.matrix.derivation import TRACE_FORMAT, Table
from synth.verifiers.parsers import mathematics

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Matrix", "proven", "verify", "verify_trace"]

MAX_WRITTEN = 12
"""Largest exponent of a power that is written out."""
Row = Annotated[tuple[Annotated[int, Meta(ge=-999, le=999)], ...], Meta(min_length=2, max_length=6)]
Rows = Annotated[tuple[Row, ...], Meta(max_length=5)]


class Matrix(Problem, frozen=True):
    ask: Literal["determinant", "inverse", "eigenvalues", "power", "kernel", "rank"]
    """The determinant; an entry of the inverse; all eigenvalues, which are whole numbers; an entry of a power, or its remainder; a vector
    other than 0 that the matrix takes to 0; the one t for which the rank is less than the number of rows."""
    rows: Annotated[Rows, Meta(min_length=2)]
    """`((1, 2), (3, 4))`."""
    slopes: Rows
    """What is added to each entry for each 1 of a parameter t; empty without one. But for `rank`, t is the only positive number for which
    the matrix has no inverse."""
    place: Annotated[tuple[Annotated[int, Meta(ge=1, le=5)], ...], Meta(max_length=2)]
    """Row and column of the entry that is asked for, from 1; else empty."""
    exponent: Annotated[int, Meta(ge=0, le=10**9)]
    """Of the power; else 0."""
    modulus: Annotated[int, Meta(ge=0, le=999)]
    """By which the entry of the power is divided; 0 where it is asked for itself."""

    def __post_init__(self) -> None:
        height, width = len(self.rows), len(self.rows[0])
        if any(len(row) != width for row in (*self.rows, *self.slopes)) or len(self.slopes) not in (0, height):
            raise ValueError("all rows have the same length")
        if width != height + (self.ask == "rank"):
            raise ValueError("a matrix has as many columns as rows, one more where its rank is asked about")
        if bool(self.slopes) != (self.ask == "rank") and self.ask not in ("kernel", "power"):
            raise ValueError("t stands where a rank is asked about, and may stand where a vector or a power is asked for")
        if sum(map(any, self.slopes)) > 2:
            raise ValueError("t stands in two rows at most")
        if len(self.place) != 2 * (self.ask in ("inverse", "power")) or max(self.place, default=1) > height:
            raise ValueError("an entry of the inverse or of a power has a row and a column")
        if (self.exponent > 1) != (self.ask == "power") or (self.modulus and (self.ask != "power" or self.modulus < 2)):
            raise ValueError("a power has an exponent from 2")
        if not self.modulus and self.exponent > MAX_WRITTEN:
            raise ValueError("of high powers only a remainder is asked for")
        outcome(self)


@kept
def outcome(problem: Matrix) -> tuple[Fraction, ...]:
    """The number, the eigenvalues in order, or one of the vectors. ValueError where nothing of the kind exists."""
    if problem.ask == "rank":
        return (lowering(problem),)
    rows = there(problem)
    if problem.ask == "determinant":
        return (Fraction(determinant(rows)),)
    if problem.ask == "inverse":
        return (inverse_entry(rows, *problem.place),)
    if problem.ask == "eigenvalues":
        return tuple(map(Fraction, eigenvalues(rows)))
    if problem.ask == "power":
        return (Fraction(power_entry(rows, problem.exponent, problem.modulus, *problem.place)),)
    return tuple(map(Fraction, kernel(rows)))


def there(problem: Matrix) -> list[list[int]]:
    """The matrix for the t that is meant; a multiple of it where t is a fraction."""
    if not problem.slopes:
        return [list(row) for row in problem.rows]
    return _elimination.put_in(problem.rows, problem.slopes, parameter(problem))


def parameter(problem: Matrix) -> Fraction:
    """The t that is meant, where no rank is asked about."""
    found = [t for t in rational_roots(*determinant_with(problem.rows, problem.slopes)) if t > 0]
    if len(found) != 1 or (problem.ask == "power" and found[0].denominator != 1):
        raise ValueError("not exactly one positive t makes the determinant 0")
    return found[0]


def lowering(problem: Matrix) -> Fraction:
    """The one t for which the rank is less than the number of rows."""
    height = len(problem.rows)
    for left_out in range(height, -1, -1):
        part = [[[*row[:left_out], *row[left_out + 1 :]] for row in rows] for rows in (problem.rows, problem.slopes)]
        polynomial = determinant_with(*part)
        if any(polynomial):
            found = [t for t in rational_roots(*polynomial) if rank(_elimination.put_in(problem.rows, problem.slopes, t)) < height]
            if len(found) == 1:
                return found[0]
            break
    raise ValueError("not exactly one t lowers the rank")


def rank(rows: Sequence[Sequence[int]]) -> int:
    return len(reduced(rows, len(rows[0]))[1])


def inverse_entry(rows: Sequence[Sequence[int]], row: int, column: int) -> Fraction:
    """By the minor without the entry's mirror image; rows and columns from 1."""
    whole = determinant(rows)
    if not whole:
        raise ValueError("there is no inverse")
    minor = [[*other[: row - 1], *other[row:]] for number, other in enumerate(rows, 1) if number != column]
    return Fraction((-1) ** (row + column) * determinant(minor), whole)


def product(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]], modulus: int = 0) -> list[list[int]]:
    columns = list(zip(*other, strict=True))
    return [[sum(map(mul, row, c)) % modulus if modulus else sum(map(mul, row, c)) for c in columns] for row in one]


def power_entry(rows: list[list[int]], exponent: int, modulus: int, row: int, column: int) -> int:
    """By squaring; from 0 to the modulus less one."""
    vector = [[int(place == row - 1) for place in range(len(rows))]]
    while exponent:
        if exponent % 2:
            vector = product(vector, rows, modulus)
        exponent //= 2
        if exponent:
            rows = product(rows, rows, modulus)
    return vector[0][column - 1]


def characteristic(rows: list[list[int]]) -> list[int]:
    """Coefficients of det(x - A), the highest first, by Faddeev and LeVerrier."""
    size = len(rows)
    found, step = [1], [[int(i == j) for j in range(size)] for i in range(size)]
    for count in range(1, size + 1):
        step = product(rows, step)
        found.append(-sum(step[i][i] for i in range(size)) // count)
        for i in range(size):
            step[i][i] += found[-1]
    return found


def eigenvalues(rows: list[list[int]]) -> list[int]:
    """All of them, ascending, as often as they count; ValueError where one is not whole. None is farther from 0 than the largest sum of a
    row's sizes."""
    left, found = characteristic(rows), list[int]()
    for candidate in range(-max(sum(map(abs, row)) for row in rows), max(sum(map(abs, row)) for row in rows) + 1):
        while len(left) > 1:
            quotient = [left[0]]
            for coefficient in left[1:]:
                quotient.append(coefficient + candidate * quotient[-1])
            if quotient[-1]:
                break
            left = quotient[:-1]
            found.append(candidate)
    if len(left) > 1:
        raise ValueError("an eigenvalue is no whole number")
    return found


def kernel(rows: Sequence[Sequence[int]]) -> list[int]:
    """A shortest whole vector, other than 0, that the rows take to 0."""
    size = len(rows[0])
    left, pivots = reduced(rows, size)
    free = next((column for column in range(size) if column not in pivots), None)
    if free is None:
        raise ValueError("only 0 goes to 0")
    scale = 1
    for row, column in zip(left, pivots, strict=False):
        scale *= row[column]
    vector = [0] * size
    vector[free] = scale
    for row, column in zip(left, pivots, strict=False):
        vector[column] = -row[free] * scale // row[column]
    shared = math.gcd(*vector)
    return [entry // shared for entry in vector]


def verify(problem: Matrix, answer: str) -> Verdict:
    right = outcome(problem)
    if problem.ask == "eigenvalues":
        if mathematics.same_multiset(answer, ", ".join(map(str, right))):
            return ACCEPT
        listed = mathematics.rational_set(answer)
        return refuse("value" if listed else "format")
    if problem.ask == "kernel":
        vector = mathematics.rationals(answer)
        if vector is None or len(vector) != len(right):
            return refuse("format")
        if not any(vector):
            return refuse("zero")
        return refuse("value") if any(sum(map(mul, row, vector)) for row in there(problem)) else ACCEPT
    number = mathematics.rational(answer)
    if number is None:
        return refuse("format")
    return ACCEPT if number == right[0] else refuse("value")


@kept
def table(problem: Matrix) -> Table:
    """What a derivation starts from, and where it has to arrive."""
    right = outcome(problem)
    t = None if not problem.slopes else right[0] if problem.ask == "rank" else parameter(problem)
    rows = [[Fraction(a) for a in row] for row in problem.rows]
    if t is not None:
        rows = [[a + t * b for a, b in zip(row, slope, strict=True)] for row, slope in zip(rows, problem.slopes, strict=True)]
    told, moved = list[int](), (dict[int, int](), list[int]())
    if problem.ask == "eigenvalues":
        others = moving([a for row in problem.rows for a in row])
        told = characteristic([list(row) for row in problem.rows])
        moved = others, characteristic([[int(other(a, others)) for a in row] for row in problem.rows])
    return Table(problem.ask, rows, t, problem.place, problem.exponent, problem.modulus, right[0], told, moved)


def verify_trace(problem: Matrix, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `derivation.judge`."""
    return derivation.judge(problem, completion, verify, table(problem))


def proven(problem: Matrix, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, table(problem))


_TWO = ((1, 2), (3, 5))
_DETERMINANT = Matrix("determinant", _TWO, (), (), 0, 0)
_INVERSE = Matrix("inverse", ((2, 1, 0), (0, 2, 1), (1, 0, 2)), (), (1, 2), 0, 0)  # determinant 9, minor 2
_EIGENVALUES = Matrix("eigenvalues", ((2, 1, 0), (1, 2, 0), (0, 0, 3)), (), (), 0, 0)  # 1, 3, 3
_POWER = Matrix("power", _TWO, (), (1, 2), 3, 0)  # squared 7, 12 / 18, 31
_LARGE = Matrix("power", _TWO, (), (1, 2), 3, 10)
_KERNEL = Matrix("kernel", ((1, 2, 3), (4, 5, 6), (7, 8, 9)), (), (), 0, 0)
_WITH_T = Matrix("kernel", ((0, 2), (2, 0)), ((1, 0), (0, 1)), (), 0, 0)  # t = 2
_RANK = Matrix("rank", ((1, 2, 3), (3, 0, 9)), ((0, 0, 0), (0, 1, 0)), (), 0, 0)

EXAMPLES = (
    (_DETERMINANT, "-1", ""),
    (_DETERMINANT, r"$\det A = -1$", ""),
    (_DETERMINANT, "1", "value"),
    (_DETERMINANT, "-1 or 1", "format"),
    (_INVERSE, "-2/9", ""),
    (_INVERSE, r"-\frac{2}{9}", ""),
    (_INVERSE, "-0.22", "value"),
    (_INVERSE, "2/9", "value"),
    (_INVERSE, "-2", "value"),
    (_EIGENVALUES, "1, 3, 3", ""),
    (_EIGENVALUES, "3, 1, 3", ""),
    (_EIGENVALUES, r"\{1, 3, 3\}", ""),
    (_EIGENVALUES, r"\lambda = 1, 3, 3", ""),
    (_EIGENVALUES, "1, 3", "value"),
    (_EIGENVALUES, "2, 2, 3", "value"),
    (_EIGENVALUES, "one and three", "format"),
    (_POWER, "74", ""),
    (_LARGE, "4", ""),
    (_LARGE, "74", "value"),
    (_POWER, "8", "value"),
    (_POWER, "", "format"),
    (_KERNEL, "(1, -2, 1)", ""),
    (_KERNEL, "v = (-2, 4, -2)", ""),
    (_KERNEL, r"\begin{pmatrix} 1/2 \\ -1 \\ 1/2 \end{pmatrix}", ""),
    (_KERNEL, "[1, -2, 1]^T", ""),
    (_KERNEL, "(0, 0, 0)", "zero"),
    (_KERNEL, "(1, -2)", "format"),
    (_KERNEL, "(1, 2, 1)", "value"),
    (_WITH_T, "(1, -1)", ""),
    (_WITH_T, "(1, 1)", "value"),
    (_RANK, "t = 6", ""),
    (_RANK, "-6", "value"),
    (_DETERMINANT, "行列式等于 -1", ""),
    (_EIGENVALUES, "特征值是 1，3，3", ""),
    (_EIGENVALUES, "1、3、3", ""),
    (_INVERSE, "结果是 -2/9", ""),
    (_KERNEL, "答案：（1，-2，1）", ""),
    (_RANK, "答案是 6。", ""),
    (_EIGENVALUES, "特征值是 1 和 3", "value"),
    (_KERNEL, "答案：（0，0，0）", "zero"),
    (_POWER, "答案是 73", "value"),
)
