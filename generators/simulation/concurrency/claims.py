"""What concurrency claims: its rules in words, what cheap policies win, and which programs are the same.

Who takes a read and the write behind it for one step still goes through all schedules of such steps: a search as before, not a way round
it, which stays where no other thread has to come between the two."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from random import Random

from msgspec.structs import replace

from synth.generators.simulation.concurrency import shown, used, written
from synth.generators.simulation.concurrency.cheap import POLICIES, Choice, grabbing, run, sequential, stray
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.concurrency import BUDGET, Concurrency, program
from synth.verifiers.simulation.concurrency.threads import (
    BITS,
    FIELD,
    LINES,
    THREADS,
    VARIABLES,
    Add,
    Get,
    If,
    Let,
    Line,
    Lock,
    Move,
    Put,
    Signal,
    State,
    Unlock,
    Wait,
    explored,
)


def _has(*kinds: type) -> Callable[[Concurrency], bool]:
    return lambda problem: any(isinstance(line, kinds) for lines in problem.threads for line in lines)


def _asked(*asks: str) -> Callable[[Concurrency], bool]:
    return lambda problem: problem.ask in asks


def _threads(problem: Concurrency) -> str:
    """Each line behind its number, thread by thread."""
    return r"\s+\w+ ".join(
        rf"{letter}[:：]\s+" + r"\s+".join(rf"{number}\. {re.escape(shown(line))}" for number, line in enumerate(lines, 1))
        for letter, lines in zip(THREADS, problem.threads, strict=False)
    )


def _start(problem: Concurrency) -> str:
    told = [rf"{name} = {value}" for name, value in zip(VARIABLES, problem.variables, strict=False)]
    semaphores, locks = used(problem)
    told += [rf"{name} .{{0,10}}{value}" for name, value in semaphores]
    return ".{1,24}".join([*told, *locks]) + (".{1,6}(?:free|空闲)" if locks else "")


RULES = (
    Rule("step", {"en": _threads, "zh": _threads}),
    Rule("step", {"en": _start, "zh": _start}),
    Rule("step", {"en": r"executes its next line as a whole", "zh": r"完整地执行它的下一行"}),
    Rule("step", {"en": r"begins with its line 1 and then takes its lines in order", "zh": r"从自己的第 1 行开始，依次往下"}),
    Rule("value", {"en": r"each thread has its own t", "zh": r"每个线程有自己的 t"}, _has(Get, Put)),
    Rule(
        "step",
        {
            "en": r"lock\((.)\) can be executed only while \1 is free.{5,90}also the one that took it",
            "zh": r"(.) 空闲时才能执行 lock\(\1\).{5,60}线程自己",
        },
        _has(Lock),
    ),
    Rule(
        "step",
        {
            "en": r"only while (.) is above 0, and lowers \1 by 1; signal\(\1\) raises \1 by 1",
            "zh": r"(.) 大于 0 时才能执行 wait\(\1\).{5,20}减 1.{5,20}加 1",
        },
        _has(Wait),
    ),
    Rule("step", {"en": r"if the condition holds at that moment", "zh": r"如果此刻条件成立"}, _has(If)),
    Rule("step", {"en": r"every step must be possible", "zh": r"每一步都必须可行"}, _asked("deadlock", "value")),
    Rule(
        "deadlock",
        {
            "en": r"at least one thread has not finished, and no thread can make a step",
            "zh": r"至少有一个线程没有结束，而且没有任何线程能再走一步",
        },
        _asked("deadlock"),
    ),
    Rule(
        "unfinished",
        {"en": r"all threads have finished and x is|no thread can make a step", "zh": r"所有线程都结束，并且 x|没有任何线程能再走"},
        _asked("deadlock", "value"),
    ),
    Rule("value", {"en": lambda p: rf"x is {p.wanted}\.", "zh": lambda p: rf"x 等于 {p.wanted}。"}, _asked("value")),
    Rule("value", {"en": r"all schedules that let every thread finish", "zh": r"能让所有线程都结束的一切调度"}, _asked("values")),
    Rule("value", {"en": r"name every value once", "zh": r"每个可能的值写一次"}, _asked("values")),
)


def _under(policy: Callable[[int], Choice]) -> Callable[[Concurrency], str]:
    def answer(problem: Concurrency) -> str:
        schedule, state = run(program(problem), policy(len(problem.threads)))
        return str(program(problem).value(state)) if problem.ask == "values" else written(schedule)

    return answer


def _grabbed(problem: Concurrency, nested: bool) -> str:
    schedule, state = grabbing(program(problem), range(len(problem.threads)), nested)
    return str(program(problem).value(state)) if problem.ask == "values" else written(schedule)


def _each_order(problem: Concurrency) -> str:
    """The values that the threads give one after another, in every order; else such a schedule."""
    made = program(problem)
    ends = [run(made, choice) for choice in sequential(made)]
    return ", ".join(map(str, sorted({made.value(end) for _, end in ends}))) if problem.ask == "values" else written(ends[-1][0])


def _at_random(problem: Concurrency) -> str:
    """A schedule at random; where values are asked for, those of twelve of them."""
    made, rng = program(problem), Random(problem.to_json())
    if problem.ask == "values":
        return ", ".join(map(str, sorted({made.value(stray(made, rng)[1]) for _ in range(12)})))
    return written(stray(made, rng)[0])


def _larger_steps(problem: Concurrency) -> str:
    """By all schedules in which a thread that reads a variable writes it at once; nothing where a deadlock is asked for."""
    made = program(problem)
    lines = [list(own) for own in made.lines]
    joined = set[tuple[int, int]]()
    for thread, own in enumerate(problem.threads):
        for number, (line, after) in enumerate(pairwise(own)):
            if isinstance(line, Get) and isinstance(after, Put) and line.variable == after.variable:
                joined.add((thread, number))
                lines[thread][number] = _both(made.lines[thread][number], made.lines[thread][number + 1])
    if problem.ask == "deadlock" or not joined:
        return ""
    larger = made._replace(lines=tuple(map(tuple, lines)))
    found = explored(larger, BUDGET)
    if problem.ask == "values":
        return ", ".join(map(str, sorted({made.value(state) for state in found.finished})))
    end = next((state for state in found.finished if made.value(state) == problem.wanted), None)
    schedule, state = list[int](), made.start
    for thread in found.schedule(end) if end is not None else ():
        schedule += [thread] * (1 + ((thread, state >> thread * BITS & FIELD) in joined))
        state = larger.step(state, thread) or state
    return written(schedule)


def _both(one: Move | None, other: Move | None) -> Move:
    """Two lines that are always possible, as one."""

    def move(state: State) -> State | None:
        between = one(state) if one else None
        return other(between) if other and between is not None else None

    return move


SHORTCUTS = (
    Shortcut("each thread until it has a lock", lambda problem: _grabbed(problem, False), (0.03,) * 10),
    Shortcut("each thread until it has a lock and takes another", lambda problem: _grabbed(problem, True), (0.05, 0.05, 0.25, *(0.1,) * 7)),
    *(Shortcut(name, _under(policy), (0.005,) * 10) for name, policy in POLICIES.items()),
    Shortcut("one after another, in every order", _each_order, (0.03,) * 10),
    Shortcut("at random", _at_random, (0.15, 0.14, 0.1) + (0.1,) * 7),
    Shortcut("a read and the write behind it as one step", _larger_steps, (0.03, 0.02, 0.1, 0.1, 0.12, 0.1, 0.13, 0.13, 0.16, 0.17)),
)


def copies(problem: Concurrency, rng: Random) -> Iterator[Concurrency]:
    """The threads in another order; the locks, and the semaphores, renamed."""
    yield replace(problem, threads=(*problem.threads[1:], problem.threads[0]))
    locks = rng.sample(range(problem.locks), problem.locks)
    semaphores = rng.sample(range(len(problem.semaphores)), len(problem.semaphores))

    def renamed(line: Line) -> Line:
        if isinstance(line, Lock | Unlock):
            return replace(line, lock=locks[line.lock])
        return replace(line, semaphore=semaphores[line.semaphore]) if isinstance(line, Wait | Signal) else line

    yield replace(
        problem,
        threads=tuple(tuple(map(renamed, lines)) for lines in problem.threads),
        semaphores=tuple(problem.semaphores[semaphores.index(number)] for number in range(len(semaphores))),
    )


def different(problem: Concurrency, rng: Random) -> Iterator[Concurrency]:
    """One thread with one more line; another value at first."""
    first, *others = problem.threads
    for fields in (
        {"threads": ((*first, Add(0, 1))[:LINES], *others)},
        {"threads": ((*first, Let(0, 4))[:LINES], *others)},
        {"variables": ((problem.variables[0] + 1) % 10, *problem.variables[1:])},
    ):
        with suppress(ValueError):  # more states than are met
            other = replace(problem, **fields)
            if other != problem:
                yield other
