"""Polynomial roots: power sums by Vieta and Newton, a shift for powers of r - c below the line, remainders for a quadratic one there, and a
coefficient that has to be found first.

Effort is the number of operations of the pencil route, as `derivation` writes it."""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.math._polynomials import written
from synth.generators.math.polynomial_roots.cheap import tempting
from synth.generators.math.polynomial_roots.derivation import derivation, operations
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math._polynomials import at
from synth.verifiers.math.polynomial_roots import verify
from synth.verifiers.math.polynomial_roots.milestones import by_quadratic
from synth.verifiers.math.polynomial_roots.problem import Condition, PolynomialRoots, Term, answer, norm

TRIES = 200
MOST = 20_000
"""Largest numerator and denominator of an answer."""


class Knobs(Frozen, frozen=True):
    ask: Literal["vieta", "powers", "shift", "pairs", "quadratic"]
    """Squares, reciprocals, or a product of r - c; powers of r above and below the line, or a product of quadratics; powers of r - c below
    the line; pairs of roots; a quadratic below the line."""
    degree: Annotated[int, Meta(ge=2, le=6)]
    """Of the polynomial."""
    top: Annotated[int, Meta(ge=0, le=6)]
    """Degree of the function's polynomial."""
    power: Annotated[int, Meta(ge=1, le=3)]
    """Largest power of r - c below the line."""
    size: Annotated[int, Meta(ge=3, le=20)]
    """Largest coefficient of the polynomial."""
    hidden: bool
    """Whether one coefficient has to be found from a condition."""


