"""Tracks of a body, exact: what each part of one does to its mass and to half the square of its speed, and what comes of it at the end.

Half the square of the speed, the kinetic energy of one kilogram, is `half` below. Every part changes it by a product and a sum, so an
unknown quantity follows from what is told of the end by the same maps backwards."""

import math
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import ENERGY, FORCE, LENGTH, MASS, NONE, POWER, SPEED, TIME, Dimension
from synth.verifiers.science._given import Given, root

Name = Literal["k", "x", "mu", "d", "h", "F", "M", "c", "P", "t", "R"]
STIFFNESS: Dimension = (0, 1, -2, 0, 0, 0, 0)
DIMENSIONS: dict[str, Dimension] = {"k": STIFFNESS, "x": LENGTH, "mu": NONE, "d": LENGTH, "h": LENGTH, "F": FORCE}
DIMENSIONS |= {"M": MASS, "c": NONE, "P": POWER, "t": TIME, "R": LENGTH}
"""Spring constant and compression; coefficient of friction; lengths, along the way and upright; force; mass of a body that is hit;
coefficient of restitution; power and time; radius."""

PARTS: dict[str, tuple[Name, ...]] = {
    "spring": ("k", "x"),
    "pulley": ("M", "mu", "d"),
    "engine": ("P", "t"),
    "push": ("F", "mu", "d"),
    "pull": ("F", "mu", "d"),
    "rough": ("mu", "d"),
    "down": ("mu", "d"),
    "up": ("mu", "d"),
    "fall": ("h",),
    "rise": ("h",),
    "stick": ("M",),
    "elastic": ("M",),
    "bounce": ("M", "c"),
}
"""What fixes each part: a spring that lets go, a hanging body over a pulley, a motor on a smooth floor, a level push or a slanting pull on
a rough floor, a rough floor, a rough slope, a smooth change of height, a body at rest that is hit."""
ENDS: dict[str, tuple[tuple[Name, ...], Dimension]] = {
    "speed": ((), SPEED),
    "energy": ((), ENERGY),
    "heat": ((), ENERGY),
    "stop": (("mu",), LENGTH),
    "stopping time": (("mu",), TIME),
    "height": (("mu",), LENGTH),
    "return": (("mu",), SPEED),
    "compression": (("k",), LENGTH),
    "rough compression": (("k", "mu"), LENGTH),
    "power": (("mu",), POWER),
    "force": (("R",), FORCE),
    "gap": (("M", "c", "mu"), LENGTH),
}
"""What fixes each end, and the dimension of what is asked there."""
SLANTED = ("pull", "down", "up", "height", "return", "power")
STARTS = ("spring", "pulley")
"""Parts that a body at rest begins with."""
HITS = ("stick", "elastic", "bounce")
Kind = Literal[
    "spring", "pulley", "engine", "push", "pull", "rough", "down", "up", "fall", "rise", "stick", "elastic", "bounce",
    "speed", "energy", "heat", "stop", "stopping time", "height", "return", "compression", "rough compression", "power", "force", "gap",
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
    """A part of the track, or its end."""

    kind: Kind
    told: Annotated[tuple[Told, ...], Meta(max_length=3)]
    """All that fixes the part, or all but the one quantity that is asked for."""
    rise: Annotated[int, Meta(ge=0, le=60)]
    """A slope, or a rope, rises so much ..."""
    run: Annotated[int, Meta(ge=0, le=60)]
    """... for so much across: `4` for a rise of `3`; both 0 where nothing slants."""

    def __post_init__(self) -> None:
        slant = math.isqrt(self.rise**2 + self.run**2)
        if (self.kind in SLANTED) != bool(self.rise and self.run) or slant**2 != self.rise**2 + self.run**2:
            raise ValueError("slopes and ropes slant by two sides of a right triangle in whole numbers")
        names = [told.what for told in self.told]
        if len(set(names)) < len(names) or not set(names) <= set(self.needs):
            raise ValueError("a part is told what fixes it, once")
        if any(told.what in ("k", "R") and not told.amount.si for told in self.told):
            raise ValueError("a spring and an arc are there")

    @property
    def needs(self) -> tuple[Name, ...]:
        return PARTS[self.kind] if self.kind in PARTS else ENDS[self.kind][0]

    @property
    def missing(self) -> list[Name]:
        """What is not told."""
        return [name for name in self.needs if name not in {told.what for told in self.told}]

    @property
    def values(self) -> dict[str, Fraction]:
        """In SI units."""
        return {told.what: told.amount.si for told in self.told}

    @property
    def slant(self) -> tuple[Fraction, Fraction]:
        """Sine and cosine."""
        length = math.isqrt(self.rise**2 + self.run**2) or 1
        return Fraction(self.rise, length), Fraction(self.run, length)


class State(NamedTuple):
    mass: Fraction
    half: Fraction
    """Half the square of the speed."""
    heat: Fraction
    """Mechanical energy lost so far."""


def after(part: Part, v: Values, state: State, g: Fraction) -> State:
    """The state behind a part, with these quantities of it. A body that does not get through has a `half` below 0."""
    m, e, heat = state
    sine, cosine = part.slant
    match part.kind:
        case "spring":
            return State(m, e + v["k"] * v["x"] ** 2 / 2 / m, heat)
        case "pulley":
            lost = v["mu"] * m * g * v["d"]
            return State(m, e + (v["M"] * g * v["d"] - lost) / (m + v["M"]), heat + lost)
        case "engine":
            return State(m, e + v["P"] * v["t"] / m, heat)
        case "push" | "pull":
            along, upwards = (v["F"], Fraction(0)) if part.kind == "push" else (v["F"] * cosine, v["F"] * sine)
            lost = v["mu"] * (m * g - upwards) * v["d"]
            return State(m, e + (along * v["d"] - lost) / m, heat + lost)
        case "rough":
            return State(m, e - v["mu"] * g * v["d"], heat + v["mu"] * m * g * v["d"])
        case "down" | "up":
            lost, lifted = v["mu"] * cosine * g * v["d"], sine * g * v["d"]
            return State(m, e - lost + (lifted if part.kind == "down" else -lifted), heat + m * lost)
        case "fall" | "rise":
            return State(m, e + g * v["h"] * (1 if part.kind == "fall" else -1), heat)
        case "stick":
            both = m + v["M"]
            return State(both, e * (m / both) ** 2, heat + m * e * v["M"] / both)
    restitution = v["c"] if part.kind == "bounce" else Fraction(1)
    return State(v["M"], e * ((1 + restitution) * m / (m + v["M"])) ** 2, heat)


def outcome(end: Part, state: State, g: Fraction) -> Fraction:
    """What is asked at the end, in SI units. Raises ValueError where it does not come about."""
    m, e, heat = state
    v = end.values
    sine, cosine = end.slant
    mu = v.get("mu", Fraction(0))
    if "mu" in end.needs and end.kind not in ("power", "rough compression", "height", "return") and not mu:
        raise ValueError("it does not stop")
    match end.kind:
        case "speed":
            return root(2 * e)
        case "energy":
            return m * e
        case "heat":
            return heat
        case "stop":
            return e / mu / g
        case "stopping time":
            return root(2 * e) / mu / g
        case "height":
            return e / (sine + mu * cosine) * sine / g
        case "return":
            if mu * cosine >= sine:
                raise ValueError("it does not slide back")
            return root(2 * e * (sine - mu * cosine) / (sine + mu * cosine))
        case "compression" | "rough compression":
            drag = mu * m * g
            return (root(drag**2 + 2 * v["k"] * m * e) - drag) / v["k"]
        case "power":
            return m * g * (sine + mu * cosine) * root(2 * e)
        case "force":
            return m * g + 2 * m * e / v["R"]
    first, struck = (m - v["c"] * v["M"]) / (m + v["M"]), (1 + v["c"]) * m / (m + v["M"])
    return (struck**2 - first * abs(first)) * e / mu / g


def before(end: Part, told: Fraction, mass: Fraction, g: Fraction) -> Fraction:
    """`half` at the end, from what is told of it. Raises ValueError for ends that are only asked for."""
    v = end.values
    sine, cosine = end.slant
    mu = v.get("mu", Fraction(0))
    match end.kind:
        case "speed":
            return told**2 / 2
        case "stop":
            return told * mu * g
        case "height":
            return told * g * (sine + mu * cosine) / sine
        case "return":
            if mu * cosine >= sine:
                raise ValueError("it does not slide back")
            return told**2 / 2 * (sine + mu * cosine) / (sine - mu * cosine)
        case "compression" | "rough compression":
            return (v["k"] * told**2 / 2 + mu * mass * g * told) / mass
    raise ValueError("an end that tells nothing")
