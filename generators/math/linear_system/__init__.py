"""Linear system: from two equations to systems that leave some unknowns open, and to a parameter for which just that happens.

Solutions are drawn first. Where a system leaves unknowns open, the direction in which its solutions go is drawn too, and every equation and
the sum that is asked for are made to be 0 along it. Effort is the number of operations of elimination with pencil and paper: the
products of digits and a difference for each new entry; nine where an equation has the parameter."""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.math.linear_system.guesses import GUESSES, by_size, right_for
from synth.generators.math.linear_system.solving import worked
from synth.generators.math.linear_system.wording import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math._elimination import reduced
from synth.verifiers.math.linear_system import LinearSystem, outcome, put_in, singular, verify

TRIES = 300
WIDE, FARTHEST = 6, 9
"""How many times as large the coefficients of equations with k may be, and the largest k."""
Rows = list[list[int]]
Ask = Literal["value", "sum", "solution", "fixed"]


class Knobs(Frozen, frozen=True):
    unknowns: Annotated[int, Meta(ge=2, le=5)]
    """Unknowns, and as many equations."""
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1, max_length=4)]
    """What may be asked for; `fixed` where unknowns stay open, `solution` where none does."""
    terms: Annotated[int, Meta(ge=2, le=5)]
    """Unknowns in an equation, at most."""
    coefficient: Annotated[int, Meta(ge=2, le=12)]
    """Largest coefficient."""
    size: Annotated[int, Meta(ge=4, le=40)]
    """Largest value of an unknown."""
    story: Annotated[float, Meta(ge=0, le=1)]
    """Share of stories, where one number is asked for and no unknown stays open."""
    none: Annotated[float, Meta(ge=0, le=0.2)]
    """Share without a solution, where the solution is asked for."""
    halves: Annotated[float, Meta(ge=0, le=1)]
    """Share where two values are halves, where no unknown stays open."""
    open: bool
    """Whether the system leaves unknowns open."""
    parameter: bool
    """Whether two equations have a parameter, for one value of which unknowns stay open."""

    def __post_init__(self) -> None:
        if self.open and self.unknowns < 3:
            raise ValueError("open needs 3 unknowns")
        if ("fixed" in self.asks and not self.open) or ("solution" in self.asks and self.open) or (self.parameter and not self.open):
            raise ValueError("fixed and parameter need open, and solution needs open to be false")


LEVELS = (
    Knobs(2, ("value",), 2, 2, 12, 0.4, 0, 0, False, False),
    Knobs(2, ("value", "sum"), 2, 6, 12, 0.4, 0, 0, False, False),
    Knobs(3, ("value", "sum"), 2, 4, 15, 0.4, 0, 0, False, False),
    Knobs(3, ("sum", "solution"), 3, 5, 15, 0.2, 0.07, 0, False, False),
    Knobs(3, ("sum", "solution", "value"), 3, 9, 15, 0.1, 0.08, 0.5, False, False),
    Knobs(4, ("sum", "fixed"), 4, 7, 12, 0, 0, 0, True, False),
    Knobs(4, ("value", "sum", "fixed"), 2, 4, 12, 0, 0, 0, True, True),
    Knobs(4, ("value", "sum", "fixed"), 4, 5, 12, 0, 0, 0, True, True),
    Knobs(5, ("value", "sum", "fixed"), 3, 4, 12, 0, 0, 0, True, True),
    Knobs(5, ("value", "sum", "fixed"), 5, 5, 12, 0, 0, 0, True, True),
)
STORIES: tuple[Literal["cards", "shop", "tables"], ...] = ("cards", "shop", "tables")


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        try:
            problem = _open(rng, knobs) if knobs.open else _closed(rng, knobs)
            right = outcome(problem) if problem else None
        except ValueError:  # more is open than was meant, or a second k does the same
            continue
        if problem and (right is None or not (_plain(problem, right) or any(right_for(right, guess(problem)) for _, guess in GUESSES))):
            answer = answer_text(problem)
            return Sample(problem, answer, float(effort(problem)), worked(problem)[0], _rejected(problem, answer))
    raise Discard("no system")


def _rejected(problem: LinearSystem, answer: str) -> str:
    """The same route with a wrong number in its first line, where that leads to another answer."""
    said, values = worked(problem, slip=2)
    found = iter(values or ())
    names = [name for name in problem.names if f"{name} =" in answer]
    text = str(next(found)) if problem.ask == "form" else ", ".join(f"{name} = {value}" for name, value in zip(names, found, strict=False))
    return f"{said}\n\n<answer>\n{text}\n</answer>" if text and not verify(problem, text) else ""


