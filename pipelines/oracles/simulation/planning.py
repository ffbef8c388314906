"""Independent route: each world as rules over plain sets and dictionaries. A plan is followed; where the prompt asks for a shortest one, or
allows so many actions, all states are searched level by level for a shorter one.

Read leniently: verbs and names in the order in which they stand, everything else dropped."""

import re
from collections.abc import Iterator
from itertools import chain, combinations

VERBS = {"jugs": ("fill", "empty", "pour"), "crossing": ("cross",), "rooms": ("go", "take", "drop"), "panel": ("press",)}
State = tuple


def check(problem: dict, answer: str) -> bool:
    world = problem["world"]
    plan = _read(world, answer)
    if not plan or len(plan) > problem["most"]:
        return False
    state = _start(world)
    for step in plan:
        after = dict(_moves(world, state)).get(step)
        if after is None:
            return False
        state = after
    return _done(world, state) and (problem["told"] or _fewest(world, problem["most"]) == problem["most"])


def _read(world: dict, answer: str) -> list[tuple]:
    kind = world["type"]
    names = {"crossing": world.get("cargo"), "rooms": world.get("things")}.get(kind) or []
    words = re.findall(r"[a-z]+", answer.lower())
    if kind == "panel":
        return [("press", word) for word in words if len(word) == 1]
    plan: list[tuple] = []
    for word in words:
        if word in VERBS[kind]:
            plan.append((word,))
        elif plan and (word in names or len(word) == 1):
            plan[-1] += (word,)
    return [("cross", *sorted(step[1:])) if step[0] == "cross" else step for step in plan]


def _start(world: dict) -> State:
    match world["type"]:
        case "jugs" | "panel":
            return tuple(world["start"])
        case "crossing":
            return frozenset(n for n, bank in zip(world["cargo"], world["start"], strict=True) if bank), world["boat"]
        case _:
            return world["robot"], frozenset(), tuple(world["places"])


def _done(world: dict, state: State) -> bool:
    match world["type"]:
        case "jugs":
            return all(goal in (-1, held) for goal, held in zip(world["goal"], state, strict=True))
        case "panel":
            return list(state) == world["goal"]
        case "crossing":
            return state[0] == {n for n, bank in zip(world["cargo"], world["goal"], strict=True) if bank}
        case _:
            robot, carried, places = state
            lying = [None if name in carried else place for name, place in zip(world["things"], places, strict=True)]
            return world["end"] in (-1, robot) and all(goal in (-1, place) for goal, place in zip(world["goal"], lying, strict=True))


def _moves(world: dict, state: State) -> Iterator[tuple[tuple, State]]:
    yield from {"jugs": _jugs, "crossing": _crossing, "rooms": _rooms, "panel": _panel}[world["type"]](world, state)


def _jugs(world: dict, held: State) -> Iterator[tuple[tuple, State]]:
    def but(**changed: int) -> State:
        return tuple(changed.get(chr(97 + jug), amount) for jug, amount in enumerate(held))

    for a, (size, amount) in enumerate(zip(world["sizes"], held, strict=True)):
        one = chr(97 + a)
        if world["tap"]:
            yield ("fill", one), but(**{one: size})
            yield ("empty", one), but(**{one: 0})
        for b, room in enumerate(world["sizes"]):
            if a != b:
                total = amount + held[b]
                yield ("pour", one, chr(97 + b)), but(**{chr(97 + b): min(room, total), one: max(0, total - room)})


def _crossing(world: dict, state: State) -> Iterator[tuple[tuple, State]]:
    right, boat = state
    weight = dict(zip(world["cargo"], world["weights"], strict=True))
    here = right if boat else frozenset(weight) - right
    for load in chain.from_iterable(combinations(sorted(here), size) for size in range(len(here) + 1)):
        left = here - set(load)
        fights = any(
            {world["cargo"][a], world["cargo"][b]} <= left and (third < 0 or world["cargo"][third] not in left)
            for a, b, third in world["quarrels"]
        )
        if sum(map(weight.__getitem__, load)) <= world["capacity"] and not fights:
            yield ("cross", *load), (right - set(load) if boat else right | set(load), 1 - boat)


def _rooms(world: dict, state: State) -> Iterator[tuple[tuple, State]]:
    robot, carried, places = state
    weight = dict(zip(world["things"], world["weights"], strict=True))
    load = sum(map(weight.__getitem__, carried))
    for a, b, one_way, need, most in world["passages"]:
        for here, there in ((a, b),) if one_way else ((a, b), (b, a)):
            if here == robot and (need < 0 or world["things"][need] in carried) and (most == 0 or load <= most):
                yield ("go", chr(97 + there)), (there, carried, places)
    for number, name in enumerate(world["things"]):
        if name in carried:
            yield ("drop", name), (robot, carried - {name}, (*places[:number], robot, *places[number + 1 :]))
        elif places[number] == robot and load + weight[name] <= world["capacity"]:
            yield ("take", name), (robot, carried | {name}, (*places[:number], 99, *places[number + 1 :]))


def _panel(world: dict, lit: State) -> Iterator[tuple[tuple, State]]:
    on = {lamp for lamp, value in enumerate(lit) if value}
    for number, (asked, dark, flips, lights, darkens) in enumerate(world["buttons"]):
        if set(asked) <= on and not set(dark) & on:
            after = ((on ^ set(flips)) | set(lights)) - set(darkens)
            yield ("press", chr(97 + number)), tuple(int(lamp in after) for lamp in range(len(lit)))


def _fewest(world: dict, most: int) -> int:
    """The length of a shortest plan, None above a limit."""
    level, seen = {_start(world)}, {_start(world)}
    for length in range(most + 1):
        if any(_done(world, state) for state in level):
            return length
        level = {after for state in level for _, after in _moves(world, state)} - seen
        seen |= level
    return -1
