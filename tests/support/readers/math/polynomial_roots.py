"""Reads math/polynomial_roots: an expression in all roots of a polynomial, worked out to fifty digits."""

import re
from collections.abc import Callable
from itertools import combinations, permutations

import mpmath
import sympy
from readers.math._expressions import expression, fraction
from reading import Unread, body

X, K = sympy.symbols("x k")
DIGITS = 50
POLYNOMIAL = re.compile(
    r"(?:writes P\(x\) = (.*?) on the board|^P\(x\) = (.*?) Roots:|be the roots of (.*?)(?: with this k)?\.|without solving the equation (.*?) = 0,)"
)
PAIRS = re.compile(r"the sum of ([FG])\(r_i\) ([FG])\(r_j\) over all (pairs of indices i < j|ordered pairs of different indices i and j)")
ASKED = re.compile(r"(?:Then she asks for (.*?)\. What is the right answer\?|What is (.*?)\?|Work out (.*?)\. Give|Find (.*?) without solving)")


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    found, asked = POLYNOMIAL.search(text), ASKED.search(text)
    if not found or not asked or "Complex roots count too, and a multiple root is listed as often as its multiplicity." not in text:
        raise Unread(text)
    polynomial = sympy.Poly(expression(next(filter(None, found.groups()))), X)
    if K in polynomial.free_symbols:
        polynomial = sympy.Poly(polynomial.as_expr().subs(K, _parameter(polynomial, text)), X)
    given = fraction(answer)
    if given is None:
        return False
    what = next(filter(None, asked.groups()))
    roots = [root for factor, times in polynomial.sqf_list()[1] for root in factor.nroots(n=DIGITS, maxsteps=200) for _ in range(times)]
    with mpmath.workdps(DIGITS):
        value = _value(what, text, [mpmath.mpmathify(root) for root in roots])
        return bool(abs(value - mpmath.mpf(given.numerator) / given.denominator) < mpmath.mpf(10) ** (10 - DIGITS) * (1 + abs(value)))


def _value(what: str, text: str, roots: list[mpmath.mpc]) -> mpmath.mpc:
    """`F(r_1) + F(r_2) + ... + F(r_5)`, or an expression in r, s and t."""
    if what.startswith("F(r_1)"):
        if what != f"F(r_1) + F(r_2) + ... + F(r_{len(roots)})":
            raise Unread(what)
        return mpmath.fsum(map(_defined("F", text), roots))
    if found := PAIRS.fullmatch(what):
        values = [[_defined(name, text)(root) for root in roots] for name in (found[1], found[2])]
        pairs = combinations(range(len(roots)), 2) if found[3] == "pairs of indices i < j" else permutations(range(len(roots)), 2)
        if found[3].startswith("pairs") and found[1] != found[2]:
            raise Unread(what)
        return mpmath.fsum(values[0][i] * values[1][j] for i, j in pairs)
    names = sympy.symbols("r s t u")[: len(roots)]
    read = expression(what)
    if not read.free_symbols <= set(names):
        raise Unread(what)
    return sympy.lambdify(names, read, "mpmath")(*roots)


def _defined(name: str, text: str) -> Callable[[mpmath.mpc], mpmath.mpc]:
    """The function F or G that the prompt defines."""
    found = re.search(rf"\b{name}\(x\) = (.*?)(?: and G\(x\)|\. )", text)
    if not found:
        raise Unread(f"no {name}: {text}")
    function: Callable[[mpmath.mpc], mpmath.mpc] = sympy.lambdify(X, expression(found[1]), "mpmath")
    return function


def _parameter(polynomial: sympy.Poly, text: str) -> sympy.Expr:
    """The number k of which something about the roots is told, by the formulas of Vieta."""
    lead, *_ = coefficients = polynomial.all_coeffs()
    if found := re.search(r"the sum of 1/r over all its roots r is (-?\d+(?:/\d+)?)", text):
        told = -coefficients[-2] / coefficients[-1]
    elif found := re.search(r"the sum of the squares of its roots is (-?\d+(?:/\d+)?)", text):
        told = (coefficients[1] / lead) ** 2 - 2 * coefficients[2] / lead
    elif found := re.search(r"the product of \(r ([-+] \d+)\) over all its roots r is (-?\d+(?:/\d+)?)", text):
        shift = int(found[1].replace(" ", ""))
        told = (-1) ** polynomial.degree() * polynomial.eval(-shift) / lead
    else:
        raise Unread(text)
    values = sympy.solve(told - sympy.Rational(found[found.re.groups]), K)
    if len(values) != 1:
        raise Unread(f"k may be {values}")
    return values[0]
