"""Stars placed one by one where fewest cells are left, never taken back: a policy that must not win on the upper levels."""

from collections.abc import Sequence
from functools import cache
from math import prod

from synth.generators.solvers.grids import neighbours


@cache
def _lines(size: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Rows and columns, and for each cell itself and the cells around it, as bits."""
    rows = [sum(1 << x for x in range(r * size, (r + 1) * size)) for r in range(size)]
    columns = [sum(1 << x for x in range(c, size * size, size)) for c in range(size)]
    near = neighbours(size, size, diagonal=True)
    return (*rows, *columns), tuple(1 << x | sum(1 << y for y in near[x]) for x in range(size * size))


class Board:
    """A grid on which stars are placed. region: of each cell."""

    def __init__(self, region: Sequence[object], size: int, stars: int) -> None:
        across, self.around = _lines(size)
        of_region: dict[object, int] = {}
        for x, name in enumerate(region):
            of_region[name] = of_region.get(name, 0) | 1 << x
        self.regions = [*of_region.values()]
        self.houses = [*across, *self.regions]
        self.lacking = dict.fromkeys(self.houses, stars)
        self.free = (1 << size * size) - 1
        self.placed: list[int] = []

    def narrowest(self, lines: bool) -> int:
        """The free cells of the region, or with `lines` of the row, column or region, that has fewest to spare; 0 at the end."""
        waiting = [house for house in (self.houses if lines else self.regions) if self.lacking[house] and house & self.free]
        return min(waiting, key=lambda house: (house & self.free).bit_count() - self.lacking[house], default=0) & self.free

    def taken(self, star: int) -> int:
        """The free cells that a star, a bit, leaves no more."""
        cells = self.around[star.bit_length() - 1]
        for house in self.houses:
            if house & star and self.lacking[house] == 1:
                cells |= house
        return cells & self.free

    def place(self, star: int) -> None:
        self.free &= ~self.taken(star)
        self.placed.append(star.bit_length() - 1)
        for house in self.houses:
            self.lacking[house] -= bool(house & star)


def greedy(board: Board, lines: bool, sparing: bool) -> list[int]:
    """The stars, ascending, as far as they can be placed: each time into the first of the cells where fewest are left, or with `sparing`
    into the one that leaves most others free."""
    while cells := board.narrowest(lines):
        choices = [1 << x for x in range(cells.bit_length()) if cells >> x & 1]
        board.place(min(choices, key=lambda star: board.taken(star).bit_count()) if sparing else choices[0])
    return sorted(board.placed)


def luck(board: Board, stars: Sequence[int], lines: bool) -> float:
    """The chance to hit upon these stars by taking any of the cells where fewest are left."""
    chances, right = list[float](), sum(1 << x for x in stars)
    while cells := board.narrowest(lines):
        good = cells & right
        chances.append(good.bit_count() / cells.bit_count())
        board.place(good & -good)
    return prod(chances)
