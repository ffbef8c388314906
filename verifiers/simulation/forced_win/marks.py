"""The games of marks in a row, solved for all their positions at once.

A set of positions is one integer, a bit for each position, and a move is a shift of it: the positions are numbered so that a mark on a cell
adds the same number wherever that cell can be marked. With `wins` the positions where X, to move, wins within n moves and `loses` those
where O, to move, loses within n - 1, each follows from the other in a few dozen operations on such integers."""

from functools import cache
from typing import NamedTuple


class _Cell(NamedTuple):
    """A free cell: what a cross and a ring on it add to the number of a position; the positions where it can be marked, and those where it
    has a cross or a ring."""

    cross: int
    ring: int
    open: int
    crossed: int
    ringed: int


@cache
def _numbering(heights: tuple[int, ...], same: bool) -> tuple[list[list[_Cell]], int, int]:
    """The cells of columns that are filled from below, all positions, and those where some cell is free. A column of one cell is a cell
    that can be marked at any time. With k marks in a column, 2 ** k - 1 + (the rings among them, the lowest cell as the lowest bit) is its
    part of a position's number; only the number of marks is, where both players use the same one."""
    sizes = [height + 1 if same else 2 ** (height + 1) - 1 for height in heights]
    total = 1
    for size in sizes:
        total *= size
    columns, stride, full = list[list[_Cell]](), 1, (1 << total) - 1
    everywhere = full
    for height, size in zip(heights, sizes, strict=True):
        block = (1 << stride) - 1
        again = everywhere // ((1 << stride * size) - 1)

        def where(parts: list[int], block: int = block, stride: int = stride, again: int = again) -> int:
            return sum(block << stride * part for part in parts) * again

        cells = list[_Cell]()
        for below in range(height):
            if same:
                marked = where(list(range(below + 1, height + 1)))
                cells.append(_Cell(stride, stride, where([below]), marked, marked))
                continue
            first = 2**below
            counts = [(2**marks - 1, rest) for marks in range(below + 1, height + 1) for rest in range(2**marks)]
            crossed, ringed = ([least + rest for least, rest in counts if bool(rest & first) == ring] for ring in (False, True))
            open_ = where(list(range(first - 1, 2 * first - 1)))
            cells.append(_Cell(first * stride, 2 * first * stride, open_, where(crossed), where(ringed)))
        columns.append(cells)
        full &= where([height] if same else list(range(2**height - 1, 2 ** (height + 1) - 1)))
        stride *= size
    return columns, everywhere, everywhere ^ full


def winning_marks(columns: list[list[int]], signs: str, lines: list[tuple[int, ...]], same: bool, misere: bool) -> dict[int, int]:
    """The cells that X may mark to win, with the number of moves until the win. `columns`: the free cells, each column from below; `lines`:
    the rows that end the game."""
    columns = sorted(columns, key=len)
    numbered, everywhere, unfinished = _numbering(tuple(map(len, columns)), same)
    cells = {place: cell for places, those in zip(columns, numbered, strict=True) for place, cell in zip(places, those, strict=True)}
    crosses = rings = 0  # positions with a row of X, and with a row of O
    for line in lines:
        marks = {signs[place] for place in line} - {"."}
        free = [cells[place] for place in line if signs[place] == "."]
        if "#" in marks or (len(marks) == 2 and not same):
            continue
        if same or "O" not in marks:
            found = everywhere
            for cell in free:
                found &= cell.crossed
            crosses |= found
        if not same and "X" not in marks:
            found = everywhere
            for cell in free:
                found &= cell.ringed
            rings |= found
    if same:
        rings = crosses
    won, moves = dict[int, int](), list(cells.values())
    wins = loses = 0
    for left in range(2 if misere else 1, len(cells) + 1, 2):
        if left > 1:
            holds = everywhere & ~(wins | rings if misere else wins & ~rings)
            # The positions to which O may go without losing within the moves that are left.
            escapes = 0
            for cell in moves:
                escapes |= cell.open & holds >> cell.ring
            loses = unfinished & ~escapes
        reached = loses & ~crosses if misere else loses | crosses
        for place, cell in cells.items():
            if cell.open & 1 and reached >> cell.cross & 1:
                won.setdefault(place, left)
        wins = 0
        for cell in moves:
            wins |= cell.open & reached >> cell.cross
    return won
