"""Ciphers on groups of letters, or from letters to digits: squares of 25 letters (I stands for J too), Hill, numerals."""

from collections.abc import Iterator
from functools import lru_cache
from math import gcd
from typing import Annotated, ClassVar, Self

from msgspec import Meta
from msgspec.structs import replace

from synth.verifiers.logic.cipher.letters import Word
from synth.verifiers.logic.cipher.step import LETTERS, Budget, Pairs, Step, keyed, letters, numbers, plus, times

WIDTHS = {2: 5, 3: 3, 4: 3, 5: 3, 6: 2}
"""Digits that the numbers 0..25 take in a base."""
SPLITTER, OTHER_SPLITTER = "X", "Q"


@lru_cache(256)
def square(word: str) -> str:
    """The 25 letters of the square, row by row: the word's letters, each once, then the rest of the alphabet, J left out."""
    return keyed(word.replace("J", "I"), LETTERS.replace("J", ""))


class _Square(Step, frozen=True):
    lossless: ClassVar[bool] = False
    word: Word

    def places(self, text: str) -> list[int]:
        """Where each letter of a plain text stands in the square, 0..24 row by row."""
        if not text.isalpha():
            raise ValueError("a cipher for letters got other characters")
        find = square(self.word).index
        return [find(letter) for letter in text.replace("J", "I")]


class Playfair(_Square, frozen=True):
    """Pairs of letters in a square: same row, the letters to the right; same column, those below; else the other corners."""

    def encode(self, text: str) -> str:
        return self._move(split_into_pairs(text.replace("J", "I")), 1)

    def decode(self, text: str) -> str:
        if len(text) % 2 or "J" in text or any(a == b for a, b in zip(text[::2], text[1::2], strict=True)):
            raise ValueError("not a Playfair text")
        return self._move(text, -1)

    def _move(self, text: str, by: int) -> str:
        cells, places = square(self.word), self.places(text)
        made = []
        for (r, c), (s, d) in zip(*[iter(divmod(place, 5) for place in places)] * 2, strict=True):
            if r == s:
                c, d = (c + by) % 5, (d + by) % 5
            elif c == d:
                r, s = (r + by) % 5, (s + by) % 5
            else:
                c, d = d, c
            made.append(cells[5 * r + c] + cells[5 * s + d])
        return "".join(made)


def split_into_pairs(text: str) -> str:
    """The text in pairs of two different letters: an X (a Q beside an X) goes between equal ones and after a lone last one."""
    made, place = [], 0
    while place < len(text):
        first, second = text[place], text[place + 1 : place + 2]
        place += 2 if second and second != first else 1
        if not second or second == first:
            second = OTHER_SPLITTER if first == SPLITTER else SPLITTER
        made.append(first + second)
    return "".join(made)


