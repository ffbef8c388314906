"""What the zebra puzzle claims: its rules in words, what cheap policies win, and which puzzles are the same.

The policies read no clue, or only the kinds of clues that are quickly read."""

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

import msgspec

from synth.generators.logic.zebra_puzzle.rules import RULES as RULES
from synth.generators.solvers.network import full, network, relation
from synth.generators.solvers.search import solve
from synth.schemas.claims import Shortcut
from synth.verifiers.logic.zebra_puzzle import Attribute, Clue, ZebraPuzzle, arrange
from synth.verifiers.logic.zebra_puzzle.questions import Ask, answers


def _table(problem: ZebraPuzzle, place_of: dict[str, int]) -> str:
    """The table for the places (from 0) of all values, or what it answers to the questions."""
    if problem.asks:
        return ", ".join(answers(problem.asks, {value: place + 1 for value, place in place_of.items()}, problem.owners))
    rows = [[str(p + 1)] for p in range(problem.size)]
    for attribute in problem.attributes:
        for value in sorted(attribute.values, key=place_of.__getitem__):
            rows[place_of[value]].append(value)
    header = [problem.place.capitalize(), *(attribute.name for attribute in problem.attributes)]
    return "\n".join(" | ".join(row) for row in [header, *rows])


def _as_listed(problem: ZebraPuzzle) -> str:
    return _table(problem, {value: p for attribute in problem.attributes for p, value in enumerate(attribute.values)})


_RELATIONS: dict[str, Callable[[int, int, int], bool]] = {
    "same": lambda k, p, q: p == q,
    "differ": lambda k, p, q: p != q,
    "next": lambda k, p, q: abs(p - q) == 1,
    "apart": lambda k, p, q: abs(p - q) > 1,
    "just_left": lambda k, p, q: p + 1 == q,
    "left": lambda k, p, q: p < q,
    "distance": lambda k, p, q: abs(p - q) == k,
}


def _some_clues(problem: ZebraPuzzle, kinds: frozenset[str]) -> str:
    """The first table that a short search finds for the clues of these kinds; in the order of the lists where it finds none."""
    size = problem.size
    number = {value: v for v, value in enumerate(value for attribute in problem.attributes for value in attribute.values)}
    domains = [full(size)] * len(number)
    pairs = []
    for kind, values, k in map(msgspec.structs.astuple, problem.clues):
        if kind in kinds and kind in _RELATIONS:
            table = relation(size, partial(_RELATIONS[kind], k))
            pairs.append((number[values[0]], number[values[1]], table))
        elif kind in kinds:
            odd = sum(1 << p for p in range(0, size, 2))
            allowed = {"at": 1 << k >> 1, "not_at": ~(1 << k >> 1), "end": 1 | 1 << size - 1, "odd": odd, "even": ~odd}
            domains[number[values[0]]] &= allowed[kind]
    groups = [range(a * size, (a + 1) * size) for a in range(len(problem.attributes))]
    _, _, found = solve(network(len(number), size, groups, pairs), domains, 1, budget=200)
    return _table(problem, dict(zip(number, found[0].tolist(), strict=True))) if len(found) else _as_listed(problem)


_PLACES = frozenset(("at", "not_at", "end", "odd", "even"))
_DIRECT = frozenset(("at", "same", "just_left"))

SHORTCUTS = (
    Shortcut("all values in the order of their lists", _as_listed, (0.03, 0.02, 0.02, 0.04) + (0.02,) * 6),
    Shortcut("only the clues about one value", lambda problem: _some_clues(problem, _PLACES), (0.06, 0.03, 0.02, 0.03) + (0.02,) * 6),
    Shortcut(
        "only the clues that join two values for certain",
        lambda problem: _some_clues(problem, _DIRECT),
        (0.8, 0.75, 0.12, 0.06, 0.03) + (0.02,) * 5,
    ),
    Shortcut(
        "without neighbours and distances",
        lambda problem: _some_clues(problem, _PLACES | {"same", "differ", "left", "just_left"}),
        (0.88, 0.82, 0.3, 0.06, 0.04) + (0.02,) * 5,
    ),
)


def copies(problem: ZebraPuzzle, rng: Random) -> Iterator[ZebraPuzzle]:
    """Another theme with its words in another order, questions too, and the mirror image of that."""
    size = problem.size
    words = iter({"".join(rng.choices("abcdefghij", k=12)).capitalize(): None for _ in range(200)})
    new = {word: next(words) for word in (*problem.owners, *(attribute.name for attribute in problem.attributes))}
    attributes = tuple(sorted(Attribute(new[a.name], tuple(sorted(new[value] for value in a.values))) for a in problem.attributes))
    asks = [(ask.kind, tuple(new[word] for word in ask.words)) for ask in rng.sample(problem.asks, len(problem.asks))]
    where = {new[value]: place for value, place in problem.where.items()} if problem.asks else {}

    def mirrored(clue: Clue) -> Clue:
        kind, values, k = msgspec.structs.astuple(clue)
        if kind in ("left", "just_left"):
            values = values[::-1]
        elif kind in ("at", "not_at"):
            k = size + 1 - k
        elif kind in ("odd", "even") and size % 2 == 0:
            kind = "odd" if kind == "even" else "even"
        return Clue(kind, values, k)

    renamed = [Clue(clue.kind, arrange(clue.kind, tuple(new[value] for value in clue.values)), clue.number) for clue in problem.clues]
    for clues, turned in ((renamed, False), ([*map(mirrored, renamed)], True)):
        yield ZebraPuzzle(
            "thing",
            attributes,
            tuple(sorted(clues)),
            tuple(Ask(kind, tuple(sorted(named)) if kind == "between" else named) for kind, named in asks),
            tuple(tuple(size + 1 - where[v] if turned else where[v] for v in a.values) for a in attributes) if asks else (),
        )


def different(problem: ZebraPuzzle, rng: Random) -> Iterator[ZebraPuzzle]:
    """A clue less; another question."""
    for clue in rng.sample(problem.clues, 2):
        yield msgspec.structs.replace(problem, clues=tuple(c for c in problem.clues if c != clue))
    if len(problem.asks) > 1:
        yield msgspec.structs.replace(problem, asks=problem.asks[1:])
