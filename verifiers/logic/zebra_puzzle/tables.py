"""Tables of places and attributes as models write them: rows of text, Markdown, CSV, JSON, LaTeX, outlines; either way round.

The words decide: every value belongs to one attribute, so a row whose values all belong to one attribute lists the places from
left to right (or under numbers), and any other row is a place. Words of neither table nor puzzle are refused, and so is anything
left out or written twice."""

import re
from collections.abc import Iterator
from itertools import pairwise

from synth.schemas.verdict import Verdict, refuse
from synth.verifiers.logic.zebra_puzzle.chinese import CHINESE
from synth.verifiers.parsers.text import plain

# Words that a table may hold beside its own.
NEUTRAL_WORDS = frozenset(
    {"position", "positions", "place", "places", "number", "no", "nr", "the", "solution", "answer", "table", "grid", "data", "final"}
    | {"header", "headers", "column", "columns", "row", "rows", "value", "values", "attribute", "attributes", "category", "person"}
)
MAX_ROWS = 100
"""Rows of a text that is read; no table has more than ten."""

Row = tuple[list[int], list[int], list[str]]
"""The numbers in a row, the attributes that it names beside a value of another, its values (lower case); each in order."""

FORM, PLACES, HEADER, VALUES = refuse("format"), refuse("places"), refuse("header"), refuse("values")

_LATEX = re.compile(r"\\(?:begin|end) ?\{[a-z*]{1,20}\}(?:\{[clr|]*\})?|\\hline")
_TEXT = re.compile(r"[a-z0-9\s,;:|&.#=<>/+*_()\[\]{}\"'`→\u2500-\u257f-]*")
_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_NESTED = re.compile(r"[\[({](?!\s*+[0-9]++\s*+[\])])")  # `(1) Anna` is a row with a label
_SPLIT = re.compile(r"[\])}]")


def read(place: str, attributes: tuple[tuple[str, tuple[str, ...]], ...], answer: str) -> dict[str, int] | Verdict:
    """The place of each value, when the answer is a complete table; otherwise the verdict on it. attributes: names and values."""
    owner = {value.lower(): column for column, (_, values) in enumerate(attributes) for value in values}
    names = {name.lower(): column for column, (name, _) in enumerate(attributes)}
    idle = NEUTRAL_WORDS | {place, place + "s"}
    size = len(attributes[0][1])
    titles: list[int] = []  # the attributes in the order of a header
    heads: list[int] = []  # the places in the order of a header
    rows: list[Row] = []
    block = False  # a place was named on a line of its own, and its values follow one by one
    for line in _lines(answer):
        if len(rows) > MAX_ROWS:
            return FORM
        numbers: list[int] = []
        named: list[int] = []
        spots: list[int] = []  # how many values stand before each of these names
        values: list[str] = []
        shape = ""
        for token, after in pairwise([*line, ""]):
            if token in owner:
                values.append(token)
                shape += "v"
            elif token in names:
                named.append(names[token])
                spots.append(len(values))
            elif token.isdigit() and len(token) < 4:
                numbers.append(int(token))
                shape += "1"
            elif token not in idle or (token in ("no", "nr") and not after.isdigit() and after not in names):
                return FORM  # "no" is short for number, not a negation
        if values:
            owners = [owner[value] for value in values]
            astray = [name for name, spot in zip(named, spots, strict=True) if name not in owners[max(0, spot - 1) : spot + 1]]
            if block and not numbers:
                rows[-1][1].extend(astray)
                rows[-1][2].extend(values)
            else:
                block = False
                # Several numbers in a row of values are those of the places, one before each value.
                if len(set(numbers)) > 1 and shape != "1v" * len(values):
                    return FORM
                rows.append((numbers, astray, values))
        elif len(numbers) == 1 and not named:
            block = True
            rows.append((numbers, [], []))
        elif named or numbers:
            if rows or titles or heads or (named and numbers):
                return FORM
            titles, heads = named, numbers
    if not rows:
        return FORM
    turned = len(rows[0][2]) > 1 and len({owner[value] for value in rows[0][2]}) == 1
    if titles if turned else heads:
        return FORM
    where = _by_attribute(rows, owner, heads, size, len(names)) if turned else _by_place(rows, owner, titles, size, len(names))
    return where if isinstance(where, Verdict) else {value: where[value.lower()] for _, values in attributes for value in values}


def _by_place(rows: list[Row], owner: dict[str, int], titles: list[int], size: int, columns: int) -> dict[str, int] | Verdict:
    """One row for each place."""
    where: dict[str, int] = {}
    labels = [numbers[0] for numbers, _, _ in rows if numbers]
    if any(len(set(numbers)) > 1 for numbers, _, _ in rows):
        return PLACES
    if len(rows) != size or (labels and sorted(labels) != list(range(1, size + 1))):
        return PLACES
    for place, (_, astray, values) in zip(labels or range(1, size + 1), rows, strict=True):
        columns_here = [owner[value] for value in values]
        if astray or (titles and titles != columns_here):
            return VALUES if len(values) != columns else HEADER
        if len(values) != columns or len(set(columns_here)) != columns:
            return VALUES
        where.update(dict.fromkeys(values, place))
    return where if len(where) == len(owner) else VALUES


def _by_attribute(rows: list[Row], owner: dict[str, int], heads: list[int], size: int, columns: int) -> dict[str, int] | Verdict:
    """One row for each attribute, one value for each place."""
    where: dict[str, int] = {}
    whole = list(range(1, size + 1))
    if len(rows) != columns or len({owner[value] for _, _, values in rows for value in values[:1]}) != columns:
        return VALUES
    for numbers, astray, values in rows:
        order = numbers or heads or whole
        if sorted(order) != whole or (numbers and heads):
            return PLACES
        if len(values) != size or len({owner[value] for value in values}) != 1:
            return VALUES
        if astray:
            return HEADER
        where.update(zip(values, order, strict=True))
    return where if len(where) == len(owner) else VALUES


def _lines(answer: str) -> Iterator[list[str]]:
    """The rows of a table as lists of lower-case words and numbers. A nested list's or JSON object's row ends at a closing
    bracket; any other text's at the end of the line."""
    text = plain(answer, CHINESE).lower()
    if "\\" in text:
        text = _LATEX.sub("\n", text).replace("\\\\", "\n")
    if not _TEXT.fullmatch(text):
        yield ["?"]  # a word of no puzzle
        return
    for line in _SPLIT.split(text) if _NESTED.match(text.lstrip()) else text.split("\n" if "\n" in text else ";"):
        if line:
            yield _TOKEN.findall(line)
