"""Independent route: a dictionary of figures by table, row heading and year, in exact fractions of a unit; sentences applied one by one."""

import re
from fractions import Fraction


def check(problem: dict, answer: str) -> bool:
    value, kind = _value(problem), problem["figure"]["kind"]
    text = answer.strip().removesuffix(".")
    if kind in ("growth", "share"):
        text = text.removesuffix("%")
    if not re.fullmatch(r"-?\d{1,25}(\.\d{1,15})?", text):
        return False
    if kind in ("value", "change"):
        return Fraction(text) * 10 ** problem["scale"] == value
    places = 2 if kind == "per" else 1
    return abs(Fraction(text) - value) <= Fraction(1, 2 * 10**places) and (Fraction(text) * 10**places).denominator == 1


def solutions(problem: dict) -> int:
    return int(_value(problem) is not None)


def _value(problem: dict) -> Fraction:
    years = sorted(column[0] for column in problem["tables"][0]["columns"])
    names = ["/".join(row) for row in problem["tables"][0]["rows"]]
    book: dict[tuple[int, str, str], Fraction] = {}
    for t, table in enumerate(problem["tables"]):
        for name, row in zip(names, table["cells"], strict=True):
            for column, text in zip(table["columns"], row, strict=True):
                book[t, name, column[0]] = Fraction(text) * 10 ** table["scale"]
    for fact in problem["facts"]:
        amount = Fraction(fact.get("amount", "0")) * 10 ** fact.get("scale", 0)
        place = (fact["table"], names[fact.get("row", 0)], years[fact.get("year", 0)])
        if fact["kind"] == "missed":
            book[place] += amount
        if fact["kind"] in ("moved", "included"):
            book[place] -= amount
        if fact["kind"] == "moved":
            book[fact["table"], names[fact.get("other", 0)], place[2]] += amount
    plain = [name for name in names if name.split("/")[-1] != "Total" and not name.split("/")[-1].startswith("of which")]
    chosen: list[str] = []
    for choice in problem["choices"]:
        sizes = {}
        for name in plain:
            if name in chosen:
                continue
            now = book[choice["table"], name, years[choice["year"]]]
            if choice["by"] == "change":
                now = now - book[choice["table"], name, years[choice.get("before", 0)]]
            elif choice["by"] == "per":
                now = now / book[choice.get("below", 0), name, years[choice["year"]]]
            sizes[name] = now
        wanted = sorted(sizes.values(), reverse=choice.get("largest", True))[choice.get("rank", 1) - 1]
        (name,) = [name for name, size in sizes.items() if size == wanted]
        chosen.append(name)
    return _asked(problem, book, [chosen[-place - 1] if place < 0 else names[place] for place in problem["figure"]["rows"]], plain, years)


def _asked(problem: dict, book: dict, rows: list[str], plain: list[str], years: list[str]) -> Fraction:
    figure = problem["figure"]
    year, table = years[figure.get("year", 0)], figure["table"]
    told = {fact["kind"]: fact for fact in problem["facts"] if fact["table"] == table and fact["kind"] in ("plan", "rate")}
    grown = 1 + Fraction(told["plan"].get("percent", 0), 100) if figure.get("planned") else Fraction(1)
    now = grown * sum(book[table, name, year] for name in rows)
    match figure["kind"]:
        case "share":
            return now * 100 / (grown * sum(book[table, name, year] for name in plain))
        case "per":
            return now / sum(book[figure.get("below", 0), name, year] for name in rows)
        case "value":
            value = now
        case kind:
            before = sum(book[table, name, years[figure.get("before", 0)]] for name in rows)
            if kind == "growth":
                return (now / before - 1) * 100
            value = now - before
    return value * Fraction(told["rate"]["amount"]) if figure.get("converted") else value
