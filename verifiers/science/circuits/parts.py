"""The parts of a network, and what is read of one."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen

Node = Annotated[int, Meta(ge=0, le=7)]
"""0 is called A."""


class Resistor(Frozen, frozen=True):
    a: Node
    b: Node
    milliohms: Annotated[int, Meta(ge=0, le=10**9)]
    """`4700`; 0 for the one that is unknown, or to be chosen."""


class Source(Frozen, frozen=True):
    plus: Node
    minus: Node
    millivolts: Annotated[int, Meta(ge=1, le=10**6)]
    """`12000`."""
    milliohms: Annotated[int, Meta(ge=0, le=10**9)]
    """Of its inner resistance; 0 for none."""


class Capacitor(Frozen, frozen=True):
    a: Node
    b: Node
    nanofarads: Annotated[int, Meta(ge=1, le=10**9)]
    """`4700`."""


class Reading(Frozen, frozen=True):
    """What is known of a resistor: the current through it from a to b, or how far a is above b."""

    kind: Literal["current", "voltage"]
    resistor: Annotated[int, Meta(ge=0, le=9)]
    micro: Annotated[int, Meta(ge=1, le=10**9)]
    """In microamperes or microvolts: `250000`."""
