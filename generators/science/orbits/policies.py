"""Cheap policies for orbits: each leaves out one idea. A problem for which one of them comes near the answer is drawn anew."""

from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import LENGTH, SPEED, TIME
from synth.verifiers.science._given import Given, root
from synth.verifiers.science.orbits import Orbits, answer, orbits
from synth.verifiers.science.orbits.motion import PI, Kind, Part, Told, field, period, speed


def from_the_surface(problem: Orbits) -> Fraction | None:
    """Altitudes as if they were distances from the centre."""
    return answer(replace(problem, radius=Given("1", "km"))) if problem.field.kind == "GM" else None


def from_the_centre(problem: Orbits) -> Fraction | None:
    """A distance from the centre for an altitude."""
    return answer(problem) + problem.radius.si if problem.end.kind in ("highest", "lowest") else None


def low_circle(problem: Orbits) -> Fraction | None:
    """The last orbit as a circle at its lowest distance."""
    last, mu = orbits(problem)[0][-1], field(problem.field, problem.radius.si / 1000)
    circle = last._replace(high=last.low)
    if last == circle:
        return None
    if problem.dimension == TIME:
        return period(mu, circle)
    return speed(mu, circle, circle.low) * 1000 if problem.dimension == SPEED else circle.low * 1000


def no_burns(problem: Orbits) -> Fraction | None:
    return answer(replace(problem, burns=())) if problem.burns else None


def last_forgotten(problem: Orbits) -> Fraction | None:
    return answer(replace(problem, burns=problem.burns[:-1])) if problem.burns else None


def first_forgotten(problem: Orbits) -> Fraction | None:
    return answer(replace(problem, burns=problem.burns[1:])) if problem.burns else None


_OTHERS: dict[str, Kind] = {"faster": "slower", "slower": "faster"}


def _turned(problem: Orbits) -> Orbits:
    """The last burn with the other sign. Raises ValueError where there is none."""
    if not problem.burns or problem.burns[-1].kind not in _OTHERS:
        raise ValueError("no burn with a sign")
    turned = replace(problem.burns[-1], kind=_OTHERS[problem.burns[-1].kind])
    return replace(problem, burns=(*problem.burns[:-1], turned))


def wrong_way(problem: Orbits) -> Fraction | None:
    """The last burn with the other sign."""
    if not problem.burns or problem.burns[-1].kind not in _OTHERS:
        return None
    return answer(_turned(problem))


def other_point(problem: Orbits) -> Fraction | None:
    """The other end of the last orbit."""
    last = problem.end.kind
    other = {"speed low": "speed high", "speed high": "speed low", "highest": "lowest", "lowest": "highest"}.get(last)
    value = answer(replace(problem, end=Part(other, ()))) if other else None  # type: ignore[arg-type]
    return value if value != answer(problem) else None


def no_pi(problem: Orbits) -> Fraction | None:
    """A period without its factor."""
    return answer(problem) / (2 * PI) if problem.dimension == TIME else None


def root_of_two(problem: Orbits) -> Fraction | None:
    """The circle's speed for the speed of escape, or the reverse."""
    return answer(problem) * root(Fraction(2)) if problem.dimension == SPEED else None


def speeds_apart(problem: Orbits) -> Fraction | None:
    """The first and the last orbit's speeds alone, for all burns together; twice the last burn that is told."""
    if problem.end.kind != "total":
        return None
    found, mu = orbits(problem)[0], field(problem.field, problem.radius.si / 1000)
    return abs(speed(mu, found[0], found[0].low) - speed(mu, found[-1], found[-1].low)) * 1000


def told(problem: Orbits) -> list[Told]:
    """All quantities, in their order."""
    return [one for part in (problem.field, problem.start, *problem.burns, problem.end) for one in part.told]


def a_number_told(problem: Orbits) -> Fraction | None:
    """The one that comes nearest to the answer, where it has its dimension; half of a period, where half of the last one is asked."""
    right = answer(problem)
    fitting = [one.amount.si for one in told(problem) if one.amount.unit and one.amount.dimension == problem.dimension]
    fitting += [one / 2 for one in fitting] if problem.end.kind == "half" else []
    fitting += [sum(fitting, Fraction(0))] if problem.dimension in (LENGTH, SPEED) else []
    return min(fitting, key=lambda value: abs(value - right), default=None)


def mistakes(problem: Orbits) -> tuple[Callable[[], Orbits], ...]:
    """What makes the problem with a fact of it overlooked, the likeliest first."""
    others: dict[str, Kind] = {"speed low": "speed high", "speed high": "speed low", "highest": "lowest", "lowest": "highest"}
    others |= {"half": "period"}
    return (
        lambda: _turned(problem),
        lambda: replace(problem, end=replace(problem.end, kind=others.get(problem.end.kind, problem.end.kind))),
        lambda: replace(problem, burns=problem.burns[:-1]),
        lambda: replace(problem, radius=replace(problem.radius, number=f"{2 * float(problem.radius.number):.10g}")),
    )


GUESSES: dict[str, Callable[[Orbits], Fraction | None]] = {
    "altitudes as distances": from_the_surface,
    "a distance for an altitude": from_the_centre,
    "a circle at the lowest distance": low_circle,
    "no burns": no_burns,
    "the last burn forgotten": last_forgotten,
    "the first burn forgotten": first_forgotten,
    "the last burn the wrong way": wrong_way,
    "the other end of the orbit": other_point,
    "a period without 2 pi": no_pi,
    "a root of two too much": root_of_two,
    "speeds of first and last orbit": speeds_apart,
    "a number that is told": a_number_told,
}
"""Name and policy: a value in SI units, or None where it does not apply; ValueError where nothing comes of it."""
