"""Counting: strings, paths, assignments, sums and chains of beads under conditions, the further ones of which act on the others.

Effort is the number of operations of the pencil route: sums over states, rook numbers, inclusion and exclusion, Burnside's lemma."""

from functools import cache
from itertools import permutations
from random import Random
from typing import Annotated, Any, Literal

from msgspec import Meta

from synth.generators.math._derivation import lines
from synth.generators.math.counting.draw import KINDS
from synth.generators.math.counting.easier import EASIER
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math._route import Route
from synth.verifiers.math.counting import Assignments, Counting, Necklaces, Paths, Sums, Words, route, verify

TRIES = 400

Kind = Literal["words", "paths", "assignments", "sums", "necklaces"]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=12)]
    """What may be counted; one that stands there twice comes twice as often."""
    extras: Annotated[int, Meta(ge=0, le=2)]
    """Further conditions, where the kind has so many: a count of letters, a crossing to be used, chains that may be turned over."""
    steps: tuple[Annotated[int, Meta(ge=3, le=120)], Annotated[int, Meta(ge=3, le=150)]]
    """Fewest and most operations of the pencil route."""
    least: Annotated[int, Meta(ge=5, le=60)]
    """Smallest number that is an answer."""

    def __post_init__(self) -> None:
        if self.steps[0] + 3 > self.steps[1]:
            raise ValueError("steps go from fewest to most, at least 3 apart")


_FIRST: tuple[Kind, ...] = ("words", "paths", "sums", "sums", "sums")
_MORE: tuple[Kind, ...] = ("words", "paths", "paths", "sums", "sums", "assignments")
_ALL: tuple[Kind, ...] = (*("words",) * 2, "paths", "assignments", *("sums",) * 3, "necklaces")
_DEEP: tuple[Kind, ...] = (*("words",) * 3, "paths", *("assignments",) * 2, *("sums",) * 4, *("necklaces",) * 2)

LEVELS = (
    Knobs(_FIRST, 0, (4, 9), 6),
    Knobs(_FIRST, 0, (9, 13), 10),
    Knobs(_MORE, 0, (13, 18), 12),
    Knobs(_MORE, 1, (18, 24), 20),
    Knobs(_ALL, 1, (24, 30), 20),
    Knobs(_ALL, 1, (30, 39), 30),
    Knobs(_ALL, 1, (39, 49), 30),
    Knobs(_DEEP, 2, (49, 61), 30),
    Knobs(_DEEP, 2, (61, 76), 30),
    Knobs(_DEEP, 2, (76, 96), 30),
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
        if not knobs.steps[0] <= operations <= knobs.steps[1] or right < knobs.least:
            continue
        problem = Counting(puzzle)
        easier = [policy for name, policy in EASIER.items() if knobs.steps[1] > 20 or name != "each condition alone"]
        if str(right) not in (policy(problem) for policy in easier):
            wrong = rejected(way, right)
            return Sample(problem, str(right), effort=float(operations), trace=trace(way, right), rejected=wrong)
    raise Discard("no such number of steps")


def trace(way: Route, right: int) -> str:
    """The pencil route as lines."""
    return lines([*map(str, way.equations), f"So there are {right}."])


def rejected(way: Route, right: int) -> str:
    """The route without its last line, and the value before it for an answer."""
    before = [equation.value for equation in way.equations[:-1] if equation.value != right]
    wrong = before[-1] if before else right + 1
    return lines([*map(str, way.equations[:-1]), f"So there are {wrong}."]) + f"\n\n<answer>\n{wrong}\n</answer>"


def prompt_variables(problem: Counting, rng: Random) -> dict[str, object]:
    puzzle = problem.puzzle
    told: dict[str, object] = {"kind": type(puzzle).__name__.lower(), "p": puzzle, "example": str(rng.randint(3, 9))}
    match puzzle:
        case Words():
            told |= {"alphabet": list("ABCD"[: puzzle.letters])}
        case Paths():
            told |= {"closed": [f"({x}, {y})" for x, y in puzzle.blocked], "through": [f"({x}, {y})" for x, y in puzzle.through]}
        case Assignments():
            told |= {
                "jobs": list("ABCDEFGH"[: len(puzzle.dislikes)]),
                "dislikes": [["ABCDEFGH"[job] for job in row] for row in puzzle.dislikes],
                "dislikers": [who for who, row in enumerate(puzzle.dislikes) if row],
            }
        case Sums():
            told |= {"kinds": list(zip(puzzle.values, puzzle.least, puzzle.most, strict=True))}
        case Necklaces():
            pass
    people = list(range(12))
    rng.shuffle(people)
    return told | {"who": people}


def canonical(problem: Counting) -> object:
    """Letters renamed, streets mirrored, people and stamps in another order."""
    puzzle = problem.puzzle
    match puzzle:
        case Words():
            return "words", puzzle.letters, puzzle.length, puzzle.exactly, puzzle.turned, *_renamed(puzzle)
        case Paths():
            return "paths", puzzle.run, min(_directions(puzzle))
        case Assignments():
            return "assignments", puzzle.unhappy, sorted(puzzle.dislikes)
        case Sums():
            kinds = zip(puzzle.values, puzzle.least, puzzle.most, strict=True)
            if not puzzle.even and not puzzle.more:
                return "sums", puzzle.total, puzzle.pieces, sorted(kinds)
            roles = ((k in puzzle.even, k in puzzle.more, k in puzzle.more[:1]) for k in range(len(puzzle.values)))
            return "sums", puzzle.total, sorted(zip(kinds, roles, strict=True))
    return "necklaces", puzzle.beads, puzzle.weights, puzzle.total, puzzle.mirror


def _renamed(puzzle: Words) -> tuple[str, str, list[str]]:
    """First and last letter and the blocks, with letters in the order that makes the least of them; A keeps its name where it is counted.
    Strings may be reversed."""
    letters = "ABCD"[: puzzle.letters]
    kept = 0 if puzzle.exactly < 0 else 1
    found = []
    for order in _orders(letters[kept:]):
        names = str.maketrans(letters, letters[:kept] + order)
        blocks, ends = [block.translate(names) for block in puzzle.forbidden], (puzzle.first.translate(names), puzzle.last.translate(names))
        found += [(*ends, sorted(blocks)), (*ends[::-1], sorted(block[::-1] for block in blocks))]
    return min(found)


@cache
def _orders(letters: str) -> list[str]:
    return ["".join(order) for order in permutations(letters)]


def _directions(puzzle: Paths) -> list[Any]:
    """As it stands, with the two directions exchanged, and each of these from the end."""
    found = list[Any]()
    w, h = puzzle.width, puzzle.height
    for a, b, points in (
        (w, h, (puzzle.blocked, puzzle.through)),
        (h, w, tuple(tuple((y, x) for x, y in some) for some in (puzzle.blocked, puzzle.through))),
    ):
        found.append((a, b, *(sorted(some) for some in points)))
        found.append((a, b, *(sorted((a - x, b - y) for x, y in some) for some in points)))
    return found


TASK = Task(
    __name__,
    version=4,
    problem=Counting,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    canonical=canonical,
    guess_rate=0.08,
    capacity=(1_000,) * 2 + (2_000,) + (50_000,) * 7,
    unique=True,
)