LEVELS = (
    Knobs("vieta", 2, 2, 1, 16, False),
    Knobs("vieta", 3, 2, 1, 9, False),
    Knobs("powers", 3, 3, 2, 7, False),
    Knobs("powers", 3, 4, 2, 6, False),
    Knobs("shift", 3, 2, 1, 9, False),
    Knobs("shift", 4, 2, 2, 5, False),
    Knobs("pairs", 4, 2, 1, 5, False),
    Knobs("quadratic", 4, 4, 1, 5, True),
    Knobs("quadratic", 5, 5, 1, 5, True),
    Knobs("quadratic", 5, 6, 1, 5, True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        problem = _DRAWN[knobs.ask](rng, knobs)
        if problem and knobs.hidden:
            problem = _hidden(rng, problem)
        if not problem:
            continue
        right = answer(problem)
        if max(abs(right.numerator), right.denominator) > MOST or right in tempting(problem, knobs.ask == "vieta"):
            continue
        said, wrong = derivation(problem)
        return Sample(problem, str(right), effort=float(operations(said)), trace=said, rejected=wrong)
    raise Discard("no answer of that size")


def _some(rng: Random, most: int) -> int:
    """Not 0."""
    return rng.choice((-1, 1)) * rng.randint(1, most)


def _polynomial(rng: Random, knobs: Knobs) -> tuple[int, ...]:
    """With at least half of its coefficients, and one of them the constant."""
    inner = [_some(rng, knobs.size) if rng.random() < 0.8 else 0 for _ in range(knobs.degree - 1)]
    if not any(inner):
        inner[rng.randrange(len(inner))] = _some(rng, knobs.size)
    return 1, *inner, _some(rng, knobs.size)


def _top(rng: Random, degree: int, terms: int = 3) -> tuple[int, ...]:
    """With one to three terms, small numbers."""
    if not degree:
        return (1,)
    places = set(rng.sample(range(1, degree + 1), min(degree, terms - 1)))
    return rng.choice((1, 1, 2, 3)), *(_some(rng, 5) if place in places else 0 for place in range(1, degree + 1))


def _vieta(rng: Random, knobs: Knobs) -> PolynomialRoots:
    f = _polynomial(rng, knobs)
    match rng.randrange(3):
        case 0:
            return PolynomialRoots("sum", f, Term((1, 0, 0), (1,), 1), (), ())
        case 1:
            return PolynomialRoots("sum", f, Term((1,), (1, 0), 1), (), ())
        case _:
            return PolynomialRoots("product", f, Term((1, _some(rng, 4)), (1,), 1), (), ())


def _powers(rng: Random, knobs: Knobs) -> PolynomialRoots | None:
    """A polynomial in r, perhaps over a power of r; one power alone up to the cube."""
    f = _polynomial(rng, knobs)
    if knobs.top <= 3:
        term = rng.choice((Term((1, 0, 0, 0), (1,), 1), Term((1,), (1, 0), 2), Term((1, _some(rng, 5), 0, 0), (1,), 1)))
        return PolynomialRoots("sum", f, term, (), ()) if abs(f[-1]) > 1 else None
    if rng.random() < 0.3:
        return _product(rng, f)
    f = (*f[:-1], rng.choice((-3, -2, 2, 3)))
    if rng.random() < 0.5:
        return PolynomialRoots("sum", f, Term(_top(rng, knobs.top), (1,), 1), (), ())
    top = (*_top(rng, knobs.top - 1)[:-1], _some(rng, 5))
    return PolynomialRoots("sum", f, Term(top, (1, 0), rng.randint(1, knobs.power)), (), ())


def _quadratic_divisor(rng: Random) -> tuple[int, int, int]:
    """Without real roots."""
    b = rng.choice((-2, -1, 0, 0, 1, 2))
    return 1, b, rng.randint(b * b // 4 + 1, 5)


def _product(rng: Random, f: tuple[int, ...]) -> PolynomialRoots | None:
    v = _quadratic_divisor(rng)
    return PolynomialRoots("product", f, Term(v, (1,), 1), (), ()) if norm(f, v) else None


def _around(rng: Random, knobs: Knobs) -> tuple[tuple[int, ...], int]:
    """A polynomial and a whole number c at which it is small, and not 0."""
    f, c = _polynomial(rng, knobs), rng.choice((-3, -2, -1, 1, 2, 3))
    there = rng.choice((-1, 1)) * rng.randint(2, 9)
    return (*f[:-1], f[-1] + there - int(at(f, c))), c


def _over(rng: Random, degree: int, c: int, power: int) -> Term | None:
    """A numerator of that degree over (x - c) ** power, in lowest terms."""
    top = _top(rng, degree, 2)
    return Term(top, (1, -c), power) if at(top, c) else None


def _shift(rng: Random, knobs: Knobs) -> PolynomialRoots | None:
    f, c = _around(rng, knobs)
    term = _over(rng, rng.randint(max(0, knobs.top - 1), knobs.top), c, knobs.power)
    return PolynomialRoots("sum", f, term, (), ()) if term and f[-1] and abs(f[-1]) < 60 else None


def _pairs(rng: Random, knobs: Knobs) -> PolynomialRoots | None:
    f, c = _around(rng, knobs)
    term = _over(rng, rng.randint(0, 1), c, knobs.power)
    if not term or not f[-1] or abs(f[-1]) > 60:
        return None
    if rng.random() < 0.3:
        return PolynomialRoots("pairs", f, _over(rng, 1, c, knobs.power) or term, (), ())
    first = Term((1, *[0] * knobs.top), (1,), 1) if rng.random() < 0.5 else Term((1, _some(rng, 3)), (1,), 1)
    return PolynomialRoots("mixed", f, first, (term,), ())


def _quadratic(rng: Random, knobs: Knobs) -> PolynomialRoots | None:
    f, v = _polynomial(rng, knobs), _quadratic_divisor(rng)
    top = _top(rng, rng.randint(max(2, knobs.top - 1), max(2, knobs.top)))
    if not 1 < abs(norm(f, v)) < 2_000:
        return None
    term = Term(top, v, 1)
    found = by_quadratic(f, term)
    return PolynomialRoots("sum", f, term, (), ()) if found.rest and found.upper else None


def _hidden(rng: Random, problem: PolynomialRoots) -> PolynomialRoots | None:
    """The same, with one coefficient to be found from a condition."""
    f = problem.coefficients
    n = len(f) - 1
    kind: Literal["squares", "reciprocals", "product"] = rng.choice(("squares", "reciprocals", "product"))
    place = 2 if kind == "squares" else n - 1 if kind == "reciprocals" else rng.randint(1, n - 1)
    c = rng.choice((-2, -1, 1, 2)) if kind == "product" else 0
    match kind:
        case "squares":
            value = Fraction(f[1] ** 2 - 2 * f[2])
        case "reciprocals":
            value = Fraction(-f[-2], f[-1])
        case "product":
            value = Fraction((-1) ** n * at(f, c))
    if not f[place] or not value or n < 3 or abs(value) > 400:
        return None
    condition = Condition(place, kind, c, (value.numerator, value.denominator))
    return replace(problem, coefficients=(*f[:place], 0, *f[place + 1 :]), condition=(condition,))


_DRAWN: dict[str, Callable[[Random, Knobs], PolynomialRoots | None]] = {
    "vieta": _vieta,
    "powers": _powers,
    "shift": _shift,
    "pairs": _pairs,
    "quadratic": _quadratic,
}


def _function(term: Term, name: str) -> str:
    """`(r^2 + 1)/(r - 2)^2`."""
    top, bottom = written(term.top, name), written(term.bottom, name)
    if term.bottom == (1,):
        return top
    bottom = bottom if term.bottom == (1, 0) else f"({bottom})"
    upper = f"({top})" if sum(map(bool, term.top)) > 1 else top
    return f"{upper}/{bottom}" + (f"^{term.power}" if term.power > 1 else "")


def prompt_variables(problem: PolynomialRoots, rng: Random) -> dict[str, object]:
    f = problem.coefficients
    n = len(f) - 1
    few = n <= 3
    names = ["r", "s", "t"][:n] if few else ["r_1", "r_2", "...", f"r_{n}"]
    shown = [_function(problem.term, name) if few else f"F({name})" for name in names]
    joined = " + ".join(shown) if problem.ask != "product" else "".join(f"({text})" for text in shown) if few else " ".join(shown)
    condition = problem.condition[0] if problem.condition else None
    return {
        "ask": problem.ask,
        "polynomial": written([*f[: condition.place], "k", *f[condition.place + 1 :]] if condition else f),
        "names": names,
        "degree": n,
        "wanted": joined.replace("F(...)", "..."),
        "f": _function(problem.term, "x") if not few or problem.ask in ("pairs", "mixed") else "",
        "g": _function(problem.second[0], "x") if problem.second else "",
        "condition": condition.kind if condition else "",
        "factor": written((1, -condition.c), "r") if condition else "",
        "value": str(Fraction(*condition.value)) if condition else "",
        "example": f"{rng.choice((-1, 1)) * rng.choice((211, 223, 227, 229, 233, 239, 241))}/{rng.choice((101, 103, 107, 109, 113))}",
    }


TASK = Task(
    __name__,
    version=3,
    problem=PolynomialRoots,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(2_000, 5_000, 5_000) + (100_000,) * 7,
    unique=True,
)
