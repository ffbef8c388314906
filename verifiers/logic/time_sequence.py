"""Time sequence: from several calendars, the length of the longest common meeting and the number of start times of one of given length.

Refused for the first of: format (not two whole numbers), longest (the longest meeting has another length), starts (a meeting of the
given length has another number of start times).

A meeting lies in one day, starts on the office's raster of minutes, and must keep every need: so many of these people, each there from
its first minute to its last. Appointments and meetings may touch."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

DAY = 24 * 60
PEOPLE, DAYS = 8, 5
Minute = Annotated[int, Meta(ge=0, le=DAY)]
Span = tuple[Minute, Minute]
Margin = Annotated[int, Meta(ge=0, le=60)]
Name = Annotated[str, Meta(pattern=r"\A[A-Z][a-z]{1,11}\Z")]


class Calendar(Frozen, frozen=True):
    """What one person has to do; all times are minutes after midnight where that person is."""

    hours: Span
    """When the person works, every day: `(540, 1020)`."""
    busy: Annotated[tuple[Annotated[tuple[Span, ...], Meta(max_length=10)], ...], Meta(min_length=1, max_length=DAYS)]
    """For each day its appointments, in order and apart: `(((600, 645),), ())`."""
    ahead: Annotated[int, Meta(ge=-8, le=8)]
    """Hours by which the person's clock is ahead of the office's: `-2`."""
    lunch: Annotated[tuple[Span, ...], Meta(max_length=1)]
    """A break on every day, or none: `((720, 765),)`."""
    before: Margin
    """Minutes before each appointment in which the person is not free either."""
    after: Margin
    """Minutes after each appointment in which the person is not free either."""
    short: Margin
    """Appointments of fewer minutes than that do not count; 0: all count."""
    cancels: Annotated[int, Meta(ge=0, le=2)]
    """Appointments that the person can cancel for the meeting; never the lunch."""

    def __post_init__(self) -> None:
        opening, closing = self.hours
        for spans in (*self.busy, self.lunch):
            free = opening
            for start, end in spans:
                if not free <= start < end:
                    raise ValueError("appointments lie one after another in the working hours")
                free = end
            if free > closing or opening == closing:
                raise ValueError("appointments lie one after another in the working hours")
        if not 0 <= self.hours[0] - 60 * self.ahead < self.hours[1] - 60 * self.ahead <= DAY:
            raise ValueError("a working day lies in one day of the office")


class Need(Frozen, frozen=True):
    """How many of some people must take part."""

    people: Annotated[tuple[Annotated[int, Meta(ge=0, lt=PEOPLE)], ...], Meta(min_length=1, max_length=PEOPLE)]
    """By their place, ascending: `(0, 2)`."""
    count: Annotated[int, Meta(ge=1, le=PEOPLE)]
    """At least: `1`."""


class TimeSequence(Problem, frozen=True):
    """Calendars over the same days."""

    names: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=PEOPLE)]
    """The people: `("Mei", "Ivan")`."""
    calendars: Annotated[tuple[Calendar, ...], Meta(min_length=1, max_length=PEOPLE)]
    """In the order of the names."""
    needs: Annotated[tuple[Need, ...], Meta(min_length=1, max_length=4)]
    """All of them must be kept: `(Need((0, 1), 2),)`."""
    step: Annotated[int, Meta(ge=5, le=60)]
    """Meetings start so many minutes past midnight at the office, or a multiple of it."""
    length: Annotated[int, Meta(ge=1, le=DAY)]
    """Minutes of the meeting whose start times are counted."""

    def __post_init__(self) -> None:
        if len(self.names) != len(self.calendars) or len(set(self.names)) < len(self.names):
            raise ValueError("each calendar has a name of its own")
        if len({len(calendar.busy) for calendar in self.calendars}) != 1:
            raise ValueError("all calendars have the same days")
        for need in self.needs:
            if list(need.people) != sorted(set(need.people)) or need.people[-1] >= len(self.names) or need.count > len(need.people):
                raise ValueError("a need names people once, in order, and no more of them than there are")


class Meetings(NamedTuple):
    longest: int
    """Minutes; 0 when there is none."""
    starts: int
    """Start times of a meeting of the given length, over all days."""


Block = tuple[int, int, bool]
"""Start, end, and whether it can be cancelled; in office time."""


def blocks(calendar: Calendar, day: int) -> list[Block]:
    """When a person is not free on a day, by start."""
    shift = 60 * calendar.ahead
    found = [(start - shift, end - shift, False) for start, end in calendar.lunch]
    for start, end in calendar.busy[day]:
        if end - start >= calendar.short:
            found.append((start - calendar.before - shift, end + calendar.after - shift, calendar.cancels > 0))
    return sorted(found)


def hours(calendar: Calendar) -> Span:
    """When a person works, in office time."""
    return calendar.hours[0] - 60 * calendar.ahead, calendar.hours[1] - 60 * calendar.ahead


def _free_until(start: int, closing: int, blocked: list[Block], cancels: int) -> int:
    """Until when somebody who is free at `start`, if need be by cancelling, can stay; `start` when not free."""
    for first, last, can_go in blocked:
        if last <= start:
            continue
        if first >= closing:
            break
        if not (can_go and cancels):
            return max(first, start)
        cancels -= 1
    return closing


@lru_cache(maxsize=64)
def _starts(step: int) -> tuple[int, ...]:
    return tuple(range(0, DAY, step))


def free_until(calendar: Calendar, day: int, step: int) -> tuple[int, ...]:
    """For each start time of a day until when the person can stay, in office time; 0 when not free."""
    opening, closing = hours(calendar)
    blocked, found = blocks(calendar, day), [0] * len(_starts(step))
    if not calendar.cancels:
        free = -(-opening // step)  # the first start behind what was seen
        for block, over, _ in (*blocked, (closing, closing, False)):
            end = min(block, closing)
            until = -(-end // step)
            if free < until:
                found[free:until] = [end] * (until - free)
            free = max(free, -(-over // step))
        return tuple(found)
    cuts = {opening, closing}
    for first, last, _ in blocked:
        if opening < first < closing:
            cuts.add(first)
        if opening < last < closing:
            cuts.add(last)
    for cut, following in pairwise(sorted(cuts)):  # between two of them every start has the same end
        first, last = -(-cut // step), -(-following // step)
        if first < last and (end := _free_until(first * step, closing, blocked, calendar.cancels)) > first * step:
            found[first:last] = [end] * (last - first)
    return tuple(found)


def lengths(problem: TimeSequence, day: int) -> list[int]:
    """For each start time of a day, from the first at which somebody works, the length of the longest meeting; 0 where there is none."""
    works = [hours(calendar) for calendar in problem.calendars]
    first, last = min(opening for opening, _ in works) // problem.step, -(-max(closing for _, closing in works) // problem.step)
    people = [free_until(calendar, day, problem.step)[first:last] for calendar in problem.calendars]
    kept = [_until(need.count, [people[person] for person in need.people]) for need in problem.needs]
    ends = map(min, *kept) if len(kept) > 1 else kept[0]
    return [end - start if end else 0 for end, start in zip(ends, _starts(problem.step)[first:last], strict=True)]


def _until(count: int, people: list[tuple[int, ...]]) -> Iterable[int]:
    """For each start until when so many of these people can stay."""
    if len(people) == 1:
        return people[0]
    if count in (1, len(people)):
        return map(max if count == 1 else min, *people)
    together = list(zip(*people, strict=True))
    most = dict.fromkeys(together, 0)  # few are different
    for until in most:
        most[until] = sorted(until)[-count]
    return map(most.__getitem__, together)


@kept
def meetings(problem: TimeSequence) -> Meetings:
    """The answer."""
    found = [length for day in range(len(problem.calendars[0].busy)) for length in lengths(problem, day) if length]
    return Meetings(max(found, default=0), sum(length >= problem.length for length in found))


_CHINESE = Reader(
    WORDS
    | {
        "问": "",
        "分钟": "minutes",
        "分": "minutes",
        "最长": "longest",
        "会议": "meeting",
        "时间": "time",
        "时长": "time",
        "时刻": "time",
    }
    | dict.fromkeys(("开始时间", "开始时刻", "可选的开始时间", "开始时间的个数", "开始时间的数量", "开始时间数", "可选"), "starts")
    | dict.fromkeys(
        ("是", "为", "有", "共", "共有", "一共", "一共有", "总共有", "可以", "能", "开", "可以开", "能开", "的", "个", "种"), "is"
    )
)
_WORDS = frozenset(
    "the longest greatest maximum max possible common a of meeting time length duration is lasts has are there and minutes minute mins "
    "min start starts starting times number count total in all different first second".split()
)
_LENGTHS = frozenset("longest greatest maximum max length duration lasts minutes minute mins min first".split())
_STARTS = frozenset("start starts starting second".split())
_BULLET = re.compile(r"(?m)^[ \t]*[-*] ")
_FIRST, _SECOND = (re.compile(rf"(?m)^[ \t]*{n}[.)] |\b{n} +:|\(?\b{letter}\)|\({chinese}\)") for n, letter, chinese in ("1a一", "2b二"))
_TOKEN = re.compile(r"[a-z]+|\d+(?:[.]\d+)?|\S", re.ASCII)
LONGEST_ANSWER = 160
"""Characters of an answer after its decorations are off."""


def _pair(answer: str) -> Meetings | None:
    """Two whole numbers, the length first, with nothing else between and around them than words for what they are."""
    text = plain(answer, _CHINESE).lower()
    if len(text) > LONGEST_ANSWER:
        return None
    text = _SECOND.sub(" second ", _FIRST.sub(" first ", _BULLET.sub(" ", text.replace("**", ""))))
    tokens = _TOKEN.findall(text)
    numbers = [token for token in tokens if token[0].isdigit()]
    others = (token for token in tokens if not token[0].isdigit())
    if len(numbers) != 2 or not all(token in _WORDS or token in ',;:=.()[]{}|$"' for token in others):
        return None
    if any(not number.isdecimal() or len(number) > 4 for number in numbers):
        return None
    length = max(next((k for k, token in enumerate(tokens) if token in words), -1) for words in (numbers, _LENGTHS))
    if any(token in _STARTS for token in tokens[:length]):  # the labels are swapped
        return None
    return Meetings(int(numbers[0]), int(numbers[1]))


def verify(problem: TimeSequence, answer: str) -> Verdict:
    read = _pair(answer)
    if read is None:
        return refuse("format")
    right = meetings(problem)
    if read.longest != right.longest:
        return refuse("longest")
    return ACCEPT if read.starts == right.starts else refuse("starts")


_MEI = Calendar((540, 1020), (((600, 645), (780, 840)),), 0, ((720, 750),), 0, 10, 0, 0)
_IVAN = Calendar((600, 1080), (((660, 670), (800, 890)),), 1, (), 5, 0, 15, 0)
_SMALL = TimeSequence(("Mei", "Ivan"), (_MEI, _IVAN), (Need((0, 1), 2),), 15, 30)  # office: Ivan 540-1020, busy 735-830
_CANCELS = TimeSequence(("Mei", "Ivan"), (Calendar((540, 720), (((600, 660),),), 0, (), 0, 0, 0, 1), _IVAN), (Need((0,), 1),), 30, 60)

EXAMPLES = (
    (_SMALL, "165, 16", ""),
    (_SMALL, "(165, 16)", ""),
    (_SMALL, "165 minutes, 16 start times", ""),
    (_SMALL, "165 minutes and 16", ""),
    (_SMALL, "Longest meeting: 165 minutes\nStart times: 16", ""),
    (_SMALL, "1. 165\n2. 16", ""),
    (_SMALL, "(a) 165, (b) 16", ""),
    (_SMALL, "The longest meeting lasts 165 minutes and there are 16 start times.", ""),
    (_SMALL, "**165, 16**", ""),
    (_SMALL, "Greatest length: 165 minutes; number of start times: 16", ""),
    (_SMALL, '{"longest": 165, "starts": 16}', ""),
    (_CANCELS, "180, 5", ""),
    (_SMALL, "", "format"),
    (_SMALL, "165", "format"),
    (_SMALL, "165, 16 or 180, 16", "format"),
    (_SMALL, "165, 16, 17", "format"),
    (_SMALL, "165 * 1, 16", "format"),
    (_SMALL, "165, -16", "format"),
    (_SMALL, "Start times: 165, longest meeting: 16", "format"),
    (_SMALL, "2. 165\n1. 16", "format"),
    (_SMALL, "165.5, 16", "format"),
    (_SMALL, "180, 16", "longest"),
    (_SMALL, "16, 165", "longest"),
    (_SMALL, "165, 17", "starts"),
    (_CANCELS, "180, 1", "starts"),
    (_SMALL, "答案是：165，16。", ""),
    (_SMALL, "165 分钟，16 个", ""),
    (_SMALL, "最长 165 分钟，共 16 个开始时间", ""),
    (_SMALL, "最长会议：165 分钟；开始时间：16 个", ""),
    (_SMALL, "最长的会议是 165 分钟，有 16 个开始时间。", ""),
    (_SMALL, "165分钟，16种", ""),
    (_SMALL, "第一问：165\n第二问：16", ""),
    (_SMALL, "开始时间：165；最长：16", "format"),
    (_SMALL, "１６５，１６", ""),
    (_SMALL, "答案：180，16", "longest"),
    (_SMALL, "165 分钟，15 个", "starts"),
    (_SMALL, "165，16 或 17", "format"),
    (_SMALL, "没有", "format"),
)
