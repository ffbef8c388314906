"""All that follows from a Minesweeper board, worked out in bounded time.

Single numbers are applied to a fixed point. Then each part of linked numbers goes through a table of the ways to serve them,
one class of equivalent cells after another. A way is what each number still lacks, with the set of mine counts that lead to it,
so a stated total is exact too. The entries of the tables are limited, hence the time; a board that exceeds them is refused."""

from functools import lru_cache
from typing import NamedTuple

MAX_WAYS = 10_000
"""Table entries of one board; some 10 ms of work."""
NOT_STATED = -1
"""The total of a board that does not state it."""


class Certain(NamedTuple):
    """Cells as bits, row by row from the top left: in every arrangement mines, in every arrangement safe."""

    mines: int
    safe: int


@lru_cache(maxsize=4096)
def consequence(rows: tuple[str, ...], total: int) -> Certain:
    """All that follows from a board. Raises ValueError when nothing fits it or its tables grow beyond MAX_WAYS."""
    cells = "".join(rows)
    hidden = int(cells[::-1].translate(_HIDDEN), 2)
    around = _neighbours(len(rows), len(rows[0]))
    numbers = [(around[i] & hidden, int(cell)) for i, cell in enumerate(cells) if cell != "#"]
    numbers, mines, safe = _singles(numbers, hidden)
    unknown = hidden & ~mines & ~safe
    parts = _parts(numbers)
    touched = 0
    for part in parts:
        for mask, _ in part:
            touched |= mask
    if total != NOT_STATED and unknown & ~touched:
        parts.append([])  # the cells beside no number: one class of equivalent cells, bound by the total alone
    tables, ways = [], 0
    for part in parts:
        tables.append(_Table(part, unknown & ~touched))
        ways += tables[-1].run(MAX_WAYS - ways)
    allowed = [-1] * len(tables)
    if total != NOT_STATED:
        left = total - mines.bit_count()
        before, after = [1], [1]
        for table in tables:
            before.append(_sums(before[-1], table.counts))
        for table in reversed(tables):
            after.append(_sums(after[-1], table.counts))
        if left < 0 or not before[-1] >> left & 1:
            raise ValueError("no arrangement has the stated total")
        for i in range(len(tables)):
            others = _sums(before[i], after[len(tables) - 1 - i])
            allowed[i] = sum(1 << k for k in range(left + 1) if others >> (left - k) & 1)
    for table, counts in zip(tables, allowed, strict=True):
        must, cannot = table.certain(counts)
        mines |= must
        safe |= cannot
    return Certain(mines, safe)


_HIDDEN = str.maketrans("#012345678", "1000000000")


@lru_cache(maxsize=256)
def _neighbours(rows: int, columns: int) -> tuple[int, ...]:
    return tuple(
        sum(
            1 << (y * columns + x)
            for y in range(max(0, r - 1), min(rows, r + 2))
            for x in range(max(0, c - 1), min(columns, c + 2))
            if (y, x) != (r, c)
        )
        for r in range(rows)
        for c in range(columns)
    )


_Numbers = list[tuple[int, int]]


def _singles(numbers: _Numbers, unknown: int) -> tuple[_Numbers, int, int]:
    """A number with all its mines, or with as many cells left as mines, settles its cells. To a fixed point."""
    mines = safe = 0
    changed = True
    while changed:
        changed = False
        rest: dict[int, int] = {}
        for mask, need in numbers:
            if mask & mines:
                need -= (mask & mines).bit_count()
            mask &= unknown
            room = mask.bit_count()
            if not 0 <= need <= room or rest.get(mask, need) != need:
                raise ValueError("no arrangement fits the numbers")
            if not mask:
                continue
            if need == 0:
                safe |= mask
            elif need == room:
                mines |= mask
            else:
                rest[mask] = need
                continue
            unknown &= ~mask
            changed = True
        numbers = list(rest.items())
    return numbers, mines, safe


def _parts(numbers: _Numbers) -> list[_Numbers]:
    """Numbers that share unknown cells, directly or through others, belong together."""
    parts: list[tuple[int, _Numbers]] = []
    for mask, need in numbers:
        union, members, apart = mask, [(mask, need)], []
        for other in parts:
            if other[0] & mask:
                union |= other[0]
                members = other[1] + members
            else:
                apart.append(other)
        parts = [*apart, (union, members)]
    return [members for _, members in parts]


