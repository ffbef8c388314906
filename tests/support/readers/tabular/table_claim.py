"""Reads tabular/table_claim: whether each statement holds, fails or may do either, whatever the figures are that are not shown."""

import re
from fractions import Fraction
from typing import Any

import z3
from readers.tabular._tables import number, path, times, titled
from reading import Unread, body

Row = tuple[str, ...]
AMOUNT = r"(\d[\d ,]*(?:\.\d+)?)(?: (thousand|million))? [a-z][a-z ]*"
FIGURES = "stands for a figure that exists and is not shown: a number from 0 up, with as many decimals as the other figures of its table."
TOTALS = (
    "Every total is exactly the sum of its rows, with those that are not shown: a total under a heading of the rows under that heading, and a total "
    "on its own of all rows of the table that are no totals."
)


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    report = Report(text)
    labels = [report.label(statement) for statement in re.findall(r"^\d+\. (.*)\.$", text, re.MULTILINE)]
    if len(labels) != len(re.findall(r"^\d+\. ", text, re.MULTILINE)):
        raise Unread(text)
    return [label.strip() for label in answer.split(",")] == labels


class Report:
    """Figures are whole numbers of the last decimal of their table."""

    def __init__(self, prompt: str) -> None:
        self.tables = titled(prompt)
        self.values = dict[tuple[int, Row, str], Any]()
        self.solver = z3.SolverFor("QF_LIA")
        if FIGURES not in prompt:
            raise Unread(prompt)
        self.years = {place: [column[-1] for column in table.columns] for place, table in self.tables.items()}
        self.size = dict[int, Fraction]()
        """How much one whole number counts, in plain units."""
        for place, table in self.tables.items():
            figures = [figure for figure in table.cells.values() if figure is not None]
            parts = 10 ** next(count for count in range(9) if all((figure * 10**count).denominator == 1 for figure in figures))
            self.size[place] = Fraction(times(table.unit), parts)
            for (row, column), figure in table.cells.items():
                value = z3.Int(f"{place} {row} {column[-1]}") if figure is None else z3.IntVal(int(figure * parts))
                self.values[place, row, column[-1]] = value
                self.solver.add(value >= 0)
            self.add_totals(place, TOTALS in prompt)

    def add_totals(self, place: int, stated: bool) -> None:
        rows = self.tables[place].rows
        for row in rows:
            if row[-1] == "Total":
                if not stated:
                    raise Unread("totals of what?")
                under = [other for other in rows if other[-1] != "Total" and other[: len(row) - 1] == row[:-1]]
                for year in self.years[place]:
                    self.solver.add(self.values[place, row, year] == z3.Sum([self.values[place, other, year] for other in under]))

    def label(self, statement: str) -> str:
        claim = self.claim(statement)
        holds, fails = self.solver.check(claim), self.solver.check(z3.Not(claim))
        if z3.unknown in (holds, fails):
            raise Unread(f"too hard: {statement}")
        return "Unknown" if holds == fails == z3.sat else "True" if holds == z3.sat else "False"

    def place(self, text: str) -> int:
        """Of the table that tells `net sales (Table 1)` or `net sales`."""
        found = re.fullmatch(r"(.*?)(?: \(Table (\d)\))?", text)
        assert found
        places = [place for place, table in self.tables.items() if table.measure == found[1].lower() and found[2] in (None, str(place))]
        if len(places) != 1:
            raise Unread(text)
        return places[0]

    def amount(self, place: int, found: re.Match[str], group: int) -> Fraction:
        """`4 100 thousand euros`, in whole numbers of a table."""
        return number(found[group]) * times(found[group + 1]) / self.size[place]

    def claim(self, text: str) -> Any:
        value = self.values
        if found := re.fullmatch(r"In (\d{4}), (.*?) of (.*), in plain [a-z ]+, came to (more|less) than (\d[\d ,]*(?:\.\d+)?) times (.*) of the same row and year, in plain [a-z ]+", text):
            place, other, row = self.place(found[2]), self.place(found[6]), path(found[3])
            factor = number(found[5]) * self.size[other] / self.size[place]
            return _compared(value[place, row, found[1]], found[4], factor, value[other, row, found[1]])
        if found := re.fullmatch(r"In (\d{4}), (.*?) of (.*) came to more than that of each other row that is no total", text):
            place, year, row = self.place(found[2]), found[1], path(found[3])
            others = [other for other in self.tables[place].rows if other not in (row,) and other[-1] != "Total"]
            return z3.And([value[place, row, year] > value[place, other, year] for other in others])
        if found := re.fullmatch(r"In (\d{4}), (.*?) of (.*) and of (.*) together came to (more|less) than that of (.*)", text):
            place, year = self.place(found[2]), found[1]
            one, other, third = (value[place, path(found[group]), year] for group in (3, 4, 6))
            return _compared(one + other, found[5], Fraction(1), third)
        if found := re.fullmatch(r"In (\d{4}), (.*?) of (.*) came to (more|less) than (?:(\d+) percent of )?that of (.*)", text):
            place, year = self.place(found[2]), found[1]
            return _compared(value[place, path(found[3]), year], found[4], Fraction(int(found[5] or 100), 100), value[place, path(found[6]), year])
        if found := re.fullmatch(rf"In (\d{{4}}), (.*?) of (.*) came to (more|less) than {AMOUNT}", text):
            place = self.place(found[2])
            return _compared(value[place, path(found[3]), found[1]], found[4], self.amount(place, found, 5), z3.IntVal(1))
        if found := re.fullmatch(r"From (\d{4}) to (\d{4}), (.*?) of (.*) (rose|fell) by more than (\d+) percent of the figure for (\d{4})", text):
            place, row = self.place(found[3]), path(found[4])
            old, new = value[place, row, found[1]], value[place, row, found[2]]
            return _compared(new - old if found[5] == "rose" else old - new, "more", Fraction(int(found[6]), 100), value[place, row, found[7]])
        if found := re.fullmatch(rf"From (\d{{4}}) to (\d{{4}}), (.*?) of (.*) (rose|fell) by more than {AMOUNT}", text):
            place, row = self.place(found[3]), path(found[4])
            old, new = value[place, row, found[1]], value[place, row, found[2]]
            return _compared(new - old if found[5] == "rose" else old - new, "more", self.amount(place, found, 6), z3.IntVal(1))
        if found := re.fullmatch(rf"The mean of (.*?) of (.*) over all (\d+) years of the table is (more|less) than {AMOUNT}", text):
            place, row = self.place(found[1]), path(found[2])
            years = self._all(place, found[3])
            return _compared(z3.Sum([value[place, row, year] for year in years]), found[4], self.amount(place, found, 5) * len(years), z3.IntVal(1))
        if found := re.fullmatch(r"(.*?) of (.*) came to more than that of (.*) in at (least|most) (\d+) of the (\d+) years", text):
            place, one, other = self.place(found[1]), path(found[2]), path(found[3])
            years = self._all(place, found[6])
            count = z3.Sum([z3.If(value[place, one, year] > value[place, other, year], 1, 0) for year in years])
            return count >= int(found[5]) if found[4] == "least" else count <= int(found[5])
        raise Unread(text)

    def _all(self, place: int, count: str) -> list[str]:
        if int(count) != len(self.years[place]):
            raise Unread(f"{count} years")
        return self.years[place]


def _compared(left: Any, way: str, factor: Fraction, right: Any) -> Any:
    """Whether the left is more or less than so many times the right."""
    left, right = left * factor.denominator, right * factor.numerator
    return left > right if way == "more" else left < right
