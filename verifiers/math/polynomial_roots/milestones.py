"""The pencil routes to a symmetric function of roots: the values on the way that a derivation has to reach."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.math._arithmetic import moving, other
from synth.verifiers.math._derivation import Milestone
from synth.verifiers.math._polynomials import Coefficients, at, derivative, divided, shifted, times
from synth.verifiers.math.polynomial_roots.problem import PolynomialRoots, Term, answer, polynomial, power_sums


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
    c, d = remainder(times(rest, derivative(f)))
    return Quadratic(quotient, rest, (a, b), (c, d), a * d - b * c, a * a * v[2] - a * b * v[1] + b * b)


def ways(problem: PolynomialRoots) -> list[list[Milestone]]:
    """Values on the way: the unknown coefficient; the polynomial in y = x - c, sums of powers of its roots, by Newton or by Vieta, and sums
    of the functions; or what is left modulo a quadratic divisor."""
    f, term, result = polynomial(problem), problem.term, answer(problem)
    first = [Milestone(Fraction(f[c.place]), _nonzero([Fraction(c.value[0])])) for c in problem.condition]
    if problem.ask == "product":
        if len(term.top) == 2:
            c = -term.top[1]
            parts = [a * c ** (len(f) - 1 - place) for place, a in enumerate(f)]
            found_ways = list[list[Milestone]]()
            for needs, terms in ((_told(f), f), (_told(parts), parts)):
                moved = moving(needs)
                others = [other(a, moved) for a in terms]
                there, again = Fraction(at(f, c)), at(others, c) if terms is f else sum(others)
                lead = others[0] if terms is f else f[0]
                found_ways.append([*first, Milestone(result, needs, again=(moved, (-1) ** (len(f) - 1) * again / lead))])
                found_ways.append([*first, Milestone(there, needs, again=(moved, again)), *_last(result, [there])])
            return found_ways
        found = by_quadratic(f, Term((1,), term.top, 1))
        return [[*first, _norm(found, term.top), *_last(result, [found.lower])]]
    if len(term.bottom) == 3:
        found = by_quadratic(f, term)
        pairs = zip(found.f, found.slope[::-1], strict=True)  # upper is ad - bc
        crossed = [one for pair in pairs if all(pair) for one in pair]
        p, q, r, s = *found.f, *found.slope
        by = moving(crossed)
        cross = (other(p, by) * other(s, by) if p and s else 0) - (other(q, by) * other(r, by) if q and r else 0)
        inner = [
            _norm(found, term.bottom),
            Milestone(found.upper, _nonzero(crossed), again=(by, cross) if _whole(crossed) else None),
        ]
        chain, total = _summed(f, {len(found.quotient) - 1 - i: Fraction(c) for i, c in enumerate(found.quotient) if c}, 0, False)
        needs = (found.upper, found.lower, total)
        moved = moving(needs)
        again = other(total, moved) + other(found.upper, moved) / other(found.lower, moved)
        return [[*first, *inner, *chain, Milestone(result, _nonzero(needs), again=(moved, again) if _whole(needs) else None)]]
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
        needs = tuple(totals if all(totals[:-1]) else totals[-1:])  # 0 * 19 - 36 is worked out from 36 alone
        found_ways.append([*first, *chain, *(_last(result, needs) if problem.ask != "sum" else [])])
    if problem.ask == "sum" and c and term.power == 1:
        found_ways.append([*first, *_by_division(f, term, c, result)])
    return found_ways


def _by_division(f: tuple[int, ...], term: Term, c: int, result: Fraction) -> list[Milestone]:
    """F = q + F's remainder / (x - c), and the sum of 1 / (r - c) is - f'(c) / f(c)."""
    quotient, rest = divided(term.top, term.bottom)
    chain, total = _summed(f, {len(quotient) - 1 - i: Fraction(a) for i, a in enumerate(quotient) if a}, 0, False)
    there, slope = Fraction(at(f, c)), Fraction(at(derivative(f), c))
    needs = (there, slope, total)
    moved = moving(needs)
    again = other(total, moved) - rest[0] * other(slope, moved) / other(there, moved)
    last = Milestone(result, _nonzero(needs), again=(moved, again) if _whole(needs) else None)
    return [Milestone(there, ()), Milestone(slope, ()), *chain, last]


def _norm(found: Quadratic, v: Sequence[int]) -> Milestone:
    """The product of ax + b over the roots of v."""
    moved = moving(found.f)
    a, b = (other(n, moved) for n in found.f)
    again = a * a * v[2] - a * b * v[1] + b * b
    return Milestone(found.lower, _nonzero(found.f), again=(moved, again) if _whole(found.f) else None)


def _whole(values: Sequence[Fraction]) -> bool:
    return all(value.denominator == 1 for value in values)


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
                chain.append(Milestone(sums[k], _nonzero(needs), again=_again(h, sums, k, needs, vieta)))
    total = sum((a * powers[e] for e, a in part.items()), start=Fraction(0))
    if len(part) > 1 or any(a != 1 for a in part.values()):
        needs = [powers[e] for e in part if e]
        moved = moving(needs)
        again = sum((a * (other(powers[e], moved) if e else powers[e]) for e, a in part.items()), start=Fraction(0))
        whole = all(value.denominator == 1 for value in (*needs, *part.values()))
        chain.append(Milestone(total, _nonzero(needs), again=(moved, again) if whole else None))
    return chain, total


def _again(
    h: Sequence[Fraction], sums: Sequence[Fraction], k: int, needs: Sequence[Fraction], vieta: bool
) -> tuple[Mapping[int, int], Fraction] | None:
    """The sum of the first, second or third powers by other coefficients and sums. Beyond those, and where fractions shorten, there are too
    many ways to write it."""
    moved = moving(needs)
    if k == 1:
        return moved, -other(h[1], moved) / other(h[0], moved)
    if k == 2 and abs(h[0]) == 1:
        return moved, other(sums[1], moved) ** 2 - 2 * other(h[2], moved) / h[0]
    if k == 3 and abs(h[0]) == 1:
        first, last = other(sums[1], moved), h[3] if len(h) > 3 else Fraction(0)
        if vieta:
            return moved, first**3 - (3 * first * h[2] + 3 * other(last, moved)) / h[0]
        return moved, -(h[1] * other(sums[2], moved) + h[2] * first + 3 * last) / h[0]
    return None


def _told(coefficients: Sequence[Fraction | int]) -> tuple[Fraction, ...]:
    """Those that are seen in a line: 1 is left out in writing."""
    return tuple(Fraction(a) for a in coefficients if a not in (-1, 0, 1))


def _nonzero(values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    return tuple(value for value in values if value)


def _last(result: Fraction, needs: Sequence[Fraction]) -> list[Milestone]:
    return [Milestone(result, _nonzero(needs))] if result not in needs else []
