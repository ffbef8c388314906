"""Forces and energy: chains of springs, slopes, friction, motors and collisions, asked forwards and for one quantity that is missing.

Effort is the number of operations of the pencil route: conversions, the formulas of each part, and of the end; parts behind a missing
quantity count once more, as they are gone through backwards."""

from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science._guesses import guessed, near, on_an_edge
from synth.generators.science.forces_energy.drawing import THEMES, Draw, givens
from synth.generators.science.forces_energy.policies import GUESSES, mistakes
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.forces_energy import ForcesEnergy, answer, route, verify
from synth.verifiers.science.forces_energy.track import Kind, Part, outcome

TRIES = 400
Kinds = Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=13)]


class Knobs(Frozen, frozen=True):
    parts: Annotated[int, Meta(ge=1, le=6)]
    """Parts of the track before its end."""
    kinds: Kinds
    """What the parts may be."""
    ends: Kinds
    """What may happen at last."""
    missing: bool
    """Whether the end is told and a quantity before it asked for."""
    converted: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a quantity is told in a unit that has to be converted."""
    asides: Annotated[int, Meta(ge=0, le=2)]
    """Quantities that have nothing to do with the answer."""


EASY: tuple[Kind, ...] = ("spring", "engine", "rough", "fall", "rise", "stick")
MIDDLE: tuple[Kind, ...] = (*EASY, "down", "up", "push", "elastic")
ALL: tuple[Kind, ...] = (*MIDDLE, "pull", "pulley", "bounce")
TOLD: tuple[Kind, ...] = ("speed", "stop", "height", "return", "compression", "rough compression")
LEVELS = (
    Knobs(1, ("fall", "engine", "stick", "spring"), ("speed",), False, 0.1, 0),
    Knobs(1, ("rough", "down", "up", "push"), ("speed", "energy"), False, 0.4, 0),
    Knobs(2, EASY, ("speed", "energy", "stop", "force"), False, 0.4, 0),
    Knobs(2, MIDDLE, ("stop", "stopping time", "height", "compression", "power"), False, 0.4, 1),
    Knobs(3, ALL, ("stop", "height", "compression", "power", "force", "heat"), False, 0.5, 1),
    Knobs(2, ALL, TOLD[1:5], True, 0.5, 1),
    Knobs(4, ALL, ("return", "rough compression", "gap", "heat"), False, 0.5, 1),
    Knobs(4, ALL, TOLD[1:], True, 0.5, 2),
    Knobs(5, ALL, TOLD[2:], True, 0.5, 2),
    Knobs(6, ALL[3:], TOLD[3:], True, 0.6, 2),
)
OPERATIONS = {"spring": 5, "pulley": 8, "engine": 2, "push": 4, "pull": 9, "rough": 3, "down": 6, "up": 6, "fall": 1, "rise": 1}
OPERATIONS |= {"stick": 3, "elastic": 4, "bounce": 5, "speed": 2, "energy": 2, "heat": 4, "stop": 2, "stopping time": 4, "height": 6}
OPERATIONS |= {"return": 9, "compression": 4, "rough compression": 9, "power": 7, "force": 4, "gap": 12}


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        try:
            problem = _drawn(rng, knobs)
        except ValueError:  # numbers that do not fit together
            continue
        if problem and not _won(problem):
            right = answer(problem)
            return Sample(
                problem,
                shown(problem, right),
                effort=float(effort(problem)),
                trace=worked(route(problem)),
                rejected=rejected(problem, right),
            )
    raise Discard("no numbers that fit")


def _drawn(rng: Random, knobs: Knobs) -> ForcesEnergy | None:
    about, g = rng.choice(THEMES), rng.choice(("9.8", "9.81", "10"))
    draw = Draw(rng, about, Fraction(g), knobs.converted)
    kind = rng.choice(knobs.ends)
    kinds: list[Kind] = [one for one in knobs.kinds if kind != "heat" or one not in ("elastic", "bounce")]
    mass, speed, parts, state = draw.track(knobs.parts, kinds)
    end = draw.end(kind, state)
    value = outcome(end, state, draw.g)
    area = (rng.randint(40, 250), "cm^2") if about.name == "block" else (rng.randint(20, 90), "dm^2")
    asides = [Given(str(rng.randint(2, 26) if about.name != "sled" else rng.randint(1, 9)), "°C"), Given(str(area[0]), area[1])]
    rng.shuffle(asides)
    digits = rng.choice((2, 3, 3))
    problem = ForcesEnergy(about.name, mass, (speed,), parts, end, (), g, digits, "", tuple(asides[: knobs.asides]))  # type: ignore[arg-type]
    if knobs.missing:
        backwards = _backwards(rng, problem, value)
        if backwards is None:
            return None
        problem = backwards
    value = answer(problem)
    if on_an_edge(value, problem.digits):
        return None
    return replace(problem, unit=_unit(problem, value, rng.random() < knobs.converted)) if rng.random() < 0.67 else problem


def _backwards(rng: Random, problem: ForcesEnergy, value: Fraction) -> ForcesEnergy | None:
    """One quantity is left out, and the end told to three figures. An end that hardly depends on it would move it far."""
    text = written(value, 3)
    if "^" in text:
        return None
    names = {"speed": "m/s", "return": "m/s"}
    found = Given(text, names.get(problem.end.kind, "m"))
    places: list[tuple[int, int]] = [
        (number, place)
        for number, part in enumerate(problem.parts)
        for place, told in enumerate(part.told)
        if told.what != "c" and (told.what != "M" or part.kind != "pulley")
    ]
    if problem.start[0].si:
        places.append((-1, 0))
    number, place = rng.choice(places)
    if number < 0:
        true, changed = problem.start[0].si, replace(problem, start=(), found=(found,))
    else:
        part = problem.parts[number]
        true = part.told[place].amount.si
        part = replace(part, told=part.told[:place] + part.told[place + 1 :])
        changed = replace(problem, parts=(*problem.parts[:number], part, *problem.parts[number + 1 :]), found=(found,))
    return changed if abs(answer(changed) / true - 1) < Fraction(1, 12) else None


def _won(problem: ForcesEnergy) -> bool:
    """Whether a cheap policy comes near the answer."""
    return near(answer(problem), problem.digits, (value_of(name, problem) for name in GUESSES))


def value_of(name: str, problem: ForcesEnergy) -> float | None:
    """What a cheap policy says."""
    return guessed(GUESSES[name], problem)


_UNITS = {"m/s": (), "J": ("kJ",), "m": ("cm",), "s": (), "W": ("kW",), "N": ("kN",), "kg": ("g",), "N/m": ()}
_BY_DIMENSION = {unit(name)[1]: name for name in _UNITS}


def _unit(problem: ForcesEnergy, value: Fraction, other: bool = False) -> str:
    """A unit in which the value is a number of a few digits; other: rather not the SI's."""
    base = _BY_DIMENSION.get(problem.dimension, "")
    for name in _UNITS.get(base, ()):
        small, number = name in ("cm", "g"), value / unit(name)[0]
        if (other and Fraction(1, 5) < number < 10 ** (problem.digits - 1) * 9) if small else value > 9 * 10 ** (problem.digits - 1):
            return name
    return base


