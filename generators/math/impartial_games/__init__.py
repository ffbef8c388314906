"""Impartial games: piles with rules of different kinds, so that each needs its own table of values before they can be combined.

Effort is the number of followers that have to be looked at for the tables, once for each rule, and for the moves, five at most of each
position: values soon leave the rest out."""

from functools import reduce
from operator import xor
from random import Random
from typing import Annotated, get_args

from msgspec import Meta

from synth.generators.math.impartial_games.solving import worked
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.impartial_games import LETTERS, ImpartialGames, Kind, Pile, moves, values, verify, winning

TRIES = 300
KINDS: tuple[Kind, ...] = get_args(Kind)
LOST = 1 / 14
"""Share of positions without a winning move."""


class Knobs(Frozen, frozen=True):
    piles: Annotated[int, Meta(ge=1, le=6)]
    """Piles on the table."""
    kinds: Annotated[int, Meta(ge=1, le=7)]
    """Kinds of rules that may occur: 1: any number; 2: up to a number; 3: one of some numbers; 4: at most half; 5: an odd number; 6: a
    proper divisor; 7: any number but some."""
    different: Annotated[int, Meta(ge=1, le=6)]
    """Different rules in one game."""
    smallest: Annotated[int, Meta(ge=2, le=30)]
    """Stones of the smallest pile."""
    largest: Annotated[int, Meta(ge=6, le=60)]
    """Stones of the largest pile, at most."""
    effort_from: Annotated[int, Meta(ge=0, le=1_000)]
    """Least effort."""

    def __post_init__(self) -> None:
        if self.different > self.piles or self.largest < self.smallest + 4 or self.different > self.kinds + 2:
            raise ValueError("no more rules than piles, few rules of few kinds, and largest at least smallest + 4")


