"""What planning claims: its rules in words, what cheap policies win, and which worlds are the same.

The policies leave out what the task is there for, looking ahead. The last ones do search, and overlook a rule: what a robot can carry, or
what a passage, a bank or a button asks for. They are no way round the search, and stay where a shortest plan happens to keep the rule."""

from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.simulation.planning import written
from synth.generators.simulation.planning.policies import OVERLOOKED, greedy, greedy_but_last, overlooking, two_ahead, walk
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.planning import Planning
from synth.verifiers.simulation.planning.words import CARGO, THINGS
from synth.verifiers.simulation.planning.worlds import LETTERS, Action, Button, Crossing, Jugs, Panel, Passage, Quarrel, Rooms, World


def _is(kind: type) -> Callable[[Planning], bool]:
    return lambda problem: isinstance(problem.world, kind)


def _jugs(p: Any, form: str) -> str:
    return r".*?".join(
        form.format(LETTERS[jug], size, start) for jug, (size, start) in enumerate(zip(p.world.sizes, p.world.start, strict=True))
    )


def _named(words: dict[str, str], pattern: str) -> Callable[[Planning], str]:
    """Each of the cargo with its weight, or each thing with its weight and its room."""

    def found(problem: Any) -> str:
        world = problem.world
        names = world.cargo if isinstance(world, Crossing) else world.things
        places = (0,) * 9 if isinstance(world, Crossing) else world.places
        return ".*?".join(pattern.format(words.get(n, n), w, LETTERS[r]) for n, w, r in zip(names, world.weights, places, strict=False))

    return found


def _quarrels(words: dict[str, str], pattern: str, unless: str) -> Callable[[Planning], str]:
    def found(problem: Any) -> str:
        cargo = [words.get(name, name) for name in problem.world.cargo]
        texts = [
            pattern.format(cargo[q.one], cargo[q.other]) + (unless.format(cargo[q.unless]) if q.unless >= 0 else r"\W")
            for q in problem.world.quarrels
        ]
        return ".*?".join(texts) + "|^$"

    return found


def _passages(words: dict[str, str], both: str, one_way: str, need: str, most: str) -> Callable[[Planning], str]:
    def found(problem: Any) -> str:
        texts = []
        for p in problem.world.passages:
            text = (one_way if p.one_way else both).format(LETTERS[p.a], LETTERS[p.b])
            name = problem.world.things[p.need]
            text += need.format(words.get(name, name)) if p.need >= 0 else ""
            texts.append(text + (most.format(p.most) if p.most else "") + r"\n")
        return "".join(rf"[^\n]*{text}" for text in texts)

    return found


def _buttons(problem: Any) -> str:
    """Each button with the lamps that it asks for and changes, in this order."""
    lines = []
    for letter, b in zip(LETTERS, problem.world.buttons, strict=False):
        numbers = [lamp + 1 for lamps in (b.on, b.off, b.flips, b.lights, b.darkens) for lamp in lamps]
        lines.append(rf"\n- {letter}\b" + "".join(rf"[^\n]*?\b{number}\b" for number in numbers) + r"[^\n]*")
    return "".join(lines)


