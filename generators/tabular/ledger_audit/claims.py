"""What ledger audit claims: its rules in words, what cheap policies win, and which problems are the same."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from msgspec.structs import replace

from synth.generators.tabular.ledger_audit.cheap import CHEAP, text_of
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.tabular._table import OF_WHICH, TOTAL
from synth.verifiers.tabular.ledger_audit import LedgerAudit
from synth.verifiers.tabular.ledger_audit.sums import BALANCE, Audit, Cell


def _book(problem: LedgerAudit) -> bool:
    return any(path[-1] == BALANCE for path in problem.table.columns)


def _report(problem: LedgerAudit) -> bool:
    return not _book(problem)


RULES = (
    Rule("place", {"en": r"exactly one figure is wrong", "zh": r"恰好有一个数是错的"}),
    Rule("place", {"en": r"no other single figure", "zh": r"改动其他任何一个数都做不到"}),
    Rule(
        "place",
        {"en": r"heading of its row, the heading of its column and the right figure", "zh": r"行表头、列表头和正确的数"},
    ),
    Rule(
        "place",
        {"en": r"all the headings over it, the outermost first", "zh": r"从最外层写起"},
        lambda p: any(len(path) > 1 for path in (*p.table.rows, *p.table.columns)),
    ),
    Rule("value", {"en": r"last row, Total, is the sum of all rows above it that are no totals", "zh": r"所有非合计行之和"}, _report),
    Rule(
        "value",
        {"en": r"X / Total\) is the sum of all that stands under", "zh": r"甲 / 合计）是该表头下各项之和"},
        lambda p: _report(p) and any(len(path) > 1 and path[-1] == TOTAL for path in (*p.table.rows, *p.table.columns)),
    ),
    Rule(
        "value",
        {"en": r"Total / Y is the sum of Y under all", "zh": r"“合计 / 乙”是与“合计”并列"},
        lambda p: _report(p) and any(len(path) > 1 and path[0] == TOTAL for path in p.table.columns),
    ),
    Rule(
        "value",
        {"en": r"shows a part of the row above it and is in no sum", "zh": r"只是上一行的一部分，不计入"},
        lambda p: any(path[-1].startswith(OF_WHICH) for path in p.table.rows),
    ),
    Rule("value", {"en": r"balance before it, plus what was received, minus what", "zh": r"前一个余额加上收入、减去支出"}, _book),
    Rule("value", {"en": r"total rows add up what was received and what was paid", "zh": r"合计行是收入和支出的合计"}, _book),
    Rule(
        "value",
        {"en": r"sum of the balances of the accounts", "zh": r"各账户余额之和"},
        lambda p: (TOTAL, BALANCE) in p.table.columns,
    ),
    Rule(
        "value",
        {
            "en": lambda p: r"right figure, in " + {0: "", 3: "thousands of ", 6: "millions of "}[p.table.scale] + p.table.unit,
            "zh": lambda p: r"正确的数（单位：" + {0: "", 3: "千", 6: "百万"}[p.table.scale],
        },
    ),
)


def _by(policy: Callable[[Audit], tuple[Cell, int]]) -> Callable[[LedgerAudit], str]:
    return lambda problem: text_of(problem, *policy(Audit(problem.table)))


_GUESSES = {
    "the largest figure as it is": (0.005,) * 10,
    "the second part of the first sum that fails": (0.3,) * 3 + (0.4,) * 3 + (0.33,) * 4,
}
"""Whoever blames a figure of a sum that fails has added up all sums before it, which is most of the work, and then guesses among its few
figures: no guess is better than another, for the total, the first, the last and the inner parts are spoilt equally often. It cannot win
much less: nearly each figure stands in a sum of three or four, as two parts and their total, and who stops there guesses among them."""
SHORTCUTS = tuple(Shortcut(name, _by(policy), _GUESSES.get(name, (0.33,) * 10)) for name, policy in CHEAP)
NO_COPIES = "Rows and columns stand in the order of their headings, so a table with other headings is another table."


def different(problem: LedgerAudit, rng: Random) -> Iterator[LedgerAudit]:
    """Another wrong number at the same place; another scale."""
    table = problem.table
    (row, column), right = Audit(table).repairs()[0]
    old = table.cells[row][column]
    assert old is not None
    unit = Decimal(1).scaleb(int(old.as_tuple().exponent))
    for new in (old + unit, old + 2 * unit):
        if new and int(new.scaleb(6)) != right:
            cells = [list(line) for line in table.cells]
            cells[row][column] = new
            yield LedgerAudit(replace(table, cells=tuple(map(tuple, cells))))
    if table.unit == "dollars":
        yield LedgerAudit(replace(table, unit="euros"))
