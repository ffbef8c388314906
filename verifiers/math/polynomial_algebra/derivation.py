"""Derivations of polynomial algebra: numbered lines of equal polynomials, with the names of the problem and of earlier lines.

`S2: g - (x + 3)*S1 = 5` is sound when both sides are the same polynomial (by the prime, where there is one). To see what a line was made
of, its first side is worked out again for other polynomials in place of those of the problem: a remainder of f by g that was made of them
is multiplied by w when both are, and one that was merely written down, or added to f - f, is not."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.derivation import Reading, judge_lines, proven_lines
from synth.verifiers.exact import Fraction
from synth.verifiers.math._expressions import NoPolynomial, Work, tokens, worth
from synth.verifiers.math._polynomials import Coefficients, at, divided, reduced, trimmed
from synth.verifiers.parsers.steps import Line

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Each is an equation between polynomials, made of those of the problem (by \
their letters) and of earlier lines (by their labels), with the result as the last side:
S1: g - (2x + 1)*f = 3x - 2
S2: f - (x^2 - 4)*S1 = 5
S3: S1*S2 mod g = x + 7
A mod g is the remainder of a by g, and a/g a quotient that comes out even. A line may give a name, "d = S2/5 = 1". Go step by step: \
divisions until the remainder, Euclid's algorithm until the greatest common divisor d, powers by squaring modulo d; an inverse u of f ends \
with a line that says u*f mod g = 1, a factorization with quotients f/(...) until one factor is left, and an interpolation with \
lines such as "p(2) = 5" for all its points.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行。每行是多项式之间的等式，由题目中的多项式（用其字母）和前面各行（用其编号）组成，最后一边是结果：
S1: g - (2x + 1)*f = 3x - 2
S2: f - (x^2 - 4)*S1 = 5
S3: S1*S2 mod g = x + 7
a mod g 表示 a 除以 g 的余式，a/g 表示除得尽的商。一行也可以起一个名称，如“d = S2/5 = 1”。请逐步写出：带余除法写到余式为止，\
辗转相除写到最大公因式 d 为止，幂用平方法对 d 取余；求 f 的逆 u 时，最后写一行说明 u*f mod g = 1；因式分解时，\
写商 f/(...)，直到只剩一个因式；插值时，对所有的点写出“p(2) = 5”这样的行。
""",
}
MAX_LINES, MAX_SIDES = 80, 5
_NAME = re.compile(r"([a-wyz])(?:\(x\))?")
_OF_X = re.compile(r"(?<![A-Za-z])([a-wyz])\(x\)")
_CALL = re.compile(r"(?<![A-Za-z])([a-wyz]|S ?\d{1,4}) ?\((-?\d{1,4}(?:/\d{1,4})?)\)")
_SIGNS = str.maketrans("＝≡：（）", "==:()")

P = TypeVar("P")
Names = Mapping[str, Sequence[int | Fraction]]


class Aim(NamedTuple):
    """One thing that a derivation has to reach."""

    kind: str
    """value: the polynomial; multiple: it or a multiple by a number; unit: a number other than 0."""
    value: tuple[Coefficients, ...]
    """Any of these."""
    other: int
    """By which of the other sets of polynomials it is seen what it was made of; -1 for none."""
    expected: Callable[[Coefficients], Coefficients]
    """What comes out with those, for a value."""
    modulus: Sequence[int | Fraction] = ()
    """By which that is compared."""


