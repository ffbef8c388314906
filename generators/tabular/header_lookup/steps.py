"""Steps drawn for given tables: each goes by the result of the one before, has one answer, and is about a figure that is there."""

from collections.abc import Sequence
from functools import lru_cache
from random import Random

from synth.generators.tabular._themes import THEMES
from synth.verifiers.tabular._table import TOTAL, Path, Table
from synth.verifiers.tabular.header_lookup.questions import EACH, Figure, Reading, Step, is_year

TRIES = 12
GUESSED = 0.11
"""The share of guesses at the earlier results that may give the answer, where there are two or more."""
FLOWS = frozenset(measure.name for theme in THEMES for measure in theme.measures if measure.flow)
"""What adds up over the parts of a year."""


def draw_steps(rng: Random, tables: Sequence[Table], count: int, choices: bool, like: Reading) -> tuple[Step, ...]:
    """Nothing where no such steps were found. choices: whether the last step may choose, too. like: a reading of the printed tables."""
    reading, steps = Reading(tables, False, like), list[Step]()
    order = rng.sample(range(len(tables)), len(tables))
    kinds: list[str] = []
    sizes = _sizes(reading)
    for number in range(count):
        if count > 2 and not choices and GUESSED * _guesses(sizes, tuple(kinds), count - 1 - number) < 1:
            return ()  # one of so few guesses would be right too often
        last = number == count - 1
        turn = [order[(number + later) % len(order)] for later in range(len(order))]
        table = next((one for one in turn if _knows(reading, kinds, one)), turn[0])
        for _ in range(TRIES):
            step = _step(rng, reading, kinds, table, last, last and choices and rng.random() < 0.5)
            if step is None:
                continue
            try:
                if step.choose == "number":
                    reading.value(step.figure)
                else:
                    chosen = reading.choose(step)
                    if not last:
                        reading.chosen.append(chosen)
            except ValueError:
                continue
            steps.append(step)
            kinds.append(step.choose)
            break
        else:
            return ()
    return tuple(steps)


def _sizes(reading: Reading) -> tuple[int, int, int]:
    """Headings, rows and years that a step can choose from, at most."""
    rows, columns = reading.rows, reading.columns
    return max(len(one.headings) for one in rows), max(len(one.under(())) for one in rows), max(len(one.years) for one in columns)


@lru_cache(maxsize=4096)
def _guesses(sizes: tuple[int, int, int], kinds: tuple[str, ...], left: int) -> int:
    """In how many ways the results that the last step goes by can be guessed, at most: those of the latest step that chose a row or a
    heading and of the latest that chose a year, once so many more steps have chosen something."""
    if left:
        headings = ("heading",) if kinds[-1:] in ((), ("year",)) else ()
        rows = ("row",) if kinds and kinds[-1] != "row" and "heading" in kinds else ()
        years = ("year",) if kinds[-1:] != ("year",) else ()
        return max(_guesses(sizes, (*kinds, kind), left - 1) for kind in (*headings, *rows, *years))
    latest_row = next((kind for kind in reversed(kinds) if kind != "year"), "")
    return {"heading": sizes[0], "row": sizes[1], "": 1}[latest_row] * (sizes[2] if "year" in kinds else 1)


def _knows(reading: Reading, kinds: list[str], table: int) -> bool:
    """Whether a table has the latest row or heading that a step chose, and the year where that is the latest."""
    row = next((place for place in range(len(kinds), 0, -1) if kinds[place - 1] != "year"), 0)
    if row and not reading.rows[table].under(reading.chosen[row - 1]):
        return False
    return not kinds or kinds[-1] != "year" or reading.chosen[-1] in reading.columns[table].years


def _step(rng: Random, reading: Reading, kinds: list[str], table: int, last: bool, choice: bool) -> Step | None:
    """A step that goes by the latest result."""
    one, latest = reading.tables[table], len(kinds)
    years = sorted(path[0] for path in reading.columns[table].years)
    known_row = next((f"#{place}" for place in range(latest, 0, -1) if kinds[place - 1] != "year"), "")
    by_year = bool(kinds) and kinds[-1] == "year"
    if last and not choice:
        row: Path = (known_row,) if known_row else _heading(rng, one)
        known_year = next((f"#{place}" for place in range(latest, 0, -1) if kinds[place - 1] == "year"), "")
        return _number(rng, reading, table, row, known_year or rng.choice(years), years)
    wanted = _wanted(rng, kinds, one, choice)
    year = f"#{latest}" if by_year else rng.choice(years)
    if wanted == "year":
        row = (known_row,) if known_row else _heading(rng, one)
        kind = "share" if known_row and not last and rng.random() < 0.3 else "value"
        figure = Figure(kind, table, row, _column(rng, one, EACH))  # type: ignore[arg-type]
        candidates = len(years)
    else:
        within: Path = (f"#{latest}",) if kinds and kinds[-1] == "heading" and wanted == "row" else ()
        if by_year and known_row and wanted == "row" and kinds[int(known_row[1:]) - 1] == "heading":
            within = (known_row,)
        found = _growing(rng, one, table, year, years, by_year, _kinds(rng, by_year, last))
        if found is None or (kinds and not by_year and not within):
            return None
        figure = found
        candidates = len(reading.rows[table].under(reading.place(within))) if wanted == "row" else len({path[0] for path in one.rows})
        step_within = within
        if candidates < 2:
            return None
        rank = _rank(rng, candidates)
        return Step(wanted, figure, step_within, rank, rng.random() < 0.6)  # type: ignore[arg-type]
    return Step("year", figure, (), _rank(rng, candidates), rng.random() < 0.6)


