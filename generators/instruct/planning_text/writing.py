"""Plans as texts: wordings for entries and summaries, and what projects are about."""

import re
from functools import cache
from random import Random
from typing import Any, NamedTuple

from synth.generators.instruct._draft import capital
from synth.generators.registry import ROOT
from synth.verifiers.instruct.planning_text import PlanningText, Summary
from synth.verifiers.instruct.planning_text.demands import Entry, Plan, minutes

FACTS = ("last", "busiest", "fullest", "finish", "total", "sum")
LABELS = {
    "en": {"total": ("Total:", "Sum:", "In minutes:"), "summary": ("Summary", "In short", "Outlook", "Remarks")},
    "zh": {"total": ("合计：", "共计：", "分钟数："), "summary": ("小结", "概要", "说明", "附注")},
}


class Project(NamedTuple):
    """What is planned: its name, tasks and people."""

    theme: str
    jobs: tuple[str, ...]
    people: tuple[str, ...]


@cache
def _sections(language: str) -> dict[str, tuple[str, ...]]:
    """By heading the lines of `projects_<language>.md`."""
    text = (ROOT / f"instruct/planning_text/projects_{language}.md").read_text("utf-8")
    parts = (part.strip().split("\n") for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:])
    return {head: tuple(line.removeprefix("- ") for line in lines) for head, *lines in parts}


@cache
def projects(language: str) -> tuple[Project, ...]:
    sections = _sections(language)
    people = tuple(sections["people"][0].split("; "))
    themes = [head for head in sections if head not in (*FACTS, "entries", "fillers", "people")]
    return tuple(Project(theme, tuple(sections[theme][0].split("; ")), people) for theme in themes)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def ordered(plan: Plan) -> list[tuple[str, Entry]]:
    return sorted(plan.items(), key=lambda one: (one[1].day, one[1].start, one[0]))


def written(problem: PlanningText, plan: Plan, rng: Random) -> str:
    """A plan in other words for each entry, with sums and summary as they are asked for."""
    sections, wordings = _sections(problem.language), rng.sample(_sections(problem.language)["entries"], len(plan))
    mark = {"sentences": "", "bullets": rng.choice("-*") + " ", "numbered": "{}. "}[problem.unit]
    days = dict[str, list[str]]()
    spent = dict[str, list[int]]()
    for number, ((job, one), wording) in enumerate(zip(ordered(plan), wordings, strict=True), 1):
        when = f"{clock(one.start)}-{clock(one.end)}"
        entry = capital(wording.format(who=one.who, job=job, when=when if problem.depth else f"{one.day}, {when}"))
        days.setdefault(one.day, []).append(mark.format(number) + entry)
        spent.setdefault(one.day, []).append(one.end - one.start)
    gap = "\n" if problem.unit != "sentences" else "" if problem.language == "zh" else " "
    blocks = list[str]()
    for day, entries in days.items():
        body = gap.join(entries)
        if problem.depth:
            body = f"{'#' * problem.depth} {day}\n\n{body}"
        blocks.append(f"{body}\n\n{_label(problem, spent[day])}" if problem.total else body)
    whole = (gap if not problem.depth else "\n\n").join(blocks)
    for summary in problem.summaries:
        head = f"{'#' * problem.depth} {summary.heading}\n\n" if problem.depth else ""
        whole += f"\n\n{head}{_summed(problem, summary, plan, sections, rng)}"
    return whole


def total(numbers: list[int]) -> str:
    return f"{' + '.join(map(str, numbers))} = {sum(numbers)}"


def _label(problem: PlanningText, numbers: list[int]) -> str:
    return f"{problem.total}{'' if problem.language == 'zh' else ' '}{total(numbers)}"


def _summed(problem: PlanningText, summary: Summary, plan: Plan, sections: dict[str, tuple[str, ...]], rng: Random) -> str:
    said = [rng.choice(sections[fact]).format(value(fact, plan)) for fact in summary.facts]
    said += rng.sample(sections["fillers"], summary.sentences - len(said))
    return ("" if problem.language == "zh" else " ").join(said)


def value(fact: Any, plan: Plan) -> str:
    """What a summary has to say of a plan."""
    by_end = sorted(plan.items(), key=lambda one: (one[1].day, one[1].end))
    match fact:
        case "last":
            return by_end[-1][0]
        case "busiest" | "fullest":
            spent = minutes(plan, "who" if fact == "busiest" else "day")
            return max(spent, key=lambda one: spent[one])
        case "finish":
            return clock(by_end[-1][1].end)
    lengths = [one.end - one.start for _, one in ordered(plan)]
    return total(lengths) if fact == "sum" else str(sum(lengths))
