"""Formulas of a sheet: read once into a tree, worked out exactly, and shifted when they are copied.

Numbers are exact. An empty cell is 0 in arithmetic and is left out of ranges. The first error that is met, from left to right, is the
result; IF works out its condition and the branch that is taken, nothing else. A formula in which #REF! stands is #REF!."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from synth.verifiers.exact import Fraction

COLUMNS, ROWS = "ABCDEFGH", 12
DIV, REF = "#DIV/0!", "#REF!"
MAX_FORMULA = 80
_TOKEN = re.compile(r"\s*(?:(\d{1,7}(?:\.\d{1,4})?)|(\$?[A-H]\$?(?:1[0-2]|[1-9]))(?!\d)|([A-Z]{2,7})(?=\()|(<=|>=|<>|[-+*/(),:<>=]))")
_REFERENCE = re.compile(r"(\$?)([A-H])(\$?)(1[0-2]|[1-9])(?!\d)")
ARGUMENTS = {"IF": 3, "ROUND": 2, "IFERROR": 2}
RANGES = ("SUM", "AVERAGE", "MIN", "MAX")
BINDS = dict.fromkeys(("<", ">", "<=", ">=", "=", "<>"), 0) | {"+": 1, "-": 1, "*": 2, "/": 2}
"""How much operators bind; those that compare stand once."""
LIMIT = 10**12
"""No value may be larger, and no denominator."""

Value = int | Fraction
_NUMBERS = (int, Fraction)
Tree = tuple[Any, ...]


class CellError(Exception):
    """The error value that a formula gives."""


@lru_cache(maxsize=512)
def place(name: str) -> tuple[int, int]:
    """Column and row of a cell, from 0: (1, 2) for `B3`."""
    name = name.replace("$", "")
    return COLUMNS.index(name[0]), int(name[1:]) - 1


def name_of(column: int, row: int) -> str:
    return f"{COLUMNS[column]}{row + 1}"


@lru_cache(maxsize=4096)
def parse(text: str) -> Tree:
    """The tree of a formula that begins with `=`, or of a number. ValueError where it is neither."""
    if not text.startswith("="):
        if not re.fullmatch(r"-?\d{1,7}(?:\.\d{1,4})?", text):
            raise ValueError("a cell holds a number or a formula")
        return ("number", _number(text))
    if REF in text and len(text) <= MAX_FORMULA:
        return ("error", REF)
    tokens, at = list[tuple[str, str]](), 1
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found or len(text) > MAX_FORMULA:
            raise ValueError("no formula")
        tokens.append((("number", "cell", "function", "sign")[(found.lastindex or 1) - 1], found[found.lastindex or 1]))
        at = found.end()
    tree, end = _operation([*tokens, ("", "")], 0)
    if end < len(tokens):
        raise ValueError("no formula")
    return tree


def _number(text: str) -> Value:
    return Fraction(text) if "." in text else int(text)


def _operation(tokens: list[tuple[str, str]], at: int, least: int = 0) -> tuple[Tree, int]:
    """With operators that bind so much at least."""
    left, at = _factor(tokens, at)
    while (bound := BINDS.get(tokens[at][1], -1)) >= least:
        right, behind = _operation(tokens, at + 1, bound + 1)
        left, at = ("operate" if bound else "compare", tokens[at][1], left, right), behind
        if not bound:
            break
    return left, at


def _factor(tokens: list[tuple[str, str]], at: int) -> tuple[Tree, int]:
    kind, text = tokens[at]
    if kind == "number":
        return ("number", _number(text)), at + 1
    if kind == "cell":
        first = place(text)
        if tokens[at + 1][1] == ":":
            if tokens[at + 2][0] != "cell":
                raise ValueError("a range goes from one cell to another")
            last = place(tokens[at + 2][1])
            if last[0] < first[0] or last[1] < first[1]:
                raise ValueError("a range goes down and to the right")
            return ("range", first, last), at + 3
        return ("cell", first), at + 1
    if kind == "function":
        return _function(text, tokens, at + 2)
    if text == "-":
        inner, at = _factor(tokens, at + 1)
        return ("operate", "-", ("number", 0), inner), at
    if text == "(":
        inner, at = _operation(tokens, at + 1)
        if tokens[at][1] == ")":
            return inner, at + 1
    raise ValueError("no formula")


def _function(name: str, tokens: list[tuple[str, str]], at: int) -> tuple[Tree, int]:
    arguments = list[Tree]()
    while True:
        one, at = _operation(tokens, at)
        arguments.append(one)
        if tokens[at][1] != ",":
            break
        at += 1
    if tokens[at][1] != ")" or (name not in RANGES and ARGUMENTS.get(name) != len(arguments)):
        raise ValueError("no function with so many arguments")
    if name == "ROUND" and (arguments[1][0] != "number" or arguments[1][1] not in range(5)):
        raise ValueError("a number of decimals is a digit up to 4")
    return (name, *arguments), at + 1


class Sheet:
    """The values of a sheet, each worked out when it is first asked for."""

    def __init__(self, contents: dict[tuple[int, int], str]) -> None:
        self.contents, self.values = contents, dict[tuple[int, int], Value | str]()
        self.reads = dict[tuple[int, int], list[tuple[int, int]]]()
        """For each cell that was worked out, those that were looked at for it."""
        self.open, self.own = set[tuple[int, int]](), list[tuple[int, int]]()

    def value(self, cell: tuple[int, int]) -> Value | str:
        """A number or an error value. ValueError where a cell depends on itself, or a number grows too large."""
        found = self.values.get(cell)
        if found is None:
            if cell in self.open:
                raise ValueError("a cell depends on itself")
            self.open.add(cell)
            outer, self.own = self.own, []
            try:
                found = self._result(parse(self.contents[cell]))
                if not isinstance(found, _NUMBERS):
                    raise ValueError("a cell holds a number")
                if abs(found.numerator) > LIMIT or found.denominator > LIMIT:
                    raise ValueError("a number is too large")
            except CellError as error:
                found = str(error)
            finally:
                self.reads[cell], self.own = self.own, outer
                self.open.discard(cell)
            self.values[cell] = found
        return found

    def _read(self, cell: tuple[int, int]) -> Value:
        self.own.append(cell)
        found = self.value(cell)
        if isinstance(found, str):
            raise CellError(found)
        return found

    def _result(self, tree: Tree) -> Value:
        kind = tree[0]
        if kind == "number":
            return tree[1]  # type: ignore[no-any-return]
        if kind == "cell":
            return self._read(tree[1]) if tree[1] in self.contents else 0
        if kind == "operate":
            left, right = self._result(tree[2]), self._result(tree[3])
            if tree[1] == "+":
                return left + right
            if tree[1] == "-":
                return left - right
            if tree[1] == "*":
                return left * right
            if not right:
                raise CellError(DIV)
            return Fraction(left, right)
        if kind == "compare":
            left, right = self._result(tree[2]), self._result(tree[3])
            sign = tree[1]
            return int((left < right and "<" in sign) or (left > right and ">" in sign) or (left == right and "=" in sign))
        if kind == "IF":
            return self._result(tree[2 if self._result(tree[1]) else 3])
        if kind == "ROUND":
            return rounded(self._result(tree[1]), int(tree[2][1]))
        if kind == "IFERROR":
            try:
                return self._result(tree[1])
            except CellError:
                return self._result(tree[2])
        if kind in RANGES:
            return self._of_range(kind, [value for one in tree[1:] for value in self._listed(one)])
        raise CellError(REF) if kind == "error" else ValueError("a range stands in a function")

    def _listed(self, tree: Tree) -> Iterator[Value]:
        if tree[0] != "range":
            yield self._result(tree)
            return
        (left, top), (right, bottom) = tree[1:]
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (column, row) in self.contents:
                    yield self._read((column, row))

    def _of_range(self, name: str, values: list[Value]) -> Value:
        if name == "AVERAGE":
            if not values:
                raise CellError(DIV)
            return Fraction(sum(values), len(values))
        return sum(values) if name == "SUM" else (min if name == "MIN" else max)(values, default=0)


def rounded(value: Value, digits: int) -> Value:
    """Halves go away from zero."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole = -whole if value < 0 else whole
    return Fraction(whole, 10**digits) if digits else whole


def shifted(formula: str, columns: int, rows: int) -> str:
    """A formula as it reads after it was copied so far to the right and down: `=#REF!+1` where a cell would lie off the sheet, which begins
    at A1."""

    def moved(found: re.Match[str]) -> str:
        column = COLUMNS.index(found[2]) + (0 if found[1] else columns)
        row = int(found[4]) - 1 + (0 if found[3] else rows)
        if column >= len(COLUMNS) or row >= ROWS:
            raise ValueError("a formula is copied beyond the last row or column")
        return REF if min(column, row) < 0 else f"{found[1]}{COLUMNS[column]}{found[3]}{row + 1}"

    return _REFERENCE.sub(moved, formula) if formula.startswith("=") else formula


def written(value: Value | str) -> str:
    """`12.5`, `-3`, `#DIV/0!`. ValueError where a number has no end."""
    if isinstance(value, str | int):
        return str(value)
    scaled = value * 10**8
    if scaled.denominator != 1:
        raise ValueError("a number with no end")
    whole, part = divmod(abs(scaled.numerator), 10**8)
    text = f"{whole}.{part:08}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text
