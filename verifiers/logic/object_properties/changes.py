"""What may happen to a collection of objects, and the collection after it.

An object is an integer with one bit for each of its properties, and a collection says how many there are of each."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

VALUES, ATTRIBUTES, GROUPS, CHANGES = 6, 4, 40, 20
SHAPE, COLOUR, SIZE, MATERIAL = range(ATTRIBUTES)
"""Attributes, in the order in which problems have them."""
SIZES = 3
Value = Annotated[int, Meta(ge=0, lt=VALUES)]
Attribute = Annotated[int, Meta(ge=0, lt=ATTRIBUTES)]
Kind = Annotated[tuple[Value, ...], Meta(min_length=2, max_length=ATTRIBUTES)]
"""A value of each attribute: `(0, 2, 1)`."""
Number = Annotated[int, Meta(ge=1, le=99)]


class Trait(NamedTuple):
    """Has the value, or has it not."""

    attribute: Attribute
    value: Value
    positive: bool


Pattern = Annotated[tuple[Trait, ...], Meta(max_length=ATTRIBUTES)]
"""The objects with all of these traits; all objects, where there are none."""


class Turn(msgspec.Struct, frozen=True, array_like=True, tag="turn"):
    """Those objects get the value."""

    pattern: Pattern
    attribute: Attribute
    value: Value


class Exchange(msgspec.Struct, frozen=True, array_like=True, tag="exchange"):
    """Among those objects, the one value becomes the other and the other way round, at the same time."""

    pattern: Pattern
    attribute: Attribute
    a: Value
    b: Value


class Grow(msgspec.Struct, frozen=True, array_like=True, tag="grow"):
    """Those objects get one size larger, or smaller; what is at the end of the sizes stays."""

    pattern: Pattern
    larger: bool


class Remove(msgspec.Struct, frozen=True, array_like=True, tag="remove"):
    """Those objects are taken away."""

    pattern: Pattern


class Copy(msgspec.Struct, frozen=True, array_like=True, tag="copy"):
    """For each of those objects one more is added, equal but for having the value."""

    pattern: Pattern
    attribute: Attribute
    value: Value


class Double(msgspec.Struct, frozen=True, array_like=True, tag="double"):
    """For each of those objects an equal one is added."""

    pattern: Pattern


class Add(msgspec.Struct, frozen=True, array_like=True, tag="add"):
    """So many objects of a kind are added."""

    kind: Kind
    number: Number


class Match(msgspec.Struct, frozen=True, array_like=True, tag="match"):
    """As many objects of a kind are added as there are of those objects."""

    kind: Kind
    pattern: Pattern


Change = Turn | Exchange | Grow | Remove | Copy | Double | Add | Match


class Condition(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """more: there are more of a than of b. least: there are at least `number` of a. even, odd: the number of a is. b and number have no
    meaning elsewhere, and are empty and 0 there."""

    how: Literal["more", "least", "even", "odd"]
    a: Pattern
    b: Pattern
    number: Annotated[int, Meta(ge=0, le=999)]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One change, or one of two."""

    then: Change
    """What happens, where there is a condition only if it holds: `Remove(())`."""
    condition: Condition | None = None
    """What decides: `Condition("even", (), (), 0)`."""
    otherwise: Change | None = None
    """What happens when the condition does not hold."""


def patterns(part: "Change | Condition") -> list[Pattern]:
    """All patterns in a part of a step."""
    if isinstance(part, Condition):
        return [part.a, part.b]
    return [] if isinstance(part, Add) else [part.pattern]


_ADDING = (Copy, Double)
Collection = dict[int, int]
"""How many objects there are of each kind, none of them 0."""


def bit(attribute: int, value: int) -> int:
    return 1 << (8 * attribute + value)


_SMALLEST, _MEDIUM, _LARGEST = (bit(SIZE, size) for size in range(SIZES))
_SIZE_BITS = _SMALLEST | _MEDIUM | _LARGEST
_LARGER = {_SMALLEST: _SMALLEST | _MEDIUM, _MEDIUM: _MEDIUM | _LARGEST}
_SMALLER = {_LARGEST: _LARGEST | _MEDIUM, _MEDIUM: _MEDIUM | _SMALLEST}
"""For each size the bits to flip."""


@lru_cache(maxsize=4096)
def code(kind: tuple[int, ...]) -> int:
    """A kind as bits."""
    return sum(1 << (8 * attribute + value) for attribute, value in enumerate(kind))


@lru_cache(maxsize=4096)
def masks(pattern: Pattern) -> tuple[int, int]:
    """The bits that matter, and those of them that must be set."""
    wanted = sum(bit(trait.attribute, trait.value) for trait in pattern if trait.positive)
    return wanted | sum(bit(trait.attribute, trait.value) for trait in pattern if not trait.positive), wanted


def count(objects: Collection, pattern: Pattern) -> int:
    mask, wanted = masks(pattern)
    return sum([number for kind, number in objects.items() if kind & mask == wanted])


def holds(objects: Collection, condition: Condition) -> bool:
    a = count(objects, condition.a)
    if condition.how == "more":
        return a > count(objects, condition.b)
    if condition.how == "least":
        return a >= condition.number
    return a % 2 == (condition.how == "odd")


def moved(kinds: Iterable[int], change: Change) -> list[int]:
    """What objects that a change concerns become, or what their copies are; 0 for those that go."""
    if isinstance(change, (Turn, Copy)):
        others, new = ~(255 << 8 * change.attribute), 1 << 8 * change.attribute + change.value
        return [kind & others | new for kind in kinds]
    if isinstance(change, Exchange):
        both = bit(change.attribute, change.a) | bit(change.attribute, change.b)
        return [kind ^ both if kind & both else kind for kind in kinds]
    if isinstance(change, Grow):
        last, change_of = (_LARGEST, _LARGER) if change.larger else (_SMALLEST, _SMALLER)
        return [kind if kind & last else kind ^ change_of[kind & _SIZE_BITS] for kind in kinds]
    return [0 for _ in kinds] if isinstance(change, Remove) else list(kinds)


def after(objects: Collection, change: Change) -> Collection:
    """The collection after a change."""
    if isinstance(change, (Add, Match)):
        found = dict(objects)
        number = change.number if isinstance(change, Add) else count(objects, change.pattern)
        if number:
            kind = code(change.kind)
            found[kind] = found.get(kind, 0) + number
        return found
    mask, wanted = masks(change.pattern)
    if isinstance(change, Remove):
        return {kind: number for kind, number in objects.items() if kind & mask != wanted}
    concerned = [kind for kind in objects if kind & mask == wanted]
    found = dict(objects) if isinstance(change, _ADDING) else {kind: number for kind, number in objects.items() if kind & mask != wanted}
    for kind, new in zip(concerned, moved(concerned, change), strict=True):
        found[new] = found.get(new, 0) + objects[kind]
    return found


def step_taken(objects: Collection, step: Step) -> Collection:
    """The collection after a step."""
    change = step.then if step.condition is None or holds(objects, step.condition) else step.otherwise
    return after(objects, change) if change else objects
