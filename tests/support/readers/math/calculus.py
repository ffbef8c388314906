"""Reads math/calculus: derivatives, integrals, limits and extremes, worked out to thirty digits and compared with the exact answer."""

import re

import mpmath
import sympy
from readers.math._expressions import expression
from reading import Unread, body

X, T = sympy.symbols("x t")
DIGITS = 30
ORDERS = 8
FORM = r"Give the exact value, with e, π, roots or logarithms where they occur and no rounded decimals\. \(ln is the natural logarithm; angles are in radians\.\)"
STEPS = r"This is a question in \w+ steps, each of which needs the one before it\."
NAMED = re.compile(r"(?:Let ([ab]) be|([ab]) is defined as|The number ([ab]) is|Write ([ab]) for) the (.*?)\.(?= |$)")
ASKED = re.compile(r"(?:(?:Then )?[Ff]ind|Work out|Determine|What is) the (.*)[.?]")
ACCUMULATED = r"∫ \((?P<inside>.*)\) dt from t = 0 to t = x"
RANGE = r"(?P<low>-?\d+) <= x <= (?P<high>-?\d+)"
SLOPE = re.compile(r"derivative of \w\(x\) = (?P<f>.*) at x = (?P<at>.*)")
AREA = re.compile(r"integral of \w\(x\) = (?P<f>.*) from x = (?P<low>.*) to x = (?P<high>.*)")
LIMIT = re.compile(rf"limit of (?:\((?P<f>.*)\)|f\(x\))/\((?P<below>.*)\) as x tends to 0(?:, where f\(x\) = {ACCUMULATED})?")
PLACE = re.compile(rf"number x with {RANGE} at which \w\(x\) = (?P<f>.*) is (?P<way>smallest|largest)")
EXTREME = re.compile(rf"(?P<way>smallest|largest) value of \w\(x\) = (?:{ACCUMULATED}|(?P<f>.*)) for {RANGE}")


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    text, formed = re.subn(FORM, "", text)
    asked = ASKED.fullmatch(NAMED.sub("", re.sub(STEPS, "", text)).strip())
    if not formed or not asked:
        raise Unread(text)
    try:
        answered = expression(answer.strip(), constants=True)
    except (Unread, sympy.SympifyError, SyntaxError, TypeError):
        return False
    if answered.free_symbols or re.search(r"\d\.\d", answer):
        return False
    known = dict[sympy.Symbol, sympy.Expr]()
    for *names, what in NAMED.findall(text):
        known[sympy.Symbol("".join(names))] = _value(what, known)
    with mpmath.workdps(DIGITS):
        value, given = (mpmath.mpmathify(sympy.N(each, DIGITS)) for each in (_value(asked[1], known), answered))
        return bool(abs(value - given) < mpmath.mpf(10) ** (8 - DIGITS) * (1 + abs(value)))


def _value(what: str, known: dict[sympy.Symbol, sympy.Expr]) -> sympy.Expr:
    def read(text: str) -> sympy.Expr:
        return expression(text, constants=True).subs(known)

    if found := SLOPE.fullmatch(what):
        return sympy.diff(read(found["f"]), X).subs(X, read(found["at"]))
    if found := AREA.fullmatch(what):
        with mpmath.workdps(DIGITS):
            low, high = (mpmath.mpmathify(sympy.N(read(found[end]), DIGITS)) for end in ("low", "high"))
            function = sympy.lambdify(X, sympy.N(read(found["f"]), DIGITS), "mpmath")
            return sympy.Float(mpmath.quad(function, [low, high], method="gauss-legendre"), DIGITS)
    if found := LIMIT.fullmatch(what):
        if bool(found["f"]) == bool(found["inside"]):
            raise Unread(what)
        return _limit(read(found["f"]) if found["f"] else None, read(found["below"]), read(found["inside"]).subs(T, X) if found["inside"] else None)
    if found := PLACE.fullmatch(what):
        return _place(read(found["f"]), int(found["low"]), int(found["high"]), found["way"])
    if found := EXTREME.fullmatch(what):
        best = min if found["way"] == "smallest" else max
        low, high = int(found["low"]), int(found["high"])
        if found["inside"]:
            polynomial, rate, constant = _parted(read(found["inside"]), T)
            if constant:
                raise Unread(what)
            whole = _whole(polynomial, rate)
            return best(sympy.N(whole.eval(place) * sympy.exp(rate * place) - whole.eval(0), DIGITS) for place in _places(polynomial, low, high))
        polynomial, rate, constant = _parted(read(found["f"]), X)
        places = _places(polynomial.diff() + rate * polynomial, low, high)
        return best(sympy.N(polynomial.eval(place) * sympy.exp(rate * place) + constant, DIGITS) for place in places)
    raise Unread(what)


def _limit(above: sympy.Expr | None, below: sympy.Expr, slope: sympy.Expr | None) -> sympy.Expr:
    """By the rule of l'Hospital, until the denominator is no longer 0. slope: of the numerator, where that is an integral from 0."""
    for _ in range(ORDERS):
        if below.subs(X, 0) != 0:
            return sympy.Integer(0) if above is None else above.subs(X, 0) / below.subs(X, 0)
        if above is not None and above.subs(X, 0) != 0:
            raise Unread(f"no limit of {above}")
        above, below = slope if above is None else sympy.diff(above, X), sympy.diff(below, X)
    raise Unread(f"{below} stays 0")


def _place(function: sympy.Expr, low: int, high: int, way: str) -> sympy.Expr:
    """Where a function is smallest or largest; the only such place."""
    polynomial, rate, _ = _parted(function, X)
    places = _places(polynomial.diff() + rate * polynomial, low, high)
    values = {place: sympy.N(function.subs(X, place), DIGITS) for place in places}
    best = (min if way == "smallest" else max)(values.values())
    found = [place for place, value in values.items() if abs(value - best) < 1e-15 * (1 + abs(best))]
    if len(found) != 1:
        raise Unread(f"{function} is {way} at {found}")
    return found[0]


def _whole(polynomial: sympy.Poly, rate: sympy.Expr) -> sympy.Poly:
    """Q with (Q e^(kt))' = P e^(kt), the highest power first: (c t^n e^(kt))' = (k c t^n + n c t^(n-1)) e^(kt)."""
    whole = sympy.Poly(0, T)
    for power in range(polynomial.degree(), -1, -1):
        missing = (polynomial - whole.diff() - rate * whole).coeff_monomial(T**power)
        whole += sympy.Poly(missing / rate * T**power, T)
    return whole


def _places(slope: sympy.Poly, low: int, high: int) -> list[sympy.Expr]:
    """Where a function with this slope may be smallest or largest."""
    return [sympy.Integer(low), sympy.Integer(high), *(root for root in sympy.real_roots(slope) if low < root < high)]


def _parted(function: sympy.Expr, name: sympy.Symbol) -> tuple[sympy.Poly, sympy.Expr, sympy.Expr]:
    """P, k and c of P e^(kx) + c."""
    constant, rest = function.as_independent(name, as_Add=True)
    (factor,) = rest.atoms(sympy.exp)
    return sympy.Poly(sympy.expand(rest / factor), name), factor.exp.coeff(name), constant
