"""Wordscapes: fill a crossword grid with the given words, each exactly once, so that every slot holds one of them and crossings agree.

Refused for the first of: format (not a grid of that size with a sign in each cell), blocked (a blocked cell is filled, or an open one is
not), givens (a printed letter is changed), words (a slot holds no given word), direction (a slot holds a word of the other direction),
once (a word stands in two slots). A slot is a run of two or more open cells, across or down, that cannot be made longer."""

import re
from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import grids
from synth.verifiers.parsers.chinese import LeadIns

OPEN, BLOCKED = ".", "#"
SMALLEST, LARGEST = 3, 15
Cell = tuple[int, int]
Row = Annotated[str, Meta(min_length=SMALLEST, max_length=LARGEST, pattern=r"\A[a-z\u4e00-\u9fff.#]+\Z")]
Word = Annotated[str, Meta(max_length=LARGEST, pattern=r"\A(?:[a-z]{2,15}|[\u4e00-\u9fff]{2,15})\Z")]
Words = Annotated[tuple[Word, ...], Meta(max_length=40)]


class Wordscapes(Problem, frozen=True):
    """A grid of open and blocked cells, and the words that fill it."""

    grid: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LARGEST)]
    """Rows of blocked cells (`#`), open ones (`.`) and printed letters: `("c..", "#.#", "#..")`."""
    across: Words = ()
    """The words that are read from left to right, in alphabetical order: `("cat", "on")`."""
    down: Words = ()
    """Those that are read from top to bottom: `("ago",)`."""
    either: Words = ()
    """Those of which it is not said."""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.grid[0]) for row in self.grid):
            raise ValueError("the rows are of one length")
        words, (rows, columns) = (*self.across, *self.down, *self.either), _lines(self.grid)
        if len(set(words)) != len(words) or sorted(map(len, words)) != sorted(map(len, _RUN.findall(rows + BLOCKED + columns))):
            raise ValueError("the words are different, as many and as long as the slots")
        here, below = int(_LETTER.sub("1", rows).replace(BLOCKED, "0"), 2), len(self.grid[0]) + 1
        if here & ~(here << 1 | here >> 1 | here << below | here >> below):  # open cells without a neighbour
            raise ValueError("every open cell is part of a slot")
        letters = "".join(words)
        if not letters or (not letters.isascii() and any(map(str.isascii, letters))):
            raise ValueError("the words are of one language")


Slot = tuple[Cell, ...]
_RUN = re.compile(rf"[^{BLOCKED}]{{2,}}")
_LETTER = re.compile(f"[^{BLOCKED}]")


def slots(grid: Sequence[str]) -> tuple[list[Slot], list[Slot]]:
    """The slots across and those down, in reading order of their first cells."""
    across = [tuple([(y, x) for x in range(*run.span())]) for y, row in enumerate(grid) for run in _RUN.finditer(row)]
    columns = map("".join, zip(*grid, strict=True))
    down = [tuple([(y, x) for y in range(*run.span())]) for x, column in enumerate(columns) for run in _RUN.finditer(column)]
    return across, sorted(down)


def _lines(rows: Sequence[Sequence[str]]) -> tuple[str, str]:
    """All rows, and all columns, with a blocked cell between them."""
    return BLOCKED.join(map("".join, rows)), BLOCKED.join(map("".join, zip(*rows, strict=True)))


_CHINESE = LeadIns(("网格", "填好的网格", "填字结果", "填法"))
_ROW = re.compile(r"\*{0,2}(?:第\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*行|行\s*\d{1,2})\s*\*{0,2}\s*[:：|]\s*\*{0,2}\s*")
_ESCAPED = re.compile(r"(\\\\)|\\#")
"""A blocked cell in LaTeX; of `\\\\#` the strokes end the row."""
_BLOCKS = str.maketrans(dict.fromkeys("＃■█▇▓⬛", BLOCKED))


def verify(problem: Wordscapes, answer: str) -> Verdict:
    height, width = len(problem.grid), len(problem.grid[0])
    text = _ESCAPED.sub(lambda found: found[1] or BLOCKED, _ROW.sub("", answer).translate(_BLOCKS))
    read = grids.grid(text, height, width, _CHINESE)
    cells = [[cell.lower() for cell in row] for row in read or ()]
    flat, given = [cell for row in cells for cell in row], "".join(problem.grid)
    letters = "".join(flat).replace(BLOCKED, "")
    if not cells or max(map(len, flat)) > 1 or (letters and not letters.isalpha()):
        return refuse("format")
    if [cell == BLOCKED for cell in flat] != [sign == BLOCKED for sign in given]:
        return refuse("blocked")
    if [cell for cell, sign in zip(flat, given, strict=True) if sign != OPEN] != [sign for sign in given if sign != OPEN]:
        return refuse("givens")
    across, down = map(_RUN.findall, _lines(cells))
    if not {*across, *down} <= {*problem.across, *problem.down, *problem.either}:
        return refuse("words")
    if {*across} & {*problem.down} or {*down} & {*problem.across}:
        return refuse("direction")
    return ACCEPT if len({*across, *down}) == len(across) + len(down) else refuse("once")


