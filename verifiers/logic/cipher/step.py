"""One step of a cipher: the words that all kinds share. A text is letters A..Z, or digits after a step that makes them.

Hidden keys: a step may leave its key out (or part of it). `consistent_keys` then gives every key of the family that turns each plain text
of the pairs into its partner. Where the pairs say nothing about a part of the key, that part is `?`, and so is each character
of a result that needs it."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Self

from synth.schemas.problem import Frozen

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAX_KEY_LENGTH = 8
"""Characters of a key whose length is not stated, at most."""
KEY = 10
"""Trials that a key costs beside its letters."""

Pairs = tuple[tuple[str, str], ...]


class Budget:
    """What the search for hidden keys of one problem may cost. left: elementary trials, such as letters encoded under a tried key."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, trials: int) -> None:
        """Raises ValueError when nothing is left: the problem is broken, for nobody could be asked to try so much."""
        self.left -= trials
        if self.left < 0:
            raise ValueError("the hidden keys take too many trials to find")


class Step(Frozen, frozen=True, tag_field="kind", tag=str.lower):
    """A cipher with its key."""

    lossless: ClassVar[bool] = True
    """Whether decoding what was encoded always gives the same text."""
    enumerable: ClassVar[bool] = False
    """Whether there are so few keys that all can be tried."""

    @property
    def hidden(self) -> bool:
        """Whether some part of the key is left out."""
        return False

    def encode(self, text: str) -> str:
        """Raises ValueError for characters that the cipher cannot take."""
        raise NotImplementedError

    def decode(self, text: str) -> str:
        """Raises ValueError for a text that the cipher cannot have made."""
        raise NotImplementedError

    def all_keys(self) -> Iterator[Self]:
        """Every key of the family that agrees with the part that is stated."""
        raise NotImplementedError

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        """Every key of the family that agrees with the pairs. Raises ValueError when that takes more than the budget."""
        return self.tried(self.all_keys(), pairs, budget)

    def tried(self, keys: Iterable[Self], pairs: Pairs, budget: Budget) -> Iterator[Self]:
        """Those of the keys that agree with the pairs."""
        for key in keys:
            for plain, cipher in pairs:
                budget.spend(KEY + len(plain))
                if key.encode(plain) != cipher:
                    break
            else:
                yield key


def numbers(text: str) -> bytes:
    """A = 0 .. Z = 25. Raises ValueError for anything else."""
    if not text.isalpha():
        raise ValueError("a cipher for letters got other characters")
    return text.encode().translate(_VALUES)


def values(text: str) -> bytes:
    """A = 0 .. Z = 25; digits follow Y, modulo 26 too."""
    return text.encode().translate(_VALUES)


def letters(numbers: bytes) -> str:
    """The letters of numbers modulo 26."""
    return numbers.translate(_LETTERS).decode()


def plus(some: bytes, others: bytes) -> bytes:
    """Sums of numbers 0..25, place by place, modulo 26. Both are added as one long number each: no byte of it overflows."""
    return (int.from_bytes(some, "big") + int.from_bytes(others, "big")).to_bytes(len(some), "big").translate(_SUMS)


def times(factor: int, numbers: bytes) -> bytes:
    """Products modulo 26, place by place."""
    return numbers.translate(_PRODUCTS[factor % 26])


_VALUES = bytes((code - 65) % 26 for code in range(256))
_LETTERS = bytes(65 + number % 26 for number in range(256))
_PRODUCTS = [bytes([factor * number % 26 for number in range(256)]) for factor in range(26)]
_SUMS = bytes(number % 26 for number in range(256))


def keyed(word: str, alphabet: str) -> str:
    """The word's letters in order, each once, then the rest of the alphabet in its order."""
    return "".join(dict.fromkeys(word + alphabet))
