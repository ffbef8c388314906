"""The knobs of space reasoning and their values at the ten levels."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen


class Knobs(Frozen, frozen=True):
    # "flat" is square or king; "facing" any lattice on which one can face a way, "any" the one of triangles too
    lattice: Literal["flat", "facing", "any", "square", "king", "hex", "triangle", "layered", "cylinder", "torus", "hextorus"]
    legs: Annotated[int, Meta(ge=2, le=40)]  # walks in a straight line, all walkers together
    stride: Annotated[int, Meta(ge=2, le=9)]  # most steps of one such walk
    landmarks: Annotated[int, Meta(ge=4, le=30)]  # known beforehand
    related: Annotated[int, Meta(ge=0, le=12)] = 0  # of these, told by the way from another one
    found: Annotated[int, Meta(ge=0, le=12)] = 0  # landmarks come upon while walking
    jumps: Annotated[int, Meta(ge=0, le=8)] = 0  # to a landmark
    lost: Annotated[int, Meta(ge=0, le=8)] = 0  # to a place that later events determine; with some, walkers may start at an unknown place
    portals: Annotated[int, Meta(ge=0, le=3)] = 0  # each used once to find out its displacement and once or twice more
    conditions: Annotated[int, Meta(ge=0, le=8)] = 0  # events that happen only if a walker is nearer to one place than to another
    walkers: Annotated[int, Meta(ge=1, le=5)] = 1
    turning: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that a walker is told by turns and steps forward
    retracing: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that a stretch ends with some steps back


LEVELS = (
    Knobs("square", 3, 3, 5),
    Knobs("flat", 4, 4, 6, related=1, found=1, turning=0.5),
    Knobs("any", 6, 5, 7, related=2, found=2, jumps=1, turning=0.7),
    Knobs("facing", 6, 5, 7, related=2, found=2, lost=1, turning=1),
    Knobs("facing", 6, 6, 8, related=3, found=2, lost=1, walkers=2, conditions=2, turning=1),
    Knobs("facing", 6, 6, 8, related=4, found=3, jumps=1, lost=1, walkers=2, conditions=2, turning=1),
    Knobs("facing", 6, 7, 9, related=5, found=3, jumps=1, lost=1, portals=1, walkers=2, conditions=2, turning=1),
    Knobs("facing", 6, 8, 10, related=6, found=3, jumps=1, lost=1, portals=1, walkers=3, conditions=3, turning=1),
    Knobs("facing", 6, 8, 12, related=9, found=3, jumps=1, lost=2, portals=1, walkers=3, conditions=4, turning=1),
    Knobs("facing", 6, 9, 15, related=12, found=3, jumps=1, lost=2, portals=1, walkers=3, conditions=5, turning=1, retracing=0.1),
)
