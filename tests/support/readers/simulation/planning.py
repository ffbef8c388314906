"""Plans in four small worlds: the plan is carried out, and where a shortest one is asked for, breadth-first search says how long that is."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

from readers.simulation._prompt import Text
from reading import Unread, body

IDLE = (
    r"^Make a plan\.$", r"^The situation\.", r"^What can be done, one action after another:$", r"^Actions and rules:$", r"^These actions are possible:$", r"^You have these actions:$",
    r"^Read the description and say step by step what to do\.$", r"Write the actions in their order, parted by semicolons\.",
    r"Any plan that keeps the rules and ends in the goal will do, if it is short enough\.", r"Each action has to be possible at the moment when its turn comes\.",
    r"^(?:The goal|Goal of this planning task): at the end,", r"^Your plan should lead to this: at the end,",
    r"^Find a plan, a sequence of actions after which the goal is reached: at the end,",
)  # fmt: skip
SHORTEST = (
    r"The plan has to be as short as possible: a plan with more actions than necessary is wrong\.|Only a shortest plan counts: there must be no plan with fewer actions that reaches the goal\."
)
MOST = r"(?:Use at most|The plan may have at most) (\d+) actions\."
STATES = 300_000


class World(NamedTuple):
    """`done(state, words of an action)`: the state after it, or None where it is not possible. `actions(state)`: actions that may be possible."""

    start: Any
    reached: Callable[[Any], bool]
    done: Callable[[Any, list[str]], Any]
    actions: Callable[[Any], Iterator[list[str]]]


def numbers(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", text)]


def lamps(text: Text) -> World:
    """The set of lamps that are on."""
    panel = text.need(r"A panel has (\d+) lamps, numbered from 1 to \1\. At the start (?:all lamps are (on|off)|lamps? ([\d, and]+) (?:is|are) on and all others are off)\.$")
    every = frozenset(range(1, int(panel[1]) + 1))
    start = frozenset(numbers(panel[3])) if panel[3] else every if panel[2] == "on" else frozenset[int]()
    buttons = dict[str, tuple[list[tuple[set[int], bool]], list[tuple[str, set[int]]]]]()
    for found in text.all(r"^- ([A-Z]) (?:always works|works only while (.+?))\. It (.+)\.$"):
        met = [(set(numbers(lamp)), how == "on") for lamp, how in re.findall(r"lamps? ([\d, and]+?) (?:is|are) (on|off)", found[2] or "")]
        effects = [(how, set(numbers(lamp))) for lamp, how in re.findall(r"lamps? ([\d, and]+?) (over|on|off)", found[3])]
        buttons[found[1]] = met, effects
    text.need(r"^[-*] `press X`: press button X\. A button may only be pressed while it works\.$")
    text.need(r"^[-*] Switching a lamp over turns it on if it is off, and off if it is on\. A lamp that is turned on while it is on stays on, and one that is turned off while it is off stays off\.$")
    text.need(r"^The buttons:$")
    goal = text.need(r"(?:exactly lamps? ([\d, and]+) (?:is|are) on, and all others are off|all lamps are (on|off))\.?")
    wanted = frozenset(numbers(goal[1])) if goal[1] else every if goal[2] == "on" else frozenset[int]()

    def done(on: frozenset[int], words: list[str]) -> frozenset[int] | None:
        if len(words) != 2 or words[0] != "press" or words[1] not in buttons:
            return None
        met, effects = buttons[words[1]]
        if not all(lamp <= on if lit else not lamp & on for lamp, lit in met):
            return None
        for how, lamp in effects:
            on = on ^ lamp if how == "over" else on | lamp if how == "on" else on - lamp
        return on

    return World(start, lambda on: on == wanted, done, lambda on: (["press", button] for button in buttons))


def boat(text: Text) -> World:
    """Where the boat is, and what is on the left bank."""
    here = text.need(r"A boatman has a boat on a river with a left and a right bank\. At the start he and the boat are on the (left|right) bank\.$")[1]
    banks = {found[1]: set(_names(found[2])) for found in text.all(r"^- On the (left|right) bank at the start: (.+)\.$")}
    weights = {name: int(weight) for name, weight in re.findall(r"(\w+) (\d+)", text.need(r"^- Weights: (.+)\.$")[1])}
    text.need(
        r"^[-*] `cross X Y`: the boatman rows to the other bank and takes X and Y along \(one name or several, all of them on the bank where the boat is\); `cross` with no name: he rows over alone\.$"
    )
    most = int(text.need(r"^[-*] What he takes along in one crossing may weigh at most (\d+) together\.$")[1])
    feuds = [
        (found[1], found[2], found[3])
        for found in text.all(r"^[-*] The (\w+) and the (\w+) may never be on the same bank while the boatman is away from it(?:, unless the (\w+) is on that bank too)?\.$")
    ]
    goal = text.need(r"these are on the left bank: (.+); and these on the right bank: (.+); it does not matter where the boatman is\.?")
    wanted = frozenset(_names(goal[1]))

    def carried(left: frozenset[str], side: str) -> frozenset[str]:
        return left if side == "left" else frozenset(weights) - left

    def done(state: tuple[str, frozenset[str]], words: list[str]) -> tuple[str, frozenset[str]] | None:
        side, left = state
        load = set(words[1:])
        if words[0] != "cross" or len(load) < len(words) - 1 or not load <= carried(left, side) or sum(weights[name] for name in load) > most:
            return None
        after = left - load if side == "left" else left | load
        alone = carried(after, side)
        if any(one in alone and other in alone and guard not in alone for one, other, guard in feuds):
            return None
        return "right" if side == "left" else "left", after

    def actions(state: tuple[str, frozenset[str]]) -> Iterator[list[str]]:
        there = sorted(carried(state[1], state[0]))
        return (["cross", *load] for size in range(len(there) + 1) for load in combinations(there, size))

    if set(_names(goal[2])) | wanted != set(weights):
        raise Unread(goal[0])
    return World((here, frozenset(banks["left"])), lambda state: state[1] == wanted, done, actions)


def _names(text: str) -> list[str]:
    return [] if text == "nothing" else text.replace("the ", "").split(", ")


def robot(text: Text) -> World:
    """The robot's room, and the room of each thing ("" while it is carried)."""
    begin = text.need(r"A robot works in the rooms ([A-Z, and]+)\. At the start it is in room ([A-Z]) and carries nothing\.$")
    passages = dict[tuple[str, str], tuple[int, str]]()
    for found in text.all(
        r"^- (between|from) ([A-Z]) (?:and|to) ([A-Z])(?:, but not back)?(?:, only with a load of at most (\d+) in all|, only for a robot that carries the (\w+))?$"
    ):
        passages[found[2], found[3]] = int(found[4] or 1000), found[5] or ""
        if found[1] == "between":
            passages[found[3], found[2]] = passages[found[2], found[3]]
    things = {found[1]: (int(found[2]), found[3]) for found in text.all(r"^- the (\w+) \(weight (\d+)\) in room ([A-Z])$")}
    text.need(r"^Passages between rooms:$")
    text.need(r"^Things at the start:$")
    text.need(r"^[-*] `go X`: the robot goes through a passage from its room to room X\. What it carries comes along\.$")
    most = int(text.need(r"^[-*] `take T`: it picks up the thing T, which has to lie in its room\. It may carry several things, but never more than a weight of (\d+) in all\.$")[1])
    text.need(r"^[-*] `drop T`: it puts the thing T, which it carries, down in its room\.$")
    goal = text.need(r"(the \w+ (?:lies|is) in room .+); nothing else matters\.?")[1]
    wanted = dict(re.findall(r"the (\w+) (?:lies|is) in room ([A-Z])", goal))
    names = sorted(things)

    def done(state: tuple[str, ...], words: list[str]) -> tuple[str, ...] | None:
        if len(words) != 2:
            return None
        room, places = state[0], dict(zip(names, state[1:], strict=True))
        load = sum(things[name][0] for name in names if places[name] == "")
        heaviest, needed = passages.get((room, words[1]), (-1, ""))
        match words:
            case ["go", to] if load <= heaviest and places.get(needed, "") == "":
                room = to
            case ["take", name] if name in things and places[name] == room and load + things[name][0] <= most:
                places[name] = ""
            case ["drop", name] if name in things and places[name] == "":
                places[name] = room
            case _:
                return None
        return (room, *(places[name] for name in names))

    def reached(state: tuple[str, ...]) -> bool:
        places = {"robot": state[0], **dict(zip(names, state[1:], strict=True))}
        return all(places[name] == room for name, room in wanted.items())

    every = [["go", room] for room in re.findall("[A-Z]", begin[1])] + [[verb, name] for verb in ("take", "drop") for name in names]
    return World((begin[2], *(things[name][1] for name in names)), reached, done, lambda state: iter(every))


