"""Minesweeper: a random field is opened by clicks and at single cells, played on, and kept when enough asked cells need the
wanted depth of thought.

Effort is what full deduction took: over all deductions, how many numbers or classes of cells had to be looked at together."""

from functools import lru_cache
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.logic.minesweeper.boards import Wanted, random_board
from synth.generators.logic.minesweeper.minefield import MINE, SAFE
from synth.generators.solvers.grids import cut, symmetries
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.minesweeper import Minesweeper, verify
from synth.verifiers.logic.minesweeper.minefield import NOT_STATED, consequence

DRAWS = 4_000  # boards looked at for one item
DRAWS_EMPTY = 30  # ... with an empty answer, before an ordinary one is taken
Ask = Literal["mines", "safe", "both"]
ASKS: tuple[Ask, ...] = ("mines", "safe", "both")
PLAYERS = ("nobody", "single", "pair")

Side = Annotated[int, Meta(ge=3, le=16)]
Share = Annotated[float, Meta(ge=0, le=1)]
Cells = Annotated[int, Meta(ge=0, le=20)]


class Knobs(Frozen, frozen=True):
    rows: Side
    """Rows of the board, or columns where it is turned."""
    columns: Side
    """Columns of the board, or rows where it is turned."""
    density: Annotated[float, Meta(ge=0.05, le=0.6)]
    """Share of cells with a mine, on average."""
    revealed: Annotated[float, Meta(ge=0.05, le=0.95)]
    """Share of safe cells revealed before anybody plays, on average."""
    openings: Annotated[int, Meta(ge=0, le=6)]
    """Clicks that open whole regions, at most; the other cells are revealed one by one."""
    player: Literal["nobody", "single", "pair"]
    """Who then opens what single numbers (`single`), or also two numbers compared (`pair`), show to be safe."""
    total_stated: Share
    """Chance that the total number of mines is stated."""
    certain: Annotated[int, Meta(ge=1, le=30)]
    """Least number of cells in the answer."""
    beyond_single: Cells = 0
    """Least number of cells in the answer that single numbers don't settle."""
    beyond_pair: Cells = 0
    """Least number of cells in the answer that two numbers compared don't settle either."""
    by_total: Cells = 0
    """Least number of cells in the answer that need the total, where it is stated."""
    empty: Annotated[float, Meta(ge=0.0, le=0.2)] = 0.02
    """Chance of an empty answer."""
    ask: Literal["mines", "safe", "both", "any"] = "any"
    """Which cells to name: those with a mine, the safe ones, both, or any of these."""


