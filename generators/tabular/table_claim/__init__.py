"""Table claim: a table with its figures, some of which are then taken out, so that totals give some of them back and leave others open.

Statements are drawn at random with numbers near the true ones and sorted by what the table says of them, so a label shows in no wording.
Effort is the number of cells that the statements go by, twice where a figure is missing."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.tabular._draw import Shape, draw_tables
from synth.generators.tabular._render import shown
from synth.generators.tabular._themes import THEMES, Theme
from synth.generators.tabular.table_claim import drawing
from synth.generators.tabular.table_claim.sheet import FIELDS, KINDS, decimals, laid_out
from synth.generators.tabular.table_claim.working import trace_and_rejected
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.table_claim import LABELS, Claim, TableClaim, verify

TABLES = 20


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
        gone = [_gone(rng, table, knobs.holes) for table in full]
        if not (found := _claims(rng, knobs, full, gone)):
            continue
        tables = tuple(_without(table, places) for table, places in zip(full, gone, strict=True))
        problem = TableClaim(tables, tuple(claim for claim, _ in found))
        labels = [label for _, label in found]
        effort = float(sum(_effort(tables, claim) for claim, _ in found))
        return Sample(problem, ", ".join(labels), effort, *trace_and_rejected(rng, problem, labels))
    raise Discard("no statements of each kind")


def _gone(rng: Random, table: Table, count: int) -> set[tuple[int, int]]:
    """Figures to take out: where there are totals, first two parts of one and a single part of one in another column, so that some are open
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
    return gone


def _without(table: Table, gone: set[tuple[int, int]]) -> Table:
    cells = tuple(tuple(None if (i, j) in gone else cell for j, cell in enumerate(row)) for i, row in enumerate(table.cells))
    return replace(table, cells=cells)


def _claims(rng: Random, knobs: Knobs, full: Sequence[Table], gone: Sequence[set[tuple[int, int]]]) -> list[tuple[Claim, str]]:
    """As many as are wanted, with their labels; nothing where some are not found."""
    kinds = min(knobs.kinds, len(KINDS) if len(full) > 1 else len(KINDS) - 1)
    found, labels = drawing.draw(rng, laid_out(full, gone), kinds, knobs.claims, knobs.totals)
    places = list(map(decimals, full))
    return [(said(fields, places), LABELS[label]) for fields, label in zip(found, labels, strict=True)]


def said(fields: Sequence[int], places: Sequence[int]) -> Claim:
    """A statement of the kernel. places: decimals of each table."""
    named = dict(zip(FIELDS, fields, strict=True))
    kind = KINDS[named["kind"]]
    behind = 6 if kind == "per" else places[named["table"]] if kind in ("value", "change", "mean") else 0
    number = Decimal(named["number"]).scaleb(-behind)
    number = number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    return Claim(**{**named, "kind": kind, "number": number, "more": bool(named["more"])})  # type: ignore[arg-type]


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
    version=7,
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
