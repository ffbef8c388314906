"""Constraints on letters and digits; in Chinese on characters."""

import re
from typing import Annotated

from msgspec import Meta

from synth.verifiers.instruct._check import Bounded, Check
from synth.verifiers.instruct._text import Part, Text

Letter = Annotated[str, Meta(min_length=1, max_length=1, pattern=r"\A[^\W\d_]\Z")]
Letters = Annotated[tuple[Letter, ...], Meta(min_length=1, max_length=20)]
Ending = Annotated[str, Meta(min_length=1, max_length=6, pattern=r"\A[^\W\d_]+\Z")]
_DIGIT = re.compile("[0-9]")
NUMBER = re.compile("[0-9]+")


class LetterCount(Bounded, frozen=True, kw_only=True):
    """How often a letter is there, small or capital."""

    letter: Letter

    def holds(self, text: Text) -> bool:
        return self.within(text.lower.count(self.letter.lower()))


class WithoutLetter(Check, frozen=True):
    """A letter is not there, small or capital."""

    letter: Letter

    def holds(self, text: Text) -> bool:
        return self.letter.lower() not in text.lower


class InitialCount(Bounded, frozen=True, kw_only=True):
    """Words that begin with a letter, small or capital."""

    letter: Letter

    def holds(self, text: Text) -> bool:
        return self.within(sum(word[0] == self.letter.lower() for word in text.low_words))


class Initials(Check, frozen=True):
    """The first words of parts begin with these letters, in order, and there are as many parts."""

    unit: Part
    letters: Letters

    def holds(self, text: Text) -> bool:
        parts = text.of(self.unit)
        if len(parts) != len(self.letters):
            return False
        return [part.low_words[0][0] if part.words else "" for part in parts] == [letter.lower() for letter in self.letters]


class Endings(Check, frozen=True):
    """The last words of parts end in these letters, in order, and there are as many parts."""

    unit: Part
    endings: Annotated[tuple[Ending, ...], Meta(min_length=1, max_length=20)]

    def holds(self, text: Text) -> bool:
        parts = text.of(self.unit)
        if len(parts) != len(self.endings):
            return False
        return all(part.words and part.low_words[-1].endswith(ending.lower()) for part, ending in zip(parts, self.endings, strict=True))


class Palindromes(Bounded, frozen=True):
    """Different words of three letters or more that read the same backwards."""

    def holds(self, text: Text) -> bool:
        return self.within(sum(len(word) >= 3 and word.isalpha() and word == word[::-1] for word in set(text.low_words)))


class DigitCount(Bounded, frozen=True):
    """Digits 0 to 9."""

    def holds(self, text: Text) -> bool:
        return self.within(len(_DIGIT.findall(text.value)))


class NumberCount(Bounded, frozen=True):
    """Numbers in digits; digits side by side are one number."""

    def holds(self, text: Text) -> bool:
        return self.within(len(NUMBER.findall(text.value)))
