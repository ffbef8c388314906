"""Ledger audit: a report or an account book whose sums are all right, and then one figure of it gets another digit or two swapped.

Effort counts the figures that have to be added up to check every sum."""

from decimal import Decimal
from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.math._derivation import lines
from synth.generators.tabular._draw import Shape, column_axis, draw_table, draw_years, row_axis
from synth.generators.tabular._render import shown
from synth.generators.tabular._themes import THEMES
from synth.generators.tabular.ledger_audit.books import draw_book
from synth.generators.tabular.ledger_audit.cheap import CHEAP, spread, text_of
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.tabular._table import OF_WHICH, TOTAL, Table
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.ledger_audit import LedgerAudit, outcome, verify
from synth.verifiers.tabular.ledger_audit.sums import BALANCE, SCALE, Audit, Cell

TRIES = 12
LONGEST = 90
"""Characters of an answer."""
EXAMPLES = {
    "en": ("Mining; 1987; 4120", "Fishing / Total; 1991; 58.3", "Tourism; Spring / 1994; 907"),
    "zh": ("采矿；1987年；4120", "渔业 / 合计；1991年；58.3", "旅游；春季 / 1994年；907"),
}


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=2, le=14)]
    """Rows of a report at most, totals apart."""
    columns: Annotated[int, Meta(ge=4, le=12)]
    """Columns of a report at most."""
    row_levels: Annotated[int, Meta(ge=1, le=2)]
    """How deep the headings of rows are."""
    column_levels: Annotated[int, Meta(ge=2, le=3)]
    """How deep those of columns are."""
    of_which: bool
    """Whether rows may show a part of others, which is in no sum."""
    books: Annotated[float, Meta(ge=0, le=1)]
    """The share of account books."""
    months: Annotated[int, Meta(ge=3, le=12)]
    """Months of a book."""
    accounts: Annotated[int, Meta(ge=1, le=2)]
    """Accounts of a book."""


