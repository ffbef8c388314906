"""The small programs by which FinQA and MultiHiertt publish how an answer is worked out: `subtract(5829, 5735), divide(#0, 5735)`.

Followed in fractions, so that nothing is lost on the way. Steps that look into the table (`table_sum(...)`) are not followed. Formulas of
spreadsheets, which HiTab publishes, are."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from synth.verifiers.parsers import arithmetic

MOST_STEPS, MOST_CELLS = 50, 500
_STEP = re.compile(r"\s*(add|subtract|multiply|divide|exp|greater)\s*\(\s*([^,()]+?)\s*,\s*([^,()]+?)\s*\)\s*(?:,|\Z)")
_NUMBER = re.compile(r"-?\$?\s*\d{1,20}(?:,\d{3})*(?:\.\d{1,20})?\s*%?|-?\.\d{1,20}%?")


class NoValue(ValueError):
    """A program that is not followed here."""


def value_of(program: str) -> Fraction | bool:
    """What a program gives; of `greater` whether the first is. Raises NoValue."""
    place, found = 0, list[Fraction | bool]()
    while place < len(program.rstrip().removesuffix("EOF").rstrip(", ")):
        step = _STEP.match(program, place)
        if not step or len(found) == MOST_STEPS:
            raise NoValue(program[place : place + 40])
        found.append(_step(step[1], _argument(step[2], found), _argument(step[3], found)))
        place = step.end()
    if not found:
        raise NoValue("no step")
    return found[-1]


def _step(name: str, one: Fraction, other: Fraction) -> Fraction | bool:
    match name:
        case "add":
            return one + other
        case "subtract":
            return one - other
        case "multiply":
            return one * other
        case "greater":
            return one > other
        case "divide" if other:
            return one / other
        case "exp" if other.denominator == 1 and abs(other) <= 100 and one:
            return one ** int(other)
    raise NoValue(name)


def _argument(text: str, found: list[Fraction | bool]) -> Fraction:
    if text.startswith("#") and text[1:].isdecimal() and int(text[1:]) < len(found):
        value = found[int(text[1:])]
        if isinstance(value, bool):
            raise NoValue("a truth value is no number")
        return value
    text = text.replace("const_m1", "-1").removeprefix("const_")
    if not _NUMBER.fullmatch(text):
        raise NoValue(text)
    number = Fraction(re.sub(r"[$,%\s]", "", text))
    return number / 100 if text.endswith("%") else number


_REFERENCE = re.compile(r"\$?([A-Z]{1,2})\$?(\d{1,4})(?:\s*:\s*\$?([A-Z]{1,2})\$?(\d{1,4}))?")
_FUNCTION = re.compile(r"\b(SUM|AVERAGE|MAX|MIN|ABS|COUNT)\(([^()]*)\)", re.IGNORECASE)
_PLAIN = re.compile(r"\(?\s*-?\$?\s*\d[\d,]*(?:\.\d+)?\s*%?\s*\)?")


def formula_value(formula: str, texts: Sequence[Sequence[Any]], places: Mapping[str, Any]) -> Fraction:
    """What a formula of a spreadsheet gives, as HiTab publishes them: `=H17+H18`, `=SUM(B8:B10)/B11`. places: of names of cells that it
    refers to, `{"H17": "(14, 7)"}`, row and column in the texts of the table. Raises NoValue, for a text in a cell as well."""
    if not formula.startswith("=") or not places:
        raise NoValue("no formula")
    found = {name: tuple(map(int, re.findall(r"\d+", str(place))))[:2] for name, place in places.items()}

    def figures(match: re.Match[str]) -> str:
        corners = [found.get(f"{match[1]}{match[2]}"), found.get(f"{match[3] or match[1]}{match[4] or match[2]}")]
        if None in corners:
            raise NoValue(match[0])
        (top, left), (bottom, right) = corners  # type: ignore[misc]
        cells = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if not 0 < len(cells) <= MOST_CELLS or bottom >= len(texts):
            raise NoValue(match[0])
        return ", ".join(_bracketed(_figure(str(texts[row][column]))) for row, column in cells if column < len(texts[row]))

    text = _REFERENCE.sub(figures, formula[1:])
    for _ in range(MOST_STEPS):
        shorter = _FUNCTION.sub(_worked, text)
        if shorter == text:
            break
        text = shorter
    return _evaluated(text)


def _worked(match: re.Match[str]) -> str:
    values = [_evaluated(part) for part in match[2].split(",") if part.strip()]
    if not values:
        raise NoValue(match[0])
    name = match[1].upper()
    total = sum(values, Fraction(0))
    made = {"SUM": total, "AVERAGE": total / len(values), "MAX": max(values), "MIN": min(values), "ABS": abs(values[0])}
    return _bracketed(made.get(name, Fraction(len(values))))


def _bracketed(value: Fraction) -> str:
    """Between signs that are no brackets of the formula: `<0-5/2>`."""
    return f"<{'0-' if value < 0 else ''}{abs(value.numerator)}{f'/{value.denominator}' if value.denominator > 1 else ''}>"


def _evaluated(text: str) -> Fraction:
    expression = arithmetic.parse(text.replace("<", "(").replace(">", ")").strip())
    if expression is None or expression.value is None:
        raise NoValue(text[:40])
    return expression.value


def _figure(text: str) -> Fraction:
    if not _PLAIN.fullmatch(text.strip()):
        raise NoValue(text[:40])
    number = Fraction(re.sub(r"[$,%()\s]", "", text))
    return -number if text.strip().startswith("(") else number
