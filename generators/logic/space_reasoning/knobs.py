"""The knobs of space reasoning and their values at the ten levels."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen


class Knobs(Frozen, frozen=True):
    lattice: Literal["flat", "common", "any", "square", "king", "hex", "triangle", "layered", "cylinder", "torus", "hextorus"]
    legs: Annotated[int, Meta(ge=2, le=80)]  # walks in a straight line, all walkers together
    stride: Annotated[int, Meta(ge=2, le=9)]  # most steps of one such walk
    landmarks: Annotated[int, Meta(ge=4, le=30)]  # known beforehand
    related: Annotated[int, Meta(ge=0, le=12)] = 0  # of these, told by the way from another one
    found: Annotated[int, Meta(ge=0, le=12)] = 0  # landmarks come upon while walking
    jumps: Annotated[int, Meta(ge=0, le=8)] = 0  # to a landmark
    lost: Annotated[int, Meta(ge=0, le=8)] = 0  # to a place that later events determine
    portals: Annotated[int, Meta(ge=0, le=3)] = 0  # each used once to find out its displacement and once or twice more
    walkers: Annotated[int, Meta(ge=1, le=5)] = 1
    turning: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that a walker is told by turns and steps forward
    retracing: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that a stretch ends with some steps back


LEVELS = (
    Knobs("square", 3, 3, 9),
    Knobs("flat", 5, 4, 9, related=1, found=1, turning=0.2),
    Knobs("common", 8, 5, 10, related=2, found=2, jumps=1, turning=0.4),
    Knobs("any", 12, 5, 10, related=2, found=2, lost=1, turning=0.4),
    Knobs("any", 16, 6, 11, related=3, found=3, jumps=1, lost=1, turning=0.5),
    Knobs("any", 22, 6, 12, related=3, found=4, jumps=1, lost=1, walkers=2, turning=0.6, retracing=0.2),
    Knobs("any", 28, 7, 13, related=4, found=4, jumps=2, lost=2, portals=1, walkers=2, turning=0.6, retracing=0.2),
    Knobs("any", 36, 8, 14, related=5, found=5, jumps=2, lost=2, portals=1, walkers=3, turning=0.7, retracing=0.3),
    Knobs("any", 46, 8, 15, related=6, found=6, jumps=3, lost=3, portals=2, walkers=3, turning=0.7, retracing=0.3),
    Knobs("any", 60, 9, 16, related=8, found=8, jumps=3, lost=4, portals=2, walkers=4, turning=0.8, retracing=0.4),
)
