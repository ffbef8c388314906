"""Cheap ways to an answer, which the generator avoids at the upper levels and the claims measure."""

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace

from synth.verifiers.math.inequality import Inequality, pieces, solution
from synth.verifiers.math.inequality.expressions import Bars, Call, Expression, Polynomial, Quotient, Sum, size

OTHER_WAY = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
OTHER_ENDS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


def _solved(problem: Inequality, left: Expression, right: Expression) -> str:
    """The answer to another inequality; none where there is none."""
    if (left, right) == (problem.left, problem.right):
        return ""
    f = problem.f[0] if problem.f else None
    try:
        return pieces.solve(pieces.of(left, pieces.X, f), problem.relation, pieces.of(right, pieces.X, f)).text
    except ValueError:
        return ""


def other_way(problem: Inequality) -> str:
    return solution(replace(problem, relation=OTHER_WAY[problem.relation])).text


def other_ends(problem: Inequality) -> str:
    return solution(replace(problem, relation=OTHER_ENDS[problem.relation])).text


def without_bars(problem: Inequality) -> str:
    def bare(expression: Expression) -> Expression:
        match expression:
            case Bars():
                return _times(bare(expression.of), expression.times)
            case Sum():
                return Sum(tuple(map(bare, expression.terms)))
            case Quotient():
                return Quotient(bare(expression.over), bare(expression.under))
            case Call():
                return Call(bare(expression.of))
        return expression

    if not sum(size(side, problem.f, bars=True) for side in (problem.left, problem.right)):
        return ""
    f = bare(problem.f[0]) if problem.f else None
    try:
        sides = [pieces.of(bare(side), pieces.X, f) for side in (problem.left, problem.right)]
        return pieces.solve(sides[0], problem.relation, sides[1]).text
    except ValueError:
        return ""


def _times(expression: Expression, factor: int) -> Expression:
    """Whose terms are polynomials."""
    if isinstance(expression, Polynomial):
        return Polynomial(tuple(factor * c for c in expression.coefficients))
    if isinstance(expression, Sum):
        return Sum(tuple(_times(term, factor) for term in expression.terms))
    return expression


def multiplied(problem: Inequality) -> str:
    """Multiplied by the denominators as if they were positive."""
    f = problem.f[0] if problem.f else None
    left, right = (pieces.of(side, pieces.X, f) for side in (problem.left, problem.right))
    difference = pieces.joined(left, right, "-")
    if not difference.poles:
        return ""
    whole = difference._replace(ratios=tuple((n, (1,)) for n, _ in difference.ratios))
    return pieces.solve(whole, problem.relation, pieces.of(Polynomial((0,)), pieces.X)).text


def right_side_forgotten(problem: Inequality) -> str:
    return _solved(problem, problem.left, Polynomial((0,)))


def called_once(problem: Inequality) -> str:
    left = problem.left
    return _solved(problem, left.of if isinstance(left, Call) else left, problem.right)


def between(problem: Inequality) -> str:
    """From the first critical point to the last."""
    critical, end = solution(problem).critical, "[]" if "=" in problem.relation else "()"
    return f"{end[0]}{critical[0]}, {critical[-1]}{end[1]}" if len(critical) > 1 else ""


def outside(problem: Inequality) -> str:
    critical, end = solution(problem).critical, "][" if "=" in problem.relation else ")("
    return f"(-∞, {critical[0]}{end[0]} ∪ {end[1]}{critical[-1]}, ∞)" if len(critical) > 1 else ""


def plugged_in(problem: Inequality) -> str:
    """Every half from -30 to 30 is plugged in, and the ends are taken to lie among them."""
    halves = [Fraction(n, 2) for n in range(-60, 61)]
    holds = [_holds(problem, x) for x in halves]
    closed = "=" in problem.relation
    said, start = [], -1
    for place, (before, now) in enumerate(zip([False, *holds], [*holds, False], strict=True)):
        if now and not before:
            start = place
        if before and not now:
            low, high = (start, place - 1) if closed else (start - 1, place)
            left = "(-∞" if start == 0 else f"{'(['[closed]}{halves[low]}"
            right = "∞)" if place == len(halves) else f"{halves[high]}{')]'[closed]}"
            said.append(f"{left}, {right}")
    return " ∪ ".join(said) or "∅"


def _holds(problem: Inequality, x: Fraction) -> bool:
    try:
        left, right = (_at(side, x, problem.f) for side in (problem.left, problem.right))
    except ZeroDivisionError:
        return False
    return (left == right and "=" in problem.relation) or (left != right and (left > right) == (problem.relation[0] == ">"))


def _at(expression: Expression, x: Fraction, f: tuple[Expression, ...]) -> Fraction:
    match expression:
        case Bars():
            return expression.times * abs(_at(expression.of, x, f))
        case Sum():
            return sum((_at(term, x, f) for term in expression.terms), Fraction(0))
        case Quotient():
            return _at(expression.over, x, f) / _at(expression.under, x, f)
        case Call():
            return _at(f[0], _at(expression.of, x, f), ())
    total = Fraction(0)
    for c in expression.coefficients:
        total = total * x + c
    return total


POLICIES: dict[str, Callable[[Inequality], str]] = {
    "the absolute values are left out": without_bars,
    "the denominator is taken to be positive": multiplied,
    "the right side is taken to be 0": right_side_forgotten,
    "f is called once": called_once,
    "from the first critical point to the last": between,
    "outside of all critical points": outside,
}
"""What a generator avoids besides answers whose ends are all found by plugging in."""
