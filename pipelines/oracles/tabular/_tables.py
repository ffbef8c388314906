"""Tables as loose JSON: figures by their headings, for the oracles of this domain."""

from fractions import Fraction


class Figures:
    """The cells of a table under the headings of their row and column, counted in units."""

    def __init__(self, table: dict, corrected: bool = False) -> None:
        self.table = table
        self.found: dict[tuple[tuple[str, ...], tuple[str, ...]], Fraction | None] = {}
        signs = {"includes sold": -1, "excludes late": 1} if corrected else {}
        for i, row in enumerate(table["rows"]):
            for j, column in enumerate(table["columns"]):
                text = table["cells"][i][j]
                number = None if text is None else Fraction(text)
                for note in table.get("notes", ()):
                    if number is not None and (note["row"], note["column"]) == (i, j) and note["kind"] in signs and note.get("value"):
                        number += signs[note["kind"]] * Fraction(note["value"])
                self.found[tuple(row), tuple(column)] = None if number is None else number * 10 ** table["scale"]

    def under(self, row: tuple[str, ...], column: tuple[str, ...]) -> Fraction | None:
        """The figure of a row and a column, or the sum of what stands under their headings; None where one is missing."""
        cells = [
            number for (one, other), number in self.found.items() if _meant(one, row, self.rows()) and _meant(other, column, self.columns())
        ]
        return None if not cells or None in cells else sum(cells)

    def rows(self) -> list[tuple[str, ...]]:
        return [tuple(row) for row in self.table["rows"]]

    def columns(self) -> list[tuple[str, ...]]:
        return [tuple(column) for column in self.table["columns"]]


def summary(label: str) -> bool:
    """Whether a heading stands for a total or for a part of another row."""
    return label == "Total" or label[:8] == "of which"


def _meant(path: tuple[str, ...], named: tuple[str, ...], all_paths: list[tuple[str, ...]]) -> bool:
    if named in all_paths:
        return path == named
    return path[: len(named)] == named and not any(map(summary, path[len(named) :]))
