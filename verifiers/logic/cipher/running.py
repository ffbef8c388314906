"""Ciphers that turn each letter into a letter by numbers that run along the text. A = 0 .. Z = 25, sums modulo 26; keys start with the
first letter of a text."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import cycle
from typing import Annotated, ClassVar, Literal, Self

from msgspec import Meta
from msgspec.structs import replace

from synth.verifiers.logic.cipher.step import KEY, LETTERS, MAX_KEY_LENGTH, Budget, Pairs, Step, letters, numbers, plus, times, values

KeyWord = Annotated[str, Meta(pattern=r"\A(?:[A-Z]{1,12}|\?{1,12})?\Z")]


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
            text = letters(plus(given, (key + times(way, given))[:length]))
            return self._marked(text[:size]) + text[size:]
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
