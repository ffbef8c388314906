"""Space reasoning: walkers on a lattice with landmarks; say what is where, from a log of steps, turns, sights and jumps.

All places follow from the log: each event ties two places together, and known places spread along these ties until the
places asked about are known. Answers: a landmark's name (`name`, `nearest`), a place (`place`), a number (`steps`, `distinct`), a
compass direction (`bearing`), or any shortest route (`route`).

Refused for the first of: form (not one answer of the kind that is asked for), option (a landmark or direction that there is not),
value (a wrong name, place, number or direction), target (a route that ends elsewhere), long (a route that is not shortest)."""

import re
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.forms import lists, numbers
from synth.verifiers.forms.text import plain

Place = tuple[int, ...]
Legs = tuple[tuple[str, int], ...]

COMPASS = {
    "north": (0, 1),
    "northeast": (1, 1),
    "east": (1, 0),
    "southeast": (1, -1),
    "south": (0, -1),
    "southwest": (-1, -1),
    "west": (-1, 0),
    "northwest": (-1, 1),
}
_SQUARE = {way: COMPASS[way] for way in ("north", "east", "south", "west")}
_HEX = {"east": (1, 0), "southeast": (1, -1), "southwest": (0, -1), "west": (-1, 0), "northwest": (-1, 1), "northeast": (0, 1)}
_LAYERED = {**{way: (*step, 0) for way, step in _SQUARE.items()}, "up": (0, 0, 1), "down": (0, 0, -1)}
WAYS: dict[str, dict[str, Place]] = {
    "square": _SQUARE,
    "king": COMPASS,
    "hex": _HEX,
    "triangle": {"left": (-1, 0), "right": (1, 0), "across": (0, 0)},  # across: down from where x + y is even, else up
    "layered": _LAYERED,
    "cylinder": _SQUARE,
    "torus": _SQUARE,
    "hextorus": _HEX,
}
"""The steps of each lattice. The level ones, in this order, go round clockwise; turns follow that order."""
RINGS = {lattice: tuple(way for way in ways if way not in ("up", "down")) for lattice, ways in WAYS.items()}
WRAPS = {"cylinder": 1, "torus": 2, "hextorus": 2}
"""How many coordinates, from the first, are counted round in a circle."""

Name = Annotated[str, Meta(pattern="^[A-Za-z]{0,8}$")]
Way = Literal["", *COMPASS, "up", "down", "left", "right", "across"]  # type: ignore[valid-type]
Coordinates = Annotated[tuple[Annotated[int, Meta(ge=-999, le=999)], ...], Meta(max_length=3)]
Leg = tuple[Way, Annotated[int, Meta(ge=1, le=99)]]


class Landmark(Frozen, frozen=True, array_like=True):
    """Known beforehand: at coordinates, or (these empty) at the end of the legs from the landmark `base`."""

    name: Name
    at: Coordinates
    base: Name = ""
    legs: Annotated[tuple[Leg, ...], Meta(max_length=4)] = ()


class Walker(Frozen, frozen=True, array_like=True):
    """start: coordinates, a landmark, or "" for an unknown place. facing: "" for one who never turns or walks relatively."""

    name: Name
    start: Coordinates | Name
    facing: Way = ""


class Event(Frozen, frozen=True, array_like=True):
    """Fields that a verb does not use are left at their defaults.

    go way count; forward count; back count (without turning); turn way(left or right) count (places in the ring); retrace count (the
    last steps, backwards); jump name (to a landmark); lost (to an unknown place); portal name (by the one unknown displacement
    of that portal); find name (a landmark is here); see name way count (a landmark is that far that way); meet name (a walker)."""

    walker: Annotated[int, Meta(ge=0, le=5)]
    verb: Literal["go", "forward", "back", "turn", "retrace", "jump", "lost", "portal", "find", "see", "meet"]
    way: Way = ""
    count: Annotated[int, Meta(ge=0, le=99)] = 0
    name: Name = ""


class Query(Frozen, frozen=True, array_like=True):
    """subject: a walker, meant is the place where it ends, or a landmark. target: a landmark, a walker, or "" for the start of
    the subject; only for steps, route and bearing (where the target lies, seen from the subject)."""

    kind: Literal["name", "nearest", "place", "steps", "distinct", "bearing", "route"]
    subject: Name
    target: Name = ""


