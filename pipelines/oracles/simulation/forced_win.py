"""Independent route: boards as texts, moves by looking at the text, and by deepening: in one move, in three, in five, can X force the win?

Read leniently: all that looks like a move, and the last number that is no part of one."""

import re
from functools import cache
from itertools import product


def check(problem: dict, answer: str) -> bool:
    board, game = "/".join(problem["board"]), (problem["game"], problem["length"], problem["misere"])
    moves = dict(_moves(board, "X", game))
    winners = {name: _forced(after, "O", game) for name, after in moves.items()}
    right = {name for name, plies in winners.items() if plies}
    said, numbers = _read(problem, answer)
    if not said and "none" not in answer.lower():
        return False
    if problem["question"] == "one":
        return len(said) == 1 and said[0] in right
    if sorted(said) != sorted(right):
        return False
    return problem["question"] == "all" or (len(numbers) == 1 and numbers[0] == min(n for n in winners.values() if n))


def _read(problem: dict, answer: str) -> tuple[list[str], list[int]]:
    text = answer.lower()
    cell = r"\b[a-e][1-5]\b"
    if problem["game"] == "pawns":
        pair = r"\b([a-e][1-5])\W*(?:to)?\W*([a-e][1-5])\b"
        said = [f"{one}-{other}" for one, other in re.findall(pair, text)]
        text = re.sub(cell, " ", re.sub(pair, " ", text))
    elif problem["game"] == "drop":
        said = re.findall(r"\b([a-e])[1-5]?\b", text)
        text = re.sub(r"\b[a-e][1-5]?\b", " ", text)
    else:
        said = re.findall(cell, text)
        text = re.sub(cell, " ", text)
    return said, [int(number) for number in re.findall(r"\d+", text)]


def _name(row: int, column: int) -> str:
    return f"{chr(97 + column)}{row + 1}"


def _put(board: str, *changes: tuple[int, int, str]) -> str:
    rows = [list(row) for row in board.split("/")]
    for row, column, sign in changes:
        rows[row][column] = sign
    return "/".join("".join(row) for row in rows)


@cache
def _moves(board: str, player: str, game: tuple) -> tuple[tuple[str, str], ...]:
    """Names of moves and the boards after them; a board that ends the game has the winner in front of it: `X!`."""
    kind, length, misere = game
    rows = board.split("/")
    height, width = len(rows), len(rows[0])
    other = "O" if player == "X" else "X"
    ended = f"{other if misere else player}!"
    found = []
    if kind == "tokens":
        r, c = next((r, row.index(player)) for r, row in enumerate(rows) if player in row)
        for dr, dc in product((-1, 0, 1), repeat=2):
            if 0 <= r + dr < height and 0 <= c + dc < width and rows[r + dr][c + dc] == ".":
                found.append((_name(r + dr, c + dc), _put(board, (r, c, "#"), (r + dr, c + dc, player))))
    elif kind == "pawns":
        ahead, last = (1, height - 1) if player == "X" else (-1, 0)
        for r, c in product(range(height), range(width)):
            for dc in (-1, 0, 1) if rows[r][c] == player else ():
                if 0 <= c + dc < width and rows[r + ahead][c + dc] == (other if dc else "."):
                    after = _put(board, (r, c, "."), (r + ahead, c + dc, player))
                    found.append((f"{_name(r, c)}-{_name(r + ahead, c + dc)}", (ended if r + ahead == last else "") + after))
    else:
        sign = "X" if kind == "same" else player
        for r, c in product(range(height), range(width)):
            if rows[r][c] == "." and not (kind == "drop" and r + 1 < height and rows[r + 1][c] == "."):
                after = _put(board, (r, c, sign))
                found.append((chr(97 + c) if kind == "drop" else _name(r, c), (ended if _line(after, r, c, length) else "") + after))
    return tuple(found)


def _line(board: str, row: int, column: int, length: int) -> bool:
    """Whether the mark on a cell is in a row of so many."""
    rows = board.split("/")

    def run(dr: int, dc: int) -> int:
        r, c, count = row + dr, column + dc, 0
        while 0 <= r < len(rows) and 0 <= c < len(rows[0]) and rows[r][c] == rows[row][column]:
            r, c, count = r + dr, c + dc, count + 1
        return count

    return any(1 + run(dr, dc) + run(-dr, -dc) >= length for dr, dc in ((0, 1), (1, 0), (1, 1), (1, -1)))


def _forced(board: str, player: str, game: tuple) -> int:
    """With how many moves, the one that led to this board among them, X wins at the latest; 0 where that cannot be forced."""
    if board[1] == "!":
        return int(board[0] == "X")
    return next((1 + left for left in range(25) if _within(board, player, left, game)), 0)


@cache
def _within(board: str, player: str, left: int, game: tuple) -> bool:
    """Whether X can force a win with at most so many moves more."""
    if board[1] == "!":
        return board[0] == "X"
    moves = _moves(board, player, game)
    if not moves:
        if game[0] not in ("tokens", "pawns"):
            return False
        return (player == "X") == game[2]
    if not left:
        return False
    after = (_within(board, "O" if player == "X" else "X", left - 1, game) for _, board in moves)
    return any(after) if player == "X" else all(after)
