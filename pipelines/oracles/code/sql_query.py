"""Independent route: what is asked for is found in plain Python, on databases of its own; an answer is run by SQLite beside it."""

import json
import random
import re
import sqlite3
from collections import Counter

_WORLDS = {
    "shop": ("customers name city age", "orders customer_id product_id quantity price", "products title category stock"),
    "library": ("readers name town age", "loans reader_id book_id days fine", "books title genre pages"),
    "school": ("students name village age", "exams student_id course_id attempts points", "courses title type hours"),
    "clinic": ("doctors name city age", "shifts doctor_id room_id hours cases", "rooms name type beds"),
    "sport": ("players name team weight", "games player_id venue_id goals fouls", "venues name style seats"),
}
_ROLES = {"a": ("id", "name", "place", "n"), "l": ("id", "a", "b", "p", "q"), "b": ("id", "name", "kind", "n")}
_VALUES = {
    "a.name": ("Ada", "Ben", "Cleo", "Dan", "Eva", "Bo"),
    "a.place": ("Oslo", "Lima", "Rome", "Oran", "Riga", None),
    "a.n": (18, 25, 32, 39, 46, 53, 60, None),
    "l.p": (1, 4, 7, 10, 13, 16, 20),
    "l.q": (5, 16, 27, 38, 49, 60, 71, 80, None),
    "b.name": ("Alpha", "Beta", "Gamma", "Delta", "Atlas"),
    "b.kind": ("Basic", "Classic", "Modern", "Open", None),
    "b.n": (10, 24, 38, 52, 66, 78, 90),
}
_DATABASES = 64


def _tests(problem: dict) -> list:
    return [test for clause in problem["where"] for one in clause for test in one["tests"]] + problem["inner"]


def _drawn(rng: random.Random, problem: dict) -> dict:
    """The rows of each table, as dicts by role."""
    near: dict = {}
    for test in _tests(problem):
        for value in test["values"]:
            if test["op"] != "begins":
                near.setdefault(test["column"], []).extend([value] if isinstance(value, str) else [value - 1, value, value, value + 1])
    few = {role: rng.sample(values, rng.randint(2, len(values))) for role, values in _VALUES.items()}
    sizes = {"a": rng.randint(3, 9), "b": rng.randint(2, 6), "l": rng.randint(4, 16)}
    found: dict = {}
    for table in "abl":
        found[table] = []
        for number in range(1, sizes[table] + 1):
            row = {f"{table}.id": number}
            for role in (f"{table}.{name}" for name in _ROLES[table][1:]):
                if role in ("l.a", "l.b"):
                    row[role] = rng.choice([None, *range(1, sizes[role[2]] + 1)])
                else:
                    row[role] = rng.choice(near[role]) if role in near and rng.random() < 0.5 else rng.choice(few[role])
            found[table].append(row)
    return found


def _passes(test: dict, row: dict) -> bool:
    value, values = row[test["column"]], test["values"]
    if test["op"] in ("null", "some"):
        return (value is None) == (test["op"] == "null")
    if value is None:
        return False
    return {
        "=": lambda: value == values[0],
        "<>": lambda: value != values[0],
        "<": lambda: value < values[0],
        "<=": lambda: value <= values[0],
        ">": lambda: value > values[0],
        ">=": lambda: value >= values[0],
        "in": lambda: value in values,
        "begins": lambda: value[0] == values[0],
    }[test["op"]]()


def _holds(one: dict, row: dict, data: dict) -> bool:
    if one["kind"] == "test":
        return _passes(one["tests"][0], row)
    if one["kind"] in ("has", "lacks"):
        linked = [link for link in data["l"] if link["l.a"] == row["a.id"] and all(_passes(test, link) for test in one["tests"])]
        return len(linked) >= one["least"] if one["kind"] == "has" else not linked
    column, within = one["column"], one["within"]
    others = [other for other in data[column[0]] if not within or (row[within] is not None and other[within] == row[within])]
    values = [other[column] for other in others if other[column] is not None]
    if not values or row[column] is None:
        return False
    bound = {"avg": lambda: sum(values) / len(values), "max": lambda: max(values), "min": lambda: min(values)}[one["aggregate"]]()
    return {"<": row[column] < bound, ">": row[column] > bound, "=": row[column] == bound}[one["op"]]


