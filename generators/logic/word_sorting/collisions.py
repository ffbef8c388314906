"""Pairs of words that show whether a change of the alphabet was made: equal by all keys that count, another way round without it."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from random import Random

from synth.generators.logic.word_sorting.lexicon import lexicon
from synth.verifiers.logic.word_sorting import ORDINARY, VOWELS, By, Key, arrange

TRIES = 24
"""At a pair."""


@cache
def _index(by: By, counts: tuple[By, ...], language: str) -> dict[str, dict[tuple[int, ...], tuple[str, ...]]]:
    """The words by the first (or last) letter, and among these by what the keys count that the alphabet leaves alone."""
    index: dict[str, dict[tuple[int, ...], list[str]]] = {letter: {} for letter in ORDINARY}
    for word in lexicon(by, language).words:
        measured = {"length": len(word), "vowels": sum(map(word.count, VOWELS)), "distinct": len(set(word))}
        index[word[0 if by == "alphabet" else -1]].setdefault(tuple([measured[name] for name in counts]), []).append(word)
    return {letter: {values: tuple(words) for values, words in groups.items()} for letter, groups in index.items()}


def colliding_pair(rng: Random, letters: str, without: str, keys: tuple[Key, ...], taken: Sequence[str], language: str = "en") -> list[str]:
    """Two words, none of them taken, whose order under the alphabet `letters` is not the one under `without`; none when none is found."""
    counts: tuple[By, ...] = tuple([name for name in ("length", "vowels", "distinct") if any(name == by for by, _ in keys)])
    index = _index(keys[-1][0], counts, language)
    place = {letter: number for number, letter in enumerate(without)}
    turned = [(one, two) for one, two in combinations(letters, 2) if place[one] > place[two]]
    for _ in range(TRIES if turned else 0):
        one, two = rng.choice(turned)
        common = [values for values in index[one] if values in index[two]]
        if common:
            values = rng.choice(common)
            pair = [rng.choice(index[one][values]), rng.choice(index[two][values])]
            if arrange(pair, letters, keys) != arrange(pair, without, keys) and not set(pair) & set(taken):
                return pair
    return []
