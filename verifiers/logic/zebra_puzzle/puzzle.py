"""A zebra puzzle: attributes and their values, clues and questions, and when a clue holds."""

from collections.abc import Callable
from functools import cached_property
from operator import lt
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem
from synth.verifiers.logic.zebra_puzzle.questions import Ask, Word
from synth.verifiers.logic.zebra_puzzle.tables import NEUTRAL_WORDS

OnOne = Literal["at", "not_at", "end", "odd", "even"]
OnTwo = Literal["same", "differ", "next", "apart", "just_left", "left", "distance"]
OnMore = Literal["between", "either", "pair"]
Kind = Literal[OnOne, OnTwo, OnMore]
ARITY = {"at": 1, "not_at": 1, "end": 1, "odd": 1, "even": 1, "between": 3, "either": 3, "pair": 4}
"""Values that a clue speaks of, by kind; two for those that are not listed."""
UNORDERED = ("same", "differ", "next", "apart", "distance")


class Clue(msgspec.Struct, frozen=True, array_like=True, order=True, forbid_unknown_fields=True):
    """What is said of the places p, q, r, s (counted from 1 at the left) of one to four values, with k = number:

    at: p = k. not_at: p != k. end: p is 1 or n. odd, even: p is. same: p = q. differ: p != q. next: |p - q| = 1. apart:
    |p - q| > 1. just_left: p + 1 = q. left: p < q. distance: |p - q| = k. between: q < p < r or r < p < q. either: exactly
    one of p = q and p = r. pair: p != q, and {p, q} = {r, s}. Interchangeable values are in alphabetical order; number is 0
    where no k is spoken of."""

    kind: Kind
    values: Annotated[tuple[Word, ...], Meta(min_length=1, max_length=4)]
    number: Annotated[int, Meta(ge=0, le=10)] = 0


class Attribute(msgspec.Struct, frozen=True, array_like=True, order=True, forbid_unknown_fields=True):
    """values: sorted; one for each place."""

    name: Word
    values: Annotated[tuple[Word, ...], Meta(min_length=3, max_length=10)]


