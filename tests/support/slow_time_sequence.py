"""Time sequences drawn calendar by calendar in plain Python, each answer that of the verifier: what the kernel must draw as well."""

from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.logic.time_sequence import RULES, STARTS, Knobs, effort
from synth.generators.logic.time_sequence.kernel import STEPS
from synth.schemas.task import Discard, Sample
from synth.verifiers.logic.time_sequence import Calendar, Need, Span, TimeSequence, meetings
from synth.verifiers.parsers.names import FIRST_NAMES

MARGINS = ((15, 0), (0, 15), (20, 0), (0, 20), (30, 0), (0, 30), (10, 15), (15, 10), (20, 10), (10, 20))
RASTERS = (10, 15, 20, 30)
LENGTHS = (20, 25, 30, 35, 40, 45, 50, 60, 75, 90)


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
    idle = without_effect(problem)
    for _ in range(STEPS):
        if not idle:
            return problem
        concerned = rng.choice(idle) if rng.random() < 0.7 else []
        person = rng.choice(concerned or range(knobs.people))
        calendar = drawn.calendar(person)
        calendars = (*problem.calendars[:person], calendar, *problem.calendars[person + 1 :])
        other = replace(problem, calendars=calendars, length=rng.choice(LENGTHS))
        left = without_effect(other)
        if len(left) <= len(idle):
            problem, idle = other, left
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


def fewer_needs(problem: TimeSequence) -> Iterator[tuple[tuple[Need, ...], list[int]]]:
    """Everybody in place of the needs, then the needs without each of them, and whom it concerns; nothing where there is only one."""
    if len(problem.needs) > 1:
        everybody = tuple(range(len(problem.names)))
        yield (Need(everybody, len(everybody)),), []
        for other in problem.needs:
            yield tuple(need for need in problem.needs if need is not other), list(other.people)


def without_effect(problem: TimeSequence) -> list[list[int]]:
    """For each rule without which the answer is the same, whom it concerns; everybody where there are hardly any meetings."""
    right = meetings(problem)
    found: list[list[int]] = [[]] if right.longest < problem.length or right.starts < 2 else []
    for without in RULES:
        (rule, nothing), *_ = without.items()
        people = [person for person, calendar in enumerate(problem.calendars) if getattr(calendar, rule) != nothing]
        easier = replace(problem, calendars=tuple(replace(calendar, **without) for calendar in problem.calendars))
        if people and meetings(easier) == right:
            found.append(people)
    for needs, people in fewer_needs(problem):
        if meetings(replace(problem, needs=needs)) == right:
            found.append(people)
    return found
