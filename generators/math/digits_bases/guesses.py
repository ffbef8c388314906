"""Cheap ways to a number: a clue left out, or the base forgotten."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from synth.generators.math.digits_bases.space import candidates
from synth.verifiers.math.digits_bases import DigitsBases
from synth.verifiers.math.digits_bases.clues import Carries, Clue, written

__all__ = ["GUESSES", "PICKS", "shown"]


def shown(problem: DigitsBases, number: int) -> str:
    """A number as the answer is written."""
    return "".join(map(str, written(number, problem.bases[0]))) if problem.known else str(number)


def _picked(some: Callable[[DigitsBases], tuple[Clue, ...]], share: float) -> Callable[[DigitsBases], str]:
    """Of the numbers that fit some of the clues, the one that has this share of them below it."""

    def guess(problem: DigitsBases) -> str:
        found = candidates(problem, some(problem))
        return shown(problem, found[min(int(len(found) * share), len(found) - 1)])

    return guess


def _in_base_ten(problem: DigitsBases) -> str:
    """The least number that fits in base ten."""
    clues = tuple(c for c in problem.clues if not isinstance(c, Carries))
    found = candidates(replace(problem, bases=(10, 10), clues=clues), clues) if clues and problem.bases != (10, 10) else []
    return str(found[0]) if found else ""


def _base_dropped(problem: DigitsBases) -> str:
    """What the number is worth, in place of its digits; its digits in each base, in place of what it is worth."""
    number = candidates(problem, problem.clues)[0]
    if problem.known:
        return str(number) if problem.bases[0] != 10 else ""
    base = next(b for b in range(problem.bases[0], problem.bases[1] + 1) if len(written(number, b)) == problem.length)
    return "".join(map(str, written(number, base)))


def _without(place: int) -> Callable[[DigitsBases], tuple[Clue, ...]]:
    return lambda problem: tuple(clue for k, clue in enumerate(problem.clues) if k != place % len(problem.clues))


SHARES = {"the least number": 0.0, "a number early on": 0.25, "the number in the middle": 0.5, "the largest number": 1.0}
PICKS: Mapping[str, Callable[[DigitsBases], str]] = MappingProxyType(
    {
        f"without the {which} clue, {what}": _picked(_without(place), share)
        for which, place in (("first", 0), ("second", 1), ("last", -1))
        for what, share in SHARES.items()
    }
)
"""One of the numbers that fit without a clue. Where each clue settles enough, no place among them is right often."""
GUESSES: Mapping[str, Callable[[DigitsBases], str]] = MappingProxyType(
    {
        "everything in base ten": _in_base_ten,
        "the base dropped": _base_dropped,
    }
)
"""From level 4 on none of these is right."""
