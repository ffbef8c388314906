"""Ledger audit: the one figure of a report or an account book that spoils its sums, and what it should be.

Refused for the first of: format (not a heading of a row, one of a column and a number), place (another figure), value (the right figure is
another number)."""

import re
from decimal import Decimal

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.parsers.chinese import LeadIns
from synth.verifiers.parsers.text import plain
from synth.verifiers.tabular._answers import amounts, heading
from synth.verifiers.tabular._table import Path, Table
from synth.verifiers.tabular._words import HEADINGS
from synth.verifiers.tabular.ledger_audit.sums import SCALE, Audit, Cell

__all__ = ["EXAMPLES", "TRACE_FORMAT", "LedgerAudit", "proven", "verify", "verify_trace"]


class LedgerAudit(Problem, frozen=True):
    table: Table
    """With the wrong figure in it; its sums are told by its headings."""

    def __post_init__(self) -> None:
        if self.table.totals or self.table.notes:
            raise ValueError("sums are told by headings, and there are no footnotes")
        if len(repairs(self)) != 1:
            raise ValueError("one figure alone can be changed so that all sums are right")


@kept
def repairs(problem: LedgerAudit) -> list[tuple[Cell, int]]:
    """Every figure that alone can be changed so that all sums are right, with its new value in millionths."""
    return Audit(problem.table).repairs()


def outcome(problem: LedgerAudit) -> tuple[Cell, Fraction]:
    """The wrong figure's row and column, and what it should be."""
    cell, value = repairs(problem)[0]
    return cell, Fraction(value, SCALE)


_LEADS = LeadIns(("错误", "有误的数", "错误的数", "错误数据"))
_LABEL = re.compile(
    r"(?:the\s)?(?:wrong |right |correct |corrected |true )?(?:row|column|col|value|figure|amount|number|entry|cell)s?(?:\s(?:heading|is))?"
    r"\s*[:=]?\s*(?=\S)|(?:it )?(?:should be|must be)\s*[:=]?\s*|(?:所在)?(?:行|列)(?:表头)?(?:\s*[:：=]|是|为)\s*"
    r"|(?:正确的?)?(?:数值|数字|数|值|金额)?(?:\s*[:：=]|应该?[是为]|[是为])\s*",
    re.IGNORECASE,
)
_ENGLISH = {word: identifier for identifier, word in HEADINGS.items()}
_PARTS = re.compile(r"[;；\n|]")
_COMMAS = re.compile(r",(?!\d{3}(?!\d))|，|、")


def read(problem: LedgerAudit, answer: str) -> tuple[Path, Path, tuple[Fraction, ...]] | None:
    """Row, column and what the number may mean; None where the answer is not made of them."""
    if len(answer) > 800:
        return None
    text = plain(answer, _LEADS).replace("{,}", ",").translate(str.maketrans("", "", "{}[]\"'*`")).strip(" .。;；|\n")
    parts = [part.strip(" ,，") for part in (_PARTS if _PARTS.search(text) else _COMMAS).split(text)]
    parts = [part for part in parts if part]
    if len(parts) == 2:  # `Germany, 2019: 1,240`
        parts = [*parts[:-1], *re.split(r"\s*(?:[:：=]|->|→)\s*|\s+should be\s+|应该?为", parts[-1], maxsplit=1)]
    if len(parts) != 3:
        return None
    first, second, last = (_LABEL.sub("", part, count=1).strip() if _LABEL.match(part) else part for part in parts)
    value = amounts(last, problem.table.unit, problem.table.scale)
    for one, other in ((first, second), (second, first)):
        row, column = _named(one, problem.table.rows), _named(other, problem.table.columns)
        if row and column and value:
            return row, column, value
    return None


def _named(text: str, paths: tuple[Path, ...]) -> Path | None:
    """A path that is written in full, before one that is called so for short: `Total` is not `Europe / Total`."""
    words = tuple(_ENGLISH.get(word.strip(), word.strip()) for word in text.split("/"))
    return words if words in paths else heading(text, paths)


