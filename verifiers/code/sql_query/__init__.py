"""SQL queries: one SELECT in SQLite's dialect that answers a question on two or three tables, whatever rows they hold.

Refused for the first of: format (not one SELECT), error (SQLite refuses it, or it takes too long), columns (not as many columns as are
asked for), rows (other rows than asked for), order (the right rows in another order than asked for).

The query is run in the sandbox on several databases that nobody is shown; what is expected is found by a query of our own, here."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code.sql_query import statement
from synth.verifiers.code.sql_query.building import Builder
from synth.verifiers.code.sql_query.data import DATABASES, Rows, database, memory, tables
from synth.verifiers.code.sql_query.running import content, run
from synth.verifiers.code.sql_query.schema import WORLDS, Aggregate, Column, Condition, Having, Order, Test, World
from synth.verifiers.sandbox import Outcome

DECIMALS = 6
"""Numbers are compared after rounding."""


class SqlQuery(Problem, frozen=True):
    """A question: which rows of which tables, and what is asked of them."""

    world: World
    tables: Literal["a", "l", "b", "al", "lb", "alb"]
    """The tables that are read, linked rows side by side."""
    columns: Annotated[tuple[Column, ...], Meta(max_length=3)]
    """Shown; where there are aggregates, rows are grouped by them."""
    where: Annotated[tuple[Annotated[tuple[Condition, ...], Meta(min_length=1, max_length=2)], ...], Meta(max_length=4)] = ()
    """All of these; of two in one, at least one."""
    aggregates: Annotated[tuple[Aggregate, ...], Meta(max_length=3)] = ()
    keep: bool = False
    """Rows of a without one of l are kept, with NULL in the place of its values."""
    inner: Annotated[tuple[Test, ...], Meta(max_length=2)] = ()
    """keep: which rows of l count at all."""
    whole: bool = False
    """Groups are the rows of the first column's table, whatever their names."""
    having: Annotated[tuple[Having, ...], Meta(max_length=2)] = ()
    distinct: bool = False
    order: Annotated[tuple[Order, ...], Meta(max_length=3)] = ()
    limit: Annotated[int, Meta(ge=0, le=9)] = 0

    def __post_init__(self) -> None:
        conditions = list(chain(*self.where))
        named = [*self.columns, *(one.column for one in self.aggregates), *(one.aggregate.column for one in self.having)]
        named += [one.column for one in conditions] + [test.column for one in conditions if one.kind == "test" for test in one.tests]
        if {role[0] for role in named if role} - set(self.tables):
            raise ValueError("a column of a table that is not read")
        if any(one.kind in ("has", "lacks") and self.tables != "a" for one in conditions):
            raise ValueError("rows of l are counted for the rows of a alone")
        if self.keep and (self.tables != "al" or not self.aggregates or not self.whole):
            raise ValueError("rows without links are kept where rows of a are counted by those of l")
        if self.inner and not (self.keep and all(test.column in ("l.p", "l.q") for test in self.inner)):
            raise ValueError("only where rows without links are kept may some of l not count")
        if self.whole and not (self.aggregates and self.columns and {role[0] for role in self.columns} == {self.columns[0][0]}):
            raise ValueError("rows of one table are groups")
        if not (self.columns or self.aggregates) or len(set(self.columns)) < len(self.columns):
            raise ValueError("something is shown, and no column twice")
        if (self.having and not (self.aggregates and self.columns)) or (self.distinct and self.aggregates):
            raise ValueError("groups have conditions, rows are distinct")
        shown = len(self.columns) + len(self.aggregates)
        if any(one.place >= shown for one in self.order) or len({one.place for one in self.order}) < len(self.order):
            raise ValueError("the order goes by columns of the result, each once")
        if self.limit and not self.order:
            raise ValueError("the first rows of no order")

    @property
    def tests(self) -> tuple[Test, ...]:
        """All tests of single values."""
        return (*(test for clause in self.where for one in clause for test in one.tests), *self.inner)

    def content(self, number: int) -> Rows:
        """A database. It does not hang on what is done with the rows in the end, so that bounds of groups can be drawn from it."""
        return database(self.tests, msgspec.json.encode((self.tables, self.columns, self.where, self.aggregates, self.whole)), number)


