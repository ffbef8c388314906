"""Queue scheduler: when jobs are done that wait in one queue for machines, by turns, priorities, ageing and times away.

Refused for the first of: format (not one number, or not the labels and times that are asked for), value (another number, order or job)."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.parsers import numbers
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain
from synth.verifiers.simulation import _states
from synth.verifiers.simulation._states import State
from synth.verifiers.simulation.queue_scheduler.schedule import Job, Join, Moment, Turn, kinds, simulate

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Job", "Join", "QueueScheduler", "proven", "states", "verify", "verify_trace"]

LETTERS = "ABCDEFGH"
MAX_TEXT = 600
"""Characters of an answer that are read; the longest of ours has 60."""

TRACE_FORMAT = _states.trace_format(
    en="One line is due for each moment at which at least one machine takes a job, also the one that it had before. It gives the time "
    "(t = 4) and what holds right after that: run, the jobs on machines 1, 2, ... in order, with - for a machine without a job; wait, the "
    "queue from front to end; left, the minutes of work that A, B, C, ... still need.",
    zh="每当某一时刻至少有一台机器取走一项（包括重新取走刚才那一项），就写一行：先写时刻（t = 4），再写此刻取完之后的情况："
    "run 是 1 号、2 号等机器上的对象，空闲的机器写 -；wait 是从队头到队尾的队列；left 依次是 A、B、C 等还需要的工作分钟数。",
    example=(
        State((("run", "[A]"), ("wait", "[]"), ("left", "[5, 3]")), "t = 0"),
        State((("run", "[B]"), ("wait", "[A]"), ("left", "[3, 3]")), "t = 2"),
    ),
)


class QueueScheduler(Problem, frozen=True):
    ask: Literal["done", "each", "order", "waiting", "running"]
    """When one job is done; when each is; in which order; minutes in the queue, of all jobs; who is on a machine at some moments."""
    jobs: Annotated[tuple[Job, ...], Meta(min_length=2, max_length=8)]
    """A, B, C, ..."""
    quantum: Annotated[int, Meta(ge=0, le=9)]
    """Minutes of a turn at most; 0 where a machine keeps a job."""
    machines: Annotated[int, Meta(ge=1, le=3)]
    ageing: Annotated[int, Meta(ge=0, le=20)]
    """Minutes of waiting that make a priority one more urgent; 0 for never."""
    joins: Annotated[tuple[Join, ...], Meta(min_length=1, max_length=3)]
    """Who joins first where several join the queue at one moment: each way to join that the problem has, once."""
    about: Annotated[int, Meta(ge=0, le=7)]
    """Which job or machine is asked about, from 0; 0 where none is."""
    moments: Annotated[tuple[Annotated[int, Meta(ge=0, le=900)], ...], Meta(max_length=6)]
    """For `running`, ascending: a machine is busy in the minutes that begin then. Else nothing."""

    def __post_init__(self) -> None:
        if any(len(job.parts) % 2 == 0 for job in self.jobs):
            raise ValueError("a job begins and ends with work")
        if len({job.priority == 0 for job in self.jobs}) > 1 or (self.ageing and not self.jobs[0].priority):
            raise ValueError("all jobs have priorities or none has, and without priorities none ages")
        if sorted(self.joins) != sorted(kinds(self.jobs, self.quantum)):
            raise ValueError("each way to join the queue once")
        if self.about >= {"done": len(self.jobs), "running": self.machines}.get(self.ask, 1):
            raise ValueError("no such job or machine")
        if (self.ask == "running") != bool(self.moments) or list(self.moments) != sorted(set(self.moments)):
            raise ValueError("moments, ascending, where they are asked about")
        if self.moments and None in at_moments(self, turns(self)):
            raise ValueError("a machine that is asked about is busy")


def plan(problem: QueueScheduler) -> tuple[list[tuple[int, int, Sequence[int]]], int, int, int, Sequence[Join]]:
    """What `simulate` takes."""
    jobs: list[tuple[int, int, Sequence[int]]] = [(job.arrival, job.priority, job.parts) for job in problem.jobs]
    return jobs, problem.quantum, problem.machines, problem.ageing, problem.joins


@kept
def turns(problem: QueueScheduler) -> tuple[Turn, ...]:
    return tuple(simulate(*plan(problem)))


def at_moments(problem: QueueScheduler, run: Sequence[Turn]) -> list[int | None]:
    """The job that the machine asked about has at each moment."""
    own = [turn for turn in run if turn.machine == problem.about]
    return [next((turn.job for turn in own if turn.start <= time < turn.end), None) for time in problem.moments]


def ends(problem: QueueScheduler, run: Sequence[Turn]) -> list[int]:
    """When each job is done."""
    last = [0] * len(problem.jobs)
    for turn in run:
        last[turn.job] = max(last[turn.job], turn.end)
    return last


def result(problem: QueueScheduler, run: Sequence[Turn]) -> str:
    """What is asked about a run, as an answer: `14`, `A: 7, B: 12`, `B -> A`, `5: A, 9: B`."""
    if problem.ask == "running":
        jobs = at_moments(problem, run)
        return ", ".join(f"{time}: {'-' if job is None else LETTERS[job]}" for time, job in zip(problem.moments, jobs, strict=True))
    last = ends(problem, run)
    if problem.ask == "done":
        return str(last[problem.about])
    if problem.ask == "each":
        return ", ".join(f"{letter}: {end}" for letter, end in zip(LETTERS, last, strict=False))
    if problem.ask == "order":
        return " -> ".join(LETTERS[job] for job in sorted(range(len(last)), key=last.__getitem__))
    return str(sum(end - job.arrival - sum(job.parts) for end, job in zip(last, problem.jobs, strict=True)))


def told(moments: Sequence[Moment]) -> tuple[State, ...]:
    """Moments as states of a trace."""

    def listed(jobs: Sequence[int | None]) -> str:
        return f"[{', '.join('-' if job is None else LETTERS[job] for job in jobs)}]"

    return tuple(State((("run", listed(m.run)), ("wait", listed(m.wait)), ("left", str(list(m.left)))), f"t = {m.time}") for m in moments)


@kept
def states(problem: QueueScheduler) -> tuple[State, ...]:
    """What holds after each moment at which a machine takes a job."""
    moments: list[Moment] = []
    simulate(*plan(problem), moments)
    return told(moments)


CHINESE = Reader(
    WORDS
    | dict.fromkeys("作业 任务 进程 工件 订单 完成 做完 结束 完工 时间 时刻 分钟 分 在 时 的 于 机器 处理器 运行 处理".split(), " ")
    | dict.fromkeys("一共 一共是 总共 总共是 共 依次 依次是 依次为 先后 然后 再 到 接着".split(), " ")
    | dict.fromkeys("顺序 先后顺序 完成顺序 顺序是 顺序为 为 是 总等待时间 等待时间 总等待时间为 等待时间为 总共为 一共为".split(), " ")
    | {"最后": " last "}
)
_IDLE = frozenset(
    "job jobs process processes task tasks order orders is are at in on the t time times minute minutes min mins finishes finish finished "
    "completes completed complete completion done ends and then first next last finally total "
    "waiting runs running machine by finishing".split()
)
_SIGNS = re.compile(r"[\w\s,;:.|()\[\]{}\"'`*=→⇒>-]*")
_OUT_OF_PLACE = re.compile(r"(?<=\w)\W+first\b|\b(?:last|finally)\b(?!\W*(?:is\W+)?[a-h]\W*\Z)", re.IGNORECASE)
"""`A is last, B is first`: the order of the text is not the one that is meant."""
_ORDINALS = re.compile(r"(?m)^[ \t]*\d{1,2}[.)][ \t]+(?=\S)")


def read(text: str) -> list[str] | None:
    """The labels and numbers of a text in order, without words that say nothing; None where something else stands in it."""
    if len(text) > MAX_TEXT or not _SIGNS.fullmatch(text) or re.search(r"(?<![\w>])-\d|\d\.\d", text):
        return None
    words = [word for word in re.findall(r"\w+", text) if word.casefold() not in _IDLE]
    if not all(word.isascii() and (word.isdigit() or word.upper() in LETTERS) and len(word) < 5 for word in words):
        return None
    return [str(int(word)) if word.isdigit() else word.upper() for word in words]


def verify(problem: QueueScheduler, answer_text: str) -> Verdict:
    text, gold = plain(answer_text, CHINESE), result(problem, turns(problem))
    if problem.ask in ("done", "waiting"):
        whole = numbers.integer(text)
        words = read(text) if whole is None else [str(whole)]
        if words and problem.ask == "done" and words[0] == LETTERS[problem.about]:
            words = words[1:]
        if not words or len(words) != 1 or words[0] in LETTERS:
            return refuse("format")
        return ACCEPT if words[0] == gold else refuse("value")
    if problem.ask == "order":
        text = re.sub(r"\\(?:rightarrow|to)(?![a-z])", " ", text)
        text = "" if _OUT_OF_PLACE.search(text) else _ORDINALS.sub("", text)
    words, right = read(text), re.findall(r"\w+", gold)
    if not words:
        return refuse("format")
    if problem.ask == "order":
        if sorted(words) != sorted(right):
            return refuse("format")
        return ACCEPT if words == right else refuse("value")
    keys, values = right[::2], right[1::2]
    if len(words) == len(values) and all(word.isdigit() == value.isdigit() for word, value in zip(words, values, strict=True)):
        return ACCEPT if words == values else refuse("value")
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if words[0].isdigit() != keys[0].isdigit():  # `B at 7` for `7: B`
        pairs = [(key, value) for value, key in pairs]
    said = dict(pairs)
    if len(words) != len(right) or said.keys() != set(keys) or any(value.isdigit() == keys[0].isdigit() for value in said.values()):
        return refuse("format")
    return ACCEPT if [said[key] for key in keys] == values else refuse("value")


def verify_trace(problem: QueueScheduler, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT; its reasons stand in `_states.judge`."""
    return _states.judge(problem, completion, verify, states(problem))


