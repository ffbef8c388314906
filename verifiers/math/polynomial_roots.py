"""Polynomial roots: a symmetric function of the roots of a polynomial, found without solving it; a coefficient may be given by a condition.

Refused for the first of: format (not one rational number), value (another number)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.math import _derivation, _polynomials
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.math._polynomials import Coefficients, at, divided, plus, shifted, times
from synth.verifiers.parsers import mathematics

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Condition", "PolynomialRoots", "Term", "proven", "verify", "verify_trace"]

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


@lru_cache(maxsize=512)
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


def given(problem: PolynomialRoots) -> frozenset[Fraction]:
    """The numbers of the problem."""
    flat = [n for t in (problem.term, *problem.second) for n in (*t.top, *t.bottom)]
    flat += [n for c in problem.condition for n in (c.c, *c.value)]
    return frozenset(map(Fraction, (*problem.coefficients, *flat)))


def centre(problem: PolynomialRoots) -> int:
    """c, where powers of x - c are divided by, else 0."""
    return next((-t.bottom[1] for t in (problem.term, *problem.second) if len(t.bottom) == 2), 0)


def in_powers(term: Term, c: int) -> dict[int, Fraction]:
    """Exponent of y = x - c -> coefficient."""
    top = shifted(term.top, c)
    lowest = -term.power if len(term.bottom) == 2 else 0
    return {len(top) - 1 - place + lowest: Fraction(a) for place, a in enumerate(top) if a}


def multiplied(one: Mapping[int, Fraction], other: Mapping[int, Fraction]) -> dict[int, Fraction]:
    found = dict[int, Fraction]()
    for (i, a), (j, b) in product(one.items(), other.items()):
        found[i + j] = found.get(i + j, Fraction(0)) + a * b
    return {exponent: a for exponent, a in found.items() if a}


class Quadratic(NamedTuple):
    """The sum of F(r) with a quadratic divisor v: q + h / v, f = ax + b and h f' = cx + d modulo v. The sum of h / v is upper / lower."""

    quotient: Coefficients
    rest: Coefficients
    f: tuple[Fraction, Fraction]
    slope: tuple[Fraction, Fraction]
    upper: Fraction
    """ad - bc."""
    lower: Fraction
    """The product of f over the roots of v."""


def by_quadratic(f: tuple[int, ...], term: Term) -> Quadratic:
    v = term.bottom
    quotient, rest = divided(term.top, v)

    def remainder(g: Coefficients) -> tuple[Fraction, Fraction]:
        one, other = ([Fraction(0)] * 2 + [Fraction(c) for c in divided(g, v)[1]])[-2:]
        return one, other

    a, b = remainder(list(f))
    c, d = remainder(times(rest, _polynomials.derivative(f)))
    return Quadratic(quotient, rest, (a, b), (c, d), a * d - b * c, a * a * v[2] - a * b * v[1] + b * b)


def ways(problem: PolynomialRoots) -> list[list[Milestone]]:
    """Values on the way: the unknown coefficient; the polynomial in y = x - c, sums of powers of its roots, by Newton or by Vieta, and sums
    of the functions; or what is left modulo a quadratic divisor."""
    f, term, result = polynomial(problem), problem.term, answer(problem)
    first = [Milestone(Fraction(f[c.place]), _nonzero([Fraction(c.value[0])])) for c in problem.condition]
    if problem.ask == "product":
        if len(term.top) == 2:
            c = -term.top[1]
            there, worked = Fraction(at(f, c)), _told([a * c ** (len(f) - 1 - place) for place, a in enumerate(f)])
            direct = [[*first, Milestone(result, needs)] for needs in (_told(f), worked)]
            return [*direct, *([*first, Milestone(there, needs), *_last(result, [there])] for needs in (_told(f), worked))]
        found = by_quadratic(f, Term((1,), term.top, 1))
        return [[*first, Milestone(found.lower, _nonzero(found.f)), *_last(result, [found.lower])]]
    if len(term.bottom) == 3:
        found = by_quadratic(f, term)
        inner = [Milestone(found.lower, _nonzero(found.f)), Milestone(found.upper, _nonzero((*found.f, *found.slope)))]
        chain, total = _summed(f, {len(found.quotient) - 1 - i: Fraction(c) for i, c in enumerate(found.quotient) if c}, 0, False)
        return [[*first, *inner, *chain, Milestone(result, _nonzero([found.upper, found.lower, total]))]]
    c = centre(problem)
    parts = [in_powers(t, c) for t in (term, *problem.second)]
    asked = parts if problem.ask == "sum" else [*parts, multiplied(parts[0], parts[-1])]
    found_ways = []
    for vieta in (False, True):
        chain, totals = list[Milestone](), list[Fraction]()
        for part in asked:
            more, total = _summed(f, part, c, vieta)
            chain += more
            totals.append(total)
        found_ways.append([*first, *chain, *(_last(result, totals) if problem.ask != "sum" else [])])
    if problem.ask == "sum" and c and term.power == 1:
        found_ways.append([*first, *_by_division(f, term, c, result)])
    return found_ways


