"""The consequence that verifier and generator work out equals what trying all arrangements gives, and is bounded in time."""

import contextlib
import time
from itertools import product
from random import Random

import msgspec
import numpy as np
import pytest
from drawing import samples
from wording import all_wordings

from synth.generators import registry
from synth.generators.logic.minesweeper.boards import Wanted, close, random_board
from synth.generators.logic.minesweeper.minefield import BORDER, HIDDEN, MINE, PAIR, SAFE, SINGLE, deduce
from synth.pipelines.run.produce import digest, split_digest
from synth.verifiers.logic.minesweeper.minefield import NOT_STATED, Certain, consequence


def _by_trying(rows: tuple[str, ...], total: int) -> Certain | None:
    height, width = len(rows), len(rows[0])
    places = [(r, c) for r in range(height) for c in range(width)]
    hidden = [p for p in places if rows[p[0]][p[1]] == "#"]
    always = ever = None
    for choice in product((0, 1), repeat=len(hidden)):
        mine = dict(zip(hidden, choice, strict=True))
        if total not in (NOT_STATED, sum(choice)):
            continue
        if all(
            rows[r][c] == "#" or int(rows[r][c]) == sum(mine.get((r + y, c + x), 0) for y in (-1, 0, 1) for x in (-1, 0, 1))
            for r, c in places
        ):
            bits = sum(1 << (r * width + c) for (r, c), m in mine.items() if m)
            always, ever = (bits, bits) if always is None else (always & bits, ever | bits)
    return None if always is None else Certain(always, sum(1 << (r * width + c) for r, c in hidden) & ~ever)


def _board(rng: Random, height: int, width: int, density: float, shown: float) -> tuple[tuple[str, ...], int]:
    places = [(r, c) for r in range(height) for c in range(width)]
    mines = {p for p in places if rng.random() < density}
    cells = {
        (r, c): "#"
        if (r, c) in mines or rng.random() > shown
        else str(sum((r + y, c + x) in mines for y in (-1, 0, 1) for x in (-1, 0, 1)))
        for r, c in places
    }
    return tuple("".join(cells[r, c] for c in range(width)) for r in range(height)), len(mines)


def test_consequence_equals_trying_everything(scale):
    rng, refused = Random(1), 0
    for _ in range(400 * scale):
        rows, mines = _board(rng, rng.randint(3, 4), rng.randint(3, 5), rng.uniform(0, 0.5), rng.uniform(0.4, 0.9))
        if rng.random() < 0.1:
            rows = tuple(row.replace("1", "2") for row in rows)
        if sum(row.count("#") for row in rows) > 10:
            continue
        total = rng.choice((NOT_STATED, mines, mines, mines + 1))
        expected = _by_trying(rows, total)
        if expected is None:
            refused += 1
            with pytest.raises(ValueError, match="no arrangement"):
                consequence(rows, total)
        else:
            assert consequence(rows, total) == expected, (rows, total)
    assert refused > 10


def test_kernel_equals_verifier(scale):
    rng = Random(2)
    for number in range(300 * scale):
        side, stated = rng.randint(4, 12), rng.random() < 0.5
        mines = max(1, side * side * rng.randint(10, 40) // 100)
        shown = max(1, (side * side - mines) * rng.randint(20, 80) // 100)
        want = Wanted(side, side, mines, rng.randint(0, 3), shown, number % 3, stated, 3, 0, 0, 0, 0, False, 20_000)
        field = random_board(want, rng.getrandbits(62), 50)
        if not field.draws:
            continue
        text = "".join("#" if n < 0 else str(n) for n in field.numbers.tolist())
        rows = tuple(text[i : i + side] for i in range(0, side * side, side))
        bits = [sum(1 << i for i, s in enumerate(field.status.tolist()) if s == sign) for sign in (MINE, SAFE)]
        assert consequence(rows, mines if stated else NOT_STATED) == Certain(*bits), (rows, stated)


def _seconds(rows: tuple[str, ...], total: int) -> float:
    start = time.process_time()
    with contextlib.suppress(ValueError):
        consequence.__wrapped__(rows, total)
    return time.process_time() - start


def test_the_most_entangled_boards_are_bounded(scale):
    rng = Random(3)
    for _ in range(150 * scale):
        rows, mines = _board(rng, 16, 16, rng.uniform(0.1, 0.5), rng.uniform(0.15, 0.9))
        total = rng.choice((NOT_STATED, mines))
        assert min(_seconds(rows, total), _seconds(rows, total)) < 0.05


def test_a_board_asked_another_way_is_another_problem_of_the_same_split():
    task = registry.load("logic/minesweeper")
    for sample in samples(task.name, 1, 5):
        asked = [msgspec.structs.replace(sample.problem, ask=ask) for ask in ("mines", "safe", "both")]
        asked.append(msgspec.structs.replace(asked[0], total=NOT_STATED))
        assert len({digest(task, problem) for problem in asked}) >= 3
        assert len({split_digest(task, problem) for problem in asked}) == 1
    boards = [sample.problem for sample in samples(task.name, 1, 20)]
    assert len({split_digest(task, problem) for problem in boards}) == len({digest(task, problem) for problem in boards}) > 15


MOST_RULES = {"mines": 650, "safe": 650, "both": 720}
"""Characters of a prompt at level 1, in its longest wording, without its board and the example of an answer."""


def test_a_small_board_has_short_rules():
    task = registry.load("logic/minesweeper")
    for sample in samples(task.name, 1, 20):
        board = set("#?. |-+0123456789")
        for _, prompt in all_wordings(task, sample.problem):
            rules, _, _ = prompt.rpartition("<answer>")
            lines = [line for line in rules.splitlines()[:-1] if not board.issuperset(line)]
            assert len("\n".join(lines)) <= MOST_RULES[sample.problem.ask]


def test_what_is_settled_does_not_depend_on_the_order_of_deductions():
    """The kernel that reads only numbers beside settled cells ends where the one that reads all in rounds does."""
    for sample in samples("logic/minesweeper", 7, 40):
        rows = sample.problem.rows
        wide = len(rows[0]) + 2
        framed = ["?" * wide, *(f"?{row}?" for row in rows), "?" * wide]
        number = np.array([{"?": BORDER, "#": HIDDEN}.get(cell, ord(cell) - 48) for cell in "".join(framed)])
        off = np.array([-wide - 1, -wide, -wide + 1, -1, 1, wide - 1, wide, wide + 1])
        cells, none = np.flatnonzero(number != BORDER), np.zeros(len(number), np.int64)
        for strength in (SINGLE, PAIR):
            slow, fast = none.copy(), none.copy()
            deduce(number, slow, none.copy(), off, wide, cells, none.copy(), none - 1, strength)
            close(number, none, fast, strength, False, off, wide, cells, none.copy(), none.copy(), -1)
            assert fast.tolist() == slow.tolist()
