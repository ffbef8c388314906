"""Kinematics: chains of the formulas of constant acceleration, asked forwards and backwards; flights, whole ways, and bodies that meet.

Effort is the number of operations of the pencil route: conversions, formulas of each stage, sums, and the last formula or equation."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science.kinematics.drawing import Theme, amount, drawn_stages, theme
from synth.generators.science.kinematics.policies import GUESSES, mistakes
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.kinematics import Ask, Kinematics, answer, route, verify
from synth.verifiers.science.kinematics.motion import Flight, Rival, Stage, Told, What, legs, position

TRIES = 400
Shown = Literal["m/s", "km/h", "cm/s", "m/s^2", "s", "min", "m", "km", "cm"]
Kind = Literal["way", "flight", "missing", "stops", "meeting"]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=5)]
    """A way by stages; a flight at its end; a way of which one stage is missing; two stops with the top speed missing; a second body."""
    stages: Annotated[int, Meta(ge=1, le=3)]
    """Stages of the first body's way."""
    rival_stages: Annotated[int, Meta(ge=1, le=3)]
    """Stages of the second body's."""
    hard_pairs: bool
    """Whether any two quantities may fix a stage, and the first speed may be left out; else two that need no root and no equation."""
    converted: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a quantity is told in a unit that has to be converted."""
    asides: Annotated[int, Meta(ge=0, le=3)]
    """Quantities that have nothing to do with the answer."""


LEVELS = (
    Knobs(("way",), 1, 1, False, 0.1, 0),
    Knobs(("way",), 1, 1, True, 0.4, 0),
    Knobs(("way",), 2, 1, False, 0.4, 0),
    Knobs(("way", "flight"), 2, 1, True, 0.5, 1),
    Knobs(("way",), 3, 1, True, 0.5, 1),
    Knobs(("missing", "flight"), 3, 1, True, 0.6, 1),
    Knobs(("stops", "missing"), 3, 1, True, 0.7, 2),
    Knobs(("meeting",), 2, 1, False, 0.6, 2),
    Knobs(("meeting",), 2, 2, True, 0.6, 2),
    Knobs(("meeting",), 3, 3, True, 0.6, 3),
)

ASKED: dict[str, tuple[Ask, ...]] = {
    "flight": ("air", "range", "range", "impact", "peak"),
    "stops": ("top", "missing time", "missing distance"),
    "meeting": ("meeting time", "meeting distance", "meeting distance", "closing"),
}


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        kind = rng.choice(knobs.kinds)
        try:
            problem = _DRAWN[kind](rng, knobs)
        except ValueError:  # numbers that do not fit together
            continue
        if problem is None or _won(problem):
            continue
        try:
            way = route(problem)
        except ValueError:  # the two barely meet: in the problem beside it, by which derivations are judged, they never do
            continue
        right = answer(problem)
        return Sample(
            problem,
            shown(problem, right),
            effort=float(effort(problem)),
            trace=worked(way),
            rejected=rejected(problem, right),
        )
    raise Discard("no numbers that fit")


def _won(problem: Kinematics) -> bool:
    """Whether a cheap policy comes near the answer."""
    right, near = float(answer(problem)), 0.6 * 10.0 ** (1 - problem.digits)
    guesses = (guess(problem) for guess in GUESSES.values())
    return any(guess is not None and abs(float(guess) - right) <= near * right for guess in guesses)


def _way(rng: Random, knobs: Knobs) -> Kinematics | None:
    about = theme(rng)
    stages = drawn_stages(rng, about, knobs.stages, knobs.hard_pairs, knobs.converted)
    found, told = legs(stages), [told.what for told in stages[-1].told]
    if len(stages) > 1:
        asks: list[Ask] = ["time", "distance", "average", "average"]
    else:
        asks = [ask for ask, what in (("time", "t"), ("distance", "s")) if what not in told]  # type: ignore[misc]
    asks += ["final"] if stages[-1].trend != "steady" and "v" not in told and found[-1].v else []
    asks += ["acceleration"] if stages[-1].trend != "steady" and "a" not in told else []
    asks += ["start"] if not any(told.what == "u" for told in stages[0].told) and len(stages) == 1 else []
    return _asked(rng, knobs, about, rng.choice(asks), stages) if asks else None


def _flight(rng: Random, knobs: Knobs) -> Kinematics | None:
    about = theme(rng, ("trolley", "motorcycle"))
    stages = drawn_stages(rng, about, min(2, knobs.stages), knobs.hard_pairs, knobs.converted)
    speed = legs(stages)[-1].v
    if speed < about.top[0] / 2:
        return None
    sloped = knobs.stages > 2
    rise, run = rng.choice(((3, 4), (5, 12), (8, 15), (7, 24), (20, 21))) if sloped else (0, 1)
    height = amount(rng, "s", Fraction(rng.uniform(*about.height)), about.small, knobs.converted)
    flight = Flight(height, rise, run, rng.choice(("9.8", "9.81", "10")))
    ask = rng.choice([ask for ask in ASKED["flight"] if sloped or ask not in ("peak", "air")])
    return _asked(rng, knobs, about, ask, stages, flight=(flight,))


def _missing(rng: Random, knobs: Knobs) -> Kinematics | None:
    """A way is drawn whole; then a steady stage's quantity is left out and a total told."""
    about = theme(rng)
    whole = drawn_stages(rng, about, 3, knobs.hard_pairs, knobs.converted, steady=1)
    found = legs(whole)
    if found[0].v == 0 or any(told.what == "v" for told in whole[1].told):
        return None
    stages = (whole[0], Stage("steady", ()), whole[2])
    what: What = "s" if rng.random() < 0.5 else "t"
    total = sum((one.s if what == "s" else one.t for one in found), Fraction(0))
    asks: tuple[Ask, ...] = ("time", "average", "missing time") if what == "s" else ("distance", "average", "missing distance")
    told = Told(what, amount(rng, what, total, about.small, knobs.converted))
    return _asked(rng, knobs, about, rng.choice(asks), stages, totals=(told,))


