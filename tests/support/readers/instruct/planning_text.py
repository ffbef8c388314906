"""Reads instruct/planning_text: tasks, people, dates and demands out of the prompt, then the plan out of the reply, entry by entry."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from readers.instruct._demands import Entry, Plan, demand
from readers.instruct._rules import Holds, rule
from readers.instruct._sayings import shows_sum
from readers.instruct._text import WORD, Reply, counted, is_english, sentences
from reading import Unread

DATE = r"20\d\d-\d\d-\d\d"
SPAN = r"(?<![\w:])\d{1,2}:\d\d-\d{1,2}:\d\d(?![\w:])"
JOBS = r"(?P<jobs>(?:- .+: \d+ minutes\n)+)"
DEMANDS, FORM = r"(?P<demands>(?:- .+\n)+)", r"(?P<form>(?:- .+\n)+)"
LENGTHS = (
    r"(?:Each task takes exactly as long as stated, without a break, between|Every task lasts exactly its number of minutes in one go, between) (?P<opens>\d\d:\d\d) and (?P<closes>\d\d:\d\d),"
    r" and is done by one person\. Nobody does two things at once; different people may work at the same time\.(?P<every> Every date gets at least one task\.)? ?"
)
FURTHER = r"(?P<further>(?:\n.*)*?)"
PEOPLE, DAYS = r"(?P<people>[A-Z]\w+(?:(?:, | and | or )[A-Z]\w+)*)", rf"(?P<days>{DATE}(?:(?:, | and | or ){DATE})*)"
PROMPTS = (
    rf"Plan .+ and write the plan down as a text\. The tasks are:\n{JOBS}\nThe people: {PEOPLE}\. The dates?: {DAYS}\.\n\n{LENGTHS} ?What else is asked of the plan:\n{DEMANDS}\nHow to write it:\n"
    rf"{FORM}{FURTHER}\nReply with the plan alone: everything you write outside your thoughts is checked \(10,000 characters at most\), so add no title, introduction or remark\.",
    rf"I am organising .+ and need a written plan\. To be done by {PEOPLE} on {DAYS}:\n{JOBS}\nThese conditions must be met:\n{DEMANDS}\n{LENGTHS}\n\nAs for the text itself:\n"
    rf"{FORM}{FURTHER}\nYour reply as a whole, of at most 10,000 characters, is taken as the plan\. Nothing may stand before or after it\.",
    rf"Who does what, and when\? Please write a plan for .+\.\n\nTasks:\n{JOBS}\nTeam: {PEOPLE}\nAvailable: {DAYS}\n\nGeneral rules: {LENGTHS}\n\nDemands:\n{DEMANDS}\nForm of the text:\n"
    rf"{FORM}{FURTHER}\nThe reply must consist of nothing but this text, in 10,000 characters at most, since all of it is checked\.",
    rf"{PEOPLE} want to share this work for .+:\n{JOBS}\nIt is to be done on {DAYS}\. {LENGTHS}\n\nWrite the plan for them in this form:\n{FORM}\nThe plan must also meet these wishes:\n"
    rf"{DEMANDS}{FURTHER}\nI will hand out your whole reply as it is \(there is room for 10,000 characters\), so please write no word that does not belong to the plan\.",
)
WORDING = (
    r"\n(?:Wording|As to the wording) \(these rules are about the (?:sentence|bullet point|numbered line)s of the tasks alone(?:, not about the summary)?, and times, dates and marks of lists are left out"
    r" when they are checked\):\n(?P<rules>(?:- .+\n)+)"
)
HEADING = (
    r'(?:For each date, from the earliest to the latest, write the heading|Divide the plan by dates, from the earliest to the latest, each under the heading) "(#+) " followed by the date as it is given,'
    rf' such as "#+ {DATE}"; below it come the tasks of that date\.'
)
ENTRY = (
    r"(?:Write one|Give every task a) (sentence|bullet point|numbered line) (?:for each task|of its own)\. It must contain exactly one time from start to end, written like 09:05-10:35, the name of exactly"
    r" one task as it is given above, the name of exactly one person, each exactly once, and (no date|the date of the task as it is given above)\. Capitals make no difference in names\."
    r"(?: Number these lines 1\., 2\. and so on through the whole plan(?:, without starting again at a new date)?\.| It must stand on one line\.)?"
)
BESIDE = (
    r"(?:Besides the names of task and person, times and dates, it needs at least (\d+) other words|At least (\d+) more words must stand in it, not counting the names of task and person, times and dates)\."
)
ORDER = r"(?:The tasks must go|List the tasks) from early to late: by date, and on one date by the time at which they begin\."
RUN = r"Names, times, dates and sums aside, no (\d+) words in a row may come twice in the whole text, and it must be ordinary English\."
TOTAL = (
    r'Each date ends with a line that starts with "([^"]+)" and adds up the minutes of its tasks in the order in which you list them, in the form "[^"]+ a \+ b = c"; where there is one task, its minutes'
    r" alone are enough\."
)
SUMMARY = (
    r'Finish with (?:the heading "(#+ [^"]+)" and below it a summary|an empty line and then a summary, which is a paragraph of its own,) of exactly (\d+) sentences? and nothing else\. It must mention'
    r" (.+?)\.(?: Where two share the first place, name one of them\.)?"
)
FACTS = {
    "the task that ends last in the whole plan (and no other task)": "last", "the person with the most minutes of work in all (and no other person)": "busiest",
    "the date with the most minutes of work (and no other date)": "fullest",
    "the time at which the last task of the plan ends, written like 10:35 (and no other time)": "finish",
    "how many minutes all tasks take together, as a number in digits": "total",
    "the minutes of all tasks as a sum in the order of your plan, in the form a + b = c": "sum",
}  # fmt: skip
UNITS = {"sentence": "sentences", "bullet point": "bullets", "numbered line": "numbered"}


class Summary(NamedTuple):
    heading: str
    sentences: int
    facts: list[str]


class Asked:
    """What a prompt asks for."""

    def __init__(self, prompt: str) -> None:
        found = next((one for pattern in PROMPTS if (one := re.fullmatch(pattern, prompt.strip()))), None)
        if not found:
            raise Unread(prompt)
        self.jobs = {name: int(minutes) for name, minutes in re.findall(r"^- (.+): (\d+) minutes$", found["jobs"], re.MULTILINE)}
        self.people, self.days = re.findall(r"[A-Z]\w+", found["people"]), sorted(re.findall(DATE, found["days"]))
        self.opens, self.closes = (minute(found[name]) for name in ("opens", "closes"))
        if bool(found["every"]) != (len(self.days) > 1):
            raise Unread("does every date get a task?")
        self.demands = [demand(line, list(self.jobs), self.people, self.days) for line in found["demands"].strip().split("\n")]
        lines = found["form"].strip().split("\n")

        def take(pattern: str) -> re.Match[str] | None:
            for line in lines:
                if one := re.fullmatch(f"- {pattern}", line):
                    lines.remove(line)
                    return one
            return None

        heading, entry, beside, order, run = (take(pattern) for pattern in (HEADING, ENTRY, BESIDE, ORDER, RUN))
        total, summary = take(TOTAL), take(SUMMARY)
        if lines or not (entry and beside and order and run) or bool(heading) != (entry[2] == "no date"):
            raise Unread(found["form"])
        self.signs, self.unit = heading[1] if heading else "", UNITS[entry[1]]
        self.beside, self.run, self.total = int(beside[1] or beside[2]), int(run[1]), total[1] if total else ""
        self.summary = None
        if summary:
            self.summary = Summary(summary[1] or "", int(summary[2]), [FACTS[fact] for fact in re.split(r", and (?=the |how )|, (?=the |how )", summary[3])])
        left, self.rules = found["further"], list[Holds]()
        if wording := re.match(r"\n*?" + WORDING, left + "\n"):
            self.rules = [rule(line.removeprefix("- ")) for line in wording["rules"].strip().split("\n")]
            left = (left + "\n")[wording.end() :]
        counted(left)


def minute(clock: str) -> int:
    hour, minutes = clock.split(":")
    return int(hour) * 60 + int(minutes)


def follows(prompt: str, answer: str) -> bool:
    asked = Asked(prompt)
    parts = sections(asked, answer.strip())
    if parts is None:
        return False
    plan, bare, pieces = Plan(), list[str](), list[str]()
    for day, entries, _ in parts.days:
        for entry in entries:
            told = read(asked, day, entry)
            if not told or told[0] in plan:
                return False
            plan[told[0]] = told[1]
            bare.append(re.sub(r"\A[\W_]+", "", told[2].replace("\n", " ").strip()))
            pieces += told[2].split("\n")
    if plan.keys() != asked.jobs.keys():
        return False
    starts = [(entry.day, entry.start) for entry in plan.values()]
    worded = Reply("\n".join(bare), {asked.unit: bare})
    return (
        starts == sorted(starts)
        and fits(asked, plan)
        and all(holds(plan) for holds in asked.demands)
        and fewest(asked, plan, bare) >= asked.beside
        and not repeats(asked, [*pieces, parts.summary])
        and is_english(Reply("\n".join((*bare, parts.summary))))
        and all(holds(worded) for holds in asked.rules)
        and (not asked.total or all(adds_up(asked.total, total, [one.end - one.start for one in plan.values() if one.day == day]) for day, _, total in parts.days))
        and (asked.summary is None or sums_up(asked, asked.summary, plan, parts.summary))
    )


class Sections(NamedTuple):
    """days: for each heading, or all together, the date, the entries and the line of the sum."""

    days: list[tuple[str, list[str], str]]
    summary: str


def sections(asked: Asked, text: str) -> Sections | None:
    """None where the reply is not laid out as it has to be."""
    if not asked.signs:
        parts = re.split(r"\n\s*\n", text)
        summary = parts.pop() if asked.summary else ""
        entries = entries_of(asked, [line.strip() for part in parts for line in part.split("\n")], 0)
        return None if entries is None else Sections([("", entries, "")], summary)
    blocks = list[tuple[str, list[str]]]()
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line.startswith("#"):
            blocks.append((line, []))
        elif blocks:
            blocks[-1][1].append(line)
        else:
            return None
    wanted = [f"{asked.signs} {day}" for day in asked.days] + ([asked.summary.heading] if asked.summary else [])
    if [heading for heading, _ in blocks] != wanted:
        return None
    summary = "\n".join(blocks.pop()[1]) if asked.summary else ""
    days, count = list[tuple[str, list[str], str]](), 0
    for day, (_, lines) in zip(asked.days, blocks, strict=True):
        total = lines.pop() if asked.total and lines and lines[-1].startswith(asked.total) else ""
        entries = entries_of(asked, lines, count)
        if entries is None:
            return None
        count += len(entries)
        days.append((day, entries, total))
    return Sections(days, summary)


def entries_of(asked: Asked, lines: list[str], before: int) -> list[str] | None:
    if asked.unit == "sentences":
        found = [one for line in lines for one in sentences(line)]
        return found if "".join("".join(found).split()) == "".join("".join(lines).split()) else None
    marks = r"[-*+•]\s+(.+)" if asked.unit == "bullets" else r"(\d+)[.)]\s+(.+)"
    read = [re.fullmatch(marks, line) for line in lines]
    if not all(read) or (asked.unit == "numbered" and [int(one[1]) for one in read if one] != list(range(before + 1, before + 1 + len(read)))):
        return None
    return [one[one.re.groups] for one in read if one]


def read(asked: Asked, day: str, entry: str) -> tuple[str, Entry, str] | None:
    """The task, its place in the plan, and the entry with ends of lines in place of time and date."""
    text, times, dates = Reply(entry), re.findall(SPAN, entry), re.findall(DATE, entry)
    jobs, people = ([name for name in names for _ in text.places(name)] for names in (asked.jobs, asked.people))
    if not (len(times) == len(jobs) == len(people) == 1) or len(dates) != (not day):
        return None
    start, end = map(minute, times[0].split("-"))
    return jobs[0], Entry(day or dates[0], start, end, people[0]), re.sub(f"{SPAN}|{DATE}", "\n", entry)


def fits(asked: Asked, plan: Plan) -> bool:
    """Whether every task has its length, keeps to the hours, and nobody does two things at once."""
    lengths = all(asked.opens <= one.start and one.end <= asked.closes and one.end - one.start == asked.jobs[job] for job, one in plan.items())
    in_turn = all(two.start >= one.end for one, two in pairwise(sorted(plan.values(), key=lambda one: (one.who, one.day, one.start))) if (one.who, one.day) == (two.who, two.day))
    return lengths and in_turn and {one.day for one in plan.values()} == set(asked.days)


def fewest(asked: Asked, plan: Plan, bare: list[str]) -> int:
    """The fewest words of an entry beside the names of task and person."""
    return min(len(WORD.findall(text)) - len(WORD.findall(job)) - len(WORD.findall(one.who)) for (job, one), text in zip(plan.items(), bare, strict=True))


def repeats(asked: Asked, pieces: list[str]) -> bool:
    aside = "|".join([rf"\d+(?:\s*\+\s*\d+)+(?:\s*=\s*\d+)?|{DATE}|\d\d:\d\d", *(re.escape(name) for name in (*asked.jobs, *asked.people))])
    runs = [run for piece in pieces for part in re.split(aside, piece, flags=re.IGNORECASE) for run in _runs(part, asked.run)]
    return len(set(runs)) < len(runs)


def _runs(text: str, size: int) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(text)]
    yield from (tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def adds_up(label: str, line: str, minutes: list[int]) -> bool:
    said = line.removeprefix(label).replace("minutes", "").replace(" ", "").rstrip(".")
    terms = "+".join(map(str, minutes))
    return line.startswith(label) and said in (f"{terms}={sum(minutes)}", *([terms] if len(minutes) == 1 else []))


def sums_up(asked: Asked, summary: Summary, plan: Plan, said: str) -> bool:
    text, minutes = Reply(said), [one.end - one.start for one in plan.values()]
    whole = text.of("sentences")
    if len(whole) != summary.sentences or "".join("".join(one.value for one in whole).split()) != "".join(said.split()):
        return False
    latest = max((one.day, one.end) for one in plan.values())

    def most(field: str) -> list[str]:
        spent = dict[str, int]()
        for one in plan.values():
            spent[getattr(one, field)] = spent.get(getattr(one, field), 0) + one.end - one.start
        return [each for each, number in spent.items() if number == max(spent.values())]

    def names(those: list[str], first: list[str]) -> bool:
        """Whether one of those in the first place is named, and nobody else."""
        named = [one for one in those if text.places(one)]
        return len(named) == 1 and named[0] in first

    held = {
        "last": lambda: names(list(asked.jobs), [job for job, one in plan.items() if (one.day, one.end) == latest]),
        "busiest": lambda: names(asked.people, most("who")),
        "fullest": lambda: names(asked.days, most("day")),
        "finish": lambda: {minute(clock) for clock in re.findall(r"\d\d:\d\d", said)} == {latest[1]},
        "total": lambda: str(sum(minutes)) in re.findall(r"(?<![\d:.,-])\d+(?![\d:-]|[.,]\d)", said),
        "sum": lambda: shows_sum(text, list(map(str, minutes))),
    }
    return all(held[fact]() for fact in summary.facts)
