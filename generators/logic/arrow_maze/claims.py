"""What the arrow maze claims: its rules in words, what cheap policies win, and which grids are the same puzzle.

The policies never take a step back."""

from collections.abc import Iterator
from random import Random

import numpy as np

from synth.generators.logic.arrow_maze.greedy import cover_scarcest
from synth.generators.solvers.grids import cut, symmetries
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.arrow_maze import ARROWS, EMPTY, STEPS, ArrowMaze


def _printed(problem: ArrowMaze) -> bool:
    return any(arrow in row for row in problem.grid for arrow in ARROWS)


def _sides(problem: ArrowMaze) -> str:
    rows, columns = len(problem.grid), len(problem.cells()[0])
    return rf"\b{rows} rows(,| and| by) {columns} columns|\b{rows} x {columns}\b"


RULES = (
    Rule(
        "count",
        {
            "en": r"says how many cells its rays have altogether"
            r"|number equals the total count of cells covered by all of its rays"
            r"|number of squares lit by all its beams together|lengths of its rays in all eight directions add up to the number"
            r"|arrows owned must be exactly as many as the number says",
            "zh": r"数字等于它.{0,8}(射线|光束照亮)的格数之和",
        },
    ),
    Rule(
        "count",
        {
            "en": r"that is, away from the number\.|pointing along the ray, away from the number"
            r"|straight away from the lighthouse"
            r"|hold the arrow of exactly that direction|so away from the number",
            "zh": r"背离(数字|灯塔)的方向",
        },
    ),
    Rule(
        "count",
        {
            "en": r"starts in one of the eight cells that touch|beginning with the cell right beside"
            r"|lights the neighbouring square"
            r"|step from the number in that direction cell by cell|the very next cell",
            "zh": r"从与它相邻的八个格子|紧挨着灯塔的那一格|从一个数字出发，选八个方向之一，一格一格往前数",
        },
    ),
    Rule(
        "count",
        {
            "en": r"next cell is a number, holds a different arrow, or lies outside"
            r"|in front of the border, a number, or an arrow with any other"
            r"|first square whose arrow differs, at another lighthouse, or at the edge"
            r"|first cell that holds another arrow or a number, or when you leave"
            r"|meet a different arrow, another number or the end",
            "zh": r"遇到数字、不同的箭头或盘面边缘|遇到方向不同的箭头、另一座灯塔或海图边缘|遇到别的箭头、数字，或者走出盘面",
        },
    ),
    Rule(
        "stray",
        {
            "en": r"every arrow must lie on a ray|each arrow in the grid has to be part of a ray|every square of water is lit"
            r"|each cell that holds an arrow is on a ray|no arrow that nobody owns",
            "zh": r"每个箭头都(必须)?在(某个|某座|至少一个)(数字|灯塔)的(射线上|光束里)",
        },
    ),
    Rule(
        "given",
        {
            "en": r"numbers( and arrows that are already there)? must not be changed|everything else stays as printed"
            r"|must leave all others as they"
            r"|lighthouses( and the printed arrows)? remain|numbers( and the given arrows)? are fixed|do not alter (the )?numbers",
            "zh": r"数字(和已有的箭头)?不能改动",
        },
    ),
    Rule(
        "given",
        {
            "en": r"arrows that are already there must not|everything else stays|leave all others|and the printed arrows remain"
            r"|and the given arrows are fixed|alter numbers or arrows that are printed",
            "zh": r"和已有的箭头不能改动",
        },
        _printed,
    ),
    Rule("format", {"en": r"↑ ↗ → ↘ ↓ ↙ ←( or)? ↖", "zh": r"↑ ↗ → ↘ ↓ ↙ ← ↖"}),
    Rule("format", {"en": _sides, "zh": lambda p: f"{len(p.grid)} 行 {len(p.cells()[0])} 列"}),
    Rule("format", {"en": r"separated by blanks|with blanks between|a blank between", "zh": r"用空格隔开"}),
)


class _Board:
    """A grid that is filled: the cells in reading order, and what each number still lacks."""

    def __init__(self, problem: ArrowMaze) -> None:
        rows = problem.cells()
        self.height, self.width = len(rows), len(rows[0])
        self.cells = [cell for row in rows for cell in row]
        self.lacks = {x: int(cell) for x, cell in enumerate(self.cells) if cell.isdecimal()}

    def line(self, x: int, d: int) -> list[int]:
        """The cells from x on in a direction, up to a number or the edge."""
        found: list[int] = []
        r, c = divmod(x, self.width)
        while True:
            r, c = r + STEPS[d][0], c + STEPS[d][1]
            if not (0 <= r < self.height and 0 <= c < self.width) or r * self.width + c in self.lacks:
                return found
            found.append(r * self.width + c)

    def source(self, x: int, d: int) -> tuple[int, int] | None:
        """The number on whose ray an arrow of direction d in cell x lies, and how far away it is."""
        back = self.line(x, (d + 4) % 8)
        r, c = divmod(back[-1] if back else x, self.width)
        r, c = r - STEPS[d][0], c - STEPS[d][1]
        return (r * self.width + c, len(back)) if 0 <= r < self.height and 0 <= c < self.width else None

    def text(self) -> str:
        """The grid; what is still empty points up."""
        return "\n".join(cut([ARROWS[0] if cell == EMPTY else cell for cell in self.cells], self.width, " "))


