"""Gas laws: a quantity of ideal gases in vessels that are heated, squeezed, joined, filled and emptied in turn.

Refused for the first of: format (not one quantity), unit (of another dimension), value (another value, to the figures asked for)."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Verdict
from synth.verifiers.parsers import quantities
from synth.verifiers.parsers.units import AMOUNT, MASS, NONE, PRESSURE, TEMPERATURE, TIME, VOLUME, Dimension
from synth.verifiers.science._chemistry import molar_mass, without_substance
from synth.verifiers.science._given import Given, judge, root, unit

__all__ = ["DIGITS", "EXAMPLES", "Effusion", "GasLaws", "GasPortion", "Stage", "Vessel", "answer", "kelvin", "verify"]

R, ZERO = Fraction("8.314"), Fraction("273.15")
DIGITS = 3
"""Significant figures asked for."""
MOST = 10**7
Name = Annotated[str, Meta(pattern=r"\A[A-Z][A-Za-z0-9]{0,5}\Z")]
"""A formula; `X` is the gas whose molar mass its effusion tells."""
MaybeName = Annotated[str, Meta(pattern=r"\A(?:[A-Z][A-Za-z0-9]{0,5})?\Z")]
Place = Annotated[int, Meta(ge=0, le=2)]
Ask = Literal["pressure", "partial", "mass", "amount", "density", "volume", "temperature", "ratio", "start"]
Unit = Literal["kPa", "bar", "g", "mol", "g/L", "L", "K", ""]
UNITS: dict[Ask, tuple[Unit, ...]] = {
    "pressure": ("kPa", "bar"),
    "partial": ("kPa", "bar"),
    "mass": ("g",),
    "amount": ("mol",),
    "density": ("g/L",),
    "volume": ("L",),
    "temperature": ("K",),
    "ratio": ("",),
    "start": ("g",),
}


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


class GasLaws(Problem, frozen=True):
    ask: Ask
    """At the end, of a vessel: pressure, partial pressure of a gas, mass of a gas, amount of all gas, density, volume or temperature at a
    told pressure, ratio of two gases in what first effuses; or the first gas's mass at the start, by a pressure at the end."""
    vessels: Annotated[tuple[Vessel, ...], Meta(min_length=1, max_length=3)]
    """A, B, C."""
    stages: Annotated[tuple[Stage, ...], Meta(max_length=6)]
    vessel: Place
    gas: MaybeName
    """The gas asked about, where it is one."""
    other: MaybeName
    """The gas that a ratio is taken to."""
    told: Annotated[tuple[Given, ...], Meta(max_length=1)]
    """The pressure at the end, where another quantity is asked for by it."""
    effusion: Annotated[tuple[Effusion, ...], Meta(max_length=1)]
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS[self.ask]:
            raise ValueError("the unit is one of the quantity asked for")
        if max(self.vessel, *(stage.vessel for stage in self.stages), 0) >= len(self.vessels):
            raise ValueError("no such vessel")
        if bool(self.told) != (self.ask in ("temperature", "start", "volume")) or bool(self.other) != (self.ask == "ratio"):
            raise ValueError("a pressure for what is found by one, another gas for a ratio")
        if bool(self.gas) != (self.ask in ("partial", "mass", "ratio", "start")):
            raise ValueError("a gas where one is asked about")
        if not 0 < answer(self) < MOST:
            raise ValueError("no answer above 0")

    @property
    def dimension(self) -> Dimension:
        return unit(self.unit)[1] if self.unit else NONE


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


def _of(given: Given, dimension: Dimension) -> Fraction:
    size, own = _read(given)
    if own != dimension or not 0 < size < MOST:
        raise ValueError("a quantity of another kind, or 0")
    return size


@lru_cache(maxsize=512)
def _by_effusion(one: Effusion) -> Fraction:
    return molar_mass(one.other) / 1000 * (_of(one.time, TIME) / _of(one.other_time, TIME)) ** 2


def molar(problem: GasLaws, name: str) -> Fraction:
    """In kg/mol. Raises ValueError for an unknown gas."""
    if name != "X":
        return molar_mass(name) / 1000
    if not problem.effusion:
        raise ValueError("an unknown gas")
    return _by_effusion(problem.effusion[0])


def _moles(problem: GasLaws, portion: GasPortion, volume: Real, kelvins: Real, number: Numeric) -> Real:
    size, dimension = _read(portion.amount)
    if dimension != PRESSURE and portion.vapour:
        raise ValueError("vapour where a pressure is told")
    if dimension == AMOUNT:
        return number(size)
    if dimension == MASS:
        return number(size) / number(molar(problem, portion.name))
    dry = _of(portion.amount, PRESSURE) - Fraction(portion.vapour or 0) * 1000
    if dry <= 0:
        raise ValueError("nothing but vapour")
    return number(dry) * volume / number(R) / kelvins


