"""The small board games of forced_win: their boards, and what each move of X comes to when both play on as well as they can."""

from functools import cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.verifiers.simulation.forced_win.marks import winning_marks
from synth.verifiers.simulation.forced_win.pieces import Position, Search, pawns, tokens

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
        cells, rows, columns = "".join(self.board), len(self.board), len(self.board[0])
        if len({len(row) for row in self.board}) > 1 or cells.count(".") > FREE[self.game] or "." not in cells:
            raise ValueError("a board is a rectangle with some free cells, not too many")
        if (self.game in LINES) != (self.length >= 3):
            raise ValueError("three or four in a row, in the games of rows alone")
        if self.game == "tokens" and not cells.count("X") == cells.count("O") == 1:
            raise ValueError("each player has one token")
        if self.game == "pawns":
            if not 1 <= cells.count("X") <= PAWNS or not 1 <= cells.count("O") <= PAWNS or rows > 4:
                raise ValueError("each player has one pawn at least and not too many, on a board of four rows at most")
            if "X" in cells[-columns:] or "O" in cells[:columns]:
                raise ValueError("no pawn has reached the far row yet")
        below = list(zip(self.board, self.board[1:], strict=False))
        if self.game == "drop" and ("#" in cells or any(b == "." != a for up, low in below for a, b in zip(up, low, strict=True))):
            raise ValueError("marks that were dropped lie on something")
        if self.game in LINES:
            full = [{cells[cell] for cell in line} for line in rows_of(rows, columns, self.length)]
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


def possible(problem: ForcedWin) -> list[Move]:
    """The moves that X can make."""
    cells, rows, columns = "".join(problem.board), len(problem.board), len(problem.board[0])
    if problem.game in LINES:
        return [(column[0],) for column in _free(problem)]
    if problem.game == "tokens":
        r, c = divmod(cells.index("X"), columns)
        near = [(r + dr) * columns + c + dc for dr, dc in STEPS if 0 <= r + dr < rows and 0 <= c + dc < columns]
        return [(place,) for place in near if cells[place] == "."]
    found = list[Move]()
    for place, sign in enumerate(cells):
        for side in (0, -1, 1) if sign == "X" else ():
            if 0 <= place % columns + side < columns and cells[place + columns + side] == ("O" if side else "."):
                found.append((place, place + columns + side))
    return found


def _free(problem: ForcedWin) -> list[list[int]]:
    """The free cells of a game of rows: those of a column, from below, where marks fall, or else each by itself."""
    rows, columns, cells = len(problem.board), len(problem.board[0]), "".join(problem.board)
    if problem.game != "drop":
        return [[place] for place, sign in enumerate(cells) if sign == "."]
    found = [[place for place in range((rows - 1) * columns + c, -1, -columns) if cells[place] == "."] for c in range(columns)]
    return [column for column in found if column]


@kept
def winning(problem: ForcedWin) -> tuple[list[Move], int]:
    """The moves that force a win, and the number of moves until X has won, if that is asked for (else it may be 0): X wins as fast as
    possible, and O puts it off."""
    rows, columns, misere, cells = len(problem.board), len(problem.board[0]), problem.misere, "".join(problem.board)
    if problem.game in LINES:
        found = winning_marks(_free(problem), cells, rows_of(rows, columns, problem.length), problem.game == "same", misere)
        return [(place,) for place in found], min(found.values(), default=0)
    crosses, rings, free, closed = (sum(1 << place for place, sign in enumerate(cells) if sign == kind) for kind in "XO.#")
    moves, after = possible(problem), dict[Move, Position]()
    if problem.game == "tokens":
        search = Search(tokens(_near(rows, columns), misere))
        after = {move: (rings, 1 << move[0], free ^ 1 << move[0]) for move in moves}
    else:
        search = Search(pawns(rows, columns, closed, misere))
        after = {move: (rings & ~(1 << move[1]), crosses ^ 1 << move[0] ^ 1 << move[1], 1) for move in moves}
    ends = [move for move in moves if problem.game == "pawns" and move[1] >= len(cells) - columns]
    won = [move for move in moves if (not misere if move in ends else not search.wins(after[move]))]
    left = 2 if misere else 1
    while won and problem.question == "plies" and not any(move in ends or search.loses_within(after[move], left - 1) for move in won):
        left += 2
    return won, left


@cache
def _near(rows: int, columns: int) -> dict[int, int]:
    """For each cell those one step away, all as bits."""
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    return {
        1 << r * columns + c: sum(1 << a * columns + b for a, b in cells if (a, b) != (r, c) and abs(a - r) < 2 and abs(b - c) < 2)
        for r, c in cells
    }


def named(problem: ForcedWin, move: Move) -> str:
    """`b2`; `b1-b2` for a pawn; `b` for a mark that is dropped."""
    columns = len(problem.board[0])
    if problem.game == "drop":
        return "abcde"[move[0] % columns]
    return "-".join(f"{'abcde'[cell % columns]}{cell // columns + 1}" for cell in move)
