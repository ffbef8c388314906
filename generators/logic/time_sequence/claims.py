"""What time sequence claims: its rules in words, what cheap policies win, and which calendars are the same puzzle.

The policies leave out what the task is there for: rules that move, widen or remove appointments, and people who may be missing."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.logic.time_sequence import RULES as OF_CALENDARS
from synth.generators.logic.time_sequence import clock, span
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.time_sequence import Calendar, Need, TimeSequence, lengths, meetings
from synth.verifiers.parsers.names import CHINESE_NAMES


def _calendars(problem: TimeSequence) -> str:
    """All hours, breaks and appointments, in order."""
    shown = [
        text for calendar in problem.calendars for text in (calendar.hours, *calendar.lunch, *(a for day in calendar.busy for a in day))
    ]
    return ".*?".join(re.escape(span(text)) + r"\b" for text in shown)


def _of_each(rule: str, words: Callable[[str, Calendar], str], names: dict[str, str] | None = None) -> Callable[[TimeSequence], str]:
    """The words for everybody who has a rule, in the order of the people."""

    def pattern(problem: TimeSequence) -> str:
        people = zip(problem.names, problem.calendars, strict=True)
        return ".*?".join(words((names or {}).get(name, name), calendar) for name, calendar in people if getattr(calendar, rule))

    return pattern


def _has(rule: str) -> Callable[[TimeSequence], bool]:
    return lambda problem: any(getattr(calendar, rule) for calendar in problem.calendars)


def _noon(calendar: Calendar) -> str:
    return re.escape(clock(720 + 60 * calendar.ahead))


def _needs(problem: TimeSequence) -> str:
    words = []
    for need in problem.needs:
        names = [problem.names[person] for person in need.people]
        if len(names) == len(problem.names):
            everybody = need.count == len(names)
            words.append("Everybody has to" if everybody else f"At least {need.count} of the {len(names)} people have to")
        else:
            several = f"At least {need.count} of {', '.join(names[:-1])} and {names[-1]} have to"
            words.append(several if len(names) > 1 else f"{names[0]} has to")
    return ".*?".join(words)


def _needs_in_chinese(problem: TimeSequence) -> str:
    words = []
    for need in problem.needs:
        names = [CHINESE_NAMES[problem.names[person]] for person in need.people]
        if len(names) == len(problem.names):
            everybody = need.count == len(names)
            words.append("所有人都必须参加" if everybody else f"这 {len(names)} 个人当中，至少要有 {need.count} 个人参加")
        else:
            several = f"{'、'.join(names[:-1])}和{names[-1]}当中，至少要有 {need.count} 个人参加"
            words.append(several if len(names) > 1 else f"{names[0]}必须参加")
    return ".*?".join(words)


def _margin(rule: str, chinese: str) -> Rule:
    """Minutes before, or after, each appointment."""

    def english_words(name: str, calendar: Calendar) -> str:
        return rf"{name} is also not free in [^\n]*{getattr(calendar, rule)} minutes {rule}"

    def chinese_words(name: str, calendar: Calendar) -> str:
        return rf"{name}在每项安排[^\n]*{chinese}的 {getattr(calendar, rule)} 分钟"

    return Rule("longest", {"en": _of_each(rule, english_words), "zh": _of_each(rule, chinese_words, CHINESE_NAMES)}, _has(rule))


RULES = (
    Rule("longest", {"en": _calendars, "zh": _calendars}),
    Rule("longest", {"en": r"longest (possible )?meeting|greatest length", "zh": r"最长"}),
    Rule(
        "longest",
        {
            "en": r"within working hours from the start of the meeting to its end",
            "zh": "从会议开始到结束都要有空，并且在自己的工作时间之内",
        },
    ),
    Rule(
        "longest",
        {"en": r"may start at the very minute at which somebody becomes free", "zh": "有人刚刚有空或者刚刚上班的那一刻，会议就可以开始"},
    ),
    Rule(
        "longest",
        {"en": "Those who do not take part need not be free", "zh": "不参加的人有没有空都没关系"},
        lambda problem: len(problem.needs) > 1,
    ),
    Rule("longest", {"en": _needs, "zh": _needs_in_chinese}),
    Rule("longest", {"en": lambda p: rf"multiple of {p.step} minutes after", "zh": lambda p: f"整点之后 {p.step} 分钟的整数倍"}),
    Rule(
        "longest",
        {"en": r"has to end on the day on which it starts", "zh": "必须在当天结束"},
        lambda problem: len(problem.calendars[0].busy) > 1,
    ),
    Rule(
        "longest",
        {
            "en": _of_each(
                "ahead", lambda name, c: rf"(All times of|all times given for) {name} are local times[^\n]*{_noon(c)}( there)?\."
            ),
            "zh": _of_each("ahead", lambda name, c: rf"{name}在另一个时区[^\n]*12:00 的时候，当地是 {_noon(c)}。", CHINESE_NAMES),
        },
        _has("ahead"),
    ),
    _margin("before", "之前"),
    _margin("after", "之后"),
    Rule(
        "longest",
        {
            "en": _of_each(
                "short",
                lambda name, c: rf"{name} (ignores appointments )?that are shorter than {c.short} minutes",
            ),
            "zh": _of_each("short", lambda name, c: f"{name}的安排中，不足 {c.short} 分钟的一律不算", CHINESE_NAMES),
        },
        _has("short"),
    ),
    Rule(
        "longest",
        {
            "en": _of_each("cancels", lambda name, c: f"{name} can cancel one appointment"),
            "zh": _of_each("cancels", lambda name, c: f"{name}可以取消一项安排", CHINESE_NAMES),
        },
        _has("cancels"),
    ),
    Rule("longest", {"en": "takes no time at all, and no minutes before or after", "zh": "完全不占时间，前后也不用留"}, _has("cancels")),
    Rule(
        "starts",
        {"en": lambda p: rf"start times?.{{0,80}} a meeting of {p.length} minutes", "zh": lambda p: rf"{p.length} 分钟[^\n]*开始时间"},
    ),
    Rule(
        "starts",
        {"en": r"all days together|counted over all days|add up all days", "zh": r"各天合计|各天的个数加在一起"},
        lambda problem: len(problem.calendars[0].busy) > 1,
    ),
    Rule("format", {"en": "comma", "zh": "逗号"}),
)


def _answer(problem: TimeSequence) -> str:
    return ", ".join(map(str, meetings(problem)))


def _plain(problem: TimeSequence) -> str:
    """The calendars as they stand, everybody there."""
    without: dict[str, Any] = {rule: nothing for rules in OF_CALENDARS for rule, nothing in rules.items() if rule != "lunch"}
    everybody = tuple(range(len(problem.names)))
    calendars = tuple(replace(calendar, **without) for calendar in problem.calendars)
    return _answer(replace(problem, calendars=calendars, needs=(Need(everybody, len(everybody)),)))


def _without(*rules: str) -> Callable[[TimeSequence], str]:
    """All rules of these kinds overlooked."""

    def policy(problem: TimeSequence) -> str:
        nothing: dict[str, Any] = {rule: () if rule == "lunch" else 0 for rule in rules}
        return _answer(replace(problem, calendars=tuple(replace(calendar, **nothing) for calendar in problem.calendars)))

    return policy


def _one_side(side: str, other: str) -> Callable[[TimeSequence], str]:
    """The minutes on one side of appointments overlooked, or on the other where nobody has any on this one."""
    return lambda p: _without(side if any(getattr(calendar, side) for calendar in p.calendars) else other)(p)


def _first_day(problem: TimeSequence) -> str:
    """The day alone that has the longest meeting."""
    longest = max(lengths(problem, day) for day in range(len(problem.calendars[0].busy)))
    return f"{max(longest)}, {sum(length >= problem.length for length in longest)}"


def _two_people(problem: TimeSequence) -> str:
    """The two who have the most appointments."""
    busiest = sorted(problem.calendars, key=lambda calendar: -sum(map(len, calendar.busy)))[:2]
    return _answer(replace(problem, names=problem.names[:2], calendars=tuple(busiest), needs=(Need((0, 1), 2),)))


SHORTCUTS = (
    Shortcut("the calendars as they stand", _plain, (1.0, 1.0, 0.02, 0.04, *(0.02,) * 6)),
    Shortcut("no time before and after appointments", _without("before", "after"), (1.0, 1.0, *(0.02,) * 8)),
    Shortcut("no time before appointments", _one_side("before", "after"), (1.0, 1.0, *(0.02,) * 8)),
    Shortcut("no time after appointments", _one_side("after", "before"), (1.0, 1.0, *(0.02,) * 8)),
    Shortcut("local times taken for the office's", _without("ahead"), (1.0, 1.0, 1.0, *(0.02,) * 7)),
    Shortcut("the two busiest people alone", _two_people, (1.0, 0.32, 0.14, 0.06, *(0.04,) * 6)),
    Shortcut("one day alone", _first_day, (1.0, 1.0, 1.0, 0.06, 0.08, *(0.04,) * 5)),
)


def copies(problem: TimeSequence, rng: Random) -> Iterator[TimeSequence]:
    """People in another order, with other names; needs in another order."""
    for _ in range(3):
        order = rng.sample(range(len(problem.names)), len(problem.names))
        place = {person: new for new, person in enumerate(order)}
        needs = [Need(tuple(sorted(place[person] for person in need.people)), need.count) for need in problem.needs]
        yield replace(
            problem,
            names=tuple(rng.sample(sorted(CHINESE_NAMES), len(problem.names))),
            calendars=tuple(problem.calendars[person] for person in order),
            needs=tuple(rng.sample(needs, len(needs))),
        )


def different(problem: TimeSequence, rng: Random) -> Iterator[TimeSequence]:
    """Another length, another raster; one appointment less."""
    yield replace(problem, length=problem.length + 5)
    yield replace(problem, step=problem.step + 5)
    person = rng.randrange(len(problem.names))
    calendar = problem.calendars[person]
    if calendar.busy[0]:
        less = replace(calendar, busy=(calendar.busy[0][1:], *calendar.busy[1:]))
        yield replace(problem, calendars=(*problem.calendars[:person], less, *problem.calendars[person + 1 :]))
