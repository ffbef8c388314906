"""Reads math/calculus: derivatives, integrals, limits and extremes, worked out to thirty digits and compared with the exact answer."""

import re
from collections.abc import Callable

import mpmath
import sympy
from readers.math._expressions import expression
from reading import Unread, body

X, T = sympy.symbols("x t")
DIGITS = 30
Function = Callable[[mpmath.mpf], mpmath.mpf]
LIMIT = re.compile(r"\bthe limit of (.*?)/\((\d*x\^\d+)\) as x tends to 0(?:, where f\(x\) = ∫ \(?(.*?)\)? dt from t = 0 to t = x)?\.")
PLACE = re.compile(r"\bthe number x with (-?\d+) <= x <= (-?\d+) at which g\(x\) = (.*?) is (smallest|largest)\.")
EXTREME = re.compile(r"\bthe (smallest|largest) value of h\(x\) = ∫ \((.*?)\) dt from t = 0 to t = x for (-?\d+) <= x <= (-?\d+)[.?]")


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    try:
        answered = expression(answer.strip(), constants=True)
    except (Unread, sympy.SympifyError, SyntaxError, TypeError):
        return False
    if answered.free_symbols or re.search(r"\d\.\d", answer):
        return False
    with mpmath.workdps(DIGITS):
        value = _value(text)
        given = mpmath.mpmathify(sympy.N(answered, DIGITS))
        return bool(abs(value - given) < mpmath.mpf(10) ** (8 - DIGITS) * (1 + abs(value)))


def _value(text: str) -> mpmath.mpf:
    if found := re.search(r"the derivative of f\(x\) = (.*?) at x = ([^?]*?)[.?](?: |$)", text):
        slope = sympy.diff(expression(found[1], constants=True), X)
        return mpmath.mpmathify(sympy.N(slope.subs(X, expression(found[2], constants=True)), DIGITS))
    if found := re.search(r"the integral of f\(x\) = (.*?) from x = (.*?) to x = ([^?]*?)[.?](?: |$)", text):
        low, high = (mpmath.mpmathify(sympy.N(expression(end, constants=True), DIGITS)) for end in (found[2], found[3]))
        return mpmath.quad(sympy.lambdify(X, expression(found[1], constants=True), "mpmath"), mpmath.linspace(low, high, 5))
    limit, place, extreme = LIMIT.search(text), PLACE.search(text), EXTREME.search(text)
    if not limit or not place or not extreme:
        raise Unread(text)
    known = {sympy.Symbol("a"): _limit(limit[1], limit[2], limit[3])}
    known[sympy.Symbol("b")] = _place(expression(place[3], constants=True).subs(known), int(place[1]), int(place[2]), place[4])
    inside = expression(extreme[2], constants=True).subs(known)
    return _extreme(inside, int(extreme[3]), int(extreme[4]), extreme[1])


def _limit(above: str, below: str, inside: str | None) -> sympy.Expr:
    """By the rule of l'Hospital, as often as the denominator has x."""
    numerator, denominator = expression(above, constants=True) if inside is None else None, expression(below)
    for _ in range(sympy.degree(denominator, X)):
        if numerator is not None and sympy.simplify(numerator.subs(X, 0)) != 0:
            raise Unread(f"no limit of {above}")
        if numerator is None and above == "f(x)" and inside is not None:
            numerator = expression(inside, constants=True).subs(T, X)
        elif numerator is None:
            raise Unread(above)
        else:
            numerator = sympy.diff(numerator, X)
        denominator = sympy.diff(denominator, X)
    assert numerator is not None
    return sympy.simplify(numerator.subs(X, 0) / denominator)


def _place(function: sympy.Expr, low: int, high: int, way: str) -> sympy.Expr:
    """Where a function is smallest or largest; the only such place."""
    slope = sympy.Poly(sympy.expand(sympy.simplify(sympy.diff(function, X) / _exponential(function, X))), X)
    places = [sympy.Integer(low), sympy.Integer(high), *(root for root in sympy.real_roots(slope) if low < root < high)]
    values = {place: sympy.N(function.subs(X, place), DIGITS) for place in places}
    best = (min if way == "smallest" else max)(values.values())
    found = [place for place, value in values.items() if abs(value - best) < 1e-15 * (1 + abs(best))]
    if len(found) != 1:
        raise Unread(f"{function} is {way} at {found}")
    return found[0]


def _extreme(inside: sympy.Expr, low: int, high: int, way: str) -> mpmath.mpf:
    """Of an integral from 0 to x; its slope is what stands inside."""
    slope = sympy.Poly(sympy.expand(sympy.simplify(inside / _exponential(inside, T))), T)
    places = [sympy.Integer(low), sympy.Integer(high), *(root for root in sympy.real_roots(slope) if low < root < high)]
    function = sympy.lambdify(T, inside, "mpmath")
    values = [mpmath.quad(function, mpmath.linspace(0, mpmath.mpmathify(sympy.N(place, DIGITS)), 9)) for place in places]
    return (min if way == "smallest" else max)(values)


def _exponential(function: sympy.Expr, name: sympy.Symbol) -> sympy.Expr:
    """The factor e^(kx), beside which there is only a polynomial."""
    (factor,) = [one for one in function.atoms(sympy.exp) if name in one.free_symbols]
    return factor
