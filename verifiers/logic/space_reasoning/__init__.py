"""Space reasoning: walkers on a lattice with landmarks; say what is where, from a log of steps, turns, sights, jumps and conditions.

Places follow from the log by the propagation in `logs`. Answers: a landmark's name (`name`, `nearest`), coordinates (`place`),
a number (`steps`, `distinct`), a compass direction (`bearing`), or any shortest route (`route`).

Refused for the first of: format (not one answer of the kind that is asked for), option (a landmark or direction that there is not),
value (a wrong name, place, number or direction), target (a route that ends elsewhere), long (a route that is not shortest)."""

from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.schemas.problem import Frozen, Problem, kept_by
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.space_reasoning import answers as read
from synth.verifiers.logic.space_reasoning.chinese import READER
from synth.verifiers.logic.space_reasoning.lattices import COMPASS, RINGS, WAYS, WRAPS, Place, distance, move
from synth.verifiers.logic.space_reasoning.logs import Condition, Event, Landmark, Name, Survey, Walker, survey
from synth.verifiers.parsers.text import plain

MAX_CONDITIONS = 12  # of a log: with each that later events decide, the log is read again
COUNTED = frozenset(("go", "forward", "back", "turn", "retrace", "see"))
MAX_LENGTH = 200
"""Characters of an answer that is not a route, after its decorations are off."""


class Query(Frozen, frozen=True, array_like=True):
    """What is asked."""

    kind: Literal["name", "nearest", "place", "steps", "distinct", "bearing", "route"]
    """What the answer is: a landmark, coordinates, a number, a direction or a route."""
    subject: Name
    """A walker (the place where it ends is meant) or a landmark: `"Ann"`."""
    target: Name = ""
    """A landmark, a walker, or "" for the start of the subject; only for steps, route and bearing (where the target lies, seen from
    the subject): `"mill"`."""


class SpaceReasoning(Problem, frozen=True):
    """A lattice, landmarks, walkers, the log of their walks and a question."""

    lattice: Literal["square", "king", "hex", "triangle", "layered", "cylinder", "torus", "hextorus"]
    """How places are connected."""
    wrap: Annotated[tuple[Annotated[int, Meta(ge=4, le=99)], ...], Meta(max_length=2)]
    """Lengths of the circles in which the first coordinates are counted: `(7, 5)` on a torus."""
    landmarks: Annotated[tuple[Landmark, ...], Meta(max_length=60)]
    """Known beforehand, by name: `(Landmark("mill", (1, 0)),)`."""
    walkers: Annotated[tuple[Walker, ...], Meta(min_length=1, max_length=6)]
    """To whom events refer by number: `(Walker("Ann", (0, 0)),)`."""
    log: Annotated[tuple[Event, ...], Meta(max_length=150)]
    """In order of time: `(Event(0, "go", "north", 2),)`."""
    query: Query
    """The question."""

    def __post_init__(self) -> None:
        ways, ring = WAYS[self.lattice], RINGS[self.lattice]
        known = [landmark.name for landmark in self.landmarks]
        names = self.names()
        people = {walker.name for walker in self.walkers}
        size = 3 if self.lattice == "layered" else 2

        def need(holds: object, what: str) -> None:
            if not holds:
                raise ValueError(what)

        def sound(place: Place) -> bool:
            return len(place) == size and (not self.wrap or all(0 <= x < n for x, n in zip(place, self.wrap, strict=False)))

        need(len(self.wrap) == WRAPS.get(self.lattice, 0), "the lattice has another number of circles")
        need(known == sorted(set(known)), "landmarks stand once each, by name")
        need(len(people) == len(self.walkers) and all(name[:1].isupper() for name in people), "walkers have capitals")
        need(all(name[:1].islower() for name in names), "landmarks have small letters")
        for landmark in self.landmarks:
            if landmark.at:
                if not sound(landmark.at) or landmark.base or landmark.legs:
                    raise ValueError(f"{landmark.name} has no sound place")
            elif landmark.base not in names or not landmark.legs:
                raise ValueError(f"{landmark.name} has no base")
            for way, _ in landmark.legs:
                need(way in ways, "no such way in this lattice")
        turning = {event.walker for event in self.log if event.verb in ("turn", "forward", "back")}
        for number, walker in enumerate(self.walkers):
            start = walker.start
            if not (start == "" or start in names if isinstance(start, str) else sound(start)):
                raise ValueError(f"{walker.name} has no sound start")
            if not (walker.facing in ring if number in turning else not walker.facing):
                raise ValueError(f"{walker.name}'s facing does not fit")
        verbs = {event.verb for event in self.log}
        need(self.lattice != "triangle" or not (turning or "portal" in verbs), "triangles have no turns and no portals")
        many = len(self.walkers)
        for event in self.log:
            verb, way, name, when = event.verb, event.way, event.name, event.when
            fits = way in ways if verb in ("go", "see") else way in ("left", "right") if verb == "turn" else not way
            if event.walker >= many or not fits or (event.count > 0) != (verb in COUNTED):
                raise ValueError(f"{verb}: walker, way or count")
            if verb == "meet":
                if name not in people or name == self.walkers[event.walker].name:
                    raise ValueError("meets nobody")
            elif verb in ("jump", "find", "see"):
                if name not in names:
                    raise ValueError("no such landmark")
            elif (verb == "portal") != bool(name):
                raise ValueError(f"{verb}: name")
            if when:
                if verb not in ("go", "forward", "back", "turn", "jump"):
                    raise ValueError(f"{verb}: has no condition")
                _check(when, people, names)
        need(sum(event.when is not None for event in self.log) <= MAX_CONDITIONS, "too many conditions")
        kind, subject, target = self.query.kind, self.query.subject, self.query.target
        need(subject in people or (subject in names and kind not in ("name", "distinct")), "no such subject")
        if kind in ("steps", "route", "bearing"):
            need(target in people | names if target else subject in people, "no such target")
            need(target != subject, "the target is the subject")
        else:
            need(not target, f"{kind} has no target")

    def names(self) -> set[str]:
        """Of all landmarks, those known beforehand and those that walkers come upon."""
        found = {event.name for event in self.log if event.verb in ("find", "see")}
        return found | {landmark.name for landmark in self.landmarks}


