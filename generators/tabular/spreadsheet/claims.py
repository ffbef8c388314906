"""What spreadsheet claims: its rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.tabular.spreadsheet.cheap import POLICIES, Policy, guess
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.tabular.spreadsheet import Edit, Spreadsheet

BOTH = ("en", "zh")


def _has(*texts: str) -> Callable[[Spreadsheet], bool]:
    return lambda p: any(text in p.to_json() for text in texts)


def _copies(problem: Spreadsheet) -> bool:
    return any(edit.kind == "copy" for edit in problem.edits)


def _empty(problem: Spreadsheet) -> bool:
    return any(edit.kind == "clear" for edit in problem.edits) or any("" in row for row in problem.cells)


def _edits(problem: Spreadsheet) -> str:
    """All changes, in order, with their cells."""
    parts = []
    for edit in problem.edits:
        both = (re.escape(edit.value), re.escape(edit.cell))
        parts.append(f"(?:{'.{1,40}'.join(both)}|{'.{1,40}'.join(both[::-1])})" if edit.value else edit.cell)
    return ".{1,60}".join(parts)


def _cells(problem: Spreadsheet) -> str:
    return ".{1,20}".join(re.escape(text) for row in problem.cells for text in row if text)


RULES = (
    Rule("value", dict.fromkeys(BOTH, _edits)),
    Rule("value", dict.fromkeys(BOTH, _cells)),
    Rule("value", {"en": r"in this order|one after the other|in order|step by step", "zh": "依次"}, lambda p: len(p.edits) > 1),
    Rule("value", {"en": r"\* and / go before \+ and -", "zh": "先乘除后加减"}),
    Rule("value", {"en": r"all calculation is exact", "zh": "所有计算都是精确的"}),
    Rule("value", {"en": r"present values of the cells", "zh": "当前值"}),
    Rule("value", {"en": r"halves away from zero", "zh": "四舍五入到"}, _has("ROUND(")),
    Rule("value", {"en": r"divided by how many there are", "zh": "总和除以个数"}, _has("AVERAGE(")),
    Rule("value", {"en": r"x where the condition holds and y where", "zh": "条件 `c` 成立时取"}, _has("IF(")),
    Rule("value", {"en": r"y where x is an error value", "zh": "是错误值，就取"}, _has("IFERROR(")),
    Rule("value", {"en": r"counts as 0 when.{5,40}left out of ranges", "zh": "按 0 计算.{5,40}不计在内"}, _empty),
    Rule("value", {"en": r"divides by 0.{1,50}#DIV/0!", "zh": "除以 0.{1,40}#DIV/0!"}, _has("/", "AVERAGE(")),
    Rule("value", {"en": r"same error value.{5,60}met first", "zh": "同一个错误值.{5,60}最先遇到"}, _has("/", "AVERAGE(")),
    Rule(
        "value",
        {"en": "A cell that is not shown is empty. An empty cell counts as 0", "zh": "没有列出的单元格是空的。.{1,20}按 0 计算"},
        _copies,
    ),
    Rule("value", {"en": r"moves by as many columns and rows", "zh": "列数和行数一起移动"}, _copies),
    Rule("value", {"en": r"row number behind \$ stays", "zh": r"`\$` 后面的行号保持不变"}, lambda p: _copies(p) and "$" in p.to_json()),
    Rule("value", {"en": r"left of column A or above row 1 becomes #REF!", "zh": "列左边或第 1 行上边.{1,20}#REF!"}, _copies),
)


def _by(policy: Policy) -> Callable[[Spreadsheet], str]:
    return lambda problem: guess(problem, policy)


SHORTCUTS = (
    *(Shortcut(name, _by(policy), (0.005,) * 10) for name, policy in POLICIES.items()),
    Shortcut("an error value", lambda p: "#DIV/0!", (0.005,) * 6 + (0.04,) * 4),
    Shortcut("0", lambda p: "0", (0.03,) * 10),
)
NO_COPIES = "Formulas name cells by their places, so a sheet whose rows or columns are in another order has other formulas."


def different(problem: Spreadsheet, rng: Random) -> Iterator[Spreadsheet]:
    """Another number is typed in, or a number of the sheet is another one."""
    for place, edit in enumerate(problem.edits):
        if edit.kind == "set" and not edit.value.startswith("="):
            new = Edit("set", edit.cell, str(int(edit.value) + 1))
            try:
                yield replace(problem, edits=(*problem.edits[:place], new, *problem.edits[place + 1 :]))
            except ValueError:  # it leads to a number with no end
                continue
