"""What a plan meets, as demands near to it, and a plan by someone who reads but the simplest of them."""

from collections.abc import Iterator
from random import Random
from typing import Any

from synth.verifiers.instruct.planning_text import PlanningText
from synth.verifiers.instruct.planning_text import demands as d
from synth.verifiers.instruct.planning_text.demands import Demand, Entry, Plan, in_a_row, minutes

TRIES = 30
KINDS = 14
STEP = 15


def demanded(rng: Random, problem: PlanningText, plan: Plan, count: int, branches: int) -> list[Demand]:
    """So many demands that a plan meets, no two alike; fewer where none is found."""
    found = dict[object, Demand]()
    for _ in range(TRIES * (count + 1)):
        if len(found) == count:
            break
        wanted = len(found) < branches
        made = _branch(rng, problem, plan) if wanted else _read(rng, problem, plan)
        if made and made.holds(plan):
            found.setdefault((type(made), frozenset(made.named())), made)
    return list(found.values())


def _read(rng: Random, problem: PlanningText, plan: Plan) -> Any:
    """A demand that the plan meets, or nothing."""
    job, other = rng.sample(sorted(plan), 2)
    one, two = plan[job], plan[other]
    others = [who for who in problem.people if who != one.who]
    match rng.randrange(KINDS):
        case 0 | 1 | 2:
            if (one.day, one.end) > (two.day, two.start):
                job, other, one, two = other, job, two, one
            return d.Before(job, other, (one.day, one.end) == (two.day, two.start) and rng.random() < 0.7)
        case 3 if len(problem.days) > 1:
            never = rng.random() < 0.5 and len(problem.days) > 2
            return d.On(job, rng.choice([day for day in problem.days if day != one.day]) if never else one.day, never)
        case 4 if len(problem.days) > 1:
            return d.SameDay(job, other, one.day != two.day)
        case 5 if others:
            never = rng.random() < 0.6
            return d.By(job, rng.choice(others) if never else one.who, never)
        case 6 if others:
            return d.SamePerson(job, other, one.who != two.who)
        case 7:
            return d.Clock(job, one.start - STEP * rng.randint(0, 1)) if one.start > problem.opens + STEP else None
        case 8:
            return d.Clock(job, one.end + STEP * rng.randint(0, 1), True) if one.end < problem.closes - STEP else None
        case 9:
            return _earliest(problem, plan)
        case 10 | 11 if others:
            spent = minutes(plan, "who").get(one.who, 0)
            least = rng.random() < 0.5
            return d.Load(one.who, max(0, spent - STEP * rng.randint(0, 1)) if least else spent + STEP * rng.randint(0, 1), least)
        case 12 if others:
            who = rng.choice(problem.people)
            return d.Share(who, sum(entry.who == who for entry in plan.values()))
        case 13 if len(problem.days) > 1:
            return d.Crowd(one.day, sum(entry.day == one.day for entry in plan.values()))
    gaps = [two.start - one.end for one, two in in_a_row(plan)]
    return d.Pause(min(gaps)) if gaps and min(gaps) >= 5 else None


def _earliest(problem: PlanningText, plan: Plan) -> Demand | None:
    """The task that begins first as an exception from a time before which nothing begins."""
    (job, first), *rest = sorted(plan.items(), key=lambda one: one[1].start)
    begin = min(entry.start for _, entry in rest)
    return d.Earliest(begin, job) if problem.opens <= first.start < begin else None


def _branch(rng: Random, problem: PlanningText, plan: Plan) -> Any:
    """One demand in force, the other one not met, or met by chance."""
    given = _read(rng, problem, plan)
    if not isinstance(given, d.On | d.By | d.SameDay | d.SamePerson):
        return None
    kept, wrong = _read(rng, problem, plan), opposite(_read(rng, problem, plan))
    if kept is None or wrong is None or kept.named() & given.named() == kept.named() or wrong.named() <= given.named():
        return None
    if rng.random() < 0.5:
        return d.If(given, kept, wrong)
    return d.If(type(given)(**_fields(given) | {"never": not given.never}), wrong, kept)


def _fields(demand: Any) -> dict[str, Any]:
    return {name: getattr(demand, name) for name in demand.__struct_fields__}


def opposite(demand: Any) -> Any:
    """What holds when a demand does not, where that is a demand too."""
    return type(demand)(**_fields(demand) | {"never": not demand.never}) if hasattr(demand, "never") else None


def greedy(problem: PlanningText) -> Plan | None:
    """Task by task as they are listed, those that wait for others later: days, people and order where a demand names them outright, all
    else as it comes. None where that does not fit into the hours."""
    days, people = sorted(problem.days), problem.people
    found = dict[str, Entry]()
    free = {(day, who): problem.opens for day in days for who in people}
    for number, job in enumerate(_listed(problem)):
        day = next((one.day for one in problem.demands if isinstance(one, d.On) and one.job == job and not one.never), "")
        who = next((one.who for one in problem.demands if isinstance(one, d.By) and one.job == job and not one.never), "")
        day, who = day or days[number * len(days) // len(problem.jobs)], who or people[number % len(people)]
        earlier = [found[one.job] for one in problem.demands if isinstance(one, d.Before) and one.other == job and one.job in found]
        day = max([day, *(one.day for one in earlier)])
        start = max([free[day, who], *(one.end for one in earlier if one.day == day)])
        length = next(one.minutes for one in problem.jobs if one.name == job)
        free[day, who] = start + length
        found[job] = Entry(day, start, start + length, who)
    fits = all(one.end <= problem.closes for one in found.values()) and {one.day for one in found.values()} == set(days)
    return found if fits else None


def _listed(problem: PlanningText) -> Iterator[str]:
    """Each task as soon as those that it waits for are there."""
    left, after = [job.name for job in problem.jobs], [(one.job, one.other) for one in problem.demands if isinstance(one, d.Before)]
    while left:
        ready = next((job for job in left if not any(other == job and one in left for one, other in after)), left[0])
        left.remove(ready)
        yield ready
