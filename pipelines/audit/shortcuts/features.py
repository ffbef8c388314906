"""Surface features of prompts, those that can be had without solving anything: counts, lengths, positions, bags of words.

A word is what stands between spaces and signs, in lower case; signs and line ends count as words of their own, so that bigrams see
where sentences end. A sentence ends at `.`, `?`, `!` or a line end and has two words at least. Where a prompt numbers its facts, the
question is all that stands outside of them, else the last sentence that ends in `?`. The content words that question and facts share,
rarest in the whole collection first, stand for what is asked.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’_-]?[^\W_]+)*|\n|[^\w\s]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FACT = re.compile(
    r"^[ \t]*(?:fact |premise |f)?[\[(]?\d{1,3}[\]).:]{1,2}[ \t]+((?:(?!\[\d{1,3}\])[^\n])*)|\[\d{1,3}\][ \t]*([^\n\[]*)",
    re.MULTILINE | re.IGNORECASE,
)
_ODD_BLANK = re.compile(r"(?<= ) |[^\S \n]| $", re.MULTILINE)  # doubled, at a line's end, or another one than space and line end
_ASKS = re.compile(r"[^.!?\n]*\?")
_END = (".", "?", "!", "\n")
NEGATIONS = frozenset(
    "not no never nobody nothing none neither nor cannot without unless false untrue fails lacks "
    "isn't aren't doesn't don't won't can't".split()
)
FUNCTION_WORDS = frozenset(
    "a an the is are was were be been do does did has have had of in on at to for from by with and or if then than that this these "
    "those it its as what which who how much many not no can could must may will would there he she they their his her each any all "
    "some one you your".split()
)
MOST_MENTIONS = 6  # of a word in the histogram of repetitions; more count as that many


def _value(word: str) -> float:
    """The number that a word is, nan for other words."""
    return min(float(word.replace(",", "")), 1e12) if _NUMBER.fullmatch(word) and word.count(".") < 2 else np.nan


class Corpus:
    """Prompts as sequences of word numbers, and the features that all probes share.

    texts: the prompts. fit: which of them are the training half, from which the rarity of words is learnt."""

    def __init__(self, texts: Sequence[str], fit: NDArray[np.bool_]) -> None:
        numbers: dict[str, int] = {}

        def sequence(text: str) -> Ints:
            found = WORD.findall(text.lower())
            return np.fromiter((numbers.setdefault(word, len(numbers)) for word in found), np.int64, len(found))

        self.sequences = [sequence(text) for text in texts]
        parts = [facts_and_question(text) for text in texts]
        self._facts = [sequence(facts) for facts, _ in parts]
        self._questions = [sequence(question) for _, question in parts]
        self.words = list(numbers)
        self.fit = fit
        self._is_end = np.array([word in _END for word in self.words], bool)
        self._is_word = np.array([word[0].isalnum() for word in self.words], bool)
        self._is_negation = np.array([word in NEGATIONS for word in self.words], bool)
        self._is_content = np.array([word[0].isalpha() and word not in FUNCTION_WORDS for word in self.words], bool)
        self._value = np.array([_value(word) for word in self.words])
        prompts_with = np.zeros(len(self.words))
        for words in (words for words, used in zip(self.sequences, fit, strict=True) if used):
            prompts_with[np.unique(words)] += 1
        self._rarity = np.empty(len(self.words), np.int64)
        self._rarity[sorted(range(len(self.words)), key=lambda word: (prompts_with[word], self.words[word]))] = np.arange(len(self.words))
        self._asked = [self._shared(*both) for both in zip(self._questions, self._facts, strict=True)]

    def _shared(self, question: Ints, facts: Ints) -> Ints:
        """The content words that a question and its facts share, rarest first."""
        both = np.intersect1d(question[self._is_content[question]], facts)
        return both[np.argsort(self._rarity[both])]

    def counts(self, texts: Sequence[str]) -> tuple[dict[str, list[str]], NDArray[np.float64]]:
        """Names of the columns by group, and the table, prompts x columns. texts: those that the corpus was made of."""
        rows = [self._measure(number, text) for number, text in enumerate(texts)]
        groups = {group: list(values) for group, values in rows[0].items()}
        return groups, np.array([[value for part in row.values() for value in part.values()] for row in rows], np.float64)

    def _measure(self, number: int, text: str) -> dict[str, dict[str, float]]:
        row = self.sequences[number]
        is_word = self._is_word[row]
        sentence = np.cumsum(self._is_end[row])  # that each word is in, by number
        lengths = np.bincount(sentence[is_word]) if is_word.any() else np.zeros(1, int)
        sentences = lengths[lengths > 1] if (lengths > 1).any() else np.ones(1, int)
        distinct, times = np.unique(row[self._is_content[row]], return_counts=True)
        values = self._value[row]
        values = values[~np.isnan(values)] if len(values) else values
        some = values if len(values) else np.zeros(1)
        different = len(np.unique(values))
        histogram = np.bincount(np.minimum(times, MOST_MENTIONS), minlength=MOST_MENTIONS + 1)
        repeated: dict[str, float] = {
            f"content words {k}{'+' * (k == MOST_MENTIONS)} times": int(histogram[k]) for k in range(1, MOST_MENTIONS + 1)
        }
        return {
            "counts": {
                "sentences": len(sentences),
                "lines": text.count("\n") + 1,
                "words": int(is_word.sum()),
                "distinct words": len(np.unique(row)),
                "characters": len(text),
                "digits": sum(map(text.count, "0123456789")),
                "numbers": len(values),
                "commas": text.count(","),
                "negations": int(self._is_negation[row].sum()),
                "capitals": sum(map(str.isupper, text)),
                "odd blanks": len(_ODD_BLANK.findall(text)),
            },
            "lengths": {
                "shortest sentence": int(sentences.min()),
                "longest sentence": int(sentences.max()),
                "mean sentence": float(sentences.mean()),
                "spread of sentences": float(sentences.std()),
                "first sentence": int(sentences[0]),
                "last sentence": int(sentences[-1]),
            },
            "question": self._question(number, text),
            "numbers": {
                "smallest number": float(some.min()),
                "largest number": float(some.max()),
                "mean number": float(some.mean()),
                "median number": float(np.median(some)),
                "numbers that repeat another": len(values) - different,
                "distinct numbers": different,
                "odd numbers": int((some % 2 == 1).sum()),
                "first number": float(some[0]),
                "last number": float(some[-1]),
            },
            "repetition": repeated | {"most repeated content word": int(times.max()) if len(times) else 0, "content words": len(distinct)},
        }

    def _question(self, number: int, text: str) -> dict[str, float]:
        facts, question, words = self._facts[number], self._questions[number], self._asked[number]
        at = [np.flatnonzero(facts == word) for word in words[:3]]
        times = [len(found) for found in at] + [0, 0, 0]
        first = at[0] if times[0] else np.zeros(1, np.int64)
        sentence = np.cumsum(self._is_end[facts]) if len(facts) else np.zeros(1, np.int64)
        starts, ends = np.searchsorted(sentence, sentence[first]), np.searchsorted(sentence, sentence[first], side="right")
        early = (first - starts) * 2 < ends - starts
        length, many = max(len(facts), 1), max(int(sentence[-1]), 1)
        return {
            "place of the question mark": text.rfind("?") / max(len(text), 1),
            "question's first word": text.lower().find(self.words[words[0]]) / max(len(text), 1) if len(words) else 0,
            "question's words": int(self._is_word[question].sum()),
            "mentions of what is asked": times[0],
            "mentions of the question's second word": times[1],
            "mentions of the question's third word": times[2],
            "mentions of all the question's words": int(np.isin(facts, words).sum()),
            "words that question and facts share": len(words),
            "first mention": int(first[0]),
            "first mention's place": int(first[0]) / length,
            "first mention's sentence": int(sentence[first[0]]) / many,
            "last mention's place": int(first[-1]) / length,
            "last mention's sentence": int(sentence[first[-1]]) / many,
            "sentence of one mention, shortest": int((ends - starts).min()),
            "sentence of one mention, longest": int((ends - starts).max()),
            "mentions early in a sentence": int(early.sum()),
            "mentions late in a sentence": int((~early).sum()),
        }

    def unigrams(self) -> tuple[list[str], Any]:
        """Words, and a sparse table of their counts, prompts x words."""
        rows, flat = self._flat()
        return _bag(rows, flat, self.fit, lambda codes: [self.words[code] for code in codes])

    def bigrams(self) -> tuple[list[str], Any]:
        """Pairs of neighbouring words, and their counts."""
        rows, flat = self._flat()
        inside = rows[1:] == rows[:-1]
        codes = (flat[:-1] * len(self.words) + flat[1:])[inside]
        return _bag(rows[1:][inside], codes, self.fit, self._bigram_names)

    def contexts(self) -> tuple[list[str], Any]:
        """What stands before and after the words that are asked about and how the sentences that mention them begin, with counts."""
        rows, codes, many = [], [], len(self.words)
        for number, facts in enumerate(self._facts):
            ends = np.flatnonzero(self._is_end[facts])
            for word in self._asked[number][:2]:
                for place in np.flatnonzero(facts == word).tolist():
                    sentence = np.searchsorted(ends, place)
                    head = int(ends[sentence - 1]) + 1 if sentence else 0
                    near = (facts[place - 1] if place else 0, facts[place + 1] if place + 1 < len(facts) else 0, facts[head])
                    codes += [int(other) + kind * many for kind, other in enumerate(near)]
                    rows += [number] * len(near)
        forms = ("{} ASKED", "ASKED {}", "sentence on ASKED begins {}")

        def name(found: list[int]) -> list[str]:
            return [forms[code // many].format(self.words[code % many]) for code in found]

        return _bag(np.array(rows, np.int64), np.array(codes, np.int64), self.fit, name)

    def _flat(self) -> tuple[Ints, Ints]:
        sizes = [len(row) for row in self.sequences]
        return np.repeat(np.arange(len(sizes)), sizes), np.concatenate(self.sequences)

    def _bigram_names(self, codes: list[int]) -> list[str]:
        many = len(self.words)
        return [f"{self.words[c // many]} {self.words[c % many]}" for c in codes]


LEAST_PROMPTS = 5  # of the training half that must have a feature
MOST_FEATURES = 30_000  # of a bag; the most common ones are kept


def _bag(rows: Ints, codes: Ints, fit: NDArray[np.bool_], name: Callable[[list[int]], list[str]]) -> tuple[list[str], Any]:
    """Names and a sparse table of counts, prompts x features, of the features that are not rare in the training half. rows, codes: prompt
    and number of each occurrence of a feature; name: numbers -> names."""
    from scipy import sparse

    kinds, column = np.unique(codes, return_inverse=True)
    table = sparse.coo_matrix((np.ones(len(codes), np.float32), (rows, column)), (len(fit), len(kinds))).tocsr()
    prompts_with = np.bincount(table[fit].indices, minlength=len(kinds))
    kept = np.flatnonzero(prompts_with >= LEAST_PROMPTS)
    kept = np.sort(kept[np.argsort(-prompts_with[kept], kind="stable")[:MOST_FEATURES]])
    return [repr(text) for text in name(kinds[kept].tolist())], table[:, kept]


def facts_and_question(text: str) -> tuple[str, str]:
    """The numbered facts without their numbers, a line each, and the rest; or all but the last question, and that question."""
    found = list(_FACT.finditer(text))
    if len(found) > 2:
        return "\n".join(match[1] or match[2] or "" for match in found), _FACT.sub("\n", text)
    asks = list(_ASKS.finditer(text))
    if not asks:
        return text, ""
    return text[: asks[-1].start()] + "\n" + text[asks[-1].end() :], asks[-1][0]
