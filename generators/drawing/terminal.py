"""Boards in a terminal: a picture that `grid` drew, as lines of characters with styles.

Where regions part the board their borders are drawn, else all cells'. Shaded cells are full blocks, coloured ones have the numbers of their
colours, so that a board reads without colour."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from synth.generators.drawing.svg import COLOURS

if TYPE_CHECKING:
    from rich.text import Text

Place = tuple[int, int]
"""A row and a column, of cells or of corners."""
JOINTS = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
"""By what meets there: 1 from above, 2 from below, 4 from the left, 8 from the right."""


def boards(picture: str) -> "list[Text]":
    """The boards of a picture, in its order; none for pictures of other things, such as graphs and tables."""
    found = [_Board(ElementTree.fromstring(svg)) for svg in re.findall(r"<svg.*?</svg>", picture, re.DOTALL)]
    return [board.drawn() for board in found if board.cells and board.square]


class _Board:
    """cells: styles of cells; texts and answers: what stands in a cell or at a side; signs: what stands on a border, by twice its place."""

    def __init__(self, svg: ElementTree.Element) -> None:
        self.cells: dict[Place, str] = {}
        self.texts: dict[Place, list[str]] = defaultdict(list)
        self.answers: set[Place] = set()
        self.signs: dict[Place, str] = {}
        self.thick: set[tuple[Place, Place]] = set()
        self.square = True
        for part in svg.iter():
            name, kind = part.tag.rpartition("}")[2], part.get("class", "").split()
            if name == "rect" and kind[:1] == ["cell"]:
                self._cell(part, kind)
            elif name == "text":
                self._text(part, kind)
            elif name in ("polyline", "polygon") and kind == ["thick"]:
                self._border(part, name == "polygon")
            self.square &= name in ("svg", "g", "rect", "text", "polyline", "polygon", "style") and kind not in (["edge"], ["way"])

    def _cell(self, part: ElementTree.Element, kind: list[str]) -> None:
        x, y, width, height = (float(part.get(name, "0")) for name in ("x", "y", "width", "height"))
        self.square &= (width, height) == (1, 1) and x == int(x) and y == int(y)
        fill = re.search(r"fill:(#\w+)", part.get("style", ""))
        self.cells[int(y), int(x)] = "dark" if "dark" in kind else fill[1] if fill else ""
        if fill:  # where a terminal has no colours, their numbers
            self.texts[int(y), int(x)].append(str(COLOURS.index(fill[1])))

    def _text(self, part: ElementTree.Element, kind: list[str]) -> None:
        x, y, word = float(part.get("x", "0")), float(part.get("y", "0")), part.text or ""
        if x == int(x) or y == int(y):
            self.signs[round(2 * y), round(2 * x)] = word
        else:
            place = int(y // 1), int(x // 1)
            self.texts[place].append(word)
            self.answers |= {place} if "answer" in kind else set()

    def _border(self, part: ElementTree.Element, closed: bool) -> None:
        points = [(int(float(y)), int(float(x))) for x, y in (point.split(",") for point in part.get("points", "").split())]
        for a, b in zip(points, points[1:] + points[: int(closed)], strict=False):
            (y, x), (bottom, right) = sorted((a, b))
            steps = max(bottom - y, right - x)
            down, across = (bottom - y) // steps, (right - x) // steps
            self.thick |= {((y + i * down, x + i * across), (y + (i + 1) * down, x + (i + 1) * across)) for i in range(steps)}

    def drawn(self) -> "Text":
        """The board. Even rows and columns of the drawing are borders, odd ones cells."""
        from rich.text import Text

        places = {*self.cells, *self.texts}
        top, left = (min(place[axis] for place in places) for axis in (0, 1))
        bottom, right = (max(place[axis] for place in places) + 1 for axis in (0, 1))
        width = max((len(" ".join(words)) for words in self.texts.values()), default=1) + 2
        lines = self._lines()
        text = Text()
        for row in range(2 * top, 2 * bottom + 1):
            if row % 2 == 0 and not any(a[0] == b[0] == row // 2 for a, b in lines) and not any(y == row for y, _ in self.signs):
                continue
            line = Text()
            for column in range(2 * left, 2 * right + 1):
                line.append(*self._at(row, column, width, lines))
            line.rstrip()
            text.append_text(line).append("\n")
        return text

    def _lines(self) -> set[tuple[Place, Place]]:
        """Borders that are drawn."""
        sides = [((y, x), (y, x + 1)) for y, x in self.cells] + [((y + 1, x), (y + 1, x + 1)) for y, x in self.cells]
        sides += [((y, x), (y + 1, x)) for y, x in self.cells] + [((y, x + 1), (y + 1, x + 1)) for y, x in self.cells]
        inner = any(sides.count(side) > 1 for side in self.thick)
        return self.thick if inner else {*sides}

    def _at(self, row: int, column: int, width: int, lines: set[tuple[Place, Place]]) -> tuple[str, str]:
        """Characters and their style at a place of the drawing."""
        y, x = row // 2, column // 2
        if row % 2 and column % 2:
            look, words = self.cells.get((y, x), ""), " ".join(self.texts.get((y, x), ()))
            if look == "dark":
                return (f" {words} " if words else "").center(width, "█"), ""
            style = "bold blue" if (y, x) in self.answers else ""
            return words.center(width), f"on {look}" if look.startswith("#") else style
        if (row, column) in self.signs:
            return self.signs[row, column].center(1 if column % 2 == 0 else width), "bold blue"
        if row % 2:
            return ("│" if ((y, x), (y + 1, x)) in lines else " "), "dim"
        if column % 2:
            return ("─" if ((y, x), (y, x + 1)) in lines else " ") * width, "dim"
        ends = (((y - 1, x), (y, x)), ((y, x), (y + 1, x)), ((y, x - 1), (y, x)), ((y, x), (y, x + 1)))
        return JOINTS[sum(1 << i for i, end in enumerate(ends) if end in lines)], "dim"
