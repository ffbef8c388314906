"""Queries of models, run by SQLite in the sandbox. Beside the sandbox's own walls SQLite is told to read its tables and nothing else, to
call only functions of a list, and to stop after so many steps, rows and bytes. What is expected never goes there."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from synth.verifiers.sandbox import Limits, Outcome, Sandbox

MOST_ROWS = 200
"""Rows of a result; the largest right one has some tens."""
FUNCTIONS = (
    *("count", "sum", "total", "avg", "min", "max", "abs", "round", "coalesce", "ifnull", "nullif", "iif", "length", "lower", "upper"),
    *("substr", "substring", "instr", "trim", "ltrim", "rtrim", "like", "glob", "typeof", "sign", "row_number", "rank", "dense_rank"),
    *("ntile", "lag", "lead", "first_value", "last_value", "nth_value", "percent_rank", "cume_dist", "group_concat", "unicode"),
)
"""None that makes long values of short ones, or differs from call to call."""
_sandbox = Sandbox(Limits(cpu=1.0, wall=15.0, memory=96, output=1 << 18))
_SOURCE = f"""
import json
import sqlite3
from functools import cache

FUNCTIONS = frozenset({FUNCTIONS!r})
LIMITS = {{"LENGTH": 100000, "SQL_LENGTH": 10000, "COLUMN": 100, "EXPR_DEPTH": 60, "COMPOUND_SELECT": 12, "VDBE_OP": 50000,
    "FUNCTION_ARG": 12, "ATTACHED": 0, "LIKE_PATTERN_LENGTH": 100, "TRIGGER_DEPTH": 0, "WORKER_THREADS": 0}}


def rows_of(texts, query):
    return [one_of(*json.loads(text), query) for text in texts]


def one_of(statements, contents, query):
    base = base_of(tuple(statements))
    base.execute("BEGIN")
    for name, lines in contents.items():
        if lines:
            base.executemany(f"INSERT INTO {{name}} VALUES ({{', '.join('?' * len(lines[0]))}})", lines)
    base.execute("PRAGMA query_only=ON")
    before = base.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 0)
    steps = [150]

    def tick():
        steps[0] -= 1
        return steps[0] < 0

    def allowed(action, first, second, database, trigger):
        if action == sqlite3.SQLITE_SELECT:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and first in contents:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and second.lower() in FUNCTIONS:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    base.set_progress_handler(tick, 1000)
    base.set_authorizer(allowed)
    cursor = base.cursor()
    try:
        cursor.execute(query)
        found = [len(cursor.description), cursor.fetchmany({MOST_ROWS})]
    except (sqlite3.Error, sqlite3.Warning):
        found = None
    cursor.close()
    base.set_authorizer(None)
    base.set_progress_handler(None, 0)
    base.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)
    base.execute("PRAGMA query_only=OFF")
    base.execute("ROLLBACK")
    return found


@cache
def base_of(statements):
    base = sqlite3.connect(":memory:", isolation_level=None, cached_statements=0)
    base.execute("PRAGMA temp_store=MEMORY")
    base.execute("PRAGMA trusted_schema=OFF")
    for statement in statements:
        base.execute(statement)
    for limit, most in LIMITS.items():
        base.setlimit(getattr(sqlite3, "SQLITE_LIMIT_" + limit), most)
    return base
"""


def content(statements: Sequence[str], rows: Mapping[str, Any]) -> str:
    """A database as it is handed over: the statements that make its tables, and the rows of each by its name."""
    return json.dumps([statements, rows])


def run(contents: Sequence[str], query: str, until: Callable[[int, Outcome], bool] | None = None) -> list[Outcome]:
    """For each database how many columns a query gives, and its rows. The first is tried alone, since most mistakes show there, the others
    in one call. until: after which outcome no further one is looked at. Raises SandboxError where programs cannot be run."""
    groups, found = [group for group in (contents[:1], contents[1:]) if group], list[Outcome]()

    def looked_at(number: int, outcome: Outcome) -> bool:
        refused = Outcome("exception", reason="SQLite refuses it", level=outcome.level)
        each = [replace(outcome, value=one) if one else refused for one in outcome.value] if outcome.ok else [outcome] * len(groups[number])
        for one in each:
            found.append(one)
            if until and until(len(found) - 1, found[-1]):
                return True
        return False

    _sandbox.call(_SOURCE, "rows_of", [[group, query] for group in groups], looked_at)
    return found
