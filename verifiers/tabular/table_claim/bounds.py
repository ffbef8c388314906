"""What a table leaves open: how small and how large a sum of its figures can be, whatever the missing ones are.

A missing figure is a number from 0 up with as many decimals as the others, and totals hold it. Totals of rows lie inside one another or
apart. So in each column the missing parts of a printed total, but for those of a smaller printed total in it, share what is left of it in
any way; a sum of figures is smallest where the part that counts least has all of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from synth.schemas.problem import kept
from synth.verifiers.tabular._table import OF_WHICH, Table

MICRO = 6
"""Figures are counted in millionths of what is printed, so that they are whole."""
Cell = tuple[int, int, int]
"""Table, row, column."""


class Block(NamedTuple):
    """Missing cells of a column that share an amount."""

    rows: tuple[int, ...]
    left: int | None
    """What they add up to; nothing where no printed total holds them."""


class Column(NamedTuple):
    known: dict[int, int]
    """By row that is no total, whose figure is printed."""
    blocks: tuple[Block, ...]
    step: int
    """The smallest difference between two figures."""


@kept
def columns(table: Table) -> tuple[Column, ...]:
    """Each column of a table. ValueError where no missing figures agree with it."""
    if table.row_units or table.column_units or any(total.axis == "columns" for total in table.totals):
        raise ValueError("one unit, and totals of rows alone")
    totals = {total.at: frozenset(total.parts) for total in table.totals}
    if any(parts & totals.keys() for parts in totals.values()) or any(path[-1].startswith(OF_WHICH) for path in table.rows):
        raise ValueError("totals of rows that are no totals, nor parts of others")
    if any(one & other and not (one <= other or other <= one) for one in totals.values() for other in totals.values()):
        raise ValueError("totals lie inside one another or apart")
    order = sorted(totals.items(), key=lambda pair: len(pair[1]))
    return tuple([_column(*pair, order) for pair in zip(zip(*table.cells, strict=True), zip(*table.millionths, strict=True), strict=True)])


def _column(cells: Sequence[Decimal | None], figures: Sequence[int | None], totals: Sequence[tuple[int, frozenset[int]]]) -> Column:
    """figures: the cells in millionths."""
    printed = [cell for cell in cells if cell is not None]
    if not (printed and all(map(printed[0].same_quantum, printed)) and min([one for one in figures if one is not None]) >= 0):
        raise ValueError("figures from 0 up, printed with the same number of decimals")
    whole = {at for at, _ in totals}
    known = {row: figure for row, figure in enumerate(figures) if figure is not None and row not in whole}
    missing = {row for row, figure in enumerate(figures) if figure is None and row not in whole}
    open_rows = frozenset(missing)
    blocks = list[Block]()
    for at, parts in totals:
        figure = figures[at]
        if figure is None or open_rows.isdisjoint(parts):  # the table itself sees to sums without a gap
            continue
        inside = [block for block in blocks if block.rows[0] in parts]
        left = figure - sum([known[row] for row in parts if row in known]) - sum([block.left or 0 for block in inside])
        rows = tuple(sorted(missing & parts))
        if left < 0 or (left and not rows):
            raise ValueError("a total that its parts cannot have")
        if rows:
            blocks.append(Block(rows, left))
            missing -= parts
    blocks += [Block((row,), None) for row in sorted(missing)]
    return Column(known, tuple(blocks), 10 ** (MICRO + int(printed[0].as_tuple().exponent)))


def leaves(table: Table, row: int) -> tuple[int, ...]:
    """The rows that a row is the sum of; itself where it is no total."""
    return next((total.parts for total in table.totals if total.at == row), (row,))


def lowest(tables: Sequence[Table], weights: Mapping[Cell, int]) -> list[tuple[int, int]] | None:
    """What a weighted sum of cells is made of where it is smallest: weights, each with a printed figure or with what is left of a total.
    Nothing where it has no bound."""
    found = list[tuple[int, int]]()
    missing = dict[tuple[int, int], dict[int, int]]()
    for (table, row, place), weight in weights.items():
        printed = tables[table].millionths[row][place]
        if printed is not None:
            found.append((weight, printed))
            continue
        known, counted = columns(tables[table])[place].known, missing.setdefault((table, place), {})
        for leaf in leaves(tables[table], row):
            if leaf in known:
                found.append((weight, known[leaf]))
            else:
                counted[leaf] = counted.get(leaf, 0) + weight
    for (table, place), counted in missing.items():
        for block in columns(tables[table])[place].blocks:
            smallest = min(counted.get(row, 0) for row in block.rows)
            if block.left is not None:
                found.append((smallest, block.left))
            elif smallest < 0:
                return None
    return found


def reach(tables: Sequence[Table], weights: Mapping[Cell, int], constant: int = 0) -> tuple[int | None, int | None]:
    """The smallest and the largest that a weighted sum of cells and a constant can be; nothing for an end that it has not."""
    missing = dict[tuple[int, int], dict[int, int]]()
    for (table, row, place), weight in weights.items():
        printed = tables[table].millionths[row][place]
        if printed is not None:
            constant += weight * printed
            continue
        known, counted = columns(tables[table])[place].known, missing.setdefault((table, place), {})
        for leaf in leaves(tables[table], row):
            if leaf in known:
                constant += weight * known[leaf]
            else:
                counted[leaf] = counted.get(leaf, 0) + weight
    if not missing:
        return constant, constant
    low, high, bounded_below, bounded_above = constant, constant, True, True
    for (table, place), counted in missing.items():
        for block in columns(tables[table])[place].blocks:
            shares = [counted.get(row, 0) for row in block.rows]
            if block.left is not None:
                low, high = low + min(shares) * block.left, high + max(shares) * block.left
            else:
                bounded_below, bounded_above = bounded_below and min(shares) >= 0, bounded_above and max(shares) <= 0
    return low if bounded_below else None, high if bounded_above else None


def can_lead(column: Column, row: int) -> bool:
    """Whether a row that is no total can be above all others of its column."""
    mine = next((block for block in column.blocks if row in block.rows), None)
    top = column.known[row] if mine is None else mine.left
    if top is None:
        return True
    others = [figure for other, figure in column.known.items() if other != row]
    for block in column.blocks:
        if block is mine or block.left is None:
            others += [0] if block.left is None or len(block.rows) > 1 else []
        else:
            steps = block.left // column.step
            others.append(-(-steps // len(block.rows)) * column.step)
    return all(other < top for other in others)
