"""Table claim: for each of several statements about tables with missing figures, whether it is true, false or left open by them.

Refused for the first of: format (not one label for each statement), value (one of them is wrong)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.tabular._table import Sum, Table
from synth.verifiers.tabular.table_claim.answers import LABELS, read
from synth.verifiers.tabular.table_claim.bounds import MICRO, Cell, can_lead, columns, reach
from synth.verifiers.tabular.table_claim.steps import Weighed, ends

__all__ = ["EXAMPLES", "LABELS", "TRACE_FORMAT", "Claim", "TableClaim", "proven", "sums", "truth", "truths", "verify", "verify_trace"]

MOST = 10**12
Row = Annotated[int, Meta(ge=0, le=39)]
Column = Annotated[int, Meta(ge=0, le=15)]
Kind = Literal["value", "pair", "sum", "change", "growth", "share", "mean", "largest", "years", "per"]
NUMBERED = frozenset({"value", "change", "growth", "share", "mean", "years", "per"})
"""Kinds that go by a number."""


class Claim(Frozen, frozen=True):
    """more: the direction, `more than` or `less than`; for years `at least` or `at most`."""

    kind: Kind
    """value: a figure is more than the number. pair: it is more than that of another row. sum: those of two rows are together more than
    that of a third. change: it rose by more than the number (with less: fell). growth: it was more than so many percent higher (lower)
    than in another column. share: it is more than so many percent of another row. mean: its mean over all columns is more than the
    number. largest: it is above all other rows but totals. years: it is above that of another row in at least so many columns. per: it
    is more than so many times the figure of the other table, both in units."""
    table: Annotated[int, Meta(ge=0, le=1)]
    row: Row
    column: Column
    other: Row = 0
    """The second row of pair, sum, share and years."""
    third: Row = 0
    """What two rows are compared with."""
    before: Column = 0
    """The earlier column of change and growth."""
    number: Decimal = Decimal(0)
    """From 0 up."""
    more: bool = True

    def __post_init__(self) -> None:
        exponent = self.number.as_tuple().exponent
        if not isinstance(exponent, int) or not -MICRO <= exponent <= 0 or not 0 <= self.number <= MOST:
            raise ValueError("a number from 0 up with at most six decimals")
        if self.number != int(self.number) and self.kind in ("years", "share"):
            raise ValueError("a share or a count is whole")


class TableClaim(Problem, frozen=True):
    tables: Annotated[tuple[Table, ...], Meta(min_length=1, max_length=2)]
    claims: Annotated[tuple[Claim, ...], Meta(min_length=2, max_length=12)]

    def __post_init__(self) -> None:
        for table in self.tables:
            columns(table)
        for claim in self.claims:
            if claim.table >= len(self.tables):
                raise ValueError("a claim about a table that is there")
            table = self.tables[claim.table]
            if max(claim.row, claim.other, claim.third) >= len(table.rows):
                raise ValueError("a claim about rows that are there")
            if max(claim.column, claim.before) >= len(table.columns):
                raise ValueError("a claim about columns that are there")
            if claim.kind == "per" and (
                len(self.tables) < 2 or self.tables[0].rows != self.tables[1].rows or self.tables[0].columns != self.tables[1].columns
            ):
                raise ValueError("two tables with the same headings are compared")
            if claim.kind == "largest" and any(claim.row == total.at for total in table.totals):
                raise ValueError("no total is compared with its parts")


@kept
def truths(problem: TableClaim) -> list[str]:
    return [truth(problem.tables, claim) for claim in problem.claims]


def truth(tables: Sequence[Table], claim: Claim) -> str:
    """True or False where it is so whatever the missing figures are, else Unknown."""
    if claim.kind == "years":
        return _in_years(tables, claim)
    if claim.kind == "largest":
        return _leads(tables, claim)
    return _sign(tables, *_expression(tables, claim))


def _sign(tables: Sequence[Table], weights: dict[Cell, int], constant: int) -> str:
    """Whether a sum is above 0."""
    low, high = reach(tables, weights, constant)
    if low is not None and low > 0:
        return "True"
    return "False" if high is not None and high <= 0 else "Unknown"


def _expression(tables: Sequence[Table], claim: Claim) -> tuple[dict[Cell, int], int]:
    """A weighted sum of cells, and a constant, that is above 0 exactly where the claim holds."""
    weights, sign = dict[Cell, int](), 1 if claim.more else -1
    constant = 0

    def add(row: int, column: int, weight: int, table: int = claim.table) -> None:
        weights[table, row, column] = weights.get((table, row, column), 0) + sign * weight

    number = int(claim.number.scaleb(MICRO))
    unit = 10**MICRO
    match claim.kind:
        case "value":
            add(claim.row, claim.column, 1)
            constant = -sign * number
        case "pair":
            add(claim.row, claim.column, 1)
            add(claim.other, claim.column, -1)
        case "sum":
            add(claim.row, claim.column, 1)
            add(claim.other, claim.column, 1)
            add(claim.third, claim.column, -1)
        case "change":
            add(claim.row, claim.column, 1)
            add(claim.row, claim.before, -1)
            constant = -number
        case "growth":
            add(claim.row, claim.column, 100 * unit)
            add(claim.row, claim.before, -100 * unit - sign * number)
        case "share":
            add(claim.row, claim.column, 100 * unit)
            add(claim.other, claim.column, -number)
        case "mean":
            for column in range(len(tables[claim.table].columns)):
                add(claim.row, column, 1)
            constant = -sign * number * len(tables[claim.table].columns)
        case _:
            other = 1 - claim.table
            add(claim.row, claim.column, unit * 10 ** tables[claim.table].scale)
            add(claim.row, claim.column, -number * 10 ** tables[other].scale, other)
    return weights, constant


def _in_years(tables: Sequence[Table], claim: Claim) -> str:
    """Columns do not hang together, so each that is open may go either way."""
    found = [
        _sign(tables, {(claim.table, claim.row, column): 1, (claim.table, claim.other, column): -1}, 0)
        if claim.row != claim.other
        else "False"
        for column in range(len(tables[claim.table].columns))
    ]
    low, high = found.count("True"), len(found) - found.count("False")
    number = int(claim.number) if claim.more else int(claim.number) + 1
    if low >= number:
        return "True" if claim.more else "False"
    if high < number:
        return "False" if claim.more else "True"
    return "Unknown"


def _leads(tables: Sequence[Table], claim: Claim) -> str:
    table = tables[claim.table]
    totals = {total.at for total in table.totals}
    others = [row for row in range(len(table.rows)) if row != claim.row and row not in totals]
    here = {(claim.table, claim.row, claim.column): 1}
    if all(_sign(tables, here | {(claim.table, other, claim.column): -1}, 0) == "True" for other in others):
        return "True"
    return "Unknown" if can_lead(columns(table)[claim.column], claim.row) else "False"


def sums(tables: Sequence[Table], claim: Claim) -> list[Weighed]:
    """The sums that a claim goes by, each above 0 where it speaks for the claim."""
    table = tables[claim.table]
    if claim.kind not in ("years", "largest"):
        multiple = 10**MICRO if claim.kind in ("growth", "share", "per") else 1
        return [Weighed(*_expression(tables, claim), multiple, len(table.columns) if claim.kind == "mean" else 1)]
    totals = {total.at for total in table.totals}
    if claim.kind == "years":
        others = [(claim.other, column) for column in range(len(table.columns))]
    else:
        others = [(row, claim.column) for row in range(len(table.rows)) if row not in totals]
    return [Weighed({(claim.table, claim.row, column): 1, (claim.table, row, column): -1}) for row, column in others if row != claim.row]


@kept
def _way(problem: TableClaim) -> tuple[frozenset[Number], list[list[Milestone]]]:
    """The numbers of the problem, and the ends of all sums."""
    found = [end for claim in problem.claims for one in sums(problem.tables, claim) for end in ends(problem.tables, one) if end.parts]
    given: set[Number] = {abs(Fraction(cell)) for table in problem.tables for row in table.cells for cell in row if cell is not None}
    given |= {Fraction(claim.number) for claim in problem.claims} | {number for end in found for number in end.numbers()}
    return frozenset(given), [[end.milestone() for end in found]]


def verify_trace(problem: TableClaim, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT, which has to work out between which ends each statement lies. Reasons: as
    `math._derivation` says them."""
    return _derivation.judge(problem, completion, verify, *_way(problem))


