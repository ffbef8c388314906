"""Programs over a report: steps that combine figures of its table, numbers in its text and results of earlier steps.

Amounts are counted in whole units of money, percentages in percent. Corrections that the text names hold wherever a figure of the table is
used."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.tabular._table import Index, Table, Word

AMOUNTS, CORRECTIONS = ("figure", "includes", "excludes"), {"includes": -1, "excludes": 1}
PERCENTAGES = ("growth", "reserve", "tax", "prices")
Op = Literal["sum", "difference", "growth", "share", "part", "increase", "reduce", "convert"]
Row = Annotated[tuple[Word, ...], Meta(max_length=3)]


class Fact(Frozen, frozen=True):
    """A sentence of the text."""

    kind: Literal["figure", "growth", "reserve", "tax", "prices", "rate", "includes", "excludes"]
    """An amount of something else; the percentage by which a row is planned to grow, that is set aside of it, of taxes, of the rise in
    prices; what one unit of money is worth in another; an amount that a figure of the table includes by mistake, or lacks."""
    value: Annotated[Decimal, Meta()]
    row: Row = ()
    year: Annotated[str, Meta(max_length=4)] = ""
    measure: Annotated[str, Meta(max_length=40)] = ""
    """Of a figure: `"Research costs"`."""
    unit: Annotated[str, Meta(max_length=40)] = ""
    """Of the money that `rate` leads to."""
    scale: Literal[0, 3, 6] = 0
    """An amount is given in units (0), thousands (3) or millions (6)."""

    def __post_init__(self) -> None:
        digits = self.value.as_tuple()
        if not self.value.is_finite() or not -6 <= int(digits.exponent) <= 0 or len(digits.digits) > 12 or self.value <= 0:
            raise ValueError("a number above zero with at most 12 digits")


class Operand(Frozen, frozen=True):
    kind: Literal["cell", "average", "largest", "smallest", "fact", "step"]
    """A figure of the table; the average, largest or smallest of a row; a number of the text; the result of a step."""
    row: Index = 0
    column: Annotated[int, Meta(ge=0, le=15)] = 0
    at: Annotated[int, Meta(ge=0, le=15)] = 0
    """Which fact or step, from 0."""


class Step(Frozen, frozen=True):
    op: Op
    """x + y; x - y; (y - x) in percent of x; x in percent of y; y percent of x; x and y percent of it; x without y percent of it;
    x in other money at the rate y."""
    left: Operand
    right: Operand


class Run:
    """The values of a program; ValueError where its parts do not fit together.

    What a careless reader does can be switched on: `corrected` off leaves the corrections out, `scaled` off takes all amounts of the text
    in the table's scale, `turned` exchanges the sides of differences, growth and shares, `inverted` divides by the rate, `flat` takes a
    percentage of an amount where the amount should change by it."""

    def __init__(
        self,
        table: Table,
        facts: Sequence[Fact],
        corrected: bool = True,
        scaled: bool = True,
        turned: bool = False,
        inverted: bool = False,
        flat: bool = False,
    ) -> None:
        self.table, self.facts, self.results = table, facts, list[Fraction]()
        self.scaled, self.turned, self.inverted, self.flat = scaled, turned, inverted, flat
        self.units = list[str]()
        """Of results; empty for percentages."""
        self.corrections = dict[tuple[int, int], Fraction]()
        for fact in facts if corrected else ():
            if fact.kind in CORRECTIONS:
                place = table.rows.index(fact.row), table.columns.index((fact.year,))
                self.corrections[place] = self.corrections.get(place, Fraction(0)) + CORRECTIONS[fact.kind] * self.amount(fact)

    def amount(self, fact: Fact) -> Fraction:
        scale: int = fact.scale if self.scaled else self.table.scale
        return Fraction(fact.value) * Fraction(10**scale)

    def cell(self, row: int, column: int) -> Fraction:
        return Fraction(self.table.amount(row, column)) + self.corrections.get((row, column), 0)

    def read(self, operand: Operand) -> tuple[Fraction, str]:
        """Value and unit: `(Fraction(1200), "dollars")`; the unit of a percentage is empty."""
        if operand.kind == "step":
            if operand.at >= len(self.results):
                raise ValueError("a step goes by earlier ones")
            return self.results[operand.at], self.units[operand.at]
        if operand.kind == "fact":
            if operand.at >= len(self.facts):
                raise ValueError("no such sentence")
            fact = self.facts[operand.at]
            if fact.kind in CORRECTIONS:
                raise ValueError("corrections are no operands")
            return (self.amount(fact), self.table.unit) if fact.kind in AMOUNTS else (Fraction(fact.value), fact.unit)
        if operand.row >= len(self.table.rows) or operand.column >= len(self.table.columns):
            raise ValueError("no such figure")
        if operand.kind == "cell":
            return self.cell(operand.row, operand.column), self.table.unit
        row = [self.cell(operand.row, column) for column in range(len(self.table.columns))]
        value = sum(row, Fraction(0)) / len(row) if operand.kind == "average" else (max if operand.kind == "largest" else min)(row)
        return value, self.table.unit

    def take(self, step: Step) -> tuple[Fraction, str]:
        """The result of a step, which later ones may go by."""
        (x, unit), (y, other) = self.read(step.left), self.read(step.right)
        result = self._convert(step, x, unit, y, other) if step.op == "convert" else self._combine(step.op, x, unit, y, other)
        self.results.append(result[0])
        self.units.append(result[1])
        return result

    def _combine(self, op: str, x: Fraction, unit: str, y: Fraction, other: str) -> tuple[Fraction, str]:
        if op in ("sum", "difference", "growth", "share"):
            if unit != other or (not unit and op != "difference"):
                raise ValueError("only what has one unit is compared or added")
            if self.turned:
                x, y = y, x
            if op in ("sum", "difference"):
                return x + y if op == "sum" else x - y, unit
            base = x if op == "growth" else y
            if base <= 0:
                raise ValueError("a percentage of nothing")
            return 100 * (y - x if op == "growth" else x) / base, ""
        if not unit or other:
            raise ValueError("percentages are taken of amounts")
        share = x * y / 100
        if op == "part" or self.flat:
            return share, unit
        return x + share if op == "increase" else x - share, unit

    def _convert(self, step: Step, x: Fraction, unit: str, y: Fraction, other: str) -> tuple[Fraction, str]:
        if unit != self.table.unit or step.right.kind != "fact" or self.facts[step.right.at].kind != "rate":
            raise ValueError("amounts of the table's money are converted at a rate")
        return x / y if self.inverted else x * y, other
