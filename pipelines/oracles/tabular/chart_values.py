"""Independent route: every mark turned into a number of its own unit first, then years and figures by plain filters, in fractions."""

import re
from fractions import Fraction


def check(problem: dict, answer: str) -> bool:
    value, kind = _value(problem), problem["figure"]["kind"]
    text = answer.strip().removesuffix(".")
    if kind in ("growth", "share"):
        text = text.removesuffix("%")
    if not re.fullmatch(r"-?\d{1,25}(\.\d{1,12})?", text):
        return False
    places = {"growth": 1, "share": 1, "per": 2, "mean": 2}.get(kind)
    if places is None:
        return Fraction(text) == value
    return abs(Fraction(text) - value) <= Fraction(1, 2 * 10**places) and (Fraction(text) * 10**places).denominator == 1


def solutions(problem: dict) -> int:
    return int(_value(problem) is not None)


def _figures(problem: dict) -> list[dict[int, Fraction]]:
    """For each series the figures of its years."""
    found = []
    for series in problem["series"]:
        axis = problem["axes"][series["axis"]]
        marks = enumerate(series["marks"])
        found.append({year: axis["start"] + mark * Fraction(axis["division"]) for year, mark in marks if mark is not None})
    return found


def _value(problem: dict) -> Fraction:
    rows = _figures(problem)
    left = [row for row, series in zip(rows, problem["series"], strict=True) if series["axis"] == 0]
    totals = {year: sum(row[year] for row in left) for year in range(12) if all(year in row for row in left)}
    chosen: list[int] = []
    for choice in problem["choices"]:
        row = rows[choice["series"]]
        match choice["by"]:
            case "total":
                known = dict(totals)
            case "apart":
                other = rows[choice.get("other", 0)]
                known = {year: max(row[year], other[year]) - min(row[year], other[year]) for year in row if year in other}
            case "rise":
                known = {year: row[year] - row[year - 1] for year in row if year - 1 in row}
            case _:
                known = dict(row)
        after = choice.get("after", 0)
        if after > 0:
            known = {year: one for year, one in known.items() if year > chosen[after - 1]}
        elif after < 0:
            known = {year: one for year, one in known.items() if year < chosen[-after - 1]}
        sizes = sorted(known.values(), reverse=choice.get("largest", True))
        (year,) = [year for year, one in known.items() if one == sizes[choice.get("rank", 1) - 1]]
        chosen.append(year)
    figure = problem["figure"]
    one, other = (place if place >= 0 else chosen[-place - 1] for place in (figure.get("year", 0), figure.get("to", 0)))
    row, early, late = rows[figure["series"]], min(one, other), max(one, other)
    between = [row[year] for year in sorted(row) if early <= year <= late]
    scales = [10 ** problem["axes"][series["axis"]]["scale"] for series in problem["series"]]
    match figure["kind"]:
        case "value":
            return row[one]
        case "total":
            return totals[one]
        case "share":
            return row[one] / totals[one] * 100
        case "per":
            place = figure.get("other", 0)
            return row[one] / rows[place][one] * scales[figure["series"]] / scales[place]
        case "sum":
            return sum(between)
        case "mean":
            return sum(between) / len(between)
        case "change":
            return row[late] - row[early]
    return (row[late] / row[early] - 1) * 100
