"""Motion in a straight line by stages, two bodies that meet, and flights: what is told gives all the rest, in exact fractions.

Every function raises ValueError where it does not."""

from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import ACCELERATION, LENGTH, SPEED, TIME, Dimension
from synth.verifiers.science._given import Given, root

What = Literal["u", "v", "a", "t", "s"]
DIMENSIONS: dict[str, Dimension] = {"u": SPEED, "v": SPEED, "a": ACCELERATION, "t": TIME, "s": LENGTH}
MOST = 10**7
"""In SI units, of anything; no problem of ours comes near."""


class Told(Frozen, frozen=True):
    what: What
    """Speed at first, speed at last, size of the acceleration, time, distance of a stage: `a`."""
    amount: Given
    """`2.5 m/s^2`."""

    def __post_init__(self) -> None:
        if self.amount.dimension != DIMENSIONS[self.what]:
            raise ValueError("a unit of another dimension")


class Stage(Frozen, frozen=True):
    """A part of a body's way; it begins with the speed with which the one before it ended."""

    trend: Literal["steady", "up", "down"]
    """Constant speed; speeding up or slowing down, with constant acceleration."""
    told: Annotated[tuple[Told, ...], Meta(max_length=3)]
    """Just as many quantities as fix the stage, or one less for a stage that is missing: `(a, t)`."""


class Rival(Frozen, frozen=True):
    """A second body on the same road."""

    stages: Annotated[tuple[Stage, ...], Meta(min_length=1, max_length=3)]
    gap: Given
    """How far in front of the first body it starts."""
    delay: Given
    """How much later the first body starts."""
    toward: bool
    """Whether it comes towards the first body, or moves away in the same direction."""


class Flight(Frozen, frozen=True):
    """At the end of its way the body leaves an edge and flies."""

    height: Given
    """Of the edge above the ground."""
    rise: Annotated[int, Meta(ge=0, le=40)]
    run: Annotated[int, Meta(ge=1, le=40)]
    """It leaves upwards at rise : run; 0 : 1 is level."""
    g: Annotated[str, Meta(pattern=r"\A(9\.8|9\.81|10)\Z")]
    """`9.8`, in m/s^2."""

    def __post_init__(self) -> None:
        if self.height.dimension != LENGTH or root(Fraction(self.rise**2 + self.run**2)).denominator != 1:
            raise ValueError("a height in a unit of length, and a slope with a rational sine")


class Leg(NamedTuple):
    """A stage in numbers, in SI units: speed at first and at last, acceleration with its sign, time, distance."""

    u: Fraction
    v: Fraction
    a: Fraction
    t: Fraction
    s: Fraction


@lru_cache(maxsize=512)
def leg(stage: Stage, u: Fraction | None) -> Leg:
    """What is told of a stage, with its first speed where that is known, gives all the rest. Raises ValueError where it does not."""
    known = {told.what: told.amount.si for told in stage.told}
    if u is not None:
        known.setdefault("u", u)
    if len(known) != len(stage.told) + (u is not None) or len(known) != (2 if stage.trend == "steady" else 3):
        raise ValueError("just as many different quantities as fix the stage")
    try:
        found = _steady(known) if stage.trend == "steady" else _changing(known, stage.trend)
    except (ZeroDivisionError, KeyError):
        raise ValueError("quantities that do not fix the stage") from None
    if not (found.u >= 0 and found.v >= 0 and 0 < found.t < MOST and 0 < found.s < MOST):
        raise ValueError("a stage that goes backwards")
    if {"steady": found.a != 0, "up": found.a <= 0, "down": found.a >= 0}[stage.trend]:
        raise ValueError("a stage that speeds up when it should not, or the reverse")
    return found


def _steady(known: dict[What, Fraction]) -> Leg:
    u, t, s = known.get("u"), known.get("t"), known.get("s")
    if u is None:
        u = known["s"] / known["t"]
    if t is None:
        t = known["s"] / u
    return Leg(u, u, Fraction(0), t, u * t if s is None else s)


def _changing(known: dict[What, Fraction], trend: str) -> Leg:
    """The five formulas v = u + a t, s = (u + v) t / 2, s = u t + a t^2 / 2, s = v t - a t^2 / 2, v^2 = u^2 + 2 a s."""
    u, v, a, t, s = (known.get(what) for what in ("u", "v", "a", "t", "s"))
    if a is not None and trend == "down":
        a = -a
    if u is None:
        if v is None:
            assert a is not None and t is not None and s is not None
            u = s / t - a * t / 2
        elif a is None:
            u = 2 * known["s"] / known["t"] - v
        else:
            u = v - a * t if t is not None else root(v * v - 2 * a * known["s"])
    if v is None and a is None:
        v = 2 * known["s"] / known["t"] - u
    elif v is None and a is not None:
        v = u + a * t if t is not None else root(u * u + 2 * a * known["s"])
    assert v is not None
    if t is None:
        t = 2 * s / (u + v) if s is not None else (v - u) / (a or Fraction(0))
    return Leg(u, v, (v - u) / t, t, (u + v) * t / 2)


