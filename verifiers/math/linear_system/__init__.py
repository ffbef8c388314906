"""Linear system: unknowns from equations or a story: one value, all of them, those that every solution shares, or that there is none.

Refused for the first of: format (not a number, a solution or a list of named values, whichever is asked for), none (it is said that there
is no solution, and there is one; or the reverse), unknowns (not exactly those that have one value in all solutions), value (a wrong
number)."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _elimination
from synth.verifiers.math._elimination import reduced
from synth.verifiers.math.linear_system import derivation
from synth.verifiers.math.linear_system.derivation import TRACE_FORMAT, System
from synth.verifiers.parsers import mathematics
from synth.verifiers.parsers.text import plain

__all__ = ["EXAMPLES", "TRACE_FORMAT", "LinearSystem", "proven", "system", "verify", "verify_trace"]

NAMES = {2: "xy", 3: "xyz", 4: "wxyz", 5: "vwxyz"}
"""What the unknowns are called, by how many there are."""
Coefficient = Annotated[int, Meta(ge=-999, le=999)]
Row = Annotated[tuple[Annotated[int, Meta(ge=-99_999, le=99_999)], ...], Meta(min_length=3, max_length=6)]
Rows = Annotated[tuple[Row, ...], Meta(max_length=6)]


class LinearSystem(Problem, frozen=True):
    ask: Literal["form", "solution", "fixed"]
    """The value of a sum of multiples of the unknowns; the solution, or that there is none; the unknowns that have the same value in all
    solutions, with these values."""
    rows: Annotated[Rows, Meta(min_length=1)]
    """Of each equation the coefficients, then its right side: `((2, 3, 12), (1, -1, 1))` for 2x + 3y = 12, x - y = 1."""
    slopes: Rows
    """What is added to each entry for each 1 of a parameter k, which is the only number that gives the system infinitely many solutions;
    empty where there is no k."""
    weights: Annotated[tuple[Coefficient, ...], Meta(max_length=5)]
    """The multiples in the sum that is asked for: `(1, 2)` for x + 2y; else empty."""
    story: Literal["", "cards", "shop", "tables"]
    """What the equations are about; they speak of whole things, so no coefficient is negative."""

    def __post_init__(self) -> None:
        width = len(self.rows[0])
        if any(len(row) != width for row in (*self.rows, *self.slopes)):
            raise ValueError("all equations have the same unknowns")
        if len(self.weights) != (width - 1) * (self.ask == "form") or (self.weights and not any(self.weights)):
            raise ValueError("a sum has a multiple for each unknown, not all 0")
        if self.slopes and not (len(self.slopes) == len(self.rows) == width - 1 and self.ask != "solution"):
            raise ValueError("with k there are as many equations as unknowns, and no single solution is asked for")
        if sum(map(any, self.slopes)) > 2:
            raise ValueError("k stands in two equations at most")
        if self.story and (self.ask != "form" or self.slopes or min(map(min, self.rows)) < 0 or min(self.weights) < 0):
            raise ValueError("a story asks for one number, and counts things")
        outcome(self)

    @property
    def names(self) -> str:
        return NAMES[len(self.rows[0]) - 1]


def put_in(problem: LinearSystem, k: Fraction) -> list[list[int]]:
    """The equations for a value of k, in whole numbers."""
    return _elimination.put_in(problem.rows, problem.slopes, k) if problem.slopes else [list(row) for row in problem.rows]


def parameter(problem: LinearSystem) -> Fraction:
    """The one k for which there are infinitely many solutions; ValueError where there is not exactly one.

    The determinant is c + b k + a k^2, as k stands in two rows at most. At an irrational root the system can only be solved together with
    its conjugate, and then there are two."""
    found = [k for k in singular(problem) if _ranks(put_in(problem, k))[0] == _ranks(put_in(problem, k))[1]]
    if len(found) != 1:
        raise ValueError("not exactly one k gives infinitely many solutions")
    return found[0]


def singular(problem: LinearSystem) -> list[Fraction]:
    """The rational k for which the determinant is 0."""
    left, slopes = ([row[:-1] for row in rows] for rows in (problem.rows, problem.slopes))
    return _elimination.rational_roots(*_elimination.determinant_with(left, slopes))


def _ranks(rows: list[list[int]]) -> tuple[int, int]:
    """Of the left sides, and of the whole equations."""
    left, pivots = reduced(rows, len(rows[0]) - 1)
    return len(pivots), len(pivots) + any(row[-1] for row in left[len(pivots) :])


Outcome = tuple[Fraction | None, ...] | None


@kept
def outcome(problem: LinearSystem) -> Outcome:
    """The value asked for alone; or the value of each unknown, None where it is not fixed. None: no solution. ValueError where nothing of
    the kind exists."""
    rows = put_in(problem, parameter(problem) if problem.slopes else Fraction(0))
    unknowns = len(rows[0]) - 1
    left, pivots = reduced(rows, unknowns)
    if any(row[-1] for row in left[len(pivots) :]):
        if problem.ask != "solution":
            raise ValueError("there is no solution")
        return None
    values: list[Fraction | None] = [None] * unknowns
    for row, column in zip(left, pivots, strict=False):
        if not any(row[column + 1 : -1]):
            values[column] = Fraction(row[-1], row[column])
    if problem.ask == "form":
        return (_value(left, pivots, problem.weights),)
    if problem.ask == "solution" and None in values:
        raise ValueError("there is more than one solution")
    if problem.ask == "fixed" and not 0 < values.count(None) < unknowns:
        raise ValueError("some unknowns are fixed, and some are not")
    return tuple(values)


def _value(left: list[list[int]], pivots: list[int], weights: tuple[int, ...]) -> Fraction:
    """Of the sum, as a combination of reduced equations."""
    rest, total = [Fraction(weight) for weight in weights], Fraction(0)
    for row, column in zip(left, pivots, strict=False):
        times = rest[column] / row[column]
        if times:
            rest = [a - times * b for a, b in zip(rest, row, strict=False)]
            total += times * row[-1]
    if any(rest):
        raise ValueError("the sum has not the same value in all solutions")
    return total


def sum_text(weights: Sequence[int | Fraction], names: Sequence[str]) -> str:
    """`x - 2y` for (1, -2)."""
    text = ""
    for weight, name in zip(weights, names, strict=True):
        if weight:
            sign = (" - " if weight < 0 else " + ") if text else ("-" if weight < 0 else "")
            text += sign + (str(abs(weight)) if abs(weight) != 1 else "") + name
    return text


_UNIT = re.compile(r"(?<=\d) ?(?:points?|euros?|seats?|分|元|个?座位|座)\Z", re.IGNORECASE)
"""What stories count."""
_ALONE = re.compile(r"\A(?:[-*•] )?\$?[v-z]\$? ?(?::|is\b|=) ?\$?(?=[-\d\\])")
_NAME = re.compile(r"(?<![A-Za-z\\])[v-z](?![A-Za-z])")


def verify(problem: LinearSystem, answer: str) -> Verdict:
    right = outcome(problem)
    if problem.ask == "form":
        return _same((_number(problem, answer),), right)
    if problem.ask == "solution":
        if mathematics.no_solution(answer):
            return ACCEPT if right is None else refuse("none")
        found = mathematics.rationals(answer, problem.names)
        if found is None or len(found) != len(problem.names):
            return refuse("format")
        return refuse("none") if right is None else _same(found, right)
    assert right is not None
    named = list(dict.fromkeys(_NAME.findall(plain(answer))))
    listed = _listed(answer, named)
    if listed is None:
        return refuse("format")
    fixed = {name: value for name, value in zip(problem.names, right, strict=True) if value is not None}
    if set(named) != set(fixed):
        return refuse("unknowns")
    return _same(listed, tuple(fixed[name] for name in named))


def _same(found: Sequence[Fraction | None], right: Outcome) -> Verdict:
    if None in found:
        return refuse("format")
    return ACCEPT if found == right else refuse("value")


def _number(problem: LinearSystem, answer: str) -> Fraction | None:
    """The number in `7`, `x = 7`, `x - 2y = 7`."""
    left, equals, right = plain(answer).partition("=")
    names = problem.names
    if equals and len(_NAME.findall(left)) > 1 and mathematics.same_polynomial(left, sum_text(problem.weights, names), names):
        return mathematics.rational(right)
    return mathematics.rational(_UNIT.sub("", plain(answer)) if problem.story and _UNIT.search(plain(answer)) else answer)


def _listed(answer: str, named: list[str]) -> tuple[Fraction, ...] | None:
    """The values of `x = 3, z = -1` in the order in which they are named."""
    if len(named) != 1:
        return mathematics.rationals(answer, named) if named else None
    number = mathematics.rational(_ALONE.sub(f"{named[0]} = ", answer.strip()))
    return None if number is None else (number,)


@kept
def system(problem: LinearSystem) -> System:
    """What a derivation starts from, and where it has to arrive."""
    k = parameter(problem) if problem.slopes else None
    width = len(problem.names)
    rows = [[Fraction(a) for a in row] for row in problem.rows]
    if k is not None:
        rows = [[a + k * b for a, b in zip(row, slope, strict=True)] for row, slope in zip(rows, problem.slopes, strict=True)]
    right = outcome(problem)
    asked: list[list[Fraction]] = []
    if right is not None and problem.ask == "form":
        asked = [[*map(Fraction, problem.weights), right[0] or Fraction(0)]]
    elif right is not None:
        asked = [[*(Fraction(n == at) for n in range(width)), value] for at, value in enumerate(right) if value is not None]
    return System(rows, k, problem.names, not problem.story, asked)


def verify_trace(problem: LinearSystem, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `derivation.judge`."""
    return derivation.judge(problem, completion, verify, system(problem))


