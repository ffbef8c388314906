"""Number wall: islands without a block of four walls between them, and numbers that move on them until they leave no other solution.

Effort is the number of cells that are found to be wall or land in the search for another solution, over all its branches."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.number_wall.construction import make
from synth.generators.logic.number_wall.islands import LARGEST
from synth.generators.solvers.grids import cut, symmetries
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.number_wall import EMPTY, WALL, NumberWall, verify

TRIES = 1_000
BUDGET = 60  # nodes of one search for another solution


class Knobs(Frozen, frozen=True):
    size: Annotated[int, Meta(ge=5, le=9)]
    """Rows and columns."""
    largest: Annotated[int, Meta(ge=2, le=LARGEST)]
    """Cells of an island at most."""
    grow: Annotated[int, Meta(ge=0, le=90)]
    """Percent of the land that is opened beside an island, where it can be; the more, the fewer and larger islands."""
    nodes: Annotated[int, Meta(ge=1, le=25)]
    """Least nodes of the search that proves the solution; 1: it can be solved without a case split."""

    def __post_init__(self) -> None:
        if self.nodes > 1 and self.size * self.largest < 30:
            raise ValueError("with so few cells and so small islands there is nothing to search")


LEVELS = (
    Knobs(5, 5, 50, 1),
    Knobs(6, 5, 70, 1),
    Knobs(7, 6, 75, 1),
    Knobs(7, 7, 85, 3),
    Knobs(8, 7, 80, 3),
    Knobs(8, 7, 85, 5),
    Knobs(8, 7, 85, 9),
    Knobs(9, 7, 80, 11),
    Knobs(9, 7, 75, 15),
    Knobs(9, 7, 75, 19),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    size = knobs.size
    made = make(size, knobs.largest, knobs.grow, BUDGET, knobs.nodes, TRIES, rng.getrandbits(60) + 1)
    if not made.nodes:
        raise Discard("no such islands found")
    numbers = [str(number or EMPTY) for number in made.numbers.tolist()]
    cells = [number if land else WALL for number, land in zip(numbers, made.land.tolist(), strict=True)]
    answer = "\n".join(" ".join(row) for row in cut(cells, size))
    return Sample(NumberWall(cut(numbers, size)), answer, effort=float(made.steps))


def prompt_variables(problem: NumberWall, rng: Random) -> dict[str, object]:
    cells = "".join(problem.numbers)
    return {
        "size": len(problem.numbers),
        "rows": [" ".join(row) for row in problem.numbers],
        "islands": len(cells) - cells.count(EMPTY),
        "examples": ("# 2 .\n# # #\n1 # 1", "1 # .\n# # 2\n1 # #", "1 # 2\n# # .\n1 # #"),  # of another size
    }


def canonical(problem: NumberWall) -> object:
    """The least of the eight rotations and reflections."""
    return min(images(problem))


def images(problem: NumberWall) -> list[tuple[str, ...]]:
    """The rows of the eight rotations and reflections."""
    turns = symmetries(len(problem.numbers), len(problem.numbers[0]))
    return [cut("".join(turn.image("".join(problem.numbers))), turn.columns) for turn in turns]


def corrupt(problem: NumberWall, answer: str, rng: Random) -> str:
    """A wall opened or land walled up, or both: as the solution is the only one, this is none."""
    signs = list(answer)
    walls, land = ([k for k, sign in enumerate(signs) if sign == kind] for kind in (WALL, EMPTY))
    if rng.random() < 0.7 or not land:
        signs[rng.choice(walls)] = EMPTY
    if land and (rng.random() < 0.7 or signs == list(answer)):
        signs[rng.choice(land)] = WALL
    return "".join(signs)


TASK = Task(
    __name__,
    version=2,
    problem=NumberWall,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(3_000, 50_000) + (1_000_000,) * 8,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