def _stops(rng: Random, knobs: Knobs) -> Kinematics | None:
    about = theme(rng, ("car", "train"))
    top, up, down = (Fraction(rng.uniform(*range_)).limit_denominator(1000) for range_ in (about.top, about.push, about.push))
    steady = Fraction(rng.randint(*about.steady))
    whole: tuple[tuple[What, Fraction], ...] = (
        ("s", top * top / up / 2 + top * top / down / 2 + top * steady),
        ("t", top / up + top / down + steady),
    )
    pushes = [(Told("a", amount(rng, "a", a, about.small, 0)),) for a in (up, down)]
    totals = tuple(Told(what, amount(rng, what, value, about.small, knobs.converted)) for what, value in whole)
    stages = (Stage("up", pushes[0]), Stage("steady", ()), Stage("down", pushes[1]))
    found = legs(stages, totals)
    if found[0].v > about.top[1] or found[1].t < 5:
        return None
    return _asked(rng, knobs, about, rng.choice(ASKED["stops"]), stages, totals=totals)


def _meeting(rng: Random, knobs: Knobs) -> Kinematics | None:
    """The bodies are to meet when the first one has gone through its stages: the gap follows from that."""
    about, slow = theme(rng, ("car", "motorcycle")), theme(rng, ("cyclist",))
    toward = rng.random() < 0.4
    stages = drawn_stages(rng, about, knobs.stages, knobs.hard_pairs, knobs.converted, endless=True)
    others = drawn_stages(rng, slow, knobs.rival_stages, knobs.hard_pairs, knobs.converted, endless=True)
    delay, sign = Given(str(rng.randint(2, 30)), "s"), -1 if toward else 1
    changing = sum(one.t for one in legs(stages, endless=True)[:-1])
    time = Fraction(changing * Fraction(rng.uniform(1.05, 1.8)) + rng.randint(0, 20))
    ahead = position(legs(stages, endless=True), time) - sign * position(legs(others, endless=True), time + delay.si)
    if not 40 < ahead < 4000:
        return None
    rival = Rival(others, amount(rng, "s", ahead, False, knobs.converted), delay, toward)
    return _asked(rng, knobs, about, rng.choice(ASKED["meeting"]), stages, rival=(rival,))


def _asked(
    rng: Random,
    knobs: Knobs,
    about: Theme,
    ask: Ask,
    stages: tuple[Stage, ...],
    totals: tuple[Told, ...] = (),
    rival: tuple[Rival, ...] = (),
    flight: tuple[Flight, ...] = (),
) -> Kinematics:
    digits = rng.choice((2, 3, 3, 3))
    open_one = Kinematics(about.name, stages, totals, rival, flight, ask, digits, "", about.asides(rng, knobs.asides))
    told = _unit(open_one, answer(open_one), rng.random() < knobs.converted)
    return Kinematics(about.name, stages, totals, rival, flight, ask, digits, told if rng.random() < 0.67 else "", open_one.asides)


def _unit(problem: Kinematics, value: Fraction, other: bool = False) -> Shown:
    """A unit in which the value is a number of a few digits; other: rather not an SI unit."""
    small, number = problem.theme == "trolley", float(value)
    if problem.dimension == unit("m/s")[1]:
        return ("cm/s" if small else "km/h") if other and number < 9 * 10**problem.digits / 40 else "m/s"
    if problem.dimension == unit("s")[1]:
        return "min" if number > 90 and (other or number > 9 * 10 ** (problem.digits - 1)) else "s"
    if problem.dimension == unit("m")[1]:
        if small:
            return "cm" if other and number < 9 * 10 ** (problem.digits - 3) else "m"
        return "km" if number > 9 * 10 ** (problem.digits - 1) or (other and number > 500) else "m"
    return "m/s^2"


