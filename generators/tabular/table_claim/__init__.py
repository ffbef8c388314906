"""Table claim: a table with its figures, some of which are then taken out, so that totals give some of them back and leave others open.

Statements are drawn at random with numbers near the true ones and sorted by what the table says of them, so a label shows in no wording.
Effort is the number of cells that the statements go by, twice where a figure is missing."""

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.tabular._draw import Shape, draw_tables
from synth.generators.tabular._render import shown
from synth.generators.tabular._themes import THEMES, Theme
from synth.generators.tabular.table_claim.cheap import BY_STATEMENT, Judge
from synth.generators.tabular.table_claim.numbers import numbered
from synth.generators.tabular.table_claim.working import trace_and_rejected
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.table_claim import LABELS, NUMBERED, Claim, TableClaim, truth, verify
from synth.verifiers.tabular.table_claim.bounds import leaves

TABLES, TRIES = 20, 24
SIMPLE: tuple[str, ...] = ("value", "pair", "change")


class Knobs(Frozen, frozen=True):
    tables: Annotated[int, Meta(ge=1, le=2)]
    """Tables with the same headings."""
    rows: Annotated[int, Meta(ge=4, le=12)]
    """Rows at most, totals apart."""
    columns: Annotated[int, Meta(ge=2, le=8)]
    """Years."""
    row_levels: Annotated[int, Meta(ge=1, le=2)]
    """Headings over one another on rows."""
    totals: bool
    """Whether totals are printed, from which missing figures can be told."""
    holes: Annotated[int, Meta(ge=1, le=12)]
    """Figures taken out of each table."""
    claims: Annotated[int, Meta(ge=2, le=12)]
    """Statements."""
    kinds: Annotated[int, Meta(ge=3, le=10)]
    """Kinds of statements, of figures first and of several years and tables last."""


KINDS = (*SIMPLE, "sum", "growth", "share", "largest", "mean", "years", "per")
LEVELS = (
    Knobs(1, 4, 2, 1, False, 1, 4, 3),
    Knobs(1, 5, 3, 1, False, 2, 4, 4),
    Knobs(1, 5, 3, 1, True, 3, 5, 5),
    Knobs(1, 5, 4, 1, True, 4, 6, 6),
    Knobs(1, 6, 4, 2, True, 5, 6, 7),
    Knobs(1, 7, 4, 2, True, 6, 7, 8),
    Knobs(1, 8, 5, 2, True, 8, 8, 8),
    Knobs(1, 9, 5, 2, True, 10, 8, 9),
    Knobs(2, 8, 5, 2, True, 8, 9, 10),
    Knobs(2, 10, 6, 2, True, 12, 10, 10),
)
_UNSIGNED = tuple(
    Theme(theme.dimension, theme.groups, theme.crossing, tuple(one for one in theme.measures if not one.signed), theme.of_which)
    for theme in THEMES
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TABLES):
        shape = Shape(knobs.rows, knobs.columns, knobs.row_levels, totals=knobs.totals)
        full = draw_tables(rng, [shape] * knobs.tables, rng.choice(_UNSIGNED))
        if len(full) > 1 and full[0].columns != full[1].columns:
            continue
        tables = tuple(_holed(rng, table, knobs.holes) for table in full)
        if not (claims := _claims(rng, knobs, full, tables)):
            continue
        problem = TableClaim(tables, tuple(claim for claim, _ in claims))
        labels = [label for _, label in claims]
        effort = float(sum(_effort(tables, claim) for claim, _ in claims))
        return Sample(problem, ", ".join(labels), effort, *trace_and_rejected(rng, problem, labels))
    raise Discard("no statements of each kind")


def _holed(rng: Random, table: Table, count: int) -> Table:
    """Figures taken out: where there are totals, first two parts of one and a single part of one in another column, so that some are open
    and others are not; then parts, and totals with a part, anywhere."""
    gone = set[tuple[int, int]]()
    height, width = len(table.rows), len(table.columns)
    first, second = rng.sample(range(width), 2)
    if table.totals:
        pair, single = (rng.choice(table.totals).parts for _ in range(2))
        gone = {(row, first) for row in rng.sample(pair, 2)} | {(rng.choice(single), second)}
    while len(gone) < count:
        column = rng.randrange(width)
        rows = [rng.randrange(height)]
        if table.totals and rng.random() < 0.5:
            total = rng.choice(table.totals)
            rows = rng.sample(total.parts, 2) if rng.random() < 0.5 else [total.at, rng.choice(total.parts)]
        new = gone | {(row, column) for row in rows}
        gone = new if sum(place == column for _, place in new) < height - 1 else gone
    cells = tuple(tuple(None if (i, j) in gone else cell for j, cell in enumerate(row)) for i, row in enumerate(table.cells))
    return replace(table, cells=cells)


