"""Ciphers that only move characters. `order(n)` lists, for each place of the result, the place (0-based) of the plain text."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import permutations
from operator import itemgetter
from typing import Annotated, ClassVar, Literal, Self

from msgspec import Meta
from msgspec.structs import replace

from synth.verifiers.logic.cipher.step import KEY, LETTERS, Budget, Pairs, Step

Small = Annotated[int, Meta(ge=2, le=9)]
SIZES = range(2, 10)
MOVES = range(1, 13)
COUNTS = range(2, 13)


class _Order(Step, frozen=True):
    enumerable: ClassVar[bool] = True

    def order(self, n: int) -> list[int]:
        raise NotImplementedError

    def encode(self, text: str) -> str:
        return "".join(_picker(self, len(text))(text))

    def decode(self, text: str) -> str:
        return "".join(_returner(self, len(text))(text))


@lru_cache(maxsize=512)
def _picker(step: _Order, n: int) -> Callable[[str], Iterable[str]]:
    """What picks the characters of a text in its order, which texts of equal lengths share."""
    return itemgetter(*step.order(n))


@lru_cache(maxsize=512)
def _returner(step: _Order, n: int) -> Callable[[str], Iterable[str]]:
    """What picks them in the order that they had before."""
    order = step.order(n)
    return itemgetter(*sorted(range(n), key=order.__getitem__))


class Reverse(_Order, frozen=True):
    """The whole text backwards."""

    def order(self, n: int) -> list[int]:
        return list(range(n - 1, -1, -1))


class Rotate(_Order, frozen=True):
    """The first character moves to the end, by times."""

    by: Annotated[int, Meta(ge=1, le=12)] | None

    @property
    def hidden(self) -> bool:
        return self.by is None

    def order(self, n: int) -> list[int]:
        by = (self.by or 0) % n
        return [*range(by, n), *range(by)]

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, by=by) for by in MOVES)


class Blocks(_Order, frozen=True):
    """Blocks of `size` characters, each turned backwards, the last one too if it is shorter."""

    size: Small | None

    @property
    def hidden(self) -> bool:
        return self.size is None

    def order(self, n: int) -> list[int]:
        size = self.size or 1
        return [place for start in range(0, n, size) for place in range(min(n, start + size) - 1, start - 1, -1)]

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, size=size) for size in SIZES)


class Rail(_Order, frozen=True):
    """Written in a zigzag over `rails` lines, down first, and read line by line."""

    rails: Small | None

    @property
    def hidden(self) -> bool:
        return self.rails is None

    def order(self, n: int) -> list[int]:
        last = (self.rails or 2) - 1
        # The line of a place goes 0, 1, .., last, last - 1, .., 1, 0, ..
        return sorted(range(n), key=lambda place: last - abs(last - place % (2 * last)))

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, rails=rails) for rails in SIZES)


class Route(_Order, frozen=True):
    """Written in rows of `columns` characters, read along a path that leaves out the cells that stay empty."""

    columns: Small | None
    path: Literal["down", "snake", "spiral", "diagonal"]

    @property
    def hidden(self) -> bool:
        return self.columns is None

    def order(self, n: int) -> list[int]:
        width = self.columns or 2
        height = -(-n // width)
        return [place for row, column in _path(self.path, height, width) if (place := row * width + column) < n]

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, columns=columns) for columns in SIZES)


def _path(path: str, height: int, width: int) -> list[tuple[int, int]]:
    if path == "spiral":
        cells, top, left, bottom, right = [], 0, 0, height - 1, width - 1
        while top <= bottom and left <= right:
            cells += [(top, column) for column in range(left, right + 1)]
            cells += [(row, right) for row in range(top + 1, bottom + 1)]
            if top < bottom and left < right:
                cells += [(bottom, column) for column in range(right - 1, left - 1, -1)]
                cells += [(row, left) for row in range(bottom - 1, top, -1)]
            top, left, bottom, right = top + 1, left + 1, bottom - 1, right - 1
        return cells
    if path == "diagonal":
        lines = range(height + width - 1)
        return [(row, line - row) for line in lines for row in range(max(0, line - width + 1), min(height, line + 1))]
    turn = path == "snake"
    return [(height - 1 - i if turn and column % 2 else i, column) for column in range(width) for i in range(height)]


class Columnar(_Order, frozen=True):
    """Written in rows under the letters of the key, read column by column in the alphabetical order of those letters.

    key: `?` for each letter when hidden (all or none); equal letters count from left to right."""

    key: Annotated[str, Meta(pattern=r"\A(?:[A-Z]{2,9}|\?{2,7})\Z")]

    @property
    def hidden(self) -> bool:
        return "?" in self.key

    def order(self, n: int) -> list[int]:
        return [place for column in self._columns() for place in range(column, n, len(self.key))]

    def _columns(self) -> list[int]:
        return sorted(range(len(self.key)), key=self.key.__getitem__)

    def encode(self, text: str) -> str:
        return "".join([text[column :: len(self.key)] for column in self._columns()])

    def decode(self, text: str) -> str:
        cipher, plain, at, width = text.encode(), bytearray(len(text)), 0, len(self.key)
        for column in self._columns():
            end = at + len(range(column, len(plain), width))
            plain[column::width] = cipher[at:end]
            at = end
        return plain.decode()

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, key="".join(key)) for key in permutations(LETTERS[: len(self.key)]))

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        """Column by column: what is read next must begin what is left of the cipher texts."""
        width = len(self.key)
        columns = [[plain[column::width] for plain, _ in pairs] for column in range(width)]

        def extend(chosen: list[int], read: list[int]) -> Iterator[list[int]]:
            if len(chosen) == width:
                yield chosen
            budget.spend(KEY * width)
            for column in range(width):
                if column not in chosen and all(
                    cipher.startswith(part, at) for (_, cipher), part, at in zip(pairs, columns[column], read, strict=True)
                ):
                    new = [at + len(part) for at, part in zip(read, columns[column], strict=True)]
                    yield from extend([*chosen, column], new)

        for chosen in extend([], [0] * len(pairs)):
            yield replace(self, key="".join(LETTERS[chosen.index(column)] for column in range(width)))


class Permute(_Order, frozen=True):
    """Blocks of characters, each rearranged: first the one whose number stands first in `numbers`, and so on. A shorter last
    block leaves out the numbers that it does not have.

    numbers: the digits 1..n in some order, or a `?` for each when hidden."""

    numbers: Annotated[str, Meta(pattern=r"\A(?:[1-9]{2,9}|\?{2,7})\Z")]

    def __post_init__(self) -> None:
        if not self.hidden and sorted(self.numbers) != list("123456789"[: len(self.numbers)]):
            raise ValueError("the numbers must be 1, 2, .. in some order")

    @property
    def hidden(self) -> bool:
        return "?" in self.numbers

    def order(self, n: int) -> list[int]:
        size = len(self.numbers)
        return [start + i for start in range(0, n, size) for i in self._places() if start + i < n]

    def _places(self) -> list[int]:
        return [code - ord("1") for code in self.numbers.encode()]

    def encode(self, text: str) -> str:
        plain, cipher, size = text.encode(), bytearray(len(text)), len(self.numbers)
        full, places = len(plain) // size * size, self._places()
        for place, taken in enumerate(places):
            cipher[place:full:size] = plain[taken:full:size]
        cipher[full:] = [plain[full + taken] for taken in places if full + taken < len(plain)]
        return cipher.decode()

    def decode(self, text: str) -> str:
        cipher, plain, size = text.encode(), bytearray(len(text)), len(self.numbers)
        full, places = len(cipher) // size * size, self._places()
        for place, taken in enumerate(places):
            plain[taken:full:size] = cipher[place:full:size]
        for code, taken in zip(cipher[full:], [taken for taken in places if full + taken < len(cipher)], strict=True):
            plain[full + taken] = code
        return plain.decode()

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, numbers="".join(numbers)) for numbers in permutations("123456789"[: len(self.numbers)]))

    def consistent_keys(self, pairs: Pairs, budget: Budget) -> Iterator[Self]:
        """Place by place: a place of the full blocks can only hold a number under which all of them agree."""
        size = len(self.numbers)
        budget.spend(size * sum(len(plain) for plain, _ in pairs))
        blocks = [(p[i : i + size], c[i : i + size]) for p, c in pairs for i in range(0, len(p) - size + 1, size)]
        options = [[j for j in range(size) if all(p[j] == c[i] for p, c in blocks)] for i in range(size)]

        def extend(chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
            if len(chosen) == size:
                yield chosen
            else:
                budget.spend(KEY)
                for number in options[len(chosen)]:
                    if number not in chosen:
                        yield from extend((*chosen, number))

        keys = (replace(self, numbers="".join(str(number + 1) for number in chosen)) for chosen in extend(()))
        return self.tried(keys, pairs, budget)


class Countout(_Order, frozen=True):
    """The characters stand in a circle; every `count`-th of those left is taken out, and they are written in that order."""

    count: Annotated[int, Meta(ge=2, le=12)] | None

    @property
    def hidden(self) -> bool:
        return self.count is None

    def order(self, n: int) -> list[int]:
        left, taken, at = list(range(n)), [], 0
        while left:
            at = (at + (self.count or 2) - 1) % len(left)
            taken.append(left.pop(at))
        return taken

    def all_keys(self) -> Iterator[Self]:
        return (replace(self, count=count) for count in COUNTS)
