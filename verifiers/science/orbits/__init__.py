"""Orbits: a speed, time, distance or eccentricity of a satellite that changes its orbit by short burns of its engine.

Refused for the first of: format (no quantity), unit (a missing unit, or one of another dimension), value (another value)."""

from collections.abc import Callable
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import LENGTH, SPEED, TIME, Dimension
from synth.verifiers.science import _derivation
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._given import Given, judge, root, unit
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.orbits.motion import BURNS, ENDS, FIELDS, STARTS, Orbit, Part, Told, burnt, field, first, period, speed
from synth.verifiers.science.orbits.route import Route

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Orbits", "answer", "orbits", "proven", "route", "verify", "verify_trace"]

MOST = 10**12


class Orbits(Problem, frozen=True):
    theme: Literal["Earth", "Mars", "Venus", "the Moon", "a planet"]
    """What the body in the middle is called."""
    radius: Given
    """Its own."""
    field: Part
    """What tells how strongly it attracts."""
    start: Part
    """The first orbit."""
    burns: Annotated[tuple[Part, ...], Meta(max_length=6)]
    """In their order."""
    end: Part
    """What is asked for."""
    digits: Annotated[int, Meta(ge=2, le=4)]
    """Significant figures of the answer."""
    unit: Literal["", "km", "km/s", "m/s", "s", "min", "h", "d"]
    """In which the answer is asked for; empty where it is to be given with a unit of one's own choice, or has none."""

    def __post_init__(self) -> None:
        if self.radius.dimension != LENGTH or not self.radius.si:
            raise ValueError("a body has a radius")
        if self.field.kind not in FIELDS or self.start.kind not in STARTS or self.end.kind not in ENDS:
            raise ValueError("each part has its place")
        if any(burn.kind not in BURNS for burn in self.burns):
            raise ValueError("burns change the orbit")
        if self.unit and unit(self.unit)[1] != self.dimension:
            raise ValueError("a unit of another dimension")
        if not 0 < answer(self) < MOST:
            raise ValueError("an answer that is not above 0")

    @property
    def dimension(self) -> Dimension:
        """Of the answer."""
        return ENDS[self.end.kind]


def orbits(problem: Orbits) -> tuple[list[Orbit], Fraction]:
    """Each orbit, and all changes of speed together. Raises ValueError where one is none, or meets the body."""
    radius = problem.radius.si / 1000
    mu, total = field(problem.field, radius), Fraction(0)
    if mu <= 0 or any(told.amount.si == 0 for told in problem.start.told):
        raise ValueError("no orbit")
    found = [first(problem.start, mu, radius)]
    for burn in problem.burns:
        orbit, change = burnt(burn, mu, radius, found[-1])
        found.append(orbit)
        total += change
    if any(orbit.low <= radius for orbit in found):
        raise ValueError("it comes down")
    return found, total


@kept
def answer(problem: Orbits) -> Fraction:
    """The quantity that is asked for, in SI units. Raises ValueError where the problem does not fix it."""
    radius, end = problem.radius.si / 1000, problem.end
    mu = field(problem.field, radius)
    found, total = orbits(problem)
    last, v = found[-1], end.values
    kinds: dict[str, Callable[[], Fraction]] = {
        "period": lambda: period(mu, last),
        "half": lambda: period(mu, last) / 2,
        "highest": lambda: last.high - radius,
        "lowest": lambda: last.low - radius,
        "speed low": lambda: speed(mu, last, last.low),
        "speed high": lambda: speed(mu, last, last.high),
        "speed at": lambda: _between(mu, last, radius + v["h"]),
        "eccentricity": lambda: (last.high - last.low) / (last.high + last.low),
        "axis": lambda: (last.high + last.low) / 2,
        "total": lambda: total,
        "escape": lambda: root(2 * mu / last.low) - speed(mu, last, last.low),
        "excess": lambda: root((speed(mu, last, last.low) + v["dv"]) ** 2 - 2 * mu / last.low),
        "synodic": lambda: _synodic(mu, found[0], last),
    }
    return kinds[end.kind]() * (1000 if ENDS[end.kind] in (LENGTH, SPEED) else 1)


