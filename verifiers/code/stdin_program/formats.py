"""How arguments stand in the input and values in the output: lists with their lengths, a dictionary as lines of pairs, one case or many."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

Layout = Literal["rows", "columns", "head"]
"""rows: each list is a line with its length and a line with its elements. columns: its length, then an element a line. head: the first
line holds all the lengths and the limit, then each list is a line."""
LISTS = ("ints", "strs", "table")
"""Types of arguments that come with their length."""
WORDS_BY_LINE = ("strs", "str", "text")
"""Types of values in which spaces at the start of a line count."""


def written(arguments: Sequence[Any], kinds: Sequence[str], layout: Layout) -> list[str]:
    """The lines of one case."""
    lines: list[str] = []
    for value, kind in zip(arguments, kinds, strict=True):
        if kind in LISTS:
            lines += [str(len(value))] if layout != "head" else []
            lines += _elements(value, kind, layout)
        elif layout != "head" or kind == "str":
            lines.append(str(value))
    if layout == "head":
        head = [str(len(value) if kind in LISTS else value) for value, kind in zip(arguments, kinds, strict=True) if kind != "str"]
        return [" ".join(head), *lines]
    return lines


def _elements(value: Any, kind: str, layout: Layout) -> list[str]:
    if kind == "table":
        return [f"{word} {number}" for word, number in value.items()]
    if layout == "columns":
        return numerals(value) if kind == "ints" else list(value)
    return [row(value) if kind == "ints" else " ".join(value)]


def numerals(numbers: list[int]) -> list[str]:
    """What `list(map(str, numbers))` is, in a third of the time: lists in large inputs are long."""
    return msgspec.json.encode(numbers)[1:-1].decode().split(",") if numbers else []


def row(numbers: list[int]) -> str:
    """Numbers on one line."""
    return msgspec.json.encode(numbers)[1:-1].decode().replace(",", " ")


def printed(value: Any, kind: str, one_line: bool) -> list[str]:
    """The lines that a value is to be printed as. one_line: of a list of integers."""
    match kind:
        case "ints":
            return [row(value)] if one_line else [str(len(value)), *numerals(value)]
        case "strs":
            return [str(len(value)), *value]
        case "lists":
            return [str(len(value)), *(row(value)[1:-1].split("] [") if value else [])]
        case "table":
            return [str(len(value)), *(f"{value[word]} {word}" for word in sorted(value))]
    return [str(value)]


def same_output(output: str, expected: Sequence[str], kind: str) -> bool:
    """Whether a program has printed these lines: spaces at the end of a line and empty lines at the end are free, and so is the width of
    spaces wherever numbers are printed."""
    lines = output.split("\n")
    return lines == [*expected, ""] or _lines(lines, kind) == _lines(expected, kind)


def _lines(lines: Sequence[str], kind: str) -> list[str]:
    found = [line.rstrip() if kind in WORDS_BY_LINE else " ".join(line.split()) for line in lines]
    while found and not found[-1]:
        found.pop()
    return found
