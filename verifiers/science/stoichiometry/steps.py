"""Reactions and what is put into them or comes of them."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.science._chemistry import Formula, balanced
from synth.verifiers.science._given import Given

Percent = Annotated[str, Meta(pattern=r"\A(?:[1-9]\d(?:\.\d)?)?\Z")]
"""`85`; empty for 100."""


class Step(Frozen, frozen=True):
    """A reaction, not balanced."""

    left: Annotated[tuple[Formula, ...], Meta(min_length=1, max_length=4)]
    right: Annotated[tuple[Formula, ...], Meta(min_length=1, max_length=5)]
    """`("Fe", "CO2")`."""
    percent: Percent
    """Of what the equation promises, so much is got of every product."""

    def __post_init__(self) -> None:
        if len({*self.left, *self.right}) < len(self.left) + len(self.right):
            raise ValueError("a substance stands once")
        balanced(self.left, self.right)


class Portion(Frozen, frozen=True):
    substance: Annotated[str, Meta(pattern=r"\A(?:[A-Z\[(][A-Za-z0-9()\[\]·]{0,23})?\Z")]
    """Empty for a sample of two substances."""
    amount: Given
    """`12.5 g`, `0.250 mol`; a volume is one of a gas, or of a solution."""
    percent: Percent
    """Of the mass, so much is the substance."""
    molar: Annotated[str, Meta(pattern=r"\A(?:[0-2]\.\d{2,4})?\Z")]
    """Concentration of a solution in mol/L: `0.250`; empty for what is none."""
    step: Annotated[int, Meta(ge=0, le=4)]
    """The reaction that it has a part in."""


Count = Callable[[Step], tuple[int, ...]]


def coefficients(step: Step) -> tuple[int, ...]:
    return balanced(step.left, step.right)


def of(step: Step, substance: str, count: Count) -> int:
    """The coefficient of a substance. Raises ValueError where it has no part."""
    return count(step)[(*step.left, *step.right).index(substance)]


def share(percent: str) -> Fraction:
    return Fraction(percent) / 100 if percent else Fraction(1)
