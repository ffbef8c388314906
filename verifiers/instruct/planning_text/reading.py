"""A reply as a plan: its sections, the entries in them, and what each entry says."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from synth.verifiers.instruct._text import Language, Text, without_marker, words_of
from synth.verifiers.instruct._text import sought as _sought
from synth.verifiers.instruct.planning_text.demands import Entry, Plan

if TYPE_CHECKING:
    from synth.verifiers.instruct.planning_text import PlanningText

_CLOCK = r"(?<![0-9A-Za-z:：])([0-9]{1,2})[:：]([0-9]{2})(?![0-9]|[:：][0-9])"
_SPAN = re.compile(rf"{_CLOCK}[ *]{{0,3}}(?:[-–—~～至到]|to)[ *]{{0,3}}{_CLOCK}")
_TIME = re.compile(_CLOCK)
_DATE = re.compile(r"(?<![0-9-])20[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9-])")
_DIGITS = re.compile(r"(?<![0-9:：.,-])[0-9]{1,6}(?![0-9:：-]|[.,][0-9])")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_BULLET = re.compile(r"[-*•+]\s+(?=[^\s*])|[-*•+]\s+(?=\*\*)")
_NUMBER = re.compile(r"([0-9]{1,3})[.)]\s+(?=\S)|([0-9]{1,3})、\s*(?=\S)")
_BEFORE = re.compile(r"\A[\W_]+")
_EMPTY = re.compile(r"\n[^\S\n]*\n")
_SUM = re.compile(r"[0-9]{1,6}(?:[ *]{0,4}[+＋][ *]{0,4}[0-9]{1,6})+")
_UNIT = re.compile(r"minutes?|mins?|分钟|[ *]", re.IGNORECASE)


class Read(NamedTuple):
    """What a reply holds."""

    plan: Plan | None
    """None where an entry does not say one task, one person and one time."""
    in_order: bool = False
    """Whether the entries go from early to late by day and, on a day, by the time at which they begin."""
    wording: str = ""
    """The entries without times and dates, a line each, marked as they are."""
    pieces: tuple[str, ...] = ()
    """What is left of entries and summary between times, dates, names and tasks."""
    fewest: int = 0
    """The fewest words of an entry beside task, person, times and dates."""
    totals: dict[str, str] = {}  # noqa: RUF012 (never changed)
    """By day the line with its sum."""
    summary: str = ""

    @property
    def clocks(self) -> set[int]:
        """Times in the summary, as minutes of the day."""
        return {int(hour) * 60 + int(minute) for hour, minute in _TIME.findall(self.summary)}

    @property
    def numbers(self) -> set[int]:
        """Other numbers in the summary."""
        return {int(number) for number in _DIGITS.findall(_THOUSANDS.sub("", self.summary))}


class _Section(NamedTuple):
    day: str
    entries: list[str]
    total: str


def read(problem: "PlanningText", text: Text) -> Read | None:
    """Nothing where the reply is not laid out as it is asked for."""
    parted = _headed(problem, text) if problem.depth else _flat(problem, text)
    if parted is None:
        return None
    sections, summary = parted
    plan, wording, pieces, fewest, starts = Plan(), list[str](), list[str](), 1_000, list[tuple[str, int]]()
    jobs, people = ([(name, _sought(name, problem.language)) for name in names] for names in (_tasks(problem), problem.people))
    for section in sections:
        for entry in section.entries:
            told = _told(problem.language, jobs, people, section.day, entry)
            if told is None or told[0] in plan:
                return Read(None)
            job, (day, start, end, who), cut = told
            bare = _BEFORE.sub("", cut.replace("\n", " ").strip())
            plan[job] = Entry(day, start, end, who)
            starts.append((day, start))
            words = len(words_of(bare, problem.language))
            fewest = min(fewest, words - sum(_length(name, problem.language) for name in (job, who)))
            wording.append(_marked(problem, bare, len(plan)))
            pieces += cut.split("\n")
    if len(plan) < len(problem.jobs):
        return Read(None)
    in_order = all(a <= b for a, b in pairwise(starts))
    totals = {section.day: section.total for section in sections}
    return Read(plan, in_order, "\n".join(wording), tuple(pieces), fewest, totals, summary)


def _headed(problem: "PlanningText", text: Text) -> tuple[list[_Section], str] | None:
    """A section a day, and the text under the last heading."""
    signs, titles = "#" * problem.depth, [*sorted(problem.days), *(one.heading for one in problem.summaries)]
    found = list[tuple[str, list[str]]]()
    for row in map(str.strip, text.rows):
        if row.startswith("#"):
            found.append((row, []))
        elif found:
            found[-1][1].append(row)
        else:
            return None
    if [title for title, _ in found] != [f"{signs} {title}" for title in titles]:
        return None
    summary = "\n".join(found.pop()[1]) if problem.summary else ""
    sections, number = list[_Section](), 0
    for day, (_, rows) in zip(titles, found, strict=False):
        total = rows.pop().strip("* ") if problem.total and rows and rows[-1].strip("* ").startswith(problem.total) else ""
        entries = _entries(problem, rows, number)
        if entries is None:
            return None
        number += len(entries)
        sections.append(_Section(day, entries, total))
    return sections, summary


def _flat(problem: "PlanningText", text: Text) -> tuple[list[_Section], str] | None:
    parts = _EMPTY.split(text.value)
    summary = parts.pop().strip() if problem.summary else ""
    entries = _entries(problem, [row.strip() for part in parts for row in part.split("\n") if row.strip()], 0)
    return None if entries is None else ([_Section("", entries, "")], summary)


def _entries(problem: "PlanningText", rows: list[str], number: int) -> list[str] | None:
    """The entries on these lines, on which nothing else stands; numbers go on from one."""
    if problem.unit == "sentences":
        found = [one.value for one in Text("\n".join(rows), problem.language).of("sentences")]
        return found if "".join("".join(found).split()) == "".join("".join(map(without_marker, rows)).split()) else None
    entries = list[str]()
    for row in rows:
        mark = (_BULLET if problem.unit == "bullets" else _NUMBER).match(row)
        number += 1
        if not mark or (problem.unit == "numbered" and int(mark[1] or mark[2]) != number):
            return None
        entries.append(row[mark.end() :])
    return entries


def _tasks(problem: "PlanningText") -> list[str]:
    return [job.name for job in problem.jobs]


def _told(
    language: Language, jobs: list[tuple[str, str]], people: list[tuple[str, str]], day: str, entry: str
) -> tuple[str, Entry, str] | None:
    """The task, its place in the plan, and the entry, on one line, with ends of lines in place of time and date. jobs, people: names, each
    with what is looked for."""
    text = Text(entry, language)
    low, spans, dates = text.lower, list(_SPAN.finditer(entry)), _DATE.findall(entry) if "20" in entry else []
    tasks, who = ([one for name, sought in names if sought in low for one in [name] * text.count(name)] for names in (jobs, people))
    if not len(spans) == len(tasks) == len(who) == 1:
        return None
    if (dates and set(dates) != {day}) if day else (len(dates) != 1):
        return None
    first, early, last, late = map(int, spans[0].groups())
    if max(first, last) > 24 or max(early, late) > 59:
        return None
    parted = f"{entry[: spans[0].start()]}\n{entry[spans[0].end() :]}"
    if "20" in parted:
        parted = _DATE.sub("\n", parted)
    return tasks[0], Entry(day or dates[0], first * 60 + early, last * 60 + late, who[0]), parted


@lru_cache(maxsize=1_024)
def _length(name: str, language: Language) -> int:
    """Words of a name; the same ones stand in entry after entry."""
    return len(words_of(name, language))


def _marked(problem: "PlanningText", entry: str, number: int) -> str:
    return {"sentences": "", "bullets": "- ", "numbered": f"{number}. "}[problem.unit] + entry


def repeats(problem: "PlanningText", found: Read) -> bool:
    """Whether the same words stand in a row twice, between names, tasks, times, dates and sums."""
    names = [name.lower() for name in (*_tasks(problem), *problem.people)]
    shortest = problem.run if problem.language == "zh" else 2 * problem.run - 1  # of characters in which so many words have room
    summary = _SUM.sub("\n", _TIME.sub("\n", _DATE.sub("\n", found.summary)))
    runs = list[tuple[str, ...]]()
    for line in _parted("\n".join((*found.pieces, summary)).lower(), names).split("\n"):
        words = words_of(line, problem.language) if len(line) >= shortest else []
        if len(words) >= problem.run:
            runs += zip(*[words[shift:] for shift in range(problem.run)], strict=False)
    return len(set(runs)) < len(runs)


def _parted(low: str, names: list[str]) -> str:
    """A text in small letters with ends of lines in place of names; of two that overlap the one that begins first counts, of two that begin
    at one place the first one. A pattern of all names would take longer to compile than the rest of a verdict."""
    places = list[tuple[int, int, int]]()
    for order, name in enumerate(names):
        at = low.find(name)
        while at >= 0:
            places.append((at, order, at + len(name)))
            at = low.find(name, at + 1)
    parts, begin = list[str](), 0
    for at, _, end in sorted(places):
        if at >= begin:
            parts.append(low[begin:at])
            begin = end
    return "\n".join((*parts, low[begin:]))


def states_sum(line: str, label: str, numbers: list[int]) -> bool:
    """`Total: 30 + 45 = 75`, with or without a unit; for one number `Total: 30` is enough."""
    said = _UNIT.sub("", line.removeprefix(label)).replace("＋", "+").replace("＝", "=").rstrip(".。")
    terms = "+".join(map(str, numbers))
    return line.startswith(label) and said in (f"{terms}={sum(numbers)}", *([terms] if len(numbers) == 1 else ()))
