"""Cheap policies, which go on from one state without looking ahead, and searches that overlook a rule. Problems that a greedy one solves
are not taken at most levels."""

from collections.abc import Callable

from msgspec.structs import replace

from synth.generators.simulation.planning.search import explore
from synth.verifiers.simulation.planning import Planning
from synth.verifiers.simulation.planning.worlds import Action, Crossing, Jugs, Panel, Passage, Rooms, State, World


def possible(world: World, state: State) -> list[tuple[Action, State]]:
    """The actions that change something, in the order in which a prompt names what they are about."""
    actions: list[Action] = []
    match world:
        case Jugs():
            jugs = range(len(world.sizes))
            actions += [("fill", a) for a in jugs]
            actions += [("empty", a) for a in jugs]
            actions += [("pour", a, b) for a in jugs for b in jugs]
        case Crossing():
            cargo = range(len(world.cargo))
            actions += [("cross", a, b) for a in cargo for b in range(a)]
            actions += [*(("cross", a) for a in cargo), ("cross",)]
        case Rooms():
            things = range(len(world.things))
            actions += [("take", a) for a in things]
            actions += [("drop", a) for a in things]
            actions += [("go", room) for room in range(world.rooms)]
        case Panel():
            actions += [("press", number) for number in range(len(world.buttons))]
    found = ((action, world.after(state, action)) for action in actions)
    return [(action, after) for action, after in found if after is not None and after != state]


def off(world: World, state: State) -> int:
    """How far what is asked for is from the goal, one by one."""
    goal = (world.end, *world.goal) if isinstance(world, Rooms) else world.goal
    return sum(wanted not in (-1, have) for wanted, have in zip(goal, state, strict=False))


def walk(problem: Planning, pick: Callable[[State, list[tuple[Action, State]]], tuple[Action, State]]) -> list[Action]:
    """Actions one by one, never back to where the plan has been, until the goal is reached or nothing is left."""
    world, state = problem.world, problem.world.first()
    seen, plan = {state}, list[Action]()
    while len(plan) < problem.most and not (plan and world.reached(state)):
        options = [(action, after) for action, after in possible(world, state) if after not in seen]
        if not options:
            break
        action, state = pick(state, options)
        seen.add(state)
        plan.append(action)
    return plan


def greedy(problem: Planning) -> list[Action]:
    """Each time the action after which most is as the goal wants it."""
    return walk(problem, lambda _, options: min(options, key=lambda option: off(problem.world, option[1])))


def greedy_but_last(problem: Planning) -> list[Action]:
    """The same, where several are as good the last of them."""
    return walk(problem, lambda _, options: min(reversed(options), key=lambda option: off(problem.world, option[1])))


def two_ahead(problem: Planning) -> list[Action]:
    """Each time the first of two actions after which most is as the goal wants it."""
    world = problem.world

    def best(option: tuple[Action, State]) -> tuple[int, int]:
        now = off(world, option[1])
        return min([now, *(off(world, after) for _, after in possible(world, option[1]))]), now

    return walk(problem, lambda _, options: min(options, key=best))


GREEDY = ((), (greedy, greedy_but_last), (greedy, greedy_but_last, two_ahead))
"""Those that look no actions ahead, at most one, at most two."""


def solves(problem: Planning, plan: list[Action]) -> bool:
    """Whether a plan of possible actions is a right answer."""
    state: State | None = problem.world.first()
    for action in plan:
        state = problem.world.after(state, action) if state is not None else None
    return state is not None and problem.world.reached(state) and len(plan) <= problem.most


def overlooking(change: Callable[[World], World], problem: Planning) -> list[Action]:
    """A shortest plan in another world; none where that is the same one, or its goal out of reach."""
    world = change(problem.world)
    if world == problem.world:
        return []
    found = explore(world)
    goal = (world.end, *world.goal) if isinstance(world, Rooms) else (*world.goal, -1) if isinstance(world, Crossing) else world.goal
    end = found.nearest(goal)
    return found.path(end)[0] if end >= 0 else []


def _any_load(world: World) -> World:
    return replace(world, capacity=30) if isinstance(world, Rooms) else world


def _any_passage(world: World) -> World:
    return replace(world, passages=tuple(Passage(p.a, p.b) for p in world.passages)) if isinstance(world, Rooms) else world


def _peace(world: World) -> World:
    return replace(world, quarrels=()) if isinstance(world, Crossing) else world


def _always_working(world: World) -> World:
    return replace(world, buttons=tuple(replace(b, on=(), off=()) for b in world.buttons)) if isinstance(world, Panel) else world


OVERLOOKED: dict[str, Callable[[World], World]] = {
    "with a robot that carries any load": _any_load,
    "with passages open both ways to everybody": _any_passage,
    "without quarrels": _peace,
    "with buttons that always work": _always_working,
}
