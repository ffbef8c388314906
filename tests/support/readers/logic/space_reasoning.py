"""Reads a land, its landmarks and what walkers do, finds all places as sums of unknowns, and answers the question.

A place is known, or a sum of unknown ones: where somebody starts, lands after a jump, or how far a portal shifts. What is told to be one place
is an equation between two such sums. Where it is not known yet whether a condition held, both cases are followed to the end, where one fails.

Over 300 lines, as the record has some thirty kinds of sentences."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from readers.logic._prompt import found
from reading import Unread, body

Vector = tuple[int, ...]
SQUARE = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}
DIAGONAL = SQUARE | {"northeast": (1, 1), "northwest": (-1, 1), "southeast": (1, -1), "southwest": (-1, -1)}
HEXAGON = {"east": (1, 0), "west": (-1, 0), "northeast": (0, 1), "southwest": (0, -1), "northwest": (-1, 1), "southeast": (1, -1)}
TRIANGLE = {"left": (-1, 0), "right": (1, 0), "across": (0, 0)}
"""Across: to the triangle below from one that points up, where x + y is even, and above from one that points down."""
SOLID = {name: (x, y, 0) for name, (x, y) in SQUARE.items()} | {"up": (0, 0, 1), "down": (0, 0, -1)}
WAY = r"(\d+) steps? (north|south|east|west|northeast|northwest|southeast|southwest|up|down|left|right|across)\b"
STEPS = r"(?:\d+ steps? [a-z]+(?:, and then |, then | and then |, | and )?)+"


EVENT = (
    r"(?:[A-Z]\w+ (?:walks \d|takes \d|goes straight|goes \d|backs up|moves on|stops and|turns|is now at|finds|sees|is teleported|is carried|jumps|steps through|uses|retraces|runs into)"
    r"|(?:If|In case) (?:the )?\w+ is (?:now |nearer|at most|within)|From here, |In a flash, |Here stands|This is the place|A jump takes|The \w+ portal shifts)"
)


class Contradiction(Exception):
    pass


class Place(NamedTuple):
    """A sum of unknowns and a vector."""

    unknown: tuple[tuple[str, int], ...]
    offset: Vector


class Land:
    def __init__(self, text: str) -> None:
        if "hexagon" in text or "honeycomb" in text:
            self.steps = HEXAGON
        elif "triangle" in text:
            if not re.search(r"x \+ y is even, because that triangle points up|Triangles with x \+ y even point up, those with x \+ y odd point down", text):
                raise Unread(text)
            self.steps = TRIANGLE
        elif "(x, y, z)" in text:
            self.steps = {name: tuple(vector) for name, vector in SOLID.items()}
        else:
            self.steps = DIAGONAL if re.search("diagonal|steps in eight directions", text) else SQUARE
        self.size = 3 if self.steps.keys() == SOLID.keys() else 2
        self.around = [0] * self.size
        if m := re.search(r"first coordinate only takes the values 0 to (\d+) and the second 0 to (\d+)", text):
            self.around[:2] = [int(m[1]) + 1, int(m[2]) + 1]
        elif m := re.search(r"the first is taken modulo (\d+) \(0 to \d+\) and the second modulo (\d+)", text):
            self.around[:2] = [int(m[1]), int(m[2])]
        elif m := re.search(r"The first coordinate runs from 0 to (\d+) and goes round in a circle", text):
            self.around[0] = int(m[1]) + 1
        elif m := re.search(r"There are (\d+) columns, x = 0 to x = \d+, laid out in a ring", text):
            self.around[0] = int(m[1])
        elif not re.search(r"It goes on forever in all directions|The land has no borders", text):
            raise Unread(text)
        told = re.search(r"the directions to face are ([a-z, ]+), each (\d+) degrees from the next", text)
        self.faces = told[1].split(", ") if told else []
        self.degrees = int(told[2]) if told else 0

    def home(self, vector: Vector) -> Vector:
        return tuple(one % around if around else one for one, around in zip(vector, self.around, strict=True))

    def neighbor(self, place: Vector, way: str) -> Vector:
        if self.steps is TRIANGLE and way == "across":
            x, y = place
            return x, y + (1 if (x + y) % 2 else -1)
        return tuple(a + b for a, b in zip(place, self.steps[way], strict=True))

    def apart(self, a: Vector, b: Vector) -> int:
        """The fewest steps from one place to another."""
        if self.steps is TRIANGLE:
            reached, edge, steps = {a}, {a}, 0
            while b not in reached:
                edge = {self.neighbor(place, way) for place in edge for way in self.steps} - reached
                reached |= edge
                steps += 1
            return steps
        best = 10**9
        for turns in product(*[(-2, -1, 0, 1, 2) if around else (0,) for around in self.around]):
            d = [y - x + turn * around for x, y, turn, around in zip(a, b, turns, self.around, strict=True)]
            if self.steps is HEXAGON:
                length = max(abs(d[0]), abs(d[1]), abs(d[0] + d[1]))
            elif self.steps is DIAGONAL:
                length = max(map(abs, d))
            else:
                length = sum(map(abs, d))
            best = min(best, length)
        return best


class World:
    """One way in which everything may have happened up to now."""

    def __init__(self, land: Land) -> None:
        self.land = land
        self.known = dict[str, Place]()
        self.landmarks = dict[str, Place]()
        self.at = dict[str, Place]()
        self.facing = dict[str, str]()
        self.been = dict[str, list[Place]]()
        self.path = dict[str, list[Place]]()
        self.open = list[tuple[Place, Place]]()
        self.conditions = list[tuple[Place, Place, Place | int, bool]]()
        self.last, self.fresh = "", 0

    def copy(self) -> "World":
        other = World(self.land)
        for name in ("known", "landmarks", "at", "facing"):
            setattr(other, name, dict(getattr(self, name)))
        other.been, other.path = {k: list(v) for k, v in self.been.items()}, {k: list(v) for k, v in self.path.items()}
        other.open, other.conditions, other.last, other.fresh = list(self.open), list(self.conditions), self.last, self.fresh
        return other

    def unknown(self) -> Place:
        self.fresh += 1
        return Place(((f"?{self.fresh}", 1),), (0,) * self.land.size)

    def plus(self, place: Place, vector: Vector, times: int = 1) -> Place:
        return Place(place.unknown, tuple(a + times * b for a, b in zip(place.offset, vector, strict=True)))

    def sum(self, a: Place, b: Place, times: int = 1) -> Place:
        total = dict(a.unknown)
        for name, count in b.unknown:
            total[name] = total.get(name, 0) + times * count
        return Place(tuple((name, count) for name, count in total.items() if count), self.plus(a, b.offset, times).offset)

    def reduced(self, place: Place) -> Place:
        while name := next((name for name, _ in place.unknown if name in self.known), None):
            count = dict(place.unknown)[name]
            place = self.sum(Place(tuple(x for x in place.unknown if x[0] != name), place.offset), self.known[name], count)
        return place

    def same(self, a: Place, b: Place) -> None:
        left = self.reduced(self.sum(a, b, -1))
        if not left.unknown:
            if any(self.land.home(left.offset)):
                raise Contradiction
            return
        pivot = next((one for one in left.unknown if abs(one[1]) == 1), None)
        if not pivot:
            self.open.append((a, b))
            return
        name, sign = pivot
        rest = Place(tuple(x for x in left.unknown if x[0] != name), left.offset)
        self.known[name] = self.sum(Place((), (0,) * self.land.size), rest, -sign)

    def landmark(self, name: str) -> Place:
        if name not in self.landmarks:
            self.landmarks[name] = Place(((f"the {name}", 1),), (0,) * self.land.size)
        return self.landmarks[name]

    def thing(self, said: str) -> Place:
        if said in self.at:
            return self.at[said]
        if not said.startswith("the "):
            raise Unread(said)
        return self.landmark(said.removeprefix("the "))

    def value(self, place: Place) -> Vector | None:
        place = self.reduced(place)
        return None if place.unknown else self.land.home(place.offset)

    def step(self, place: Place, way: str, times: int = 1) -> Place:
        """So many steps on; back where `times` is negative."""
        if self.land.steps is not TRIANGLE:
            return self.plus(place, self.land.steps[way], times)
        here = self.value(place)
        if here is None:
            raise Unread("a step among triangles from a place that is not known")
        for _ in range(times):
            here = self.land.neighbor(here, way)
        return Place((), here)

    def walk(self, who: str, way: str, count: int) -> None:
        for _ in range(abs(count)):
            self.at[who] = self.step(self.at[who], way, 1 if count > 0 else -1)
            self.been[who].append(self.at[who])
            self.path[who].append(self.at[who])

    def land_at(self, who: str, place: Place) -> None:
        self.at[who] = place
        self.been.setdefault(who, []).append(place)
        self.path[who] = [place]

    def condition(self, who: Place, a: Place, b: Place | int) -> bool | None:
        here, there, other = self.value(who), self.value(a), self.value(b) if isinstance(b, Place) else None
        if here is None or there is None or (isinstance(b, Place) and other is None):
            return None
        if isinstance(b, int):
            return self.land.apart(here, there) <= b
        assert other is not None
        return self.land.apart(here, there) < self.land.apart(here, other)

    def settled(self) -> bool:
        """Whether all that was put off holds; False also where something stays unknown that a condition needs."""
        for a, b in list(self.open):
            left = self.reduced(self.sum(a, b, -1))
            if not left.unknown and any(self.land.home(left.offset)):
                return False
        for who, a, b, held in self.conditions:
            found_out = self.condition(who, a, b)
            if found_out is not None and found_out != held:
                return False
        marks = [self.value(place) for place in self.landmarks.values()]
        return len({one for one in marks if one}) == len([one for one in marks if one])


def _event(world: World, said: str) -> Iterator[World]:
    """All ways in which the world may be after one sentence of the record."""
    if m := re.fullmatch(
        r"(?:If|In case) (?:(?P<who>\w+) is (?:now )?(?:nearer to (?P<near>.+?) than to (?P<far>.+?)|at most (?P<most>\d+) steps? from (?P<one>.+?))"
        r"|(?P<two>.+?) is now within (?P<within>\d+) steps? of (?P<of>.+?)), (?P<then>.+)",
        said,
    ):
        cases = (m["who"] or m["two"], m["near"] or m["one"] or m["of"], m["far"] or int(m["most"] or m["within"]))
        who, a, b = world.thing(cases[0]), world.thing(cases[1]), world.thing(cases[2]) if isinstance(cases[2], str) else cases[2]
        held = world.condition(who, a, b)
        for case in (True, False):
            if held in (case, None):
                way = world.copy()
                way.conditions.append((who, a, b, case))
                if case:
                    try:
                        yield from _event(way, m["then"])
                    except Contradiction:
                        continue
                else:
                    yield way
        return
    _plain(world, said)
    yield world


def _plain(w: World, said: str) -> None:
    if m := re.fullmatch(r"(\w+) (?:(?:walks|takes) (\d+) steps? forward|goes straight ahead for (\d+) steps?)", said):
        w.walk(m[1], w.facing[m[1]], int(m[2] or m[3]))
    elif m := re.fullmatch(r"(\w+) (?:walks (\d+) steps? backwards without turning|backs up (\d+) steps? without turning)", said):
        w.walk(m[1], w.facing[m[1]], -int(m[2] or m[3]))
    elif m := re.fullmatch(rf"(\w+) (?:moves on,|walks|takes|goes) {WAY}", said):
        w.walk(m[1], m[3], int(m[2]))
    elif m := re.fullmatch(r"(\w+) (?:stops and )?turns (?:(left|right) by (\d+) degrees|(\d+) degrees to the (left|right)|around \(by 180 degrees\))", said):
        turn = int(m[3] or m[4] or 180) // w.land.degrees * (-1 if (m[2] or m[5]) == "left" else 1)
        w.facing[m[1]] = w.land.faces[(w.land.faces.index(w.facing[m[1]]) + turn) % len(w.land.faces)]
    elif m := re.fullmatch(r"(\w+) (?:is now at|finds) the (\w+)(?: right here)?", said):
        w.same(w.at[m[1]], w.landmark(m[2]))
    elif m := re.fullmatch(r"(?:This is the place of|Here stands) the (\w+)", said):
        w.same(w.at[w.last], w.landmark(m[1]))
        return
    elif m := re.fullmatch(rf"From here, the (\w+) is exactly {WAY} in a straight line", said):
        w.same(w.step(w.at[w.last], m[3], int(m[2])), w.landmark(m[1]))
        return
    elif m := re.fullmatch(rf"From here, {WAY} would lead to the (\w+)", said):
        w.same(w.step(w.at[w.last], m[2], int(m[1])), w.landmark(m[3]))
        return
    elif m := re.fullmatch(r"(\w+) sees the (\w+) straight (?:to the )?(\w+), (\d+) steps? away", said):
        w.same(w.step(w.at[m[1]], m[3], int(m[4])), w.landmark(m[2]))
    elif m := re.fullmatch(r"A jump takes (\w+) to some place that is not recognized|(\w+) is (?:teleported to an unknown place|carried off, unseen, to a place not known)", said):
        w.land_at(m[1] or m[2], w.unknown())
        w.last = m[1] or m[2]
        return
    elif m := re.fullmatch(r"(\w+) (?:jumps to the (\w+) in an instant|is teleported to the (\w+))|[Ii]n a flash, (\w+) is at the (\w+)", said):
        w.land_at(m[1] or m[4], w.landmark(m[2] or m[3] or m[5]))
        w.last = m[1] or m[4]
        return
    elif m := re.fullmatch(r"(\w+) (?:steps through|uses) the (\w+) portal|The (\w+) portal shifts (\w+)", said):
        who, portal = m[1] or m[4], Place(((f"portal {m[2] or m[3]}", 1),), (0,) * w.land.size)
        w.land_at(who, w.sum(w.at[who], portal))
        w.last = who
        return
    elif m := re.fullmatch(r"(\w+) (?:turns out to have gone too far and )?retraces the last (\d+) steps", said):
        if int(m[2]) >= len(w.path[m[1]]):
            raise Unread("steps from before a jump: " + said)
        w.at[m[1]] = w.path[m[1]][-1 - int(m[2])]
        w.path[m[1]] = [w.at[m[1]]]  # whether steps that were undone count again is not said, so that nothing may ask for it
    elif m := re.fullmatch(r"(\w+) (?:runs into (\w+): at this moment both are at one place|is now at the same place as (\w+))", said):
        w.same(w.at[m[1]], w.at[m[2] or m[3]])
    else:
        raise Unread(said)
    w.last = said.split(" ")[0]


def _legs(w: World, place: Place, said: str) -> Place:
    for count, way in re.findall(WAY, said):
        place = w.step(place, way, int(count))
    return place


def _landmark(w: World, said: str) -> bool:
    point = r"\((-?\d+(?:, -?\d+)+)\)"
    if m := re.fullmatch(rf"(?:the (\w+) (?:stands at|is at)|(\w+):) {point}", said):
        w.same(w.landmark(m[1] or m[2]), Place((), tuple(map(int, m[3].split(", ")))))
    elif (m := re.fullmatch(rf"(?P<a>\w+): (?P<w>{STEPS}) from the (?P<b>\w+)", said)) or (
        m := re.fullmatch(rf"the (?P<a>\w+) is reached from the (?P<b>\w+) by (?P<w>{STEPS})", said)
        or re.fullmatch(rf"from the (?P<b>\w+), (?P<w>{STEPS}) leads to the (?P<a>\w+)", said)
    ):
        w.same(w.landmark(m["a"]), _legs(w, w.landmark(m["b"]), m["w"]))
    else:
        return False
    return True


def _among_triangles(w: World, said: str) -> bool:
    """Whether this tells the way from a landmark of which it is not known where it is."""
    base = re.search(r"from the (\w+)", said)
    return w.land.steps is TRIANGLE and base is not None and w.value(w.landmark(base[1])) is None


def _start(w: World, said: str) -> bool:
    point = r"\((-?\d+(?:, -?\d+)+)\)"
    if m := re.fullmatch(rf"(\w+) starts at (?:the (\w+)|{point})(?:, facing (\w+))?", said):
        place = w.landmark(m[2]) if m[2] else Place((), tuple(map(int, m[3].split(", "))))
        face = m[4]
    elif m := re.fullmatch(r"(?:Nobody knows where (\w+) starts|(\w+) starts at a place that is not known at first)(?:; at first \w+ faces (\w+))?", said):
        place, face = w.unknown(), m[3]
    else:
        return False
    who = m[1] or (m[2] if "Nobody" in said or "not known" in said else m[1])
    w.land_at(who, place)
    w.last = who
    if face:
        w.facing[who] = face
    return True


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    land = Land(text)
    marks, starts, events = list[str](), list[str](), list[str]()
    for line in text.splitlines():
        line = re.sub(r"^(?:[-*•] |\d+[.)] )", "", line.strip())
        if re.fullmatch(r"(?:the \w+ (?:stands at|is at|is reached from)|\w+: [\d(]|from the \w+, \d).*", line):
            marks.append(line)
            continue
        for piece in re.split(r"(?<=[.?!]) (?=[A-Z])", line):
            m = re.search(rf"(?P<start>Nobody knows where \w+ starts.*|\b[A-Z]\w+ starts at .*)|(?:^|: |\()(?P<event>{EVENT}.*)", piece)
            if not m:
                if re.match(rf"(?:{'|'.join(one.split(' ')[0] for one in starts if ' starts at ' in one) or '-'}|From here,|Here stands|In a flash,) ", piece) and not piece.endswith("?"):
                    raise Unread(piece)
                continue
            said = (m["start"] or m["event"]).strip().rstrip(".")
            if said.count(")") > said.count("("):  # of brackets around several sentences
                said = said.rstrip(")").rstrip(".")
            (starts if m["start"] else events).append(said)
    world = World(land)
    for said in starts:
        if not _start(world, said):
            raise Unread(said)
    marks.sort(key=lambda said: "step" in said)
    while marks:  # among triangles a way leads on from a landmark only when it is known where that is
        later = [said for said in marks if _among_triangles(world, said)]
        for said in marks:
            if said not in later and not _landmark(world, said.rstrip(".")):
                raise Unread(said)
        if len(later) == len(marks):
            raise Unread("landmarks that are nowhere: " + text)
        marks = later
    if not events or not starts:
        raise Unread(text)
    worlds = [world]
    for said in events:
        after = list[World]()
        for one in worlds:
            try:
                after += _event(one, said)
            except Contradiction:
                continue
            except KeyError as missing:
                raise Unread(f"{said}: {missing}") from missing
        worlds = after
        if len(worlds) > 4000:
            raise Unread("too many cases: " + text)
    worlds = [one for one in worlds if one.settled()]
    if not worlds:
        raise Unread("nothing fits: " + text)
    return all(_right(one, text, answer) for one in worlds)


def _nearest(w: World, here: Vector, marks: dict[str, Vector | None]) -> list[str]:
    far = {name: w.land.apart(here, place) for name, place in marks.items() if place is not None}
    return [name for name, length in far.items() if length == min(far.values())] if len(far) == len(marks) else []


def _right(w: World, text: str, answer: str) -> bool:
    point = re.search(r"What are the coordinates of the (\w+)\?|[cC]oordinates of the (?!place)(\w+)[.?] Answer", text)
    if point:
        place = w.value(w.landmark(point[1] or point[2]))
        return place is not None and answer == "(" + ", ".join(map(str, place)) + ")"
    marks = {name: w.value(place) for name, place in w.landmarks.items()}
    if m := re.search(r"Which other landmark is nearest to the (\w+)\?", text):
        here = marks[m[1]]
        return here is not None and _nearest(w, here, {name: place for name, place in marks.items() if name != m[1]}) == [answer]
    who = found(r"where (\w+) ends up|has (\w+) been in all", text)
    end = w.value(w.at[who[1] or who[2]])
    if "has" in who[0]:
        places = {w.value(place) for place in w.been[who[2]]}
        return None not in places and answer == str(len(places))
    if end is None:
        return False
    if re.search(r"oordinates of the place where \w+ ends up", text):
        return answer == "(" + ", ".join(map(str, end)) + ")"
    if re.search(r"landmark is nearest to the place where", text):
        return _nearest(w, end, marks) == [answer]
    if re.search(r"landmark (?:is|stands|)\s*at the place where", text):
        return [name for name, place in marks.items() if place == end] == [answer]
    if m := re.search(r"In which compass direction does the (\w+) lie, as seen from", text):
        goal = marks[m[1]]
        if goal is None or any(w.land.around):
            raise Unread(text)
        x, y = (goal[axis] - end[axis] for axis in (0, 1))
        return answer == ("N" if y > 0 else "S" if y < 0 else "") + ("E" if x > 0 else "W" if x < 0 else "")
    m = re.search(r"from the place where \w+ ends up to the (?:place where (\w+) (started|ends up)|(\w+))", text)
    goal = (marks[m[3]] if m[3] else w.value(w.been[m[1]][0] if m[2] == "started" else w.at[m[1]])) if m else None
    if m and goal is not None and re.search(r"[Hh]ow many steps, at the fewest, lead|smallest number of steps", text):
        return answer == str(w.land.apart(end, goal))
    if m and goal is not None and "Answer with the direction of each single step" in text:
        ways = answer.split(", ")
        place = end
        for way in ways:
            if way not in w.land.steps:
                return False
            place = w.land.neighbor(place, way)
        return w.land.home(place) == goal and len(ways) == w.land.apart(end, goal)
    raise Unread(text)
