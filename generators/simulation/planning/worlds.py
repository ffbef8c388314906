"""Worlds drawn at random: jugs, river crossings, rooms and panels, without their goals."""

from random import Random

from msgspec.structs import replace

from synth.verifiers.simulation.planning.words import CARGO, THINGS
from synth.verifiers.simulation.planning.worlds import Button, Crossing, Jugs, Panel, Passage, Quarrel, Rooms, World


def jugs(rng: Random, size: int) -> Jugs:
    # With two jugs there is little to choose between, however long the plan is.
    count = 2 if rng.random() < (0.7 if size < 4 else 0.3 if size < 7 else 0.1) else 3 if size < 8 or rng.random() < 0.7 else 4
    most = min(8 + 2 * size, 20) if count == 2 else 7 + size // 2 if count == 3 else 9
    sizes = tuple(rng.sample(range(2 if count < 3 else 3, most + 1), count))
    tap = count == 2 or rng.random() < 0.5
    if tap:
        start = tuple(rng.randint(0, held) if rng.random() < (0.5 if size < 4 else 0.85) else 0 for held in sizes)
    else:
        start = tuple(rng.randint(0, held) for held in sizes)
    return Jugs(sizes, start, tap, (-1,) * count)


def crossing(rng: Random, size: int) -> Crossing:
    count = min(3 + (size + 1 + rng.randrange(3)) // 3, 7)
    cargo = tuple(rng.sample(tuple(CARGO), count))
    equal = rng.random() < (0.3 if size < 4 else 0.06)
    weights = tuple(1 if equal else rng.randint(1, 5) for _ in range(count))
    capacity = rng.randint(1, 2 if count > 4 else 1) if equal else rng.randint(max(weights), max(weights) + (2 if size < 8 else 1))
    pairs = [(i, j) for i in range(count) for j in range(i)]
    chosen = rng.sample(pairs, rng.randint(count - 1, count + 1) if count > 3 else rng.randint(1, 2))
    quarrels = []
    for one, other in chosen:
        third = rng.choice([k for k in range(count) if k not in (one, other)])
        quarrels.append(Quarrel(one, other, third if rng.random() < (0.35 if size < 8 else 0.5) else -1))
    boat = rng.randrange(2)
    start = (boat,) * count if rng.random() < 0.25 else tuple(rng.randrange(2) for _ in range(count))
    if any(start[q.one] == start[q.other] != boat and (q.unless < 0 or start[q.unless] == boat) for q in quarrels):
        start = (boat,) * count  # nobody quarrels before the first crossing
    return Crossing(cargo, weights, capacity, tuple(quarrels), start, (0,) * count, boat)


def rooms(rng: Random, size: int) -> Rooms:
    count = min(3 + size // 2, 6) + rng.randrange(2)
    things = rng.randint(2, 3) if size < 6 else 3
    names = tuple(rng.sample(tuple(THINGS), things))
    weights = tuple(rng.randint(1, 5) for _ in names)
    capacity = rng.randint(max(weights), max(max(weights), sum(weights) - 1))
    pairs = [(rng.randrange(room), room) for room in range(1, count)]
    free = [(a, b) for b in range(count) for a in range(b) if (a, b) not in pairs]
    pairs += rng.sample(free, min(len(free), rng.randint(0, 2)))
    order = rng.sample(range(count), count)
    passages = []
    for a, b in pairs:
        a, b = (order[a], order[b]) if rng.random() < 0.5 else (order[b], order[a])
        kind = rng.random()
        need = rng.randrange(things) if kind < 0.3 else -1
        most = rng.randint(min(weights), capacity - 1) if 0.3 <= kind < 0.5 and capacity > min(weights) else 0
        passages.append(Passage(a, b, len(pairs) >= count and rng.random() < 0.2, need, most))
    places = tuple(rng.randrange(count) for _ in names)
    return Rooms(count, tuple(passages), names, weights, places, capacity, rng.randrange(count), (-1,) * things, -1)


def panel(rng: Random, size: int) -> Panel:
    count = min(4 + size // 2, 9)
    buttons = []
    for _ in range(min(4 + size // 3, 7) if size < 9 else 9):
        asked = rng.sample(range(count), rng.randint(0, 2) if size < 5 else rng.randint(1, 2) if size < 9 else 2)
        split = rng.randint(0, len(asked))
        changed = rng.sample(range(count), rng.randint(1, 3) if 3 < size < 7 else rng.randint(1, 2))
        plain = [lamp for lamp in changed if rng.random() < (0.6 if size < 7 else 0.8 if size < 9 else 0.9)]
        others = [lamp for lamp in changed if lamp not in plain]
        cut = rng.randint(0, len(others))
        lamps = (asked[:split], asked[split:], plain, others[:cut], others[cut:])
        buttons.append(Button(*(tuple(sorted(part)) for part in lamps)))
    start = tuple(rng.randrange(2) for _ in range(count))
    return Panel(tuple(buttons), start, start)


KINDS = (jugs, crossing, rooms, panel)


def with_goal(world: World, state: tuple[int, ...], rng: Random) -> tuple[World, tuple[int, ...]] | None:
    """The world with what it takes of a state for its goal, and that goal as the search reads it; None where it can be no goal."""
    match world:
        case Jugs():
            kept = rng.sample(range(len(state)), 1 if rng.random() < 0.6 else 2)
            goal = tuple(held if jug in kept else -1 for jug, held in enumerate(state))
            return replace(world, goal=goal), goal
        case Crossing():
            return replace(world, goal=state[:-1]), (*state[:-1], -1)
        case Rooms():
            robot, *places = state
            free = [thing for thing, place in enumerate(places) if place < world.rooms]
            if not free:
                return None
            kept = rng.sample(free, rng.randint(1, len(free)))
            goal = tuple(place if thing in kept else -1 for thing, place in enumerate(places))
            end = robot if rng.random() < 0.4 else -1
            return replace(world, goal=goal, end=end), (end, *goal)
        case Panel():
            return replace(world, goal=state), state
