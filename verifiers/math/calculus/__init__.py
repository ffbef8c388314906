"""Calculus: the exact value of a derivative, a definite integral, a limit or an extremum, one after another where they are nested.

Refused for the first of: format (not one number), value (another number).

All kinds of stages are in one file, since each is a few lines and they are chained."""

import math
import re
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math.calculus import derivation, exact
from synth.verifiers.math.calculus.derivation import TRACE_FORMAT, Call, Part
from synth.verifiers.math.calculus.exact import Function, Point, Value
from synth.verifiers.parsers.mathematics import same_value
from synth.verifiers.parsers.mathematics.reading import text_of
from synth.verifiers.parsers.mathematics.tokens import Unreadable, lex
from synth.verifiers.parsers.mathematics.values import value as read_value

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Calculus", "Place", "Stage", "Term", "answer", "proven", "verify", "verify_trace"]

MAX_ORDER = 8
"""Of the first term of a series that is looked for."""
MAX_ROOT = 20
MOST = 60
"""Largest value, without sign, that a later stage is made with."""
Small = Annotated[int, Meta(ge=-99, le=99)]


class Term(Frozen, frozen=True):
    """times * letter * x^power * e^(rate x) * wave(turn x)."""

    times: Small
    """`-3`, not 0."""
    power: Annotated[int, Meta(ge=0, le=4)]
    rate: Annotated[int, Meta(ge=-4, le=4)]
    """0 where there is no power of e."""
    wave: Literal["", "sin", "cos"]
    turn: Annotated[int, Meta(ge=0, le=6)]
    """`2` for sin(2x); 0 where there is no wave."""
    letter: Annotated[int, Meta(ge=0, le=2)]
    """1 where it is multiplied by the first stage's value, 2 by the second's, 0 by neither."""

    def __post_init__(self) -> None:
        if not self.times or bool(self.wave) != bool(self.turn):
            raise ValueError("times is not 0, and a wave has a turn")


class Place(Frozen, frozen=True):
    """A value of x."""

    p: Small
    q: Annotated[int, Meta(ge=1, le=12)]
    unit: Literal["", "pi", "ln", "letter"]
    """p/q; p/q π; ln p; or the value of stage p."""

    def __post_init__(self) -> None:
        if self.unit in ("ln", "letter") and (self.q != 1 or self.p < 1):
            raise ValueError("the logarithm or the letter of a whole number from 1")


class Stage(Frozen, frozen=True):
    ask: Literal["slope", "area", "limit", "highest", "lowest", "where_highest", "where_lowest"]
    """The derivative at `high`; the integral from `low` to `high`; the limit of terms/under at 0; the largest or smallest value from
    `low` to `high`; where it is reached."""
    terms: Annotated[tuple[Term, ...], Meta(min_length=1, max_length=6)]
    """The function f."""
    accumulated: bool
    """Whether f(x) is the integral of the terms from 0 to x."""
    under: Annotated[tuple[Term, ...], Meta(max_length=3)]
    """What the limit's fraction has below its bar."""
    low: Place
    high: Place


class Calculus(Problem, frozen=True):
    stages: Annotated[tuple[Stage, ...], Meta(min_length=1, max_length=3)]
    """The last one is what is asked; those before have whole numbers for values."""

    def __post_init__(self) -> None:
        for number, stage in enumerate(self.stages):
            letters = [term.letter for term in stage.terms] + [place.p for place in (stage.low, stage.high) if place.unit == "letter"]
            if max(letters) > number or bool(stage.under) != (stage.ask == "limit") or any(term.letter for term in stage.under):
                raise ValueError("a letter is an earlier stage's, and a limit alone has a fraction")
        values(self)


def function(terms: tuple[Term, ...], letters: tuple[int, ...]) -> Function:
    """The sum of the terms, with numbers for the letters."""
    found: dict[tuple[int, int, int], tuple[int, int]] = {}
    for term in terms:
        c = term.times * letters[term.letter - 1] if term.letter else term.times
        key = term.power, term.rate, term.turn
        re, im = found.get(key, (0, 0))
        found[key] = (re, im - c) if term.wave == "sin" else (re + c, im)
    return {key: (Fraction(re), Fraction(im)) for key, (re, im) in found.items() if re or im}


def point(place: Place, letters: tuple[int, ...]) -> Point:
    if place.unit == "letter":
        return Point(Fraction(letters[place.p - 1]))
    return Point(Fraction(place.p, place.q), place.unit)


