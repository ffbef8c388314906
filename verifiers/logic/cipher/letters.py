"""Ciphers that turn each letter into a letter. A = 0 .. Z = 25, sums modulo 26; keys start with the first letter of a text."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import cycle
from typing import Annotated, ClassVar, Literal, Self

from msgspec import Meta
from msgspec.structs import replace

from synth.verifiers.logic.cipher.step import (
    KEY,
    LETTERS,
    MAX_KEY_LENGTH,
    Budget,
    Pairs,
    Step,
    keyed,
    letters,
    numbers,
    plus,
    times,
    values,
)

UNITS = (1, 3, 5, 7, 9, 11, 15, 17, 19, 21, 23, 25)
"""Factors that can be undone modulo 26."""

Word = Annotated[str, Meta(pattern=r"\A[A-Z]{2,12}\Z")]
KeyWord = Annotated[str, Meta(pattern=r"\A(?:[A-Z]{1,12}|\?{1,12})?\Z")]


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


class Vigenere(Step, frozen=True):
    """Letter number p under key number k becomes k + p; the key is repeated along the text.

    key: hidden when it is empty (1..MAX_KEY_LENGTH characters) or `?` for each character."""

    signs: ClassVar[str] = LETTERS
    turn: ClassVar[int] = 1  # cipher = key + turn * plain
    key: KeyWord

    @property
    def hidden(self) -> bool:
        return not self.key or "?" in self.key

    def encode(self, text: str) -> str:
        return self._marked(letters(plus(times(self.turn, numbers(text)), _along(self._numbers(), len(text)))))

    def decode(self, text: str) -> str:
        return self._marked(letters(times(self.turn, plus(numbers(text), times(-1, _along(self._numbers(), len(text)))))))

    def _numbers(self) -> bytes:
        """Of the key's characters, 0 for those that are not known."""
        return values(self.key)

    def _marked(self, text: str) -> str:
        """The text with `?` where the key is not known."""
        if "?" not in self.key:
            return text
        return "".join(["?" if sign == "?" else letter for letter, sign in zip(text, cycle(self.key), strict=False)])

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        sizes = self._sizes(pairs, budget)
        rows = (self._over(*pair) for pair in pairs)
        first, others = next(rows), list[bytes]()
        for size in sizes:
            if first[size:] != first[:-size]:
                continue  # two numbers a key's length apart
            found = self._found(size)
            others += rows
            if all(_fill_in(found, row, len(self.signs)) for row in (first, *others)):
                yield replace(self, key=self._spell(found))

    def _sizes(self, pairs: Pairs, budget: Budget) -> tuple[int, ...]:
        """Lengths that the key can have, which are all tried."""
        sizes = (len(self.key),) if self.key else tuple(range(1, MAX_KEY_LENGTH + 1))
        budget.spend(len(sizes) * sum([KEY + len(plain) for plain, _ in pairs]))
        return sizes

    def _over(self, plain: str, cipher: str) -> bytes:
        """The key numbers over a pair of texts."""
        return plus(numbers(cipher), times(-self.turn, numbers(plain)))

    def _found(self, size: int) -> list[int | None]:
        """What is stated of a key of that length."""
        return [None if sign == "?" else self.signs.index(sign) for sign in self.key or "?" * size]

    def _spell(self, found: list[int | None]) -> str:
        return "".join("?" if sign is None else self.signs[sign] for sign in found)


def _along(key: bytes, length: int) -> bytes:
    """A key that is repeated along a text."""
    return (key * (length // len(key) + 1))[:length]


def _fill_in(found: list[int | None], row: bytes, known: int) -> bool:
    """Fill in the part of the key that the numbers over one text determine; False when they contradict each other or the key's."""
    size = len(found)
    if row[size:] != row[:-size]:  # one of them twice, a key's length apart
        return False
    for place, sign in enumerate(row[:size]):
        if found[place] is None and sign < known:
            found[place] = sign
        elif found[place] != sign:
            return False
    return True


class Beaufort(Vigenere, frozen=True):
    """Letter number p under key number k becomes k - p."""

    turn: ClassVar[int] = -1


class Gronsfeld(Vigenere, frozen=True):
    """Each letter moves forward by the digit above it; the digits are repeated along the text."""

    signs: ClassVar[str] = "0123456789"
    key: Annotated[str, Meta(pattern=r"\A(?:[0-9]{1,12}|\?{1,12})?\Z")]

    def _numbers(self) -> bytes:
        return bytes(map(int, self.key.replace("?", "0")))


class Autokey(Vigenere, frozen=True):
    """Like Vigenere, but the key is written once, and the plain text (or the cipher text as it comes out) follows it."""

    feed: Literal["plain", "cipher"]

    def encode(self, text: str) -> str:
        return self._run(numbers(text), 1)

    def decode(self, text: str) -> str:
        return self._run(numbers(text), -1)

    def _run(self, given: bytes, way: int) -> str:
        size, length = len(self.key), len(given)
        key = times(way, self._numbers())
        if (self.feed == "plain") == (way > 0):  # the text at hand is the one that feeds the key
            made = letters(plus(given, (key + times(way, given))[:length]))
            return self._marked(made[:size]) + made[size:]
        # Each letter takes in what was made a key's length before: the sum of all letters so far that are whole key lengths before, with
        # changing signs in decoding. Twice as many with each round.
        made, back = plus(given, (key + bytes(length))[:length]), size
        while back < length:
            made = plus(made, bytes(back) + times(way if back == size else 1, made[:-back]))
            back *= 2
        return self._marked(letters(made))

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        rows = [(numbers(plain if self.feed == "plain" else cipher), self._over(plain, cipher)) for plain, cipher in pairs]
        for size in self._sizes(pairs, budget):
            if all(over[size:] == feed[:-size] for feed, over in rows):
                found = self._found(size)
                if all(_fill_in(found, over[:size], 26) for _, over in rows):
                    yield replace(self, key=self._spell(found))


class Progressive(Step, frozen=True):
    """The first letter moves forward by start, the next by start + step, the next by start + 2 * step, ..."""

    enumerable: ClassVar[bool] = True
    start: Annotated[int, Meta(ge=0, le=25)] | None
    step: Annotated[int, Meta(ge=1, le=25)] | None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.step is None):
            raise ValueError("start and step are hidden together")

    @property
    def hidden(self) -> bool:
        return self.start is None

    def encode(self, text: str) -> str:
        return self._moved(text, 1)

    def decode(self, text: str) -> str:
        return self._moved(text, -1)

    def _moved(self, text: str, way: int) -> str:
        moves = _progress((self.start or 0) * way % 26, (self.step or 0) * way % 26)
        return letters(plus(numbers(text), _along(moves, len(text))))

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, start=start, step=step) for start in range(26) for step in range(1, 26))

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        """Two letters decide it."""
        (plain, cipher), *_ = pairs
        p, c = numbers(plain[:2]), numbers(cipher[:2])
        if len(p) < 2:
            return self.tried(self.all_keys(), pairs, budget)
        start, step = (c[0] - p[0]) % 26, (c[1] - p[1] - c[0] + p[0]) % 26
        budget.spend(24 * (KEY + len(plain)))  # the other steps fail at the second letter
        return self.tried([replace(self, start=start, step=step)] if step else [], pairs, budget)


@lru_cache(maxsize=26 * 26)
def _progress(start: int, step: int) -> bytes:
    """Moves of the first 26 letters, which then come again."""
    return bytes((start + step * place) % 26 for place in range(26))
