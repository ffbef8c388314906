"""What careless readers would count instead: policies that leave a condition or a step out. No answer is one of theirs."""

from collections.abc import Callable
from math import comb, factorial

from msgspec.structs import replace

from synth.verifiers.math.counting import Assignments, Counting, Necklaces, Paths, Puzzle, Sums, Words, answer


def _of(change: Callable[[Puzzle], Puzzle | None]) -> Callable[[Counting], str]:
    """The number for another puzzle; nothing where there is none."""

    def policy(problem: Counting) -> str:
        other = change(problem.puzzle)
        return str(answer(Counting(other))) if other and other != problem.puzzle else ""

    return policy


def _without_the_last(p: Puzzle) -> Puzzle | None:
    """One block, crossing or dislike less, or as many stamps as one likes."""
    match p:
        case Words():
            return replace(p, forbidden=p.forbidden[:-1], turned=False)
        case Paths():
            return replace(p, blocked=p.blocked[:-1])
        case Assignments():
            last = max(k for k, row in enumerate(p.dislikes) if row)
            return replace(p, dislikes=tuple(row[:-1] if k == last else row for k, row in enumerate(p.dislikes)))
        case Sums():
            return replace(p, most=(12,) * len(p.most))
        case Necklaces():
            return None


def _without_extras(p: Puzzle) -> Puzzle | None:
    """Without the further conditions."""
    match p:
        case Words():
            return replace(p, exactly=-1, first="", last="", turned=False)
        case Paths():
            return replace(p, through=(), run=0)
        case Assignments():
            return replace(p, unhappy=0)
        case Sums():
            return replace(p, least=(0,) * len(p.least), pieces=0, even=(), more=())
        case Necklaces():
            return replace(p, mirror=not p.mirror)


def _smaller(p: Puzzle) -> Puzzle | None:
    """One letter, step, person, cent or bead less."""
    match p:
        case Words():
            return replace(p, length=p.length - 1)
        case Paths():
            points = [*p.blocked, *p.through, (0, 0)]
            return replace(p, width=p.width - 1) if p.width > 1 and all(x < p.width - 1 for x, _ in points) else None
        case Sums():
            return replace(p, total=p.total - 1) if p.total > 1 else None
        case Necklaces():
            return replace(p, total=p.total - p.weights[0]) if p.total > p.weights[0] + 3 else None
    return None


def _any_number(p: Puzzle) -> Puzzle | None:
    """Odd numbers, too."""
    return replace(p, even=()) if isinstance(p, Sums) else None


def _any_order(p: Puzzle) -> Puzzle | None:
    """Nobody needs to get more than somebody else."""
    return replace(p, more=()) if isinstance(p, Sums) else None


def half(problem: Counting) -> str:
    """As if one had more than the other in half of all ways."""
    found = _of(_any_order)(problem)
    return str(int(found) // 2) if found else ""


def unrestricted(problem: Counting) -> str:
    """The textbook number without any condition."""
    p = problem.puzzle
    match p:
        case Words():
            return str(p.letters**p.length if p.exactly < 0 else comb(p.length, p.exactly) * (p.letters - 1) ** (p.length - p.exactly))
        case Paths():
            return str(comb(p.width + p.height, p.width))
        case Assignments():
            return str(factorial(len(p.dislikes)))
        case Sums():
            return str(comb(p.total + len(p.values) - 1, len(p.values) - 1))
        case Necklaces():
            return str(len(p.weights) ** p.beads)


def one_at_a_time(problem: Counting) -> str:
    """All, less those that break each condition, as if none broke two."""
    p = problem.puzzle
    match p:
        case Words():
            return str(p.letters**p.length - sum((p.length - len(b) + 1) * p.letters ** (p.length - len(b)) for b in p.forbidden))
        case Paths():
            through = sum(comb(x + y, x) * comb(p.width + p.height - x - y, p.width - x) for x, y in p.blocked)
            return str(comb(p.width + p.height, p.width) - through)
        case Assignments():
            people = len(p.dislikes)
            return str(factorial(people) - sum(map(len, p.dislikes)) * factorial(people - 1))
        case Sums():
            left, kinds = p.total - sum(p.least), len(p.values)
            over = (left - (most - least + 1) + kinds - 1 for least, most in zip(p.least, p.most, strict=True))
            return str(comb(max(0, left + kinds - 1), kinds - 1) - sum(comb(max(top, 0), kinds - 1) for top in over))
        case Necklaces():
            return str(len(p.weights) ** p.beads // p.beads)


EASIER: dict[str, Callable[[Counting], str]] = {
    "one condition left out": _of(_without_the_last),
    "without the further conditions": _of(_without_extras),
    "one smaller": _of(_smaller),
    "odd numbers too": _of(_any_number),
    "whoever has more": _of(_any_order),
    "half, whoever has more": half,
    "no condition at all": unrestricted,
    "each condition alone": one_at_a_time,
}
