"""The simulation of a walk: it knows where everybody is and writes down only what the log states.

Stretches whose beginning is not stated (lost walkers, new portals) are made backwards from the landmark or walker that ends them,
so that the log determines every place."""

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from synth.verifiers.logic.space_reasoning.lattices import RINGS, WAYS, Legs, Place, distance, move, reverse, wrapped
from synth.verifiers.logic.space_reasoning.logs import Event, Landmark

Leg = tuple[str, int]
FOUND_WEIGHT = 6
"""How much more often a landmark found on the way is used again than one known beforehand: its place takes more steps to deduce."""


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
    event: Event
    """What is stated at the end: a landmark or walker that is here or in sight."""


@dataclass(slots=True)
class Simulation:
    """Lattice, landmarks, portals and the log so far."""

    rng: Random
    lattice: str
    wrap: tuple[int, ...]
    radius: int
    """Half the width of the region in which landmarks and walkers are."""
    stride: int
    """Most steps of a leg."""
    unused_names: list[str]
    known: dict[str, Landmark] = field(default_factory=dict)
    """Landmarks stated beforehand."""
    found: dict[str, Place] = field(default_factory=dict)
    """Landmarks found on the way."""
    occupied: dict[Place, str] = field(default_factory=dict)
    """The landmark at a place."""
    portals: dict[str, Place] = field(default_factory=dict)
    """The displacement of each."""
    log: list[Event] = field(default_factory=list)

    def random_place(self) -> Place:
        """Any place of the region."""
        radii = (self.radius, self.radius, max(2, self.radius // 3))[: len(next(iter(WAYS[self.lattice].values())))]
        sides = [self.rng.randint(-r, r) for r in radii]
        for axis, length in enumerate(self.wrap):
            sides[axis] = self.rng.randrange(length)
        return tuple(sides)

    def free_place(self, near: Place | None = None) -> Place:
        """A place without landmark, up to two legs away from the one given."""
        for _ in range(50):
            place = self.random_place() if near is None else self.move(near, self.legs(self.rng.randint(1, 2)))
            if place not in self.occupied:
                return place
        return self.free_place()

    def move(self, place: Place, legs: Legs | list[Leg]) -> Place:
        return move(self.lattice, self.wrap, place, tuple(legs))

    def legs(self, count: int, last: str = "", start: Place | None = None) -> list[Leg]:
        """Legs drawn at random, none along the line of the one before; from a given start they tend to stay in the region."""
        rng, made = self.rng, []
        ways = tuple(WAYS[self.lattice])
        for _ in range(count):
            for _ in range(4):
                way = rng.choice(ways)
                size = 1 if way == "across" else rng.randint(1, min(3, self.stride) if way in ("up", "down") else self.stride)
                if last and self._same_line(way, last):
                    continue
                if start is None or self.wrap or max(map(abs, self.move(start, [(way, size)]))) <= self.radius:
                    break
            else:
                way = rng.choice([way for way in ways if not last or not self._same_line(way, last)])
                size = 1
            made.append((way, size))
            last = way
            if start is not None:
                start = self.move(start, [(way, size)])
        return made

    def _same_line(self, a: str, b: str) -> bool:
        if self.lattice == "triangle":
            return (a == "across") == (b == "across")
        steps = WAYS[self.lattice]
        return a == b or all(x == -y for x, y in zip(steps[a], steps[b], strict=True))

    def shortest_legs(self, a: Place, b: Place, most: int) -> list[Leg]:
        """Straight legs of a shortest route; none when there would be more than `most`."""
        made: list[Leg] = []
        ways = list(WAYS[self.lattice])
        left = distance(self.lattice, self.wrap, a, b)
        while left and len(made) <= most:
            self.rng.shuffle(ways)
            for way in ways:
                count = 0
                while distance(self.lattice, self.wrap, step := self.move(a, [(way, 1)]), b) < left:
                    a, left, count = step, left - 1, count + 1
                if count:
                    made.append((way, count))
        return made if len(made) <= most else []

    def shortest_route(self, a: Place, b: Place) -> list[str]:
        """The steps of a shortest route."""
        steps: list[str] = []
        ways = list(WAYS[self.lattice])
        while a != b:
            left = distance(self.lattice, self.wrap, a, b)
            self.rng.shuffle(ways)
            way = next(way for way in ways if distance(self.lattice, self.wrap, self.move(a, [(way, 1)]), b) < left)
            a = self.move(a, [(way, 1)])
            steps.append(way)
        return steps

    def add_landmark(self, place: Place) -> str:
        """A landmark stated beforehand."""
        name = self.unused_names.pop()
        self.known[name] = Landmark(name, place)
        self.occupied[place] = name
        return name

    def discover(self, walker: WalkerState) -> bool:
        """A new landmark here, or in sight of here."""
        name = self.unused_names[-1]
        if self.rng.random() < 0.3:
            way, count = self.legs(1)[0]
            place = self.move(walker.here, [(way, count)])
            event = Event(walker.number, "see", way, count, name)  # type: ignore[arg-type]
        else:
            place, event = walker.here, Event(walker.number, "find", name=name)
        if place in self.occupied:
            return False
        self.found[self.unused_names.pop()] = place
        self.occupied[place] = name
        self.log.append(event)
        return True

    def walk(self, walker: WalkerState, leg: Leg) -> None:
        """One leg, stated by its direction or by turns."""
        way, count = leg
        rng, ring = self.rng, RINGS[self.lattice]
        walker.since_jump.append(leg)
        walker.here = self.move(walker.here, [leg])
        if way not in ring or self.lattice == "triangle" or rng.random() > (0.75 if walker.turning else 0.0):
            self.log.append(Event(walker.number, "go", way, count))  # type: ignore[arg-type]
            return
        walker.stated_facing = True
        size = len(ring)
        turn = (ring.index(way) - walker.facing) % size
        if 2 * turn == size and rng.random() < 0.4:
            self.log.append(Event(walker.number, "back", count=count))
            return
        if turn:
            right = 2 * turn < size or (2 * turn == size and rng.random() < 0.5)
            self.log.append(Event(walker.number, "turn", "right" if right else "left", turn if right else size - turn))
            walker.facing = ring.index(way)
        self.log.append(Event(walker.number, "forward", count=count))

    def retrace(self, walker: WalkerState) -> None:
        """Some of the last steps backwards, if there are some since the last jump or return."""
        steps = sum(count for _, count in walker.since_jump)
        if steps < 3:
            return
        count = left = self.rng.randint(2, steps - 1)
        for way, size in reversed(walker.since_jump):
            walker.here = self.move(walker.here, reverse(((way, min(size, left)),)))
            left = max(0, left - size)
        walker.since_jump = []
        self.log.append(Event(walker.number, "retrace", count=count))

    def jump(self, walker: WalkerState) -> None:
        """To a landmark, most often one found on the way."""
        names = [name for name in [*self.found] * FOUND_WEIGHT + [*self.known] if self.place(name) != walker.here]
        name = self.rng.choice(names)
        self.log.append(Event(walker.number, "jump", name=name))
        walker.arrive(self.place(name))

    def pass_portal(self, walker: WalkerState, portal: str) -> None:
        self.log.append(Event(walker.number, "portal", name=portal))
        walker.arrive(self.shift(walker.here, portal, 1))

    def shift(self, place: Place, portal: str, sign: int) -> Place:
        return wrapped(self.wrap, tuple(a + sign * b for a, b in zip(place, self.portals[portal], strict=True)))

    def walk_to_landmark(self, walker: WalkerState) -> None:
        """To a landmark, if one can be reached by two legs of usual length that begin in a new line."""
        names = [*self.found, *self.known]
        self.rng.shuffle(names)
        for name in names:
            way = self.shortest_legs(walker.here, self.place(name), 2)
            last = walker.last_way()
            if way and max(count for _, count in way) <= self.stride and not (last and self._same_line(way[0][0], last)):
                for leg in way:
                    self.walk(walker, leg)
                return

    def plan_unknown_stretch(self, walker: WalkerState, others: list[WalkerState], legs: int, kind: str) -> Stretch:
        """A start at an unknown place (kind = "start"), a jump to one ("lost"), or the first passage of the portal `kind`."""
        rng, walked = self.rng, self.legs(legs)
        tail: list[Leg] = []
        if others and rng.random() < 0.3:
            other = rng.choice(others)
            end, event = other.here, Event(walker.number, "meet", name=other.name)
        else:
            name = rng.choice([*self.found] * FOUND_WEIGHT + [*self.known])
            end, event = self.place(name), Event(walker.number, "find", name=name)
            if rng.random() < 0.3:
                tail = self.legs(1)
                event = Event(walker.number, "see", *tail[0], name)  # type: ignore[arg-type]
        after, portal = 0, ""
        if kind in ("start", "lost") and self.portals and legs > 1 and rng.random() < 0.5:
            after, portal = rng.randint(1, legs - 1), rng.choice([*self.portals])
        landing = self.move(end, reverse((*walked[after:], *tail)))
        if portal:
            landing = self.move(self.shift(landing, portal, -1), reverse(tuple(walked[:after])))
        if kind == "start":
            walker.start = landing
        elif kind == "lost":
            self.log.append(Event(walker.number, "lost"))
        else:
            shift = tuple(b - a for a, b in zip(walker.here, landing, strict=True))
            self.portals[kind] = wrapped(self.wrap, shift)
            self.log.append(Event(walker.number, "portal", name=kind))
        walker.arrive(landing)
        return Stretch(walked, portal, after, event)

    def place(self, name: str) -> Place:
        return self.found[name] if name in self.found else self.known[name].at

    def relate_landmarks(self, count: int) -> None:
        """State where some landmarks are by the way from another one; never in a circle."""
        names = self.rng.sample(sorted(self.known), len(self.known))
        places = {name: self.known[name].at for name in names}
        for i in range(1, len(names)):
            if not count:
                break
            base = names[self.rng.randrange(i)]
            way = tuple(self.shortest_legs(places[base], places[names[i]], 3))
            if way:
                self.known[names[i]] = Landmark(names[i], (), base, way)  # type: ignore[arg-type]
                count -= 1
