"""Planning text: a plan is drawn first and written out; what is asked of it is read off the plan and off its wording.

Effort is what demands and constraints weigh, more beside others, and what tasks, sums and the summary take."""

import re
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.instruct import _compose, _say
from synth.generators.instruct.free_text import BESIDE, RUN
from synth.generators.instruct.planning_text.demanding import demanded, greedy
from synth.generators.instruct.planning_text.writing import FACTS, LABELS, projects, written
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.instruct._check import Check
from synth.verifiers.instruct._text import Language, Text, reply
from synth.verifiers.instruct.planning_text import Job, PlanningText, Summary, broken, verify
from synth.verifiers.instruct.planning_text.demands import Demand, Entry, If, Plan
from synth.verifiers.instruct.planning_text.reading import read

TRIES, READS, EDITS = 12, 80, 150
STEP = 15
UNCLEAR = frozenset("digit_count number_count character_count unit_count same_count line_length ascending capital_start title_case".split())
"""Constraints that say nothing, or something else than it seems, of entries without their times."""


class Knobs(Frozen, frozen=True):
    jobs: Annotated[int, Meta(ge=2, le=12)]
    """Tasks to be planned."""
    people: Annotated[int, Meta(ge=1, le=5)]
    days: Annotated[int, Meta(ge=1, le=4)]
    demands: Annotated[int, Meta(ge=0, le=14)]
    """What is asked of the plan."""
    branches: Annotated[int, Meta(ge=0, le=3)]
    """How many of these hang on what the plan is like."""
    style: Annotated[int, Meta(ge=0, le=7)]
    """Constraints on the wording of entries."""
    nested: Annotated[float, Meta(ge=0, le=1)]
    """Chance that such a constraint is about single entries, or has exceptions."""
    facts: Annotated[int, Meta(ge=0, le=5)]
    """What the summary has to say; none where it is 0."""
    total: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a sum at the end of each day."""


LEVELS = (
    Knobs(2, 2, 1, 1, 0, 0, 0, 0, 0),
    Knobs(3, 2, 1, 1, 0, 1, 0, 0, 0.3),
    Knobs(3, 2, 2, 2, 0, 1, 0.4, 1, 0.3),
    Knobs(4, 2, 2, 3, 0, 2, 0.5, 1, 0.4),
    Knobs(5, 3, 2, 4, 1, 2, 0.5, 2, 0.5),
    Knobs(6, 3, 2, 6, 1, 3, 0.6, 2, 0.5),
    Knobs(7, 3, 3, 7, 2, 3, 0.6, 3, 0.5),
    Knobs(8, 3, 3, 9, 2, 4, 0.7, 3, 0.5),
    Knobs(9, 4, 3, 11, 2, 4, 0.7, 4, 0.6),
    Knobs(10, 4, 3, 13, 3, 5, 0.8, 4, 0.6),
)


def generate(rng: Random, knobs: Knobs, language: Language = "en") -> Sample:
    for _ in range(TRIES):
        problem, plan = _drawn(rng, knobs, language)
        demands = demanded(rng, problem, plan, knobs.demands, knobs.branches)
        problem = replace(problem, demands=tuple(demands))
        easy = greedy(problem)
        if len(demands) < knobs.demands or (knobs.demands > 1 and easy and all(one.holds(easy) for one in demands)):
            continue
        answer = written(problem, plan, rng)
        problem = replace(problem, style=tuple(_style(rng, problem, answer, knobs)))
        if len(problem.style) == knobs.style and verify(problem, answer):
            return Sample(problem, answer, effort(problem))
    raise Discard("no plan that needs care")


def _drawn(rng: Random, knobs: Knobs, language: Language) -> tuple[PlanningText, Plan]:
    project = rng.choice(projects(language))
    jobs = tuple(Job(name, STEP * rng.randint(2, 7)) for name in rng.sample(project.jobs, knobs.jobs))
    people = tuple(rng.sample(project.people, knobs.people))
    year, month, first = rng.randint(2027, 2039), rng.randint(1, 12), rng.randint(1, 20)
    days = [f"{year}-{month:02}-{day:02}" for day in rng.sample(range(first, first + 8), knobs.days)]
    opens = STEP * rng.randint(28, 40)
    plan = _plan(rng, jobs, people, days, opens)
    closes = min(1440, max(one.end for one in plan.values()) + STEP * rng.randint(0, 3))
    depth = rng.randint(1, 3) if rng.random() < 0.6 else 0
    unit: Any = rng.choice(("sentences", "bullets", "numbered"))
    total = rng.choice(LABELS[language]["total"]) if depth and rng.random() < knobs.total else ""
    facts: list[Any] = rng.sample([one for one in FACTS if knobs.days > 1 or one != "fullest"], knobs.facts)
    heading = rng.choice(LABELS[language]["summary"]) if depth else ""
    summaries = (Summary(heading, len(facts) + rng.randint(0, 1), tuple(facts)),) if facts else ()
    style = (BESIDE[language], RUN[language])
    return PlanningText(
        language, project.theme, jobs, people, tuple(days), opens, closes, (), unit, depth, *style, total, (), summaries
    ), plan


def _plan(rng: Random, jobs: tuple[Job, ...], people: tuple[str, ...], days: list[str], opens: int) -> Plan:
    """Every day has a task; somebody goes on where he or anybody has stopped, now and then after a pause."""
    found = dict[str, Entry]()
    free = {(day, who): opens + STEP * rng.randint(0, 2) for day in days for who in people}
    for at, job in enumerate(rng.sample(jobs, len(jobs))):
        day, who = days[at] if at < len(days) else rng.choice(days), rng.choice(people)
        begun = max((one.end for one in found.values() if one.day == day), default=opens) if rng.random() < 0.5 else opens
        start = max(free[day, who], begun) + STEP * rng.choice((0, 0, 0, 1, 2))
        free[day, who] = start + job.minutes
        found[job.name] = Entry(day, start, start + job.minutes, who)
    return found


def _style(rng: Random, problem: PlanningText, answer: str, knobs: Knobs) -> list[Check]:
    """Constraints that the entries keep, each about the entries as such."""
    made = read(problem, reply(answer, problem.language))
    text, found = Text(made.wording if made else "", problem.language), dict[str, Check]()
    for _ in range(READS * knobs.style):
        if len(found) == knobs.style:
            break
        check = _compose.read(rng, text, 0.3 + 0.6 * knobs.nested, (problem.unit,))
        if check and getattr(check, "unit", "") == problem.unit and _clear(check) and check.holds(text):
            found.setdefault(_compose._name(check), check)
    return list(found.values())


def _clear(check: Check) -> bool:
    return not any(one.kind in UNCLEAR or getattr(one, "mark", "") in ("-", ":", "：") for one in _say.innermost(check))


def effort(problem: PlanningText) -> float:
    weights = [_compose.weight(check) for check in problem.style] + [_weight(demand) for demand in problem.demands]
    further = 0.5 * len(problem.jobs) + 0.5 * bool(problem.total) + sum(1 for one in problem.summaries for _ in one.facts)
    return sum(weights) * (1 + 0.05 * len(weights)) + further


def _weight(demand: Demand) -> float:
    return 0.5 + _weight(demand.then) + _weight(demand.otherwise) if isinstance(demand, If) else 1.0


def corrupt(problem: PlanningText, answer: str, rng: Random) -> str:
    """Something changed that breaks one reason, if it is found."""
    several = ""
    for text in islice(_changed(problem, answer, rng), EDITS):
        reasons = list(islice(broken(problem, text), 2))
        if len(reasons) == 1:
            return text
        several = several or (text if reasons else "")
    return several


def _changed(problem: PlanningText, answer: str, rng: Random) -> Iterator[str]:
    """Another person, time, date or number at a place, or anything else that is changed."""
    further = _compose.edited(rng, answer)
    spans, numbers = list(re.finditer(r"(\d\d):(\d\d)-(\d\d):(\d\d)", answer)), list(re.finditer(r"(?<![\d:-])\d+(?![\d:-])", answer))
    names = [(who, at.start()) for who in problem.people for at in re.finditer(re.escape(who), answer)]
    while True:
        kind = rng.randrange(5)
        if kind == 0 and spans:
            span, later = rng.choice(spans), STEP * rng.choice((-2, -1, 1, 2))
            moved = rng.choice(((1, 1), (1, 0), (0, 1)))  # a task's end is often what a demand is about, its beginning alone never is
            clock = [int(span[at]) * 60 + int(span[at + 1]) + later * by for at, by in zip((1, 3), moved, strict=True)]
            made = "-".join(f"{one // 60:02}:{one % 60:02}" for one in clock)
            yield answer[: span.start()] + made + answer[span.end() :]
        elif kind == 1 and len(problem.people) > 1:
            who, at = rng.choice(names)
            other = rng.choice([one for one in problem.people if one != who])
            yield answer[:at] + other + answer[at + len(who) :]
        elif kind == 2 and numbers:
            number = rng.choice(numbers)
            yield f"{answer[: number.start()]}{int(number[0]) + STEP}{answer[number.end() :]}"
        elif kind == 3 and len(problem.days) > 1:
            one, other = rng.sample(problem.days, 2)
            yield answer.replace(one, other, 1)
        else:
            yield next(further)


def prompt_variables(problem: PlanningText, rng: Random) -> dict[str, object]:
    language = problem.language
    said = [_say.sentence(rule, rng, language) for rule in problem.style]
    units = [unit for unit in _say.units(problem.style) if unit in ("words", "sentences", "bullets")]
    units += [unit for unit in ("sentences",) if (problem.summaries or problem.unit == unit) and unit not in units]
    units += [unit for unit in ("bullets",) if problem.unit == unit and unit not in units]
    return {
        "p": problem,
        "jobs": rng.sample(problem.jobs, len(problem.jobs)),
        "people": rng.sample(problem.people, len(problem.people)),
        "demands": rng.sample(problem.demands, len(problem.demands)),
        "style": said,
        "notes": [_say.note(unit, rng, language) for unit in units],
        "kind": lambda demand: type(demand).__name__,
        "ordinal": _say.ordinal(language),
    }


def canonical(problem: PlanningText) -> object:
    """The order in which tasks, people, days, demands and constraints are named is none of the task."""
    parts = (problem.jobs, problem.demands, problem.style)
    return [
        sorted(problem.people),
        sorted(problem.days),
        *(sorted(one.to_json() for one in part) for part in parts),
        [problem.language, problem.opens, problem.closes, problem.unit, problem.depth, problem.beside, problem.run, problem.total],
        [one.to_json() for one in problem.summaries],
    ]


TASK = Task(
    __name__,
    version=4,
    problem=PlanningText,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(1_000_000,) * 10,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("theme",),
    by_language=True,
)
