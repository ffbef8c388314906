"""The worlds of planning problems: what a state is, which actions are possible in it, and what they do.

An action is its verb and what it is done to: `("pour", 0, 1)`, `("cross", 2, 3)`, jugs, cargo, rooms, things and buttons by their places
from 0. A state is a tuple of small numbers."""

from typing import Annotated

import msgspec
from msgspec import Meta

from synth.verifiers.simulation.planning.words import CARGO, THINGS

Action = tuple[str | int, ...]
State = tuple[int, ...]
Place = Annotated[int, Meta(ge=0, le=9)]
Amount = Annotated[int, Meta(ge=0, le=20)]
Name = Annotated[str, Meta(pattern=r"\A[a-z]{2,12}\Z")]
LETTERS = "ABCDEFGHIJ"
CARRIED = -1
"""Where a thing is that is carried."""


class _World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all worlds share: nothing but their form."""


class Jugs(_World, frozen=True, tag="jugs"):
    """Jugs without marks. sizes, start: what each holds when full, and at first; tap: whether there is a tap and a drain, else water is
    only poured over; goal: what has to be in each jug at the end, -1 where that does not matter."""

    sizes: Annotated[tuple[Annotated[int, Meta(ge=1, le=20)], ...], Meta(min_length=2, max_length=4)]
    start: Annotated[tuple[Amount, ...], Meta(min_length=2, max_length=4)]
    tap: bool
    goal: Annotated[tuple[Annotated[int, Meta(ge=-1, le=20)], ...], Meta(min_length=2, max_length=4)]

    def __post_init__(self) -> None:
        if not len(self.sizes) == len(self.start) == len(self.goal):
            raise ValueError("each jug has a size, a start and a goal")
        if any(not held <= size or wanted > size for size, held, wanted in zip(self.sizes, self.start, self.goal, strict=True)):
            raise ValueError("no jug holds more than its size")

    def first(self) -> State:
        return self.start

    def reached(self, state: State) -> bool:
        return all(wanted in (-1, held) for wanted, held in zip(self.goal, state, strict=True))

    def after(self, state: State, action: Action) -> State | None:
        """The next state; None where the action is not possible."""
        verb, *about = action
        held = list(state)
        if any(not isinstance(jug, int) or jug >= len(held) for jug in about):
            return None
        match verb, about:
            case "fill", [int(jug)] if self.tap:
                held[jug] = self.sizes[jug]
            case "empty", [int(jug)] if self.tap:
                held[jug] = 0
            case "pour", [int(one), int(other)] if one != other:
                moved = min(held[one], self.sizes[other] - held[other])
                held[one] -= moved
                held[other] += moved
            case _:
                return None
        return tuple(held)


class Quarrel(_World, frozen=True, array_like=True):
    """Two that may not stay on one bank without the boatman, unless a third (-1: nobody) is on that bank too."""

    one: Place
    other: Place
    unless: Annotated[int, Meta(ge=-1, le=9)] = -1


class Crossing(_World, frozen=True, tag="crossing"):
    """A boatman brings cargo over a river. weights: what each weighs; capacity: what the boat carries beside him; start, goal: the bank of
    each, 0 or 1; boat: the bank where he and his boat are at first."""

    cargo: Annotated[tuple[Name, ...], Meta(min_length=2, max_length=8)]
    weights: Annotated[tuple[Annotated[int, Meta(ge=1, le=9)], ...], Meta(min_length=2, max_length=8)]
    capacity: Annotated[int, Meta(ge=1, le=20)]
    quarrels: Annotated[tuple[Quarrel, ...], Meta(max_length=12)]
    start: Annotated[tuple[Annotated[int, Meta(ge=0, le=1)], ...], Meta(min_length=2, max_length=8)]
    goal: Annotated[tuple[Annotated[int, Meta(ge=0, le=1)], ...], Meta(min_length=2, max_length=8)]
    boat: Annotated[int, Meta(ge=0, le=1)]

    def __post_init__(self) -> None:
        count = len(self.cargo)
        if not count == len(self.weights) == len(self.start) == len(self.goal) or len(set(self.cargo)) < count:
            raise ValueError("each of the cargo, all different, has a weight, a start and a goal")
        if not set(self.cargo) <= set(CARGO):
            raise ValueError("cargo has names that answers are read by")
        if any(not max(q.one, q.other, q.unless) < count or len({q.one, q.other, q.unless}) < 3 for q in self.quarrels):
            raise ValueError("a quarrel is about three different ones of the cargo, or two")

    def first(self) -> State:
        return (*self.start, self.boat)

    def reached(self, state: State) -> bool:
        return state[:-1] == self.goal

    def after(self, state: State, action: Action) -> State | None:
        """The next state; None where one of the load is not on the boat's bank, the load is too heavy, or a quarrel breaks out."""
        verb, *load = action
        *banks, boat = state
        if verb != "cross" or len(set(load)) < len(load):
            return None
        for one in load:
            if not isinstance(one, int) or one >= len(banks) or banks[one] != boat:
                return None
            banks[one] = 1 - boat
        if sum(self.weights[one] for one in load if isinstance(one, int)) > self.capacity:
            return None
        for quarrel in self.quarrels:
            guarded = quarrel.unless >= 0 and banks[quarrel.unless] == boat
            if banks[quarrel.one] == banks[quarrel.other] == boat and not guarded:
                return None
        return (*banks, 1 - boat)


