"""Circuits: one quantity of a network of resistors, real sources and at most one capacitor, with its unit.

Refused for the first of: format (not one quantity), unit (of another dimension), value (another value, to the figures asked for)."""

from collections.abc import Callable
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import quantities
from synth.verifiers.science import _derivation
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._network import Branch, potentials
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.circuits.parts import Capacitor, Reading, Resistor, Source
from synth.verifiers.science.circuits.route import Part, charged, seen, sure, told, unknown

__all__ = [
    "EXAMPLES",
    "TRACE_FORMAT",
    "Capacitor",
    "Circuits",
    "Reading",
    "Resistor",
    "Source",
    "proven",
    "route",
    "verify",
    "verify_trace",
]

Unit = Literal["Ω", "kΩ", "A", "mA", "V", "W", "mW", "s", "ms", "µC", "µJ", "mJ"]
LN_2, E = Fraction(693147, 10**6), Fraction(2718282, 10**6)
UNITS: dict[str, tuple[Unit, ...]] = {
    "resistance": ("Ω", "kΩ"),
    "current": ("A", "mA"),
    "voltage": ("V",),
    "power": ("W", "mW"),
    "terminal": ("V",),
    "unknown": ("Ω", "kΩ"),
    "match": ("Ω", "kΩ"),
    "greatest": ("W", "mW"),
    "constant": ("s", "ms"),
    "reach": ("s", "ms"),
    "charge": ("µC",),
    "energy": ("µJ", "mJ"),
    "after": ("V",),
    "first": ("A", "mA"),
}
"""The units in which each quantity may be asked."""


Ask = Literal[
    "resistance",
    "current",
    "voltage",
    "power",
    "terminal",
    "unknown",
    "match",
    "greatest",
    "constant",
    "reach",
    "charge",
    "energy",
    "after",
    "first",
]


class Circuits(Problem, frozen=True):
    ask: Ask
    """The resistance between A and B; current, voltage or power of a resistor; a real source's terminal voltage; an unknown resistance by
    a reading; the resistance that takes the greatest power, and that power; a time constant; the time until the capacitor lacks 1/2,
    1/4, ... of its last voltage; its last charge or energy; its voltage after time constants; a current when the switch is just closed."""
    resistors: Annotated[tuple[Resistor, ...], Meta(min_length=1, max_length=10)]
    """R1, R2, ..."""
    sources: Annotated[tuple[Source, ...], Meta(max_length=3)]
    capacitors: Annotated[tuple[Capacitor, ...], Meta(max_length=1)]
    readings: Annotated[tuple[Reading, ...], Meta(max_length=1)]
    part: Annotated[int, Meta(ge=0, le=9)]
    """Which resistor or source is asked about, from 0; 0 where none is."""
    times: Annotated[int, Meta(ge=0, le=3)]
    """Halvings for `reach`, time constants for `after`, else 0."""
    unit: Unit
    digits: Annotated[int, Meta(ge=0, le=4)]
    """Significant figures asked for; 0 for the exact value."""

    def __post_init__(self) -> None:
        if self.unit not in UNITS[self.ask]:
            raise ValueError("the unit is one of the quantity asked for")
        if (
            any(r.a == r.b for r in self.resistors)
            or any(c.a == c.b for c in self.capacitors)
            or any(s.plus == s.minus for s in self.sources)
        ):
            raise ValueError("a part has two ends")
        places = self.sources if self.ask == "terminal" else self.resistors
        if self.part >= len(places) or any(r.resistor >= len(self.resistors) for r in self.readings):
            raise ValueError("no such part")
        if [r.milliohms for r in self.resistors].count(0) != (self.ask in ("unknown", "match", "greatest")):
            raise ValueError("one resistance is unknown where it is asked for or chosen, else none")
        if (self.ask == "unknown") != bool(self.readings) or (self.ask in CHARGING) != bool(self.capacitors):
            raise ValueError("a reading for an unknown resistance, a capacitor where one is asked about")
        if (self.ask == "resistance") != (not self.sources) or bool(self.times) != (self.ask in ("reach", "after")):
            raise ValueError("sources, but for a resistance between terminals; times for what takes time")


CHARGING = ("constant", "reach", "charge", "energy", "after", "first")
"""What is asked of circuits with a capacitor."""


def branches(problem: Circuits) -> list[Branch]:
    """Resistors in their order, the unknown one as 1 ohm, then sources; a capacitor last, as 1 ohm."""
    found = [Branch(r.a, r.b, r.milliohms or 1000, 0) for r in problem.resistors]
    found += [Branch(s.plus, s.minus, s.milliohms, s.millivolts) for s in problem.sources]
    return found + [Branch(c.a, c.b, 1000, 0) for c in problem.capacitors]


