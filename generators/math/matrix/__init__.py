"""Matrix: from a determinant of four numbers to powers of a matrix that a parameter decides about.

Matrices with whole eigenvalues grow from a triangle by steps that keep them: a multiple of a row is added to another, and the columns are
set right. Matrices of a lower rank get a row that is made of others. Effort is the number of operations with pencil and paper:
elimination, the characteristic polynomial by minors and its roots by trial, powers of eigenvalues by squaring.
All questions are drawn in one file, long as it is, since each is a few lines."""

import math
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.math._parameter import by_size
from synth.generators.math.matrix.guesses import GUESSES
from synth.generators.math.matrix.solving import rejected, worked
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math._elimination import determinant, determinant_with, rational_roots
from synth.verifiers.math.matrix import Matrix, kernel, outcome, rank, there, verify

TRIES, TURNS = 4_000, 20
WIDE = 3
"""How many times as large the entries beside t are where it is asked for: small ones would tell it."""
Rows = list[list[int]]
Ask = Literal["determinant", "inverse", "eigenvalues", "power", "kernel", "rank"]


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1, max_length=6)]
    """What may be asked for."""
    size: Annotated[int, Meta(ge=2, le=4)]
    """Rows."""
    entry: Annotated[int, Meta(ge=2, le=15)]
    """Largest entry."""
    exponent: tuple[Annotated[int, Meta(ge=2, le=10**6)], Annotated[int, Meta(ge=2, le=10**6)]]
    """Smallest and largest exponent; from 9 on the remainder is asked for."""
    parameter: bool
    """Whether a parameter has to be found first, where a vector or a power is asked for."""

    def __post_init__(self) -> None:
        if self.exponent[0] > self.exponent[1]:
            raise ValueError("exponent goes from smallest to largest")
        if "rank" in self.asks and self.size < 3:
            raise ValueError("rank needs size 3")


LEVELS = (
    Knobs(("determinant",), 2, 9, (2, 2), False),
    Knobs(("determinant",), 3, 4, (2, 2), False),
    Knobs(("kernel", "inverse"), 3, 6, (2, 2), False),
    Knobs(("eigenvalues",), 3, 7, (2, 2), False),
    Knobs(("inverse", "kernel"), 4, 5, (2, 2), False),
    Knobs(("kernel", "rank"), 3, 6, (2, 2), True),
    Knobs(("power",), 3, 7, (20, 60), False),
    Knobs(("power",), 3, 9, (100_000, 999_999), True),
    Knobs(("kernel", "rank"), 4, 5, (2, 2), True),
    Knobs(("power",), 4, 9, (10_000, 99_999), True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    ask = rng.choice(knobs.asks)
    for _ in range(TRIES):
        try:
            problem = _MAKERS[ask](rng, knobs)
            right = outcome(problem) if problem else ()
        except ValueError:  # no such t, or more than one
            continue
        if problem and not _plain(problem, right) and all(not _wins(problem, guess(problem)) for _, guess in GUESSES):
            answer, trace = answer_text(problem), worked(problem)
            return Sample(problem, answer, float(effort(problem)), trace, rejected(problem, trace, answer))
    raise Discard("no matrix")


def _wins(problem: Matrix, guess: tuple[Fraction, ...]) -> bool:
    if problem.ask != "kernel":
        return guess == outcome(problem)
    return any(guess) and not any(sum(a * x for a, x in zip(row, guess, strict=True)) for row in there(problem))


def _plain(problem: Matrix, right: tuple[Fraction, ...]) -> bool:
    """Whether many matrices have this answer."""
    if problem.ask == "kernel":
        return max(map(abs, right)) < 2 or sum(map(bool, right)) < 3
    return len(right) == 1 and abs(right[0]) <= (1 if problem.ask != "determinant" else 2)


def _some(rng: Random, largest: int) -> int:
    return rng.choice((1, -1)) * rng.randint(1, largest)


def _frozen(rows: Rows) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, rows))


def _place(rng: Random, size: int) -> tuple[int, int]:
    """Off the diagonal, where a mirror image is another entry."""
    row, column = rng.sample(range(1, size + 1), 2)
    return row, column


def _determinant(rng: Random, knobs: Knobs) -> Matrix:
    rows = [[rng.randint(-knobs.entry, knobs.entry) for _ in range(knobs.size)] for _ in range(knobs.size)]
    return Matrix("determinant", _frozen(rows), (), (), 0, 0)


def _inverse(rng: Random, knobs: Knobs) -> Matrix | None:
    rows = [[rng.randint(-knobs.entry, knobs.entry) for _ in range(knobs.size)] for _ in range(knobs.size)]
    problem = Matrix("inverse", _frozen(rows), (), _place(rng, knobs.size), 0, 0) if 1 < abs(determinant(rows)) <= 60 else None
    return problem if problem and outcome(problem)[0] else None


