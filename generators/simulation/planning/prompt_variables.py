"""A world with names for numbers, as the templates tell it."""

from random import Random

from synth.verifiers.simulation.planning import Planning
from synth.verifiers.simulation.planning.words import CARGO, THINGS
from synth.verifiers.simulation.planning.worlds import LETTERS, Crossing, Jugs, Panel, Rooms


def prompt_variables(problem: Planning, rng: Random) -> dict[str, object]:
    """kind, what belongs to it, and three plans of other worlds for the form."""
    world = problem.world
    common: dict[str, object] = {"kind": type(world).__name__.lower(), "most": problem.most, "told": problem.told}
    match world:
        case Jugs():
            each = zip(LETTERS, world.sizes, world.start, world.goal, strict=False)
            jugs = [{"letter": letter, "size": size, "start": start, "goal": goal} for letter, size, start, goal in each]
            return common | {"jugs": jugs, "tap": world.tap, "examples": _jugs(world.tap)}
        case Crossing():
            each_one = zip(world.cargo, world.weights, world.start, world.goal, strict=True)
            cargo = [{"name": name, "weight": weight, "start": start, "goal": goal} for name, weight, start, goal in each_one]
            quarrels = [
                {"one": world.cargo[q.one], "other": world.cargo[q.other], "unless": world.cargo[q.unless] if q.unless >= 0 else ""}
                for q in world.quarrels
            ]
            one, other = [name for name in CARGO if name not in world.cargo][:2]
            plans = [
                [["cross", one, other], ["cross", one]],
                [["cross", other], ["cross"], ["cross", one]],
                [["cross"], ["cross", one, other]],
            ]
            return common | {"cargo": cargo, "capacity": world.capacity, "quarrels": quarrels, "boat": world.boat, "examples": plans}
        case Rooms():
            things = [
                {"name": name, "weight": weight, "room": LETTERS[place], "goal": LETTERS[goal] if goal >= 0 else ""}
                for name, weight, place, goal in zip(world.things, world.weights, world.places, world.goal, strict=True)
            ]
            passages = [
                {
                    "a": LETTERS[p.a],
                    "b": LETTERS[p.b],
                    "one_way": p.one_way,
                    "need": world.things[p.need] if p.need >= 0 else "",
                    "most": p.most,
                }
                for p in world.passages
            ]
            one, other = [name for name in THINGS if name not in world.things][:2]
            return common | {
                "rooms": list(LETTERS[: world.rooms]),
                "things": things,
                "passages": passages,
                "capacity": world.capacity,
                "robot": LETTERS[world.robot],
                "end": LETTERS[world.end] if world.end >= 0 else "",
                "examples": [
                    [["go", "P"], ["take", one], ["go", "Q"], ["drop", one]],
                    [["take", other], ["go", "R"], ["drop", other]],
                    [["go", "Q"], ["go", "R"], ["take", other], ["take", one]],
                ],
            }
        case Panel():
            buttons = [
                {"letter": letter} | {role: [lamp + 1 for lamp in getattr(b, role)] for role in ("on", "off", "flips", "lights", "darkens")}
                for letter, b in zip(LETTERS, world.buttons, strict=False)
            ]
            lit, wanted = ([lamp + 1 for lamp, lit in enumerate(state) if lit] for state in (world.start, world.goal))
            plans = [[["press", letter] for letter in text] for text in ("XZY", "ZX", "YXZX")]
            return common | {"lamps_count": len(world.start), "buttons": buttons, "lit": lit, "wanted": wanted, "examples": plans}


def _jugs(tap: bool) -> list[list[list[str]]]:
    if tap:
        return [[["fill", "Q"], ["pour", "Q", "R"]], [["empty", "R"], ["fill", "P"]], [["pour", "R", "Q"], ["empty", "Q"], ["fill", "R"]]]
    return [[["pour", "Q", "R"], ["pour", "P", "Q"]], [["pour", "R", "P"]], [["pour", "P", "R"], ["pour", "R", "Q"], ["pour", "Q", "P"]]]
