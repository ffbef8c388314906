"""Reads tabular/spreadsheet: types changes into a sheet, recalculates it and looks at one cell."""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from readers.tabular._tables import rounded, shows
from reading import Unread, body

TOKEN = re.compile(r"\$?[A-Z]\$?\d+|[A-Z]+(?=\()|#REF!|\d+(?:\.\d+)?|>=|<=|<>|[-+*/(),:<>=]")
CELL = re.compile(r"([A-Z])(\$?)(\d+)")
LISTED = re.compile(r"^([A-Z]\d+): (.*)$", re.MULTILINE)
Value = Fraction | None
"""None: an empty cell."""
COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": lambda x, y: x >= y, "<=": lambda x, y: x <= y, "<>": lambda x, y: x != y,
    ">": lambda x, y: x > y, "<": lambda x, y: x < y, "=": lambda x, y: x == y,
}  # fmt: skip


class SheetError(Exception):
    """An error value."""


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    sheet = Sheet(_cells(text))
    for step in re.findall(r"^\d+\. (.*)\.$", text, re.MULTILINE):
        sheet.change(step)
    rest = re.sub(r"```.*?```|^(?:\d+[.:] |[A-Z]\d+: |\|)[^\n]*$", "", text, flags=re.DOTALL | re.MULTILINE)
    asked = re.findall(r"\b[A-Z]\d+\b", re.sub(r"A1:A3|A1 to A3|begins at A1", "", rest))
    if len(asked) != 1:
        raise Unread(f"which of {asked}")
    try:
        return shows(answer, sheet.value(asked[0], frozenset()) or Fraction(0))
    except SheetError as error:
        return answer.strip() == str(error)


def _cells(text: str) -> dict[str, str]:
    """What is typed into each cell."""
    cells = dict[str, str]()
    if "| --- |" in text:
        head, _, *lines = [[field.strip() for field in line.strip("|").split("|")] for line in text.split("\n") if line.startswith("|")]
        cells = {f"{letter}{line[0]}": field for line in lines for letter, field in zip(head[1:], line[1:], strict=True)}
    elif "```" in text:
        for line in text.split("```")[1].strip().split("\n"):
            row, fields = line.split(": ", 1)
            for field in fields.split(" ; "):
                letter, content = field.split(" ", 1)
                cells[f"{letter}{row}"] = "" if content == "(empty)" else content
    else:
        cells = dict(LISTED.findall(text))
    return cells


class Sheet:
    def __init__(self, cells: dict[str, str]) -> None:
        self.cells = cells
        self.known = dict[str, Value | SheetError]()

    def change(self, step: str) -> None:
        if found := re.fullmatch(r"(-?\d+(?:\.\d+)?|=\S+) is typed into ([A-Z]\d+)", step):
            self.cells[found[2]] = found[1]
        elif found := re.fullmatch(r"[Tt]he formula of ([A-Z])(\d+) is copied into ([A-Z])(\d+)", step):
            right, down = ord(found[3]) - ord(found[1]), int(found[4]) - int(found[2])
            formula = self.cells[found[1] + found[2]]
            if formula[0] != "=":
                raise Unread(step)
            self.cells[found[3] + found[4]] = CELL.sub(lambda cell: _moved(cell, right, down), formula)
        elif found := re.fullmatch(r"([A-Z]\d+) is emptied", step):
            self.cells[found[1]] = ""
        else:
            raise Unread(step)

    def value(self, cell: str, above: frozenset[str]) -> Value:
        """Of a cell; `above` are those whose formulas are being worked out. Raises SheetError."""
        text = self.cells.get(cell, "")
        if not text.startswith("="):
            return Fraction(text) if text else None
        if cell in above:
            raise Unread(f"{cell} depends on itself")
        if cell not in self.known:
            try:
                self.known[cell] = Formula(self, text[1:], above | {cell}).value()
            except SheetError as error:
                self.known[cell] = error
        known = self.known[cell]
        if isinstance(known, SheetError):
            raise known
        return known


