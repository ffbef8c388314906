"""Grid transformation: find the rule that turns each input grid into its output, and apply it to the test input.

Refused for the first of: format (not a grid of digits of the output's size), cells (a cell differs from what the rule makes of the test
input). The rule is a program of the steps in `steps.py`, which the prompt does not show."""

import re
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.arc_agi.steps import LONGEST, Grid, run
from synth.verifiers.parsers import grids
from synth.verifiers.parsers.text import plain

SMALLEST = 2
Row = Annotated[str, Meta(min_length=SMALLEST, max_length=LONGEST, pattern=r"\A[0-9]+\Z")]
Rows = Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LONGEST)]
MOST = 4 * LONGEST * LONGEST
"""Characters of an answer in one line."""
_DIGITS = re.compile(r"\[[0-9]++(?:, ?[0-9]++)*+\]|[0-9]++(?:,? ?[0-9]++)*+")
_PLAIN = (
    "turn_(?:right|left|around)|mirror_(?:columns|rows)|transpose(?:_other)?|(?:roll|fall|spread|half)_(?:left|right|up|down)"
    "|(?:repeat|reflect)_(?:right|down)|(?:overlay|common|differ|symmetrise|join)_(?:columns|rows)|double|crop|trim|compress"
    "|keep_(?:most|least|largest)|negative|drop_(?:largest|single)|hollow|sort_(?:rows|columns)|bars"
)
_COLOURED = "(?:border|frame|paint_largest|fill|outline) [1-9]|recolour [0-9] [0-9]|swap [1-9] [1-9]"
Step = Annotated[str, Meta(pattern=rf"\A(?:{_PLAIN}|{_COLOURED})\Z", max_length=20)]
Program = Annotated[tuple[Step, ...], Meta(min_length=1, max_length=4)]


class ArcAgi(Problem, frozen=True):
    """Demonstrations of a rule, and a grid to apply it to. Grids are rows of digits, 2 to 10 of 2 to 10 each: `("010", "220")`."""

    pairs: Annotated[tuple[tuple[Rows, Rows], ...], Meta(min_length=2, max_length=5)]
    """Inputs with their outputs: `((("10", "00"), ("01", "00")), ...)`."""
    test: Rows
    """The input whose output is asked for: `("12", "00")`."""
    program: Program
    """The steps of the rule, in turn: `("mirror_columns", "recolour 1 3")`."""

    def __post_init__(self) -> None:
        if any(len({len(row) for row in grid}) > 1 for grid in (self.test, *(grid for pair in self.pairs for grid in pair))):
            raise ValueError("the rows of a grid are of one length")
        if any(run(self.program, cells(before)) != cells(after) for before, after in self.pairs):
            raise ValueError("the program makes each output of its input")
        if min(len(wanted := output(self)), len(wanted[0])) < SMALLEST:
            raise ValueError(f"the output has {SMALLEST} rows and columns or more")


_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))


def cells(rows: Rows) -> Grid:
    return tuple(tuple(row.encode().translate(_VALUES)) for row in rows)


@kept
def output(problem: ArcAgi) -> Grid:
    """What the rule makes of the test input."""
    return _output(problem.program, problem.test)


@lru_cache(maxsize=1_000)
def _output(program: Program, test: Rows) -> Grid:
    return run(program, cells(test))


def verify(problem: ArcAgi, answer: str) -> Verdict:
    wanted = output(problem)
    found = grids.grid(answer, len(wanted), len(wanted[0])) or _flat(answer, len(wanted), len(wanted[0]))
    if found is None or any(len(cell) > 1 or cell not in "0123456789" for row in found for cell in row):
        return refuse("format")
    return ACCEPT if all(row == tuple(map(str, right)) for row, right in zip(found, wanted, strict=True)) else refuse("cells")


def _flat(answer: str, height: int, width: int) -> grids.Grid | None:
    """All cells in one line: `005066050`, `[0, 0, 5, 0, 6, 6, 0, 5, 0]`."""
    text = plain(answer)
    digits = re.findall("[0-9]", text[:MOST])
    if len(text) > MOST or len(digits) != height * width or not _DIGITS.fullmatch(text):
        return None
    return tuple(tuple(digits[k : k + width]) for k in range(0, len(digits), width))


_MIRROR = ArcAgi((((("120", "001")), ("021", "100")), (("34", "03"), ("43", "30"))), ("500", "660", "050"), ("mirror_columns",))
_RIGHT = "0 0 5\n0 6 6\n0 5 0"
_CROP = ArcAgi(
    ((("0000", "0120", "0010"), ("13", "01")), (("300", "230", "000"), ("30", "33"))),
    ("0000", "0032", "0020", "0000"),
    ("crop", "recolour 2 3"),
)

EXAMPLES = (
    (_MIRROR, _RIGHT, ""),
    (_MIRROR, "005\n066\n050", ""),
    (_MIRROR, "[[0, 0, 5], [0, 6, 6], [0, 5, 0]]", ""),
    (_MIRROR, "Output:\n0 0 5\n0 6 6\n0 5 0", ""),
    (_MIRROR, "```\n0 0 5\n0 6 6\n0 5 0\n```", ""),
    (_MIRROR, "| 0 | 0 | 5 |\n|---|---|---|\n| 0 | 6 | 6 |\n| 0 | 5 | 0 |", ""),
    (_CROP, "3 3\n3 0", ""),
    (_MIRROR, "[0, 0, 5, 0, 6, 6, 0, 5, 0]", ""),
    (_MIRROR, "", "format"),
    (_MIRROR, "0 0 5\n0 6 6", "format"),
    (_MIRROR, "mirror the grid from left to right", "format"),
    (_MIRROR, "0 0 5\n0 6 6\n0 5 .", "format"),
    (_MIRROR, f"{_RIGHT}\nor\n5 0 0\n6 6 0\n0 5 0", "format"),
    (_MIRROR, "5 0 0\n6 6 0\n0 5 0", "cells"),
    (_MIRROR, "0 5 0\n6 6 0\n5 0 0", "cells"),
    (_CROP, "0 0 0 0\n0 0 3 3\n0 0 3 0\n0 0 0 0", "format"),
    (_CROP, "3 2\n2 0", "cells"),
    (_CROP, "3 3\n3 3", "cells"),
    (_MIRROR, f"答案是：\n{_RIGHT}", ""),
    (_MIRROR, "第1行：0 0 5\n第2行：0 6 6\n第3行：0 5 0", ""),
    (_MIRROR, "第一行：0、0、5\n第二行：0、6、6\n第三行：0、5、0", ""),
    (_MIRROR, "００５\n０６６\n０５０", ""),
    (_MIRROR, f"输出网格如下：\n{_RIGHT}", ""),
    (_MIRROR, f"最终答案：\n{_RIGHT}。", ""),
    (_MIRROR, "答案：5 0 0\n6 6 0\n0 5 0", "cells"),
    (_MIRROR, "第1行：0 0 5\n第2行：0 6 6", "format"),
    (_MIRROR, "左右翻转", "format"),
)