def _check(condition: Condition, people: set[str], names: set[str]) -> None:
    compared = condition.names()
    sound = condition.one in people and len({*compared}) == len(compared) and all(name in people or name in names for name in compared)
    if not sound or bool(condition.than) == bool(condition.within):
        raise ValueError("a condition compares the ways from a walker to two walkers or landmarks, or to one and a bound")


@kept_by(lambda problem: (problem.log, problem.landmarks, problem.walkers, problem.lattice, problem.wrap))
def survey_of(problem: SpaceReasoning) -> Survey:
    """What follows from the log, whatever is asked."""
    return survey(problem.lattice, problem.wrap, problem.landmarks, problem.walkers, problem.log)


def solve(problem: SpaceReasoning, found: Survey) -> str | int | Place | None:
    """The answer as a value (of a route: its length); None when the problem does not determine it. found: `survey_of(problem)`."""
    kind, subject = problem.query.kind, problem.query.subject
    here = found.place(subject)
    if here is None:
        return None
    if kind == "place":
        return here
    if kind in ("name", "nearest"):
        known = {n: p for n in sorted(found.names) if n[0].islower() and n != subject and (p := found.place(n)) is not None}
        if kind == "nearest" and len(known) < sum(n[0].islower() and n != subject for n in found.names):
            return None
        ranked = sorted((distance(problem.lattice, problem.wrap, here, place), name) for name, place in known.items())
        if not ranked or (kind == "name" and ranked[0][0] > 0) or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]
    if kind == "distinct":
        return _distinct(problem, found, [walker.name for walker in problem.walkers].index(subject))
    there = target_place(problem, found)
    if there is None:
        return None
    if kind != "bearing":
        return distance(problem.lattice, problem.wrap, here, there)
    signs = tuple((b > a) - (b < a) for a, b in zip(here, there, strict=True))
    return next((way for way, step in COMPASS.items() if step == signs), None) if problem.lattice in ("square", "king") else None


def target_place(problem: SpaceReasoning, found: Survey) -> Place | None:
    """The place of the query's target."""
    if problem.query.target:
        return found.place(problem.query.target)
    return found.known.get(found.starts[[walker.name for walker in problem.walkers].index(problem.query.subject)])


