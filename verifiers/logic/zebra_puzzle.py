"""Zebra puzzle: fill the table of places and attributes, each value in exactly one place, so that every clue holds.

Refused for the first of: form (not one table made of the given words and the numbers of the places), places (not one row or
column for each place, or not numbered 1 to n), header (a name stands over or before a value of another attribute), values
(not exactly one value of each attribute in each place and each value once), clue (a clue does not hold).

The table may list the places as rows (numbered in any order, or unnumbered from 1 to n) or as columns; the attributes come in
any order, and their names may be left out, because no value belongs to two attributes. Upper and lower case are the same."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.forms.text import plain

Kind = Literal[
    "at", "not_at", "end", "odd", "even", "same", "differ", "next", "apart", "just_left", "left", "distance", "between", "either", "pair"
]
ARITY = {"at": 1, "not_at": 1, "end": 1, "odd": 1, "even": 1, "between": 3, "either": 3, "pair": 4}
"""Values that a clue speaks of, by kind; two for those that are not listed."""
UNORDERED = ("same", "differ", "next", "apart", "distance")

Word = Annotated[str, Meta(pattern=r"^[A-Za-z]{2,16}\Z")]

# Words that a table may hold beside its own.
_FURNITURE = frozenset("position positions place places number no nr the solution answer table header headers columns rows row data values attributes".split())


class Clue(msgspec.Struct, frozen=True, array_like=True, order=True, forbid_unknown_fields=True):
    """What is said of the places p, q, r, s (counted from 1 at the left) of one to four values, with k = number:

    at: p = k. not_at: p != k. end: p is 1 or n. odd, even: p is. same: p = q. differ: p != q. next: |p - q| = 1. apart:
    |p - q| > 1. just_left: p + 1 = q. left: p < q. distance: |p - q| = k. between: q < p < r or r < p < q. either: exactly one
    of p = q and p = r. pair: p != q, and {p, q} = {r, s}. Interchangeable values are in alphabetical order; number is 0 where no k
    is spoken of."""

    kind: Kind
    values: Annotated[tuple[Word, ...], Meta(min_length=1, max_length=4)]
    number: Annotated[int, Meta(ge=0, le=10)] = 0


class Attribute(msgspec.Struct, frozen=True, array_like=True, order=True, forbid_unknown_fields=True):
    """values: sorted; one for each place."""

    name: Word
    values: Annotated[tuple[Word, ...], Meta(min_length=3, max_length=10)]


class ZebraPuzzle(Problem, frozen=True):
    """place: what is numbered from left to right, in the singular ("house"). attributes: sorted by name, equally many values
    each, no word twice. clues: sorted, no clue twice."""

    place: Annotated[str, Meta(pattern=r"^[a-z]{2,16}\Z")]
    attributes: Annotated[tuple[Attribute, ...], Meta(min_length=2, max_length=8)]
    clues: Annotated[tuple[Clue, ...], Meta(min_length=1, max_length=200)]

    def __post_init__(self) -> None:
        size = self.size
        if any(len(attribute.values) != size for attribute in self.attributes):
            raise ValueError("every attribute has as many values as there are places")
        names = [attribute.name for attribute in self.attributes]
        if names != sorted(names) or any(list(a.values) != sorted(a.values) for a in self.attributes):
            raise ValueError("attributes and their values must be sorted")
        words = [self.place, *names, *(value for attribute in self.attributes for value in attribute.values)]
        lower = {word.lower() for word in words}
        if len(lower) != len(words) or not _FURNITURE.isdisjoint(lower):
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

    @property
    def size(self) -> int:
        """The number of places."""
        return len(self.attributes[0].values)


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


def holds(clue: Clue, where: dict[str, int], size: int) -> bool:
    """Whether a clue is true when each value is at the place `where` says."""
    kind, k = clue.kind, clue.number
    p, q, r, s = ([where[value] for value in clue.values] + [0, 0, 0])[:4]
    if kind == "same":
        return p == q
    if kind == "differ":
        return p != q
    if kind == "next":
        return abs(p - q) == 1
    if kind == "apart":
        return abs(p - q) > 1
    if kind == "just_left":
        return p + 1 == q
    if kind == "left":
        return p < q
    if kind == "distance":
        return abs(p - q) == k
    if kind == "between":
        return q < p < r or r < p < q
    if kind == "either":
        return (p == q) != (p == r)
    if kind == "pair":
        return p != q and ((p == r and q == s) or (p == s and q == r))
    if kind == "at":
        return p == k
    if kind == "not_at":
        return p != k
    if kind == "end":
        return p in (1, size)
    return p % 2 == (kind == "odd")


def verify(problem: ZebraPuzzle, answer: str) -> Verdict:
    read_places = read(problem, answer)
    if isinstance(read_places, Verdict):
        return read_places
    where = {value: read_places[value.lower()] for attribute in problem.attributes for value in attribute.values}
    size = problem.size
    return ACCEPT if all(holds(clue, where, size) for clue in problem.clues) else refuse("clue")


FORM, PLACES, HEADER, VALUES = refuse("form"), refuse("places"), refuse("header"), refuse("values")

_LATEX = re.compile(r"\\(?:begin|end) ?\{[a-z*]{1,20}\}(?:\{[clr|]*\})?|\\hline")
_TEXT = re.compile(r"[a-z0-9\s,;:|&.#=<>/+*_()\[\]{}\"'`→-]*")
_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_SPLIT = re.compile(r"[\])}]")


def read(problem: ZebraPuzzle, answer: str) -> dict[str, int] | Verdict:
    """The place of each value (lower case), when the answer is a complete table; otherwise the verdict on it."""
    owner = {value.lower(): column for column, attribute in enumerate(problem.attributes) for value in attribute.values}
    names = {attribute.name.lower(): column for column, attribute in enumerate(problem.attributes)}
    size = problem.size
    titles: list[int] = []  # the attributes in the order of a header
    heads: list[int] = []  # the places in the order of a header
    rows: list[tuple[list[int], list[int], list[str]]] = []  # numbers, names and values of each row
    block = False  # a place was named on a line of its own, and its values follow one by one
    for line in _lines(answer):
        numbers: list[int] = []
        named: list[int] = []
        values: list[str] = []
        shape = ""
        for token in line:
            if token in owner:
                values.append(token)
                shape += "v"
            elif token in names:
                named.append(names[token])
            elif token.isdigit() and len(token) < 4:
                numbers.append(int(token))
                shape += "1"
            elif token not in (problem.place, problem.place + "s") and token not in _FURNITURE:
                return FORM
        if values:
            if block and not numbers:
                rows[-1][1].extend(named)
                rows[-1][2].extend(values)
            else:
                block = False
                # Several numbers in a row of values are those of the places, one before each value.
                if len(set(numbers)) > 1 and shape != "1v" * len(values):
                    return FORM
                rows.append((numbers, named, values))
        elif len(numbers) == 1 and not named:
            block = True
            rows.append((numbers, [], []))
        elif named or numbers:
            if rows or titles or heads or (named and numbers):
                return FORM
            titles, heads = named, numbers
    if not rows:
        return FORM
    if len(rows[0][2]) > 1 and len({owner[value] for value in rows[0][2]}) == 1:
        return _by_attribute(rows, owner, titles, heads, size, len(names))
    return FORM if heads else _by_place(rows, owner, titles, size, len(names))


def _by_place(
    rows: list[tuple[list[int], list[int], list[str]]], owner: dict[str, int], titles: list[int], size: int, columns: int
) -> dict[str, int] | Verdict:
    where: dict[str, int] = {}
    labels = [numbers[0] for numbers, _, _ in rows if numbers]
    if any(len(set(numbers)) > 1 for numbers, _, _ in rows):
        return PLACES
    if len(rows) != size or (labels and sorted(labels) != list(range(1, size + 1))):
        return PLACES
    for place, (_, named, values) in zip(labels or range(1, size + 1), rows, strict=True):
        columns_here = [owner[value] for value in values]
        if (named and named != columns_here) or (titles and titles != columns_here):
            return VALUES if len(values) != columns else HEADER
        if len(values) != columns or len(set(columns_here)) != columns:
            return VALUES
        where.update(dict.fromkeys(values, place))
    return where if len(where) == len(owner) else VALUES


def _by_attribute(
    rows: list[tuple[list[int], list[int], list[str]]], owner: dict[str, int], titles: list[int], heads: list[int], size: int, columns: int
) -> dict[str, int] | Verdict:
    where: dict[str, int] = {}
    whole = list(range(1, size + 1))
    if titles:
        return FORM
    if len(rows) != columns or len({owner[value] for _, _, values in rows for value in values[:1]}) != columns:
        return VALUES
    for numbers, named, values in rows:
        order = numbers or heads or whole
        if sorted(order) != whole or (numbers and heads):
            return PLACES
        if len(values) != size or len({owner[value] for value in values}) != 1:
            return VALUES
        if named and named != [owner[values[0]]]:
            return HEADER
        where.update(zip(values, order, strict=True))
    return where if len(where) == len(owner) else VALUES


def _lines(answer: str) -> Iterator[list[str]]:
    """The rows of a table as lists of lower-case words and numbers. A nested list's or JSON object's row ends at a closing
    bracket; any other text's at the end of the line."""
    text = plain(answer).lower()
    if "\\" in text:
        text = _LATEX.sub("\n", text).replace("\\\\", "\n")
    if not _TEXT.fullmatch(text):
        yield ["?"]  # a word of no puzzle
        return
    lines = _SPLIT.split(text) if text.lstrip()[:1] in ("[", "{", "(") else text.replace(";", "\n").split("\n")
    for line in lines:
        yield _TOKEN.findall(line)


