"""What may happen to the things that people have, and how many they have afterwards."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Category = Literal["fruit", "tool", "instrument", "animal", "garment", "furniture"]
CATEGORIES: dict[Category, tuple[str, ...]] = {
    "fruit": ("apple", "pear", "banana", "plum", "lemon", "mango"),
    "tool": ("hammer", "saw", "screwdriver", "drill", "chisel", "spanner"),
    "instrument": ("violin", "trumpet", "guitar", "flute", "harp", "cello"),
    "animal": ("goat", "cow", "duck", "rabbit", "horse", "hen"),
    "garment": ("shirt", "jacket", "skirt", "coat", "sweater", "vest"),
    "furniture": ("chair", "table", "desk", "sofa", "stool", "wardrobe"),
}
"""Things that are beyond doubt of one category, and of no other."""
CATEGORY: dict[str, Category] = {thing: category for category, things in CATEGORIES.items() for thing in things}
PEOPLE, THINGS, EVENTS = 10, 20, 40
Person = Annotated[int, Meta(ge=0, lt=PEOPLE)]
Thing = Annotated[int, Meta(ge=0, lt=THINGS)]
"""A kind of thing, by its place."""
Number = Annotated[int, Meta(ge=2, le=99)]


class Get(msgspec.Struct, frozen=True, array_like=True, tag="get"):
    """The person gets so many more."""

    person: Person
    thing: Thing
    number: Number


class Lose(msgspec.Struct, frozen=True, array_like=True, tag="lose"):
    """The person loses so many."""

    person: Person
    thing: Thing
    number: Number


class Give(msgspec.Struct, frozen=True, array_like=True, tag="give"):
    """The person gives another one so many."""

    person: Person
    to: Person
    thing: Thing
    number: Number


class Half(msgspec.Struct, frozen=True, array_like=True, tag="half"):
    """The person gives another one exactly half of those they have."""

    person: Person
    to: Person
    thing: Thing


class Double(msgspec.Struct, frozen=True, array_like=True, tag="double"):
    """The person has twice as many afterwards."""

    person: Person
    thing: Thing


class Match(msgspec.Struct, frozen=True, array_like=True, tag="match"):
    """The person gets as many more as somebody has of something else."""

    person: Person
    thing: Thing
    other: Person
    like: Thing


class GiveAll(msgspec.Struct, frozen=True, array_like=True, tag="all"):
    """The person gives another one all they have of a category."""

    person: Person
    to: Person
    category: Category


class Exchange(msgspec.Struct, frozen=True, array_like=True, tag="exchange"):
    """Each gets all that the other has of a category."""

    person: Person
    to: Person
    category: Category


class Most(msgspec.Struct, frozen=True, array_like=True, tag="most"):
    """Whoever has the most gives so many to somebody else."""

    to: Person
    thing: Thing
    number: Number


Event = Get | Lose | Give | Half | Double | Match | GiveAll | Exchange | Most


class More(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The first person has more of the first thing than the second person of the second."""

    person: Person
    thing: Thing
    other: Person
    like: Thing


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event, or one of two."""

    then: Event
    """What happens, where there is a condition only if it is met: `Get(0, 1, 5)`."""
    condition: More | None = None
    """What decides: `More(0, 1, 2, 1)`."""
    otherwise: Event | None = None
    """What happens when the condition is not met."""


Stock = tuple[int, ...]
"""How many of each thing everybody has, person after person."""


class Impossible(ValueError):
    """Somebody would have to give what they don't have."""


def taken(event: Event, has: Stock, things: Sequence[str], strict: bool = False) -> Stock:
    """The stock after an event. strict: raise Impossible where it can't happen as told."""
    now = list(has)
    _CHANGES[type(event)](event, now, things, strict)
    return tuple(now)


def _move(now: list[int], giver: int, receiver: int, number: int, strict: bool) -> None:
    if strict and number > now[giver]:
        raise Impossible
    now[giver] -= number
    now[receiver] += number


def _get(event: Get, now: list[int], things: Sequence[str], strict: bool) -> None:
    now[event.person * len(things) + event.thing] += event.number


def _lose(event: Lose, now: list[int], things: Sequence[str], strict: bool) -> None:
    place = event.person * len(things) + event.thing
    if strict and event.number > now[place]:
        raise Impossible
    now[place] -= event.number


def _give(event: Give, now: list[int], things: Sequence[str], strict: bool) -> None:
    width = len(things)
    _move(now, event.person * width + event.thing, event.to * width + event.thing, event.number, strict)


def _half(event: Half, now: list[int], things: Sequence[str], strict: bool) -> None:
    width = len(things)
    place = event.person * width + event.thing
    if strict and (now[place] % 2 or not now[place]):
        raise Impossible
    _move(now, place, event.to * width + event.thing, now[place] // 2, strict)


def _double(event: Double, now: list[int], things: Sequence[str], strict: bool) -> None:
    now[event.person * len(things) + event.thing] *= 2


def _match(event: Match, now: list[int], things: Sequence[str], strict: bool) -> None:
    width = len(things)
    now[event.person * width + event.thing] += now[event.other * width + event.like]


def _give_all(event: GiveAll, now: list[int], things: Sequence[str], strict: bool) -> None:
    first, second = event.person * len(things), event.to * len(things)
    for thing, name in enumerate(things):
        if CATEGORY[name] == event.category:
            _move(now, first + thing, second + thing, now[first + thing], strict)


def _exchange(event: Exchange, now: list[int], things: Sequence[str], strict: bool) -> None:
    first, second = event.person * len(things), event.to * len(things)
    for thing, name in enumerate(things):
        if CATEGORY[name] == event.category:
            now[first + thing], now[second + thing] = now[second + thing], now[first + thing]


def _most(event: Most, now: list[int], things: Sequence[str], strict: bool) -> None:
    width = len(things)
    column = now[event.thing :: width]
    most = max(column)
    giver = column.index(most)
    if strict and (giver == event.to or column.count(most) > 1):
        raise Impossible
    if giver != event.to:
        _move(now, giver * width + event.thing, event.to * width + event.thing, event.number, strict)


_CHANGES: dict[type, Callable[[Any, list[int], Sequence[str], bool], None]] = {
    Get: _get,
    Lose: _lose,
    Give: _give,
    Half: _half,
    Double: _double,
    Match: _match,
    GiveAll: _give_all,
    Exchange: _exchange,
    Most: _most,
}
"""By the kind of event, what it does to how many there are."""


def is_met(condition: More, has: Stock, width: int) -> bool:
    return has[condition.person * width + condition.thing] > has[condition.other * width + condition.like]


def step_taken(step: Step, has: Stock, things: Sequence[str], strict: bool = False) -> Stock:
    """The stock after a step."""
    event = step.then if step.condition is None or is_met(step.condition, has, len(things)) else step.otherwise
    return taken(event, has, things, strict) if event else has


def named(part: Event | More) -> tuple[list[int], list[int]]:
    """The people and the things that a part of a step names; each as often as it is named."""
    match part:
        case Get(person, thing) | Lose(person, thing) | Double(person, thing):
            return [person], [thing]
        case Give(person, to, thing) | Half(person, to, thing):
            return [person, to], [thing]
        case Match(person, thing, other, like) | More(person, thing, other, like):
            return [person, other], [thing, like]
        case Most(to, thing):
            return [to], [thing]
    return [part.person, part.to], []
