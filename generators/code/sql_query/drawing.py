"""Questions drawn part by part, until there is as much to think of as is wanted."""

from collections.abc import Sequence
from random import Random
from typing import Any, Literal

from msgspec.structs import replace

from synth.verifiers.code.sql_query import SqlQuery
from synth.verifiers.code.sql_query.data import POOLS, RANGES
from synth.verifiers.code.sql_query.schema import NULLABLE, WORLDS, Aggregate, Column, Condition, Having, Order, Test

SELDOM = 0.6
"""How often an order by three columns is not taken: on few databases all of it shows."""
Form = Literal["rows", "total", "groups", "each", "kept"]
_TESTED: dict[str, tuple[Column, ...]] = {
    "a": ("a.place", "a.n", "a.n", "a.name"),
    "l": ("l.p", "l.q", "l.p", "l.q"),
    "b": ("b.kind", "b.n", "b.kind", "b.name"),
}
_SHOWN: dict[str, tuple[Column, ...]] = {"a": ("a.name", "a.place", "a.n"), "l": ("l.p", "l.q"), "b": ("b.name", "b.kind", "b.n")}
_NUMBERS: dict[str, tuple[Column, ...]] = {"a": ("a.n",), "l": ("l.p", "l.q"), "b": ("b.n",)}


def effort(problem: SqlQuery) -> int:
    """What there is to think of."""
    found = 2 * (len(problem.tables) - 1) + len(problem.columns) // 2 + problem.distinct + bool(problem.limit)
    found += 2 * bool(problem.columns and problem.aggregates) + problem.whole + 2 * problem.keep + 2 * len(problem.having)
    found += bool(problem.order) + len(problem.inner)
    found += sum(1 + (one.kind not in ("rows", "sum") and one.column != "l.id") for one in problem.aggregates)
    for clause in problem.where:
        found += len(clause) - 1
        found += sum({"test": 1, "has": 3, "lacks": 3, "above": 3}[one.kind] for one in clause)
        found += sum(len(one.tests) - (one.kind == "test") + bool(one.within) for one in clause)
    return found


