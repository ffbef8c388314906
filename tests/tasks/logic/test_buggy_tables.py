"""Buggy tables: each kind of damage is undone by hand-made examples, and every one that can be drawn is undone to what was there before."""

from contextlib import suppress
from fractions import Fraction
from random import Random

import pytest
from drawing import candidates
from msgspec.structs import replace

from synth.generators.logic.buggy_tables import LEVELS, canonical
from synth.generators.logic.buggy_tables.damaging import KINDS, done, drawn_damage
from synth.generators.logic.buggy_tables.misreading import misread
from synth.generators.logic.buggy_tables.questions import ungrouped
from synth.verifiers.logic.buggy_tables import BuggyTables, right_number
from synth.verifiers.logic.buggy_tables.tables import Condition, Damage, Query, result, rounded, undone

TABLE = {
    "region": ["north", "north", "south", "north"],
    "pieces": [3, 5, 4, 12],
    "price": [21, 13, 45, 31],
    "total": [63, 65, 180, 372],
}
NORTH = (Condition("region", "is", ("north",)),)


@pytest.mark.parametrize(
    ("kind", "columns", "number", "where", "shown"),
    [
        ("rotate", ("price",), 1, (), {"price": [31, 21, 13, 45]}),
        ("upside_down", ("price",), 0, (), {"price": [31, 45, 13, 21]}),
        ("swap", ("pieces", "price"), 0, NORTH, {"pieces": [21, 13, 4, 31], "price": [3, 5, 45, 12]}),
        (
            "slide",
            ("pieces", "price", "total"),
            0,
            NORTH,
            {"pieces": [63, 65, 4, 372], "price": [3, 5, 45, 12], "total": [21, 13, 180, 31]},
        ),
        ("digits", ("price",), 0, (), {"price": [12, 31, 54, 13]}),
        ("unit", ("price",), 0, NORTH, {"price": [2100, 1300, 45, 3100]}),
        ("differences", ("price",), 0, (), {"price": [21, -8, 32, -14]}),
        ("totals", ("price",), 0, (), {"price": [21, 34, 79, 110]}),
        ("ditto", ("region",), 0, (), {"region": ["north", None, "south", "north"]}),
        ("relabel", ("region",), 0, (Condition("region", "one_of", ("north", "south")),), {"region": ["south", "south", "north", "south"]}),
        (
            "headings",
            ("pieces", "price", "total"),
            0,
            (),
            {"price": [3, 5, 4, 12], "total": [21, 13, 45, 31], "pieces": [63, 65, 180, 372]},
        ),
    ],
)
def test_what_happens_and_how_it_is_undone(kind, columns, number, where, shown):
    damage = Damage(kind, columns, number, where)
    assert done(Random(1), TABLE, damage) == TABLE | shown
    assert undone(TABLE | shown, [damage]) == TABLE


@pytest.mark.parametrize(("column", "parts"), [("price", 100), ("total", 100), ("weight", 1000), ("distance", 1000), ("time", 60)])
def test_as_many_small_units_make_one_as_anywhere(column, parts):
    assert undone({column: [parts, 7 * parts]}, [Damage("unit", (column,), 0, ())]) == {column: [1, 7]}


def test_a_ground_truth_has_sixty_rows_at_most():
    rows = (("north", 700),) * 60
    query, damages = Query((), "sum", "price", "", "", "max"), (Damage("unit", ("price",), 0, ()),)
    most = BuggyTables(("region", "price"), rows, damages, query)
    assert BuggyTables.from_json(most.to_json()) == most
    with pytest.raises(ValueError, match="60"):
        BuggyTables.from_json(BuggyTables(("region", "price"), (*rows, rows[0]), damages, query).to_json())


@pytest.mark.parametrize("column", ["pieces", "price", "total"])
def test_lost_values_follow_from_the_others(column):
    assert undone(TABLE | {column: [None] * 4}, [Damage("lost", (column,), 0, ())]) == TABLE


def test_copies_of_rows_go():
    shown = {name: [values[0], values[1], values[0], *values[2:], values[1]] for name, values in TABLE.items()}
    assert undone(shown, [Damage("duplicates", (), 0, ())]) == TABLE


@pytest.mark.parametrize("kind", [kind for kinds in KINDS for kind in kinds])
def test_every_drawn_damage_is_undone(kind):
    tried = 0
    for seed in range(60):
        rng = Random(seed)
        table = {name: rng.sample(values, 4) if name == "region" else list(values) for name, values in TABLE.items()}
        damage = drawn_damage(rng, table, kind)
        with suppress(ValueError):  # not every number can be told by its digits in reverse
            shown = done(rng, table, damage) if damage else table
            tried += shown != table
            assert shown == table or undone(shown, [damage]) == table
    assert tried > 10