def proven(problem: TableClaim, completion: str) -> Proven:
    return _derivation.proven(completion, *_way(problem))


def verify(problem: TableClaim, answer: str) -> Verdict:
    found = read(answer, len(problem.claims))
    if found is None:
        return refuse("format")
    return ACCEPT if found == truths(problem) else refuse("value")


_TABLE = Table(
    ("Pupils", "type of school", "year"),
    "people",
    0,
    (("Nurseries",), ("Schools",), ("Other",), ("Total",)),
    (("2019",), ("2020",)),
    ((Decimal(100), Decimal(120)), (None, None), (Decimal(50), None), (Decimal(200), Decimal(300))),
    (Sum("rows", 3, (0, 1, 2)),),
)

_PLAIN = TableClaim(
    (_TABLE,),
    (
        Claim("value", 0, 1, 0, number=Decimal(60), more=False),  # 200 - 100 - 50: 50
        Claim("pair", 0, 1, 1, other=0),  # anything up to 180
        Claim("value", 0, 1, 1, number=Decimal(200)),
    ),
)

EXAMPLES = (
    (_PLAIN, "True, Unknown, False", ""),
    (_PLAIN, "1. True\n2. Unknown\n3. False", ""),
    (_PLAIN, "1: True, 3: False, 2: Unknown", ""),
    (_PLAIN, "[T, U, F]", ""),
    (_PLAIN, "Statement 1 is true, statement 2 cannot be determined, and statement 3 is false.", ""),
    (_PLAIN, "| 1 | True |\n| 2 | Unknown |\n| 3 | False |", ""),
    (_PLAIN, "真，无法判断，假", ""),
    (_PLAIN, "1. 真\n2. 未知\n3. 假", ""),
    (_PLAIN, "正确、无法确定、错误", ""),
    (_PLAIN, "陈述1：真；陈述2：未知；陈述3：假", ""),
    (_PLAIN, "第1句为真，第2句无法判断，第3句为假。", ""),
    (_PLAIN, "", "format"),
    (_PLAIN, "True", "format"),
    (_PLAIN, "True, Unknown", "format"),
    (_PLAIN, "True, True or False, False", "format"),
    (_PLAIN, "1. True, 1. Unknown, 3. False", "format"),
    (_PLAIN, "True, Unknown, not False", "format"),
    (_PLAIN, "True, False, False", "value"),
    (_PLAIN, "Unknown, Unknown, Unknown", "value"),
    (_PLAIN, "2. True, 1. Unknown, 3. False", "value"),
    (_PLAIN, "真，假，假", "value"),
    (_PLAIN, "未知、未知、未知", "value"),
    (_PLAIN, "真或假，未知，假", "format"),
)
