"""Gas laws: one vessel, mixtures and gas over water, joined vessels of one and of several temperatures, an unknown gas, and stages in turn.

Effort counts the operations of a pencil route: conversions, amounts, the balance of each stage, and what the question adds."""

from collections.abc import Sequence
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science.gas_laws.cheap import POLICIES, mistakes
from synth.generators.science.gas_laws.wording import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import written
from synth.verifiers.parsers.units import AMOUNT, MASS
from synth.verifiers.science._chemistry import molar_mass
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science.gas_laws import DIGITS, UNITS, Ask, GasLaws, answer, route, verify
from synth.verifiers.science.gas_laws.vessels import Effusion, GasPortion, Stage, State, Vessel, kelvin, run

TRIES = 400
WARMTHS = (0, 10, 15, 18, 20, 22, 25, 27, 30, 40, 50, 60, 75, 80, 100, 120, 150, 180, 200)
INERT = ("He", "Ne", "Ar", "Kr", "N2", "CO2", "SF6", "CH4", "H2", "C2H6", "Xe")
VAPOUR = {20: "2.34", 22: "2.65", 25: "3.17", 28: "3.78", 30: "4.25"}
"""Of water, in kPa, by the temperature in °C (handbook values)."""
Plan = Literal[
    "", "h", "s", "o", "oh", "ho", "och", "ocr", "ohs", "rho", "ohch", "ohca", "hoca", "hocha", "ahoch", "ahoca", "rhoca", "ahocha"
]
_KINDS = {"h": "heat", "s": "squeeze", "o": "open", "c": "close", "r": "release", "a": "add"}


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    """What may be asked for."""
    vessels: Annotated[int, Meta(ge=1, le=3)]
    """How many there are."""
    plans: Annotated[tuple[Plan, ...], Meta(min_length=1)]
    """Stages in a row, by their letters: heat, squeeze, open and close the valves, release, add."""
    gases: Annotated[int, Meta(ge=1, le=3)]
    """Different gases at first."""
    told: Literal["mol", "mass", "any"]
    """How amounts are told: in moles or by pressure, by mass alone, or in any way."""
    warm: bool
    """Whether the vessels have different temperatures."""
    unknown: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a gas that is known by its effusion alone."""
    wet: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a gas that is collected over water."""


