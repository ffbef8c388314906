"""What the zebra puzzle claims: its rules in words, what cheap policies win, and which puzzles are the same.

The policies read no clue, or only the kinds of clues that are quickly read."""

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

import msgspec

from synth.generators.solvers.network import full, network, relation
from synth.generators.solvers.search import solve
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.zebra_puzzle import Attribute, Clue, ZebraPuzzle, arrange
from synth.verifiers.logic.zebra_puzzle.questions import Ask, answers


def _lists(problem: ZebraPuzzle) -> str:
    return "".join(f"(?=.*{attribute.name}: {', '.join(attribute.values)}\n)" for attribute in problem.attributes) + "."


def _numbers(problem: ZebraPuzzle) -> str:
    """The places and distances that clues speak of."""
    place = problem.place
    texts = {
        f"between .{{1,160}} exactly (one {place}\\b|{clue.number - 1} {place}s)|differ by exactly {clue.number}\\b"
        if clue.kind == "distance"
        else f"{place} {clue.number}\\b"
        for clue in problem.clues
        if clue.number
    }
    return "".join(f"(?=.*({text}))" for text in sorted(texts)) + "."


def _ends(problem: ZebraPuzzle) -> str:
    place, n = problem.place, problem.size
    return (
        rf"numbered 1 to {n} from left to right|number 1 is the leftmost and number {n} the rightmost"
        rf"|{place} 1 is at the left end, {place} {n} is"
        rf"|going from left to right, the {place}s have the numbers 1 to {n}|from the left: the first is {place} 1\b"
    )


def _uses(*kinds: str) -> Callable[[ZebraPuzzle], bool]:
    return lambda problem: any(clue.kind in kinds for clue in problem.clues)


def _whole(problem: ZebraPuzzle) -> bool:
    return not problem.asks


def _short(problem: ZebraPuzzle) -> bool:
    return bool(problem.asks)


def _asked(problem: ZebraPuzzle) -> str:
    """Each question on a line of its own, in order."""
    place, n = problem.place, problem.size
    lines = []
    for number, ask in enumerate(problem.asks, 1):
        first, last = ask.words[0], ask.words[-1]
        text = {
            "value": rf"(the {last} of .*{first}|what .*{first}.* for {last})",
            "place": rf"(the number of the {place} of .*{first}|the {place} number of .*{first})",
            "between": rf"(how many|the number of) {place}s (there are )?between .*{first}.* and .*{last}.*"
            r"\(0 if they are neighbors or the same person\)",
            "order": rf"(all values of {first} in the order of the {place}s,|the {first} of every person) from {place} 1 to {place} {n}",
        }[ask.kind]
        lines.append(rf"\({number}\) (?-s:{text}.*)\n")
    return "".join(lines)


RULES = (
    Rule(
        "values",
        {
            "en": r"exactly one value of each attribute, and no two people share"
            r"|one value of every attribute, and each value goes to exactly one"
            r"|each one belongs to exactly one person, while every person has exactly one"
            r"|one value from every list; each value is used once"
            r"|fits one person only, and each person has one"
        },
    ),
    Rule("values", {"en": _lists}),
    Rule("places", {"en": _ends}),
    Rule(
        "places",
        {
            "en": lambda p: (
                rf"one person \w+ each|each {p.place} has exactly one of them|one \w+ each {p.place}\b"
                rf"|every {p.place} belongs to one person"
            )
        },
    ),
    Rule(
        "places",
        {"en": lambda p: rf"one line for each {p.place} with its number|{p.size} lines, one per {p.place}: its number"},
        _whole,
    ),
    Rule("header", {"en": r"names of the attributes, in any order|all attribute names, columns in whatever order"}, _whole),
    Rule("header", {"en": r"values in the order of the header|values under their names"}, _whole),
    Rule(
        "clue",
        {
            "en": r"exactly one arrangement fits all clues|all of these statements are true"
            r"|leave one possible arrangement|leave exactly one way|one arrangement makes everything true"
        },
    ),
    Rule("clue", {"en": _numbers}, lambda problem: any(clue.number for clue in problem.clues)),
    Rule(
        "clue",
        {"en": r'"left" means a lower \w+ number and "right" a higher|to the left of somebody has the smaller \w+ number'},
        _uses("left", "just_left", "between"),
    ),
    Rule(
        "clue",
        {"en": r"mean that the two numbers differ by exactly 1\b|left or right of each other have consecutive numbers"},
        _uses("next", "apart", "just_left"),
    ),
    Rule(
        "clue",
        {"en": r"between two others is at a number strictly between theirs|between two people when one of them is further to the left"},
        _uses("between"),
    ),
    Rule(
        "clue",
        {"en": r"between two people (do not include their own|are counted without those of the two)"},
        lambda problem: _uses("distance", "apart")(problem) or any(ask.kind == "between" for ask in problem.asks),
    ),
    Rule("clue", {"en": r'"the other" are never the same person|"the other", two different people are meant'}, _uses("pair", "between")),
    Rule("clue", {"en": r"two descriptions in one clue may (fit|belong to) the same person"}, _uses("pair", "either")),
    Rule("question", {"en": _asked}, _short),
    Rule("question", {"en": r"in this order and separated by commas|in this order with commas in between"}, _short),
    Rule("format", {"en": r'(by|put|with|use) " \| "'}, _whole),
)


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
