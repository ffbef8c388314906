"""Concurrency: a schedule of threads that ends in a deadlock or with a given value, or all values that schedules can end with.

Refused for the first of: format (not threads, or not numbers), step (a step that is not possible), unfinished (threads can still go on),
deadlock (all threads have finished, or only some of them where all should), value (another value, or another set of values)."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.text import plain
from synth.verifiers.simulation.concurrency.answers import CHINESE, integers, schedule
from synth.verifiers.simulation.concurrency.threads import (
    LINES,
    LOCKS,
    SEMAPHORES,
    THREADS,
    VARIABLES,
    Add,
    Get,
    If,
    Line,
    Lock,
    Number,
    Program,
    Put,
    Reached,
    Signal,
    Unlock,
    Wait,
    explored,
    prepared,
)

__all__ = ["EXAMPLES", "Concurrency", "verify"]

BUDGET = 1_500
"""States that are met where all values are asked for; more would take too long."""
Ask = Literal["deadlock", "value", "values"]


class Concurrency(Problem, frozen=True):
    """Threads that share variables, semaphores and locks, and what is asked about their schedules."""

    ask: Ask
    """A schedule into a deadlock; one that ends with a value; all values that schedules end with."""
    variables: Annotated[tuple[Number, ...], Meta(min_length=1, max_length=len(VARIABLES))]
    """What x, y, z hold at first."""
    semaphores: Annotated[tuple[Annotated[int, Meta(ge=0, le=3)], ...], Meta(max_length=len(SEMAPHORES))]
    """What S, T, U hold at first."""
    locks: Annotated[int, Meta(ge=0, le=len(LOCKS))]
    """How many there are: M, N, K."""
    threads: Annotated[
        tuple[Annotated[tuple[Line, ...], Meta(min_length=1, max_length=LINES)], ...], Meta(min_length=2, max_length=len(THREADS))
    ]
    """The lines of A, B, ..."""
    wanted: Annotated[int, Meta(ge=-500, le=500)]
    """The value that x has to end with; 0 where no value is given."""

    def __post_init__(self) -> None:
        for lines in self.threads:
            for number, line in enumerate(lines):
                self._check(number, line, len(lines))
        if self.ask != "value" and self.wanted:
            raise ValueError("a value only where one is asked for")
        if self.ask == "values" and not (reached(self).complete and reached(self).finished):
            raise ValueError("schedules that end, and not too many states")

    def _check(self, number: int, line: Line, lines: int) -> None:
        match line:
            case Lock(lock) | Unlock(lock):
                good = lock < self.locks
            case Wait(semaphore) | Signal(semaphore):
                good = semaphore < len(self.semaphores)
            case _:
                good = line.variable < len(self.variables)
        if not good or (isinstance(line, If) and not number < line.to <= lines):
            raise ValueError("a line about something that there is not, or that goes back")


@kept
def program(problem: Concurrency) -> Program:
    return prepared(problem.threads, problem.variables, problem.semaphores, problem.locks)


@kept
def reached(problem: Concurrency) -> Reached:
    """Where schedules lead to."""
    return explored(program(problem), BUDGET)


def values(problem: Concurrency) -> list[int]:
    """Of x, in the ends of all schedules that let all threads finish, ascending."""
    return sorted({program(problem).value(state) for state in reached(problem).finished})


def verify(problem: Concurrency, answer: str) -> Verdict:
    text = plain(answer, CHINESE)
    if problem.ask == "values":
        found = integers(text)
        if found is None:
            return refuse("format")
        return ACCEPT if found == values(problem) else refuse("value")
    steps = schedule(text, THREADS[: len(problem.threads)])
    if steps is None:
        return refuse("format")
    state = program(problem).replay(steps) if len(steps) <= LINES * len(problem.threads) else None
    if state is None:
        return refuse("step")
    if any(program(problem).step(state, thread) is not None for thread in range(len(problem.threads))):
        return refuse("unfinished")
    if program(problem).finished(state) == (problem.ask == "deadlock"):
        return refuse("deadlock")
    return ACCEPT if problem.ask == "deadlock" or program(problem).value(state) == problem.wanted else refuse("value")


_RACE = (Get(0), Put(0, 1)), (Get(0), Put(0, 2))
_VALUE = Concurrency("value", (0,), (), 0, _RACE, 1)  # A reads, B reads and writes, A writes
_VALUES = Concurrency("values", (0,), (), 0, _RACE, 0)
_DEADLOCK = Concurrency(
    "deadlock", (0,), (1,), 1, ((Add(0, 1), Lock(0), Wait(0), Unlock(0)), (If(0, ">", 0, 4), Wait(0), Lock(0), Signal(0))), 0
)  # B has to look at x before A adds to it, then take the semaphore before A does
EXAMPLES = (
    (_VALUE, "A B B A", ""),
    (_VALUE, "B, A, B, A", ""),
    (_VALUE, "ABBA", ""),
    (_VALUE, "A -> B -> B -> A", ""),
    (_VALUE, "1. A\n2. B\n3. B\n4. A", ""),
    (_VALUE, "[A, B, B, A]", ""),
    (_VALUE, r"$A \to B \to B \to A$", ""),
    (_VALUE, "A valid schedule is: A B B A", ""),
    (_DEADLOCK, "B B A A", ""),
    (_DEADLOCK, "B A B A", ""),
    (_VALUES, "1, 2, 3", ""),
    (_VALUES, "{1, 2, 3}", ""),
    (_VALUES, "1, 3 and 2", ""),
    (_VALUES, "x can be 1, 2 or 3", ""),
    (_VALUES, "All possible values of x: $1$, $2$, $3$", ""),
    (_VALUE, "A A B B", "value"),
    (_VALUE, "A B B", "unfinished"),
    (_VALUE, "A B B A A", "step"),
    (_VALUE, "A B or B A", "format"),
    (_VALUE, "", "format"),
    (_DEADLOCK, "A A A A B", "deadlock"),
    (_DEADLOCK, "A A B B", "step"),
    (_DEADLOCK, "B B", "unfinished"),
    (_DEADLOCK, "none", "format"),
    (_VALUES, "3", "value"),
    (_VALUES, "1, 2, 3, 3", "format"),
    (_VALUES, "1 to 3", "format"),
    (_VALUE, "答案是：A、B、B、A", ""),
    (_VALUE, "依次运行A、B、B、A", ""),
    (_VALUE, "先A，再B，然后B，最后A", ""),
    (_VALUE, "线程A，线程B，线程B，线程A", ""),
    (_VALUES, "x可能的值为1、2、3", ""),
    (_VALUES, "1、2和3", ""),
    (_VALUES, "x的所有可能值为：1、2、3", ""),
    (_VALUE, "一个可行的调度是：A B B A", ""),
    (_VALUE, "依次运行A、A、B、B", "value"),
    (_VALUE, "线程A，线程B", "unfinished"),
    (_VALUES, "可能是1和3", "value"),
    (_VALUES, "不是1、2、3", "format"),
)
