"""Tables as text: one model, laid out as markdown, as HTML with spans, as CSV or as indented text, with numbers as reports write them.

Titles, units and footnotes are sentences, which stand in the macros of `_tables_en.md` and `_tables_zh.md`:

    {% import "tabular/_tables_en.md" as words %}
    {{ words.show(tables, term) }}

where `tables` is what `shown` makes of a problem's tables in `prompt_variables`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import NamedTuple

from synth.verifiers.tabular._table import Path, Table

LAYOUTS = ("markdown", "html", "csv", "text")
SEPARATORS = (",", " ", "")
GAPS = ("–", "..", "—", "-")
"""How a figure that is not available is written."""
Term = Callable[[str], str]


class Style(NamedTuple):
    """How tables of one prompt look."""

    layout: str
    """One of LAYOUTS."""
    separator: str
    """Between thousands."""
    brackets: bool
    """Whether (5) stands for -5."""
    gap: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A table in a style, for templates."""

    table: Table
    style: Style

    def body(self, term: Term) -> str:
        """The table itself, without title and footnotes, in the words of a language."""
        return _LAYOUTS[self.style.layout](self.table, self.style, term)

    @property
    def deep(self) -> bool:
        """Whether a heading stands over others."""
        return any(len(path) > 1 for path in (*self.table.rows, *self.table.columns))

    @property
    def has_gaps(self) -> bool:
        return any(None in row for row in self.table.cells)

    @property
    def has_brackets(self) -> bool:
        return self.style.brackets and any(cell is not None and cell < 0 for row in self.table.cells for cell in row)

    def number(self, value: Decimal) -> str:
        return number(value, self.style)

    def notes(self) -> list[tuple[str, str, Decimal | None]]:
        """Mark, kind and amount of each footnote."""
        return [(mark, note.kind, note.value) for mark, note in zip("abcdef", self.table.notes, strict=False)]


def draw_style(rng: Random) -> Style:
    layout = LAYOUTS[rng.randrange(4)]
    return Style(layout, SEPARATORS[rng.randrange(3)], bool(rng.randrange(2)), GAPS[rng.randrange(4)])


def shown(tables: Sequence[Table], rng: Random) -> list[Shown]:
    """All tables of a prompt, in one style that the row's key chooses."""
    style = draw_style(rng)
    return [Shown(table, style) for table in tables]


def number(value: Decimal | None, style: Style) -> str:
    """`(1,234.50)` for -1234.50, and a dash for nothing."""
    if value is None:
        return style.gap
    text = f"{value:,f}"
    if style.separator != ",":
        text = text.replace(",", style.separator)
    if text[0] == "-" and style.brackets:
        return f"({text[1:]})"
    return text


def _marks(table: Table) -> dict[tuple[int, int], str]:
    found = dict[tuple[int, int], str]()
    for mark, note in zip("abcdef", table.notes, strict=False):
        found[note.row, note.column] = f"{found.get((note.row, note.column), '')}[{mark}]"
    return found


def _cells(table: Table, style: Style) -> list[list[str]]:
    marks = _marks(table)
    found = [[number(cell, style) for cell in row] for row in table.cells]
    for (row, column), mark in marks.items():
        if row >= 0 and column >= 0:
            found[row][column] += mark
    return found


def _headings(table: Table, term: Term, of_rows: bool) -> list[tuple[str, ...]]:
    """Paths in words; the last heading of each with its unit and the marks of its footnotes."""
    paths, units = (table.rows, table.row_units) if of_rows else (table.columns, table.column_units)
    marks = _marks(table)
    found = []
    for place, path in enumerate(paths):
        words = [term(label) for label in path]
        if units and units[place]:
            words[-1] += f" ({term(units[place])})"
        words[-1] += marks.get((place, -1) if of_rows else (-1, place), "")
        found.append(tuple(words))
    return found


def _depth(paths: Sequence[tuple[str, ...]]) -> int:
    return max(map(len, paths))


def _first_only(paths: Sequence[tuple[str, ...]]) -> Iterator[list[str]]:
    """Each path, filled up to the depth of the deepest one; what is the same as right before is left empty."""
    depth, last = _depth(paths), tuple[str, ...]()
    for path in paths:
        same = 0
        while same < len(path) - 1 and path[: same + 1] == last[: same + 1]:
            same += 1
        yield [*[""] * same, *path[same:], *[""] * (depth - len(path))]
        last = path


