"""Programs drawn for a report: sentences of its text, and steps that use all that was worked out before."""

from decimal import Decimal
from random import Random
from typing import Literal

from synth.generators.tabular._themes import Measure
from synth.verifiers.tabular._table import OF_WHICH, TOTAL, Table
from synth.verifiers.tabular.financial_program.program import PERCENTAGES, Fact, Op, Operand, Run, Step

MONEY = ("dollars", "euros", "yuan")
RATES = {"dollars": 1.0, "euros": 1.1, "yuan": 0.14}
"""What one unit is worth, roughly."""
TRIES = 10
LONGEST = 72
"""Bits of a result, so that derivations can be written down."""
LARGE: tuple[Literal[3, 6], ...] = (3, 6)
"""Scales of amounts in sentences."""


def plain_rows(table: Table) -> list[int]:
    """No totals and no parts of other rows."""
    return [place for place, path in enumerate(table.rows) if TOTAL not in path and not path[-1].startswith(OF_WHICH)]


def draw_facts(rng: Random, table: Table, other: Measure, count: int, scaled: bool, foreign: bool, corrections: int) -> list[Fact]:
    """Sentences in any order, none of which could be taken for another one. other: what the text tells amounts of."""
    rows, found = plain_rows(table), list[Fact]()
    years = [path[0] for path in table.columns]
    for row, year in rng.sample([(row, year) for row in rows for year in years], count // 2):
        scale: Literal[0, 3, 6] = rng.choice([one for one in LARGE if one != table.scale]) if scaled else table.scale
        amount = other.low * (other.high / other.low) ** (0.3 + 0.4 * rng.random())
        found.append(Fact("figure", _decimal(amount / 10**scale, 4 if scale == 6 else 1), table.rows[row], year, other.name, "", scale))
    for kind in rng.sample(["growth", "reserve", "tax", "prices"], count - count // 2):
        path = table.rows[rng.choice(rows)] if kind in ("growth", "reserve") else ()
        percent = Decimal(rng.randint(11, 290)) / 10 if kind != "tax" else Decimal(rng.randint(30, 70)) / 2
        found.append(Fact(kind, percent, path, rng.choice(years) if kind == "prices" else ""))  # type: ignore[arg-type]
    if foreign:
        unit = rng.choice([money for money in MONEY if money != table.unit])
        found.append(Fact("rate", _decimal(RATES[table.unit] / RATES[unit] * (0.9 + 0.2 * rng.random()), 3), unit=unit))
    for row, year in rng.sample([(row, year) for row in rows for year in years], corrections):
        cell = table.amount(row, years.index(year))
        small: Literal[3, 6] = 6 if table.scale == 3 else 3
        value = _decimal(float(abs(cell)) * (0.04 + 0.2 * rng.random()) / 10**small, 4 if small == 6 else 1)
        if value > 0:
            found.append(Fact(rng.choice(("includes", "excludes")), value, table.rows[row], year, scale=small))
    rng.shuffle(found)
    return found


def _decimal(value: float, places: int) -> Decimal:
    return Decimal(f"{value:.{places + (value < 1)}f}".rstrip("0").rstrip("."))


class Drawing:
    """A program that grows: `open` are the results that no later step uses yet."""

    def __init__(self, rng: Random, table: Table, facts: list[Fact]) -> None:
        self.rng, self.table, self.facts = rng, table, facts
        self.run, self.steps, self.open = Run(table, facts), list[Step](), list[int]()
        self.corrected = [
            (table.rows.index(fact.row), table.columns.index((fact.year,))) for fact in facts if fact.kind in ("includes", "excludes")
        ]
        self.rows = plain_rows(table)
        self.left = list(range(len(facts)))
        rng.shuffle(self.left)

    def steps_of(self, count: int) -> tuple[Step, ...]:
        """So many steps; none where one was found impossible."""
        while len(self.steps) < count:
            for _ in range(TRIES):
                step = self._step(count - len(self.steps))
                if step and self._taken(step):
                    break
            else:
                return ()
        return tuple(self.steps)

    def _taken(self, step: Step) -> bool:
        try:
            value, unit = self.run.take(step)
        except ValueError:
            return False
        long = value.numerator.bit_length() + value.denominator.bit_length() > LONGEST
        if value == 0 or long or (not unit and abs(value) > 1000):
            self.run.results.pop()
            self.run.units.pop()
            return False
        for operand in (step.left, step.right):
            if operand.kind == "step":
                self.open.remove(operand.at)
            elif operand.kind == "fact":
                self.left.remove(operand.at)
        self.open.append(len(self.steps))
        self.steps.append(step)
        return True

    def _step(self, remaining: int) -> Step | None:
        rng = self.rng
        if len(self.open) == 2 and (remaining == 1 or rng.random() < 0.6):
            return self._joined()
        if not self.open or (len(self.open) == 1 and remaining > 1 and rng.random() < 0.3):
            return self._pair(self._amount(), remaining)
        last = self.open[-1]
        before = Operand("step", at=last)
        if self.run.units[last] == "":
            if rng.random() < 0.25 and (fact := self._fact(*PERCENTAGES)):
                return Step("difference", before, fact)
            return Step(rng.choice(("part", "increase", "reduce")), self._amount(), before)
        if self.run.units[last] != self.table.unit:
            fact = self._fact(*PERCENTAGES)
            return Step(rng.choice(("part", "increase", "reduce")), before, fact) if fact else None
        if remaining < 3 and len(self.open) == 1 and (fact := self._fact("rate")) and rng.random() < 0.8:
            return Step("convert", before, fact)
        return self._pair(before, remaining)

    def _pair(self, one: Operand, remaining: int) -> Step | None:
        """An amount with another one, or with a percentage."""
        rng = self.rng
        if rng.random() < 0.35 and (fact := self._fact(*PERCENTAGES)):
            return Step(rng.choice(("part", "increase", "reduce")), one, fact)
        other = self._amount()
        if other == one:
            return None
        op: Op = rng.choice(("sum", "difference", "difference", "growth", "share"))
        if op == "growth":
            one, other = self._in_time(one, other)
        elif op != "sum" and rng.random() < 0.3:
            one, other = other, one
        return Step(op, one, other)

    def _in_time(self, one: Operand, other: Operand) -> tuple[Operand, Operand]:
        """Of two figures the earlier one first."""
        if one.kind == other.kind == "cell" and self.table.columns[one.column] > self.table.columns[other.column]:
            return other, one
        return one, other

    def _joined(self) -> Step:
        """The two open results in one step; an amount goes before a percentage."""
        one, other = (Operand("step", at=at) for at in self.open)
        units = [self.run.units[at] for at in self.open]
        if units[0] and units[1]:
            return Step(self.rng.choice(("sum", "difference", "growth", "share")), one, other)
        if not units[0] and not units[1]:
            return Step("difference", one, other)
        if not units[0]:
            one, other = other, one
        return Step(self.rng.choice(("part", "increase", "reduce")), one, other)

    def _fact(self, *kinds: str) -> Operand | None:
        for at in self.left:
            if self.facts[at].kind in kinds:
                return Operand("fact", at=at)
        return None

    def _amount(self) -> Operand:
        """A figure of table or text; often one that has to be corrected."""
        rng = self.rng
        chance = rng.random()
        if chance < 0.25 and (fact := self._fact("figure")):
            return fact
        corrected = self.corrected and rng.random() < 0.5
        row, column = rng.choice(self.corrected) if corrected else (rng.choice(self.rows), rng.randrange(len(self.table.columns)))
        if chance < 0.45:
            return Operand(rng.choice(("average", "largest", "smallest")), row)
        return Operand("cell", row, column)
