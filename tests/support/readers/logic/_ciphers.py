"""Classical ciphers worked letter by letter, and for each the keys under which texts become what they became.

A key may have places that nothing tells (None). `Open` is raised where a text needs one."""

import re
from collections.abc import Callable, Iterator
from string import ascii_uppercase as LETTERS
from typing import Any, Protocol

import numpy as np

Pairs = list[tuple[str, str]]
Key = Any
NUMBER = {letter: number for number, letter in enumerate(LETTERS)}
UNITS = (1, 3, 5, 7, 9, 11, 15, 17, 19, 21, 23, 25)


class Open(Exception):
    """The examples leave more than one answer."""


class Stuck(Exception):
    """A text that the step cannot have made, or cannot take."""


class Cipher(Protocol):
    def encode(self, text: str, key: Key) -> str: ...
    def decode(self, text: str, key: Key) -> str: ...
    def keys(self, pairs: Pairs) -> Iterator[Key]: ...


def numbers(text: str) -> list[int]:
    if not text.isalpha():
        raise Stuck(text)
    return [NUMBER[letter] for letter in text]


def spelt(values: list[int]) -> str:
    return "".join(LETTERS[value % 26] for value in values)


def cut(length: int, size: int) -> list[list[int]]:
    """Places in blocks of a size, the last of what is left."""
    return [list(range(start, min(start + size, length))) for start in range(0, length, size)]


class Shifts:
    """Each letter goes on by an amount that its place and the key tell."""

    def __init__(self, amounts: Callable[[Key, int], list[int]], every: list[Key]):
        self.amounts, self.every = amounts, every

    def encode(self, text: str, key: Key) -> str:
        return spelt([x + k for x, k in zip(numbers(text), self.amounts(key, len(text)), strict=True)])

    def decode(self, text: str, key: Key) -> str:
        return spelt([x - k for x, k in zip(numbers(text), self.amounts(key, len(text)), strict=True)])

    def keys(self, pairs: Pairs) -> Iterator[Key]:
        gone = [[(y - x) % 26 for x, y in zip(numbers(one), numbers(other), strict=True)] for one, other in pairs]
        longest = max(gone, key=len)
        for key in self.every:
            amounts = self.amounts(key, len(longest))
            if longest[:2] == [k % 26 for k in amounts[:2]] and all(way == [k % 26 for k in amounts[: len(way)]] for way in gone):
                yield key


class Repeated:
    """A key above the text again and again. turned: the text is taken from the key, not added to it; values: how many a place of it may have."""

    def __init__(self, lengths: range, values: int = 26, *, turned: bool = False):
        self.lengths, self.values, self.turned = lengths, values, turned

    def _made(self, text: str, key: Key, sign: int) -> str:
        found, values = numbers(text), list[int]()
        for place, x in enumerate(found):
            k = key[place % len(key)]
            if k is None:
                raise Open
            values.append(k - x if self.turned else x + sign * k)
        return spelt(values)

    def encode(self, text: str, key: Key) -> str:
        return self._made(text, key, 1)

    def decode(self, text: str, key: Key) -> str:
        return self._made(text, key, -1)

    def keys(self, pairs: Pairs) -> Iterator[Key]:
        turn = -1 if self.turned else 1
        gone = [[(y - turn * x) % 26 for x, y in zip(numbers(one), numbers(other), strict=True)] for one, other in pairs]
        for length in self.lengths:
            seen = [{way[place] for way in gone for place in range(start, len(way), length)} for start in range(length)]
            if all(len(one) < 2 and max(one, default=0) < self.values for one in seen):
                yield tuple(next(iter(one), None) for one in seen)


class Running:
    """A key above the text once, then the text, or what comes out."""

    def __init__(self, lengths: range, feed: str):
        self.lengths, self.feed = lengths, feed

    def encode(self, text: str, key: Key) -> str:
        values, out = numbers(text), list[int]()
        for place, x in enumerate(values):
            k = key[place] if place < len(key) else (values if self.feed == "plain" else out)[place - len(key)]
            if k is None:
                raise Open
            out.append((x + k) % 26)
        return spelt(out)

    def decode(self, text: str, key: Key) -> str:
        values, out = numbers(text), list[int]()
        for place, y in enumerate(values):
            k = key[place] if place < len(key) else (out if self.feed == "plain" else values)[place - len(key)]
            if k is None:
                raise Open
            out.append((y - k) % 26)
        return spelt(out)

    def keys(self, pairs: Pairs) -> Iterator[Key]:
        for length in self.lengths:
            seen, fits = [set[int]() for _ in range(length)], True
            for one, other in pairs:
                plain, made = numbers(one), numbers(other)
                gone = [(y - x) % 26 for x, y in zip(plain, made, strict=True)]
                fits = fits and gone[length:] == (plain if self.feed == "plain" else made)[: max(0, len(gone) - length)]
                for place, k in enumerate(gone[:length]):
                    seen[place].add(k)
            if fits and all(len(each) < 2 for each in seen):
                yield tuple(next(iter(each), None) for each in seen)


class Table:
    """Every letter always becomes the same one. A key is 26 letters, None where they are open."""

    def __init__(self, keys: Callable[[Pairs], Iterator[Key]]):
        self.keys = keys

    def encode(self, text: str, key: Key) -> str:
        out = [key[number] for number in numbers(text)]
        if None in out:
            raise Open
        return "".join(out)

    def decode(self, text: str, key: Key) -> str:
        if any(letter not in key for letter in text if letter in NUMBER):
            raise Open
        return "".join(LETTERS[key.index(LETTERS[number])] for number in numbers(text))


