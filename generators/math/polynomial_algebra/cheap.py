"""Cheap policies: answers of an easier question. Problems where one is right are drawn again."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from msgspec.structs import replace

from synth.verifiers.math._polynomials import divided, plus, reduced, times
from synth.verifiers.math.polynomial_algebra import POWERS, PolynomialAlgebra, answer, gcd, inverse, monic, power, through

Said = Sequence[int | Fraction] | None


def one(problem: PolynomialAlgebra) -> Said:
    """1: nothing in common, or an inverse by luck."""
    return [1]


def as_it_stands(problem: PolynomialAlgebra) -> Said:
    """The first polynomial that is given; factors multiplied out."""
    return answer(problem) if problem.ask == "factor" else problem.operands[0]


def first_remainder(problem: PolynomialAlgebra) -> Said:
    """One step: the first remainder of Euclid's algorithm, the polynomials the other way round, the line through two points."""
    f, p = problem.operands, problem.prime
    match problem.ask:
        case "compose":
            return answer(replace(problem, operands=(f[1], f[0])))
        case "interpolate":
            return through(f[0][:2], f[1][:2])
        case "gcd" | "power_by_gcd" | "inverse_by_gcd":
            rest = divided(f[0], f[1], p)[1]
            return monic(rest, p) if rest else None
        case "join":
            return reduced(plus(f[0], f[2]), p)
        case "remainder":
            return divided(f[0], f[1], p)[0]
        case "factor":
            return None
        case _:
            return divided(f[0], f[1], p)[1]


def small_exponent(problem: PolynomialAlgebra) -> Said:
    """The exponent taken modulo p - 1, as for a number."""
    if problem.ask not in POWERS:
        return None
    return answer(replace(problem, exponent=problem.exponent % (problem.prime - 1) or problem.prime - 1))


def other_side(problem: PolynomialAlgebra) -> Said:
    """The last step left out: the power that should be inverted, the quotient's inverse without its factor, one condition alone."""
    f, p = problem.operands, problem.prime
    match problem.ask:
        case "inverse_by_gcd":
            return power(f[2], problem.exponent, gcd(f[0], f[1], p), p)
        case "power_by_gcd":
            return gcd(f[0], f[1], p)
        case "partial":
            return inverse(f[2], f[1], 0)
        case "join":
            return divided(plus(f[0], times(f[1], plus(f[2], f[0], -1))), times(f[1], f[3]), p)[1]
        case "gcd":
            return monic(divided(f[0], f[1], p)[0], p)
        case _:
            return None


POLICIES: dict[str, Callable[[PolynomialAlgebra], Said]] = {
    "always 1": one,
    "the first polynomial as it stands": as_it_stands,
    "one step of the way": first_remainder,
    "the exponent modulo p - 1": small_exponent,
    "the last step left out": other_side,
}


def tempting(problem: PolynomialAlgebra) -> bool:
    """Whether one of them is right."""
    right = answer(problem)
    return problem.ask != "factor" and any((said := policy(problem)) is not None and tuple(said) == right for policy in POLICIES.values())
