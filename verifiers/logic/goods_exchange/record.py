"""What may happen to goods, and who holds what while it happens."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

PEOPLE, GOODS, STEPS = 10, 14, 30
Person = Annotated[int, Meta(ge=0, lt=PEOPLE)]
Good = Annotated[int, Meta(ge=0, lt=GOODS)]
Earlier = Annotated[int, Meta(ge=0, lt=STEPS)]
"""A step by its place, from 0."""


class Holder(msgspec.Struct, frozen=True, array_like=True, tag="holder"):
    """Whoever holds the good just before the step."""

    good: Good


Who = Person | Holder


class Swap(msgspec.Struct, frozen=True, array_like=True, tag="swap"):
    """Each gets all that the other holds; nothing happens when they are one person."""

    a: Who
    b: Who


class Give(msgspec.Struct, frozen=True, array_like=True, tag="give"):
    """The good goes from whoever holds it to somebody, alone."""

    good: Good
    to: Who


class Pass(msgspec.Struct, frozen=True, array_like=True, tag="pass"):
    """Each passes all that they hold to the next, the last to the first, at the same time."""

    ring: Annotated[tuple[Person, ...], Meta(min_length=3, max_length=5)]


class Again(msgspec.Struct, frozen=True, array_like=True, tag="again"):
    """The two who swapped in the step swap once more, if somebody did."""

    step: Earlier


class Holds(msgspec.Struct, frozen=True, array_like=True, tag="holds"):
    """The person holds the good."""

    person: Person
    good: Good


class Together(msgspec.Struct, frozen=True, array_like=True, tag="together"):
    """One person holds both goods."""

    a: Good
    b: Good


class More(msgspec.Struct, frozen=True, array_like=True, tag="more"):
    """The first holds more goods than the second."""

    a: Person
    b: Person


class Met(msgspec.Struct, frozen=True, array_like=True, tag="met"):
    """The condition of the step was met, when it was that step's turn."""

    step: Earlier


Action = Swap | Give | Pass | Again
Condition = Holds | Together | More | Met


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the record."""

    then: Action
    """What happens, where there is a condition only if it is met: `Swap(0, Holder(2))`."""
    condition: Condition | None = None
    """What decides about it: `Holds(0, 1)`."""
    positive: bool = True
    """Whether the condition is met when that holds, or when it does not."""
    otherwise: Action | None = None
    """What happens when the condition is not met, if anything."""


class Note(msgspec.Struct, frozen=True, array_like=True):
    """A line that moves nothing: a person admires a good, tells another about it, or offers the other a swap, which is declined."""

    before: Annotated[int, Meta(ge=0, le=STEPS)]
    """The step before which it stands; the number of steps: at the end."""
    kind: Literal["admires", "tells", "offers"]
    person: Person
    good: Good
    other: Person


Mentioned = tuple[Sequence[int], Sequence[int], int | None]
"""People, goods and an earlier step."""


def mentioned(part: Action | Condition | None) -> Mentioned:
    """Whom and what a part of a step names."""
    return _MENTIONED[type(part)](part)


def _swapping(part: Swap) -> Mentioned:
    whom = part.a, part.b
    return [who for who in whom if isinstance(who, int)], [who.good for who in whom if isinstance(who, Holder)], None


_MENTIONED: dict[type, Callable[[Any], Mentioned]] = {
    Swap: _swapping,
    Give: lambda part: ([part.to], [part.good], None) if isinstance(part.to, int) else ([], [part.good, part.to.good], None),
    Pass: lambda part: (part.ring, (), None),
    Again: lambda part: ((), (), part.step),
    Holds: lambda part: ((part.person,), (part.good,), None),
    Together: lambda part: ((), (part.a, part.b), None),
    More: lambda part: ((part.a, part.b), (), None),
    Met: lambda part: ((), (), part.step),
    type(None): lambda part: ((), (), None),
}


class Course:
    """Who holds what, step by step."""

    def __init__(self, start: Sequence[int]) -> None:
        self.holder = list(start)
        self.swapped: list[tuple[int, int] | None] = []
        """For each step the two who swapped in it."""
        self.met: list[bool] = []
        """For each step whether its condition was met; True without one."""

    def who(self, who: Who) -> int:
        return who if isinstance(who, int) else self.holder[who.good]

    def holds(self, condition: Condition) -> bool:
        """Whether what the condition says is so at the moment."""
        holder = self.holder
        if isinstance(condition, Holds):
            return holder[condition.good] == condition.person
        if isinstance(condition, Together):
            return holder[condition.a] == holder[condition.b]
        if isinstance(condition, More):
            return holder.count(condition.a) > holder.count(condition.b)
        return self.met[condition.step]

    def is_met(self, step: Step) -> bool:
        return step.condition is None or self.holds(step.condition) == step.positive

    def pair(self, action: Action) -> tuple[int, int] | None:
        """The two who swap, if there are two."""
        if isinstance(action, Swap):
            a, b = self.who(action.a), self.who(action.b)
            return (a, b) if a != b else None
        return self.swapped[action.step] if isinstance(action, Again) else None

    def after(self, action: Action) -> list[int]:
        """Who would hold each good after an action."""
        if isinstance(action, Give):
            held = list(self.holder)
            held[action.good] = self.who(action.to)
            return held
        if isinstance(action, Pass):
            following = dict(zip(action.ring, action.ring[1:] + action.ring[:1], strict=True))
            return [following.get(person, person) for person in self.holder]
        pair = self.pair(action)
        if pair is None:
            return list(self.holder)
        a, b = pair
        return [b if person == a else a if person == b else person for person in self.holder]

    def take(self, step: Step) -> None:
        met = self.is_met(step)
        action = step.then if met else step.otherwise
        self.met.append(met)
        self.swapped.append(self.pair(action) if action else None)
        if action:
            self.holder = self.after(action)

    def skip(self) -> None:
        """A step that never took place."""
        self.met.append(False)
        self.swapped.append(None)
