"""Account books: what is received and paid month by month, with a running balance for each account."""

from decimal import Decimal
from random import Random

from synth.verifiers.tabular._table import TOTAL, Path, Table
from synth.verifiers.tabular.ledger_audit.sums import BALANCE, PAID, RECEIVED

MONTHS = "January February March April May June July August September October November December".split()
TITLES = ("Club account", "School account", "Shop account", "Project account", "Household account")
UNITS = ("dollars", "euros", "yuan")


def draw_book(rng: Random, months: int, accounts: int) -> Table:
    """A book that is right: quarters with totals from seven months on, and a common balance where there are two accounts."""
    first = rng.randint(0, 12 - months) if months <= 6 else rng.choice((0, 3)) if months == 9 else 0
    named = MONTHS[first : first + months]
    quarters = months > 6
    rows: list[Path] = [("Opening balance",)]
    for place, month in enumerate(named):
        quarter = f"Q{(first + place) // 3 + 1}"
        rows.append((quarter, month) if quarters else (month,))
        if quarters and (place % 3 == 2 or place == months - 1):
            rows.append((quarter, TOTAL))
    rows.append((TOTAL,))
    names = ("Cash", "Bank") if accounts == 2 else ("",)
    unit = Decimal(1).scaleb(-2) if rng.random() < 0.6 else Decimal(1)
    low, high = (500, 90_000) if unit != 1 else (15, 4_000)
    columns, lines = list[Path](), list[list[int | None]]()
    for name in names:
        head: Path = (name,) if name else ()
        columns += [(*head, RECEIVED), (*head, PAID), (*head, BALANCE)]
        lines += _account(rng, rows, low, high)
    if accounts == 2:
        columns.append((TOTAL, BALANCE))
        pairs = zip(lines[2], lines[5], strict=True)
        lines.append([None if one is None or other is None else one + other for one, other in pairs])
    cells = tuple(tuple(None if number is None else number * unit for number in line) for line in zip(*lines, strict=True))
    return Table((rng.choice(TITLES), "month", "kind of entry"), rng.choice(UNITS), 0, tuple(rows), tuple(columns), cells)


def _account(rng: Random, rows: list[Path], low: int, high: int) -> list[list[int | None]]:
    balance = rng.randint(high, 3 * high)
    received, paid, balances = list[int | None]([None]), list[int | None]([None]), list[int | None]([balance])
    since, sums = (0, 0), (0, 0)
    for path in rows[1:]:
        if TOTAL in path:
            told = since if len(path) > 1 else sums
            since = (0, 0)
            received.append(told[0])
            paid.append(told[1])
            balances.append(None)
            continue
        got, spent = rng.randint(low, high), rng.randint(low, high)
        if balance + got - spent < low:
            got += high
        balance += got - spent
        since, sums = (since[0] + got, since[1] + spent), (sums[0] + got, sums[1] + spent)
        received.append(got)
        paid.append(spent)
        balances.append(balance)
    return [received, paid, balances]
