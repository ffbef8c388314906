"""Reads tabular/header_lookup: figures under headings of rows and columns, put right by footnotes, rows and years chosen by them."""

import re
from collections.abc import Callable
from fractions import Fraction

from readers.tabular._tables import RANKS, Titled, number, path, plain, rounded, shows, times, titled
from reading import Unread, body

Path = tuple[str, ...]
Figure = Callable[[Path | None, str | None], Fraction]
"""Of a row and in a year that are being compared, each None where the words name their own. Raises KeyError where a figure is missing."""
PRINTED = "Take all figures as they are printed, whatever the footnotes say."
NOTE = re.compile(r"(Includes|Does not include) (\d[\d ,]*(?:\.\d+)?) (?:from a unit that was sold in the meantime|that was reported too late)\.")
PASSING = {"Preliminary.", "Partly estimated.", "Counted by a new method.", "Restated after the books were closed."}
UNDER = 'A heading that stands over several rows or columns is meant as the sum of all that stand under it, without totals and "of which" rows.'
CHOICE = re.compile(r"the (row|outermost heading of rows|year)(?: under (.*?))? with the (?:(second|third|fourth|fifth)-)?(largest|smallest) (.*)")


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    report = Report(text)
    for letter, what in re.findall(r"Let ([A-F]) be (the .*?)\.(?= |$)", report.text):
        report.chosen[letter] = report.choose(what)
    if found := re.search(r"Which is (the .*?)\?", report.text):
        name = report.choose(found[1])
        return answer.strip() in (name[-1], " / ".join(name))
    found = re.search(r"(?:Find|Work out|Give) the (.*?)\. ((?:Write|Convert) .*)", report.text)
    if not found:
        raise Unread(report.text)
    value = report.figure(found[1])(None, None)
    if exact := re.match(r"Write the exact number in ([a-z ]+?)(?: \(not in thousands or millions\))?\.", found[2]):
        return shows(answer, value * times(report.table(found[1]).unit) / times(exact[1]))
    if found[2].startswith("Write it in percent, rounded to one decimal place"):
        return shows(answer, rounded(value, 1))
    if found[2].startswith("Convert both") and "Round the quotient to two decimal places" in found[2]:
        return shows(answer, rounded(value, 2))
    raise Unread(found[2])


def _single(labels: Path) -> bool:
    return not any(label == "Total" or label.startswith("of which") for label in labels)


class Report:
    def __init__(self, prompt: str) -> None:
        self.text = plain(prompt)
        self.tables = titled(prompt)
        self.chosen = dict[str, Path]()
        self.values = {place: self.corrected(table) for place, table in self.tables.items()}
        measures = "|".join(sorted((re.escape(table.measure) for table in self.tables.values()), key=len, reverse=True))
        self.source = rf"((?:{measures})(?: \(Table \d\))?)"
        if any(len(labels) > 1 for table in self.tables.values() for labels in table.rows) and UNDER not in self.text:
            raise Unread(self.text)

    def corrected(self, table: Titled) -> dict[tuple[Path, Path], Fraction | None]:
        """Figures by their footnotes, where these count."""
        values = dict(table.cells)
        for place, mark in table.marks.items():
            if mark:
                note, value = table.notes[mark], values[place]
                found = NOTE.fullmatch(note)
                if note in PASSING or (found and PRINTED in self.text):
                    continue
                if not found or value is None or "Footnotes count:" not in self.text:
                    raise Unread(note)
                values[place] = value - number(found[2]) * (1 if found[1] == "Includes" else -1)
        return values

    def place(self, source: str) -> int:
        found = re.search(r"\(Table (\d)\)", source)
        return int(found[1]) if found else 1

    def table(self, text: str) -> Titled:
        return self.tables[self.place(text)]

    def labels(self, text: str | None) -> Path:
        """`A / 2014`, with what the letters stand for."""
        parts = path(text) if text else ()
        return tuple(label for part in parts for label in self.chosen.get(part, (part,)))

    def value(self, source: str, row: Path, column: Path, year: str | None) -> Fraction:
        """A figure, or the sum of those under headings. Raises KeyError where one is missing."""
        place = self.place(source)
        table = self.tables[place]
        rows = [other for other in table.rows if (other == row if not _single(row) else _single(other) and other[: len(row)] == row)]
        columns = [other for other in table.columns if (other == column if not _single(column) else _single(other) and _within(column, other))]
        columns = [other for other in columns if year is None or year in other]
        figures = [figure for one in rows for other in columns if (figure := self.values[place][one, other]) is not None]
        if not figures or len(figures) < len(rows) * len(columns):
            raise KeyError(row, column)
        return sum(figures, Fraction(0))

    def figure(self, text: str) -> Figure:
        """What is measured. Raises Unread."""
        source, labels = self.source, self.labels
        if found := re.fullmatch(rf"{source}(?: of (.*?))?(?: in (.*?))?, divided by {source} for the same heading and time", text):
            one, of, when, other = found.groups()

            def quotient(row: Path | None, year: str | None) -> Fraction:
                upper, lower = (self.value(part, row or labels(of), labels(when), year) * times(self.table(part).unit) for part in (one, other))
                return upper / lower

            return quotient
        if found := re.fullmatch(rf"(?:figure for )?{source}(?: of (.*?))?(?: in (.*?))?", text):
            one, of, when = found.groups()
            return lambda row, year: self.value(one, row or labels(of), labels(when), year)
        ending = r"(?: \(the later figure minus the earlier one\)|, in percent of the figure for .*)"
        if found := re.fullmatch(rf"(change in|growth of) {source}(?: of (.*?))? from (.*?) to (.*?){ending}", text):
            way, one, of, old, new = found.groups()

            def change(row: Path | None, year: str | None) -> Fraction:
                before, after = (self.value(one, row or labels(of), labels(when), year) for when in (old, new))
                return after - before if way == "change in" else (after / before - 1) * 100

            return change
        if found := re.fullmatch(rf"share(?: of (.*?))? in {source} of (.*?)(?: in (.*?))?, in percent", text):
            of, one, whole, when = found.groups()

            def share(row: Path | None, year: str | None) -> Fraction:
                above = () if whole == "all rows together" else labels(whole)
                return self.value(one, row or labels(of), labels(when), year) / self.value(one, above, labels(when), year) * 100

            return share
        raise Unread(text)

    def choose(self, text: str) -> Path:
        """The row, the heading or the year that is asked for."""
        found = CHOICE.fullmatch(text)
        if not found:
            raise Unread(text)
        kind, under, rank, way, what = found.groups()
        measure, table, above = self.figure(what), self.table(what), self.labels(under)
        single = [row for row in table.rows if _single(row)]
        if kind == "year":
            names = [(label,) for label in sorted({label for column in table.columns for label in column if re.fullmatch(r"\d{4}", label)})]
        elif kind == "row":
            names = [row for row in single if row[: len(above)] == above or (len(above) == 1 and above[0] in row)]
        else:
            names = list(dict.fromkeys(row[:1] for row in single))
        figures = dict[Path, Fraction]()
        for name in names:
            try:
                figures[name] = measure(None, name[0]) if kind == "year" else measure(name, None)
            except KeyError:
                if "whatever lacks a figure that would be needed is left out" not in self.text:
                    raise Unread(f"no figure of {name}") from None
        wanted = sorted(figures.values(), reverse=way == "largest")[RANKS[rank or ""]]
        (chosen,) = [name for name, figure in figures.items() if figure == wanted]
        return chosen


def _within(labels: Path, column: Path) -> bool:
    """Whether a column stands under these labels, in their order."""
    left = iter(column)
    return all(label in left for label in labels)
