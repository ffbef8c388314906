"""SQL queries: what SQLite may do in the sandbox, how rows are compared, and questions whose answers are known."""

import json
import time
from random import Random

import pytest

from synth.generators import registry
from synth.generators.code.sql_query import FILLED, LEVELS, MOST_SHOWN, generate, mutants
from synth.generators.prompts import render
from synth.pipelines.oracles.code.sql_query import check
from synth.verifiers.code.sql_query import SqlQuery, expected, reference, verify
from synth.verifiers.code.sql_query.data import DATABASES, RANGES, TWICE, database
from synth.verifiers.code.sql_query.running import content, run
from synth.verifiers.code.sql_query.schema import Aggregate, Condition, Having, Order
from synth.verifiers.code.sql_query.schema import Test as Single
from synth.verifiers.code.sql_query.statement import query

NUMBERS = SqlQuery("shop", "a", ("a.n",), ((Condition("test", (Single("a.n", ">=", (30,)),)),),), order=(Order(0),))
STATEMENTS = ["CREATE TABLE t (n INTEGER, s TEXT)"]
CONTENT = content(STATEMENTS, {"t": [(n % 7, f"word {n}") for n in range(30)]})

BOMBS = (
    "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k) SELECT COUNT(*) FROM k",
    "SELECT COUNT(*) FROM t a, t b, t c, t d, t e, t f",
    "SELECT hex(zeroblob(1000000000))",
    "SELECT printf('%.*c', 1000000000, 'x')",
    "SELECT replace(group_concat(s), 'w', group_concat(s)) FROM t",
    "SELECT group_concat(a.s || b.s) FROM t a, t b, t c",
    "SELECT randomblob(100000000)",
    "SELECT random() FROM t",
    "SELECT load_extension('/tmp/x')",
    "SELECT readfile('/etc/passwd')",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM json_each('[1, 2]')",
    "ATTACH '/tmp/x.db' AS x",
    "PRAGMA writable_schema = 1",
    "DELETE FROM t",
    "INSERT INTO t VALUES (1, 'x')",
    "CREATE TABLE u (n)",
    "CREATE TEMP TABLE u AS SELECT * FROM t",
    "VACUUM INTO '/tmp/x.db'",
    "SELECT 1; SELECT 2",
    "SELECT " + "(1 + " * 80 + "1" + ")" * 80,
    "SELECT " + ", ".join(["n"] * 200) + " FROM t",
    "SELECT * FROM t WHERE s LIKE '" + "%a" * 200 + "'",
    "SELECT x'00ff'",
)


def test_databases_do_not_touch_one_another():
    """What SQLite refuses on one, and the rows of one, change nothing for the next."""
    least = -(2**63)
    contents = [content(STATEMENTS, {"t": [(n, "a") for n in numbers]}) for numbers in ((1, 2), (least,), (), (3,))]
    found = run(contents, "SELECT abs(n) FROM t ORDER BY n")
    assert [one.value for one in found] == [[1, [[1], [2]]], None, [1, []], [1, [[3]]]]
    assert [one.kind for one in found] == ["ok", "exception", "ok", "ok"]
    looked_at = []
    assert len(run(contents, "SELECT n FROM t", lambda number, _: looked_at.append(number) or number == 2)) == 3
    assert looked_at == [0, 1, 2]


@pytest.mark.parametrize("text", BOMBS)
def test_sqlite_does_nothing_but_read(text):
    start = time.monotonic()
    assert not run([CONTENT], text)[0].ok
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SELECT MAX(n) OVER (), ROW_NUMBER() OVER (ORDER BY n) FROM t LIMIT 1", [[6, 1]]),
        ("WITH k AS (SELECT n, COUNT(*) AS c FROM t GROUP BY n) SELECT SUM(c), AVG(n) FROM k", [[30, 3.0]]),
        ("SELECT CASE WHEN n > 5 THEN UPPER(s) END FROM t WHERE n = 6 ORDER BY s LIMIT 1", [["WORD 13"]]),
        ("SELECT COALESCE(NULL, 1.5), CAST('3' AS INTEGER), NULL", [[1.5, 3, None]]),
        ("SELECT 1 UNION SELECT 1 EXCEPT SELECT 2", [[1]]),
    ],
)
def test_sqlite_reads_what_people_write(text, rows):
    (found,) = run([CONTENT], text)
    assert found.ok and found.value[1] == rows, found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT age FROM customers WHERE age >= 30 ORDER BY age", ""),
        ("SELECT age * 1.0 FROM customers WHERE age >= 30 ORDER BY 1", ""),
        ("SELECT age + 0.0000001 FROM customers WHERE age >= 30 ORDER BY 1", ""),
        ("SELECT age + 0.001 FROM customers WHERE age >= 30 ORDER BY 1", "rows"),
        ("SELECT CAST(age AS TEXT) FROM customers WHERE age >= 30 ORDER BY age", "rows"),
        ("SELECT DISTINCT age FROM customers WHERE age >= 30 ORDER BY age", "rows"),
        ("SELECT age FROM customers WHERE age >= 30 ORDER BY age DESC", "order"),
        ("SELECT age FROM customers WHERE COALESCE(age, 99) >= 30 ORDER BY age", "rows"),
        ("SELECT age, age FROM customers WHERE age >= 30 ORDER BY age", "columns"),
        ("SELECT age FROM customers WHERE age >= 30 ORDER BY years", "error"),
    ],
)
def test_rows_are_compared_by_value(text, reason):
    assert verify(NUMBERS, text).reason == reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT 1", "SELECT 1"),
        ("text\n```sql\nSELECT 1\n```\nand\n```sql\nSELECT 2;\n```", "SELECT 2;"),
        ("```\nname\n```\n```sql\nSELECT ';'\n```", "SELECT ';'"),
        ("SELECT 1; SELECT 2", None),
        ("SELECT 1 /* ; */ -- ;", "SELECT 1 /* ; */ -- ;"),
        ("SELECT 'a", None),
        ("INSERT INTO t SELECT 1", None),
        ("SELECT (1", None),
    ],
)
def test_one_statement_is_found(text, found):
    assert query(text) == found


