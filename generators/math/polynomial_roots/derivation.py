"""The pencil route to a symmetric function of roots, line by line, and a tempting wrong one."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from synth.generators.math._derivation import lines
from synth.generators.math._polynomials import written
from synth.verifiers.math._polynomials import at, derivative, divided, shifted
from synth.verifiers.math.polynomial_roots.milestones import by_quadratic, centre, in_powers, multiplied
from synth.verifiers.math.polynomial_roots.problem import Condition, PolynomialRoots, Term, answer, polynomial, power_sums


def derivation(problem: PolynomialRoots) -> tuple[str, str]:
    """The lines of the right way, and a whole completion whose last step is wrong."""
    f, said = polynomial(problem), list[str]()
    for condition in problem.condition:
        said += _unknown(problem.coefficients, condition, f[condition.place])
        said.append(f"So the polynomial is {written(f)}.")
    if problem.ask == "product":
        wrong = _product(said, f, problem.term)
    elif len(problem.term.bottom) == 3:
        wrong = _quadratic(said, f, problem.term)
    else:
        wrong = _powers(said, f, problem)
    said.append("This is the value asked for.")
    last, value = wrong if wrong[1] != answer(problem) else (f"So it is {answer(problem) + 1}.", answer(problem) + 1)
    return lines(said), lines([*said[:-2], last]) + f"\n\n<answer>\n{value}\n</answer>"


def operations(text: str) -> int:
    """Signs of operations in the lines."""
    return sum(len(re.findall(r" [-+*/^] ", line)) for line in text.split("\n") if re.match(r"S\d+: ", line))


def number(value: Fraction | int) -> str:
    """As a factor in a line: `(-5)`, `(5/2)`."""
    return str(value) if value >= 0 and Fraction(value).denominator == 1 else f"({value})"


def combined(parts: Sequence[tuple[Fraction | int, str]]) -> str:
    """`2 * 19 - 3 * 5 + 7` for [(2, "19"), (-3, "5"), (7, "")]."""
    text = ""
    for factor, value in parts:
        much = number(max(factor, -factor))
        size = much if not value else value if much == "1" else f"{much} * {value}"
        text += (" - " if factor < 0 else " + " if text else "") + size if text or factor >= 0 else f"-1 * {size}"
    return text or "0"


def _value(f: Sequence[int], x: int) -> str:
    """A polynomial at x, written out."""
    degree = len(f) - 1
    base = number(x)
    return combined(
        [(a, "" if place == degree else base if place == degree - 1 else f"{base} ^ {degree - place}") for place, a in enumerate(f) if a]
    )


def _unknown(a: tuple[int, ...], condition: Condition, k: int) -> list[str]:
    value, n = Fraction(*condition.value), len(a) - 1
    if condition.kind == "squares":
        return [
            "The sum of r^2 is (sum of the roots)^2 minus twice the coefficient k.",
            f"k = ({number(-a[1])} ^ 2 - {number(value)}) / 2 = {k}",
        ]
    if condition.kind == "reciprocals":
        return ["The sum of 1/r is -k divided by the constant.", f"k = -1 * {number(value)} * {number(a[-1])} = {k}"]
    sign = "-1 * " if n % 2 else ""
    return [
        f"The product of the numbers r - c is the value at c{', with the other sign' if n % 2 else ''}.",
        f"k = ({sign}{number(value)} - ({_value(a, condition.c)})) / {number(condition.c)} ^ {n - condition.place} = {k}",
    ]


def _product(said: list[str], f: tuple[int, ...], term: Term) -> tuple[str, Fraction]:
    n = len(f) - 1
    if len(term.top) == 2:
        there = Fraction(at(f, -term.top[1]))
        said.append(f"The product is the value at {-term.top[1]}{', with the other sign' if n % 2 else ''}.")
        said.append(f"P = {_value(f, -term.top[1])} = {there}")
        if n % 2:
            said.append(f"-1 * {number(there)} = {-there}")
            return f"1 * {number(there)} = {there}", there
        return f"-1 * ({_value(f, -term.top[1])}) = {-there}", -there
    found = by_quadratic(f, Term((1,), term.top, 1))
    _remainder(said, "P", [Fraction(a) for a in f], term.top)
    said.append("The product is that of P over the two roots of the quadratic.")
    said.append(f"product = {_over_the_roots(found.f, term.top)} = {found.lower}")
    a, b = found.f
    wrong = a * a * term.top[2] + a * b * term.top[1] + b * b + (2 * b * b if not a * b * term.top[1] else 0)
    return f"product = {number(wrong)} + 0 = {wrong}", wrong


def _over_the_roots(remainder: tuple[Fraction, Fraction], v: tuple[int, ...]) -> str:
    """The product of ax + b over the roots of v."""
    a, b = remainder
    return combined([(v[2], f"{number(a)} ^ 2"), *([(-v[1], f"{number(a)} * {number(b)}")] if v[1] else []), (1, f"{number(b)} ^ 2")])


def _remainder(said: list[str], name: str, f: Sequence[Fraction | int], v: Sequence[int]) -> None:
    """Division by x^2 + bx + c, one coefficient after another."""
    rest = list(f)
    while rest and not rest[0]:
        del rest[0]
    for place in range(max(0, len(rest) - 2)):
        for j in (1, 2):
            if v[j] and rest[place]:
                now = rest[place + j] - v[j] * rest[place]
                said.append(f"{name}_{place + j} = {number(rest[place + j])} - {number(v[j])} * {number(rest[place])} = {now}")
                rest[place + j] = now
    found = [0, 0, *rest][-2:] if len(rest) < 2 else rest[-2:]
    said.append(f"Modulo {written(v)}, {name} is {written(found)}.")


def _quadratic(said: list[str], f: tuple[int, ...], term: Term) -> tuple[str, Fraction]:
    """F = q + h / v; f and h f' modulo v; the sum of h / v."""
    v, found = term.bottom, by_quadratic(f, term)
    _remainder(said, "F", term.top, v)
    said.append(f"So F is {written(found.quotient)} plus ({written(found.rest)}) divided by {written(v)}.")
    _remainder(said, "P", f, v)
    slope = derivative(f)
    _remainder(said, "D", slope, v)
    small = divided(slope, v)[1]
    if len(found.rest) == 2 and len(small) == 2:
        (e, g), (c, d) = found.rest, small
        whole = [e * c, e * d + g * c, g * d]
        said.append(f"H_0 = {number(e)} * {number(c)} = {whole[0]}")
        said.append(f"H_1 = {number(e)} * {number(d)} + {number(g)} * {number(c)} = {whole[1]}")
        said.append(f"H_2 = {number(g)} * {number(d)} = {whole[2]}")
        _remainder(said, "H", whole, v)
    else:
        scale, other = (found.rest, small) if len(found.rest) == 1 else (small, found.rest)
        for place, a in enumerate(other if scale else []):
            said.append(f"H_{place} = {number(scale[0])} * {number(a)} = {scale[0] * a}")
    (a, b), (c, d) = found.f, found.slope
    said.append(f"Modulo {written(v)}, the polynomial is {written((a, b))}, and its derivative times that remainder is {written((c, d))}.")
    said.append(f"N = {_over_the_roots(found.f, v)} = {found.lower}")
    said.append(f"M = {number(a)} * {number(d)} - {number(b)} * {number(c)} = {found.upper}")
    part = {len(found.quotient) - 1 - i: Fraction(q) for i, q in enumerate(found.quotient) if q}
    total = _sum(said, f, part, "Q")
    result = total + found.upper / found.lower
    said.append(f"sum = {number(total)} + {number(found.upper)} / {number(found.lower)} = {result}")
    wrong = total - found.upper / found.lower
    return f"sum = {number(total)} - {number(found.upper)} / {number(found.lower)} = {wrong}", wrong


