"""Polynomial algebra: a composition, remainder, interpolation, factorization, greatest common divisor or inverse, over Q or modulo a prime.

Refused for the first of: format (not one polynomial in x with rational coefficients), form (the right polynomial, but not multiplied out,
not factored completely, or without the leading coefficient 1 that was asked for), value (another polynomial).

All ten questions are in one file, since each is a few lines."""

import re
from itertools import pairwise
from math import gcd as whole_gcd
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math._polynomials import Coefficients, at, divided, plus, reduced, times
from synth.verifiers.math.polynomial_algebra import derivation
from synth.verifiers.math.polynomial_algebra.derivation import TRACE_FORMAT, Aim, Sheet
from synth.verifiers.parsers import mathematics

__all__ = ["EXAMPLES", "TRACE_FORMAT", "PolynomialAlgebra", "proven", "verify", "verify_trace"]

PRIMES = (0, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31)
"""0: coefficients are rational numbers."""
OPERANDS = {
    "compose": 2,
    "remainder": 2,
    "interpolate": 2,
    "factor": 0,
    "gcd": 2,
    "partial": 3,
    "inverse": 2,
    "join": 4,
    "power_by_gcd": 3,
    "inverse_by_gcd": 3,
}
POWERS = ("power_by_gcd", "inverse_by_gcd")
Polynomial = Annotated[tuple[Annotated[int, Meta(ge=-9999, le=9999)], ...], Meta(min_length=1, max_length=9)]
"""Coefficients, the highest power first: `(1, 0, -3)` is x^2 - 3."""


class PolynomialAlgebra(Problem, frozen=True):
    ask: Literal[
        "compose",
        "remainder",
        "interpolate",
        "factor",
        "gcd",
        "partial",
        "inverse",
        "join",
        "power_by_gcd",
        "inverse_by_gcd",
    ]
    """f(g(x)); the remainder of f by g; the polynomial through points; the factors of their product; the gcd of f and g; the numerator over
    g in the partial fractions of f / (g h); the inverse of f modulo g; what leaves the remainder a by g and b by h; the remainder of
    h ^ exponent by the gcd of f and g; the inverse of h ^ exponent modulo that gcd."""
    operands: Annotated[tuple[Polynomial, ...], Meta(min_length=1, max_length=4)]
    """f, g and h in that order; a, g, b, h; the factors; for points, all x and all y."""
    exponent: Annotated[int, Meta(ge=1, le=10**9)]
    """Of h, where a power is asked for, else 1."""
    prime: Annotated[int, Meta(ge=0, le=31)]
    """`7`; 0 for rational coefficients."""

    def __post_init__(self) -> None:
        if self.prime not in PRIMES:
            raise ValueError("an odd prime, or 0")
        if OPERANDS[self.ask] not in (0, len(self.operands)):
            raise ValueError(f"{self.ask} takes {OPERANDS[self.ask]} polynomials")
        if self.ask == "interpolate":
            if self.prime or len(self.operands[0]) != len(self.operands[1]) or len(set(self.operands[0])) != len(self.operands[0]):
                raise ValueError("points have different x, and a y each")
        elif not all(f[0] for f in self.operands):
            raise ValueError("no leading zeros")
        if self.prime and (self.ask in ("compose", "factor", "partial") or any(not 0 <= c < self.prime for f in self.operands for c in f)):
            raise ValueError("by a prime: coefficients from 0 to one less, and neither composition, factors nor fractions")
        if (self.exponent > 1) > (self.ask in POWERS) or (self.ask in POWERS and not self.prime):
            raise ValueError("powers are asked for by a prime")
        if self.ask == "compose" and max(map(len, self.operands)) > 4:
            raise ValueError("compositions are of degree 9 at most")
        if self.ask == "factor" and not (len(self.operands) > 1 and all(map(irreducible, self.operands))):
            raise ValueError("factors are irreducible, of degree 1 to 3, with a positive leading coefficient")
        if self.ask in ("remainder", "power") and len(self.operands[1]) < 2:
            raise ValueError("the divisor is no constant")
        _checked(self)


