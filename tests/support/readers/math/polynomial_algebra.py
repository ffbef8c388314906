"""Reads math/polynomial_algebra: polynomials put into one another, divided, fitted, factored, and the same modulo a prime."""

import re

import sympy
from readers.math._expressions import expression
from reading import Unread, body

X = sympy.Symbol("x")
GIVEN = re.compile(r"\b([abfghm])\(x\) = (-?[\dx](?:[-+^\dx ]*[\dx])?)(?=,| and|\.|\s[A-Z]|$)")
MODULUS = re.compile(r"All coefficients are taken modulo (\d+):")
DIVISOR = "of f(x) and g(x){} the polynomial of largest degree, with leading coefficient 1, that divides both"
COMMON = re.escape("where d(x) is the greatest common divisor " + DIVISOR.format(":"))
INVERSE = re.compile(
    rf"the polynomial u\(x\) of smaller degree than d\(x\) for which u\(x\)\(h\(x\)\)\^(\d+) leaves the remainder 1 on division by d\(x\), {COMMON}"
)
POWER = re.compile(rf"the remainder of \(h\(x\)\)\^(\d+) on division by d\(x\), {COMMON}")
FRACTIONS = (
    "the polynomial A(x) in f(x)/(g(x)h(x)) = A(x)/g(x) + B(x)/h(x), where the degree of A(x) is less than that of g(x), and the degree of B(x) less "
    "than that of h(x)"
)
INVERSE_OF_F = (
    "the inverse of f(x) modulo m(x), that is, the polynomial u(x) of smaller degree than m(x) for which u(x)f(x) leaves the remainder 1 on division by m(x)"
)
JOINED = re.compile(
    r"the polynomial of degree less than (\d+) that leaves the remainder a\(x\) on division by g\(x\) and the remainder b\(x\) on division by h\(x\)"
)
THROUGH = re.compile(r"the polynomial y = p\(x\) of degree at most (\d+) whose graph goes through all these points")
FACTORED = re.compile(r"the complete factorization of f\(x\) over the integers.*, none of them a constant, which cannot be split further in this way\.")
FACTOR = re.compile(r"\(([^()]+)\)(?:\^(\d+))?|(x)(?:\^(\d+))?")


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    given = {name: expression(read) for name, read in GIVEN.findall(text)}
    right = _right(text, given)
    try:
        answered = expression(answer.strip())
    except (Unread, sympy.SympifyError, SyntaxError):
        return False
    if not answered.free_symbols <= {X}:
        return False
    if isinstance(right, sympy.Poly):  # modulo a prime
        coefficients = sympy.Poly(answered, X).all_coeffs()
        return all(one.is_Integer and 0 <= one < right.domain.mod for one in coefficients) and sympy.Poly(answered, X, domain=right.domain) == right
    if FACTORED.search(text) and not _irreducible(answer):
        return False
    return sympy.expand(right - answered) == 0


def _right(text: str, given: dict[str, sympy.Expr]) -> sympy.Expr | sympy.Poly:
    """What is asked for; modulo a prime as a polynomial over that field."""
    modulus = MODULUS.search(text)
    if not modulus:
        return _rational(text, given)
    field = sympy.GF(int(modulus[1]), symmetric=False)
    known = {name: sympy.Poly(one, X, domain=field) for name, one in given.items()}
    if INVERSE_OF_F in text:
        return sympy.invert(known["f"], known["m"])
    if found := JOINED.search(text):
        a, b, g, h = (known[name] for name in "abgh")
        if int(found[1]) != g.degree() + h.degree():
            raise Unread(text)
        return a + g * ((b - a) * sympy.invert(g, h)).rem(h)
    divisor = sympy.gcd(known["f"], known["g"]).monic()
    if found := INVERSE.search(text):
        return sympy.invert(_power(known["h"], int(found[1]), divisor), divisor)
    if found := POWER.search(text):
        return _power(known["h"], int(found[1]), divisor)
    if "the greatest common divisor " + DIVISOR.format(", that is,") in text:
        return divisor
    raise Unread(text)


def _rational(text: str, given: dict[str, sympy.Expr]) -> sympy.Expr:
    if "the polynomial f(g(x)), that is, f with g(x) substituted for x" in text:
        return given["f"].subs(X, given["g"])
    if "the remainder when f(x) is divided by g(x)" in text:
        return sympy.rem(given["f"], given["g"], X)
    if FRACTIONS in text:
        f, g, h = (sympy.Poly(given[name], X, domain="QQ") for name in "fgh")
        if f.degree() >= g.degree() + h.degree():
            raise Unread(text)
        return (f * sympy.invert(h, g)).rem(g).as_expr()  # modulo g, f/(gh) = A/g + B/h says A h = f
    if found := THROUGH.search(text):
        points = [(int(x), int(y)) for x, y in re.findall(r"\((-?\d+), (-?\d+)\)", text)]
        if len(points) != int(found[1]) + 1:
            raise Unread(text)
        return sympy.interpolate(points, X)
    if FACTORED.search(text):
        return given["f"]
    raise Unread(text)


def _power(base: sympy.Poly, exponent: int, divisor: sympy.Poly) -> sympy.Poly:
    power = sympy.Poly(1, X, domain=base.domain)
    for bit in bin(exponent)[2:]:
        power = (power * power * (base if bit == "1" else 1)).rem(divisor)
    return power


def _irreducible(answer: str) -> bool:
    """Whether an answer is a product of polynomials, none of which can be split."""
    factors = [sympy.Poly(expression(found[1] or found[3]), X) for found in FACTOR.finditer(answer)]
    return not FACTOR.sub("", answer).strip(" *·") and all(factor.degree() > 0 and factor.is_irreducible for factor in factors)