def _kinds(rng: Random, by_year: bool, last: bool) -> tuple[str, ...]:
    """Mostly changes where a step chose the year: the rows with the largest figures are mostly the same in all years."""
    changes = ("change",) if last else ("change", "growth")
    return changes if by_year and rng.random() < 0.6 else ("value", *changes)


def _rank(rng: Random, candidates: int) -> int:
    """Rarely the first, which is found without counting."""
    return rng.choice((1, 2, 2, 3, 3, 4)) if candidates > 4 else rng.choice((1, 2, 2, 3)) if candidates > 3 else rng.randint(1, 2)


def _wanted(rng: Random, kinds: list[str], table: Table, choice: bool) -> str:
    """What the step chooses, other than the one before."""
    headings = len({path[0] for path in table.rows if path[0] != TOTAL})
    nested = any(len(path) > 1 for path in table.rows)
    if not kinds:
        first = ("heading", "year") if nested and headings > 1 else ("year",)
        return rng.choice((*first, "row") if choice else first)
    if kinds[-1] == "heading":
        return "year" if choice else rng.choice(("row", "year"))
    if kinds[-1] == "row":
        return "year"
    return "heading" if choice or "heading" not in kinds or rng.random() < 0.3 else "row"


def _heading(rng: Random, table: Table) -> Path:
    """An outermost heading of rows, or a part of the rows under it."""
    path = rng.choice([path for path in table.rows if TOTAL not in path])
    return path[:1] if rng.random() < 0.7 else path[: rng.randint(1, len(path))]


def _column(rng: Random, table: Table, year: str) -> Path:
    """A column's headings with another year in them; less deep where what stands below adds up."""
    columns = [path for path in table.columns if TOTAL not in path]
    path = rng.choice(columns)
    at = next(place for place, label in enumerate(path) if is_year(label))
    cut = at + 1 if table.title[0] in FLOWS and rng.random() < 0.5 else len(path)
    return tuple(year if place == at else label for place, label in enumerate(path[:cut]))


def _growing(rng: Random, one: Table, table: int, year: str, years: list[str], by_year: bool, kinds: tuple[str, ...]) -> Figure | None:
    """What rows or headings are compared by."""
    column = _column(rng, one, year)
    kind = rng.choice(kinds)
    if kind == "value":
        return Figure("value", table, (EACH,), column)
    other = _earlier(rng, year, years, by_year)
    return Figure(kind, table, (EACH,), column, _in(column, year, other)) if other else None  # type: ignore[arg-type]


def _earlier(rng: Random, year: str, years: list[str], by_year: bool) -> str:
    """The first year where the later one is the result of a step."""
    before = years[:1] if by_year else [other for other in years if other < year]
    return rng.choice(before) if before else ""


def _in(column: Path, year: str, other: str) -> Path:
    return tuple(other if label == year else label for label in column)


def _number(rng: Random, reading: Reading, table: int, row: Path, year: str, years: list[str]) -> Step | None:
    one = reading.tables[table]
    column = _column(rng, one, year)
    others = [place for place in range(len(reading.tables)) if place != table]
    kind = rng.choice(("value", "change", "growth", "share", *(["per"] * 2 if others else [])))
    other, below = tuple[str, ...](), 0
    if kind in ("change", "growth"):
        earlier = _earlier(rng, year, years, year[0] == "#")
        if not earlier or (year[0] == "#" and reading.place((year,))[0] <= earlier):
            return None
        other = _in(column, year, earlier)
    elif kind == "per":
        below = rng.choice(others)
    elif (
        kind == "value"
        and len(reading.rows[table].under(reading.place(row))) * len(reading.columns[table].under(reading.place(column))) < 2
    ):
        return None
    return Step("number", Figure(kind, table, row, column, other, below))  # type: ignore[arg-type]
