"""The knobs of boolean expressions and their values at the ten levels."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen


class Knobs(Frozen, frozen=True):
    options: Annotated[int, Meta(ge=4, le=16)]  # labelled expressions
    leaves_from: Annotated[int, Meta(ge=1, le=16)]  # least number of comparisons and facts in one expression
    leaves_to: Annotated[int, Meta(ge=1, le=16)]  # greatest number of them
    depth: Annotated[int, Meta(ge=1, le=8)]  # connectives one inside another, at most
    operators: Annotated[int, Meta(ge=2, le=7)]  # how many of OPERATORS may occur
    negation: Annotated[float, Meta(ge=0, le=0.6)]  # chance of a `not` in front of a part
    facts: Annotated[float, Meta(ge=0, le=1)]  # share of facts among the leaves
    highest: Annotated[int, Meta(ge=20, le=999)]  # largest value that is compared
    terms: Annotated[int, Meta(ge=0, le=3)]  # arithmetic operations on one side of a comparison, at most

    def __post_init__(self) -> None:
        if not self.leaves_from <= self.leaves_to <= 2**self.depth:
            raise ValueError(f"leaves_from <= leaves_to <= 2**depth does not hold: {self}")


LEVELS = (
    Knobs(5, 2, 2, 1, 2, 0.2, 0.4, 20, 0),
    Knobs(5, 2, 3, 2, 2, 0.25, 0.4, 30, 1),
    Knobs(6, 3, 4, 3, 3, 0.25, 0.4, 40, 1),
    Knobs(6, 4, 5, 3, 4, 0.25, 0.4, 60, 1),
    Knobs(7, 4, 6, 4, 4, 0.25, 0.4, 99, 1),
    Knobs(8, 5, 8, 4, 5, 0.25, 0.4, 99, 2),
    Knobs(9, 6, 9, 5, 6, 0.3, 0.35, 200, 2),
    Knobs(10, 8, 11, 5, 7, 0.3, 0.35, 400, 2),
    Knobs(11, 9, 11, 6, 7, 0.3, 0.3, 700, 2),
    Knobs(12, 11, 13, 7, 7, 0.3, 0.25, 999, 2),
)
