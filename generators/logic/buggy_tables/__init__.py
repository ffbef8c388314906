"""Buggy tables: a drawn table, damaged so that it can be restored, and a question that the damaged table answers otherwise.

Damages that follow one another touch, so that they have to be undone from the last to the first. No damage, no condition and no group
can be overlooked: each changes the answer. Effort is the number of values that have to be put right, those that hang on others
twice, and of values that are looked at for the question."""

from collections.abc import Iterator
from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.logic.buggy_tables.damaging import (
    FIRST,
    KINDS,
    NUMBERS,
    ONE_BY_ONE,
    ORDERED,
    WORDS,
    done,
    drawn_condition,
    drawn_damage,
    one_of,
)
from synth.generators.logic.buggy_tables.words import CHINESE
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.buggy_tables import BuggyTables, right_number, verify
from synth.verifiers.logic.buggy_tables.tables import UNITS, Condition, Damage, Query, Table, result, rows_where, undone

TABLES, DAMAGES, QUERIES = 8, 4, 14
BROKEN = (ValueError, KeyError, TypeError, OverflowError)
"""What undoing the wrong damage may end in."""


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=5, le=40)]
    """Rows of the table before anything happens to it."""
    words: Annotated[int, Meta(ge=1, le=4)]
    """Columns of words."""
    numbers: Annotated[int, Meta(ge=2, le=5)]
    """Columns of numbers; three more of them where a total is told by two others."""
    damages: Annotated[int, Meta(ge=1, le=3)]
    """Damages, one after the other."""
    kinds: Annotated[int, Meta(ge=1, le=3)]
    """1: what a glance sees through; 2: also lost, slid and repeated values; 3: also values that hang on one another."""
    conditions: Annotated[int, Meta(ge=1, le=4)]
    """Conditions on the rows that count."""
    grouped: Annotated[int, Meta(ge=0, le=100)]
    """Percentage of questions that compare groups of rows."""


LEVELS = (
    Knobs(5, 1, 2, 1, 1, 1, 0),
    Knobs(7, 1, 2, 1, 1, 1, 0),
    Knobs(9, 2, 2, 1, 2, 1, 0),
    Knobs(10, 2, 3, 1, 3, 2, 20),
    Knobs(10, 2, 3, 2, 2, 2, 20),
    Knobs(12, 2, 3, 2, 3, 2, 40),
    Knobs(14, 2, 4, 2, 3, 3, 60),
    Knobs(14, 3, 4, 3, 3, 3, 80),
    Knobs(18, 3, 4, 3, 3, 3, 100),
    Knobs(22, 3, 4, 3, 3, 3, 100),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TABLES):
        kinds = _kinds(rng, knobs)
        table = _table(rng, knobs, kinds)
        damaged = _damaged(rng, table, kinds)
        if damaged is None:
            continue
        shown, damages = damaged
        query = _query(rng, knobs, table, misread(shown, damages))
        if query:
            problem = BuggyTables(tuple(shown), tuple(zip(*shown.values(), strict=True)), damages, query)
            return Sample(problem, answer_to(problem), effort=float(effort(problem)))
    raise Discard("a damage or condition without effect")


def answer_to(problem: BuggyTables) -> str:
    """With as many decimals as are asked for."""
    places, value = problem.query.places(), right_number(problem)
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    return ("-" if value < 0 else "") + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _kinds(rng: Random, knobs: Knobs) -> list[str]:
    """Damages in their order; the hardest that are allowed are among them more often."""
    allowed = [kind for kinds in KINDS[: knobs.kinds] for kind in kinds] + list(KINDS[knobs.kinds - 1])
    found: list[str] = []
    while len(found) < knobs.damages:
        kind = rng.choice(allowed)
        if "duplicates" in (kind, *found) and ONE_BY_ONE & {kind, *found} and rng.random() < 0.8:
            continue
        if kind not in found and not (kind in FIRST and FIRST & set(found)):
            found.append(kind)
    return sorted(found, key=lambda kind: kind not in FIRST)


def _table(rng: Random, knobs: Knobs, kinds: list[str]) -> Table:
    names = rng.sample(sorted(WORDS), knobs.words)
    numeric = rng.sample([name for name in NUMBERS if name != "total"], knobs.numbers)
    if "lost" in kinds:
        numeric = ["pieces", "price", "total", *[name for name in numeric if name not in ("pieces", "price")][: knobs.numbers - 2]]
    elif "slide" in kinds and knobs.numbers < 3:
        numeric = rng.sample([name for name in NUMBERS if name != "total"], 3)
    order = rng.sample([*names, *numeric], len(names) + len(numeric))
    table: Table = {}
    for name in order:
        if name in WORDS:
            few = rng.sample(WORDS[name], min(len(WORDS[name]), 2 + (knobs.rows > 6) + (knobs.rows > 12)))
            table[name] = [few[row] if row < len(few) else rng.choice(few) for row in rng.sample(range(knobs.rows), knobs.rows)]
            if "ditto" in kinds:
                for row in range(1, knobs.rows):
                    if rng.random() < 0.35:
                        table[name][row] = table[name][row - 1]
        elif name != "total":
            low, high = NUMBERS[name]
            table[name] = [_number(rng, low, high) for _ in range(knobs.rows)]
    if "total" in numeric:
        totals = [one * other for one, other in zip(table["pieces"], table["price"], strict=True)]  # type: ignore[operator]
        table["total"] = list(totals)
    return {name: table[name] for name in order}


