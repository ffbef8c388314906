"""Independent route: a dictionary of cells by their headings, with exact fractions; every step is worked out anew."""

import re
from fractions import Fraction

from synth.pipelines.oracles.tabular._tables import Figures, summary


def check(problem: dict, answer: str) -> bool:
    right = _right(problem)
    text = answer.strip().removesuffix(".")
    if isinstance(right, str):
        return text == right
    figure = problem["steps"][-1]["figure"]
    places = {"growth": 1, "share": 1, "per": 2}.get(figure["kind"])
    if places in (1,):
        text = text.removesuffix("%")
    if not re.fullmatch(r"-?\d{1,25}(\.\d{1,12})?", text):
        return False
    if places is None:
        return Fraction(text) * 10 ** problem["scale"] == right
    return abs(Fraction(text) - right) <= Fraction(1, 2 * 10**places) and (Fraction(text) * 10**places).denominator == 1


def solutions(problem: dict) -> int:
    return int(_right(problem) is not None)


def _right(problem: dict) -> str | Fraction:
    tables = [Figures(table, problem["adjusted"]) for table in problem["tables"]]
    results: list[tuple[str, ...]] = []
    for step in problem["steps"]:
        if step["choose"] == "number":
            value = _figure(tables, step["figure"], results, ())
            assert value is not None
            return value
        ranked = []
        for candidate in _candidates(tables[step["figure"]["table"]], step, results):
            value = _figure(tables, step["figure"], results, candidate)
            if value is not None:
                ranked.append((value, candidate))
        ranked.sort(reverse=step["largest"])
        value, candidate = ranked[step["rank"] - 1]
        assert [other for other, _ in ranked].count(value) == 1
        results.append(candidate)
    return results[-1][-1]


def _candidates(table: Figures, step: dict, results: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    if step["choose"] == "year":
        return sorted({(label,) for column in table.columns() for label in column if label.isdigit()})
    if step["choose"] == "heading":
        return sorted({row[:1] for row in table.rows() if not summary(row[0])})
    within = _put_in(step.get("within", ()), results, ())
    return [row for row in table.rows() if row[: len(within)] == within and not any(map(summary, row[len(within) :]))]


def _put_in(place: list[str], results: list[tuple[str, ...]], candidate: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for label in place:
        found.extend(candidate if label == "*" else results[int(label[1:]) - 1] if label.startswith("#") else (label,))
    return tuple(found)


def _figure(tables: list[Figures], figure: dict, results: list[tuple[str, ...]], candidate: tuple[str, ...]) -> Fraction | None:
    row, column, other = (_put_in(figure.get(name, ()), results, candidate) for name in ("row", "column", "other"))
    number = tables[figure["table"]].under(row, column)
    match figure["kind"]:
        case "value":
            return number
        case "share":
            whole = tables[figure["table"]].under(other, column)
        case "per":
            whole = tables[figure.get("below", 0)].under(row, column)
        case _:
            whole = tables[figure["table"]].under(row, other)
    if number is None or whole is None:
        return None
    if figure["kind"] == "change":
        return number - whole
    if whole <= 0:
        return None
    percent = {"share": 100 * number, "growth": 100 * (number - whole)}
    return percent.get(figure["kind"], number) / whole
