"""Header lookup: tables drawn first, then steps that each go by the one before, until the last one's figure is asked for.

Problems that a cheap policy happens to solve (ranks, units, footnotes or earlier steps ignored) are drawn again, but for single
choices. Effort is the number of cells that are looked at, with as many more for each step as its headings are deep."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.tabular._draw import Shape, draw_tables, with_notes
from synth.generators.tabular._render import shown
from synth.generators.tabular._writing import halfway
from synth.generators.tabular.header_lookup.cheap import CHEAP, Draft, idle, only_last, text_of
from synth.generators.tabular.header_lookup.derivation import trace_and_rejected
from synth.generators.tabular.header_lookup.steps import GUESSED, draw_steps
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task, near_miss
from synth.verifiers.tabular._table import MAX_COLUMNS, Note, Table
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.header_lookup import DIGITS, HeaderLookup, outcome, result, verify
from synth.verifiers.tabular.header_lookup.questions import Reading, Step

TABLES, TRIES = 30, 8
CELLS = 400
"""In all tables at most, so that they are read in one go."""
SCALES: tuple[Literal[0, 3, 6], ...] = (0, 3, 6)
LONGEST = 7
"""Letters of a heading that is the answer: a longer text of the prompt would be the answer given away."""


class Knobs(Frozen, frozen=True):
    tables: Annotated[int, Meta(ge=1, le=3)]
    """Tables, each about something else."""
    rows: Annotated[int, Meta(ge=4, le=12)]
    """Rows of a table at most, totals apart."""
    columns: Annotated[int, Meta(ge=3, le=12)]
    """Columns of a table at most, totals apart."""
    row_levels: Annotated[int, Meta(ge=1, le=3)]
    """Headings over one another on rows."""
    column_levels: Annotated[int, Meta(ge=1, le=3)]
    """Headings over one another on columns."""
    steps: Annotated[int, Meta(ge=1, le=6)]
    """Steps, each going by the one before."""
    choices: bool
    """Whether the last step may choose a heading or a year, too."""
    gaps: Annotated[int, Meta(ge=0, le=6)]
    """Figures that are not available, in a table without totals, at most."""
    scaled: bool
    """Whether an amount is asked for in another scale than it is printed in."""
    adjusted: Annotated[int, Meta(ge=0, le=100)]
    """Chance in percent that amounts in footnotes count."""


LEVELS = (
    Knobs(1, 5, 3, 1, 1, 1, True, 0, False, 0),
    Knobs(1, 6, 4, 2, 1, 1, True, 0, False, 0),
    Knobs(1, 6, 4, 2, 1, 2, True, 0, False, 0),
    Knobs(1, 8, 5, 2, 1, 3, False, 2, False, 0),
    Knobs(1, 10, 8, 2, 2, 3, False, 2, False, 0),
    Knobs(2, 9, 8, 2, 2, 3, False, 2, True, 0),
    Knobs(2, 9, 6, 2, 2, 4, False, 3, True, 30),
    Knobs(2, 10, 8, 2, 3, 4, False, 3, True, 50),
    Knobs(3, 8, 6, 3, 2, 4, False, 4, True, 70),
    Knobs(3, 8, 8, 3, 3, 5, False, 4, True, 100),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    adjusted = 100 * rng.random() < knobs.adjusted
    for _ in range(TABLES):
        tables = draw_tables(rng, [_shape(rng, knobs) for _ in range(knobs.tables)])
        wide = any(len(table.columns) > MAX_COLUMNS for table in tables)
        if wide or sum(len(table.rows) * len(table.columns) for table in tables) > CELLS:
            continue
        printed = Reading(tables, False)
        for _ in range(TRIES):
            if sample := _sample(rng, knobs, tables, adjusted, printed):
                return sample
    raise Discard("every draw is open, or solved by a cheap policy")


def _sample(rng: Random, knobs: Knobs, tables: tuple[Table, ...], adjusted: bool, printed: Reading) -> Sample | None:
    steps = draw_steps(rng, tables, knobs.steps, knobs.choices, printed)
    if not steps:
        return None
    figure = steps[-1].figure
    asks_amount = steps[-1].choose == "number" and figure.kind not in DIGITS
    scale: Literal[0, 3, 6] = tables[figure.table].scale
    if asks_amount and knobs.scaled:
        scale = rng.choice([other for other in SCALES if other != scale])
    try:
        if knobs.adjusted:
            tables = _footnoted(rng, printed, steps, adjusted)
        reading = Reading(tables, adjusted, None if adjusted else printed)
        right = result(steps, scale, reading)
    except ValueError:
        return None
    if isinstance(right, Fraction) and (not 1 <= abs(right) <= 10**12 or halfway(right, DIGITS.get(figure.kind, 6))):
        return None  # halfway between two decimals, both would be right
    draft = Draft(tables, steps, scale, adjusted)
    answer = text_of(draft, right)
    if not isinstance(right, Fraction) and len(answer) > LONGEST:
        return None
    easy = len(steps) == 1 and steps[0].choose != "number"  # the largest may be asked for, too
    if not easy and any(policy(draft, reading) == answer for _, policy in CHEAP):
        return None
    if len(steps) > 2:
        results = only_last(draft, reading)
        if results.count(answer) > GUESSED * len(results) or idle(draft, reading, answer):
            return None
    problem = HeaderLookup(*draft)
    return Sample(problem, answer, float(effort(problem, reading)), *trace_and_rejected(problem, reading))


def _shape(rng: Random, knobs: Knobs) -> Shape:
    totals = rng.random() < 0.6
    of_which = int(knobs.rows > 6 and rng.random() < 0.5)
    notes = int(rng.random() < 0.4)
    return Shape(knobs.rows, knobs.columns, knobs.row_levels, knobs.column_levels, totals, of_which, 0 if totals else knobs.gaps, notes)


def _footnoted(rng: Random, printed: Reading, steps: Sequence[Step], adjusted: bool) -> tuple[Table, ...]:
    """The tables with footnotes with amounts: one at a figure by which a step chooses, one at a figure that the last step goes by then, and
    one somewhere else in its table."""
    reading, tables = Reading(printed.tables, False, printed), tuple(printed.tables)
    at = rng.randrange(len(steps) - 1) if len(steps) > 1 else -1
    for place, step in enumerate(steps[:-1]):
        if place == at:
            tables = _noted(rng, tables, step.figure.table, [_beside(rng, reading, step)])
        reading.chosen.append(reading.choose(step))
    found, figure = Reading(tables, adjusted), steps[-1].figure
    for step in steps[:-1]:
        found.chosen.append(found.choose(step))
    rows, columns = found.rows[figure.table].under(found.place(figure.row)), found.columns[figure.table].under(found.place(figure.column))
    if not rows or not columns:
        raise ValueError("no cells of that name")
    table, row, column = tables[figure.table], rng.choice(rows), rng.choice(columns)
    places = {(row, column), (rng.randrange(len(table.rows)), rng.randrange(len(table.columns)))}
    places -= {(note.row, note.column) for note in table.notes if note.value is not None}
    return _noted(rng, tables, figure.table, [(one, other, Decimal(0)) for one, other in sorted(places)])


def _beside(rng: Random, reading: Reading, step: Step) -> tuple[int, int, Decimal]:
    """A cell of a candidate next to the chosen one, and about how much it takes to pass it; 0 where that is not simple."""
    order = sorted(reading.values(step), key=lambda pair: pair[1], reverse=step.largest)
    place = rng.choice([place for place in (step.rank - 2, step.rank, step.rank) if 0 <= place < len(order)])
    (path, value), (_, goal), figure = order[place], order[step.rank - 1], step.figure
    table = figure.table
    cells = [
        (row, column)
        for row in reading.rows[table].under(reading.place(figure.row, path))
        for column in reading.columns[table].under(reading.place(figure.column, path))
    ]
    row, column = max(cells, key=lambda cell: abs(reading.cells[table][cell[0]][cell[1]] or 0))
    gap = Fraction(goal - value)
    if figure.kind == "growth":
        gap *= Fraction(reading.total(table, reading.place(figure.row, path), reading.place(figure.other, path)), 100)
    elif figure.kind == "share":
        own = reading.total(table, reading.place(figure.row, path), reading.place(figure.column, path))
        gap = gap / value * own if value else Fraction(0)
    return row, column, Decimal(int(gap * rng.randint(105, 160) / 100)).scaleb(-6)


def _noted(rng: Random, tables: tuple[Table, ...], at: int, places: Sequence[tuple[int, int, Decimal]]) -> tuple[Table, ...]:
    """With footnotes at cells of a table, each by about so much that is to be added, or by any amount where that is 0."""
    table = tables[at]
    notes = list(table.notes)
    for row, column, change in places:
        cell = table.cells[row][column]
        if cell is not None and abs(cell) >= 20 * _unit(cell):
            fits = change and _unit(cell) <= abs(change) <= abs(cell) * Decimal("0.6")
            value = (abs(change) if fits else abs(cell) * rng.randint(5, 30) / 100).quantize(_unit(cell))
            kind = rng.choice(("includes sold", "excludes late")) if not fits else "excludes late" if change > 0 else "includes sold"
            notes.append(Note(kind, row, column, value))
    notes.sort(key=lambda note: (note.row, note.column))
    return (*tables[:at], with_notes(table, tuple(notes)), *tables[at + 1 :])


def _unit(cell: Decimal) -> Decimal:
    """The smallest step that is printed: 0.01 for 12.50."""
    return Decimal(1).scaleb(int(cell.as_tuple().exponent))


def effort(problem: HeaderLookup, reading: Reading) -> int:
    deep = sum(len(table.rows[0]) + len(table.columns[0]) for table in problem.tables)
    return reading.read + 2 * deep * len(problem.steps) + 4 * problem.adjusted


def corrupt(problem: HeaderLookup, answer: str, rng: Random) -> str:
    """Another candidate, or another number."""
    right, last = outcome(problem), problem.steps[-1]
    if isinstance(right, Fraction) or last.choose == "year":
        return near_miss(problem, answer, rng)
    reading = Reading(problem.tables, problem.adjusted)
    result(problem.steps, problem.scale, reading)
    return rng.choice([path[-1] for path in reading.candidates(last) if path != right])


def prompt_variables(problem: HeaderLookup, rng: Random) -> dict[str, object]:
    last = problem.steps[-1]
    table = problem.tables[last.figure.table]
    return {
        "tables": shown(problem.tables, rng),
        "measures": [one.title[0] for one in problem.tables],
        "steps": problem.steps[:-1],
        "last": last,
        "unit": table.unit,
        "below": problem.tables[last.figure.below].unit,
        "scale": problem.scale,
        "adjusted": problem.adjusted,
        "amounts": any(note.value is not None for one in problem.tables for note in one.notes),
        "deep": any(len(path) > 1 for one in problem.tables for path in (*one.rows, *one.columns)),
        "gaps": any(None in row for one in problem.tables for row in one.cells),
        "number": f"{1000 + 8999 * rng.random():.1f}",
        "percent": f"{10 + 89 * rng.random():.1f}%",
    }


def canonical(problem: HeaderLookup) -> object:
    """Footnotes without an amount say nothing."""
    silent = any(note.value is None for table in problem.tables for note in table.notes)
    if not silent:
        return problem.to_json()
    tables = tuple(with_notes(table, tuple(note for note in table.notes if note.value is not None)) for table in problem.tables)
    return replace(problem, tables=tables).to_json()


TASK = Task(
    __name__,
    version=5,
    problem=HeaderLookup,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(300_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    words={"zh": {name: word for name, word in CHINESE.items() if name != "percent"}},
)
