"""Minimax over all positions of the small board games of forced_win: fast, and by itself; a test holds it against the verifier's.

Values are one more than the moves that are left, negative for the player who loses and 0 for a draw."""

from functools import cache
from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit
from synth.verifiers.simulation.forced_win.games import LINES, STEPS, Game, rows_of

NODES = 60_000
"""Positions that are looked at before a board is given up."""


_BITS = [str.maketrans({sign: "1" if sign == kind else "0" for sign in "XO.#"}) for kind in "XO."]


class Rules(NamedTuple):
    """A game without its board: as in the verifier."""

    game: Game
    rows: int
    columns: int
    length: int
    misere: bool


def solve(rules: Rules, cells: str, most: int = NODES, hurry: bool = True) -> tuple[dict[tuple[int, ...], int], int]:
    """For each possible move of X how many moves are left with it, as the verifier has it, and how many positions were looked at. No moves
    where that are more than `most`, or, unless hurry, where X wins at once."""
    rows, columns = rules.rows, rules.columns
    crosses, rings, free = (int(cells[::-1].translate(table), 2) for table in _BITS)
    out = np.zeros((20, 3), np.int64)
    if rules.game in LINES:
        same = rules.game == "same"
        if same:
            crosses = rings = crosses | rings
        places = np.array([cell for cell, sign in enumerate(cells) if sign == "."])
        table = np.full(3 ** len(places) if not same else 2 ** len(places), 99, np.int8)
        end, step = (-2 if rules.misere else 2), columns if rules.game == "drop" else 0
        nodes = _lines(crosses, rings, free, places, _through(rows, columns, rules.length), same, end, step, table, hurry, out)
    elif rules.game == "pawns":
        closed = sum(1 << cell for cell, sign in enumerate(cells) if sign == "#")
        nodes = _pawns(crosses, rings, closed, columns, len(cells), 1 if rules.misere else -1, most, hurry, out)
    else:
        nodes = _tokens(cells.index("X"), cells.index("O"), free, _near(rows, columns), 1 if rules.misere else -1, most, hurry, out)
    found: dict[tuple[int, ...], int] = {}
    if not 0 < nodes <= most:
        return found, nodes
    for one, other, value in out.tolist():
        if other:
            left = value - 1 if value > 0 else value + 1 if value < 0 else 0
            found[(one - 1, other - 1) if rules.game == "pawns" else (other - 1,)] = left
    return found, nodes


@cache
def _through(rows: int, columns: int, length: int) -> np.ndarray:
    """For each cell how many rows of marks go through it, and their cells as bits."""
    through = np.zeros((rows * columns, 13), np.int64)
    for line in rows_of(rows, columns, length):
        for cell in line:
            through[cell, 0] += 1
            through[cell, through[cell, 0]] = sum(1 << c for c in line)
    return through


@cache
def _near(rows: int, columns: int) -> np.ndarray:
    """For each cell how many cells are one step away, and which."""
    near = np.zeros((rows * columns, 9), np.int64)
    for cell in range(rows * columns):
        for dr, dc in STEPS:
            r, c = cell // columns + dr, cell % columns + dc
            if 0 <= r < rows and 0 <= c < columns:
                near[cell, 0] += 1
                near[cell, near[cell, 0]] = r * columns + c
    return near


@njit(cache=True)
def _better(value, best):
    """Whether a move's value is better than the best so far (99: none)."""
    if best == 99:
        return True
    if value > 0:
        return best <= 0 or value < best
    return best < 0 and (value == 0 or value < best)


@njit(cache=True)
def _before(value):
    return 1 - value if value < 0 else -1 - value if value > 0 else 0


# Depth first with stacks of their own: numba's cache on disk does not hold functions that call themselves.


