"""Linear equations with whole coefficients, exactly: a row maps quantities to coefficients, CONSTANT to the right-hand side.

Rows are kept whole and free of common divisors, so no fraction arises before a value is read off."""

from collections.abc import Iterable, Mapping
from math import gcd, lcm

from synth.verifiers.exact import Fraction

CONSTANT = -1

Row = dict[int, int]


def whole(terms: Mapping[int, int | Fraction]) -> Row:
    """The row with the same solutions that has whole coefficients, no zeros, no common divisor, and its first coefficient positive: equal
    for equations that are multiples of each other."""
    scale = lcm(*(value.denominator for value in terms.values()))
    if terms.get(min((key for key, value in terms.items() if value and key != CONSTANT), default=CONSTANT), 0) < 0:
        scale = -scale
    return _primitive({key: int(value * scale) for key, value in terms.items() if value})


def _primitive(row: Row) -> Row:
    divisor = gcd(*row.values())
    return {key: value // divisor for key, value in row.items()} if divisor > 1 else row


def _without(row: Row, pivot: int, other: Row) -> Row:
    """The row less the multiple of another that takes the pivot out of it."""
    a, b = row[pivot], other[pivot]
    divisor = gcd(a, b)
    a, b = a // divisor, b // divisor
    new = dict(row) if b == 1 else {key: b * value for key, value in row.items()}
    for key, value in other.items():
        rest = new.get(key, 0) - a * value
        if rest:
            new[key] = rest
        else:
            del new[key]
    return _primitive(new)


class Span:
    """The equations that follow from some equations. steps: row operations done so far."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.pivots: dict[int, Row] = {}
        self.steps = 0
        for row in rows:
            self.add(row)

    def reduced(self, row: Row) -> Row:
        """What of a row does not follow: empty when it does."""
        for pivot in [key for key in row if key in self.pivots]:
            row = _without(row, pivot, self.pivots[pivot])
            self.steps += 1
        return row

    def add(self, row: Row) -> bool:
        """Take a further equation; whether it said something new. Raises ValueError when it contradicts the others."""
        row = self.reduced(row)
        if not row:
            return False
        pivot = min((key for key in row if key != CONSTANT), key=lambda key: (abs(row[key]), key), default=None)
        if pivot is None:
            raise ValueError("the equations contradict each other")
        for other, theirs in self.pivots.items():
            if pivot in theirs:
                self.pivots[other] = _without(theirs, pivot, row)
                self.steps += 1
        self.pivots[pivot] = row
        return True

    def value(self, quantity: int) -> Fraction | None:
        """The value of a quantity where the equations fix it."""
        row = self.pivots.get(quantity)
        if row is None or any(key not in (quantity, CONSTANT) for key in row):
            return None
        return Fraction(row.get(CONSTANT, 0), row[quantity])


def rounds(rows: list[Row], query: int) -> int:
    """Rounds of substitution until the query has a value, what rows state of one quantity alone being given; 0 when it gets none."""
    fixed_by = {next(iter(keys)) for keys in (r.keys() - {CONSTANT} for r in rows) if len(keys) == 1}
    opened = [keys for keys in (r.keys() - {CONSTANT} for r in rows) if len(keys) > 1]
    taken = 0
    while query not in fixed_by:
        found = {next(iter(left)) for left in (keys - fixed_by for keys in opened) if len(left) == 1}
        if not found:
            return 0
        fixed_by |= found
        taken += 1
    return taken


def follow(rows: list[Row], sources: list[list[Row]]) -> bool:
    """Whether all the rows follow from those of the sources together."""
    span = Span(r for source in sources for r in source)
    return not any(map(span.reduced, rows))
