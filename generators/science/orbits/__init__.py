"""Orbits: circles and ellipses told in several ways, burns one after another, periods, speeds, escape and transfer.

Effort is the number of operations of the pencil route: what each way of telling takes, vis-viva before and behind each burn, and what is
asked."""

from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science._guesses import guessed, near, on_an_edge
from synth.generators.science.orbits.drawing import body, burn, end, start
from synth.generators.science.orbits.policies import GUESSES, mistakes
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.parsers.units import LENGTH, SPEED
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.orbits import Orbits, answer, route, verify
from synth.verifiers.science.orbits.motion import DIMENSIONS, Kind, Part

TRIES = 500
Kinds = Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=13)]


class Knobs(Frozen, frozen=True):
    fields: Kinds
    """How the body's attraction may be told."""
    starts: Kinds
    """How the first orbit may be told."""
    burns: Annotated[int, Meta(ge=0, le=6)]
    """How many there are."""
    kinds: Kinds
    """What they may be."""
    ends: Kinds
    """What may be asked."""


KNOWN: tuple[Kind, ...] = ("GM",)
DERIVED: tuple[Kind, ...] = ("gravity", "surface escape", "moon period", "moon speed")
ELLIPSES: tuple[Kind, ...] = ("ellipse", "ellipse e", "ellipse period", "ellipse speed")
STARTS: tuple[Kind, ...] = ("circle", "circle period", "circle speed", *ELLIPSES)
CHANGES: tuple[Kind, ...] = ("faster", "slower", "faster", "slower", "retime", "round")
LEVELS = (
    Knobs(KNOWN, ("circle",), 0, CHANGES, ("speed low",)),
    Knobs(KNOWN, ("circle", "ellipse"), 0, CHANGES, ("period", "half")),
    Knobs(KNOWN, ("ellipse e", "circle speed", "circle period"), 0, CHANGES, ("period", "speed low", "speed high", "escape")),
    Knobs(DERIVED, ("ellipse", "ellipse e"), 0, CHANGES, ("speed at", "speed high", "escape", "half")),
    Knobs(KNOWN, ("circle", "circle speed"), 1, CHANGES[:4], ("highest", "lowest", "period", "eccentricity", "speed high")),
    Knobs(KNOWN, STARTS[:4], 2, CHANGES, ("highest", "lowest", "period", "total", "speed at")),
    Knobs(DERIVED, STARTS, 2, CHANGES[:4], ("period", "speed at", "eccentricity", "excess", "escape")),
    Knobs(DERIVED, STARTS, 3, (*CHANGES, "reach"), ("total", "speed at", "period", "excess")),
    Knobs(DERIVED, STARTS, 4, (*CHANGES, "reach"), ("total", "speed at", "period", "excess", "synodic")),
    Knobs(DERIVED[2:], STARTS[1:], 5, (*CHANGES, "reach"), ("total", "speed at", "half", "excess", "synodic")),
)
OPERATIONS = {"GM": 0, "gravity": 2, "surface escape": 3, "moon period": 6, "moon speed": 3, "circle": 1, "circle period": 5}
OPERATIONS |= {"circle speed": 2, "ellipse": 2, "ellipse e": 3, "ellipse period": 6, "ellipse speed": 6, "faster": 9, "slower": 9}
OPERATIONS |= {"reach": 2, "retime": 6, "round": 1, "period": 5, "half": 6, "highest": 2, "lowest": 2, "speed low": 4, "speed high": 4}
OPERATIONS |= {"speed at": 6, "eccentricity": 3, "axis": 2, "total": 2, "escape": 7, "excess": 9, "synodic": 12}


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        try:
            problem = _drawn(rng, knobs)
        except ValueError:  # numbers that do not fit together
            continue
        if problem and not on_an_edge(answer(problem), problem.digits) and not _won(problem):
            right = answer(problem)
            return Sample(
                problem,
                shown(problem, right),
                effort=float(effort(problem)),
                trace=worked(route(problem)),
                rejected=rejected(problem, right),
            )
    raise Discard("no numbers that fit")


