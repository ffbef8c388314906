"""Breadth-first search through a world of planning: how many actions each state is away from the start, and by which action.

A state is one number, its digits in mixed radix, the first digit last in weight. The search knows the worlds' rules by itself; a test holds
it against the verifier's."""

from itertools import combinations
from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit
from synth.verifiers.simulation.planning.worlds import CARRIED, Action, Crossing, Jugs, Panel, Rooms, State, World


class Found(NamedTuple):
    """order: states in the order in which they are found; distance, came, by: for each state its distance from the start (-1: never
    reached), the state before it and the action; choices: actions that are possible in it and lead elsewhere."""

    bases: tuple[int, ...]
    order: np.ndarray
    distance: np.ndarray
    came: np.ndarray
    by: np.ndarray
    choices: np.ndarray
    actions: tuple[Action, ...]

    def digits(self, code: int) -> State:
        """A state as the verifier has it, but for what is carried: that is in the room after the last."""
        found = []
        for base in self.bases:
            code, digit = divmod(code, base)
            found.append(digit)
        return tuple(found)

    def path(self, code: int) -> tuple[list[Action], float]:
        """A shortest plan that leads to a state, and the binary logarithm of the number of plans that are as long, if each state had as
        many possible actions as the one on the way."""
        plan, bits = [], 0.0
        while self.came[code] >= 0:
            plan.append(self.actions[self.by[code]])
            code = int(self.came[code])
            bits += float(np.log2(self.choices[code]))
        return plan[::-1], bits

    def nearest(self, goal: State) -> int:
        """The state nearest to the start in which the digits are as in the goal, where that is not -1; -1 if there is none."""
        return int(_nearest(self.order, np.array(self.bases), np.array(goal)))


def explore(world: World) -> Found:
    """Everything that can be reached from the start."""
    match world:
        case Jugs():
            count = len(world.sizes)
            bases = tuple(size + 1 for size in world.sizes)
            pairs = [(i, j) for i in range(count) for j in range(count) if i != j]
            actions: list[Action] = [("pour", i, j) for i, j in pairs]
            rows = [(2, i, j) for i, j in pairs]
            if world.tap:
                actions += [("fill", i) for i in range(count)] + [("empty", i) for i in range(count)]
                rows += [(0, i, 0) for i in range(count)] + [(1, i, 0) for i in range(count)]
            found = _jugs(np.array(world.sizes), np.array(rows), np.array(bases), np.array(world.start))
        case Crossing():
            count = len(world.cargo)
            bases = (2,) * (count + 1)
            loads = [load for size in range(count + 1) for load in combinations(range(count), size)]
            loads = [load for load in loads if sum(world.weights[one] for one in load) <= world.capacity]
            actions = [("cross", *load) for load in loads]
            masks = np.array([sum(1 << one for one in load) for load in loads])
            quarrels = [(1 << q.one | 1 << q.other, 1 << q.unless if q.unless >= 0 else 0) for q in world.quarrels] or [(1 << 20, 0)]
            start = sum(bank << place for place, bank in enumerate(world.first()))
            found = _crossing(masks, np.array(quarrels), count, start)
        case Rooms():
            count, rooms = len(world.things), world.rooms
            bases = (rooms, *(rooms + 1,) * count)
            actions = [("go", room) for room in range(rooms)]
            actions += [("take", thing) for thing in range(count)] + [("drop", thing) for thing in range(count)]
            doors = np.full((rooms, rooms, 2), -2)
            for p in world.passages:
                doors[p.a, p.b] = p.need, p.most or 99
                if not p.one_way:
                    doors[p.b, p.a] = p.need, p.most or 99
            found = _rooms(doors, np.array(world.weights), world.capacity, np.array(bases), np.array(world.first()))
        case Panel():
            bases = (2,) * len(world.start)
            actions = [("press", number) for number in range(len(world.buttons))]
            masks = np.array(
                [[sum(1 << lamp for lamp in lamps) for lamps in (b.on, b.off, b.flips, b.lights, b.darkens)] for b in world.buttons]
            )
            found = _panel(masks, len(bases), sum(lit << lamp for lamp, lit in enumerate(world.start)))
    order, distance, came, by, choices = found
    return Found(bases, order, distance, came, by, choices, tuple(actions))


def wanted(world: World, state: State) -> State:
    """A state of the search as the verifier has it."""
    if isinstance(world, Rooms):
        return (state[0], *(CARRIED if place == world.rooms else place for place in state[1:]))
    return state


