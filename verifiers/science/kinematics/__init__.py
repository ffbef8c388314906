"""Kinematics: a time, distance, speed or acceleration of bodies that move in a straight line by stages, meet, or fly off an edge.

Refused for the first of: format (no quantity), unit (a missing unit, or one of another dimension), value (another value)."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import ACCELERATION, LENGTH, SPEED, TIME, Dimension
from synth.verifiers.science import _derivation
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._given import Given, judge
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.kinematics.motion import MOST, Flight, Rival, Stage, Told, What, flown, legs, meeting
from synth.verifiers.science.kinematics.route import derived

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Kinematics", "answer", "proven", "route", "verify", "verify_trace"]

Ask = Literal[
    "time",
    "distance",
    "average",
    "final",
    "acceleration",
    "start",
    "top",
    "missing time",
    "missing distance",
    "air",
    "range",
    "impact",
    "peak",
    "meeting time",
    "meeting distance",
    "closing",
]
ASKS: dict[str, Dimension] = {
    "time": TIME,
    "distance": LENGTH,
    "average": SPEED,
    "final": SPEED,
    "acceleration": ACCELERATION,
    "start": SPEED,
    "top": SPEED,
    "missing time": TIME,
    "missing distance": LENGTH,
    "air": TIME,
    "range": LENGTH,
    "impact": SPEED,
    "peak": LENGTH,
    "meeting time": TIME,
    "meeting distance": LENGTH,
    "closing": SPEED,
}
"""What may be asked, and its dimension."""


class Kinematics(Problem, frozen=True):
    theme: Literal["car", "train", "cyclist", "trolley", "motorcycle"]
    """What the first body is called."""
    stages: Annotated[tuple[Stage, ...], Meta(min_length=1, max_length=3)]
    """Of the first body; the last one goes on for ever where there is a rival."""
    totals: Annotated[tuple[Told, ...], Meta(max_length=2)]
    """Distance or time (`s`, `t`) of the whole way, where a stage is missing."""
    rival: Annotated[tuple[Rival, ...], Meta(max_length=1)]
    flight: Annotated[tuple[Flight, ...], Meta(max_length=1)]
    ask: Ask
    """Of the whole way; of the last stage (acceleration); of the first (start); of the missing stage; of the flight; of the meeting."""
    digits: Annotated[int, Meta(ge=2, le=4)]
    """Significant figures of the answer."""
    unit: Literal["", "m/s", "km/h", "cm/s", "m/s^2", "s", "min", "m", "km", "cm"]
    """In which the answer is asked for; empty where it is to be given with a unit of one's own choice."""
    asides: Annotated[tuple[Given, ...], Meta(max_length=3)]
    """Masses and lengths that have nothing to do with the answer."""

    def __post_init__(self) -> None:
        if not 0 < answer(self) < MOST:
            raise ValueError("an answer that is not above 0")

    @property
    def dimension(self) -> Dimension:
        """Of the answer."""
        return ASKS[self.ask]


@kept
def answer(problem: Kinematics) -> Fraction:
    """The quantity that is asked for, in SI units. Raises ValueError where the problem does not fix it."""
    ask = problem.ask
    if problem.rival:
        if problem.flight or problem.totals:
            raise ValueError("a rival, a flight or a total")
        met = meeting(problem.stages, problem.rival[0])
        return _one_of({"meeting time": met.time, "meeting distance": met.distance, "closing": met.closing}, ask)
    found = legs(problem.stages, problem.totals)
    if problem.flight:
        return _one_of(flown(found[-1].v, problem.flight[0]), ask)
    if ask.startswith("missing") or ask == "top":
        missing = next((one for one, stage in zip(found, problem.stages, strict=True) if stage.trend == "steady"), None)
        if not problem.totals or missing is None:
            raise ValueError("no stage is missing")
        return {"top": missing.u, "missing time": missing.t, "missing distance": missing.s}[ask]
    time, distance = sum((one.t for one in found), Fraction(0)), sum((one.s for one in found), Fraction(0))
    all_of_it = {"time": time, "distance": distance, "average": distance / time, "final": found[-1].v}
    return _one_of(all_of_it | {"acceleration": abs(found[-1].a), "start": found[0].u}, ask)


