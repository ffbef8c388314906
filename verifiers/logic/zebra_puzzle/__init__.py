"""Zebra puzzle: find the one table of places and attributes in which every clue holds, or answer questions about it.

Refused for the first of: format (not one table made of the given words and the numbers of the places, or not as many of these words and
numbers as are asked for), places (not one row or column for each place, or not numbered 1 to n), header (a name stands over or beside
values of other attributes only), values (not exactly one value of each attribute in each place and each value once), clue (a clue does
not hold), question (something that is asked for is not as in the one table).

The table may list the places as rows (numbered in any order, or unnumbered from 1 to n) or as columns; the attributes come in
any order, and their names may be left out, because no value belongs to two attributes. Upper and lower case are the same."""

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.zebra_puzzle.questions import Ask, Word, answers, read_items
from synth.verifiers.logic.zebra_puzzle.tables import NEUTRAL_WORDS, read

OnOne = Literal["at", "not_at", "end", "odd", "even"]
OnTwo = Literal["same", "differ", "next", "apart", "just_left", "left", "distance"]
OnMore = Literal["between", "either", "pair"]
Kind = Literal[OnOne, OnTwo, OnMore]
ARITY = {"at": 1, "not_at": 1, "end": 1, "odd": 1, "even": 1, "between": 3, "either": 3, "pair": 4}
"""Values that a clue speaks of, by kind; two for those that are not listed."""
UNORDERED = ("same", "differ", "next", "apart", "distance")


class Clue(msgspec.Struct, frozen=True, array_like=True, order=True, forbid_unknown_fields=True):
    """What is said of the places p, q, r, s (counted from 1 at the left) of one to four values, with k = number:

    at: p = k. not_at: p != k. end: p is 1 or n. odd, even: p is. same: p = q. differ: p != q. next: |p - q| = 1. apart:
    |p - q| > 1. just_left: p + 1 = q. left: p < q. distance: |p - q| = k. between: q < p < r or r < p < q. either: exactly
    one of p = q and p = r. pair: p != q, and {p, q} = {r, s}. Interchangeable values are in alphabetical order; number is 0
    where no k is spoken of."""

    kind: Kind
    values: Annotated[tuple[Word, ...], Meta(min_length=1, max_length=4)]
    number: Annotated[int, Meta(ge=0, le=10)] = 0


class Attribute(msgspec.Struct, frozen=True, array_like=True, order=True, forbid_unknown_fields=True):
    """values: sorted; one for each place."""

    name: Word
    values: Annotated[tuple[Word, ...], Meta(min_length=3, max_length=10)]


