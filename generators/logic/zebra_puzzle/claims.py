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


RULES = (
    Rule(
        "values",
        {
            "en": r"exactly one of the values of each attribute, and no two people share"
            r"|one value of every attribute, and each value goes to exactly one"
            r"|each one belongs to exactly one person, while every person has exactly one"
            r"|one value from every list; each value is used once"
            r"|each value fits one person only, and each person has one"
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
        {
            "en": lambda p: (
                rf"one line for each {p.place} with its number|{p.size} lines, one per {p.place}: its number"
                rf"|one line per {p.place} that starts"
                rf"|each row holds the number of a {p.place}|row for each {p.place} consisting of its number"
            )
        },
    ),
    Rule(
        "header",
        {
            "en": r"names of the attributes, in any order|all attribute names, columns in whatever order"
            r"|then the attributes in the order you prefer"
            r"|the attribute names \(choose their order\)|every attribute name \(any order of columns\)"
        },
    ),
    Rule(
        "header",
        {
            "en": r"values in the order of the (header|titles)|values under their names|values in the same order"
            r"|and the matching values"
        },
    ),
    Rule(
        "clue",
        {
            "en": r"exactly one arrangement fits all clues|all of these statements are true"
            r"|from the facts below, work out the one possible"
            r"|the clues leave exactly one way|one assignment that makes everything true"
        },
    ),
    Rule("clue", {"en": _numbers}, lambda problem: any(clue.number for clue in problem.clues)),
    Rule(
        "clue",
        {
            "en": r'"left" means a lower|to the left of B when A\'s \w+ has the smaller number|left is toward'
            r"|left of, right of: with a smaller"
            r"|left of somebody else if the number of the \w+ is lower"
        },
    ),
    Rule(
        "clue",
        {
            "en": r"mean that the two numbers differ by exactly 1\b|left or right: consecutive numbers"
            r"|numbers of their \w+ differ by exactly 1\b"
            r"|neighbors: the \w+ numbers differ by 1\b|all require consecutive numbers"
        },
    ),
    Rule(
        "clue",
        {
            "en": r"others is at a number strictly between theirs|larger than one of theirs and smaller than the other one's"
            r"|one of these is further to the left and the other further to the right"
            r"|greater than that of one and less than that of the other"
            r"|\"between\" two people means having one of them somewhere on the left and the other somewhere on the right"
        },
    ),
    Rule(
        "clue",
        {
            "en": r"between two people (are counted without those of the two|do not include their own"
            r"|are those strictly between theirs"
            r"|exclude the two people's own)|only those whose numbers lie strictly between"
        },
    ),
    Rule(
        "clue",
        {
            "en": r"one person and the other, they are different people|\"the other\", these are two different people"
            r"|always speaks of two different people"
            r"|one and the other: never the same person|it speaks of two people, not of one"
        },
    ),
    Rule(
        "clue",
        {
            "en": r"two descriptions may (fit the same person|turn out to be one person's)"
            r"|two descriptions in one clue:? may (mean|belong to) the same"
            r"|one person may fit two descriptions"
        },
    ),
    Rule("format", {"en": r'(by|put|with|use) " \| "'}),
)


def _table(problem: ZebraPuzzle, place_of: dict[str, int]) -> str:
    """The table for the places (from 0) of all values."""
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
    Shortcut("all values in the order of their lists", _as_listed, (0.03,) + (0.02,) * 9),
    Shortcut("only the clues about one value", lambda problem: _some_clues(problem, _PLACES), (0.06, 0.03) + (0.02,) * 8),
    Shortcut(
        "only the clues that join two values for certain",
        lambda problem: _some_clues(problem, _DIRECT),
        (0.8, 0.75, 0.12, 0.08, 0.03) + (0.02,) * 5,
    ),
    Shortcut(
        "without neighbours and distances",
        lambda problem: _some_clues(problem, _PLACES | {"same", "differ", "left", "just_left"}),
        (0.88, 0.82, 0.3, 0.18, 0.04) + (0.02,) * 5,
    ),
)


def copies(problem: ZebraPuzzle, rng: Random) -> Iterator[ZebraPuzzle]:
    """Another theme with its words in another order, and the mirror image of that."""
    size = problem.size
    words = iter({"".join(rng.choices("abcdefghij", k=12)).capitalize(): None for _ in range(200)})
    new = {value: next(words) for attribute in problem.attributes for value in attribute.values}
    attributes = tuple(sorted(Attribute(next(words), tuple(sorted(new[value] for value in a.values))) for a in problem.attributes))

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
    yield ZebraPuzzle("thing", attributes, tuple(sorted(renamed)))
    yield ZebraPuzzle("thing", attributes, tuple(sorted(map(mirrored, renamed))))


def different(problem: ZebraPuzzle, rng: Random) -> Iterator[ZebraPuzzle]:
    """A clue less."""
    for clue in rng.sample(problem.clues, 2):
        yield msgspec.structs.replace(problem, clues=tuple(c for c in problem.clues if c != clue))
