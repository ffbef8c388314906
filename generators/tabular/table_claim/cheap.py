"""Cheap policies: what somebody answers who does not ask what the missing figures can be."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec.structs import replace

from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.table_claim import Claim, TableClaim, truth


def _filled(table: Table) -> Table:
    """Zeros for what is missing, and no totals."""
    cells = tuple(tuple(_zero(table) if cell is None else cell for cell in row) for row in table.cells)
    return replace(table, cells=cells, totals=())


def _zero(table: Table) -> Decimal:
    cell = next(cell for row in table.cells for cell in row if cell is not None)
    return Decimal(0).scaleb(int(cell.as_tuple().exponent))


def _touches(problem: TableClaim, claim: Claim) -> bool:
    """Whether one of the figures that are named is missing."""
    table = problem.tables[claim.table]
    columns = range(len(table.columns)) if claim.kind in ("mean", "years") else (claim.column, claim.before)
    if claim.kind in ("value", "change", "growth", "mean", "per"):
        rows: Iterable[int] = (claim.row,)
    else:
        rows = range(len(table.rows)) if claim.kind == "largest" else (claim.row, claim.other, claim.third)
    return any(table.cells[row][column] is None for row in rows for column in columns)


def _as_zero(problem: TableClaim) -> list[str]:
    tables = [_filled(table) for table in problem.tables]
    return [truth(tables, claim) for claim in problem.claims]


def _open_where_missing(problem: TableClaim) -> list[str]:
    pairs = zip(problem.claims, _as_zero(problem), strict=True)
    return ["Unknown" if _touches(problem, claim) else label for claim, label in pairs]


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


def _open_where_not_backed(problem: TableClaim) -> list[str]:
    return _open_where_missing(replace(problem, tables=tuple(map(_backed, problem.tables))))


def _without_totals(problem: TableClaim) -> list[str]:
    tables = [replace(table, totals=()) for table in problem.tables]
    return [truth(tables, claim) for claim in problem.claims]


POLICIES: tuple[tuple[str, Callable[[TableClaim], list[str]]], ...] = (
    ("a missing figure is 0", _as_zero),
    ("what names a missing figure is open", _open_where_missing),
    ("totals give no missing figure back", _without_totals),
    ("what no total gives back is open", _open_where_not_backed),
    ("always unknown", lambda problem: ["Unknown"] * len(problem.claims)),
    ("always true", lambda problem: ["True"] * len(problem.claims)),
)


def solved(problem: TableClaim, labels: list[str]) -> bool:
    """Whether one of the policies gives these labels; most are seen to fail without their tables."""
    policies = dict(POLICIES)
    if "Unknown" in labels:
        del policies["a missing figure is 0"]
    if any(_touches(problem, claim) != (label == "Unknown") for claim, label in zip(problem.claims, labels, strict=True)):
        del policies["what names a missing figure is open"]
    return any(policy(problem) == labels for policy in policies.values())
