"""Ciphers that turn each letter into its partner, wherever it stands. A = 0 .. Z = 25, sums modulo 26."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, ClassVar, Literal, Self

from msgspec import Meta
from msgspec.structs import replace

from synth.verifiers.logic.cipher.step import (
    KEY,
    LETTERS,
    Budget,
    Pairs,
    Step,
    keyed,
    letters,
    plus,
    times,
    values,
)

UNITS = (1, 3, 5, 7, 9, 11, 15, 17, 19, 21, 23, 25)
"""Factors that can be undone modulo 26."""

Word = Annotated[str, Meta(pattern=r"\A[A-Z]{2,12}\Z")]


class _Table(Step, frozen=True):
    """Each letter has one partner, wherever it stands."""

    def alphabet(self) -> str:
        """The partners of A..Z; `?` where the pairs leave it open."""
        raise NotImplementedError

    def encode(self, text: str) -> str:
        return _look_up(text, LETTERS, self.alphabet())

    def decode(self, text: str) -> str:
        return _look_up(text, self.alphabet(), LETTERS)


def _look_up(text: str, row: str, other: str) -> str:
    if not text.isalpha():
        raise ValueError("a cipher for letters got other characters")
    table = bytes.maketrans((LETTERS + row).encode(), ("?" * len(LETTERS) + other).encode())  # the later of two partners counts
    return text.encode().translate(table).decode()


class Shift(_Table, frozen=True):
    """by places forward in the alphabet, from Z on to A."""

    enumerable: ClassVar[bool] = True
    by: Annotated[int, Meta(ge=1, le=25)] | None

    @property
    def hidden(self) -> bool:
        return self.by is None

    def alphabet(self) -> str:
        by = self.by or 0
        return LETTERS[by:] + LETTERS[:by]

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, by=by) for by in range(1, 26))

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        """One letter decides it."""
        (plain, cipher), *_ = pairs
        budget.spend(24 * (KEY + len(plain)))  # the other keys fail at the first letter
        by = (ord(cipher[0]) - ord(plain[0])) % 26
        return self.tried([replace(self, by=by)] if by else [], pairs, budget)


class Atbash(_Table, frozen=True):
    """A and Z, B and Y, ... change places."""

    def alphabet(self) -> str:
        return LETTERS[::-1]


class Affine(_Table, frozen=True):
    """Letter number x becomes factor * x + add."""

    enumerable: ClassVar[bool] = True
    factor: Annotated[int, Meta(ge=1, le=25)] | None
    add: Annotated[int, Meta(ge=0, le=25)] | None

    def __post_init__(self) -> None:
        if (self.factor is None) != (self.add is None):
            raise ValueError("factor and add are hidden together")
        if self.factor is not None and self.factor not in UNITS:
            raise ValueError(f"factor={self.factor} cannot be undone modulo 26")

    @property
    def hidden(self) -> bool:
        return self.factor is None

    def alphabet(self) -> str:
        return _affine(self.factor or 1, self.add or 0)

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, factor=factor, add=add) for factor in UNITS for add in range(26))

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        plain, cipher = (values("".join(texts)) for texts in zip(*pairs, strict=True))
        budget.spend(26 * len(UNITS))
        for factor in UNITS:
            add = (cipher[0] - factor * plain[0]) % 26  # one letter decides it
            if plus(times(factor, plain), bytes([add]) * len(plain)) == cipher:
                yield replace(self, factor=factor, add=add)


@lru_cache(maxsize=26 * len(UNITS))
def _affine(factor: int, add: int) -> str:
    return letters(plus(times(factor, bytes(range(26))), bytes([add] * 26)))


class Alphabet(_Table, frozen=True):
    """letters: the partners of A..Z, each letter once; empty when hidden. `?`, in a key that was found: the pairs leave it open."""

    letters: Annotated[str, Meta(pattern=r"\A(?:[A-Z]{26})?\Z")]

    def __post_init__(self) -> None:
        known = self.letters.replace("?", "")
        if len(known) != len(set(known)):
            raise ValueError("a letter stands twice in the cipher alphabet")

    @property
    def hidden(self) -> bool:
        return not self.letters or "?" in self.letters

    def alphabet(self) -> str:
        return self.letters

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        table, back = dict[str, str](), dict[str, str]()
        for pair in pairs:
            for plain, cipher in zip(*pair, strict=True):
                if table.setdefault(plain, cipher) != cipher or back.setdefault(cipher, plain) != plain:
                    return
        if len(table) == 25:
            table[(set(LETTERS) - set(table)).pop()] = (set(LETTERS) - set(back)).pop()
        yield replace(self, letters="".join(table.get(letter, "?") for letter in LETTERS))


class Keyword(_Table, frozen=True):
    """The cipher alphabet is the word's letters, each once, then the rest, from A on or (backward) from Z on."""

    word: Word
    rest: Literal["forward", "backward"]

    def alphabet(self) -> str:
        return keyed(self.word, LETTERS if self.rest == "forward" else LETTERS[::-1])
