"""A walk as it happens: the tale knows where everybody really is and writes down only what is to be told.

Stretches whose beginning is not told (lost walkers, new portals) are made backwards from the landmark or walker that ends them,
so that everything told determines every place."""

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from synth.verifiers.logic.space_reasoning.lattices import RINGS, WAYS, Legs, Place, distance, move, reverse, wrapped
from synth.verifiers.logic.space_reasoning.logs import Event, Landmark

Leg = tuple[str, int]
RATHER_FOUND = 6
"""How much rather a landmark that was come upon is used again than one known beforehand: its place takes more finding out."""


@dataclass(slots=True)
class Person:
    name: str
    start: Place
    here: Place
    facing: int  # place in the ring of directions
    turning: bool  # told by turns and steps forward, as a rule
    known_start: bool = True
    turned: bool = False  # told so at least once
    since_jump: list[Leg] = field(default_factory=list)


class Stretch(NamedTuple):
    """Legs to walk, with a passage of a portal (or "") after the first few of them, and what is told at their end."""

    legs: list[Leg]
    after: int
    portal: str
    event: Event


@dataclass(slots=True)
class Tale:
    rng: Random
    lattice: str
    wrap: tuple[int, ...]
    reach: int  # half the width of the country
    stride: int  # longest leg
    names: list[str]  # of landmarks, not yet used
    known: dict[str, Landmark] = field(default_factory=dict)  # landmarks told beforehand
    found: dict[str, Place] = field(default_factory=dict)  # landmarks come upon
    taken: dict[Place, str] = field(default_factory=dict)  # who stands where
    portals: dict[str, Place] = field(default_factory=dict)  # their displacements
    log: list[Event] = field(default_factory=list)

    def spot(self) -> Place:
        """Any place of the country."""
        reaches = (self.reach, self.reach, max(2, self.reach // 3))[: len(next(iter(WAYS[self.lattice].values())))]
        sides = [self.rng.randint(-r, r) for r in reaches]
        for axis, length in enumerate(self.wrap):
            sides[axis] = self.rng.randrange(length)
        return tuple(sides)

    def free_spot(self, near: Place | None = None) -> Place:
        """A place without landmark, up to two legs away from the one given."""
        for _ in range(50):
            place = self.spot() if near is None else self.move(near, self.legs(self.rng.randint(1, 2)))
            if place not in self.taken:
                return place
        return self.free_spot()

    def move(self, place: Place, legs: Legs | list[Leg]) -> Place:
        return move(self.lattice, self.wrap, place, tuple(legs))

    def legs(self, count: int, last: str = "", start: Place | None = None) -> list[Leg]:
        """Legs drawn at random, none along the line of the one before; from a given start they tend to stay in the country."""
        rng, made = self.rng, []
        ways = tuple(WAYS[self.lattice])
        for _ in range(count):
            for _ in range(4):
                way = rng.choice(ways)
                size = 1 if way == "across" else rng.randint(1, min(3, self.stride) if way in ("up", "down") else self.stride)
                if last and self._same_line(way, last):
                    continue
                if start is None or self.wrap or max(map(abs, self.move(start, [(way, size)]))) <= self.reach:
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

    def way_there(self, a: Place, b: Place, most: int) -> list[Leg]:
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

    def route(self, a: Place, b: Place) -> list[str]:
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

    def put(self, place: Place) -> str:
        """A landmark told beforehand."""
        name = self.names.pop()
        self.known[name] = Landmark(name, place)
        self.taken[place] = name
        return name

    def come_upon(self, who: int, person: Person) -> bool:
        """A new landmark here, or in sight of here."""
        name = self.names[-1]
        if self.rng.random() < 0.3:
            way, count = self.legs(1)[0]
            place = self.move(person.here, [(way, count)])
            event = Event(who, "see", way, count, name)  # type: ignore[arg-type]
        else:
            place, event = person.here, Event(who, "find", name=name)
        if place in self.taken:
            return False
        self.found[self.names.pop()] = place
        self.taken[place] = name
        self.log.append(event)
        return True

    def walk(self, who: int, person: Person, leg: Leg) -> None:
        """One leg, told by direction or by turns."""
        way, count = leg
        rng, ring = self.rng, RINGS[self.lattice]
        person.since_jump.append(leg)
        person.here = self.move(person.here, [leg])
        if way not in ring or self.lattice == "triangle" or rng.random() > (0.75 if person.turning else 0.0):
            self.log.append(Event(who, "go", way, count))  # type: ignore[arg-type]
            return
        person.turned = True
        size = len(ring)
        turn = (ring.index(way) - person.facing) % size
        if 2 * turn == size and rng.random() < 0.4:
            self.log.append(Event(who, "back", count=count))
            return
        if turn:
            right = 2 * turn < size or (2 * turn == size and rng.random() < 0.5)
            self.log.append(Event(who, "turn", "right" if right else "left", turn if right else size - turn))
            person.facing = ring.index(way)
        self.log.append(Event(who, "forward", count=count))

    def retrace(self, who: int, person: Person) -> None:
        """Some of the last steps backwards, if there are some since the last jump or return."""
        steps = sum(count for _, count in person.since_jump)
        if steps < 3:
            return
        count = left = self.rng.randint(2, steps - 1)
        for way, size in reversed(person.since_jump):
            person.here = self.move(person.here, reverse(((way, min(size, left)),)))
            left = max(0, left - size)
        person.since_jump = []
        self.log.append(Event(who, "retrace", count=count))

    def last_way(self, person: Person) -> str:
        return person.since_jump[-1][0] if person.since_jump else ""

    def arrive(self, person: Person, place: Place) -> None:
        person.here, person.since_jump = place, []

    def jump(self, who: int, person: Person) -> None:
        """To a landmark, rather one that was come upon."""
        names = [name for name in [*self.found] * RATHER_FOUND + [*self.known] if self.place(name) != person.here]
        name = self.rng.choice(names)
        self.log.append(Event(who, "jump", name=name))
        self.arrive(person, self.place(name))

    def pass_portal(self, who: int, person: Person, portal: str) -> None:
        self.log.append(Event(who, "portal", name=portal))
        self.arrive(person, self.shift(person.here, portal, 1))

    def shift(self, place: Place, portal: str, sign: int) -> Place:
        return wrapped(self.wrap, tuple(a + sign * b for a, b in zip(place, self.portals[portal], strict=True)))

    def go_on(self, who: int, person: Person) -> None:
        """To a landmark of the tale, if one can be reached by two legs of usual length that begin in a new line."""
        names = [*self.found, *self.known]
        self.rng.shuffle(names)
        for name in names:
            way = self.way_there(person.here, self.place(name), 2)
            last = self.last_way(person)
            if way and max(count for _, count in way) <= self.stride and not (last and self._same_line(way[0][0], last)):
                for leg in way:
                    self.walk(who, person, leg)
                return

    def unknown_stretch(self, who: int, person: Person, others: list[Person], legs: int, how: str) -> Stretch:
        """A start at a place not told (how = "start"), a jump to one ("lost"), or the first passage of the portal `how`."""
        rng, walked = self.rng, self.legs(legs)
        tail: list[Leg] = []
        if others and rng.random() < 0.3:
            other = rng.choice(others)
            end, event = other.here, Event(who, "meet", name=other.name)
        else:
            name = rng.choice([*self.found] * RATHER_FOUND + [*self.known])
            end, event = self.place(name), Event(who, "find", name=name)
            if rng.random() < 0.3:
                tail = self.legs(1)
                event = Event(who, "see", *tail[0], name)  # type: ignore[arg-type]
        after, portal = 0, ""
        if how in ("start", "lost") and self.portals and legs > 1 and rng.random() < 0.5:
            after, portal = rng.randint(1, legs - 1), rng.choice([*self.portals])
        landing = self.move(end, reverse((*walked[after:], *tail)))
        if portal:
            landing = self.move(self.shift(landing, portal, -1), reverse(tuple(walked[:after])))
        if how == "start":
            person.start = landing
        elif how == "lost":
            self.log.append(Event(who, "lost"))
        else:
            shift = tuple(b - a for a, b in zip(person.here, landing, strict=True))
            self.portals[how] = wrapped(self.wrap, shift)
            self.log.append(Event(who, "portal", name=how))
        self.arrive(person, landing)
        return Stretch(walked, after, portal, event)

    def place(self, name: str) -> Place:
        return self.found[name] if name in self.found else self.known[name].at
