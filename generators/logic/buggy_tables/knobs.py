"""What makes a damaged table hard."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen


class Knobs(Frozen, frozen=True):
    rows: Annotated[int, Meta(ge=5, le=40)]
    """Rows of the table before anything happens to it."""
    words: Annotated[int, Meta(ge=1, le=4)]
    """Columns of words."""
    numbers: Annotated[int, Meta(ge=2, le=5)]
    """Columns of numbers; three more of them where a total is told by two others."""
    damages: Annotated[int, Meta(ge=1, le=3)]
    """Damages, one after the other."""
    kinds: Annotated[int, Meta(ge=1, le=3)]
    """1: what a glance sees through; 2: also lost, slid and repeated values; 3: also values that hang on one another."""
    conditions: Annotated[int, Meta(ge=1, le=4)]
    """Conditions on the rows that count."""
    grouped: Annotated[int, Meta(ge=0, le=100)]
    """Percentage of questions that compare groups of rows."""
