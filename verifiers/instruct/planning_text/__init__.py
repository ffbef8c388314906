"""Planning text: write a plan of given tasks as a text, with times, people, sums and a summary, so that every demand holds.

The whole reply is judged. Refused for the first of: format (headings, marks of lists, or something that belongs to no entry), tasks (each
in one entry, with one time, one person and, where there are no headings, one date), words (other words in an entry, repetition, ordinary
language), times (durations, hours, order, a person at two places), demands (what is asked of the plan), total (sums of a day), style (what
is asked of the wording of entries), summary (its sentences and what it has to say)."""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.instruct._letters import Initials
from synth.verifiers.instruct._links import ShowsSum
from synth.verifiers.instruct._rules import LONGEST, Each, Rule
from synth.verifiers.instruct._text import Language, Text, reply, unfenced
from synth.verifiers.instruct._words import EndsWith, Tongue
from synth.verifiers.instruct.planning_text.demands import (
    Before,
    By,
    Clock,
    Date,
    Demands,
    If,
    Length,
    Load,
    Minute,
    Name,
    On,
    Plan,
    in_a_row,
    minutes,
)
from synth.verifiers.instruct.planning_text.reading import Read, read, repeats, states_sum

WHOLE_REPLY = True
REASONS = ("format", "tasks", "words", "times", "demands", "total", "style", "summary")
Fact = Literal["last", "busiest", "fullest", "finish", "total", "sum"]


class Job(Frozen, frozen=True):
    """A task and how long it takes."""

    name: Name
    minutes: Length


class Summary(Frozen, frozen=True):
    """A text behind the entries, of so many sentences, that has to say certain things of the plan."""

    heading: Annotated[str, Meta(max_length=20, pattern=r"\A[^\x00-\x1f#*]*\Z")]
    """Empty where there are no headings: it is the last paragraph then."""
    sentences: Annotated[int, Meta(ge=1, le=6)]
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1, max_length=6)]
    """The task that ends last, the person and the date with most minutes, when the last task ends, the minutes of all tasks, and their sum
    written out in the order of the plan."""


class PlanningText(Problem, frozen=True):
    """Tasks, people and days, what is asked of the plan, and how it is to be written."""

    language: Language
    theme: Annotated[str, Meta(min_length=1, max_length=60, pattern=r"\A[^\x00-\x1f]+\Z")]
    jobs: Annotated[tuple[Job, ...], Meta(min_length=2, max_length=12)]
    people: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=6)]
    days: Annotated[tuple[Date, ...], Meta(min_length=1, max_length=4)]
    """Each has a task at least."""
    opens: Minute
    closes: Minute
    demands: Demands
    unit: Literal["sentences", "bullets", "numbered"]
    """What an entry is."""
    depth: Annotated[int, Meta(ge=0, le=4)]
    """Signs before the heading of a day; 0 where the date stands in each entry instead."""
    beside: Annotated[int, Meta(ge=1, le=12)]
    """Other words of an entry at least (in Chinese, characters)."""
    run: Annotated[int, Meta(ge=2, le=12)]
    """So many words in a row are nowhere twice."""
    total: Annotated[str, Meta(max_length=20, pattern=r"\A[^\x00-\x1f#*0-9]*\Z")] = ""
    """What begins a line with the sum of minutes at the end of each day; empty where there is none."""
    style: Annotated[tuple[Rule, ...], Meta(max_length=8)] = ()
    """Constraints on the entries, without their times and dates."""
    summaries: Annotated[tuple[Summary, ...], Meta(max_length=1)] = ()

    @property
    def summary(self) -> Summary | None:
        return self.summaries[0] if self.summaries else None

    def __post_init__(self) -> None:
        names = [job.name.lower() for job in self.jobs] + [one.lower() for one in self.people]
        together = "\n".join(names)
        if any(together.count(one) > 1 for one in names):
            raise ValueError("no name within another")
        if len(set(self.days)) < len(self.days) or self.opens >= self.closes:
            raise ValueError("each day once, and hours between opening and closing")
        known = {job.name for job in self.jobs} | {*self.people} | {*self.days}
        if any(not demand.named() <= known for demand in self.demands):
            raise ValueError("demands speak of what is given")
        if self.total and not self.depth:
            raise ValueError("sums stand under headings")
        if self.summary and bool(self.summary.heading) != bool(self.depth):
            raise ValueError("a summary has a heading where days have one")