class Passage(_World, frozen=True, array_like=True):
    """Between two rooms. one_way: whether it leads from a to b only; need: the thing without which nobody gets through, or -1; most: the
    weight that can be carried through, or 0 for any."""

    a: Place
    b: Place
    one_way: bool = False
    need: Annotated[int, Meta(ge=-1, le=9)] = -1
    most: Annotated[int, Meta(ge=0, le=30)] = 0


class Rooms(_World, frozen=True, tag="rooms"):
    """A robot carries things between rooms. places: the room of each thing at first; capacity: what the robot can carry; robot: its room at
    first; goal: the room of each thing at the end, -1 where that does not matter; end: the robot's, or -1."""

    rooms: Annotated[int, Meta(ge=2, le=8)]
    passages: Annotated[tuple[Passage, ...], Meta(min_length=1, max_length=16)]
    things: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=6)]
    weights: Annotated[tuple[Annotated[int, Meta(ge=1, le=9)], ...], Meta(min_length=1, max_length=6)]
    places: Annotated[tuple[Place, ...], Meta(min_length=1, max_length=6)]
    capacity: Annotated[int, Meta(ge=1, le=30)]
    robot: Place
    goal: Annotated[tuple[Annotated[int, Meta(ge=-1, le=9)], ...], Meta(min_length=1, max_length=6)]
    end: Annotated[int, Meta(ge=-1, le=9)]

    def __post_init__(self) -> None:
        count = len(self.things)
        if not count == len(self.weights) == len(self.places) == len(self.goal) or len(set(self.things)) < count:
            raise ValueError("each of the things, all different, has a weight, a place and a goal")
        if not set(self.things) <= set(THINGS):
            raise ValueError("things have names that answers are read by")
        if max(self.robot, self.end, *self.places, *self.goal) >= self.rooms:
            raise ValueError("a room that there is not")
        pairs = {frozenset((p.a, p.b)) for p in self.passages}
        if any(len(pair) < 2 or max(pair) >= self.rooms for pair in pairs) or len(pairs) < len(self.passages):
            raise ValueError("a passage joins two rooms, one at most each two")
        if any(p.need >= count for p in self.passages):
            raise ValueError("a passage needs a thing that there is")

    def first(self) -> State:
        return (self.robot, *self.places)

    def reached(self, state: State) -> bool:
        return all(wanted in (-1, where) for wanted, where in zip((self.end, *self.goal), state, strict=True))

    def after(self, state: State, action: Action) -> State | None:
        """The next state; None where the action is not possible."""
        robot, *places = state
        carried = [thing for thing, place in enumerate(places) if place == CARRIED]
        load = sum(self.weights[thing] for thing in carried)
        if action[0] != "go" and len(action) == 3 and action[2] == robot:
            action = action[:2]  # where it is done may be said
        match action:
            case ("go", int(room)) | ("go", int(_), int(room)) if len(action) < 3 or action[1] == robot:
                for p in self.passages:
                    if ((p.a, p.b) == (robot, room) or (not p.one_way and (p.b, p.a) == (robot, room))) and (
                        (p.need < 0 or p.need in carried) and (not p.most or load <= p.most)
                    ):
                        return (room, *places)
            case "take", int(thing) if places[thing] == robot and load + self.weights[thing] <= self.capacity:
                places[thing] = CARRIED
                return (robot, *places)
            case "drop", int(thing) if thing in carried:
                places[thing] = robot
                return (robot, *places)
        return None


Lamps = Annotated[tuple[Place, ...], Meta(max_length=6)]


class Button(_World, frozen=True, array_like=True):
    """on, off: lamps that have to be lit, or dark, for the button to work; flips, lights, darkens: what pressing it does to lamps."""

    on: Lamps
    off: Lamps
    flips: Lamps
    lights: Lamps
    darkens: Lamps


class Panel(_World, frozen=True, tag="panel"):
    """Lamps and buttons. start, goal: which lamps are lit, at first and at the end."""

    buttons: Annotated[tuple[Button, ...], Meta(min_length=2, max_length=10)]
    start: Annotated[tuple[Annotated[int, Meta(ge=0, le=1)], ...], Meta(min_length=2, max_length=10)]
    goal: Annotated[tuple[Annotated[int, Meta(ge=0, le=1)], ...], Meta(min_length=2, max_length=10)]

    def __post_init__(self) -> None:
        if len(self.start) != len(self.goal):
            raise ValueError("each lamp has a start and a goal")
        for button in self.buttons:
            effects = (*button.flips, *button.lights, *button.darkens)
            if not effects or max(*effects, *button.on, *button.off, 0) >= len(self.start):
                raise ValueError("a button does something, to lamps that there are")
            if len(set(effects)) < len(effects) or len({*button.on, *button.off}) < len(button.on) + len(button.off):
                raise ValueError("a button does one thing to a lamp, and asks one thing of it")

    def first(self) -> State:
        return self.start

    def reached(self, state: State) -> bool:
        return state == self.goal

    def after(self, state: State, action: Action) -> State | None:
        """The next state; None where the button does not work."""
        match action:
            case "press", int(number) if number < len(self.buttons):
                button = self.buttons[number]
                if all(state[lamp] for lamp in button.on) and not any(state[lamp] for lamp in button.off):
                    lit = list(state)
                    for lamp in button.flips:
                        lit[lamp] = 1 - lit[lamp]
                    for lamp in button.lights:
                        lit[lamp] = 1
                    for lamp in button.darkens:
                        lit[lamp] = 0
                    return tuple(lit)
        return None


World = Jugs | Crossing | Rooms | Panel