def reference(problem: SqlQuery) -> str:
    return Builder(problem.world).query(problem)


def key(rows: Any) -> list[tuple[Any, ...]]:
    """Rows as they are compared: numbers rounded, 1 as 1.0, and no text as a number."""
    return [tuple([round(float(value), DECIMALS) if isinstance(value, int | float) else value for value in row]) for row in rows]


@kept
def expected(problem: SqlQuery) -> tuple[list[tuple[Any, ...]], ...]:
    """For each database the rows."""
    text = reference(problem)
    return tuple(key(results(problem, number, [text])[0]) for number in range(DATABASES))


def results(problem: SqlQuery, number: int, texts: Iterable[str]) -> list[list[tuple[Any, ...]]]:
    """What queries of our own give on one of a question's databases."""
    return memory(problem.world).results(problem.content(number), texts)


def verify(problem: SqlQuery, answer: str) -> Verdict:
    """Raises SandboxError where programs cannot be run."""
    text = statement.query(answer)
    return refuse("format") if text is None else _judged(problem, text)


@lru_cache(maxsize=1024)
def _judged(problem: SqlQuery, text: str) -> Verdict:
    """Remembered, since a query that is written down in several ways is one query."""
    right = expected(problem)[::-1]
    reasons: list[str] = []

    def wrong(number: int, found: Outcome) -> bool:
        reasons.append(_reason(problem, found, right[number]))
        return reasons[-1] not in ("", "order")  # the right rows in a wrong order: they may be wrong elsewhere

    run(_contents(problem), text, wrong)
    reason = reasons[-1] or next(filter(None, reasons), "")
    return refuse(reason) if reason else ACCEPT


@kept
def _contents(problem: SqlQuery) -> tuple[str, ...]:
    """What goes to the sandbox: for each database its tables and their rows; the shown one last, since most mistakes show elsewhere."""
    names = {table: names[0] for table, names in WORLDS[problem.world].items()}
    return tuple(
        content(tables(problem.world), {name: problem.content(number)[table] for table, name in names.items()})
        for number in reversed(range(DATABASES))
    )


def _reason(problem: SqlQuery, found: Outcome, right: list[tuple[Any, ...]]) -> str:
    if not found.ok:
        return "error"
    columns, rows = found.value
    if columns != len(problem.columns) + len(problem.aggregates):
        return "columns"
    given = key(rows)
    if Counter(given) != Counter(right):
        return "rows"
    return "order" if problem.order and given != right else ""


_BUYS = SqlQuery("shop", "al", ("a.name",), aggregates=(Aggregate("rows"),), whole=True, having=(Having(Aggregate("rows"), ">=", 2),))
_OLD = SqlQuery(
    "shop", "a", ("a.name", "a.n"), ((Condition("test", (Test("a.n", ">=", (30,)),)),),), order=(Order(1, True), Order(0)), distinct=True
)
_LACKS = SqlQuery("library", "a", ("a.name",), ((Condition("lacks", (Test("l.p", ">", (5,)),)),),))