_TOLD = Rule(
    "length",
    {"en": lambda p: rf"at most {p.most} actions", "zh": lambda p: rf"最多可以有 {p.most} 步"},
    lambda p: p.told,
)
RULES = (
    _TOLD,
    Rule("length", {"en": r"as short as possible|no plan with fewer actions", "zh": r"步数必须最少|步数更少"}, lambda p: not p.told),
    Rule("goal", {"en": r"goal|lead to this", "zh": r"目标|结果"}),
    Rule("format", {"en": r"in their order, parted by semicolons", "zh": r"按先后顺序写出各个操作，中间用分号隔开"}),
    Rule(
        "step",
        {
            "en": lambda p: _jugs(p, r"Jug {} holds {} litres? when full; at the start there (?:is|are) {} litre"),
            "zh": lambda p: _jugs(p, r"水壶 {} 装满时有 {} 升，开始时里面有 {} 升"),
        },
        _is(Jugs),
    ),
    Rule("step", {"en": r"until X is empty or Y is full, whichever comes first", "zh": r"直到 X 空了或者 Y 满了为止"}, _is(Jugs)),
    Rule("step", {"en": r"to the brim at the tap", "zh": r"在水龙头下把水壶 X 装满"}, lambda p: isinstance(p.world, Jugs) and p.world.tap),
    Rule("step", {"en": r"all the water in jug X away", "zh": r"里的水全部倒掉"}, lambda p: isinstance(p.world, Jugs) and p.world.tap),
    Rule("step", {"en": r"neither a tap nor a drain", "zh": r"没有水龙头"}, lambda p: isinstance(p.world, Jugs) and not p.world.tap),
    Rule("goal", {"en": r"holds exactly \d+ litre", "zh": r"里恰好有 \d+ 升"}, _is(Jugs)),
    Rule("step", {"en": _named({}, r"{} {}\b"), "zh": _named(CARGO, r"{} {}(?!\d)")}, _is(Crossing)),
    Rule("step", {"en": r"all of them on the bank where the boat is", "zh": r"都必须在船所在的岸上"}, _is(Crossing)),
    Rule("step", {"en": r"with no name: he rows over alone", "zh": r"只写“过河”表示他独自划过去"}, _is(Crossing)),
    Rule(
        "step",
        {"en": lambda p: rf"at most {p.world.capacity} together", "zh": lambda p: rf"总重量不能超过 {p.world.capacity}(?!\d)"},
        _is(Crossing),
    ),
    Rule(
        "step",
        {
            "en": _quarrels({}, r"{} and the {} may never be on the same bank while the boatman is away from it", ", unless the {}"),
            "zh": _quarrels(CARGO, r"{}和{}不能同时留在那一岸", "，除非{}也在"),
        },
        lambda p: isinstance(p.world, Crossing) and len(p.world.quarrels) > 0,
    ),
    Rule("goal", {"en": r"does not matter where the boatman is", "zh": r"船夫在哪一岸都可以"}, _is(Crossing)),
    Rule(
        "step",
        {
            "en": _passages({}, "between {} and {}", "from {} to {}, but not back", "[^\n]*carries the {}", "[^\n]*at most {} in all"),
            "zh": _passages(THINGS, "{} 与 {} 之间", "从 {} 到 {}（单向[^\n]*", "[^\n]*拿着{}时[^\n]*", "[^\n]*不超过 {} 时[^\n]*"),
        },
        _is(Rooms),
    ),
    Rule("step", {"en": _named({}, r"{} \(weight {}\) in room {}\b"), "zh": _named(THINGS, r"{}（重量 {}）在房间 {}")}, _is(Rooms)),
    Rule(
        "step",
        {
            "en": lambda p: rf"never more than a weight of {p.world.capacity} in all",
            "zh": lambda p: rf"但总重量不能超过 {p.world.capacity}",
        },
        _is(Rooms),
    ),
    Rule("step", {"en": r"has to lie in its room", "zh": r"必须在机器人所在的房间里"}, _is(Rooms)),
    Rule("step", {"en": r"which it carries, down in its room", "zh": r"把正拿着的一件物品放在所在的房间"}, _is(Rooms)),
    Rule("step", {"en": _buttons, "zh": _buttons}, _is(Panel)),
    Rule("step", {"en": r"only be pressed while it works", "zh": r"只有在有效时才可以按"}, _is(Panel)),
    Rule("goal", {"en": r"on if it is off, and off if it is on", "zh": r"灭的变亮，亮的变灭"}, _is(Panel)),
    Rule("goal", {"en": r"all others are off|all lamps are (?:off|on)", "zh": r"其余的都灭着|所有的灯都(?:灭|亮)着"}, _is(Panel)),
)


def _by(policy: Callable[[Planning], list[Action]]) -> Callable[[Planning], str]:
    return lambda problem: written(problem.world, policy(problem))


def _listed(problem: Planning) -> str:
    return written(problem.world, walk(problem, lambda _, options: options[0]))


def _last(problem: Planning) -> str:
    return written(problem.world, walk(problem, lambda _, options: options[-1]))


def _wandering(problem: Planning) -> str:
    """Possible actions by turns, told by a count of those before."""
    turn = iter(range(1, 1_000))
    return written(problem.world, walk(problem, lambda _, options: options[next(turn) * 7 % len(options)]))


def _direct(problem: Planning) -> str:
    """What is asked for, one after another, as if nothing stood in the way."""
    world = problem.world
    plan: list[Action] = []
    match world:
        case Jugs():
            asked = [jug for jug, goal in enumerate(world.goal) if goal >= 0]
            plan = [("fill" if world.tap else "pour", jug, *(() if world.tap else ((jug + 1) % len(world.goal),))) for jug in asked]
        case Crossing():
            for one, goal in enumerate(world.goal):
                if world.start[one] != goal:
                    plan += [("cross", one), ("cross",)]
            plan = plan[:-1]
        case Rooms():
            for thing, goal in enumerate(world.goal):
                if goal >= 0:
                    plan += [("go", world.places[thing]), ("take", thing), ("go", goal), ("drop", thing)]
            plan += [("go", world.end)] if world.end >= 0 else []
            plan = plan[1:] if plan[0] == ("go", world.robot) else plan
        case Panel():
            changed = {lamp for lamp, goal in enumerate(world.goal) if world.start[lamp] != goal}
            plan = [("press", k) for k, b in enumerate(world.buttons) if changed.intersection((*b.flips, *b.lights, *b.darkens))]
    return written(world, plan)