LEVELS = (
    Knobs(4, 4, 0.3, 0.7, 1, "nobody", 0.3, 2),
    Knobs(5, 5, 0.28, 0.65, 1, "nobody", 0.3, 3),
    Knobs(6, 6, 0.27, 0.6, 2, "nobody", 0.3, 4, 1),
    Knobs(7, 7, 0.26, 0.6, 2, "nobody", 0.4, 4, 2),
    Knobs(8, 8, 0.26, 0.55, 2, "nobody", 0.4, 5, 2, 1),
    Knobs(9, 8, 0.26, 0.5, 2, "single", 0.5, 5, 3, 2),
    Knobs(10, 9, 0.26, 0.5, 2, "single", 0.6, 5, 4, 2, 1),
    Knobs(11, 11, 0.26, 0.45, 2, "single", 0.6, 5, 4, 3, 1),
    Knobs(12, 12, 0.25, 0.4, 2, "pair", 0.6, 5, 4, 3, 2),
    Knobs(15, 14, 0.25, 0.35, 3, "pair", 0.6, 7, 6, 3, 3),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    empty = rng.random() < knobs.empty
    ask: Ask = knobs.ask if knobs.ask != "any" else rng.choice(ASKS)
    sides = [knobs.rows, knobs.columns]
    rng.shuffle(sides)
    area = sides[0] * sides[1]
    mines = min(area - 2, max(1, round(area * knobs.density * rng.uniform(0.8, 1.2))))
    stated = rng.random() < knobs.total_stated
    want = Wanted(
        height=sides[0],
        width=sides[1],
        mines=mines,
        openings=rng.randint(0, knobs.openings),
        shown=max(1, round((area - mines) * min(0.95, knobs.revealed * rng.uniform(0.8, 1.2)))),
        play=PLAYERS.index(knobs.player),
        stated=stated,
        ask=ASKS.index(ask) + 1,
        certain=knobs.certain,
        beyond_single=knobs.beyond_single,
        beyond_pair=knobs.beyond_pair,
        by_total=knobs.by_total if stated else 0,
        empty=False,
        budget=4_000,
    )
    field = None
    if empty:
        # Safe cells are easy to run out of: somebody has opened all that are easy to see.
        nothing_certain = want._replace(empty=True) if knobs.ask != "any" else want._replace(empty=True, ask=2, play=2)
        field = random_board(nothing_certain, rng.getrandbits(62), DRAWS_EMPTY)
        ask = ASKS[nothing_certain.ask - 1] if field.draws else ask
    if not field or not field.draws:
        field = random_board(want, rng.getrandbits(62), DRAWS)
    if not field.draws:
        raise Discard("no board of the wanted depth")
    text = "".join("#" if n < 0 else str(n) for n in field.numbers.tolist())
    rows = cut(text, want.width)
    named = {kind: [i for i, s in enumerate(field.status.tolist()) if s == sign] for kind, sign in (("mines", MINE), ("safe", SAFE))}
    try:
        problem = Minesweeper(rows, mines if stated else NOT_STATED, ask)
    except ValueError as error:
        raise Discard("more entangled than the verifier allows") from error
    return Sample(problem, write(problem, named), effort=field.effort)


def write(problem: Minesweeper, named: dict[str, list[int]]) -> str:
    """The answer in the form that prompts ask for. named: cells by their place in reading order."""
    width = len(problem.rows[0])
    lists = {kind: ", ".join(f"({i // width + 1}, {i % width + 1})" for i in cells) or "none" for kind, cells in named.items()}
    return f"mines: {lists['mines']}\nsafe: {lists['safe']}" if problem.ask == "both" else lists[problem.ask]


def prompt_variables(problem: Minesweeper, rng: Random) -> dict[str, object]:
    columns = len(problem.rows[0])
    across = range(1, columns + 1)
    pad = len(str(len(problem.rows)))
    wide = len(str(columns))
    ruled = [" " * pad + " | " + " ".join(f"{c:>{wide}}" for c in across), "-" * (pad + 1) + "+" + "-" * (columns * (wide + 1))]
    ruled += [f"{r:>{pad}} | " + " ".join(f"{cell:>{wide}}" for cell in row) for r, row in enumerate(problem.rows, 1)]
    return {
        "rows": len(problem.rows),
        "columns": columns,
        "spaced": "\n".join(" ".join(row) for row in problem.rows),
        "tight": "\n".join(problem.rows),
        "ruled": "\n".join(ruled),
        "total": problem.total if problem.total != NOT_STATED else None,
        "ask": problem.ask,
    }


def canonical(problem: Minesweeper) -> object:
    """The least of the eight rotations and reflections of the board, the total and the question."""
    return _board(problem.rows), problem.total, problem.ask


def split_key(problem: Minesweeper) -> object:
    """The board alone: asked another way, it gives answers away."""
    return _board(problem.rows)


@lru_cache(maxsize=4)
def _board(rows: tuple[str, ...]) -> tuple[str, ...]:
    cells = "".join(rows)
    return min(cut("".join(turn.image(cells)), turn.columns) for turn in symmetries(len(rows), len(rows[0])))


def corrupt(problem: Minesweeper, answer: str, rng: Random) -> str:
    """One cell dropped, or one added that is hidden and not certain."""
    certain = consequence(problem.rows, problem.total)
    hidden = [i for i, cell in enumerate("".join(problem.rows)) if cell == "#"]
    named = {kind: [i for i in hidden if getattr(certain, kind) >> i & 1] for kind in ("mines", "safe")}
    kind = problem.ask if problem.ask != "both" else rng.choice(("mines", "safe"))
    others = [i for i in hidden if i not in named[kind]]
    if named[kind] and (not others or rng.random() < 0.5):
        named[kind].remove(rng.choice(named[kind]))
    else:
        named[kind] = sorted([*named[kind], rng.choice(others)])
    return write(problem, named)


TASK = Task(
    __name__,
    version=1,
    problem=Minesweeper,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.04,
    capacity=(20_000, 200_000, 500_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000),
    unique=True,
    canonical=canonical,
    split_key=split_key,
    corrupt=corrupt,
    words={"zh": {"mines": "有雷", "safe": "安全", "none": "无"}},
)