def _eigenvalues(rng: Random, knobs: Knobs) -> Matrix | None:
    values = [rng.randint(-6, 8) for _ in range(knobs.size)]
    if rng.random() < 0.3:
        values[0] = values[1]
    rows = _disguised(rng, values, knobs.entry)
    return Matrix("eigenvalues", _frozen(rows), (), (), 0, 0) if rows else None


def _disguised(rng: Random, eigenvalues: list[int], largest: int) -> Rows | None:
    """A matrix with these eigenvalues, without many zeros; None where entries grow too large."""
    size = len(eigenvalues)
    rows = [[eigenvalues[i] if i == j else rng.randint(-2, 2) if i < j else 0 for j in range(size)] for i in range(size)]
    for _ in range(3 * size):
        a, b = rng.sample(range(size), 2)
        times = rng.choice((1, -1))
        added = [x + times * y for x, y in zip(rows[a], rows[b], strict=True)]
        column = [row[b] - times * row[a] for row in (*rows[:a], added, *rows[a + 1 :])]
        added[b] = column[a]
        if max(map(abs, added)) <= largest and max(map(abs, column)) <= largest:
            rows[a] = added
            for row, entry in zip(rows, column, strict=True):
                row[b] = entry
    corner = any(rows[i][j] == 0 for i in range(size) for j in range(i))
    return rows if not corner and sum(x == 0 for row in rows for x in row) < size - 1 else None


def _power(rng: Random, knobs: Knobs) -> Matrix | None:
    written = knobs.exponent[0] < 9
    exponent = rng.randint(knobs.exponent[0], min(knobs.exponent[1], 8) if written else knobs.exponent[1])
    modulus = 0 if written else rng.choice((29, 31, 37, 41, 43, 47, 53, 59, 61))
    if modulus and (exponent % 10 - exponent) % (modulus - 1) == 0:
        return None  # by Fermat the last digit of the exponent would do
    values = rng.sample([n for n in range(-6, 8) if abs(n) > 1], knobs.size)
    if knobs.parameter:
        values[0] = 0
    rows = _disguised(rng, values, knobs.entry)
    if not rows:
        return None
    slopes: Rows = []
    if knobs.parameter:
        rows, slopes = _moved(rng, rows, rng.randint(2, 14))
    problem = Matrix("power", _frozen(rows), _frozen(slopes), _place(rng, knobs.size), exponent, modulus)
    return problem if not slopes or _two(problem) else None


def _two(problem: Matrix) -> bool:
    """Whether the determinant is 0 for two whole t, of which one is positive."""
    roots = rational_roots(*determinant_with(problem.rows, problem.slopes))
    return len(roots) == 2 and all(root.denominator == 1 for root in roots)


def _moved(rng: Random, rows: Rows, t: int, chosen: tuple[int, ...] = ()) -> tuple[Rows, Rows]:
    """The rows as they are for t = 0, and what t adds in two of them. Another t leaves the entries there smaller."""
    for _ in range(TURNS):
        slopes = [[0] * len(row) for row in rows]
        for number in chosen or rng.sample(range(len(rows)), 2):
            for place in rng.sample(range(len(rows[0])), rng.randint(1, 2)):
                slopes[number][place] = rng.choice((1, 1, -1, 2))
        moved = [[a - t * b for a, b in zip(row, slope, strict=True)] for row, slope in zip(rows, slopes, strict=True)]
        if abs(t - by_size(moved, slopes)) > 1:
            return moved, slopes
    raise ValueError("the entries show t")


def _low(rng: Random, knobs: Knobs, height: int, width: int) -> Rows | None:
    """The first row is made of others, the second and the third among them. The first two, in which t will stand, have larger entries."""
    rows = [[rng.randint(-most, most) for _ in range(width)] for most in (WIDE * knobs.entry, *[knobs.entry] * (height - 2))]
    times = [rng.choice((1, -1)), rng.choice((1, -1)), *(rng.choice((0, 0, 1, -1)) for _ in rows[2:])]
    first = [sum(c * row[place] for c, row in zip(times, rows, strict=True)) for place in range(width)]
    return [first, *rows] if max(map(abs, first)) <= WIDE * knobs.entry + 3 else None


def _kernel(rng: Random, knobs: Knobs) -> Matrix | None:
    vector = [_some(rng, 4) if rng.random() < 0.85 else 0 for _ in range(knobs.size)]
    closing = rng.randrange(knobs.size)
    vector[closing] = rng.choice((1, -1))
    rows = []
    for _ in range(knobs.size):
        row = [rng.randint(-knobs.entry, knobs.entry) for _ in range(knobs.size)]
        row[closing] -= vector[closing] * sum(a * x for a, x in zip(row, vector, strict=True))
        if abs(row[closing]) > knobs.entry + 3:
            return None
        rows.append(row)
    if rank(rows) < knobs.size - 1 or not all(any(column) for column in zip(*rows, strict=True)):
        return None
    if not knobs.parameter:
        return Matrix("kernel", _frozen(rows), (), (), 0, 0)
    rows, slopes = _moved(rng, rows, rng.randint(1, 14))
    problem = Matrix("kernel", _frozen(rows), _frozen(slopes), (), 0, 0)
    return problem if _two(problem) else None