def _test(rng: Random, column: Column) -> Test:
    if column in POOLS:
        pool = POOLS[column][:5]
        chance = rng.random()
        if chance < 0.2 and column in NULLABLE:
            return Test(column, rng.choice(("null", "some")))
        if chance < 0.4:
            return Test(column, "begins", (rng.choice(sorted({word[0] for word in pool})),))
        if chance < 0.6:
            return Test(column, "in", tuple(rng.sample(pool, 2)))
        return Test(column, rng.choice(("=", "<>")), (rng.choice(pool),))
    low, high = RANGES[column]
    if column in NULLABLE and rng.random() < 0.12:
        return Test(column, rng.choice(("null", "some")))
    op: Any = rng.choice(("<", "<=", ">", ">=", ">=", "<=", "<>"))
    return Test(column, op, (rng.randint(low + (high - low) // 4, high - (high - low) // 4),))


def _condition(rng: Random, tables: str, hard: int) -> Condition:
    chance = rng.random()
    if hard > 1 and tables == "a" and chance < 0.5:
        numbers: tuple[Column, ...] = ("l.p", "l.q")
        tests = tuple(_test(rng, column) for column in rng.sample(numbers, rng.choice((0, 1, 1, 2))))
        return Condition("lacks", tests) if rng.random() < 0.45 else Condition("has", tests, rng.choice((1, 2, 2, 3)))
    table = rng.choice(tables)
    if hard > 2 and chance < 0.75 and table != "l":
        column = _NUMBERS[table][0]
        aggregate: Any
        op: Any
        aggregate, op = rng.choice((("avg", ">"), ("avg", "<"), ("max", "="), ("min", "=")))
        place: Column = "a.place" if table == "a" else "b.kind"
        within = place if rng.random() < 0.5 else None
        return Condition("above", column=column, op=op, aggregate=aggregate, within=within)
    return Condition("test", (_test(rng, rng.choice(_TESTED[table])),))


def _aggregate(rng: Random, tables: str, hard: int) -> Aggregate:
    column: Column = rng.choice([column for table in tables for column in _NUMBERS[table]])
    kinds: list[Any] = ["rows", "rows", "sum", "avg", "min", "max"] + ["distinct", "values"] * (hard > 0)
    kind = rng.choice(kinds)
    if kind == "rows":
        return Aggregate("rows")
    if kind in ("distinct", "values"):
        return Aggregate(kind, rng.choice([c for c in ("a.place", "b.kind", "l.q", "a.n") if c[0] in tables] or [column]))
    return Aggregate(kind, column)


def start(rng: Random, form: Form, hard: int) -> SqlQuery:
    """The least question of a form."""
    world: Any = rng.choice(sorted(WORLDS))
    joined = ("al", "lb", "alb") if hard > 1 else ("al", "lb")
    if form == "kept":
        kind: Any = rng.choice(("sum", "avg", "min", "max"))
        counted = Aggregate("values", "l.id") if rng.random() < 0.25 else Aggregate(kind, rng.choice(_NUMBERS["l"]))
        return SqlQuery(world, "al", ("a.name",), aggregates=(counted,), keep=True, whole=True)
    if form == "each":
        tables: Any = rng.choice(joined)
        table: Any = rng.choice([table for table in tables if table != "l"])
        named: Column = "a.name" if table == "a" else "b.name"
        return SqlQuery(world, tables, (named,), aggregates=(_aggregate(rng, tables.replace(table, ""), hard),), whole=True)
    tables = rng.choice(("a", "a", "b", *joined * 2) if hard else ("a", "b"))
    if form == "rows":
        columns: list[Column] = [column for table in tables for column in _SHOWN[table]]
        return SqlQuery(world, tables, tuple(rng.sample(columns, rng.choice((1, 2, 2)))))
    if form == "total":
        return SqlQuery(world, tables, (), aggregates=(_aggregate(rng, tables, hard),))
    places: tuple[Column, ...] = ("a.place", "b.kind")
    key: Column = rng.choice([column for column in places if column[0] in tables])
    return SqlQuery(world, tables, (key,), aggregates=(_aggregate(rng, tables, hard),))


def more(rng: Random, problem: SqlQuery, hard: int) -> SqlQuery:
    """The question with one part more."""
    shown = len(problem.columns) + len(problem.aggregates)
    chance = rng.random()
    if problem.keep and chance < 0.3 and len(problem.inner) < 2:
        numbers: tuple[Column, ...] = ("l.p", "l.q")
        left: list[Column] = [column for column in numbers if column not in {test.column for test in problem.inner}]
        return replace(problem, inner=(*problem.inner, _test(rng, rng.choice(left))))
    if chance < 0.5 and len(problem.where) < 4:
        return _narrowed(rng, problem, hard)
    if chance < 0.6 and problem.columns and problem.aggregates and len(problem.aggregates) < 2:
        extra = _aggregate(rng, "l" if problem.keep else problem.tables, hard)
        if extra not in problem.aggregates and not (problem.keep and extra.kind == "rows"):
            return replace(problem, aggregates=(*problem.aggregates, extra), order=(), limit=0)
    if chance < 0.7 and not problem.aggregates and not problem.distinct:
        return replace(problem, distinct=True)
    if chance < 0.85 and problem.columns and not problem.order:
        if shown > 2 and rng.random() < SELDOM:
            return problem
        places = list(range(shown))
        rng.shuffle(places)
        if problem.aggregates and not problem.whole:  # no two groups have the same key: it comes last, or the others decide nothing
            places.sort(key=lambda place: place < len(problem.columns))
        return replace(problem, order=tuple(Order(place, rng.random() < 0.5) for place in places))
    if problem.order and not problem.limit:
        return replace(problem, limit=rng.randint(2, 4))
    return problem


def _narrowed(rng: Random, problem: SqlQuery, hard: int) -> SqlQuery:
    """With one condition more, perhaps as the other one of two."""
    tables = "a" if problem.keep else problem.tables
    new = _condition(rng, tables, hard)
    tested = {test.column for clause in problem.where for one in clause if one.kind == "test" for test in one.tests}
    if (new.kind == "test" and new.tests[0].column in tested) or any(new.kind == one.kind != "test" for c in problem.where for one in c):
        return problem
    if hard > 0 and problem.where and len(problem.where[-1]) == 1 and rng.random() < 0.3:
        return replace(problem, where=(*problem.where[:-1], (problem.where[-1][0], new)))
    return replace(problem, where=(*problem.where, (new,)))


def bounded(rng: Random, problem: SqlQuery, groups: Sequence[Sequence[Any]]) -> SqlQuery:
    """With a condition on its groups, at a number that one of them has. groups: the aggregate of every group of some databases."""
    place = rng.randrange(len(problem.aggregates))
    at = len(problem.columns) + place
    values = sorted({int(row[at]) for row in groups if row[at] is not None})
    if len(values) < 3:
        return problem
    value = rng.choice(values[1:-1])
    op: Any = rng.choice((">", ">=", "<", "<=", ">=", ">"))
    return replace(problem, having=(Having(problem.aggregates[place], op, value),))