def run(problem: GasLaws, stages: Sequence[Stage], vessels: Sequence[Vessel] = (), number: Numeric = Fraction, extra: int = 0) -> State:
    """The state after some stages. vessels: in place of the problem's. extra: moles of the first gas beside what is told. Raises ValueError
    where a stage has no sense."""
    vessels = vessels or problem.vessels
    volumes = [number(_of(one.volume, VOLUME)) for one in vessels]
    kelvins = [number(kelvin(one.temperature)) for one in vessels]
    moles = list[dict[str, Real]]()
    for vessel, volume, t in zip(vessels, volumes, kelvins, strict=True):
        inside = dict[str, Real]()
        for portion in vessel.gases:
            inside[portion.name] = inside.get(portion.name, 0) + _moles(problem, portion, volume, t, number)
        moles.append(inside)
    if extra:
        moles[0][vessels[0].gases[0].name] += extra
    state = State(volumes, kelvins, moles, False, number(R))
    for stage in stages:
        state = _changed(problem, state, stage, number)
    return state


def _changed(problem: GasLaws, state: State, stage: Stage, number: Numeric) -> State:
    volumes, kelvins, moles, joined = list(state.volumes), list(state.kelvins), [dict(one) for one in state.moles], state.joined
    place = stage.vessel
    if bool(stage.amount) != (stage.kind not in ("open", "close")) or bool(stage.name) != (stage.kind == "add"):
        raise ValueError("an amount, and the name of what is added")
    match stage.kind:
        case "heat":
            kelvins[place] = number(kelvin(stage.amount[0]))
        case "squeeze":
            volumes[place] = number(_of(stage.amount[0], VOLUME))
        case "add":
            more = _moles(problem, GasPortion(stage.name, stage.amount[0], ""), volumes[place], kelvins[place], number)
            moles[place][stage.name] = moles[place].get(stage.name, 0) + more
        case "release":
            now = state.pressure(place)
            kept = number(_of(stage.amount[0], PRESSURE)) / now if now else number(2)
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


@lru_cache(maxsize=512)
def answer(problem: GasLaws) -> Fraction:
    """In SI units. Raises ValueError where the problem does not fix it."""
    return Fraction(worked(problem, problem.vessels, problem.stages, Fraction))


def worked(problem: GasLaws, vessels: Sequence[Vessel], stages: Sequence[Stage], number: Numeric) -> Real:
    """The answer with other vessels, or other stages."""
    ask, place = problem.ask, problem.vessel
    if ask == "start":
        return _start(problem, vessels, stages, number)
    state = run(problem, stages, vessels, number)
    inside, pressure = state.moles[place], state.pressure(place)
    everything = sum(inside.values())
    if not everything:
        raise ValueError("an empty vessel")
    if problem.gas and not inside.get(problem.gas):
        raise ValueError("a gas that is not there")
    match ask:
        case "partial":
            return pressure * inside[problem.gas] / everything
        case "mass":
            return inside[problem.gas] * number(molar(problem, problem.gas))
        case "amount":
            return everything
        case "density":
            return sum(amount * number(molar(problem, name)) for name, amount in inside.items()) / state.volumes[place]
        case "ratio":
            if not inside.get(problem.other) or problem.other == problem.gas:
                raise ValueError("two gases")
            return inside[problem.gas] / inside[problem.other] * number(root(molar(problem, problem.other) / molar(problem, problem.gas)))
        case "volume":
            if state.joined:
                raise ValueError("a closed vessel")
            return everything * state.gas_constant * state.kelvins[place] / number(_of(problem.told[0], PRESSURE))
        case "temperature":
            return _temperature(state, place, number(_of(problem.told[0], PRESSURE)))
    return pressure


def _temperature(state: State, place: int, pressure: Real) -> Real:
    """At which a vessel, joined to the others or not, has that pressure."""
    whole = sum(amount for number, one in enumerate(state.moles) if state.joined or number == place for amount in one.values())
    pairs = enumerate(zip(state.volumes, state.kelvins, strict=True))
    left = whole * state.gas_constant / pressure - sum(volume / t for at, (volume, t) in pairs if state.joined and at != place)
    if left <= 0:
        raise ValueError("a pressure that is not reached")
    return state.volumes[place] / left


