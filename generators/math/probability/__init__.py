"""Probability: draws, dice, boxes chosen by chance and walks that end, with conditions, means and returns to the start.

Effort is the number of operations of the pencil route: products of binomial coefficients, sums over cases, values of squares."""

from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.math._derivation import lines
from synth.generators.math.probability.draw import KINDS
from synth.generators.math.probability.easier import EASIER
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math._route import Route
from synth.verifiers.math.probability import Boards, Bound, Boxes, Dice, Probability, Urns, route, verify

TRIES = 400

Kind = Literal["urns", "dice", "boxes", "boards"]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=12)]
    """What happens by chance; one that stands there twice comes twice as often."""
    extras: Annotated[int, Meta(ge=0, le=2)]
    """How involved the question is: 1 brings conditions, the next ball, returns to the start; 2 means under conditions and more returns."""
    steps: tuple[Annotated[int, Meta(ge=3, le=120)], Annotated[int, Meta(ge=3, le=150)]]
    """Fewest and most operations of the pencil route."""
    denominator: Annotated[int, Meta(ge=20, le=100_000)]
    """Largest denominator of an answer."""

    def __post_init__(self) -> None:
        if self.steps[0] + 2 > self.steps[1]:
            raise ValueError("steps go from fewest to most, at least 2 apart")


_FIRST: tuple[Kind, ...] = ("urns", "urns", "dice")
_ALL: tuple[Kind, ...] = ("urns", "dice", "boxes", "boards")
_MOST: tuple[Kind, ...] = (*("urns",) * 2, *("boxes",) * 4, *("boards",) * 4, "dice")

LEVELS = (
    Knobs(_FIRST, 0, (4, 7), 1_000),
    Knobs(_FIRST, 0, (8, 10), 1_000),
    Knobs(_ALL, 0, (10, 13), 2_000),
    Knobs(_MOST, 1, (13, 17), 5_000),
    Knobs(_MOST, 1, (17, 22), 10_000),
    Knobs(_MOST, 1, (22, 28), 10_000),
    Knobs(_MOST, 1, (28, 35), 20_000),
    Knobs(_MOST, 2, (35, 43), 20_000),
    Knobs(_MOST, 2, (43, 52), 50_000),
    Knobs(_MOST, 2, (52, 64), 100_000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    kind = rng.choice(knobs.kinds)
    middle = sum(knobs.steps) / 2
    for _ in range(TRIES):
        puzzle = KINDS[kind](rng, middle, knobs.extras)
        if not puzzle:
            continue
        way, right = route(puzzle)
        operations = way.operations()
        if not knobs.steps[0] <= operations <= knobs.steps[1] or not 2 < right.denominator <= knobs.denominator or not _open(puzzle, right):
            continue
        problem = Probability(puzzle)
        if str(right) not in (policy(problem) for policy in EASIER.values()):
            wrong = rejected(way, right)
            return Sample(problem, str(right), effort=float(operations), trace=trace(way, right), rejected=wrong)
    raise Discard("no such number of steps")


def _open(puzzle: Urns | Dice | Boxes | Boards, right: Fraction) -> bool:
    """Neither certain nor impossible."""
    return 0 < right < 1 or (isinstance(puzzle, Urns | Boards) and puzzle.ask == "mean")


def trace(way: Route, right: Fraction) -> str:
    """The pencil route as lines."""
    return lines([*map(str, way.equations), f"So the answer is {right}."])


def rejected(way: Route, right: Fraction) -> str:
    """The route without its last line, and another quotient for an answer: by all that was counted, or upside down."""
    before = [Fraction(equation.value) for equation in way.equations[:-1] if 0 < equation.value < 1 and equation.value != right]
    wrong = before[-1] if before else 1 / right
    return lines([*map(str, way.equations[:-1]), f"So the answer is {wrong}."]) + f"\n\n<answer>\n{wrong}\n</answer>"


def prompt_variables(problem: Probability, rng: Random) -> dict[str, object]:
    puzzle = problem.puzzle
    kind = type(puzzle).__name__.lower()
    told: dict[str, object] = {"kind": kind, "p": puzzle, "example": f"{rng.randint(2, 30)}/{rng.choice((31, 37, 41, 43, 47))}"}
    match puzzle:
        case Urns():
            told |= {"event": _told(puzzle.event, puzzle.draws), "given": _told(puzzle.given, puzzle.draws)}
        case Dice():
            pass
        case Boxes():
            told |= {"chances": [str(Fraction(weight, sum(puzzle.weights))) for weight in puzzle.weights], "names": list("ABCDE")}
        case Boards():
            told |= {"names": list("ABCDEF"), "rows": [_row(row) for row in puzzle.moves]}
            told |= {"waits": any(target == here for here, row in enumerate(puzzle.moves) for target, _ in row)}
    shades = list(range(6))
    rng.shuffle(shades)
    return told | {"shades": shades}


def _told(bounds: tuple[Bound, ...], draws: int) -> list[tuple[str, int, int]]:
    """`("least", 2, colour)` for each."""
    return [
        (
            "exactly" if b.least == b.most else "least" if b.most == draws and b.least else "most",
            b.least if b.most == draws else b.most,
            b.colour,
        )
        for b in bounds
    ]


def _row(moves: tuple[tuple[int, int], ...]) -> list[tuple[int, str]]:
    every = sum(weight for _, weight in moves)
    return [(target, str(Fraction(weight, every))) for target, weight in moves]


def canonical(problem: Probability) -> object:
    """Colours and boxes in another order; a question about more than so many balls as one about fewer of the rest stays another."""
    puzzle = problem.puzzle
    match puzzle:
        case Urns():
            sides = (puzzle.event, puzzle.given)
            told = [[[(b.least, b.most) for b in side if b.colour == colour] for side in sides] for colour in range(len(puzzle.counts))]
            return "urns", puzzle.draws, puzzle.ask, sorted(zip(puzzle.counts, told, strict=True))
        case Boxes():
            every = sum(puzzle.weights)
            rows = ((str(Fraction(w, every)), balls) for w, balls in zip(puzzle.weights, puzzle.balls, strict=True))
            marked = sorted((*row, number == puzzle.box) for number, row in enumerate(rows))
            return "boxes", puzzle.seen, puzzle.put_back, puzzle.colour, marked
        case Boards():
            return "boards", puzzle.ask, [_row(row) for row in puzzle.moves]
    return "dice", sorted(puzzle.sides), puzzle.low, puzzle.high, puzzle.given, puzzle.number


TASK = Task(
    __name__,
    version=4,
    problem=Probability,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    canonical=canonical,
    guess_rate=0.02,
    capacity=(1_000,) * 2 + (4_000,) + (50_000,) * 7,
    unique=True,
)
