"""Tables and text: tables with the same rows and years; steps are drawn first, then sentences that correct what the steps go by.

A problem that a cheap policy happens to solve is drawn again. Effort is the number of figures that the steps look at, with some more for
each sentence and each conversion."""

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.tabular._draw import Shape, draw_tables
from synth.generators.tabular._render import shown
from synth.generators.tabular._themes import THEMES, Theme
from synth.generators.tabular._writing import halfway
from synth.generators.tabular.tables_and_text.cheap import CORRECTIONS, POLICIES, Draft, short, text_of
from synth.generators.tabular.tables_and_text.derivation import trace_and_rejected
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.tables_and_text import DIGITS, TablesAndText, unit, verify
from synth.verifiers.tabular.tables_and_text.report import Choice, Fact, Figure, Reading

TABLES, TRIES = 10, 12
RATES = {
    "dollars": (("euros", 84, 97), ("yuan", 650, 730)),
    "euros": (("dollars", 103, 119), ("yuan", 730, 810)),
    "yuan": (("dollars", 13, 16), ("euros", 11, 14)),
}
"""Other currencies, and how many hundredths of them one of these is."""


class Knobs(Frozen, frozen=True):
    tables: Annotated[int, Meta(ge=2, le=3)]
    rows: Annotated[int, Meta(ge=4, le=12)]
    """Rows at most, totals apart."""
    years: Annotated[int, Meta(ge=2, le=6)]
    row_levels: Annotated[int, Meta(ge=1, le=2)]
    """Headings over one another on rows."""
    choices: Annotated[int, Meta(ge=0, le=3)]
    """Rows that are chosen, each by figures of a table."""
    corrections: Annotated[int, Meta(ge=0, le=5)]
    """Sentences that correct figures."""
    drafts: Annotated[int, Meta(ge=0, le=2)]
    """Sentences about figures that do not count."""
    planned: Annotated[int, Meta(ge=0, le=100)]
    """Chance in percent that a plan for the next year is asked about."""
    scaled: bool
    """Whether amounts are told and asked for in other scales, and in other currencies, than they are printed in."""


LEVELS = (
    Knobs(2, 4, 2, 1, 0, 1, 0, 0, False),
    Knobs(2, 4, 2, 1, 1, 1, 0, 0, False),
    Knobs(2, 5, 3, 1, 1, 2, 1, 30, False),
    Knobs(2, 6, 3, 1, 2, 2, 1, 30, True),
    Knobs(2, 6, 4, 2, 2, 3, 1, 40, True),
    Knobs(2, 7, 4, 2, 2, 3, 1, 50, True),
    Knobs(3, 9, 4, 2, 2, 3, 1, 50, True),
    Knobs(3, 8, 5, 2, 3, 3, 0, 50, True),
    Knobs(3, 9, 5, 2, 3, 4, 1, 60, True),
    Knobs(3, 12, 6, 2, 3, 5, 2, 80, True),
)
_UNSIGNED = tuple(
    Theme(theme.dimension, theme.groups, theme.crossing, tuple(one for one in theme.measures if not one.signed), theme.of_which)
    for theme in THEMES
)
_LARGE = tuple(theme for theme in _UNSIGNED if len(theme.measures) > 2)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TABLES):
        shape = Shape(knobs.rows, knobs.years, knobs.row_levels, totals=rng.random() < 0.5)
        tables = draw_tables(rng, [shape] * knobs.tables, rng.choice(_LARGE))
        plain = Reading(tables, ())
        for _ in range(TRIES):
            try:
                draft = _draft(rng, knobs, tables, plain)
                found = Reading(tables, draft.facts, plain)
                for choice in draft.choices:
                    found.chosen.append(found.choose(choice))
                value = found.figure(draft.figure)
            except ValueError:
                continue
            if sample := _sample(draft, found, value):
                return sample
    raise Discard("open choices, or solved by a cheap policy")


