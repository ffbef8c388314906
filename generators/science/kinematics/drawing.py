"""Stages of a way in realistic numbers: what a body is drawn first, then told in few digits, then worked out exactly from what is told."""

from itertools import pairwise
from random import Random
from typing import Literal, NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.kinematics.motion import Stage, Told, What, leg

ThemeName = Literal["car", "train", "cyclist", "trolley", "motorcycle"]


ALL: tuple[ThemeName, ...] = ("car", "train", "cyclist", "trolley", "motorcycle")


class Theme(NamedTuple):
    """Ranges in SI units."""

    name: ThemeName
    top: tuple[float, float]
    """Speeds that it drives at."""
    push: tuple[float, float]
    """Sizes of its accelerations."""
    steady: tuple[int, int]
    """How long it keeps a speed."""
    height: tuple[float, float]
    """Of an edge that it leaves."""
    mass: tuple[int, int, str]
    small: bool = False
    """Told in centimetres."""

    def asides(self, rng: Random, count: int) -> tuple[Given, ...]:
        """Quantities that have nothing to do with motion."""
        mass = Given(str(rng.randint(*self.mass[:2])), self.mass[2])
        if self.small or self.name == "cyclist":
            found = [mass, Given(str(rng.randint(15, 28)), "°C")]
        else:
            found = [
                mass,
                Given(str(rng.randint(40, 110) * (30 if self.name == "train" else 1)), "kW"),
                Given(str(rng.randint(3, 28)), "°C"),
            ]
        rng.shuffle(found)
        return tuple(found[:count])


THEMES: tuple[Theme, ...] = (
    Theme("car", (9, 34), (0.8, 4.0), (8, 90), (1, 4), (900, 1900, "kg")),
    Theme("train", (14, 52), (0.2, 1.0), (30, 400), (1, 4), (150, 480, "t")),
    Theme("cyclist", (4, 12), (0.4, 1.4), (10, 120), (1, 4), (58, 96, "kg")),
    Theme("trolley", (0.5, 2.5), (0.2, 1.4), (1, 6), (0.6, 1.3), (150, 950, "g"), small=True),
    Theme("motorcycle", (9, 28), (1.2, 5.0), (5, 60), (1.2, 5), (170, 340, "kg")),
)


def theme(rng: Random, names: tuple[ThemeName, ...] = ALL) -> Theme:
    return rng.choice([one for one in THEMES if one.name in names])


def amount(rng: Random, what: What, value: Fraction, small: bool, converted: float) -> Given:
    """A value told in two to four digits."""
    number, other = float(value), rng.random() < converted
    if what == "a":
        return Given(f"{number:.2f}" if number < 1 else f"{number:.1f}", "m/s^2")
    if what in "uv":
        if other:
            return Given(f"{number * 100:.0f}", "cm/s") if small else Given(f"{number * 3.6:.0f}", "km/h")
        return Given(f"{number:.2f}" if small else f"{number:.1f}", "m/s")
    if what == "t":
        if not (other and number > 90):
            return Given(f"{number:.1f}" if number < 60 else f"{number:.0f}", "s")
        return Given(f"{number / 60:.1f}", "min")
    if small:
        return Given(f"{number * 100:.0f}", "cm") if other else Given(f"{number:.2f}", "m")
    return (
        Given(f"{number / 1000:.2f}", "km") if other and number > 300 else Given(f"{number:.1f}" if number < 20 else f"{number:.0f}", "m")
    )


def drawn_stages(
    rng: Random, about: Theme, count: int, hard_pairs: bool, converted: float, steady: int = -1, endless: bool = False
) -> tuple[Stage, ...]:
    """Stages that follow one another; steady: the place of one that has to be steady; endless: the last one is steady and lasts for ever.
    Raises ValueError where the numbers told do not fit."""
    trends = _trends(rng, count, count - 1 if endless else steady, fast_at_the_end=endless)
    stages, u = list[Stage](), None
    for place, trend in enumerate(trends):
        speed = float(u) if u is not None else _first_speed(rng, about, trend, endless and count == 1)
        known = u is not None
        if endless and place == count - 1:
            told = () if known else (Told("u", amount(rng, "u", Fraction(speed), about.small, converted)),)
            stages.append(Stage("steady", told))
            break
        stages.append(_stage(rng, about, trend, speed, known, hard_pairs, converted, last=place == count - 1))
        found = leg(stages[-1], u)
        if trend != "steady" and not (
            about.push[0] / 2 <= abs(found.a) <= 1.6 * about.push[1] and max(found.u, found.v) <= 1.15 * about.top[1]
        ):
            raise ValueError("not realistic")
        if trend == "steady" and found.u < about.top[0] / 3:
            raise ValueError("hardly moves")
        u = found.v
    return tuple(stages)


def _trends(rng: Random, count: int, steady: int, fast_at_the_end: bool) -> list[Literal["steady", "up", "down"]]:
    """No two neighbours are alike."""
    while True:
        found: list[Literal["steady", "up", "down"]] = [rng.choice(("steady", "up", "down")) for _ in range(count)]
        if steady >= 0:
            found[steady] = "steady"
        alike = any(one == other for one, other in pairwise(found))
        if (
            alike
            or (count > 1 and set(found) == {"steady"})
            or (fast_at_the_end and count > 1 and found[-2] == "down" and rng.random() < 0.8)
        ):
            continue
        return found


def _first_speed(rng: Random, about: Theme, trend: str, alone: bool) -> float:
    low, high = about.top
    if trend == "up" and not alone:
        return 0.0 if rng.random() < 0.5 else rng.uniform(low / 3, high / 2)
    return rng.uniform((low + high) / 2 if trend == "down" else low, high)


def _stage(
    rng: Random, about: Theme, trend: Literal["steady", "up", "down"], u: float, known: bool, hard: bool, converted: float, last: bool
) -> Stage:
    """A stage told by two quantities beside the first speed, or by three others."""

    def told(what: What, value: float) -> Told:
        return Told(what, amount(rng, what, Fraction(value), about.small, converted) if value else Given("0", "m/s"))

    if trend == "steady":
        t = rng.uniform(*about.steady)
        first = () if known else (told("u", u),)
        return Stage(trend, (*first, told("t", t) if rng.random() < 0.5 else told("s", u * t)))
    a = rng.uniform(*about.push)
    if trend == "up":
        v = rng.uniform(max(1.25 * u, about.top[0]), about.top[1])
    else:
        v = 0.0 if last and rng.random() < 0.5 else rng.uniform(0.3 * u, 0.75 * u)
    t = abs(v - u) / a
    values: dict[What, float] = {"u": u, "v": v, "a": a, "t": t, "s": (u + v) / 2 * t}
    pairs: tuple[tuple[What, What], ...] = (("a", "t"), ("a", "v"), ("t", "v"))
    if v == 0:
        pairs = (("a", "v"), ("t", "v"), ("v", "s"))
    elif hard:
        pairs = (*pairs, ("a", "s"), ("t", "s"), ("v", "s"))
    kept: tuple[What, ...] = rng.choice(pairs)
    if not known:
        backwards: tuple[tuple[What, ...], ...] = (("v", "a", "t"), ("v", "a", "s"), ("a", "t", "s"), ("v", "t", "s"))
        kept = rng.choice(backwards) if hard and u and v and rng.random() < 0.5 else ("u", *kept)
    return Stage(trend, tuple(told(what, values[what]) for what in kept))
