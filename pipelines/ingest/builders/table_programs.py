"""The small programs by which FinQA and MultiHiertt publish how an answer is worked out: `subtract(5829, 5735), divide(#0, 5735)`.

Followed in fractions, so that nothing is lost on the way. Steps that look into the table (`table_sum(...)`) are not followed."""

import re
from fractions import Fraction

MOST_STEPS = 50
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
