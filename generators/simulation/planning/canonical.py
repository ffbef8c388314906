"""The canonical form of a problem: its things without their names and order, known by what is said of them."""

from synth.verifiers.simulation.planning import Planning
from synth.verifiers.simulation.planning.worlds import Crossing, Jugs, Panel, Rooms, World

Fact = tuple[str, tuple[int, ...], tuple[int, ...]]
"""What kind of fact, its numbers, and the things that it is about, in their roles."""
ROUNDS = 3


def canonical(problem: Planning) -> object:
    """Things are told apart by the facts that they are in, then by those of the things beside them, and so on; the form is what all facts
    say of such things. It does not depend on names and order, and worlds that differ in more than these hardly ever share it."""
    count, facts = _facts(problem.world)
    colours = [0] * count
    said: list[tuple[object, ...]] = []
    for _ in range(ROUNDS):
        marks: list[list[tuple[object, ...]]] = [[] for _ in range(count)]
        said = []
        for kind, numbers, things in facts:
            fact = (kind, numbers, *(colours[thing] for thing in things))
            said.append(fact)
            for role, thing in enumerate(things):
                marks[thing].append((role, fact))
        keys = [(colour, tuple(sorted(mark))) for colour, mark in zip(colours, marks, strict=True)]
        ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
        colours = [ranks[key] for key in keys]
    last = sorted((kind, numbers, *(colours[thing] for thing in things)) for kind, numbers, things in facts)
    return [problem.most, count, sorted(said), last]


def _facts(world: World) -> tuple[int, list[Fact]]:
    facts: list[Fact] = []
    match world:
        case Jugs():
            each = zip(world.sizes, world.start, world.goal, strict=True)
            return len(world.sizes), [("jug", (int(world.tap), *numbers), (jug,)) for jug, numbers in enumerate(each)]
        case Crossing():
            banks = zip(world.weights, world.start, world.goal, strict=True)
            for one, (weight, start, goal) in enumerate(banks):
                facts.append(("cargo", (weight, start ^ world.boat, goal ^ world.boat), (one,)))
            for q in world.quarrels:
                third = () if q.unless < 0 else (q.unless,)
                facts += [
                    ("quarrel", (world.capacity,), (q.one, q.other, *third)),
                    ("quarrel", (world.capacity,), (q.other, q.one, *third)),
                ]
            return len(world.cargo), facts
        case Rooms():
            rooms = world.rooms
            facts.append(("robot", (world.capacity,), (world.robot,)))
            if world.end >= 0:
                facts.append(("end", (), (world.end,)))
            for thing, (weight, place, goal) in enumerate(zip(world.weights, world.places, world.goal, strict=True)):
                facts.append(("place", (weight,), (rooms + thing, place)))
                if goal >= 0:
                    facts.append(("goal", (), (rooms + thing, goal)))
            for p in world.passages:
                need = () if p.need < 0 else (rooms + p.need,)
                facts.append(("passage", (p.most,), (p.a, p.b, *need)))
                if not p.one_way:
                    facts.append(("passage", (p.most,), (p.b, p.a, *need)))
            return rooms + len(world.things), facts
        case Panel():
            lamps = len(world.start)
            for lamp, numbers in enumerate(zip(world.start, world.goal, strict=True)):
                facts.append(("lamp", numbers, (lamp,)))
            for button, b in enumerate(world.buttons):
                for role, named in enumerate((b.on, b.off, b.flips, b.lights, b.darkens)):
                    facts += [("button", (role,), (lamps + button, lamp)) for lamp in named]
            return lamps + len(world.buttons), facts