def broken(problem: PlanningText, answer: str) -> Iterator[str]:
    """The reasons of which a reply breaks something, in order, each looked for when it is asked for; all but the first one or two where no
    plan can be read."""
    text = unfenced(reply(answer, problem.language))
    found = read(problem, text) if 0 < len(text.value) <= LONGEST else None
    plan = found.plan if found else None
    if found is None or plan is None:
        yield from REASONS[found is not None :]
        return
    wording = Text(f"{found.wording}\n{found.summary}", problem.language)
    if found.fewest < problem.beside or repeats(problem, found) or not Tongue().holds(wording):
        yield "words"
    if not (found.in_order and _times(problem, plan)):
        yield "times"
    if not all(demand.holds(plan) for demand in problem.demands):
        yield "demands"
    if problem.total and not _totals(problem, found):
        yield "total"
    entries = Text(found.wording, problem.language)
    if not all(rule.holds(entries) for rule in problem.style):
        yield "style"
    if problem.summary and not _summed(problem, problem.summary, found, plan):
        yield "summary"


def components(problem: PlanningText, answer: str) -> dict[str, bool]:
    """For each reason whether the reply keeps what stands behind it; nothing but the first two is kept where no plan can be read."""
    return dict.fromkeys(REASONS, True) | dict.fromkeys(broken(problem, answer), False)


def _times(problem: PlanningText, plan: Plan) -> bool:
    lengths = {job.name: job.minutes for job in problem.jobs}
    return (
        all(problem.opens <= one.start < one.end <= problem.closes and one.end - one.start == lengths[job] for job, one in plan.items())
        and {one.day for one in plan.values()} == set(problem.days)
        and all(two.start >= one.end for one, two in in_a_row(plan))
    )


def _totals(problem: PlanningText, found: Read) -> bool:
    spent = dict[str, list[int]]()
    for entry in (found.plan or {}).values():  # in the order of the text
        spent.setdefault(entry.day, []).append(entry.end - entry.start)
    return all(states_sum(found.totals.get(day, ""), problem.total, numbers) for day, numbers in spent.items())


def _most(found: dict[str, int]) -> set[str]:
    return {one for one, number in found.items() if number == max(found.values())}


def _summed(problem: PlanningText, summary: Summary, found: Read, plan: Plan) -> bool:
    """One of those that share the first place is enough, and no other is named."""
    text = Text(found.summary, problem.language)
    latest = max((entry.day, entry.end) for entry in plan.values())
    last = {job for job, entry in plan.items() if (entry.day, entry.end) == latest}
    lengths = tuple(entry.end - entry.start for entry in plan.values())
    said = [one.value for one in text.of("sentences")]
    if len(said) != summary.sentences or "".join("".join(said).split()) != "".join(found.summary.split()):
        return False
    for fact in summary.facts:
        match fact:
            case "last":
                kept = {job.name for job in problem.jobs if text.count(job.name)} in [{one} for one in last]
            case "busiest":
                kept = {one for one in problem.people if text.count(one)} in [{one} for one in _most(minutes(plan, "who"))]
            case "fullest":
                kept = {one for one in problem.days if one in found.summary} in [{one} for one in _most(minutes(plan, "day"))]
            case "finish":
                kept = found.clocks == {latest[1]}
            case "total":
                kept = sum(lengths) in found.numbers
            case "sum":
                kept = ShowsSum(lengths).holds(text)
        if not kept:
            return False
    return True


def verify(problem: PlanningText, answer: str) -> Verdict:
    reason = next(broken(problem, answer), "")
    return refuse(reason) if reason else ACCEPT


