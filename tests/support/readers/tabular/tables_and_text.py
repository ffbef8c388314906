"""Reads tabular/tables_and_text: tables that a text corrects, rows chosen by them, and a figure of those rows."""

import re
from collections.abc import Callable
from fractions import Fraction

from readers.tabular._tables import RANKS, number, path, plain, rounded, shows, times, titled
from reading import Unread, body

Row = tuple[str, ...]
AMOUNT = r"(\d[\d ,]*(?:\.\d+)?)(?: (thousand|million))? [a-z][a-z ]*?"
MOVED = re.compile(rf"In Table (\d), {AMOUNT} that stand under ([^.]*?) in (\d{{4}}) belong to ([^.]*?) in that year\.")
TWICE = re.compile(rf"In Table (\d), the figure of ([^.]*?) in (\d{{4}}) holds {AMOUNT} that were counted twice and have to be taken out\.")
MISSING = re.compile(rf"In Table (\d), {AMOUNT} are missing from the figure of ([^.]*?) in (\d{{4}}) and have to be added\.")
DRAFT = re.compile(rf"A draft of this report gave {AMOUNT} as [a-z ]+ of [^.]*? in \d{{4}}\.")
PLAN = re.compile(
    r"For (\d{4}), the plan is that ([a-z ]+?) of each [a-z ]+? will be ([\d.]+) percent (above|below) the corrected figure for (\d{4})\.", re.IGNORECASE
)
RATE = re.compile(r"In all years, one of the ([a-z ]+?) of Table (\d) is worth ([\d.]+) ([a-z]+)\.")
RULES = (
    "Take every figure as corrected by the text, in every step; each correction changes only what it names.",
    "Only rows that are no totals are chosen, and none twice.",
)
CHOICE = re.compile(r"Let ([ABC]) be the (?:remaining )?row with the (?:(second|third|fourth|fifth)-)?(largest|smallest) (.*?)\.(?= |$)")


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    report = Report(text)
    for name, rank, way, what in CHOICE.findall(report.text):
        report.choose(name, RANKS[rank], way == "largest", what)
    found = re.search(r"(What (?:is|percentage).*?\?)(.*)", report.text)
    if not found:
        raise Unread(report.text)
    return shows(answer, report.asked(found[1], found[2]))


