"""The simulation of a walk: it knows where everybody is and writes down only what the log states.

Stretches whose beginning is not stated (lost walkers, new portals) are made backwards from the landmark that ends them, or end when a
walker whose place is known comes by, so that the log determines every place. Conditions compare only what is known without them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from synth.generators.logic.space_reasoning.terrain import Leg, Terrain
from synth.generators.logic.space_reasoning.walker_state import Stretch, WalkerState
from synth.verifiers.logic.space_reasoning.lattices import RINGS, Place, distance, reverse, wrapped
from synth.verifiers.logic.space_reasoning.logs import Condition, Event, Landmark

FOUND_WEIGHT = 6
"""How much more often a landmark found on the way is used again than one known beforehand: its place takes more steps to deduce."""


@dataclass(slots=True)
class Simulation(Terrain):
    """Landmarks, portals and the log so far."""

    unused_names: list[str]
    known: dict[str, Landmark] = field(default_factory=dict)
    """Landmarks stated beforehand."""
    found: dict[str, Place] = field(default_factory=dict)
    """Landmarks found on the way."""
    occupied: dict[Place, str] = field(default_factory=dict)
    """The landmark at a place."""
    portals: dict[str, Place] = field(default_factory=dict)
    """The displacement of each."""
    sure: set[str] = field(default_factory=set)
    """Which of the landmarks found and portals passed are determined by the log so far."""
    walkers: list[WalkerState] = field(default_factory=list)
    legs_left: int = 0
    finds_left: int = 0
    conditions_left: int = 0
    """How many legs, finds and conditions are still to come: finds and conditions are spread over the legs."""
    holding: int = 0
    """By how much the conditions that hold are more than those that do not, so far."""
    log: list[Event] = field(default_factory=list)

    def free_place(self, near: Place | None = None) -> Place:
        """A place without landmark, up to two legs away from the one given."""
        for _ in range(50):
            place = self.random_place() if near is None else self.move(near, self.legs(self.rng.randint(1, 2)))
            if place not in self.occupied:
                return place
        return self.free_place()

    def add_landmark(self, place: Place) -> str:
        """A landmark stated beforehand."""
        name = self.unused_names.pop()
        self.known[name] = Landmark(name, place)
        self.occupied[place] = name
        return name

    def discover(self, walker: WalkerState) -> None:
        """At some places a new landmark, or one in sight."""
        if self.rng.random() * self.legs_left >= self.finds_left:
            return
        name = self.unused_names[-1]
        if self.rng.random() < 0.3:
            way, count = self.legs(1)[0]
            place = self.move(walker.here, [(way, count)])
            event = Event(walker.number, "see", way, count, name)  # type: ignore[arg-type]
        else:
            place, event = walker.here, Event(walker.number, "find", name=name)
        if place in self.occupied:
            return
        self.finds_left -= 1
        self.found[self.unused_names.pop()] = place
        self.occupied[place] = name
        self.learn(walker, name)
        self.log.append(event)

    def learn(self, walker: WalkerState, name: str) -> None:
        """A landmark or portal becomes known with the walker's place."""
        if walker.sure:
            self.sure.add(name)
        else:
            walker.pending.append(name)

    def settle(self, walker: WalkerState) -> None:
        """The walker's place is determined from now on."""
        walker.sure = True
        self.sure.update(walker.pending)
        walker.pending = []

    def condition(self, holds: bool) -> Condition | None:
        """A condition that holds or does not, about places that are known without it."""
        rng = self.rng
        known = [walker for walker in self.walkers if walker.sure]
        places = {walker.name: walker.here for walker in known} | {name: self.place(name) for name in self.trusted(2)}
        names = [*places, *(walker.name for walker in known)]  # walkers' places take more steps to deduce
        for _ in range(12 if known else 0):
            one, near, than = rng.choice(known).name, rng.choice(names), rng.choice(names)
            if len({one, near, than}) < 3:
                continue
            first, second = (distance(self.lattice, self.wrap, places[one], places[name]) for name in (near, than))
            if rng.random() < 0.25:
                bound = rng.randint(1, 3)
                if first and 0 < (within := first + bound - 1 if holds else first - bound) <= 20:
                    return Condition(one, near, within=within)
            elif first != second:
                return Condition(one, near, than) if (first < second) == holds else Condition(one, than, near)
        return None

    def walk(self, walker: WalkerState, leg: Leg) -> None:
        """One leg, stated by its direction or by turns; at some places on a condition."""
        by_turns = leg[0] in RINGS[self.lattice] and walker.turning and self.rng.random() < 0.75
        when = None
        # Where the walker's place is told by what comes later, conditions would decide nothing.
        if walker.sure and self.rng.random() * self.legs_left < self.conditions_left:
            holds = self.holding < 0 if self.holding else self.rng.random() < 0.5
            when = self.condition(holds) if not holds or not by_turns or self._turn(walker, leg) else None
            self.conditions_left -= when is not None
            self.holding += 0 if not when else 1 if holds else -1
            if when and not holds:
                self._nothing(walker, when)
                when = None
        self._tell(walker, leg, by_turns, when)

    def cross_roads(self, walker: WalkerState, conditions: int) -> Iterator[str]:
        """Legs that hang on as many conditions, one that holds, then one that does not, or the other way round; and one more leg."""
        holds = self.rng.random() < 0.5
        for left in range(conditions, -1, -1):
            leg = self.legs(1, walker.last_way(), walker.here)[0]
            while walker.turning and not (leg[0] in RINGS[self.lattice] and self._turn(walker, leg)):
                leg = self.legs(1)[0]
            when = self.condition(holds) if left else None
            if when and not holds:
                self._nothing(walker, when)
                when = None
            holds = not holds
            self._tell(walker, leg, walker.turning, when)
            yield "a leg"

    def _turn(self, walker: WalkerState, leg: Leg) -> int:
        """How far the walker has to turn clockwise to go this leg forward."""
        return (RINGS[self.lattice].index(leg[0]) - walker.facing) % len(RINGS[self.lattice])

    def _nothing(self, walker: WalkerState, when: Condition) -> None:
        """Something that does not happen because its condition does not hold."""
        if walker.turning:
            walker.stated_facing = True
            way, count = self.rng.choice(("left", "right")), self.rng.randint(1, (len(RINGS[self.lattice]) - 1) // 2)
            self.log.append(Event(walker.number, "turn", way, count, when=when))  # type: ignore[arg-type]
        else:
            self.log.append(Event(walker.number, "go", *self.legs(1)[0], when=when))  # type: ignore[arg-type]

    def _tell(self, walker: WalkerState, leg: Leg, by_turns: bool, when: Condition | None) -> None:
        """The walker goes, and the log says so."""
        way, count = leg
        turn, size = self._turn(walker, leg) if by_turns else 0, len(RINGS[self.lattice])
        walker.since_jump.append(leg)
        walker.here = self.move(walker.here, [leg])
        if not by_turns:
            self.log.append(Event(walker.number, "go", way, count, when=when))  # type: ignore[arg-type]
            return
        walker.stated_facing = True
        if 2 * turn == size and not when and self.rng.random() < 0.4:
            self.log.append(Event(walker.number, "back", count=count))
            return
        if turn:
            right = 2 * turn < size or (2 * turn == size and self.rng.random() < 0.5)
            self.log.append(Event(walker.number, "turn", "right" if right else "left", turn if right else size - turn, when=when))
            walker.facing = RINGS[self.lattice].index(way)
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

    def trusted(self, weight: int = FOUND_WEIGHT) -> list[str]:
        """Landmarks whose places are known, those found on the way more often."""
        return [name for name in self.found if name in self.sure] * weight + [*self.known]

    def jump(self, walker: WalkerState) -> None:
        """To a landmark, most often one found on the way."""
        name, other = (self.rng.choice([name for name in self.trusted() if self.place(name) != walker.here]) for _ in range(2))
        when = None
        if self.conditions_left and name != other:  # to one of two, depending on where walkers are
            self.conditions_left -= 1
            when = self.condition(holds=True)
            if decoy := self.condition(holds=False):
                self.log.append(Event(walker.number, "jump", name=other, when=decoy))
        self.log.append(Event(walker.number, "jump", name=name, when=when))
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
            if way and max(count for _, count in way) <= self.stride and not (last and self.same_line(way[0][0], last)):
                for leg in way:
                    self.walk(walker, leg)
                return

    def plan_unknown_stretch(self, walker: WalkerState, legs: int, kind: str) -> Stretch:
        """A start at an unknown place (kind = "start"), a jump to one ("lost"), or the first passage of the portal `kind`."""
        rng, walked = self.rng, self.legs(legs)
        tail: list[Leg] = []
        after, portal = 0, ""
        usable = [name for name in self.portals if name in self.sure]
        event: Event | None = None
        if len(self.walkers) > 1 and rng.random() < 0.5:
            landing = self.random_place()
        else:
            name = rng.choice(self.trusted())
            event = Event(walker.number, "find", name=name)
            if rng.random() < 0.3:
                tail = self.legs(1)
                event = Event(walker.number, "see", *tail[0], name)  # type: ignore[arg-type]
            if kind in ("start", "lost") and usable and legs > 1 and rng.random() < 0.5:
                after, portal = rng.randint(1, legs - 1), rng.choice(usable)
            landing = self.move(self.place(name), reverse((*walked[after:], *tail)))
            if portal:
                landing = self.move(self.shift(landing, portal, -1), reverse(tuple(walked[:after])))
        walker.sure = False
        if kind == "start":
            walker.start = landing
        elif kind == "lost":
            self.log.append(Event(walker.number, "lost"))
        else:
            shift = tuple(b - a for a, b in zip(walker.here, landing, strict=True))
            self.portals[kind] = wrapped(self.wrap, shift)
            self.learn(walker, kind)
            self.log.append(Event(walker.number, "portal", name=kind))
        walker.arrive(landing)
        return Stretch(walked, portal, after, event)

    def come_by(self, walker: WalkerState) -> None:
        """A walker whose place is known comes to this one; if nobody can, this one sees a landmark of the list."""
        for other in self.rng.sample(self.walkers, len(self.walkers)):
            way = self.shortest_legs(other.here, walker.here, 2) if other.sure else []
            last = other.last_way()
            if way and not (last and self.same_line(way[0][0], last)):
                for leg in way:
                    self.walk(other, leg)
                self.log.append(Event(other.number, "meet", name=walker.name))
                return
        leg = self.legs(1)[0]
        place = self.move(walker.here, [leg])
        name = self.occupied.get(place, "")
        while name not in self.known:
            if not name:
                name = self.add_landmark(place)
                break
            leg = (leg[0], leg[1] + 1)
            place = self.move(walker.here, [leg])
            name = self.occupied.get(place, "")
        self.log.append(Event(walker.number, "see", *leg, name))  # type: ignore[arg-type]

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
