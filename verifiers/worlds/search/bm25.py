"""Ranking documents for a query by BM25 (Robertson and Zaragoza 2009, with the idf that is never negative), in whole numbers: the same
order on every machine, ties by the documents' order.

Words are runs of letters and digits in small letters, as they stand, without stems or stop words; of Chinese text each sign and each pair
of neighbouring signs is a word."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

K1, B = 12, 75
"""The usual k1 = 1.2 in tenths and b = 0.75 in hundredths."""
UNIT = 1_000_000
"""Of weights and scores: a word's weight is rounded to it, so that no last bit of a logarithm decides."""
QUERY = 200
"""Words of a query that count: its first ones."""
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")


def words(text: str) -> list[str]:
    """`The Tin Oar` as `["the", "tin", "oar"]`, `锡桨` as `["锡", "桨", "锡桨"]`."""
    runs: list[str] = _WORD.findall(text.lower())
    if text.isascii():
        return runs
    found: list[str] = []
    for run in runs:
        if run.isascii():
            found.append(run)
        else:
            found += [*run, *map("".join, pairwise(run))]
    return found


class Index:
    """Of texts, by their places."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.count = len(texts)
        self.places: dict[str, list[int]] = defaultdict(list)
        """By word the documents that hold it, once for each time that they do: counted when they are asked for, as few words ever are."""
        self.lengths: list[int] = []
        for place, text in enumerate(texts):
            told = words(text)
            self.lengths.append(len(told))
            for word in told:
                self.places[word].append(place)
        self.total = sum(self.lengths)
        self.norms = [K1 * ((100 - B) * self.total + B * length * self.count) for length in self.lengths]
        """By document k1 * (1 - b + b * length / average), times 1000 * total."""

    def found(self, word: str) -> Mapping[int, int]:
        """The documents that hold a word, each with how often it does."""
        return Counter(self.places.get(word, ()))

    def weight(self, there: int) -> int:
        """The idf of a word that so many documents hold, ln(1 + (N - n + 0.5) / (n + 0.5)), in UNITs."""
        return round(UNIT * math.log1p((self.count - there + 0.5) / (there + 0.5)))

    def ranked(self, query: str, most: int) -> list[int]:
        """The places of the documents that hold a word of the query, the best ones first."""
        scores: dict[int, int] = {}
        total, norms = 1_000 * self.total, self.norms
        for word in dict.fromkeys(words(query)[:QUERY]):
            found = self.found(word)
            weight = self.weight(len(found)) * (K1 + 10) * 100 * self.total
            for place, count in found.items():  # count * (k1 + 1) / (count + k1 * (1 - b + b * length / average))
                scores[place] = scores.get(place, 0) + weight * count // (count * total + norms[place])
        return sorted(scores, key=lambda place: (-scores[place], place))[:most]