_JOBS = (Job("the stage setup", 60), Job("the sound check", 30), Job("the ticket list", 45))
_DAYS, _PEOPLE = ("2031-05-15", "2031-05-14"), ("Anna", "Ben")
_WANTED = (Before("the stage setup", "the sound check"), By("the ticket list", "Anna", True), Load("Ben", 60))
_ENDS = (Summary("Summary", 1, ("last", "total")),)
_TWO = PlanningText(
    "en", "a concert", _JOBS, _PEOPLE, _DAYS, 540, 720, _WANTED, "bullets", 2, 3, 3, "Total:", (Initials("bullets", tuple("ata")),), _ENDS
)
_PLAN = """## 2031-05-14

- Anna looks after the stage setup from breakfast on, 09:00-10:00.
- 10:00-10:30: The sound check is in the hands of Anna.

Total: 60 + 30 = 90

## 2031-05-15

- At a desk, Ben writes the ticket list (09:15-10:00).

Total: 45 = 45

## Summary

All of it takes 135 minutes and ends with the ticket list."""
_FLAT = PlanningText(
    "en",
    "a concert",
    _JOBS[:2],
    _PEOPLE,
    _DAYS[:1],
    540,
    720,
    (Clock("the sound check", 600), If(By("the stage setup", "Ben"), By("the sound check", "Anna"), By("the sound check", "Ben"))),
    "sentences",
    0,
    3,
    3,
    style=(Each("sentences", EndsWith("!")),),
    summaries=(Summary("", 2, ("busiest", "fullest", "finish", "sum")),),
)
_PROSE = """\
On 2031-05-15, 09:00-10:00, Ben looks after the stage setup!
Then Anna makes the sound check (2031-05-15, 10:00-10:30) with care!

Most of the work on 2031-05-15 is for Ben. We are ready at 10:30, because 60 + 30 = 90."""
_ZH_JOBS = (Job("布置舞台", 60), Job("调试音响", 30), Job("核对票单", 45))
_ZH = PlanningText(
    "zh",
    "一场音乐会",
    _ZH_JOBS,
    ("小安", "老周"),
    _DAYS,
    540,
    720,
    (Before("布置舞台", "调试音响"), On("核对票单", "2031-05-15")),
    "numbered",
    2,
    4,
    6,
    "合计：",
    (),
    (Summary("小结", 1, ("last", "total")),),
)
_ZH_PLAN = """## 2031-05-14

1. 09:00-10:00 由小安带头布置舞台，吃过早饭就动手。
2. 小安接着在 10:00-10:30 仔细调试音响。

合计：60 + 30 = 90

## 2031-05-15

3. 老周 09:15-10:00 坐在办公室里核对票单。

合计：45 = 45

## 小结

全部工作共 135 分钟，最后完成的是核对票单。"""
EXAMPLES = (
    (_TWO, _PLAN, ""),
    (_TWO, _PLAN.replace("45 = 45", "45").replace("\n\n", "\n"), ""),
    (_TWO, _PLAN.replace("10:00-10:30", "**10:00 – 10:30**").replace("- ", "* ").replace("= 90", "= 90 minutes"), ""),
    (_FLAT, _PROSE, ""),
    (_FLAT, _PROSE.replace("\nThen", " Then").replace("09:00-10:00", "9:00 to 10:00"), ""),
    (_FLAT, _PROSE.replace("On 2031", "- On 2031").replace("Then", "- Then"), ""),
    (_TWO, f"Here is the plan:\n{_PLAN}", "format"),
    (_TWO, _PLAN.replace("## 2031-05-15", "## 15 May"), "format"),
    (_TWO, _PLAN.replace("Ben writes", "we write"), "tasks"),
    (_TWO, _PLAN.replace("09:00-10:00", "0h9:00-10:00"), "tasks"),
    (_TWO, "", "format"),
    (_FLAT, "2031-05-15 09:00-10:00 Ben the stage setup! 2031-05-15 10:00-10:30 Anna the sound check!\n\nSo. 60 + 30 = 90.", "words"),
    (_TWO, _PLAN.replace("10:00-10:30", "09:30-10:00"), "times"),
    (_TWO, _PLAN.replace("09:15-10:00", "09:15-09:45"), "times"),
    (_TWO, _PLAN.replace("Ben writes", "Anna writes"), "demands"),
    (_FLAT, _PROSE.replace("Ben", "Eve").replace("Anna", "Ben").replace("Eve", "Ben"), "demands"),
    (_TWO, _PLAN.replace("= 90", "= 95"), "total"),
    (_TWO, _PLAN.replace("- At a desk, Ben", "- Ben at a desk"), "style"),
    (_TWO, _PLAN.replace("with the ticket list", "with the sound check"), "summary"),
    (_FLAT, _PROSE.replace("is for Ben", "is for Ben and Anna"), "summary"),
    (_ZH, _ZH_PLAN, ""),
    (_ZH, _ZH_PLAN.replace("\n\n", "\n").replace("合计：60", "**合计：60"), ""),
    (_ZH, _ZH_PLAN.replace("1. ", "1、").replace("2. ", "2、").replace("3. ", "3、").replace("= 90", "= 90 分钟"), ""),
    (_ZH, _ZH_PLAN.replace("09:15-10:00", "9：15至10：00"), ""),
    (_ZH, _ZH_PLAN.replace("09:15-10:00", "10:15-11:00").replace(" = 45", ""), ""),
    (_ZH, f"好的，计划如下：\n{_ZH_PLAN}", "format"),
    (_ZH, _ZH_PLAN.replace("3. 老周", "1. 老周"), "format"),
    (_ZH, _ZH_PLAN.replace("60 + 30 = 90", "90"), "total"),
    (_ZH, _ZH_PLAN.replace("共 135 分钟", "共两个多小时"), "summary"),
    (_ZH, _ZH_PLAN.replace("老周 09:15-10:00 坐在办公室里", "老周 09:15-10:00 "), "words"),
)
