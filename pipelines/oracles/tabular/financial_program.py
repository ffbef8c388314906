"""Independent route: the program is unrolled from its last step backwards, on figures by their headings, all in whole units."""

import re
from fractions import Fraction

from synth.pipelines.oracles.tabular._tables import Figures

SIGNS = {"includes": -1, "excludes": 1}


def check(problem: dict, answer: str) -> bool:
    value, unit = _step(problem, len(problem["steps"]) - 1)
    places, text = 1, answer.strip()
    if unit:
        value /= 10 ** problem["scale"]
        places = problem["scale"] // 3
    elif text.endswith("%"):
        text = text[:-1]
    if not re.fullmatch(r"-?\d{1,20}(\.\d{1,6})?", text):
        return False
    told = Fraction(text) * 10**places
    return told.denominator == 1 and abs(told - value * 10**places) <= Fraction(1, 2)


def solutions(problem: dict) -> int:
    return int(_step(problem, len(problem["steps"]) - 1) is not None)


def _step(problem: dict, number: int) -> tuple[Fraction, str]:
    step = problem["steps"][number]
    (left, unit), (right, other) = (_operand(problem, step[side]) for side in ("left", "right"))
    match step["op"]:
        case "sum":
            return left + right, unit
        case "difference":
            return left - right, unit
        case "growth":
            return (right / left - 1) * 100, ""
        case "share":
            return left / right * 100, ""
        case "part":
            return left * (right / 100), unit
        case "increase":
            return left * (1 + right / 100), unit
        case "reduce":
            return left * (1 - right / 100), unit
    return left * right, other


def _operand(problem: dict, operand: dict) -> tuple[Fraction, str]:
    table = problem["table"]
    if operand["kind"] == "step":
        return _step(problem, operand["at"])
    if operand["kind"] == "fact":
        fact = problem["facts"][operand["at"]]
        if fact["kind"] == "figure":
            return _money(fact), table["unit"]
        return Fraction(fact["value"]), fact["unit"] if fact["kind"] == "rate" else ""
    figures = Figures(table)
    row = tuple(table["rows"][operand["row"]])
    by_year = {}
    for column in figures.columns():
        number = figures.found[row, column]
        assert number is not None
        for fact in problem["facts"]:
            if tuple(fact["row"]) == row and (fact["year"],) == column:
                number += SIGNS.get(fact["kind"], 0) * _money(fact)
        by_year[column] = number
    values = sorted(by_year.values())
    if operand["kind"] == "average":
        return sum(values, Fraction(0)) / len(values), table["unit"]
    extremes = {"smallest": values[0], "largest": values[-1]}
    chosen = tuple(table["columns"][operand["column"]])
    return extremes.get(operand["kind"], by_year[chosen]), table["unit"]


def _money(fact: dict) -> Fraction:
    return Fraction(fact["value"]) * 10 ** fact["scale"]