LEVELS = (
    Knobs(2, 4, 1, 2, False, 0.4, 3, 1),
    Knobs(3, 4, 1, 2, False, 0.4, 5, 1),
    Knobs(4, 4, 1, 2, False, 0.4, 9, 1),
    Knobs(5, 4, 2, 2, False, 0.3, 12, 1),
    Knobs(7, 5, 2, 2, True, 0.2, 12, 1),
    Knobs(7, 6, 2, 2, True, 0.25, 9, 2),
    Knobs(8, 8, 2, 2, True, 0.25, 12, 2),
    Knobs(7, 8, 2, 3, True, 0.25, 12, 2),
    Knobs(9, 12, 2, 3, True, 0.15, 12, 2),
    Knobs(14, 12, 2, 3, True, 0.0, 12, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        table = draw_book(rng, knobs.months, knobs.accounts) if rng.random() < knobs.books else _report(rng, knobs)
        cell = spread(rng, Audit(table))
        if cell is None:
            continue
        audit = Audit(_spoilt(rng, table, cell))
        right = audit.repairs()[0]
        problem = LedgerAudit(audit.table)
        answer = text_of(problem, *right)
        if len(answer) <= LONGEST:
            return Sample(problem, answer, float(sum(map(len, audit.sums))), *_worked(problem, audit, right))
    raise Discard("no figure that stands out")


def _report(rng: Random, knobs: Knobs) -> Table:
    """A report with totals on both axes."""
    theme = rng.choice(THEMES)
    measure = rng.choice([one for one in theme.measures if one.flow])
    of_which = int(knobs.of_which and rng.random() < 0.5)
    shape = Shape(knobs.rows, knobs.columns, knobs.row_levels, knobs.column_levels, totals=True, of_which=of_which)
    years = draw_years(rng, knobs.columns)
    return draw_table(rng, shape, theme, measure, row_axis(rng, shape, theme), column_axis(rng, shape, theme, measure, years))


def _spoilt(rng: Random, table: Table, cell: Cell) -> Table:
    """With another digit in a cell, or two neighbours swapped, but for the first one."""
    number = table.cells[cell[0]][cell[1]]
    assert number is not None
    sign, digits, exponent = number.as_tuple()
    new = list(digits)
    at = rng.randrange(1, len(new)) if len(new) > 1 else 0
    if len(new) > 2 and at > 1 and new[at] != new[at - 1] and rng.random() < 0.5:
        new[at - 1], new[at] = new[at], new[at - 1]
    else:
        new[at] = (new[at] + rng.randint(1, 9)) % 10
    changed = Decimal((sign, tuple(new), 0)).scaleb(int(exponent))
    cells = [list(row) for row in table.cells]
    cells[cell[0]][cell[1]] = changed or Decimal(1)
    return replace(table, cells=tuple(map(tuple, cells)), totals=())


def _worked(problem: LedgerAudit, audit: Audit, right: tuple[Cell, int]) -> tuple[str, str]:
    """The sums that fail, the figure that all of them share, and what it is by each; and a completion that blames another one."""
    said = list[str]()
    for place in audit.off:
        (total, _), *rest = audit.sums[place]
        said.append(f"{_summed(audit, rest)} = {_number(sum(sign * audit.value(cell) for cell, sign in rest))}")
        said.append(f"The table has {_number(audit.value(total))} there: {_name(problem, total)}.")
    rejected = said[:2]
    said.append(f"All other sums are right. What these have in common is {_name(problem, right[0])}.")
    for place in audit.off:
        own = audit.places[right[0]][place]
        rest = [(other, -sign * own) for other, sign in audit.sums[place] if other != right[0]]
        rest.sort(key=lambda pair: -pair[1])
        said.append(f"{_summed(audit, rest)} = {_number(right[1])}")
    wrong = text_of(problem, *next(guess for _, policy in CHEAP if (guess := policy(audit)) != right))
    return lines(said), f"{lines(rejected)}\n\n<answer>\n{wrong}\n</answer>"


def _name(problem: LedgerAudit, cell: Cell) -> str:
    return f"{' / '.join(problem.table.rows[cell[0]])}, {' / '.join(problem.table.columns[cell[1]])}"


def _number(value: int) -> str:
    number = Decimal(value) / SCALE
    return str(int(number)) if number == int(number) else f"{number.normalize():f}"


def _summed(audit: Audit, parts: list[tuple[Cell, int]]) -> str:
    text = ""
    for cell, sign in parts:
        value = audit.value(cell)
        number = f"({_number(value)})" if value < 0 else _number(value)
        text += f" {'+' if sign > 0 else '-'} {number}" if text else f"{'-' if sign < 0 else ''}{number}"
    return f"{text} + 0" if len(parts) == 1 else text


def corrupt(problem: LedgerAudit, answer: str, rng: Random) -> str:
    """The right place with another number, or the number at another place."""
    cell, value = outcome(problem)
    right = int(value * SCALE)
    if rng.random() < 0.5:
        return text_of(problem, cell, right + rng.choice((-1, 1)) * SCALE)
    other = (cell[0], rng.choice([column for column in range(len(problem.table.columns)) if column != cell[1]]))
    return text_of(problem, other, right)


def prompt_variables(problem: LedgerAudit, rng: Random) -> dict[str, object]:
    table = problem.table
    return {
        "tables": shown([table], rng),
        "table": table,
        "book": any(path[-1] == BALANCE for path in table.columns),
        "accounts": (TOTAL, BALANCE) in table.columns,
        "deep": any(len(path) > 1 for path in (*table.rows, *table.columns)),
        "inner": any(len(path) > 1 and path[-1] == TOTAL for path in (*table.rows, *table.columns)),
        "outer": any(len(path) > 1 and path[0] == TOTAL for path in table.columns),
        "of_which": any(path[-1].startswith(OF_WHICH) for path in table.rows),
        "examples": EXAMPLES,
    }


TASK = Task(
    __name__,
    version=3,
    problem=LedgerAudit,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(200_000,) * 10,
    unique=True,
    corrupt=corrupt,
    words={"zh": CHINESE},
)
