"""Reading moves: `b2, c3`, `a1-a2`, `columns b and c`, with the number of moves until the win behind them, in English and Chinese."""

import re

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain
from synth.verifiers.simulation.forced_win.games import ForcedWin, Move

_IDLE = frozenset(
    "winning move moves are is the all and to from in at with on column first x wins win play playing place drop mark pawn token goes "
    "number of takes total plies ply until set after plays columns cell cells steps squares square captures "
    "forced forces forcing best x an into only one length".split()
)
_NONE = re.compile(r"(?:there (?:is|are) |x (?:has )?)?(?:none|no winning (?:first )?moves?|no moves? wins?|no such move)")
_IDLE_ZH = (
    "步数 应走 应该走 下在 格子 兵 只有 必胜 获胜 走法 着法 走 走到 到 移到 移动到"
    " 列 格 共 一共 最多 手 为 是 放在 从 落在 所有 全部 有 回合 棋 的 吃 吃掉 一定 能 赢"
)
_NONE_ZH = "没有必胜的走法 没有必胜走法 没有获胜的走法 没有这样的走法 没有必胜的着法 不存在这样的走法 不存在必胜走法 不存在"
_READER = Reader(
    WORDS | dict.fromkeys(("步", "着"), " plies ") | dict.fromkeys(_IDLE_ZH.split(), " ") | dict.fromkeys(_NONE_ZH.split(), " none ")
)
_CELL = re.compile(r"\b([a-e])([1-5])\b")
_PAWN = re.compile(r"\b([a-e])([1-5])\s*(?:-{1,2}>?|(?:moves |goes |move )?to|x|takes|→|⇒|\\to|:)?\s*([a-e])([1-5])\b")
_COLUMN = re.compile(r"\b([a-e])([1-5]?)\b")
_NUMBERED = re.compile(r"(?m)^[ \t]*(?:\d{1,2}[.)]|[-*•])[ \t]+(?=\S)")
_IN_BRACKETS = re.compile(r"\((?:in )?(\d{1,2}) (?:moves|plies|steps)\)")
"""The number of moves, where `plain` would take it for a count of what is listed."""
_SIGNS = re.compile(r"[\s,;:.()\[\]{}\"'`*_=&|$-]*")
_COUNTED = re.compile(r"(?:there are )?(\d{1,2}) ?(?:(?:winning )?moves?)? ?:(?=.)")
"""`3 moves: a, b, c` where no number is asked for."""
LONGEST = 600
"""Characters of an answer after its decorations are off."""


def read(problem: ForcedWin, answer: str) -> tuple[list[Move], int | None] | None:
    """The moves, none for `none`, and the number beside them, if there is one."""
    if problem.question == "plies":
        answer = _IN_BRACKETS.sub(r"; \1", answer)
    text = " ".join(_NUMBERED.sub(" ", plain(answer, _READER)).lower().split()).rstrip(". ")
    if len(text) > LONGEST:
        return None
    if _NONE.fullmatch(text):
        return [], None
    columns, moves = len(problem.board[0]), list[Move]()

    def cell(column: str, row: str) -> int:
        place = "abcde".index(column), int(row) - 1
        return place[1] * columns + place[0] if place[0] < columns and place[1] < len(problem.board) else -1

    pattern = {"pawns": _PAWN, "drop": _COLUMN}.get(problem.game, _CELL)
    for found in pattern.finditer(text):
        if problem.game == "drop":
            landing = _landing(problem, found[1])
            moves.append((landing,) if not found[2] or cell(found[1], found[2]) == landing else (-1,))
        else:
            moves.append(tuple(cell(*pair) for pair in zip(found.groups()[::2], found.groups()[1::2], strict=True)))
    rest = pattern.sub(" ", text)
    if problem.question == "all" and (counted := _COUNTED.match(rest)) and int(counted[1]) == len(moves):
        rest = rest[counted.end() :]
    numbers, words = re.findall(r"\d+", rest), re.findall(r"[^\W\d_]+", rest)
    if not moves or len(numbers) > 1 or not _IDLE.issuperset(words) or not _SIGNS.fullmatch(re.sub(r"\w+", "", rest)):
        return None
    return moves, int(numbers[0][:4]) if numbers else None


def _landing(problem: ForcedWin, column: str) -> int:
    """The cell to which a mark falls; -1 in a full column, or where there is none."""
    columns, place = len(problem.board[0]), "abcde".index(column)
    free = [r for r, row in enumerate(problem.board) if place < columns and row[place] == "."]
    return free[-1] * columns + place if free else -1
