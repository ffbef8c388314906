"""The numbers that `random.Random` gives, with fewer calls on the way.

A draw takes hundreds of numbers and dozens of samples of short sequences, for each number of which the standard library calls a method
and checks its arguments. Here a number is two lines and a sample one loop.
Nothing else differs: `tests/generators/test_fast_random.py` compares every method."""

from bisect import bisect
from collections.abc import Sequence
from math import ceil, inf, log
from random import Random
from types import NoneType
from typing import Any, TypeVar

T = TypeVar("T")

_SEQUENCES = frozenset((list, tuple, range, str))


class FastRandom(Random):
    """`Random`, faster where it gives several numbers at once."""

    def randint(self, a: int, b: int) -> int:
        count = b - a + 1
        if type(count) is not int:
            return super().randint(a, b)
        if count <= 0:
            raise ValueError(f"empty range for randint({a}, {b})")
        bits, size = self.getrandbits, count.bit_length()
        found = bits(size)
        while found >= count:
            found = bits(size)
        return a + found

    def choice(self, seq: Any) -> Any:
        count = len(seq)
        if not count:
            raise IndexError("cannot choose from an empty sequence")
        bits, size = self.getrandbits, count.bit_length()
        place = bits(size)
        while place >= count:
            place = bits(size)
        return seq[place]

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        if step != 1 or type(start) is not int or (stop is not None and type(stop) is not int):
            return super().randrange(start, stop, step)
        least, count = (0, start) if stop is None else (start, stop - start)
        if count <= 0:
            raise ValueError(f"empty range of {count} for randrange()")
        bits, size = self.getrandbits, count.bit_length()
        found = bits(size)
        while found >= count:
            found = bits(size)
        return least + found

    def choices(self, population: Any, weights: Any = None, *, cum_weights: Any = None, k: int = 1) -> list[Any]:
        if k != 1 or weights is not None or type(cum_weights) not in (tuple, NoneType):
            return super().choices(population, weights, cum_weights=cum_weights, k=k)
        count = len(population)
        if cum_weights is None:
            return [population[int(self.random() * count)]]
        if len(cum_weights) != count or not 0 < cum_weights[-1] < inf:
            return super().choices(population, cum_weights=cum_weights)
        return [population[bisect(cum_weights, self.random() * cum_weights[-1], 0, count - 1)]]

    def shuffle(self, x: Any) -> None:
        bits = self.getrandbits
        for last in range(len(x) - 1, 0, -1):
            size = (last + 1).bit_length()
            place = bits(size)
            while place > last:
                place = bits(size)
            x[last], x[place] = x[place], x[last]

    def sample(self, population: Sequence[T], k: int, *, counts: Any = None) -> list[T]:
        count = len(population)
        if counts is not None or type(population) not in _SEQUENCES or not 0 <= k <= count:
            return super().sample(population, k, counts=counts)
        bits, size = self.getrandbits, count.bit_length()
        found: list[T] = []
        if count > 21 and (k <= 5 or count > 21 + 4 ** ceil(log(k * 3, 4))):  # few of many: where the standard library draws the line
            taken: set[int] = set()
            for _ in range(k):
                place = bits(size)
                while place >= count or place in taken:
                    place = bits(size)
                taken.add(place)
                found.append(population[place])
            return found
        pool = list(population)
        for left in range(count, count - k, -1):
            size = left.bit_length()
            place = bits(size)
            while place >= left:
                place = bits(size)
            found.append(pool[place])
            pool[place] = pool[left - 1]
        return found