class ZebraPuzzle(Problem, frozen=True):
    """place: what is numbered from left to right, in the singular ("house"). attributes: sorted by name, equally many values
    each, no word twice. clues: sorted, no clue twice. asks: the questions, none where the whole table is asked for. solution: with
    questions, the place of each value of each attribute in the one table, by which answers are judged; else empty."""

    place: Annotated[str, Meta(pattern=r"^[a-z]{2,16}\Z")]
    attributes: Annotated[tuple[Attribute, ...], Meta(min_length=2, max_length=8)]
    clues: Annotated[tuple[Clue, ...], Meta(min_length=1, max_length=200)]
    asks: Annotated[tuple[Ask, ...], Meta(max_length=6)] = ()
    solution: Annotated[tuple[tuple[int, ...], ...], Meta(max_length=8)] = ()

    def __post_init__(self) -> None:
        size = self.size
        if any(len(attribute.values) != size for attribute in self.attributes):
            raise ValueError("every attribute has as many values as there are places")
        names = [attribute.name for attribute in self.attributes]
        if names != sorted(names) or any(list(a.values) != sorted(a.values) for a in self.attributes):
            raise ValueError("attributes and their values must be sorted")
        words = [self.place, *names, *(value for attribute in self.attributes for value in attribute.values)]
        lower = {word.lower() for word in words}
        if len(lower) != len(words) or not NEUTRAL_WORDS.isdisjoint(lower):
            raise ValueError("place, names and values must be different words, none of them reserved for tables")
        known = set(words[1 + len(names) :])
        if not all(map(lt, self.clues, self.clues[1:])):
            raise ValueError("clues must be sorted and different")
        bounds = {"at": (1, size), "not_at": (1, size), "distance": (2, size - 1)}
        for kind, values, number in map(msgspec.structs.astuple, self.clues):
            if len(values) != ARITY.get(kind, 2) or len(set(values)) != len(values) or not known.issuperset(values):
                raise ValueError(f"{kind} speaks of {ARITY.get(kind, 2)} different values of the puzzle")
            if values != arrange(kind, values):
                raise ValueError(f"interchangeable values of {kind} must be sorted")
            low, high = bounds.get(kind, (0, 0))
            if not low <= number <= high:
                raise ValueError(f"the number of {kind} must lie within {low}..{high}")
        self._check_questions(known, names)

    def _check_questions(self, known: set[str], names: list[str]) -> None:
        owners = self.owners
        for kind, words in map(msgspec.structs.astuple, self.asks):
            values = words if kind in ("place", "between") else words[:-1]
            attributes = words[-1:] if kind in ("value", "order") else ()
            told = known.issuperset(values) and {*names}.issuperset(attributes)
            if len(words) != (2 if kind in ("value", "between") else 1) or not told:
                raise ValueError(f"{kind} asks about words of the puzzle")
            if len(set(words)) != len(words) or owners.get(words[0]) == words[-1] or (kind == "between" and words[0] > words[1]):
                raise ValueError(f"{kind} asks about different words, interchangeable ones sorted")
        if len(set(self.asks)) != len(self.asks):
            raise ValueError("questions are different")
        if not self.asks and not self.solution:
            return
        if not self.asks or [sorted(places) for places in self.solution] != [[*range(1, self.size + 1)]] * len(names):
            raise ValueError("with questions, and only then, the solution has a place for each value")
        where, size = self.where, self.size
        if not all(holds(clue, where, size) for clue in self.clues):
            raise ValueError("a clue does not hold in the solution")

    @property
    def size(self) -> int:
        """The number of places."""
        return len(self.attributes[0].values)

    @cached_property
    def owners(self) -> dict[str, str]:
        """The attribute of each value: `{"tea": "Drink", ...}`."""
        return {value: attribute.name for attribute in self.attributes for value in attribute.values}

    @cached_property
    def where(self) -> dict[str, int]:
        """The place of each value in the solution."""
        return dict(zip(self.owners, (place for places in self.solution for place in places), strict=True))


def arrange(kind: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a clue with interchangeable ones in alphabetical order."""
    if kind in UNORDERED:
        return (values[0], values[1]) if values[0] < values[1] else (values[1], values[0])
    if kind in ("between", "either"):
        return values if values[1] < values[2] else (values[0], values[2], values[1])
    if kind == "pair":
        first, second = sorted((tuple(sorted(values[:2])), tuple(sorted(values[2:]))))
        return (*first, *second)
    return values


# By n, k and the places.
_RULES: dict[str, Callable[..., bool]] = {
    "at": lambda n, k, p: p == k,
    "not_at": lambda n, k, p: p != k,
    "end": lambda n, k, p: p in (1, n),
    "odd": lambda n, k, p: p % 2 == 1,
    "even": lambda n, k, p: p % 2 == 0,
    "same": lambda n, k, p, q: p == q,
    "differ": lambda n, k, p, q: p != q,
    "next": lambda n, k, p, q: abs(p - q) == 1,
    "apart": lambda n, k, p, q: abs(p - q) > 1,
    "just_left": lambda n, k, p, q: p + 1 == q,
    "left": lambda n, k, p, q: p < q,
    "distance": lambda n, k, p, q: abs(p - q) == k,
    "between": lambda n, k, p, q, r: q < p < r or r < p < q,
    "either": lambda n, k, p, q, r: (p == q) != (p == r),
    "pair": lambda n, k, p, q, r, s: p != q and ((p, q) == (r, s) or (p, q) == (s, r)),
}


def holds(clue: Clue, where: dict[str, int], size: int) -> bool:
    """Whether a clue is true when each value is at the place `where` says."""
    return _RULES[clue.kind](size, clue.number, *[where[value] for value in clue.values])
