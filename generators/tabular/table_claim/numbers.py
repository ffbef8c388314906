"""Numbers for statements: near the one that would be exact, and as round as people say them."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from msgspec.structs import replace

from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.table_claim import Claim


def numbered(rng: Random, claim: Claim, full: tuple[Table, ...]) -> Claim:
    """With a number near the one that would be exact."""
    cells = full[claim.table].cells
    figure, width = cells[claim.row][claim.column], len(cells[0])
    assert figure is not None
    row = [cell for cell in cells[claim.row] if cell is not None]
    if claim.kind == "years":
        exact = sum(one > other for one, other in zip(row, cells[claim.other], strict=True) if other is not None)
        return replace(claim, number=Decimal(min(width - (not claim.more), max(int(claim.more), exact + rng.randint(-2, 2)))))
    below = cells[claim.row][claim.before] if claim.kind != "share" else cells[claim.other][claim.column]
    if claim.kind == "per":
        other = full[1 - claim.table]
        second = other.cells[claim.row][claim.column]
        assert second is not None
        ratio = Fraction(figure) * 10 ** full[claim.table].scale / (Fraction(second) * 10**other.scale)
        if ratio < 1:  # so many times the smaller one
            claim, ratio = replace(claim, table=1 - claim.table), 1 / ratio
        number = Decimal(1)
        while number == 1:
            number = _short(Decimal(ratio.numerator) / ratio.denominator * _off(rng), 6)
        return replace(claim, number=number)
    assert below is not None
    if claim.kind in ("share", "growth"):
        percent = 100 * figure / below
        if claim.kind == "growth":
            percent = percent - 100
            percent = abs(percent) + rng.randint(-6, 6)
            claim = replace(claim, more=figure > below) if rng.random() < 0.8 else claim
        else:
            percent *= _off(rng)
        return replace(claim, number=Decimal(max(1, min(99, int(percent)))))
    places = -int(figure.as_tuple().exponent)
    if claim.kind == "change":
        return replace(claim, number=_short(abs(figure - below) * _off(rng), places), more=(figure > below) == (rng.random() < 0.85))
    return replace(claim, number=_short((figure if claim.kind == "value" else sum(row, Decimal(0)) / width) * _off(rng), places))


def _off(rng: Random) -> Decimal:
    """A factor from 0.7 to 1.4 that is not near 1."""
    return Decimal(rng.choice((rng.randint(70, 97), rng.randint(103, 140)))) / 100


def _short(number: Decimal, places: int) -> Decimal:
    """Two significant digits, as round numbers are said, if it has so many places."""
    size = number.adjusted() if number else 0
    number = number.quantize(Decimal(1).scaleb(max(-places, size - 1)))
    number = max(number, Decimal(1).scaleb(-places))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