def _distinct(problem: SpaceReasoning, found: Survey, who: int) -> int | None:
    stood: set[Place] = set()
    for number, legs in found.tracks[who]:
        if number not in found.known:
            return None
        place = found.known[number]
        stood.add(place)
        for way, count in legs:
            for _ in range(abs(count)):
                place = move(problem.lattice, problem.wrap, place, ((way, 1 if count > 0 else -1),))
                stood.add(place)
    return len(stood)


def verify(problem: SpaceReasoning, answer: str) -> Verdict:
    kind = problem.query.kind
    if kind == "route":
        return _judge_route(problem, answer)
    text = plain(answer, READER)
    if len(text) > MAX_LENGTH:
        return refuse("format")
    given: str | int | Place | None
    if kind == "place":
        given = read.coordinates(text, {"layered": "xyz", "hex": "ab", "hextorus": "ab"}.get(problem.lattice, "xy"))
    elif kind in ("steps", "distinct"):
        given = read.count(text)
    elif kind == "bearing":
        given = read.compass(text)
        if given is not None and given not in COMPASS:
            return refuse("option" if given in ("up", "down", "left", "right") else "format")
    else:
        given = read.name(text)
        if given is not None and given not in problem.names():
            return refuse("option")
    if given is None:
        return refuse("format")
    return ACCEPT if given == solve(problem, survey_of(problem)) else refuse("value")


def _judge_route(problem: SpaceReasoning, answer: str) -> Verdict:
    route = read.route(answer)
    if route is None:
        return refuse("format")
    if not all(way in WAYS[problem.lattice] for way in route):
        return refuse("option")
    found = survey_of(problem)
    here, there = found.place(problem.query.subject), target_place(problem, found)
    if here is None or there is None or move(problem.lattice, problem.wrap, here, tuple((way, 1) for way in route)) != there:
        return refuse("target")
    return ACCEPT if len(route) == distance(problem.lattice, problem.wrap, here, there) else refuse("long")


def _example(kind: str, target: str = "", lattice: str = "square", subject: str = "Ann") -> SpaceReasoning:
    """Ann ends at (3, 2) on a square grid: north 2 and east 2 of the mill, at the well."""
    log = (Event(0, "go", "north", 2), Event(0, "go", "east", 3), Event(0, "find", name="well"))
    places = (Landmark("mill", (1, 0)), Landmark("oak", (5, 6)))
    walker = (Walker("Ann", (0, 0)),)
    return SpaceReasoning(lattice, (), places, walker, log, Query(kind, subject, target))  # type: ignore[arg-type]


_LOST = SpaceReasoning(
    "torus",
    (7, 5),
    (Landmark("mill", (6, 4)), Landmark("oak", (2, 2))),
    (Walker("Bo", "", "north"), Walker("Ann", "mill")),
    (
        Event(0, "forward", count=2),
        Event(0, "turn", "right", 1),
        Event(0, "back", count=1),
        Event(1, "portal", name="red"),
        Event(1, "go", "south", 4),
        Event(1, "see", "east", 2, "oak"),
        Event(1, "portal", name="red"),
        Event(0, "portal", name="red"),
        Event(0, "meet", name="Ann"),
    ),
    Query("place", "Bo"),
)
_LOST_START = replace(_LOST, query=Query("steps", "Bo", ""))

_CONDITIONS = SpaceReasoning(
    "square",
    (),
    (Landmark("mill", (0, 2)), Landmark("oak", (5, 0))),
    (Walker("Ann", "", "north"), Walker("Bo", "mill")),
    (
        Event(0, "turn", "right", 1, when=Condition("Bo", "mill", within=1)),
        Event(1, "go", "south", 2),
        Event(0, "forward", count=4),
        Event(0, "find", name="oak"),
        Event(1, "jump", name="mill", when=Condition("Ann", "Bo", "mill")),
        Event(0, "turn", "right", 1, when=Condition("Bo", "Ann", "mill")),
        Event(0, "forward", count=1),
    ),
    Query("place", "Ann"),
)
"""Bo is at the mill, so Ann turns east and started at (1, 0). At (5, 0) she is nearer to Bo than
to the mill, so he jumps there, and she turns no more."""