class SpaceReasoning(Problem, frozen=True):
    """wrap: lengths of the circles. landmarks: by name. log: in order of time."""

    lattice: Literal["square", "king", "hex", "triangle", "layered", "cylinder", "torus", "hextorus"]
    wrap: Annotated[tuple[Annotated[int, Meta(ge=4, le=99)], ...], Meta(max_length=2)]
    landmarks: Annotated[tuple[Landmark, ...], Meta(max_length=60)]
    walkers: Annotated[tuple[Walker, ...], Meta(min_length=1, max_length=6)]
    log: Annotated[tuple[Event, ...], Meta(max_length=400)]
    query: Query

    def __post_init__(self) -> None:
        ways, ring = WAYS[self.lattice], RINGS[self.lattice]
        known = [landmark.name for landmark in self.landmarks]
        names = {*known, *(event.name for event in self.log if event.verb in ("find", "see"))}
        people = {walker.name for walker in self.walkers}
        size = 3 if self.lattice == "layered" else 2

        def need(holds: object, what: str) -> None:
            if not holds:
                raise ValueError(what)

        def sound(place: Place) -> bool:
            return len(place) == size and all(0 <= x < n for x, n in zip(place, self.wrap, strict=False))

        need(len(self.wrap) == WRAPS.get(self.lattice, 0), "the lattice has another number of circles")
        need(known == sorted(set(known)), "landmarks stand once each, by name")
        need(len(people) == len(self.walkers) and all(name[:1].isupper() for name in people), "walkers have capital names of their own")
        need(all(name[:1].islower() for name in names), "landmarks have small names")
        for landmark in self.landmarks:
            if landmark.at:
                need(sound(landmark.at) and not landmark.base and not landmark.legs, f"{landmark.name} has no sound place")
            else:
                need(landmark.base in names and landmark.legs, f"{landmark.name} has no base")
            need(all(way in ways for way, _ in landmark.legs), "no such way in this lattice")
        turning = {event.walker for event in self.log if event.verb in ("turn", "forward", "back")}
        for number, walker in enumerate(self.walkers):
            start = walker.start
            need(start in ("", *names) if isinstance(start, str) else sound(start), f"{walker.name} has no sound start")
            need(walker.facing in ring if number in turning else not walker.facing, f"{walker.name}'s facing does not fit")
        need(not turning or self.lattice != "triangle", "there is no turning on triangles")
        for event in self.log:
            verb, way, count, name = event.verb, event.way, event.count, event.name
            need(event.walker < len(self.walkers), "no such walker")
            need(way in ways if verb in ("go", "see") else way in ("left", "right") if verb == "turn" else not way, f"{verb}: way")
            need((count > 0) == (verb in ("go", "forward", "back", "turn", "retrace", "see")), f"{verb}: count")
            if verb == "meet":
                need(name in people and name != self.walkers[event.walker].name, "meets nobody")
            elif verb in ("jump", "find", "see"):
                need(name in names, "no such landmark")
            else:
                need((verb == "portal") == bool(name), f"{verb}: name")
        kind, subject, target = self.query.kind, self.query.subject, self.query.target
        need(subject in people or (subject in names and kind not in ("name", "distinct")), "no such subject")
        if kind in ("steps", "route", "bearing"):
            need(target in people | names if target else subject in people, "no such target")
            need(target != subject, "the target is the subject")
        else:
            need(not target, f"{kind} has no target")


def move(problem: SpaceReasoning, place: Place, legs: Legs) -> Place:
    """The place at the end of the legs; a negative count goes backwards."""
    if problem.lattice == "triangle":
        x, y = place
        for way, count in legs:
            if way != "across":
                x += count if way == "right" else -count
            elif count % 2:
                y += 1 if (x + y) % 2 else -1
        return x, y
    steps = WAYS[problem.lattice]
    for way, count in legs:
        place = tuple([a + count * b for a, b in zip(place, steps[way], strict=True)])
    return wrapped(problem, place)


def wrapped(problem: SpaceReasoning, place: Place) -> Place:
    if not problem.wrap:
        return place
    head = len(problem.wrap)
    return (*(a % n for a, n in zip(place, problem.wrap, strict=False)), *place[head:])


def reverse(legs: Legs) -> Legs:
    return tuple([(way, -count) for way, count in reversed(legs)])


