"""What happens in an insulated vessel, exact: ice, water, steam and metals are put in, heat goes in or out, a phase is taken away.

A state is the mass of all water, the heat capacity of all else, and the enthalpy, which is 0 where everything is at 0 °C and liquid. It
decides temperature and phases: enthalpy rises with temperature piece by piece along straight lines."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import ENERGY, MASS, NONE, POWER, PRESSURE, TIME, VOLUME, Dimension
from synth.verifiers.science._given import Given

Name = Literal["m", "c", "P", "t", "e", "Q", "W", "p1", "p2", "V1", "V2", "n"]
SPECIFIC: Dimension = (2, 0, -2, 0, -1, 0, 0)
LATENT: Dimension = (2, 0, -2, 0, 0, 0, 0)
DIMENSIONS: dict[str, Dimension] = {"m": MASS, "c": SPECIFIC, "P": POWER, "t": TIME, "e": NONE, "Q": ENERGY, "W": ENERGY}
DIMENSIONS |= {"p1": PRESSURE, "p2": PRESSURE, "V1": VOLUME, "V2": VOLUME, "n": NONE}
"""Mass, specific heat, power, time, the part of it that arrives, heat, work; pressures and volumes of a cycle, how often it runs."""
STEPS: dict[str, tuple[Name, ...]] = {
    "add": ("m",),
    "metal": ("m", "c"),
    "heat": ("P", "t", "e"),
    "draw": ("Q",),
    "engine": ("Q",),
    "fridge": ("W",),
    "rectangle": ("p1", "p2", "V1", "V2", "n"),
    "triangle": ("p1", "p2", "V1", "V2", "n"),
    "remove": (),
}
"""What fixes each step: ice, water or steam, or a metal, put in; a heater; heat taken out; a reversible engine whose waste heat goes in,
and a reversible refrigerator that takes heat out, both beside ice and water at 0 °C; a gas engine whose waste heat goes in; a phase
taken away."""
Kind = Literal["add", "metal", "heat", "draw", "engine", "fridge", "rectangle", "triangle", "remove"]
Substance = Literal["", "ice", "water", "steam", "half", "copper", "aluminium", "iron", "lead", "brass"]
METALS = ("copper", "aluminium", "iron", "lead", "brass")
ZERO = 273
"""Kelvin at 0 °C, as the prompts say."""
Values = Mapping[str, Fraction]


class Heats(NamedTuple):
    """In SI units."""

    ice: Fraction
    water: Fraction
    steam: Fraction
    melting: Fraction
    boiling: Fraction


class Constants(Frozen, frozen=True):
    """Specific heats, and latent heats of melting and boiling."""

    ice: Given
    water: Given
    steam: Given
    melting: Given
    boiling: Given

    def __post_init__(self) -> None:
        for given, dimension in zip(self.all, (SPECIFIC,) * 3 + (LATENT,) * 2, strict=True):
            if given.dimension != dimension or not given.si:
                raise ValueError("specific heats, then latent heats, above 0")

    @property
    def all(self) -> tuple[Given, ...]:
        return self.ice, self.water, self.steam, self.melting, self.boiling

    @property
    def si(self) -> Heats:
        return _in_si(self)


@lru_cache(maxsize=256)
def _in_si(constants: Constants) -> Heats:
    return Heats(*(given.si for given in constants.all))


class Told(Frozen, frozen=True):
    """One quantity of a step."""

    what: Name
    amount: Given

    def __post_init__(self) -> None:
        if (self.amount.dimension if self.amount.unit else NONE) != DIMENSIONS[self.what]:
            raise ValueError(f"{self.what} has another dimension")


class Step(Frozen, frozen=True):
    kind: Kind
    substance: Substance
    """What is put in or taken away (`half`: half of the liquid), else empty."""
    celsius: Annotated[int, Meta(ge=-60, le=900)]
    """Temperature of what is put in, of the hot reservoir, of the room; else 0."""
    told: Annotated[tuple[Told, ...], Meta(max_length=5)]
    """All that fixes the step, or all but the one quantity that is asked for."""

    def __post_init__(self) -> None:
        names = [told.what for told in self.told]
        if len(set(names)) < len(names) or not set(names) <= set(self.needs):
            raise ValueError("a step is told what fixes it, once")
        fitting: dict[str, tuple[str, ...]] = {
            "add": ("ice", "water", "steam"),
            "metal": METALS,
            "remove": ("ice", "water", "steam", "half"),
        }
        if self.substance not in fitting.get(self.kind, ("",)):
            raise ValueError("another substance")
        low, high = {"ice": (-60, 0), "water": (0, 100), "steam": (100, 400)}.get(self.substance if self.kind == "add" else "", (-60, 900))
        if not low <= self.celsius <= high or (self.kind in ("engine", "fridge") and self.celsius < 1):
            raise ValueError("no such temperature")

    @property
    def needs(self) -> tuple[Name, ...]:
        return STEPS[self.kind]

    @property
    def missing(self) -> list[Name]:
        """What is not told."""
        if len(self.told) == len(self.needs):
            return []
        told = {one.what for one in self.told}
        return [name for name in self.needs if name not in told]

    @property
    def values(self) -> dict[str, Fraction]:
        """In SI units."""
        return {told.what: told.amount.si for told in self.told}


class State(NamedTuple):
    mass: Fraction
    """Of ice, water and steam."""
    capacity: Fraction
    """Heat capacity of all else, in J/K."""
    enthalpy: Fraction


class Phases(NamedTuple):
    celsius: Fraction
    ice: Fraction
    liquid: Fraction
    steam: Fraction


class Cycle(NamedTuple):
    """Of one run, in J."""

    taken: Fraction
    work: Fraction


def phases(k: Heats, state: State) -> Phases:
    """The state in equilibrium. Raises ValueError for an empty vessel."""
    m, capacity, h = state
    none = Fraction(0)
    if m < 0 or capacity < 0 or m + capacity == 0:
        raise ValueError("an empty vessel")
    if h <= 0:
        solid = -m * k.melting
        if h < solid:
            return Phases((h - solid) / (m * k.ice + capacity), m, none, none)
        frozen = -h / k.melting
        return Phases(none, frozen, m - frozen, none)
    warm = m * k.water + capacity
    boiled = 100 * warm
    if h < boiled:
        return Phases(h / warm, none, m, none)
    above, taken = h - boiled, m * k.boiling
    if above <= taken:
        gone = above / k.boiling
        return Phases(Fraction(100), none, m - gone, gone)
    return Phases(100 + (above - taken) / (m * k.steam + capacity), none, none, m)


def specific(k: Heats, substance: str, celsius: int) -> Fraction:
    """Enthalpy of a kilogram of ice, water or steam."""
    if substance == "ice":
        return k.ice * celsius - k.melting
    if substance == "water":
        return k.water * celsius
    return k.water * 100 + k.boiling + k.steam * (celsius - 100)


def cycle(step: Step, v: Values) -> Cycle:
    """Heat taken in and work given, of a gas with one atom to the molecule: along two sides of the rectangle, or along the slanting side of
    the triangle."""
    low, high, small, large = v["p1"], v["p2"], v["V1"], v["V2"]
    if not (low < high and small < large):
        raise ValueError("a cycle goes from low to high and from small to large")
    if step.kind == "rectangle":
        taken = Fraction(3, 2) * small * (high - low) + Fraction(5, 2) * high * (large - small)
        return Cycle(taken, (high - low) * (large - small))
    taken = Fraction(3, 2) * (high * large - low * small) + (low + high) / 2 * (large - small)
    return Cycle(taken, (high - low) * (large - small) / 2)


def after(k: Heats, step: Step, v: Values, state: State) -> State:
    """The state behind a step, with these quantities of it. Raises ValueError where there is nothing to take away."""
    m, capacity, h = state
    match step.kind:
        case "add":
            return State(m + v["m"], capacity, h + v["m"] * specific(k, step.substance, step.celsius))
        case "metal":
            return State(m, capacity + v["m"] * v["c"], h + v["m"] * v["c"] * step.celsius)
        case "heat":
            return State(m, capacity, h + v["P"] * v["t"] * v["e"])
        case "draw":
            return State(m, capacity, h - v["Q"])
        case "engine":
            return State(m, capacity, h + v["Q"] * ZERO / (ZERO + step.celsius))
        case "fridge":
            return State(m, capacity, h - v["W"] * ZERO / step.celsius)
        case "rectangle" | "triangle":
            run = cycle(step, v)
            return State(m, capacity, h + v["n"] * (run.taken - run.work))
    now = phases(k, state)
    gone = {"ice": now.ice, "water": now.liquid, "steam": now.steam}.get(step.substance, now.liquid / 2)
    if not 0 < gone < m or (step.substance in ("water", "half") and now.steam):
        raise ValueError("nothing to take away, or nothing left")
    each = {"ice": specific(k, "ice", 0), "steam": specific(k, "steam", 100)}.get(step.substance, k.water * now.celsius)
    return State(m - gone, capacity, h - gone * each)
