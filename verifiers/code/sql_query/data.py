"""Databases on which queries are tried: the same ones for the same question, drawn from its own text. Small, with values at every number
that the question names and beside it, NULLs, equal names and equal values, rows without links, and empty tables."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from synth.verifiers.code.sql_query.schema import NULLABLE, ROLES, TEXTS, WORLDS, Test

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
_MASK = (1 << 64) - 1


class _Draws:
    """Numbers that depend on a text alone."""

    def __init__(self, text: bytes) -> None:
        self.state = int.from_bytes(hashlib.sha256(text).digest()[:8], "big")

    def below(self, limit: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & _MASK
        return (self.state >> 33) % limit

    def pick(self, items: Sequence[Any]) -> Any:
        return items[self.below(len(items))]


DATABASES = len(_SIZES)


@lru_cache(maxsize=1024)
def database(tests: tuple[Test, ...], text: bytes, number: int) -> Rows:
    """The rows of the tables of one database. tests: those of the question, whose values are drawn often; text: what else they hang on."""
    draws = _Draws(msgspec.json.encode((tests, number)) + text)
    named: dict[str, list[Any]] = {}
    for test in tests:
        for value in test.values:
            if test.op != "begins":
                near = [value] if isinstance(value, str) else [value - 1, value, value, value + 1]
                named.setdefault(test.column, []).extend(near)
    found: Rows = {}
    counts = dict(zip("alb", _SIZES[number], strict=True))
    spread = 2 + draws.below(5)
    for key in "abl":
        rows = []
        for number in range(1, counts[key] + 1):
            row: list[Any] = [number]
            for role in ROLES[key][1:]:
                if role in NULLABLE and draws.below(7) == 0:
                    row.append(None)
                elif role in ("l.a", "l.b"):
                    row.append(1 + draws.below(counts[role[2]]) if counts[role[2]] else None)
                elif role in named and draws.below(2):
                    row.append(draws.pick(named[role]))
                elif role in TEXTS:
                    row.append(draws.pick(POOLS[role][: spread + 1]))
                else:
                    low, high = RANGES[role]
                    step = (high - low) // spread
                    row.append(low + step * draws.below(spread + 1))
            rows.append(tuple(row))
        found[key] = rows
    return found


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