def _by_division(f: tuple[int, ...], term: Term, c: int, result: Fraction) -> list[Milestone]:
    """F = q + F's remainder / (x - c), and the sum of 1 / (r - c) is - f'(c) / f(c)."""
    quotient, _ = divided(term.top, term.bottom)
    chain, total = _summed(f, {len(quotient) - 1 - i: Fraction(a) for i, a in enumerate(quotient) if a}, 0, False)
    there, slope = Fraction(at(f, c)), Fraction(at(_polynomials.derivative(f), c))
    return [Milestone(there, ()), Milestone(slope, ()), *chain, Milestone(result, _nonzero([there, slope, total]))]


def _summed(f: tuple[int, ...], part: Mapping[int, Fraction], c: int, vieta: bool) -> tuple[list[Milestone], Fraction]:
    """Milestones of the sum of a polynomial in y = x - c and 1/y over all roots, and the sum."""
    g = [Fraction(a) for a in shifted(f, c)]
    n, high, low = len(g) - 1, max(part, default=0), -min(part, default=0)
    chain = [Milestone(g[n - j], ()) for j in (0, 1) if c and low > 0]
    powers = {0: Fraction(n)}
    for h, most, sign in ((g, high, 1), (g[::-1], low, -1)):
        if most < 1:
            continue
        sums = power_sums(h, most)
        powers |= {sign * k: sums[k] for k in range(1, most + 1)}
        for k in range(1, most + 1):
            if k == 1 and sign == 1:
                continue  # read off
            if k == 1:
                needs = list(_told(h[:2]))
            elif k == 2 or (vieta and k == 3):
                needs = [sums[1], *_told(h[k : k + 1])]
            else:
                needs = [sums[k - i] for i in range(1, k) if i <= n and h[i]]
            if not (vieta and k == 2 and most > 2 and not part.get(2 * sign)):
                chain.append(Milestone(sums[k], _nonzero(needs)))
    total = sum((a * powers[e] for e, a in part.items()), start=Fraction(0))
    if len(part) > 1 or any(a != 1 for a in part.values()):
        chain.append(Milestone(total, _nonzero([powers[e] for e in part if e])))
    return chain, total


def _told(coefficients: Sequence[Fraction | int]) -> tuple[Fraction, ...]:
    """Those that are seen in a line: 1 is left out in writing."""
    return tuple(Fraction(a) for a in coefficients if a not in (-1, 0, 1))


def _nonzero(values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    return tuple(value for value in values if value)


def _last(result: Fraction, needs: Sequence[Fraction]) -> list[Milestone]:
    return [Milestone(result, _nonzero(needs))] if result not in needs else []


def verify(problem: PolynomialRoots, answer_text: str) -> Verdict:
    read = mathematics.rational(answer_text)
    if read is None:
        return refuse("format")
    return ACCEPT if read == answer(problem) else refuse("value")


def verify_trace(problem: PolynomialRoots, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    text = final_answer(completion)
    answered = not isinstance(text, Verdict) and verify(problem, text).accepted
    return _derivation.judge(completion, given(problem), ways(problem), answered)


def proven(problem: PolynomialRoots, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, given(problem), ways(problem))


_SQUARE = Term((1, 0, 0), (1,), 1)
_FIRST = PolynomialRoots("sum", (1, -5, 3), _SQUARE, (), ())  # 25 - 6
_CUBIC = PolynomialRoots("sum", (1, -2, 0, 5), Term((1,), (1, 0, 1), 1), (), ())  # f(i) = 7 - i: 31/50
_KNOWN = PolynomialRoots("sum", (1, -3, 0, 2), Term((1,), (1, 0), 1), (), (Condition(2, "squares", 0, (1, 1)),))  # k = 4: -2
_PAIRS = PolynomialRoots("mixed", (1, -4, 1, 6), Term((1, 0), (1,), 1), (Term((1,), (1, 0), 1),), ())  # roots -1, 2, 3: -11/3

EXAMPLES = (
    (_FIRST, "19", ""),
    (_FIRST, "S = 19", ""),
    (_FIRST, r"$\boxed{19}$", ""),
    (_CUBIC, "31/50", ""),
    (_CUBIC, "0.62", ""),
    (_CUBIC, r"\frac{31}{50}", ""),
    (_CUBIC, "62/100", ""),
    (_KNOWN, "-2", ""),
    (_PAIRS, r"$-\dfrac{11}{3}$", ""),
    (_PAIRS, "−11/3", ""),
    (_FIRST, "", "format"),
    (_FIRST, "5^2 - 2*3", "format"),
    (_CUBIC, "31", "value"),
    (_CUBIC, "31/50 or 71/50", "format"),
    (_PAIRS, "about -3.67", "format"),
    (_FIRST, "31", "value"),
    (_FIRST, "25", "value"),
    (_CUBIC, "0.6", "value"),
    (_KNOWN, "0", "value"),
    (_PAIRS, "-2/3", "value"),
    (_FIRST, "答案是 19。", ""),
    (_CUBIC, "答案：31/50", ""),
    (_CUBIC, "结果是 0.62。", ""),
    (_KNOWN, "k = 4，所以答案是 −2", "format"),
    (_KNOWN, "值为 -2", ""),
    (_PAIRS, "答案为 -11/3", ""),
    (_PAIRS, "所求的和是 -2/3", "value"),
    (_CUBIC, "答案是 31/25", "value"),
    (_FIRST, "答案是 25", "value"),
)
