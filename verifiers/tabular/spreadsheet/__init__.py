"""Spreadsheet: what a cell shows after others were changed, overwritten with a copied formula or cleared, down a chain of formulas.

Refused for the first of: format (neither a number nor an error value), value (another one)."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.derivation import Reading, concluded
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import mathematics
from synth.verifiers.parsers.chinese import LeadIns
from synth.verifiers.parsers.steps import MAX_STEPS, read_lines
from synth.verifiers.parsers.text import plain
from synth.verifiers.tabular.spreadsheet.formulas import DIV, REF, Sheet, Value, name_of, place, shifted, written

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Edit", "Spreadsheet", "proven", "verify", "verify_trace"]

Name = Annotated[str, Meta(pattern=r"^[A-H](?:1[0-2]|[1-9])\Z")]
Content = Annotated[str, Meta(max_length=80)]
Cell = tuple[int, int]

TRACE_FORMAT = {
    "en": """
Before the final answer, write the values of formula cells after the changes as numbered lines, one cell a line, each after all formula
cells that it was worked out from. Only cells on which the answer depends are needed. Write decimals in full, not as fractions. For example:
S1: B4 = 12.5
S2: C2 = #DIV/0!
S3: C5 = 25
""",
    "zh": """
写出最终答案之前，请把修改之后各公式单元格的值写成带编号的行，每行一个单元格；一个单元格要写在它所用到的公式单元格之后。\
只需写出答案所依赖的单元格。小数要写全，不要写成分数。例如：
S1: B4 = 12.5
S2: C2 = #DIV/0!
S3: C5 = 25
""",
}


class Edit(Frozen, frozen=True):
    kind: Literal["set", "copy", "clear"]
    """Something is typed into a cell; the formula of another cell is copied into it; it is emptied."""
    cell: Name
    """`B3`."""
    value: Content
    """`-12`, `=A1+B2`; for a copy the cell that is copied, `C2`; nothing where it is emptied."""

    def __post_init__(self) -> None:
        if (self.kind == "clear") != (not self.value) or (self.kind == "copy" and not re.fullmatch(r"[A-H](?:1[0-2]|[1-9])", self.value)):
            raise ValueError("what is typed, or which cell is copied")


class Spreadsheet(Problem, frozen=True):
    cells: Annotated[tuple[Annotated[tuple[Content, ...], Meta(min_length=1, max_length=8)], ...], Meta(min_length=1, max_length=12)]
    """By rows, from A1 on: numbers, formulas and empty texts: `(("3", "=A1*2"), ("4", "=B1+A2"))`."""
    edits: Annotated[tuple[Edit, ...], Meta(min_length=1, max_length=6)]
    """One after the other."""
    asked: Name

    def __post_init__(self) -> None:
        if len({len(row) for row in self.cells}) > 1:
            raise ValueError("rows of one length")
        written(outcome(self))


def contents(problem: Spreadsheet, edits: Sequence[Edit]) -> dict[Cell, str]:
    """What stands in the cells after edits; cells that are empty are left out."""
    found = {(column, row): text for row, line in enumerate(problem.cells) for column, text in enumerate(line) if text}
    for edit in edits:
        at = place(edit.cell)
        if edit.kind == "clear":
            found.pop(at, None)
        elif edit.kind == "set":
            found[at] = edit.value
        else:
            source = place(edit.value)
            if not found.get(source, "").startswith("="):
                raise ValueError("a formula is copied")
            found[at] = shifted(found[source], at[0] - source[0], at[1] - source[1])
    return found


@kept
def recalculated(problem: Spreadsheet) -> Sheet:
    """The sheet after all edits, with the values that the answer depends on."""
    sheet = Sheet(contents(problem, problem.edits))
    if place(problem.asked) not in sheet.contents:
        raise ValueError("a cell that is asked for is not empty")
    sheet.value(place(problem.asked))
    return sheet


@kept
def outcome(problem: Spreadsheet) -> Value | str:
    """The number or error value that is asked for."""
    return recalculated(problem).value(place(problem.asked))


_LEADS = LeadIns(("值", "单元格"))
_ERROR = re.compile(r"(?:(?:the |an? )?error (?:value )?|错误(?:值)?[:：]?)?\s*#?(DIV/0|REF)!?(?: error| 错误)?", re.IGNORECASE)
_NAME = re.compile(
    r"(?:in |after the changes,? ?|修改后,?)?(?:the )?(?:final |new )?(?:value |result )?(?:of |in )?(?:cell |单元格)?([A-H]\d{1,2})"
    r"(?:单元格)?\s*(?:的值|的结果|最后|最终)?\s*(?:=|:|：|is|shows|contains|becomes|为|是|等于|显示|变成|变为)\s*",
    re.IGNORECASE,
)


def read(answer: str, asked: str) -> Value | str | None:
    """The number or the error value that an answer is: `12.50`, `C5 = 12.5`, `DIV/0`."""
    if len(answer) > 400:
        return None
    text = plain(answer, _LEADS)
    named = _NAME.match(text)
    if named:
        if named[1].upper() != asked:
            return None
        text = plain(text[named.end() :], None)
    text = text.strip("* ").rstrip(".")
    error = _ERROR.fullmatch(text.strip("`"))
    if error:
        return DIV if error[1].upper() == "DIV/0" else REF
    return mathematics.rational(text)


def verify(problem: Spreadsheet, answer: str) -> Verdict:
    found = read(answer, problem.asked)
    if found is None:
        return refuse("format")
    return ACCEPT if found == outcome(problem) else refuse("value")


def needed(problem: Spreadsheet) -> list[Cell]:
    """The formula cells that the answer depends on, each after those that it depends on."""
    sheet, found = recalculated(problem), list[Cell]()

    def visit(cell: Cell) -> None:
        if cell not in found and sheet.contents[cell].startswith("="):
            for other in sheet.reads[cell]:
                visit(other)
            found.append(cell)

    visit(place(problem.asked))
    return found


def steps(sheet: Sheet, cells: Sequence[Cell]) -> str:
    """Cells with their values as numbered lines."""
    return "\n".join(f"S{number}: {name_of(*cell)} = {written(sheet.value(cell))}" for number, cell in enumerate(cells, 1))


_LINE = re.compile(r"([A-H](?:1[0-2]|[1-9]))\s?(?:=|:|->)\s?(?:.{1,200}=\s?)?(-?\d{1,13}(?:\.\d{1,8})?|#DIV/0!|#REF!)\.?")


def _replayed(problem: Spreadsheet, lines: Sequence[tuple[int, str]]) -> tuple[int, str, set[Cell]]:
    """The number of sound lines before the first wrong one, what is wrong with it, and the cells that are told."""
    sheet, wanted = recalculated(problem), set(needed(problem))
    told = set[Cell]()
    for number, (_, text) in enumerate(lines):
        found = _LINE.fullmatch(text.strip())
        if not found or number >= MAX_STEPS:
            return number, "format", told
        cell = place(found[1])
        if not sheet.contents.get(cell, "").startswith("=") or cell in told:
            return number, "cell", told
        try:
            value = sheet.value(cell)
        except ValueError:  # a cell beside the way, which has no value that could be written
            return number, "cell", told
        if value != (found[2] if found[2][0] == "#" else Fraction(found[2])):
            return number, "value", told
        if any(sheet.contents[other].startswith("=") and other not in told for other in sheet.reads[cell]):
            return number, "order", told
        told.add(cell)
    return len(lines), "", told & wanted


def verify_trace(problem: Spreadsheet, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT. Reasons, of the first wrong line: format (no cell with a value), cell (no formula cell, or one
    that was told before), value (it has another one), order (a cell that it depends on was not told). Then missing (no lines), unfinished
    (the asked cell is not told), answer (the final answer is refused)."""
    lines = read_lines(completion)
    sound, reason, told = _replayed(problem, lines)
    reading = Reading(sound, reason, len(told) == len(needed(problem)))
    return concluded(problem, completion, verify, lines, reading, "unfinished")