def any_table(pairs: Pairs) -> Iterator[Key]:
    """The table as far as the pairs tell it; the last letter follows from the others."""
    table = dict[str, str]()
    for one, other in pairs:
        for x, y in zip(one, other, strict=True):
            if not (x + y).isalpha() or table.setdefault(x, y) != y:
                return
    if len(set(table.values())) == len(table):
        if len(table) == 25:
            table[(set(LETTERS) - set(table)).pop()] = (set(LETTERS) - set(table.values())).pop()
        yield [table.get(letter) for letter in LETTERS]


def linear(factor: int, add: int) -> Key:
    return [LETTERS[(factor * x + add) % 26] for x in range(26)]


def linear_tables(pairs: Pairs) -> Iterator[Key]:
    known = dict(pair for one, other in pairs for pair in zip(one, other, strict=True))
    x, y = next(iter(known.items()))
    for factor in UNITS:
        table = linear(factor, NUMBER.get(y, 0) - factor * NUMBER.get(x, 0))
        if all(Table(linear_tables).encode(one, table) == other for one, other in pairs):
            yield table


class Hill:
    """Pairs of letters times a matrix of four numbers."""

    def encode(self, text: str, key: Key) -> str:
        (a, b, c, d), values = key, numbers(text)
        out = [each for p, q in zip(values[::2], values[1::2], strict=False) for each in (a * p + b * q, c * p + d * q)]
        return spelt(out) + text[len(out) :]

    def decode(self, text: str, key: Key) -> str:
        a, b, c, d = key
        inverse = pow(a * d - b * c, -1, 26)
        return self.encode(text, (d * inverse, -b * inverse, -c * inverse, a * inverse))

    def keys(self, pairs: Pairs) -> Iterator[Key]:
        whole = [(numbers(one), numbers(other)) for one, other in pairs]
        if any(len(one) % 2 and one[-1] != other[-1] for one, other in whole):
            return
        taken = [(p, q) for one, _ in whole for p, q in zip(one[::2], one[1::2], strict=False)]
        given = [(r, s) for _, other in whole for r, s in zip(other[::2], other[1::2], strict=False)]
        first, second = np.divmod(np.arange(676), 26)
        made = (np.outer([p for p, _ in taken], first) + np.outer([q for _, q in taken], second)) % 26
        tops, bottoms = (np.flatnonzero((made == np.array(given)[:, [row]]).all(axis=0)) for row in (0, 1))
        for top in map(int, tops):
            for bottom in map(int, bottoms):
                a, b, c, d = *divmod(top, 26), *divmod(bottom, 26)
                if (a * d - b * c) % 2 and (a * d - b * c) % 13:
                    yield a, b, c, d


class Square:
    """Five rows of five letters, a key word first; what `kind` makes of texts by it."""

    def __init__(self, kind: str, period: int = 0):
        self.kind, self.period = kind, period

    def keys(self, pairs: Pairs) -> Iterator[Key]:
        raise Stuck("the words of squares are told")

    def encode(self, text: str, key: Key) -> str:
        text, at = text.replace("J", "I"), {letter: divmod(place, 5) for place, letter in enumerate(key)}
        if not text.isalpha():
            raise Stuck(text)
        match self.kind:
            case "polybius":
                return "".join(f"{at[letter][0] + 1}{at[letter][1] + 1}" for letter in text)
            case "playfair":
                return self._paired(_without_doubles(text), key, 1)
        out = ""
        for block in cut(len(text), self.period):
            line = [at[text[place]][axis] for axis in (0, 1) for place in block]
            out += "".join(key[5 * row + column] for row, column in zip(line[::2], line[1::2], strict=True))
        return out

    def decode(self, text: str, key: Key) -> str:
        match self.kind:
            case "polybius":
                if not re.fullmatch("(?:[1-5]{2})+", text):
                    raise Stuck(text)
                return "".join(key[5 * (int(row) - 1) + int(column) - 1] for row, column in zip(text[::2], text[1::2], strict=True))
            case "playfair":
                return self._paired(text, key, -1)
        out = ""
        for block in cut(len(text), self.period):
            line = [part for place in block for part in divmod(key.index(text[place]), 5)]
            out += "".join(key[5 * row + column] for row, column in zip(line[: len(block)], line[len(block) :], strict=True))
        return out

    def _paired(self, text: str, key: str, step: int) -> str:
        out = ""
        for one, other in zip(text[::2], text[1::2], strict=True):
            (r1, c1), (r2, c2) = divmod(key.index(one), 5), divmod(key.index(other), 5)
            if r1 == r2:
                c1, c2 = (c1 + step) % 5, (c2 + step) % 5
            elif c1 == c2:
                r1, r2 = (r1 + step) % 5, (r2 + step) % 5
            else:
                c1, c2 = c2, c1
            out += key[5 * r1 + c1] + key[5 * r2 + c2]
        return out


def _without_doubles(text: str) -> str:
    out = ""
    for letter in text:
        if len(out) % 2 and out[-1] == letter:
            out += "Q" if letter == "X" else "X"
        out += letter
    return out + ("Q" if out[-1] == "X" else "X") * (len(out) % 2)


class Numerals:
    """Numbers of letters in a base; the key is the base and how many digits a letter takes."""

    def encode(self, text: str, key: Key) -> str:
        base, width = key
        return "".join(str(number // base**place % base) for number in numbers(text) for place in reversed(range(width)))

    def decode(self, text: str, key: Key) -> str:
        base, width = key
        if not text.isdigit() or len(text) % width or max(map(int, text)) >= base:
            raise Stuck(text)
        values = [int(text[start : start + width], base) for start in range(0, len(text), width)]
        if max(values) > 25:
            raise Stuck(text)
        return spelt(values)

    def keys(self, pairs: Pairs) -> Iterator[Key]:
        raise Stuck("bases are told")
