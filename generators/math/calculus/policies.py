"""Cheap ways to an answer, which the generator avoids at the upper levels and the claims measure. Each gives `` where it has none."""

from collections.abc import Callable
from fractions import Fraction

from synth.verifiers.math.calculus import Calculus, Stage, exact, extremes, function, point, stage_value, values
from synth.verifiers.math.calculus.exact import Function, Value

LARGEST, SMALLEST = "highest", "lowest"


def _last(problem: Calculus) -> tuple[Stage, tuple[int, ...], Function]:
    stage, letters = problem.stages[-1], values(problem)
    f = function(stage.terms, letters)
    return stage, letters, exact.accumulated(f) if stage.accumulated else f


def _said(value: Callable[[], Value]) -> str:
    try:
        return exact.text(value())
    except ValueError:
        return ""


def value_itself(problem: Calculus) -> str:
    """The function at the place; for an integral, the length times the value at the upper end; for a limit, 1."""
    stage, letters, f = _last(problem)
    high = point(stage.high, letters)
    if stage.ask == "slope":
        return _said(lambda: exact.at(f, high))
    if stage.ask == "area":
        return _said(lambda: exact.minus(exact.at(f, high), exact.at(f, point(stage.low, letters))))
    return "1"


def lower_end_forgotten(problem: Calculus) -> str:
    stage, letters, f = _last(problem)
    return _said(lambda: exact.at(exact.antiderivative(f), point(stage.high, letters))) if stage.ask == "area" else "0"


def at_an_end(problem: Calculus) -> str:
    """The better one of the two ends, for an extremum."""
    stage, letters, f = _last(problem)
    if stage.ask not in (LARGEST, SMALLEST):
        return "0"
    ends = [exact.at(f, point(place, letters)) for place in (stage.low, stage.high)]
    return exact.text((max if stage.ask == LARGEST else min)(ends, key=exact.size))


def first_place(problem: Calculus) -> str:
    """The value at the first of the places that are looked at, for an extremum."""
    stage, letters, f = _last(problem)
    if stage.ask not in (LARGEST, SMALLEST):
        return ""
    found = extremes(f, point(stage.low, letters), point(stage.high, letters))
    return exact.text(found[min(found)])


def where_it_is(problem: Calculus) -> str:
    """The place instead of the value."""
    stage, letters, f = _last(problem)
    if stage.ask not in (LARGEST, SMALLEST):
        return ""
    found = extremes(f, point(stage.low, letters), point(stage.high, letters))
    return str((max if stage.ask == LARGEST else min)(found, key=lambda x: exact.size(found[x])))


def inner_derivatives_forgotten(problem: Calculus) -> str:
    """e^(kx) and sin(mx) as if they were e^x and sin(x), for derivatives and integrals of them."""
    stage, letters, f = _last(problem)
    factor_free: Function = {}
    for (n, k, m), c in f.items():
        scale = Fraction(1, max(abs(k), 1) * max(m, 1))
        if stage.ask == "area":
            scale = 1 / scale
        elif stage.ask != "slope":
            return ""
        factor_free[n, k, m] = c[0] * scale, c[1] * scale
    if factor_free == f:
        return ""
    whole = exact.antiderivative if stage.ask == "area" else exact.derivative
    changed = whole(factor_free)
    if stage.ask == "area":
        return _said(lambda: exact.minus(exact.at(changed, point(stage.high, letters)), exact.at(changed, point(stage.low, letters))))
    return _said(lambda: exact.at(changed, point(stage.high, letters)))


def letters_by(letters: Callable[[tuple[int, ...]], tuple[int, ...]]) -> Callable[[Calculus], str]:
    def policy(problem: Calculus) -> str:
        right = values(problem)
        return _said(lambda: stage_value(problem.stages[-1], letters(right))) if right else ""

    return policy


def first_stage(problem: Calculus) -> str:
    return str(values(problem)[0]) if len(problem.stages) > 1 else ""


POLICIES: dict[str, Callable[[Calculus], str]] = {
    "the function's own value": value_itself,
    "the lower end is forgotten": lower_end_forgotten,
    "the place instead of the value": where_it_is,
    "inner derivatives are forgotten": inner_derivatives_forgotten,
    "each letter is 1": letters_by(lambda right: (1,) * len(right)),
    "each letter with the other sign": letters_by(lambda right: tuple(-v for v in right)),
    "the first step's answer": first_stage,
}