def proven(problem: Spreadsheet, completion: str) -> Proven:
    """How many of the cells that the answer depends on are told before the first wrong line; see `synth.verifiers.score_steps`."""
    wanted = set(needed(problem))
    _, reason, told = _replayed(problem, read_lines(completion))
    return Proven(len(told & wanted) / max(1, len(wanted)), not reason)  # 1: the asked cell is no formula


_SMALL = Spreadsheet((("3", "=A1*2", "=B1+A2"), ("4", "=A2*2", "=B1/2")), (Edit("set", "A1", "5"), Edit("copy", "B2", "C1")), "C2")
_SUM = Spreadsheet((("3", "=A1*2.5"), ("4", "=SUM(A1:A2)+B1")), (Edit("set", "A1", "1"),), "B2")
_DIV = Spreadsheet((("3", "=A2/A1"), ("4", "=B1+1")), (Edit("clear", "A1", ""),), "B2")
_OFF = Spreadsheet((("3", "=A1*2"), ("4", "=A1+1")), (Edit("copy", "A2", "B1"), Edit("set", "B2", "=A2*2")), "B2")
EXAMPLES = (
    (_SUM, "7.5", ""),
    (_SUM, "B2 = 7.50", ""),
    (_SUM, "15/2", ""),
    (_SUM, "The value of B2 is **7.5**.", ""),
    (_SUM, "$7.5$", ""),
    (_DIV, "#DIV/0!", ""),
    (_DIV, "`#DIV/0!`", ""),
    (_DIV, "B2: DIV/0 error", ""),
    (_OFF, "#REF!", ""),
    (_SMALL, "5", ""),
    (_SUM, "14.5", "value"),
    (_SUM, "5", "value"),
    (_SUM, "0", "value"),
    (_SUM, "A2 = 7.5", "format"),
    (_SUM, "=SUM(A1:A2)+B1", "format"),
    (_SUM, "#DIV/0!", "value"),
    (_DIV, "undefined", "format"),
    (_DIV, "#REF!", "value"),
    (_DIV, "0", "value"),
    (_SUM, "答案是 7.5", ""),
    (_SUM, "B2的值是7.5", ""),
    (_SUM, "单元格B2为7.5。", ""),
    (_SUM, "B2 显示 7.5", ""),
    (_DIV, "错误值 #DIV/0!", ""),
    (_DIV, "B2显示错误#DIV/0!", ""),
    (_SUM, "B2的值是14.5", "value"),
    (_SUM, "答案是 5", "value"),
    (_DIV, "没有值", "format"),
    (_SUM, "单元格A2为7.5", "format"),
)
