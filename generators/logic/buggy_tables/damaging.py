"""What happens to a table: each kind of damage drawn for a table, and done to it."""

from collections.abc import Callable
from itertools import pairwise
from random import Random

from synth.verifiers.logic.buggy_tables.tables import UNITS, Cell, Condition, Damage, Table, rows_where, whole

WORDS = {
    "region": ("north", "south", "east", "west"),
    "product": ("tea", "coffee", "sugar", "flour", "rice"),
    "day": ("monday", "tuesday", "wednesday", "thursday", "friday"),
    "team": ("red", "blue", "green", "yellow"),
}
"""Columns of words, and the words that stand in them."""
NUMBERS = {"pieces": (2, 40), "price": (3, 98), "weight": (11, 98), "distance": (11, 480), "time": (11, 175), "total": (0, 0)}
"""Columns of numbers, and from where to where these go; a total is pieces times price."""
ORDERED = frozenset(("rotate", "upside_down", "ditto", "differences", "totals"))
"""Kinds for which the order of rows matters."""
KINDS = (
    ("headings", "swap", "unit", "relabel", "upside_down"),
    ("rotate", "digits", "duplicates", "lost", "ditto"),
    ("slide", "differences", "totals"),
)
"""From those that a glance sees through to those in which values hang on one another."""
NEAR = 0.8
"""How often a damage concerns a column that an earlier one did, or rows that are told by such a column."""
ONE_BY_ONE = frozenset(("digits", "unit", "lost", "relabel", "headings", "swap", "slide"))
"""Kinds that do not mind copies of rows."""
FIRST = frozenset(("unit", "lost"))
"""Kinds that come first: they speak of what values mean, which headings no longer tell when something else happened before."""


