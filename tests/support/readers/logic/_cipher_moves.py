"""Ciphers that only move characters: where each character of the result stood before."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import permutations

from readers.logic._ciphers import Key, Pairs, cut


class Moves:
    """The characters in another order. places: where each character of the result stood, from the key and the length."""

    def __init__(self, places: Callable[[Key, int], list[int]], every: list[Key]):
        self.places, self.every = places, every

    def encode(self, text: str, key: Key) -> str:
        return "".join([text[place] for place in self.places(key, len(text))])

    def decode(self, text: str, key: Key) -> str:
        out = [""] * len(text)
        for sign, place in zip(text, self.places(key, len(text)), strict=True):
            out[place] = sign
        return "".join(out)

    def keys(self, pairs: Pairs) -> Iterator[Key]:
        return (key for key in self.every if all(self.encode(one, key) == other for one, other in pairs))


def rotated(times: int, length: int) -> list[int]:
    return [(place + times) % length for place in range(length)]


def turned_blocks(size: int, length: int) -> list[int]:
    return [place for block in cut(length, size) for place in block[::-1]]


@cache
def fence(lines: int, length: int) -> list[int]:
    round_trip = 2 * (lines - 1)
    return sorted(range(length), key=lambda place: (min(place % round_trip, round_trip - place % round_trip), place))


@cache
def in_columns(order: tuple[int, ...], length: int) -> list[int]:
    return [place for column in order for place in range(column, length, len(order))]


@cache
def in_blocks(order: tuple[int, ...], length: int) -> list[int]:
    return [block[place] for block in cut(length, len(order)) for place in order if place < len(block)]


@cache
def counted_out(count: int, length: int) -> list[int]:
    circle, out, at = list(range(length)), list[int](), 0
    while circle:
        at = (at + count - 1) % len(circle)
        out.append(circle.pop(at))
    return out


@cache
def route(columns: int, way: str, length: int) -> list[int]:
    """Over the cells of a table that is written in rows; cells behind the end of the text are gone over."""
    rows = -(-length // columns)
    cells = [(row, column) for row in range(rows) for column in range(columns)]
    if way == "spiral":
        cells, left = [], [[(row, column) for column in range(columns)] for row in range(rows)]
        while left:
            cells += left[0]
            left = [list(row) for row in zip(*left[1:], strict=True)][::-1]  # the rest, a quarter turned
    elif way == "diagonal":
        cells.sort(key=lambda cell: (sum(cell), cell[0]))
    else:
        cells.sort(key=lambda cell: (cell[1], cell[0] * (-1 if way == "snake" and cell[1] % 2 else 1)))
    return [row * columns + column for row, column in cells if row * columns + column < length]


def orders(size: int) -> list[Key]:
    return list(permutations(range(size)))
