"""What a simulation knows of a walker, and a stretch that it is going to walk."""

from dataclasses import dataclass, field
from typing import NamedTuple

from synth.generators.logic.space_reasoning.terrain import Leg
from synth.verifiers.logic.space_reasoning.lattices import Place
from synth.verifiers.logic.space_reasoning.logs import Event


@dataclass(slots=True)
class WalkerState:
    """A walker at one moment of the simulation."""

    number: int
    """Its place among the walkers, by which events name it."""
    name: str
    start: Place
    stated_start: Place | str
    """What the prompt says of the start: coordinates, the landmark that stands there, or "" for an unknown place."""
    facing: int
    """The direction faced, as a place in the ring of directions."""
    turning: bool
    """Whether its legs are mostly stated by turns and steps forward."""
    here: Place = ()
    first_facing: int = 0
    stated_facing: bool = False
    """Whether a leg was stated that way at least once."""
    since_jump: list[Leg] = field(default_factory=list)
    sure: bool = True
    """Whether its place follows from the log so far."""
    pending: list[str] = field(default_factory=list)
    """Landmarks and portals whose places and displacements will be known when its own place is."""

    def __post_init__(self) -> None:
        self.here, self.first_facing = self.start, self.facing

    def last_way(self) -> str:
        return self.since_jump[-1][0] if self.since_jump else ""

    def arrive(self, place: Place) -> None:
        self.here, self.since_jump = place, []


class Stretch(NamedTuple):
    """Legs that end at a known place."""

    legs: list[Leg]
    portal: str
    """Passed on the way, or ""."""
    legs_before_portal: int
    event: Event | None
    """What is stated at the end: a landmark that is here or in sight; None where somebody is to come by."""
