"""Cellular automaton: run a row of cells some steps forwards, or find a row that becomes the given one.

Refused for the first of: format (not one row of that many digits, each a value that a cell can have), row (forwards: not the row after the
steps; backwards: a row that does not become the given one). Backwards, any row that does is right."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.text import plain
from synth.verifiers.parsers.words import en

WIDEST = 24
MOST_STEPS = 10
OUTPUTS = {"table": 8, "sum": 7, "count": 10}
"""Cases of a rule of each kind."""
Kind = Literal["table", "sum", "count"]
Value = Annotated[int, Meta(ge=0, le=2)]
_TITLE = re.compile(r"\A(?:[^\d:=\n]|\d{1,2}(?=\s?(?:steps?|ticks?|days?|步))){1,60}?(?:\s?[:=]|\s(?:is|are)\s|[为是]:?)\s*(?=[\d\[({])")
"""What a row is called."""
_DENIED = re.compile(rf"\b(?:{'|'.join(en.DENIALS)})\b|[不非没错假]", re.IGNORECASE)
_BETWEEN = str.maketrans(dict.fromkeys("[](){},;|", " "))


class CellularAutomaton(Problem, frozen=True):
    """A row of 5 to 24 cells, a rule, and what is asked."""

    kind: Kind
    """table: the new value of a cell with value c between l and r is `rule[4 * l + 2 * c + r]`; sum: cells have the values 0, 1 and 2, and
    it is `rule[l + c + r]`; count: it is `rule[5 * c + n]`, where n of the two cells on each side have the value 1."""
    rule: Annotated[tuple[Value, ...], Meta(min_length=7, max_length=10)]
    ring: bool
    """Whether the last cell is the left neighbour of the first; else all that lies beyond the ends has the value 0 for ever."""
    cells: Annotated[tuple[Value, ...], Meta(min_length=5, max_length=WIDEST)]
    """The row that is given."""
    steps: Annotated[int, Meta(ge=1, le=MOST_STEPS)]
    ask: Literal["after", "before"]
    """after: the row that comes of it in so many steps; before: a row of which it comes."""

    def __post_init__(self) -> None:
        if len(self.rule) != OUTPUTS[self.kind]:
            raise ValueError(f"a rule of the kind {self.kind!r} has {OUTPUTS[self.kind]} cases")
        if max(self.rule + self.cells) >= self.values:
            raise ValueError(f"cells have values below {self.values}")

    @property
    def values(self) -> int:
        """How many values a cell can have."""
        return 3 if self.kind == "sum" else 2


def reach(problem: CellularAutomaton) -> int:
    """How many cells on either side decide on the new value of a cell."""
    return 2 if problem.kind == "count" else 1


def new_value(problem: CellularAutomaton, around: Sequence[int]) -> int:
    """The new value of the middle one of 3 cells, or of 5 where two on either side count."""
    if problem.kind == "table":
        return problem.rule[4 * around[0] + 2 * around[1] + around[2]]
    if problem.kind == "sum":
        return problem.rule[around[0] + around[1] + around[2]]
    return problem.rule[5 * around[2] + around[0] + around[1] + around[3] + around[4]]


def successor(problem: CellularAutomaton, row: tuple[int, ...]) -> tuple[int, ...]:
    """The row one step later."""
    side = reach(problem)
    beyond = (row[-side:], row[:side]) if problem.ring else ((0,) * side,) * 2
    padded = (*beyond[0], *row, *beyond[1])
    return tuple(new_value(problem, padded[place : place + 2 * side + 1]) for place in range(len(row)))


def after(problem: CellularAutomaton, row: tuple[int, ...]) -> tuple[int, ...]:
    """The row after all the problem's steps."""
    for _ in range(problem.steps):
        row = successor(problem, row)
    return row


@kept
def _given_after(problem: CellularAutomaton) -> tuple[int, ...]:
    return after(problem, problem.cells)


def _row(answer: str, wide: int) -> tuple[int, ...]:
    """The digits of one row, parted or not; empty for anything else."""
    text = plain(answer)
    if len(text) > 100 + 10 * wide:
        return ()
    if title := _TITLE.match(text):
        if _DENIED.search(title[0]):
            return ()
        text = text[title.end() :]
    parts = text.translate(_BETWEEN).strip(" .").split(" ")
    digits = [part for part in parts if part]
    signs = digits[0] if len(digits) == 1 else "".join(digits) if all(len(digit) == 1 for digit in digits) else ""
    return tuple(map(int, signs)) if len(signs) == wide and signs.isascii() and signs.isdigit() else ()


def verify(problem: CellularAutomaton, answer: str) -> Verdict:
    row = _row(answer, len(problem.cells))
    if not row or max(row) >= problem.values:
        return refuse("format")
    right = row == _given_after(problem) if problem.ask == "after" else after(problem, row) == problem.cells
    return ACCEPT if right else refuse("row")


_NINETY = CellularAutomaton("table", (0, 1, 0, 1, 1, 0, 1, 0), ring=False, cells=(0, 0, 0, 1, 0, 0, 1), steps=2, ask="after")
_BACK = msgspec.structs.replace(_NINETY, ring=True, cells=(1, 0, 1, 1, 0, 1, 0), ask="before")
_THREE = CellularAutomaton("sum", (0, 1, 2, 0, 1, 2, 0), ring=True, cells=(2, 0, 1, 1, 0, 2), steps=1, ask="after")

EXAMPLES: tuple[tuple[CellularAutomaton, str, str], ...] = (
    (_NINETY, "0 1 0 0 1 1 1", ""),
    (_NINETY, "0100111", ""),
    (_NINETY, "[0, 1, 0, 0, 1, 1, 1]", ""),
    (_NINETY, "**0 1 0 0 1 1 1**", ""),
    (_NINETY, "The final row is: 0 1 0 0 1 1 1", ""),
    (_NINETY, "0, 1, 0, 0, 1, 1, 1", ""),
    (_NINETY, "`0100111`", ""),
    (_THREE, "1 0 2 2 0 1", ""),
    (_NINETY, "答案是 0 1 0 0 1 1 1", ""),
    (_NINETY, "0，1，0，0，1，1，1", ""),
    (_NINETY, "最后一行：0100111", ""),
    (_NINETY, "０１００１１１", ""),
    (_NINETY, "最终答案为 0、1、0、0、1、1、1。", ""),
    (_NINETY, "The row after 2 steps is 0100111", ""),
    (_NINETY, "最后这一行为：0 1 0 0 1 1 1", ""),
    (_THREE, "结果：1、0、2、2、0、1", ""),
    (_NINETY, "", "format"),
    (_NINETY, "The row is not 0100111", "format"),
    (_NINETY, "答案不是 0100111", "format"),
    (_NINETY, "0 1 0 0 1 1", "format"),
    (_NINETY, "0 1 0 0 1 1 2", "format"),
    (_NINETY, "0 0 0 1 0 0 1\n0 0 1 0 1 1 0\n0 1 0 0 1 1 1", "format"),
    (_NINETY, "38", "format"),
    (_NINETY, "0 0 0 1 0 0 1", "row"),
    (_NINETY, "0 0 1 0 1 1 0", "row"),
    (_NINETY, "0 0 0 0 0 0 0", "row"),
    (_BACK, "1 0 1 1 0 1 0", "row"),
    (_THREE, "2 0 1 1 0 2", "row"),
    (_NINETY, "答案是 0 0 0 1 0 0 1", "row"),
    (_NINETY, "第1步：0 0 1 0 1 1 0", "format"),
    (_NINETY, "全部是 0", "format"),
)