_SMALL = Wordscapes(("...#", ".#.#", "....", "###."), ("cat", "rant"), ("car", "ten", "to"))
_RIGHT = "c a t #\na # e #\nr a n t\n# # # o"
_RING = Wordscapes(("o..", ".#.", "..e"), ("ewe", "one"), ("eye", "ore"))
_EITHER = Wordscapes(("...", ".#.", "..."), either=("ewe", "eye", "one", "ore"))  # several fillings
_IDIOMS = Wordscapes(("一...", ".##.", ".##.", ".##."), ("一心一意",), ("一马当先", "意气风发"))
_FILLED = "一 心 一 意\n马 # # 气\n当 # # 风\n先 # # 发"

EXAMPLES = (
    (_SMALL, _RIGHT, ""),
    (_SMALL, "cat#\na#e#\nrant\n###o", ""),
    (_SMALL, "C A T #\nA # E #\nR A N T\n# # # O", ""),
    (_SMALL, '[["c", "a", "t", "#"], ["a", "#", "e", "#"], ["r", "a", "n", "t"], ["#", "#", "#", "o"]]', ""),
    (_SMALL, "Row 1: c a t #\nRow 2: a # e #\nRow 3: r a n t\nRow 4: # # # o", ""),
    (_SMALL, "| c | a | t | # |\n|---|---|---|---|\n| a | # | e | # |\n| r | a | n | t |\n| # | # | # | o |", ""),
    (_SMALL, "```\nc a t ■\na ■ e ■\nr a n t\n■ ■ ■ o\n```", ""),
    (_SMALL, r"c a t \#" + "\n" + r"a \# e \#" + "\nr a n t\n" + r"\# \# \# o", ""),
    (_SMALL, r"\boxed{\begin{array}{cccc}c&a&t&\#\\a&\#&e&\#\\r&a&n&t\\\#&\#&\#&o\end{array}}", ""),
    (_EITHER, "o n e\nr # y\ne w e", ""),
    (_EITHER, "o r e\nn # w\ne y e", ""),
    (_SMALL, "", "format"),
    (_SMALL, "cat, rant, car, ten, to", "format"),
    (_SMALL, "c a t #\na # e #\nr a n t", "format"),
    (_SMALL, "c a t #\na # e #\nr a n t\n# # # .", "format"),
    (_SMALL, f"{_RIGHT}\nor\n{_RIGHT}", "format"),
    (_SMALL, "c a t s\na # e #\nr a n t\n# # # o", "blocked"),
    (_SMALL, "c a t #\na # e #\nr # n t\n# # # o", "blocked"),
    (_RING, "e w e\ny # n\ne r e", "givens"),
    (_SMALL, "c a r #\na # a #\nt e n t\n# # # o", "words"),
    (_SMALL, "c a t #\na # e #\nr o n t\n# # # o", "words"),
    (_RING, "o r e\nn # y\ne w e", "direction"),
    (_RING, "o r e\nr # y\ne w e", "direction"),
    (_RING, "o n e\nn # w\ne w e", "direction"),
    (_EITHER, "o n e\nn # y\ne w e", "once"),
    (_IDIOMS, _FILLED, ""),
    (_IDIOMS, f"答案是：\n{_FILLED}", ""),
    (_IDIOMS, "一心一意\n马##气\n当##风\n先##发", ""),
    (_IDIOMS, "第1行：一 心 一 意\n第2行：马 # # 气\n第3行：当 # # 风\n第4行：先 # # 发", ""),
    (_IDIOMS, "第一行：一、心、一、意\n第二行：马、＃、＃、气\n第三行：当、＃、＃、风\n第四行：先、＃、＃、发", ""),
    (_IDIOMS, "填好的网格如下：\n一 心 一 意\n马 ■ ■ 气\n当 ■ ■ 风\n先 ■ ■ 发", ""),
    (_IDIOMS, "[[“一”, “心”, “一”, “意”], [“马”, “#”, “#”, “气”], [“当”, “#”, “#”, “风”], [“先”, “#”, “#”, “发”]]", ""),
    (_IDIOMS, "一心一意，一马当先，意气风发", "format"),
    (_IDIOMS, "一 马 当 先\n心 # # 意\n一 # # 气\n意 # # 风", "words"),
    (_IDIOMS, "意 气 风 发\n马 # # 气\n当 # # 风\n先 # # 发", "givens"),
    (_IDIOMS, "一 心 一 意\n马 当 先 气\n当 # # 风\n先 # # 发", "blocked"),
)
