"""Independent route: sympy's polynomials over Q and over the field of residues."""

import re

from sympy import GF, QQ, Poly, Rational, Symbol, apart, factor_list, gcd, interpolate, invert

X = Symbol("x")


def check(problem: dict, answer: str) -> bool:
    pieces = re.split(r"(?<=\))[ *]*(?=\()", answer.strip()) if problem["ask"] == "factor" else [answer.strip()]
    said = [_read(piece) for piece in pieces]
    if None in said:
        return False
    if problem["ask"] != "factor":
        return _poly(said[0], problem) == _value(problem)
    product, claimed = Poly(1, X), Poly(1, X)
    for factor in problem["operands"]:
        product *= Poly(factor, X)
    for piece in said:
        claimed *= Poly(piece, X)
    irreducible = all(len(factor_list(piece)[1]) == 1 for piece in said)
    return claimed == product and irreducible and len(said) == len(factor_list(product.as_expr())[1])


def _read(text: str):
    """A sum of terms as 3x^2 or (1/2)x, perhaps in brackets; None for anything else."""
    text = text.replace(" ", "").replace("*", "")
    if re.fullmatch(r"\([^()]*\)", text) and "x" in text:
        text = text[1:-1]
    terms = re.findall(r"([+-]?)(?:\(?(\d+(?:/\d+)?)\)?)?(x(?:\^(\d{1,3}))?)?(?=[+-]|$)", text)
    total = 0
    for sign, size, x, power in terms:
        if size or x:
            total += (-1 if sign == "-" else 1) * Rational(size or 1) * (X ** int(power or 1) if x else 1)
    whole = "".join(sign + size + x for sign, size, x, _ in terms)
    return total if text and whole == re.sub("[()]", "", text) else None


def solutions(problem: dict) -> int:
    """Each question has one polynomial, up to the order of factors."""
    return 1


def _poly(value, problem: dict) -> Poly:
    return Poly(value, X, domain=GF(problem["prime"], symmetric=False) if problem["prime"] else QQ)


def _value(problem: dict) -> Poly:
    ask = problem["ask"]
    if ask == "interpolate":
        xs, ys = problem["operands"]
        return _poly(interpolate([(Rational(x), Rational(y)) for x, y in zip(xs, ys, strict=True)], X), problem)
    f = [_poly(one, problem) for one in problem["operands"]]
    if ask == "compose":
        return f[0].compose(f[1])
    if ask == "remainder":
        return f[0].rem(f[1])
    if ask == "gcd":
        return gcd(f[0], f[1]).monic()
    if ask == "inverse":
        return invert(f[0], f[1])
    if ask == "join":
        return (f[0] * f[3] * invert(f[3], f[1]) + f[2] * f[1] * invert(f[1], f[3])).rem(f[1] * f[3])
    if ask == "partial":
        return _upper(f)
    d = gcd(f[0], f[1]).monic()
    power = _poly(1, problem)
    for _ in range(problem["exponent"]):
        power = (power * f[2]).rem(d)
    return power if ask == "power_by_gcd" else invert(power, d)


def _upper(f: list) -> Poly:
    """The parts of sympy's own partial fractions whose divisors divide g, put together again."""
    parts = apart(f[0].as_expr() / (f[1] * f[2]).as_expr(), X).as_ordered_terms()
    total = Poly(0, X, domain=QQ)
    for part in parts:
        upper, lower = part.as_numer_denom()
        below = Poly(lower, X, domain=QQ)
        if below.degree() > 0 and f[1].rem(below).is_zero:
            total += Poly(upper, X, domain=QQ) * f[1].quo(below)
    return total
