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

from synth.generators.tabular._draw import Shape, draw_tables
from synth.generators.tabular._render import shown
from synth.generators.tabular._writing import halfway
from synth.generators.tabular.header_lookup.cheap import CHEAP, Draft, only_last, text_of
from synth.generators.tabular.header_lookup.derivation import trace_and_rejected
from synth.generators.tabular.header_lookup.steps import draw_steps
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task, near_miss
from synth.verifiers.tabular._table import Note, Table
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.header_lookup import DIGITS, HeaderLookup, outcome, result, verify
from synth.verifiers.tabular.header_lookup.questions import Reading, Step

TABLES, TRIES = 12, 8
GUESSED = 0.11
"""The share of guesses at the earlier results that may give the answer, where there are two or more."""
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
        if sum(len(table.rows) * len(table.columns) for table in tables) > CELLS:
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
            tables = _with_notes(rng, printed, steps)
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
    if len(steps) > 2:
        results = only_last(draft, reading)
        if results.count(answer) > GUESSED * len(results):
            return None
    easy = len(steps) == 1 and steps[0].choose != "number"  # the largest may be asked for, too
    if not easy and any(policy(draft, reading) == answer for _, policy in CHEAP):
        return None
    problem = HeaderLookup(*draft)
    return Sample(problem, answer, float(effort(problem, reading)), *trace_and_rejected(problem, reading))


def _shape(rng: Random, knobs: Knobs) -> Shape:
    totals = rng.random() < 0.6
    of_which = int(knobs.rows > 6 and rng.random() < 0.5)
    notes = int(rng.random() < 0.4)
    return Shape(knobs.rows, knobs.columns, knobs.row_levels, knobs.column_levels, totals, of_which, 0 if totals else knobs.gaps, notes)


def _with_notes(rng: Random, printed: Reading, steps: Sequence[Step]) -> tuple[Table, ...]:
    """The tables with a footnote with an amount at a figure that the last step goes by, and one somewhere else in the same table."""
    reading, tables, figure = Reading(printed.tables, False, printed), tuple(printed.tables), steps[-1].figure
    for step in steps[:-1]:
        reading.chosen.append(reading.choose(step))
    table = tables[figure.table]
    row = rng.choice(reading.rows[figure.table].under(reading.place(figure.row)))
    column = rng.choice(reading.columns[figure.table].under(reading.place(figure.column)))
    places = {(row, column), (rng.randrange(len(table.rows)), rng.randrange(len(table.columns)))}
    notes = list(table.notes)
    for one, other in sorted(places):
        cell = table.cells[one][other]
        if cell is not None and abs(cell) >= 20 * _unit(cell):
            value = (abs(cell) * rng.randint(5, 30) / 100).quantize(_unit(cell))
            notes.append(Note(rng.choice(("includes sold", "excludes late")), one, other, value))
    notes.sort(key=lambda note: (note.row, note.column))
    return (*tables[: figure.table], replace(table, notes=tuple(notes)), *tables[figure.table + 1 :])


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
    tables = tuple(replace(table, notes=tuple(note for note in table.notes if note.value is not None)) for table in problem.tables)
    return replace(problem, tables=tables).to_json()


TASK = Task(
    __name__,
    version=2,
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
