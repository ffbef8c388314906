"""What planning texts claim: their rules in words, and what plans win that leave out what is hard."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.instruct import _claims
from synth.generators.instruct.planning_text.demanding import greedy
from synth.generators.instruct.planning_text.writing import clock, written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.instruct.planning_text import PlanningText
from synth.verifiers.instruct.planning_text.demands import Entry, Plan


def _named(problem: PlanningText) -> str:
    tasks = "".join(rf"(?=[\s\S]*{job.name}[:：] {{0,1}}{job.minutes} (?:minutes|分钟))" for job in problem.jobs)
    return tasks + "".join(rf"(?=[\s\S]*{one})" for one in (*problem.people, *problem.days)) + "."


def _asked(problem: PlanningText) -> str:
    """Everything that a demand names stands on one of the lines."""
    return "".join(rf"(?=[\s\S]*?^- {''.join(f'(?=.*{one})' for one in demand.named())})" for demand in problem.demands) + "."


def _stated(language: str) -> Callable[[PlanningText], str]:
    return lambda problem: "(?m)" + "".join(_claims.pattern(rule, language) for rule in problem.style) + "."


FACTS = {
    "en": {
        "last": "task that ends last",
        "busiest": "person with the most minutes",
        "fullest": "date with the most minutes",
        "finish": "time at which the last task",
        "total": "how many minutes all tasks take",
        "sum": "minutes of all tasks as a sum",
    },
    "zh": {
        "last": "最后结束的任务",
        "busiest": "总工作时间最长的人",
        "fullest": "分钟数最多的日期",
        "finish": "最后一项任务结束的时间",
        "total": "一共多少分钟",
        "sum": "先后相加的算式",
    },
}


def _facts(language: str) -> Callable[[PlanningText], str]:
    return lambda p: "".join(rf"(?=[\s\S]*{FACTS[language][fact]})" for one in p.summaries for fact in one.facts) + "."


def _hours(problem: PlanningText) -> str:
    return f"{clock(problem.opens)} (?:and|到) {clock(problem.closes)}"


RULES = (
    Rule("format", {"en": r"10,000 characters", "zh": r"10000 个字符"}),
    Rule("format", {"en": r"heading", "zh": r"标题，从早到晚"}, lambda p: p.depth > 0),
    Rule("format", {"en": r"through the whole plan", "zh": r"编号从头到尾"}, lambda p: p.unit == "numbered"),
    Rule("format", {"en": r"stand on one line", "zh": r"只占一行"}, lambda p: p.unit == "bullets"),
    Rule("tasks", {"en": r"each exactly once", "zh": r"各出现一次"}),
    Rule("tasks", {"en": r"written like 09:05-10:35", "zh": r"写法如 09:05-10:35"}),
    Rule("tasks", {"en": r"and the date of the task", "zh": r"照抄任务的日期"}, lambda p: p.depth == 0),
    Rule("tasks", {"en": _named, "zh": _named}),
    Rule("words", {"en": lambda p: rf"[Aa]t least {p.beside} (other|more) words", "zh": lambda p: rf"至少 {p.beside} 个汉字"}),
    Rule("words", {"en": lambda p: rf"no {p.run} words in a row", "zh": lambda p: rf"连续 {p.run} 个字"}),
    Rule("words", {"en": r"ordinary English", "zh": r"通顺的中文"}),
    Rule("times", {"en": _hours, "zh": _hours}),
    Rule("times", {"en": r"exactly (as long as stated|its number of minutes)", "zh": r"与所列的分钟数相同"}),
    Rule("times", {"en": r"two things at once", "zh": r"同时做两件事"}),
    Rule("times", {"en": r"from early to late: by date", "zh": r"从早到晚写"}),
    Rule("times", {"en": r"at least one task", "zh": r"至少有一项任务"}, lambda p: len(p.days) > 1),
    Rule("demands", {"en": lambda p: "(?m)" + _asked(p), "zh": lambda p: "(?m)" + _asked(p)}),
    Rule("total", {"en": r"adds up the minutes", "zh": r"分钟数按写出的先后相加"}, lambda p: p.total != ""),
    Rule("style", {"en": _stated("en"), "zh": _stated("zh")}, lambda p: bool(p.style)),
    Rule("summary", {"en": _facts("en"), "zh": _facts("zh")}, lambda p: p.summary is not None),
    Rule(
        "summary",
        {"en": lambda p: rf"exactly {p.summaries[0].sentences} sentence", "zh": lambda p: rf"恰好 {p.summaries[0].sentences} 句"},
        lambda p: p.summary is not None,
    ),
)


def _by_turns(problem: PlanningText) -> Plan:
    """The tasks as they are listed, one after the other, people by turns, days filled one by one."""
    days, found = sorted(problem.days), dict[str, Entry]()
    at = dict.fromkeys(days, problem.opens)
    for number, job in enumerate(problem.jobs):
        day = days[number * len(days) // len(problem.jobs)]
        found[job.name] = Entry(day, at[day], at[day] + job.minutes, problem.people[number % len(problem.people)])
        at[day] += job.minutes
    return found


def _alone(problem: PlanningText) -> Plan:
    """Everything by the first person."""
    return {job: entry._replace(who=problem.people[0]) for job, entry in _by_turns(problem).items()}


def _listed(problem: PlanningText) -> str:
    """The tasks and people without a sentence around them."""
    return "\n".join(f"- {one.day}, {clock(one.start)}-{clock(one.end)}: {job}, {one.who}." for job, one in _by_turns(problem).items())


def _telling(plan: Callable[[PlanningText], Plan | None]) -> Callable[[PlanningText], str]:
    return lambda problem: written(problem, plan(problem) or _by_turns(problem), Random(0))


SHORTCUTS = (
    Shortcut("tasks in the order given, people by turns", _telling(_by_turns), (0.47, 0.22, 0.01) + (0.01,) * 7),
    Shortcut("everything by the first person", _telling(_alone), (0.4, 0.19, 0.05, 0.02) + (0.01,) * 6),
    Shortcut("the simplest demands met, the wording left to chance", _telling(greedy), (0.67, 0.3) + (0.01,) * 8),
    Shortcut("tasks and people without sentences", _listed, (0.01,) * 10),
)


def copies(problem: PlanningText, rng: Random) -> Iterator[PlanningText]:
    """Tasks, people, days, demands and constraints in another order, under another name."""
    for _ in range(3):
        parts = {
            name: tuple(rng.sample(one, len(one)))
            for name in ("jobs", "people", "days", "demands", "style")
            if (one := getattr(problem, name))
        }
        yield replace(problem, theme="a plan", **parts)


def different(problem: PlanningText, rng: Random) -> Iterator[PlanningText]:
    """A demand left out, other hours, more words beside."""
    yield replace(problem, demands=problem.demands[1:])
    yield replace(problem, closes=problem.closes - 1)
    yield replace(problem, beside=problem.beside + 1)
