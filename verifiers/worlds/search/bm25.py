"""Ranking documents for a query by BM25 (Robertson and Zaragoza 2009, with the idf that is never negative), in whole numbers: the same
order on every machine, ties by the documents' order.

Words are runs of letters and digits in small letters, as they stand, without stems or stop words; of Chinese text each sign and each pair
of neighbouring signs is a word."""

import math
import re
from collections import Counter
from collections.abc import Sequence
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
    found: list[str] = []
    for run in _WORD.findall(text.lower()):
        if run.isascii():
            found.append(run)
        else:
            found += [*run, *map("".join, pairwise(run))]
    return found


class Index:
    """Of texts, by their places."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.count = len(texts)
        self.found: dict[str, dict[int, int]] = {}
        """By word the documents that hold it, each with how often it does."""
        self.lengths: list[int] = []
        for place, text in enumerate(texts):
            counts = Counter(words(text))
            self.lengths.append(counts.total())
            for word, count in counts.items():
                self.found.setdefault(word, {})[place] = count
        self.total = sum(self.lengths)

    def weight(self, word: str) -> int:
        """The idf of a word, ln(1 + (N - n + 0.5) / (n + 0.5)), in UNITs."""
        there = len(self.found.get(word, ()))
        return round(UNIT * math.log1p((self.count - there + 0.5) / (there + 0.5)))

    def ranked(self, query: str, most: int) -> list[int]:
        """The places of the documents that hold a word of the query, the best ones first."""
        scores: dict[int, int] = {}
        for word in dict.fromkeys(words(query)[:QUERY]):
            weight = self.weight(word)
            for place, count in self.found.get(word, {}).items():
                # count * (k1 + 1) / (count + k1 * (1 - b + b * length / average)), above and below times 1000 * total
                length = (100 - B) * self.total + B * self.lengths[place] * self.count
                share = weight * count * (K1 + 10) * 100 * self.total // (1_000 * count * self.total + K1 * length)
                scores[place] = scores.get(place, 0) + share
        return sorted(scores, key=lambda place: (-scores[place], place))[:most]