def _checked(problem: PolynomialAlgebra) -> None:
    """Whether inverses exist."""
    f = problem.operands
    coprime = {"partial": (1, 2), "inverse": (0, 1), "join": (1, 3)}.get(problem.ask)
    if coprime:
        one, other = f[coprime[0]], f[coprime[1]]
        if len(other if problem.ask == "inverse" else one) < 2 or len(gcd(one, other, problem.prime)) != 1:
            raise ValueError("what is divided by has a root in common with what is divided, or is a constant")
    if problem.ask == "join" and len(f[3]) < 2:
        raise ValueError("no divisor is a constant")
    if problem.ask in POWERS:
        d = gcd(f[0], f[1], problem.prime)
        if len(d) < 2 or (problem.ask == "inverse_by_gcd" and len(gcd(f[2], d, problem.prime)) != 1):
            raise ValueError("the greatest common divisor is no constant, and has no root in common with h")


def irreducible(f: tuple[int, ...]) -> bool:
    """Over the integers, for degrees 1 to 3: no common factor of the coefficients and, from degree 2 on, no rational root."""
    if not 2 <= len(f) <= 4 or f[0] < 0 or whole_gcd(*f) != 1 or max(map(abs, f)) > 99:
        return False
    if len(f) == 2:
        return True
    tops, bottoms = ([d for d in range(1, abs(c) + 1) if c % d == 0] for c in (f[-1], f[0]))
    return f[-1] != 0 and not any(at(f, Fraction(sign * p, q)) == 0 for p in tops for q in bottoms for sign in (1, -1))


def monic(f: Coefficients, prime: int) -> Coefficients:
    inverse = pow(int(f[0]), -1, prime) if prime else 1 / Fraction(f[0])
    return reduced([c * inverse for c in f], prime)


def gcd(f: Coefficients | tuple[int, ...], g: Coefficients | tuple[int, ...], prime: int) -> Coefficients:
    """The greatest common divisor with leading coefficient 1."""
    one, other = reduced(f, prime), reduced(g, prime)
    while other:
        one, other = other, monic(rest, prime) if (rest := divided(one, other, prime)[1]) else []
    return monic(one, prime)


def inverse(f: Coefficients | tuple[int, ...], g: Coefficients | tuple[int, ...], prime: int) -> Coefficients:
    """u with u f = 1 modulo g, of smaller degree than g, for f and g without a common root."""
    one, other = (reduced(g, prime), Coefficients()), (divided(reduced(f, prime), g, prime)[1], Coefficients([1]))
    while len(other[0]) > 1:
        quotient, rest = divided(one[0], other[0], prime)
        one, other = other, (rest, reduced(plus(one[1], times(quotient, other[1]), -1), prime))
    last = pow(int(other[0][0]), -1, prime) if prime else 1 / Fraction(other[0][0])
    return divided(reduced([c * last for c in other[1]], prime), g, prime)[1]


def power(f: Coefficients | tuple[int, ...], exponent: int, g: Coefficients | tuple[int, ...], prime: int) -> Coefficients:
    """The remainder of f ** exponent by g."""
    value, square = divided([1], g, prime)[1], divided(list(f), g, prime)[1]
    while exponent:
        if exponent % 2:
            value = divided(times(value, square), g, prime)[1]
        square, exponent = divided(times(square, square), g, prime)[1], exponent // 2
    return value


def through(xs: tuple[int, ...], ys: tuple[int, ...]) -> Coefficients:
    """The polynomial of least degree through points (divided differences)."""
    table: Coefficients = [Fraction(y) for y in ys]
    differences = Coefficients()
    for step in range(1, len(xs) + 1):
        differences.append(table[0])
        table = [(b - a) / Fraction(xs[i + step] - xs[i]) for i, (a, b) in enumerate(pairwise(table))]
    found = Coefficients()
    for x, difference in zip(reversed(xs), reversed(differences), strict=True):
        found = plus(times(found, [1, -x]), [difference])
    return found


@kept
def answer(problem: PolynomialAlgebra) -> tuple[int | Fraction, ...]:
    """The coefficients of the polynomial asked for; () is 0. For factors, of their product."""
    f, p = problem.operands, problem.prime
    found: Coefficients
    match problem.ask:
        case "compose":
            found = []
            for c in f[0]:
                found = plus(times(found, f[1]), [c])
        case "remainder":
            found = divided(f[0], f[1], p)[1]
        case "interpolate":
            found = through(f[0], f[1])
        case "factor":
            found = [1]
            for factor in f:
                found = times(found, factor)
        case "gcd":
            found = gcd(f[0], f[1], p)
        case "partial":
            found = divided(times(divided(f[0], f[1])[1], inverse(f[2], f[1], 0)), f[1])[1]
        case "inverse":
            found = inverse(f[0], f[1], p)
        case "join":
            times_g = divided(times(plus(f[2], f[0], -1), inverse(f[1], f[3], p)), f[3], p)[1]
            found = divided(plus(f[0], times(times_g, f[1])), times(f[1], f[3]), p)[1]
        case _:
            d = gcd(f[0], f[1], p)
            found = power(f[2], problem.exponent, d, p)
            if problem.ask == "inverse_by_gcd":
                found = inverse(found, d, p)
    return tuple(found)