LEVELS = (
    Knobs(("pressure", "volume", "temperature"), 1, ("",), 1, "mol", False, 0, 0),
    Knobs(("pressure", "density", "volume"), 1, ("h", "s"), 1, "any", False, 0, 0),
    Knobs(("partial",), 1, ("h", "s"), 2, "mass", False, 0, 0),
    Knobs(("pressure", "partial", "temperature", "ratio"), 2, ("o",), 2, "mass", False, 0, 0.4),
    Knobs(("mass", "partial", "amount"), 2, ("oh",), 2, "any", False, 0, 0.5),
    Knobs(("pressure", "partial"), 2, ("oh", "ho", "och"), 2, "any", True, 0, 0.5),
    Knobs(("pressure", "partial", "mass"), 2, ("och", "ocr"), 2, "any", True, 1, 0.2),
    Knobs(("start", "temperature"), 2, ("ohch", "ohca", "ohs"), 3, "any", True, 0.8, 0.3),
    Knobs(("partial", "mass", "ratio"), 3, ("hoca", "ocr", "och"), 3, "any", True, 1, 0.3),
    Knobs(("start", "temperature", "partial", "mass"), 3, ("hocha", "ahoch", "ahoca", "rhoca", "ahocha"), 3, "any", True, 1, 0.3),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        try:
            problem = _drawn(rng, knobs)
        except ValueError:  # numbers that do not fit together
            continue
        size = answer(problem) / (unit(problem.unit)[0] if problem.unit else 1)
        if _fits(problem, size) and not _near_a_half(size) and not _is_cheap(problem):
            right = answer(problem)
            return Sample(
                problem,
                _shown(problem, right),
                effort=float(effort(problem)),
                trace=worked(route(problem)),
                rejected=rejected(problem, right),
            )
    raise Discard("no numbers that fit")


def _shown(problem: GasLaws, value: Fraction) -> str:
    """As the problem asks for it."""
    return f"{written(value / (unit(problem.unit)[0] if problem.unit else 1), DIGITS)} {problem.unit}".rstrip()


def rejected(problem: GasLaws, right: Fraction) -> str:
    """The derivation of one who overlooks something, with its answer."""
    slipped = _shown(problem, right * SLIP)
    return mistaken(problem, mistakes(problem), route, lambda other: _shown(problem, answer(other)), slipped, verify)


def _fits(problem: GasLaws, size: Fraction) -> bool:
    ranges: dict[str, tuple[Fraction | int, Fraction | int]] = {
        "temperature": (250, 750),
        "start": (Fraction(1, 2), 99),
        "ratio": (Fraction(1, 10), 50),
        "pressure": (8, 950) if problem.unit == "kPa" else (Fraction(1, 2), 20),
        "volume": (Fraction(2, 5), 60),
    }
    low, high = ranges.get(problem.ask, (Fraction(1, 10), 950))
    return low < size < high


def _near_a_half(size: Fraction) -> bool:
    """Whether the third figure hangs on roundings on the way."""
    while size < 100:
        size *= 10
    return abs(size % 1 - Fraction(1, 2)) < Fraction(1, 8)


def _is_cheap(problem: GasLaws) -> bool:
    right = float(answer(problem))
    return any((guess := policy(problem)) is not None and abs(guess - right) * 50 < right for policy in POLICIES.values())


def _figures(value: float | Fraction) -> str:
    """Three figures, plain. Raises ValueError where that needs a power of ten."""
    shown = written(Fraction(value), 3)
    if "*" in shown or len(shown) > 6:
        raise ValueError("too large or too small")
    return shown


def _warmth(rng: Random, among: Sequence[int] = WARMTHS) -> Given:
    return Given(str(rng.choice(among)), "°C")


def _portion(
    rng: Random, knobs: Knobs, name: str, kilopascals: float, volume: Given, warmth: Given, gram: float, alone: bool
) -> GasPortion:
    """A gas that has about that pressure. gram: mass of a mole; alone: whether it is the only one in the vessel."""
    moles = kilopascals * 1000 * float(volume.si) / 8.314 / float(kelvin(warmth))
    way = rng.choice({"mol": ("mol", "kPa"), "mass": ("g",), "any": ("g", "g", "kPa", "mol")}[knobs.told])
    if way == "kPa" and not alone:
        way = "g"
    if alone and name != "X" and int(warmth.number) in VAPOUR and rng.random() < knobs.wet:
        return GasPortion(name, Given(_figures(rng.uniform(95, 105)), "kPa"), VAPOUR[int(warmth.number)])
    if way == "g":
        return GasPortion(name, Given(_figures(moles * gram), "g"), "")
    if way == "mol":
        return GasPortion(name, Given(_figures(moles), "mol"), "")
    if rng.random() < 0.3:
        return GasPortion(name, Given(_figures(kilopascals / 100), "bar"), "")
    return GasPortion(name, Given(_figures(kilopascals), "kPa"), "")


def _drawn(rng: Random, knobs: Knobs) -> GasLaws:
    """Vessels with gases, then stages that fit the state they meet, then a question that fits the end."""
    ask, plan = rng.choice(knobs.asks), rng.choice(knobs.plans)
    if (ask in ("start", "ratio", "partial") and knobs.gases < 2) or (ask == "start" and "r" in plan):
        raise ValueError("nothing to ask for")
    names = rng.sample(INERT[:-1], knobs.gases)
    effusion: tuple[Effusion, ...] = ()
    grams = {name: float(molar_mass(name)) for name in names}
    if rng.random() < knobs.unknown:
        effusion, grams["X"] = _effusion(rng)
        names[rng.randrange(len(names))] = "X"
    shared = _warmth(rng)
    if any(rng.random() < knobs.wet for _ in "12"):
        shared = Given(str(rng.choice(tuple(VAPOUR))), "°C")
    vessels, places = list[Vessel](), [number % knobs.vessels for number in range(len(names))]
    for number in range(knobs.vessels):
        volume = Given(_figures(rng.choice((rng.uniform(0.5, 4), rng.uniform(2, 15)))), "L")
        warmth = _warmth(rng) if knobs.warm and (number or rng.random() < 0.4) else shared
        own = [name for name, place in zip(names, places, strict=True) if place == number]
        gases = tuple(
            _portion(rng, knobs, name, rng.uniform(40, 300) / len(own), volume, warmth, grams[name], len(own) == 1) for name in own
        )
        vessels.append(Vessel(volume, warmth, gases))
    wet = [gas.name for one in vessels for gas in one.gases if gas.vapour]
    gas = rng.choice(wet or names) if ask in ("partial", "mass", "ratio", "start") else ""
    other = rng.choice([name for name in names if name != gas]) if ask == "ratio" else ""
    state, stages = run(vessels, (), effusion, float), list[Stage]()
    for letter in plan:
        state = run(vessels, stages[-1:], effusion, float, before=state)
        stages.append(_stage(rng, state, letter, names, grams))
    joined = "c" not in plan
    place = rng.randrange(knobs.vessels) if joined else stages[-1].vessel
    heated = plan[-1:] == "h" and ask in ("mass", "temperature")
    if not joined and (heated or (plan[-1] == "a" and ask == "mass" and stages[-1].name != gas)):
        raise ValueError("the last stage does not matter")
    if ask == "start":
        return _inverse(tuple(vessels), tuple(stages), effusion, place)
    told: tuple[Given, ...] = ()
    end = run(vessels, stages[-1:], effusion, float, before=state)
    if ask in ("volume", "temperature"):
        told = (Given(_figures(float(end.pressure(place)) / 1000 * rng.choice((rng.uniform(0.5, 0.85), rng.uniform(1.2, 1.8)))), "kPa"),)
    chosen = rng.choice(UNITS[ask])
    return GasLaws(ask, tuple(vessels), tuple(stages), place, gas, other, told, effusion, chosen)


def _effusion(rng: Random) -> tuple[tuple[Effusion, ...], float]:
    """Of an unknown gas of 18 to 100 g/mol."""
    other = rng.choice(("He", "Ne", "N2", "O2", "Ar", "CH4"))
    ratio = (rng.uniform(18, 100) / float(molar_mass(other))) ** 0.5
    if 0.9 < ratio < 1.12:
        raise ValueError("hardly another gas")
    slow = rng.uniform(15, 60)
    one = Effusion(other, Given(_figures(slow * ratio), "s"), Given(_figures(slow), "s"))
    return (one,), float(molar_mass(other)) * (float(one.time.number) / float(one.other_time.number)) ** 2


def _stage(rng: Random, state: State, letter: str, names: list[str], grams: dict[str, float]) -> Stage:
    place = rng.randrange(len(state.volumes))
    amount: tuple[Given, ...] = ()
    name = ""
    match letter:
        case "h":
            now = float(state.kelvins[place]) - 273.15
            amount = (_warmth(rng, [one for one in WARMTHS if abs(one - now) > 19]),)
        case "s":
            amount = (Given(_figures(float(state.volumes[place]) * 1000 * rng.choice((rng.uniform(0.4, 0.8), rng.uniform(1.3, 2)))), "L"),)
        case "r":
            if not state.moles[place]:
                place = next(number for number, one in enumerate(state.moles) if one)
            amount = (Given(_figures(float(state.pressure(place)) / 1000 * rng.uniform(0.4, 0.8)), "kPa"),)
        case "a":
            name = rng.choice(names)
            moles = 80_000 * rng.uniform(0.4, 1.5) * float(state.volumes[place]) / 8.314 / float(state.kelvins[place])
            amount = (Given(_figures(moles * grams[name]), "g"),)
        case "o" | "c":
            place = 0
    return Stage(_KINDS[letter], place, amount, name)  # type: ignore[arg-type]


def _inverse(vessels: tuple[Vessel, ...], stages: tuple[Stage, ...], effusion: tuple[Effusion, ...], place: int) -> GasLaws:
    """The mass of the first gas by the pressure at the end, told to four figures so that little is lost."""
    first = vessels[0].gases[0]
    if len(vessels[0].gases) == 1 or first.vapour:
        first = replace(first, vapour="")
    end = float(run(vessels, stages, effusion, float).pressure(place)) / 1000
    hidden = replace(first, amount=Given("0", "g"))
    gases = (hidden, *vessels[0].gases[1:])
    vessels = (replace(vessels[0], gases=gases), *vessels[1:])
    if not 20 < end < 900:
        raise ValueError("an odd pressure")
    told = Given(written(Fraction(end), 4), "kPa")
    if float(run(vessels, stages, effusion, float).pressure(place)) > 0.7 * 1000 * end:
        raise ValueError("the pressure hardly hangs on it")
    return GasLaws("start", vessels, stages, place, first.name, "", (told,), effusion, "g")


def effort(problem: GasLaws) -> int:
    """Operations of the pencil route."""
    total = 9 * len(problem.effusion) + (10 if problem.ask == "start" else 0)
    many = len(problem.vessels)
    for vessel in problem.vessels:
        total += 2
        for gas in vessel.gases:
            total += {MASS: 2, AMOUNT: 0}.get(gas.amount.dimension, 3) + 2 * bool(gas.vapour) + 2
    warm = len({vessel.temperature for vessel in problem.vessels}) > 1
    for stage in problem.stages:
        warm = warm or (stage.kind == "heat" and many > 1)
        total += {"heat": 3, "squeeze": 2, "release": 6, "add": 5, "open": (5 if warm else 2) * many, "close": 3 * many}[stage.kind]
    return total + {"pressure": 2, "partial": 4, "mass": 4, "amount": 3, "density": 6, "volume": 3, "temperature": 4 + 3 * many}.get(
        problem.ask, 7
    )


TASK = Task(
    __name__,
    version=3,
    problem=GasLaws,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(20_000,) + (100_000,) * 9,
    unique=True,
)
