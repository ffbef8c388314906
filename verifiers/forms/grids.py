"""Grids as models write them: nested lists, rows of text, tables, LaTeX matrices. Read by cutting, never by evaluating."""

import re

from synth.verifiers.forms.text import plain

Grid = tuple[tuple[str, ...], ...]

_QUOTES = str.maketrans("", "", "\"'`")
_MATRIX = re.compile(r"\\(?:begin|end)\s*\{[a-zA-Z*]+\}(?:\{[clr|]*\})?")
_ROW_LABEL = re.compile(r"(?:row|r)\s*\d+\s*[:.)]", re.IGNORECASE)
_CELL_SEPARATORS = re.compile(r"[\s,|&]+")


def grid(answer: str, rows: int, columns: int) -> Grid | None:
    """The cells of a rows x columns grid, top to bottom and left to right, each a non-empty text without blanks; None for
    any other shape. Rows are bracketed, or lines, or parted by `;` or `\\\\`; cells are parted by blanks, commas, `|` or `&`,
    or by nothing when each is one character."""
    text = _MATRIX.sub("\n", plain(answer).translate(_QUOTES))
    lines = [cells for line in _lines(text) if (cells := _cells(line, columns))]
    if len(lines) != rows or any(len(cells) != columns for cells in lines):
        return None
    return tuple(tuple(cells) for cells in lines)


def _lines(text: str) -> list[str]:
    if any(bracket in text for bracket in "[({"):
        # Nested list: a row ends at its closing bracket, and line breaks inside a row mean nothing.
        text = text.replace("\n", " ").translate(str.maketrans("({)}", "[[]]"))
        return [part.replace("[", " ").strip(", ") for part in text.split("]")]
    text = text.replace("\\\\", "\n").replace(";", "\n")
    return [_unlabelled(line.strip()) for line in text.split("\n") if not _is_rule(line)]


def _is_rule(line: str) -> bool:
    """A line that only draws: `|---|---|`, `+---+`."""
    return "-" in line and not line.strip(" \t|:+=-")


def _unlabelled(line: str) -> str:
    label = _ROW_LABEL.match(line)
    return line[label.end() :] if label else line


def _cells(line: str, columns: int) -> list[str]:
    cells = [cell for cell in _CELL_SEPARATORS.split(line) if cell]
    if len(cells) == 1 and columns > 1 and len(cells[0]) == columns:
        return list(cells[0])
    return cells


def show(cells: tuple[tuple[object, ...], ...], separator: str = " ") -> str:
    """The grid as rows of text, the form that prompts ask for."""
    return "\n".join(separator.join(str(cell) for cell in row) for row in cells)