class ZebraPuzzle(Problem, frozen=True):
    """place: what is numbered from left to right, in the singular ("house"). attributes: sorted by name, equally many values
    each, no word twice. clues: sorted, no clue twice. asks: the questions, none where the whole table is asked for. solution: with
    questions, the place of each value of each attribute in the one table, by which answers are judged; else empty."""

    place: Annotated[str, Meta(pattern=r"^[a-z]{2,16}\Z")]
    attributes: Annotated[tuple[Attribute, ...], Meta(min_length=2, max_length=8)]
    clues: Annotated[tuple[Clue, ...], Meta(min_length=1, max_length=200)]
    asks: Annotated[tuple[Ask, ...], Meta(max_length=6)] = ()
    solution: Annotated[tuple[tuple[int, ...], ...], Meta(max_length=8)] = ()

    def __post_init__(self) -> None:
        size = self.size
        if any(len(attribute.values) != size for attribute in self.attributes):
            raise ValueError("every attribute has as many values as there are places")
        names = [attribute.name for attribute in self.attributes]
        if names != sorted(names) or any(list(a.values) != sorted(a.values) for a in self.attributes):
            raise ValueError("attributes and their values must be sorted")
        words = [self.place, *names, *(value for attribute in self.attributes for value in attribute.values)]
        lower = {word.lower() for word in words}
        if len(lower) != len(words) or not NEUTRAL_WORDS.isdisjoint(lower):
            raise ValueError("place, names and values must be different words, none of them reserved for tables")
        known = set(words[1 + len(names) :])
        if any(a >= b for a, b in zip(self.clues, self.clues[1:], strict=False)):
            raise ValueError("clues must be sorted and different")
        for kind, values, number in map(msgspec.structs.astuple, self.clues):
            if len(values) != ARITY.get(kind, 2) or len(set(values)) != len(values) or not known.issuperset(values):
                raise ValueError(f"{kind} speaks of {ARITY.get(kind, 2)} different values of the puzzle")
            if values != arrange(kind, values):
                raise ValueError(f"interchangeable values of {kind} must be sorted")
            low, high = {"at": (1, size), "not_at": (1, size), "distance": (2, size - 1)}.get(kind, (0, 0))
            if not low <= number <= high:
                raise ValueError(f"the number of {kind} must lie within {low}..{high}")
        self._check_questions(known, names)

    def _check_questions(self, known: set[str], names: list[str]) -> None:
        owners = self.owners
        for kind, words in map(msgspec.structs.astuple, self.asks):
            values = words if kind in ("place", "between") else words[:-1]
            attributes = words[-1:] if kind in ("value", "order") else ()
            told = known.issuperset(values) and {*names}.issuperset(attributes)
            if len(words) != (2 if kind in ("value", "between") else 1) or not told:
                raise ValueError(f"{kind} asks about words of the puzzle")
            if len(set(words)) != len(words) or owners.get(words[0]) == words[-1] or (kind == "between" and words[0] > words[1]):
                raise ValueError(f"{kind} asks about different words, interchangeable ones sorted")
        if len(set(self.asks)) != len(self.asks):
            raise ValueError("questions are different")
        if not self.asks and not self.solution:
            return
        if not self.asks or [sorted(places) for places in self.solution] != [[*range(1, self.size + 1)]] * len(names):
            raise ValueError("with questions, and only then, the solution has a place for each value")
        if not all(holds(clue, self.where, self.size) for clue in self.clues):
            raise ValueError("a clue does not hold in the solution")

    @property
    def size(self) -> int:
        """The number of places."""
        return len(self.attributes[0].values)

    @property
    def owners(self) -> dict[str, str]:
        """The attribute of each value: `{"tea": "Drink", ...}`."""
        return {value: attribute.name for attribute in self.attributes for value in attribute.values}

    @property
    def where(self) -> dict[str, int]:
        """The place of each value in the solution."""
        return dict(zip(self.owners, (place for places in self.solution for place in places), strict=True))