@lru_cache(maxsize=2048)
def stage_value(stage: Stage, letters: tuple[int, ...]) -> Value:
    """What the stage asks for. ValueError where there is no such value or no exact form of it."""
    terms = function(stage.terms, letters)
    f = exact.accumulated(terms) if stage.accumulated else terms
    low, high = point(stage.low, letters), point(stage.high, letters)
    if stage.ask == "slope":
        return exact.at(exact.derivative(f), high)
    if stage.ask == "area":
        whole = exact.antiderivative(f)
        return exact.minus(exact.at(whole, high), exact.at(whole, low))
    if stage.ask == "limit":
        return {exact.Unit(): ratio} if (ratio := limit(f, function(stage.under, letters))) else {}
    found = extremes(f, low, high, slope=terms if stage.accumulated else None)
    best = exact.best(found, stage.ask.endswith("highest"))
    if list(found.values()).count(found[best]) > 1:
        raise ValueError("reached twice")
    return {exact.Unit(): best} if stage.ask.startswith("where") and best else {} if stage.ask.startswith("where") else found[best]


def limit(over: Function, under: Function) -> Fraction:
    """At 0. ValueError where there is none, or where the fraction is not 0/0."""
    for order in range(MAX_ORDER + 1):
        above, below = exact.coefficient(over, order), exact.coefficient(under, order)
        if below and order:
            return above / below
        if above or below:
            break
    raise ValueError("no limit of 0/0")


def extremes(f: Function, low: Point, high: Point, slope: Function | None = None) -> dict[Fraction, Value]:
    """The values at both ends and where the derivative is 0 between them. slope: the derivative where it is known. ValueError unless it is
    a polynomial with rational roots, times a power of e."""
    slope = exact.derivative(f) if slope is None else slope
    rates = {k for _, k, _ in slope}
    if low.unit or high.unit or low.number >= high.number or len(rates) != 1 or any(m for _, _, m in slope):
        raise ValueError("no extremes that are looked for")
    coefficients = [slope.get((n, k, 0), (Fraction(0),))[0] for k in rates for n in range(6)]
    where = {low.number, high.number, *(root for root in roots(coefficients) if low.number < root < high.number)}
    return {x: exact.at(f, Point(x)) for x in sorted(where)}


def roots(coefficients: list[Fraction]) -> list[Fraction]:
    """From the constant term up. ValueError where they are not all rational."""
    scale = math.lcm(*(c.denominator for c in coefficients))
    whole = [int(c * scale) for c in coefficients]
    while whole and not whole[-1]:
        whole.pop()
    found = list[Fraction]()
    while len(whole) > 1 and not whole[0]:
        whole, found = whole[1:], [*found, Fraction(0)]
    while len(whole) > 1:
        root = _rational_root(whole)
        if root is None:
            if len(whole) == 3 and whole[1] ** 2 < 4 * whole[0] * whole[2]:
                return found
            raise ValueError("a root that is not rational")
        found.append(root)
        carried, quotient = 0, list[int]()
        for c in reversed(whole[1:]):
            carried = (c + carried * root.numerator) // root.denominator
            quotient.append(carried)
        whole = quotient[::-1]
    return found


def _rational_root(whole: list[int]) -> Fraction | None:
    """The first one of those that are looked for: from -20 to 20, halves and thirds of them."""
    for q in (1, 2, 3):
        for p in range(1, MAX_ROOT + 1):
            if whole[0] % p or whole[-1] % q:
                continue
            for signed in (p, -p):
                total, power = 0, 1
                for c in reversed(whole):
                    total, power = total * signed + c * power, power * q
                if not total:
                    return Fraction(signed, q)
    return None


@kept
def values(problem: Calculus) -> tuple[int, ...]:
    """The values of the stages before the last, whole numbers. ValueError where a stage has no value, or none that can be gone on with."""
    letters = tuple[int, ...]()
    for stage in problem.stages[:-1]:
        number = exact.rational(stage_value(stage, letters))
        if number is None or number.denominator > 1 or abs(number) > MOST:
            raise ValueError("a stage has no small whole number for its value")
        letters += (int(number),)
    stage_value(problem.stages[-1], letters)
    return letters


@kept
def answer(problem: Calculus) -> str:
    """The last stage's value: `3e^2/4 - 1/4`."""
    return exact.text(stage_value(problem.stages[-1], values(problem)))


_RATIONAL = re.compile(r"-?\d+(?:/\d+)?")
_TWO = re.compile(r"\s/\s+[-−]")
"""Nobody divides like this: `-5 - 5e^(-1) / -5 - 6e^(-1)` are two answers, and the quotient in it may be the right one by chance."""


def verify(problem: Calculus, answer_text: str) -> Verdict:
    if _TWO.search(answer_text):
        return refuse("format")
    right = answer(problem)
    rational = _RATIONAL.fullmatch(right) is not None  # a sum of powers and roots may stand in many ways, a rational number is worked out
    if same_value(answer_text, right, finished=rational):
        return ACCEPT
    try:
        read_value(lex(text_of(answer_text)), "", only_finished=rational)
    except Unreadable:
        return refuse("format")
    return refuse("value")


@kept
def parts(problem: Calculus) -> tuple[Part, ...]:
    """What a derivation has to go through, stage by stage."""
    letters = values(problem)
    return tuple(_part(stage, letters[:number], "fgh"[number]) for number, stage in enumerate(problem.stages))


