"""Tables, what can happen to them, how that is undone, and what can be asked of them."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, pairwise
from operator import and_, mul
from typing import Annotated, Any, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction

Word = Annotated[str, Meta(pattern=r"\A[a-z]+\Z", max_length=12)]
Number = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]
Cell = Number | Word | None
"""A number, a word, or nothing where a value is lost."""
Table = dict[str, list[Cell]]
"""By heading the values from top to bottom."""
UNITS = {
    "price": ("euros", "cents", 100),
    "total": ("euros", "cents", 100),
    "weight": ("kilograms", "grams", 1000),
    "distance": ("kilometers", "meters", 1000),
    "time": ("minutes", "seconds", 60),
}
"""By column its unit, a smaller one, and how many of these make one."""


class Condition(Frozen, frozen=True):
    """What holds for some rows."""

    column: Word
    """Heading: `region`."""
    what: Literal["is", "is_not", "one_of", "at_least", "at_most", "odd", "even"]
    """How the value is tested."""
    values: Annotated[tuple[Number | Word, ...], Meta(max_length=4)]
    """What it is compared with: `("north",)`."""

    def __post_init__(self) -> None:
        if self.what == "one_of":
            fits = len(self.values) >= 2
        elif self.what in ("odd", "even"):
            fits = not self.values
        else:
            fits = len(self.values) == 1 and (self.what in ("is", "is_not") or isinstance(self.values[0], int))
        if not fits:
            raise ValueError("a condition has the values that it needs")

    def among(self, cells: list[Cell]) -> list[bool]:
        """For each cell whether it fulfils the condition; a lost one never does."""
        if self.what == "is":
            value = self.values[0]
            return [cell == value for cell in cells]
        if self.what == "one_of":
            return [cell in self.values for cell in cells]
        if self.what == "is_not":
            value = self.values[0]
            return [cell != value and cell is not None for cell in cells]
        if self.what in ("odd", "even"):
            left = self.what == "odd"
            return [isinstance(cell, int) and cell % 2 == left for cell in cells]
        bound = self.values[0]
        assert isinstance(bound, int)
        if self.what == "at_least":
            return [isinstance(cell, int) and cell >= bound for cell in cells]
        return [isinstance(cell, int) and cell <= bound for cell in cells]


class Damage(Frozen, frozen=True):
    """One thing that happened to a table."""

    kind: Literal[
        "rotate", "upside_down", "headings", "swap", "slide", "digits", "unit",
        "lost", "ditto", "differences", "totals", "duplicates", "relabel",
    ]  # fmt: skip
    """rotate: a column slid down; headings: they were mixed up; swap, slide: values went to other columns; ditto: repetitions left out;
    relabel: two words exchanged."""
    columns: Annotated[tuple[Word, ...], Meta(max_length=3)]
    """Which columns, in the order in which headings or values moved: the first one's to the second, the last one's to the first."""
    number: Annotated[int, Meta(ge=0, le=30)]
    """Rows by which a column slid down; else 0."""
    where: Annotated[tuple[Condition, ...], Meta(max_length=1)]
    """In which rows; nothing: in all. relabel: `one_of` the two words."""

    def __post_init__(self) -> None:
        fewest, most = {"headings": (2, 3), "swap": (2, 2), "slide": (3, 3), "duplicates": (0, 0)}.get(self.kind, (1, 1))
        if not fewest <= len(set(self.columns)) == len(self.columns) <= most:
            raise ValueError("a damage concerns the columns that it needs")
        if (self.kind == "rotate") != (self.number > 0):
            raise ValueError("columns that slid down, and no others, did so by a number of rows")
        if self.kind == "relabel":
            fits = len(self.where) == 1 and self.where[0].column == self.columns[0] and len(set(self.where[0].values)) == 2
            if not fits or self.where[0].what != "one_of":
                raise ValueError("two words are exchanged")
        elif self.where and (self.kind not in ("swap", "slide", "digits", "unit") or self.where[0].column in self.columns):
            raise ValueError("rows are told by a column that the damage leaves alone")


class Query(Frozen, frozen=True):
    """What is asked of a table."""

    conditions: Annotated[tuple[Condition, ...], Meta(max_length=4)]
    """All of them hold for the rows that count."""
    aggregate: Literal["sum", "mean", "max", "min", "range", "count"]
    """Of the values in these rows; range: the greatest minus the least; count: the number of rows."""
    column: Word
    """Whose values: `pieces`."""
    factor: Annotated[str, Meta(pattern=r"\A[a-z]*\Z", max_length=12)]
    """A column by which each value is multiplied, or nothing: `""`."""
    group: Annotated[str, Meta(pattern=r"\A[a-z]*\Z", max_length=12)]
    """A column; rows with the same value in it are a group, and the aggregate is that of each. Nothing: no groups."""
    over_groups: Literal["max", "min", "range", "mean"]
    """What is asked of the results of all groups; where there are none, "max" says nothing."""

    def places(self) -> int:
        """Decimals to which the result is rounded."""
        return 2 if self.aggregate == "mean" or (self.group and self.over_groups == "mean") else 0


def rows_where(table: Table, conditions: Sequence[Condition]) -> list[bool]:
    """For each row whether all conditions hold."""
    if not conditions:
        return [True] * len(next(iter(table.values())))
    return together([condition.among(table[condition.column]) for condition in conditions])


def together(found: Sequence[list[bool]]) -> list[bool]:
    """For each row whether all of these hold."""
    rows, *others = found
    for other in others:
        rows = list(map(and_, rows, other))
    return rows


def whole(cell: Cell) -> int:
    """A number; ValueError for what is none."""
    if not isinstance(cell, int):
        raise ValueError("no number")
    return cell


def _divided(one: Cell, other: Cell) -> int:
    quotient, left = divmod(whole(one), whole(other)) if other else (0, 1)
    if left:
        raise ValueError("does not divide")
    return quotient


def _each(change: Callable[[Cell], Cell]) -> Callable[[Table, Damage], None]:
    """Undoes what happened to single values of a column."""

    def undo(table: Table, damage: Damage) -> None:
        name = damage.columns[0]
        here = rows_where(table, damage.where)
        table[name] = [change(cell) if changed else cell for cell, changed in zip(table[name], here, strict=True)]

    return undo


def _rotate(table: Table, damage: Damage) -> None:
    values = table[damage.columns[0]]
    rows = damage.number % len(values)
    table[damage.columns[0]] = values[rows:] + values[:rows]


def _upside_down(table: Table, damage: Damage) -> None:
    table[damage.columns[0]] = table[damage.columns[0]][::-1]


def _headings(table: Table, damage: Damage) -> None:
    old = dict(zip((*damage.columns[1:], damage.columns[0]), damage.columns, strict=True))
    columns = {old.get(name, name): values for name, values in table.items()}
    table.clear()
    table.update(columns)


def _moved(table: Table, damage: Damage) -> None:
    columns = [table[name] for name in damage.columns]
    for row, changed in enumerate(rows_where(table, damage.where)):
        if changed:
            values = [column[row] for column in columns]
            for column, value in zip(columns, (*values[1:], values[0]), strict=True):
                column[row] = value


def _unit(table: Table, damage: Damage) -> None:
    size = UNITS[damage.columns[0]][2]
    _each(lambda cell: _divided(cell, size))(table, damage)


def _lost(table: Table, damage: Damage) -> None:
    pieces, price, total = table["pieces"], table["price"], table["total"]
    name = damage.columns[0]
    for row, cell in enumerate(table[name]):
        if cell is None and name == "total":
            total[row] = whole(pieces[row]) * whole(price[row])
        elif cell is None and name in ("pieces", "price"):
            table[name][row] = _divided(total[row], (price if name == "pieces" else pieces)[row])


def _ditto(table: Table, damage: Damage) -> None:
    values = table[damage.columns[0]]
    for row, cell in enumerate(values):
        if cell is None and row:
            values[row] = values[row - 1]


def _differences(table: Table, damage: Damage) -> None:
    values = table[damage.columns[0]]
    for row in range(1, len(values)):
        values[row] = whole(values[row]) + whole(values[row - 1])


def _totals(table: Table, damage: Damage) -> None:
    values = [whole(cell) for cell in table[damage.columns[0]]]
    table[damage.columns[0]] = [values[0], *(one - before for before, one in pairwise(values))]


def _duplicates(table: Table, damage: Damage) -> None:
    rows = dict.fromkeys(zip(*table.values(), strict=True))
    for name, values in zip(table, zip(*rows, strict=True), strict=True):
        table[name] = list(values)


def _relabel(table: Table, damage: Damage) -> None:
    one, other = damage.where[0].values
    _each(lambda cell: other if cell == one else one)(table, damage)


_UNDO: dict[str, Callable[[Table, Damage], None]] = {
    "rotate": _rotate, "upside_down": _upside_down, "headings": _headings, "swap": _moved, "slide": _moved, "unit": _unit, "lost": _lost,
    "digits": _each(lambda cell: int(str(whole(cell))[::-1])), "ditto": _ditto, "differences": _differences, "totals": _totals,
    "duplicates": _duplicates, "relabel": _relabel,
}  # fmt: skip


def undone(table: Table, damages: Sequence[Damage]) -> Table:
    """The table before these damages, the last of which is undone first. ValueError, KeyError or TypeError where that can't be."""
    table = {name: list(values) for name, values in table.items()}
    for damage in reversed(damages):
        _UNDO[damage.kind](table, damage)
    return table