@kept
def answer(problem: Circuits) -> Fraction | None:
    """The quantity in SI units, above 0 for every problem of ours; None where nothing fixes it.

    What is special (unknown, chosen, charging) is 1 ohm with a current J led past it. All potentials are linear in J, and what is known of
    the special part says what J is: no current, no voltage, or the reading."""
    parts, ask = branches(problem), problem.ask
    if ask == "resistance":
        solved = potentials(parts, (0, 1))
        return solved and (solved[1][0] - solved[1][1]) / 1000
    special: Resistor | Capacitor | None = next((r for r in problem.resistors if not r.milliohms), None)
    if problem.capacitors:
        special = problem.capacitors[0]
    solved = potentials(parts, (special.a, special.b) if special else (0, 0))
    if solved is None:
        return None
    alone, led = solved

    def across(a: int, b: int, current: Fraction) -> Fraction:
        """In volts."""
        return (alone[a] - alone[b] + current * (led[a] - led[b])) / 1000

    if special is None:
        return _of_part(problem, lambda a, b: across(a, b, Fraction(0)))
    a, b = special.a, special.b
    opened, lifted = across(a, b, Fraction(0)), (led[a] - led[b]) / 1000  # by the 1 ohm, beside it
    if lifted in (0, 1):
        return None
    inner, full = lifted / (1 - lifted), opened / (1 - lifted)
    if ask == "first":
        return _of_part(problem, lambda x, y: across(x, y, -opened / lifted))
    if ask != "unknown":
        return _charged(problem, inner, abs(full))
    reading = problem.readings[0]
    known = problem.resistors[reading.resistor]
    value = Fraction(reading.micro, 10**6) * (Fraction(known.milliohms, 1000) if reading.kind == "current" else 1)
    slope = (led[known.a] - led[known.b]) / 1000
    if not slope:
        return None
    current = (value - across(known.a, known.b, Fraction(0))) / slope
    drop = across(a, b, current)
    return drop / (drop - current) if drop != current else None


def _of_part(problem: Circuits, across: Callable[[int, int], Fraction]) -> Fraction:
    """Of the resistor or source asked about."""
    if problem.ask == "terminal":
        source = problem.sources[problem.part]
        return abs(across(source.plus, source.minus))
    resistor = problem.resistors[problem.part]
    drop, ohms = abs(across(resistor.a, resistor.b)), Fraction(resistor.milliohms, 1000)
    return {"voltage": drop, "power": drop * drop / ohms}.get(problem.ask, drop / ohms)


def _charged(problem: Circuits, inner: Fraction, full: Fraction) -> Fraction:
    """By what the special part sees: a source `full` with the resistance `inner` (Thevenin)."""
    farads = Fraction(problem.capacitors[0].nanofarads, 10**9) if problem.capacitors else Fraction(0)
    match problem.ask:
        case "match":
            return inner
        case "greatest":
            return full * full / inner / 4 if inner else inner
        case "constant":
            return inner * farads
        case "reach":
            return inner * farads * problem.times * LN_2
        case "after":
            return full * (1 - 1 / E**problem.times)
        case "charge":
            return full * farads
    return full * full * farads / 2


@kept
def route(problem: Circuits) -> Sheet:
    """The way by pencil to the answer. Raises ValueError where nothing fixes it."""
    sheet, ask = Sheet(), problem.ask
    ohms = [sheet.given(told(r.milliohms, "Ω")) if r.milliohms else None for r in problem.resistors]
    parts = [Part(r.a, r.b, value, None) for r, value in zip(problem.resistors, ohms, strict=True) if value]
    for s in problem.sources:
        inner = sheet.given(told(s.milliohms, "Ω")) if s.milliohms else None
        parts.append(Part(s.plus, s.minus, inner, sheet.given(told(s.millivolts, "V"))))
    farads = [sheet.given(f"{c.nanofarads / 1000:.10g} µF") for c in problem.capacitors]
    free = next((r for r in problem.resistors if not r.milliohms), None)
    if ask == "unknown" and free:
        unknown(sheet, problem.readings[0], problem.resistors[problem.readings[0].resistor], problem.unit, parts, free)
    elif free:
        charged(sheet, ask, problem.times, problem.unit, *seen(sheet, parts, free.a, free.b), None)
    elif ask in CHARGING and ask != "first":
        capacitor = problem.capacitors[0]
        charged(sheet, ask, problem.times, problem.unit, *seen(sheet, parts, capacitor.a, capacitor.b), farads[0])
    elif ask == "resistance":
        sheet.line("R", sure(seen(sheet, parts, 0, 1).ohms), problem.unit)
    else:
        if ask == "first":  # uncharged, it is a wire
            parts.append(Part(problem.capacitors[0].a, problem.capacitors[0].b, None, None))
        asked = problem.sources[problem.part] if ask == "terminal" else problem.resistors[problem.part]
        a, b = (asked.plus, asked.minus) if isinstance(asked, Source) else (asked.a, asked.b)
        volts, own = sure(seen(sheet, parts, a, b).volts), ohms[problem.part]
        volts = -volts if float(volts) < 0 else volts
        final = volts if ask in ("terminal", "voltage") else volts**2 / sure(own) if ask == "power" else volts / sure(own)
        sheet.line({"A": "I", "W": "P"}.get(problem.unit[-1], "U"), final, problem.unit)
    return sheet


