"""Demands on a plan, read one sentence at a time."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from reading import Unread


class Entry(NamedTuple):
    """Minutes of the day; who does it."""

    day: str
    start: int
    end: int
    who: str


Plan = dict[str, Entry]
"""By task."""
Kept = Callable[[Plan], bool]
CLOCK = r"(?P<clock>\d\d:\d\d)"
MANY = r"(?P<n>no|exactly one|exactly \d+) tasks?"


def demand(line: str, jobs: list[str], people: list[str], days: list[str]) -> Kept:
    """What one line asks of a plan. Raises Unread."""
    said = line.removeprefix("- ")
    if found := re.fullmatch(r"If (.+) in your plan: (.+\.) Otherwise: (.+\.)", said):
        met = _demand(_as_demand(found[1]), jobs, people, days)
        then, otherwise = (_demand(found[place], jobs, people, days) for place in (2, 3))
        return lambda plan: then(plan) if met(plan) else otherwise(plan)
    return _demand(said, jobs, people, days)


def _as_demand(condition: str) -> str:
    """`Mira does the survey` as what would be asked: `Mira must do the survey.`"""
    for what, asked in (
        (r"(\w+) does not do (.+)", r"\1 must not do \2"), (r"(\w+) does (.+)", r"\1 must do \2"), (r"(.+) is not on (\S+)", r"\1 must not be on \2"),
        (r"(.+) is on (\S+)", r"\1 must be on \2"), (r"(.+) are on (different days|the same day)", r"\1 belong on \2"), (r"(.+) are done by (.+)", r"\1 must be done by \2"),
    ):  # fmt: skip
        if re.fullmatch(what, condition):
            return re.sub(f"^{what}$", asked, condition) + "."
    raise Unread(condition)


def _number(words: str) -> int:
    return 0 if words == "no" else 1 if words == "exactly one" else int(words.split()[1])


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _demand(said: str, jobs: list[str], people: list[str], days: list[str]) -> Kept:
    job, other, who, day = (f"(?P<{name}>{'|'.join(map(re.escape, those))})" for name, those in (("job", jobs), ("other", jobs), ("who", people), ("day", days)))

    def match(*patterns: str) -> dict[str, str] | None:
        for pattern in patterns:
            if found := re.fullmatch(pattern + r"\.", said, re.IGNORECASE):
                names = {name.lower(): name for name in (*jobs, *people)}
                return {key: names.get((value or "").lower(), value) for key, value in found.groupdict().items()}
        return None

    if m := match(f"{other} must begin at the very minute at which {job} ends, on the same day", f"Let {other} follow {job} on the same day without a minute in between"):
        return lambda plan: (plan[m["job"]].day, plan[m["job"]].end) == (plan[m["other"]].day, plan[m["other"]].start)
    if m := match(f"{job} must be over before {other} begins, or at that moment", f"{other} cannot begin until {job} has ended"):
        return lambda plan: (plan[m["job"]].day, plan[m["job"]].end) <= (plan[m["other"]].day, plan[m["other"]].start)
    if m := match(f"{job} must (?P<not>not )?be on {day}", f"(?:Do (?P<not>not )put|Put) {job} on {day}"):
        return lambda plan: (plan[m["job"]].day == m["day"]) != bool(m["not"])
    if m := match(f"{job} and {other} belong on (?:(?P<not>different days)|the same day)", f"Plan {job} and {other} for (?:(?P<not>different days)|one and the same day)"):
        return lambda plan: (plan[m["job"]].day == plan[m["other"]].day) != bool(m["not"])
    if m := match(f"{who} must (?P<not>not )?do {job}", f"Give {job} to (?P<not>anybody but )?{who}"):
        return lambda plan: (plan[m["job"]].who == m["who"]) != bool(m["not"])
    if m := match(
        f"{job} and {other} must be done by (?:(?P<not>different people)|the same person)", f"Let (?:(?P<not>two different people)|one and the same person) do {job} and {other}"
    ):
        return lambda plan: (plan[m["job"]].who == plan[m["other"]].who) != bool(m["not"])
    if m := match(f"{job} must have ended by {CLOCK}", f"By {CLOCK} on its day {job} has to be over"):
        return lambda plan: plan[m["job"]].end <= _minute(m["clock"])
    if m := match(f"{job} must not begin before {CLOCK}", f"Wait until {CLOCK} or later on its day with {job}"):
        return lambda plan: plan[m["job"]].start >= _minute(m["clock"])
    if m := match(f"No task may begin before {CLOCK}, except for {job}", f"Apart from {job}, every task must begin at {CLOCK} or later"):
        return lambda plan: all(one.start >= _minute(m["clock"]) for name, one in plan.items() if name != m["job"])
    if m := match(
        rf"{who} must get (?:(?P<least>at least)|at most) (?P<k>\d+) minutes of work in all", rf"In total, give {who} (?:(?P<least>no less than)|no more than) (?P<k>\d+) minutes of work"
    ):

        def load(plan: Plan) -> bool:
            spent = sum(one.end - one.start for one in plan.values() if one.who == m["who"])
            return spent >= int(m["k"]) if m["least"] else spent <= int(m["k"])

        return load
    if m := match(f"{who} must do {MANY}", f"Give {MANY} to {who}"):
        return lambda plan: sum(one.who == m["who"] for one in plan.values()) == _number(m["n"])
    if m := match(f"On {day} there must be {MANY}", f"Plan {MANY} for {day}"):
        return lambda plan: sum(one.day == m["day"] for one in plan.values()) == _number(m["n"])
    if m := match(
        r"Between two tasks of the same person on the same day there must be at least (?P<k>\d+) minutes",
        r"Whoever does two tasks on a day needs at least (?P<k>\d+) minutes between one and the next",
    ):

        def pause(plan: Plan) -> bool:
            ordered = sorted(plan.values(), key=lambda one: (one.who, one.day, one.start))
            return all(two.start - one.end >= int(m["k"]) for one, two in pairwise(ordered) if (one.who, one.day) == (two.who, two.day))

        return pause
    raise Unread(said)
