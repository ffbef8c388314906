"""What turns the difficulty of a story about beliefs, and its ten levels."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen

Some = Annotated[int, Meta(ge=0, le=8)]


class Knobs(Frozen, frozen=True):
    persons: Annotated[int, Meta(ge=3, le=7)]
    """Persons in the story."""
    things: Annotated[int, Meta(ge=1, le=4)]
    """Things in the boxes."""
    boxes: Annotated[int, Meta(ge=4, le=7)]
    """How many boxes there are."""
    events: Annotated[int, Meta(ge=5, le=36)]
    """Lines of the story."""
    asks: Annotated[int, Meta(ge=3, le=8)]
    """Questions that are asked."""
    least: Annotated[int, Meta(ge=1, le=3)]
    """Fewest persons in the chain of a question."""
    depth: Annotated[int, Meta(ge=2, le=4)]
    """Most persons in the chain of a question."""
    changes: Annotated[int, Meta(ge=0, le=3)]
    """How often the answer to each question changes at least while the story goes on, but for one of them."""
    says: Some
    """Lines in which somebody says where a thing is."""
    covered: Some
    """Lines in which boxes are emptied under a cloth."""
    looks: Some
    """Lines in which somebody looks into all boxes."""
    secrets: Some
    """Lines that somebody watches or hears in secret, at most."""
    mistakes: Some
    """Lines in which somebody wrongly thinks so of another, at most."""
    deaf: Annotated[int, Meta(ge=0, le=3)]
    """Pairs of whom one never believes the other."""

    def __post_init__(self) -> None:
        if self.says + self.covered + self.looks > self.events - 4 or self.least > self.depth:
            raise ValueError("four lines at least are left for persons who go and things that are put away")
        if self.deaf and not self.says:
            raise ValueError("only what is said is not believed")


LEVELS = (
    Knobs(3, 1, 4, 6, 3, 1, 2, 0, 0, 0, 0, 0, 0, 0),
    Knobs(3, 1, 5, 8, 3, 1, 2, 1, 1, 0, 0, 0, 0, 0),
    Knobs(4, 1, 5, 9, 4, 2, 2, 1, 1, 0, 0, 1, 0, 0),
    Knobs(4, 2, 5, 13, 4, 2, 3, 1, 2, 1, 0, 1, 0, 0),
    Knobs(4, 2, 5, 15, 4, 2, 3, 1, 2, 1, 1, 2, 0, 0),
    Knobs(5, 2, 6, 17, 4, 2, 3, 1, 3, 2, 1, 2, 1, 0),
    Knobs(5, 2, 6, 19, 5, 2, 3, 2, 4, 2, 2, 3, 1, 1),
    Knobs(5, 2, 6, 21, 5, 3, 3, 2, 4, 3, 2, 3, 2, 1),
    Knobs(6, 2, 6, 24, 5, 3, 4, 2, 5, 3, 3, 4, 2, 1),
    Knobs(6, 2, 6, 28, 6, 3, 4, 2, 6, 4, 3, 5, 3, 2),
)
