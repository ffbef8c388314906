"""Polynomial algebra: compositions, remainders and interpolation over Q, factors over Z, Euclid's algorithm and powers modulo a prime, and
chains of these.

Effort is the number of operations on coefficients of the pencil route, as `effort` counts them."""

import re
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.math._polynomials import written
from synth.generators.math.polynomial_algebra.cheap import tempting
from synth.generators.math.polynomial_algebra.effort import effort
from synth.generators.math.polynomial_algebra.solving import worked
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math._polynomials import Coefficients, plus, reduced, times
from synth.verifiers.math.polynomial_algebra import PRIMES, PolynomialAlgebra, answer, gcd, irreducible, verify

TRIES = 200


class Knobs(Frozen, frozen=True):
    ask: Literal["compose", "remainder", "interpolate", "gcd", "factor", "partial", "inverse", "join", "power_by_gcd", "inverse_by_gcd"]
    """The question; see the problem's `ask`."""
    degree: Annotated[int, Meta(ge=2, le=4)]
    """Of the divisor, of each divisor where there are two, of the gcd; one less than the number of points."""
    size: Annotated[int, Meta(ge=2, le=9)]
    """Largest coefficient over Q and Z."""
    prime: Annotated[int, Meta(ge=5, le=31)]
    """Largest prime, where the question is asked by one."""
    digits: Annotated[int, Meta(ge=1, le=9)]
    """Of the exponent, where a power is asked for."""


