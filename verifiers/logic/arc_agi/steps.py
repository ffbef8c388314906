"""The steps of which the rules of arc_agi are made: functions from a grid to a grid, defined for every grid. One file, a list of them.

Cells are 0 (the background) or a colour from 1 to 9. An object is a largest set of cells of one colour that hang together by their sides. A
step that would make a side longer than LONGEST leaves the grid as it is; so does one that has nothing to work on."""

from collections import Counter
from collections.abc import Callable, Sequence

Grid = tuple[tuple[int, ...], ...]
Cell = tuple[int, int]
LONGEST = 10
"""Cells of a side."""
BESIDE = ((-1, 0), (0, -1), (0, 1), (1, 0))
AROUND = tuple((y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if (y, x) != (0, 0))


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


def _kept(grid: Grid, keep: Callable[[int, int], bool]) -> Grid:
    return tuple(tuple(cell if keep(y, x) else 0 for x, cell in enumerate(row)) for y, row in enumerate(grid))


def _counts(grid: Grid) -> Counter[int]:
    """Of every colour the cells, in reading order of their first ones."""
    return Counter(cell for row in grid for cell in row if cell)


def _most(grid: Grid) -> int:
    """The most frequent colour; of equals the one that comes first in reading order; 0 without any."""
    counts = _counts(grid)
    return max(counts, key=counts.__getitem__) if counts else 0


def keep_most(grid: Grid) -> Grid:
    """Only the most frequent colour, or colours."""
    counts = _counts(grid)
    return _kept(grid, lambda y, x: counts[grid[y][x]] == max(counts.values(), default=0))


def keep_least(grid: Grid) -> Grid:
    """Only the least frequent colour, or colours."""
    counts = _counts(grid)
    return _kept(grid, lambda y, x: counts[grid[y][x]] == min(counts.values(), default=0))


def negative(grid: Grid) -> Grid:
    """Coloured cells become empty, and empty ones get the most frequent colour."""
    most = _most(grid)
    return tuple(tuple(0 if cell else most for cell in row) for row in grid)


def objects(grid: Grid) -> list[set[Cell]]:
    """The objects, by their first cells in reading order."""
    found: list[set[Cell]] = []
    seen: set[Cell] = set()
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell and (y, x) not in seen:
                found.append(_region(grid, [(y, x)]))
                seen |= found[-1]
    return found


def _region(grid: Grid, start: Sequence[Cell]) -> set[Cell]:
    """The cells that hang together with those at the start, which have one colour."""
    region, waiting = set(start), list(start)
    while waiting:
        y, x = waiting.pop()
        for down, right in BESIDE:
            v, u = y + down, x + right
            if 0 <= v < len(grid) and 0 <= u < len(grid[0]) and (v, u) not in region and grid[v][u] == grid[y][x]:
                region.add((v, u))
                waiting.append((v, u))
    return region


def _largest(grid: Grid) -> set[Cell]:
    """The cells of the largest object, or objects."""
    found = objects(grid)
    most = max(map(len, found), default=0)
    return {cell for one in found if len(one) == most for cell in one}


def keep_largest(grid: Grid) -> Grid:
    cells = _largest(grid)
    return _kept(grid, lambda y, x: (y, x) in cells)


def drop_largest(grid: Grid) -> Grid:
    cells = _largest(grid)
    return _kept(grid, lambda y, x: (y, x) not in cells)


def drop_single(grid: Grid) -> Grid:
    """Without the objects of one cell."""
    cells = {cell for one in objects(grid) if len(one) > 1 for cell in one}
    return _kept(grid, lambda y, x: (y, x) in cells)


def _painted(grid: Grid, cells: set[Cell], colour: int) -> Grid:
    return tuple(tuple(colour if (y, x) in cells else cell for x, cell in enumerate(row)) for y, row in enumerate(grid))


def paint_largest(grid: Grid, colour: int) -> Grid:
    return _painted(grid, _largest(grid), colour)


def fill(grid: Grid, colour: int) -> Grid:
    """Empty cells from which no way over sides of empty cells leads to the edge get the colour."""
    height, width = len(grid), len(grid[0])
    empty = {(y, x) for y in range(height) for x in range(width) if not grid[y][x]}
    edge = [(y, x) for y, x in empty if y in (0, height - 1) or x in (0, width - 1)]
    return _painted(grid, empty - _region(grid, edge), colour)


def outline(grid: Grid, colour: int) -> Grid:
    """Empty cells that touch a coloured one, also by a corner, get the colour."""
    coloured = {(y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell}
    return _painted(grid, {(y + down, x + right) for y, x in coloured for down, right in AROUND} - coloured, colour)


def hollow(grid: Grid) -> Grid:
    """Cells that have their own colour on all four sides become empty."""
    inner = {
        (y, x)
        for y in range(1, len(grid) - 1)
        for x in range(1, len(grid[0]) - 1)
        if all(grid[y + down][x + right] == grid[y][x] for down, right in BESIDE)
    }
    return _painted(grid, inner, 0)


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


def run(program: Sequence[str], grid: Grid) -> Grid:
    """The grid after all steps in turn: `("turn_right", "recolour 1 2")`."""
    for text in program:
        name, *colours = text.split(" ")
        values = list(map(int, colours))
        if name in PLAIN:
            grid = PLAIN[name](grid)
        elif name in ONE_COLOUR:
            grid = ONE_COLOUR[name](grid, *values)
        else:
            grid = TWO_COLOURS[name](grid, *values)
    return grid