class Report:
    def __init__(self, prompt: str) -> None:
        self.text = plain(prompt)
        self.tables = titled(prompt)
        self.values = dict[tuple[int, Row, str], Fraction]()
        for place, table in self.tables.items():
            for (row, column), cell in table.cells.items():
                if cell is not None:
                    self.values[place, row, column[-1]] = cell * times(table.unit)
        self.rows = [row for row in self.tables[1].rows if row[-1] != "Total"]
        self.chosen = dict[str, Row]()
        self.rates = dict[int, tuple[Fraction, str, str]]()
        for rule in RULES if "Let A be" in self.text else RULES[:1]:
            if rule not in self.text:
                raise Unread(self.text)
        self.correct()

    def correct(self) -> None:
        """Puts the tables right, and adds what is planned for a year that they do not have."""
        for place, amount, scale, old, year, new in MOVED.findall(self.text):
            self.change(place, old, year, -number(amount) * times(scale))
            self.change(place, new, year, number(amount) * times(scale))
        for place, row, year, amount, scale in TWICE.findall(self.text):
            self.change(place, row, year, -number(amount) * times(scale))
        for place, amount, scale, row, year in MISSING.findall(self.text):
            self.change(place, row, year, number(amount) * times(scale))
        for new, measure, percent, way, year in PLAN.findall(self.text):
            place = next(place for place, table in self.tables.items() if table.measure == measure.lower())
            for row in self.rows:
                self.values[place, row, new] = self.values[place, row, year] * (1 + Fraction(percent) * (1 if way == "above" else -1) / 100)
        for unit, place, rate, other in RATE.findall(self.text):
            self.rates[int(place)] = (Fraction(rate), unit, other)
        left = self.text
        for known in (MOVED, TWICE, MISSING, DRAFT, PLAN, RATE):
            left = known.sub("", left)
        if found := re.search(r"(?:In Table \d,|In all years,|A draft of this|the plan is)[^.]*", left):
            raise Unread(found[0])

    def change(self, place: str, row: str, year: str, by: Fraction) -> None:
        self.values[int(place), path(row), year] += by

    def choose(self, name: str, rank: int, largest: bool, what: str) -> None:
        value = self.measure(what)
        figures = {row: value(row) for row in self.rows if row not in self.chosen.values()}
        wanted = sorted(figures.values(), reverse=largest)[rank]
        (self.chosen[name],) = [row for row, figure in figures.items() if figure == wanted]

    def measure(self, text: str) -> Callable[[Row], Fraction]:
        """By which rows are compared."""
        if found := re.fullmatch(r"figure for [a-z ]+ \(Table (\d)\) in (\d{4})", text):
            place, year = int(found[1]), found[2]
            return lambda row: self.values[place, row, year]
        if found := re.fullmatch(
            r"change in [a-z ]+ \(Table (\d)\) from (\d{4}) to (\d{4}) \(the later figure minus the earlier one, so a fall is below 0\)", text
        ):
            place, old, new = int(found[1]), found[2], found[3]
            return lambda row: self.values[place, row, new] - self.values[place, row, old]
        if found := re.fullmatch(
            r"quotient of [a-z ]+ \(Table (\d)\) by [a-z ]+ \(Table (\d)\) in (\d{4}), both counted in plain units, without thousands or millions", text
        ):
            place, by, year = int(found[1]), int(found[2]), found[3]
            return lambda row: self.values[place, row, year] / self.values[by, row, year]
        raise Unread(text)

    def total(self, place: str, rows: list[Row], year: str) -> Fraction:
        return sum((self.values[int(place), row, year] for row in rows), Fraction(0))

    def named(self, text: str) -> list[Row]:
        """`A and B together`."""
        return [self.chosen[part] if part in self.chosen else path(part) for part in re.split(r", | and ", text.removesuffix(" together"))]

    def asked(self, question: str, form: str) -> Fraction:
        question = question.replace(" by the plan", "")
        if found := re.fullmatch(r"What is the figure for [a-z ]+ \(Table (\d)\) of (.*?) in (\d{4})\?", question):
            return self.counted(int(found[1]), self.total(found[1], self.named(found[2]), found[3]), form)
        if found := re.match(r"What is the change in [a-z ]+ \(Table (\d)\) of (.*?) from (\d{4}) to (\d{4}) \(the later figure minus the earlier one", question):
            old, new = (self.total(found[1], self.named(found[2]), found[place]) for place in (3, 4))
            if question.endswith(f"), in percent of the figure for {found[3]}?"):
                return rounded((new / old - 1) * 100, 1)
            return self.counted(int(found[1]), new - old, form)
        if found := re.fullmatch(r"What percentage of [a-z ]+ \(Table (\d)\) of all rows in (\d{4}) is that of (.*?)\?", question):
            return rounded(100 * self.total(found[1], self.named(found[3]), found[2]) / self.total(found[1], self.rows, found[2]), 1)
        if found := re.match(r"What is the figure for [a-z ]+ \(Table (\d)\) of (.*?) in (\d{4}) divided by that for their [a-z ]+ \(Table (\d)\) in (\d{4})", question):
            rows = self.named(found[2])
            return rounded(self.total(found[1], rows, found[3]) / self.total(found[4], rows, found[5]), 2)
        raise Unread(question)

    def counted(self, place: int, value: Fraction, form: str) -> Fraction:
        """In the unit that the prompt asks for, which may be another money."""
        found = re.search(r"Write the exact number in ([a-z ]+?)(?: \(not in thousands or millions\))?\.", form)
        if not found:
            raise Unread(form)
        if place in self.rates:
            rate, money, other = self.rates[place]
            if other in found[1].split() and money not in found[1].split():
                value *= rate
        return value / times(found[1])
