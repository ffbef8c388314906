"""Cheap policies: values that a symmetric function of the roots would have if it were an easier one. Problems where one is right are
drawn again."""

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace

from synth.verifiers.math._polynomials import Coefficients, at, divided
from synth.verifiers.math.polynomial_roots.problem import PolynomialRoots, Term, answer, polynomial, power_sums


def _of(term: Term, x: Fraction) -> Fraction | None:
    below = Fraction(at(term.bottom, x)) ** term.power
    return at(term.top, x) / below if below else None


def _shown(problem: PolynomialRoots) -> tuple[int, ...]:
    """The coefficients, 0 for the unknown one."""
    return problem.coefficients


def of_the_sum(problem: PolynomialRoots) -> Fraction | None:
    """The function at the sum of the roots: r^2 + s^2 as (r + s)^2."""
    f = _shown(problem)
    return _of(problem.term, Fraction(-f[1], f[0]))


def at_the_mean(problem: PolynomialRoots) -> Fraction | None:
    """All roots taken for their mean."""
    f = _shown(problem)
    n = len(f) - 1
    values = [_of(t, Fraction(-f[1], n * f[0])) for t in (problem.term, *problem.second)]
    one, other = values[0], values[-1]
    if one is None or other is None:
        return None
    if problem.ask == "product":
        return one**n
    return one * n if problem.ask == "sum" else one * other * n * (n - 1) / (2 if problem.ask == "pairs" else 1)


def constant_term(problem: PolynomialRoots) -> Fraction | None:
    """The product of the roots."""
    f = _shown(problem)
    return Fraction((-1) ** (len(f) - 1) * f[-1], f[0])


def one(problem: PolynomialRoots) -> Fraction | None:
    return Fraction(1)


def whole_part(problem: PolynomialRoots) -> Fraction | None:
    """The sum of the quotient alone: what is left over is forgotten. In pairs: the square or product of sums, nothing taken away."""
    f = polynomial(problem)
    if problem.ask in ("pairs", "mixed"):
        sums = [answer(replace(problem, ask="sum", term=t, second=())) for t in (problem.term, *problem.second)]
        return sums[0] * sums[-1] / (2 if problem.ask == "pairs" else 1)
    if problem.ask == "product" or problem.term.bottom == (1,):
        return None
    quotient: Coefficients = list(problem.term.top)
    for _ in range(problem.term.power):
        quotient = divided(quotient, problem.term.bottom)[0]
    sums = power_sums(f, len(quotient))
    return sum((c * p for c, p in zip(reversed(quotient), sums, strict=False)), start=Fraction(0))


def without_condition(problem: PolynomialRoots) -> Fraction | None:
    """The unknown coefficient taken for 0."""
    try:
        return answer(replace(problem, condition=())) if problem.condition else None
    except (ValueError, ZeroDivisionError):
        return None


def wrong_sign(problem: PolynomialRoots) -> Fraction | None:
    """The sum of the roots read off without changing its sign, and so for all odd ones: the function of -r."""
    try:
        f = polynomial(problem)
        return answer(replace(problem, condition=(), coefficients=tuple((-1) ** i * a for i, a in enumerate(f))))
    except (ValueError, ZeroDivisionError):
        return None


POLICIES: dict[str, Callable[[PolynomialRoots], Fraction | None]] = {
    "the function at the sum of the roots": of_the_sum,
    "all roots taken for their mean": at_the_mean,
    "the product of the roots": constant_term,
    "always 1": one,
    "what is left over is forgotten": whole_part,
    "the unknown coefficient taken for 0": without_condition,
    "signs not changed": wrong_sign,
}


def tempting(problem: PolynomialRoots, even: bool) -> set[Fraction]:
    """What the policies say; even: without that on signs, for functions that no sign changes."""
    said = {policy(problem) for policy in POLICIES.values() if not (even and policy is wrong_sign)}
    return {value for value in said if value is not None}