def shown(problem: ForcesEnergy, value: Fraction) -> str:
    """A value as the problem asks for it: `44.4 m`."""
    into = problem.unit or _unit(problem, value)
    return f"{written(value / (unit(into)[0] if into else 1), problem.digits)} {into}".rstrip()


def rejected(problem: ForcesEnergy, right: Fraction) -> str:
    """The derivation of one who overlooks something, with its answer."""
    slipped = shown(problem, right * SLIP)
    return mistaken(problem, mistakes(problem), route, lambda other: shown(problem, answer(other)), slipped, verify)


def effort(problem: ForcesEnergy) -> int:
    """Operations of the pencil route."""
    total = sum(OPERATIONS[part.kind] for part in (*problem.parts, problem.end)) + len(problem.parts) + len(problem.asides)
    converted = ("g", "cm", "km/h", "N/cm", "kN/m", "kJ", "kW", "kN")
    total += sum(given.unit in converted for given in givens(problem)) + (problem.unit in converted)
    if problem.found:
        place = next((number for number, part in enumerate(problem.parts) if part.missing), 0)
        total += 6 + 2 * sum(part.kind in ("stick", "elastic", "bounce") for part in problem.parts)
        total += sum(2 + OPERATIONS[part.kind] // 2 for part in problem.parts[place + 1 :])
    return total


def prompt_variables(problem: ForcesEnergy, rng: Random) -> dict[str, object]:
    def told(part: Part) -> dict[str, object]:
        found: dict[str, object] = {"kind": part.kind, "rise": part.rise, "run": part.run}
        for name in part.needs:
            found[name] = ""
        for one in part.told:
            found[one.what] = str(one.amount)
        return found

    missing: list[tuple[str, str]] = [(name, part.kind) for part in problem.parts for name in part.missing]
    return {
        "theme": problem.theme,
        "mass": str(problem.mass),
        "start": "" if not problem.start else "rest" if not problem.start[0].si else str(problem.start[0]),
        "parts": [told(part) for part in problem.parts],
        "end": told(problem.end),
        "found": str(problem.found[0]) if problem.found else "",
        "missing": (missing or [("u", "")])[0] if problem.found else ("", ""),
        "g": problem.g,
        "digits": problem.digits,
        "unit": problem.unit,
        "bare": not any(problem.dimension),
        "asides": [(str(aside), "temperature" if aside.unit == "°C" else "area") for aside in problem.asides],
        "example": _example(problem, rng),
    }


def _example(problem: ForcesEnergy, rng: Random) -> str:
    """The form of an answer, and no answer."""
    place, bare = rng.randrange(12), not any(problem.dimension)
    sizes = (Fraction(1237 + 713 * (place + more), 10_000 if bare else 1000) for more in range(3))
    texts = (f"{written(size, problem.digits)} {problem.unit or ('' if bare else 'K')}".rstrip() for size in sizes)
    return next(text for text in texts if not verify(problem, text).accepted)


def canonical(problem: ForcesEnergy) -> object:
    """Without what only words the problem."""
    return [problem.mass, problem.start, problem.parts, problem.end, problem.found, problem.g, problem.digits]


TASK = Task(
    __name__,
    version=4,
    problem=ForcesEnergy,
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