@njit(cache=True)
def _nearest(order, bases, goal):
    for code in order:
        rest = code
        fits = True
        for place in range(len(bases)):
            digit = rest % bases[place]
            rest //= bases[place]
            if goal[place] >= 0 and goal[place] != digit:
                fits = False
                break
        if fits:
            return code
    return -1


@njit(cache=True)
def _open(states, start):
    distance = np.full(states, -1, np.int64)
    came = np.full(states, -1, np.int64)
    by = np.full(states, -1, np.int64)
    choices = np.zeros(states, np.int64)
    order = np.empty(states, np.int64)
    order[0] = start
    distance[start] = 0
    return order, distance, came, by, choices


@njit(cache=True)
def _enter(order, distance, came, by, choices, state, after, action, used):
    if after == state:
        return used
    choices[state] += 1
    if distance[after] < 0:
        distance[after] = distance[state] + 1
        came[after] = state
        by[after] = action
        order[used] = after
        used += 1
    return used


@njit(cache=True)
def _jugs(sizes, rows, bases, first):
    count = len(sizes)
    weight = np.ones(count, np.int64)
    for place in range(1, count):
        weight[place] = weight[place - 1] * bases[place - 1]
    order, distance, came, by, choices = _open(weight[len(weight) - 1] * bases[len(bases) - 1], (weight * first).sum())
    used, read = 1, 0
    while read < used:
        state = order[read]
        read += 1
        for action in range(len(rows)):
            kind, one, other = rows[action]
            held = state // weight[one] % bases[one]
            if kind == 0:
                after = state + (sizes[one] - held) * weight[one]
            elif kind == 1:
                after = state - held * weight[one]
            else:
                moved = min(held, sizes[other] - state // weight[other] % bases[other])
                after = state + moved * (weight[other] - weight[one])
            used = _enter(order, distance, came, by, choices, state, after, action, used)
    return order[:used], distance, came, by, choices


@njit(cache=True)
def _crossing(loads, quarrels, count, start):
    order, distance, came, by, choices = _open(2 << count, start)
    everyone = (1 << count) - 1
    used, read = 1, 0
    while read < used:
        state = order[read]
        read += 1
        boat = state >> count
        here = state & everyone if boat else everyone & ~state
        for action in range(len(loads)):
            load = loads[action]
            if load & ~here:
                continue
            left = here ^ load
            peace = True
            for quarrel in range(len(quarrels)):
                both, third = quarrels[quarrel]
                if left & both == both and not left & third:
                    peace = False
                    break
            if peace:
                after = state ^ load ^ (1 << count)
                used = _enter(order, distance, came, by, choices, state, after, action, used)
    return order[:used], distance, came, by, choices


@njit(cache=True)
def _rooms(doors, weights, capacity, bases, first):
    rooms, count = len(doors), len(weights)
    weight = np.ones(count + 1, np.int64)
    for place in range(1, count + 1):
        weight[place] = weight[place - 1] * bases[place - 1]
    order, distance, came, by, choices = _open(weight[len(weight) - 1] * bases[len(bases) - 1], (weight * first).sum())
    places = np.empty(count, np.int64)
    used, read = 1, 0
    while read < used:
        state = order[read]
        read += 1
        robot = state % rooms
        load = 0
        for thing in range(count):
            places[thing] = state // weight[thing + 1] % (rooms + 1)
            if places[thing] == rooms:
                load += weights[thing]
        for room in range(rooms):
            need, most = doors[robot, room]
            if need > -2 and (need < 0 or places[need] == rooms) and load <= most:
                used = _enter(order, distance, came, by, choices, state, state + room - robot, room, used)
        for thing in range(count):
            if places[thing] == robot and load + weights[thing] <= capacity:
                after = state + (rooms - robot) * weight[thing + 1]
                used = _enter(order, distance, came, by, choices, state, after, rooms + thing, used)
            elif places[thing] == rooms:
                after = state + (robot - rooms) * weight[thing + 1]
                used = _enter(order, distance, came, by, choices, state, after, rooms + count + thing, used)
    return order[:used], distance, came, by, choices


@njit(cache=True)
def _panel(masks, count, start):
    order, distance, came, by, choices = _open(1 << count, start)
    used, read = 1, 0
    while read < used:
        state = order[read]
        read += 1
        for action in range(len(masks)):
            on, off, flips, lights, darkens = masks[action]
            if state & on == on and not state & off:
                used = _enter(order, distance, came, by, choices, state, ((state ^ flips) | lights) & ~darkens, action, used)
    return order[:used], distance, came, by, choices