def _rank(rng: Random, knobs: Knobs) -> Matrix | None:
    rows = _low(rng, knobs, knobs.size, knobs.size + 1)
    if not rows or rank(rows) < knobs.size - 1:
        return None
    t = _some(rng, 15)
    rows, slopes = _moved(rng, rows, t, (0, 1))
    order = rng.sample(range(knobs.size), knobs.size)
    problem = Matrix("rank", _frozen([rows[i] for i in order]), _frozen([slopes[i] for i in order]), (), 0, 0)
    left = ([row[:-1] for row in part] for part in (problem.rows, problem.slopes))
    return problem if len(rational_roots(*determinant_with(*left))) == 2 else None


_MAKERS: dict[Ask, Callable[[Random, Knobs], Matrix | None]] = {
    "determinant": _determinant,
    "inverse": _inverse,
    "eigenvalues": _eigenvalues,
    "power": _power,
    "kernel": _kernel,
    "rank": _rank,
}


def effort(problem: Matrix) -> int:
    """Operations of the pencil route."""
    size = len(problem.rows)
    spent = 4 * _elimination(size) if problem.slopes else 0
    if problem.ask in ("determinant", "kernel", "rank"):
        return spent + _elimination(size) + (size * size if problem.ask != "determinant" else 0)
    if problem.ask == "inverse":
        return _elimination(size) + _elimination(size - 1) + 1
    if problem.ask == "power" and not problem.modulus:
        return (problem.exponent - 1) * size * (2 * size - 1)
    roots = size - bool(problem.slopes)  # 0 is one of them, and the determinant is known then
    polynomial = size + sum(math.comb(size, part) * _elimination(part) for part in range(2, roots + 1))
    trials = 2 * roots * roots
    if problem.ask == "eigenvalues":
        return polynomial + trials
    entries = (roots - 2) * size * (2 * size - 1)  # of the powers below the size
    return spent + polynomial + trials + entries + roots * (3 * problem.exponent.bit_length() + roots * roots)


def _elimination(size: int) -> int:
    """Of a determinant: two products and a difference for each new entry, then the product of the diagonal."""
    return sum(3 * k * k for k in range(1, size)) + size - 1


def answer_text(problem: Matrix) -> str:
    right = outcome(problem)
    if problem.ask == "kernel":
        return f"({', '.join(map(str, kernel(there(problem))))})"
    return ", ".join(map(str, right))


def entry(a: int, b: int) -> str:
    """a + b t: `2t - 3`, `8 - t`, `7`."""
    if not b:
        return str(a)
    t = {1: "t", -1: "-t"}.get(b, f"{b}t")
    if b < 0 < a:
        return f"{a} - {t[1:]}"
    return f"{t} {'-' if a < 0 else '+'} {abs(a)}" if a else t


def table(problem: Matrix) -> list[str]:
    """The rows, columns below each other."""
    slopes = problem.slopes or [[0] * len(row) for row in problem.rows]
    rows = [[entry(a, b) for a, b in zip(row, slope, strict=True)] for row, slope in zip(problem.rows, slopes, strict=True)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["[ " + ", ".join(text.rjust(width) for text, width in zip(row, widths, strict=True)) + " ]" for row in rows]


def prompt_variables(problem: Matrix, rng: Random) -> dict[str, object]:
    numbers = [rng.choice((1, -1)) * (311 + 37 * rng.randrange(9)) for _ in problem.rows]
    size = len(problem.rows)
    largest = max(abs(entry) for row in problem.rows for entry in row)
    listed = ", ".join(map(str, numbers))
    number = {
        "inverse": f"{numbers[0]}/997",
        "rank": str(numbers[0]),
        "determinant": str(numbers[0] // abs(numbers[0]) * (math.factorial(size) * largest**size + abs(numbers[0]))),
        "power": str(1_000 + abs(numbers[0]) if problem.modulus else 10**12 + numbers[0]),
    }
    example = f"({listed})" if problem.ask == "kernel" else listed if problem.ask == "eigenvalues" else number[problem.ask]
    return {
        "ask": problem.ask,
        "table": table(problem),
        "size": size,
        "columns": len(problem.rows[0]),
        "place": problem.place,
        "exponent": problem.exponent,
        "modulus": problem.modulus,
        "t": bool(problem.slopes),
        "example": example,
    }


TASK = Task(
    __name__,
    version=4,
    problem=Matrix,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(5_000,) + (50_000,) * 9,
)