_OVERLOOKED = {
    "with a robot that carries any load": (0.28,) * 10,
    "with passages open both ways to everybody": (0.2, 0.22, 0.2, 0.18, 0.18, 0.17, 0.15, 0.15, 0.12, 0.11),
    "without quarrels": (0.1, 0.03) + (0.01,) * 8,
    "with buttons that always work": (0.09, 0.06, 0.03) + (0.01,) * 7,
}
SHORTCUTS = (
    Shortcut("the action after which most is as the goal wants it", _by(greedy), (0.64, 0.55, 0.45) + (0.0,) * 7),
    Shortcut("the last of the actions after which most is so", _by(greedy_but_last), (0.64, 0.55, 0.45) + (0.0,) * 7),
    Shortcut("the first of two actions after which most is so", _by(two_ahead), (0.8, 0.7, 0.6, 0.0, 0.06, 0.06, 0.06, 0.03, 0.02, 0.02)),
    Shortcut(
        "the first possible action of a list that leads somewhere new", _listed, (0.3, 0.32, 0.22, 0.04, 0.03, 0.02, 0.02, 0.02, 0.01, 0.01)
    ),
    Shortcut(
        "the last possible action of a list that leads somewhere new", _last, (0.3, 0.31, 0.2, 0.08, 0.05, 0.03, 0.03, 0.02, 0.02, 0.02)
    ),
    Shortcut("possible actions by turns", _wandering, (0.3, 0.36, 0.2, 0.06, 0.04, 0.02, 0.02, 0.02, 0.01, 0.01)),
    Shortcut("one thing after another, as if nothing stood in the way", _direct, (0.12, 0.05, 0.03) + (0.02,) * 7),
    *(Shortcut(f"a search {name}", _by(partial(overlooking, change)), _OVERLOOKED[name]) for name, change in OVERLOOKED.items()),
)


def copies(problem: Planning, rng: Random) -> Iterator[Planning]:
    """Everything in another order under other names; the banks of a river exchanged."""
    for _ in range(3):
        yield replace(problem, world=_reordered(problem.world, rng))


def _reordered(world: World, rng: Random) -> World:
    match world:
        case Jugs():
            order = rng.sample(range(len(world.sizes)), len(world.sizes))
            return replace(world, **{key: tuple(getattr(world, key)[jug] for jug in order) for key in ("sizes", "start", "goal")})
        case Crossing():
            count = len(world.cargo)
            order = rng.sample(range(count), count)
            to = {old: new for new, old in enumerate(order)} | {-1: -1}
            quarrels = [Quarrel(to[q.other], to[q.one], to[q.unless]) for q in world.quarrels]
            return Crossing(
                tuple(rng.sample(tuple(CARGO), count)),
                tuple(world.weights[old] for old in order),
                world.capacity,
                tuple(rng.sample(quarrels, len(quarrels))),
                tuple(1 - world.start[old] for old in order),
                tuple(1 - world.goal[old] for old in order),
                1 - world.boat,
            )
        case Rooms():
            room = [*rng.sample(range(world.rooms), world.rooms), -1]
            things = rng.sample(range(len(world.things)), len(world.things))
            to = {old: new for new, old in enumerate(things)} | {-1: -1}
            passages = [
                Passage(
                    *(room[p.a], room[p.b]) if p.one_way or rng.random() < 0.5 else (room[p.b], room[p.a]), p.one_way, to[p.need], p.most
                )
                for p in world.passages
            ]
            return Rooms(
                world.rooms,
                tuple(rng.sample(passages, len(passages))),
                tuple(rng.sample(tuple(THINGS), len(things))),
                tuple(world.weights[old] for old in things),
                tuple(room[world.places[old]] for old in things),
                world.capacity,
                room[world.robot],
                tuple(room[world.goal[old]] for old in things),
                room[world.end],
            )
        case Panel():
            count = len(world.start)
            lamp = rng.sample(range(count), count)
            back = {new: old for old, new in enumerate(lamp)}
            buttons = [
                Button(*(tuple(lamp[k] for k in part) for part in (b.on, b.off, b.flips, b.lights, b.darkens))) for b in world.buttons
            ]
            start, goal = (tuple(state[back[k]] for k in range(count)) for state in (world.start, world.goal))
            return Panel(tuple(rng.sample(buttons, len(buttons))), start, goal)


def different(problem: Planning, rng: Random) -> Iterator[Planning]:
    """Another limit; something else at the start."""
    yield replace(problem, most=problem.most - 1)
    world = problem.world
    match world:
        case Jugs():
            yield replace(problem, world=replace(world, tap=not world.tap))
        case Crossing():
            yield replace(problem, world=replace(world, capacity=world.capacity + 1))
        case Rooms():
            yield replace(problem, world=replace(world, robot=(world.robot + 1) % world.rooms, capacity=world.capacity + 1))
        case Panel():
            place = rng.randrange(len(world.start))
            start = tuple(1 - lit if lamp == place else lit for lamp, lit in enumerate(world.start))
            yield replace(problem, world=replace(world, start=start))
