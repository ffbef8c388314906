"""Genetics: crosses with dominance, linkage, sex linkage and genes that act together; pedigrees; gene pools; blood groups; three-point
testcrosses.

Effort is the number of operations of the pencil route: squares of gametes, cases of genotypes, formulas of frequencies."""

from itertools import permutations
from math import gcd
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.derivation import numbered
from synth.generators.science.genetics.cheap import POLICIES, USUAL
from synth.generators.science.genetics.draw import KINDS
from synth.generators.science.genetics.effort import effort
from synth.generators.science.genetics.wording import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.science.genetics import Blood, Cross, Genetics, Mapping, Pedigree, Pool, answer, route, verify

TRIES = 600
Kind = Literal["cross", "pedigree", "pool", "blood", "mapping"]


class Knobs(Frozen, frozen=True):
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=12)]
    """What may be asked about; one that stands there twice comes twice as often."""
    rank: Annotated[int, Meta(ge=1, le=10)]
    """How involved puzzles are drawn: more genes, linkage, later crosses, larger pedigrees, more generations."""
    steps: tuple[Annotated[int, Meta(ge=2, le=120)], Annotated[int, Meta(ge=4, le=150)]]
    """Fewest and most operations of the pencil route."""
    counted: Annotated[float, Meta(ge=0, le=1)]
    """Chance that in a cross a number of offspring is asked for, where that comes out whole."""
    denominator: Annotated[int, Meta(ge=16, le=1_000_000)]
    """Largest denominator of an answer."""

    def __post_init__(self) -> None:
        if self.steps[0] + 2 > self.steps[1]:
            raise ValueError("steps go from fewest to most, at least 2 apart")


_ALL: tuple[Kind, ...] = ("cross", "cross", "pedigree", "pool", "blood")
_MAPPED: tuple[Kind, ...] = (*_ALL, "mapping", "mapping")

LEVELS = (
    Knobs(("cross", "pool", "pool"), 1, (3, 6), 0.9, 10_000),
    Knobs(("cross", "pool", "pool", "blood"), 2, (5, 8), 0.8, 10_000),
    Knobs(("cross", "pool", "blood", "mapping"), 3, (8, 11), 0.7, 10_000),
    Knobs(("cross", "cross", "pool", "blood", "mapping", "mapping"), 4, (11, 14), 0.6, 50_000),
    Knobs(_MAPPED, 5, (14, 18), 0.5, 100_000),
    Knobs(_MAPPED, 6, (18, 22), 0.5, 100_000),
    Knobs(_ALL, 7, (22, 26), 0.5, 200_000),
    Knobs(_ALL, 8, (26, 31), 0.5, 200_000),
    Knobs(_ALL, 9, (31, 36), 0.5, 300_000),
    Knobs(_ALL, 10, (36, 46), 0.5, 500_000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    kind = rng.choice(knobs.kinds)
    for turn in range(TRIES):
        if turn % 100 == 99:
            kind = rng.choice(knobs.kinds)
        puzzle = KINDS[kind](rng, knobs.rank)
        if puzzle is None or not knobs.steps[0] <= (length := effort(puzzle)) <= knobs.steps[1]:
            continue
        problem = Genetics(puzzle)
        right = answer(problem)
        if isinstance(puzzle, Cross) and right and not puzzle.times and rng.random() < knobs.counted and right.denominator < 1000:
            among = right.denominator * rng.randint(-(-100 // right.denominator), 2_000 // right.denominator)
            problem = Genetics(replace(puzzle, among=among))
            right *= among
        if right is None or right <= 0 or right == 1 or right.denominator > knobs.denominator:
            continue
        if right.denominator > 1 and right.denominator < knobs.rank + 2:
            continue
        if all(policy(problem) != right for name, policy in POLICIES.items() if knobs.rank > 3 or name not in USUAL):
            return Sample(problem, str(right), effort=float(length), trace=trace(problem), rejected=rejected(problem, right))
    raise Discard("no such number of steps")


def trace(problem: Genetics) -> str:
    """The way by pencil as lines."""
    return numbered((True, str(equation)) for equation in route(problem).equations)


def rejected(problem: Genetics, right: Fraction) -> str:
    """The way by pencil without its last line, and an answer that leaves a part out, or what came before the last line."""
    lines = [str(equation) for equation in route(problem).equations[:-1]]
    guesses = (policy(problem) for name, policy in POLICIES.items() if name not in USUAL)
    wrong = next((guess for guess in guesses if guess is not None and guess != right), right + 1)
    return f"{numbered((True, line) for line in lines)}\n\n<answer>\n{wrong}\n</answer>".lstrip()


def canonical(problem: Genetics) -> object:
    """Whatever genes of a three-point testcross are called, in whatever order populations merge, with mother and father changed about where
    the sexes do not matter, and ratios in lowest terms."""
    match puzzle := problem.puzzle:
        case Mapping():
            return min(_lettered(puzzle, letters) for letters in permutations(range(3)))
        case Pool():
            sources = sorted([*_lowest(one.counts or one.recessive), len(one.counts), one.size] for one in puzzle.sources)
            return [sources, puzzle.then, puzzle.rates, puzzle.generations, puzzle.ask, puzzle.children]
        case Blood():
            parents = sorted((puzzle.mother, puzzle.father))
            return [puzzle.frequencies, parents, sorted(puzzle.children), puzzle.asked]
        case Cross() if not any(gene.x for gene in puzzle.genes):
            mother, father = sorted((puzzle.mother, puzzle.father))
            return replace(puzzle, mother=mother, father=father)
        case Pedigree(mode="recessive"):
            people = [[*sorted((one.mother, one.father)), one.state, one.test] for one in puzzle.people]
            return [people, puzzle.frequency, puzzle.detected, puzzle.penetrance, puzzle.person, puzzle.ask]
    return problem


def _lowest(numbers: tuple[int, ...]) -> list[int]:
    common = gcd(*numbers) or 1
    return [number // common for number in numbers]


def _lettered(mapping: Mapping, letters: tuple[int, ...]) -> list[object]:
    counts = [mapping.counts[sum(1 << letters[k] for k in range(3) if place >> k & 1)] for place in range(8)]
    pair = sorted(letters.index(gene) for gene in mapping.pair) if mapping.pair != (0, 0) else [0, 0]
    return [mapping.ask, counts, pair]


TASK = Task(
    __name__,
    version=4,
    problem=Genetics,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(700, 1_500, 5_000, 10_000, 20_000, 20_000) + (50_000,) * 4,
    unique=True,
    canonical=canonical,
)