def _reckoned(one: dict, rows: list):
    if one["kind"] == "rows":
        return len(rows)
    values = [row[one["column"]] for row in rows if row[one["column"]] is not None]
    if one["kind"] == "values":
        return len(values)
    if one["kind"] == "distinct":
        return len(set(values))
    if not values:
        return None
    return {"sum": sum(values), "min": min(values), "max": max(values), "avg": sum(values) / len(values)}[one["kind"]]


def _asked(problem: dict, data: dict) -> list:
    """The rows that are asked for."""
    keep, columns = problem["keep"], problem["columns"]
    names = ["a"] if keep else list(problem["tables"])
    rows = [dict(row) for row in data["l" if "l" in names else names[0]]]
    for table in names if "l" in names else ():
        if table != "l":
            rows = [row | other for row in rows for other in data[table] if row[f"l.{table}"] == other[f"{table}.id"]]
    rows = [row for row in rows if all(any(_holds(one, row, data) for one in clause) for clause in problem["where"])]
    if not problem["aggregates"]:
        found = [tuple(row[column] for column in columns) for row in rows]
        found = list(dict.fromkeys(found)) if problem["distinct"] else found
    else:
        groups: dict = {}
        for row in rows:
            own = [row[f"{columns[0][0]}.id"]] if problem["whole"] else []
            groups.setdefault((*own, *(row[column] for column in columns)), []).append(row)
        if not columns:
            groups = {(): rows}
        if keep:
            counted = [link for link in data["l"] if all(_passes(test, link) for test in problem["inner"])]
            groups = {group: [link for link in counted if link["l.a"] == group[0]] for group in groups}
        found = []
        for group, members in groups.items():
            bounds = [(_reckoned(one["aggregate"], members), one["op"], one["value"]) for one in problem["having"]]
            if all(
                value is not None and {"<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound}[op]
                for value, op, bound in bounds
            ):
                found.append((*group[len(group) - len(columns) :], *(_reckoned(one, members) for one in problem["aggregates"])))
    for one in reversed(problem["order"]):
        found.sort(key=lambda row: (row[one["place"]] is not None, row[one["place"]]), reverse=one["descending"])
    return found[: problem["limit"]] if problem["limit"] else found


def _base(world: str, data: dict) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.execute("BEGIN")
    for table, line in zip("alb", _WORLDS[world], strict=True):
        name, *columns = line.split()
        base.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {', '.join(columns)})")
        base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * (len(columns) + 1))})", [tuple(row.values()) for row in data[table]])
    base.execute("COMMIT")
    base.set_authorizer(lambda action, *_: int(action not in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)))
    left = iter(range(100))
    base.set_progress_handler(lambda: next(left, None) is None, 1000)
    return base


def _plain(rows: list) -> list:
    return [tuple(round(float(value), 6) if isinstance(value, int | float) else value for value in row) for row in rows]


def check(problem: dict, answer: str) -> bool:
    fenced = re.findall(r"```\w*\n(.*?)```", answer, re.DOTALL)
    query = fenced[-1] if fenced else answer
    rng = random.Random(json.dumps(problem, sort_keys=True))
    for _ in range(_DATABASES):
        data = _drawn(rng, problem)
        base = _base(problem["world"], data)
        try:
            found = _plain(base.execute(query).fetchmany(2_000))
        except (sqlite3.Error, sqlite3.Warning, ValueError):
            return False
        finally:
            base.close()
        right = _plain(_asked(problem, data))
        if found != right if problem["order"] else Counter(found) != Counter(right):
            return False
    return True