def arrange(kind: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a clue with interchangeable ones in alphabetical order."""
    if kind in UNORDERED:
        return (values[0], values[1]) if values[0] < values[1] else (values[1], values[0])
    if kind in ("between", "either"):
        return values if values[1] < values[2] else (values[0], values[2], values[1])
    if kind == "pair":
        first, second = sorted((tuple(sorted(values[:2])), tuple(sorted(values[2:]))))
        return (*first, *second)
    return values


# By n, k and the places p, q, r, s.
_RULES: dict[str, Callable[[int, int, int, int, int, int], bool]] = {
    "at": lambda n, k, p, q, r, s: p == k,
    "not_at": lambda n, k, p, q, r, s: p != k,
    "end": lambda n, k, p, q, r, s: p in (1, n),
    "odd": lambda n, k, p, q, r, s: p % 2 == 1,
    "even": lambda n, k, p, q, r, s: p % 2 == 0,
    "same": lambda n, k, p, q, r, s: p == q,
    "differ": lambda n, k, p, q, r, s: p != q,
    "next": lambda n, k, p, q, r, s: abs(p - q) == 1,
    "apart": lambda n, k, p, q, r, s: abs(p - q) > 1,
    "just_left": lambda n, k, p, q, r, s: p + 1 == q,
    "left": lambda n, k, p, q, r, s: p < q,
    "distance": lambda n, k, p, q, r, s: abs(p - q) == k,
    "between": lambda n, k, p, q, r, s: q < p < r or r < p < q,
    "either": lambda n, k, p, q, r, s: (p == q) != (p == r),
    "pair": lambda n, k, p, q, r, s: p != q and ((p, q) == (r, s) or (p, q) == (s, r)),
}


def holds(clue: Clue, where: dict[str, int], size: int) -> bool:
    """Whether a clue is true when each value is at the place `where` says."""
    p, q, r, s = ([where[value] for value in clue.values] + [0, 0, 0])[:4]
    return _RULES[clue.kind](size, clue.number, p, q, r, s)


def verify(problem: ZebraPuzzle, answer: str) -> Verdict:
    size = problem.size
    if problem.asks:
        owners = problem.owners
        wanted = [item.lower() for item in answers(problem.asks, problem.where, owners)]
        idle = frozenset({"the", "and", "number", "position", "place", "places", problem.place, problem.place + "s"})
        names = frozenset(attribute.name.lower() for attribute in problem.attributes)
        found = read_items(answer, frozenset(map(str.lower, owners)), idle | names, len(problem.asks), len(wanted))
        if found is None:
            return refuse("format")
        return ACCEPT if found == wanted else refuse("question")
    where = read(problem.place, tuple((attribute.name, attribute.values) for attribute in problem.attributes), answer)
    if isinstance(where, Verdict):
        return where
    return ACCEPT if all(holds(clue, where, size) for clue in problem.clues) else refuse("clue")


_PEOPLE = (
    Attribute("Drink", ("milk", "tea", "water")),
    Attribute("Name", ("Anna", "Boris", "Carla")),
    Attribute("Pet", ("cat", "dog", "owl")),
)


def _about(*clues: str) -> ZebraPuzzle:
    """A puzzle from clues such as `at dog 3`."""
    parts = [clue.split() for clue in clues]
    found = ((p[0], tuple(w for w in p[1:] if not w.isdigit()), int(p[-1]) if p[-1].isdigit() else 0) for p in parts)
    return ZebraPuzzle("house", _PEOPLE, tuple(msgspec.convert(clue, Clue) for clue in found))


_SMALL = _about("at dog 3", "just_left tea milk", "next Boris cat", "same Anna tea")
_ASKED = msgspec.structs.replace(
    _about("at dog 3", "at tea 1", "just_left tea milk", "next Boris cat", "same Anna cat", "same Anna tea"),
    asks=(Ask("value", ("Boris", "Pet")), Ask("place", ("cat",)), Ask("between", ("Anna", "dog"))),
    solution=((2, 1, 3), (1, 2, 3), (1, 3, 2)),
)
_TOGETHER = msgspec.structs.replace(_ASKED, asks=(Ask("between", ("Anna", "cat")), Ask("between", ("Boris", "cat"))))
_ORDER = msgspec.structs.replace(_ASKED, asks=(Ask("order", ("Drink",)),))
_TABLE = "House | Name | Drink | Pet\n1 | Anna | tea | cat\n2 | Boris | milk | owl\n3 | Carla | water | dog"
_TRUE = (
    *("at tea 1", "not_at tea 2", "end dog", "odd dog", "even milk", "same Anna cat", "differ Anna dog", "next Anna milk"),
    *("apart Anna dog", "just_left Anna milk", "left Anna dog", "distance Anna dog 2", "between milk Anna dog"),
    *("between milk Carla cat", "either Anna cat dog", "pair Anna Boris milk tea", "pair Anna dog tea water"),
)
_FALSE = (
    *("at tea 2", "not_at tea 1", "end owl", "odd milk", "even dog", "same Anna dog", "differ Anna cat", "next Anna dog"),
    *("next Anna tea", "apart Anna milk", "apart Anna tea", "just_left milk Anna", "just_left Anna dog", "left dog Anna"),
    *("left Anna tea", "distance Anna milk 2", "between Anna dog milk", "between milk Boris cat", "either Anna dog milk"),
    *("between Anna cat dog", "between Anna dog tea", "between dog Anna Carla"),
    *("either Anna cat tea", "pair Anna Boris milk water", "pair Anna cat owl tea"),
)
_FORMS = (
    _TABLE,
    _TABLE.replace("|", " "),
    "| House | Pet | Name | Drink |\n|---|---|---|---|\n| 3 | DOG | Carla | Water |\n| 1 | cat | ANNA | tea |\n| 2 | owl | Boris | milk |",
    "house,name,drink,pet\n1,Anna,tea,cat\n2,Boris,milk,owl\n3,Carla,water,dog\n",
    '[{"House": 1, "Name": "Anna", "Drink": "tea", "Pet": "cat"}, {"Name": "Boris", "Drink": "milk", "Pet": "owl", "House": 2},\n'
    '{"House": 3, "Pet": "dog", "Name": "Carla", "Drink": "water"}]',
    '```json\n{"solution": {"House 2": {"Name": "Boris", "Drink": "milk", "Pet": "owl"},\n"House 1":\n{"Name": "Anna", "Drink": "tea",'
    '\n "Pet": "cat"},\n "House 3": {"Name": "Carla", "Drink": "water", "Pet": "dog"}}}\n```',
    '{"header": ["House", "Name", "Drink", "Pet"],\n'
    '"rows": [["1", "Anna", "tea", "cat"], ["2", "Boris", "milk", "owl"], ["3", "Carla", "water", "dog"]]}',
    '{"Name": ["Anna", "Boris", "Carla"], "Pet": ["cat", "owl", "dog"], "Drink": ["tea", "milk", "water"]}',
    '{"Name": {"1": "Anna", "3": "Carla", "2": "Boris"}, "Pet": {"1": "cat", "2": "owl", "3": "dog"},'
    '"Drink": {"2": "milk", "1": "tea", "3": "water"}}',
    "House | 3 | 2 | 1\n--- | --- | --- | ---\nName | Carla | Boris | Anna\nPet | dog | owl | cat\nDrink | water | milk | tea",
    "House 1: Anna, tea, cat\nHouse 2: Boris, milk, owl\nHouse 3: Carla, water, dog",
    "1. Name: Anna; Drink: tea; Pet: cat\n2. Name: Boris; Drink: milk; Pet: owl\n3. Name: Carla; Drink: water; Pet: dog",
    "- House 1:\n  - Name: Anna\n  - Drink: tea\n  - Pet: cat\n- House 2:\n  - Name: Boris\n  - Drink: milk\n  - Pet: owl\n"
    "- House 3:\n  - Name: Carla\n  - Drink: water\n  - Pet: dog",
    "Anna tea cat; Boris milk owl; Carla water dog",
    "(1) Anna, tea, cat\n(2) Boris, milk, owl\n(3) Carla, water, dog",
    "Anna: House No. 1, Drink: tea, Pet: cat\nBoris: House No. 2, milk (Drink), owl (Pet)\nCarla: House No. 3, Drink: water, Pet: dog",
    "┌─┬─┐\n│ Attribute │ House 1 │ House 2 │ House 3 │\n├─┼─┤\n│ Name │ Anna │ Boris │ Carla │\n│ Drink │ tea │ milk │ water │\n"
    "│ Pet │ cat │ owl │ dog │\n└─┴─┘",
    r"\begin{array}{|c|c|c|c|} \hline \text{House} & \text{Name} & \text{Drink} & \text{Pet} \\ \hline 1 & Anna & tea & cat \\"
    r" 2 & Boris & milk & owl \\ 3 & Carla & water & dog \\ \hline \end{array}",
)

EXAMPLES = (
    *((_SMALL, form, "") for form in _FORMS),
    *((_about(clue), _TABLE, "") for clue in _TRUE),
    (_ASKED, "owl, 1, 1", ""),
    (_ASKED, "1. OWL\n2. 1\n3. 1", ""),
    (_ASKED, "1. owl, 2. 1, 3. 1", ""),
    (_ASKED, "Pet: the owl; house 1; 1 house", ""),
    (_ASKED, "(1) the Pet of Boris: owl\n(2) the house of the owner of the cat: 1\n(3) houses in between: one", ""),
    (_ASKED, '["owl", 1, 1]', ""),
    (_ASKED, "owl, one and one", ""),
    (_TOGETHER, "0, 0", ""),
    (_ORDER, "tea, milk, water", ""),
    (_ORDER, "tea → milk → water", ""),
    (_ORDER, "1: tea, 2: milk, 3: water", ""),
    (_ASKED, "owl, 1", "format"),
    (_ASKED, "owl, 1, 1, 1", "format"),
    (_ASKED, "owl, 1, 1 or 2", "format"),
    (_ASKED, "not owl, 1, 1", "format"),
    (_ASKED, "owl, 1, -1", "format"),
    (_ASKED, "Pet: owl\nhouse: 1\nbetween: 1 or 2", "format"),
    (_ASKED, _TABLE, "format"),
    (_ASKED, "cat, dog, owl, 1, 2, 3", "format"),
    (_ASKED, "owl, 2, 1", "question"),
    (_ASKED, "cat, 1, 1", "question"),
    (_ASKED, "1, owl, 1", "question"),
    (_ASKED, "owl, 1, 0", "question"),
    (_ORDER, "water, milk, tea", "question"),
    (_ORDER, "tea, milk, milk", "question"),
    (_SMALL, "", "format"),
    (_SMALL, "any table", "format"),
    (_SMALL, _TABLE + "\nor\n" + _TABLE, "format"),
    (_SMALL, _TABLE + "\n" + _TABLE, "format"),
    (_SMALL, _TABLE.replace("House", "Desk"), "format"),
    (_SMALL, _TABLE.replace("tea", "coffee"), "format"),
    (_SMALL, _TABLE.replace("tea", "tea or milk"), "format"),
    (_SMALL, _TABLE.replace("tea", "?"), "format"),
    (_SMALL, _TABLE.replace("tea", "no tea"), "format"),
    (_SMALL, "No solution\n" + _TABLE, "format"),
    (_SMALL, "Drink: milk, tea, water\nName: Anna, Boris, Carla\nPet: cat, dog, owl\n1. The dog is in house 3.", "format"),
    (_SMALL, "42", "places"),
    (_SMALL, _TABLE + "\n3 | Carla | water | dog", "places"),
    (_SMALL, _TABLE.rsplit("\n", 1)[0], "places"),
    (_SMALL, _TABLE.replace("3 |", "2 |"), "places"),
    (_SMALL, _TABLE.replace("1 |", "0 |"), "places"),
    (_SMALL, "House | 1 | 1 | 2\nName | Anna | Boris | Carla\nPet | cat | owl | dog\nDrink | tea | milk | water", "places"),
    (_SMALL, _TABLE.replace("Name | Drink", "Drink | Name"), "header"),
    (_SMALL, _TABLE.replace("Anna | tea", "tea | Anna"), "header"),
    (_SMALL, "Name: Anna; Pet: tea; Drink: cat\nName: Boris; Pet: milk; Drink: owl\nName: Carla; Pet: water; Drink: dog", "header"),
    (_SMALL, "Pet: Anna, Boris, Carla\nName: cat, owl, dog\nDrink: tea, milk, water", "header"),
    (_SMALL, _TABLE.replace(" | cat", ""), "values"),
    (_SMALL, _TABLE.replace("tea", "tea | milk"), "values"),
    (_SMALL, _TABLE.replace("tea", "milk"), "values"),
    (_SMALL, "Name: Anna, Boris, Carla\nPet: cat, owl, dog", "values"),
    (_SMALL, "Name: Anna, Boris, Boris\nPet: cat, owl, dog\nDrink: tea, milk, water", "values"),
    (_SMALL, "Drink: milk, tea, water\nName: Anna, Boris, Carla\nPet: cat, dog, owl", "clue"),
    (_SMALL, _TABLE.replace("tea", "TEA").replace("water", "tea").replace("TEA", "water"), "clue"),
    *((_about(clue), _TABLE, "clue") for clue in _FALSE),
)
