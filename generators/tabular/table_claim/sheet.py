"""Tables with missing figures as kernels see them, and between which ends sums of their figures lie, as `bounds` of the verifier says it.

Figures are whole numbers in the smallest unit that is printed; -1 where one is missing. A statement is a row of numbers, in the order of
FIELDS."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import unmanaged
from synth.verifiers.tabular._table import Table

KINDS = ("value", "pair", "change", "sum", "growth", "share", "largest", "mean", "years", "per")
VALUE, PAIR, CHANGE, SUM, GROWTH, SHARE, LARGEST, MEAN, YEARS, PER = range(10)
FIELDS = ("kind", "table", "row", "column", "other", "third", "before", "number", "more")
KIND, TABLE, ROW, COLUMN, OTHER, THIRD, BEFORE, NUMBER, MORE = range(9)
"""number: percent, a count of years, millionths of a quotient; of other kinds in the unit of the table."""
WAYS = ("true", "shown", "shown, or 0", "what totals give back", "what totals give back, or 0", "at the least", "at the most")
FULL, SHOWN, ZERO, BACKED, REST, LEAST, MOST = range(7)
TRUE, FALSE, UNKNOWN = range(3)
POLICIES = 5
"""As many as there are in `cheap.BY_STATEMENT`."""
OPEN = -1
"""What is left for missing figures that no printed total holds."""


class Sheet(NamedTuple):
    """Tables with missing figures, and what kernels work out of them."""

    figures: Any
    """By way, table, row and column."""
    leaves: Any
    """By row, 1 for each that it is the sum of."""
    totals: Any
    """Their rows, those of few leaves first."""
    holes: Any
    """Table, row and column of each missing figure."""
    scales: Any
    """By table: the power of ten that its numbers are counted in."""
    years: Any
    """By column: how many years are earlier."""
    blocks: Any
    """By table and column: for each row the block of missing figures that it is in, -1 for none; and what is left for each block."""
    terms: Any
    """Room for a weighted sum: table, row, column and weight."""
    shares: Any
    """Noughts, by table, column and row, and left so."""


def laid_out(tables: Sequence[Table], gone: Sequence[Collection[tuple[int, int]]]) -> Sheet:
    """Tables with the same headings. gone: rows and columns of the figures that are missing of each."""
    full = np.array([[list(map(_units, row)) for row in table.cells] for table in tables])
    many, height, width = full.shape
    figures = np.empty((len(WAYS), *full.shape), np.int64)
    figures[FULL] = figures[SHOWN] = full
    holes = np.array([(table, *place) for table, places in enumerate(gone) for place in sorted(places)])
    figures[SHOWN, holes[:, 0], holes[:, 1], holes[:, 2]] = -1
    leaves, totals = np.eye(height, dtype=np.int64), sorted(tables[0].totals, key=lambda total: len(total.parts))
    for total in totals:
        leaves[total.at, total.at] = 0
        leaves[total.at, list(total.parts)] = 1
    scales = np.array([table.scale - decimals(table) for table in tables])
    years = np.argsort(np.argsort([path[-1] for path in tables[0].columns]))
    blocks, terms = np.empty((2, many, width, height), np.int64), np.empty((max(3, width), 4), np.int64)
    whole = np.array([total.at for total in totals], np.int64)
    sheet = Sheet(figures, leaves, whole, holes, scales, years, blocks, terms, np.zeros((many, width, height), np.int64))
    prepare(sheet)
    return sheet


def decimals(table: Table) -> int:
    """Of each figure."""
    return -int(next(cell for row in table.cells for cell in row if cell is not None).as_tuple().exponent)


def _units(cell: Decimal | None) -> int:
    """Figures of a table have the same number of decimals."""
    assert cell is not None
    return int(cell.scaleb(-int(cell.as_tuple().exponent)))


@unmanaged
def put(terms, place, table, row, column, weight):
    terms[place, 0], terms[place, 1], terms[place, 2], terms[place, 3] = table, row, column, weight


@unmanaged
def prepare(sheet):
    """Fill all ways but the first two, and the blocks."""
    figures, blocks, leaves, totals = sheet.figures, sheet.blocks, sheet.leaves, sheet.totals
    for table in range(figures.shape[1]):
        for column in range(figures.shape[3]):
            shown, backed = figures[SHOWN, table, :, column], figures[BACKED, table, :, column]
            _split(shown, leaves, totals, blocks[0, table, column], blocks[1, table, column])
            _back(shown, leaves, totals, backed)
            printed = 0
            for row in range(len(shown)):
                printed += max(0, shown[row])
            for row in range(len(shown)):
                put(sheet.terms, 0, table, row, column, 1)
                low, high, _, bounded = ends(sheet, 1, 0, False)
                figures[ZERO, table, row, column], figures[REST, table, row, column] = max(0, shown[row]), max(0, backed[row])
                figures[LEAST, table, row, column] = low
                figures[MOST, table, row, column] = high if bounded else 2 * printed


@unmanaged
def _split(shown, leaves, totals, block, left):
    """The missing leaves of each printed total share what is left of it, but for those of smaller totals."""
    count = 0
    for row in range(len(shown)):
        block[row] = -1
    for total in totals:
        if shown[total] < 0:
            continue
        rest, found = shown[total], False
        for row in range(len(shown)):
            if leaves[total, row] and shown[row] >= 0:
                rest -= shown[row]
        for inner in range(count):
            first = 0
            while block[first] != inner:
                first += 1
            rest -= left[inner] if leaves[total, first] else 0
        for row in range(len(shown)):
            if leaves[total, row] and shown[row] < 0 and block[row] < 0:
                block[row], found = count, True
        if found:
            left[count] = rest
            count += 1
    for row in range(len(shown)):
        if shown[row] < 0 and block[row] < 0 and leaves[row, row]:
            block[row], left[count] = count, OPEN
            count += 1


@unmanaged
def _back(shown, leaves, totals, backed):
    """With each figure that is the only one missing of a total and its leaves, one after another."""
    for row in range(len(shown)):
        backed[row] = shown[row]
    changed = True
    while changed:
        changed = False
        for total in totals:
            missing, which, rest = int(backed[total] < 0), total, backed[total]
            for row in range(len(shown)):
                if leaves[total, row]:
                    if backed[row] < 0:
                        missing, which = missing + 1, row
                    else:
                        rest -= backed[row]
            if missing == 1:
                backed[which] = rest if which != total else backed[total] - rest
                changed = True


@unmanaged
def ends(sheet, count, constant, bare):
    """The smallest and the largest that a weighted sum can be, and whether it has these ends."""
    figures, leaves = sheet.figures, sheet.leaves
    low, high, bounded_below, bounded_above = constant, constant, True, True
    height = figures.shape[2]
    for place in range(count):
        table, row, column, weight = sheet.terms[place, 0], sheet.terms[place, 1], sheet.terms[place, 2], sheet.terms[place, 3]
        if figures[SHOWN, table, row, column] >= 0:
            low += weight * figures[SHOWN, table, row, column]
            high += weight * figures[SHOWN, table, row, column]
        elif bare:
            bounded_below &= weight >= 0
            bounded_above &= weight <= 0
        else:
            for leaf in range(height):
                if leaves[row, leaf]:
                    if figures[SHOWN, table, leaf, column] >= 0:
                        low += weight * figures[SHOWN, table, leaf, column]
                        high += weight * figures[SHOWN, table, leaf, column]
                    else:
                        sheet.shares[table, column, leaf] += weight
    for place in range(0 if bare else count):
        table, row, column = sheet.terms[place, 0], sheet.terms[place, 1], sheet.terms[place, 2]
        if figures[SHOWN, table, row, column] >= 0:
            continue
        block, left, share = sheet.blocks[0, table, column], sheet.blocks[1, table, column], sheet.shares[table, column]
        for number in range(height):
            least, most, some = 0, 0, False
            for leaf in range(height):
                if block[leaf] == number:
                    least = min(least, share[leaf]) if some else share[leaf]
                    most = max(most, share[leaf]) if some else share[leaf]
                    some = True
            if not some:
                break
            if left[number] == OPEN:
                bounded_below &= least >= 0
                bounded_above &= most <= 0
            else:
                low += least * left[number]
                high += most * left[number]
        for leaf in range(height):  # a column that comes twice is counted once
            share[leaf] = 0
    return low, high, bounded_below, bounded_above