_MODULO = re.compile(r"\s*(?:\\pmod\s*\{?\s*(\d{1,2})\s*\}?|[(（]?\s*(?:\\bmod|\\mod|mod)\s*(\d{1,2})\s*[)）]?)\s*(\$?)(?=[.。]?\s*$)")


def read(answer_text: str, prime: int) -> tuple[int | Fraction, ...] | None:
    """The coefficients of an answer, by the prime; `(mod 7)` may stand behind it where 7 is the prime."""
    found = mathematics.polynomial(answer_text, ("x",))
    if found is None or max(found, default=(0,))[0] > 200 or (prime and any(c.denominator % prime == 0 for c in found.values())):
        return None
    degree = max(found, default=(-1,))[0]
    return tuple(reduced([found.get((degree - place,), Fraction(0)) for place in range(degree + 1)], prime))


def verify(problem: PolynomialAlgebra, answer_text: str) -> Verdict:
    said = _MODULO.search(answer_text[-40:]) if problem.prime else None
    if said and int(said[1] or said[2]) == problem.prime:
        answer_text = answer_text[:-40] + answer_text[-40:][: said.start()] + said[3]
    found, right = read(answer_text, problem.prime), answer(problem)
    if found is None:
        return refuse("format")
    if found != right:
        scaled = problem.ask == "gcd" and found and tuple(monic(list(found), problem.prime)) == right
        return refuse("form" if scaled else "value")
    if problem.ask in ("compose", "interpolate") and not mathematics.same_polynomial(answer_text, written(right), ("x",), "expanded"):
        return refuse("form")
    if problem.ask == "factor":
        factored = "".join(f"({written(f)})" for f in problem.operands)
        return ACCEPT if mathematics.same_polynomial(answer_text, factored, ("x",), "factored") else refuse("form")
    return ACCEPT


def written(coefficients: tuple[int | Fraction, ...]) -> str:
    """As a sum that the parser reads: `(3)*x^2 + (-1/2)*x^0`."""
    degree = len(coefficients) - 1
    return " + ".join(f"({c})*x^{degree - place}" for place, c in enumerate(coefficients) if c) or "0"


NAMES = {"inverse": "fm", "join": "agbh", "factor": "f", "interpolate": ""}
"""What the polynomials of the problem are called; f, g and h elsewhere."""
_W: Coefficients = [1, 1, 3]
"""By which polynomials are multiplied to see what was made of them."""


@kept
def sheet(problem: PolynomialAlgebra) -> Sheet:
    """What a derivation starts from, and where it has to arrive."""
    f, p, ask = problem.operands, problem.prime, problem.ask
    right = list(answer(problem))
    aims: tuple[Aim, ...]
    if ask == "factor":
        names = {"f": right}
        aims = (Aim("multiple", tuple(Coefficients(one) for one in f), 0, _scaled),)
        return Sheet(names, ({"f": times(right, _W)},), aims, (), p)
    if ask == "interpolate":
        return Sheet({}, (), (Aim("value", (right,), -1, _scaled),), tuple(zip(*f, strict=True)), p)
    named: dict[str, Coefficients] = {name: list(one) for name, one in zip(NAMES.get(ask, "fgh"), f, strict=False)}
    others: tuple[dict[str, Coefficients], ...] = ({name: reduced(times(one, _W), p) for name, one in named.items()},)
    match ask:
        case "compose":
            moved = plus(f[1], [1])
            named = {"g": list(f[1])}
            others = ({"g": moved},)
            expected = list(answer(PolynomialAlgebra("compose", (f[0], tuple(map(int, moved))), 1, 0)))
            aims = (Aim("value", (right,), 0, lambda _: expected),)
        case "remainder":  # made of f and g, and with f once in it
            others += ({**named, "f": plus(f[0], [1])},)
            aims = (Aim("value", (right,), 0, _scaled), Aim("value", (right,), 1, lambda value: plus(value, [1])))
        case "gcd":
            aims = (Aim("multiple", (right,), 0, _scaled),)
        case "inverse":
            aims = (Aim("unit", (), 0, _scaled),)
        case "partial":
            others = ({**named, "f": times(f[0], _W)},)
            aims = (Aim("value", (right,), 0, _scaled, f[1]),)
        case "join":
            others = ({**named, "a": reduced(times(f[0], _W), p), "b": reduced(times(f[2], _W), p)},)
            aims = (Aim("value", (right,), 0, _scaled, reduced(times(f[1], f[3]), p)),)
        case _:
            d = gcd(f[0], f[1], p)
            others = ({**others[0], "h": list(f[2])}, {**named, "h": reduced(plus(f[2], [1]), p)})
            raised, moved = (power(h, problem.exponent, d, p) for h in (f[2], others[1]["h"]))
            aims = (Aim("multiple", (d,), 0, _scaled), Aim("value", (raised,), 1, lambda _: moved))
            if ask == "inverse_by_gcd":
                one: Coefficients = [1]
                aims += (Aim("value", (one,), 1, lambda _: times(right, moved), d),)
    return Sheet(named, others, aims, (), p)


