"""What cheap policies answer to a linear system; problems to which one of them is right are drawn again."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from synth.generators.math import _parameter
from synth.verifiers.math._elimination import reduced
from synth.verifiers.math.linear_system import LinearSystem, Outcome, parameter, put_in, singular

Values = list[Fraction]


def solved(rows: Sequence[Sequence[int]]) -> Values:
    """A solution of the equations that can be solved together, with 0 for what they leave open."""
    unknowns = len(rows[0]) - 1
    left, pivots = reduced(rows, unknowns)
    values = [Fraction(0)] * unknowns
    for row, column in zip(left, pivots, strict=False):
        values[column] = Fraction(row[-1], row[column])
    return values


def right_k(problem: LinearSystem) -> Fraction:
    return parameter(problem) if problem.slopes else Fraction(0)


def by_size(rows: Sequence[Sequence[int]], slopes: Sequence[Sequence[int]]) -> int:
    """The k that leaves the coefficients beside it smallest; right sides do not count."""
    return _parameter.by_size([row[:-1] for row in rows], [row[:-1] for row in slopes])


def right_for(right: Outcome, guess: Outcome) -> bool:
    """Whether a guess has every value that is asked for; which unknowns stay open it need not know."""
    if right is None or guess is None:
        return right is guess
    return all(value is None or value == other for value, other in zip(right, guess, strict=True))


def said(problem: LinearSystem, values: Values, weights: Sequence[int] = ()) -> Outcome:
    """The answer that these values of the unknowns lead to."""
    if problem.ask == "form":
        return (sum((w * v for w, v in zip(weights or problem.weights, values, strict=True)), Fraction(0)),)
    return tuple(values)


def fewer_equations(problem: LinearSystem) -> Outcome:
    """The equations with k are left out, or else the last; unknowns that stay open are 0."""
    rows = list(problem.rows[: len(problem.rows) - (1 if len(problem.rows) < 4 else 2)])
    if problem.slopes:
        rows = [row for row, slope in zip(problem.rows, problem.slopes, strict=True) if not any(slope)]
    return said(problem, solved(rows))


def k_is_0(problem: LinearSystem) -> Outcome:
    """Without a k, the right sides in reverse."""
    if problem.slopes:
        return said(problem, solved(problem.rows))
    return said(problem, solved([[*row[:-1], other[-1]] for row, other in zip(problem.rows, problem.rows[::-1], strict=True)]))


def no_signs(problem: LinearSystem) -> Outcome:
    """Every minus sign among the coefficients is overlooked; in a story, the things trade places."""
    rows = put_in(problem, right_k(problem))
    return said(problem, solved([[*(row[-2::-1] if problem.story else map(abs, row[:-1])), row[-1]] for row in rows]))


def one_for_another(problem: LinearSystem) -> Outcome:
    """The first part of the sum alone; the next unknown instead of one; the values in the reverse order."""
    values = solved(put_in(problem, right_k(problem)))
    if problem.ask != "form":
        return tuple(values[::-1])
    parts = [place for place, weight in enumerate(problem.weights) if weight]
    if len(parts) == 1:
        return (values[(parts[0] + 1) % len(values)],)
    return (values[parts[0]] * problem.weights[parts[0]],)


def other_k(problem: LinearSystem) -> Outcome:
    """The other k with a determinant of 0; without a k, the first equation is left out."""
    if problem.slopes:
        k = next((k for k in singular(problem) if k != parameter(problem)), Fraction(1))
        return said(problem, solved(put_in(problem, k)))
    return said(problem, solved(problem.rows[1 if len(problem.rows) < 4 else 2 :]))


def near_size(problem: LinearSystem, more: int) -> Outcome:
    """A k that leaves the coefficients beside it small."""
    return said(problem, solved(put_in(problem, Fraction(by_size(problem.rows, problem.slopes) + more)))) if problem.slopes else None


def sizes(problem: LinearSystem) -> Outcome:
    """The k that leaves the coefficients beside it smallest; without a k, each unknown by the first equation that has it, the others 0."""
    if problem.slopes:
        return near_size(problem, 0)
    places = range(len(problem.names))
    return said(problem, [next((Fraction(row[-1], row[place]) for row in problem.rows if row[place]), Fraction(0)) for place in places])


def ones(problem: LinearSystem) -> Outcome:
    return said(problem, [Fraction(1)] * (len(problem.rows[0]) - 1))


def total(problem: LinearSystem) -> Outcome:
    """The right sides added up."""
    right = Fraction(sum(row[-1] for row in put_in(problem, right_k(problem))))
    return (right,) if problem.ask == "form" else tuple([right] * (len(problem.rows[0]) - 1))


GUESSES: tuple[tuple[str, Callable[[LinearSystem], Outcome]], ...] = (
    ("fewer equations, and 0 for what stays open", fewer_equations),
    ("no minus signs", no_signs),
    ("one unknown for another, or a part of the sum", one_for_another),
    ("k is 0, or right sides in reverse", k_is_0),
    ("the other k, or without the first equations", other_k),
    ("k by the size of what stands beside it, or each unknown alone", sizes),
    ("every unknown is 1", ones),
    ("the sum of the right sides", total),
)
