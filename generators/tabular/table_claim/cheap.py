"""Cheap policies: what somebody answers who does not ask what the missing figures can be."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.table_claim import Claim, TableClaim, truth
from synth.verifiers.tabular.table_claim.bounds import MICRO, reach

Judge = Callable[[Claim], str]
"""The label of a statement."""


def _filled(table: Table) -> Table:
    """Zeros for what is missing, and no totals."""
    cells = tuple(tuple(_zero(table) if cell is None else cell for cell in row) for row in table.cells)
    return replace(table, cells=cells, totals=())


def _zero(table: Table) -> Decimal:
    cell = next(cell for row in table.cells for cell in row if cell is not None)
    return Decimal(0).scaleb(int(cell.as_tuple().exponent))


def _touches(tables: Sequence[Table], claim: Claim) -> bool:
    """Whether one of the figures that are named is missing."""
    table = tables[claim.table]
    columns = range(len(table.columns)) if claim.kind in ("mean", "years") else (claim.column, claim.before)
    if claim.kind in ("value", "change", "growth", "mean", "per"):
        rows: Iterable[int] = (claim.row,)
    else:
        rows = range(len(table.rows)) if claim.kind == "largest" else (claim.row, claim.other, claim.third)
    return any(table.cells[row][column] is None for row in rows for column in columns)


def _by(tables: Sequence[Table], filled: Sequence[Table]) -> Judge:
    """filled: the tables with figures for all that are missing, which need not be what the totals are the sums of."""

    def judge(claim: Claim) -> str:
        if claim.kind != "largest":
            return truth(filled, claim)
        totals = {total.at for total in tables[claim.table].totals}
        column = [row[claim.column] for at, row in enumerate(filled[claim.table].cells) if at not in {*totals, claim.row}]
        own = filled[claim.table].cells[claim.row][claim.column]
        return str(all(own is not None and other is not None and own > other for other in column))

    return judge


def _as_zero(tables: Sequence[Table]) -> Judge:
    return _by(tables, [_filled(table) for table in tables])


def _open_where_missing(tables: Sequence[Table]) -> Judge:
    zero = _as_zero(tables)
    return lambda claim: "Unknown" if _touches(tables, claim) else zero(claim)


def _backed(table: Table) -> Table:
    """With each figure that is the only one missing of a total and its parts, one after another."""
    cells = [list(row) for row in table.cells]
    before = None
    while before != (before := sum(row.count(None) for row in cells)):
        for total in table.totals:
            for column in range(len(table.columns)):
                places = (total.at, *total.parts)
                missing = [row for row in places if cells[row][column] is None]
                if len(missing) == 1:
                    parts = sum((cell for row in total.parts if (cell := cells[row][column]) is not None), Decimal(0))
                    whole = cells[total.at][column]
                    cells[missing[0]][column] = parts if whole is None else whole - parts
    return replace(table, cells=tuple(map(tuple, cells)))


def _open_where_not_backed(tables: Sequence[Table]) -> Judge:
    return _open_where_missing([_backed(table) for table in tables])


def _without_totals(tables: Sequence[Table]) -> Judge:
    bare = [replace(table, totals=()) for table in tables]
    return lambda claim: truth(bare, claim)


def _at_one_end(table: Table, most: bool) -> Table:
    """With each missing figure as small, or as large, as it alone can be; twice its column where nothing bounds it."""
    cells = [list(row) for row in table.cells]
    exponent = int(_zero(table).as_tuple().exponent)
    for row, line in enumerate(table.cells):
        for column, cell in enumerate(line):
            if cell is None:
                end = reach([table], {(0, row, column): 1})[most]
                if end is None:
                    end = 2 * sum(int(other.scaleb(MICRO)) for other in (one[column] for one in table.cells) if other is not None)
                cells[row][column] = Decimal(end).scaleb(-MICRO).quantize(Decimal(1).scaleb(exponent))
    return replace(table, cells=tuple(map(tuple, cells)), totals=())


def _by_ends(tables: Sequence[Table]) -> Judge:
    """Open where a statement that holds with all missing figures as small as each can be does not with all as large, or the other way."""
    low, high = (_by(tables, [_at_one_end(table, most) for table in tables]) for most in (False, True))
    return lambda claim: one if (one := low(claim)) == high(claim) else "Unknown"


BY_STATEMENT: tuple[tuple[str, Callable[[Sequence[Table]], Judge]], ...] = (
    ("a missing figure is 0", _as_zero),
    ("what names a missing figure is open", _open_where_missing),
    ("totals give no missing figure back", _without_totals),
    ("what no total gives back is open", _open_where_not_backed),
    ("all missing figures at their least, and all at their most", _by_ends),
)


def _said(policy: Callable[[Sequence[Table]], Judge]) -> Callable[[TableClaim], list[str]]:
    return lambda problem: list(map(policy(problem.tables), problem.claims))


POLICIES: tuple[tuple[str, Callable[[TableClaim], list[str]]], ...] = (
    *((name, _said(policy)) for name, policy in BY_STATEMENT),
    ("always unknown", lambda problem: ["Unknown"] * len(problem.claims)),
    ("always true", lambda problem: ["True"] * len(problem.claims)),
)