class Bifid(_Square, frozen=True):
    """In each block of letters, all row numbers and then all column numbers are read off, and taken as (row, column) pairs."""

    period: Annotated[int, Meta(ge=2, le=12)]

    def encode(self, text: str) -> str:
        cells, made = square(self.word), []
        for block in self._blocks(text):
            line = [place // 5 for place in block] + [place % 5 for place in block]
            made += [cells[5 * row + column] for row, column in zip(line[::2], line[1::2], strict=True)]
        return "".join(made)

    def decode(self, text: str) -> str:
        if "J" in text:
            raise ValueError("not a Bifid text")
        cells, made = square(self.word), []
        for block in self._blocks(text):
            line = [number for place in block for number in divmod(place, 5)]
            made += [cells[5 * row + column] for row, column in zip(line, line[len(block) :], strict=False)]
        return "".join(made)

    def _blocks(self, text: str) -> Iterator[list[int]]:
        places = self.places(text)
        return (places[start : start + self.period] for start in range(0, len(places), self.period))


class Polybius(_Square, frozen=True):
    """Each letter becomes its row number and its column number, 1..5."""

    def encode(self, text: str) -> str:
        return "".join(f"{place // 5 + 1}{place % 5 + 1}" for place in self.places(text))

    def decode(self, text: str) -> str:
        if len(text) % 2 or not set("12345").issuperset(text):
            raise ValueError("not a Polybius text")
        cells = square(self.word)
        return "".join(cells[5 * int(row) + int(column) - 6] for row, column in zip(text[::2], text[1::2], strict=True))


class Numerals(Step, frozen=True):
    """Each letter's number, A = 0 .. Z = 25, is written in a base, with as many digits as 25 needs."""

    base: Annotated[int, Meta(ge=2, le=6)]

    @property
    def width(self) -> int:
        return WIDTHS[self.base]

    def encode(self, text: str) -> str:
        if not text.isalpha():
            raise ValueError("a cipher for letters got other characters")
        digits, _ = _numerals(self.base)
        return "".join([digits[letter] for letter in text])

    def decode(self, text: str) -> str:
        _, letters = _numerals(self.base)
        try:
            return "".join([letters[text[start : start + self.width]] for start in range(0, len(text), self.width)])
        except KeyError:
            raise ValueError("not digits of letters in this base") from None


@lru_cache
def _numerals(base: int) -> tuple[dict[str, str], dict[str, str]]:
    """The digits of each letter, and the letter of its digits."""
    width = WIDTHS[base]
    digits = {letter: "".join(str(value // base**place % base) for place in reversed(range(width))) for value, letter in enumerate(LETTERS)}
    return digits, {numeral: letter for letter, numeral in digits.items()}


Entry = Annotated[int, Meta(ge=0, le=25)]


class Hill(Step, frozen=True):
    """Letter numbers p, q of a pair become a*p + b*q and c*p + d*q for the matrix (a, b, c, d); a lone last letter stays."""

    matrix: tuple[Entry, Entry, Entry, Entry] | None

    def __post_init__(self) -> None:
        if self.matrix and not _invertible(self.matrix):
            raise ValueError("the matrix cannot be undone modulo 26")

    @property
    def hidden(self) -> bool:
        return self.matrix is None

    def encode(self, text: str) -> str:
        return self._times(text, self.matrix or (1, 0, 0, 1))

    def decode(self, text: str) -> str:
        a, b, c, d = self.matrix or (1, 0, 0, 1)
        inverse = pow(a * d - b * c, -1, 26)
        return self._times(text, (inverse * d, -inverse * b, -inverse * c, inverse * a))

    def _times(self, text: str, matrix: tuple[int, int, int, int]) -> str:
        a, b, c, d = matrix
        made = bytearray(numbers(text))
        paired = len(made) // 2 * 2
        p, q = bytes(made[:paired:2]), bytes(made[1::2])
        made[:paired:2], made[1::2] = plus(times(a, p), times(b, q)), plus(times(c, p), times(d, q))
        return letters(bytes(made))

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        """The two rows of the matrix answer to different letters of each pair, so they are found apart."""
        links = set[tuple[int, int, int, int]]()
        for plain, cipher in pairs:
            from_, to = numbers(plain), numbers(cipher)
            if len(from_) % 2 and from_[-1] != to[-1]:
                return
            links.update(zip(from_[::2], from_[1::2], to[::2], to[1::2], strict=False))
        if not links:
            raise ValueError("the pairs say too little of the matrix")
        (p, q, first, second), *others = sorted(links)
        budget.spend(2 * 26**2)
        tops, bottoms = _rows(p, q, first), _rows(p, q, second)
        for p, q, first, second in others:
            if not tops and not bottoms:
                return
            budget.spend(len(tops) + len(bottoms))
            tops = [(a, b) for a, b in tops if (a * p + b * q - first) % 26 == 0]
            bottoms = [(c, d) for c, d in bottoms if (c * p + d * q - second) % 26 == 0]
        if len(tops) * len(bottoms) > 1000:
            raise ValueError("the pairs say too little of the matrix")
        yield from (replace(self, matrix=top + bottom) for top in tops for bottom in bottoms if _invertible(top + bottom))


@lru_cache(maxsize=2048)
def _rows(p: int, q: int, value: int) -> list[tuple[int, int]]:
    """The rows (a, b) of a matrix for which a * p + b * q is the value."""
    return [(a, b) for a in range(26) for b in _factors(q, (value - a * p) % 26)]


@lru_cache(maxsize=26**2)
def _factors(number: int, value: int) -> list[int]:
    """The b for which b * number is the value."""
    return [b for b in range(26) if b * number % 26 == value]


def _invertible(matrix: tuple[int, int, int, int]) -> bool:
    a, b, c, d = matrix
    return gcd(a * d - b * c, 26) == 1
