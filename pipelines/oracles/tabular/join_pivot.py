"""Independent route: tables in SQLite, joined, grouped and ordered by queries; running totals by a window function."""

import re
import sqlite3
from fractions import Fraction


def check(problem: dict, answer: str) -> bool:
    results = _results(problem)
    if len(results) != 1:
        return False
    result, text = results[0], answer.strip()
    if isinstance(result, str):
        return re.findall(r"\w+", text.lower()) == re.findall(r"\w+", result.lower())
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None and Fraction(text) == result


def solutions(problem: dict) -> int:
    return len(_results(problem))


def _results(problem: dict) -> list:
    """What is asked for; several where ties leave it open."""
    with sqlite3.connect(":memory:") as base:
        base.execute("create table delivery (number integer, branch text, product text, boxes integer)")
        base.execute("create table place (branch text, region text)")
        base.execute("create table ware (product text, origin text, price integer)")
        rows = [(number, *record) for number, record in enumerate(problem["records"], 1)]
        base.executemany("insert into delivery values (?, ?, ?, ?)", rows)
        base.executemany("insert into place values (?, ?)", problem["branches"])
        base.executemany("insert into ware values (?, ?, ?)", problem["products"])
        base.execute(
            "create view whole as select number, delivery.branch as branch, region, delivery.product as product, origin, boxes, "
            f"boxes * price * {int(problem['pack'])} as value from delivery "
            "join place on place.branch = delivery.branch join ware on ware.product = delivery.product"
        )
        try:
            return _asked(base, problem)
        finally:
            base.rollback()


def _asked(base: sqlite3.Connection, problem: dict) -> list:
    where, values, chosen = "1", [], None
    for step in problem["steps"]:
        field, measure = step["field"], step["measure"]
        totals = base.execute(f"select {field}, sum({measure}) from whole where {where} group by {field}", values).fetchall()
        sizes = sorted((total for _, total in totals), reverse=step["largest"])
        if len(totals) < 2 or len(sizes) < step["rank"]:
            return []
        found = [label for label, total in totals if total == sizes[step["rank"] - 1]]
        if len(found) != 1:
            return found
        chosen = found[0]
        where, values = f"{where} and {field} {'<>' if step.get('drops') else '='} ?", [*values, chosen]
    ask = problem["ask"]
    if ask["kind"] == "label":
        return [chosen]
    measure, unit = ask["measure"], Fraction(1, 100) if ask["measure"] == "value" and problem["cents"] else Fraction(1)
    if ask["kind"] == "running":
        query = f"select number, sum({measure}) over (order by number) as run from whole where {where} order by number"
        reached = [number for number, run in base.execute(query, values) if run * unit >= ask["limit"]]
        return [Fraction(reached[0])] if reached else []
    if ask["kind"] == "total":
        query = f"select sum({measure}) from whole where {where}"
    elif ask["kind"] == "best":
        query = f"select sum(top) from (select max({measure}) as top from whole where {where} group by {ask['field']})"
    else:
        query = f"select sum({measure}) as size from whole where {where} group by {ask['field']}, {ask['other']} order by size desc"
        sizes = [size for (size,) in base.execute(query, values)]
        size = sizes[ask["rank"] - 1]
        return [size * unit] * sizes.count(size)
    (size,) = base.execute(query, values).fetchone()
    return [size * unit]