@njit(cache=True)
def _lines(crosses, rings, free, places, through, same, end, step, table, hurry, out):
    mine, theirs, left = np.zeros(14, np.int64), np.zeros(14, np.int64), np.zeros(14, np.int64)
    turn, best, keys = np.zeros(14, np.int64), np.full(14, 99), np.zeros(14, np.int64)
    mine[0], theirs[0], left[0] = crosses, rings, free
    depth, count, nodes = 0, 0, 1
    while True:
        value = 99
        if turn[depth] == len(places):
            if depth == 0:
                return nodes
            table[keys[depth]] = best[depth]
            value = _before(best[depth])
            depth -= 1
        else:
            cell = places[turn[depth]]
            turn[depth] += 1
            if not left[depth] >> cell & 1 or (step and left[depth] >> (cell + step) & 1):
                continue
            marked = mine[depth] | 1 << cell
            for k in range(1, through[cell, 0] + 1):
                if marked & through[cell, k] == through[cell, k]:
                    value = end
            if value == 99 and left[depth] == 1 << cell:
                value = 0
            if value == 99:
                other = marked if same else theirs[depth]
                key = 0
                for place in places:
                    digit = marked >> place & 1
                    key = 2 * key + digit if same else 3 * key + 2 * digit + (other >> place & 1)
                if table[key] == 99:
                    depth += 1
                    nodes += 1
                    mine[depth], theirs[depth], left[depth] = other, marked, left[depth - 1] ^ 1 << cell
                    turn[depth], best[depth], keys[depth] = 0, 99, key
                    continue
                value = _before(table[key])
        if _better(value, best[depth]):
            best[depth] = value
        if depth == 0:
            if value == 2 and not hurry:
                return 0
            out[count, 1], out[count, 2] = places[turn[0] - 1] + 1, value
            count += 1


@njit(cache=True)
def _tokens(first, second, free, near, stuck, most, hurry, out):
    mine, theirs, left = np.zeros(16, np.int64), np.zeros(16, np.int64), np.zeros(16, np.int64)
    turn, best = np.ones(16, np.int64), np.full(16, 99)
    mine[0], theirs[0], left[0] = first, second, free
    depth, count, nodes = 0, 0, 1
    while nodes <= most:
        if turn[depth] > near[mine[depth], 0]:
            if depth == 0:
                return nodes
            value = _before(stuck if best[depth] == 99 else best[depth])
            depth -= 1
        else:
            cell = near[mine[depth], turn[depth]]
            turn[depth] += 1
            if left[depth] >> cell & 1:
                depth += 1
                nodes += 1
                mine[depth], theirs[depth], left[depth] = theirs[depth - 1], cell, left[depth - 1] ^ 1 << cell
                turn[depth], best[depth] = 1, 99
            continue
        if _better(value, best[depth]):
            best[depth] = value
        if depth == 0:
            if value == 2 and not hurry:
                return 0
            out[count, 1], out[count, 2] = near[first, turn[0] - 1] + 1, value
            count += 1
    return nodes


@njit(cache=True)
def _pawns(crosses, rings, closed, columns, cells, lost, most, hurry, out):
    mine, theirs = np.zeros(40, np.int64), np.zeros(40, np.int64)
    turn, best = np.zeros(40, np.int64), np.full(40, 99)
    mine[0], theirs[0] = crosses, rings
    depth, count, nodes = 0, 0, 1
    while nodes <= most:
        down = depth % 2 == 0
        if turn[depth] == 3 * cells:
            if depth == 0:
                return nodes
            value = _before(lost if best[depth] == 99 else best[depth])
            depth -= 1
        else:
            cell, side = turn[depth] // 3, turn[depth] % 3 - 1
            turn[depth] += 1
            column = cell % columns + side
            if not mine[depth] >> cell & 1 or column < 0 or column >= columns:
                continue
            target = (cell + columns if down else cell - columns) + side
            if side == 0 and (mine[depth] | theirs[depth] | closed) >> target & 1:
                continue
            if side != 0 and not theirs[depth] >> target & 1:
                continue
            if target < columns or target >= cells - columns:
                value = -2 * lost
            else:
                depth += 1
                nodes += 1
                mine[depth] = theirs[depth - 1] & ~(1 << target)
                theirs[depth] = mine[depth - 1] ^ 1 << cell ^ 1 << target
                turn[depth], best[depth] = 0, 99
                continue
        if _better(value, best[depth]):
            best[depth] = value
        if depth == 0:
            if value == 2 and not hurry:
                return 0
            cell = (turn[0] - 1) // 3
            out[count, 0], out[count, 1], out[count, 2] = cell + 1, cell + columns + (turn[0] - 1) % 3, value
            count += 1
    return nodes
