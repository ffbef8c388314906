"""Time sequence: calendars with special rules, each of which changes the answer, around stretches that are left free on purpose.

Effort is the number of ends of intervals that have to be worked out: each appointment, lunch and working day once for every rule that
moves or weighs it, and each way in which an appointment can be cancelled."""

from collections.abc import Iterator
from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.logic.time_sequence.kernel import Packed, answer, exchanged, packed
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.time_sequence import Calendar, Need, Span, TimeSequence, meetings, verify
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

STARTS, STEPS = 12, 20
MARGINS = ((15, 0), (0, 15), (20, 0), (0, 20), (30, 0), (0, 30), (10, 15), (15, 10), (20, 10), (10, 20))
RASTERS = (10, 15, 20, 30)
LENGTHS = (20, 25, 30, 35, 40, 45, 50, 60, 75, 90)
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
    for _ in range(STARTS):
        problem = _drawn(rng, knobs)
        if problem:
            right = meetings(problem)
            return Sample(problem, f"{right.longest}, {right.starts}", effort=float(effort(problem)))
    raise Discard("a rule without effect")


def _drawn(rng: Random, knobs: Knobs) -> TimeSequence | None:
    """Calendars of which one after another is drawn anew until every rule has an effect; None when that takes too long."""
    drawn = _Drawn(rng, knobs)
    names = tuple(rng.sample(FIRST_NAMES, knobs.people))
    calendars = tuple(drawn.calendar(person) for person in range(knobs.people))
    problem = TimeSequence(names, calendars, _needs(rng, knobs), rng.choice(RASTERS), 30)
    times = packed(problem)
    idle = without_effect(problem, times)
    for _ in range(STEPS):
        if not idle:
            return problem
        concerned = rng.choice(idle) if rng.random() < 0.7 else []
        person = rng.choice(concerned or range(knobs.people))
        calendar = drawn.calendar(person)
        calendars = (*problem.calendars[:person], calendar, *problem.calendars[person + 1 :])
        other = replace(problem, calendars=calendars, length=rng.choice(LENGTHS))
        other_times = exchanged(times, person, calendar)
        left = without_effect(other, other_times, len(idle))
        if len(left) <= len(idle):
            problem, times, idle = other, other_times, left
    return None


class _Drawn:
    """What is fixed for a whole problem: who has which rule, and the stretch of each day, in office time, that is mostly left free."""

    def __init__(self, rng: Random, knobs: Knobs) -> None:
        self.rng, self.knobs = rng, knobs
        order = range(knobs.people)
        self.chosen = {
            rule: rng.sample(order, min(getattr(knobs, rule), knobs.people)) for rule in ("lunch", "margin", "zone", "short", "cancel")
        }
        self.rules = [{rule for rule, people in self.chosen.items() if person in people} for person in order]
        self.free = [(start, start + 5 * rng.randint(6, 15)) for start in (5 * rng.randint(132, 180) for _ in range(knobs.days))]

    def calendar(self, person: int) -> Calendar:
        return _calendar(self.rng, self.knobs, self.free, self.rules[person])


def _calendar(rng: Random, knobs: Knobs, free: list[Span], rules: set[str]) -> Calendar:
    """free: a stretch of each day, in office time, in which few appointments are put."""
    ahead = rng.choice((-3, -2, -1, 1, 2, 3)) if "zone" in rules else 0
    shift = 60 * ahead
    hours = 30 * rng.randint(15, 19), 30 * rng.randint(33, 37)
    lunch: tuple[Span, ...] = ()
    if "lunch" in rules:
        start = 15 * rng.randint(46, 52)
        lunch = ((start, start + 15 * rng.randint(2, 4)),)
    longest_short = 5 * rng.randint(4, 6) if "short" in rules else 0
    days = []
    for open_from, open_to in free:
        taken = list(lunch)
        for _ in range(rng.randint(max(1, knobs.busy - 1), knobs.busy)):
            brief = rng.random() < (0.6 if "short" in rules else 0.15)
            start, length = 5 * rng.randint(hours[0] // 5, hours[1] // 5 - 6), 5 * (rng.randint(2, 3) if brief else rng.randint(6, 20))
            end = min(start + length, hours[1])
            for a, b in taken:
                if end >= a and start <= b:
                    break
            else:
                if end <= open_from or start >= open_to or rng.random() < 0.2:
                    taken.append((start, end))
        days.append(tuple(sorted((a + shift, b + shift) for a, b in taken if (a, b) not in lunch)))
    before, after = rng.choice(MARGINS) if "margin" in rules else (0, 0)
    return Calendar(
        (hours[0] + shift, hours[1] + shift), tuple(days), ahead, tuple((a + shift, b + shift) for a, b in lunch),
        before, after, longest_short, int("cancel" in rules),
    )  # fmt: skip


def _needs(rng: Random, knobs: Knobs) -> tuple[Need, ...]:
    everybody = tuple(range(knobs.people))
    if not knobs.needs or knobs.people < 4:
        return (Need(everybody, knobs.people),)
    order = rng.sample(everybody, knobs.people)
    missing = knobs.needs if knobs.people >= 6 else 1  # fewer people, and one need would follow from the others
    needs = [Need((order[0],), 1), Need(everybody, knobs.people - missing)]
    if missing > 1:
        needs.append(Need(tuple(sorted(order[1:4])), 2))
    return tuple(needs)


RULES: tuple[dict[str, int | tuple[()]], ...] = ({"ahead": 0}, {"lunch": ()}, {"before": 0}, {"after": 0}, {"short": 0}, {"cancels": 0})
"""The rules of a calendar, as what it holds without them."""


def fewer_needs(problem: TimeSequence) -> Iterator[tuple[tuple[Need, ...], list[int]]]:
    """Everybody in place of the needs, then the needs without each of them, and whom it concerns; nothing where there is only one."""
    if len(problem.needs) > 1:
        everybody = tuple(range(len(problem.names)))
        yield (Need(everybody, len(everybody)),), []
        for other in problem.needs:
            yield tuple(need for need in problem.needs if need is not other), list(other.people)


def without_effect(problem: TimeSequence, calendars: Packed, enough: int = 99) -> list[list[int]]:
    """For each rule without which the answer is the same, whom it concerns; everybody where there are hardly any meetings. calendars: those
    of the problem. One more than `enough` is enough."""
    step, length = problem.step, problem.length
    right = answer(calendars, problem.needs, step, length)
    found: list[list[int]] = [[]] if right.longest < length or right.starts < 2 else []
    for rule, values in enumerate(calendars.rules.T.tolist()):
        if len(found) > enough:
            return found
        people = [person for person, value in enumerate(values) if value]
        if people and answer(calendars, problem.needs, step, length, rule) == right:
            found.append(people)
    for needs, people in fewer_needs(problem):
        if len(found) > enough:
            break
        if answer(calendars, needs, step, length) == right:
            found.append(people)
    return found


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