def jugs(text: Text) -> World:
    """Litres in each jug."""
    text.need(r"There are \d jugs without any marks\.")
    found = text.all(r"^- Jug ([A-Z]) holds (\d+) litres? when full; at the start there (?:is|are) (\d+) litres? in it\.$")
    names, full = [each[1] for each in found], [int(each[2]) for each in found]
    fill = text.take(r"^[-*] `fill X`: fill jug X to the brim at the tap\.$")
    empty = text.take(r"^[-*] `empty X`: pour all the water in jug X away\.$")
    text.need(r"^[-*] `pour X Y`: pour from jug X into jug Y until X is empty or Y is full, whichever comes first\.$")
    text.need(r"^[-*] Water cannot be measured or moved in any other way(?:; there is (?:neither a tap nor a drain|no tap|no drain))?\.$")
    goal = text.need(r"jug [A-Z] holds exactly \d+ litres?(?:(?:,| and) jug [A-Z] holds exactly \d+ litres?)*(?:; the other jugs? may hold anything)?\.?")[0]
    wanted = {names.index(name): int(amount) for name, amount in re.findall(r"jug ([A-Z]) holds exactly (\d+)", goal)}

    def done(state: tuple[int, ...], words: list[str]) -> tuple[int, ...] | None:
        held, places = list(state), [names.index(name) if name in names else -1 for name in words[1:]]
        match words[0], places:
            case "fill", [place] if place >= 0 and fill:
                held[place] = full[place]
            case "empty", [place] if place >= 0 and empty:
                held[place] = 0
            case "pour", [one, other] if min(one, other) >= 0 and one != other:
                amount = min(held[one], full[other] - held[other])
                held[one], held[other] = held[one] - amount, held[other] + amount
            case _:
                return None
        return tuple(held)

    every = [[verb, name] for verb in ("fill", "empty") for name in names] + [["pour", one, other] for one in names for other in names if one != other]
    return World(tuple(int(each[3]) for each in found), lambda state: all(state[place] == amount for place, amount in wanted.items()), done, lambda state: iter(every))


WORLDS = {"A panel has": lamps, "A boatman has": boat, "A robot works": robot, " jugs without": jugs}


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    shortest, most = text.take(SHORTEST), text.take(MOST)
    world = next((read(text) for words, read in WORLDS.items() if words in text.left), None)
    text.drop(*IDLE)
    text.end()
    if world is None or bool(shortest) == bool(most):
        raise Unread(prompt)
    plan = [action.split() for action in answer.split(";") if action.strip()]
    state = world.start
    for words in plan:
        state = world.done(state, words)
        if state is None:
            return False
    if not world.reached(state):
        return False
    return len(plan) == _length(world) if shortest else bool(most) and len(plan) <= int(most[1])


def _length(world: World) -> int:
    """Actions of a shortest plan."""
    seen, edge, length = {world.start}, [world.start], 0
    while edge and len(seen) < STATES:
        if any(map(world.reached, edge)):
            return length
        after = [world.done(state, words) for state in edge for words in world.actions(state)]
        edge = list({state for state in after if state is not None} - seen)
        seen.update(edge)
        length += 1
    raise Unread("a goal out of reach")
