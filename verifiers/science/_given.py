"""What the tasks of science share: quantities that a problem gives, roots of fractions, and the verdict on a quantity with its unit.

All is exact until the answer is rounded, but for roots that are no fractions: those have 40 digits behind the point."""

import math
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import quantities
from synth.verifiers.parsers.units import Dimension

__all__ = ["Given", "judge", "root", "unit"]

_FINE = 10**40
unit = lru_cache(maxsize=256)(quantities.unit)
"""Size and dimension of a unit; ValueError for what is none."""


class Given(Frozen, frozen=True):
    """A quantity as the problem tells it."""

    number: Annotated[str, Meta(pattern=r"\A\d{1,5}(\.\d{1,4})?\Z")]
    """As it is written: `72.0`."""
    unit: Annotated[str, Meta(pattern=r"\A[A-Za-z°Ωµ/^0-9 ().-]{0,16}\Z")]
    """`km/h`."""

    def __post_init__(self) -> None:
        if self.unit:
            unit(self.unit)

    @property
    def si(self) -> Fraction:
        """In SI base units: 20 for 72 km/h."""
        return _size(self.number, self.unit)

    @property
    def dimension(self) -> Dimension:
        """Of its unit."""
        return unit(self.unit)[1]

    def __str__(self) -> str:
        return f"{self.number} {self.unit}".rstrip()


@lru_cache(maxsize=4096)
def _size(number: str, name: str) -> Fraction:
    return Fraction(number) * (unit(name)[0] if name else 1)


def root(square: Fraction) -> Fraction:
    """The square root, exact where it is a fraction. Raises ValueError for a negative number."""
    if square < 0:
        raise ValueError("no root of a negative number")
    top, bottom = math.isqrt(square.numerator), math.isqrt(square.denominator)
    if top * top == square.numerator and bottom * bottom == square.denominator:
        return Fraction(top, bottom)
    return Fraction(math.isqrt(square.numerator * _FINE * _FINE // square.denominator), _FINE)


def judge(answer: str, gold: Fraction, dimension: Dimension, digits: int, unit_asked: str = "", temperature: bool = False) -> Verdict:
    """Refused for the first of: format (no quantity), unit (none where the question told none, or of another dimension), value (not the
    gold value, in SI base units, to that many significant figures). temperature: `25 °C` is 298.15 K."""
    if quantities.same_quantity(answer, gold, dimension, digits, unit_asked, temperature):
        return ACCEPT
    read = quantities.quantity(answer, temperature)
    if read is None:
        return refuse("format")
    return refuse("value" if read.dimension == dimension or (read.bare and unit_asked) else "unit")
