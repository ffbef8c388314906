"""The words to sort, grouped by common beginnings or endings."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from synth.generators.solvers.network import Ints
from synth.verifiers.logic.word_sorting import ORDINARY, VOWELS

DATA = Path(__file__).parents[2] / "data"
WORDS = DATA / "words.txt"
WORDS_ZH = DATA / "words_zh.txt"


@cache
def chinese() -> dict[str, str]:
    """Chinese words by their pinyin: `{"pingguo": "苹果", ...}`."""
    lines = (line.split() for line in WORDS_ZH.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {pinyin: word for word, pinyin in lines}


class Lexicon(NamedTuple):
    """The words of our list as arrays, grouped from the front and from the back."""

    words: tuple[str, ...]
    """All, in alphabetical order; a word's number is its place here."""
    texts: Ints
    """(word, place) -> letter, from 0 to 25."""
    measures: Ints
    """(word, 3): letters, vowels and different letters."""
    letter_start: Ints
    """(way, letter) -> where the words that begin (way 0) or end (way 1) with the letter stand in `letter_words`."""
    letter_words: Ints
    family_start: Ints
    """Where each family, three or more words that share the first (or last) three letters, stands in `family_words`:
    `("stable", "stage", "stain")`."""
    family_words: Ints
    families: int
    """Those that share the first letters, which stand before those that share the last."""


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Chinese words are in pinyin."""
    words = (
        tuple(chinese()) if language == "zh" else tuple(line for line in WORDS.read_text("ascii").splitlines() if not line.startswith("#"))
    )
    texts = np.zeros((len(words), max(map(len, words))), np.int64)
    by_letter: list[list[list[int]]] = [[[] for _ in ORDINARY] for _ in range(2)]
    families: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    for number, word in enumerate(words):
        texts[number, : len(word)] = list(map(ORDINARY.index, word))
        for way, read in enumerate((word, word[::-1])):
            by_letter[way][ORDINARY.index(read[0])].append(number)
            families[way].setdefault(read[:3], []).append(number)
    large = [[family for _, family in sorted(some.items()) if len(family) > 2] for some in families]
    letters = [_joined(groups) for groups in by_letter]
    return Lexicon(
        words,
        texts,
        np.array([(len(word), sum(map(word.count, VOWELS)), len(set(word))) for word in words]),
        np.stack([start for start, _ in letters]),
        np.stack([items for _, items in letters]),
        *_joined([family for some in large for family in some]),
        len(large[0]),
    )


def _joined(groups: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Where each group begins, and where the last one ends; the members of all."""
    return np.cumsum([0, *map(len, groups)]), np.array([item for group in groups for item in group])