def _plain(problem: LinearSystem, right: tuple[Fraction | None, ...]) -> bool:
    """Whether the answer is a number that many systems have, or an equation of the system says it."""
    if problem.ask == "form" and right[0] in (0, 1, -1):
        return True
    return any(sum(map(bool, row[:-1])) == 1 for row in problem.rows)


def _closed(rng: Random, knobs: Knobs) -> LinearSystem | None:
    """One solution; or none, where all may be asked for."""
    ask = rng.choice(knobs.asks)
    story = ask != "solution" and rng.random() < knobs.story
    count, size = knobs.unknowns, knobs.size
    if ask == "solution" and rng.random() < knobs.none:
        rows, _ = _flat(rng, knobs, [rng.randint(-size, size) for _ in range(count)])
        rows[0][-1] += rng.choice((-3, -2, -1, 1, 2, 3))
        return LinearSystem("solution", _frozen(_shuffled(rng, rows)), (), (), "")
    values = [Fraction(rng.randint(1, size) if story else _some(rng, size)) for _ in range(count)]
    if not story and rng.random() < knobs.halves:
        for place in rng.sample(range(count), 2):
            values[place] += Fraction(1, 2)
    rows = []
    for number in range(count):
        row = [0] * count
        for place in {number, *rng.sample(range(count), rng.randint(2, max(2, min(knobs.terms, count))))}:
            row[place] = rng.randint(1, knobs.coefficient) if story else _some(rng, knobs.coefficient)
        rows.append(_with_value(row, values))
    rows = _shuffled(rng, rows)
    if len(reduced(rows, count)[1]) < count:
        return None
    weights: list[int] = []
    if ask != "solution":
        weights = [0] * count
        for place in rng.sample(range(count), 1 if ask == "value" else rng.randint(2, count)):
            weights[place] = 1 if ask == "value" else rng.randint(1, 3) if story else _some(rng, 3)
    return LinearSystem("form" if weights else "solution", _frozen(rows), (), tuple(weights), rng.choice(STORIES) if story else "")


def _open(rng: Random, knobs: Knobs) -> LinearSystem | None:
    """Equations and a sum that are 0 along one direction; k takes some of them out of it."""
    ask, count = rng.choice(knobs.asks), knobs.unknowns
    values = [_some(rng, knobs.size) for _ in range(count)]
    rows, along = _flat(rng, knobs, values, 0 if ask == "sum" and rng.random() < 0.5 else rng.randint(1, max(1, count - 3)))
    weights: list[int] = []
    if ask == "value":
        weights = [0] * count
        weights[rng.choice([place for place, step in enumerate(along) if not step])] = 1
    elif ask == "sum":
        weights = _across(rng, along, 3, rng.randint(2, count))
        if any(len(reduced([weights, row[:-1]], count)[1]) < 2 for row in rows):
            return None
    slopes: Rows = []
    k = _some(rng, FARTHEST)
    if knobs.parameter:
        slopes = [[0] * (count + 1) for _ in rows]
        for number in (0, 1):  # these need each other; without both there are too few to fix what is asked for
            for place in rng.sample([place for place, entry in enumerate(rows[number]) if entry or place == count], rng.randint(1, 2)):
                slopes[number][place] = rng.choice((1, 1, -1, 2))
        rows = [[a - k * b for a, b in zip(row, slope, strict=True)] for row, slope in zip(rows, slopes, strict=True)]
        if abs(k - by_size(rows, slopes)) <= 1:
            return None
    for number, row in enumerate(rows):
        if next((a for a in row if a), 1) < 0:
            rows[number] = [-a for a in row]
            if slopes:
                slopes[number] = [-b for b in slopes[number]]
    order = rng.sample(range(len(rows)), len(rows))
    if any(len(reduced([row, other], count)[1]) < 2 for row, other in combinations([row[:-1] for row in rows], 2)):
        return None
    problem = LinearSystem(
        "form" if weights else "fixed",
        _frozen([rows[place] for place in order]),
        _frozen([slopes[place] for place in order]) if slopes else (),
        tuple(weights),
        "",
    )
    roots = singular(problem) if slopes else []
    return problem if not slopes or (len(roots) == 2 and all(root.denominator == 1 for root in roots)) else None