LEVELS = (
    Knobs(2, 1, 1, 2, 60, 0),
    Knobs(3, 1, 1, 3, 20, 0),
    Knobs(4, 2, 2, 3, 20, 0),
    Knobs(3, 3, 2, 4, 18, 45),
    Knobs(3, 4, 3, 5, 18, 60),
    Knobs(3, 5, 3, 6, 22, 85),
    Knobs(4, 6, 3, 6, 25, 110),
    Knobs(4, 7, 4, 8, 28, 150),
    Knobs(5, 7, 4, 9, 32, 200),
    Knobs(5, 7, 5, 12, 38, 270),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    lost = knobs.piles > 2 and rng.random() < LOST  # two piles that are alike would be told by looking
    for _ in range(TRIES):
        rules = _rules(rng, knobs)
        piles = [_pile(rng, knobs, rules[place % len(rules)]) for place in range(knobs.piles)]
        rng.shuffle(piles)
        if lost:
            piles = _balanced(rng, knobs, piles)
        problem = ImpartialGames(tuple(piles))
        right = winning(problem)
        if bool(right) == lost or len(right) > 6 or len(set(piles)) < len(piles):
            continue
        # Formulas solve what has no other rules; beyond that, nothing that is cheap may be right.
        if knobs.kinds > 2 and not lost and _written(right) in {guess(problem) for guess in GUESSES}:
            continue
        effort = work(problem)
        if effort >= knobs.effort_from:
            return Sample(problem, _written(right), effort=float(effort), trace=worked(problem)[0], rejected=rejected(problem))
    raise Discard("too easy")


def rejected(problem: ImpartialGames) -> str:
    """The same with a pile forgotten in the sum, and what it finds then; nothing where that would be right, or the last one."""
    for place in range(len(problem.piles) - 1, -1, -1):
        lines, answer = worked(problem, place)
        if not verify(problem, answer):
            return f"{lines}\n\n<answer>\n{answer}\n</answer>"
    return ""


def _rules(rng: Random, knobs: Knobs) -> list[tuple[Kind, tuple[int, ...]]]:
    """Different rules; the last of the kinds that the level allows is among them where there is room for it."""
    allowed = KINDS[: knobs.kinds]
    kinds = [allowed[-1]] if knobs.different > 1 else []
    kinds += [rng.choice(allowed) for _ in range(knobs.different - len(kinds))]
    found: list[tuple[Kind, tuple[int, ...]]] = []
    for kind in kinds:
        for _ in range(20):
            rule = kind, _numbers(rng, kind)
            if rule not in found:
                found.append(rule)
                break
            kind = rng.choice(allowed)
    return found


def _numbers(rng: Random, kind: Kind) -> tuple[int, ...]:
    if kind == "upto":
        return (rng.randint(2, 7),)
    if kind == "set":
        return tuple(sorted(rng.sample(range(1, 10), rng.randint(2, 4))))
    return tuple(sorted(rng.sample(range(1, 6), rng.randint(1, 3)))) if kind == "not" else ()


def _pile(rng: Random, knobs: Knobs, rule: tuple[Kind, tuple[int, ...]]) -> Pile:
    return Pile(rng.randint(knobs.smallest, knobs.largest), *rule)


def _balanced(rng: Random, knobs: Knobs, piles: list[Pile]) -> list[Pile]:
    """The piles with one of them resized so that the first player loses, if some size does that."""
    for place in rng.sample(range(len(piles)), len(piles)):
        pile = piles[place]
        rest = reduce(xor, (values(p.kind, p.numbers, p.size)[-1] for k, p in enumerate(piles) if k != place), 0)
        table = values(pile.kind, pile.numbers, knobs.largest)
        fitting = [size for size in range(knobs.smallest, knobs.largest + 1) if table[size] == rest]
        if fitting:
            return [*piles[:place], Pile(rng.choice(fitting), pile.kind, pile.numbers), *piles[place + 1 :]]
    return piles


def _written(found: frozenset[tuple[int, int]]) -> str:
    return ", ".join(f"{LETTERS[place]}{taken}" for place, taken in sorted(found)) or "none"


def _as_nim(problem: ImpartialGames) -> str:
    """As if any number might be taken from every pile; moves that are not allowed are left out."""
    total = reduce(xor, (pile.size for pile in problem.piles))
    found = set()
    for place, pile in enumerate(problem.piles):
        taken = pile.size - (pile.size ^ total)
        if taken > 0 and taken in moves(pile.kind, pile.numbers, pile.size):
            found.add((place, taken))
    return _written(frozenset(found))


def _by_remainders(problem: ImpartialGames) -> str:
    """Each pile by its size modulo one more than the largest number that may be taken."""
    worth = [pile.size % (max(pile.numbers) + 1) if pile.numbers else pile.size for pile in problem.piles]
    total = reduce(xor, worth)
    found = {
        (place, taken)
        for place, pile in enumerate(problem.piles)
        for taken in moves(pile.kind, pile.numbers, pile.size)
        if ((pile.size - taken) % (max(pile.numbers) + 1) if pile.numbers else pile.size - taken) == worth[place] ^ total
    }
    return _written(frozenset(found))


def _first_alone(problem: ImpartialGames) -> str:
    """A move that would win if its pile were the only one."""
    for place, pile in enumerate(problem.piles):
        table = values(pile.kind, pile.numbers, pile.size)
        for taken in moves(pile.kind, pile.numbers, pile.size):
            if table[pile.size - taken] == 0:
                return _written(frozenset([(place, taken)]))
    return "none"


def _even_moves(problem: ImpartialGames) -> str:
    """Moves that leave an even number of stones in all."""
    total = sum(pile.size for pile in problem.piles)
    pairs = ((place, n) for place, pile in enumerate(problem.piles) for n in moves(pile.kind, pile.numbers, pile.size))
    return _written(frozenset((place, taken) for place, taken in pairs if (total - taken) % 2 == 0))


GUESSES = (_as_nim, _by_remainders, _first_alone, _even_moves)


def work(problem: ImpartialGames) -> int:
    """Followers looked at for the tables of values, once for each rule, and for the moves."""
    largest: dict[tuple[Kind, tuple[int, ...]], int] = {}
    for pile in problem.piles:
        rule = pile.kind, pile.numbers
        largest[rule] = max(pile.size, largest.get(rule, 0))
    tables = sum(_table_work(*rule, size) for rule, size in largest.items())
    return tables + sum(min(5, len(moves(pile.kind, pile.numbers, pile.size))) for pile in problem.piles)


def _table_work(kind: Kind, numbers: tuple[int, ...], size: int) -> int:
    """Plain Nim and taking up to a number have formulas; a table is worked out with a look at each follower up to five."""
    if kind in ("any", "upto"):
        return 2
    return sum(min(5, len(moves(kind, numbers, stones))) for stones in range(1, size + 1))


def prompt_variables(problem: ImpartialGames, rng: Random) -> dict[str, object]:
    return {
        "piles": [
            {"letter": LETTERS[place], "size": pile.size, "kind": pile.kind, "numbers": list(pile.numbers)}
            for place, pile in enumerate(problem.piles)
        ],
        "example": ", ".join(f"{letter}{rng.randint(61, 99)}" for letter in LETTERS[: rng.randint(1, 2)]),
    }


def canonical(problem: ImpartialGames) -> object:
    """The piles in any order."""
    return sorted((pile.kind, pile.numbers, pile.size) for pile in problem.piles)


TASK = Task(
    __name__,
    version=3,
    problem=ImpartialGames,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.12,
    capacity=(500, 2_000, 20_000) + (100_000,) * 7,
    unique=True,
    canonical=canonical,
)
