"""Published tables as rows of texts: HTML with spans, texts with merged regions. And such rows as markdown.

A cell that spans several places stands in each of them, so that no column slips and each cell can be read with its row and column alone."""

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

Cells = list[list[str]]
MOST_SPAN = 200


class _Table(HTMLParser):
    """Cells of all rows of a table with their spans, in the order of the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[list[str], int, int]]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
            self._inside = False
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            spans = dict(attrs)
            self.rows[-1].append(([], _span(spans.get("rowspan")), _span(spans.get("colspan"))))
            self._inside = True
        elif tag == "br" and self._inside:
            self.rows[-1][-1][0].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1][0].append(data)


def _span(text: str | None) -> int:
    return min(max(int(text), 1), MOST_SPAN) if text and text.strip().isdecimal() else 1


def from_html(table: str) -> Cells:
    """The cells of a table in HTML; its spans are filled."""
    parser = _Table()
    parser.feed(table)
    parser.close()
    cells: dict[tuple[int, int], str] = {}
    for place, row in enumerate(parser.rows):
        column = 0
        for parts, down, across in row:
            while (place, column) in cells:
                column += 1
            text = " ".join("".join(parts).split())
            cells.update({(place + i, column + j): text for i in range(down) for j in range(across)})
            column += across
    height = len(parser.rows)  # a span beyond the last row adds none
    width = 1 + max((column for _, column in cells), default=-1)
    return [[cells.get((i, j), "") for j in range(width)] for i in range(height)]


def from_texts(texts: Sequence[Sequence[Any]], merged: Sequence[Any]) -> Cells:
    """The cells of a table that is given as rows of texts. merged: regions with first and last row and column, whose first cell holds the
    text."""
    width = max((len(row) for row in texts), default=0)
    cells = [[" ".join(str(cell).split()) for cell in row] + [""] * (width - len(row)) for row in texts]
    for region in merged:
        top, bottom, left, right = (int(region[name]) for name in ("first_row", "last_row", "first_column", "last_column"))
        if not (0 <= top <= bottom < len(cells) and 0 <= left <= right < width):
            continue
        for i in range(top, bottom + 1):
            cells[i][left : right + 1] = [cells[top][left]] * (right + 1 - left)
    return cells


def markdown(cells: Cells) -> str:
    """The rows as a table of markdown, the first one as its header; empty for a table without cells."""
    if not cells or not cells[0]:
        return ""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * len(cells[0]), *lines[1:]])
