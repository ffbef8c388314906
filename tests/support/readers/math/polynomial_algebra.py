"""Reads math/polynomial_algebra: polynomials put into one another, partial fractions, and inverses modulo a common divisor."""

import re

import sympy
from readers.math._expressions import expression
from reading import Unread, body

X = sympy.Symbol("x")
GIVEN = re.compile(r"\b([fgh])\(x\) = (-?[\dx](?:[-+^\dx ]*[\dx])?)(?=,| and|\.|\s[A-Z]|$)")
INVERSE = re.compile(
    r"the polynomial u\(x\) of smaller degree than d\(x\) for which u\(x\)\(h\(x\)\)\^(\d+) leaves the remainder 1 on division by d\(x\), where d\(x\) "
    r"is the greatest common divisor of f\(x\) and g\(x\): the polynomial of largest degree, with leading coefficient 1, that divides both"
)
FRACTIONS = (
    "the polynomial A(x) in f(x)/(g(x)h(x)) = A(x)/g(x) + B(x)/h(x), where the degree of A(x) is less than that of g(x), and the degree of B(x) less "
    "than that of h(x)"
)


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    given = {name: expression(read) for name, read in GIVEN.findall(text)}
    try:
        answered = expression(answer.strip())
    except (Unread, sympy.SympifyError, SyntaxError):
        return False
    if not answered.free_symbols <= {X}:
        return False
    if "the polynomial f(g(x)), that is, f with g(x) substituted for x" in text:
        return sympy.expand(given["f"].subs(X, given["g"]) - answered) == 0
    if FRACTIONS in text:
        f, g, h = (sympy.Poly(given[name], X, domain="QQ") for name in "fgh")
        # Modulo g, f/(gh) = A/g + B/h says A h = f.
        right = (f * sympy.invert(h, g)).rem(g)
        return f.degree() < g.degree() + h.degree() and sympy.expand(right.as_expr() - answered) == 0
    found = INVERSE.search(text)
    modulus = re.search(r"All coefficients are taken modulo (\d+):", text)
    if not found or not modulus:
        raise Unread(text)
    field = sympy.GF(int(modulus[1]), symmetric=False)
    f, g, h = (sympy.Poly(given[name], X, domain=field) for name in "fgh")
    divisor = sympy.gcd(f, g).monic()
    power = sympy.Poly(1, X, domain=field)
    for bit in bin(int(found[1]))[2:]:
        power = (power * power * (h if bit == "1" else 1)).rem(divisor)
    coefficients = sympy.Poly(answered, X).all_coeffs()
    if not all(one.is_Integer and 0 <= one < int(modulus[1]) for one in coefficients):
        return False
    inverse = sympy.Poly(answered, X, domain=field)
    return inverse.degree() < divisor.degree() and (inverse * power).rem(divisor) == sympy.Poly(1, X, domain=field)
