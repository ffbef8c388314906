"""Time sequence: calendars with special rules, each of which changes the answer, around stretches that are left free on purpose.

Effort is the number of ends of intervals that have to be worked out: each appointment, lunch and working day once for every rule that
moves or weighs it, and each way in which an appointment can be cancelled."""

from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.compiled_random import lent
from synth.generators.logic.time_sequence.kernel import drawn
from synth.generators.solvers.network import Ints
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.time_sequence import Calendar, Need, Span, TimeSequence, meetings, verify
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

STARTS = 12
Some = Annotated[int, Meta(ge=0, le=8)]


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=2, le=8)]
    """People with a calendar."""
    days: Annotated[int, Meta(ge=1, le=5)]
    """Days that the calendars cover."""
    busy: Annotated[int, Meta(ge=1, le=6)]
    """Appointments of a person on a day, at most."""
    lunch: Some
    """People with a daily break."""
    margin: Some
    """People who need time before or after appointments."""
    zone: Some
    """People whose calendars are in another time zone."""
    short: Some
    """People who ignore short appointments."""
    cancel: Some
    """People who can cancel an appointment for the meeting."""
    needs: Annotated[int, Meta(ge=0, le=2)]
    """0: everybody has to come; 1: one may be missing, but not a certain one; 2: two may be missing, but not two of a certain three."""


LEVELS = (
    Knobs(2, 1, 2, 0, 0, 0, 0, 0, 0),
    Knobs(3, 1, 2, 1, 0, 0, 0, 0, 0),
    Knobs(3, 1, 3, 1, 1, 0, 0, 0, 0),
    Knobs(3, 2, 3, 1, 1, 1, 0, 0, 0),
    Knobs(4, 2, 3, 1, 2, 1, 1, 0, 0),
    Knobs(4, 2, 3, 2, 2, 2, 1, 1, 0),
    Knobs(4, 3, 3, 2, 2, 2, 1, 1, 1),
    Knobs(5, 3, 3, 2, 3, 2, 2, 1, 1),
    Knobs(6, 3, 3, 3, 3, 3, 2, 2, 2),
    Knobs(6, 3, 4, 4, 4, 4, 3, 3, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    having = np.array([knobs.lunch, knobs.margin, knobs.zone, knobs.short, knobs.cancel])
    with lent(rng) as state:
        for _ in range(STARTS):
            found, *parts = drawn(state, knobs.people, knobs.days, knobs.busy, having, knobs.needs, len(FIRST_NAMES))
            if found:
                break
    if not found:
        raise Discard("a rule without effect")
    problem = _problem(*parts)
    right = meetings(problem)
    return Sample(problem, f"{right.longest}, {right.starts}", effort=float(effort(problem)))


def _problem(names: Ints, times: Ints, rules: Ints, needs: Ints, step: int, length: int) -> TimeSequence:
    calendars = []
    for (*days, (hours, lunch, *_)), (ahead, _, before, after, short, cancels) in zip(times.tolist(), rules.tolist(), strict=True):
        busy = tuple(tuple((start, end) for start, end in day if start >= 0) for day in days)
        breaks = (tuple(lunch),) if lunch[0] >= 0 else ()
        calendars.append(Calendar(tuple(hours), busy, ahead, breaks, before, after, short, cancels))
    wanted = tuple(Need(tuple(person for person in range(len(names)) if among >> person & 1), count) for count, among in needs.tolist())
    return TimeSequence(tuple(FIRST_NAMES[name] for name in names.tolist()), tuple(calendars), wanted, step, length)


RULES: tuple[dict[str, int | tuple[()]], ...] = ({"ahead": 0}, {"lunch": ()}, {"before": 0}, {"after": 0}, {"short": 0}, {"cancels": 0})
"""The rules of a calendar, as what it holds without them."""


def effort(problem: TimeSequence) -> int:
    """Ends of intervals to be worked out."""
    total = 0
    for calendar in problem.calendars:
        weight = 2 + 2 * (calendar.ahead != 0) + (calendar.before > 0) + (calendar.after > 0) + (calendar.short > 0)
        for day in calendar.busy:
            total += weight * len(day) + (2 + 2 * (calendar.ahead != 0)) * (1 + len(calendar.lunch))
            total += calendar.cancels * 2 * len(day)
    return total + sum(len(need.people) * len(problem.calendars[0].busy) for need in problem.needs)


def prompt_variables(problem: TimeSequence, rng: Random) -> dict[str, object]:
    people = []
    for name, calendar in zip(problem.names, problem.calendars, strict=True):
        rules = {rule: getattr(calendar, rule) for rule in ("ahead", "before", "after", "short", "cancels")}
        people.append(
            {
                "name": name,
                "hours": span(calendar.hours),
                "days": [[span(appointment) for appointment in day] for day in calendar.busy],
                "lunch": [span(lunch) for lunch in calendar.lunch],
                "noon": clock(12 * 60 + 60 * calendar.ahead),
                **rules,
            }
        )
    everybody = len(problem.names)
    return {
        "people": people,
        "margins": any(calendar.before or calendar.after for calendar in problem.calendars),
        "ignores": any(calendar.short for calendar in problem.calendars),
        "cancels": any(calendar.cancels for calendar in problem.calendars),
        "days": len(problem.calendars[0].busy),
        "needs": [
            {"people": [problem.names[person] for person in need.people], "count": need.count, "all": len(need.people) == everybody}
            for need in problem.needs
        ],
        "step": problem.step,
        "length": problem.length,
        "example": f"{rng.randint(20, 99) * 5 + 2}, {rng.randint(2, 40)}",  # no meeting here takes 52 minutes: all times are multiples of 5
    }


def clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def span(times: Span) -> str:
    return f"{clock(times[0])}-{clock(times[1])}"


def canonical(problem: TimeSequence) -> object:
    """Without names, people and needs in order of what they hold."""
    calendars = [calendar.to_json() for calendar in problem.calendars]
    needs = sorted((need.count, sorted(calendars[person] for person in need.people)) for need in problem.needs)
    return problem.step, problem.length, sorted(calendars), needs


TASK = Task(
    __name__,
    version=3,
    problem=TimeSequence,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(1_000_000,) * 10,
    unique=True,
    canonical=canonical,
    prompt_only=("names",),
    words={"zh": CHINESE_NAMES},
)
