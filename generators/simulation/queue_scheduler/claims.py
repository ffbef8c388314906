"""What queue scheduler claims: its rules in words, what cheap policies win, and which problems are the same."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.simulation.queue_scheduler.cheap import POLICIES, Run, guess
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.queue_scheduler import LETTERS, QueueScheduler
from synth.verifiers.simulation.queue_scheduler.schedule import Job

BOTH = ("en", "zh")
KINDS = {
    "new": ("just arrived", "刚到达"),
    "back": ("back from being away", "离开后回来"),
    "spent": ("stretch has just ended", "时限刚到"),
}
ASKED: dict[str, tuple[Callable[[QueueScheduler], str], Callable[[QueueScheduler], str]]] = {
    "done": (lambda p: rf"time is job {LETTERS[p.about]} done", lambda p: rf"{LETTERS[p.about]} 在什么时刻做完"),
    "each": (lambda p: r"time is each job done", lambda p: r"每个.{2}各在什么时刻做完"),
    "order": (
        lambda p: r"order are the jobs done.{10,60}same moment: in alphabetical",
        lambda p: r"做完的先后顺序.{5,40}同一时刻做完的按字母",
    ),
    "waiting": (lambda p: r"all jobs together wait in the queue", lambda p: r"在队列里等待的时间一共"),
    "running": (
        lambda p: (rf" {p.about + 1} working" if p.machines > 1 else "working") + r" on in the minutes that begin at.{1,20}" + _times(p),
        lambda p: r"分别从时刻 " + _times(p) + (rf".{{1,20}}{p.about + 1} 号" if p.machines > 1 else ".{1,20}这台"),
    ),
}


def _times(problem: QueueScheduler) -> str:
    return ".{1,5}".join(rf"\b{time}\b" for time in problem.moments)


def _jobs(problem: QueueScheduler) -> str:
    """Each job with all of its numbers, in order."""
    return ".{1,30}".join(
        rf"\b{letter}\b.{{1,15}}\b{job.arrival}\b"
        + (rf".{{1,20}}\b{job.priority}\b" if job.priority else "")
        + "".join(rf".{{1,16}}\b{length}\b" for length in job.parts)
        for letter, job in zip(LETTERS, problem.jobs, strict=False)
    )


def _joins(place: int) -> Callable[[QueueScheduler], str]:
    return lambda p: (
        r".{1,30}then .{0,20}".join(KINDS[name][0] for name in p.joins)
        if not place
        else r".{0,9}然后是.{0,6}".join(KINDS[n][1] for n in p.joins)
    )


RULES = (
    Rule("value", dict.fromkeys(BOTH, _jobs)),
    Rule("value", {"en": r"one at a time|one job at a time", "zh": r"一次只处理一个"}),
    Rule(
        "value",
        {"en": lambda p: rf"There are {p.machines} .{{5,20}}numbered from 1", "zh": lambda p: rf"共有 {p.machines} 台"},
        lambda p: p.machines > 1,
    ),
    Rule("value", {"en": r"number 1 chooses first", "zh": r"1 号先取"}, lambda p: p.machines > 1),
    Rule("value", {"en": r"whoever joins it goes to its end", "zh": r"一律排到队尾"}),
    Rule("value", {"en": r"takes the job at the front", "zh": r"取走队头"}, lambda p: not p.jobs[0].priority),
    Rule(
        "value",
        {"en": r"smallest priority number.{30,80}nearest the front", "zh": r"数字最小.{5,40}最靠近队头"},
        lambda p: bool(p.jobs[0].priority),
    ),
    Rule("value", {"en": r"not even a more urgent job", "zh": r"即使来了更紧急"}, lambda p: bool(p.jobs[0].priority)),
    Rule(
        "value",
        {
            "en": lambda p: rf"one less for each full {p.ageing} minutes.{{10,60}}last joined",
            "zh": lambda p: rf"最近一次加入队列起每等满 {p.ageing} 分钟",
        },
        lambda p: bool(p.ageing),
    ),
    Rule("value", {"en": r"own number again", "zh": r"恢复原来的数字"}, lambda p: bool(p.ageing)),
    Rule(
        "value",
        {"en": lambda p: rf"at most {p.quantum} minutes at a stretch", "zh": lambda p: rf"最多连续处理 {p.quantum} 分钟"},
        lambda p: p.quantum > 0,
    ),
    Rule("value", {"en": r"goes to the end of the queue and", "zh": r"就回到队尾"}, lambda p: p.quantum > 0),
    Rule("value", {"en": r"keeps it until", "zh": r"一直处理到"}, lambda p: not p.quantum),
    Rule(
        "value",
        {"en": r"is away for 4 minutes, in which it neither waits", "zh": r"离开 4 分钟，这期间既不排队"},
        lambda p: "back" in p.joins,
    ),
    Rule("value", {"en": r"let go of jobs, then jobs join the queue, then free", "zh": r"放下.{2,3}，.{2,3}加入队列，空闲"}),
    Rule("value", {"en": _joins(0), "zh": _joins(1)}, lambda p: len(p.joins) > 1),
    Rule("value", {"en": r"in alphabetical order", "zh": r"按字母顺序排"}),
    Rule("value", {"en": r"takes no time", "zh": r"不花时间"}),
    Rule("value", {"en": lambda p: ASKED[p.ask][0](p), "zh": lambda p: ASKED[p.ask][1](p)}),
)


def _under(run: Run) -> Callable[[QueueScheduler], str]:
    return lambda problem: guess(problem, run)


def _as_listed(problem: QueueScheduler) -> str:
    """What the text lists, in its order."""
    letters = LETTERS[: len(problem.jobs)]
    match problem.ask:
        case "done":
            return str(problem.jobs[problem.about].arrival + sum(problem.jobs[problem.about].parts[::2]))
        case "order":
            return " -> ".join(letters)
        case "each":
            work = [sum(job.parts[::2]) for job in problem.jobs]
            return ", ".join(f"{letter}: {sum(work[: number + 1])}" for number, letter in enumerate(letters))
        case "running":
            return ", ".join(letters[place % len(letters)] for place in range(len(problem.moments)))
    return str(sum(sum(job.parts) for job in problem.jobs))


SHORTCUTS = (
    *(Shortcut(name, _under(run), (0.005,) * 10) for name, run in POLICIES.items()),
    Shortcut("as they are listed", _as_listed, (0.03, 0.05) + (0.03,) * 8),
    Shortcut("0", lambda p: "0", (0.005,) * 10),
)
NO_COPIES = "The letters of jobs and the numbers of machines decide ties, so a problem with other names is another problem."


def different(problem: QueueScheduler, rng: Random) -> Iterator[QueueScheduler]:
    """A job with more work; one that arrives later; the opposite order of joining."""
    if problem.ask == "running":
        return
    first = problem.jobs[0]
    yield replace(problem, jobs=(Job(first.arrival, first.priority, (*first.parts[:-1], first.parts[-1] + 1)), *problem.jobs[1:]))
    yield replace(problem, jobs=(*problem.jobs[:-1], replace(problem.jobs[-1], arrival=problem.jobs[-1].arrival + 1)))
    if len(problem.joins) > 1:
        yield replace(problem, joins=problem.joins[::-1])