def _powers(said: list[str], f: tuple[int, ...], problem: PolynomialRoots) -> tuple[str, Fraction]:
    c = centre(problem)
    parts = [in_powers(t, c) for t in (problem.term, *problem.second)]
    if problem.ask == "sum" and c and problem.term.power == 1:
        return _by_division(said, f, problem.term, c)
    g: Sequence[int] = f
    if c:
        said.append(f"Let x = y {'+' if c > 0 else '-'} {abs(c)}.")
        rest = list(f)
        while rest:
            for place in range(1, len(rest)):
                now = rest[place] + rest[place - 1] * c
                said.append(f"{number(rest[place])} + {number(rest[place - 1])} * {number(c)} = {now}")
                rest[place] = now
            rest.pop()
        g = [int(a) for a in shifted(f, c)]
        said.append(f"In y the polynomial is {written(g, 'y')}.")
    known = dict[int, Fraction]()
    sums = []
    asked = parts if problem.ask == "sum" else [*parts, multiplied(parts[0], parts[-1])]
    for part, name in zip(asked, ("F", "G", "FG") if problem.ask == "mixed" else ("F", "FF"), strict=False):
        sums.append(_sum(said, g, part, name, known))
    if problem.ask == "sum":
        e1, e2 = -Fraction(g[1], g[0]), Fraction(g[2], g[0])
        wrong = e1 * e1 + 2 * e2
        return f"sum = {number(e1)} ^ 2 + 2 * {number(e2)} = {wrong}", wrong
    first, second, both = sums[0], sums[-2] if problem.ask == "mixed" else sums[0], sums[-1]
    start = f"{number(first)} * {number(second)}"
    if problem.ask == "pairs":
        said.append(f"({start} - {number(both)}) / 2 = {(first * second - both) / 2}")
        return f"{start} - {number(both)} = {first * second - both}", first * second - both
    said.append(f"{start} - {number(both)} = {first * second - both}")
    return f"{start} = {first * second}", first * second


