"""Grids as models write them: nested lists, rows of text, tables, LaTeX matrices. Read by cutting, never by evaluating."""

import re
from collections.abc import Iterator

from synth.verifiers.forms.text import plain

Grid = tuple[tuple[str, ...], ...]
MAX_LINES = 1_000
"""Lines of a text that is read in more than one way; no grid of ours has a tenth of it."""

_QUOTES = str.maketrans("", "", "\"'`")
_ROW_END = r"\\\\(?:\[[0-9.]++[a-z]{2}\])?"
_MATRIX = re.compile(
    rf"{_ROW_END}|\\(?:begin|end)\s*+\{{[a-zA-Z*]++\}}(?:\{{[clr| ]*+\}})?|\\hline|\\(?:left|right)\s*+(?:\\[{{}}]|[\[\]().|])"
)
_ROW_LABEL = re.compile(r"(?:row|r)\s*\d+\s*[:.)]", re.IGNORECASE)
_CELL_SEPARATORS = re.compile(r"[\s,|&]+")


def grid(answer: str, rows: int, columns: int) -> Grid | None:
    """The cells of a rows x columns grid, top to bottom and left to right, each a non-empty text without blanks; None for
    any other shape. Rows are bracketed, or lines, or parted by `;` or `\\\\`; cells are parted by blanks, commas, `|` or `&`,
    or by nothing when each is one character."""
    text = _MATRIX.sub("\n", plain(answer).translate(_QUOTES))
    for lines in _readings(text):
        found = [cells for line in lines if (cells := _cells(line, columns))]
        if len(found) == rows and all(len(cells) == columns for cells in found):
            return tuple(tuple(cells) for cells in found)
    return None


def _readings(text: str) -> Iterator[list[str]]:
    """The ways to part a text into rows; the first that gives the right shape counts."""
    if any(bracket in text for bracket in "[({"):
        # Nested list: a row ends at its closing bracket, and line breaks inside a row mean nothing.
        text = text.replace("\n", " ").translate(str.maketrans("({)}", "[[]]"))
        yield [_unlabelled(part.replace("[", " ").strip(",; ")) for part in text.split("]")]
        if text.count("[") == 1:  # one list of whole rows: `["1 2", "3 4"]`, `[1 2; 3 4]`
            yield re.split("[,;]", text.replace("[", " ").replace("]", " "))
        return
    lines = [_unlabelled(line.strip()) for line in text.replace(";", "\n").split("\n")]
    for drawn in ("-", "---", "\n"):  # lines that only draw go; then only long ones, since `-` may be a cell; then none
        yield [line for line in lines if not _is_rule(line, drawn)]
        if "-" not in text or len(lines) > MAX_LINES:
            return


def _is_rule(line: str, drawn: str) -> bool:
    """A line that only draws, with `drawn` somewhere: `|---|---|`, `+---+`."""
    return drawn in line and not line.strip(" \t|:+=-")


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