def _number(rng: Random, low: int, high: int) -> int:
    """Without a nought at its end, so that its digits can be reversed."""
    number = rng.randint(low, high)
    return number if number % 10 else number + rng.randint(1, 9)


def _damaged(rng: Random, table: Table, kinds: list[str]) -> tuple[Table, tuple[Damage, ...]] | None:
    """The table after damages of these kinds, and the damages, which have to be undone from the last to the first; None where none such
    were drawn."""
    for _ in range(DAMAGES):
        shown, damages = table, list[Damage]()
        try:
            for kind in kinds:
                near = tuple(name for damage in damages for name in damage.columns)
                damage = drawn_damage(rng, shown, kind, near)
                before = shown
                shown = done(rng, shown, damage) if damage else shown
                if damage is None or shown == before:
                    break
                damages.append(damage)
            if len(damages) < len(kinds) or undone(shown, damages) != table:
                continue
        except BROKEN:
            continue
        if len(damages) == 1 or _read(shown, damages[::-1]) != table:
            return shown, tuple(damages)
    return None


def _read(shown: Table, damages: list[Damage]) -> Table | None:
    try:
        return undone(shown, damages)
    except BROKEN:
        return None


def misread(shown: Table, damages: tuple[Damage, ...]) -> list[Table]:
    """What a hasty reader takes for the table: as it stands, without undoing one of the damages, undoing them from the first to the
    last, or moving values on instead of back."""
    right = undone(shown, damages)
    overlooked = [_read(shown, []), *(_read(shown, [*damages[:place], *damages[place + 1 :]]) for place in range(len(damages)))]
    other_ways = [_read(shown, list(damages[::-1])), moved_on(shown, damages)]
    return [table for table in overlooked if table] + [table for table in other_ways if table and table != right]


def moved_on(shown: Table, damages: tuple[Damage, ...]) -> Table | None:
    """The table when what moved is moved once more instead of back; None where nothing moved, or that can't be done."""
    table, moves = shown, False
    for damage in reversed(damages):
        if damage.kind == "rotate":
            values = table[damage.columns[0]]
            table, moves = table | {damage.columns[0]: values[-damage.number :] + values[: -damage.number]}, True
            continue
        again = damage.kind in ("slide", "headings") and len(damage.columns) > 2
        restored = _read(table, [replace(damage, columns=damage.columns[::-1]) if again else damage])
        if restored is None:
            return None
        table, moves = restored, moves or again
    return table if moves else None


def _answer(table: Table, query: Query) -> object:
    try:
        return result(table, query)
    except BROKEN:
        return None


def _query(rng: Random, knobs: Knobs, table: Table, others: list[Table]) -> Query | None:
    """A question that those tables answer otherwise, and that would have another answer without one of its conditions."""
    touched = tuple(name for name in table if any(other.get(name) != table[name] for other in others))
    for _ in range(QUERIES):
        query = _drawn_query(rng, knobs, table, touched)
        if query is None or sum(rows_where(table, query.conditions)) < 2 + (knobs.rows > 12):
            continue
        right, easier = result(table, query), easier_ones(query)
        if right != 0 and all(_answer(other, query) != right for other in others) and all(_answer(table, one) != right for one in easier):
            return query
    return None


def easier_ones(query: Query) -> Iterator[Query]:
    """The question without one of its conditions, and without its groups."""
    for place in range(len(query.conditions)):
        yield replace(query, conditions=query.conditions[:place] + query.conditions[place + 1 :])
    if query.group:
        yield replace(query, group="", over_groups="max")


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


def effort(problem: BuggyTables) -> int:
    """Values that are put right or looked at."""
    total, table = 0, problem.table()
    for place in range(len(problem.damages), 0, -1):
        damage = problem.damages[place - 1]
        before = undone(table, (damage,))
        rows = len(next(iter(table.values())))
        touched = sum(rows_where(table, damage.where)) if damage.kind != "relabel" else rows
        touched *= max(1, len(damage.columns)) * (1 + (damage.kind in ("differences", "totals", "lost")))
        total += touched * place if damage.kind != "headings" else rows
        table = before
    query = problem.query
    rows = len(next(iter(table.values())))
    counted = sum(rows_where(table, query.conditions))
    return total + rows * len(query.conditions) + counted * (1 + bool(query.factor)) * (1 + bool(query.group))


def prompt_variables(problem: BuggyTables, rng: Random) -> dict[str, object]:
    query = problem.query
    number = 1000 + int(9000 * rng.random())
    return {
        "columns": problem.columns,
        "rows": problem.rows,
        "damages": problem.damages,
        "query": query,
        "places": query.places(),
        "units": [(name, *UNITS[name]) for name in UNITS if name in problem.columns],
        "example": f"{number}.{10 + int(89 * rng.random())}" if query.places() else str(number),
    }


def canonical(problem: BuggyTables) -> object:
    """Columns by their headings, and rows sorted where their order does not matter."""
    order = sorted(range(len(problem.columns)), key=lambda place: problem.columns[place])
    rows = [[row[place] for place in order] for row in problem.rows]
    if not any(damage.kind in ORDERED for damage in problem.damages):
        rows.sort(key=repr)
    query = problem.query
    conditions = sorted(condition.to_json() for condition in query.conditions)
    asked = [query.aggregate, query.column if query.aggregate != "count" else "", query.factor, query.group, query.over_groups]
    return sorted(problem.columns), rows, [damage.to_json() for damage in problem.damages], conditions, asked


TASK = Task(
    __name__,
    version=1,
    problem=BuggyTables,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(1_000_000,) * 10,
    unique=True,
    canonical=canonical,
    words={"zh": CHINESE},
)