def test_the_last_damage_is_undone_first():
    damages = [Damage("upside_down", ("price",), 0, ()), Damage("headings", ("price", "pieces"), 0, ())]
    shown = TABLE
    for damage in damages:
        shown = done(Random(0), shown, damage)
    assert shown["pieces"] == [31, 45, 13, 21]
    assert undone(shown, damages) == TABLE


@pytest.mark.parametrize(
    ("query", "right"),
    [
        (Query(NORTH, "sum", "price", "", "", "max"), 65),
        (Query(NORTH, "mean", "price", "", "", "max"), Fraction(65, 3)),
        (Query((), "max", "price", "pieces", "region", "range"), 372 - 180),
        (Query((), "count", "price", "", "region", "mean"), 2),
        (Query((Condition("pieces", "odd", ()),), "range", "total", "", "", "max"), 2),
        (Query((Condition("pieces", "at_least", (4,)), Condition("price", "at_most", (31,))), "min", "price", "", "", "max"), 13),
    ],
)
def test_questions(query, right):
    assert result(TABLE, query) == right


def test_halves_are_rounded_up():
    assert [rounded(Fraction(n, 1000), 2) for n in (1004, 1005, 1015)] == [1, Fraction(101, 100), Fraction(102, 100)]


def _easier(query):
    """The question without one of its conditions, and without its groups."""
    for place in range(len(query.conditions)):
        yield replace(query, conditions=query.conditions[:place] + query.conditions[place + 1 :])
    if query.group:
        yield ungrouped(query)


@pytest.mark.parametrize("level", [1, 5, 10])
def test_nothing_can_be_overlooked(level):
    for one in candidates("logic/buggy_tables", level, 30):
        problem = one.members[0].problem
        right = undone(problem.table(), problem.damages)
        exact = result(right, problem.query)
        assert all(result(right, query) != exact for query in _easier(problem.query))
        others = [table for table in misread(problem.table(), problem.damages) if all(None not in values for values in table.values())]
        for table in others:
            try:
                assert result(table, problem.query) != exact
            except (KeyError, ValueError):
                continue
        assert len(problem.damages) == LEVELS[level - 1].damages


def test_rows_may_be_reordered_where_no_damage_goes_by_their_order():
    rows = (("north", 700), ("south", 5), ("north", 900))
    query = Query((), "sum", "price", "", "", "max")
    unit, turned = Damage("unit", ("price",), 0, NORTH), Damage("upside_down", ("price",), 0, ())
    for damage, same in ((unit, True), (turned, False)):
        one, other = (BuggyTables(("region", "price"), order, (damage,), query) for order in (rows, rows[::-1]))
        assert (canonical(one) == canonical(other)) is same
    assert right_number(BuggyTables(("region", "price"), rows, (unit,), query)) == 21


@pytest.mark.parametrize(
    "changes",
    [
        {"columns": ("price", "price")},
        {"rows": (("north", 700), ("south",))},
        {"rows": (("north", 700), ("south", 701))},
        {"damages": (Damage("unit", ("weight",), 0, ()),)},
        {"damages": (Damage("digits", ("region",), 0, ()),)},
        {"query": Query((Condition("region", "is", ("east",)),), "sum", "price", "", "", "max")},
        {"query": Query((), "sum", "region", "", "", "max")},
    ],
)
def test_what_can_not_be_undone_or_asked_is_no_problem(changes):
    fields = {"columns": ("region", "price"), "rows": (("north", 700), ("south", 500)), "query": Query((), "sum", "price", "", "", "max")}
    fields["damages"] = (Damage("unit", ("price",), 0, ()),)
    assert right_number(BuggyTables(**fields)) == 12
    with pytest.raises(ValueError, match=r"undone|heading|counts|number|divide"):
        BuggyTables(**(fields | changes))


@pytest.mark.parametrize(
    "damage",
    [
        ("swap", ("price", "price"), 0, ()),
        ("swap", ("price",), 0, ()),
        ("rotate", ("price",), 0, ()),
        ("upside_down", ("price",), 1, ()),
        ("rotate", ("price",), 1, NORTH),
        ("digits", ("region",), 0, NORTH),
        ("relabel", ("region",), 0, NORTH),
        ("relabel", ("price",), 0, (Condition("region", "one_of", ("north", "south")),)),
    ],
)
def test_a_damage_has_what_it_needs(damage):
    with pytest.raises(ValueError, match=r"damage|slid|words|rows"):
        Damage(*damage)


def test_what_was_lost_is_not_divided_by_nothing():
    table = {"pieces": [None], "price": [0], "total": [12]}
    with pytest.raises(ValueError, match="divide"):
        undone(table, (Damage("lost", ("pieces",), 0, ()),))
