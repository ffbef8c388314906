"""Calculus: derivatives, integrals, limits and extrema of polynomials, powers of e and waves, chained at the upper levels.

Effort is the number of operations of the pencil route: terms of derivatives, integrations by parts, orders of a series, values compared.
All kinds of stages are drawn in one file, long as it is, since each is a few lines and the upper levels chain them."""

from collections.abc import Callable
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.math.calculus.policies import POLICIES, at_an_end
from synth.generators.math.calculus.solving import worked
from synth.generators.math.calculus.wording import LETTERS, NAMES, function, place
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.calculus import Calculus, Place, Stage, Term, answer, exact, stage_value, values, verify
from synth.verifiers.math.calculus import function as function_of

TRIES = 400
LONGEST = 70
"""Characters of an answer."""
MOST = 60
"""Largest coefficient that is written."""
KEPT = 0.04
"""The share of extrema at an end of the interval that is kept, so that ends must be looked at and do not pay."""
NOWHERE = Place(0, 1, "")


class Knobs(Frozen, frozen=True):
    kind: Literal["power", "slope", "area", "limit", "parts", "extremum", "accumulated", "two", "three", "deep"]
    """What is asked: a derivative of a polynomial or a product, an integral, a limit, an integral by parts, an extremum, an extremum of an
    integral; or two or three of these, each with the value of the one before."""
    size: Annotated[int, Meta(ge=3, le=9)]
    """Largest coefficient that is drawn."""
    checked: bool
    """Whether problems are drawn again where a cheap policy is right."""


