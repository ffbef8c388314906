"""Spreadsheet: columns of numbers, and formulas that go by one another in an order that their places do not tell; then cells change.

Effort counts the cells that are read on the way to the answer, and each formula twice."""

from collections.abc import Sequence
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.tabular.spreadsheet.cheap import beaten
from synth.generators.tabular.spreadsheet.writing import Cell, Writer
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.tabular.spreadsheet import Edit, Spreadsheet, needed, recalculated, steps, verify
from synth.verifiers.tabular.spreadsheet.formulas import Sheet, name_of, place, written

TRIES, EDITS = 12, 8
ERRORS = 0.8
"""The share of drawn error values that are kept as answers, for there are only two of them."""


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=3, le=9)]
    """Rows of the sheet."""
    inputs: Annotated[int, Meta(ge=1, le=3)]
    """Columns of numbers."""
    formulas: Annotated[int, Meta(ge=3, le=24)]
    """Cells with formulas."""
    kinds: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Which formulas there are."""
    depth: Annotated[int, Meta(ge=2, le=14)]
    """Formulas at least that the answer goes by."""
    edits: Annotated[int, Meta(ge=1, le=4)]
    """Changes of the sheet."""
    formulas_change: bool
    """Whether formulas are typed in or copied as well."""
    dollars: bool
    """Whether references may stay in their row when they are copied."""


_PLAIN = ("add", "add", "times", "sum")
_MORE = (*_PLAIN, "average", "minmax", "of range", "if")
_ALL = ("times", "sum", "average", "minmax", "of range", "if", "if", "share", "divide", "guarded")
LEVELS = (
    Knobs(3, 2, 3, ("add", "sum"), 2, 1, False, False),
    Knobs(3, 2, 4, _PLAIN, 3, 1, False, False),
    Knobs(4, 2, 5, (*_PLAIN, "minmax"), 4, 1, False, False),
    Knobs(4, 2, 7, _MORE, 5, 2, False, False),
    Knobs(5, 2, 8, _MORE, 6, 2, False, False),
    Knobs(5, 2, 10, (*_MORE, "share"), 7, 2, True, False),
    Knobs(5, 2, 12, (*_MORE, "share", "divide"), 8, 2, True, False),
    Knobs(6, 2, 14, _ALL, 9, 3, True, True),
    Knobs(6, 2, 16, _ALL, 10, 3, True, True),
    Knobs(6, 2, 19, _ALL, 12, 4, True, True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        writer = _sheet(rng, knobs)
        if writer is None:
            continue
        table = _table(writer.sheet)
        asked = writer.formulas[-1]
        for _ in range(EDITS):
            edits = _edits(rng, knobs, writer, asked)
            try:
                problem = Spreadsheet(table, edits, name_of(*asked))
            except ValueError:  # a cell would depend on itself, or a number has no end
                continue
            cells, sheet = needed(problem), recalculated(problem)
            value = sheet.value(asked)
            if isinstance(value, str):
                if rng.random() > ERRORS:
                    continue
            elif len(cells) < knobs.depth:
                continue
            answer = written(value)
            if answer == "0" or len(answer) > 12 or beaten(problem, writer.sheet, answer):
                continue
            effort = float(sum(2 + len(sheet.reads[cell]) for cell in cells))
            return Sample(problem, answer, effort, steps(sheet, cells), _rejected(writer.sheet, cells))
    raise Discard("no change that shows")


def _sheet(rng: Random, knobs: Knobs) -> Writer | None:
    """Numbers in the first columns, formulas in those beside them; the first sheet that has a long enough chain at its end."""
    inputs = [(column, row) for column in range(knobs.inputs) for row in range(knobs.rows)]
    numbers = rng.sample(range(2, 60), len(inputs))
    sheet = Sheet(dict(zip(inputs, map(str, numbers), strict=True)))
    writer = Writer(rng, sheet, inputs, knobs.dollars)
    columns = -(-knobs.formulas // knobs.rows)
    cells = [(knobs.inputs + column, row) for row in range(knobs.rows) for column in range(columns)]
    for cell in rng.sample(cells, min(knobs.formulas, len(cells))):
        if not writer.write(cell, knobs.kinds):
            return None
    return writer if len(_below(sheet, writer.formulas[-1], formulas=True)) >= knobs.depth else None


def _below(sheet: Sheet, cell: Cell, formulas: bool) -> list[Cell]:
    """The cells that a value was worked out from, formulas or numbers, the ones that were met first in front."""
    found, open_ = dict[Cell, None](), [cell]
    while open_:
        one = open_.pop()
        if one not in found:
            found[one] = None
            open_ += sheet.reads.get(one, ())
    return [one for one in found if sheet.contents[one].startswith("=") == formulas]


def _edits(rng: Random, knobs: Knobs, writer: Writer, asked: Cell) -> tuple[Edit, ...]:
    """Changes of cells that the answer depends on, at the moment, each of another cell."""
    numbers, formulas = (_below(writer.sheet, asked, kind) for kind in (False, True))
    found = dict[Cell, Edit]()
    for turn in range(knobs.edits):
        if knobs.formulas_change and turn == knobs.edits - 1:
            order = [cell for cell in formulas if cell != asked] or formulas
            cell = order[int(len(order) * rng.random())]
            number = writer.formulas.index(cell)
            if rng.random() < 0.85 and number:
                other = writer.formulas[int(len(writer.formulas) * rng.random())]
                edit = Edit("copy", name_of(*cell), name_of(*other))
            else:
                text = ""
                while not text:
                    text = writer.formula(rng.choice(knobs.kinds), number)
                edit = Edit("set", name_of(*cell), text)
        else:
            cell = numbers[int(len(numbers) * rng.random())] if numbers else asked
            if knobs.edits > 2 and rng.random() < 0.2:
                edit = Edit("clear", name_of(*cell), "")
            else:
                edit = Edit("set", name_of(*cell), str(rng.choice((0, -7, *range(-40, 90))) if knobs.edits > 1 else rng.randint(1, 99)))
        found[cell] = edit
    return tuple(found.values())


def _table(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    width, height = (1 + max(cell[axis] for cell in sheet.contents) for axis in (0, 1))
    return tuple(tuple(sheet.contents.get((column, row), "") for column in range(width)) for row in range(height))


def _rejected(old: Sheet, cells: Sequence[Cell]) -> str:
    """The same cells as they were before the changes."""
    known = [cell for cell in cells if cell in old.values]
    return f"{steps(old, known)}\n\n<answer>\n{written(old.value(cells[-1]))}\n</answer>"


def prompt_variables(problem: Spreadsheet, rng: Random) -> dict[str, object]:
    text = problem.to_json()
    return {
        "rows": problem.cells,
        "letters": "ABCDEFGH"[: len(problem.cells[0])],
        "edits": problem.edits,
        "asked": problem.asked,
        "used": {name: f"{name}(" in text for name in ("SUM", "AVERAGE", "MIN", "MAX", "IF", "ROUND", "IFERROR")},
        "divides": "/" in text or "AVERAGE(" in text,
        "copies": any(edit.kind == "copy" for edit in problem.edits),
        "dollars": "$" in text,
        "empty": any(edit.kind == "clear" for edit in problem.edits) or any("" in row for row in problem.cells),
        "compares": any(sign in text for sign in ("<", ">")),
        "layout": rng.choice(("table", "list", "lines")),
        "first": place(problem.asked),
    }


TASK = Task(
    __name__,
    version=3,
    problem=Spreadsheet,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(200_000,) * 10,
    unique=True,
)
