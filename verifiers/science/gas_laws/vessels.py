"""Vessels with ideal gases: what is told of them, and their state after stages that change it, exact or in floats.

Every function raises ValueError where a stage has no sense."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import AMOUNT, MASS, NONE, PRESSURE, TEMPERATURE, TIME, VOLUME, Dimension
from synth.verifiers.science._chemistry import molar_mass
from synth.verifiers.science._given import Given

R, ZERO = Fraction("8.314"), Fraction("273.15")
MOST = 10**7
Name = Annotated[str, Meta(pattern=r"\A[A-Z][A-Za-z0-9]{0,5}\Z")]
"""A formula; `X` is the gas whose molar mass its effusion tells."""
MaybeName = Annotated[str, Meta(pattern=r"\A(?:[A-Z][A-Za-z0-9]{0,5})?\Z")]
Place = Annotated[int, Meta(ge=0, le=2)]


class GasPortion(Frozen, frozen=True):
    name: Name
    amount: Given
    """A mass, an amount of substance, or the pressure that it has in its vessel at first; 0 g for what is asked for."""
    vapour: Annotated[str, Meta(pattern=r"\A(?:\d\.\d{2})?\Z")]
    """So many kPa of that pressure are water vapour, which is then taken away: `3.17`."""


class Vessel(Frozen, frozen=True):
    """Closed at first."""

    volume: Given
    temperature: Given
    gases: Annotated[tuple[GasPortion, ...], Meta(max_length=3)]


class Stage(Frozen, frozen=True):
    kind: Literal["heat", "squeeze", "open", "close", "release", "add"]
    """A vessel gets another temperature, or another volume; all valves between vessels are opened, or closed; gas is let out down to a
    pressure; gas is added."""
    vessel: Place
    """0 where all are meant."""
    amount: Annotated[tuple[Given, ...], Meta(max_length=1)]
    name: MaybeName
    """Of what is added."""


class Effusion(Frozen, frozen=True):
    """Under the same conditions the same volume of X and of another gas take these times to get out through a tiny hole."""

    other: Name
    time: Given
    """Of X."""
    other_time: Given


Real = Any
"""A Fraction, or a float where a generator only looks."""
Numeric = Callable[[Any], Real]


class State(NamedTuple):
    """In SI units."""

    volumes: list[Real]
    kelvins: list[Real]
    moles: list[dict[str, Real]]
    joined: bool
    gas_constant: Real

    def pressure(self, vessel: int) -> Real:
        return sum(self.moles[vessel].values()) * self.gas_constant * self.kelvins[vessel] / self.volumes[vessel]


@lru_cache(maxsize=2048)
def _read(given: Given) -> tuple[Fraction, Dimension]:
    return given.si, given.dimension if given.unit else NONE


@lru_cache(maxsize=1024)
def kelvin(temperature: Given) -> Fraction:
    """Above 0. Raises ValueError for what is no temperature."""
    size, dimension = _read(temperature)
    size += ZERO if temperature.unit == "°C" else 0
    if dimension != TEMPERATURE or size <= 0:
        raise ValueError("a temperature")
    return size


def of(given: Given, dimension: Dimension) -> Fraction:
    size, own = _read(given)
    if own != dimension or not 0 < size < MOST:
        raise ValueError("a quantity of another kind, or 0")
    return size


@lru_cache(maxsize=512)
def _by_effusion(one: Effusion) -> Fraction:
    return molar_mass(one.other) / 1000 * (of(one.time, TIME) / of(one.other_time, TIME)) ** 2


def molar(effusion: Sequence[Effusion], name: str) -> Fraction:
    """In kg/mol. Raises ValueError for an unknown gas."""
    if name != "X":
        return molar_mass(name) / 1000
    if not effusion:
        raise ValueError("an unknown gas")
    return _by_effusion(effusion[0])


def _moles(effusion: Sequence[Effusion], portion: GasPortion, volume: Real, kelvins: Real, number: Numeric) -> Real:
    size, dimension = _read(portion.amount)
    if dimension != PRESSURE and portion.vapour:
        raise ValueError("vapour where a pressure is told")
    if dimension == AMOUNT:
        return number(size)
    if dimension == MASS:
        return number(size) / number(molar(effusion, portion.name))
    dry = of(portion.amount, PRESSURE) - Fraction(portion.vapour or 0) * 1000
    if dry <= 0:
        raise ValueError("nothing but vapour")
    return number(dry) * volume / number(R) / kelvins


def run(
    vessels: Sequence[Vessel],
    stages: Sequence[Stage],
    effusion: Sequence[Effusion] = (),
    number: Numeric = Fraction,
    extra: int = 0,
    before: State | None = None,
) -> State:
    """The state after some stages. effusion: of X; extra: moles of the first gas beside what is told; before: the state that the stages
    meet, where it is not the first one."""
    state = before or _first(vessels, effusion, number, extra)
    for stage in stages:
        state = _changed(effusion, state, stage, number)
    return state


def _first(vessels: Sequence[Vessel], effusion: Sequence[Effusion], number: Numeric, extra: int) -> State:
    volumes = [number(of(one.volume, VOLUME)) for one in vessels]
    kelvins = [number(kelvin(one.temperature)) for one in vessels]
    moles = list[dict[str, Real]]()
    for vessel, volume, t in zip(vessels, volumes, kelvins, strict=True):
        inside = dict[str, Real]()
        for portion in vessel.gases:
            inside[portion.name] = inside.get(portion.name, 0) + _moles(effusion, portion, volume, t, number)
        moles.append(inside)
    if extra:
        moles[0][vessels[0].gases[0].name] += extra
    return State(volumes, kelvins, moles, False, number(R))


def _changed(effusion: Sequence[Effusion], state: State, stage: Stage, number: Numeric) -> State:
    volumes, kelvins, moles, joined = list(state.volumes), list(state.kelvins), [dict(one) for one in state.moles], state.joined
    place = stage.vessel
    if bool(stage.amount) != (stage.kind not in ("open", "close")) or bool(stage.name) != (stage.kind == "add"):
        raise ValueError("an amount, and the name of what is added")
    match stage.kind:
        case "heat":
            kelvins[place] = number(kelvin(stage.amount[0]))
        case "squeeze":
            volumes[place] = number(of(stage.amount[0], VOLUME))
        case "add":
            more = _moles(effusion, GasPortion(stage.name, stage.amount[0], ""), volumes[place], kelvins[place], number)
            moles[place][stage.name] = moles[place].get(stage.name, 0) + more
        case "release":
            now = state.pressure(place)
            kept = number(of(stage.amount[0], PRESSURE)) / now if now else number(2)
            if kept >= 1 or joined:
                raise ValueError("gas gets out where the pressure is higher, of a closed vessel")
            moles[place] = {name: amount * kept for name, amount in moles[place].items()}
        case "open" | "close":
            joined = stage.kind == "open"
            if len(volumes) < 2 or joined == state.joined:
                raise ValueError("valves between vessels, closed or open before")
    if joined and stage.kind != "close":
        weights = [volume / t for volume, t in zip(volumes, kelvins, strict=True)]
        whole = sum(weights)
        total = dict[str, Real]()
        for one in moles:
            for name, amount in one.items():
                total[name] = total.get(name, 0) + amount
        moles = [{name: amount * weight / whole for name, amount in total.items()} for weight in weights]
    return State(volumes, kelvins, moles, joined, state.gas_constant)
