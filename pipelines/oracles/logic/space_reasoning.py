"""Independent route: each event is an equation over integer coordinates; z3 must find that only one answer is left.

Distances are found by breadth-first search over the cells, and routes are walked cell by cell. Turning is done with names of
directions in a circle, not with the arithmetic of the verifier. A condition is decided when the equations that hold without it leave one
place for each walker or landmark that it compares."""

import json
import re
from collections import deque
from functools import lru_cache

import z3

SQUARE = "north east south west".split()
KING = "north northeast east southeast south southwest west northwest".split()
HEX = "northeast east southeast southwest west northwest".split()
CIRCLES = {"square": SQUARE, "torus": SQUARE, "cylinder": SQUARE, "layered": SQUARE, "king": KING, "hex": HEX, "hextorus": HEX}
SHORT = {way[0]: way for way in ("north", "east", "south", "west", "up", "down", "left", "right", "across")}
SHORT |= {"ne": "northeast", "nw": "northwest", "se": "southeast", "sw": "southwest"}
HEX_CHANGES = {
    "east": (1, 0),
    "west": (-1, 0),
    "northeast": (0, 1),
    "southwest": (0, -1),
    "northwest": (-1, 1),
    "southeast": (1, -1),
}
REVERSED = dict(zip(KING, KING[4:] + KING[:4], strict=True))
REVERSED |= {"up": "down", "down": "up", "left": "right", "right": "left", "across": "across"}


def _change(lattice: str, way: str) -> list[int]:
    if "hex" in lattice:
        return list(HEX_CHANGES[way])
    change = [("east" in way) - ("west" in way), ("north" in way) - ("south" in way)]
    return [*change, (way == "up") - (way == "down")] if lattice == "layered" else change


def _neighbour(lattice: str, wrap: list[int], cell: tuple, way: str) -> tuple:
    x, y, *_ = cell
    if lattice == "triangle":
        return {"left": (x - 1, y), "right": (x + 1, y), "across": (x, y - 1) if (x + y) % 2 == 0 else (x, y + 1)}[way]
    new = [a + b for a, b in zip(cell, _change(lattice, way), strict=True)]
    for axis, length in enumerate(wrap):
        new[axis] %= length
    return tuple(new)


def _ways(lattice: str) -> list[str]:
    if lattice == "triangle":
        return ["left", "right", "across"]
    return CIRCLES[lattice] + (["up", "down"] if lattice == "layered" else [])


def _fewest(lattice: str, wrap: list[int], a: tuple, targets: set) -> dict:
    """Steps from a to each target, by flooding outwards."""
    reached, queue, missing = {a: 0}, deque([a]), set(targets) - {a}
    while missing:
        cell = queue.popleft()
        for way in _ways(lattice):
            new = _neighbour(lattice, wrap, cell, way)
            if new not in reached:
                reached[new] = reached[cell] + 1
                queue.append(new)
                missing.discard(new)
    return {target: reached[target] for target in targets}


class _Equations:
    """One vector of unknowns per place; the solver's only model is the map."""

    def __init__(self, problem: dict):
        self.lattice, self.wrap = problem["lattice"], problem["wrap"]
        self.size = 3 if self.lattice == "layered" else 2
        self.solver = z3.SolverFor("QF_LIA")
        self.count = 0
        self.things: dict[str, list] = {}
        self.shifts: dict[str, list] = {}

    def unknown(self, bounded: bool = True) -> list:
        self.count += 1
        place = [z3.Int(f"p{self.count}_{axis}") for axis in range(self.size)]
        if bounded:
            for axis, length in enumerate(self.wrap):
                self.solver.add(place[axis] >= 0, place[axis] < length)
        return place

    def thing(self, name: str) -> list:
        if name not in self.things:
            self.things[name] = self.unknown()
        return self.things[name]

    def same(self, a: list, b: list) -> None:
        self.solver.add(*(x == y for x, y in zip(a, b, strict=True)))

    def shifted(self, a: list, change: list) -> list:
        b = self.unknown()
        for axis in range(self.size):
            turns = 0
            if axis < len(self.wrap):
                self.count += 1
                turns = self.wrap[axis] * z3.Int(f"t{self.count}")
            self.solver.add(b[axis] == a[axis] + change[axis] + turns)
        return b

    def gone(self, a: list, way: str, count: int) -> list:
        if self.lattice != "triangle":
            return self.shifted(a, [count * c for c in _change(self.lattice, way)])
        if way != "across":
            return self.shifted(a, [count if way == "right" else -count, 0])
        assert count == 1
        b, half, down = self.unknown(), z3.Int(f"h{self.count}"), z3.Int(f"d{self.count}")
        self.solver.add(down >= 0, down <= 1, a[0] + a[1] == 2 * half + down, b[0] == a[0], b[1] == a[1] - 1 + 2 * down)
        return b


