"""Forced win: find the moves with which the player X, whose turn it is, can be sure to win a small board game, whatever O does.

Refused for the first of: format (not a list of moves, or the wrong number of things), move (not possible), losing (a move that does not
force a win), missing (not all moves asked for), length (the wrong number of moves until the win)."""

import re
from functools import cache, lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

Game = Literal["line", "drop", "same", "tokens", "pawns"]
LINES = ("line", "drop", "same")
STEPS = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
FREE = {"line": 8, "drop": 10, "same": 11, "tokens": 10, "pawns": 18}
"""Free cells of a board at most, so that its positions are few enough to look at all of them."""
PAWNS = 4
Move = tuple[int, ...]
"""The cell that is marked or moved to, and for pawns the cell moved from before it; the cell in row r and column c is r * columns + c."""


class ForcedWin(Problem, frozen=True):
    """game: line, drop, same: marks in a row; tokens that leave closed cells behind; pawns. length: marks in a row that end the game, else
    0. misere: who would win otherwise loses. board: its rows from the top, `.` free, `#` closed, X and O. question: one winning move, all
    of them, or all of them and how many moves the game can last."""

    game: Game
    length: Annotated[int, Meta(ge=0, le=4)]
    misere: bool
    board: Annotated[tuple[Annotated[str, Meta(pattern=r"\A[.#XO]{3,5}\Z")], ...], Meta(min_length=3, max_length=5)]
    question: Literal["one", "all", "plies"]

    def __post_init__(self) -> None:
        cells = "".join(self.board)
        if len({len(row) for row in self.board}) > 1 or cells.count(".") > FREE[self.game] or "." not in cells:
            raise ValueError("a board is a rectangle with some free cells, not too many")
        if (self.game in LINES) != (self.length >= 3):
            raise ValueError("three or four in a row, in the games of rows alone")
        if self.game == "tokens" and not cells.count("X") == cells.count("O") == 1:
            raise ValueError("each player has one token")
        if self.game == "pawns":
            if not 1 <= cells.count("X") <= PAWNS or not 1 <= cells.count("O") <= PAWNS or len(self.board) > 4:
                raise ValueError("each player has one pawn at least and not too many, on a board of four rows at most")
            if "X" in self.board[-1] or "O" in self.board[0]:
                raise ValueError("no pawn has reached the far row yet")
        below = list(zip(self.board, self.board[1:], strict=False))
        if self.game == "drop" and ("#" in cells or any(b == "." != a for up, low in below for a, b in zip(up, low, strict=True))):
            raise ValueError("marks that were dropped lie on something")
        if self.game in LINES:
            full = [{cells[cell] for cell in line} for line in rows_of(len(self.board), len(self.board[0]), self.length)]
            if any(signs <= set("XO") and (len(signs) == 1 or self.game == "same") for signs in full):
                raise ValueError("a row is complete already")


@cache
def rows_of(rows: int, columns: int, length: int) -> list[tuple[int, ...]]:
    """The cells of each row of marks that would end a game on a board, in the four directions."""
    found = []
    for r in range(rows):
        for c in range(columns):
            for dr, dc in ((0, 1), (1, 0), (1, 1), (1, -1)):
                end_r, end_c = r + dr * (length - 1), c + dc * (length - 1)
                if end_r < rows and 0 <= end_c < columns:
                    found.append(tuple((r + dr * k) * columns + c + dc * k for k in range(length)))
    return found


@lru_cache(maxsize=256)
def outcomes(problem: ForcedWin) -> dict[Move, int]:
    """For each possible move of X: with how many moves, itself among them, X wins at the latest; minus that, where X loses, and 0 for
    neither. The winner hurries, the loser puts it off."""
    found = _marks(problem) if problem.game in LINES else _pawns(problem) if problem.game == "pawns" else _tokens(problem)
    return {move: value - 1 if value > 0 else value + 1 if value < 0 else 0 for move, value in found.items()}


# In what follows, values are one more than the moves that are left, and negative for the player who loses: -1 has lost already.


def _best(values: list[int]) -> int:
    """The value of a position with moves of these values for the one who moves."""
    wins = [value for value in values if value > 0]
    return min(wins) if wins else 0 if 0 in values else min(values)


def _before(value: int) -> int:
    """The value of a move that leads to a position of a value for the other player."""
    return 1 - value if value < 0 else -1 - value if value > 0 else 0


