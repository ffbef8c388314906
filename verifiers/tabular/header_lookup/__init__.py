"""Header lookup: figures of tables with nested headings, found by rank, sum, difference, share and growth, one after the other.

Refused for the first of: format (no number, or none of the headings, whichever is asked for), value (another one)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import Milestone
from synth.verifiers.tabular._answers import heading, same_amount, same_rounded, year
from synth.verifiers.tabular._table import Note, Path, Sum, Table
from synth.verifiers.tabular.header_lookup.questions import Figure, Reading, Step

__all__ = ["EXAMPLES", "TRACE_FORMAT", "HeaderLookup", "proven", "verify", "verify_trace"]

DIGITS = {"growth": 1, "share": 1, "per": 2}
"""Behind the point, of percentages and quotients; amounts are exact."""


TRACE_FORMAT = {
    "en": _derivation.TRACE_FORMAT["en"]
    + """Work out what is asked for in the end from the cells that it is made of. Where a heading or a year is asked for, there is a line \
for each other candidate at the end, which subtracts its figure from that of the right one.
""",
    "zh": _derivation.TRACE_FORMAT["zh"]
    + """最后所求的数要由表中的各个数据算出。若所求的是表头或年份，\
最后要为其他每个候选项各写一行：用正确一项的数减去它的数。
""",
}


class HeaderLookup(Problem, frozen=True):
    tables: Annotated[tuple[Table, ...], Meta(min_length=1, max_length=3)]
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=6)]
    """The last one is asked for; the others choose what it goes by."""
    scale: Literal[0, 3, 6]
    """In which an amount is asked for; that of the table where it is none."""
    adjusted: bool
    """Whether the amounts of footnotes are taken out of the figures and added to them."""

    def __post_init__(self) -> None:
        if any(max(step.figure.table, step.figure.below) >= len(self.tables) for step in self.steps):
            raise ValueError("a figure stands in one of the tables")
        if any(step.choose == "number" for step in self.steps[:-1]):
            raise ValueError("steps on the way choose rows or years")
        outcome(self)


@kept
def solved(problem: HeaderLookup) -> tuple[Path | Fraction, list[Path]]:
    """What is asked for, and what each step on the way chooses."""
    reading = Reading(problem.tables, problem.adjusted)
    return result(problem.steps, problem.scale, reading), reading.chosen


def outcome(problem: HeaderLookup) -> Path | Fraction:
    """The path that is asked for; or the number, an amount in the scale that is told. ValueError where a figure is missing or a choice
    open."""
    return solved(problem)[0]


def result(steps: Sequence[Step], scale: int, reading: Reading) -> Path | Fraction:
    """What the last step gives; an amount in this scale."""
    for step in steps[:-1]:
        reading.chosen.append(reading.choose(step))
    last = steps[-1]
    if last.choose != "number":
        return reading.choose(last)
    value = reading.value(last.figure)
    if isinstance(value, Fraction):
        return value
    return Fraction(value * 10 ** reading.tables[last.figure.table].scale, 10 ** (6 + scale))


def verify(problem: HeaderLookup, answer: str) -> Verdict:
    right, last = outcome(problem), problem.steps[-1]
    table = problem.tables[last.figure.table]
    if isinstance(right, Fraction):
        digits = DIGITS.get(last.figure.kind)
        if digits is None:
            return same_amount(answer, right, table.unit, problem.scale)
        return same_rounded(answer, right, digits, percent=last.figure.kind != "per")
    if last.choose == "year":
        found = year(answer)
        named: Path | None = None if found is None else (str(found),)
    else:
        reading = Reading(problem.tables, problem.adjusted)
        reading.chosen = solved(problem)[1]
        named = heading(answer, reading.candidates(last))
    return refuse("format") if named is None else ACCEPT if named == right else refuse("value")


def given(problem: HeaderLookup) -> frozenset[Number]:
    """The numbers of the problem."""
    cells = {abs(Fraction(cell)) for table in problem.tables for row in table.cells for cell in row if cell is not None}
    notes = {Fraction(note.value) for table in problem.tables for note in table.notes if note.value is not None}
    return frozenset(cells | notes | {Fraction(1000), Fraction(1_000_000)})


def ways(problem: HeaderLookup) -> list[list[Milestone]]:
    """Every derivation works the number out of the cells that it is made of. Where something is chosen in the end, it does so for each
    candidate, and compares all others with the right one, by differences of either sign."""
    reading, printed = (Reading(problem.tables, adjusted) for adjusted in (problem.adjusted, False))
    right, last = result(problem.steps, problem.scale, reading), problem.steps[-1]
    printed.chosen = reading.chosen
    if isinstance(right, Fraction):
        return [[Milestone(right, _needs(printed, last.figure), 4)]]
    values = {path: value if isinstance(value, Fraction) else Fraction(value, 10**6) for path, value in reading.values(last)}
    needs = {path: _needs(printed, last.figure, path) for path in values}
    found = [Milestone(value, needs[path], 4) for path, value in values.items() if needs[path] != (abs(value),)]
    best = values.pop(right)
    differences = [Milestone(best - other, (best, other), 0) for other in values.values()]
    return [found + differences, found + [Milestone(-one.value, one.needs, 0) for one in differences]]


def _needs(printed: Reading, figure: Figure, candidate: Path = ()) -> tuple[Fraction, ...]:
    return tuple({abs(Fraction(cell, 10**6)) for cells in operands(printed, figure, candidate) for cell in cells})


def operands(reading: Reading, figure: Figure, candidate: Path = ()) -> list[list[int]]:
    """The cells that a figure is worked out from: those of the first total, and those of the second one."""
    row, column, other = (reading.place(place, candidate) for place in (figure.row, figure.column, figure.other))
    found = [reading.used(figure.table, row, column)]
    if figure.kind == "per":
        found.append(reading.used(figure.below, row, column))
    elif figure.kind == "share":
        found.append(reading.used(figure.table, other, column))
    elif figure.kind != "value":
        found.append(reading.used(figure.table, row, other))
    return found


def verify_trace(problem: HeaderLookup, completion: str) -> TraceVerdict:
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: HeaderLookup, completion: str) -> Proven:
    return _derivation.proven(completion, given(problem), ways(problem))


def _small(*steps: Step, scale: int = 3, adjusted: bool = False) -> HeaderLookup:
    numbers = (("120", "150"), ("40", "30"), ("85", "80"), ("45", "20"), ("250", "250"))
    table = Table(
        *(("Net sales", "region", "year"), "dollars", 3),
        (("Europe", "Germany"), ("Europe", "of which new"), ("Europe", "Italy"), ("Africa", "Egypt"), ("Total",)),
        (("2019",), ("2020",)),
        tuple(tuple(map(Decimal, row)) for row in numbers),
        (Sum("rows", 4, (0, 2, 3)),),
        (Note("includes sold", 2, 1, Decimal(10)),),
    )
    return HeaderLookup((table,), steps, scale, adjusted)  # type: ignore[arg-type]


_MORE = Step("heading", Figure("value", 0, ("*",), ("2020",)), (), 1)
_EUROPE = _small(_MORE, Step("number", Figure("value", 0, ("#1",), ("2020",))), scale=0)
_CORRECTED = _small(Step("number", Figure("value", 0, ("Europe",), ("2020",))), adjusted=True)
_GROWTH = _small(Step("number", Figure("growth", 0, ("Africa",), ("2020",), ("2019",))))
_ROW = _small(Step("row", Figure("change", 0, ("*",), ("2020",), ("2019",)), ("Europe",), 1, largest=False))
_YEAR = _small(Step("year", Figure("share", 0, ("Africa",), ("*",)), (), 1))

EXAMPLES = (
    (_EUROPE, "230000", ""),
    (_EUROPE, "$230,000", ""),
    (_EUROPE, "230 thousand dollars", ""),
    (_EUROPE, "23万美元", ""),
    (_EUROPE, "A is Europe", "format"),
    (_EUROPE, "230", "value"),
    (_EUROPE, "260000", "value"),
    (_EUROPE, "230000 euros", "format"),
    (_CORRECTED, "220", ""),
    (_CORRECTED, "**220 thousand dollars**", ""),
    (_CORRECTED, "230", "value"),
    (_CORRECTED, "220 or 230", "format"),
    (_GROWTH, "-55.6%", ""),
    (_GROWTH, "-55.6 percent", ""),
    (_GROWTH, "-55.6", ""),
    (_GROWTH, "约 -55.6%", ""),
    (_GROWTH, "-0.6", "value"),
    (_GROWTH, "55.6%", "value"),
    (_GROWTH, "-125.0%", "value"),
    (_GROWTH, "-25/45", "format"),
    (_ROW, "Italy", ""),
    (_ROW, "Europe / Italy", ""),
    (_ROW, "意大利", ""),
    (_ROW, "意大利（欧洲）", ""),
    (_ROW, "Germany", "value"),
    (_ROW, "of which new", "format"),
    (_ROW, "Italy, Germany", "format"),
    (_YEAR, "2019", ""),
    (_YEAR, "in 2019", ""),
    (_YEAR, "2019年", ""),
    (_YEAR, "2020年", "value"),
    (_ROW, "德国", "value"),
    (_EUROPE, "23万欧元", "format"),
    (_GROWTH, "增长 55.6%", "value"),
    (_YEAR, "2019 to 2020", "format"),
)
