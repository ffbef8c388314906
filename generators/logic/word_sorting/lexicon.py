"""The words to sort, grouped by common beginnings or endings."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from synth.verifiers.logic.word_sorting import ORDINARY, By

DATA = Path(__file__).parents[2] / "data"
WORDS = DATA / "words.txt"
WORDS_ZH = DATA / "words_zh.txt"


@cache
def chinese() -> dict[str, str]:
    """Chinese words by their pinyin: `{"pingguo": "苹果", ...}`."""
    lines = (line.split() for line in WORDS_ZH.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {pinyin: word for word, pinyin in lines}


class Lexicon(NamedTuple):
    """The words of our list, grouped by the end from which they are compared."""

    words: tuple[str, ...]
    """All, in alphabetical order."""
    by_letter: dict[str, tuple[str, ...]]
    """By their first (or last) letter."""
    families: tuple[tuple[str, ...], ...]
    """Three or more words that share the first (or last) three letters: `("stable", "stage", "stain")`."""


@cache
def lexicon(by: By, language: str = "en") -> Lexicon:
    """Grouped from the front ("alphabet") or from the back ("reversed"). Chinese words are in pinyin."""
    words = tuple(line for line in WORDS.read_text("ascii").splitlines() if not line.startswith("#"))
    if language == "zh":
        words = tuple(chinese())
    way = 1 if by == "alphabet" else -1
    by_letter: dict[str, list[str]] = {letter: [] for letter in ORDINARY}
    families: dict[str, list[str]] = {}
    for word in words:
        by_letter[word[::way][0]].append(word)
        families.setdefault(word[::way][:3], []).append(word)
    return Lexicon(
        words,
        {letter: tuple(group) for letter, group in by_letter.items()},
        tuple(tuple(families[start]) for start in sorted(families) if len(families[start]) > 2),
    )
