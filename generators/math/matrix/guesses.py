"""What cheap policies answer about a matrix; problems to which one of them is right are drawn again."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod

from synth.verifiers.math import _elimination
from synth.verifiers.math._elimination import determinant, determinant_with, rational_roots
from synth.verifiers.math.matrix import Matrix, inverse_entry, lowering, outcome, power_entry, there

Guess = tuple[Fraction, ...]


def main(problem: Matrix) -> list[list[int]]:
    """The matrix for the right t; where that is asked for, the square on its left."""
    if problem.ask != "rank":
        return there(problem)
    return [list(row[:-1]) for row in _elimination.put_in(problem.rows, problem.slopes, lowering(problem))]


def all_of(problem: Matrix, number: Fraction) -> Guess:
    return (number,) * len(outcome(problem))


def diagonal(problem: Matrix) -> Guess:
    """The diagonal is all that counts."""
    rows = main(problem)
    entries = [Fraction(rows[i][i]) for i in range(len(rows))]
    if problem.ask == "eigenvalues":
        return tuple(sorted(entries))
    if problem.ask == "determinant":
        return (prod(entries, start=Fraction(1)),)
    return all_of(problem, sum(entries, Fraction(0)))


def each_entry(problem: Matrix) -> Guess:
    """Inverses and powers entry by entry; for a vector, the first row backwards with one sign changed."""
    rows = main(problem)
    if not problem.place:
        if problem.ask == "kernel":
            return (Fraction(-rows[0][1]), Fraction(rows[0][0]), *map(Fraction, [0] * (len(rows) - 2)))
        return all_of(problem, Fraction(rows[0][0]))
    entry = Fraction(rows[problem.place[0] - 1][problem.place[1] - 1])
    if problem.ask == "inverse":
        return (1 / entry if entry else entry,)
    return (Fraction(pow(int(entry), problem.exponent, problem.modulus or None)),)


def last_step(problem: Matrix) -> Guess:
    """The minor undivided; one factor too few; each eigenvalue once; the other root for t, or its opposite."""
    if problem.ask == "inverse":
        rows = main(problem)
        return (inverse_entry(rows, *problem.place) * determinant(rows),)
    if problem.ask == "power":
        return (_power(problem, problem.exponent - 1),)
    if problem.ask == "eigenvalues":
        return tuple(sorted(set(outcome(problem))))
    if problem.ask == "rank":
        t = outcome(problem)[0]
        left = ([row[:-1] for row in rows] for rows in (problem.rows, problem.slopes))
        return (next((other for other in rational_roots(*determinant_with(*left)) if other != t), -t),)
    return tuple(-number for number in outcome(problem)) if problem.ask == "determinant" else tuple(map(abs, outcome(problem)))


def mirrored(problem: Matrix) -> Guess:
    """Rows for columns; minus signs overlooked, where that is the same."""
    rows = main(problem)
    if problem.ask == "determinant":
        return (Fraction(determinant([list(map(abs, row)) for row in rows])),)
    if problem.ask == "kernel":
        return tuple(reversed(outcome(problem)))
    if problem.ask == "inverse":
        return (inverse_entry(rows, *problem.place[::-1]),)
    if problem.ask == "power":
        return (_power(problem, problem.exponent, problem.place[::-1]),)
    return tuple(sorted(-number for number in outcome(problem)))


def t_is_0(problem: Matrix) -> Guess:
    """Without a t, the last row left out."""
    if problem.ask == "power" and problem.slopes:
        return (Fraction(power_entry([list(row) for row in problem.rows], problem.exponent, problem.modulus, *problem.place)),)
    rows = [row[:-1] for row in main(problem)[:-1]]
    return all_of(problem, Fraction(determinant(rows)))


def last_digit(problem: Matrix) -> Guess:
    """The last digit of the exponent; 0 for anything else."""
    return (_power(problem, problem.exponent % 10 or 10),) if problem.ask == "power" else all_of(problem, Fraction(0))


def _power(problem: Matrix, exponent: int, place: Sequence[int] = ()) -> Fraction:
    row, column = place or problem.place
    return Fraction(power_entry(main(problem), exponent, problem.modulus, row, column))


GUESSES: tuple[tuple[str, Callable[[Matrix], Guess]], ...] = (
    ("the diagonal alone", diagonal),
    ("entry by entry", each_entry),
    ("without the last step", last_step),
    ("rows for columns, or without signs", mirrored),
    ("t is 0, or without the last row", t_is_0),
    ("the last digit of the exponent alone", last_digit),
    ("1", lambda problem: all_of(problem, Fraction(1))),
)
