"""Inequality: from one step with a line to quotients of absolute values, each with end points that are rational or square roots.

Effort is the work of the pencil route: each case of the absolute values costs the terms that are collected in it and the degrees of what is
factored (four operations each), and each critical point a look at the signs."""

from collections.abc import Callable
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.math.inequality.policies import POLICIES
from synth.generators.math.inequality.solving import worked
from synth.generators.math.inequality.wording import text
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.inequality import Inequality, solution, verify
from synth.verifiers.math.inequality.expressions import Bars, Call, Expression, Polynomial, Quotient, Sum, size

TRIES = 300
RELATIONS: tuple[Literal["<", "<=", ">", ">="], ...] = ("<", "<=", ">", ">=")
OPPOSITE: dict[str, Literal["<", "<=", ">", ">="]] = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}
MAX_DENOMINATOR = 12
MAX_RADICAND = 80
IDENTITY = Polynomial((1, 0))
Sides = tuple[tuple[Expression, ...], Expression, Expression]


class Knobs(Frozen, frozen=True):
    kind: Literal["line", "parabola", "bars", "fraction", "fractions", "two_bars", "curves", "called", "nested", "quotient"]
    """What the sides are made of: a line, a parabola, an absolute value, one or two fractions, two absolute values, those of parabolas,
    f(f(x)) with an absolute value, absolute values in one another, a quotient of those."""
    size: Annotated[int, Meta(ge=4, le=12)]
    """Largest coefficient and constant, nearly everywhere."""
    ends: Annotated[int, Meta(ge=1, le=4)]
    """Fewest end points of the answer."""
    checked: bool
    """Whether problems are drawn again where a cheap policy is right."""


