"""The knobs of web of lies and their values at the ten levels."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=5, le=14)]
    """People in the story."""
    asked: Annotated[int, Meta(ge=5, le=12)]
    """People asked about."""
    forms: Annotated[int, Meta(ge=1, le=5)]
    """What statements look like, from 1 (claims about one or two people) to 5 (conditionals about counts, hearsay of hearsay)."""
    facts: Annotated[int, Meta(ge=0, le=3)]
    """Claims that are known to be true."""
    extra: Annotated[int, Meta(ge=0, le=8)]
    """Statements that nobody needs."""
    spies: Annotated[int, Meta(ge=0, le=2)]
    """People, at most, who may say anything."""
    effort_from: Annotated[int, Meta(ge=0, le=5_000)]
    """Least effort without spies; twice that with one."""

    def __post_init__(self) -> None:
        if self.asked + self.spies > self.people:
            raise ValueError("people must be at least asked + spies")


LEVELS = (
    Knobs(6, 5, 1, 1, 0, 0, 0),
    Knobs(6, 5, 2, 1, 1, 0, 18),
    Knobs(6, 5, 2, 0, 1, 0, 28),
    Knobs(7, 6, 3, 0, 1, 0, 45),
    Knobs(8, 6, 4, 0, 1, 0, 70),
    Knobs(8, 7, 4, 0, 2, 1, 80),
    Knobs(9, 7, 4, 0, 2, 1, 110),
    Knobs(10, 8, 5, 0, 2, 1, 170),
    Knobs(11, 9, 5, 0, 3, 1, 230),
    Knobs(12, 10, 5, 0, 3, 1, 300),
)
