"""Grids as models write them: nested lists, rows of text, tables, LaTeX matrices. Read by cutting, never by evaluating."""

import re
from collections.abc import Iterator, Sequence

from synth.verifiers.parsers.chinese import GENERAL, Reader
from synth.verifiers.parsers.text import plain
from synth.verifiers.parsers.words import en

Grid = tuple[tuple[str, ...], ...]
MAX_LINES = 1_000
"""Lines, or brackets, of a text that is read as a grid; none of ours has a tenth of it."""
MAX_CELL = 100
"""Characters of a text for each cell of the grid, with brackets, labels and markup."""

# Drawn boxes as ASCII; no quotes, no dollars.
_SIGNS = str.maketrans("│┃║─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝", "|||---" + 18 * "+", "\"'`$")
_BOLD = re.compile(r"\*\*([^*\n]++)\*\*")
_TITLE = re.compile(
    rf"\A(?i:(?![^:=\n]{{0,60}}\b(?:{'|'.join(en.DENIALS)})\b))"
    r"(?:\{?\s*+[A-Za-z][\w ]{0,60}[:=]\s*+(?=[\[({])|[A-Za-z][\w ]{0,60}[:=][ \t]*+\n)"
)
_ROW_END = r"\\\\(?:\[[0-9.]++[a-z]{2}\])?"
_MATRIX = re.compile(
    rf"{_ROW_END}|<br\s*+/?>|\\(?:begin|end)\s*+\{{[a-zA-Z*]++\}}(?:\{{[clr| ]*+\}})?|\\hline|\\(?:left|right)\s*+(?:\\[{{}}]|[\[\]().|])"
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"),
    *("fourteenth", "fifteenth", "sixteenth"),
)
_ROW_LABEL = re.compile(
    rf"\|?\s*+(?:[-*•]\s++)?(?:(?:row|r)\s*+(\d++)|({'|'.join(_ORDINALS)})\s++row|(\d++)(?:st|nd|rd|th)\s++row)"
    r"(?:\.|\s*+(?:[:)=|]|-(?=\s))|\s)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(?<=\d)\s*\((?:top|bottom)(?: row)?\)(?=\s?[:.=|-])", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\|?\s*+(\d{1,2})\s*+\|")
_BARE_NUMBER = re.compile(r"(\d{1,2})(?=\s)")
_BULLET = re.compile(r"(?:[-*•]|\d{1,2}[:.)])\s++")
_ROWS = re.compile(r"(?:(?:[a-qs-z.#↑↗→↘↓↙←↖]|\d++)(?: (?:[a-z.#↑↗→↘↓↙←↖]|\d++))*+(?:\n|\Z))++", re.IGNORECASE | re.ASCII)
"""Lines of cells, numbers or single signs with a blank between them, of which none is a label such as `r 1`."""
_CELL_SEPARATORS = re.compile(r"[\s,|&]+")


def grid(answer: str, rows: int, columns: int, chinese: Reader | None = GENERAL) -> Grid | None:
    """The cells of a rows x columns grid, top to bottom and left to right, each a non-empty text without blanks; None for
    any other shape. Rows are bracketed, or lines, or parted by `;` or `\\\\`; cells are parted by blanks, commas, `|` or `&`,
    or by nothing when each is one character. A title, frames, bold type, bullets, `Row 1:`, names of columns and numbers
    of a table's rows are left out. chinese: reads Chinese words as English ones, or only lead-ins where the cells are Chinese."""
    text = plain(answer, chinese)
    if len(text) > MAX_CELL * (rows + 1) * (columns + 1):
        return None
    if "\n" in text and _ROWS.fullmatch(text):
        plainly = [line.split(" ") for line in text.split("\n")]
        if len(plainly) == rows and all(len(row) == columns for row in plainly):
            return tuple(map(tuple, plainly))
    if 4 <= rows == columns <= 20 and (flat := _flat(text, rows * columns)):
        return tuple(tuple(flat[k : k + columns]) for k in range(0, len(flat), columns))
    if text.startswith(">") and all(line.startswith(">") for line in text.split("\n") if line):
        text = re.sub("^> ?", "", text, flags=re.MULTILINE)
    text = _BOLD.sub(r"\1", text.translate(_SIGNS))
    text = _MATRIX.sub("\n", _TITLE.sub("", _REMARK.sub("", text)))
    for lines in _readings(text):
        found = [cells for line in lines if (cells := _cells(line, columns))]
        if len(found) == rows and all(len(cells) == columns for cells in found):
            return tuple(tuple(cells) for cells in found)
    return None


def _flat(text: str, count: int) -> Sequence[str]:
    """All cells in one line, `12343412...` or `[1, 2, 3, 4, 3, 4, ...]`; else empty."""
    if len(text) == count and text.isalnum():
        return text
    if "\n" in text or len(text) > 8 * count:
        return ()
    cells = _CELL_SEPARATORS.split(text[1:-1].strip() if text.startswith("[") and text.endswith("]") else text)
    return cells if len(cells) == count and all(cell.isalnum() for cell in cells) else ()


def _readings(text: str) -> Iterator[list[str]]:
    """The ways to part a text into rows; the first that gives the right shape counts."""
    nested = any(bracket in text for bracket in "[({")
    if nested:
        # Nested list: a row ends at its closing bracket, and line breaks inside a row mean nothing.
        text = text.replace("\n", " ").translate(str.maketrans("({)}", "[[]]"))
    parts = text.split("]") if nested else text.replace(";", "\n").split("\n")
    if len(parts) > MAX_LINES:
        return
    lines = _unlabelled([part.replace("[", " ").strip().strip(",; ") for part in parts])
    if nested:
        yield lines
        rows = re.split("[,;]", text.replace("[", " ").replace("]", " "))
        if text.count("[") == 1 and len(rows) <= MAX_LINES:  # one list of whole rows: `["1 2", "3 4"]`, `[1 2; 3 4]`
            yield _unlabelled([row.strip() for row in rows])
    else:
        for drawn in ("-", "---", "\n"):  # lines that only draw go; then only long ones, since `-` may be a cell; then none
            yield [line for line in lines if not _is_rule(line, drawn)]
            if "-" not in text:
                break
        lines = [line for line in lines if line]
        if len(lines) > 1 and "|" in lines[1] and _is_rule(lines[1], "-"):  # a table that names its columns
            yield lines[2:]
            numbers = [_ROW_NUMBER.match(line) for line in lines[2:]]
            if [found and int(found[1]) for found in numbers] == list(range(1, len(numbers) + 1)):  # and its rows
                yield [_without(_ROW_NUMBER, line) for line in lines[2:]]
        yield from _unnumbered([line for line in lines if not _is_rule(line, "-")])
        if len(lines) == 1 and len(re.findall(r"[/|]", lines[0])) < 100:  # the rows one behind the other: `1 2 3 / 4 5 6`
            yield re.split(r"[/|]", lines[0])
    yield [_without(_BULLET, line) for line in lines]


def _unlabelled(lines: list[str]) -> list[str]:
    """The lines without `Row 1:`; none where the rows are named out of their order."""
    found = [_ROW_LABEL.match(line) for line in lines]
    numbers = [int(label[1] or label[3] or _ORDINALS.index(label[2].lower()) + 1) for label in found if label]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    return [line[label.end() :] if label else line for line, label in zip(lines, found, strict=True)]


def _unnumbered(lines: list[str]) -> Iterator[list[str]]:
    """The rows without their numbers, `1 | 0 1 1`, and without the line of the columns' numbers over them, if there is one."""
    columns = lines and [cell for cell in _CELL_SEPARATORS.split(lines[0]) if cell]
    named = columns == [str(number) for number in range(1, len(columns) + 1)]
    for rows, number in ((lines, _ROW_NUMBER), *(((lines[1:], _ROW_NUMBER), (lines[1:], _BARE_NUMBER)) if named else ())):
        found = [number.match(line) for line in rows]
        if found and [label and int(label[1]) for label in found] == list(range(1, len(rows) + 1)):
            yield [_without(number, line) for line in rows]


def _is_rule(line: str, drawn: str) -> bool:
    """A line that only draws, with `drawn` or a double line somewhere: `|---|---|`, `+---+`, `=====`."""
    return (drawn in line or "===" in line) and not line.strip(" \t|:+=-")


def _without(label: re.Pattern[str], line: str) -> str:
    found = label.match(line)
    return line[found.end() :] if found else line


def _cells(line: str, columns: int) -> list[str]:
    cells = [cell for cell in _CELL_SEPARATORS.split(line) if cell]
    if len(cells) < columns:
        together = "".join(cells)
        if len(together) == columns and len({len(cell) for cell in cells}) == 1:
            return list(together)  # `123456` or `123 456`
    return cells


def show(cells: tuple[tuple[object, ...], ...], separator: str = " ") -> str:
    """The grid as rows of text, the form that prompts ask for."""
    return "\n".join(separator.join(str(cell) for cell in row) for row in cells)
