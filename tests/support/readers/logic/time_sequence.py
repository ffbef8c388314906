"""Reads calendars and who has to come, and looks at every start time of every day for how long a meeting may last."""

import re
from dataclasses import dataclass, field

from readers.logic._prompt import found
from reading import Unread, body

SPAN = r"(\d+:\d+)-(\d+:\d+)"


@dataclass
class Person:
    """Times are minutes after midnight by the person's own clock."""

    work: tuple[int, int]
    lunch: tuple[int, int] | None
    appointments: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    before: int = 0
    after: int = 0
    behind: int = 0
    shortest: int = 0
    cancels: bool = False

    def free(self, day: str, start: int) -> int:
        """For how many minutes, from a start by the office clock, the person can be there; -1 where not at all."""
        held = [(a, b) for a, b in self.appointments.get(day, []) if b - a >= self.shortest]
        start -= self.behind
        best = -1
        if not self.work[0] <= start < self.work[1]:
            return best
        for left_out in [None, *range(len(held))] if self.cancels else [None]:
            busy = [(a - self.before, b + self.after) for number, (a, b) in enumerate(held) if number != left_out]
            busy += [self.lunch] if self.lunch else []
            if not any(a <= start < b for a, b in busy):
                best = max(best, min([self.work[1], *(a for a, _ in busy if a > start)]) - start)
        return best


def minutes(clock: str) -> int:
    hours, rest = clock.split(":")
    return 60 * int(hours) + int(rest)


def _people(text: str) -> dict[str, Person]:
    people, name = dict[str, Person](), ""
    for line in map(str.strip, text.splitlines()):
        line = re.sub(r"^(?:[-*#] |\d+[.)] )", "", line)
        if m := re.fullmatch(rf"([A-Z]\w+): (?:works|working hours) {SPAN}(?:; lunch break on every day {SPAN})?", line):
            name = m[1]
            people[name] = Person((minutes(m[2]), minutes(m[3])), (minutes(m[4]), minutes(m[5])) if m[4] else None)
        elif m := re.fullmatch(rf"([A-Z]\w+day): (no appointments|{SPAN}(?:, {SPAN})*)", line):
            people[name].appointments[m[1]] = [(minutes(a), minutes(b)) for a, b in re.findall(SPAN, m[2])]
    if not people:
        raise Unread(text)
    return people


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    people = _people(text)
    needed, groups = list[str](), list[tuple[int, list[str]]]()
    for line in map(str.strip, text.splitlines()):
        line = re.sub(r"^(?:[-*#] |\d+[.)] )", "", line)
        for said in re.split(r"(?<=\.) (?=[A-Z])", line):
            _habit(said, people, needed, groups)
    step = int(found(r"a multiple of (\d+) minutes after (?:one|a full hour, or at the full hour itself)\b", text)[1])
    wanted = int(found(r"a meeting of (\d+) minutes", text)[1])
    longest, starts = 0, 0
    for day in sorted({day for person in people.values() for day in person.appointments}):
        for start in range(0, 24 * 60, step):
            free = {name: person.free(day, start) for name, person in people.items()}
            fits = [length for length in {*free.values(), wanted} if length > 0 and _held(length, free, needed, groups)]
            longest = max([longest, *(length for length in fits if length in free.values())])
            starts += wanted in fits
    return answer == f"{longest}, {starts}"


def _held(length: int, free: dict[str, int], needed: list[str], groups: list[tuple[int, list[str]]]) -> bool:
    return all(free[name] >= length for name in needed) and all(sum(free[name] >= length for name in group) >= count for count, group in groups)


def _habit(said: str, people: dict[str, Person], needed: list[str], groups: list[tuple[int, list[str]]]) -> None:
    """One sentence on a person, or on who has to come."""
    if said == "Everybody has to take part in the meeting.":
        needed += people
    elif m := re.fullmatch(r"At least (\d+) of the (\d+) people have to take part\.", said):
        groups.append((int(m[1]), list(people)))
    elif m := re.fullmatch(r"At least (\d+) of ([A-Z][\w, ]+) have to take part\.", said):
        groups.append((int(m[1]), re.findall(r"[A-Z]\w+", m[2])))
    elif m := re.fullmatch(r"(\w+) has to take part\.", said):
        needed.append(m[1])
    elif m := re.fullmatch(r"(\w+) is also not free in the (\d+) minutes before and in the (\d+) minutes after each appointment\.", said):
        people[m[1]].before, people[m[1]].after = int(m[2]), int(m[3])
    elif m := re.fullmatch(r"(\w+) is also not free in the (\d+) minutes (before|after) each appointment\.", said):
        setattr(people[m[1]], m[3], int(m[2]))
    elif m := re.fullmatch(r"All times of (\w+) are local times: when it is (\d+:\d+) in the office, the clock there shows (\d+:\d+)\.", said) or re.fullmatch(
        r"(\w+) is in another time zone, and all times given for \1 are local times there: (\d+:\d+) in the office is (\d+:\d+) there\.", said
    ):
        people[m[1]].behind = minutes(m[2]) - minutes(m[3])
    elif m := re.fullmatch(r"(\w+) ignores appointments that are shorter than (\d+) minutes\.|Appointments of (\w+) that are shorter than (\d+) minutes are ignored\.", said):
        people[m[1] or m[3]].shortest = int(m[2] or m[4])
    elif m := re.fullmatch(r"For the meeting (\w+) can cancel one appointment of any kind\.|(\w+) can cancel one appointment, any one, for the meeting\.", said):
        people[m[1] or m[2]].cancels = True
    elif re.match(r"(\w+)", said) and said.split(" ")[0] in people and "looking for a time" not in said:
        raise Unread(said)
