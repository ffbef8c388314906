"""State machine: a device told in words goes through its states; where it ends, what it signals, or when something first happens.

Refused for the first of: format (not the state, signals and numbers that are asked for, or not one number), value (another one)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.parsers import numbers
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain
from synth.verifiers.simulation import _states
from synth.verifiers.simulation._states import State
from synth.verifiers.simulation.state_machine.machine import Case, Event, Machine, Status, step, table_of
from synth.verifiers.simulation.state_machine.words import (
    CHINESE_WORDS,
    PANEL,
    SHORT_SIGNALS,
    SHORT_STATES,
    STORIES,
    Cast,
    Story,
    casts,
)

__all__ = ["EXAMPLES", "TRACE_FORMAT", "StateMachine", "proven", "states", "verify", "verify_trace"]

MAX_STEPS = 120
"""Events of a run, with those that come again."""
MAX_TEXT = 400
"""Characters of an answer that are read; the longest of ours has 60."""

TRACE_FORMAT = _states.trace_format(
    en="One line is due for each event, up to the end or to the event that is asked for. It gives the number of the event and what holds "
    "right after it, in the short names from the text: s, the state; n, the counter, if there is one; out, the signal, or - for none. "
    "Where there is a panel, s2, n2 and out2 say the same of the panel.",
    zh="每个事件写一行，直到结束或所问的那个事件为止：先写事件的序号，再用题中括号里的简称写出此后的情况：s 是状态；n 是计数器（如果有）；"
    "out 是发出的信号，没有就写 -。如果有控制台，再用 s2、n2、out2 写出控制台的情况。",
    example=(
        State((("s", "B"), ("n", "1"), ("out", "x")), "1"),
        State((("s", "A"), ("n", "1"), ("out", "-")), "2"),
    ),
)


class StateMachine(Problem, frozen=True):
    story: Story
    machines: Annotated[tuple[Machine, ...], Meta(min_length=1, max_length=2)]
    """The device, and the panel whose events are the device's signals."""
    events: Annotated[tuple[Event, ...], Meta(min_length=1, max_length=60)]
    """In order: `(0, 2, 1)`."""
    repeat: Annotated[int, Meta(ge=1, le=40)]
    """How often they come in all."""
    ask: Literal["end", "count", "first"]
    """The last states and signals; the last states, a counter and how often a signal was given; the number of an event."""
    last: Annotated[int, Meta(ge=0, le=4)]
    """For `end`: how many signals of the last machine; else 0."""
    what: Literal["", "state", "signal", "counter", "both"]
    """For `first`: a state is entered, or a signal given, for some time; a counter reaches a number; both machines are in two states."""
    which: Annotated[int, Meta(ge=0, le=4)]
    """The state or the signal of the last machine that is asked about, or the device's state; else 0."""
    times: Annotated[int, Meta(ge=0, le=60)]
    """For `first`: the time, the number, or the panel's state; else 0."""

    def __post_init__(self) -> None:
        own = self.machines[-1]
        if len(self.events) * self.repeat > MAX_STEPS:
            raise ValueError("too many events")
        if bool(self.last) != (self.ask == "end") or bool(self.what) != (self.ask == "first"):
            raise ValueError("a number of signals, or what happens first, where it is asked for")
        if (self.ask == "count" or self.what == "counter") and own.counter < 0:
            raise ValueError("a counter that is not there")
        if (self.ask == "end" or self.what == "counter") and self.which:
            raise ValueError("a state or a signal that nobody asks about")
        if (self.ask != "first" and self.times) or (self.what in ("state", "signal", "counter") and not self.times):
            raise ValueError("a time or a number where it is asked about")
        if self.what == "both" and (len(self.machines) == 1 or max(self.which // self.machines[0].states, self.times // own.states)):
            raise ValueError("no such states")
        if (self.what == "state" and self.which >= own.states) or (self.what not in ("state", "both") and self.which > 3):
            raise ValueError("no such state or signal")
        if (self.what and happens(self, run(self)) is None) or (self.last and len(signals(run(self))) < self.last):
            raise ValueError("what is asked about never happens")


def simulate(machines: Sequence[Machine], events: Sequence[int]) -> list[tuple[Status, ...]]:
    """How all machines stand at the start and after each event."""
    tables = [table_of(machine) for machine in machines]
    now = tuple(Status(machine.start, max(machine.counter, 0), -1, False) for machine in machines)
    found = [now]
    for event in events:
        following: list[Status] = []
        for machine, table, status in zip(machines, tables, now, strict=True):
            following.append(step(machine, table, status, event))
            event = following[-1].signal
        now = tuple(following)
        found.append(now)
    return found


@kept
def run(problem: StateMachine) -> tuple[tuple[Status, ...], ...]:
    return tuple(simulate(problem.machines, problem.events * problem.repeat))


def signals(steps: Sequence[tuple[Status, ...]]) -> list[int]:
    """What the last machine has given, in order."""
    return [now[-1].signal for now in steps if now[-1].signal >= 0]


def happens(problem: StateMachine, steps: Sequence[tuple[Status, ...]]) -> int | None:
    """The number of the event that is asked for, from 1."""
    met = 0
    for number, now in enumerate(steps):
        own = now[-1]
        if problem.what == "counter":
            met = problem.times if own.counter >= problem.times else 0
        elif problem.what == "both":
            met = problem.times if (now[0].state, own.state) == (problem.which, problem.times) else -1
        elif problem.what == "state":
            met += own.moved and own.state == problem.which
        else:
            met += own.signal == problem.which
        if number and met == problem.times:
            return number
    return None


def result(problem: StateMachine, steps: Sequence[tuple[Status, ...]]) -> str:
    """What is asked about a run, as an answer: `open, beep, click`, `open, 5, 3`, `17`; nothing where it does not happen."""
    if problem.ask == "first":
        return str(happens(problem, steps) or "")
    told = casts(problem.story)
    parts = [cast.states[status.state] for cast, status in zip(told, steps[-1], strict=False)]
    given = signals(steps)
    if problem.ask == "end":
        words = told[len(parts) - 1].signals
        return ", ".join(parts + [words[signal] for signal in given[-problem.last :]])
    return ", ".join([*parts, str(steps[-1][-1].counter), str(given.count(problem.which))])


def told(problem: StateMachine, steps: Sequence[tuple[Status, ...]]) -> tuple[State, ...]:
    """A run as states of a trace, up to what is asked for."""
    last = (happens(problem, steps) if problem.what else None) or len(steps) - 1
    return tuple(State(_values(problem, now), str(number)) for number, now in enumerate(steps[: last + 1]) if number)


def _values(problem: StateMachine, now: Sequence[Status]) -> tuple[tuple[str, str], ...]:
    values: list[tuple[str, str]] = []
    for place, (machine, status) in enumerate(zip(problem.machines, now, strict=True)):
        mark = "2" if place else ""
        values.append((f"s{mark}", SHORT_STATES[place][status.state]))
        values += [(f"n{mark}", str(status.counter))] if machine.counter >= 0 else []
        values.append((f"out{mark}", SHORT_SIGNALS[place][status.signal] if status.signal >= 0 else "-"))
    return tuple(values)


@kept
def states(problem: StateMachine) -> tuple[State, ...]:
    """What holds after each event, up to what is asked for."""
    return told(problem, run(problem))


CHINESE = Reader(
    WORDS
    | {chinese: f" {word} " for word, chinese in CHINESE_WORDS.items()}
    | dict.fromkeys("最终 最后 状态 信号 计数器 计数 次数 次 事件 依次 分别 先后 然后 之后 两个 三个".split(), " ")
    | dict.fromkeys("闸门 售货机 电梯 卫兵 控制台 处于 发出 为 是 的 在 时 步 个".split(), " ")
)
_IDLE = frozenset(
    "the a an it is in at and state states signal signals final finally last end ends ended counter count number times time event step "
    "after then two three device machine gate vending lift guard panel was were of".split()
)
_COUNTERS = frozenset(cast.counter for cast in (*STORIES.values(), PANEL))
_SIGNS = re.compile(r"[\w\s,;:.|()\[\]{}\"'`*=→⇒>#-]*")


def read(text: str) -> list[str] | None:
    """The words and numbers of a text in order, without those that say nothing; None where something else stands in it."""
    if len(text) > MAX_TEXT or not _SIGNS.fullmatch(text) or re.search(r"(?<![\w>])-\d|\d\.\d", text):
        return None
    found = [word for word in re.findall(r"\w+", text) if (word if len(word) == 1 else word.casefold()) not in _IDLE]
    if not all(word.isascii() and (len(word) < 5 if word.isdigit() else word.isalpha()) for word in found):
        return None
    return [str(int(word)) if word.isdigit() else word if len(word) == 1 else word.casefold() for word in found]


def verify(problem: StateMachine, answer_text: str) -> Verdict:
    text, gold = plain(answer_text, CHINESE), result(problem, run(problem)).split(", ")
    whole = numbers.integer(text) if problem.ask == "first" else None
    words = read(text) if whole is None else [str(whole)]
    if not words:
        return refuse("format")
    pair = casts(problem.story)[: len(problem.machines)]
    names = [
        (word, short) for cast, shorts in zip(pair, SHORT_STATES, strict=False) for word, short in zip(cast.states, shorts, strict=True)
    ]
    given = list(zip(pair[-1].signals, SHORT_SIGNALS[len(pair) - 1], strict=True))
    if problem.ask == "count":  # `beep: 3`, `visitors: 5`
        labels = {*_COUNTERS, *given[problem.which]}
        words = [word for word in words if word not in labels]
    full = {short: word for word, short in names + given}
    if problem.ask == "end":  # `the last 2 signals`
        words = [word for word in words if word != str(problem.last)]
    words = [full.get(word, word) for place, word in enumerate(words) if full.get(word) != words[place - 1]]  # `open (B)`
    if [_kind(word, pair) for word in words] != [_kind(word, pair) for word in gold]:
        return refuse("format")
    return ACCEPT if words == gold else refuse("value")


def _kind(word: str, pair: tuple[Cast, ...]) -> str:
    """Whether a word is a number, a state of one of the machines, or a signal."""
    return next((kind for kind, known in _known(pair) if word in known), "number" if word.isdigit() else "")


@lru_cache(maxsize=16)
def _known(pair: tuple[Cast, ...]) -> list[tuple[str, frozenset[str]]]:
    return [*((f"state {place}", frozenset(cast.states)) for place, cast in enumerate(pair)), ("signal", frozenset(pair[-1].signals))]


def verify_trace(problem: StateMachine, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT; its reasons stand in `_states.judge`."""
    return _states.judge(problem, completion, verify, states(problem))


def proven(problem: StateMachine, completion: str) -> Proven:
    """How much of the run is told; see `synth.verifiers.score_steps`."""
    return _states.proven(completion, states(problem))


_GATE = Machine(
    3,
    0,
    0,
    (
        Case(0, 0, 0, 1, 0, 1, False),  # closed, card: open, beep, visitors + 1
        Case(1, 1, 2, 2, 2, 0, True),  # open, push, at least 2 visitors: ajar, flash, visitors = 0
        Case(1, 1, 0, 0, 1, 0, False),  # otherwise: closed, click
        Case(2, 0, 0, 0, -1, 0, False),  # ajar, card: closed
    ),
    (),
)
_EVENTS = (0, 1, 1, 0, 1, 0, 0)  # open 1 beep, closed click, closed, open 2 beep, ajar 0 flash, closed, open 1 beep
_END = StateMachine("gate", (_GATE,), _EVENTS, 1, "end", 3, "", 0, 0)
_COUNT = StateMachine("gate", (_GATE,), _EVENTS, 1, "count", 0, "", 0, 0)
_FIRST = StateMachine("gate", (_GATE,), _EVENTS, 1, "first", 0, "signal", 2, 1)
_PANEL = Machine(2, 0, -1, (Case(0, 0, 0, 1, 1, 0, False), Case(1, 0, 0, 0, 0, 0, False)), ())
_PAIR = StateMachine("gate", (_GATE, _PANEL), _EVENTS, 1, "end", 2, "", 0, 0)

EXAMPLES = (
    (_END, "open, beep, flash, beep", ""),
    (_END, "State: open; signals: beep, flash, beep", ""),
    (_END, "open\nbeep\nflash\nbeep", ""),
    (_END, "**Open**: beep -> flash -> beep", ""),
    (_END, "B, w, y, w", ""),
    (_COUNT, "open, 1, 3", ""),
    (_COUNT, "state open, visitors = 1, beep: 3 times", ""),
    (_FIRST, "5", ""),
    (_FIRST, "event 5", ""),
    (_PAIR, "open, watch, note, mail", ""),
    (_PAIR, "gate: open, panel: watch, signals: note, mail", ""),
    (_END, "", "format"),
    (_END, "open", "format"),
    (_END, "open, beep, flash", "format"),
    (_END, "open or closed, beep, flash, beep", "format"),
    (_END, "closed, beep, flash, beep", "value"),
    (_END, "open, flash, beep, beep", "value"),
    (_END, "beep, flash, beep, open", "format"),
    (_COUNT, "open, 2, 3", "value"),
    (_COUNT, "open, 3", "format"),
    (_FIRST, "4", "value"),
    (_FIRST, "5 or 6", "format"),
    (_PAIR, "watch, open, note, mail", "format"),
    (_PAIR, "open, calm, note, mail", "value"),
    (_END, "打开，蜂鸣，闪光，蜂鸣", ""),
    (_END, "状态：打开；信号：蜂鸣、闪光、蜂鸣", ""),
    (_COUNT, "打开，1，3 次", ""),
    (_FIRST, "第 5 个事件", ""),
    (_PAIR, "闸门打开，控制台留意，最后的信号依次是记录、邮件", ""),
    (_END, "关闭，蜂鸣，闪光，蜂鸣", "value"),
    (_FIRST, "第 6 个事件", "value"),
    (_END, "打开或关闭，蜂鸣，闪光，蜂鸣", "format"),
    (_PAIR, "打开，留意", "format"),
)
