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

Pairs = tuple[tuple[str, str], ...]


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

    def consistent_keys(self, pairs: Pairs) -> Iterator[Self]:
        """Every key of the family that agrees with the pairs."""
        return (step for step in self.all_keys() if all(step.encode(plain) == cipher for plain, cipher in pairs))


def numbers(text: str) -> list[int]:
    """A = 0 .. Z = 25. Raises ValueError for anything else."""
    if not text.isalpha():
        raise ValueError("a cipher for letters got other characters")
    return [code - 65 for code in text.encode()]


def letters(values: Iterable[int]) -> str:
    """The letters of numbers modulo 26."""
    return bytes([value % 26 + 65 for value in values]).decode()


def keyed(word: str, alphabet: str) -> str:
    """The word's letters in order, each once, then the rest of the alphabet in its order."""
    return "".join(dict.fromkeys(word + alphabet))