def _scaled(value: Coefficients) -> Coefficients:
    return times(value, _W)


def verify_trace(problem: PolynomialAlgebra, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `derivation.judge`."""
    return derivation.judge(problem, completion, verify, sheet(problem))


def proven(problem: PolynomialAlgebra, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, sheet(problem))


_COMPOSE = PolynomialAlgebra("compose", ((2, 0, -5), (1, 3)), 1, 0)  # 2(x + 3)^2 - 5
_GCD = PolynomialAlgebra("gcd", ((2, -6, 4), (2, 2, -4)), 1, 0)  # 2(x - 1)(x - 2), 2(x - 1)(x + 2)
_FACTOR = PolynomialAlgebra("factor", ((1, -2), (1, 0, 3)), 1, 0)
_INVERSE = PolynomialAlgebra("inverse", ((1, 2), (1, 0, 1)), 1, 7)  # (x + 2)(2 - x) = 5, and 1/5 is 3: 4x + 6
_POINTS = PolynomialAlgebra("interpolate", ((0, 1, 3), (1, 2, 7)), 1, 0)  # x^2/2 + x/2 + 1

EXAMPLES = (
    (_COMPOSE, "2x^2 + 12x + 13", ""),
    (_COMPOSE, "f(g(x)) = 13 + 12x + 2x²", ""),
    (_COMPOSE, "$\\boxed{2x^{2}+12x+13}$", ""),
    (_GCD, "x - 1", ""),
    (_FACTOR, "(x - 2)(x^2 + 3)", ""),
    (_FACTOR, "(x^2+3)*(x-2)", ""),
    (_INVERSE, "4x + 6", ""),
    (_INVERSE, "-3x - 1", ""),
    (_INVERSE, "4x + 6 (mod 7)", ""),
    (_INVERSE, r"$4x + 6 \pmod{7}$", ""),
    (_POINTS, "1/2 x^2 + 1/2 x + 1", ""),
    (_POINTS, r"\frac{x^2 + x + 2}{2}", ""),
    (_COMPOSE, "", "format"),
    (_COMPOSE, "2(x + 3)^2 - 5", "form"),
    (_COMPOSE, "2x^2 - 2", "value"),
    (_COMPOSE, "2x^2 + 12x + 13 = 0", "format"),
    (_GCD, "2x - 2", "form"),
    (_GCD, "1", "value"),
    (_FACTOR, "x^3 - 2x^2 + 3x - 6", "form"),
    (_FACTOR, "(x - 2)(x^2 - 3)", "value"),
    (_INVERSE, "1/(x + 2)", "format"),
    (_INVERSE, "4x + 6 (mod 5)", "format"),
    (_INVERSE, "6x + 3", "value"),
    (_POINTS, "x(x + 1)/2 + 1", "form"),
    (_POINTS, "x + 1", "value"),
    (_COMPOSE, "答案是 2x^2 + 12x + 13。", ""),
    (_GCD, "最大公因式是 x - 1", ""),
    (_FACTOR, "答案：(x-2)(x^2+3)", ""),
    (_INVERSE, "答案为 4x + 6", ""),
    (_POINTS, "结果是 0.5x^2 + 0.5x + 1", ""),
    (_GCD, "最大公因式是 x + 1", "value"),
    (_COMPOSE, "答案是 2x^2 + 13", "value"),
    (_FACTOR, "答案：x^3 - 2x^2 + 3x - 6", "form"),
)
