"""What a plan has to be like: when tasks are done, in which order, by whom. All times are minutes of the day."""

from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen

Name = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\A[^\x00-\x1f#*|<>0-9]+\Z")]
Date = Annotated[str, Meta(pattern=r"\A20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])\Z")]
Minute = Annotated[int, Meta(ge=0, le=1440)]
Length = Annotated[int, Meta(ge=5, le=600)]


class Entry(NamedTuple):
    """A task in a plan."""

    day: str
    start: int
    end: int
    who: str


Plan = dict[str, Entry]
"""By task, every task once."""


class Demand(Frozen, frozen=True, tag_field="kind", tag=str.lower):
    """One condition on plans."""

    def holds(self, plan: Plan) -> bool:
        raise NotImplementedError

    def named(self) -> set[str]:
        """The tasks, people and dates that it speaks of."""
        return {value for name in ("job", "other", "who", "day") if (value := getattr(self, name, ""))}


class Before(Demand, frozen=True):
    """A task ends before another begins, or at that moment; with `directly` at that very moment on the same day."""

    job: Name
    other: Name
    directly: bool = False

    def holds(self, plan: Plan) -> bool:
        one, two = plan[self.job], plan[self.other]
        if self.directly:
            return (one.day, one.end) == (two.day, two.start)
        return (one.day, one.end) <= (two.day, two.start)


class On(Demand, frozen=True):
    """A task is done on a day or, with `never`, on another."""

    job: Name
    day: Date
    never: bool = False

    def holds(self, plan: Plan) -> bool:
        return (plan[self.job].day == self.day) != self.never


class SameDay(Demand, frozen=True):
    """Two tasks are done on one day or, with `never`, on different days."""

    job: Name
    other: Name
    never: bool = False

    def holds(self, plan: Plan) -> bool:
        return (plan[self.job].day == plan[self.other].day) != self.never


class By(Demand, frozen=True):
    """A task is done by somebody or, with `never`, by somebody else."""

    job: Name
    who: Name
    never: bool = False

    def holds(self, plan: Plan) -> bool:
        return (plan[self.job].who == self.who) != self.never


class SamePerson(Demand, frozen=True):
    """Two tasks are done by one person or, with `never`, by different people."""

    job: Name
    other: Name
    never: bool = False

    def holds(self, plan: Plan) -> bool:
        return (plan[self.job].who == plan[self.other].who) != self.never


class Clock(Demand, frozen=True):
    """A task does not begin before a time of day or, with `done`, has ended by then."""

    job: Name
    at: Minute
    done: bool = False

    def holds(self, plan: Plan) -> bool:
        return plan[self.job].end <= self.at if self.done else plan[self.job].start >= self.at


class Earliest(Demand, frozen=True):
    """No task but one begins before a time of day."""

    at: Minute
    job: Name

    def holds(self, plan: Plan) -> bool:
        return all(entry.start >= self.at for job, entry in plan.items() if job != self.job)


class Load(Demand, frozen=True):
    """Somebody has so many minutes of work at most or, with `least`, at least."""

    who: Name
    minutes: Minute
    least: bool = False

    def holds(self, plan: Plan) -> bool:
        spent = sum(entry.end - entry.start for entry in plan.values() if entry.who == self.who)
        return spent >= self.minutes if self.least else spent <= self.minutes


class Share(Demand, frozen=True):
    """Somebody does exactly so many tasks."""

    who: Name
    tasks: Annotated[int, Meta(ge=0, le=12)]

    def holds(self, plan: Plan) -> bool:
        return sum(entry.who == self.who for entry in plan.values()) == self.tasks


class Crowd(Demand, frozen=True):
    """Exactly so many tasks are done on a day."""

    day: Date
    tasks: Annotated[int, Meta(ge=0, le=12)]

    def holds(self, plan: Plan) -> bool:
        return sum(entry.day == self.day for entry in plan.values()) == self.tasks


class Pause(Demand, frozen=True):
    """Between two tasks of one person on one day there are so many minutes at least."""

    minutes: Length

    def holds(self, plan: Plan) -> bool:
        return all(two.start - one.end >= self.minutes for one, two in in_a_row(plan))


Plain = Before | On | SameDay | By | SamePerson | Clock | Earliest | Load | Share | Crowd | Pause


class If(Demand, frozen=True):
    """One demand if the plan meets a condition, else another."""

    given: On | By | SameDay | SamePerson
    then: Plain
    otherwise: Plain

    def holds(self, plan: Plan) -> bool:
        return (self.then if self.given.holds(plan) else self.otherwise).holds(plan)

    def named(self) -> set[str]:
        return self.given.named() | self.then.named() | self.otherwise.named()


Demands = Annotated[tuple[Plain | If, ...], Meta(max_length=16)]


def in_a_row(plan: Plan) -> list[tuple[Entry, Entry]]:
    """Each two tasks that one person does one after the other on a day."""
    ordered = sorted(plan.values(), key=lambda entry: (entry.who, entry.day, entry.start, entry.end))
    return [(one, two) for one, two in pairwise(ordered) if (one.who, one.day) == (two.who, two.day)]


def minutes(plan: Plan, field: Literal["who", "day"]) -> dict[str, int]:
    """Minutes of work by person or by day."""
    found = dict[str, int]()
    for entry in plan.values():
        key = getattr(entry, field)
        found[key] = found.get(key, 0) + entry.end - entry.start
    return found