class _Story:
    """The equations, where everybody starts, is now, and looks, and for each walker the list of (place, single steps from it).

    What hangs on a condition that is not decided leads to an unknown place, or to an unknown facing (None)."""

    def __init__(self, problem: dict, decided: dict):
        self.lattice, self.eq, self.decided = problem["lattice"], _Equations(problem), decided
        self.open: list[tuple[int, list, int]] = []
        self.start, self.here, self.face, self.singles, self.walks = {}, {}, {}, {}, {}
        for name, at, base, legs in problem["landmarks"]:
            end = at
            if not at:
                end = self.eq.thing(base)
                for way, count in legs:
                    end = self.eq.gone(end, way, count)
            self.eq.same(self.eq.thing(name), end)
        for name, begin, facing in problem["walkers"]:
            self.start[name] = self.here[name] = self.eq.thing(begin) if begin and isinstance(begin, str) else self.eq.unknown()
            if not isinstance(begin, str):
                self.eq.same(self.start[name], begin)
            self.face[name], self.singles[name], self.walks[name] = facing, [], [(self.start[name], [])]
        order = [walker[0] for walker in problem["walkers"]]
        for number, (walker, verb, way, count, name, when) in enumerate(problem["log"]):
            happens = self.happens(number, when) if when else True
            if happens is None:
                self.blur(order[walker], verb)
            elif happens:
                self.tell(order[walker], verb, way, count, name)

    def happens(self, number: int, when: list) -> bool | None:
        if number not in self.decided:
            *names, within = when
            places = [self.here[name] if name in self.here else self.eq.thing(name) for name in names if name]
            self.open.append((number, places, within))
        return self.decided.get(number)

    def blur(self, who: str, verb: str) -> None:
        if verb == "turn":
            self.face[who] = None
        else:
            self.here[who], self.singles[who] = self.eq.unknown(), None
            self.walks[who].append((self.here[who], []))

    def tell(self, who: str, verb: str, way: str, count: int, name: str) -> None:
        eq, here, singles, face = self.eq, self.here, self.singles, self.face[who]
        if verb == "turn":
            circle = CIRCLES[self.lattice]
            for _ in range(count if face else 0):
                place = circle.index(face)
                face = circle[place - 1] if way == "left" else (circle * 2)[place + 1]
            self.face[who] = face
        elif verb in ("find", "meet"):
            eq.same(here[who], eq.thing(name) if verb == "find" else here[name])
        elif verb == "see":
            eq.same(eq.gone(here[who], way, count), eq.thing(name))
        elif verb in ("jump", "lost", "portal"):
            if verb == "portal":
                eq.shifts.setdefault(name, eq.unknown(bounded=False))
                here[who] = eq.shifted(here[who], eq.shifts[name])
            else:
                here[who] = eq.thing(name) if verb == "jump" else eq.unknown()
            singles[who] = []
            self.walks[who].append((here[who], []))
        elif (verb in ("forward", "back") and face is None) or (verb == "retrace" and singles[who] is None):
            self.blur(who, verb)
        else:
            if verb == "retrace":
                taken = [REVERSED[step] for step in reversed(singles[who][-count:])]
                assert len(taken) == count
            else:
                taken = [way if verb == "go" else face if verb == "forward" else REVERSED[face]] * count
            self.walks[who].append((here[who], taken))
            singles[who] = None if singles[who] is None else singles[who] + taken
            runs: list[list] = []
            for step in taken:
                if runs and runs[-1][0] == step and self.lattice != "triangle":
                    runs[-1][1] += 1
                else:
                    runs.append([step, 1])
            for step, times in runs:
                here[who] = eq.gone(here[who], step, times)