LEVELS = (
    Knobs("power", 9, False),
    Knobs("slope", 9, False),
    Knobs("area", 9, False),
    Knobs("limit", 5, True),
    Knobs("parts", 9, True),
    Knobs("extremum", 9, True),
    Knobs("accumulated", 5, True),
    Knobs("two", 5, True),
    Knobs("three", 5, True),
    Knobs("deep", 5, True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        try:
            problem = Calculus(KINDS[knobs.kind](rng, knobs.size))
        except ValueError:
            continue
        text = answer(problem)
        if any(abs(term.times) > MOST for stage in problem.stages for term in stage.terms):
            continue
        if len(text) > LONGEST or text == "0" or any(abs(v) < 2 for v in values(problem)):
            continue
        if knobs.checked and text in [policy(problem) for policy in POLICIES.values()]:
            continue
        if knobs.checked and text == at_an_end(problem) and rng.random() > KEPT:
            continue
        return Sample(problem, text, float(effort(problem)), *worked(problem))
    raise Discard("no value of that form")


def effort(problem: Calculus) -> int:
    """Operations of the pencil route."""
    total, letters = 0, values(problem)
    for number, stage in enumerate(problem.stages):
        parts = sum((term.power + 1 if term.rate or term.turn else 1) * (2 if term.rate and term.turn else 1) for term in stage.terms)
        factors = sum(bool(term.power) + bool(term.rate) + bool(term.turn) for term in stage.terms)
        total += 5 * parts if stage.accumulated or stage.ask == "area" else 0
        if stage.ask == "limit":
            f, under = (function_of(terms, letters[:number]) for terms in (stage.terms, stage.under))
            order = next(n for n in range(9) if exact.coefficient(under, n))
            total += (order + 1) * (len(f) + len(under))
        elif stage.ask == "slope":
            total += 2 * factors + len(stage.terms)
        elif stage.ask != "area":
            total += 2 * factors + 16 + 3 * len(stage.terms)
    return total


def _some(rng: Random, most: int) -> int:
    """Not 0."""
    return rng.choice((-1, 1)) * rng.randint(1, most)


def _terms(coefficients: list[int], rate: int = 0, wave: Literal["", "sin", "cos"] = "", turn: int = 0) -> tuple[Term, ...]:
    """Of a polynomial, from the constant term up, times a power of e and a wave; the higher powers first."""
    return tuple(Term(c, n, rate, wave, turn, 0) for n, c in reversed(list(enumerate(coefficients))) if c)


def _drawn(rng: Random, most: int, degree: int) -> list[int]:
    return [rng.randint(-most, most) for _ in range(degree)] + [_some(rng, most)]


def _wave(rng: Random) -> Literal["sin", "cos"]:
    return rng.choice(WAVES)


WAVES: tuple[Literal["sin", "cos"], ...] = ("sin", "cos")
ANGLES = ((1, 6), (1, 4), (1, 3), (1, 2), (1, 1))


def _turned(rng: Random) -> tuple[int, Place]:
    """A turn m and a place x with mx a known angle."""
    turn, (p, q) = rng.randint(1, 4), rng.choice(ANGLES)
    return turn, Place(p, q, "pi")


def _integers(rng: Random) -> Place:
    return Place(rng.choice((-3, -2, -1, 1, 2, 3)), 1, "")


def _power(rng: Random, most: int) -> tuple[Stage, ...]:
    return (Stage("slope", _terms(_drawn(rng, most, rng.choice((2, 3)))), False, (), NOWHERE, _integers(rng)),)


def _slope(rng: Random, most: int) -> tuple[Stage, ...]:
    kind = rng.randrange(3)
    if kind == 0:
        terms, high = _terms(_drawn(rng, most, 2), _some(rng, 3)), _integers(rng)
    elif kind == 1:
        terms, high = _terms(_drawn(rng, most, 1), rng.randint(1, 2)), Place(rng.randint(2, 5), 1, "ln")
    else:
        turn, high = _turned(rng)
        terms = _terms(_drawn(rng, most, 1), 0, _wave(rng), turn)
    return (Stage("slope", terms, False, (), NOWHERE, high),)


def _area(rng: Random, most: int) -> tuple[Stage, ...]:
    if rng.random() < 0.5:
        terms, high = _terms(_drawn(rng, most, 2)) + _terms([_some(rng, most)], _some(rng, 3)), Place(rng.randint(1, 3), 1, "")
    else:
        turn, high = _turned(rng)
        terms = _terms(_drawn(rng, most, 1)) + _terms([_some(rng, most)], 0, _wave(rng), turn)
    return (Stage("area", terms, False, (), NOWHERE, high),)


def _limit(rng: Random, most: int, orders: tuple[int, ...] = (2, 3), whole: bool = False) -> tuple[Stage, ...]:
    """Two terms less the beginnings of their series, over something of the order where they begin to differ from them."""
    order = rng.choice(orders)
    accumulated = whole and rng.random() < 0.5
    first = Term(_some(rng, most), rng.choice((0, 0, 1)), rng.choice((-3, -2, -1, 1, 2, 3)), "", 0, 0)
    second = Term(_some(rng, most), rng.choice((0, 0, 1)), 0, _wave(rng), rng.randint(1, 4), 0)
    f = function_of((first, second), ())
    reached = exact.coefficient(f, order) / (order + 1 if accumulated else 1)
    if whole and order + accumulated > 2 and (reached.denominator > 1 or not 2 <= abs(reached) <= 18):
        raise ValueError("no whole number")
    start = [exact.coefficient(f, n) for n in range(order)]
    if any(c.denominator > 1 or abs(c) > 99 for c in start) or not reached:
        raise ValueError("a series that does not fit")
    over = (first, second, *_terms([-int(c) for c in start]))
    total_order = order + accumulated
    under = _terms([0] * total_order + [rng.choice((1, 1, 2))])
    if total_order == 2 and rng.random() < 0.6:
        turn = rng.randint(1, 3)
        under = rng.choice((_terms([1]) + _terms([-1], 0, "cos", turn), _terms([0, 1], 0, "sin", turn)))
    stage = Stage("limit", over, accumulated, under, NOWHERE, NOWHERE)
    found = exact.rational(stage_value(stage, ()))
    if not found or (whole and (found.denominator > 1 or not 2 <= abs(found) <= 9)):
        raise ValueError("a limit that is nothing to go on with")
    return (stage,)


def _parts(rng: Random, most: int) -> tuple[Stage, ...]:
    kind, low = rng.randrange(4), NOWHERE
    if kind == 0:
        terms, high = _terms(_drawn(rng, most, 2), _some(rng, 3)), Place(rng.choice((1, 1, 2)), 1, "")
        low = rng.choice((NOWHERE, Place(-1, 1, "")))
    elif kind == 1:
        terms, high = (
            _terms(_drawn(rng, most, 2), rng.choice((-1, 1, 2))) + _terms([0, _some(rng, most)]),
            Place(rng.randint(2, 3), 1, "ln"),
        )
    elif kind == 2:
        turn, high = _turned(rng)
        terms = _terms(_drawn(rng, most, 2), 0, _wave(rng), turn)
    else:
        turn, high = _turned(rng)
        terms = _terms(_drawn(rng, most, 1), rng.choice((-2, -1, 1, 2)), _wave(rng), turn) + _terms([0, _some(rng, most)])
    return (Stage("area", terms, False, (), low, high),)


def _slope_of(rng: Random) -> tuple[int, int, int, int]:
    """c, k and the two zeros of c (x - r)(x - s) e^(kx)."""
    r, s = sorted(rng.sample(range(-5, 7), 2))
    return _some(rng, 5), rng.choice((-2, -1, 1, 2)), r, s


def _between(rng: Random, r: int, s: int) -> tuple[Place, Place]:
    """An interval around one zero or both."""
    low = r - rng.randint(1, 3) if rng.random() < 0.7 else rng.randint(r, s - 1)
    return Place(low, 1, ""), Place(s + rng.randint(1, 3) if low >= r or rng.random() < 0.7 else rng.randint(r + 1, s), 1, "")


def _extremum(rng: Random, most: int, place_only: bool = False) -> tuple[Stage, ...]:
    c, k, r, s = _slope_of(rng)
    c *= abs(k) if abs(k) == 1 else 4
    second = (-c * (r + s) - 2 * (c // k)) // k
    coefficients = [(c * r * s - second) // k, second, c // k]
    if [coefficients[1] + k * coefficients[0], 2 * coefficients[2] + k * second, k * coefficients[2]] != [c * r * s, -c * (r + s), c]:
        raise ValueError("no whole coefficients")
    low, high = _between(rng, r, s)
    ask = rng.choice(PLACES if place_only else ENDS)
    alone = _terms([] if place_only else [rng.randint(-most, most)])
    return (Stage(ask, _terms(coefficients, k) + alone, False, (), low, high),)


ENDS: tuple[Literal["highest", "lowest"], ...] = ("highest", "lowest")
PLACES: tuple[Literal["where_highest", "where_lowest"], ...] = ("where_highest", "where_lowest")


def _accumulated(rng: Random, most: int) -> tuple[Stage, ...]:
    c, k, r, s = _slope_of(rng)
    low, high = _between(rng, r, s)
    return (Stage(rng.choice(ENDS), _terms([c * r * s, -c * (r + s), c], k), True, (), low, high),)


def _lettered(rng: Random, stage: Stage, letter: int, value: int) -> Stage:
    """With a letter for a factor of one coefficient, or of a part of one."""
    plain = [n for n, term in enumerate(stage.terms) if not term.letter]
    places = [n for n in plain if stage.terms[n].times % value == 0] or plain
    n = rng.choice(places)
    term = stage.terms[n]
    times = term.times // value or 1
    rest = term.times - times * value
    own = (replace(term, times=times, letter=letter), *([replace(term, times=rest)] if rest else []))
    return replace(stage, terms=(*stage.terms[:n], *own, *stage.terms[n + 1 :]))


def _until(make: Callable[[], Stage], letters: tuple[int, ...]) -> tuple[Stage, int]:
    """A stage with a whole number to go on with."""
    for _ in range(60):
        try:
            stage = make()
            number = exact.rational(stage_value(stage, letters))
        except ValueError:
            continue
        if number is not None and number.denominator == 1 and 2 <= abs(number) <= 9:
            return stage, int(number)
    raise ValueError("nothing to go on with")


def _two(rng: Random, most: int) -> tuple[Stage, ...]:
    first, a = _until(lambda: _limit(rng, most, (2, 3), whole=True)[0], ())
    ending = rng.choice((_extremum, _accumulated, _accumulated))
    return first, _lettered(rng, ending(rng, most)[0], 1, a)


def _three(rng: Random, most: int) -> tuple[Stage, ...]:
    first, a = _until(lambda: _limit(rng, most, (2, 3), whole=True)[0], ())
    second, b = _until(lambda: _lettered(rng, _extremum(rng, most, place_only=True)[0], 1, a), (a,))
    third = _parts(rng, most)[0]
    if third.high.unit == "" and b > 0:
        return first, second, replace(third, high=Place(2, 1, "letter"))
    return first, second, _lettered(rng, third, 2, b)


def _deep(rng: Random, most: int) -> tuple[Stage, ...]:
    first, a = _until(lambda: _limit(rng, most, (3,), whole=True)[0], ())
    second, b = _until(lambda: _lettered(rng, _extremum(rng, most, place_only=True)[0], 1, a), (a,))
    return first, second, _lettered(rng, _lettered(rng, _accumulated(rng, most)[0], 2, b), 1, a)


KINDS: dict[str, Callable[[Random, int], tuple[Stage, ...]]] = {
    "power": _power,
    "slope": _slope,
    "area": _area,
    "limit": _limit,
    "parts": _parts,
    "extremum": _extremum,
    "accumulated": _accumulated,
    "two": _two,
    "three": _three,
    "deep": _deep,
}


def prompt_variables(problem: Calculus, rng: Random) -> dict[str, object]:
    return {
        "stages": [
            {
                "ask": stage.ask,
                "f": function(stage.terms, "t" if stage.accumulated else "x"),
                "accumulated": stage.accumulated,
                "under": function(stage.under),
                "low": place(stage.low),
                "high": place(stage.high),
                "name": NAMES[number],
                "letter": LETTERS[number] if number < len(problem.stages) else "",
            }
            for number, stage in enumerate(problem.stages, 1)
        ],
        "example": f"{rng.randint(101, 199)}e^{rng.randint(5, 9)}/{rng.choice((7, 11, 13))} - √{rng.choice((6, 10, 14, 15))}",
    }


TASK = Task(
    __name__,
    version=3,
    problem=Calculus,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(5_000, 5_000, 10_000, 10_000) + (20_000,) * 6,
    unique=True,
)
