"""Games on small boards: every continuation of the position is tried, and a position that comes again is remembered."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from readers.simulation._prompt import Text
from reading import Unread, body

IDLE = (
    r"^It is X's turn in this game:$", r"^Rules:$", r"^A game for two players on a small board\.$", r"^X is to move in this position:$",
    r"^Here are the rules of a game and a position in which player X has the next move\.$", r"^The position:$", r"^How the game goes:$",
    r"^Can X be sure to win\? This is the position, and X is to move\.$",
    r"^[-*] Columns have letters, rows have numbers: b1 is the cell in column b and row 1\. A dot is a free cell(?:, and # is a cell that nobody may use)?\.$",
)  # fmt: skip
KINDS = {
    "mark": r"^[-*] The players X and O move in turn\. In a move, a player puts a mark of their own on a free cell\.$",
    "same": r"^[-*] The players X and O move in turn\. In a move, a player puts an X on a free cell: both players use the same mark\.$",
    "drop": r"^[-*] The players X and O move in turn\. In a move, a player chooses a column that has a free cell, and drops a mark of their own into it: it falls to the lowest free cell of "
    r"that column\.$",
    "pawn": r"^[-*] The players X and O move in turn\. Pawns of X go down, towards higher row numbers; pawns of O go up\.\n[-*] In a move, a player moves one of their pawns by one cell: "
    r"straight ahead to a free cell, or diagonally ahead to a cell with a pawn of the other player, which is taken off the board\.$",
    "token": r"^[-*] X and O are the tokens of the players X and O, who move in turn\. In a move, a player moves their own token by one step to a free cell beside it, across, up, down or "
    r"diagonally\.\n[-*] The cell that a token leaves is closed for both players from then on\.$",
}
LINE = (
    r"^[-*] A player who gets (?P<size>\d) marks of their own side by side in a straight line, across, down or diagonally, (?P<end>wins|loses) at once\.$",
    r"^[-*] A player whose move makes a straight line of (?P<size>\d) marks side by side, across, down or diagonally, (?P<end>wins|loses) at once\.$",
)
DRAW = r"^[-*] If no cell is free any more and that has not happened, the game is a draw\.$"
HOME = (
    r"^[-*] A player whose pawn reaches the last row ahead of it \(the bottom row for X, the top row for O\) (?P<end>wins|loses) at once\. "
    r"A player who cannot move in their turn (?P<stuck>wins|loses)\.$"
)
STUCK = r"^[-*] A player who cannot move in their turn (?P<stuck>wins|loses)\.$"
ONE = r"Find a move with which X can be sure to win, whatever O does\. Any such move is right; give one only\."
ALL = r"Find all the moves with which X can be sure to win, whatever O does\. Give all of them, with commas in between, or write none if there is no such move\."
SPEED = (
    r"Find all the moves with which X can be sure to win, whatever O does\. Give all of them, with commas in between; then, after a semicolon, the number of moves until X has won, if X wins as "
    r"fast as possible and O puts it off as long as possible\. Count the moves of both players, from the move that you look for to the last one\."
)
WRITTEN = (
    r"Write a move as (?:the cell that is marked|the letter of its column|the cell to which the token goes|the cell where the pawn stands, a hyphen and the cell to which it goes)\."
)
BOARD = r"^  [a-z](?: [a-z])*\n((?:\d+ [XO.#](?: [XO.#])*(?:\n|\Z))+)"


class Value(NamedTuple):
    """1 for a win, 0 for a draw, -1 for a loss, and the number of moves until then."""

    sign: int
    moves: int


class Game:
    """A board is a string, row after row. `end` and `stuck`: whether the player of the last move wins by it, and whether a player who cannot move wins; None where that is a draw."""

    def __init__(self, kind: str, width: int, size: int, end: bool, stuck: bool | None) -> None:
        self.kind, self.width, self.size, self.end, self.stuck = kind, width, size, end, stuck
        self.known = dict[tuple[str, str], Value]()

    def name(self, place: int) -> str:
        return f"{chr(97 + place % self.width)}{place // self.width + 1}"

    def beside(self, place: int, down: int, right: int, cells: str) -> int | None:
        row, column = place // self.width + down, place % self.width + right
        return row * self.width + column if 0 <= row < len(cells) // self.width and 0 <= column < self.width else None

    def moves(self, cells: str, player: str) -> Iterator[tuple[str, str, bool]]:
        """Name of a move, the board after it, and whether it ends the game at once."""
        if self.kind in ("mark", "same", "drop"):
            mark = "X" if self.kind == "same" else player
            for place, cell in enumerate(cells):
                if cell == "." and (self.kind != "drop" or "." not in cells[place + self.width :: self.width]):
                    after = cells[:place] + mark + cells[place + 1 :]
                    yield self.name(place)[:1] if self.kind == "drop" else self.name(place), after, self.lined(after, place)
        elif self.kind == "token":
            place = cells.index(player)
            for to in self.around(place, cells):
                yield self.name(to), self.moved(cells, place, to, "#"), False
        else:
            ahead = 1 if player == "X" else -1
            for place in (place for place, cell in enumerate(cells) if cell == player):
                for right in (-1, 0, 1):
                    to = self.beside(place, ahead, right, cells)
                    if to is not None and cells[to] == ("." if right == 0 else "O" if player == "X" else "X"):
                        yield f"{self.name(place)}-{self.name(to)}", self.moved(cells, place, to, "."), self.beside(to, ahead, 0, cells) is None

    def around(self, place: int, cells: str) -> list[int]:
        steps = [self.beside(place, down, right, cells) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right]
        return [to for to in steps if to is not None and cells[to] == "."]

    @staticmethod
    def moved(cells: str, place: int, to: int, left: str) -> str:
        changed = list(cells)
        changed[to], changed[place] = cells[place], left
        return "".join(changed)

    def lined(self, cells: str, place: int) -> bool:
        for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
            run = 1
            for sign in (-1, 1):
                to = self.beside(place, sign * down, sign * right, cells)
                while to is not None and cells[to] == cells[place]:
                    run, to = run + 1, self.beside(to, sign * down, sign * right, cells)
            if run >= self.size:
                return True
        return False

    def value(self, cells: str, player: str) -> Value:
        """For the player to move."""
        if (cells, player) not in self.known:
            values = [value for _, value in self.values(cells, player)]
            stuck = Value(0 if self.stuck is None else 1 if self.stuck else -1, 0)
            self.known[cells, player] = max(values, key=lambda value: (value.sign, -value.sign * value.moves), default=stuck)
        return self.known[cells, player]

    def values(self, cells: str, player: str) -> list[tuple[str, Value]]:
        """Each move, and what it is worth to the player who makes it."""
        found = list[tuple[str, Value]]()
        for name, after, over in self.moves(cells, player):
            if over:
                found.append((name, Value(1 if self.end else -1, 1)))
            else:
                value = self.value(after, "O" if player == "X" else "X")
                found.append((name, Value(-value.sign, value.moves + 1)))
        return found


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    rows = [re.findall(r"[XO.#]", row) for row in text.need(BOARD)[1].strip().split("\n")]
    kind = next((kind for kind, pattern in KINDS.items() if text.take(pattern)), None)
    rule = text.need(*((HOME,) if kind == "pawn" else (STUCK,) if kind == "token" else LINE))
    said = rule.groupdict()
    if kind in ("mark", "same", "drop"):
        text.need(DRAW)
    asked = next((pattern for pattern in (ONE, ALL, SPEED) if text.take(pattern)), None)
    text.need(WRITTEN)
    text.drop(*IDLE)
    text.end()
    if not kind or not asked:
        raise Unread(prompt)
    stuck = None if said.get("stuck") is None else said["stuck"] == "wins"
    game = Game(kind, len(rows[0]), int(said.get("size") or 0), said.get("end") == "wins", stuck)
    values = game.values("".join("".join(row) for row in rows), "X")
    winning = {name: value.moves for name, value in values if value.sign == 1}
    if asked == ONE:
        return answer.strip() in winning
    moves, _, number = answer.partition(";")
    given = [] if moves.strip() == "none" else [move.strip() for move in moves.split(",")]
    if sorted(given) != sorted(winning):
        return False
    return asked == ALL or number.strip() == str(min(winning.values()))
