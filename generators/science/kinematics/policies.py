"""Cheap policies for kinematics: each leaves out one idea. A problem for which one of them comes near the answer is drawn anew."""

from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import ACCELERATION, LENGTH, SPEED, TIME
from synth.verifiers.science._given import Given
from synth.verifiers.science.kinematics import Kinematics, answer
from synth.verifiers.science.kinematics.motion import Leg, Stage, Told, legs

_BASES = {LENGTH: "m", TIME: "s", SPEED: "m/s", ACCELERATION: "m/s^2"}


def _bare(given: Given) -> Given:
    return Given(given.number, _BASES[given.dimension])


def _stages(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    return tuple(replace(stage, told=_told(stage.told)) for stage in stages)


def _told(told: tuple[Told, ...]) -> tuple[Told, ...]:
    return tuple(Told(one.what, _bare(one.amount)) for one in told)


def _as_they_stand(problem: Kinematics) -> Kinematics:
    return replace(
        problem,
        stages=_stages(problem.stages),
        totals=_told(problem.totals),
        rival=tuple(replace(one, stages=_stages(one.stages), gap=_bare(one.gap), delay=_bare(one.delay)) for one in problem.rival),
        flight=tuple(replace(one, height=_bare(one.height)) for one in problem.flight),
    )


def without_units(problem: Kinematics) -> Fraction | None:
    """Every number as it stands, as if in SI units; None where a single stage has nothing to convert."""
    try:
        changed = _as_they_stand(problem)
    except ValueError:
        return None
    return answer(changed) if changed != problem or len(problem.stages) > 1 else None


def _ways(problem: Kinematics) -> tuple[Leg, ...]:
    return legs(problem.stages, problem.totals, bool(problem.rival))


def _of_the_way(problem: Kinematics, found: tuple[Leg, ...]) -> Fraction | None:
    """What is asked, for some stages alone."""
    time, distance = sum((one.t for one in found), Fraction(0)), sum((one.s for one in found), Fraction(0))
    return {"time": time, "distance": distance, "average": distance / time}.get(problem.ask)


def last_stage(problem: Kinematics) -> Fraction | None:
    found = _ways(problem)
    return _of_the_way(problem, found[-1:]) if len(found) > 1 and not problem.rival and not problem.flight else None


def without_the_first(problem: Kinematics) -> Fraction | None:
    found = _ways(problem)
    return _of_the_way(problem, found[1:]) if len(found) > 1 and not problem.rival and not problem.flight else None


def no_acceleration(problem: Kinematics) -> Fraction | None:
    """The highest speed all the time; None where there is no acceleration."""
    found = _ways(problem)
    top = max(max(one.u, one.v) for one in found)
    if not any(one.a for one in found):
        return None
    if problem.rival:
        rival = problem.rival[0]
        other = legs(rival.stages, endless=True)[-1].v * (1 if rival.toward else -1)
        time = rival.gap.si / (top + other) if top + other > 0 else Fraction(1)
        return {"meeting time": time, "meeting distance": top * time, "closing": abs(top + other)}[problem.ask]
    time, distance = sum((one.t for one in found), Fraction(0)), sum((one.s for one in found), Fraction(0))
    return {"time": distance / top, "distance": top * time, "average": top, "final": top, "top": distance / time}.get(problem.ask)


def mean_of_speeds(problem: Kinematics) -> Fraction | None:
    """The mean of first, middle and last speeds, where an average is asked over several stages."""
    found = _ways(problem)
    if problem.ask != "average" or len(found) < 2:
        return None
    speeds = [found[0].u, *(one.v for one in found)]
    return sum(speeds, Fraction(0)) / len(speeds)


def together(problem: Kinematics) -> Fraction | None:
    """Both bodies start at once."""
    try:
        return answer(replace(problem, rival=(replace(problem.rival[0], delay=Given("0", "s")),))) if problem.rival else None
    except ValueError:
        return None


def downwards_alone(problem: Kinematics) -> Fraction | None:
    """A flight as a fall from rest: half of the motion."""
    if not problem.flight:
        return None
    flight, speed = problem.flight[0], legs(problem.stages)[-1].v
    if flight.rise:
        return answer(replace(problem, flight=(replace(flight, rise=0, run=1),)))
    fall = Fraction(flight.g) * flight.height.si
    return {"range": speed * speed / Fraction(flight.g), "impact": speed}.get(problem.ask, fall)


def mistakes(problem: Kinematics) -> tuple[Callable[[], Kinematics], ...]:
    """What makes the problem with a fact of it overlooked, the likeliest first."""
    return (
        lambda: replace(problem, rival=tuple(replace(one, delay=Given("0", "s")) for one in problem.rival)),
        lambda: replace(problem, flight=tuple(replace(one, rise=0, run=1) for one in problem.flight)),
        lambda: _as_they_stand(problem),
        lambda: replace(problem, rival=tuple(replace(one, toward=not one.toward) for one in problem.rival)),
        lambda: replace(problem, stages=problem.stages[1:] or problem.stages),
        lambda: replace(problem, stages=tuple(replace(one, trend=_OTHER[one.trend]) for one in problem.stages)),
    )


_OTHER: dict[str, Literal["steady", "up", "down"]] = {"steady": "steady", "up": "down", "down": "up"}

GUESSES: dict[str, Callable[[Kinematics], Fraction | None]] = {
    "numbers as they stand, whatever their units": without_units,
    "the last stage alone": last_stage,
    "the first stage forgotten": without_the_first,
    "the highest speed all the time": no_acceleration,
    "the mean of the speeds": mean_of_speeds,
    "both start at once": together,
    "a flight without its slope or without its fall": downwards_alone,
}
"""Name and policy: a value in SI units, or None where it does not apply."""