def _sums(a: int, b: int) -> int:
    """Sets of counts as bits: all sums of one of each."""
    if a.bit_count() > b.bit_count():
        a, b = b, a
    result = 0
    while a:
        low = a & -a
        result |= b * low
        a ^= low
    return result


class _Table:
    """The ways to serve the linked numbers of one part, class after class of cells that lie beside the same numbers. A state
    packs what each number still lacks, four bits a number."""

    def __init__(self, numbers: _Numbers, loose: int) -> None:
        by_cell: dict[int, list[int]] = {}  # the numbers beside it
        for j, (mask, _) in enumerate(numbers):
            while mask:
                cell = mask & -mask
                mask ^= cell
                by_cell.setdefault(cell, []).append(j)
        classes: dict[tuple[int, ...], int] = {} if numbers else {(): loose}  # the numbers beside a cell -> the cells
        for cell in sorted(by_cell):
            beside = tuple(by_cell[cell])
            classes[beside] = classes.get(beside, 0) | cell
        self.start = sum(need << 4 * j for j, (_, need) in enumerate(numbers))
        self.steps: list[tuple[int, int, list[tuple[int, int]]]] = []  # cells, unit, (shift, room left) of each number
        room = [mask.bit_count() for mask, _ in numbers]
        lacking = [0] * len(numbers)
        for beside in classes:
            for j in beside:
                lacking[j] += 1
        opened: set[int] = set()
        while classes:
            # Next a class of the open number that has the fewest classes left: few numbers stay open at a time.
            best = min(sorted(opened) or [j for j, n in enumerate(lacking) if n], key=lacking.__getitem__, default=-1)
            for beside in classes:
                if best < 0 or best in beside:
                    break
            cells = classes.pop(beside)
            size, unit, bounds = cells.bit_count(), 0, []
            for j in beside:
                room[j] -= size
                lacking[j] -= 1
                unit |= 1 << 4 * j
                bounds.append((4 * j, room[j]))
                if lacking[j]:
                    opened.add(j)
                else:
                    opened.discard(j)
            self.steps.append((cells, unit, bounds))

    def run(self, limit: int) -> int:
        """Fill the table; returns its entries. Sets `counts`, the mine counts of the part as bits."""
        layer = {self.start: 1}
        self.layers = [layer]
        self.moves: list[list[tuple[int, int, int]]] = []
        ways = 0
        for cells, unit, bounds in self.steps:
            size = cells.bit_count()
            following: dict[int, int] = {}
            moves = []
            for state, counts in layer.items():
                low, high = 0, size
                for shift, room in bounds:
                    lack = state >> shift & 15
                    if lack < high:
                        high = lack
                    if lack - room > low:
                        low = lack - room
                for mines in range(low, high + 1):
                    after = state - mines * unit
                    following[after] = following.get(after, 0) | counts << mines
                    moves.append((state, mines, after))
                if len(moves) + ways > limit:
                    raise ValueError("the numbers are too entangled")
            ways += len(moves)
            self.moves.append(moves)
            self.layers.append(following)
            layer = following
        self.counts = layer.get(0, 0)
        if not self.counts:
            raise ValueError("no arrangement fits the numbers")
        return ways

    def certain(self, allowed: int) -> Certain:
        """The classes full of mines, and empty of them, in all ways whose mine count is allowed."""
        must = cannot = 0
        alive = {0: self.counts & allowed}
        for (cells, _, _), moves, layer in zip(reversed(self.steps), reversed(self.moves), reversed(self.layers[:-1]), strict=True):
            before: dict[int, int] = {}
            seen = 0
            for state, mines, after in moves:
                if (good := alive.get(after, 0)) and (good := good >> mines & layer[state]):
                    seen |= 1 << mines
                    before[state] = before.get(state, 0) | good
            if seen == 1:
                cannot |= cells
            elif seen == 1 << cells.bit_count():
                must |= cells
            alive = before
        return Certain(must, cannot)