LEVELS = (
    Knobs("line", 9, 1, False),
    Knobs("parabola", 6, 1, False),
    Knobs("bars", 9, 1, False),
    Knobs("fraction", 6, 3, True),
    Knobs("fractions", 6, 3, True),
    Knobs("two_bars", 6, 2, True),
    Knobs("curves", 6, 3, True),
    Knobs("called", 6, 2, True),
    Knobs("nested", 7, 3, True),
    Knobs("quotient", 6, 3, True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        try:
            f, left, right = KINDS[knobs.kind](rng, knobs.size)
            problem = Inequality(f, left, rng.choice(RELATIONS), right)
        except ValueError:
            continue
        found = solution(problem)
        ends = {end for interval in found.intervals for end in interval[:2] if end}
        if len(ends) < knobs.ends or any(end.q > MAX_DENOMINATOR or end.d > MAX_RADICAND for end in found.critical):
            continue
        if knobs.checked and all(end.q < 3 and not end.s for end in ends):
            continue
        if knobs.checked and found.text in [policy(problem) for policy in POLICIES.values()]:
            continue
        trace, overlooked = worked(problem)
        return Sample(problem, found.text, effort=float(effort(problem)), trace=trace, rejected=rejected(problem, overlooked))
    raise Discard("no end points of that kind")


def rejected(problem: Inequality, overlooked: str) -> str:
    """Lines without the first critical number, and the answer of a cheap policy, or that of the opposite relation."""
    right = solution(problem).text
    wrong = next((answer for policy in POLICIES.values() if (answer := policy(problem)) and answer != right), "")
    if not wrong or verify(problem, wrong):
        wrong = solution(replace(problem, relation=OPPOSITE[problem.relation])).text
    return f"{overlooked}\n\n<answer>\n{wrong}\n</answer>"


def effort(problem: Inequality) -> int:
    """Operations of the pencil route."""
    found = solution(problem)
    terms = size(problem.left, problem.f) + size(problem.right, problem.f)
    return len(found.cases) * terms + 4 * sum(found.cases) + 2 * len(found.critical)


def _some(rng: Random, most: int) -> int:
    """Not 0."""
    return rng.choice((-1, 1)) * rng.randint(1, most)


def _line(rng: Random, most: int, steep: int = 3) -> Polynomial:
    return Polynomial((_some(rng, steep), rng.randint(-most, most)))


def _barred(rng: Random, most: int, steep: int = 3, times: tuple[int, ...] = (1,)) -> Bars:
    return Bars(rng.choice(times), Polynomial((rng.randint(1, steep), rng.randint(-most, most))))


def _number(rng: Random, most: int) -> Polynomial:
    return Polynomial((_some(rng, most),))


def _product(*factors: tuple[int, ...]) -> tuple[int, ...]:
    total: tuple[int, ...] = (1,)
    for factor in factors:
        spread = [0] * (len(total) + len(factor) - 1)
        for i, a in enumerate(total):
            for j, b in enumerate(factor):
                spread[i + j] += a * b
        total = tuple(spread)
    return total


def _added(*summands: tuple[int, ...]) -> Polynomial:
    most = max(map(len, summands))
    total = [sum(column) for column in zip(*((0,) * (most - len(s)) + s for s in summands), strict=True)]
    while len(total) > 1 and not total[0]:
        del total[0]
    return Polynomial(tuple(total))


def _through(rng: Random, most: int, steep: int) -> tuple[int, int]:
    """A line that is 0 at a fraction."""
    return rng.randint(1, steep), _some(rng, most)


def _of_a_line(rng: Random, most: int) -> Sides:
    a, root, right = _some(rng, most), rng.randint(-most, most), rng.randint(-2 * most, 2 * most)
    return (), Polynomial((a, right - a * root)), Polynomial((right,))


def _parabola(rng: Random, most: int) -> Sides:
    low, high = sorted(rng.sample(range(-most, most + 1), 2))
    right = _line(rng, most) if rng.random() < 0.6 else Polynomial((rng.randint(-most, most),))
    scale = rng.choice((1, 1, 2, -1))
    return (), _added(_product((scale,), (1, -low), (1, -high)), right.coefficients), right


def _bars(rng: Random, most: int) -> Sides:
    return (), _barred(rng, most, 5), _line(rng, most)


def _fraction(rng: Random, most: int) -> Sides:
    under, right = (1, _some(rng, most)), (_some(rng, 3), rng.randint(-most, most)) if rng.random() < 0.6 else (_some(rng, most),)
    over = _added(_product((_some(rng, 2),), _through(rng, most, 1), _through(rng, most, 4)), _product(right, under))
    return (), Quotient(over, Polynomial(under)), Polynomial(right)


def _fractions(rng: Random, most: int) -> Sides:
    p, q = rng.sample(range(-most, most + 1), 2)
    straight = rng.random() < 0.5
    right = Polynomial((_some(rng, 2), _some(rng, most))) if straight else _number(rng, 3)
    over = _number(rng, 9) if straight else _line(rng, 9, 2)
    return (), Sum((Quotient(_number(rng, 9), Polynomial((1, -p))), Quotient(over, Polynomial((1, -q))))), right


def _two_bars(rng: Random, most: int) -> Sides:
    left = Sum((_barred(rng, most, times=(1, 1, 2)), _barred(rng, most, times=(1, -1, 2, -2))))
    return (), left, _line(rng, 2 * most, 2) if rng.random() < 0.7 else _number(rng, most)


def _curves(rng: Random, most: int) -> Sides:
    curve = Polynomial((1, rng.randint(-most, most), rng.randint(-2 * most, 2 * most)))
    return (), Bars(1, curve), Sum((_barred(rng, most, 2, (1, 1, 2)), _number(rng, most) if rng.random() < 0.5 else _line(rng, most, 2)))


def _called(rng: Random, most: int) -> Sides:
    f = Sum((_barred(rng, most, times=(1, 1, 2, -1)), _line(rng, most, 2)))
    right = Sum((_barred(rng, most), _number(rng, most))) if rng.random() < 0.5 else _line(rng, 2 * most)
    return (f,), Call(Call(IDENTITY)), right


def _nested(rng: Random, most: int) -> Sides:
    inner = Sum((_barred(rng, most, times=(1, 2)), _barred(rng, most, times=(-1, -2)), _line(rng, most, 2)))
    return (), Bars(1, inner), Sum((_barred(rng, most, 2, (1, 2)), _line(rng, most, 2)))


def _quotient(rng: Random, most: int) -> Sides:
    """Twice an absolute value above the bar, written out or as f(f(x)), and one below it."""
    below, right = Polynomial((-rng.randint(1, most),)), _line(rng, most, 2)
    inner = Sum((_barred(rng, most, 2), Polynomial((-rng.randint(1, most),))))
    if rng.random() < 0.5:
        return (inner,), Quotient(Sum((Call(Call(IDENTITY)), _line(rng, most, 2))), Sum((Call(IDENTITY), _number(rng, most)))), right
    return (), Quotient(Sum((Bars(1, inner), _line(rng, most, 2))), Sum((_barred(rng, most, 1), below))), right


KINDS: dict[str, Callable[[Random, int], Sides]] = {
    "line": _of_a_line,
    "parabola": _parabola,
    "bars": _bars,
    "fraction": _fraction,
    "fractions": _fractions,
    "two_bars": _two_bars,
    "curves": _curves,
    "called": _called,
    "nested": _nested,
    "quotient": _quotient,
}


def prompt_variables(problem: Inequality, rng: Random) -> dict[str, object]:
    low, half = rng.randint(-39, -26), rng.randint(-25, -13)
    return {
        "f": text(problem.f[0]) if problem.f else "",
        "left": text(problem.left),
        "relation": problem.relation,
        "right": text(problem.right),
        "fraction": "/" in text(problem.left),
        "example": f"(-∞, {low}) ∪ [{2 * half + 1}/2, {rng.randint(13, 40)})",
    }


TASK = Task(
    __name__,
    version=3,
    problem=Inequality,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(5_000, 5_000, 10_000) + (50_000,) * 7,
    unique=True,
)
