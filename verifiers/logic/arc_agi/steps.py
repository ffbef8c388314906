"""The steps of which the rules of arc_agi are made: functions from a grid to a grid, defined for every grid. One file, a list of them.

Cells are 0 (the background) or a colour from 1 to 9. An object is a largest set of cells of one colour that hang together by their sides. A
step that would make a side longer than LONGEST leaves the grid as it is; so does one that has nothing to work on."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain

Grid = tuple[tuple[int, ...], ...]
LONGEST = 10
"""Cells of a side."""


def transpose(grid: Grid) -> Grid:
    return tuple(zip(*grid, strict=True))


def mirror_columns(grid: Grid) -> Grid:
    """Left and right change places."""
    return tuple(row[::-1] for row in grid)


def mirror_rows(grid: Grid) -> Grid:
    """Top and bottom change places."""
    return grid[::-1]


def turn_right(grid: Grid) -> Grid:
    return mirror_columns(transpose(grid))


def turn_left(grid: Grid) -> Grid:
    return mirror_rows(transpose(grid))


def turn_around(grid: Grid) -> Grid:
    return mirror_rows(mirror_columns(grid))


def transpose_other(grid: Grid) -> Grid:
    """Mirrored in the diagonal from the bottom left to the top right."""
    return turn_around(transpose(grid))


_TO_LEFT: dict[str, tuple[Callable[[Grid], Grid], Callable[[Grid], Grid]]] = {
    "left": (lambda grid: grid, lambda grid: grid),
    "right": (mirror_columns, mirror_columns),
    "up": (transpose, transpose),
    "down": (turn_right, turn_left),
}
"""How a grid is turned so that the side becomes the left one, and back."""


def _towards(side: str, step: Callable[[Grid], Grid], grid: Grid) -> Grid:
    """What a step that works towards the left does towards another side."""
    there, back = _TO_LEFT[side]
    return back(step(there(grid)))


def roll(grid: Grid) -> Grid:
    """One to the left; what leaves the grid comes in at the other end."""
    return tuple(row[1:] + row[:1] for row in grid)


def fall(grid: Grid) -> Grid:
    """Coloured cells move to the left as far as they can, in their order."""
    return tuple(tuple(sorted(row, key=lambda cell: cell == 0)) for row in grid)


def spread(grid: Grid) -> Grid:
    """Every coloured cell colours the empty cells to its left, as far as the next coloured one."""
    rows = []
    for row in grid:
        last, found = 0, []
        for cell in reversed(row):
            last = cell or last
            found.append(last)
        rows.append(tuple(reversed(found)))
    return tuple(rows)


def half(grid: Grid) -> Grid:
    """The left half, with the middle column if there is one."""
    return tuple(row[: (len(row) + 1) // 2] for row in grid)


def repeat(grid: Grid) -> Grid:
    """The grid and beside it the grid once more."""
    return grid if 2 * len(grid[0]) > LONGEST else tuple(row + row for row in grid)


def reflect(grid: Grid) -> Grid:
    """The grid and, to its right, its mirror image."""
    return grid if 2 * len(grid[0]) > LONGEST else tuple(row + row[::-1] for row in grid)


def double(grid: Grid) -> Grid:
    """Every cell as two by two cells."""
    if 2 * max(len(grid), len(grid[0])) > LONGEST:
        return grid
    return tuple(wide for row in grid for wide in [tuple(cell for cell in row for _ in (0, 1))] * 2)


def crop(grid: Grid) -> Grid:
    """The smallest rectangle with all coloured cells."""
    rows = [y for y, row in enumerate(grid) if any(row)]
    columns = [x for x, column in enumerate(transpose(grid)) if any(column)]
    return tuple(row[columns[0] : columns[-1] + 1] for row in grid[rows[0] : rows[-1] + 1]) if rows else grid


def trim(grid: Grid) -> Grid:
    """Without the cells at the edge."""
    return tuple(row[1:-1] for row in grid[1:-1]) if min(len(grid), len(grid[0])) > 2 else grid


def compress(grid: Grid) -> Grid:
    """Without the rows and columns that hold no colour."""
    rows = tuple(row for row in grid if any(row))
    return transpose(tuple(column for column in transpose(rows) if any(column))) if rows else grid


def border(grid: Grid, colour: int) -> Grid:
    """With a ring of the colour around it."""
    if max(len(grid), len(grid[0])) + 2 > LONGEST:
        return grid
    line = (colour,) * (len(grid[0]) + 2)
    return line, *((colour, *row, colour) for row in grid), line


def frame(grid: Grid, colour: int) -> Grid:
    """The cells at the edge get the colour."""
    bottom, right = len(grid) - 1, len(grid[0]) - 1
    return tuple(tuple(colour if y in (0, bottom) or x in (0, right) else cell for x, cell in enumerate(row)) for y, row in enumerate(grid))


def _joined(grid: Grid, join: Callable[[int, int], int]) -> Grid:
    """The left and the right half laid on each other, cell by cell; a middle column is left out."""
    width = len(grid[0]) // 2
    return tuple(tuple(map(join, row[:width], row[-width:])) for row in grid) if width else grid


def overlay(grid: Grid) -> Grid:
    """The left half over the right one, which shows where the left one is empty."""
    return _joined(grid, lambda a, b: a or b)


def common(grid: Grid) -> Grid:
    """The left half where the right one is coloured too."""
    return _joined(grid, lambda a, b: a if b else 0)


def differ(grid: Grid) -> Grid:
    """Both halves in one where only one of them is coloured."""
    return _joined(grid, lambda a, b: 0 if a and b else a or b)


def recolour(grid: Grid, old: int, new: int) -> Grid:
    return tuple(tuple(new if cell == old else cell for cell in row) for row in grid)


def swap(grid: Grid, one: int, other: int) -> Grid:
    places = {one: other, other: one}
    return tuple(tuple(places.get(cell, cell) for cell in row) for row in grid)


def _counts(grid: Grid) -> Counter[int]:
    """Of every colour the cells, in reading order of their first ones."""
    counts = Counter(chain.from_iterable(grid))
    counts.pop(0, None)
    return counts


def _most(grid: Grid) -> int:
    """The most frequent colour; of equals the one that comes first in reading order; 0 without any."""
    counts = _counts(grid)
    return max(counts, key=counts.__getitem__) if counts else 0


def _kept(grid: Grid, counts: Counter[int], wanted: int) -> Grid:
    """Only the colours with so many cells."""
    kept = {colour for colour, count in counts.items() if count == wanted}
    return tuple(tuple(cell if cell in kept else 0 for cell in row) for row in grid)


def keep_most(grid: Grid) -> Grid:
    """Only the most frequent colour, or colours."""
    counts = _counts(grid)
    return _kept(grid, counts, max(counts.values(), default=0))


def keep_least(grid: Grid) -> Grid:
    """Only the least frequent colour, or colours."""
    counts = _counts(grid)
    return _kept(grid, counts, min(counts.values(), default=0))


def negative(grid: Grid) -> Grid:
    """Coloured cells become empty, and empty ones get the most frequent colour."""
    most = _most(grid)
    return tuple(tuple(0 if cell else most for cell in row) for row in grid)


def _masks(grid: Grid) -> dict[int, int]:
    """Of every colour, and of 0, the cells as bits in reading order, with a bit more at the end of each row, which is never set."""
    masks: dict[int, int] = {}
    bit = 1
    for row in grid:
        for cell in row:
            masks[cell] = masks.get(cell, 0) | bit
            bit <<= 1
        bit <<= 1
    return masks


def _grown(start: int, inside: int, line: int) -> int:
    """The cells inside that hang together with those at the start. line: bits of a row."""
    while True:
        more = (start | start << 1 | start >> 1 | start << line | start >> line) & inside
        if more == start:
            return start
        start = more


def _objects(grid: Grid) -> list[int]:
    """The objects, as bits."""
    found, line = [], len(grid[0]) + 1
    for colour, left in _masks(grid).items():
        while colour and left:
            found.append(_grown(left & -left, left, line))
            left ^= found[-1]
    return found


def _painted(grid: Grid, cells: int, colour: int) -> Grid:
    """The cells, which are bits, get the colour."""
    rows, every = [], (1 << len(grid[0])) - 1
    for row in grid:
        some = cells & every
        rows.append(tuple(colour if some >> x & 1 else cell for x, cell in enumerate(row)) if some else row)
        cells >>= len(row) + 1
    return tuple(rows)


def _largest(found: list[int]) -> int:
    """The cells of the largest object, or objects."""
    most = max(map(int.bit_count, found), default=0)
    return sum(one for one in found if one.bit_count() == most)


def keep_largest(grid: Grid) -> Grid:
    found = _objects(grid)
    return _painted(grid, sum(found) - _largest(found), 0)


def drop_largest(grid: Grid) -> Grid:
    return _painted(grid, _largest(_objects(grid)), 0)


def drop_single(grid: Grid) -> Grid:
    """Without the objects of one cell."""
    return _painted(grid, sum(one for one in _objects(grid) if one.bit_count() == 1), 0)


def paint_largest(grid: Grid, colour: int) -> Grid:
    return _painted(grid, _largest(_objects(grid)), colour)


def fill(grid: Grid, colour: int) -> Grid:
    """Empty cells from which no way over sides of empty cells leads to the edge get the colour."""
    height, width = len(grid), len(grid[0])
    line, empty = width + 1, _masks(grid).get(0, 0)
    edge = (1 << width) - 1 | ((1 << width) - 1) << line * (height - 1)
    for y in range(height):
        edge |= (1 | 1 << width - 1) << line * y
    return _painted(grid, empty & ~_grown(empty & edge, empty, line), colour)


def outline(grid: Grid, colour: int) -> Grid:
    """Empty cells that touch a coloured one, also by a corner, get the colour."""
    masks, line = _masks(grid), len(grid[0]) + 1
    coloured = sum(mask for cell, mask in masks.items() if cell)
    wide = coloured | coloured << 1 | coloured >> 1
    return _painted(grid, (wide | wide << line | wide >> line) & masks.get(0, 0), colour)


def hollow(grid: Grid) -> Grid:
    """Cells that have their own colour on all four sides become empty."""
    line = len(grid[0]) + 1
    return _painted(grid, sum(m & m << 1 & m >> 1 & m << line & m >> line for m in _masks(grid).values()), 0)


def sort_rows(grid: Grid) -> Grid:
    """Rows with fewer coloured cells come higher up; equal ones keep their order."""
    return tuple(sorted(grid, key=lambda row: sum(map(bool, row))))


def sort_columns(grid: Grid) -> Grid:
    """Columns with fewer coloured cells come further to the left; equal ones keep their order."""
    return transpose(sort_rows(transpose(grid)))


def bars(grid: Grid) -> Grid:
    """For each colour a row with as many cells as the grid has of it, from the left; the longest first, equal ones as the grid has them."""
    counts = _counts(grid)
    longest = max(counts.values(), default=0)
    if not 0 < longest <= LONGEST:
        return grid
    ordered = sorted(counts, key=lambda colour: -counts[colour])
    return tuple((colour,) * counts[colour] + (0,) * (longest - counts[colour]) for colour in ordered)


def symmetrise_columns(grid: Grid) -> Grid:
    """Empty cells get the colour of their mirror image to the left or right."""
    return tuple(tuple(a or b for a, b in zip(row, row[::-1], strict=True)) for row in grid)


def join_rows(grid: Grid) -> Grid:
    """In each row, two cells of one colour with only empty cells between them colour these."""
    rows = []
    for row in grid:
        new, last = list(row), -1
        for x, cell in enumerate(row):
            if cell:
                if last >= 0 and row[last] == cell:
                    new[last:x] = [cell] * (x - last)
                last = x
        rows.append(tuple(new))
    return tuple(rows)


def _transposed(step: Callable[[Grid], Grid]) -> Callable[[Grid], Grid]:
    return lambda grid: transpose(step(transpose(grid)))


def _sided(step: Callable[[Grid], Grid], side: str) -> Callable[[Grid], Grid]:
    return lambda grid: _towards(side, step, grid)


PLAIN: dict[str, Callable[[Grid], Grid]] = {
    **{step.__name__: step for step in (turn_right, turn_left, turn_around, mirror_columns, mirror_rows, transpose, transpose_other)},
    **{f"{step.__name__}_{side}": _sided(step, side) for step in (roll, fall, spread, half) for side in ("left", "right", "up", "down")},
    "repeat_right": repeat, "repeat_down": _transposed(repeat),
    "reflect_right": reflect, "reflect_down": _transposed(reflect),
    **{f"{step.__name__}_columns": step for step in (overlay, common, differ)},
    **{f"{step.__name__}_rows": _transposed(step) for step in (overlay, common, differ)},
    **{step.__name__: step for step in (double, crop, trim, compress, keep_most, keep_least, negative, keep_largest, drop_largest)},
    **{step.__name__: step for step in (drop_single, hollow, sort_rows, sort_columns, bars, symmetrise_columns, join_rows)},
    "symmetrise_rows": _transposed(symmetrise_columns), "join_columns": _transposed(join_rows),
}  # fmt: skip
"""Steps without a colour by their names; `half_left` is the left half, `overlay_columns` lays the left half over the right one."""
ONE_COLOUR: dict[str, Callable[[Grid, int], Grid]] = {step.__name__: step for step in (border, frame, paint_largest, fill, outline)}
TWO_COLOURS: dict[str, Callable[[Grid, int, int], Grid]] = {"recolour": recolour, "swap": swap}
NAMES = (*PLAIN, *ONE_COLOUR, *TWO_COLOURS)
"""All steps, in an order that kernels number them by."""


@lru_cache(maxsize=1_000)
def _read(text: str) -> tuple[Callable[..., Grid], tuple[int, ...]]:
    """The step and its colours."""
    name, *colours = text.split(" ")
    return PLAIN.get(name) or ONE_COLOUR.get(name) or TWO_COLOURS[name], tuple(map(int, colours))


def run(program: Sequence[str], grid: Grid) -> Grid:
    """The grid after all steps in turn: `("turn_right", "recolour 1 2")`."""
    for text in program:
        step, colours = _read(text)
        grid = step(grid, *colours)
    return grid
