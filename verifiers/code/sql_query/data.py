"""Databases on which queries are tried: the same ones for the same question, drawn from its own text. Small, with values at every number
that the question names and beside it, NULLs, equal names and equal values, rows without links, and empty tables."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from synth.verifiers.code._inputs import ADDED, FACTOR, MASK, seed
from synth.verifiers.code.sql_query.schema import NULLABLE, ROLES, TEXTS, WORLDS, Column, Test

_SIZES = (
    *((6, 11, 4), (0, 0, 0), (6, 12, 4), (4, 0, 2), (7, 16, 5), (8, 14, 3)),
    *((3, 9, 2), (9, 18, 5), (6, 14, 4), (8, 20, 4)),
)
"""Rows of a, l, b in each database; the first is shown."""
POOLS: dict[str, tuple[str, ...]] = {
    "a.name": ("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Adam"),
    "a.place": ("Oslo", "Lima", "Rome", "Oran", "Riga"),
    "b.name": ("Alpha", "Beta", "Gamma", "Delta", "Atlas"),
    "b.kind": ("Basic", "Classic", "Modern", "Open"),
}
RANGES = {"a.n": (18, 60), "l.p": (1, 20), "l.q": (5, 80), "b.n": (10, 90)}
Rows = dict[str, list[tuple[Any, ...]]]
DATABASES = len(_SIZES)
TWICE = DATABASES - 1
"""The database in which everything is there twice, under ids of its own, so that rows of a result are equal."""


@lru_cache(maxsize=1024)
def database(tests: tuple[Test, ...], text: bytes, number: int) -> Rows:
    """The rows of the tables of one database. tests: those of the question, whose values are drawn often; text: what else they hang on.
    Numbers are drawn as by `draws`, written out since they are most of the work."""
    state = (seed(msgspec.json.encode((tests, number)) + text) * FACTOR + ADDED) & MASK
    named: dict[str, list[Any]] = {}
    for test in tests:
        for value in test.values:
            if test.op != "begins":
                near = [value] if isinstance(value, str) else [value - 1, value, value, value + 1]
                named.setdefault(test.column, []).extend(near)
    found: Rows = {}
    counts = dict(zip("alb", _SIZES[number], strict=True))
    spread = 2 + (state >> 33) % 5
    for key in "abl":
        columns = [_column(role, named.get(role), counts, spread) for role in ROLES[key][1:]]
        rows = []
        for identity in range(1, counts[key] + 1):
            row: list[Any] = [identity]
            for nullable, near_by, values in columns:
                if nullable:
                    state = (state * FACTOR + ADDED) & MASK
                    if (state >> 33) % 7 == 0:
                        row.append(None)
                        continue
                if near_by:
                    state = (state * FACTOR + ADDED) & MASK
                    if (state >> 33) % 2:
                        state = (state * FACTOR + ADDED) & MASK
                        row.append(near_by[(state >> 33) % len(near_by)])
                        continue
                state = (state * FACTOR + ADDED) & MASK if values else state
                row.append(values[(state >> 33) % len(values)] if values else None)
            rows.append(tuple(row))
        found[key] = rows
    return _twice(found) if number == TWICE else found


def _twice(rows: Rows) -> Rows:
    """The first half of each table, its links turned to first halves, and a copy of it."""
    half = {key: len(rows[key]) // 2 for key in rows}

    def row(key: str, old: tuple[Any, ...], copy: int) -> tuple[Any, ...]:
        identity, *values = old
        for place, linked in enumerate("ab" if key == "l" else ""):
            if values[place] is not None:
                values[place] = (values[place] - 1) % half[linked] + 1 + copy * half[linked]
        return (identity + copy * half[key], *values)

    return {key: [row(key, old, copy) for copy in (0, 1) for old in rows[key][: half[key]]] for key in rows}


def _column(role: Column, near: list[Any] | None, counts: dict[str, int], spread: int) -> tuple[bool, list[Any] | None, Sequence[Any]]:
    """Whether a column may be NULL, the values that the question names, and those that it has otherwise; none, where it links to a table
    that is empty."""
    if role in ("l.a", "l.b"):
        return True, None, range(1, counts[role[2]] + 1)
    if role in TEXTS:
        return role in NULLABLE, near, POOLS[role][: spread + 1]
    low, high = RANGES[role]
    step = (high - low) // spread
    return role in NULLABLE, near, range(low, low + step * spread + 1, step)


def tables(world: str) -> list[str]:
    """The statements that make a world's tables."""
    found = []
    for key, roles in ROLES.items():
        name, *columns = WORLDS[world][key]
        kinds = [
            f"{column} {'TEXT' if role in TEXTS else 'INTEGER'}{'' if role in NULLABLE else ' NOT NULL'}"
            for column, role in zip(columns, roles[1:], strict=True)
        ]
        found.append(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {', '.join(kinds)})")
    return found


class Memory:
    """A database in memory, for queries of our own; its tables are filled anew for each content."""

    def __init__(self, world: str) -> None:
        self.base = sqlite3.connect(":memory:", isolation_level=None)
        self.inserts = {key: f"INSERT INTO {WORLDS[world][key][0]} VALUES ({', '.join('?' * len(ROLES[key]))})" for key in ROLES}
        for statement in tables(world):
            self.base.execute(statement)

    def results(self, rows: Rows, texts: Iterable[str]) -> list[list[tuple[Any, ...]]]:
        """What each of several queries gives on one content."""
        self.base.execute("BEGIN")
        for key, insert in self.inserts.items():
            self.base.executemany(insert, rows[key])
        found = [self.base.execute(text).fetchall() for text in texts]
        self.base.execute("ROLLBACK")
        return found

    def close(self) -> None:
        self.base.close()
