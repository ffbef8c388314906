"""Concurrency: threads drawn block by block, all of whose schedules are searched; redrawn where a policy of `cheap.py` finds the answer.

Effort is the number of states that all schedules together can lead to."""

from random import Random

from synth.generators.simulation.concurrency.canonical import canonical
from synth.generators.simulation.concurrency.drawing import Knobs, below, between, pick, races, thread
from synth.generators.simulation.concurrency.kernel import Coded, Explored, coded, explored
from synth.generators.simulation.concurrency.runs import RUNS, hidden, led, plans
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation.concurrency import BUDGET, Ask, Concurrency, verify
from synth.verifiers.simulation.concurrency.threads import (
    LOCKS,
    SEMAPHORES,
    THREADS,
    VARIABLES,
    Add,
    Get,
    If,
    Let,
    Line,
    Lock,
    Put,
    Signal,
    Unlock,
    Wait,
)

TRIES = 150
SCHEDULES = ("B B A A B A", "A B A A B B A", "B A A B A B B", "A A B B B A", "B A B B A A B A")
SETS = ("612, 640, 655", "703, 741", "815, 822, 846, 850", "904, 911, 973")
"""What an answer looks like; the values are larger than those of any problem."""


_ALL: tuple[Ask, ...] = ("deadlock", "value", "values")
_SELDOM: tuple[Ask, ...] = ("deadlock", "value", "values", "value", "values")
LEVELS = (
    Knobs(("value", "values"), 2, 4, 1, 1, 0.0, 12, 100),
    Knobs(("value", "values"), 2, 5, 1, 2, 0.0, 60, 160),
    Knobs(_ALL, 2, 7, 2, 2, 0.2, 80, 300),
    Knobs(_SELDOM, 2, 8, 2, 2, 0.3, 110, 400),
    Knobs(_ALL, 3, 5, 2, 3, 0.2, 150, 500),
    Knobs(_ALL, 3, 6, 2, 3, 0.3, 230, 650),
    Knobs(_ALL, 3, 6, 2, 3, 0.4, 340, 850),
    Knobs(_ALL, 3, 7, 3, 3, 0.4, 450, 1050),
    Knobs(_ALL, 3, 8, 3, 3, 0.4, 600, 1250),
    Knobs(_ALL, 3, 8, 3, 4, 0.4, 800, BUDGET),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    ask = rng.choice(knobs.asks)
    for _ in range(TRIES):
        variables = tuple(below(rng, 3) if number else below(rng, 10) for number in range(knobs.variables))
        locks = min(between(rng, (knobs.shared + 1) // 2, knobs.shared), len(LOCKS))
        semaphores = tuple(1 if ask == "deadlock" else pick(rng, (1, 1, 2)) for _ in range(knobs.shared - locks))
        ring = rng.sample(range(knobs.shared), min(knobs.threads, knobs.shared)) if ask == "deadlock" else []
        lead = below(rng, knobs.shared)
        threads = tuple(thread(rng, knobs, ask, locks, knobs.shared - locks, (ring * 2)[k : k + 2], lead) for k in range(knobs.threads))
        if ask != "deadlock" and not races(threads):
            continue
        code = coded(threads, variables, semaphores, locks)
        if ask == "deadlock" and not _hidden(rng, code):
            continue
        reached = explored(code, knobs.most, rng.sample(range(knobs.threads), knobs.threads))
        if not reached.complete or reached.many < knobs.least:
            continue
        found = _found(rng, code, ask, reached)
        if found is None:
            continue
        answer, wanted = found
        return Sample(Concurrency(ask, variables, semaphores, locks, threads, wanted), answer, float(reached.many))
    raise Discard("too easy")


def _hidden(rng: Random, code: Coded) -> bool:
    """Whether no policy and few schedules at random lead into a deadlock."""
    width = len(code.ends)
    easy = hidden(code, below(rng, 2**53), 1 if width > 2 else 2)
    if easy < 0 or width == 2:
        return not easy < 0  # of two threads there is no other way to a deadlock, which is why level 4 seldom asks for one
    return rng.random() >= 2 * easy / len(plans(width).sequential)


def _found(rng: Random, code: Coded, ask: Ask, reached: Explored) -> tuple[str, int] | None:
    """The answer and the value asked for; None where a policy finds one, or there is none."""
    if ask == "deadlock":
        return (written(reached.schedule(pick(rng, reached.stuck))), 0) if reached.stuck else None
    values = reached.values
    policies = plans(len(code.ends))
    cheap = led(code, policies.cheap, below(rng, 2**53), RUNS)
    if ask == "value":
        rare = sorted(values.keys() - cheap)
        if not rare:
            return None
        wanted = pick(rng, rare)
        return written(reached.schedule(values[wanted])), wanted
    if len(values) < 3 or len(values) > 12 or values.keys() in (cheap, led(code, policies.sequential)):
        return None
    return ", ".join(map(str, sorted(values))), 0


def written(schedule: list[int]) -> str:
    return " ".join(THREADS[thread] for thread in schedule)


def corrupt(problem: Concurrency, answer: str, rng: Random) -> str:
    """One value that is none, or a schedule that fails."""
    parts = answer.split(", " if problem.ask == "values" else " ")
    if problem.ask == "values":
        place = rng.randrange(len(parts))
        free = [value for value in range(int(parts[place]) - 6, int(parts[place]) + 7) if str(value) not in parts]
        parts[place] = str(rng.choice(free))
        return ", ".join(parts)
    for _ in range(8):
        changed = list(parts)
        one, other = rng.sample(range(len(parts)), 2)
        changed[one], changed[other] = changed[other], changed[one]
        if not verify(problem, " ".join(changed)):
            return " ".join(changed)
    return " ".join(parts[:-1])


def shown(line: Line) -> str:
    """A line as a program has it: `lock(M)`, `x = t + 2`."""
    match line:
        case Lock(lock):
            return f"lock({LOCKS[lock]})"
        case Unlock(lock):
            return f"unlock({LOCKS[lock]})"
        case Wait(semaphore):
            return f"wait({SEMAPHORES[semaphore]})"
        case Signal(semaphore):
            return f"signal({SEMAPHORES[semaphore]})"
        case Get(variable):
            return f"t = {VARIABLES[variable]}"
        case Put(variable, number):
            return f"{VARIABLES[variable]} = t{_signed(number)}"
        case Let(variable, number):
            return f"{VARIABLES[variable]} = {number}"
        case Add(variable, number):
            name = VARIABLES[variable]
            return f"{name} = {name}{_signed(number)}"
        case If(variable, relation, number, to):
            return f"if {VARIABLES[variable]} {relation} {number} -> {to + 1}"
    raise TypeError(line)


def _signed(number: int) -> str:
    return f" {'+' if number >= 0 else '-'} {abs(number)}"


def used(problem: Concurrency) -> tuple[list[tuple[str, int]], list[str]]:
    """The semaphores with what they hold at first, and the locks, that a line is about."""
    lines = [line for thread in problem.threads for line in thread]
    waited = {line.semaphore for line in lines if isinstance(line, Wait | Signal)}
    locked = {line.lock for line in lines if isinstance(line, Lock | Unlock)}
    return [(SEMAPHORES[one], problem.semaphores[one]) for one in sorted(waited)], [LOCKS[one] for one in sorted(locked)]


def prompt_variables(problem: Concurrency, rng: Random) -> dict[str, object]:
    lines = [line for thread in problem.threads for line in thread]
    semaphores, locks = used(problem)
    return {
        "ask": problem.ask,
        "threads": [(letter, list(map(shown, thread))) for letter, thread in zip(THREADS, problem.threads, strict=False)],
        "variables": list(zip(VARIABLES, problem.variables, strict=False)),
        "semaphores": semaphores,
        "locks": locks,
        "own": any(isinstance(line, Get | Put) for line in lines),
        "jumping": any(isinstance(line, If) for line in lines),
        "adding": any(isinstance(line, Add) for line in lines),
        "wanted": problem.wanted,
        "examples": SETS if problem.ask == "values" else SCHEDULES,
    }


TASK = Task(
    __name__,
    version=4,
    problem=Concurrency,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(1_000, 10_000) + (100_000,) * 8,
    canonical=canonical,
    corrupt=corrupt,
)