class Sheet(NamedTuple):
    """What a derivation is about."""

    names: Names
    """The polynomials of the problem."""
    others: tuple[Names, ...]
    """Other ones in place of them."""
    aims: tuple[Aim, ...]
    points: tuple[tuple[int, int], ...]
    """At which the polynomial `aims[0]` has to be looked at."""
    prime: int


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], sheet: Sheet) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT. verify: judges the final answer.

    Reasons, of the first wrong line: format (it is no equation between polynomials that are known by then), value (its sides differ). Then
    missing (no lines), milestone (something on the way is left out, or was not made of the polynomials of the problem), answer (the final
    answer is refused)."""
    return judge_lines(problem, completion, verify, lambda lines: read(lines, sheet))


def proven(completion: str, sheet: Sheet) -> Proven:
    """Whether the lines before the first wrong one prove the right answer; see `synth.verifiers.score_steps`."""
    return proven_lines(completion, lambda lines: read(lines, sheet))


def read(lines: Sequence[Line], sheet: Sheet) -> Reading:
    known: list[dict[str, Sequence[int | Fraction]]] = [dict(sheet.names), *map(dict, sheet.others)]
    left, seen, work = list(sheet.aims), set[int](), Work()
    for number, line in enumerate(lines):
        arrived = not left and len(seen) == len(sheet.points)
        text = _without_prime(line.text.translate(_SIGNS).strip("$ .。"), sheet.prime).replace("f(g(x)) =", "c =")
        name, *sides = (_OF_X.sub(r"\1", side).strip() for side in text.split("="))
        named = _NAME.fullmatch(name)
        if named and name not in known[0] and sides:
            name = named[1]
        else:
            name, sides = "", [name, *sides]
        if number >= MAX_LINES or not 2 - bool(name) <= len(sides) <= MAX_SIDES:
            return Reading(number, "format", arrived)
        try:
            values = [_worth(side, known[0], sheet.prime, work) for side in sides]
        except NoPolynomial:
            return Reading(number, "format", arrived)
        if any(value != values[-1] for value in values):
            return Reading(number, "value", arrived)
        label = f"S{line.label}"
        for names in known:
            made = _made(sides[0], names, sheet.prime, work)
            for key in (label, name) if name else (label,):
                names.pop(key, None)
                if made is not None:
                    names[key] = made
        while left and _reached(left[0], values[0], [names.get(label) for names in known[1:]], sheet.prime):
            del left[0]
        if sheet.points and not left:
            seen |= _looked_at(sides[0], known[0], sheet)
    return Reading(len(lines), "", not left and len(seen) == len(sheet.points))


def _without_prime(text: str, prime: int) -> str:
    """Without the `(mod 7)` at the end that says by which prime."""
    return re.sub(rf"[ ,]*(?:\(mod {prime}\)|\\pmod ?\{{?{prime}\}}?)$", "", text) if prime else text


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[str, ...] | None:
    try:
        return tokens(text)
    except NoPolynomial:
        return None


def _worth(side: str, names: Names, prime: int, work: Work) -> Coefficients:
    """Raises NoPolynomial."""

    def called(found: re.Match[str]) -> str:
        f = names.get(found[1].replace(" ", ""))
        if f is None:
            raise NoPolynomial
        return f"({at(f, Fraction(found[2]))})"

    found = _tokens(_CALL.sub(called, side))
    if found is None:
        raise NoPolynomial
    return worth(found, names, prime, work)


def _made(side: str, names: Names, prime: int, work: Work) -> Coefficients | None:
    try:
        return _worth(side, names, prime, work)
    except (NoPolynomial, ZeroDivisionError):
        return None


def _reached(aim: Aim, value: Coefficients, others: Sequence[Sequence[int | Fraction] | None], prime: int) -> bool:
    if not value or (aim.kind == "unit" and len(value) > 1):
        return False
    if aim.kind != "unit" and not any(_same(aim.kind, value, right, prime) for right in aim.value):
        return False
    if aim.other < 0:
        return True
    other = others[aim.other]
    if other is None:
        return False
    expected = aim.expected(value)
    if aim.modulus:
        other, expected = (divided(list(f), aim.modulus, prime)[1] for f in (other, expected))
    return trimmed(other) == reduced(expected, prime)


def _same(kind: str, value: Coefficients, right: Coefficients, prime: int) -> bool:
    if kind == "value" or len(value) != len(right):
        return value == right
    return reduced([c * right[0] for c in value], prime) == reduced([c * value[0] for c in right], prime)


def _looked_at(side: str, names: Names, sheet: Sheet) -> set[int]:
    """The points, by their number, at which this line looks at the polynomial that is asked for."""
    found = _CALL.fullmatch(side)
    if not found or tuple(names.get(found[1].replace(" ", ""), ())) != tuple(sheet.aims[0].value[0]):
        return set()
    return {number for number, (x, _) in enumerate(sheet.points) if x == Fraction(found[2])}