def _sample(draft: Draft, found: Reading, value: Fraction) -> Sample | None:
    """found: a reading with all choices made. value: of the figure, an amount in units."""
    figure = draft.figure
    value /= 1 if figure.kind in DIGITS else 10**draft.scale
    if abs(value) < 1 or abs(value) > 10**11:
        return None
    if (halfway(value, DIGITS[figure.kind])) if figure.kind in DIGITS else (value * 10**4).denominator > 1:
        return None  # halfway between two decimals, both would be right; and no amount with many decimals
    answer = text_of(figure, value)
    if any(policy(draft, found) == answer for _, policy in POLICIES):
        return None
    problem = TablesAndText(*draft)
    extra = 4 * (figure.planned + figure.converted) + 3 * len(problem.facts) + 6 * len(problem.choices)
    return Sample(problem, answer, float(found.looked + extra), *trace_and_rejected(problem))


def _draft(rng: Random, knobs: Knobs, tables: tuple[Table, ...], plain: Reading) -> Draft:
    last = knobs.years - 1
    choices = tuple(_choice(rng, knobs, len(tables)) for _ in range(knobs.choices))
    table = rng.randrange(len(tables))
    rows = tuple(range(-1, -1 - knobs.choices, -1)) or (rng.choice(plain.rows),)
    if len(rows) > 1 and rng.random() < 0.2:
        rows = rows[-1:]  # the last choice, from which the others are left out
    kind = rng.choice(("value", "change", "growth", "share", "per"))
    planned = 100 * rng.random() < knobs.planned and kind != "share"
    year = last if planned or kind in ("change", "growth") else rng.randrange(knobs.years)
    before = rng.randrange(last) if kind in ("change", "growth") else 0
    below = rng.choice([one for one in range(len(tables)) if one != table]) if kind == "per" else 0
    converted = knobs.scaled and kind in ("value", "change") and tables[table].unit in RATES and rng.random() < 0.6
    figure = Figure(kind, table, rows, year, before, below, planned, converted)  # type: ignore[arg-type]
    facts = _facts(rng, knobs, tables, choices, figure, plain)
    scale = rng.choice([0, 3, 6]) if knobs.scaled else tables[table].scale
    return Draft(tables, facts, choices, figure, scale if kind in ("value", "change") else 0)  # type: ignore[arg-type]


def _choice(rng: Random, knobs: Knobs, count: int) -> Choice:
    by = rng.choice(("value", "change", "per"))
    table, year = rng.randrange(count), rng.randrange(1, knobs.years)
    before = rng.randrange(year) if by == "change" else 0
    below = rng.choice([one for one in range(count) if one != table]) if by == "per" else 0
    return Choice(by, table, year, before, below, rng.choice((1, 1, 2, 3)), rng.random() < 0.5)  # type: ignore[arg-type]