def _flat(rng: Random, knobs: Knobs, values: Sequence[int | Fraction], fixed: int = 0) -> tuple[Rows, list[int]]:
    """Equations, one of which follows from others, and the direction in which the solutions go, which leaves `fixed` unknowns alone. The
    first two equations need each other."""
    count = len(values)
    along = [0] * count
    for place in rng.sample(range(count), count - fixed):
        along[place] = rng.choice((1, -1, 1, -1, 2, -2, 3))
    along[rng.choice([place for place, step in enumerate(along) if step])] = rng.choice((1, -1))
    rows = [_across(rng, along, knobs.coefficient, rng.randint(2, max(2, min(knobs.terms, count)))) for _ in range(count - 1)]
    wide = knobs.coefficient
    if knobs.parameter:
        wide *= WIDE
        rows[0] = _across(rng, along, wide, rng.randint(3, max(3, min(knobs.terms, count))))
    mixed = [rng.choice((1, -1, 2)), *(rng.choice((0, 1, -1)) for _ in rows[1:])]
    last = [sum(times * row[place] for times, row in zip(mixed, rows, strict=True)) for place in range(count)]
    if max(map(abs, last)) > 2 * wide or sum(map(bool, last)) < 2:
        raise ValueError("the last equation has large coefficients")
    return [_with_value(row, values) for row in (last, *rows)], along


def _across(rng: Random, along: list[int], largest: int, terms: int) -> list[int]:
    """Coefficients that give 0 along a direction."""
    for _ in range(30):
        row = [0] * len(along)
        for place in rng.sample(range(len(along)), min(terms, len(along))):
            row[place] = _some(rng, largest)
        closing = rng.choice([place for place, step in enumerate(along) if abs(step) == 1])
        row[closing] = 0
        row[closing] = -along[closing] * sum(a * step for a, step in zip(row, along, strict=True))
        if abs(row[closing]) <= largest and sum(map(bool, row)) >= 2:
            shared = math.gcd(*row)
            return [a // shared for a in row]
    raise ValueError("coefficients are large")


def _with_value(row: list[int], values: Sequence[int | Fraction]) -> list[int]:
    """The equation, in whole numbers, with a positive coefficient first."""
    right = sum((a * v for a, v in zip(row, values, strict=True)), Fraction(0))
    whole = [*(a * right.denominator for a in row), right.numerator]
    shared = math.gcd(*whole) * (-1 if next((a for a in row if a), 1) < 0 else 1)
    return [a // shared for a in whole]


def _some(rng: Random, largest: int) -> int:
    return rng.choice((1, -1)) * rng.randint(1, largest)


def _shuffled(rng: Random, rows: Rows) -> Rows:
    return rng.sample(rows, len(rows))


def _frozen(rows: Rows) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, rows))


def effort(problem: LinearSystem) -> int:
    """Operations of elimination, with the equations that hold a parameter last."""
    heavy = [any(slope) for slope in problem.slopes] or [False] * len(problem.rows)
    rows = put_in(problem, Fraction(1_009) if problem.slopes else Fraction(0))
    left = sorted(zip(heavy, rows, strict=True), key=lambda one: one[0])
    spent = sum(1 for weight in problem.weights if weight)
    for column in range(len(rows[0]) - 1):
        at = next((at for at, (_, row) in enumerate(left) if row[column]), None)
        if at is None:
            continue
        _, top = left.pop(at)
        spent += 2 * sum(1 for entry in top[column + 1 :] if entry)  # its unknown, when the later ones are known
        for place, (hard, row) in enumerate(left):
            if row[column]:
                new = [top[column] * a - row[column] * b for a, b in zip(row, top, strict=True)]
                pairs = [(a, b) for a, b in zip(row[column + 1 :], top[column + 1 :], strict=True) if a or b]
                spent += sum(9 if hard else 1 + _product(top[column], a) + _product(row[column], b) for a, b in pairs)
                shared = math.gcd(*new) or 1
                left[place] = hard, [entry // shared for entry in new]
    return spent


def _product(a: int, b: int) -> int:
    """Products of digits; none where nothing is to be done."""
    return 0 if abs(a) < 2 or abs(b) < 2 else len(str(abs(a))) * len(str(abs(b)))


def answer_text(problem: LinearSystem) -> str:
    right = outcome(problem)
    if right is None:
        return "no solution"
    if problem.ask == "form":
        return str(right[0])
    return ", ".join(f"{name} = {value}" for name, value in zip(problem.names, right, strict=True) if value is not None)


def canonical(problem: LinearSystem) -> object:
    """Equations in order, with the first coefficient positive."""
    rows = []
    for number, row in enumerate(problem.rows):
        both = (*row, *(problem.slopes[number] if problem.slopes else ()))
        first = next((entry for entry in both if entry), 1)
        rows.append([-entry for entry in both] if first < 0 else list(both))
    return [problem.ask, sorted(rows), problem.weights]


TASK = Task(
    __name__,
    version=3,
    problem=LinearSystem,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(10_000,) + (100_000,) * 9,
    unique=True,
    canonical=canonical,
    prompt_only=("story",),
)