def drawn_condition(
    rng: Random, table: Table, without: tuple[str, ...] = (), near: tuple[str, ...] = (), wide: bool = False
) -> Condition | None:
    """What holds for some of the rows, with `wide` for more than half of them mostly; None where no column is left. near: columns of which
    it is mostly about one."""
    names = [name for name in table if name not in without and None not in table[name]]
    if not names:
        return None
    name = one_of(rng, names, near)
    if name in WORDS:
        values = sorted({cell for cell in table[name] if isinstance(cell, str)})
        what = rng.choice(("is_not", "one_of") if wide else ("is", "is_not", "one_of"))
        if what == "one_of" and len(values) > 2:
            return Condition(name, "one_of", tuple(sorted(rng.sample(values, 2))))
        return Condition(name, "is" if what == "is" else "is_not", (rng.choice(values),)) if values else None
    found = sorted({cell for cell in table[name] if isinstance(cell, int)})
    if rng.random() < (0.15 if wide else 0.25):
        return Condition(name, rng.choice(("odd", "even")), ())
    if len(found) < 4:
        return None
    place = rng.randint(len(found) // 8 + 1, len(found) // 2 if wide else 3 * len(found) // 4)
    return Condition(name, "at_least", (found[place],)) if rng.random() < 0.5 else Condition(name, "at_most", (found[-1 - place],))


def drawn_damage(rng: Random, table: Table, kind: str, near: tuple[str, ...] = ()) -> Damage | None:
    """One of that kind; None where there is none for this table. near: columns of which it mostly concerns one."""
    numeric = [name for name in table if name not in WORDS]
    wordy = [name for name in table if name in WORDS]
    size = len(next(iter(table.values())))
    if kind in ("rotate", "upside_down"):
        number = rng.randint(2, max(2, (size - 1) // 2)) if kind == "rotate" else 0
        return Damage(kind, (one_of(rng, [*numeric, *numeric, *wordy], near),), number, ())  # type: ignore[arg-type]
    if kind in ("ditto", "relabel"):
        name = one_of(rng, wordy, near)
        if kind == "ditto":
            return Damage("ditto", (name,), 0, ())
        words = sorted({cell for cell in table[name] if isinstance(cell, str)})
        return Damage("relabel", (name,), 0, (Condition(name, "one_of", tuple(sorted(rng.sample(words, 2)))),)) if len(words) > 1 else None
    if kind == "duplicates":
        return Damage("duplicates", (), 0, ())
    if kind in ("headings", "swap", "slide"):
        wanted = 2 if kind == "swap" else 3 if kind == "slide" else rng.randint(2, 3)
        if len(numeric) < wanted:
            return None
        first = one_of(rng, numeric, near)
        columns = tuple(rng.sample([first, *rng.sample([name for name in numeric if name != first], wanted - 1)], wanted))
    elif kind == "lost":
        columns = (rng.choice(("pieces", "price", "total", "total")),)
    else:
        columns = (one_of(rng, [name for name in numeric if name in UNITS] if kind == "unit" else numeric, near),)
    where = None
    if kind in ("swap", "slide", "unit") or (kind == "digits" and rng.random() < 0.6):
        where = drawn_condition(rng, table, columns, near)
        if where is None:
            return None
    return Damage(kind, columns, 0, (where,) if where else ())  # type: ignore[arg-type]


def one_of(rng: Random, names: list[str], near: tuple[str, ...]) -> str:
    """One of these, mostly a near one."""
    close = [name for name in names if name in near]
    return rng.choice(close if close and rng.random() < NEAR else names)


def done(rng: Random, table: Table, damage: Damage) -> Table:
    """The table after the damage. ValueError or TypeError where it can't happen to these values."""
    table = {name: list(values) for name, values in table.items()}
    name = damage.columns[0] if damage.columns else ""
    if damage.kind == "headings":
        new = dict(zip(damage.columns, (*damage.columns[1:], name), strict=True))
        return {new.get(old, old): values for old, values in table.items()}
    if damage.kind in ("swap", "slide"):
        columns = [table[name] for name in damage.columns]
        for row, moved in enumerate(rows_where(table, damage.where)):
            if moved:
                values = [column[row] for column in columns]
                for column, value in zip(columns, (values[-1], *values), strict=False):
                    column[row] = value
    elif damage.kind == "duplicates":
        return _with_copies(rng, table)
    elif damage.kind in ("rotate", "upside_down", "ditto", "differences", "totals", "lost"):
        table[name] = _COLUMNS[damage.kind](rng, table[name], damage.number)
    elif damage.kind == "relabel":
        one, other = damage.where[0].values
        table[name] = [other if cell == one else one if cell == other else cell for cell in table[name]]
    else:
        size = UNITS[name][2] if damage.kind == "unit" else 0
        here = rows_where(table, damage.where)
        table[name] = [
            cell if not changed else whole(cell) * size if size else _reversed(cell)
            for cell, changed in zip(table[name], here, strict=True)
        ]  # fmt: skip
    return table


def _with_copies(rng: Random, table: Table) -> Table:
    rows = list(zip(*table.values(), strict=True))
    for _ in range(max(2, len(rows) // 5)):
        place = rng.randrange(len(rows))
        rows.insert(rng.randint(place + 1, len(rows)), rows[place])
    return {name: list(values) for name, values in zip(table, zip(*rows, strict=True), strict=True)}


def _reversed(cell: Cell) -> Cell:
    number = whole(cell)
    if number < 10 or number % 10 == 0:
        raise ValueError("not told by its digits in reverse")
    return int(str(number)[::-1])


def _differences(rng: Random, values: list[Cell], number: int) -> list[Cell]:
    return [values[0], *(whole(one) - whole(before) for before, one in pairwise(values))]


def _totals(rng: Random, values: list[Cell], number: int) -> list[Cell]:
    found, total = list[Cell](), 0
    for cell in values:
        total += whole(cell)
        found.append(total)
    return found


def _ditto(rng: Random, values: list[Cell], number: int) -> list[Cell]:
    return [None if row and cell == values[row - 1] else cell for row, cell in enumerate(values)]


def _lost(rng: Random, values: list[Cell], number: int) -> list[Cell]:
    gone = rng.sample(range(len(values)), rng.randint(-(-len(values) // 2), len(values)))
    return [None if row in gone else cell for row, cell in enumerate(values)]


_COLUMNS: dict[str, Callable[[Random, list[Cell], int], list[Cell]]] = {
    "rotate": lambda rng, values, number: values[-number:] + values[:-number],
    "upside_down": lambda rng, values, number: values[::-1],
    "ditto": _ditto,
    "differences": _differences,
    "totals": _totals,
    "lost": _lost,
}
