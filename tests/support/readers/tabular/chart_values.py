"""Reads tabular/chart_values: figures off a chart that is text, years chosen by them, and a figure of those years."""

import re
from fractions import Fraction

from readers.tabular._charts import Chart
from readers.tabular._tables import RANKS, plain, rounded, shows, times
from reading import Unread, body

CHOICE = re.compile(
    r"Let ([PQR]) be the year(?:, among those (after|before) ([PQR]),)? with the (?:(second|third|fourth)-)?(largest|smallest) (.*?)\.(?= |$)"
)
SUM = "sum of all parts"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    question = Question(Chart(text), plain(text))
    return shows(answer, question.value())


class Question:
    def __init__(self, chart: Chart, text: str) -> None:
        self.chart, self.text = chart, text
        self.chosen = dict[str, int]()
        for name, side, other, rank, way, what in CHOICE.findall(text):
            self.choose(name, [year for year in chart.years if self.beside(year, side, other)], RANKS[rank], way == "largest", what)
        if text.count("be the year") != len(self.chosen) or (self.chosen and "No two years tie" not in text):
            raise Unread(text)

    def beside(self, year: int, side: str, other: str) -> bool:
        return year > self.chosen[other] if side == "after" else year < self.chosen[other] if side == "before" else True

    def choose(self, name: str, years: list[int], rank: int, largest: bool, what: str) -> None:
        figures = {year: figure for year in years if (figure := self.measure(what, year)) is not None}
        ordered = sorted(figures.values(), reverse=largest)
        if len(set(ordered[: rank + 2])) < len(ordered[: rank + 2]):
            raise Unread(f"years that tie for {what}")
        (self.chosen[name],) = [year for year, figure in figures.items() if figure == ordered[rank]]

    def measure(self, text: str, year: int) -> Fraction | None:
        """By which years are compared; None where a figure is missing."""
        if text == SUM:
            return self.total(year)
        if found := re.fullmatch(r"distance \(without sign\) between (.*)", text):
            one, other = (self.chart.figures.get((letter, year)) for letter in self.chart.pair(found[1]))
            return None if one is None or other is None else abs(one - other)
        if found := re.fullmatch(
            r"change in (.*) against the year right before it \(the figure minus that of the year before; a fall is below 0\)", text
        ):
            letter = self.chart.letter(found[1])
            new, old = (self.chart.figures.get((letter, at)) for at in (year, year - 1))
            return None if new is None or old is None else new - old
        if found := re.fullmatch(r"figure for (.*)", text):
            return self.chart.figures.get((self.chart.letter(found[1]), year))
        raise Unread(text)

    def total(self, year: int) -> Fraction:
        """Of all parts that are stacked."""
        if not self.chart.stacked:
            raise Unread("parts that are not stacked")
        return sum((self.figure(name, year) for name in self.chart.names.values()), Fraction(0))

    def figure(self, name: str, year: int) -> Fraction:
        return self.chart.figures[self.chart.letter(name), year]

    def year(self, text: str) -> int:
        return self.chosen[text] if text in self.chosen else int(text)

    def value(self) -> Fraction:
        when = r"([PQR]|\d{4})"
        if found := re.search(rf"What is (?:the )?(sum|mean) of (?!all parts)(.*?) over the years from {when} to {when}\b", self.text):
            first, last = sorted((self.year(found[3]), self.year(found[4])))
            letter = self.chart.letter(found[2])
            figures = [figure for year in range(first, last + 1) if (figure := self.chart.figures.get((letter, year))) is not None]
            return sum(figures, Fraction(0)) if found[1] == "sum" else rounded(sum(figures, Fraction(0)) / len(figures), 2)
        if found := re.search(rf"What is the sum of all parts in {when}\?", self.text):
            return self.total(self.year(found[1]))
        if found := re.search(rf"What percentage of the sum of all parts in {when} is (.*?)\?", self.text):
            year = self.year(found[1])
            return rounded(100 * self.figure(found[2], year) / self.total(year), 1)
        if found := re.search(rf"By how much did (.*?) change between {when} and {when} \((the later year's figure minus the earlier year's.*?)\)", self.text):
            old, new = (self.figure(found[1], year) for year in sorted((self.year(found[2]), self.year(found[3]))))
            return rounded((new / old - 1) * 100, 1) if "in percent of the earlier year's" in found[4] else new - old
        if found := re.search(rf"What is (.*?) in {when} divided by (.*?) in the same year, with both converted to plain", self.text):
            one, other = (self.figure(name, self.year(found[2])) * times(self.unit(name)) for name in (found[1], found[3]))
            return rounded(one / other, 2)
        if found := re.search(rf"What is the figure for (.*?) in {when}\?", self.text):
            return self.figure(found[1], self.year(found[2]))
        raise Unread(self.text)

    def unit(self, name: str) -> str:
        return self.chart.units[self.chart.axes[self.chart.letter(name)]]
