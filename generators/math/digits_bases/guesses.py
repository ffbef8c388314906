"""Cheap ways to a number: a clue left out, or the base forgotten. Problems are drawn so that none of them is right."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from synth.generators.math.digits_bases.space import candidates
from synth.verifiers.math.digits_bases import DigitsBases
from synth.verifiers.math.digits_bases.clues import Carries, Clue, written

__all__ = ["GUESSES", "shown"]


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


def _all_but_last(problem: DigitsBases) -> tuple[Clue, ...]:
    return problem.clues[:-1]


def _all_but_first(problem: DigitsBases) -> tuple[Clue, ...]:
    return problem.clues[1:]


GUESSES: Mapping[str, Callable[[DigitsBases], str]] = MappingProxyType(
    {
        "without the last clue, the least number": _picked(_all_but_last, 0),
        "without the last clue, the number in the middle": _picked(_all_but_last, 0.5),
        "without the last clue, the largest number": _picked(_all_but_last, 1),
        "without the first clue, the least number": _picked(_all_but_first, 0),
        "without the first clue, the largest number": _picked(_all_but_first, 1),
        "everything in base ten": _in_base_ten,
        "the base dropped": _base_dropped,
    }
)
