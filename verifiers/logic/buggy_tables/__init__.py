"""Buggy tables: a table was damaged in ways that are described; undo that, and give the number that is asked for.

Refused for the first of: format (not one number), value (not the number asked for, rounded as stated).

Damages happened one after the other, and each is described by headings and values as they were right before it. The result is computed
exactly and rounded once, halves up, where it need not be a whole number."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.logic.buggy_tables.tables import UNITS, Cell, Condition, Damage, Query, Table, Word, result, rounded, undone
from synth.verifiers.parsers import numbers
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

ROWS, COLUMNS = 60, 9


class BuggyTables(Problem, frozen=True):
    """A damaged table, what happened to it, and a question about the table that it was."""

    columns: Annotated[tuple[Word, ...], Meta(min_length=2, max_length=COLUMNS)]
    """Headings, as they stand now: `("region", "pieces")`."""
    rows: Annotated[tuple[Annotated[tuple[Cell, ...], Meta(max_length=COLUMNS)], ...], Meta(min_length=2, max_length=ROWS)]
    """Values, as they stand now: `(("north", 12), ("south", None))`."""
    damages: Annotated[tuple[Damage, ...], Meta(min_length=1, max_length=4)]
    """In the order in which they happened."""
    query: Query
    """About the table before all of them."""

    def __post_init__(self) -> None:
        if len(set(self.columns)) < len(self.columns) or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("each column has a heading of its own, and each row a value for it")
        try:
            right = exact(self)
        except (KeyError, TypeError, OverflowError) as error:
            raise ValueError(f"the damages can't be undone, or the question is about no such column: {error!r}") from error
        if right is None:
            raise ValueError("no row counts")

    def table(self) -> Table:
        """By heading the values from top to bottom."""
        return {name: list(values) for name, values in zip(self.columns, zip(*self.rows, strict=True), strict=True)}


@kept
def exact(problem: BuggyTables) -> Fraction | None:
    """The answer before it is rounded, None where no row counts. ValueError, KeyError, TypeError or OverflowError where there is none."""
    return result(undone(problem.table(), problem.damages), problem.query)


def right_number(problem: BuggyTables) -> Fraction:
    """The answer, rounded."""
    found = exact(problem)
    assert found is not None  # or there would be no problem
    return rounded(found, problem.query.places())


_NOUNS = ("平均值", "平均数", "总和", "之和", "最大值", "最小值", "差", "行数", "总数", "合计", "总计", "结果")
_CHINESE = Reader(
    WORDS
    | {f"{noun}{verb}": "" for noun in _NOUNS for verb in ("是", "为", "等于", ":", "是:", "为:")}
    | {"元": "euros", "千克": "kilograms", "公斤": "kilograms", "千米": "kilometers", "公里": "kilometers", "分钟": "minutes"}
    | {"件": "pieces", "行": "rows"}
    | dict.fromkeys(("一共", "一共有", "总共", "总共有", "共", "共有"), "")
)
_LEAD = re.compile(
    r"(?:the )?(?:mean|average|sum|total|largest|greatest|smallest|least|difference|count|number of rows|maximum|minimum|range|result)"
    r"(?: is| =|:)+\s*",
    re.IGNORECASE,
)
_ROUND_OFF = re.compile(r"(?:≈|~|approximately |about )\s*", re.IGNORECASE)
_UNIT_WORDS = {
    "euros": "euros?|eur|€",
    "kilograms": "kilograms?|kgs?",
    "kilometers": "kilomet(?:er|re)s?|kms?",
    "minutes": "minutes?|mins?",
    "pieces": "pieces?|pcs",
    "rows": "rows?",
}


def _unit_of(query: Query) -> str:
    """The unit of the result, by which it may be followed."""
    if query.aggregate == "count":
        return "rows"
    if query.factor:
        return ""
    return UNITS[query.column][0] if query.column in UNITS else query.column


def _number(answer: str, unit: str) -> Fraction | None:
    """One number, with nothing beside it but what it is and its unit."""
    text = plain(answer, _CHINESE)
    for lead in (_LEAD, _ROUND_OFF):
        if found := lead.match(text):
            text = plain(text[found.end() :])
    words = _UNIT_WORDS.get(unit)
    if words:
        text = re.sub(rf"\s*(?:{words})\Z", "", text, flags=re.IGNORECASE)
        text = text.removeprefix("€") if unit == "euros" else text
    return numbers.rational(text.strip())


def verify(problem: BuggyTables, answer: str) -> Verdict:
    said = _number(answer, _unit_of(problem.query))
    if said is None:
        return refuse("format")
    return ACCEPT if said == right_number(problem) else refuse("value")


_NORTH = Condition("region", "is", ("north",))
_SMALL = BuggyTables(
    ("region", "weight", "pieces"),
    (("north", 21, 4), ("south", 5, 7), ("north", 43, 9), ("north", 12, 30)),
    (Damage("swap", ("weight", "pieces"), 0, (Condition("region", "is", ("south",)),)), Damage("digits", ("weight",), 0, ())),
    Query((_NORTH,), "mean", "weight", "", "", "max"),
)
"""12, 34 and 21 kilograms in the north: 22.333..."""
_HALF = BuggyTables(
    ("region", "price"),
    (("north", 12), ("north", 25)),
    (Damage("upside_down", ("price",), 0, ()),),
    Query((), "mean", "price", "", "", "max"),
)
"""18.5 euros."""
_WHOLE = BuggyTables(
    ("region", "price"),
    (("north", 700), ("south", 1000), ("north", 5)),
    (Damage("unit", ("price",), 0, (Condition("region", "is_not", ("south",)),)), Damage("rotate", ("price",), 1, ())),
    Query((), "sum", "price", "", "region", "max"),
)
"""10, 5 and 7 euros were written as 1000, 5 and 700, in the rows of north, south, north; the greater sum is 17."""

_COUNT = BuggyTables(_HALF.columns, _HALF.rows, _HALF.damages, Query((_NORTH,), "count", "price", "", "", "max"))
_PRODUCT = BuggyTables(_SMALL.columns, _SMALL.rows, _SMALL.damages, Query((), "sum", "weight", "pieces", "", "max"))
"""12 times 4, 7 times 5, 34 times 9, 21 times 30: 1019."""

EXAMPLES = (
    (_SMALL, "22.33", ""),
    (_SMALL, "22.33 kg", ""),
    (_SMALL, "The mean is 22.33 kilograms.", ""),
    (_SMALL, "≈ 22.33", ""),
    (_SMALL, "$22.33$", ""),
    (_HALF, "18.5", ""),
    (_HALF, "18.50", ""),
    (_HALF, "€18.50", ""),
    (_HALF, "18.50 euros", ""),
    (_WHOLE, "17", ""),
    (_WHOLE, "17.00", ""),
    (_WHOLE, "sum: 17", ""),
    (_COUNT, "2 rows", ""),
    (_PRODUCT, "1,019", ""),
    (_PRODUCT, "1019 kg", "format"),
    (_COUNT, "€2", "format"),
    (_COUNT, "1", "value"),
    (_SMALL, "", "format"),
    (_SMALL, "22.33 or 22.34", "format"),
    (_SMALL, "67 / 3 = 22.33", "format"),
    (_SMALL, "22.33 g", "format"),
    (_SMALL, "22,33", "format"),
    (_SMALL, "none", "format"),
    (_SMALL, "22.3333", "value"),
    (_SMALL, "22.3", "value"),
    (_SMALL, "67/3", "value"),
    (_SMALL, "25.33", "value"),
    (_SMALL, "-22.33", "value"),
    (_HALF, "19", "value"),
    (_WHOLE, "1700", "value"),
    (_WHOLE, "12", "value"),
    (_SMALL, "答案是：22.33。", ""),
    (_SMALL, "22.33 千克", ""),
    (_SMALL, "平均值是 22.33", ""),
    (_COUNT, "一共有 2 行", ""),
    (_HALF, "１８．５", ""),
    (_HALF, "结果为 18.50 元", ""),
    (_WHOLE, "最终答案：17 元", ""),
    (_SMALL, "22.33 或 22.34", "format"),
    (_SMALL, "没有", "format"),
    (_SMALL, "平均值是 22.3", "value"),
    (_HALF, "答案：18 元", "value"),
)
