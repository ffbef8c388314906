"""The knobs of boolean expressions and their values at the ten levels."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen

Share = Annotated[float, Meta(ge=0, le=1)]


class Knobs(Frozen, frozen=True):
    options: Annotated[int, Meta(ge=4, le=12)]  # labelled expressions
    definitions: Annotated[int, Meta(ge=0, le=11)]  # named statements that the expressions use, each built on another one
    leaves_from: Annotated[int, Meta(ge=1, le=6)]  # least number of parts without a connective in one expression or definition
    leaves_to: Annotated[int, Meta(ge=1, le=6)]  # greatest number of them
    operators: Annotated[int, Meta(ge=2, le=7)]  # how many of OPERATORS may occur
    negation: Annotated[float, Meta(ge=0, le=0.6)]  # chance of a `not` in front of a part
    facts: Share  # share of everyday facts among the parts
    highest: Annotated[int, Meta(ge=10, le=99)]  # largest value that is compared
    terms: Annotated[int, Meta(ge=0, le=3)]  # arithmetic operations on one side of a comparison, at most
    references: Share = 0.0  # share of parts that are the name of another statement, beside the one that each definition brings
    counts: Share = 0.0  # share of parts that say how many of some other statements are true
    quantifiers: Share = 0.0  # share of parts that speak of every or some number of a small set
    nested: Share = 0.0  # chance that a part of that kind speaks of two sets, one inside the other

    def __post_init__(self) -> None:
        if self.leaves_from > self.leaves_to:
            raise ValueError(f"leaves_from={self.leaves_from} lies above leaves_to={self.leaves_to}")
        if self.facts + self.references + self.counts + self.quantifiers > 1:
            raise ValueError("facts, references, counts and quantifiers are shares of one whole")


LEVELS = (
    Knobs(5, 0, 2, 2, 2, 0.2, 0.4, 20, 0),
    Knobs(5, 1, 2, 2, 3, 0.2, 0.4, 20, 1, references=0.1),
    Knobs(6, 2, 2, 3, 5, 0.2, 0.35, 30, 1, references=0.1),
    Knobs(8, 4, 2, 3, 5, 0.2, 0.3, 30, 1, references=0.15, counts=0.05),
    Knobs(8, 5, 2, 3, 5, 0.25, 0.25, 30, 1, references=0.2, counts=0.1, quantifiers=0.05),
    Knobs(8, 6, 2, 3, 6, 0.25, 0.25, 40, 1, references=0.2, counts=0.1, quantifiers=0.1),
    Knobs(8, 7, 2, 4, 6, 0.25, 0.2, 40, 1, references=0.2, counts=0.12, quantifiers=0.15, nested=0.2),
    Knobs(8, 8, 3, 4, 7, 0.25, 0.2, 40, 1, references=0.2, counts=0.15, quantifiers=0.2, nested=0.3),
    Knobs(9, 9, 3, 4, 7, 0.25, 0.15, 50, 1, references=0.2, counts=0.2, quantifiers=0.25, nested=0.4),
    Knobs(9, 11, 3, 5, 7, 0.25, 0.1, 50, 1, references=0.2, counts=0.2, quantifiers=0.3, nested=0.5),
)
