"""Reads tabular/ledger_audit: which single figure, put right, makes every sum of the page right."""

from collections import defaultdict
from fractions import Fraction

from readers.tabular._tables import Titled, path, shows, titled
from reading import Unread, body

Place = tuple[tuple[str, ...], tuple[str, ...]]
Sum = list[tuple[int, Place]]
"""Signed cells that come to zero together."""


def follows(prompt: str, answer: str) -> bool:
    (table,) = titled(body(prompt)).values()
    sums = _book(table) if "a balance is the balance before it" in prompt else _sums(table, prompt)
    gaps = [sum((sign * _figure(table, place) for sign, place in one), Fraction(0)) for one in sums]
    wrong = next(number for number, gap in enumerate(gaps) if gap)
    mended = list[tuple[Place, Fraction]]()
    for place in {place for _, place in sums[wrong]}:
        signs = [sum(sign for sign, other in one if other == place) for one in sums]
        change = -gaps[wrong] / signs[wrong]
        if not any(gap + sign * change for gap, sign in zip(gaps, signs, strict=True)):
            mended.append((place, _figure(table, place) + change))
    if len(mended) != 1:
        return False
    ((row, column), figure) = mended[0]
    parts = [part.strip() for part in answer.split(";")]
    return len(parts) == 3 and path(parts[0]) == row and path(parts[1]) == column and shows(parts[2], figure)


def _figure(table: Titled, place: Place) -> Fraction:
    figure = table.cells[place]
    if figure is None:
        raise Unread(f"no figure at {place}")
    return figure


def _sums(table: Titled, prompt: str) -> list[Sum]:
    """Of a table with totals, below and at the right."""
    if "The last row, Total, is the sum of all rows above it that are no totals themselves." not in prompt or table.rows[-1] != ("Total",):
        raise Unread("a table without a last row Total")
    single = [row for row in table.rows if row[-1] != "Total" and not row[-1].startswith("of which")]
    found = list[Sum]()
    for row in table.rows:
        if row[-1] == "Total":
            under = [other for other in single if other[: len(row) - 1] == row[:-1]]
            found += [[(-1, (row, column)), *((1, (other, column)) for other in under)] for column in table.columns]
    for column in table.columns:
        if "Total" in column:
            at = column.index("Total")
            under = [other for other in table.columns if other[:at] == column[:at] and other[at + 1 :] == column[at + 1 :] and other[at] != "Total"]
            if at == 0 and len(column) == 1:
                under = [other for other in table.columns if "Total" not in other]
            found += [[(-1, (row, column)), *((1, (row, other)) for other in under)] for row in table.rows]
    return found


def _book(table: Titled) -> list[Sum]:
    """Of accounts that run on: what is received and paid, and the balance after it."""
    accounts = defaultdict[tuple[str, ...], dict[str, tuple[str, ...]]](dict)
    for column in table.columns:
        accounts[column[:-1]][column[-1]] = column
    opening, *rows = table.rows
    if opening[-1] != "Opening balance":
        raise Unread(f"a book that begins with {opening}")
    single = [row for row in rows if row[-1] != "Total"]
    found = list[Sum]()
    for account, columns in accounts.items():
        if account == ("Total",):
            for name, column in columns.items():
                parts = [other[name] for heading, other in accounts.items() if heading != account]
                rows_with = [row for row in table.rows if table.cells[row, column] is not None]
                found += [[(-1, (row, column)), *((1, (row, part)) for part in parts)] for row in rows_with]
            continue
        if set(columns) != {"Received", "Paid", "Balance"}:
            raise Unread(f"an account of {sorted(columns)}")
        for before, row in zip([opening, *single], single, strict=False):
            balance = columns["Balance"]
            found.append([(1, (before, balance)), (1, (row, columns["Received"])), (-1, (row, columns["Paid"])), (-1, (row, balance))])
        for row in rows:
            if row[-1] == "Total":
                under = [other for other in single if other[: len(row) - 1] == row[:-1]]
                found += [[(-1, (row, columns[name])), *((1, (other, columns[name])) for other in under)] for name in ("Received", "Paid")]
    return found
