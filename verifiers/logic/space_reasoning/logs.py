"""Logs of walks: every event ties two places together, and known places spread along the ties.

A find, a meeting or a jump says that two places are one; legs and sights say how to get from one to the other; all passages of
one portal shift by one displacement. What happens only on a condition ties nothing until the places that it compares are known: where that
is only after later events, the log is read again. Nothing is searched: a place is known when a chain of ties leads to it."""

from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.logic.space_reasoning.lattices import RINGS, Legs, Place, distance, move, reverse, wrapped

Name = Annotated[str, Meta(pattern=r"^[A-Za-z]{0,8}\Z")]
Level = Literal["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]
Way = Literal["", Level, "up", "down", "left", "right", "across"]
Coordinates = Annotated[tuple[Annotated[int, Meta(ge=-999, le=999)], ...], Meta(max_length=3)]
MOST_STEPS = 99
"""Of a leg."""
Leg = tuple[Way, Annotated[int, Meta(ge=1, le=MOST_STEPS)]]


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


class Condition(Frozen, frozen=True, array_like=True):
    """Compares distances (fewest steps) between where walkers are at that moment and landmarks: it holds when `one` is fewer steps from
    `near` than from `than`, or, without `than`, at most `within` steps from `near`."""

    one: Name
    """A walker: `"Ann"`."""
    near: Name
    """A walker or landmark: `"mill"`."""
    than: Name = ""
    """A walker or landmark, or "" for a bound: `"oak"`."""
    within: Annotated[int, Meta(ge=0, le=99)] = 0
    """The bound, where there is no `than`: `4`."""

    def names(self) -> tuple[str, ...]:
        return (self.one, self.near, self.than) if self.than else (self.one, self.near)


class Event(Frozen, frozen=True, array_like=True):
    """What a walker does or notices. Fields that a verb does not use are left at their defaults.

    go: way, count. forward, back (without turning): count. turn: way (left or right), count (places in the ring of directions).
    retrace: count (the last steps, backwards). jump: name (a landmark). lost: to an unknown place. portal: name.
    find: name (a landmark is here). see: name, way, count (a landmark is that far that way). meet: name (a walker is here).
    Of go, forward, back, turn and jump nothing happens when `when` does not hold."""

    walker: Annotated[int, Meta(ge=0, le=5)]
    verb: Literal["go", "forward", "back", "turn", "retrace", "jump", "lost", "portal", "find", "see", "meet"]
    way: Way = ""
    count: Annotated[int, Meta(ge=0, le=99)] = 0
    name: Name = ""
    when: Condition | None = None


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


Tie = tuple[int, Legs, tuple[int, ...]]
"""A place that is reached from another by legs, and the places from which it follows that they were walked."""


def survey(lattice: str, wrap: Place, landmarks: tuple[Landmark, ...], walkers: tuple[Walker, ...], log: tuple[Event, ...]) -> Survey:
    """Work out every place that the log determines."""
    decided: dict[int, bool] = {}  # by the event's number
    while True:
        found, undecided = _read(lattice, wrap, landmarks, walkers, log, decided)
        before = len(decided)
        for number, places in undecided:
            condition = log[number].when
            if condition and all(place in found.known for place in places):
                decided[number] = _holds(lattice, wrap, condition, [found.known[place] for place in places])
        if len(decided) == before:
            return found


def _holds(lattice: str, wrap: Place, condition: Condition, places: list[Place]) -> bool:
    """Whether a condition holds when what it names is at these places."""
    far = [distance(lattice, wrap, places[0], other) for other in places[1:]]
    return far[0] < far[1] if condition.than else far[0] <= condition.within


def _read(
    lattice: str,
    wrap: Place,
    landmarks: tuple[Landmark, ...],
    walkers: tuple[Walker, ...],
    log: tuple[Event, ...],
    decided: dict[int, bool],
) -> tuple[Survey, list[tuple[int, tuple[int, ...]]]]:
    """What follows when this much is known of the conditions, to which those are added that earlier events decide; and the open ones with
    the numbers of the places that they compare."""
    ties: list[list[Tie]] = []
    names: dict[str, int] = {}
    known: dict[int, Place] = {}
    portals: list[tuple[str, int, int]] = []
    undecided: list[tuple[int, tuple[int, ...]]] = []
    ring = RINGS[lattice]

    def new() -> int:
        ties.append([])
        return len(ties) - 1

    at: dict[int, Place] = {}  # what is known so far, but through portals; kept where conditions ask for it
    asked = any(event.when for event in log)

    def learn(first: int, where: Place) -> None:
        at[first] = where
        reached = [first]
        for place in reached:  # grows while it is read
            for other, legs, _ in ties[place]:
                if other not in at:
                    at[other] = move(lattice, wrap, at[place], legs)
                    reached.append(other)

    def tie(a: int, b: int, legs: Legs, proof: tuple[int, ...] = ()) -> None:
        back = reverse(legs)
        ties[a].append((b, legs, proof))
        ties[b].append((a, back, proof))
        if asked and (a in at) != (b in at):
            if a in at:
                learn(b, move(lattice, wrap, at[a], legs))
            else:
                learn(a, move(lattice, wrap, at[b], back))

    def spot(name: str) -> int:
        if name not in names:
            names[name] = new()
        return names[name]

    for landmark in landmarks:
        if landmark.at:
            known[spot(landmark.name)] = landmark.at
        else:
            tie(spot(landmark.base), spot(landmark.name), landmark.legs)
    number_of = {walker.name: number for number, walker in enumerate(walkers)}
    starts = [spot(walker.start) if isinstance(walker.start, str) and walker.start else new() for walker in walkers]
    known.update({start: walker.start for start, walker in zip(starts, walkers, strict=True) if not isinstance(walker.start, str)})
    if asked:
        for place, where in known.items():
            learn(place, where)
    here, turns = list(starts), [0] * len(walkers)
    facing: list[int | None] = [ring.index(walker.facing) if walker.facing else 0 for walker in walkers]
    faced: list[tuple[int, ...]] = [()] * len(walkers)  # from what the facing follows, beside the log
    tracks: list[list[tuple[int, Legs]]] = [[(start, ())] for start in starts]
    blurred: set[int] = set()  # whose last steps are not known
    for number, event in enumerate(log):
        who, verb, way, count, name, when = event.walker, event.verb, event.way, event.count, event.name, event.when
        proof: tuple[int, ...] = ()
        happens: bool | None = True
        if when:
            proof = tuple([here[number_of[n]] if n in number_of else spot(n) for n in when.names()])
            happens = decided.get(number)
            if happens is None and all(place in at for place in proof):
                happens = decided[number] = _holds(lattice, wrap, when, [at[place] for place in proof])
            if happens is None:
                undecided.append((number, proof))
        ahead = facing[who]
        if verb == "turn":
            faced[who] += proof
            if not happens:
                facing[who] = ahead if happens is False else None
            elif ahead is not None:
                facing[who] = (ahead + (count if way == "right" else -count)) % len(ring)
            turns[who] += happens is True
            continue
        if verb == "find":
            tie(here[who], spot(name), ())
            continue
        if verb == "see":
            tie(here[who], spot(name), ((way, count),))
            continue
        if verb == "meet":
            tie(here[who], here[number_of[name]], ())
            continue
        before, after = here[who], new()
        here[who] = after
        if happens is None or (happens and ((verb in ("forward", "back") and ahead is None) or (verb == "retrace" and who in blurred))):
            blurred.add(who)
            tracks[who].append((after, ()))
        elif not happens:
            tie(before, after, (), proof)
        elif verb in ("jump", "lost", "portal"):
            blurred.discard(who)
            tracks[who].append((after, ()))
            if verb == "jump":
                tie(spot(name), after, (), proof)
            elif verb == "portal":
                portals.append((name, before, after))
        else:
            legs: Legs
            if verb == "retrace":
                legs = _last_steps(tracks[who], count)
            elif verb == "go":
                legs = ((way, count),)
            else:
                legs, proof = ((ring[ahead or 0], -count if verb == "back" else count),), proof + faced[who]
            tracks[who].append((before, legs))
            tie(before, after, legs, proof)
    sources = _spread(lattice, wrap, ties, portals, known)
    names.update({walker.name: here[number] for number, walker in enumerate(walkers)})
    return Survey(names, starts, tracks, known, sources, turns), undecided


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
    lattice: str, wrap: Place, ties: list[list[Tie]], portals: list[tuple[str, int, int]], known: dict[int, Place]
) -> dict[int, tuple[int, ...]]:
    """Adds to `known` all that follows; returns from which places each known place followed."""
    sources: dict[int, tuple[int, ...]] = dict.fromkeys(known, ())
    shifts: dict[str, tuple[Place, tuple[int, int]]] = {}
    fresh = list(known)
    while fresh:
        for a in fresh:  # grows while it is read
            for b, legs, proof in ties[a]:
                if b not in known:
                    known[b], sources[b] = move(lattice, wrap, known[a], legs), (a, *proof)
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