_AGGREGATES: dict[str, Callable[[Sequence[Any]], Fraction | int]] = {
    "sum": sum,
    "mean": lambda values: Fraction(sum(values), len(values)),
    "max": max,
    "min": min,
    "range": lambda values: max(values) - min(values),
    "count": len,
}


def result(table: Table, query: Query, here: Sequence[bool] = ()) -> Fraction | None:
    """The exact answer, before it is rounded; None where no row counts. ValueError, KeyError or TypeError as above. here: the rows that
    count, where they are known."""
    here = here or rows_where(table, query.conditions)
    values = _whole(compress(table[query.column], here))
    if not values:
        return None
    if query.factor:
        values = list(map(mul, values, _whole(compress(table[query.factor], here))))
    aggregate = _AGGREGATES[query.aggregate]
    if not query.group:
        return Fraction(aggregate(values))
    groups: dict[Cell, list[int]] = {}
    for name, value in zip(compress(table[query.group], here), values, strict=True):
        groups.setdefault(name, []).append(value)
    return Fraction(_AGGREGATES[query.over_groups](list(map(aggregate, groups.values()))))


def _whole(cells: Iterable[Cell]) -> list[int]:
    """Numbers; ValueError where one is none."""
    found = list(cells)
    if not {*map(type, found)} <= {int}:
        raise ValueError("no number")
    return found  # type: ignore[return-value]


def rounded(value: Fraction, places: int) -> Fraction:
    """To so many decimals, halves up."""
    size = 10**places
    return Fraction(math.floor(value * size + Fraction(1, 2)), size)
