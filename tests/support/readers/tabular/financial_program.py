"""Reads tabular/financial_program: puts a table right by the text, and works out a chain of sums, differences and percentages."""

import re
from fractions import Fraction

from readers.tabular._tables import Titled, number, path, plain, rounded, shows, times, titled
from reading import Unread, body

AMOUNT = r"(-?\d[\d ,]*(?:\.\d+)?)(?: (thousand|million))? [a-z]+"
PLACES = {"a whole number": 0, "one decimal place": 1, "two decimal places": 2}
CORRECTED = re.compile(rf"The table's figure of ([^.]*?) for (\d{{4}}) (still includes|does not yet include) {AMOUNT} (?:from a unit that has been sold|that was reported too late)\.")
RULE = (
    "Where the text says that a figure of the table includes an amount, take that amount out of the figure; where it says that a figure does "
    "not include an amount, add it."
)
UNDER = 'A heading that stands over several rows or columns is meant as the sum of all that stand under it, without totals and "of which" rows.'


def follows(prompt: str, answer: str) -> bool:
    report = Report(body(prompt))
    value = report.result()
    found = re.search(r"Write it in ([a-z ]+?)(?: \(not in thousands or millions\))?, rounded to ([a-z ]+), halves away from zero\.", report.text)
    if not found:
        raise Unread(report.text)
    return shows(answer, rounded(value / (1 if found[1] == "percent" else times(found[1])), PLACES[found[2]]))


class Report:
    def __init__(self, prompt: str) -> None:
        self.text = plain(prompt)
        self.table: Titled = titled(prompt)[1]
        self.years = [column[-1] for column in self.table.columns]
        unit = times(self.table.unit)
        self.cells = {(row, column[-1]): None if cell is None else cell * unit for (row, column), cell in self.table.cells.items()}
        self.single = [row for row in self.table.rows if row[-1] != "Total" and not row[-1].startswith("of which")]
        self.named = dict[str, Fraction]()
        corrections = CORRECTED.findall(self.text)
        headings = any(len(row) > 1 for row in self.table.rows)
        if len(corrections) != self.text.count("The table's figure of") or (corrections and RULE not in self.text):
            raise Unread(self.text)
        if headings and UNDER not in self.text:
            raise Unread(self.text)
        for name, year, way, amount, scale in corrections:
            change = number(amount) * times(scale) * (-1 if way == "still includes" else 1)
            self.cells[path(name), year] = self.cell(path(name), year) + change

    def result(self) -> Fraction:
        """Of the last step, after all steps that have letters."""
        for letter, step in re.findall(r"Let ([A-F]) be (the .*?)\.(?= |$)", self.text):
            self.named[letter] = self.step(step)
        if not (asked := re.search(r"(?:Find|Work out|Give) (the .*?)\. Write it", self.text)):
            raise Unread(self.text)
        return self.step(asked[1])

    def step(self, text: str) -> Fraction:
        """What a step is called."""
        figure = self.figure
        if text.startswith("the sum of "):
            parts = text.removeprefix("the sum of ").split(" and ")
            for cut in range(1, len(parts)):
                try:
                    return figure(" and ".join(parts[:cut])) + figure(" and ".join(parts[cut:]))
                except Unread:
                    continue
        if found := re.fullmatch(r"the difference that is left after subtracting (.*) from (.*)", text):
            return figure(found[2]) - figure(found[1])
        if found := re.fullmatch(r"the change from (.*) to (.*), in percent of the former", text):
            return (figure(found[2]) / figure(found[1]) - 1) * 100
        if found := re.fullmatch(r"the ratio of (.*) to (.*), in percent", text):
            return figure(found[1]) / figure(found[2]) * 100
        if found := re.fullmatch(r"the amount that you get when you take (.*), a percentage, of (.*)", text):
            return figure(found[1]) * figure(found[2]) / 100
        if found := re.fullmatch(r"the amount that you get when you (increase|reduce) (.*) by (.*)", text):
            return figure(found[2]) * (1 + (1 if found[1] == "increase" else -1) * figure(found[3]) / 100)
        if found := re.fullmatch(r"the amount that you get when you convert (.*) into ([a-z]+) at the rate in the text", text):
            rate = self.told(rf"one unit of the table's money \([a-z]+\) was worth ([\d.]+) {found[2]}\.")
            return figure(found[1]) * rate
        raise Unread(text)

    def figure(self, text: str) -> Fraction:
        """A letter, a figure of the table, or one that the text tells."""
        if text in self.named:
            return self.named[text]
        if text == "the tax rate":
            return self.told(r"The tax rate is ([\d.]+)%")
        if found := re.fullmatch(r"the rise in prices in (\d{4})", text):
            return self.told(rf"Prices rose by ([\d.]+)% in {found[1]}")
        if found := re.fullmatch(r"the planned growth rate of (.*)", text):
            return self.told(rf"(?:^|[^\w/] ){re.escape(found[1])} is planned to grow by (-?[\d.]+)% next")
        if found := re.fullmatch(r"the reserve rate of (.*)", text):
            return self.told(rf"([\d.]+)% of the {self.table.measure} of {re.escape(found[1])} is set aside as a reserve")
        if found := re.fullmatch(rf"the average {self.table.measure} of (.*) over all years of the table", text):
            return sum((self.cell(path(found[1]), year) for year in self.years), Fraction(0)) / len(self.years)
        if found := re.fullmatch(rf"the (smallest|largest) yearly figure for {self.table.measure} of (.*) in the table", text):
            return (min if found[1] == "smallest" else max)(self.cell(path(found[2]), year) for year in self.years)
        if found := re.fullmatch(rf"the {self.table.measure} of (.*) in (\d{{4}})", text):
            return self.cell(path(found[1]), found[2])
        if found := re.fullmatch(r"the ([a-z ]+?) of (.*) in (\d{4})", text):
            return self.told(rf"(?i:{found[1]}) of {re.escape(found[2])} came to {AMOUNT} in {found[3]}\.")
        raise Unread(text)

    def told(self, pattern: str) -> Fraction:
        """The one number that the text tells so."""
        found = list(re.finditer(pattern, self.text))
        if len(found) != 1:
            raise Unread(f"{len(found)} times {pattern}")
        return number(found[0][1]) * times(found[0][2] if found[0].re.groups > 1 else None)

    def cell(self, row: tuple[str, ...], year: str) -> Fraction:
        """Of a row, or of all rows under a heading."""
        rows = [row] if row in self.table.rows and row[-1] != "Total" else [other for other in self.single if other[: len(row)] == row]
        figures = [figure for other in rows if (figure := self.cells.get((other, year))) is not None]
        if not rows or len(figures) < len(rows):
            raise Unread(f"no figure of {row} in {year}")
        return sum(figures, Fraction(0))