def distance(problem: SpaceReasoning, a: Place, b: Place) -> int:
    """Fewest steps from a to b."""
    gaps = [y - x for x, y in zip(a, b, strict=True)]
    if problem.lattice == "triangle":
        wide, high = abs(gaps[0]), abs(gaps[1])
        if not high:
            return wide
        # Steps across must alternate with steps aside; one more aside at either end that points the wrong way.
        rising = gaps[1] > 0
        aside = high - 1 + (((a[0] + a[1]) % 2 == 1) != rising) + (((b[0] + b[1]) % 2 == 0) != rising)
        return high + max(wide, aside)
    if problem.lattice in ("hex", "hextorus"):
        turns = [(0,), (0,)] if not problem.wrap else [(-n, 0, n) for n in problem.wrap]
        return min(max(abs(p), abs(q), abs(p + q)) for i in turns[0] for j in turns[1] for p, q in [(gaps[0] + i, gaps[1] + j)])
    for axis, n in enumerate(problem.wrap):
        gaps[axis] = min(gaps[axis] % n, -gaps[axis] % n)
    return max(map(abs, gaps)) if problem.lattice == "king" else sum(map(abs, gaps))


class Survey(NamedTuple):
    """Places are numbered. names: the number of each landmark and of each walker's end; starts: of each walker's start; tracks: the
    walks of each walker as (number of the place, legs from there); known: the places found out, in the order of finding; sources:
    the numbers from which each was found; turns: per walker."""

    names: dict[str, int]
    starts: list[int]
    tracks: list[list[tuple[int, Legs]]]
    known: dict[int, Place]
    sources: dict[int, tuple[int, ...]]
    turns: list[int]

    def place(self, name: str) -> Place | None:
        return self.known.get(self.names[name])


def survey(problem: SpaceReasoning) -> Survey:
    """Work out every place that the problem determines."""
    ties: list[list[tuple[int, Legs]]] = []
    names: dict[str, int] = {}
    known: dict[int, Place] = {}
    portals: list[tuple[str, int, int]] = []
    ring = RINGS[problem.lattice]

    def new() -> int:
        ties.append([])
        return len(ties) - 1

    def tie(a: int, b: int, legs: Legs) -> None:
        ties[a].append((b, legs))
        ties[b].append((a, reverse(legs)))

    def spot(name: str) -> int:
        if name not in names:
            names[name] = new()
        return names[name]

    for landmark in problem.landmarks:
        if landmark.at:
            known[spot(landmark.name)] = landmark.at
        else:
            tie(spot(landmark.base), spot(landmark.name), landmark.legs)
    starts, facing, turns = [], [], [0] * len(problem.walkers)
    for walker in problem.walkers:
        start = spot(walker.start) if isinstance(walker.start, str) and walker.start else new()
        if not isinstance(walker.start, str):
            known[start] = walker.start
        starts.append(start)
        facing.append(ring.index(walker.facing) if walker.facing else 0)
    here = list(starts)
    numbers_of = {walker.name: number for number, walker in enumerate(problem.walkers)}
    tracks: list[list[tuple[int, Legs]]] = [[(start, ())] for start in starts]
    for who, verb, way, count, name in ((e.walker, e.verb, e.way, e.count, e.name) for e in problem.log):
        legs: Legs = ()
        if verb == "turn":
            facing[who] = (facing[who] + (count if way == "right" else -count)) % len(ring)
            turns[who] += 1
        elif verb == "find":
            tie(here[who], spot(name), ())
        elif verb == "see":
            tie(here[who], spot(name), ((way, count),))
        elif verb == "meet":
            tie(here[who], here[numbers_of[name]], ())
        elif verb in ("jump", "lost", "portal"):
            before, here[who] = here[who], spot(name) if verb == "jump" else new()
            tracks[who].append((here[who], ()))
            if verb == "portal":
                portals.append((name, before, here[who]))
        elif verb == "retrace":
            legs = _last_steps(tracks[who], count)
        else:
            legs = ((way or ring[facing[who]], -count if verb == "back" else count),)
        if legs:
            tracks[who].append((here[who], legs))
            after = new()
            tie(here[who], after, legs)
            here[who] = after
    sources = _spread(problem, ties, portals, known)
    names.update({walker.name: here[number] for number, walker in enumerate(problem.walkers)})
    return Survey(names, starts, tracks, known, sources, turns)


