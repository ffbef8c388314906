"""What a lazy solver would do: look at the first sum that fails and put the blame where it is convenient."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

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


def second_part(audit: Audit) -> tuple[Cell, int]:
    """The part behind the first one, where there is one."""
    place = min(audit.off)
    return _blamed(audit, place, min(2, len(audit.sums[place]) - 1))


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
    ("the second part of the first sum that fails", second_part),
    ("the last part of the first sum that fails", last_part),
    ("the largest figure as it is", largest),
)


def spread(rng: Random, audit: Audit) -> Cell | None:
    """A figure to spoil, which is as often the total, the first, the last or an inner part of the first sum that then fails: none of these
    is a better guess than the others."""
    groups: dict[str, list[Cell]] = {}
    for cell in audit.alone:
        one = [other for other, _ in audit.sums[min(audit.places[cell])]]
        at = one.index(cell)
        groups.setdefault("total" if not at else "first" if at == 1 else "last" if at == len(one) - 1 else "inner", []).append(cell)
    return rng.choice(groups[rng.choice(sorted(groups))]) if groups else None
