"""Plaintexts: English phrases from a lexicon by category, or random letters."""

from functools import cache
from pathlib import Path
from random import Random

from synth.verifiers.logic.cipher.step import LETTERS

PATTERNS = (
    "the adjective noun past the noun adverb",
    "the noun past adjective noun place the noun",
    "person past the adjective noun place the noun",
    "person and person past count noun boxes adverb",
    "person past count adjective noun pictures on time",
    "we verb the adjective noun place the noun on time",
    "do not verb the noun before time",
    "please verb the adjective noun adverb",
    "every noun past adjective noun stories at time",
    "on time the adjective noun past person",
    "meet person place the adjective noun at time",
    "if you verb the noun then person will verb it adverb",
    "my adjective noun is place your noun",
    "adverb the noun past one adjective noun",
    "can person verb count noun maps by time",
)
SHORT = ("adjective noun",) * 4 + ("noun noun",) * 4 + ("verb noun", "verb noun", "person past", "time noun", "noun adverb", "past noun")
"""Patterns of two words, as often as they are drawn."""


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The words of `phrases.txt` by category, in capitals."""
    lines = (Path(__file__).parent / "phrases.txt").read_text("utf-8").splitlines()
    rows = (line.split(":") for line in lines if not line.startswith("#"))
    return {name: tuple(words.upper().split()) for name, words in rows}


def phrase(rng: Random, size: int) -> str:
    """English words with at least `size` letters in all, but no whole word more than that; short ones are two words."""
    words, chosen, count = lexicon(), list[str](), 0
    if size <= 12:
        return " ".join(rng.choice(words[slot]) for slot in rng.choice(SHORT).split())
    while count < size:
        for slot in rng.choice(PATTERNS).split():
            word = rng.choice(words[slot]) if slot in words else slot.upper()
            chosen.append(word)
            count += len(word)
            if count >= size:
                break
    return " ".join(chosen)


def random_letters(rng: Random, size: int) -> str:
    """Random letters."""
    return "".join(rng.choices(LETTERS, k=size))


def grouped(rng: Random, text: str) -> str:
    """The text in groups of equal length, or whole."""
    size = rng.choice((0, 4, 5, 5, 6))
    return " ".join(text[i : i + size] for i in range(0, len(text), size)) if 0 < size < len(text) else text