def _part(stage: Stage, letters: tuple[int, ...], name: str) -> Part:
    f = function(stage.terms, letters)
    if stage.accumulated:
        f = exact.accumulated(f)
    low, high = (_whole(point(place, letters)) for place in (stage.low, stage.high))
    result = exact.text(stage_value(stage, letters))
    needs, last, under = set[Call](), set[Call](), None
    if stage.ask == "slope":
        last = {(name, 1, high)}
    elif stage.ask == "area":
        last = {(name.upper(), 0, high), (name.upper(), 0, low)}
    elif stage.ask == "limit":
        under, nowhere = function(stage.under, letters), Point(Fraction(0))
        order = next(n for n in range(MAX_ORDER + 1) if exact.coefficient(under, n))
        last = {(name, order, nowhere), ("q", order, nowhere)}
        needs = {(letter, n, nowhere) for n in range(order) for letter in (name, "q") if n or letter == "q" or not stage.accumulated}
    else:
        needs = {(name, 0, Point(x)) for x in extremes(f, low, high)}
        needs |= {(name, 1, x) for _, _, x in needs if x not in (low, high)}
    return Part(f, under, not stage.accumulated, frozenset(needs), frozenset(last), result)


def _whole(place: Point) -> Point:
    """0 is no multiple of π, and ln 1 is 0."""
    return Point(Fraction(0)) if not place.number or (place.unit == "ln" and place.number == 1) else place


def verify_trace(problem: Calculus, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `derivation.judge`."""
    return derivation.judge(problem, completion, verify, parts(problem))


def proven(problem: Calculus, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return derivation.proven(completion, parts(problem))


_NONE = Place(0, 1, "")


def _polynomial(*coefficients: int, rate: int = 0, wave: Literal["", "sin", "cos"] = "", turn: int = 0) -> tuple[Term, ...]:
    return tuple(Term(c, n, rate, wave, turn, 0) for n, c in enumerate(reversed(coefficients)) if c)


_SLOPE = Calculus((Stage("slope", _polynomial(1, 0, -4, 1), False, (), _NONE, Place(2, 1, "")),))  # 3 * 4 - 4 = 8
_AREA = Calculus((Stage("area", _polynomial(1, 0, rate=2), False, (), _NONE, Place(1, 1, "")),))  # (e^2 + 1)/4
_WAVE = Calculus((Stage("area", _polynomial(1, 0, wave="cos", turn=1), False, (), _NONE, Place(1, 6, "pi")),))  # π/12 + √3/2 - 1
_LOG = Calculus((Stage("slope", _polynomial(1, 0, rate=1), False, (), _NONE, Place(3, 1, "ln")),))  # 3 + 3 ln 3
_LIMIT = Stage("limit", (*_polynomial(1, wave="cos", turn=3), *_polynomial(-1)), False, _polynomial(1, 0, 0), _NONE, _NONE)
_HIGHEST = Calculus((Stage("highest", _polynomial(1, 0, rate=-1), False, (), _NONE, Place(3, 1, "")),))  # 1/e at 1

EXAMPLES = (
    (_SLOPE, "8", ""),
    (_SLOPE, "f'(2) = 8", ""),
    (_AREA, "e^2/4 + 1/4", ""),
    (_AREA, r"\frac{e^2+1}{4}", ""),
    (_AREA, "The integral is (1 + e^2)/4.", ""),
    (_WAVE, r"\frac{\pi}{12} + \frac{\sqrt3}{2} - 1", ""),
    (_LOG, "3(1 + ln 3)", ""),
    (Calculus((_LIMIT,)), "-4.5", ""),
    (_HIGHEST, "1/e", ""),
    (_HIGHEST, "e^{-1}", ""),
    (_AREA, "", "format"),
    (_AREA, "(e^2 + 1)/4 + C", "format"),
    (_SLOPE, "8 or 9", "format"),
    (_SLOPE, "8 - 3 / -3 - 1", "format"),
    (_SLOPE, "3x^2 - 4", "format"),
    (_SLOPE, "3 * 2^2 - 4", "format"),
    (_SLOPE, "1", "value"),
    (_AREA, "2.0973", "value"),
    (_AREA, "e^2/4", "value"),
    (_LOG, "9", "value"),
    (Calculus((_LIMIT,)), "0", "value"),
    (_HIGHEST, "3e^{-3}", "value"),
    (_HIGHEST, "0.368", "value"),
    (_SLOPE, "导数值是 8。", ""),
    (_AREA, "积分等于 (e^2+1)/4", ""),
    (_LOG, "答案：3+3ln3", ""),
    (_HIGHEST, "最大值为 1/e", ""),
    (Calculus((_LIMIT,)), "极限是 -9/2", ""),
    (_SLOPE, "导数值是 12。", "value"),
    (_AREA, "积分等于 e^2/4", "value"),
    (_HIGHEST, "最大值为 1", "value"),
)