LEVELS = (
    Knobs("compose", 2, 6, 7, 2),
    Knobs("remainder", 2, 9, 7, 2),
    Knobs("interpolate", 3, 3, 7, 2),
    Knobs("inverse", 3, 5, 11, 2),
    Knobs("partial", 2, 5, 7, 2),
    Knobs("gcd", 3, 5, 13, 2),
    Knobs("factor", 2, 9, 7, 2),
    Knobs("join", 3, 5, 13, 2),
    Knobs("power_by_gcd", 2, 5, 19, 3),
    Knobs("inverse_by_gcd", 3, 5, 23, 3),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        problem = _DRAWN[knobs.ask](rng, knobs)
        if not problem or tempting(problem) or (problem.ask not in ("gcd", "factor") and len(answer(problem)) < 2):
            continue
        factors = "".join(f"({written(f)})" for f in problem.operands)
        said = factors if problem.ask == "factor" else written(answer(problem))
        return Sample(problem, said, float(effort(problem)), *worked(problem, said))
    raise Discard("no question of that kind")


def _some(rng: Random, most: int) -> int:
    """Not 0."""
    return rng.choice((-1, 1)) * rng.randint(1, most)


def _over_q(rng: Random, degree: int, size: int, lead: int = 1) -> tuple[int, ...]:
    return rng.randint(1, lead), *(rng.randint(-size, size) for _ in range(degree - 1)), _some(rng, size)


def _by_prime(rng: Random, degree: int, prime: int, monic: bool = True) -> tuple[int, ...]:
    """With a constant term."""
    return 1 if monic else rng.randrange(1, prime), *(rng.randrange(prime) for _ in range(degree - 1)), rng.randrange(1, prime)


def _prime(rng: Random, knobs: Knobs) -> int:
    return rng.choice([p for p in PRIMES if 5 <= p <= knobs.prime and 3 * p >= knobs.prime])


def _whole(f: Coefficients) -> tuple[int, ...]:
    return tuple(map(int, f))


def _compose(rng: Random, knobs: Knobs) -> PolynomialAlgebra:
    return PolynomialAlgebra("compose", (_over_q(rng, knobs.degree, knobs.size, 4), (rng.randint(1, 3), _some(rng, knobs.size))), 1, 0)


def _remainder(rng: Random, knobs: Knobs) -> PolynomialAlgebra:
    f = _over_q(rng, knobs.degree + rng.choice((2, 3, 3)), knobs.size, 3)
    return PolynomialAlgebra("remainder", (f, _over_q(rng, knobs.degree, min(5, knobs.size))), 1, 0)


def _interpolate(rng: Random, knobs: Knobs) -> PolynomialAlgebra | None:
    """Points of a polynomial whose divided differences are whole or halves."""
    xs = tuple(sorted(rng.sample(range(-3, 6), knobs.degree + 1)))
    f, basis = Coefficients([_some(rng, 9)]), Coefficients([1])
    for x in xs[:-1]:
        basis = times(basis, [1, -x])
        f = plus(f, basis, Fraction(_some(rng, 2 * knobs.size), 2))
    ys = [sum((c * Fraction(x) ** k for k, c in enumerate(reversed(f))), start=Fraction(0)) for x in xs]
    if any(y.denominator > 1 or abs(y) > 300 for y in ys):
        return None
    return PolynomialAlgebra("interpolate", (xs, _whole(list(ys))), 1, 0)


def _common(rng: Random, knobs: Knobs, prime: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Two polynomials whose gcd has the degree asked for."""
    d = _by_prime(rng, knobs.degree, prime)
    one, other = (_by_prime(rng, 2, prime, monic=False) for _ in range(2))
    if len(gcd(one, other, prime)) > 1:
        return None
    return _whole(reduced(times(d, one), prime)), _whole(reduced(times(d, other), prime))


def _gcd(rng: Random, knobs: Knobs) -> PolynomialAlgebra | None:
    prime = _prime(rng, knobs)
    both = _common(rng, knobs, prime)
    return PolynomialAlgebra("gcd", both, 1, prime) if both else None


def _factor(rng: Random, knobs: Knobs) -> PolynomialAlgebra | None:
    """Two quadratics, or one and two linear factors."""
    degrees = rng.choice(((2, 2), (1, 1, 2)))
    factors = tuple(sorted({_over_q(rng, d, knobs.size, 2 if d == 1 else 1) for d in degrees}, key=lambda f: (len(f), f)))
    if len(factors) < len(degrees) or not all(map(irreducible, factors)):
        return None
    return PolynomialAlgebra("factor", factors, 1, 0)


def _partial(rng: Random, knobs: Knobs) -> PolynomialAlgebra | None:
    g, h = (_over_q(rng, knobs.degree, knobs.size) for _ in range(2))
    a, b = ((_some(rng, 4), *(rng.randint(-9, 9) for _ in range(knobs.degree - 1))) for _ in range(2))
    if len(gcd(g, h, 0)) > 1:
        return None
    f = plus(times(a, h), times(b, g))
    return PolynomialAlgebra("partial", (_whole(f), g, h), 1, 0) if f else None


def _inverse(rng: Random, knobs: Knobs) -> PolynomialAlgebra | None:
    prime = _prime(rng, knobs)
    f, g = _by_prime(rng, knobs.degree - 1, prime, monic=False), _by_prime(rng, knobs.degree, prime)
    return PolynomialAlgebra("inverse", (f, g), 1, prime) if len(gcd(f, g, prime)) == 1 else None


def _join(rng: Random, knobs: Knobs) -> PolynomialAlgebra | None:
    prime = _prime(rng, knobs)
    g, h = (_by_prime(rng, knobs.degree, prime) for _ in range(2))
    a, b = (_by_prime(rng, knobs.degree - 1, prime, monic=False) for _ in range(2))
    return PolynomialAlgebra("join", (a, g, b, h), 1, prime) if len(gcd(g, h, prime)) == 1 else None


def _exponent(rng: Random, knobs: Knobs) -> int:
    return rng.randrange(max(2, 10 ** (knobs.digits - 1)), 10**knobs.digits)


def _by_gcd(rng: Random, knobs: Knobs) -> PolynomialAlgebra | None:
    prime = _prime(rng, knobs)
    both, h = _common(rng, knobs, prime), (1, rng.randrange(prime))
    if not both or len(gcd(h, gcd(*both, prime), prime)) > 1:
        return None
    ask: Literal["power_by_gcd", "inverse_by_gcd"] = "power_by_gcd" if knobs.ask == "power_by_gcd" else "inverse_by_gcd"
    return PolynomialAlgebra(ask, (*both, h), _exponent(rng, knobs), prime)


_DRAWN: dict[str, Callable[[Random, Knobs], PolynomialAlgebra | None]] = {
    "compose": _compose,
    "remainder": _remainder,
    "interpolate": _interpolate,
    "gcd": _gcd,
    "factor": _factor,
    "partial": _partial,
    "inverse": _inverse,
    "join": _join,
    "power_by_gcd": _by_gcd,
    "inverse_by_gcd": _by_gcd,
}


def corrupt(problem: PolynomialAlgebra, text: str, rng: Random) -> str:
    """One number of the answer moved by one, or 1 added."""
    found = list(re.finditer(r"\d+", text))
    if not found:
        return text + " + 1"
    token = rng.choice(found)
    return text[: token.start()] + str(int(token[0]) + 1) + text[token.end() :]


def prompt_variables(problem: PolynomialAlgebra, rng: Random) -> dict[str, object]:
    f = problem.operands
    points = problem.ask == "interpolate"
    product = written(answer(problem)) if problem.ask == "factor" else ""
    lead = rng.randint(2, 4)
    return {
        "ask": problem.ask,
        "f": product or ("" if points else written(f[0])),
        "g": written(f[1]) if len(f) > 1 and not points else "",
        "h": written(f[2]) if len(f) > 2 else "",
        "last": written(f[3]) if len(f) > 3 else "",
        "points": [f"({x}, {y})" for x, y in zip(*f, strict=True)] if points else [],
        "degree": len(f[0]) - 1 if points else sum(len(f[i]) - 1 for i in (1, 3)) if problem.ask == "join" else 0,
        "exponent": problem.exponent,
        "prime": problem.prime,
        "example": f"({lead}x + 7)(x^2 + x + {rng.randint(3, 9)})" if product else f"{lead}x^5 + x^4 + {rng.randint(2, 4)}",
    }


TASK = Task(
    __name__,
    version=4,
    problem=PolynomialAlgebra,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(5_000, 50_000, 50_000) + (100_000,) * 7,
    unique=True,
    corrupt=corrupt,
)