def _nearest_number(problem: ArrowMaze) -> str:
    board = _Board(problem)
    for x, cell in enumerate(board.cells):
        if cell == EMPTY:
            ways = [(at[1], d) for d in range(8) if (at := board.source(x, d))]
            board.cells[x] = ARROWS[min(ways)[1]] if ways else cell
    return board.text()


def _largest_number(problem: ArrowMaze) -> str:
    board = _Board(problem)
    for x, cell in enumerate(board.cells):
        if cell == EMPTY:
            ways = [(-board.lacks[at[0]], at[1], d) for d in range(8) if (at := board.source(x, d))]
            board.cells[x] = ARROWS[min(ways)[2]] if ways else cell
    return board.text()


def _longest_rays(problem: ArrowMaze) -> str:
    """Numbers from the largest down: the longest ray that its free cells and what the number lacks allow, again and again."""
    board = _Board(problem)
    for x in sorted(board.lacks, key=lambda x: -board.lacks[x]):
        while board.lacks[x]:
            rays = []
            for d in range(8):
                free = 0
                line = board.line(x, d)
                while free < len(line) and board.cells[line[free]] in (EMPTY, ARROWS[d]):
                    free += 1
                rays.append(line[: min(free, board.lacks[x])] if free and board.cells[line[0]] == EMPTY else [])
            best = max(range(8), key=lambda d: len(rays[d]))
            if not rays[best]:
                break
            for y in rays[best]:
                board.cells[y] = ARROWS[best]
            board.lacks[x] -= len(rays[best])
    return board.text()


def _scarcest_cell(problem: ArrowMaze) -> str:
    """Always the cell that the fewest rays can still reach, by the ray that grows least, within what its number lacks."""
    board = _Board(problem)
    value = np.array([int(cell) if cell.isdecimal() else 0 for cell in board.cells])
    printed = np.array([ARROWS.index(cell) if cell in ARROWS else -1 for cell in board.cells])
    for x, d in enumerate(cover_scarcest(board.height, board.width, value, printed).tolist()):
        board.cells[x] = ARROWS[d] if d >= 0 else board.cells[x]
    return board.text()


SHORTCUTS = (
    Shortcut("each arrow away from the nearest number", _nearest_number, (0.15, 0.1, 0.05, 0.02) + (0.02,) * 6),
    Shortcut("each arrow away from the largest number in line", _largest_number, (0.25, 0.12, 0.05, 0.02) + (0.02,) * 6),
    Shortcut("numbers from the largest down, longest rays first", _longest_rays, (0.25, 0.15, 0.09, 0.09, 0.04) + (0.02,) * 5),
    # To cover the cell that one ray alone can reach is how the puzzle is solved; up to level 5 it needs no more. From level 6 on, where
    # guesses have to be taken back, mazes that this player wins are drawn again. Who also reads what each number still needs, and guesses
    # only after that, wins 14 to 20 % of levels 6 to 8 and 8 to 11 % above (of 200): by the whole of the deduction, and luck with a guess.
    Shortcut("the cell that the fewest rays can reach, never going back", _scarcest_cell, (1.0, 1.0, 1.0, 1.0, 0.97) + (0.0,) * 5),
)


def copies(problem: ArrowMaze, rng: Random) -> Iterator[ArrowMaze]:
    """The eight rotations and reflections; arrows turn along."""
    rows = problem.cells()
    cells = [cell for row in rows for cell in row]
    for turn in symmetries(len(rows), len(rows[0])):
        turned = {arrow: ARROWS[d] for arrow, d in zip(ARROWS, turn.directions, strict=True)}
        yield ArrowMaze(cut([turned.get(cell, cell) for cell in turn.image(cells)], turn.columns, " "))


def different(problem: ArrowMaze, rng: Random) -> Iterator[ArrowMaze]:
    """One more printed arrow, in two directions."""
    rows = problem.cells()
    r, c = rng.choice([(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell == EMPTY])
    for arrow in rng.sample(ARROWS, 2):
        rows[r][c] = arrow
        yield ArrowMaze(tuple(" ".join(row) for row in rows))