EXAMPLES = (
    (_CONDITIONS, "(6, 0)", ""),
    (_CONDITIONS, "(5, -1)", "value"),
    (_example("name"), "well", ""),
    (_example("name"), "**The well**.", ""),
    (_example("nearest", subject="mill"), "well", ""),
    (_example("nearest", subject="mill"), "The nearest landmark is the well.", ""),
    (_example("place"), "(3, 2)", ""),
    (_example("place"), r"$\left(3, 2\right)$", ""),
    (_example("place"), "x = 3, y = 2", ""),
    (_example("place"), "$(x, y) = (3, 2)$", ""),
    (_example("place"), '{"y": 2, "x": 3}', ""),
    (_LOST, "(1, 4)", ""),
    (_LOST_START, "1", ""),
    (_example("steps", "mill"), "4", ""),
    (_example("distinct"), "**6 places**", ""),
    (_example("bearing", "oak"), "North-east", ""),
    (_example("bearing", "oak"), "Direction: NE", ""),
    (_LOST_START, "The minimum number of steps is 1.", ""),
    (_example("bearing", "oak"), "NE (northeast)", ""),
    (_example("bearing", "oak"), "to the north-east", ""),
    (_example("route", "mill"), "south, west, south, west", ""),
    (_example("route", "mill"), "W W S S", ""),
    (_example("route", "mill"), "2 west, then 2 south", ""),
    (_example("route", "mill"), "Step 1: west, Step 2: south, Step 3: south, Step 4: west", ""),
    (_example("route", "mill"), "```\nwest\nwest\nsouth\nsouth\n```", ""),
    (_example("name"), "", "format"),
    (_example("name"), "well, mill, oak", "format"),
    (_example("name"), "well or oak", "format"),
    (_example("name"), "well" + 60 * " " + "or oak", "format"),
    (_example("place"), "3", "format"),
    (_example("place"), "x = 3, x = 2", "format"),
    (_example("steps", "mill"), "4 or 5", "format"),
    (_example("route", "mill"), "4", "format"),
    (_example("route", "mill"), "2 west south 2", "format"),
    (_example("route", "mill"), "2 west 2", "format"),
    (_example("bearing", "oak"), "north or northeast", "format"),
    (_example("name"), "fountain", "option"),
    (_example("route", "mill"), "southwest, southwest", "option"),
    (_example("name"), "oak", "value"),
    (_example("place"), "(2, 3)", "value"),
    (_example("place"), "y = 3, x = 2", "value"),
    (_LOST, "(1, -1)", "value"),
    (_example("steps", "mill"), "5", "value"),
    (_example("bearing", "oak"), "north", "value"),
    (_example("route", "mill"), "south, west", "target"),
    (_example("route", "mill"), "north, east, south, west", "target"),
    (_example("route", "mill"), "south, south, west, west, north, south", "long"),
    (_example("name"), "水井", ""),
    (_example("name"), "答案是：水井。", ""),
    (_example("nearest", subject="mill"), "最近的地标是水井", ""),
    (_example("place"), "（3，2）", ""),
    (_example("place"), "坐标为（3，2）。", ""),
    (_LOST, "x＝1，y＝4", ""),
    (_example("steps", "mill"), "最少要走 4 步", ""),
    (_example("distinct"), "一共 6 个不同的位置", ""),
    (_example("bearing", "oak"), "东北方", ""),
    (_example("bearing", "oak"), "在东北方向（NE）", ""),
    (_example("route", "mill"), "南，西，南，西", ""),
    (_example("route", "mill"), "向西走2步，再向南走2步", ""),
    (_example("route", "mill"), "第1步：西\n第2步：南\n第3步：南\n第4步：西", ""),
    (_example("route", "mill"), "西→西→南→南", ""),
    (_example("name"), "水井或磨坊", "format"),
    (_example("name"), "喷泉", "format"),
    (_example("name"), "橡树", "value"),
    (_example("place"), "（3，-2）", "value"),
    (_example("steps", "mill"), "5 步", "value"),
    (_example("bearing", "oak"), "正北", "value"),
    (_example("bearing", "oak"), "上", "option"),
    (_example("route", "mill"), "西南，西南", "option"),
    (_example("route", "mill"), "西，西，南", "target"),
)