def _by_division(said: list[str], f: tuple[int, ...], term: Term, c: int) -> tuple[str, Fraction]:
    """F = q + F(c) / (x - c), and the sum of 1 / (r - c) is - f'(c) / f(c)."""
    quotient, rest = divided(term.top, term.bottom)
    left, there, slope = Fraction(rest[0]), at(f, c), at(derivative(f), c)
    if len(term.top) > 1:
        said.append(f"rest = {_value(term.top, c)} = {left}")
        said.append(f"So F is {written(quotient)} plus {left} divided by {written(term.bottom)}.")
    said.append(f"P(c) = {_value(f, c)} = {there}")
    said.append(f"D(c) = {_value([int(a) for a in derivative(f)], c)} = {slope}")
    part = {len(quotient) - 1 - i: Fraction(q) for i, q in enumerate(quotient) if q}
    total = _sum(said, f, part, "Q")
    result = total - left * slope / there
    said.append(f"sum = {number(total)} - {number(left)} * {number(slope)} / {number(there)} = {result}")
    wrong = total + left * slope / there
    return f"sum = {number(total)} + {number(left)} * {number(slope)} / {number(there)} = {wrong}", wrong


def _sum(said: list[str], f: Sequence[int], part: Mapping[int, Fraction], whole: str, known: dict[int, Fraction] | None = None) -> Fraction:
    """Sums of powers as far as they are needed, and the sum of the function; known: those that are said already."""
    known = {} if known is None else known
    n = len(f) - 1
    known[0] = Fraction(n)
    for h, sign, most in ((f, 1, max(part, default=0)), (f[::-1], -1, -min(part, default=0))):
        sums = power_sums(h, max(most, 0))
        for k in range(1, most + 1):
            if sign * k in known:
                continue
            parts: list[tuple[Fraction | int, str]] = [(-h[i], number(sums[k - i])) for i in range(1, min(k - 1, n) + 1) if h[i]]
            if k <= n and h[k]:
                parts.append((-h[k], str(k) if k > 1 else ""))
            left = combined(parts)
            left = (
                f"({left}) / {number(h[0])}"
                if h[0] != 1 and " " in left
                else f"{left} / {number(h[0])}"
                if h[0] != 1
                else left
                if " " in left
                else f"{left} + 0"
            )
            said.append(f"{'p' if sign > 0 else 'q'}_{k} = {left} = {sums[k]}")
            known[sign * k] = sums[k]
    total = sum((a * known[e] for e, a in part.items()), start=Fraction(0))
    if len(part) > 1 or any(a != 1 for a in part.values()):
        said.append(f"{whole} = {combined([(a, number(known[e])) for e, a in part.items()])} = {total}")
    return total