def _markdown(table: Table, style: Style, term: Term) -> str:
    columns, rows = _headings(table, term, False), _headings(table, term, True)
    depth = _depth(rows)
    corner = [term(table.title[1]), *[""] * (depth - 1)]
    lines = ["| " + " | ".join([*corner, *(" / ".join(path) for path in columns)]) + " |"]
    lines.append("|" + " --- |" * depth + " ---: |" * len(columns))
    lines += ["| " + " | ".join([*heads, *cells]) + " |" for heads, cells in zip(_first_only(rows), _cells(table, style), strict=True)]
    return "\n".join(lines)


def _csv(table: Table, style: Style, term: Term) -> str:
    """Headings over several columns stand over the first of them, as a spreadsheet saves merged cells."""
    columns, rows = list(_first_only(_headings(table, term, False))), list(_first_only(_headings(table, term, True)))
    depth, levels = len(rows[0]), len(columns[0])
    lines = [[*[""] * depth, *(path[level] for path in columns)] for level in range(levels)]
    lines[-1][0] = term(table.title[1])
    lines += [[*heads, *cells] for heads, cells in zip(rows, _cells(table, style), strict=True)]
    return "\n".join(",".join([f'"{field}"' if field else "" for field in line]) for line in lines)


def _html(table: Table, style: Style, term: Term) -> str:
    columns, rows = _headings(table, term, False), _headings(table, term, True)
    depth, levels = _depth(rows), _depth(columns)
    across, down = _spans(columns, levels), _spans(rows, depth)
    lines = []
    for level in range(levels):
        cells = [_th(term(table.title[1]), levels, depth)] if level == 0 else []
        cells += [_th(text, high, wide) for at, text, wide, high in across if at[1] == level]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    by_row: list[list[str]] = [[] for _ in rows]
    for at, text, high, wide in down:
        by_row[at[0]].append(_th(text, high, wide))
    for heads, cells in zip(by_row, _cells(table, style), strict=True):
        lines.append(f"<tr>{''.join(heads)}{''.join([f'<td>{cell}</td>' for cell in cells])}</tr>")
    return "\n".join(["<table>", *lines, "</table>"])


def _spans(paths: Sequence[tuple[str, ...]], depth: int) -> list[tuple[tuple[int, int], str, int, int]]:
    """(place, level), heading, how many places it spans and how many levels."""
    found = []
    for place, path in enumerate(paths):
        for level, label in enumerate(path):
            last = level == len(path) - 1
            if place and not last and paths[place - 1][: level + 1] == path[: level + 1]:
                continue
            head, end = path[: level + 1], place + 1
            while not last and end < len(paths) and paths[end][: level + 1] == head:
                end += 1
            found.append(((place, level), label, end - place, depth - level if last else 1))
    return found


def _th(text: str, high: int, wide: int) -> str:
    spans = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
    return f"<th{spans}>{text}</th>"


def _text(table: Table, style: Style, term: Term) -> str:
    """Rows indented below their headings; columns flush right, with all their headings above each."""
    columns, rows = _headings(table, term, False), _headings(table, term, True)
    levels = _depth(columns)
    filled = [(*[""] * (levels - len(path)), *path) for path in columns]
    lines: list[tuple[str, Sequence[str]]] = [("", [path[level] for path in filled]) for level in range(levels)]
    lines[-1] = (term(table.title[1]), lines[-1][1])
    last: Path = ()
    for path, printed in zip(rows, _cells(table, style), strict=True):
        for level, label in enumerate(path[:-1]):
            if path[: level + 1] != last[: level + 1]:
                lines.append(("  " * level + label, ()))
        lines.append(("  " * (len(path) - 1) + path[-1], printed))
        last = path
    first = max(width(head) for head, _ in lines)
    widths = [max(map(width, column)) + 2 for column in zip(*(cells for _, cells in lines if cells), strict=True)]
    found = list[str]()
    for head, cells in lines:
        flush = [" " * (size - width(cell)) + cell for size, cell in zip(widths, cells, strict=False)]
        found.append((head + " " * (first - width(head)) + "".join(flush)).rstrip())
    return "\n".join(found)


def width(text: str) -> int:
    """Columns that a text takes where each letter takes one, and a Chinese character two."""
    return len(text) if text.isascii() else sum([2 if "\u2e80" <= letter <= "\uffef" else 1 for letter in text])


_LAYOUTS: dict[str, Callable[[Table, Style, Term], str]] = {"markdown": _markdown, "html": _html, "csv": _csv, "text": _text}
