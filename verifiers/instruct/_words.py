"""Constraints on words, how many and which ones, and on phrases (in Chinese: on characters)."""

from typing import Annotated

from msgspec import Meta

from synth.verifiers.instruct._check import Bounded, Check, Number, Phrase, Phrases, Word
from synth.verifiers.instruct._text import Text, sought, words_of

COMMON = frozenset(
    "the of and to a in is it that for on with as at by be are this from or we you will can not our my your his her its their they he she"
    " was were has have had all but so no more one up out into when there which if about after before over i me us than then an".split()
)
"""Words that English is full of."""


class WordCount(Bounded, frozen=True):
    """Words of the text."""

    def holds(self, text: Text) -> bool:
        return self.within(len(text.words))


class UsesAll(Check, frozen=True):
    """Each of these phrases is there."""

    phrases: Phrases

    def holds(self, text: Text) -> bool:
        return all(text.count(phrase) for phrase in self.phrases)


class UsesTimes(Bounded, frozen=True, kw_only=True):
    """A phrase is there so often."""

    phrase: Phrase

    def holds(self, text: Text) -> bool:
        return self.within(text.count(self.phrase))


class Avoids(Check, frozen=True):
    """None of these phrases is there."""

    phrases: Phrases

    def holds(self, text: Text) -> bool:
        return not any(text.count(phrase) for phrase in self.phrases)


class OwnSentences(Check, frozen=True):
    """Each of these phrases is there once, in a sentence that holds no other of them and at least so many words beside it."""

    phrases: Phrases
    beside: Annotated[int, Meta(ge=1, le=20)]

    def holds(self, text: Text) -> bool:
        if any(text.count(phrase) != 1 for phrase in self.phrases):
            return False
        own, wanted = 0, [(phrase, sought(phrase, text.language)) for phrase in self.phrases]
        for sentence in text.of("sentences"):
            low = sentence.lower
            held = [phrase for phrase, low_phrase in wanted if low_phrase in low and sentence.count(phrase)]
            if len(held) > 1:
                return False
            if held:
                own += len(sentence.words) >= self.beside + len(words_of(held[0], text.language))
        return own == len(self.phrases)


class PhraseOrder(Check, frozen=True):
    """These phrases are there, and come first in this order."""

    phrases: Phrases

    def holds(self, text: Text) -> bool:
        places = [text.places(phrase)[:1] for phrase in self.phrases]
        return all(places) and places == sorted(places)


class NoRepeatedRun(Check, frozen=True):
    """No run of so many words is there twice, whatever the case."""

    size: Annotated[int, Meta(ge=2, le=12)]

    def holds(self, text: Text) -> bool:
        words = text.low_words
        runs = list(zip(*(words[shift:] for shift in range(self.size)), strict=False))
        return len(set(runs)) == len(runs)


class DistinctWords(Bounded, frozen=True):
    """Different words, whatever the case."""

    def holds(self, text: Text) -> bool:
        return self.within(len(set(text.low_words)))


class NoWordTwice(Check, frozen=True):
    """No word comes twice, whatever the case."""

    def holds(self, text: Text) -> bool:
        return len(set(text.low_words)) == len(text.words)


class WordLength(Bounded, frozen=True):
    """Letters and digits of every word."""

    def holds(self, text: Text) -> bool:
        return all(self.within(sum(map(str.isalnum, word))) for word in set(text.words))


class LongWords(Bounded, frozen=True, kw_only=True):
    """Words of at least so many letters and digits."""

    length: Annotated[int, Meta(ge=2, le=30)]

    def holds(self, text: Text) -> bool:
        return self.within(sum(len(word) >= self.length and sum(map(str.isalnum, word)) >= self.length for word in text.words))


class WordAt(Check, frozen=True):
    """The word at a place, from 1 on, or -1 for the last, whatever its case."""

    at: Annotated[int, Meta(ge=-1, le=30)]
    word: Word

    def holds(self, text: Text) -> bool:
        place = self.at - 1 if self.at > 0 else self.at
        return self.at != 0 and -len(text.words) <= place < len(text.words) and text.low_words[place] == self.word.lower()


class Copies(Check, frozen=True):
    """A passage is there letter by letter."""

    passage: Phrase

    def holds(self, text: Text) -> bool:
        return self.passage in text.value


class StartsWith(Check, frozen=True):
    """The text begins with a phrase."""

    phrase: Phrase

    def holds(self, text: Text) -> bool:
        return text.value.startswith(self.phrase)


class EndsWith(Check, frozen=True):
    """The text ends with a phrase."""

    phrase: Phrase

    def holds(self, text: Text) -> bool:
        return text.value.endswith(self.phrase)


class OneOf(Check, frozen=True):
    """The text is one of these, and nothing else."""

    phrases: Phrases

    def holds(self, text: Text) -> bool:
        return text.value in self.phrases


class Tongue(Check, frozen=True):
    """Ordinary prose of the language: in English at least every tenth word is one of the commonest, no letter is of another script and no
    more than every fifth word has accents; in Chinese no more letters than Chinese characters."""

    def holds(self, text: Text) -> bool:
        if text.language == "en":
            if not text.value.isascii():
                if any(letter.isalpha() and letter > "\u024f" for letter in text.value):
                    return False
                if 5 * sum(not word.replace("’", "").isascii() for word in text.words) > len(text.words):
                    return False
            return bool(text.words) and 10 * sum(map(COMMON.__contains__, text.low_words)) >= len(text.words)
        return bool(text.words) and sum(letter.isascii() and letter.isalpha() for letter in text.value) <= len(text.words)


class CharacterCount(Bounded, frozen=True):
    """Characters, blanks and ends of lines apart."""

    least: Number = 0
    most: Annotated[int, Meta(ge=0, le=20_000)] = 20_000

    def holds(self, text: Text) -> bool:
        return self.least <= sum(map(len, text.value.split())) <= self.most
