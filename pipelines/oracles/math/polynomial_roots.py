"""Independent route: the roots themselves to 60 digits (mpmath), the function of them, and the fraction that lies there."""

from fractions import Fraction

from mpmath import mp, mpf, polyroots


def check(problem: dict, answer: str) -> bool:
    try:
        claimed = Fraction(answer.strip())
    except (ValueError, ZeroDivisionError):
        return False
    with mp.workdps(60):
        value = _value(problem)
        return abs(value - mpf(claimed.numerator) / claimed.denominator) < mpf(10) ** -25 * (1 + abs(value))


def solutions(problem: dict) -> int:
    """A function of all roots has one value."""
    return 1


def _value(problem: dict):
    roots = polyroots(_coefficients(problem), maxsteps=500, extraprec=400)
    first = [_at(problem["term"], root) for root in roots]
    if problem["ask"] == "sum":
        return sum(first)
    if problem["ask"] == "product":
        return mp.fprod(first)
    pairs = [(i, j) for i in range(len(roots)) for j in range(len(roots)) if i != j]
    if problem["ask"] == "pairs":
        return sum(first[i] * first[j] for i, j in pairs if i < j)
    second = [_at(problem["second"][0], root) for root in roots]
    return sum(first[i] * second[j] for i, j in pairs)


def _coefficients(problem: dict) -> list:
    """With the unknown coefficient, the whole number for which the condition holds to 40 digits."""
    a = list(problem["coefficients"])
    for condition in problem["condition"]:
        wanted = mpf(condition["value"][0]) / condition["value"][1]
        low, high = (_given(a, condition, k) for k in (1, 2))  # what is given goes with k along a line
        k = mp.re(1 + (wanted - low) / (high - low))
        a[condition["place"]] = int(mp.nint(k))
        assert abs(k - a[condition["place"]]) < mpf(10) ** -20
    return a


def _given(a: list, condition: dict, k: int):
    roots = polyroots([*a[: condition["place"]], k, *a[condition["place"] + 1 :]], maxsteps=500, extraprec=400)
    if condition["kind"] == "product":
        return mp.fprod(root - condition["c"] for root in roots)
    return sum(root**2 if condition["kind"] == "squares" else 1 / root for root in roots)


def _at(term: dict, x):
    return mp.polyval(term["top"], x) / mp.polyval(term["bottom"], x) ** term["power"]
