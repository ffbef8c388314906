"""What a lazy solver would do: look at the first sum that fails and put the blame where it is convenient."""

from collections.abc import Callable
from decimal import Decimal

from synth.verifiers.tabular.ledger_audit import LedgerAudit
from synth.verifiers.tabular.ledger_audit.sums import SCALE, Audit, Cell


def text_of(problem: LedgerAudit, cell: Cell, value: int) -> str:
    """An answer: `Europe / Germany; 2019; 12.5`."""
    row, column = problem.table.rows[cell[0]], problem.table.columns[cell[1]]
    number = Decimal(value) / SCALE
    return f"{' / '.join(row)}; {' / '.join(column)}; {int(number) if number == int(number) else f'{number.normalize():f}'}"


def _blamed(audit: Audit, place: int, part: int) -> tuple[Cell, int]:
    """The figure at this part of a sum that fails, as that sum would have it."""
    cell, sign = audit.sums[place][part]
    return cell, audit.value(cell) - audit.off[place] * sign


def total_of_first(audit: Audit) -> tuple[Cell, int]:
    """The total of the first sum that fails is replaced by the sum of its parts."""
    return _blamed(audit, min(audit.off), 0)


def total_of_last(audit: Audit) -> tuple[Cell, int]:
    return _blamed(audit, max(audit.off), 0)


def first_part(audit: Audit) -> tuple[Cell, int]:
    """The first part of the first sum that fails."""
    return _blamed(audit, min(audit.off), 1)


def last_part(audit: Audit) -> tuple[Cell, int]:
    return _blamed(audit, min(audit.off), -1)


def largest(audit: Audit) -> tuple[Cell, int]:
    """The largest figure, left as it is."""
    cell = max(audit.places, key=lambda one: abs(audit.value(one)))
    return cell, audit.value(cell)


CHEAP: tuple[tuple[str, Callable[[Audit], tuple[Cell, int]]], ...] = (
    ("the total of the first sum that fails", total_of_first),
    ("the total of the last sum that fails", total_of_last),
    ("the first part of the first sum that fails", first_part),
    ("the last part of the first sum that fails", last_part),
    ("the largest figure as it is", largest),
)


def hidden(audit: Audit) -> list[Cell]:
    """Figures whose fault no policy would find, whatever the wrong number is."""
    found = []
    for cell in audit.alone:
        places = audit.places[cell]
        first, last = audit.sums[min(places)], audit.sums[max(places)]
        if cell not in (first[0][0], first[1][0], first[-1][0], last[0][0]):
            found.append(cell)
    return found