_GROUPED = "SELECT c.name, COUNT(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id HAVING COUNT(*) >= 2"
_COUNTED = "SELECT c.name, COUNT(o.id) AS n FROM customers c, orders o WHERE o.customer_id = c.id GROUP BY c.id"
_NESTED = f"SELECT name, n FROM ({_COUNTED}) WHERE n > 1"
_WITH = """WITH k AS (SELECT customer_id AS c, COUNT(*) AS n FROM orders GROUP BY c)
SELECT name, n FROM k JOIN customers ON id = c WHERE n >= 2"""
_OLDER = "SELECT DISTINCT name, age FROM customers WHERE age >= 30 ORDER BY age DESC, name"
_NOT_IN = "SELECT name FROM readers WHERE id NOT IN (SELECT reader_id FROM loans WHERE days > 5 AND reader_id IS NOT NULL)"
_BOMB = "SELECT name, COUNT(*) FROM customers, orders a, orders b, orders c, orders d, orders e, orders f, orders g, orders h GROUP BY name"

EXAMPLES: tuple[tuple[SqlQuery, str, str], ...] = (
    (_BUYS, _GROUPED, ""),
    (_BUYS, f"```sql\n{_GROUPED};\n```", ""),
    (_BUYS, f"Here is the query:\n\n```sql\n{_NESTED}\n```\nIt counts the orders of each customer.", ""),
    (_BUYS, _WITH, ""),
    (_BUYS, f"The answer is: {_GROUPED};", ""),
    (_OLD, _OLDER, ""),
    (_OLD, f"The SQL query:\n{_OLDER};", ""),
    (_OLD, _OLDER.lower(), ""),
    (_OLD, "-- older\nselect name, age * 1.0 as years from customers where not age < 30 group by name, age order by 2 desc, 1", ""),
    (_LACKS, _NOT_IN, ""),
    (_LACKS, "SELECT r.name FROM readers r WHERE NOT EXISTS (SELECT * FROM loans l WHERE l.reader_id = r.id AND l.days > 5)", ""),
    (_BUYS, "", "format"),
    (_BUYS, "customers with at least two orders", "format"),
    (_BUYS, f"{_GROUPED}; DROP TABLE orders", "format"),
    (_BUYS, "PRAGMA table_info(orders)", "format"),
    (_BUYS, "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k) SELECT n, n FROM k", "format"),
    (_BUYS, "SELECT name, number FROM customers", "error"),
    (_BUYS, "SELECT name, sql FROM sqlite_master", "error"),
    (_BUYS, "SELECT name, randomblob(100000) FROM customers", "error"),
    (_BUYS, "SELECT name, replace(name, '', printf('%.*c', 9999999, 'x')) FROM customers", "error"),
    (_BUYS, _BOMB, "error"),
    (_BUYS, "SELECT name FROM customers", "columns"),
    (_BUYS, _GROUPED.replace(">= 2", "> 2"), "rows"),
    (_BUYS, _GROUPED.replace("GROUP BY c.id", "GROUP BY c.name"), "rows"),
    (_BUYS, _GROUPED.replace("c.name, COUNT(*)", "COUNT(*), c.name"), "rows"),
    (_BUYS, _GROUPED.replace("c.name, COUNT(*)", "c.name, '2'"), "rows"),
    (_OLD, _OLDER.replace("DISTINCT ", ""), "rows"),
    (_OLD, _OLDER.replace(" DESC", ""), "order"),
    (_LACKS, _NOT_IN.replace(" AND reader_id IS NOT NULL", ""), "rows"),
    (_BUYS, f"查询语句如下：\n```sql\n{_GROUPED}\n```", ""),
    (_BUYS, f"答案是：{_GROUPED}；", ""),
    (_OLD, f"最终答案：\n{_OLDER}", ""),
    (_LACKS, f"```sql\n-- 没有长期借阅的读者\n{_NOT_IN}\n```\n这个查询找出没有长期借阅的读者。", ""),
    (_BUYS, f"先数出每位顾客的订单：\n```\n{_WITH}\n```\n。", ""),
    (_BUYS, "答案是：至少下过两次订单的顾客", "format"),
    (_OLD, f"```sql\n{_OLDER.replace('>=', '>')}  -- 年龄至少三十\n```", "rows"),
    (_LACKS, f"答案是：{_NOT_IN.replace('> 5', '>= 5')}", "rows"),
)
