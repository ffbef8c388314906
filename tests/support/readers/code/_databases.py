"""Tables of prompts, other rows for them, and SQLite, which runs a query on either."""

import re
import sqlite3
from random import Random
from typing import Any, NamedTuple

from reading import Unread

Row = dict[str, Any]
SIZES = (
    (0, 0, 0),
    (5, 0, 3),
    (2, 4, 1),
    (4, 9, 2),
    (6, 14, 4),
    (7, 20, 5),
    (3, 12, 3),
    (9, 24, 12),
    (14, 24, 14),
    (14, 20, 14),
    (4, 18, 4),
    (4, 24, 2),
)


class Table(NamedTuple):
    name: str
    columns: list[str]
    texts: set[str]
    filled: set[str]
    rows: list[Row]


def table(name: str, columns: str, text: str) -> Table:
    found = [(each.split()[0], each) for each in columns.split(", ")]
    names = [column for column, _ in found]
    inserted = re.search(rf"^INSERT INTO {name} VALUES\n((?:  \(.+\)[,;]\n)+)", text, re.MULTILINE)
    if not inserted:
        raise Unread(text)
    rows = [dict(zip(names, map(literal, line.strip(" (),;").split(", ")), strict=True)) for line in inserted[1].splitlines()]
    texts, filled = ({column for column, said in found if mark in said} for mark in (" TEXT", "NOT NULL"))
    return Table(name, names, texts, filled, rows)


def literal(word: str) -> Any:
    return None if word == "NULL" else word[1:-1] if word[0] == "'" else int(word)


def shown(word: str) -> Any:
    return None if word == "NULL" else float(word) if re.fullmatch(r"-?\d+(?:\.\d+)?", word) else word


def drawn(draws: Random, sizes: tuple[int, ...], tables: dict[str, Table], asked: str) -> dict[str, list[Row]]:
    """Other rows: values that are shown, and those at the question's numbers and texts."""
    numbers = [int(each) + more for each in re.findall(r"(?<![\w(])\d+(?![\w)])", asked) for more in (-1, 0, 1)]
    words = [word + more for word in re.findall(r"`'(\w+)'`", asked) for more in ("", "x")] + ["Zx"]
    by_place = dict(zip(_in_order(tables), sizes, strict=True))
    found = {}
    for noun, table in tables.items():
        columns = []
        for column in table.columns[1:]:
            linked = column.removesuffix("_id")
            near = (
                list(range(1, by_place[linked] + 1)) if linked in tables else [row[column] for row in table.rows if row[column] is not None]
            )
            named = [] if linked in tables else words if column in table.texts else numbers
            values = [
                draws.choice(named if named and (not near or draws.random() < 0.5) else near) if named or near else None
                for _ in range(by_place[noun])
            ]
            columns.append([None if column not in table.filled and draws.random() < 0.15 else value for value in values])
        ids = list(range(1, by_place[noun] + 1))
        found[noun] = [dict(zip(table.columns, row, strict=True)) for row in zip(ids, *columns, strict=True)]
    return found


def twice(content: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Every row, and the same row under another id."""
    more = {f"{noun}_id": len(rows) for noun, rows in content.items()}
    return {
        noun: [
            *rows,
            *(
                {
                    name: value + more.get(name, len(rows) if name == "id" else 0) if isinstance(value, int) else value
                    for name, value in row.items()
                }
                for row in rows
            ),
        ]
        for noun, rows in content.items()
    }


def _in_order(tables: dict[str, Table]) -> list[str]:
    """The table with links in the middle."""
    (link,) = [noun for noun, table in tables.items() if any(column.endswith("_id") for column in table.columns)]
    one, other = [noun for noun in tables if noun != link]
    return [one, link, other]


def run(query: str, tables: dict[str, Table], content: dict[str, list[Row]]) -> list[tuple[Any, ...]]:
    base = sqlite3.connect(":memory:")
    for noun, table in tables.items():
        base.execute(f"CREATE TABLE {table.name} ({', '.join(table.columns)})")
        base.executemany(
            f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", [tuple(row.values()) for row in content[noun]]
        )
    found = base.execute(query).fetchall()
    base.close()
    return found


def rounded(value: Any) -> Any:
    return round(float(value), 6) + 0.0 if isinstance(value, (int, float)) else value