def proven(problem: QueueScheduler, completion: str) -> Proven:
    """How much of the run is told; see `synth.verifiers.score_steps`."""
    return _states.proven(completion, states(problem))


_JOBS = (Job(0, 0, (5,)), Job(1, 0, (3,)), Job(2, 0, (1,)))  # by turns of 2: A 0-2, B 2-4, C 4-5, A 5-7, B 7-8, A 8-9
_TWO: tuple[Join, ...] = ("new", "spent")
_EACH = QueueScheduler("each", _JOBS, 2, 1, 0, _TWO, 0, ())
_DONE = QueueScheduler("done", _JOBS, 2, 1, 0, _TWO, 1, ())
_ORDER = QueueScheduler("order", _JOBS, 2, 1, 0, _TWO, 0, ())
_WAITING = QueueScheduler("waiting", _JOBS, 2, 1, 0, _TWO, 0, ())  # 4 + 4 + 2
_RUNNING = QueueScheduler("running", _JOBS, 2, 1, 0, _TWO, 0, (1, 4, 7))

EXAMPLES = (
    (_EACH, "A: 9, B: 8, C: 5", ""),
    (_EACH, "9, 8, 5", ""),
    (_EACH, "C = 5; B = 8; A = 9", ""),
    (_EACH, "- A finishes at time 9\n- B finishes at time 8\n- C finishes at time 5", ""),
    (_DONE, "8", ""),
    (_DONE, "at time 8", ""),
    (_DONE, "B is done at t = 8", ""),
    (_ORDER, "C -> B -> A", ""),
    (_ORDER, r"$C \to B \to A$", ""),
    (_ORDER, "完成顺序为 C -> B -> A", ""),
    (_ORDER, "C, B, A", ""),
    (_ORDER, "1. C\n2. B\n3. A", ""),
    (_WAITING, "10 minutes", ""),
    (_RUNNING, "1: A, 4: C, 7: B", ""),
    (_RUNNING, "A, C, B", ""),
    (_EACH, "", "format"),
    (_EACH, "A: 9, B: 8", "format"),
    (_EACH, "A: 9, B: 8, C: 5, C: 6", "format"),
    (_EACH, "A: 5, B: 8, C: 9", "value"),
    (_DONE, "7", "value"),
    (_DONE, "7 or 8", "format"),
    (_DONE, "A is done at 8", "format"),
    (_ORDER, "A, B, C", "value"),
    (_ORDER, "C, B", "format"),
    (_WAITING, "0", "value"),
    (_RUNNING, "A, A, A", "value"),
    (_RUNNING, "1: A, 4: C, 8: B", "format"),
    (_EACH, "A：9，B：8，C：5", ""),
    (_EACH, "A 在第 9 分钟完成，B 在第 8 分钟完成，C 在第 5 分钟完成", ""),
    (_DONE, "答案是 8 分钟。", ""),
    (_ORDER, "C、B、A", ""),
    (_ORDER, "依次是 C，然后 B，最后 A", ""),
    (_WAITING, "一共 10 分钟", ""),
    (_WAITING, "10 分钟", ""),
    (_RUNNING, "时刻 1：A；时刻 4：C；时刻 7：B", ""),
    (_DONE, "在时刻 9 完成", "value"),
    (_ORDER, "依次是 A、B、C", "value"),
    (_EACH, "A 在时刻 5 完成，B 在时刻 8 完成，C 在时刻 9 完成", "value"),
    (_WAITING, "总共 12 分钟", "value"),
    (_RUNNING, "A、C、A", "value"),
)