def _marks(problem: ForcedWin) -> dict[Move, int]:
    cells, columns = "".join(problem.board), len(problem.board[0])
    through: list[list[int]] = [[] for _ in cells]
    for line in rows_of(len(problem.board), columns, problem.length):
        for cell in line:
            through[cell].append(sum(1 << c for c in line))
    same, drop, end = problem.game == "same", problem.game == "drop", -2 if problem.misere else 2
    known: dict[tuple[int, int], int] = {}

    def possible(free: int) -> list[int]:
        found = [cell for cell in range(len(cells)) if free >> cell & 1]
        if drop:  # the lowest free cell of each column that lies on something
            found = [cell for cell in found if not free >> (cell + columns) & 1]
        return found

    def moves(mine: int, theirs: int, free: int) -> list[int]:
        values = []
        for cell in possible(free):
            marked = mine | 1 << cell
            if any(marked & line == line for line in through[cell]):
                values.append(end)
            else:
                values.append(_before(value(marked if same else theirs, marked, free ^ 1 << cell)))
        return values

    def value(mine: int, theirs: int, free: int) -> int:
        if not free:
            return 0
        key = mine, free
        if key not in known:
            known[key] = _best(moves(mine, theirs, free))
        return known[key]

    crosses, rings, free = (sum(1 << cell for cell, sign in enumerate(cells) if sign == kind) for kind in "XO.")
    if same:
        crosses = rings = crosses | rings
    return dict(zip(((cell,) for cell in possible(free)), moves(crosses, rings, free), strict=True))


def _tokens(problem: ForcedWin) -> dict[Move, int]:
    rows, columns, cells = len(problem.board), len(problem.board[0]), "".join(problem.board)
    near = [
        [(r + dr) * columns + c + dc for dr, dc in STEPS if 0 <= r + dr < rows and 0 <= c + dc < columns]
        for r in range(rows)
        for c in range(columns)
    ]
    known: dict[tuple[int, int, int], int] = {}
    stuck = 1 if problem.misere else -1

    def value(mine: int, theirs: int, free: int) -> int:
        key = mine, theirs, free
        if key not in known:
            values = [_before(value(theirs, cell, free ^ 1 << cell)) for cell in near[mine] if free >> cell & 1]
            known[key] = _best(values) if values else stuck
        return known[key]

    free = sum(1 << cell for cell, sign in enumerate(cells) if sign == ".")
    mine, theirs = cells.index("X"), cells.index("O")
    return {(cell,): _before(value(theirs, cell, free ^ 1 << cell)) for cell in near[mine] if free >> cell & 1}


def _pawns(problem: ForcedWin) -> dict[Move, int]:
    """Those of X go down, those of O up."""
    columns, cells = len(problem.board[0]), "".join(problem.board)
    known: dict[tuple[int, int, bool], int] = {}
    lost = 1 if problem.misere else -1
    closed = sum(1 << cell for cell, sign in enumerate(cells) if sign == "#")

    def moves(mine: int, theirs: int, down: bool) -> list[Move]:
        found: list[Move] = []
        for cell in range(len(cells)):
            if mine >> cell & 1:
                ahead = cell + columns if down else cell - columns
                if not (mine | theirs | closed) >> ahead & 1:
                    found.append((cell, ahead))
                if cell % columns and theirs >> (ahead - 1) & 1:
                    found.append((cell, ahead - 1))
                if cell % columns < columns - 1 and theirs >> (ahead + 1) & 1:
                    found.append((cell, ahead + 1))
        return found

    def after(move: Move, mine: int, theirs: int, down: bool) -> int:
        if move[1] >= len(cells) - columns if down else move[1] < columns:
            return -2 * lost
        return _before(value(theirs & ~(1 << move[1]), mine ^ 1 << move[0] ^ 1 << move[1], not down))

    def value(mine: int, theirs: int, down: bool) -> int:
        key = mine, theirs, down
        if key not in known:
            values = [after(move, mine, theirs, down) for move in moves(mine, theirs, down)]
            known[key] = _best(values) if values else lost
        return known[key]

    mine, theirs = (sum(1 << cell for cell, sign in enumerate(cells) if sign == kind) for kind in "XO")
    return {move: after(move, mine, theirs, True) for move in moves(mine, theirs, True)}


def winning(problem: ForcedWin) -> dict[Move, int]:
    """The moves that force a win, with how many moves that takes at most."""
    return {move: value for move, value in outcomes(problem).items() if value > 0}


def named(problem: ForcedWin, move: Move) -> str:
    """`b2`; `b1-b2` for a pawn; `b` for a mark that is dropped."""
    columns = len(problem.board[0])
    if problem.game == "drop":
        return "abcde"[move[0] % columns]
    return "-".join(f"{'abcde'[cell % columns]}{cell // columns + 1}" for cell in move)


_IDLE = frozenset(
    "winning move moves are is the all and to from in at with on column first x wins win play playing place drop mark pawn token goes "
    "takes total plies ply until set after plays columns cell cells steps squares square captures forced forces forcing best x".split()
)
_NONE = re.compile(r"(?:there (?:is|are) )?(?:none|no winning (?:first )?moves?|no moves? wins?|no such move)")
_IDLE_ZH = "必胜 获胜 走法 着法 走 走到 到 移到 移动到 列 格 共 一共 最多 手 为 是 放在 从 落在 所有 全部 有 回合 棋 的 吃 吃掉 一定 能 赢"
_NONE_ZH = "没有必胜的走法 没有必胜走法 没有获胜的走法 没有这样的走法 没有必胜的着法"
_READER = Reader(
    WORDS | dict.fromkeys(("步", "着"), " plies ") | dict.fromkeys(_IDLE_ZH.split(), " ") | dict.fromkeys(_NONE_ZH.split(), " none ")
)
_CELL = re.compile(r"\b([a-e])([1-5])\b")
_PAWN = re.compile(r"\b([a-e])([1-5])\s*(?:-{1,2}>?|to|x|→|⇒|\\to|:)?\s*([a-e])([1-5])\b")
_COLUMN = re.compile(r"\b([a-e])([1-5]?)\b")
_NUMBERED = re.compile(r"(?m)^[ \t]*(?:\d{1,2}[.)]|[-*•])[ \t]+(?=\S)")
_SIGNS = re.compile(r"[\s,;:.()\[\]{}\"'`*_=&-]*")
LONGEST = 600
"""Characters of an answer after its decorations are off."""


