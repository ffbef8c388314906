"""The small board games of forced_win: their boards, and what each move of X comes to when both play on as well as they can."""

from functools import cache
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem, kept

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


@kept
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
            through[cell].append(sum(1 << c for c in line if c != cell))
    # A cell: its bit, and for each row through it the bits of the other cells.
    placed = [(1 << cell, rests) for cell, rests in enumerate(through) if cells[cell] == "."]
    same, drop, end = problem.game == "same", problem.game == "drop", -2 if problem.misere else 2
    soonest = _before(-2) if problem.misere else _before(_before(end))
    """The value of the soonest win but one at once."""
    known: dict[tuple[int, int], int] = {}

    def possible(free: int) -> list[tuple[int, list[int]]]:
        if drop:  # the lowest free cell of each column, which lies on something
            free &= ~(free >> columns)
        return [each for each in placed if free & each[0]]

    def ends(marked: int, rests: list[int]) -> bool:
        for rest in rests:  # noqa: SIM110 (any takes twice as long)
            if marked & rest == rest:
                return True
        return False

    def after(mine: int, theirs: int, free: int, bit: int, rests: list[int]) -> int:
        if ends(mine, rests):
            return end
        marked = mine | bit
        return _before(value(marked if same else theirs, marked, free ^ bit))

    def looked(mine: int, theirs: int, free: int) -> int:
        """The value of a position that is met for the first time."""
        moves = possible(free)
        if end > 0:
            if any(ends(mine, rests) for _, rests in moves):
                return end
            if not same:
                # Where the other one could win at once, every move but the one there loses to that, which is the soonest loss.
                threats = [each for each in moves if ends(theirs, each[1])]
                if len(threats) > 1:
                    return _before(end)
                moves = threats or moves
        values = list[int]()
        for bit, rests in moves:
            found = after(mine, theirs, free, bit, rests)
            if found == soonest:
                return found
            values.append(found)
        return _best(values)

    def value(mine: int, theirs: int, free: int) -> int:
        if not free:
            return 0
        found = known.get((mine, free))
        if found is None:
            found = known[mine, free] = looked(mine, theirs, free)
        return found

    crosses, rings, free = (sum(1 << cell for cell, sign in enumerate(cells) if sign == kind) for kind in "XO.")
    if same:
        crosses = rings = crosses | rings
    return {(bit.bit_length() - 1,): after(crosses, rings, free, bit, rests) for bit, rests in possible(free)}


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