def verify(problem: LedgerAudit, answer: str) -> Verdict:
    found = read(problem, answer)
    if found is None:
        return refuse("format")
    (row, column), right = outcome(problem)
    if found[:2] != (problem.table.rows[row], problem.table.columns[column]):
        return refuse("place")
    return ACCEPT if right in found[2] else refuse("value")


def given(problem: LedgerAudit) -> frozenset[Number]:
    return frozenset(abs(Fraction(cell)) for row in problem.table.cells for cell in row if cell is not None)


def ways(problem: LedgerAudit) -> list[list[Milestone]]:
    """The right figure, worked out from all the others of a sum that it spoils."""
    (row, column), right = outcome(problem)
    audit = Audit(problem.table)
    found = []
    for place in audit.off:
        needs = {Fraction(abs(audit.value(cell)), SCALE) for cell, _ in audit.sums[place] if cell != (row, column)} - {Fraction(0)}
        found.append([Milestone(right, tuple(needs), 2)])
    return found


def verify_trace(problem: LedgerAudit, completion: str) -> TraceVerdict:
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: LedgerAudit, completion: str) -> Proven:
    return _derivation.proven(completion, given(problem), ways(problem))


def _table(title: tuple[str, str, str], rows: str, columns: str, cells: str, scale: int = 0) -> LedgerAudit:
    heads, tops = (tuple(tuple(path.split("/")) for path in text.split(";")) for text in (rows, columns))
    numbers = tuple(tuple(None if cell == "-" else Decimal(cell) for cell in line.split()) for line in cells.split(";"))
    return LedgerAudit(Table(title, "dollars", scale, heads, tops, numbers))  # type: ignore[arg-type]


_REPORT = _table(
    ("Net sales", "region", "market"),
    "Europe/Germany;Europe/Italy;Europe/Total;Asia/China;Asia/Japan;Asia/Total;Total",
    "Domestic/2019;Abroad/2019;Total/2019",
    "10 20 30; 11 31 32; 21 41 62; 12 22 34; 13 23 36; 25 45 70; 46 86 132",
    3,
)
_BOOK = _table(
    ("Club account", "month", "kind of entry"),
    "Opening balance;January;February;March;Total",
    "Received;Paid;Balance",
    "- - 500.00; 100.00 30.50 569.50; 80.00 100.25 594.25; 70.00 20.00 644.25; 250.00 105.75 -",
)
EXAMPLES = (
    (_REPORT, "Europe / Italy; Abroad / 2019; 21", ""),
    (_REPORT, "Italy, Abroad 2019, 21", ""),
    (_REPORT, "Row: Europe / Italy\nColumn: Abroad / 2019\nRight figure: 21", ""),
    (_REPORT, "Europe / Italy; Abroad / 2019; 21 thousand dollars", ""),
    (_REPORT, '{"row": "Europe / Italy", "column": "Abroad / 2019", "value": 21}', ""),
    (_REPORT, "Abroad / 2019; Europe / Italy; 21", ""),
    (_BOOK, "February; Paid; 55.25", ""),
    (_BOOK, "February, Paid: $55.25", ""),
    (_REPORT, "Europe / Italy; Abroad / 2019; 31", "value"),
    (_REPORT, "Europe / Total; Abroad / 2019; 51", "place"),
    (_REPORT, "Europe / Italy; Total / 2019; 42", "place"),
    (_REPORT, "Total; Total / 2019; 142", "place"),
    (_REPORT, "Europe / Italy; Abroad / 2019", "format"),
    (_REPORT, "21", "format"),
    (_REPORT, "Total; Abroad / 2019; 21 euros", "format"),
    (_BOOK, "February; Paid; 100.25", "value"),
    (_REPORT, "欧洲 / 意大利；国外 / 2019年；21", ""),
    (_REPORT, "意大利，国外 / 2019年，21", ""),
    (_REPORT, "行：欧洲 / 意大利\n列：国外 / 2019年\n正确值：21", ""),
    (_REPORT, "答案：意大利；国外2019年；21千美元", ""),
    (_BOOK, "二月；支出；应为55.25", ""),
    (_REPORT, "欧洲 / 意大利；国外 / 2019年；31", "value"),
    (_REPORT, "欧洲 / 合计；国外 / 2019年；51", "place"),
    (_REPORT, "意大利的数错了", "format"),
)
