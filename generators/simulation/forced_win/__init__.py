"""Forced win: boards drawn at random, kept when X can force a win by some moves and not by others, and no sooner than the level wants.

Effort is the number of positions that a search of the whole game looks at."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.simulation.forced_win.boards import GAMES, canonical_board, drawn, hemming, middle
from synth.generators.simulation.forced_win.kernel import Rules, solve
from synth.generators.simulation.forced_win.prompt_variables import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation.forced_win import verify
from synth.verifiers.simulation.forced_win.games import ForcedWin, Move, named, possible, winning

STARTS, PATIENCE = 400, 40
TEMPTING = 0.6
"""Chance that a board is left out whose only winning move is the first one, or the one nearest to the middle, or whose winning moves are
those that leave O the fewest."""
LOST = 1 / 16
"""Share of positions without a winning move, where all winning moves are asked for."""
Positions = Annotated[int, Meta(ge=1, le=60_000)]


class Knobs(Frozen, frozen=True):
    free_from: Annotated[int, Meta(ge=3, le=14)]
    """Free cells of the board, at least; fewer where a game allows no more. Pawns have boards of their own."""
    free_to: Annotated[int, Meta(ge=3, le=14)]
    """Free cells of the board, at most."""
    question: Literal["one", "all", "plies"]
    """Whether one winning move is asked for, all of them, or all of them and the number of moves until the win."""
    depth: Annotated[int, Meta(ge=1, le=9)]
    """Moves of both players until the win, at least."""
    positions_from: Positions
    """Positions of the game that can be reached, as the search counts them, at least."""
    positions_to: Positions
    """Positions of the game that can be reached, at most."""

    def __post_init__(self) -> None:
        if self.free_from > self.free_to or self.positions_from > self.positions_to:
            raise ValueError("free_from and positions_from lie below free_to and positions_to")


LEVELS = (
    Knobs(4, 5, "one", 1, 5, 40),
    Knobs(4, 6, "one", 1, 20, 80),
    Knobs(5, 6, "one", 3, 40, 120),
    Knobs(5, 7, "all", 3, 60, 180),
    Knobs(5, 8, "all", 3, 90, 300),
    Knobs(6, 8, "all", 3, 140, 400),
    Knobs(6, 9, "all", 5, 200, 700),
    Knobs(7, 10, "plies", 3, 300, 1000),
    Knobs(7, 11, "plies", 5, 450, 2000),
    Knobs(8, 12, "plies", 5, 700, 9000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    lost = knobs.question == "all" and rng.random() < LOST
    game = rng.choice(GAMES)
    for start in range(1, STARTS):
        if start % PATIENCE == 0:  # a game in which such boards are rare
            game = rng.choice(GAMES)
        board = drawn(rng, game, knobs.free_from, knobs.free_to)
        if board is None:
            continue
        found, positions = solve(*board, knobs.positions_to, hurry=knobs.depth < 3 and not lost)
        if not knobs.positions_from <= positions <= knobs.positions_to or len(found) < 3:
            continue
        right = {move: value for move, value in found.items() if value > 0}
        if lost != (not right) or len(right) == len(found) or (right and min(right.values()) < knobs.depth):
            continue
        if knobs.question == "one" and 3 * len(right) > len(found):
            continue
        if knobs.question != "one" and not lost and right.keys() == {move for move, value in found.items() if value != -2}:
            continue  # all moves that are not answered by a win at once
        tempting = [middle(found, board[0])], [min(found)], hemming(found, *board)
        if knobs.question != "one" and list(right) in tempting and rng.random() < TEMPTING:
            continue
        problem = ForcedWin(game, board[0].length, board[0].misere, _rows(*board), knobs.question)
        shown = dict([rng.choice(sorted(right.items()))]) if knobs.question == "one" else right
        return Sample(problem, written(problem, sorted(shown), min(right.values(), default=0)), effort=float(positions))
    raise Discard("no such board")


def _rows(rules: Rules, cells: str) -> tuple[str, ...]:
    return tuple(cells[start : start + rules.columns] for start in range(0, len(cells), rules.columns))


def written(problem: ForcedWin, moves: list[Move], plies: int) -> str:
    """`b2, c3`, with the number of moves where it is asked for: `b2, c3; 5`."""
    told = ", ".join(named(problem, move) for move in moves) or "none"
    return f"{told}; {plies}" if problem.question == "plies" else told


def corrupt(problem: ForcedWin, answer: str, rng: Random) -> str:
    """A move that does not win beside those that do or in place of one, one left out, or another number."""
    right, plies = winning(problem)
    right, wrong = sorted(right), sorted(set(possible(problem)).difference(right))
    if problem.question == "one":
        return written(problem, [rng.choice(wrong)], 0)
    kind = rng.randrange(3)
    if kind == 0 and problem.question == "plies":
        return written(problem, right, plies + rng.choice((-1, 1, 2)))
    if kind == 1 and len(right) > 1:
        right.pop(rng.randrange(len(right)))
        return written(problem, right, plies)
    return written(problem, sorted([*right, rng.choice(wrong)]), plies)


def canonical(problem: ForcedWin) -> object:
    """The board turned and mirrored at will."""
    return [*_rules(problem), problem.question]


def split_key(problem: ForcedWin) -> object:
    """The game on a board, whatever is asked."""
    return _rules(problem)


def _rules(problem: ForcedWin) -> list[object]:
    return [problem.game, problem.length, problem.misere, canonical_board(problem)]


TASK = Task(
    __name__,
    version=3,
    problem=ForcedWin,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.3,
    capacity=(5_000, 8_000, 10_000, *(15_000,) * 7),
    canonical=canonical,
    split_key=split_key,
    corrupt=corrupt,
    words={"zh": {"none": "无"}},
)