def _claims(rng: Random, knobs: Knobs, full: tuple[Table, ...], tables: tuple[Table, ...]) -> list[tuple[Claim, str]]:
    """As many as are wanted; nothing where some are not found. A label is drawn only among three statements of one form, one of each label:
    taken as they come, two rows would mostly be more than a third and counts of years mostly open, and the words would tell the labels."""
    found = list[tuple[Claim, str]]()
    pool, judges = dict[tuple[object, ...], list[Claim]](), list[Judge]()
    for _ in range(2 * knobs.claims):
        first = _claim(rng, _kind(rng, knobs, tables), full, tables)
        form = _form(first, tables)
        ready = [pool.setdefault((*form, label), []) for label in LABELS]
        for attempt in range(TRIES):
            if all(ready):
                break
            claim = _claim(rng, first.kind, full, tables, first) if attempt else first
            ones = pool.setdefault((*_form(claim, tables), truth(tables, claim)), [])
            if claim not in ones and all(claim != other for other, _ in found):
                ones.append(claim)
        if all(ready):
            at = rng.randrange(len(LABELS))
            found.append((ready[at].pop(), LABELS[at]))
            if len(found) == knobs.claims:
                judges = judges or [policy(tables) for _, policy in BY_STATEMENT]
                if not knobs.totals or _decisive(rng, found, pool, judges, full, tables):
                    return found
                found.pop(rng.randrange(len(found)))
    return []


def _decisive(
    rng: Random,
    found: list[tuple[Claim, str]],
    pool: dict[tuple[object, ...], list[Claim]],
    judges: list[Judge],
    full: tuple[Table, ...],
    tables: tuple[Table, ...],
) -> bool:
    """Whether no cheap policy has all labels right. Where one has, another statement of the same form and label, at which it fails, takes
    the place of one of these: to draw others until one fails would favour the labels of some forms."""
    for judge in judges:
        if all(judge(claim) == label for claim, label in found):
            for at, other in _others(rng, found, pool, full, tables):
                if judge(other) != found[at][1]:
                    found[at] = other, found[at][1]
                    break
            else:
                return False
    return len({label for _, label in found}) > 1 and not any(all(judge(claim) == label for claim, label in found) for judge in judges)


def _others(
    rng: Random,
    found: list[tuple[Claim, str]],
    pool: dict[tuple[object, ...], list[Claim]],
    full: tuple[Table, ...],
    tables: tuple[Table, ...],
) -> Iterator[tuple[int, Claim]]:
    """Statements of the form and label of one that was found, with its place: those that are left over, then new ones."""
    for at in rng.sample(range(len(found)), len(found)):
        yield from ((at, other) for other in pool[*_form(found[at][0], tables), found[at][1]])
    for _ in range(2 * TRIES):
        at = rng.randrange(len(found))
        claim, label = found[at]
        other = _claim(rng, claim.kind, full, tables, claim)
        same = _form(other, tables) == _form(claim, tables) and truth(tables, other) == label
        if same and all(other != one for one, _ in found):
            yield at, other


def _form(claim: Claim, tables: tuple[Table, ...]) -> tuple[object, ...]:
    """What its words show without the table: totals are rarely open, and most years are rarely but a few."""
    totals, _, _ = _layout(tables[claim.table])
    return claim.kind, claim.more, claim.row in totals, claim.number if claim.kind == "years" else None


def _kind(rng: Random, knobs: Knobs, tables: tuple[Table, ...]) -> str:
    return KINDS[rng.randrange(min(knobs.kinds, len(KINDS) if len(tables) > 1 else len(KINDS) - 1))]


@lru_cache(maxsize=16)
def _layout(table: Table) -> tuple[frozenset[int], list[int], list[tuple[int, int]]]:
    """Totals, other rows, and the places of missing figures."""
    totals = frozenset(total.at for total in table.totals)
    holes = [(i, j) for i, line in enumerate(table.cells) for j, cell in enumerate(line) if cell is None]
    return totals, [row for row in range(len(table.rows)) if row not in totals], holes


