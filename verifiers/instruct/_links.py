"""Constraints that refer to the result of another: counts that are stated or shared, words that come back, sums that are shown."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from synth.verifiers.instruct._check import Check, Phrase
from synth.verifiers.instruct._text import Part, Text

Place = Annotated[int, Meta(ge=-1, le=30)]
"""From 1 on; -1 is the last."""
_GAP = r"[ *]{0,4}"
_DIGITS = re.compile(r"[0-9]+")
_SUM = re.compile(
    rf"(?<![0-9+.＋])(?<![+＋] )(?=([0-9]+(?:{_GAP}[+＋]{_GAP}[0-9]+){{1,15}}{_GAP}[=＝]{_GAP}[0-9]+(?![0-9]|\.[0-9])))"
)
"""One pattern for all sums, sought at each place: compiling one for the numbers of a problem takes longer than the rest of a verdict."""
Counted = Literal["words", "sentences", "paragraphs", "lines", "bullets", "numbered"]


def piece(text: Text, unit: Part, at: int) -> Text | None:
    """The part at a place, if there is one."""
    parts = text.of(unit)
    place = at - 1 if at > 0 else at
    return parts[place] if at and -len(parts) <= place < len(parts) else None


def counted(text: Text, what: Counted) -> int:
    return len(text.words) if what == "words" else len(text.of(what))


class SameCount(Check, frozen=True):
    """A part has as many words (sentences, ...) as the whole text has parts of a kind, and `plus` more."""

    unit: Part
    at: Place
    counts: Counted
    of: Part
    plus: Annotated[int, Meta(ge=-5, le=30)] = 0

    def holds(self, text: Text) -> bool:
        part = piece(text, self.unit, self.at)
        return part is not None and counted(part, self.counts) == len(text.of(self.of)) + self.plus


class Longer(Check, frozen=True):
    """One part has more words than another one of its kind."""

    unit: Part
    at: Place
    than: Place

    def holds(self, text: Text) -> bool:
        one, other = piece(text, self.unit, self.at), piece(text, self.unit, self.than)
        return one is not None and other is not None and len(one.words) > len(other.words)


class Echo(Check, frozen=True):
    """A word of one part is the same as a word of another: places of parts, and of words in them."""

    unit: Part
    at: Place
    word: Place
    same: Place
    as_word: Place

    def holds(self, text: Text) -> bool:
        one, other = piece(text, self.unit, self.at), piece(text, self.unit, self.same)
        if one is None or other is None:
            return False
        return bool(word := _word(one, self.word)) and word == _word(other, self.as_word)


def _word(text: Text, at: int) -> str:
    place = at - 1 if at > 0 else at
    return text.low_words[place] if at and -len(text.words) <= place < len(text.words) else ""


class StatesCount(Check, frozen=True):
    """The last line is a label and how many words (sentences, ...) stand above it."""

    label: Phrase
    counts: Counted

    def holds(self, text: Text) -> bool:
        above, _, last = text.value.rpartition("\n")
        if not last.startswith(self.label):
            return False
        return last[len(self.label) :].strip(" *.。") == str(counted(Text(above.strip(), text.language), self.counts))


class ShowsSum(Check, frozen=True):
    """A sum of these numbers, in this order, with its result: `3 + 4 = 7`."""

    numbers: Annotated[tuple[Annotated[int, Meta(ge=0, le=100_000)], ...], Meta(min_length=2, max_length=8)]

    def holds(self, text: Text) -> bool:
        wanted = [*map(str, self.numbers), str(sum(self.numbers))]
        return any(_DIGITS.findall(one[1]) == wanted for one in _SUM.finditer(text.value))
