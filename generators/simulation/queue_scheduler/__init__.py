"""Queue scheduler: jobs that meet in the queue, so that every rule told decides something; redrawn where a rule can be left out.

Effort counts what has to be looked at: each turn, and each job in the queue from which it is chosen where priorities matter, twice where
they age."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.simulation.queue_scheduler.cheap import POLICIES, RULES_LEFT_OUT, guess
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation import _states
from synth.verifiers.simulation.queue_scheduler import LETTERS, QueueScheduler, plan, result, told, verify
from synth.verifiers.simulation.queue_scheduler.schedule import Job, Moment, Turn, kinds, simulate

TRIES = 60
Ask = Literal["done", "each", "order", "waiting", "running"]

NUMBERS = ("317", "204", "586", "448")
EXAMPLES: dict[Ask, tuple[str, ...]] = {
    "done": NUMBERS,
    "waiting": NUMBERS,
    "order": ("B -> C -> A", "C -> A -> B", "A -> C -> B", "C -> B -> A"),
    "each": ("A: 131, B: 118, C: 125", "A: 104, B: 162, C: 149", "A: 177, B: 153, C: 190", "A: 126, B: 133, C: 115"),
    "running": ("112: C, 120: A, 131: B", "105: B, 143: C, 144: A", "153: A, 158: C, 162: A", "101: B, 117: A, 128: B"),
}
"""What an answer looks like, with times later than those of any problem."""


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    """What may be asked: when one job is done, or each; the order; the time spent in the queue; who is on a machine at some moments."""
    jobs: Annotated[int, Meta(ge=3, le=8)]
    """How many jobs there are."""
    work: Annotated[int, Meta(ge=3, le=12)]
    """Most minutes of work that a job needs."""
    quantum: Annotated[int, Meta(ge=0, le=4)]
    """Most minutes of a turn; 0 where a machine keeps a job."""
    priorities: Annotated[int, Meta(ge=1, le=5)]
    """How many priorities there are; 1 for none."""
    ageing: bool
    """Whether waiting makes a job more urgent."""
    away: Annotated[int, Meta(ge=0, le=5)]
    """Times that jobs go away between pieces of work, over all jobs."""
    machines: Annotated[int, Meta(ge=1, le=3)]
    """How many machines there are."""

    def __post_init__(self) -> None:
        if self.ageing and self.priorities == 1:
            raise ValueError("only priorities age")


LEVELS = (
    Knobs(("done", "waiting"), 3, 6, 0, 1, False, 0, 1),
    Knobs(("done", "each", "waiting"), 3, 6, 3, 1, False, 0, 1),
    Knobs(("each", "waiting", "order", "running"), 4, 6, 3, 1, False, 0, 1),
    Knobs(("each", "waiting", "order", "running"), 4, 7, 3, 3, False, 0, 1),
    Knobs(("each", "waiting", "order", "running"), 5, 7, 3, 3, False, 0, 1),
    Knobs(("each", "waiting", "order", "running"), 5, 8, 3, 3, True, 0, 1),
    Knobs(("each", "waiting", "order", "running"), 6, 8, 3, 3, True, 2, 1),
    Knobs(("each", "waiting", "order", "running"), 7, 9, 3, 3, True, 3, 1),
    Knobs(("each", "waiting", "order", "running"), 7, 9, 3, 3, True, 3, 2),
    Knobs(("each", "waiting", "order", "running"), 8, 10, 3, 4, True, 4, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    ask = rng.choice(knobs.asks)
    for _ in range(TRIES):
        problem = _drawn(rng, knobs, ask)
        turns = simulate(*plan(problem))
        if ask == "running":
            found = _moments(rng, problem, turns)
            if found is None:
                continue
            problem = found
        answer = result(problem, turns)
        if any(guess(problem, run) == answer for run in POLICIES.values()):
            continue
        moments: list[Moment] = []
        simulate(*plan(problem), moments)
        return Sample(problem, answer, effort(problem, moments), _states.written(told(moments)), _rejected(problem, moments, answer))
    raise Discard("a rule that decides nothing")


def _drawn(rng: Random, knobs: Knobs, ask: Ask) -> QueueScheduler:
    quantum = rng.randint(2, max(knobs.quantum, 2)) if knobs.quantum else 0
    lengths = [rng.randint(2, knobs.work) for _ in range(knobs.jobs)]
    span = max(sum(lengths) // (2 * knobs.machines), 4)
    arrivals = [0, *(rng.randrange(span) for _ in range(knobs.jobs - 1))]
    if quantum:  # a first turn that ends before its job is done, just when another job arrives
        lengths[0], arrivals[-1] = max(lengths[0], quantum + rng.randint(1, 3)), quantum
        arrivals[1:-1] = [time or rng.randint(1, quantum) for time in arrivals[1:-1]]
    order = rng.sample(range(knobs.jobs), knobs.jobs)
    parts = [[lengths[place]] for place in order]
    for _ in range(knobs.away):
        own = rng.choice([one for one in parts if len(one) < 5])
        if own[-1] < 3:
            own[-1] += 2
        first = rng.randint(1, own[-1] - 1)
        own[-1:] = [first, rng.randint(2, 6), own[-1] - first]
    urgent = [rng.randint(1, knobs.priorities) if knobs.priorities > 1 else 0 for _ in parts]
    jobs = tuple(
        Job(arrival, priority, tuple(own))
        for arrival, priority, own in zip([arrivals[place] for place in order], urgent, parts, strict=True)
    )
    joins = kinds(jobs, quantum)
    rng.shuffle(joins)
    about = rng.randrange(knobs.jobs) if ask == "done" else 0
    return QueueScheduler(
        "each" if ask == "running" else ask,
        jobs,
        quantum,
        knobs.machines,
        rng.randint(3, 6) if knobs.ageing else 0,
        tuple(joins),
        about,
        (),
    )


def _moments(rng: Random, problem: QueueScheduler, turns: list[Turn]) -> QueueScheduler | None:
    """Minutes of one machine, mostly late ones, with three jobs or more in them."""
    machine = rng.randrange(problem.machines)
    own = [turn for turn in turns if turn.machine == machine]
    if len(own) < 7:
        return None
    picked = sorted(rng.sample(own[2:], 4), key=lambda turn: turn.start)
    if len({turn.job for turn in picked}) < 3:
        return None
    return replace(problem, ask="running", about=machine, moments=tuple(rng.randrange(turn.start, turn.end) for turn in picked))


def effort(problem: QueueScheduler, moments: list[Moment]) -> float:
    """What has to be looked at."""
    total, weight = 0, bool(problem.jobs[0].priority) + bool(problem.ageing)
    for moment in moments:
        total += 1 + weight * len(moment.wait)
    return float(total * problem.machines)


def _rejected(problem: QueueScheduler, moments: list[Moment], answer: str) -> str:
    """The run with one rule left out, and what it leads to."""
    for run in RULES_LEFT_OUT.values():
        other: list[Moment] = []
        if (turns := run(problem, other)) is not None and other != moments:
            return _states.answered(told(other), result(problem, turns))
    return _states.answered(told(moments)[:-1], str(int(answer) + 1))


def prompt_variables(problem: QueueScheduler, rng: Random) -> dict[str, object]:
    jobs = [
        {"name": letter, "arrival": job.arrival, "priority": job.priority, "parts": list(job.parts)}
        for letter, job in zip(LETTERS, problem.jobs, strict=False)
    ]
    return {
        "ask": problem.ask,
        "jobs": jobs,
        "names": LETTERS[: len(jobs)],
        "quantum": problem.quantum,
        "machines": problem.machines,
        "priorities": bool(problem.jobs[0].priority),
        "ageing": problem.ageing,
        "away": "back" in problem.joins,
        "joins": list(problem.joins),
        "job": LETTERS[problem.about],
        "machine": problem.about + 1,
        "moments": list(problem.moments),
        "examples": EXAMPLES[problem.ask],
    }


TASK = Task(
    __name__,
    version=2,
    problem=QueueScheduler,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(5_000, 20_000) + (200_000,) * 8,
    unique=True,
)
