"""Orbits about one body, exact but for roots: lowest and highest distance, speeds by vis-viva, periods by Kepler's third law, burns.

Lengths are in km, times in s. Square roots and cube roots that are no fractions have 40 and 30 digits behind the point; pi has 40."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import ACCELERATION, LENGTH, NONE, SPEED, TIME, Dimension
from synth.verifiers.science._given import Given, root

PI = Fraction(31415926535897932384626433832795028841972, 10**40)
_FINE = 10**30
Name = Literal["GM", "g", "v", "h", "low", "high", "T", "e", "dv"]
FIELD: Dimension = (3, 0, -2, 0, 0, 0, 0)
DIMENSIONS: dict[str, Dimension] = {"GM": FIELD, "g": ACCELERATION, "v": SPEED, "h": LENGTH, "low": LENGTH, "high": LENGTH, "T": TIME}
DIMENSIONS |= {"e": NONE, "dv": SPEED}
"""Of the body; at its surface; a speed; altitudes above it; a period; an eccentricity; a change of speed."""
PARTS: dict[str, tuple[Name, ...]] = {
    "GM": ("GM",),
    "gravity": ("g",),
    "surface escape": ("v",),
    "moon period": ("h", "T"),
    "moon speed": ("h", "v"),
    "circle": ("h",),
    "circle period": ("T",),
    "circle speed": ("v",),
    "ellipse": ("low", "high"),
    "ellipse e": ("low", "e"),
    "ellipse period": ("low", "T"),
    "ellipse speed": ("low", "v"),
    "faster": ("dv",),
    "slower": ("dv",),
    "reach": ("h",),
    "retime": ("T",),
    "round": (),
    "period": (),
    "half": (),
    "highest": (),
    "lowest": (),
    "speed low": (),
    "speed high": (),
    "speed at": ("h",),
    "eccentricity": (),
    "axis": (),
    "total": (),
    "escape": (),
    "excess": ("dv",),
    "synodic": (),
}
"""What fixes each part: what tells of the body, an orbit, a burn, and what is asked for."""
FIELDS = ("GM", "gravity", "surface escape", "moon period", "moon speed")
STARTS = ("circle", "circle period", "circle speed", "ellipse", "ellipse e", "ellipse period", "ellipse speed")
BURNS = ("faster", "slower", "reach", "retime", "round")
ENDS: dict[str, Dimension] = {"period": TIME, "half": TIME, "highest": LENGTH, "lowest": LENGTH, "speed low": SPEED, "speed high": SPEED}
ENDS |= {"speed at": SPEED, "eccentricity": NONE, "axis": LENGTH, "total": SPEED, "escape": SPEED, "excess": SPEED, "synodic": TIME}
"""Dimensions of what is asked for."""
Kind = Literal[
    "GM", "gravity", "surface escape", "moon period", "moon speed",
    "circle", "circle period", "circle speed", "ellipse", "ellipse e", "ellipse period", "ellipse speed",
    "faster", "slower", "reach", "retime", "round",
    "period", "half", "highest", "lowest", "speed low", "speed high", "speed at", "eccentricity", "axis", "total", "escape", "excess",
    "synodic",
]  # fmt: skip
Values = Mapping[str, Fraction]


class Told(Frozen, frozen=True):
    """One quantity of a part."""

    what: Name
    amount: Given

    def __post_init__(self) -> None:
        if (self.amount.dimension if self.amount.unit else NONE) != DIMENSIONS[self.what]:
            raise ValueError(f"{self.what} has another dimension")


class Part(Frozen, frozen=True):
    kind: Kind
    told: Annotated[tuple[Told, ...], Meta(max_length=2)]
    place: Literal["", "low", "high"] = ""
    """Where a burn is made: at the lowest or the highest point; empty on a circle, and for what is no burn."""
    power: Annotated[int, Meta(ge=0, le=12)] = 0
    """Of ten, by which GM is multiplied: `5` for 3.986 * 10^5 km^3/s^2; else 0."""

    def __post_init__(self) -> None:
        if tuple(told.what for told in self.told) != PARTS[self.kind]:
            raise ValueError("a part is told what fixes it, in the usual order")
        if (self.power and self.kind != "GM") or (self.place and self.kind not in BURNS):
            raise ValueError("a power for GM, a place for a burn")

    @property
    def values(self) -> dict[str, Fraction]:
        """In km and s."""
        return _values(self)


@lru_cache(maxsize=512)
def _values(part: Part) -> dict[str, Fraction]:
    return {told.what: told.amount.si / 1000 ** DIMENSIONS[told.what][0] * 10**part.power for told in part.told}


class Orbit(NamedTuple):
    """Distances from the centre."""

    low: Fraction
    high: Fraction


def cube_root(cube: Fraction) -> Fraction:
    """Of a number that is not negative; exact where it is a whole number's."""
    number = cube.numerator * _FINE**3 // cube.denominator
    if not number:
        return Fraction(0)
    found = 1 << -(-number.bit_length() // 3)
    while (better := (2 * found + number // found**2) // 3) < found:
        found = better
    return Fraction(found, _FINE)


def field(part: Part, radius: Fraction) -> Fraction:
    """GM."""
    v = part.values
    match part.kind:
        case "GM":
            return v["GM"]
        case "gravity":
            return v["g"] * radius**2
        case "surface escape":
            return v["v"] ** 2 * radius / 2
        case "moon period":
            return 4 * PI**2 * (radius + v["h"]) ** 3 / v["T"] ** 2
    return v["v"] ** 2 * (radius + v["h"])


def axis(mu: Fraction, period: Fraction) -> Fraction:
    """Half the long axis, by the period."""
    return cube_root(mu * period**2 / (4 * PI**2))


def opposite(mu: Fraction, distance: Fraction, speed: Fraction) -> Fraction:
    """Where the orbit turns that has this speed, square to the line to the centre, at this distance. Raises ValueError where it never
    does."""
    left = 2 * mu - distance * speed**2
    if left <= 0:
        raise ValueError("it escapes")
    return distance**2 * speed**2 / left


def speed(mu: Fraction, orbit: Orbit, distance: Fraction) -> Fraction:
    """Vis-viva."""
    return root(mu * (2 / distance - 2 / (orbit.low + orbit.high)))


def period(mu: Fraction, orbit: Orbit) -> Fraction:
    return 2 * PI * root(((orbit.low + orbit.high) / 2) ** 3 / mu)


def _of_two(one: Fraction, other: Fraction) -> Orbit:
    return Orbit(min(one, other), max(one, other))


def first(part: Part, mu: Fraction, radius: Fraction) -> Orbit:
    """The orbit at the start. Raises ValueError for what is no orbit."""
    v = part.values
    low = radius + v.get("low", Fraction(0))
    match part.kind:
        case "circle":
            return Orbit(radius + v["h"], radius + v["h"])
        case "circle period":
            return Orbit(axis(mu, v["T"]), axis(mu, v["T"]))
        case "circle speed":
            return Orbit(mu / v["v"] ** 2, mu / v["v"] ** 2)
        case "ellipse":
            high = radius + v["high"]
        case "ellipse e":
            if v["e"] >= 1:
                raise ValueError("no ellipse")
            high = low * (1 + v["e"]) / (1 - v["e"])
        case "ellipse period":
            high = 2 * axis(mu, v["T"]) - low
        case _:
            high = opposite(mu, low, v["v"])
    if high <= low:
        raise ValueError("the lowest point is not the lowest")
    return Orbit(low, high)


def burnt(part: Part, mu: Fraction, radius: Fraction, orbit: Orbit) -> tuple[Orbit, Fraction]:
    """The orbit behind a burn, and the size of the change of speed. Raises ValueError where it cannot be made as it is told."""
    if (orbit.low == orbit.high) != (not part.place):
        raise ValueError("a place where there are two")
    v, here = part.values, orbit.high if part.place == "high" else orbit.low
    now = speed(mu, orbit, here)
    match part.kind:
        case "faster" | "slower":
            then = now + v["dv"] if part.kind == "faster" else now - v["dv"]
            if then <= 0:
                raise ValueError("it turns round")
            return _of_two(here, opposite(mu, here, then)), v["dv"]
        case "reach":
            other = radius + v["h"]
        case "retime":
            other = 2 * axis(mu, v["T"]) - here
        case _:
            other = here
    if other <= 0:
        raise ValueError("no orbit is so short")
    found = _of_two(here, other)
    return found, abs(speed(mu, found, here) - now)