def _start(problem: GasLaws, vessels: Sequence[Vessel], stages: Sequence[Stage], number: Numeric) -> Real:
    """The last pressure is a linear function of the first gas's amount."""
    if not vessels[0].gases or vessels[0].gases[0].name != problem.gas or any(one.kind == "release" for one in stages):
        raise ValueError("the first gas of the first vessel, and none let out")
    none, one = (run(problem, stages, vessels, number, n).pressure(problem.vessel) for n in (0, 1))
    if none == one:
        raise ValueError("the pressure does not hang on it")
    return (number(_of(problem.told[0], PRESSURE)) - none) / (one - none) * number(molar(problem, problem.gas))


_OF_WHAT = re.compile(r"\A\s*(?:n\s*\(\s*)?\w{1,5}\s*\)?\s*[:：]\s*(?:n\s*\(\s*)?\w{1,5}\s*\)?\s*[=≈]\s*(?=\d)")
_TO_ONE = re.compile(r"(\d)\s*(?:[:：]|to)\s*1(?:\.0{1,3})?(?=[\s$.*。]*\Z)")


def verify(problem: GasLaws, answer_text: str) -> Verdict:
    gold = answer(problem)
    if problem.ask == "temperature" and quantities.same_quantity(answer_text, gold, TEMPERATURE, DIGITS, "K", temperature=True):
        return ACCEPT
    text = without_substance(answer_text, problem.gas)
    if problem.ask == "ratio" and len(text) < 200:  # as `8.51 : 1`, and what the ratio is of
        text = _TO_ONE.sub(r"\1", _OF_WHAT.sub("", text))
    return judge(text, gold, problem.dimension, DIGITS, problem.unit)


def _vessel(volume: str, temperature: str, *gases: tuple[str, str, str]) -> Vessel:
    portions = tuple(GasPortion(name, Given(number, size), "") for name, number, size in gases)
    return Vessel(Given(volume, "L"), Given(temperature, "°C"), portions)


_OPEN = Stage("open", 0, (), "")
_ONE = GasLaws("pressure", (_vessel("5.00", "25", ("N2", "0.200", "mol")),), (), 0, "", "", (), (), "kPa")  # 99.2 kPa
_TWO = GasLaws(
    "partial", (_vessel("2.00", "20", ("He", "150", "kPa")), _vessel("3.00", "20")), (_OPEN,), 0, "He", "", (), (), "kPa"
)  # 60.0 kPa
_HOT = GasLaws("temperature", (_vessel("2.00", "27", ("Ar", "100", "kPa")),), (), 0, "", "", (Given("150", "kPa"),), (), "K")  # 450.2 K
_DENSE = GasLaws("density", (_vessel("1.00", "0", ("CO2", "2.00", "bar")),), (), 0, "", "", (), (), "g/L")  # 3.876 g/L
_LEAK = GasLaws("ratio", (_vessel("1.00", "25", ("He", "0.100", "mol"), ("CH4", "0.200", "mol")),), (), 0, "He", "CH4", (), (), "")  # 1.00

EXAMPLES = (
    (_ONE, "99.2 kPa", ""),
    (_ONE, "99.2", ""),
    (_ONE, "0.992 bar", ""),
    (_ONE, r"$p = 9.92 \times 10^4\ \mathrm{Pa}$", ""),
    (_TWO, "60.0 kPa", ""),
    (_TWO, r"\boxed{60\ \text{kPa}}", ""),
    (_HOT, "450 K", ""),
    (_HOT, "177 °C", ""),
    (_DENSE, "3.88 g/L", ""),
    (_DENSE, "3.88 kg/m^3", ""),
    (_LEAK, "1.00", ""),
    (_LEAK, "He : CH4 = 1.00 : 1", ""),
    (_ONE, "", "format"),
    (_ONE, "99 kPa or 100 kPa", "format"),
    (_ONE, "about one atmosphere", "format"),
    (_ONE, "99.2 g", "unit"),
    (_DENSE, "3.88 g", "unit"),
    (_ONE, "8.31 kPa", "value"),
    (_TWO, "150 kPa", "value"),
    (_TWO, "75.0 kPa", "value"),
    (_HOT, "40.5 K", "value"),
    (_LEAK, "0.500", "value"),
    (_LEAK, "1 : 2", "format"),
    (_ONE, "答案是 99.2 千帕。", ""),
    (_ONE, "压强约为 99.2 kPa", ""),
    (_TWO, "容器 A 中 He 的分压为 60 千帕", ""),
    (_HOT, "温度为 450 K", ""),
    (_DENSE, "密度是 3.88 克/升", ""),
    (_ONE, "99.2 克", "unit"),
    (_TWO, "分压为 75.0 千帕", "value"),
    (_HOT, "40.5 开", "value"),
)