def test_the_plain_reckoning_agrees_with_sqlite():
    """And a query that is got wrong is refused by both."""
    for level in (1, 3, 5, 7, 10):
        for turn in range(6):
            problem = generate(Random(turn), LEVELS[level - 1]).problem
            loose = json.loads(problem.to_json())
            assert check(loose, reference(problem)), problem
            texts = mutants.texts(problem)
            wrong = texts[turn % len(texts)]
            assert not verify(problem, wrong).accepted, wrong


def test_questions_show_something_and_seldom_are_asked_twice():
    """Where rows without partners are kept, one condition alone would give few questions."""
    for level in (2, 5, 8):
        for turn in range(12):
            problem = generate(Random(turn), LEVELS[level - 1]).problem
            found = [rows for rows in expected(problem) if any(value is not None for row in rows for value in row)]
            assert len(found) >= FILLED < len({repr(rows) for rows in expected(problem)}), problem
            assert 0 < len(expected(problem)[0]) <= MOST_SHOWN, problem
            assert not problem.keep or len(problem.inner) + len(problem.where) > 1, problem


def test_databases_hold_what_a_question_turns_on():
    test = Single("a.n", ">", (31,))
    drawn = [database((test,), b"", number) for number in range(DATABASES)]
    ages = {row[3] for one in drawn for row in one["a"]}
    assert {30, 31, 32, None} <= ages and max(age for age in ages if age) <= RANGES["a.n"][1]
    assert any(not one["l"] and one["a"] for one in drawn) and any(not one["a"] for one in drawn)
    for one in drawn:
        assert all(link[1] is None or link[1] <= len(one["a"]) for link in one["l"])
    for rows in drawn[TWICE].values():
        assert len({row[0] for row in rows}) == len(rows)
        assert [row[-2:] for row in rows[: len(rows) // 2]] == [row[-2:] for row in rows[len(rows) // 2 :]]


def test_things_of_one_name_are_not_one_row():
    for turn in range(20):
        problem = generate(Random(turn), LEVELS[7]).problem
        if problem.whole:
            text = reference(problem)
            assert verify(problem, text) and verify(problem, text.replace("SELECT\n", "SELECT DISTINCT\n")).reason == "rows"


@pytest.mark.parametrize(
    "parts",
    [
        {"tables": "a", "columns": ("b.name",)},
        {"tables": "a", "columns": ("a.name",), "keep": True},
        {"tables": "al", "columns": ("a.name",), "where": ((Condition("lacks"),),)},
        {"tables": "a", "columns": ("a.name",), "limit": 2},
        {"tables": "a", "columns": ("a.name",), "having": (Having(Aggregate("rows"), ">", 1),)},
        {"tables": "a", "columns": (), "aggregates": ()},
    ],
)
def test_a_problem_is_checked(parts):
    with pytest.raises(ValueError, match=r"\w+"):
        SqlQuery("shop", **parts)


@pytest.mark.parametrize(("column", "op", "values"), [("a.n", "=", ("Rome",)), ("a.name", "=", (3,)), ("a.name", "in", ("Ada", "Ada"))])
def test_a_test_has_different_values_of_its_columns_kind(column, op, values):
    with pytest.raises(ValueError, match="different values of the column's kind"):
        Single(column, op, values)


def test_conditions_on_rows_that_are_kept_stand_behind_a_comma():
    """`also those without any shift for which ...` would be about shifts."""
    problem = SqlQuery(
        "clinic",
        "al",
        ("a.name",),
        ((Condition("test", (Single("a.n", ">=", (30,)),)),),),
        aggregates=(Aggregate("sum", "l.p"),),
        keep=True,
        whole=True,
    )
    text = render(registry.load("code/sql_query"), problem, Random(1))
    assert "also those without any shift, for which the following holds:" in text
