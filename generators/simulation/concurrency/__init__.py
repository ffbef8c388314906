"""Concurrency: threads drawn block by block, all of whose schedules are searched; redrawn where a policy of `cheap.py` finds the answer.

Effort is the number of states that all schedules together can lead to."""

from collections.abc import Iterator
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.simulation.concurrency.canonical import canonical
from synth.generators.simulation.concurrency.cheap import POLICIES, RUNS, grabbed, run, sequential, stray, stuck_often
from synth.generators.simulation.concurrency.kernel import Explored, explored
from synth.schemas.problem import Frozen
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
    Program,
    Put,
    Relation,
    Signal,
    State,
    Unlock,
    Wait,
    prepared,
)

RELATIONS: tuple[Relation, ...] = ("==", ">", "<")
TRIES = 150
SCHEDULES = ("B B A A B A", "A B A A B B A", "B A A B A B B", "A A B B B A", "B A B B A A B A")
SETS = ("612, 640, 655", "703, 741", "815, 822, 846, 850", "904, 911, 973")
"""What an answer looks like; the values are larger than those of any problem."""


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    """What may be asked: a schedule into a deadlock, one that ends with a value, or all values; each as often as it stands here."""
    threads: Annotated[int, Meta(ge=2, le=4)]
    """How many there are."""
    lines: Annotated[int, Meta(ge=4, le=8)]
    """Lines of a thread, about."""
    variables: Annotated[int, Meta(ge=1, le=3)]
    """Shared variables."""
    shared: Annotated[int, Meta(ge=1, le=4)]
    """Locks and semaphores."""
    conditions: Annotated[float, Meta(ge=0, le=0.6)]
    """Chance that a block stands on a condition."""
    least: Annotated[int, Meta(ge=5, le=1000)]
    """States that schedules lead to, at least."""
    most: Annotated[int, Meta(ge=50, le=BUDGET)]
    """The same at most."""

    def __post_init__(self) -> None:
        if self.least >= self.most:
            raise ValueError("states from the least to the most")
        if "deadlock" in self.asks and self.shared < 2:
            raise ValueError("a deadlock needs two locks or semaphores")


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
        variables = tuple(rng.randint(0, 2) if number else rng.randint(0, 9) for number in range(knobs.variables))
        locks = min(rng.randint((knobs.shared + 1) // 2, knobs.shared), len(LOCKS))
        semaphores = tuple(1 if ask == "deadlock" else rng.choice((1, 1, 2)) for _ in range(knobs.shared - locks))
        ring = rng.sample(range(knobs.shared), min(knobs.threads, knobs.shared)) if ask == "deadlock" else []
        lead = rng.randrange(knobs.shared)
        threads = tuple(_thread(rng, knobs, ask, locks, knobs.shared - locks, (ring * 2)[k : k + 2], lead) for k in range(knobs.threads))
        if ask != "deadlock" and not _races(threads):
            continue
        program = prepared(threads, variables, semaphores, locks)
        if ask == "deadlock" and not _hidden(rng, program):
            continue
        order = rng.sample(range(knobs.threads), knobs.threads)
        reached = explored(threads, variables, semaphores, locks, knobs.most, order)
        if not reached.complete or reached.many < knobs.least:
            continue
        found = _found(rng, program, ask, reached)
        if found is None:
            continue
        answer, wanted = found
        return Sample(Concurrency(ask, variables, semaphores, locks, threads, wanted), answer, float(reached.many))
    raise Discard("too easy")


def _ends(program: Program) -> Iterator[State]:
    """Where the policies lead."""
    return (run(program, policy(len(program.lines)))[1] for policy in POLICIES.values())


def _hidden(rng: Random, program: Program) -> bool:
    """Whether no policy and few schedules at random lead into a deadlock."""
    few = 1 if len(program.lines) > 2 else 2
    return not stuck_often(rng, program, few) and all(map(program.finished, _ends(program))) and not grabbed(rng, program)


def _races(threads: tuple[tuple[Line, ...], ...]) -> bool:
    """Whether x is changed by two threads at least, and read by one that writes it later."""
    writes = sum(any(isinstance(line, Put | Let | Add) and line.variable == 0 for line in lines) for lines in threads)
    return writes > 1 and any(isinstance(line, Get) and line.variable == 0 for lines in threads for line in lines)


def _thread(rng: Random, knobs: Knobs, ask: Ask, locks: int, semaphores: int, pair: list[int], lead: int) -> tuple[Line, ...]:
    """pair: locks or semaphores that the thread takes one inside the other."""
    fewer = 0 if ask == "deadlock" or knobs.threads == 2 else 1 if knobs.lines < 8 else 2  # whose states are more
    lines, count = list[Line](), knobs.lines - fewer
    if pair and rng.random() < (0.95 if knobs.threads == 2 else 0.6):  # or the first locks that threads take would be those of the ring
        one = lead if knobs.threads == 2 else rng.randrange(knobs.shared)
        lines = [_take(one, locks), _give(one, locks)]
        count = 8 if knobs.threads == 2 else min(count + 1, 8)
        if rng.random() < 0.6:
            lines.insert(1, _change(rng, knobs))
    before = rng.randint(len(lines), max(count - 4, len(lines))) if pair else count - 1
    while len(lines) < count - 1 or pair:
        if pair and len(lines) >= before:
            one, other = pair
            block, pair = [_take(one, locks), _take(other, locks), _give(other, locks), _give(one, locks)], []
            if rng.random() < 0.6:  # or there would be few such programs
                block.insert(rng.randint(1, 3), _change(rng, knobs))
        else:
            block = _block(rng, knobs, ask, locks, semaphores, (before if pair else count + 1) - len(lines))
        if lines and len(lines) + len(block) <= count and rng.random() < knobs.conditions:
            relation = rng.choice(RELATIONS)
            number = rng.randint(relation == "<", 3)
            variable = rng.randrange(knobs.variables)
            block = [If(variable, relation, number, len(block) + 1), *block]
        lines += [If(b.variable, b.relation, b.number, b.to + len(lines)) if isinstance(b, If) else b for b in block]
    return tuple(lines)


def _block(rng: Random, knobs: Knobs, ask: Ask, locks: int, semaphores: int, room: int) -> list[Line]:
    """Some lines that belong together, room many at most."""
    kind = rng.random()
    if room >= 4 and kind < (0.75 if ask == "deadlock" else 0.15):
        one, *more = rng.sample(range(locks + semaphores), min(2, locks + semaphores))
        inner = [line for other in more for line in (_take(other, locks), _give(other, locks))]
        if room > 4 and rng.random() < 0.5:
            inner.insert(rng.randint(0, len(inner)), _change(rng, knobs))
        if not more:
            inner = inner or [_change(rng, knobs)]
        return [_take(one, locks), *inner, _give(one, locks)]
    if room >= 3 and kind < 0.3:
        one = rng.randrange(locks + semaphores)
        return [_take(one, locks), _change(rng, knobs), _give(one, locks)]
    if room >= 2 and kind < 0.8 and ask != "deadlock":
        variable = rng.choices(range(knobs.variables), [3, *(1 for _ in range(knobs.variables - 1))])[0]
        number = rng.choice((1, 2, 3, 4, 5, -1, -2, -3))
        return [Get(variable), Put(variable if rng.random() < 0.7 else 0, number)]
    return [_change(rng, knobs)]


def _take(one: int, locks: int) -> Line:
    return Lock(one) if one < locks else Wait(one - locks)


def _give(one: int, locks: int) -> Line:
    return Unlock(one) if one < locks else Signal(one - locks)


def _change(rng: Random, knobs: Knobs) -> Line:
    variable = rng.randrange(knobs.variables)
    if rng.random() < 0.3:
        return Let(variable, rng.randint(0, 4))
    return Add(variable, rng.choice((1, 1, 2, 3, -1, -2)))


def _found(rng: Random, program: Program, ask: Ask, reached: Explored) -> tuple[str, int] | None:
    """The answer and the value asked for; None where a policy finds one, or there is none."""
    if ask == "deadlock":
        return (written(reached.schedule(rng.choice(reached.stuck))), 0) if reached.stuck else None
    values = {reached.value(state): state for state in reached.finished}
    ends = [*_ends(program), *(stray(program, rng)[1] for _ in range(RUNS))]
    cheap = {program.value(end) for end in ends if program.finished(end)}
    if ask == "value":
        rare = sorted(values.keys() - cheap)
        if not rare:
            return None
        wanted = rng.choice(rare)
        return written(reached.schedule(values[wanted])), wanted
    serial = {program.value(run(program, order)[1]) for order in sequential(program)}
    if len(values) < 3 or len(values) > 12 or values.keys() in (cheap, serial):
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