def proven(problem: LinearSystem, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, system(problem))


_TWO = LinearSystem("form", ((2, 3, 12), (1, -1, 1)), (), (1, 0), "")  # x = 3, y = 2
_SUM = LinearSystem("form", ((1, 1, 1, 6), (1, 2, 3, 11)), (), (1, 0, -1), "")  # 2 (x + y + z) - (x + 2y + 3z)
_STORY = LinearSystem("form", ((3, 2, 19), (1, 4, 23)), (), (0, 1), "cards")
_ALL = LinearSystem("solution", ((2, 1, 4), (2, -1, 1)), (), (), "")  # x = 5/4, y = 3/2
_NONE = LinearSystem("solution", ((1, 1, 2), (2, 2, 5)), (), (), "")
_FIXED = LinearSystem("fixed", ((1, 0, 1, 1, 4), (0, 1, -1, 0, 3), (1, 0, 2, 2, 7)), (), (), "")  # w = 1; y + z = 3, x - y = 3
_BOTH = LinearSystem("fixed", ((1, 1, 1, 1, 6), (1, -1, 1, 1, 2), (2, 1, 1, 1, 9)), (), (), "")  # w = 3, x = 2; y + z = 1

EXAMPLES = (
    (_TWO, "3", ""),
    (_TWO, "x = 3", ""),
    (_TWO, r"$\boxed{x = 3}$", ""),
    (_TWO, "6/2", ""),
    (_TWO, "3.0", ""),
    (_SUM, "1", ""),
    (_SUM, "x - z = 1", ""),
    (_ALL, "x = 5/4, y = 3/2", ""),
    (_ALL, "(1.25, 1.5)", ""),
    (_ALL, r"y = \frac{3}{2}, x = \frac{5}{4}", ""),
    (_NONE, "no solution", ""),
    (_NONE, "There is no solution.", ""),
    (_FIXED, "w = 1", ""),
    (_FIXED, "w: 1", ""),
    (_FIXED, "w is 1", ""),
    (_STORY, "5 points", ""),
    (_BOTH, "w = 3, x = 2", ""),
    (_BOTH, "x = 2 and w = 3", ""),
    (_TWO, "", "format"),
    (_TWO, "3 or 2", "format"),
    (_TWO, "x = 3, y = 2", "format"),
    (_TWO, "2", "value"),
    (_SUM, "x - z = 6", "value"),
    (_SUM, "x + z = 1", "format"),
    (_SUM, "6", "value"),
    (_STORY, "3", "value"),
    (_STORY, "3 points", "value"),
    (_ALL, "no solution", "none"),
    (_ALL, "x = 1, y = 2", "value"),
    (_ALL, "(3/2, 5/4)", "value"),
    (_ALL, "5/4", "format"),
    (_ALL, "x = (4 + 1)/4, y = 3/2", "format"),
    (_ALL, "x = 3 = 5/4, y = 3/2", "format"),
    (_NONE, "x = 1, y = 1", "none"),
    (_FIXED, "1", "format"),
    (_FIXED, "w = 1, x = 4", "unknowns"),
    (_FIXED, "w = 4", "value"),
    (_BOTH, "3, 2", "format"),
    (_BOTH, "w = 3", "unknowns"),
    (_BOTH, "w = 2, x = 3", "value"),
    (_STORY, "答案是 5。", ""),
    (_TWO, "x 等于 3", ""),
    (_ALL, "x = 5/4，y = 3/2", ""),
    (_SUM, "答案是 x - z = 1", ""),
    (_STORY, "答案：５", ""),
    (_STORY, "5 分", ""),
    (_ALL, "方程组的解是 x = 5/4，y = 3/2", ""),
    (_NONE, "方程组无解", ""),
    (_BOTH, "w = 3，x = 2", ""),
    (_ALL, "无解", "none"),
    (_TWO, "答案是 2", "value"),
    (_BOTH, "w = 3，x = 2，y = 1", "unknowns"),
    (_FIXED, "答案是 1", "format"),
)