def read(problem: ForcedWin, answer: str) -> tuple[list[Move], int | None] | None:
    """The moves, none for `none`, and the number beside them, if there is one."""
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
    numbers, words = re.findall(r"\d+", rest), re.findall(r"[^\W\d_]+", rest)
    if not moves or len(numbers) > 1 or not _IDLE.issuperset(words) or not _SIGNS.fullmatch(re.sub(r"\w+", "", rest)):
        return None
    return moves, int(numbers[0][:4]) if numbers else None


def _landing(problem: ForcedWin, column: str) -> int:
    """The cell to which a mark falls; -1 in a full column, or where there is none."""
    columns, place = len(problem.board[0]), "abcde".index(column)
    free = [r for r, row in enumerate(problem.board) if place < columns and row[place] == "."]
    return free[-1] * columns + place if free else -1


def verify(problem: ForcedWin, answer: str) -> Verdict:
    found = read(problem, answer)
    if found is None or (found[1] is None) != (problem.question != "plies") or (problem.question == "one" and len(found[0]) != 1):
        return refuse("format")
    moves, number = found
    possible = outcomes(problem)
    if not possible.keys() >= set(moves) or len(set(moves)) < len(moves):
        return refuse("move")
    if any(possible[move] <= 0 for move in moves):
        return refuse("losing")
    if problem.question == "one":
        return ACCEPT
    right = winning(problem)
    if len(moves) < len(right):
        return refuse("missing")
    return ACCEPT if number is None or number == min(right.values()) else refuse("length")


_ROW = ForcedWin("line", 3, False, ("XO.", ".X.", "O..", "..."), "all")
_ONE = ForcedWin("line", 3, False, ("X.O", "...", "O.X"), "one")
_LOST = ForcedWin("same", 3, True, ("XX.", "..X", "X.X"), "all")
_DROP = ForcedWin("drop", 3, False, ("O...", "X...", "XOX."), "all")
_KING = ForcedWin("tokens", 0, False, ("X..", "#.#", "..O"), "plies")
_THREE = ForcedWin("pawns", 0, False, ("XX.", "...", ".OO"), "all")

EXAMPLES = (
    (_ONE, "b2", ""),
    (_ONE, "X plays b2", ""),
    (_ONE, "**B2**", ""),
    (_ROW, "c1, a2, c2, b3, c3, a4, b4, c4", ""),
    (_ROW, "All winning moves: a2, a4, b3, b4, c1, c2, c3 and c4.", ""),
    (_ROW, "1. c1\n2. a2\n3. c2\n4. b3\n5. c3\n6. a4\n7. b4\n8. c4", ""),
    (_LOST, "none", ""),
    (_LOST, "There is no winning move.", ""),
    (_DROP, "b, c", ""),
    (_DROP, "columns b and c", ""),
    (_DROP, "b2, c2", ""),
    (_KING, "b2; 3", ""),
    (_KING, "b2, in 3 moves", ""),
    (_THREE, "a1-a2", ""),
    (_THREE, "a1 to a2", ""),
    (_THREE, "a1→a2", ""),
    (_ONE, "", "format"),
    (_ONE, "b2, a2", "format"),
    (_ONE, "b2 or a2", "format"),
    (_ONE, "a1", "move"),
    (_ONE, "d2", "move"),
    (_ONE, "a2", "losing"),
    (_ONE, "none", "format"),
    (_ROW, "c3", "missing"),
    (_ROW, "none", "missing"),
    (_ROW, "X wins", "format"),
    (_ROW, "c1, c1", "move"),
    (_DROP, "b, c, d", "losing"),
    (_DROP, "a", "move"),
    (_KING, "b2; 5", "length"),
    (_KING, "b2", "format"),
    (_KING, "b1, b2; 3", "losing"),
    (_THREE, "a2", "format"),
    (_THREE, "b1-b2", "losing"),
    (_ONE, "答案是 b2。", ""),
    (_ONE, "X 走 b2", ""),
    (_LOST, "没有必胜的走法", ""),
    (_LOST, "无", ""),
    (_DROP, "必胜的走法：b、c", ""),
    (_KING, "b2；3", ""),
    (_KING, "b2，共3步", ""),
    (_THREE, "从 a1 走到 a2", ""),
    (_ONE, "走 a2", "losing"),
    (_ONE, "b2 或 a2", "format"),
    (_ROW, "无", "missing"),
    (_KING, "b2；5", "length"),
)
