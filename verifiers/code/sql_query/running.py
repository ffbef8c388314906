"""Queries of models, run by SQLite in the sandbox. Beside the sandbox's own walls SQLite is told to read its tables and nothing else, to
call only functions of a list, and to stop after so many steps, rows and bytes. What is expected never goes there."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from synth.verifiers.sandbox import Limits, Outcome, Sandbox

MOST_ROWS = 2_000
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

FUNCTIONS = frozenset({FUNCTIONS!r})
LIMITS = {{"LENGTH": 100000, "SQL_LENGTH": 10000, "COLUMN": 100, "EXPR_DEPTH": 60, "COMPOUND_SELECT": 12, "VDBE_OP": 50000,
    "FUNCTION_ARG": 12, "ATTACHED": 0, "LIKE_PATTERN_LENGTH": 100, "VARIABLE_NUMBER": 0, "TRIGGER_DEPTH": 0, "WORKER_THREADS": 0}}


def rows_of(text, query):
    statements, contents = json.loads(text)
    base = sqlite3.connect(":memory:", isolation_level=None, cached_statements=0)
    base.execute("PRAGMA temp_store=MEMORY")
    base.execute("PRAGMA trusted_schema=OFF")
    base.execute("BEGIN")
    for statement in statements:
        base.execute(statement)
    for name, lines in contents.items():
        if lines:
            base.executemany(f"INSERT INTO {{name}} VALUES ({{', '.join('?' * len(lines[0]))}})", lines)
    base.execute("COMMIT")
    base.execute("PRAGMA query_only=ON")
    for limit, most in LIMITS.items():
        base.setlimit(getattr(sqlite3, "SQLITE_LIMIT_" + limit), most)
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
    cursor = base.execute(query)
    lines = cursor.fetchmany({MOST_ROWS})
    width = len(cursor.description)
    base.set_authorizer(None)
    base.close()
    return [width, lines]
"""


def content(statements: Sequence[str], rows: Mapping[str, Any]) -> str:
    """A database as it is handed over: the statements that make its tables, and the rows of each by its name."""
    return json.dumps([statements, rows])


def run(contents: Sequence[str], query: str, until: Callable[[int, Outcome], bool] | None = None) -> list[Outcome]:
    """For each database how many columns a query gives, and its rows. until: after which outcome no further database is tried. Raises
    SandboxError where programs cannot be run."""
    return _sandbox.call(_SOURCE, "rows_of", [[one, query] for one in contents], until)