@lru_cache(maxsize=512)
def legs(stages: tuple[Stage, ...], totals: tuple[Told, ...] = (), endless: bool = False) -> tuple[Leg, ...]:
    """All stages in numbers; endless: the last one is steady and lasts for a second, which stands for ever."""
    if len(totals) == 2:
        return _between_stops(stages, totals)
    found, u, missing = list[Leg](), None, -1
    for place, stage in enumerate(stages):
        if stage.trend == "steady" and not (stage.told if u is not None else stage.told[1:]):
            if missing >= 0 or not (totals or (endless and place == len(stages) - 1)):
                raise ValueError("a stage of which nothing is told")
            first = stage.told[0].amount.si if stage.told else u
            if first is None or (stage.told and stage.told[0].what != "u"):
                raise ValueError("the speed of the missing stage")
            missing, next_one = place, Leg(first, first, Fraction(0), Fraction(1), first)
        else:
            next_one = leg(stage, u)
        found.append(next_one)
        u = next_one.v
    if endless:
        if missing != len(stages) - 1:
            raise ValueError("the last stage goes on for ever")
    elif (missing >= 0) != bool(totals):
        raise ValueError("a total where a stage is missing")
    elif totals:
        found[missing] = _filled(found, missing, totals[0])
    return tuple(found)


def _filled(found: list[Leg], missing: int, total: Told) -> Leg:
    """The missing stage, at a known speed, takes what the others leave of the whole time or distance."""
    rest = [one for place, one in enumerate(found) if place != missing]
    speed = found[missing].u
    if total.what not in ("s", "t") or not speed:
        raise ValueError("the whole time or distance")
    time = total.amount.si - sum(one.t for one in rest) if total.what == "t" else (total.amount.si - sum(one.s for one in rest)) / speed
    if time <= 0:
        raise ValueError("nothing is left for the missing stage")
    return Leg(speed, speed, Fraction(0), time, speed * time)


def _between_stops(stages: tuple[Stage, ...], totals: tuple[Told, ...]) -> tuple[Leg, ...]:
    """From rest to rest: accelerations, whole time T and distance D are told. The top speed v solves v T - v^2 (1/a + 1/b) / 2 = D."""
    wanted = [("up", ("a",)), ("steady", ()), ("down", ("a",))]
    known = {total.what: total.amount.si for total in totals}
    if [(stage.trend, tuple(told.what for told in stage.told)) for stage in stages] != wanted or set(known) != {"s", "t"}:
        raise ValueError("up, steady, down; the accelerations, the whole time and distance")
    a, b = stages[0].told[0].amount.si, stages[2].told[0].amount.si
    if not a or not b:
        raise ValueError("accelerations above 0")
    half = (1 / a + 1 / b) / 2
    top = (known["t"] - root(known["t"] ** 2 - 4 * half * known["s"])) / (2 * half)
    time = known["t"] - top * 2 * half
    if top <= 0 or time <= 0:
        raise ValueError("nothing is left for the stage at top speed")
    still = Fraction(0)
    return (
        Leg(still, top, a, top / a, top * top / a / 2),
        Leg(top, top, still, time, top * time),
        Leg(top, still, -b, top / b, top * top / b / 2),
    )


class Meeting(NamedTuple):
    time: Fraction
    """After the first body started."""
    distance: Fraction
    """From where the first body started."""
    closing: Fraction
    """How fast the bodies come nearer to each other then."""


def meeting(stages: tuple[Stage, ...], rival: Rival) -> Meeting:
    """The first place where the bodies are level. Both move by squares of the time between the ends of their stages."""
    if rival.gap.dimension != LENGTH or rival.delay.dimension != TIME:
        raise ValueError("a gap in a unit of length, a delay in a unit of time")
    sign, delay = (-1 if rival.toward else 1), rival.delay.si
    first, second = legs(stages, endless=True), legs(rival.stages, endless=True)
    ends = sorted({end for end in (*_ends(first), *(end - delay for end in _ends(second))) if end > 0})
    for start, end in zip([Fraction(0), *ends], [*ends, None], strict=True):
        x, v, a = _at(first, start)
        y, w, b = _at(second, start + delay)
        low, slope, bend = rival.gap.si + sign * y - x, sign * w - v, sign * b - a  # how far the rival is in front, and its changes
        after = _first_zero(low, slope, bend)
        if after is not None and (end is None or after <= end - start):
            return Meeting(start + after, x + v * after + a * after * after / 2, abs(slope + bend * after))
    raise ValueError("they never meet")


def _ends(found: tuple[Leg, ...]) -> list[Fraction]:
    times = [Fraction(0)]
    for one in found[:-1]:
        times.append(times[-1] + one.t)
    return times


def _at(found: tuple[Leg, ...], time: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """Distance, speed and acceleration at a time."""
    way = Fraction(0)
    for one in found[:-1]:
        if time < one.t:
            return way + one.u * time + one.a * time * time / 2, one.u + one.a * time, one.a
        way, time = way + one.s, time - one.t
    return way + found[-1].u * time, found[-1].u, Fraction(0)


def position(found: tuple[Leg, ...], time: Fraction) -> Fraction:
    """Distance from the start at a time, where the last stage goes on for ever."""
    return _at(found, time)[0]


def _first_zero(low: Fraction, slope: Fraction, bend: Fraction) -> Fraction | None:
    """The first time after 0 at which low + slope t + bend t^2 / 2 is 0; low is above 0."""
    if low <= 0:
        raise ValueError("the rival is not in front")
    if not bend:
        return -low / slope if slope < 0 else None
    inside = slope * slope - 2 * bend * low
    if inside < 0:
        return None
    times = [(-slope + sign * root(inside)) / bend for sign in (-1, 1)]
    return min((time for time in times if time > 0), default=None)


def flown(speed: Fraction, flight: Flight) -> dict[str, Fraction]:
    """Time in the air, range, speed on the ground and greatest height of a flight without resistance of the air."""
    g, height, slope = Fraction(flight.g), flight.height.si, root(Fraction(flight.rise**2 + flight.run**2))
    up = speed * flight.rise / slope
    air = (up + root(up * up + 2 * g * height)) / g
    return {
        "air": air,
        "range": speed * flight.run / slope * air,
        "impact": root(speed * speed + 2 * g * height),
        "peak": height + up * up / (2 * g),
    }
