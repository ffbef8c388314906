"""A report: tables with the same rows and years, sentences that correct or continue them, and what is asked of both in steps."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.tabular._table import OF_WHICH, TOTAL, Table

MICRO = 6
"""Figures are counted in millionths of a unit, so that they are whole."""
Row = Annotated[int, Meta(ge=-3, le=39)]
"""A row; -2 for the one that the second choice gave."""
Year = Annotated[int, Meta(ge=0, le=7)]
"""A place among the years, the earliest first."""
Place = Annotated[int, Meta(ge=0, le=2)]


class Fact(Frozen, frozen=True):
    kind: Literal["moved", "included", "missed", "draft", "plan", "rate"]
    """moved: an amount stands under a row and belongs to another one. included: a figure holds an amount that is to be left out. missed: it
    lacks an amount that is to be added. draft: an earlier figure, which does not count. plan: in the year after the last, all rows of
    a table are so many percent above the last year. rate: what one unit of the table's money is in another currency."""
    table: Place
    row: Annotated[int, Meta(ge=0, le=39)] = 0
    other: Annotated[int, Meta(ge=0, le=39)] = 0
    """The row that a moved amount belongs to."""
    year: Year = 0
    amount: Decimal = Decimal(0)
    """In the table's unit, and in the scale below; the rate."""
    scale: Literal[0, 3, 6] = 0
    percent: Annotated[int, Meta(ge=-90, le=200)] = 0
    currency: str = ""

    def __post_init__(self) -> None:
        exponent = self.amount.as_tuple().exponent
        if not isinstance(exponent, int) or not -MICRO <= exponent <= 0 or not 0 <= self.amount <= 10**12:
            raise ValueError("an amount with at most six decimals")


class Choice(Frozen, frozen=True):
    """A row that is no total and was not chosen before, by its rank."""

    by: Literal["value", "change", "per"]
    """By a figure; by how much it rose from an earlier year (a fall is below 0); by it divided by that of another table, both in units."""
    table: Place
    year: Year
    before: Year = 0
    below: Place = 0
    rank: Annotated[int, Meta(ge=1, le=5)] = 1
    largest: bool = True


class Figure(Frozen, frozen=True):
    kind: Literal["value", "change", "growth", "share", "per"]
    """Of some rows together. change: from an earlier year; growth: in percent of it. share: in percent of all rows but totals. per:
    divided by another table, both in units."""
    table: Place
    rows: Annotated[tuple[Row, ...], Meta(min_length=1, max_length=3)]
    year: Year = 0
    before: Year = 0
    below: Place = 0
    planned: bool = False
    """Whether the year is the one that the plan is for."""
    converted: bool = False
    """Whether an amount is asked for in the other currency."""


class Reading:
    """The figures of a report, corrected by its sentences."""

    def __init__(self, tables: Sequence[Table], facts: Sequence[Fact], like: "Reading | None" = None) -> None:
        """like: another reading of the same tables, whatever its facts."""
        self.tables, self.facts = tables, facts
        self.years: list[str] = like.years if like else sorted(path[-1] for path in tables[0].columns)
        self.rows: list[int] = like.rows if like else _plain(tables[0])
        self.printed: list[list[list[int]]] = like.printed if like else [_millionths(table) for table in tables]
        self.cells = [list(cells) for cells in self.printed]
        for fact in facts:
            if fact.kind in ("moved", "included", "missed"):
                amount = int(fact.amount.scaleb(MICRO + fact.scale))
                self._add(fact.table, fact.row, fact.year, amount if fact.kind == "missed" else -amount)
                if fact.kind == "moved":
                    self._add(fact.table, fact.other, fact.year, amount)
        self.chosen = list[int]()
        self.looked = 0

    def _add(self, table: int, row: int, year: int, amount: int) -> None:
        cells = self.cells[table][row] = list(self.cells[table][row])
        cells[year] += amount

    def row(self, place: int) -> int:
        if place < 0:
            if -place > len(self.chosen):
                raise ValueError("a row that was chosen")
            return self.chosen[-place - 1]
        return place

    def by(self, choice: Choice, row: int) -> int | Fraction:
        cells = self.cells[choice.table][row]
        self.looked += 1
        if choice.by == "value":
            return cells[choice.year]
        self.looked += 1
        if choice.by == "change":
            return cells[choice.year] - cells[choice.before]
        return ratio(cells[choice.year], self.cells[choice.below][row][choice.year])

    def ranked(self, choice: Choice) -> list[tuple[int | Fraction, int]]:
        found = [(self.by(choice, row), row) for row in self.rows if row not in self.chosen]
        return sorted(found, reverse=choice.largest)

    def choose(self, choice: Choice) -> int:
        """ValueError where there are too few, or a tie decides."""
        order = self.ranked(choice)
        if len(order) < max(2, choice.rank):
            raise ValueError("too few rows to choose from")
        best = [value for value, _ in order[: choice.rank + 1]]
        if len(set(best)) < len(best):
            raise ValueError("two rows have the same figure")
        return order[choice.rank - 1][1]

    def fact(self, kind: str, table: int) -> Fact:
        found = [fact for fact in self.facts if fact.kind == kind and fact.table == table]
        if len(found) != 1:
            raise ValueError("a plan, or a rate, that the text tells")
        return found[0]

    def total(self, table: int, rows: Sequence[int], year: int) -> int:
        self.looked += len(rows)
        return sum([self.cells[table][row][year] for row in rows])

    def figure(self, figure: Figure) -> Fraction:
        """Amounts in units; percentages and quotients exact."""
        rows = [self.row(place) for place in figure.rows]
        if len(set(rows)) < len(rows):
            raise ValueError("different rows together")
        factor = Fraction(1)
        if figure.planned:
            if figure.year != len(self.years) - 1:
                raise ValueError("a plan goes by the last year")
            factor = Fraction(100 + self.fact("plan", figure.table).percent, 100)
        now = self.total(figure.table, rows, figure.year) * factor
        if figure.kind == "share":
            return Fraction(ratio(100 * now, self.total(figure.table, self.rows, figure.year) * factor))
        if figure.kind == "per":
            return Fraction(ratio(now, self.total(figure.below, rows, figure.year)))
        if figure.kind == "value":
            value = now / 10**MICRO
        else:
            before = self.total(figure.table, rows, figure.before)
            if figure.kind == "growth":
                return Fraction(ratio(100 * (now - before), before))
            value = (now - before) / 10**MICRO
        if figure.converted:
            value *= Fraction(self.fact("rate", figure.table).amount)
        return Fraction(value)


def _plain(table: Table) -> list[int]:
    """Rows but totals and parts of others."""
    return [row for row, path in enumerate(table.rows) if path[-1] != TOTAL and not path[-1].startswith(OF_WHICH)]


def _millionths(table: Table) -> list[list[int]]:
    """Of a unit, by row and year."""
    order = [place for _, place in sorted((path[-1], place) for place, path in enumerate(table.columns))]
    unit = 10**table.scale
    return [[row[place] * unit for place in order] for row in table.millionths]


def ratio(above: int | Fraction, below: int | Fraction) -> Fraction:
    """ValueError where the lower one is not above 0, so that percentages have their usual meaning."""
    if below <= 0:
        raise ValueError("a quotient by nothing")
    return Fraction(above, below) if type(above) is type(below) is int else Fraction(above) / below
