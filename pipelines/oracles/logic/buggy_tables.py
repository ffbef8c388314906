"""Independent route: rows as records that are put right one by one, and a question in SQL that SQLite answers on the restored table."""

import re
import sqlite3
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

SMALLER = {"price": 100, "total": 100, "weight": 1000, "distance": 1000, "time": 60}


def check(problem: dict, answer: str) -> bool:
    text = answer.strip().removesuffix(".")
    return re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", text) is not None and Decimal(text) == _answer(problem)


def solutions(problem: dict) -> int:
    return len({_answer(problem)})


def _answer(problem: dict) -> Decimal:
    names = list(problem["columns"])
    records = [dict(zip(names, row, strict=True)) for row in problem["rows"]]
    for damage in problem["damages"][::-1]:
        records = _before(records, damage)
    exact, asks_mean = _asked(records, problem["query"])
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01" if asks_mean else "1"), ROUND_HALF_UP)


def _true(record: dict, condition: dict) -> bool:
    value, others = record[condition["column"]], condition["values"]
    match condition["what"]:
        case "is" | "one_of":
            return value in others
        case "is_not":
            return value is not None and value not in others
        case "at_least":
            return value >= others[0]
        case "at_most":
            return value <= others[0]
        case parity:
            return ("even", "odd")[value % 2] == parity


def _before(records: list[dict], damage: dict) -> list[dict]:
    kind, columns, count = damage["kind"], damage["columns"], len(records)
    if kind == "duplicates":
        return [record for place, record in enumerate(records) if record not in records[:place]]
    if kind == "headings":
        came_from = {columns[(place + 1) % len(columns)]: name for place, name in enumerate(columns)}
        return [{came_from.get(name, name): value for name, value in record.items()} for record in records]
    found = [dict(record) for record in records]
    name = columns[0]
    for place, record in enumerate(records):
        if kind == "rotate":
            found[(place - damage["number"]) % count][name] = record[name]
        elif kind == "upside_down":
            found[count - 1 - place][name] = record[name]
        elif kind == "ditto" and record[name] is None:
            found[place][name] = next(other[name] for other in records[place::-1] if other[name] is not None)
        elif kind == "differences":
            found[place][name] = sum(other[name] for other in records[: place + 1])
        elif kind == "totals" and place:
            found[place][name] = record[name] - records[place - 1][name]
        elif kind == "lost" and record[name] is None:
            exact = Fraction(record["total"], record["price" if name == "pieces" else "pieces"]) if name != "total" else None
            found[place][name] = int(exact) if exact is not None else record["pieces"] * record["price"]
        elif kind == "relabel":
            one, other = damage["where"][0]["values"]
            found[place][name] = {one: other, other: one}.get(record[name], record[name])
        elif kind in ("swap", "slide", "digits", "unit") and all(_true(record, condition) for condition in damage["where"]):
            if kind == "digits":
                found[place][name] = sum(10**power * int(digit) for power, digit in enumerate(str(record[name])))
            elif kind == "unit":
                found[place][name] = record[name] // SMALLER[name]
            else:
                for there, here in zip((*columns[1:], name), columns, strict=True):
                    found[place][here] = record[there]
    return found


_TESTS = {"is": "= ?", "is_not": "<> ?", "at_least": ">= ?", "at_most": "<= ?", "odd": "% 2 <> 0", "even": "% 2 = 0"}
_RESULTS = {"sum": "sum(v)", "mean": "sum(v)", "max": "max(v)", "min": "min(v)", "range": "max(v) - min(v)", "count": "count(*)"}


def _asked(records: list[dict], query: dict) -> tuple[Fraction, bool]:
    """The exact result, and whether it is a mean."""
    names = list(records[0])
    base = sqlite3.connect(":memory:")
    base.execute(f"create table t ({', '.join(f'c_{name}' for name in names)})")
    base.executemany(f"insert into t values ({', '.join('?' * len(names))})", [[record[name] for name in names] for record in records])
    wheres, values = ["1 = 1"], []
    for condition in query["conditions"]:
        test = _TESTS.get(condition["what"]) or f"in ({', '.join('?' * len(condition['values']))})"
        wheres.append(f"c_{condition['column']} {test}")
        values += condition["values"]
    value = " * ".join(f"c_{name}" for name in (query["column"], query["factor"]) if name)
    by = f"group by c_{query['group']}" if query["group"] else ""
    source = f"(select *, {value} as v from t where {' and '.join(wheres)})"
    rows = base.execute(f"select {_RESULTS[query['aggregate']]}, count(*) from {source} {by}", values).fetchall()
    base.close()
    results = [Fraction(total, number if query["aggregate"] == "mean" else 1) for total, number in rows]
    over = {"max": max(results), "min": min(results), "range": max(results) - min(results), "mean": sum(results) / len(results)}
    asks_mean = query["aggregate"] == "mean" or bool(query["group"] and query["over_groups"] == "mean")
    return over[query["over_groups"]] if query["group"] else results[0], asks_mean
