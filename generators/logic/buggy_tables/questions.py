"""Questions about a table, such that no damage, condition or group can be overlooked."""

from random import Random

from msgspec.structs import replace

from synth.generators.logic.buggy_tables.damaging import WORDS, drawn_condition, one_of
from synth.generators.logic.buggy_tables.knobs import Knobs
from synth.generators.logic.buggy_tables.misreading import BROKEN
from synth.verifiers.logic.buggy_tables.tables import Condition, Query, Table, result, together

QUERIES = 14


def _answer(table: Table, query: Query) -> object:
    try:
        return result(table, query)
    except BROKEN:
        return None


def question_of(rng: Random, knobs: Knobs, table: Table, others: list[Table]) -> Query | None:
    """A question that those tables answer otherwise, and that would have another answer without one of its conditions."""
    touched = tuple(name for name in table if any(other.get(name) != table[name] for other in others))
    for _ in range(QUERIES):
        query = _drawn_query(rng, knobs, table, touched)
        if query is None:
            continue
        found = [condition.among(table[condition.column]) for condition in query.conditions]
        here = together(found)
        if sum(here) < 2 + (knobs.rows > 12):
            continue
        right = result(table, query, here)
        if right == 0 or any(_answer(other, query) == right for other in others):
            continue
        without = [found[:place] + found[place + 1 :] for place in range(len(found))]
        if any(result(table, query, together(rest) if rest else [True] * len(here)) == right for rest in without):
            continue
        if not query.group or result(table, ungrouped(query), here) != right:
            return query
    return None


def ungrouped(query: Query) -> Query:
    """The question about all rows at once."""
    return replace(query, group="", over_groups="max")


def _drawn_query(rng: Random, knobs: Knobs, table: Table, touched: tuple[str, ...]) -> Query | None:
    """touched: columns that the damages changed, one of which it is mostly about."""
    group = rng.choice([name for name in table if name in WORDS]) if rng.randrange(100) < knobs.grouped else ""
    conditions: list[Condition] = []
    for _ in range(knobs.conditions):
        taken = (*(condition.column for condition in conditions), *((group,) if group else ()))
        condition = drawn_condition(rng, table, taken, touched, wide=knobs.conditions + bool(group) > 2)
        if condition:
            conditions.append(condition)
    if not conditions:
        return None
    numeric = [name for name in table if name not in WORDS]
    column = one_of(rng, numeric, touched)
    factor = ""
    if knobs.kinds > 1 and rng.random() < 0.25:
        factor = rng.choice([name for name in numeric if name != column])
        column, factor = sorted((column, factor))
    aggregate = rng.choice(("sum", "sum", "mean", "mean", "max", "range", *(("min", "count") if knobs.damages == 1 else ())))
    over = rng.choice(("max", "min", "range", "mean")) if group else "max"
    if over == aggregate and over != "mean":
        over = "range"  # the largest of the largest would be the largest of all
    if aggregate == "count":
        column, factor = "", ""
    conditions.sort(key=lambda condition: condition.column)
    return Query(tuple(conditions), aggregate, column or numeric[0], factor, group, over)  # type: ignore[arg-type]