def _one_of(values: dict[str, Fraction], ask: str) -> Fraction:
    if ask not in values:
        raise ValueError("what is asked has nothing to do with what is told")
    return values[ask]


def verify(problem: Kinematics, answer_text: str) -> Verdict:
    return judge(answer_text, answer(problem), problem.dimension, problem.digits, problem.unit)


@kept
def route(problem: Kinematics) -> Sheet:
    """The way by pencil to the answer."""
    return derived(problem.stages, problem.totals, problem.rival, problem.flight, problem.ask)


def verify_trace(problem: Kinematics, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: Kinematics, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


def _told(what: What, number: str, unit: str) -> Told:
    return Told(what, Given(number, unit))


_START = _told("u", "0", "m/s")
_BRAKES = Kinematics(
    "car",
    (Stage("down", (_told("u", "72", "km/h"), _told("v", "0", "m/s"), _told("a", "4.5", "m/s^2"))),),
    *((), (), (), "distance", 3, "m", ()),
)  # 44.4 m
_AVERAGE = Kinematics(
    "train",
    (Stage("up", (_START, _told("a", "0.50", "m/s^2"), _told("t", "40", "s"))), Stage("steady", (_told("s", "1.5", "km"),))),
    *((), (), (), "average", 3, "", (Given("320", "t"),)),
)  # 1900 m in 115 s: 16.5 m/s
_THROWN = Kinematics(
    "trolley",
    (Stage("up", (_START, _told("a", "1.2", "m/s^2"), _told("s", "60", "cm"))),),
    *((), (), (Flight(Given("80", "cm"), 0, 1, "9.8"),), "range", 2, "cm", ()),
)  # 1.2 m/s, 0.404 s: 48 cm

EXAMPLES = (
    (_BRAKES, "44.4 m", ""),
    (_BRAKES, "44.4", ""),
    (_BRAKES, r"$s = \frac{400}{9}\ \mathrm{m} \approx 44.4\ \mathrm{m}$", ""),
    (_BRAKES, "4440 cm", ""),
    (_AVERAGE, "16.5 m/s", ""),
    (_AVERAGE, "59.5 km/h", ""),
    (_AVERAGE, r"\boxed{16.5\,\mathrm{m\,s^{-1}}}", ""),
    (_THROWN, "0.48 m", ""),
    (_BRAKES, "", "format"),
    (_BRAKES, "44 m or 45 m", "format"),
    (_BRAKES, "44.4%", "format"),
    (_BRAKES, "44.4 m/s", "unit"),
    (_AVERAGE, "16.5", "unit"),
    (_AVERAGE, "16.5 m", "unit"),
    (_BRAKES, "44 m", "value"),
    (_BRAKES, "576 m", "value"),
    (_BRAKES, "88.9 m", "value"),
    (_AVERAGE, "16.5 km/h", "value"),
    (_AVERAGE, "10.0 m/s", "value"),
    (_THROWN, "0.48", "value"),
    (_BRAKES, "答案是 44.4 米。", ""),
    (_BRAKES, "刹车距离约为 44.4 m", ""),
    (_AVERAGE, "平均速度为 16.5 米/秒", ""),
    (_AVERAGE, "16.5米每秒", ""),
    (_AVERAGE, "59.5 千米每小时", ""),
    (_THROWN, "48 厘米", ""),
    (_BRAKES, "答案是 44.4 秒", "unit"),
    (_AVERAGE, "16.5 米", "unit"),
    (_AVERAGE, "平均速度为 16.5 千米/时", "value"),
    (_THROWN, "48 米", "value"),
)
