"""Gas laws: a quantity of ideal gases in vessels that are heated, squeezed, joined, filled and emptied in turn.

Refused for the first of: format (not one quantity), unit (of another dimension), value (another value, to the figures asked for)."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import NONE, PRESSURE, Dimension
from synth.verifiers.science import _derivation
from synth.verifiers.science._chemistry import without_substance
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._given import Given, judge, root, unit
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.gas_laws.route import Route
from synth.verifiers.science.gas_laws.vessels import (
    MOST,
    Effusion,
    GasPortion,
    MaybeName,
    Numeric,
    Place,
    Real,
    Stage,
    State,
    Vessel,
    molar,
    of,
    run,
)

__all__ = ["DIGITS", "EXAMPLES", "TRACE_FORMAT", "GasLaws", "answer", "proven", "route", "verify", "verify_trace", "worked"]

DIGITS = 3
"""Significant figures asked for."""
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


@kept
def answer(problem: GasLaws) -> Fraction:
    """In SI units. Raises ValueError where the problem does not fix it."""
    return Fraction(worked(problem, problem.vessels, problem.stages, Fraction))


def worked(problem: GasLaws, vessels: Sequence[Vessel], stages: Sequence[Stage], number: Numeric) -> Real:
    """The answer with other vessels, or other stages."""
    ask, place = problem.ask, problem.vessel
    if ask == "start":
        return _start(problem, vessels, stages, number)
    state = run(vessels, stages, problem.effusion, number)
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
            return inside[problem.gas] * number(molar(problem.effusion, problem.gas))
        case "amount":
            return everything
        case "density":
            return sum(amount * number(molar(problem.effusion, name)) for name, amount in inside.items()) / state.volumes[place]
        case "ratio":
            if not inside.get(problem.other) or problem.other == problem.gas:
                raise ValueError("two gases")
            return (
                inside[problem.gas]
                / inside[problem.other]
                * number(root(molar(problem.effusion, problem.other) / molar(problem.effusion, problem.gas)))
            )
        case "volume":
            if state.joined:
                raise ValueError("a closed vessel")
            return everything * state.gas_constant * state.kelvins[place] / number(of(problem.told[0], PRESSURE))
        case "temperature":
            return _temperature(state, place, number(of(problem.told[0], PRESSURE)))
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
    none, one = (run(vessels, stages, problem.effusion, number, n).pressure(problem.vessel) for n in (0, 1))
    if none == one:
        raise ValueError("the pressure does not hang on it")
    return (number(of(problem.told[0], PRESSURE)) - none) / (one - none) * number(molar(problem.effusion, problem.gas))


_OF_WHAT = re.compile(r"\A\s*(?:n\s*\(\s*)?\w{1,5}\s*\)?\s*[:：]\s*(?:n\s*\(\s*)?\w{1,5}\s*\)?\s*[=≈]\s*(?=\d)")
_TO_ONE = re.compile(r"(\d)\s*(?:[:：]|to)\s*1(?:\.0{1,3})?(?=[\s$.*。]*\Z)")


def verify(problem: GasLaws, answer_text: str) -> Verdict:
    gold = answer(problem)
    text = without_substance(answer_text, problem.gas)
    if problem.ask == "ratio" and len(text) < 200:  # as `8.51 : 1`, and what the ratio is of
        text = _TO_ONE.sub(r"\1", _OF_WHAT.sub("", text))
    return judge(text, gold, problem.dimension, DIGITS, problem.unit, temperature=problem.ask == "temperature")


@kept
def route(problem: GasLaws) -> Sheet:
    """The way by pencil to the answer."""
    way = Route(problem.vessels, problem.effusion, problem.ask == "start")
    for stage in problem.stages:
        way.stage(stage)
    place = problem.vessel
    match problem.ask:
        case "start":
            way.start(place, problem.told[0], problem.gas, problem.unit)
        case "temperature":
            way.temperature(place, problem.told[0])
        case "volume":
            way.volume(place, problem.told[0], problem.unit)
        case _:
            way.end(problem.ask, place, problem.gas, problem.other, problem.unit)
    return way.sheet


def verify_trace(problem: GasLaws, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: GasLaws, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


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
    (_HOT, "450 °C", "value"),
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
