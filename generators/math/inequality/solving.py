"""Worked solutions of inequalities: the difference of the sides case by case, then both sides at each critical number and between them."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor

from synth.generators.math.inequality.wording import polynomial
from synth.verifiers.math.inequality import Inequality, pieces, sides
from synth.verifiers.math.inequality.derivation import compared, needed
from synth.verifiers.math.inequality.surds import Surd, surd


def worked(problem: Inequality) -> tuple[str, str]:
    """The lines; and those of one who overlooks the first critical number and the interval above it."""
    points = needed(sides(problem))
    tests = _between(points)
    told = [(x, _said(problem, x)) for x in sorted([*points, *tests], key=lambda x: x.fine)]
    missed = {points[0], tests[1]} if points else set(tests)
    cases = _cases(problem)
    return _numbered(cases, [line for _, line in told]), _numbered(cases, [line for x, line in told if x not in missed])


def _numbered(cases: Sequence[str], said: Sequence[str]) -> str:
    return "\n".join([*cases, *(f"S{number}: {line}" for number, line in enumerate(said, 1))])


def _cases(problem: Inequality) -> list[str]:
    """What left - right is, on each interval where absolute values open in one way."""
    f = problem.f[0] if problem.f else None
    cut = pieces.joined(pieces.of(problem.left, pieces.X, f), pieces.of(problem.right, pieces.X, f), "-")
    ends = ["", *map(str, cut.cuts), ""]
    said = []
    for (over, under), (low, high) in zip(cut.ratios, pairwise(ends), strict=True):
        where = f"Where {low + ' < ' if low else ''}x{' < ' + high if high else ''}, " if low or high else ""
        below = "" if under == (1,) else f"/({polynomial(under[::-1])})"
        top = polynomial(over[::-1])
        said.append(f"{where}left - right = {f'({top}){below}' if below else top}")
    return said


def _said(problem: Inequality, x: Surd) -> str:
    both = compared(sides(problem), x)
    if both is None:
        return f"x = {x}: undefined"
    left, right = both
    return f"x = {x}: {left} {'<' if left.fine < right.fine - 1 else '>' if left.fine > right.fine + 1 else '='} {right}"


def _between(points: Sequence[Surd]) -> list[Surd]:
    """A simple number in each interval."""
    if not points:
        return [surd(0)]
    low, high = points[0].fine / pieces.FINE, points[-1].fine / pieces.FINE
    inner = [_simple(one.fine / pieces.FINE, other.fine / pieces.FINE) for one, other in pairwise(points)]
    return [surd(floor(low - Fraction(1, 2))), *inner, surd(floor(high) + 1)]


def _simple(low: Fraction, high: Fraction) -> Surd:
    q = 1
    while Fraction(floor(low * q) + 1, q) >= high:
        q += 1
    numbers = range(floor(low * q) + 1, floor(high * q) + 2)
    return surd(min((Fraction(p, q) for p in numbers if low < Fraction(p, q) < high), key=abs))