def _facts(
    rng: Random, knobs: Knobs, tables: tuple[Table, ...], choices: tuple[Choice, ...], figure: Figure, printed: Reading
) -> tuple[Fact, ...]:
    """Corrections of what the steps go by, and what is of no use; in any order. ValueError where a choice is open."""
    plain, facts, taken = Reading(tables, (), printed), list[Fact](), set[tuple[int, int, int]]()
    for choice in choices:
        order = plain.ranked(choice)
        plain.chosen.append(plain.choose(choice))
        if len(facts) < min(knobs.corrections, max(1, min(knobs.corrections - 1, 2))):  # one is left for the last step
            facts += _crossing(rng, knobs, plain, choice, order, taken)
    found = Reading(tables, facts, printed)
    wanted = list[tuple[int, int, int]]()
    for choice in choices:
        order = found.ranked(choice)
        found.chosen.append(found.choose(choice))
        wanted += [(choice.table, row, choice.year) for _, row in order[max(0, choice.rank - 2) : choice.rank + 1]]
    asked = [(figure.table, found.row(place), figure.year) for place in figure.rows]
    if figure.kind in ("change", "growth"):
        asked += [(figure.table, found.row(place), figure.before) for place in figure.rows]
    first = len(facts)
    for number in range(first, knobs.corrections + knobs.drafts):
        table, row, year = rng.choice(asked if number == first or not wanted or rng.random() < 0.3 else wanted)
        other = rng.choice([one for one in found.rows if one != row])
        if {(table, row, year), (table, other, year)} & taken:
            continue
        kind = rng.choice(("moved", "included", "missed")) if number < knobs.corrections else "draft"
        taken |= {(table, row, year), (table, other, year)} if kind == "moved" else {(table, row, year)}
        part = rng.randint(6, 35) if kind != "draft" else rng.choice((rng.randint(70, 96), rng.randint(104, 130)))
        amount, scale = _amount(rng, plain.cells[table][row][year] * part // 100, tables[table].scale, knobs.scaled and kind != "draft")
        if amount:
            facts.append(Fact(kind, table, row, other if kind == "moved" else 0, year, amount, scale))  # type: ignore[arg-type]
    for table in {figure.table} if figure.planned else ():
        facts.append(Fact("plan", table, percent=rng.choice((-1, 1)) * rng.randint(3, 24)))
    if figure.converted:
        currency, low, high = rng.choice(RATES[tables[figure.table].unit])
        facts.append(Fact("rate", figure.table, amount=short(Decimal(rng.randint(low, high)) / 100), currency=currency))
    rng.shuffle(facts)
    return tuple(facts)


def _crossing(
    rng: Random, knobs: Knobs, plain: Reading, choice: Choice, order: list[tuple[int | Fraction, int]], taken: set[tuple[int, int, int]]
) -> list[Fact]:
    """A correction by which a row next to the chosen one passes it, if one will do; `taken` gets the cells that it changes."""
    at = choice.rank - 1
    value, row = order[rng.choice([place for place in (at - 1, at + 1, at + 1) if 0 <= place < len(order)])]
    cells = plain.cells[choice.table]
    gap = order[at][0] - value if choice.by == "change" else cells[row][choice.year] * (Fraction(order[at][0]) / value - 1)
    change = int(gap * rng.randint(105, 170) / 100)
    if 2 * abs(change) > cells[row][choice.year]:
        return []
    kind, other = "missed" if change > 0 else "included", 0
    if rng.random() < 0.4:  # to the row, or from it
        kind, other = "moved", rng.choice([one for one in plain.rows if one != row])
    ends = (other, row) if kind == "moved" and change > 0 else (row, other)
    changed = {(choice.table, one, choice.year) for one in (ends if kind == "moved" else (row,))}
    amount, scale = _amount(rng, abs(change), plain.tables[choice.table].scale, knobs.scaled)
    if not amount or changed & taken or abs(change) > cells[ends[0]][choice.year] // 2:
        return []
    taken |= changed
    return [Fact(kind, choice.table, *ends, choice.year, amount, scale)]  # type: ignore[arg-type]


def _amount(rng: Random, micro: int, scale: int, other: bool) -> tuple[Decimal, int]:
    """Two or three significant digits, in the scale of the table or in one that fits it better."""
    units = Decimal(micro).scaleb(-6)
    if units < 2:
        return Decimal(0), 0
    units = units.quantize(Decimal(1).scaleb(max(0, units.adjusted() - 1)))
    scales = [one for one in (0, 3, 6) if one != scale and units.adjusted() >= one - 1] if other else []
    scale = rng.choice(scales) if scales and rng.random() < 0.7 else scale
    return short(units.scaleb(-scale)), scale


def corrupt(problem: TablesAndText, answer: str, rng: Random) -> str:
    """The number moved by one."""
    text = answer.removesuffix("%")
    return f"{Decimal(text) + rng.choice((-1, 1, 2)):f}" + answer[len(text) :]


def prompt_variables(problem: TablesAndText, rng: Random) -> dict[str, object]:
    years = sorted(path[-1] for path in problem.tables[0].columns)
    figure = problem.figure
    amounts = figure.kind in ("value", "change")
    tables = shown(problem.tables, rng)
    return {
        "tables": tables,
        "measures": [table.title[0] for table in problem.tables],
        "units": [table.unit for table in problem.tables],
        "theme": problem.tables[0].title[1],
        "rows": problem.tables[0].rows,
        "years": years,
        "next": str(int(years[-1]) + 1),
        "facts": [(fact, tables[0].number(fact.amount)) for fact in problem.facts],
        "corrected": any(fact.kind in CORRECTIONS for fact in problem.facts),
        "drafts": any(fact.kind == "draft" for fact in problem.facts),
        "choices": problem.choices,
        "figure": figure,
        "unit": unit(problem) if amounts else "",
        "scale": problem.scale,
        "number": f"{1000 + 8999 * rng.random():.1f}",
        "percent": f"{10 + 89 * rng.random():.1f}%",
    }


TASK = Task(
    __name__,
    version=5,
    problem=TablesAndText,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(1_000_000,) * 10,
    unique=True,
    corrupt=corrupt,
    words={"zh": {name: word for name, word in CHINESE.items() if name != "percent"}},
)
