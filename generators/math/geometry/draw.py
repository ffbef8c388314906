"""Random constructions: each new point by a kind of step, from points that are there, first of all from those that nothing uses yet."""

from random import Random

from synth.verifiers.math.geometry import Ask, Figure, Given, Round, Step, Straight

NAMES = {"midpoint": "MN", "centre": "OQ", "orthocentre": "H", "centroid": "G", "touch": "T", "foot": "HF"}
FREE = "PQRSTUVWXYZKLEDFGJN"
"""Names of new points: those that their kind has by custom, then these."""


class Maker:
    """A figure under construction."""

    def __init__(self, rng: Random, given: Given) -> None:
        self.rng, self.figure = rng, Figure(given)
        self.steps = list[Step]()
        self.unused = list[str]()
        """New points that nothing uses yet."""

    def pick(self, count: int, but: str = "") -> str:
        """Different points in any order, with an unused one where there is one."""
        names = [name for name in self.figure.points if name not in but]
        chosen = [name for name in self.unused if name not in but][-1:]
        chosen += self.rng.sample([name for name in names if name not in chosen], count - len(chosen))
        self.rng.shuffle(chosen)
        return "".join(chosen)

    def others(self, count: int, but: str) -> str:
        """Different points, whatever uses them."""
        names = [name for name in self.figure.points if name not in but]
        return "".join(self.rng.sample(names, count))

    def name(self, kind: str) -> str:
        return next(name for name in NAMES.get(kind, "") + FREE if name not in self.figure.points)

    def straight(self, points: str = "", kinds: tuple[str, ...] = ("through",)) -> Straight:
        """A line, through the points that are given where there are some."""
        kind = self.rng.choice(kinds)
        if kind == "through":
            return Straight("through", ordered(points + self.others(2 - len(points), points)), ())
        if kind in ("perpendicular", "parallel"):
            first = points[:1] or self.others(1, "")
            return Straight(kind, first + ordered(self.others(2, first if kind == "parallel" else "")), ())  # type: ignore[arg-type]
        if kind == "bisector":
            apex = points[:1] or self.others(1, "")
            ends = ordered(self.others(2, apex))
            return Straight("bisector", ends[0] + apex + ends[1], ())
        if kind == "middle":
            return Straight("middle", ordered((points + self.others(2, points))[:2]), ())
        ring, at = self.ring(points[:1])
        return Straight("tangent", at, (ring,))

    def ring(self, at: str = "") -> tuple[Round, str]:
        """A circle with a point on it, which is drawn where none is given."""
        at = at or self.others(1, "")
        kind = self.rng.choice(("through", "through", "diameter", "around"))
        if kind == "through":
            return Round("through", ordered(at + self.others(2, at))), at
        if kind == "diameter":
            return Round("diameter", ordered(at + self.others(1, at))), at
        return Round("around", self.others(1, at) + at), at

    def step(self, kind: str, kinds: tuple[str, ...]) -> None:
        """Adds a step; ValueError where it cannot be made so. kinds: of the lines."""
        points, lines, circles, ratio = "", tuple[Straight, ...](), tuple[Round, ...](), tuple[int, ...]()
        if kind in ("midpoint", "divide", "turn"):
            points = self.pick(2)
            if kind == "midpoint":
                points = ordered(points)
            elif kind == "divide":
                ratio = self.rng.choice(((1, 2), (1, 3), (2, 3), (2, 1), (3, 1), (3, 2), (1, 4), (4, 1)))
        elif kind in ("centroid", "orthocentre", "fourth", "touch"):
            points = self.pick(3)
            points = points[0] + ordered(points[1:]) if kind == "touch" else points if kind == "fourth" else ordered(points)
        elif kind in ("foot", "mirror"):
            points, ends = split(self.pick(3), 1)
            to = self.straight("", kinds) if self.rng.random() < 0.3 else Straight("through", ordered(ends), ())
            lines = (to,)
        elif kind == "meet":
            one, other = split(self.pick(2), 1)
            lines = (self.straight(one, kinds), self.straight(other, kinds))
        elif kind == "centre":
            shape = self.rng.choice(("through", "through", "inscribed"))
            circles = (Round(shape, ordered(self.pick(3))),)  # type: ignore[arg-type]
        elif kind == "again":
            start, end = split(self.pick(2), 1)
            ring, _ = self.ring(start)
            if ring.kind == "around" and end in ring.points:
                raise ValueError("the other end of a diameter is a reflection")
            points, lines, circles = start, (Straight("through", ordered(start + end), ()),), (ring,)
        else:
            points = self.rng.choice(list(self.figure.points))
            circles = (self.ring(points)[0], self.ring(points)[0])
        new = Step(self.name(kind), kind, points, lines, circles, ratio)  # type: ignore[arg-type]
        used = letters(new)
        self.figure.add(new)
        self.steps.append(new)
        self.unused = [name for name in self.unused if name not in used] + [new.name]

    def ask(self, kind: str) -> Ask:
        points, lines, circles = "", tuple[Straight, ...](), tuple[Round, ...]()
        if kind == "coordinates":
            points = self.pick(1)
        elif kind == "length":
            points = ordered(self.pick(2))
        elif kind == "area":
            points = ordered(self.pick(3))
        elif kind == "cosine":
            points = self.pick(3)
            points = min(points[0], points[2]) + points[1] + max(points[0], points[2])
        elif kind == "distance":
            points, ends = split(self.pick(3), 1)
            lines = (Straight("through", ordered(ends), ()),)
        elif kind == "radius":
            circles = (self._circle(self.pick(3)),)
        else:
            points = self.pick(1)
            circles = (self._circle(self.others(3, points)),)
        return Ask(kind, points, lines, circles)  # type: ignore[arg-type]

    def _circle(self, points: str) -> Round:
        kind = self.rng.choice(("through", "through", "inscribed", "about"))
        return Round(kind, points[0] + ordered(points[1:]) if kind == "about" else ordered(points))  # type: ignore[arg-type]


def split(text: str, place: int) -> tuple[str, str]:
    return text[:place], text[place:]


def ordered(points: str) -> str:
    return "".join(sorted(points))


def letters(part: Step | Ask) -> set[str]:
    """The names of the points that a step or a question uses."""
    rings = [*part.circles, *(circle for line in part.lines for circle in line.circle)]
    return set(part.points).union(*(line.points for line in part.lines), *(ring.points for ring in rings))
