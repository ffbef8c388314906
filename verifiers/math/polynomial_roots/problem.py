"""Symmetric functions of roots as problems, and their exact values in the algebra of polynomials modulo the given one."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.verifiers.exact import Fraction
from synth.verifiers.math._polynomials import Coefficients, at, divided, plus, times

Small = Annotated[int, Meta(ge=-99, le=99)]
Coefficient = Annotated[int, Meta(ge=-999, le=999)]


class Term(Frozen, frozen=True):
    """A function of one root: top / bottom ** power."""

    top: Annotated[tuple[Small, ...], Meta(min_length=1, max_length=7)]
    """Coefficients, the highest power first: `(2, 0, -1)` is 2x^2 - 1."""
    bottom: Annotated[tuple[Small, ...], Meta(min_length=1, max_length=3)]
    """`(1,)` where nothing is divided by, `(1, -2)` for x - 2, `(1, 0, 1)` for x^2 + 1."""
    power: Annotated[int, Meta(ge=1, le=3)]
    """`1`."""

    def __post_init__(self) -> None:
        if not self.top[0] or self.bottom[0] != 1 or (self.power > 1 and len(self.bottom) != 2):
            raise ValueError("no leading zeros, the divisor begins with 1, and only x - c has a power")


class Condition(Frozen, frozen=True):
    """What the unknown coefficient k is to be found from."""

    place: Annotated[int, Meta(ge=1, le=6)]
    """Of k among the coefficients, where 0 stands for it: `2`."""
    kind: Literal["squares", "reciprocals", "product"]
    """What is given: the sum of r^2, the sum of 1/r, the product of r - c."""
    c: Annotated[int, Meta(ge=-9, le=9)]
    """`2`; 0 where there is no c."""
    value: tuple[Annotated[int, Meta(ge=-99999, le=99999)], Annotated[int, Meta(ge=1, le=999)]]
    """Numerator and denominator: `(13, 1)`."""


class PolynomialRoots(Problem, frozen=True):
    ask: Literal["sum", "product", "pairs", "mixed"]
    """Of F(r) over all roots; their product; of F(r) F(s) over all pairs of roots; of F(r) G(s) over all ordered pairs."""
    coefficients: Annotated[tuple[Coefficient, ...], Meta(min_length=3, max_length=7)]
    """The highest power first: `(1, -5, 3)` is x^2 - 5x + 3."""
    term: Term
    """F."""
    second: Annotated[tuple[Term, ...], Meta(max_length=1)]
    """G, where it is asked for."""
    condition: Annotated[tuple[Condition, ...], Meta(max_length=1)]
    """On the unknown coefficient, where there is one."""

    def __post_init__(self) -> None:
        if not self.coefficients[0] or (self.ask == "mixed") != bool(self.second):
            raise ValueError("no leading zero, and a second function where one is asked for")
        terms = (self.term, *self.second)
        if self.ask == "product" and (self.term.bottom != (1,) or self.term.top[0] != 1 or len(self.term.top) not in (2, 3)):
            raise ValueError("a product is one of r - c or r^2 + br + c")
        if len({t.bottom for t in terms} - {(1,)}) > 1:
            raise ValueError("only one divisor and its powers")
        if self.ask in ("pairs", "mixed") and any(len(t.bottom) > 2 for t in terms):
            raise ValueError("in pairs, only powers of x - c divide")
        f = polynomial(self)
        if any(len(t.bottom) > 1 and not norm(f, t.bottom) for t in terms):
            raise ValueError("something is divided by zero")


@lru_cache(maxsize=512)
def _solved(coefficients: tuple[int, ...], condition: Condition) -> int:
    """The unknown coefficient. Raises ValueError where there is none, or none that is whole."""
    a, place, degree = coefficients, condition.place, len(coefficients) - 1
    value = Fraction(*condition.value)
    if place > degree or a[place] or (condition.kind == "product") != bool(condition.c):
        raise ValueError("the coefficient that is not known is written as 0, and c goes with a product")
    if condition.kind == "squares" and place == 2:
        k = (a[1] ** 2 - value * a[0] ** 2) / (2 * a[0])
    elif condition.kind == "reciprocals" and place == degree - 1:
        k = -value * a[-1]
    elif condition.kind == "product":
        k = ((-1) ** degree * a[0] * value - at(a, condition.c)) / condition.c ** (degree - place)
    else:
        raise ValueError("the sum of squares gives the coefficient at place 2, that of 1/r the last but one")
    if k.denominator != 1 or abs(k) > 999 or (condition.kind == "reciprocals" and not a[-1]):
        raise ValueError("the coefficient is a whole number up to 999")
    return int(k)


def polynomial(problem: PolynomialRoots) -> tuple[int, ...]:
    """Its coefficients, with the one that is to be found."""
    a = problem.coefficients
    for condition in problem.condition:
        a = (*a[: condition.place], _solved(a, condition), *a[condition.place + 1 :])
    return a


def norm(f: Sequence[Fraction | int], g: Sequence[Fraction | int]) -> Fraction:
    """The product of g(r) over all roots r of f, by Euclid's algorithm."""
    n, m = len(f) - 1, len(g) - 1
    if m < 1:
        return Fraction(g[0]) ** n if g else Fraction(0)
    rest = divided(f, g)[1]
    return (-1) ** (n * m) * Fraction(g[0]) ** n / Fraction(f[0]) ** m * norm(g, rest) if rest else Fraction(0)


def inverse(g: Sequence[Fraction | int], f: Sequence[Fraction | int]) -> Coefficients:
    """h with g h = 1 modulo f."""
    one, other = (list(f), Coefficients()), (divided(g, f)[1], Coefficients([1]))
    while len(other[0]) > 1:
        quotient, rest = divided(one[0], other[0])
        one, other = other, (rest, plus(one[1], times(quotient, other[1]), -1))
    return [c / Fraction(other[0][0]) for c in other[1]]


def power_sums(f: Sequence[Fraction | int], most: int) -> list[Fraction]:
    """The sums of the powers 0 to `most` of the roots (Newton)."""
    n = len(f) - 1
    found = [Fraction(n)]
    for k in range(1, most + 1):
        total = k * f[k] if k <= n else 0
        found.append(-Fraction(sum((f[i] * found[k - i] for i in range(1, min(k - 1, n) + 1)), start=Fraction(total))) / f[0])
    return found


def value_at_roots(f: tuple[int, ...], term: Term) -> Coefficients:
    """A polynomial that has the term's values at the roots of f."""
    value = divided(term.top, f)[1]
    below = inverse(term.bottom, f) if len(term.bottom) > 1 else []
    for _ in range(term.power if below else 0):
        value = divided(times(value, below), f)[1]
    return value


@kept
def answer(problem: PolynomialRoots) -> Fraction:
    """Sums are traces in the algebra of polynomials modulo the given one."""
    f = polynomial(problem)
    if problem.ask == "product":
        return norm(f, problem.term.top)
    sums = power_sums(f, len(f) - 2)

    def total(g: Coefficients) -> Fraction:
        return sum((c * p for c, p in zip(reversed(g), sums, strict=False)), start=Fraction(0))

    values = [value_at_roots(f, t) for t in (problem.term, *problem.second)]
    if problem.ask == "sum":
        return total(values[0])
    both = total(values[0]) * total(values[-1]) - total(divided(times(values[0], values[-1]), f)[1])
    return both / 2 if problem.ask == "pairs" else both