def shown(problem: Kinematics, value: Fraction) -> str:
    """A value as the problem asks for it: `44.4 m`."""
    into = problem.unit or _unit(problem, value)
    return f"{written(value / unit(into)[0], problem.digits)} {into}"


def rejected(problem: Kinematics, right: Fraction) -> str:
    """The derivation of a careless reader, with its answer."""
    slipped = shown(problem, right * SLIP)
    return mistaken(problem, mistakes(problem), route, lambda other: shown(problem, answer(other)), slipped, verify)


_DRAWN = {"way": _way, "flight": _flight, "missing": _missing, "stops": _stops, "meeting": _meeting}
_OPERATIONS = {"at": 5, "av": 6, "tv": 5, "as": 8, "st": 7, "sv": 7, "s": 1, "t": 1, "": 1, "a": 3}


def effort(problem: Kinematics) -> int:
    """Operations of the pencil route."""
    total = sum(map(_stage_effort, problem.stages)) + len(problem.stages) - 1 + len(problem.asides)
    total += sum(given.unit not in ("m", "s", "m/s", "m/s^2") for given in givens(problem)) + (
        problem.unit in ("km/h", "cm/s", "min", "km", "cm")
    )
    total += 3 * len(problem.stages) if problem.ask == "average" else 0
    if problem.totals:
        total += 16 if len(problem.totals) == 2 else len(problem.stages) + 2
    for flight in problem.flight:
        total += 5 if not flight.rise else 12
    for rival in problem.rival:
        total += sum(map(_stage_effort, rival.stages)) + 12 + 6 * (len(problem.stages) + len(rival.stages))
    return total


def _stage_effort(stage: Stage) -> int:
    told = "".join(sorted(told.what for told in stage.told))
    backwards = stage.trend != "steady" and len(stage.told) == 3 and "u" not in told
    return _OPERATIONS.get(told.replace("u", ""), 6) + 3 * backwards


def givens(problem: Kinematics) -> list[Given]:
    """The quantities that count."""
    stages = [*problem.stages, *(stage for rival in problem.rival for stage in rival.stages)]
    found = [told.amount for stage in stages for told in stage.told] + [total.amount for total in problem.totals]
    return found + [one for rival in problem.rival for one in (rival.gap, rival.delay)] + [flight.height for flight in problem.flight]


def prompt_variables(problem: Kinematics, rng: Random) -> dict[str, object]:
    def told(stages: tuple[Stage, ...], endless: bool = False) -> list[dict[str, object]]:
        return [
            {"trend": stage.trend, "last": place == len(stages) - 1, "endless": endless and place == len(stages) - 1}
            | {told.what: "rest" if told.amount.number == "0" else str(told.amount) for told in stage.told}
            for place, stage in enumerate(stages)
        ]

    return {
        "theme": problem.theme,
        "ask": problem.ask,
        "digits": problem.digits,
        "unit": problem.unit,
        "stages": told(problem.stages, bool(problem.rival)),
        "rival": [
            {"stages": told(rival.stages, True), "gap": str(rival.gap), "delay": str(rival.delay), "toward": rival.toward}
            for rival in problem.rival
        ],
        "flight": [{"height": str(flight.height), "rise": flight.rise, "run": flight.run, "g": flight.g} for flight in problem.flight],
        "totals": {total.what: str(total.amount) for total in problem.totals},
        "asides": [
            (str(aside), {"t": "mass", "kg": "mass", "g": "mass", "kW": "power"}.get(aside.unit, "temperature")) for aside in problem.asides
        ],
        "example": _example(problem, rng),
    }


def _example(problem: Kinematics, rng: Random) -> str:
    """The form of an answer, and no answer."""
    place = rng.randrange(12)
    texts = (f"{written(Fraction(1237 + 713 * (place + more), 1000), problem.digits)} {problem.unit or 'N'}" for more in range(3))
    return next(text for text in texts if not verify(problem, text).accepted)


def canonical(problem: Kinematics) -> object:
    """Without what only words the problem."""
    return [problem.stages, problem.totals, problem.rival, problem.flight, problem.ask, problem.digits]


TASK = Task(
    __name__,
    version=4,
    problem=Kinematics,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(20_000, 50_000) + (100_000,) * 8,
    unique=True,
    canonical=canonical,
    prompt_only=("theme", "unit", "asides"),
)