def _drawn(rng: Random, knobs: Knobs) -> Orbits | None:
    of = body(rng, knobs.fields)
    kind = rng.choice(knobs.ends)
    circles: tuple[Kind, ...] = tuple(one for one in knobs.starts if one.startswith("circle"))
    first, orbit = start(rng, of, circles if kind == "synodic" and circles else knobs.starts)
    if kind == "speed at" and not knobs.burns and orbit.low == orbit.high:
        return None
    kinds: tuple[Kind, ...] = tuple(one for one in knobs.kinds if kind == "total" or one != "reach")
    burns = list[Part]()
    for number in range(knobs.burns):
        last: tuple[Kind, ...] = ("round",) if kind == "synodic" and number == knobs.burns - 1 else kinds
        told, orbit = burn(rng, of, orbit, last)
        burns.append(told)
        if orbit.low < of.radius * Fraction(26, 25) or orbit.high > 9 * of.radius:
            return None
    if burns and burns[-1].kind == "round" and kind in ("eccentricity", "speed at", "speed high", "highest", "lowest"):
        return None
    if orbit.low == orbit.high and kind in ("speed high", "speed at", "half", "axis"):
        return None
    radius = Given(str(of.radius), "km")
    digits = rng.choice((2, 3, 3))
    problem = Orbits(of.name, radius, of.told, first, tuple(burns), end(rng, of, orbit, kind), digits, "")
    name = _unit(rng, problem)
    return replace(problem, unit=name) if rng.random() < 0.67 else problem


def _won(problem: Orbits) -> bool:
    """Whether a cheap policy comes near the answer."""
    return near(answer(problem), problem.digits, (value_of(name, problem) for name in GUESSES))


def value_of(name: str, problem: Orbits) -> float | None:
    """What a cheap policy says."""
    return guessed(GUESSES[name], problem)


def _unit(rng: Random | None, problem: Orbits) -> str:
    """A unit in which the value is a number of a few digits."""
    value, dimension = answer(problem), problem.dimension
    if dimension == LENGTH:
        return "km"
    if dimension == SPEED:
        return "m/s" if value < 900 and (rng is None or rng.random() < 0.5) else "km/s"
    if not any(dimension):
        return ""
    return "min" if value < 9000 else "h" if value < 300_000 else "d"


def shown(problem: Orbits, value: Fraction) -> str:
    """A value as the problem asks for it: `7.67 km/s`."""
    into = problem.unit or _unit(None, problem)
    return f"{written(value / (unit(into)[0] if into else 1), problem.digits)} {into}".rstrip()


def rejected(problem: Orbits, right: Fraction) -> str:
    """The derivation of one who overlooks something, with its answer."""
    slipped = shown(problem, right * SLIP)
    return mistaken(problem, mistakes(problem), route, lambda other: shown(problem, answer(other)), slipped, verify)


def effort(problem: Orbits) -> int:
    """Operations of the pencil route."""
    parts = (problem.field, problem.start, *problem.burns, problem.end)
    total = sum(OPERATIONS[part.kind] for part in parts) + len(problem.burns)
    total += sum(one.amount.unit not in ("km", "km/s", "s", "km^3/s^2", "") for part in parts for one in part.told)
    total += 8 * sum(one.kind in ("reach", "retime", "round") for one in problem.burns) if problem.end.kind == "total" else 0
    return total + (problem.end.kind == "escape" and problem.start.kind != "circle")


def prompt_variables(problem: Orbits, rng: Random) -> dict[str, object]:
    def told(part: Part) -> dict[str, object]:
        found: dict[str, object] = {"kind": part.kind, "place": part.place, "power": part.power}
        for name in DIMENSIONS:
            found[name] = ""
        for one in part.told:
            found[one.what] = str(one.amount)
        if part.kind == "GM":
            amount = part.told[0].amount
            found["GM"] = f"{amount.number} * 10^{part.power} {amount.unit}" if part.power else str(amount)
        return found

    return {
        "theme": problem.theme,
        "radius": str(problem.radius),
        "field": told(problem.field),
        "start": told(problem.start),
        "burns": [told(one) for one in problem.burns],
        "end": told(problem.end),
        "digits": problem.digits,
        "unit": problem.unit,
        "bare": not any(problem.dimension),
        "example": _example(problem, rng),
    }


def _example(problem: Orbits, rng: Random) -> str:
    """The form of an answer, and no answer."""
    place, bare = rng.randrange(12), not any(problem.dimension)
    sizes = (Fraction(1237 + 713 * (place + more), 12_000 if bare else 1000) for more in range(3))
    texts = (f"{written(size, problem.digits)} {problem.unit or ('' if bare else 'K')}".rstrip() for size in sizes)
    return next(text for text in texts if not verify(problem, text).accepted)


def canonical(problem: Orbits) -> object:
    """In SI units, without what only words the problem."""
    parts = (problem.field, problem.start, *problem.burns, problem.end)
    told = [[part.kind, part.place, [str(value) for value in part.values.values()]] for part in parts]
    return [str(problem.radius.si), told, problem.digits]


TASK = Task(
    __name__,
    version=4,
    problem=Orbits,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(20_000,) * 3 + (100_000,) * 7,
    unique=True,
    canonical=canonical,
    prompt_only=("theme", "unit"),
)
