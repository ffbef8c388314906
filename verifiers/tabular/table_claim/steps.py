"""What a worked solution has to show: for each statement the ends between which lies by how much it holds.

A statement is a weighted sum of figures that is above 0 (`expression`); one about several years or rows is several such sums. An end is
worked out from printed figures and from what totals leave for missing ones."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import Milestone
from synth.verifiers.tabular._table import Table
from synth.verifiers.tabular.table_claim.bounds import MICRO, Cell, lowest

UNIT = 10**MICRO


class Weighed(NamedTuple):
    """A weighted sum of figures and a constant."""

    weights: Mapping[Cell, int]
    constant: int = 0
    multiple: int = 1
    """So many times are the weights as large as they are said: 1,000,000 of `37 percent`."""
    times: int = 1
    """So many times is the number that is said in the constant: the years of a mean."""


class End(NamedTuple):
    """The smallest or largest that a sum can be."""

    name: str
    """`min`, `max`, or `both` where they are one."""
    parts: tuple[tuple[Fraction, Fraction], ...]
    """Weights and amounts, none of them 0: `((1, 120), (-1, 180))`."""

    @property
    def value(self) -> Fraction:
        return sum((weight * amount for weight, amount in self.parts), Fraction(0))

    def milestone(self) -> Milestone:
        return Milestone(self.value, tuple({abs(amount) for _, amount in self.parts}))

    def numbers(self) -> set[Number]:
        """What it multiplies by."""
        return {abs(weight) for weight, _ in self.parts}


def ends(tables: Sequence[Table], whole: Weighed) -> Iterator[End]:
    """Of a sum: least and most, where it has them."""
    last: tuple[tuple[Fraction, Fraction], ...] = ()
    if whole.constant:
        last = ((Fraction(whole.times if whole.constant > 0 else -whole.times), Fraction(abs(whole.constant), UNIT * whole.times)),)
    found = list[End]()
    for name, sign in (("min", 1), ("max", -1)):
        terms = lowest(tables, {cell: sign * weight for cell, weight in whole.weights.items()})
        if terms is not None:
            parts = ((sign * Fraction(weight, whole.multiple), Fraction(amount, UNIT)) for weight, amount in terms if weight and amount)
            found.append(End(name, (*parts, *last)))
    if len(found) == 2 and found[0].value == found[1].value:
        found = [found[0]._replace(name="both")]
    yield from found
