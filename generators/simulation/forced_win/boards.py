"""Boards drawn at random, X to move: marks, tokens and pawns as they may stand in the middle of a game."""

from collections.abc import Iterable
from functools import cache
from random import Random
from typing import get_args

from synth.generators.simulation.forced_win.kernel import Rules
from synth.verifiers.simulation.forced_win.games import FREE, LINES, STEPS, ForcedWin, Game, Move, rows_of

GAMES: tuple[Game, ...] = get_args(Game)
Board = tuple[str, ...]
_CROSSES, _RINGS = str.maketrans("X.#O", "1000"), str.maketrans("O.#X", "1000")


def drawn(rng: Random, game: Game, free_from: int, free_to: int) -> tuple[Rules, str] | None:
    """A game with a board of so many free cells; None where the draw fails."""
    free = min(rng.randint(free_from, free_to), FREE[game])
    misere = rng.random() < (0.7 if game == "same" else 0.35)
    length = 0
    if game in LINES:
        large = game == "drop" or (game == "line" and rng.random() < 0.25)
        size, length = rng.choice(_sizes(free + 2 * (game == "same"), large)), 4 if large else 3
        cells = _dropped(rng, *size, free, length) if game == "drop" else _marked(rng, *size, free, length, game == "same")
    elif game == "pawns":
        size = rng.choice(((3, 5), (4, 4), *[(4, 5)] * 10))
        cells = _pawns(rng, *size, rng.randint(2, min(size[1], 4)))
    else:
        size = rng.choice(_sizes(free + 2, False))
        cells = _tokens(rng, *size, free)
    return (Rules(game, *size, length, misere), "".join(cells)) if cells else None


@cache
def _sizes(cells: int, large: bool) -> list[tuple[int, int]]:
    """Rows and columns of boards with some cells more than the free ones: enough for many boards, few enough to look like a game."""
    sizes = [(r, c) for r in (3, 4, 5) for c in (3, 4, 5) if max(cells + 8, 12) <= r * c]
    return [(r, c) for r, c in sizes if (min(r, c) > 3 and r * c >= max(cells + 15, 20) if large else r * c <= cells + 12)] or [(4, 4)]


@cache
def _lines(rows: int, columns: int, length: int) -> list[int]:
    """The rows of marks that would end a game, as bits, those of the first cell above those of the others."""
    return [sum(1 << rows * columns - 1 - cell for cell in line) for line in rows_of(rows, columns, length)]


def _complete(cells: list[str], rows: int, columns: int, length: int) -> bool:
    """Whether a row of marks is there already."""
    text = "".join(cells)
    crosses, rings = int(text.translate(_CROSSES), 2), int(text.translate(_RINGS), 2)
    return any(crosses & line == line or rings & line == line for line in _lines(rows, columns, length))


def _shuffled(rng: Random, cells: list[str]) -> list[str]:
    """In any order; as shuffle does it, in a third of the time."""
    random = rng.random
    return sorted(cells, key=lambda cell: random())


def _marked(rng: Random, rows: int, columns: int, free: int, length: int, same: bool) -> list[str] | None:
    """As many X as O (or X alone), and a few closed cells."""
    taken = rows * columns - free
    closed = rng.randint(0, min(4, taken)) if not same else rng.randint(max(0, taken - 6), max(0, taken - 1))
    closed += (taken - closed) % 2 if not same else 0
    marks = taken - closed
    cells = ["."] * free + ["#"] * closed + (["X"] * marks if same else ["X", "O"] * (marks // 2))
    for _ in range(4):
        cells = _shuffled(rng, cells)
        if not _complete(cells, rows, columns, length):
            return cells
    return None


def _dropped(rng: Random, rows: int, columns: int, free: int, length: int) -> list[str] | None:
    """A game played at random until so many cells are left."""
    cells, height = ["."] * (rows * columns), [rows] * columns
    taken = rows * columns - free
    for turn in range(taken):
        column = int(rng.random() * columns)
        while not height[column]:
            column = int(rng.random() * columns)
        height[column] -= 1
        cells[height[column] * columns + column] = "XO"[(turn + taken) % 2]
    return None if _complete(cells, rows, columns, length) else cells


def _tokens(rng: Random, rows: int, columns: int, free: int) -> list[str]:
    cells = ["."] * free + ["X", "O"] + ["#"] * (rows * columns - free - 2)
    return _shuffled(rng, cells)


def _pawns(rng: Random, rows: int, columns: int, count: int) -> list[str]:
    """Each player's pawns in the two rows next to home, and some closed cells."""
    cells = ["."] * (rows * columns)
    for sign, home, ahead in (("X", 0, 1), ("O", rows - 1, -1)):
        for number in rng.sample(range(2 * columns), count - (rng.random() < 0.4)):
            place = (home + ahead * (number // columns)) * columns + number % columns
            if cells[place] == ".":
                cells[place] = sign
    for place in rng.sample([place for place, sign in enumerate(cells) if sign == "."], rng.randint(0, 4)):
        cells[place] = "#"
    return cells


def middle(moves: Iterable[Move], rules: Rules) -> Move:
    """The move whose cell is nearest to the middle of the board."""

    def distance(move: Move) -> float:
        return abs(move[-1] // rules.columns - (rules.rows - 1) / 2) + abs(move[-1] % rules.columns - (rules.columns - 1) / 2)

    return min(moves, key=distance)


def hemming(moves: Iterable[Move], rules: Rules, cells: str) -> list[Move]:
    """The moves of a token, or of pawns, after which O has the fewest moves; none where marks are set, which leaves as many each time."""
    if rules.game in LINES:
        return []
    replies = {move: _replies(move, rules, cells) for move in moves}
    return [move for move, count in replies.items() if count == min(replies.values())]


def _replies(move: Move, rules: Rules, cells: str) -> int:
    """How many moves O has after one of X; -1 where X has won by it, and very many where X has lost."""
    columns, end = rules.columns, move[-1]
    after = list(cells)
    after[cells.index("X") if rules.game == "tokens" else move[0]], after[end] = "#" if rules.game == "tokens" else ".", "X"
    if rules.game == "pawns" and end >= len(cells) - columns:
        return 99 if rules.misere else -1
    count = 0
    for place in (place for place, sign in enumerate(after) if sign == "O"):
        for dr, dc in STEPS:
            row, column = place // columns + dr, place % columns + dc
            if 0 <= row < rules.rows and 0 <= column < columns:
                goal = after[row * columns + column]
                count += goal == "." if rules.game == "tokens" else dr < 0 and goal == ("X" if dc else ".")
    return count


def canonical_board(problem: ForcedWin) -> Board:
    """The least of the boards that turning and mirroring make of it, where the rules allow it: marks that fall, and pawns, only mirror."""
    return min(turned(problem))


def turned(problem: ForcedWin) -> list[Board]:
    """The boards that are the same game."""
    board = problem.board
    mirrored = tuple(row[::-1] for row in board)
    if problem.game in ("drop", "pawns"):
        return [board, mirrored]
    found = []
    for one in (board, mirrored):
        for _ in range(4):
            found.append(one)
            one = tuple("".join(column)[::-1] for column in zip(*one, strict=True))
    return found