def _last_steps(track: list[tuple[int, Legs]], count: int) -> Legs:
    """The last `count` steps of a track, backwards; fewer when a jump (no legs) comes before."""
    back: list[tuple[str, int]] = []
    for _, legs in reversed(track):
        if not legs or not count:
            break
        for way, steps in reversed(legs):
            taken = min(count, abs(steps))
            if taken:
                back.append((way, -taken if steps > 0 else taken))
            count -= taken
    return tuple(back)


def _spread(
    problem: SpaceReasoning, ties: list[list[tuple[int, Legs]]], portals: list[tuple[str, int, int]], known: dict[int, Place]
) -> dict[int, tuple[int, ...]]:
    """Adds to `known` all that follows; returns from which places each known place followed."""
    sources: dict[int, tuple[int, ...]] = dict.fromkeys(known, ())
    shifts: dict[str, tuple[Place, tuple[int, int]]] = {}
    fresh = list(known)
    while fresh:
        for a in fresh:  # grows while it is read
            for b, legs in ties[a]:
                if b not in known:
                    known[b], sources[b] = move(problem, known[a], legs), (a,)
                    fresh.append(b)
        fresh = []
        for name, a, b in portals:
            if a in known and b in known:
                gap = tuple([y - x for x, y in zip(known[a], known[b], strict=True)])
                shifts.setdefault(name, (gap, (a, b)))
        for name, a, b in portals:
            if name in shifts and (a in known) != (b in known) and problem.lattice != "triangle":
                (gap, proof), old, found, sign = shifts[name], *((a, b, 1) if a in known else (b, a, -1))
                known[found] = wrapped(problem, tuple([x + sign * d for x, d in zip(known[old], gap, strict=True)]))
                sources[found] = (old, *proof)
                fresh.append(found)
    return sources


def solve(problem: SpaceReasoning) -> str | int | Place | None:
    """The answer as a value (of a route: its length); None when the problem does not determine it."""
    found, kind, subject = survey(problem), problem.query.kind, problem.query.subject
    here = found.place(subject)
    if here is None:
        return None
    if kind == "place":
        return here
    if kind in ("name", "nearest"):
        known = {n: p for n in sorted(found.names) if n[0].islower() and n != subject and (p := found.place(n)) is not None}
        if kind == "nearest" and len(known) < sum(n[0].islower() and n != subject for n in found.names):
            return None
        ranked = sorted((distance(problem, here, place), name) for name, place in known.items())
        if not ranked or (kind == "name" and ranked[0][0] > 0) or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]
    if kind == "distinct":
        return _distinct(problem, found, [walker.name for walker in problem.walkers].index(subject))
    there = aim(problem, found)
    if there is None:
        return None
    if kind != "bearing":
        return distance(problem, here, there)
    signs = tuple((b > a) - (b < a) for a, b in zip(here, there, strict=True))
    return next((way for way, step in COMPASS.items() if step == signs), None) if problem.lattice in ("square", "king") else None


def aim(problem: SpaceReasoning, found: Survey) -> Place | None:
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
                place = move(problem, place, ((way, 1 if count > 0 else -1),))
                stood.add(place)
    return len(stood)


_SHORT = {way[0]: way for way in ("north", "east", "south", "west", "up", "down", "left", "right", "across")}
_SHORT |= {a[0] + b[0]: a + b for a in ("north", "south") for b in ("east", "west")}
_FILLER = frozenset("step steps x × times * then go goes move walk to the and one".split())
_TOKEN = re.compile(r"\d{1,3}|[a-z]+|[^\s\da-z.:]", re.IGNORECASE)
_COORDINATE = re.compile(r"(?:[a-z]=)?([+-]?\d{1,4})(?:\.0)?")


def _way(word: str) -> str:
    return _SHORT.get(word, word)


def _route(answer: str) -> list[str] | None:
    """Single steps, from `north, north, east`, `N N E`, `2 north, 1 east`, `north 2, east 1`."""
    text = plain(answer).lower().replace("north-", "north").replace("south-", "south")
    if len(text) > 5_000:
        return None
    route: list[str] = []
    for part in lists.items(re.sub(r"->|→|\\to\b|\\rightarrow|\bthen\b|\\times|[<>|]", lambda m: " x " if "times" in m[0] else ",", text)):
        words = [word for word in _TOKEN.findall(part) if word not in _FILLER]
        digits = [word.isdigit() for word in words]
        if not any(digits):
            route += map(_way, words)
            continue
        if len(words) % 2 or any(a == b for a, b in zip(digits[::2], digits[1::2], strict=True)) or len(set(digits[::2])) > 1:
            return None
        for a, b in zip(words[::2], words[1::2], strict=True):
            count, word = (a, b) if digits[0] else (b, a)
            route += [_way(word)] * int(count)
        if len(route) > 2_000:
            return None
    return route if route and all(word.isalpha() for word in route) else None


