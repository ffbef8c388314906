"""Tables and text: figures of several tables, corrected and continued by sentences, chosen from and combined step by step.

Refused for the first of: format (no number), value (another one)."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.tabular._answers import same_amount, same_rounded
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.tables_and_text.report import Choice, Fact, Figure, Reading

__all__ = ["EXAMPLES", "TRACE_FORMAT", "TablesAndText", "outcome", "proven", "reading", "verify", "verify_trace"]

DIGITS = {"growth": 1, "share": 1, "per": 2}
"""Behind the point; amounts are exact."""


class TablesAndText(Problem, frozen=True):
    tables: Annotated[tuple[Table, ...], Meta(min_length=2, max_length=3)]
    """With the same rows and years, the years in any order."""
    facts: Annotated[tuple[Fact, ...], Meta(max_length=10)]
    choices: Annotated[tuple[Choice, ...], Meta(max_length=3)]
    figure: Figure
    scale: Literal[0, 3, 6]
    """In which an amount is asked for."""

    def __post_init__(self) -> None:
        first = self.tables[0]
        years = sorted(first.columns)
        if any(table.rows != first.rows or sorted(table.columns) != years for table in self.tables):
            raise ValueError("tables with the same rows and years")
        if any(None in row for table in self.tables for row in table.millionths) or any(
            table.row_units or table.column_units for table in self.tables
        ):
            raise ValueError("no figure is missing, and each table has one unit")
        if any(len(path) > 1 or not path[0].isdecimal() for path in years):
            raise ValueError("columns are years")
        named: tuple[Choice | Figure, ...] = (*self.choices, self.figure)
        places = [one.table for one in self.facts] + [place for one in named for place in (one.table, one.below)]
        if max(places) >= len(self.tables):
            raise ValueError("a table that is there")
        if max([0, *(max(one.row, one.other) for one in self.facts), *self.figure.rows]) >= len(first.rows):
            raise ValueError("a row that is there")
        times = [one.year for one in self.facts] + [time for one in named for time in (one.year, one.before)]
        if max(times) >= len(years):
            raise ValueError("a year that is there")
        outcome(self)


def reading(problem: TablesAndText) -> Reading:
    """With all choices made. ValueError where one is open."""
    found = Reading(problem.tables, problem.facts)
    for choice in problem.choices:
        found.chosen.append(found.choose(choice))
    return found


@kept
def outcome(problem: TablesAndText) -> Fraction:
    """An amount in the scale that is asked for; percentages and quotients exact."""
    value = reading(problem).figure(problem.figure)
    return value if problem.figure.kind in DIGITS else value / 10**problem.scale


def unit(problem: TablesAndText) -> str:
    """Of an amount that is asked for."""
    figure = problem.figure
    if figure.converted:
        return next(fact.currency for fact in problem.facts if fact.kind == "rate" and fact.table == figure.table)
    return problem.tables[figure.table].unit


def verify(problem: TablesAndText, answer: str) -> Verdict:
    value, kind = outcome(problem), problem.figure.kind
    if kind in DIGITS:
        return same_rounded(answer, value, DIGITS[kind], percent=kind != "per")
    return same_amount(answer, value, unit(problem), problem.scale)


def given(problem: TablesAndText) -> frozenset[Number]:
    """The numbers of the tables and of the text."""
    cells = {abs(Fraction(cell)) for table in problem.tables for row in table.cells for cell in row if cell is not None}
    told = {Fraction(fact.amount) for fact in problem.facts}
    return frozenset(cells | told | {Fraction(1000), Fraction(10**6)})


def used(problem: TablesAndText, found: Reading) -> tuple[list[tuple[int, int, int]], list[Fact]]:
    """The cells behind the last figure, and the facts that go into it."""
    figure = problem.figure
    rows = found.rows if figure.kind == "share" else [found.row(place) for place in figure.rows]
    cells = [(figure.table, row, figure.year) for row in rows]
    if figure.kind in ("change", "growth"):
        cells += [(figure.table, row, figure.before) for row in rows]
    if figure.kind == "per":
        cells += [(figure.below, row, figure.year) for row in rows]
    facts = [
        fact
        for fact in problem.facts
        if fact.kind in ("moved", "included", "missed")
        and {(fact.table, row, fact.year) for row in ((fact.row, fact.other) if fact.kind == "moved" else (fact.row,))} & set(cells)
    ]
    return cells, facts


def printed(problem: TablesAndText, cell: tuple[int, int, int]) -> Fraction:
    table, row, year = cell
    columns = sorted((path[-1], place) for place, path in enumerate(problem.tables[table].columns))
    figure = problem.tables[table].cells[row][columns[year][1]]
    assert figure is not None
    return Fraction(figure)


def ways(problem: TablesAndText) -> list[list[Milestone]]:
    """Every derivation works the figure out of the cells that it is made of, and of the amounts that correct them."""
    found = reading(problem)
    cells, facts = used(problem, found)
    needs = {printed(problem, cell) for cell in cells}
    if problem.figure.kind != "share":  # in a sum of all rows an amount that is only moved falls out
        needs |= {Fraction(fact.amount) for fact in facts if not _cancels(problem, found, fact)}
    return [[Milestone(outcome(problem), tuple(sorted(needs)), 6)]]


def _cancels(problem: TablesAndText, found: Reading, fact: Fact) -> bool:
    rows = {found.row(place) for place in problem.figure.rows}
    return fact.kind == "moved" and {fact.row, fact.other} <= rows


def verify_trace(problem: TablesAndText, completion: str) -> TraceVerdict:
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: TablesAndText, completion: str) -> Proven:
    return _derivation.proven(completion, given(problem), ways(problem))


def _table(name: str, unit: str, scale: int, *rows: tuple[str, str]) -> Table:
    cells = tuple(tuple(map(Decimal, row)) for row in rows)
    return Table((name, "region", "year"), unit, scale, (("Germany",), ("France",), ("Italy",)), (("2020",), ("2021",)), cells)  # type: ignore[arg-type]


_TABLES = (
    _table("Net sales", "euros", 3, ("500.0", "640.0"), ("700.0", "600.0"), ("300.0", "620.0")),
    _table("Employees", "employees", 0, ("10", "12"), ("20", "20"), ("5", "6")),
)
_MOVED = Fact("moved", 0, 0, 1, 1, Decimal("0.05"), 6)  # 50 thousand from Germany to France in 2021: 590, 650, 620
_RATE = Fact("rate", 0, amount=Decimal("1.1"), currency="dollars")
_AMOUNT = TablesAndText(
    _TABLES, (_MOVED, _RATE), (Choice("value", 0, 1, rank=2),), Figure("change", 0, (-1,), 1, 0, converted=True), 3
)  # Italy: 320 thousand euros, 352 thousand dollars
_PER = TablesAndText(_TABLES, (_MOVED,), (), Figure("growth", 0, (0,), 1, 0), 0)  # 90 of 500: 18%

EXAMPLES = (
    (_AMOUNT, "352", ""),
    (_AMOUNT, "352 thousand dollars", ""),
    (_AMOUNT, "$352,000", ""),
    (_AMOUNT, "The change was 352 thousand dollars.", ""),
    (_AMOUNT, "352千美元", ""),
    (_AMOUNT, "352000美元", ""),
    (_AMOUNT, "答案是：352", ""),
    (_PER, "18.0%", ""),
    (_PER, "18", ""),
    (_PER, "百分之18", ""),
    (_PER, "18.0个百分点", ""),
    (_AMOUNT, "", "format"),
    (_AMOUNT, "352 euros", "format"),
    (_AMOUNT, "352 or 320", "format"),
    (_AMOUNT, "352欧元", "format"),
    (_AMOUNT, "320", "value"),
    (_AMOUNT, "154", "value"),
    (_AMOUNT, "352000", "value"),
    (_AMOUNT, "320千美元", "value"),
    (_PER, "0.18", "format"),
    (_PER, "28.0%", "value"),
    (_PER, "百分之28", "value"),
)