_PEOPLE = (Attribute("Drink", ("milk", "tea", "water")), Attribute("Name", ("Anna", "Boris", "Carla")), Attribute("Pet", ("cat", "dog", "owl")))
_SMALL = ZebraPuzzle(
    "house", _PEOPLE, (Clue("at", ("dog",), 3), Clue("just_left", ("tea", "milk")), Clue("next", ("Boris", "cat")), Clue("same", ("Anna", "tea")))
)
_TABLE = "House | Name | Drink | Pet\n1 | Anna | tea | cat\n2 | Boris | milk | owl\n3 | Carla | water | dog"


def _one(kind: Kind, *values: str, number: int = 0) -> ZebraPuzzle:
    return ZebraPuzzle("house", _PEOPLE, (Clue(kind, values, number),))


EXAMPLES = (
    (_SMALL, _TABLE, ""),
    (_SMALL, "| House | Pet | Name | Drink |\n|---|:-:|---|---|\n| 3 | DOG | Carla | Water |\n| 1 | cat | ANNA | tea |\n| 2 | owl | boris | milk |", ""),
    (_SMALL, "house,name,drink,pet\n1,Anna,tea,cat\n2,Boris,milk,owl\n3,Carla,water,dog\n", ""),
    (_SMALL, '[{"House": 1, "Name": "Anna", "Drink": "tea", "Pet": "cat"}, {"Name": "Boris", "Drink": "milk", "Pet": "owl", "House": 2},\n'
     ' {"House": 3, "Pet": "dog", "Name": "Carla", "Drink": "water"}]', ""),
    (_SMALL, '```json\n{"solution": {"House 2": {"Name": "Boris", "Drink": "milk", "Pet": "owl"},\n "House 1": {"Name": "Anna", "Drink": "tea",\n'
     ' "Pet": "cat"},\n "House 3": {"Name": "Carla", "Drink": "water", "Pet": "dog"}}}\n```', ""),
    (_SMALL, '{"header": ["House", "Name", "Drink", "Pet"], "rows": [["1", "Anna", "tea", "cat"], ["2", "Boris", "milk", "owl"],'
     ' ["3", "Carla", "water", "dog"]]}', ""),
    (_SMALL, '{"Name": ["Anna", "Boris", "Carla"], "Pet": ["cat", "owl", "dog"], "Drink": ["tea", "milk", "water"]}', ""),
    (_SMALL, '{"Name": {"1": "Anna", "3": "Carla", "2": "Boris"}, "Pet": {"1": "cat", "2": "owl", "3": "dog"},'
     ' "Drink": {"2": "milk", "1": "tea", "3": "water"}}', ""),
    (_SMALL, "House | 3 | 2 | 1\n--- | --- | --- | ---\nName | Carla | Boris | Anna\nPet | dog | owl | cat\nDrink | water | milk | tea", ""),
    (_SMALL, "House 1: Anna, tea, cat\nHouse 2: Boris, milk, owl\nHouse 3: Carla, water, dog", ""),
    (_SMALL, "- House 1:\n  - Name: Anna\n  - Drink: tea\n  - Pet: cat\n- House 2:\n  - Name: Boris\n  - Drink: milk\n  - Pet: owl\n"
     "- House 3:\n  - Name: Carla\n  - Drink: water\n  - Pet: dog", ""),
    (_SMALL, "Anna tea cat\nBoris milk owl\nCarla water dog", ""),
    (_SMALL, r"\begin{array}{|c|c|c|c|} \hline \text{House} & \text{Name} & \text{Drink} & \text{Pet} \\ \hline 1 & Anna & tea & cat \\ 2 & Boris &"
     r" milk & owl \\ 3 & Carla & water & dog \\ \hline \end{array}", ""),
    (_SMALL, "", "form"),
    (_SMALL, "42", "values"),
    (_SMALL, "any table", "form"),
    (_SMALL, _TABLE + "\nor\n" + _TABLE, "form"),
    (_SMALL, _TABLE.replace("House", "Desk"), "form"),
    (_SMALL, _TABLE.replace("tea", "coffee"), "form"),
    (_SMALL, _TABLE.replace("tea", "tea or milk"), "form"),
    (_SMALL, _TABLE.replace("tea", "?"), "form"),
    (_SMALL, "Drink: milk, tea, water\nName: Anna, Boris, Carla\nPet: cat, dog, owl\n1. The dog is in house 3.", "form"),
    (_SMALL, _TABLE + "\n" + _TABLE, "form"),
    (_SMALL, _TABLE + "\n3 | Carla | water | dog", "places"),
    (_SMALL, _TABLE.rsplit("\n", 1)[0], "places"),
    (_SMALL, _TABLE.replace("3 |", "2 |"), "places"),
    (_SMALL, _TABLE.replace("1 |", "0 |"), "places"),
    (_SMALL, "House | 1 | 1 | 2\nName | Anna | Boris | Carla\nPet | cat | owl | dog\nDrink | tea | milk | water", "places"),
    (_SMALL, _TABLE.replace("Name | Drink", "Drink | Name"), "header"),
    (_SMALL, _TABLE.replace("Anna | tea", "tea | Anna"), "header"),
    (_SMALL, "Pet: Anna, Boris, Carla\nName: cat, owl, dog\nDrink: tea, milk, water", "header"),
    (_SMALL, _TABLE.replace(" | cat", ""), "values"),
    (_SMALL, _TABLE.replace("tea", "tea | milk"), "values"),
    (_SMALL, _TABLE.replace("tea", "milk"), "values"),
    (_SMALL, "Name: Anna, Boris, Carla\nPet: cat, owl, dog", "values"),
    (_SMALL, "Name: Anna, Boris, Boris\nPet: cat, owl, dog\nDrink: tea, milk, water", "values"),
    (_SMALL, "Drink: milk, tea, water\nName: Anna, Boris, Carla\nPet: cat, dog, owl", "clue"),
    (_SMALL, _TABLE.replace("milk", "MILK").replace("water", "milk").replace("MILK", "water"), "clue"),
    *((puzzle, _TABLE, "") for puzzle in (
        _one("at", "tea", number=1), _one("not_at", "tea", number=2), _one("end", "dog"), _one("odd", "dog"), _one("even", "milk"),
        _one("same", "Anna", "cat"), _one("differ", "Anna", "dog"), _one("next", "Anna", "milk"), _one("apart", "Anna", "dog"),
        _one("just_left", "Anna", "milk"), _one("left", "Anna", "dog"), _one("distance", "Anna", "dog", number=2),
        _one("between", "milk", "Anna", "dog"), _one("between", "milk", "Carla", "cat"), _one("either", "Anna", "cat", "dog"),
        _one("pair", "Anna", "Boris", "milk", "tea"), _one("pair", "Anna", "dog", "tea", "water"),
    )),
    *((puzzle, _TABLE, "clue") for puzzle in (
        _one("at", "tea", number=2), _one("not_at", "tea", number=1), _one("end", "owl"), _one("odd", "milk"), _one("even", "dog"),
        _one("same", "Anna", "dog"), _one("differ", "Anna", "cat"), _one("next", "Anna", "dog"), _one("next", "Anna", "tea"),
        _one("apart", "Anna", "milk"), _one("apart", "Anna", "tea"), _one("just_left", "milk", "Anna"), _one("just_left", "Anna", "dog"),
        _one("left", "dog", "Anna"), _one("left", "Anna", "tea"), _one("distance", "Anna", "milk", number=2),
        _one("between", "Anna", "dog", "milk"), _one("between", "milk", "Boris", "cat"), _one("either", "Anna", "dog", "milk"),
        _one("either", "Anna", "cat", "tea"), _one("pair", "Anna", "Boris", "milk", "water"), _one("pair", "Anna", "cat", "owl", "tea"),
    )),
)  # fmt: skip
