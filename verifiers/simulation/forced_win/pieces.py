"""The games of tokens and pawns, searched only as far as it takes to know who wins, and then how soon."""

from collections.abc import Callable
from typing import NamedTuple

Position = tuple[int, int, int]
"""Cells as bits: those of the player who moves and of the other one, and for tokens the free cells; for pawns 0 where X moves, else 1."""


class Turn(NamedTuple):
    """What a player can do. wins: with how many moves, 0 or 1, this player wins at once, or -1. after: the positions that the other moves
    lead to. yields: whether some other move loses at once."""

    wins: int
    after: list[Position]
    yields: bool = False


class Search:
    """Who wins, and how soon, from the positions of a game whose rules say what can be done in each."""

    def __init__(self, rules: Callable[[Position], Turn]):
        self._rules = rules
        self._turns = dict[Position, Turn]()
        self._known = dict[Position, bool]()
        self._bounded = dict[tuple[Position, int], bool]()

    def _turn(self, position: Position) -> Turn:
        turn = self._turns.get(position)
        if turn is None:
            turn = self._turns[position] = self._rules(position)
        return turn

    def wins(self, position: Position) -> bool:
        """Whether the player who moves can force a win."""
        known = self._known.get(position)
        if known is None:
            turn = self._turn(position)
            known = turn.wins >= 0
            if not known:
                for after in turn.after:
                    if not self.wins(after):
                        known = True
                        break
            self._known[position] = known
        return known

    def loses_within(self, position: Position, moves: int) -> bool:
        """Whether the player who moves has lost after so many moves, whatever this player does."""
        key = position, moves
        known = self._bounded.get(key)
        if known is None:
            wins, afters, yields = self._turn(position)
            known = wins < 0 and (moves > 0 or not (afters or yields))
            if known:
                for after in afters:
                    if not self.wins_within(after, moves - 1):
                        known = False
                        break
            self._bounded[key] = known
        return known

    def wins_within(self, position: Position, moves: int) -> bool:
        """Whether the player who moves can force a win in so many moves."""
        if not self.wins(position):
            return False
        turn = self._turn(position)
        if turn.wins >= 0:
            return turn.wins <= moves
        return moves > 0 and any(self.loses_within(after, moves - 1) for after in turn.after)


def tokens(near: dict[int, int], misere: bool) -> Callable[[Position], Turn]:
    """The rules of tokens that leave closed cells behind. near: for each cell those one step away, all as bits."""
    stuck = Turn(0 if misere else -1, [])

    def rules(position: Position) -> Turn:
        mine, theirs, free = position
        targets, after = near[mine] & free, list[Position]()
        if not targets:
            return stuck
        beside = near[theirs] & free
        while targets:
            target = targets & -targets
            targets ^= target
            if not misere and beside | target == target:  # the other player is stuck
                return Turn(1, [])
            after.append((theirs, target, free ^ target))
        return Turn(-1, after)

    return rules


def pawns(rows: int, columns: int, closed: int, misere: bool) -> Callable[[Position], Turn]:
    """The rules of pawns: those of X go down, those of O up. closed: as bits."""
    every = (1 << rows * columns) - 1
    first = sum(1 << row * columns for row in range(rows))
    last = first << columns - 1
    steps = columns, columns + 1, columns - 1
    """From a cell straight ahead, and ahead to either side."""
    far = every ^ every >> columns, (1 << columns) - 1
    """The row at which a player's pawns end the game: the last one for X, the first one for O."""

    def rules(position: Position) -> Turn:
        mine, theirs, up = position
        ahead = every & ~(mine | theirs | closed)
        left, right = mine & ~first, mine & ~last
        """The pawns that have a column on that side."""
        if up:
            targets = mine >> columns & ahead, left >> columns + 1 & theirs, right >> columns - 1 & theirs
        else:
            targets = mine << columns & ahead, right << columns + 1 & theirs, left << columns - 1 & theirs
        ends = (targets[0] | targets[1] | targets[2]) & far[up]
        if ends and not misere:
            return Turn(1, [])
        after = list[Position]()
        for step, there in zip(steps, targets, strict=True):
            there &= ~ends
            while there:
                target = there & -there
                there ^= target
                source = target << step if up else target >> step
                after.append((theirs & ~target, mine ^ source ^ target, 1 - up))
        if misere and not after and not ends:
            return Turn(0, [])
        return Turn(-1, after, bool(ends))

    return rules