def _claim(rng: Random, kind: str, full: tuple[Table, ...], tables: tuple[Table, ...], like: Claim | None = None) -> Claim:
    """One at random; `like` another in direction, in the count of years, and in being of a total."""
    at = rng.randrange(len(tables))
    table = tables[at]
    totals, plain, holes = _layout(table)
    row, column = rng.choice(holes) if rng.random() < 0.6 else (rng.randrange(len(table.rows)), rng.randrange(len(table.columns)))
    if like and (like.row in _layout(tables[like.table])[0]) != (row in totals):
        row = rng.choice(plain if row in totals else sorted(totals) or plain)
    if kind in ("pair", "sum", "share", "years") and row in totals:
        row = rng.choice([one for one in plain if table.cells[one][column] is None] or plain)
    other, third, before = 0, 0, 0
    if kind in ("pair", "sum", "years"):
        other, third = rng.sample([one for one in plain if one != row], 2)
        third = third if kind == "sum" else 0
        if kind == "sum" and totals and rng.random() < 0.3:
            third = rng.choice([one for one in sorted(totals) if not {row, other} <= set(leaves(table, one))] or [third])
    if kind == "share":
        other = rng.choice([one for one in sorted(totals) if row in leaves(table, one)] or [one for one in plain if one != row])
    if kind in ("change", "growth"):
        before = rng.choice([one for one in range(len(table.columns)) if one != column])
        column, before = (column, before) if table.columns[column] > table.columns[before] else (before, column)
    if kind == "largest":  # any row would mostly be none
        order = sorted(plain, key=lambda one: -(full[at].cells[one][column] or 0))
        row = order[max(0, rng.randint(-3, 2))]
    column = 0 if kind in ("years", "mean") else column
    more = like.more if like else kind == "largest" or rng.random() < 0.5
    claim = Claim(kind, at, row, column, other, third, before, more=more)  # type: ignore[arg-type]
    if like and kind == "years":
        return replace(claim, number=like.number)
    return numbered(rng, claim, full) if kind in NUMBERED else claim


def _effort(tables: tuple[Table, ...], claim: Claim) -> int:
    """Cells that it goes by; a missing one counts with those of its column."""
    table = tables[claim.table]
    rows, columns = [claim.row], [claim.column]
    if claim.kind in ("pair", "share", "sum", "years"):
        rows += [claim.other]
    rows += [claim.third] if claim.kind == "sum" else []
    columns += [claim.before] if claim.kind in ("change", "growth") else []
    if claim.kind in ("mean", "years"):
        columns = list(range(len(table.columns)))
    if claim.kind == "largest":
        rows = list(range(len(table.rows)))
    looked = [tables[place].cells[row][column] for place in _compared(claim) for row in rows for column in columns]
    return len(looked) + sum(len(table.rows) // 2 for cell in looked if cell is None)


def _compared(claim: Claim) -> tuple[int, ...]:
    return (0, 1) if claim.kind == "per" else (claim.table,)


def corrupt(problem: TableClaim, answer: str, rng: Random) -> str:
    """One label changed."""
    labels = answer.split(", ")
    place = rng.randrange(len(labels))
    labels[place] = rng.choice([label for label in LABELS if label != labels[place]])
    return ", ".join(labels)


def prompt_variables(problem: TableClaim, rng: Random) -> dict[str, object]:
    tables = shown(problem.tables, rng)
    example = 3 if len(problem.claims) != 3 else 2  # labels of another number cannot be the answer
    return {
        "tables": tables,
        "gap": tables[0].style.gap,
        "claims": [_said(problem, claim, tables) for claim in problem.claims],
        "examples": [[rng.choice(LABELS) for _ in range(example)] for _ in range(3)],
        "totals": any(table.totals for table in problem.tables),
        "deep": any(len(path) > 1 for path in problem.tables[0].rows),
        "several": len(problem.tables) > 1,
    }


def _said(problem: TableClaim, claim: Claim, tables: list) -> dict[str, object]:  # type: ignore[type-arg]
    table = problem.tables[claim.table]
    return {
        "kind": claim.kind,
        "table": claim.table,
        "measure": table.title[0],
        "unit": table.unit,
        "scale": table.scale,
        "below": problem.tables[claim.table - 1].title[0],
        "below_unit": problem.tables[claim.table - 1].unit,
        **{name: table.rows[getattr(claim, name)] for name in ("row", "other", "third")},
        "year": table.columns[claim.column][-1],
        "before": table.columns[claim.before][-1],
        "years": len(table.columns),
        "number": tables[claim.table].number(claim.number),
        "count": int(claim.number),
        "more": claim.more,
    }


TASK = Task(
    __name__,
    version=6,
    problem=TableClaim,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(300_000,) * 3 + (1_000_000,) * 7,
    unique=True,
    corrupt=corrupt,
    words={"zh": CHINESE | {"True": "真", "False": "假", "Unknown": "未知"}},
)
