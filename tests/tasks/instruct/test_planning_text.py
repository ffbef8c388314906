"""Planning texts: demands by hand, near misses, and both routes on what is nearly right."""

import json
import re
from itertools import islice
from random import Random

import pytest
from drawing import in_language, oracle

from synth.generators.instruct.planning_text import _changed
from synth.generators.registry import ROOT, load
from synth.pipelines.oracles.instruct._planning_demands import met
from synth.verifiers.instruct import planning_text
from synth.verifiers.instruct.planning_text import demands as d
from synth.verifiers.instruct.planning_text.demands import Entry
from synth.verifiers.instruct.planning_text.reading import _parted

NAME = "instruct/planning_text"
DAYS = "2031-05-14", "2031-05-15"
PLAN = {
    "a": Entry(DAYS[0], 540, 600, "Anna"),
    "b": Entry(DAYS[0], 600, 630, "Ben"),
    "c": Entry(DAYS[0], 645, 700, "Anna"),
    "d": Entry(DAYS[1], 540, 570, "Ben"),
}
KEPT_AND_BROKEN = [
    (d.Before("a", "b"), d.Before("b", "a")),
    (d.Before("c", "d"), d.Before("d", "a")),
    (d.Before("a", "b", True), d.Before("b", "c", True)),
    (d.On("a", DAYS[0]), d.On("a", DAYS[0], True)),
    (d.SameDay("a", "b"), d.SameDay("a", "d")),
    (d.SameDay("a", "d", True), d.SameDay("a", "b", True)),
    (d.By("b", "Ben"), d.By("b", "Ben", True)),
    (d.SamePerson("a", "c"), d.SamePerson("a", "b")),
    (d.Clock("a", 540), d.Clock("a", 541)),
    (d.Clock("a", 600, True), d.Clock("a", 599, True)),
    (d.Earliest(540, "b"), d.Earliest(600, "a")),
    (d.Load("Anna", 115), d.Load("Anna", 114)),
    (d.Load("Anna", 115, True), d.Load("Anna", 116, True)),
    (d.Share("Ben", 2), d.Share("Ben", 1)),
    (d.Crowd(DAYS[0], 3), d.Crowd(DAYS[1], 2)),
    (d.Pause(45), d.Pause(46)),
    (d.If(d.By("a", "Ben"), d.On("a", DAYS[1]), d.On("a", DAYS[0])), d.If(d.By("a", "Anna"), d.On("a", DAYS[1]), d.On("a", DAYS[0]))),
]


@pytest.mark.parametrize(("kept", "broken"), KEPT_AND_BROKEN)
def test_demands(kept, broken):
    loose = [{"job": job, **entry._asdict()} for job, entry in PLAN.items()]
    assert kept.holds(PLAN) and not broken.holds(PLAN)
    assert met(json.loads(kept.to_json()), loose) and not met(json.loads(broken.to_json()), loose)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", [1, 4, 7, 10])
def test_near_misses_break_one_thing_and_both_routes_agree(language, level):
    task, judge, reasons, kinds = load(NAME), oracle(NAME), set(), set()
    for number, sample in enumerate(in_language(NAME, level, 30, language)):
        loose = json.loads(sample.problem.to_json())
        kinds |= {type(demand).__name__ for demand in sample.problem.demands}
        broken = task.corrupt(sample.problem, sample.answer, Random(number))
        assert list(planning_text.components(sample.problem, broken).values()).count(False) == 1
        for text in islice(_changed(sample.problem, sample.answer, Random(number)), 12):
            verdict = task.verify(sample.problem, text)
            assert verdict.accepted == judge.check(loose, text), f"{verdict.reason}\n{text}"
            reasons.add(verdict.reason)
    assert len(reasons) >= 5 and len(kinds) >= 5


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Anna looks", "Anna and Ben look", "tasks"),
        ("10:00-10:30: The", "10:00-10:30: the sound check. The", "tasks"),
        ("stage setup", "st\u0430ge setup", "tasks"),  # another script
        ("09:00-10:00.", "09:00-10:00, or 09:15-10:15.", "tasks"),
        ("- Anna looks", "```\n- Anna looks", "format"),
        ("- At a desk, Ben", "- On 2031-05-14, at a desk, Ben", "tasks"),
        ("ticket list (", "ticket list with the Bengal cat (", ""),
        ("All of it", "\u200bAll of it", ""),
        ("135 minutes", "135,5 minutes", "summary"),
        ("takes 135 minutes", "takes 135 minutes or 140, whichever Ben likes,", ""),
        ("in the hands of Anna", "in the hands of anna of course", ""),
        ("Total: 45 = 45", "**Total: 45**", ""),
        ("Total: 45 = 45", "Total: 20 + 25 = 45", "total"),
        ("60 + 30 = 90", "30 + 60 = 90", "total"),
    ],
)
def test_replies_by_hand(old, new, reason):
    problem, right, _ = planning_text.EXAMPLES[0]
    reply = right.replace(old, new)
    assert planning_text.verify(problem, reply).reason == reason
    assert oracle(NAME).check(json.loads(problem.to_json()), reply) == (not reason)


@pytest.mark.parametrize("text", ["", "anna", "xaby", "xabcyabc", "annabel and anna, ab bc abc", "ab" * 5])
def test_names_part_a_text_as_a_pattern_of_them_does(text: str) -> None:
    for names in (["ab", "bc", "anna"], ["bc", "ab"], ["abc", "ab"], ["ab", "abc", "l"]):
        assert _parted(text, names).split("\n") == re.split("|".join(names), text)


def test_near_misses_break_one_thing_where_each_task_waits_for_the_other() -> None:
    """Whoever moves both ends of a time breaks the demand beside it, so one end alone has to move."""
    jobs, day = (planning_text.Job("the archive sorting", 75), planning_text.Job("the wall paint", 30)), "2037-12-17"
    demand = d.Before("the wall paint", "the archive sorting", True)
    problem = planning_text.PlanningText("en", "a move", jobs, ("Anna", "Mira"), (day,), 435, 540, (demand,), "sentences", 0, 4, 3)
    answer = (
        f"Our plan puts the wall paint into the hands of Mira from here on: {day}, 07:15-07:45. "
        f"At {day}, 07:45-09:00, Mira looks after the archive sorting without any haste."
    )
    assert planning_text.verify(problem, answer).accepted
    corrupt = load(NAME).corrupt
    for seed in range(150):
        broken = list(planning_text.broken(problem, corrupt(problem, answer, Random(seed))))
        assert len(broken) == 1 or broken[0] == "format"


def test_tasks_are_one_thing_each():
    """`If the bread photos is on Monday`."""
    projects = (ROOT / "instruct/planning_text/projects_en.md").read_text("utf-8").split("# a street concert\n")[1]
    names = [name for line in projects.splitlines() if not line.startswith("#") for name in line.split("; ")]
    assert len(names) > 80 and [name for name in names if re.search("[^su]s$", name)] == []
