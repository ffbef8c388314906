"""Piles of impartial games: what may be taken from them, and their values."""

from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen

LETTERS = "ABCDEF"
LARGEST = 60
Kind = Literal["any", "upto", "set", "half", "odd", "divisor", "not"]


class Pile(Frozen, frozen=True):
    """A pile and what may be taken from it in one move."""

    size: Annotated[int, Meta(ge=1, le=LARGEST)]
    """Stones: `13`."""
    kind: Kind
    """any: one or more; upto: 1 to numbers[0]; set: one of the numbers; half: at most half of the pile; odd: an odd number; divisor: a
    divisor of the pile's size other than the size itself; not: any number that is none of the numbers."""
    numbers: Annotated[tuple[Annotated[int, Meta(ge=1, le=20)], ...], Meta(max_length=5)]
    """Ascending; one for upto, some for set and not, else none: `(1, 3, 4)`."""

    def __post_init__(self) -> None:
        needed = {"upto": 1, "set": 2, "not": 1}.get(self.kind, 0)
        if (len(self.numbers) < needed or (needed < 2 and len(self.numbers) != needed)) and self.kind != "not":
            raise ValueError("the rule has its numbers")
        if list(self.numbers) != sorted(set(self.numbers)) or (self.kind == "not" and not self.numbers):
            raise ValueError("numbers ascend")


def moves(kind: Kind, numbers: tuple[int, ...], size: int) -> list[int]:
    """How many stones may be taken from a pile of that size."""
    if kind == "upto":
        return list(range(1, min(size, numbers[0]) + 1))
    if kind == "set":
        return [n for n in numbers if n <= size]
    if kind == "half":
        return list(range(1, size // 2 + 1))
    if kind == "odd":
        return list(range(1, size + 1, 2))
    if kind == "divisor":
        return [n for n in range(1, size) if size % n == 0]
    return [n for n in range(1, size + 1) if kind == "any" or n not in numbers]


@lru_cache(maxsize=4096)
def values(kind: Kind, numbers: tuple[int, ...], size: int) -> tuple[int, ...]:
    """The values of piles of 0 to `size` stones under a rule."""
    found: list[int] = []
    for stones in range(size + 1):
        reached = {found[stones - taken] for taken in moves(kind, numbers, stones)}
        found.append(next(value for value in range(size + 2) if value not in reached))
    return tuple(found)