def _moved(cell: re.Match[str], right: int, down: int) -> str:
    letter, row = chr(ord(cell[1]) + right), int(cell[3]) + (0 if cell[2] else down)
    return f"{letter}{cell[2]}{row}" if letter >= "A" and row >= 1 else "#REF!"


Part = Callable[[], Value]


class Formula:
    """Read into functions, so that what IF does not choose is not worked out."""

    def __init__(self, sheet: Sheet, text: str, above: frozenset[str]) -> None:
        self.sheet, self.above, self.tokens, self.at = sheet, above, TOKEN.findall(text), 0
        if "".join(self.tokens) != text.replace(" ", ""):
            raise Unread(text)

    def value(self) -> Fraction:
        if "#REF!" in self.tokens:
            raise SheetError("#REF!")
        found = self.sum()
        if self.at < len(self.tokens):
            raise Unread(" ".join(self.tokens))
        return found() or Fraction(0)

    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        token = self.next()
        if wanted and token not in wanted:
            raise Unread(" ".join(self.tokens))
        self.at += 1
        return token

    def sum(self) -> Part:
        found = self.product()
        while self.next() in ("+", "-"):
            found = _joined(self.take(), found, self.product())
        return found

    def product(self) -> Part:
        found = self.single()
        while self.next() in ("*", "/"):
            found = _joined(self.take(), found, self.single())
        return found

    def single(self) -> Part:
        token = self.take()
        if token == "-":
            inner = self.single()
            return lambda: -(inner() or Fraction(0))
        if token == "(":
            inner = self.sum()
            self.take(")")
            return inner
        if token[0].isdigit():
            return lambda: Fraction(token)
        if token[-1].isdigit():
            return lambda: self.sheet.value(token.replace("$", ""), self.above)
        self.take("(")
        return self.call(token)

    def call(self, name: str) -> Part:
        if name == "IF":
            left, way, right = self.sum(), self.take(*COMPARED), self.sum()
            yes, no = [self.argument() for _ in "xy"]
            self.take(")")
            return lambda: (yes if COMPARED[way](left() or Fraction(0), right() or Fraction(0)) else no)()
        parts = self.range() if ":" in self.tokens[self.at + 1 : self.at + 2] else [self.sum()]
        ranged = len(parts) > 1
        while self.next() == ",":
            parts.append(self.argument())
        self.take(")")
        if name == "ROUND":
            return lambda: rounded(parts[0]() or Fraction(0), int(parts[1]() or 0))
        if name == "IFERROR":
            return lambda: _otherwise(*parts)
        if name not in ("SUM", "AVERAGE", "MIN", "MAX"):
            raise Unread(name)
        return lambda: _total(name, parts, ranged)

    def argument(self) -> Part:
        self.take(",")
        return self.sum()

    def range(self) -> list[Part]:
        """Row by row."""
        first, _, last = (self.take().replace("$", "") for _ in range(3))
        rows, letters = range(int(first[1:]), int(last[1:]) + 1), range(ord(first[0]), ord(last[0]) + 1)
        return [partial(self.sheet.value, f"{chr(letter)}{row}", self.above) for row in rows for letter in letters]


def _joined(sign: str, left: Part, right: Part) -> Part:
    def value() -> Value:
        one, other = left() or Fraction(0), right() or Fraction(0)
        if sign == "/":
            if not other:
                raise SheetError("#DIV/0!")
            return one / other
        return one + other if sign == "+" else one - other if sign == "-" else one * other

    return value


def _otherwise(part: Part, instead: Part) -> Value:
    try:
        return part()
    except SheetError:
        return instead()


def _total(name: str, parts: list[Part], ranged: bool) -> Value:
    """Empty cells are left out of ranges, and count as 0 where they are named alone."""
    values = [part() for part in parts]
    figures = [value for value in values if value is not None] if ranged else [value or Fraction(0) for value in values]
    if name == "AVERAGE":
        if not figures:
            raise SheetError("#DIV/0!")
        return sum(figures, Fraction(0)) / len(figures)
    if name == "SUM":
        return sum(figures, Fraction(0))
    return (min if name == "MIN" else max)(figures, default=Fraction(0))
