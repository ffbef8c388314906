"""Independent route: the polynomial whose roots are the values of the function at the roots, a resultant (sympy), and Vieta for it."""

from fractions import Fraction

from sympy import Poly, Rational, Symbol, resultant

X, Y, K = Symbol("x"), Symbol("y"), Symbol("k")
ROOT = {"top": (1, 0), "bottom": (1,), "power": 1}


def check(problem: dict, answer: str) -> bool:
    try:
        claimed = Fraction(answer.strip())
    except (ValueError, ZeroDivisionError):
        return False
    return _value(problem) == Rational(claimed.numerator, claimed.denominator)


def solutions(problem: dict) -> int:
    """A function of all roots has one value."""
    return 1


def _value(problem: dict):
    f, first = _polynomial(problem), problem["term"]
    if problem["ask"] == "sum":
        return _symmetric(f, 1, first)
    if problem["ask"] == "product":
        return _symmetric(f, f.degree(), first)
    if problem["ask"] == "pairs":
        return _symmetric(f, 2, first)
    second = problem["second"][0]
    return _symmetric(f, 1, first) * _symmetric(f, 1, second) - _symmetric(f, 1, first, second)


def _symmetric(f: Poly, degree: int, *terms: dict):
    """The elementary symmetric function of that degree in the values of a product of terms (Vieta)."""
    top, bottom = Poly(1, X), Poly(1, X)
    for term in terms:
        top *= Poly(term["top"], X)
        bottom *= Poly(term["bottom"], X) ** term["power"]
    found = Poly(resultant(f.as_expr(), Y * bottom.as_expr() - top.as_expr(), X), Y)
    coefficients = found.all_coeffs()
    return (-1) ** degree * coefficients[degree] / coefficients[0]


def _polynomial(problem: dict) -> Poly:
    """With the unknown coefficient, for which the condition is a linear equation."""
    a = list(problem["coefficients"])
    for condition in problem["condition"]:
        a[condition["place"]] = K
        f = Poly(a, X)
        if condition["kind"] == "squares":
            said = _symmetric(f, 1, ROOT, ROOT)
        elif condition["kind"] == "reciprocals":
            said = _symmetric(f, 1, {"top": (1,), "bottom": (1, 0), "power": 1})
        else:
            said = _symmetric(f, f.degree(), {"top": (1, -condition["c"]), "bottom": (1,), "power": 1})
        equation = Poly(said - Rational(*condition["value"]), K)
        assert equation.degree() == 1
        a[condition["place"]] = -equation.nth(0) / equation.nth(1)
    return Poly(a, X)
