"""The canonical form of a problem: threads in the least order, and locks, semaphores and variables but x named by their first use."""

from itertools import permutations

from synth.verifiers.simulation.concurrency import Concurrency
from synth.verifiers.simulation.concurrency.threads import If, Line, Lock, Signal, Unlock, Wait

LOCK, SEMAPHORE, VARIABLE = range(3)


def canonical(problem: Concurrency) -> object:
    """Threads in another order share it, and other names of locks, semaphores and variables but x; what no line uses is left out."""
    read = [[_parts(line) for line in lines] for lines in problem.threads]
    start = {(VARIABLE, number): value for number, value in enumerate(problem.variables)}
    start |= {(SEMAPHORE, number): value for number, value in enumerate(problem.semaphores)}
    forms = []
    for order in permutations(read):
        named: dict[tuple[int, int], int] = {(VARIABLE, 0): 0}
        threads = [[(what, named.setdefault(about, len(named)), number, to) for what, about, number, to in lines] for lines in order]
        forms.append((threads, [start.get(about, 1) for about in named]))
    return [problem.ask, problem.wanted, *min(forms)]


def _parts(line: Line) -> tuple[str, tuple[int, int], int, int]:
    """What a line does, what it is about, its number and the lines that it leads over."""
    if isinstance(line, Lock | Unlock):
        return type(line).__name__, (LOCK, line.lock), 0, 0
    if isinstance(line, Wait | Signal):
        return type(line).__name__, (SEMAPHORE, line.semaphore), 0, 0
    what = type(line).__name__ + (line.relation if isinstance(line, If) else "")
    return what, (VARIABLE, line.variable), getattr(line, "number", 0), line.to if isinstance(line, If) else 0