def _between(mu: Fraction, orbit: Orbit, distance: Fraction) -> Fraction:
    if not orbit.low < distance < orbit.high:
        raise ValueError("it does not get there")
    return speed(mu, orbit, distance)


def _synodic(mu: Fraction, one: Orbit, other: Orbit) -> Fraction:
    """From one closest approach to the next, on two circles in one plane."""
    if one.low != one.high or other.low != other.high or one == other:
        raise ValueError("two different circles")
    times = period(mu, one), period(mu, other)
    return times[0] * times[1] / abs(times[0] - times[1])


def verify(problem: Orbits, answer_text: str) -> Verdict:
    return judge(answer_text, answer(problem), problem.dimension, problem.digits, problem.unit)


@kept
def route(problem: Orbits) -> Sheet:
    """The way by pencil to the answer."""
    usual = {LENGTH: "km", SPEED: "km/s", TIME: "s"}
    asked = problem.unit or usual.get(problem.dimension, "")
    return Route(problem.radius, problem.field, problem.start, problem.burns, problem.end, asked).sheet


def verify_trace(problem: Orbits, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: Orbits, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def _part(kind: str, place: str = "", power: int = 0, **told: str) -> Part:
    """`_part("circle", h="400 km")`."""
    amounts = ((name, *text.split(" "), "") for name, text in told.items())
    parts = tuple(Told(name, Given(number, unit)) for name, number, unit, *_ in amounts)  # type: ignore[arg-type]
    return Part(kind, parts, place, power)  # type: ignore[arg-type]


_EARTH = (Given("6378", "km"), _part("GM", power=5, GM="3.986 km^3/s^2"))
_CIRCLE = Orbits("Earth", *_EARTH, _part("circle", h="400 km"), (), _part("speed low"), 3, "km/s")  # 7.67 km/s
_PERIOD = Orbits("Earth", *_EARTH, _part("ellipse", low="622 km", high="6622 km"), (), _part("period"), 3, "")  # a = 10000 km: 9952 s
_TRANSFER = Orbits(
    "Earth", *_EARTH, _part("circle", h="300 km"), (_part("reach", h="35786 km"), _part("round", "high")), _part("total"), 3, "km/s"
)  # 2.426 km/s + 1.467 km/s
_SHAPE = Orbits("Earth", *_EARTH, _part("ellipse", low="622 km", high="6622 km"), (), _part("eccentricity"), 2, "")  # 0.30

EXAMPLES = (
    (_CIRCLE, "7.67 km/s", ""),
    (_CIRCLE, "7.67", ""),
    (_CIRCLE, r"$v \approx 7.67\ \mathrm{km/s}$", ""),
    (_CIRCLE, "7670 m/s", ""),
    (_CIRCLE, "27600 km/h", ""),
    (_PERIOD, "2.76 h", ""),
    (_PERIOD, "166 min", ""),
    (_TRANSFER, "3.89 km/s", ""),
    (_SHAPE, "0.30", ""),
    (_SHAPE, "e = 0.3", ""),
    (_CIRCLE, "", "format"),
    (_CIRCLE, "7 km/s or 8 km/s", "format"),
    (_SHAPE, "30%", "format"),
    (_CIRCLE, "7.67 km", "unit"),
    (_PERIOD, "9950", "unit"),
    (_CIRCLE, "31.6 km/s", "value"),
    (_CIRCLE, "10.8 km/s", "value"),
    (_PERIOD, "1.38 h", "value"),
    (_TRANSFER, "2.43 km/s", "value"),
    (_TRANSFER, "4.65 km/s", "value"),
    (_SHAPE, "0.83", "value"),
    (_CIRCLE, "速度为 7.67 千米/秒", ""),
    (_CIRCLE, "答案是 7.67 km/s。", ""),
    (_PERIOD, "周期约为 2.76 小时", ""),
    (_PERIOD, "166 分钟", ""),
    (_SHAPE, "偏心率为 0.30", ""),
    (_CIRCLE, "速度为 7.67 米/秒", "value"),
    (_PERIOD, "2.76 千米", "unit"),
    (_SHAPE, "偏心率为 0.83", "value"),
)
