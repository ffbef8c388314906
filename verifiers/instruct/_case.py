"""Constraints on small letters and capitals."""

from synth.verifiers.instruct._check import Bounded, Check, Phrase
from synth.verifiers.instruct._text import Text


class Upper(Check, frozen=True):
    """Every letter is a capital."""

    def holds(self, text: Text) -> bool:
        return text.value.isupper()


class Lower(Check, frozen=True):
    """Every letter is small."""

    def holds(self, text: Text) -> bool:
        return text.value.islower()


class CapitalWords(Bounded, frozen=True):
    """Words of two letters or more that are written in capitals alone."""

    def holds(self, text: Text) -> bool:
        return self.within(sum(len(word) > 1 and word.isupper() for word in text.words))


class CapitalStart(Bounded, frozen=True):
    """Words that begin with a capital."""

    def holds(self, text: Text) -> bool:
        return self.within(sum(word[0].isupper() for word in text.words))


class TitleCase(Check, frozen=True):
    """Every word that begins with a letter begins with a capital."""

    def holds(self, text: Text) -> bool:
        return bool(text.words) and not any(word[0].islower() for word in text.words)


class InCapitals(Check, frozen=True):
    """A phrase is there, and in capitals wherever it is."""

    phrase: Phrase

    def holds(self, text: Text) -> bool:
        places, size = text.places(self.phrase), len(self.phrase)
        if len(text.lower) != len(text.value):
            return False
        return bool(places) and all(text.value[at : at + size] == self.phrase.upper() for at in places)
