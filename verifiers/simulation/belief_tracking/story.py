"""What may happen around the boxes, and where a person thinks that another thinks that a thing is, event by event.

A chain (A, B, C) is what A thinks that B thinks that C thinks; the empty chain is the truth. An event counts for a chain where its first
person takes part, and each further one does as far as the first knows, and all after the second as far as the second knows: those in the
room know of each other, one who watches in secret is known to nobody, and one who is fooled takes another for such a watcher."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

PERSONS, THINGS, BOXES, EVENTS, DEPTH, ASKED = 7, 4, 7, 40, 4, 8
Person = Annotated[int, Meta(ge=0, lt=PERSONS)]
Maybe = Annotated[int, Meta(ge=-1, lt=PERSONS)]
"""A person, or -1 for nobody."""
Thing = Annotated[int, Meta(ge=0, lt=THINGS)]
Box = Annotated[int, Meta(ge=0, lt=BOXES)]


class _Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What events share: nothing but their form."""


class Goes(_Event, frozen=True, tag="goes"):
    """Persons leave the room if they are in it, or come in: one or two, all the same way."""

    who: Annotated[tuple[Person, ...], Meta(min_length=1, max_length=2)]


class Puts(_Event, frozen=True, tag="puts"):
    """Somebody in the room puts a thing into a box. spy: who watches from outside, unnoticed; fooled, supposed: one in the room who wrongly
    thinks that another, outside, watches."""

    who: Person
    thing: Thing
    box: Box
    spy: Maybe = -1
    fooled: Maybe = -1
    supposed: Maybe = -1


class Tips(_Event, frozen=True, tag="tips"):
    """Somebody in the room brings all that is in a box into another, under a cloth; swap: and what was in that one into the first."""

    who: Person
    box: Box
    into: Box
    swap: bool = False
    spy: Maybe = -1
    fooled: Maybe = -1
    supposed: Maybe = -1


class Looks(_Event, frozen=True, tag="looks"):
    """Somebody in the room looks into all boxes, and shows nothing to the others."""

    who: Person
    spy: Maybe = -1
    fooled: Maybe = -1
    supposed: Maybe = -1


class Says(_Event, frozen=True, tag="says"):
    """Somebody says that a thing is in a box, true or not; to: the only one who hears it, or -1 for all in the room, where the speaker is
    then. spy: who hears it too, unnoticed."""

    who: Person
    to: Maybe
    thing: Thing
    box: Box
    spy: Maybe = -1


Event = Goes | Puts | Tips | Looks | Says


class Seen(NamedTuple):
    """An event with those who take part; persons as bits of a number."""

    kind: str
    who: int
    thing: int
    box: int
    into: int
    among: int
    """Those who take part openly."""
    spy: int
    fooled: int
    supposed: int


def prepared(story: Sequence[Event], persons: int) -> list[Seen]:
    """Events with who is in the room then. Raises ValueError for an event that cannot be: somebody is not where they have to be."""
    room, found = (1 << persons) - 1, []
    for event in story:
        if isinstance(event, Goes):
            bits = sum({1 << person for person in event.who})
            if max(event.who) >= persons or bits & room not in (0, bits) or bits.bit_count() < len(event.who):
                raise ValueError("those who leave are in the room, and those who come in are not")
            room ^= bits
            found.append(Seen("goes", -1, -1, -1, -1, 0, -1, -1, -1))
            continue
        who, spy = event.who, event.spy
        if max(who, spy) >= persons:
            raise ValueError("somebody unknown")
        if isinstance(event, Says):
            if event.to >= persons or event.to == who:
                raise ValueError("somebody speaks to somebody else")
            among = room if event.to < 0 else 1 << who | 1 << event.to
            found.append(Seen("says", who, event.thing, event.box, -1, among, spy, -1, -1))
        else:
            fooled, supposed = event.fooled, event.supposed
            if max(fooled, supposed) >= persons or (fooled < 0) != (supposed < 0) or spy == supposed >= 0:
                raise ValueError("one is fooled about another who does not watch")
            if fooled >= 0 and (not room >> fooled & 1 or room >> supposed & 1):
                raise ValueError("one in the room is fooled about one outside")
            among = room
            match event:
                case Puts():
                    found.append(Seen("puts", who, event.thing, event.box, -1, among, spy, fooled, supposed))
                case Tips():
                    kind = "swaps" if event.swap else "tips"
                    if event.box == event.into:
                        raise ValueError("two boxes")
                    found.append(Seen(kind, who, -1, event.box, event.into, among, spy, fooled, supposed))
                case _:
                    found.append(Seen("looks", who, -1, -1, -1, among, spy, fooled, supposed))
        if not among >> who & 1 or (spy >= 0 and among >> spy & 1):
            raise ValueError("who acts is in the room, and who does so in secret is not among the others")
    return found


def places(
    seen: Sequence[Seen], deaf: frozenset[tuple[int, int]], chain: Sequence[int], thing: int, box: int, log: list[int] | None = None
) -> int:
    """Where the first of the chain thinks that the second thinks ... that the thing is, in the end. deaf: (who, whom) for those who never
    believe somebody; box: where the thing is at first; log: a list to which the place after each event is added."""
    first = chain[0] if chain else -1
    at = [box] * (len(chain) + 1)
    second = chain[1] if len(chain) > 1 else -1
    later, last = [0, 0], [0, 0]  # the persons of the chain from the second, or third, on, as bits, up to each of its places
    for place, person in enumerate(chain[1:]):
        later.append(later[-1] | 1 << person)
        last.append(last[-1] | (1 << person if place else 0))
    counted = range(1, len(chain) + 1)
    for kind, who, what, one, other, among, spy, fooled, supposed in seen:
        if kind != "goes" and (what < 0 or what == thing):
            before = at[0]
            if kind == "puts":
                at[0] = one
            elif kind == "tips" or kind == "swaps":
                at[0] = other if before == one else one if kind == "swaps" and before == other else before
            own = first >= 0 and (among >> first & 1 or spy == first)
            misled = fooled == first and supposed == second
            for place in counted:
                if not own or (later[place] & ~among and not (misled and place > 1 and not last[place] & ~among)):
                    break
                if kind == "puts":
                    at[place] = one
                elif kind == "looks":
                    if chain[place - 1] == who:
                        at[place] = at[place - 1]
                elif kind == "says":
                    believer = chain[place - 1]
                    if believer == who:
                        if place == 1:
                            continue
                        believer = chain[place - 2]
                    if (believer, who) not in deaf:
                        at[place] = one
                elif at[place] == one:
                    at[place] = other
                elif kind == "swaps" and at[place] == other:
                    at[place] = one
        if log is not None:
            log.append(at[-1])
    return at[-1]
