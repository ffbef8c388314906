"""Logs of walks: every event ties two places together, and known places spread along the ties.

A find, a meeting or a jump says that two places are one; legs and sights say how to get from one to the other; all passages of
one portal shift by one displacement. Nothing is searched: a place is known when a chain of ties leads to it."""

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.logic.space_reasoning.lattices import RINGS, Legs, Place, move, reverse, wrapped

Name = Annotated[str, Meta(pattern=r"^[A-Za-z]{0,8}\Z")]
Level = Literal["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]
Way = Literal["", Level, "up", "down", "left", "right", "across"]
Coordinates = Annotated[tuple[Annotated[int, Meta(ge=-999, le=999)], ...], Meta(max_length=3)]
Leg = tuple[Way, Annotated[int, Meta(ge=1, le=99)]]


class Landmark(Frozen, frozen=True, array_like=True):
    """A landmark known beforehand: at coordinates, or at the end of legs from another landmark."""

    name: Name
    """With a small letter: `"mill"`."""
    at: Coordinates
    """Where it is: `(1, 0)`; empty when `base` and `legs` say it."""
    base: Name = ""
    """The landmark from which the legs lead here: `"oak"`."""
    legs: Annotated[tuple[Leg, ...], Meta(max_length=4)] = ()
    """Direction and steps of each: `(("north", 2), ("east", 1))`."""


class Walker(Frozen, frozen=True, array_like=True):
    """Somebody whose walk is logged."""

    name: Name
    """With a capital: `"Ann"`."""
    start: Coordinates | Name
    """Coordinates, a landmark, or "" for an unknown place."""
    facing: Way = ""
    """The direction faced at first: `"north"`; "" for one who never turns or walks relatively."""


class Event(Frozen, frozen=True, array_like=True):
    """What a walker does or notices. Fields that a verb does not use are left at their defaults.

    go: way, count. forward, back (without turning): count. turn: way (left or right), count (places in the ring of directions).
    retrace: count (the last steps, backwards). jump: name (a landmark). lost: to an unknown place. portal: name.
    find: name (a landmark is here). see: name, way, count (a landmark is that far that way). meet: name (a walker is here)."""

    walker: Annotated[int, Meta(ge=0, le=5)]
    verb: Literal["go", "forward", "back", "turn", "retrace", "jump", "lost", "portal", "find", "see", "meet"]
    way: Way = ""
    count: Annotated[int, Meta(ge=0, le=99)] = 0
    name: Name = ""


class Survey(NamedTuple):
    """What follows from a log. Places are numbered."""

    names: dict[str, int]
    """The number of each landmark and of each walker's end."""
    starts: list[int]
    """The number of each walker's start."""
    tracks: list[list[tuple[int, Legs]]]
    """Each walker's walks, as the number of a place and legs from there."""
    known: dict[int, Place]
    """The coordinates of the places that are determined."""
    sources: dict[int, tuple[int, ...]]
    """The numbers of the places from which each was deduced."""
    turns: list[int]
    """How often each walker turned."""

    def place(self, name: str) -> Place | None:
        return self.known.get(self.names[name])


def survey(lattice: str, wrap: Place, landmarks: tuple[Landmark, ...], walkers: tuple[Walker, ...], log: tuple[Event, ...]) -> Survey:
    """Work out every place that the log determines."""
    ties: list[list[tuple[int, Legs]]] = []
    names: dict[str, int] = {}
    known: dict[int, Place] = {}
    portals: list[tuple[str, int, int]] = []
    ring = RINGS[lattice]

    def new() -> int:
        ties.append([])
        return len(ties) - 1

    def tie(a: int, b: int, legs: Legs) -> None:
        ties[a].append((b, legs))
        ties[b].append((a, reverse(legs)))

    def spot(name: str) -> int:
        if name not in names:
            names[name] = new()
        return names[name]

    for landmark in landmarks:
        if landmark.at:
            known[spot(landmark.name)] = landmark.at
        else:
            tie(spot(landmark.base), spot(landmark.name), landmark.legs)
    starts, facing, turns = [], [], [0] * len(walkers)
    for walker in walkers:
        start = spot(walker.start) if isinstance(walker.start, str) and walker.start else new()
        if not isinstance(walker.start, str):
            known[start] = walker.start
        starts.append(start)
        facing.append(ring.index(walker.facing) if walker.facing else 0)
    here = list(starts)
    number_of = {walker.name: number for number, walker in enumerate(walkers)}
    tracks: list[list[tuple[int, Legs]]] = [[(start, ())] for start in starts]
    for who, verb, way, count, name in ((e.walker, e.verb, e.way, e.count, e.name) for e in log):
        legs: Legs = ()
        if verb == "turn":
            facing[who] = (facing[who] + (count if way == "right" else -count)) % len(ring)
            turns[who] += 1
        elif verb == "find":
            tie(here[who], spot(name), ())
        elif verb == "see":
            tie(here[who], spot(name), ((way, count),))
        elif verb == "meet":
            tie(here[who], here[number_of[name]], ())
        elif verb in ("jump", "lost", "portal"):
            before, here[who] = here[who], spot(name) if verb == "jump" else new()
            tracks[who].append((here[who], ()))
            if verb == "portal":
                portals.append((name, before, here[who]))
        elif verb == "retrace":
            legs = _last_steps(tracks[who], count)
        else:
            legs = ((way or ring[facing[who]], -count if verb == "back" else count),)
        if legs:
            tracks[who].append((here[who], legs))
            after = new()
            tie(here[who], after, legs)
            here[who] = after
    sources = _spread(lattice, wrap, ties, portals, known)
    names.update({walker.name: here[number] for number, walker in enumerate(walkers)})
    return Survey(names, starts, tracks, known, sources, turns)


def _last_steps(track: list[tuple[int, Legs]], count: int) -> Legs:
    """The last `count` steps of a track, backwards; fewer when a jump (no legs) comes before."""
    back: list[tuple[str, int]] = []
    for _, legs in reversed(track):
        if not legs or not count:
            break
        for way, steps in reversed(legs):
            taken = min(count, abs(steps))
            if taken:
                back.append((way, -taken if steps > 0 else taken))
            count -= taken
    return tuple(back)


def _spread(
    lattice: str, wrap: Place, ties: list[list[tuple[int, Legs]]], portals: list[tuple[str, int, int]], known: dict[int, Place]
) -> dict[int, tuple[int, ...]]:
    """Adds to `known` all that follows; returns from which places each known place followed."""
    sources: dict[int, tuple[int, ...]] = dict.fromkeys(known, ())
    shifts: dict[str, tuple[Place, tuple[int, int]]] = {}
    fresh = list(known)
    while fresh:
        for a in fresh:  # grows while it is read
            for b, legs in ties[a]:
                if b not in known:
                    known[b], sources[b] = move(lattice, wrap, known[a], legs), (a,)
                    fresh.append(b)
        fresh = []
        for name, a, b in portals:
            if a in known and b in known:
                gap = tuple([y - x for x, y in zip(known[a], known[b], strict=True)])
                shifts.setdefault(name, (gap, (a, b)))
        for name, a, b in portals:
            if name in shifts and (a in known) != (b in known):
                (gap, proof), old, found, sign = shifts[name], *((a, b, 1) if a in known else (b, a, -1))
                known[found] = wrapped(wrap, tuple([x + sign * d for x, d in zip(known[old], gap, strict=True)]))
                sources[found] = (old, *proof)
                fresh.append(found)
    return sources
