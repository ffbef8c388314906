"""The canonical form of a puzzle: one grid for all that are the same puzzle turned, rearranged or relabelled.

With boxes: rows may trade places within a band, bands as wholes, columns and stacks likewise, rows may become columns, symbols may be
exchanged; where the diagonals count, only what keeps them. A row, a column, a band, a symbol is a thing that has a colour; colours are
refined by what stands where, and where that leaves equals, one of them is told apart, each in turn, and the least grid is kept. So the
form is exact: puzzles share it exactly if one can be made of the other. With jigsaw regions: the eight rotations and reflections."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.grids import symmetries
from synth.verifiers.logic.sudoku import SYMBOLS, Sudoku

Colours = NDArray[np.uint64]
BOXES = {4: ((2, 2),), 6: ((2, 3), (3, 2)), 9: ((3, 3),), 16: ((4, 4),)}
"""Rows and columns of a box, by size of the grid."""
LETTERS = "ABCDEFGHIJKLMNOP"
_GAPS = str.maketrans(SYMBOLS, "x" * len(SYMBOLS))


def canonical(problem: Sudoku) -> object:
    box = box_shape(problem)
    return _of_jigsaw(problem) if box is None else _of_boxes(problem, *box)


def box_shape(problem: Sudoku) -> tuple[int, int] | None:
    """Rows and columns of a box; None for irregular regions."""
    size = len(problem.givens)
    return next(((h, w) for h, w in BOXES[size] if problem.regions == _boxes(size, h, w)), None)


@cache
def _boxes(size: int, height: int, width: int) -> tuple[str, ...]:
    across = size // width
    return tuple("".join(LETTERS[r // height * across + c // width] for c in range(size)) for r in range(size))


def _of_jigsaw(problem: Sudoku) -> object:
    """The least of the eight rotations and reflections, with regions and symbols renamed in the order in which they occur."""
    size = len(problem.givens)
    givens, regions = "".join(problem.givens), "".join(problem.regions)
    gaps = givens.translate(_GAPS)
    # Comparing where the gaps are leaves, nearly always, one of the eight to rename.
    turned = [(turn.image(gaps), turn.image) for turn in symmetries(size, size)]
    least = min(gap for gap, _ in turned)
    forms = ((_renamed(image(givens), "."), _renamed(image(regions), "")) for gap, image in turned if gap == least)
    return *min(forms), problem.diagonals


def _renamed(cells: tuple[str, ...], keep: str) -> str:
    names = dict(zip((cell for cell in dict.fromkeys(cells) if cell != keep), LETTERS, strict=False))
    return "".join(names.get(cell, cell) for cell in cells)


def _of_boxes(problem: Sudoku, height: int, width: int) -> object:
    """The least grid, the shape of its boxes, and the cells of its diagonals where these count."""
    size = len(problem.givens)
    cells = _NUMBER[np.frombuffer("".join(problem.givens).encode(), np.uint8)]
    inside, start, bound = _structure(size, height, width, problem.diagonals)
    form = _least(cells, inside, start, bound).tobytes().translate(_SHOWN).decode()
    grid, box, marks = form[: size * size], form[size * size : size * size + 2], form[size * size + 2 :]
    return [grid, box, marks] if problem.diagonals else [grid, box]


_NUMBER = np.full(128, -1, np.int64)
"""Symbols as numbers from 0, empty cells as -1."""
for _place, _symbol in enumerate(SYMBOLS):
    _NUMBER[ord(_symbol)] = _place
_SHOWN = bytes.maketrans(bytes(range(17)), b"." + SYMBOLS.encode())


@cache
def _structure(size: int, height: int, width: int, diagonals: bool) -> tuple[NDArray[np.int64], Colours, NDArray[np.int64]]:
    """Things are numbered: rows, columns, bands, stacks, the two sides (rows, columns), the symbols, the two diagonals. For each thing
    the one that it lies in (itself where there is none); the colours at the start; the cells of diagonals as (row, column, diagonal)."""
    bands, stacks = size // height, size // width
    side = 2 * size + bands + stacks
    inside = [2 * size + r // height for r in range(size)] + [2 * size + bands + c // width for c in range(size)]
    inside += [side] * bands + [side + 1] * stacks
    first_diagonal = side + 2 + size
    inside += range(side, first_diagonal + 2)
    kinds = [1] * 2 * size + [2] * (bands + stacks) + [3] * 2 + [4] * size + [5] * 2
    bound = [(i, size + i, first_diagonal) for i in range(size)] + [(i, 2 * size - 1 - i, first_diagonal + 1) for i in range(size)]
    return np.array(inside), np.array(kinds, np.uint64), np.array(bound if diagonals else bound[:0], np.int64).reshape(-1, 3)


@njit(cache=True)
def _least(cells, inside, start, bound):
    """The least grid as bytes, one a cell (0 for an empty one, else a symbol from 1), with rows and columns of its boxes, then for each
    cell whether it lies on the diagonal that occurs first (1), the other (2), both (3)."""
    size = int(np.sqrt(len(cells)))
    symbols = len(start) - 2 - size
    given = 0
    incidences = np.empty((len(cells) + len(bound), 3), np.int64)
    for cell in range(len(cells)):
        if cells[cell] >= 0:
            incidences[given, 0] = cell // size
            incidences[given, 1] = size + cell % size
            incidences[given, 2] = symbols + cells[cell]
            given += 1
    incidences[given : given + len(bound)] = bound
    incidences = incidences[: given + len(bound)]
    best = np.zeros(0, np.uint8)
    todo = [_refined(start, inside, incidences)]
    while len(todo):
        colour = todo.pop()
        equal = _equal(colour, symbols + size)
        if len(equal) == 0:
            form = _written(cells, bound, colour, inside, size)
            if len(best) == 0 or _before(form, best):
                best = form
            continue
        children = [colour][:0]
        least = np.uint64(0)
        for thing in equal:
            child = colour.copy()
            child[thing] = _mix(child[thing] + np.uint64(31))
            child = _refined(child, inside, incidences)
            view = np.uint64(0)
            for one in child:
                view += _mix(one)
            if len(children) == 0 or view < least:
                children = [child]
                least = view
            elif view == least:
                children.append(child)
        todo.extend(children)
    return best


@unmanaged
def _before(one, other):
    for k in range(len(one)):
        if one[k] != other[k]:
            return one[k] < other[k]
    return False


@njit(cache=True)
def _written(cells, bound, colour, inside, size):
    """The grid with sides, bands, rows and columns in the order of their colours, symbols numbered in the order in which they occur."""
    lines = np.arange(2 * size)
    for k in range(1, 2 * size):  # insertion sort
        line, at = lines[k], k
        while at and _earlier(line, lines[at - 1], colour, inside):
            lines[at] = lines[at - 1]
            at -= 1
        lines[at] = line
    turned = lines[0] >= size
    form = np.zeros(size * size + 2 + (size * size if len(bound) else 0), np.uint8)
    names = np.zeros(size, np.uint8)
    used = 0
    marks = np.zeros(len(cells), np.uint8)
    for k in range(len(bound)):
        marks[bound[k, 0] * size + bound[k, 1] - size] += 1 if k < size else 2
    exchanged = False
    first = True
    for r in range(size):
        for c in range(size):
            one, other = lines[r], lines[size + c]
            cell = other * size + one - size if turned else one * size + other - size
            symbol = cells[cell]
            if symbol >= 0:
                if names[symbol] == 0:
                    used += 1
                    names[symbol] = used
                form[r * size + c] = names[symbol]
            mark = marks[cell]
            if mark:
                if first and mark < 3:
                    exchanged, first = mark == 2, False
                form[size * size + 2 + r * size + c] = 3 - mark if exchanged and mark < 3 else mark
    for k in range(2):
        for line in range(2 * size):
            form[size * size + k] += inside[line] == inside[lines[k * size]]
    return form


@unmanaged
def _earlier(one, other, colour, inside):
    """Whether a row or column comes before another: by the colours of their sides, then of their bands, then by their own."""
    a, b = inside[one], inside[other]
    if colour[inside[a]] != colour[inside[b]]:
        return colour[inside[a]] < colour[inside[b]]
    if colour[a] != colour[b]:
        return colour[a] < colour[b]
    return colour[one] < colour[other]


@unmanaged
def _mix(x):
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@njit(cache=True)
def _refined(start, inside, incidences):
    """Colours that tell things apart as far as what stands where does; they are hashes that don't depend on the numbers of things."""
    colour = start
    classes = 0
    while True:
        now = 1
        ordered = np.sort(colour)
        for k in range(1, len(ordered)):
            now += ordered[k] != ordered[k - 1]
        if now == classes:
            return colour
        classes = now
        new = np.empty_like(colour)
        seen = np.empty_like(colour)
        for thing in range(len(colour)):
            seen[thing] = _mix(colour[thing] + np.uint64(11))
            new[thing] = _mix(colour[thing] + np.uint64(12))
        for k in range(len(incidences)):
            row, column, symbol = incidences[k]
            a, b, c = seen[row], seen[column], seen[symbol]
            new[row] += _mix(np.uint64(3) * b + c)
            new[column] += _mix(np.uint64(3) * a + c)
            new[symbol] += _mix(a + b)
        for thing in range(len(inside)):
            whole = inside[thing]
            if whole != thing:
                new[thing] += seen[whole]
                new[whole] += seen[thing] ^ np.uint64(21)
        colour = new


@njit(cache=True)
def _equal(colour, things):
    """The things of the smallest class of two or more, of the least colour where there are several; none where all are told apart.
    Diagonals need not be."""
    order = np.argsort(colour[:things])
    best, at = things + 1, 0
    k = 0
    while k < things:
        m = k
        while m < things and colour[order[m]] == colour[order[k]]:
            m += 1
        if 1 < m - k < best:
            best, at = m - k, k
        k = m
    return order[at : at + best] if best <= things else order[:0]
