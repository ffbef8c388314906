"""Constraints on the order of parts and on how they follow one another."""

import re
from itertools import pairwise
from typing import Annotated

from msgspec import Meta

from synth.verifiers.instruct._check import Check
from synth.verifiers.instruct._text import Part, Text

_NUMBER = re.compile("[0-9]{1,9}")
_DATE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")


class Alphabetical(Check, frozen=True):
    """The first words of parts stand in alphabetical order, from A to Z or, falling, from Z to A."""

    unit: Part
    falling: bool = False

    def holds(self, text: Text) -> bool:
        first = [part.low_words[0] if part.words else "" for part in text.of(self.unit)]
        return len(first) > 1 and first == sorted(first, reverse=self.falling)


class ByLength(Check, frozen=True):
    """Each part has more words than the one before it or, falling, fewer."""

    unit: Part
    falling: bool = False

    def holds(self, text: Text) -> bool:
        sizes = [len(part.words) for part in text.of(self.unit)]
        return len(sizes) > 1 and all(a > b if self.falling else a < b for a, b in pairwise(sizes))


class Ascending(Check, frozen=True):
    """The first numbers of parts that hold one go up or, falling, down, and there are two of them at least."""

    unit: Part
    falling: bool = False

    def holds(self, text: Text) -> bool:
        found = [int(number[0]) for part in text.of(self.unit) if (number := _NUMBER.search(part.value))]
        return len(found) > 1 and all(a > b if self.falling else a < b for a, b in pairwise(found))


class Chronological(Check, frozen=True):
    """The dates written as 2031-05-14 go from early to late or, falling, from late to early, and there are two of them at least."""

    falling: bool = False

    def holds(self, text: Text) -> bool:
        found = _DATE.findall(text.value)
        return len(found) > 1 and all(a > b if self.falling else a < b for a, b in pairwise(found))


class Openings(Check, frozen=True):
    """No two parts begin with the same words: as many as `words`."""

    unit: Part
    words: Annotated[int, Meta(ge=1, le=4)] = 1

    def holds(self, text: Text) -> bool:
        first = [tuple(part.low_words[: self.words]) for part in text.of(self.unit)]
        return len(first) > 1 and len(set(first)) == len(first)


class Closings(Check, frozen=True):
    """No two parts end with the same word."""

    unit: Part

    def holds(self, text: Text) -> bool:
        last = [part.low_words[-1:] for part in text.of(self.unit)]
        return len(last) > 1 and len({*map(tuple, last)}) == len(last)


class Chain(Check, frozen=True):
    """Each part begins with the word that the one before it ends with."""

    unit: Part

    def holds(self, text: Text) -> bool:
        parts = [part.low_words for part in text.of(self.unit)]
        return len(parts) > 1 and all(a[-1:] == b[:1] and a for a, b in pairwise(parts))