def verify_trace(problem: Circuits, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: Circuits, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def verify(problem: Circuits, answer_text: str) -> Verdict:
    gold = answer(problem)
    size, dimension = quantities.unit(problem.unit)
    read = quantities.quantity(answer_text)
    if read is None:
        return refuse("format")
    if read.dimension != dimension and not read.bare:
        return refuse("unit")
    if gold is None:
        return refuse("value")
    if not problem.digits:
        return ACCEPT if read.value * (size if read.bare else 1) == gold else refuse("value")
    return ACCEPT if quantities.same_quantity(answer_text, gold, dimension, problem.digits, problem.unit) else refuse("value")


_TWO = (Resistor(0, 2, 4000), Resistor(2, 1, 2000))  # in series
_BATTERY = (Source(0, 1, 12000, 0),)
_CURRENT = Circuits("current", _TWO, _BATTERY, (), (), 0, 0, "A", 3)  # 12 V / 6 ohm = 2 A
_PARALLEL = Circuits("resistance", (Resistor(0, 1, 4000), Resistor(0, 1, 3000)), (), (), (), 0, 0, "Ω", 0)  # 12/7 ohm
_POWER = Circuits("power", _TWO, (Source(0, 1, 12000, 1000),), (), (), 0, 0, "W", 3)  # 4 * (12/7)^2 = 11.755 W
_UNKNOWN = Circuits("unknown", (Resistor(0, 2, 4000), Resistor(2, 1, 0)), _BATTERY, (), (Reading("current", 0, 500000),), 0, 0, "Ω", 3)
_RC = Circuits("constant", (Resistor(0, 2, 4700000),), (Source(0, 1, 9000, 0),), (Capacitor(2, 1, 10000),), (), 0, 0, "ms", 3)  # 47 ms

EXAMPLES = (
    (_CURRENT, "2.00 A", ""),
    (_CURRENT, "2 A", ""),
    (_CURRENT, "I = 2.00 A", ""),
    (_CURRENT, "2000 mA", ""),
    (_CURRENT, r"$2.00\,\mathrm{A}$", ""),
    (_PARALLEL, "12/7 Ω", ""),
    (_PARALLEL, r"\frac{12}{7}\ \Omega", ""),
    (_POWER, "11.8 W", ""),
    (_POWER, "11.755 watts", ""),
    (_UNKNOWN, "20.0 ohms", ""),
    (_RC, "0.0470 s", ""),
    (_RC, "47.0", ""),
    (_CURRENT, "", "format"),
    (_CURRENT, "1 A or 2 A", "format"),
    (_CURRENT, "the current is large", "format"),
    (_CURRENT, "2.00 V", "unit"),
    (_CURRENT, "3.00 A", "value"),
    (_CURRENT, "2.00 mA", "value"),
    (_PARALLEL, "1.71 Ω", "value"),
    (_PARALLEL, "7 Ω", "value"),
    (_POWER, "16.0 W", "value"),
    (_UNKNOWN, "24.0 Ω", "value"),
    (_RC, "47.0 s", "value"),
    (_CURRENT, "2.00 安", ""),
    (_CURRENT, "电流为 2 安培", ""),
    (_POWER, "约 11.8 瓦", ""),
    (_UNKNOWN, "阻值是 20 欧姆", ""),
    (_RC, "47 毫秒", ""),
    (_UNKNOWN, "24 欧", "value"),
    (_CURRENT, "2 伏特", "unit"),
    (_CURRENT, "电流很大", "format"),
)