def _told(problem: dict) -> tuple[_Story, z3.ModelRef]:
    """The story with all conditions decided that can be."""
    decided: dict[int, bool] = {}
    while True:
        story, known = _Story(problem, decided), len(decided)
        assert story.eq.solver.check() == z3.sat, "the log contradicts itself"
        model = story.eq.solver.model()
        for number, places, within in story.open:
            cells = [_forced(story.eq, model, place) for place in places]
            if None not in cells:
                one, near, *than = cells
                far = _fewest(story.lattice, story.eq.wrap, one, {near, *than})
                decided = decided | {number: far[near] < far[than[0]] if than else far[near] <= within}
        if len(decided) == known:
            return story, model


def _forced(eq: _Equations, model: z3.ModelRef, place: list) -> tuple | None:
    values = tuple(model.eval(x, model_completion=True).as_long() for x in place)
    other = eq.solver.check(z3.Or(*(x != v for x, v in zip(place, values, strict=True))))
    return values if other == z3.unsat else None


@lru_cache(maxsize=512)
def _solved(text: str) -> tuple:
    """(answer, start of the route): a name, a place, a number, or the end of the route with its length; None when it is not forced."""
    problem = json.loads(text)
    kind, subject, target = problem["query"]
    story, model = _told(problem)
    eq, start, here, walks = story.eq, story.start, story.here, story.walks

    def where(name: str) -> tuple:
        place = _forced(eq, model, here[name] if name in here else eq.thing(name) if name else start[subject])
        assert place is not None, f"{name} is not determined"
        return place

    a = where(subject)
    if kind == "place":
        return a, None
    if kind in ("name", "nearest"):
        places = {name: where(name) for name in list(eq.things) if name != subject}
        assert len(set(places.values())) == len(places), "two landmarks at one place"
        if kind == "name":
            return next(name for name, place in places.items() if place == a), None
        far = _fewest(eq.lattice, eq.wrap, a, set(places.values()))
        ranked = sorted((far[place], name) for name, place in places.items())
        assert ranked[0][0] < ranked[1][0], "two landmarks equally near"
        return ranked[0][1], None
    if kind == "distinct":
        seen = set()
        for place, taken in walks[subject]:
            cell = _forced(eq, model, place)
            assert cell is not None
            seen.add(cell)
            for step in taken:
                cell = _neighbour(eq.lattice, eq.wrap, cell, step)
                seen.add(cell)
        return len(seen), None
    b = where(target)
    if kind == "bearing":
        east, north = b[0] - a[0], b[1] - a[1]
        return (("north" if north > 0 else "south" if north else "") + ("east" if east > 0 else "west" if east else "")), None
    fewest = _fewest(eq.lattice, eq.wrap, a, {b})[b]
    return (fewest, None) if kind == "steps" else ((b, fewest), a)


def _steps(text: str) -> list[str]:
    tokens = re.findall(r"\d+|[a-z]+", re.sub(r"(north|south)-", r"\1", text))
    tokens = [SHORT.get(t, t) for t in tokens]
    tokens = [t for t in tokens if t.isdigit() or t in KING or t in ("up", "down", "left", "right", "across")]
    steps, after = [], bool(tokens) and not tokens[0].isdigit()
    for i, token in enumerate(tokens):
        if not token.isdigit():
            near = i + 1 if after else i - 1
            counted = 0 <= near < len(tokens) and tokens[near].isdigit()
            steps += [token] * (min(int(tokens[near]), 10_000) if counted else 1)
    return steps


def check(problem: dict, answer: str) -> bool:
    expected, begin = _solved(json.dumps(problem))
    kind = problem["query"][0]
    text = re.sub(r"\\[a-z]+|[*`$]", " ", answer.replace("−", "-").replace("–", "-")).lower()
    if kind == "route":
        cell, steps = begin, _steps(text)
        try:
            for step in steps:
                cell = _neighbour(problem["lattice"], problem["wrap"], cell, step)
        except (KeyError, ValueError):
            return False
        return (cell, len(steps)) == expected
    if kind in ("place", "steps", "distinct"):
        found = tuple(int(n) for n in re.findall(r"-?\d+", re.sub(r"(?<=\d)\.0+\b|(?<=[-+]) (?=\d)", "", text)))
        return found == (expected if kind == "place" else (expected,))
    words = [SHORT.get(w, w) for w in re.findall("[a-z]+", text.replace("north-", "north").replace("south-", "south"))]
    return expected in words or "".join(words[-2:]) == expected
