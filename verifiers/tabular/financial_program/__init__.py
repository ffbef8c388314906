"""Financial program: an amount or percentage that up to six steps work out from a report's table and the sentences below it.

Refused for the first of: format (no number, or one in another unit), value (another one)."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.parsers import mathematics
from synth.verifiers.tabular._answers import amounts, same_rounded
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.financial_program.program import CORRECTIONS, Fact, Operand, Run, Step

__all__ = ["EXAMPLES", "TRACE_FORMAT", "FinancialProgram", "proven", "verify", "verify_trace"]

DIGITS = {0: 0, 3: 1, 6: 2}
"""Behind the point, of amounts by their scale; percentages have one."""


class FinancialProgram(Problem, frozen=True):
    table: Table
    facts: Annotated[tuple[Fact, ...], Meta(max_length=10)]
    """The sentences of the text, in order."""
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=6)]
    """The last one is asked for; each other one is used by a later one."""
    scale: Literal[0, 3, 6]
    """In which an amount is asked for; that of the table where it is a percentage."""

    def __post_init__(self) -> None:
        used = {operand.at for step in self.steps for operand in (step.left, step.right) if operand.kind == "step"}
        if used != set(range(len(self.steps) - 1)):
            raise ValueError("each step but the last one is used")
        outcome(self)


@kept
def outcome(problem: FinancialProgram) -> tuple[Fraction, str]:
    """The number that is asked for and its unit, an amount in the scale that is told; the unit of a percentage is empty."""
    run = Run(problem.table, problem.facts)
    return result(problem, run)


def result(problem: FinancialProgram, run: Run) -> tuple[Fraction, str]:
    """What the last step gives in a run."""
    value, unit = [run.take(step) for step in problem.steps][-1]
    return (value / 10**problem.scale if unit else value), unit


def digits(problem: FinancialProgram, unit: str) -> int:
    return DIGITS[problem.scale] if unit else 1


def verify(problem: FinancialProgram, answer: str) -> Verdict:
    right, unit = outcome(problem)
    if not unit:
        return same_rounded(answer, right, 1, percent=True)
    found = amounts(answer, unit, problem.scale)
    if not found:
        return refuse("format")
    allowed = mathematics.rounded(right, DIGITS[problem.scale])
    return ACCEPT if any(number in allowed for number in found) else refuse("value")


def given(problem: FinancialProgram) -> frozenset[Number]:
    """The numbers of the problem."""
    cells = {abs(Fraction(cell)) for row in problem.table.cells for cell in row if cell is not None}
    return frozenset(cells | {Fraction(fact.value) for fact in problem.facts} | {Fraction(1000), Fraction(1_000_000)})


def ways(problem: FinancialProgram) -> list[list[Milestone]]:
    """Every derivation works the number out of the figures and sentences that its steps go by, as they are printed."""
    needs = set[Number]()
    for operand in (operand for step in problem.steps for operand in (step.left, step.right)):
        needs |= printed(problem, operand)
    return [[Milestone(outcome(problem)[0], tuple(needs), 4 * len(problem.steps))]]


def printed(problem: FinancialProgram, operand: Operand) -> set[Number]:
    """The numbers of table and text that an operand rests on."""
    if operand.kind == "step":
        return set()
    if operand.kind == "fact":
        return {Fraction(problem.facts[operand.at].value)}
    run, table = Run(problem.table, problem.facts), problem.table
    columns = [operand.column] if operand.kind == "cell" else range(len(table.columns))
    if operand.kind in ("largest", "smallest"):
        extreme = run.read(operand)[0]
        columns = [next(column for column in columns if run.cell(operand.row, column) == extreme)]
    found: set[Number] = {abs(Fraction(table.cells[operand.row][column] or 0)) for column in columns}
    places = {(table.rows[operand.row], table.columns[column][0]) for column in columns}
    return found | {Fraction(fact.value) for fact in problem.facts if fact.kind in CORRECTIONS and (fact.row, fact.year) in places}


def verify_trace(problem: FinancialProgram, completion: str) -> TraceVerdict:
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: FinancialProgram, completion: str) -> Proven:
    return _derivation.proven(completion, given(problem), ways(problem))


def _small(*steps: Step, scale: int = 3) -> FinancialProgram:
    table = Table(
        *(("Net sales", "region", "year"), "dollars", 3),
        (("Germany",), ("Italy",)),
        (("2019",), ("2020",)),
        tuple(tuple(map(Decimal, row)) for row in (("120", "150"), ("40", "30"))),
    )
    facts = (
        Fact("tax", Decimal(25)),
        Fact("rate", Decimal("0.9"), unit="euros"),
        Fact("includes", Decimal("0.01"), ("Italy",), "2020", scale=6),
    )
    return FinancialProgram(table, facts, steps, scale)  # type: ignore[arg-type]


_BEFORE, _AFTER = Operand("cell", 1, 0), Operand("cell", 1, 1)
_TAX, _RATE = Operand("fact", at=0), Operand("fact", at=1)
_GROWTH = _small(Step("growth", _BEFORE, _AFTER))
_NET = _small(Step("sum", _BEFORE, _AFTER), Step("reduce", Operand("step", at=0), _TAX))
_EUROS = _small(Step("convert", Operand("average"), _RATE), scale=0)

EXAMPLES = (
    (_GROWTH, "-50.0%", ""),
    (_GROWTH, "-50%", ""),
    (_GROWTH, "The growth is -50.0 percent.", ""),
    (_GROWTH, "-25.0%", "value"),
    (_GROWTH, "-0.5", "value"),
    (_GROWTH, "from 40 to 20", "format"),
    (_GROWTH, "-25%", "value"),
    (_NET, "45.0", ""),
    (_NET, "45,000 dollars", ""),
    (_NET, "$45 thousand", ""),
    (_NET, "约4.5万美元", ""),
    (_NET, "52.5", "value"),
    (_NET, "15.0", "value"),
    (_NET, "45 thousand euros", "format"),
    (_NET, "45 or 52.5", "format"),
    (_EUROS, "121500", ""),
    (_EUROS, "€121,500", ""),
    (_EUROS, "121.5 thousand euros", ""),
    (_EUROS, "12.15万欧元", ""),
    (_EUROS, "135000", "value"),
    (_EUROS, "150000 euros", "value"),
    (_EUROS, "121500 dollars", "format"),
    (_EUROS, "十二万美元", "format"),
    (_GROWTH, "下降了一半", "format"),
    (_NET, "60千美元", "value"),
    (_GROWTH, "-50.0％", ""),
    (_EUROS, "121500欧元", ""),
    (_NET, "45千美元", ""),
    (_GROWTH, "约 -50.0%", ""),
)