def _coordinates(answer: str) -> Place | None:
    text = re.sub(r"\\(?:left|right|langle|rangle)(?![a-z])", " ", plain(answer).replace("⟨", " ").replace("⟩", " "))
    if len(text) > 200:
        return None
    text = re.sub(r" ?= ?", "=", re.sub(r"([+-]) (?=\d)", r"\1", text)).lower()
    found = [_COORDINATE.fullmatch(word) for word in lists.words(text)]
    return tuple(int(match[1]) for match in found if match) if found and all(found) else None


def verify(problem: SpaceReasoning, answer: str) -> Verdict:
    kind = problem.query.kind
    if kind == "route":
        return _judge_route(problem, answer)
    given: str | int | Place | None
    if kind == "place":
        given = _coordinates(answer)
        if given is None or len(given) != (3 if problem.lattice == "layered" else 2):
            return refuse("form")
    elif kind in ("steps", "distinct"):
        given = numbers.integer(re.sub(r" (?:steps?|places?|cells?)\.?$", "", answer.strip()[:700]))
        if given is None:
            return refuse("form")
    elif kind == "bearing":
        given = _way(re.sub(r"[ -]", "", plain(answer)[:40].lower()).removeprefix("the"))
        if given not in COMPASS:
            return refuse("option" if given in ("up", "down", "left", "right") else "form")
    else:
        given = plain(answer)[:60].strip("\"'`() .").lower().removeprefix("the ").strip()
        if not re.fullmatch("[a-z]{1,8}", given):
            return refuse("form")
        if given not in {landmark.name for landmark in problem.landmarks} | {e.name for e in problem.log if e.verb in ("find", "see")}:
            return refuse("option")
    return ACCEPT if given == solve(problem) else refuse("value")


def _judge_route(problem: SpaceReasoning, answer: str) -> Verdict:
    route = _route(answer)
    if route is None:
        return refuse("form")
    if not all(way in WAYS[problem.lattice] for way in route):
        return refuse("option")
    found = survey(problem)
    here, there = found.place(problem.query.subject), aim(problem, found)
    if here is None or there is None or move(problem, here, tuple((way, 1) for way in route)) != there:
        return refuse("target")
    return ACCEPT if len(route) == distance(problem, here, there) else refuse("long")


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
        Event(0, "meet", name="Ann"),
    ),
    Query("place", "Bo"),
)

EXAMPLES = (
    (_example("name"), "well", ""),
    (_example("name"), "The **well**.", ""),
    (_example("nearest", subject="mill"), "well", ""),
    (_example("place"), "(3, 2)", ""),
    (_example("place"), r"$\left(3, 2\right)$", ""),
    (_example("place"), "x = 3, y = 2", ""),
    (_LOST, "(1, 3)", ""),
    (_example("steps", "mill"), "4", ""),
    (_example("distinct"), "6 places", ""),
    (_example("bearing", "oak"), "North-east", ""),
    (_example("route", "mill"), "south, west, south, west", ""),
    (_example("route", "mill"), "W W S S", ""),
    (_example("route", "mill"), "2 west, then 2 south", ""),
    (_example("route", "mill"), "```\nwest\nwest\nsouth\nsouth\n```", ""),
    (_example("name"), "", "form"),
    (_example("name"), "well, mill, oak", "form"),
    (_example("name"), "well or oak", "form"),
    (_example("place"), "3", "form"),
    (_example("steps", "mill"), "4 or 5", "form"),
    (_example("route", "mill"), "4", "form"),
    (_example("bearing", "oak"), "north or northeast", "form"),
    (_example("name"), "fountain", "option"),
    (_example("route", "mill"), "southwest, southwest", "option"),
    (_example("name"), "oak", "value"),
    (_example("place"), "(2, 3)", "value"),
    (_LOST, "(1, -2)", "value"),
    (_example("steps", "mill"), "5", "value"),
    (_example("bearing", "oak"), "north", "value"),
    (_example("route", "mill"), "south, west", "target"),
    (_example("route", "mill"), "north, east, south, west", "target"),
    (_example("route", "mill"), "south, south, west, west, north, south", "long"),
)
