"""Financial program: a report's table and a few sentences drawn first, then steps that each use what was worked out before.

Problems that a cheap policy happens to solve (units, corrections, bases or steps ignored) are drawn again. Effort counts steps, the figures
that they go by, what has to be converted or corrected, and what there is to read."""

from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.tabular._draw import Shape, column_axis, draw_table, draw_years, row_axis
from synth.generators.tabular._render import shown
from synth.generators.tabular._themes import THEMES, Measure, Theme
from synth.generators.tabular._writing import halfway
from synth.generators.tabular.financial_program.cheap import CHEAP, text_of
from synth.generators.tabular.financial_program.derivation import trace_and_rejected
from synth.generators.tabular.financial_program.program import MONEY, Drawing, draw_facts
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.financial_program import FinancialProgram, digits, outcome, printed, verify
from synth.verifiers.tabular.financial_program.program import CORRECTIONS, Fact, Step

TABLES, TRIES = 12, 8
SCALES: tuple[Literal[0, 3, 6], ...] = (0, 3, 6)
REPORTS: tuple[tuple[Theme, tuple[Measure, ...]], ...] = tuple(
    (theme, found)
    for theme in THEMES
    if len(found := tuple(one for one in theme.measures if one.unit in MONEY and not one.signed)) > 1
    and len({one.unit for one in found}) == 1
)
"""What reports are about, with the amounts of money that are known of it."""


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=3, le=12)]
    """Rows of the table at most, totals apart."""
    columns: Annotated[int, Meta(ge=2, le=6)]
    """Years."""
    row_levels: Annotated[int, Meta(ge=1, le=2)]
    """Headings over one another on rows."""
    facts: Annotated[int, Meta(ge=1, le=6)]
    """Sentences with amounts and percentages."""
    steps: Annotated[int, Meta(ge=1, le=6)]
    """Steps, each used by a later one."""
    scaled: bool
    """Whether the text tells amounts in another scale than the table, and the question asks for another one."""
    foreign: bool
    """Whether a rate leads to other money."""
    corrections: Annotated[int, Meta(ge=0, le=3)]
    """Sentences that correct a figure of the table."""


LEVELS = (
    Knobs(4, 2, 1, 1, 1, False, False, 0),
    Knobs(4, 3, 1, 2, 2, False, False, 0),
    Knobs(5, 3, 1, 3, 2, True, False, 0),
    Knobs(6, 4, 2, 3, 3, True, False, 0),
    Knobs(6, 4, 2, 4, 3, True, True, 0),
    Knobs(7, 4, 2, 4, 4, True, True, 0),
    Knobs(7, 4, 2, 4, 4, True, True, 1),
    Knobs(8, 5, 2, 5, 5, True, True, 1),
    Knobs(8, 5, 2, 5, 5, True, True, 2),
    Knobs(9, 5, 2, 6, 6, True, True, 3),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TABLES):
        theme, measures = rng.choice(REPORTS)
        measure, other = rng.sample(measures, 2)
        table = _table(rng, knobs, theme, measure)
        facts = draw_facts(rng, table, other, knobs.facts, knobs.scaled, knobs.foreign, knobs.corrections)
        for _ in range(TRIES):
            steps = Drawing(rng, table, facts).steps_of(knobs.steps)
            if steps and (sample := _sample(rng, knobs, table, facts, steps)):
                return sample
    raise Discard("every draw is open, or solved by a cheap policy")


def _table(rng: Random, knobs: Knobs, theme: Theme, measure: Measure) -> Table:
    totals = rng.random() < 0.5
    shape = Shape(knobs.rows, knobs.columns, knobs.row_levels, 1, totals, int(rng.random() < 0.3), 0, int(rng.random() < 0.3))
    years = draw_years(rng, knobs.columns)
    return draw_table(rng, shape, theme, measure, row_axis(rng, shape, theme), column_axis(rng, shape, theme, measure, years))


def _sample(rng: Random, knobs: Knobs, table: Table, facts: list[Fact], steps: tuple[Step, ...]) -> Sample | None:
    scale: Literal[0, 3, 6] = table.scale
    try:
        problem = FinancialProgram(table, tuple(facts), steps, scale)
        value, unit = outcome(problem)
        if unit and knobs.scaled:
            scale = rng.choice([other for other in SCALES if other != scale])
            problem = FinancialProgram(table, tuple(facts), steps, scale)
            value, unit = outcome(problem)
    except ValueError:
        return None
    places = digits(problem, unit)
    if halfway(value, places) or abs(value) < Fraction(20, 10**places) or abs(value) > 10**12:
        return None
    answer = text_of(problem, value, unit)
    if any(policy(problem) == answer for _, policy in CHEAP):
        return None
    return Sample(problem, answer, float(effort(problem)), *trace_and_rejected(problem))


def effort(problem: FinancialProgram) -> int:
    operands = [operand for step in problem.steps for operand in (step.left, step.right)]
    read = sum(len(printed(problem, operand)) for operand in operands)
    converted = sum(problem.facts[one.at].scale != problem.table.scale for one in operands if one.kind == "fact")
    corrected = sum(fact.kind in CORRECTIONS for fact in problem.facts)
    told = len(problem.facts) + len(problem.table.rows) * len(problem.table.columns) // 8
    return 8 * len(problem.steps) + read + 2 * converted + 4 * corrected + told


def prompt_variables(problem: FinancialProgram, rng: Random) -> dict[str, object]:
    unit = outcome(problem)[1]
    number = 100 + 8999 * rng.random()
    return {
        "tables": (tables := shown((problem.table,), rng)),
        "sentences": [(fact, tables[0].number(fact.value)) for fact in problem.facts],
        "facts": problem.facts,
        "rows": problem.table.rows,
        "columns": [path[0] for path in problem.table.columns],
        "measure": problem.table.title[0],
        "money": problem.table.unit,
        "steps": problem.steps[:-1],
        "last": problem.steps[-1],
        "unit": unit,
        "scale": problem.scale,
        "places": digits(problem, unit),
        "ops": {step.op for step in problem.steps},
        "corrected": any(fact.kind in CORRECTIONS for fact in problem.facts),
        "examples": [f"{one:.{digits(problem, unit)}f}" + ("" if unit else "%") for one in (number, -number / 7, number * 3)],
    }


def canonical(problem: FinancialProgram) -> object:
    """Sentences in one order, without footnotes, which say nothing of amounts."""
    table, keys = problem.table, sorted(range(len(problem.facts)), key=lambda at: repr(problem.facts[at]))
    moved = {at: place for place, at in enumerate(keys)}
    steps = [
        (step.op, *((one.kind, one.row, one.column, moved[one.at] if one.kind == "fact" else one.at) for one in (step.left, step.right)))
        for step in problem.steps
    ]
    cells = [[str(cell) for cell in row] for row in table.cells]
    facts = [repr(problem.facts[at]) for at in keys]
    return [table.title, table.unit, table.scale, table.rows, table.columns, cells, facts, steps, problem.scale]


TASK = Task(
    __name__,
    version=2,
    problem=FinancialProgram,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.01,
    capacity=(300_000,) * 10,
    unique=True,
    canonical=canonical,
    words={"zh": {name: word for name, word in CHINESE.items() if name != "percent"}},
)
