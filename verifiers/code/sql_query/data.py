"""Databases on which queries are tried: the same ones for the same question, drawn from its own text. Small, with values at every number
that the question names and beside it, NULLs, equal names and equal values, rows without links, and empty tables."""

import sqlite3
import threading
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from synth.verifiers.code._inputs import digits
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
    """The rows of the tables of one database. tests: those of the question, whose values are drawn often; text: what else they hang on."""
    named: dict[str, list[Any]] = {}
    for test in tests:
        for value in test.values:
            if test.op != "begins":
                near = [value] if isinstance(value, str) else [value - 1, value, value, value + 1]
                named.setdefault(test.column, []).extend(near)
    counts = dict(zip("alb", _SIZES[number], strict=True))
    drawn = digits(msgspec.json.encode((tests, number)) + text, 1 + sum((len(ROLES[key]) - 1) * counts[key] for key in "abl"))
    spread, at = 2 + drawn[0] % 5, 1
    found: Rows = {}
    for key in "abl":
        count, columns = counts[key], []
        for role in ROLES[key][1:]:
            columns.append(_column(role, named.get(role), counts, spread, drawn[at : at + count]))
            at += count
        found[key] = list(zip(range(1, count + 1), *columns, strict=True))
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


def _column(role: Column, near: list[Any] | None, counts: dict[str, int], spread: int, drawn: "array[int]") -> list[Any]:
    """The values of a column, one for each number drawn: now and then NULL, where that may be; every other one near what the question
    names. Only NULL, where it links to a table that is empty."""
    values: Sequence[Any]
    if role in ("l.a", "l.b"):
        values = range(1, counts[role[2]] + 1)
    elif role in TEXTS:
        values = POOLS[role][: spread + 1]
    else:
        low, high = RANGES[role]
        step = (high - low) // spread
        values = range(low, low + step * spread + 1, step)
    if not values:
        return [None] * len(drawn)
    size, near = len(values), near or []
    found = [near[(x >> 8) % len(near)] if near and x & 1 else values[(x >> 8) % size] for x in drawn]
    return [value if x % 7 else None for value, x in zip(found, drawn, strict=True)] if role in NULLABLE else found


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
    """A database in memory, for queries of our own. It stays filled until it is asked about other rows."""

    def __init__(self, world: str) -> None:
        self.base = sqlite3.connect(":memory:", isolation_level=None)
        self.inserts = {key: f"INSERT INTO {WORLDS[world][key][0]} VALUES ({', '.join('?' * len(ROLES[key]))})" for key in ROLES}
        self.rows: Rows | None = None
        for statement in tables(world):
            self.base.execute(statement)

    def results(self, rows: Rows, texts: Iterable[str]) -> list[list[tuple[Any, ...]]]:
        """What each of several queries gives on one content, which is never changed."""
        if self.rows is not rows:
            if self.base.in_transaction:
                self.base.execute("ROLLBACK")
            self.rows = None
            self.base.execute("BEGIN")
            for key, insert in self.inserts.items():
                self.base.executemany(insert, rows[key])
            self.rows = rows
        return [self.base.execute(text).fetchall() for text in texts]


class _Memories(threading.local):
    """Of one thread, since SQLite's connections are used by the thread that opened them."""

    def __init__(self) -> None:
        self.by_world: dict[str, Memory] = {}


_memories = _Memories()


def memory(world: str) -> Memory:
    """This thread's database for a world, one for all contents: SQLite takes longer to prepare a query than to fill the tables."""
    known = _memories.by_world
    if world not in known:
        known[world] = Memory(world)
    return known[world]
