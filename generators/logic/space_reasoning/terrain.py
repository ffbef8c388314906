"""The land of a simulation: places, legs and shortest ways on a lattice, drawn at random."""

from dataclasses import dataclass
from random import Random

from synth.verifiers.logic.space_reasoning.lattices import WAYS, Legs, Place, distance, move
from synth.verifiers.logic.space_reasoning.logs import MOST_STEPS

Leg = tuple[str, int]


@dataclass(slots=True)
class Terrain:
    """A lattice and a region of it."""

    rng: Random
    lattice: str
    wrap: tuple[int, ...]
    radius: int
    """Half the width of the region in which landmarks and walkers are."""
    stride: int
    """Most steps of a leg."""

    def random_place(self) -> Place:
        """Any place of the region."""
        radii = (self.radius, self.radius, max(2, self.radius // 3))[: len(next(iter(WAYS[self.lattice].values())))]
        sides = [self.rng.randint(-r, r) for r in radii]
        for axis, length in enumerate(self.wrap):
            sides[axis] = self.rng.randrange(length)
        return tuple(sides)

    def move(self, place: Place, legs: Legs | list[Leg]) -> Place:
        return move(self.lattice, self.wrap, place, tuple(legs))

    def legs(self, count: int, last: str = "", start: Place | None = None) -> list[Leg]:
        """Legs drawn at random, none along the line of the one before; from a given start they tend to stay in the region."""
        rng, made = self.rng, []
        ways = tuple(WAYS[self.lattice])
        for _ in range(count):
            for _ in range(4):
                way = rng.choice(ways)
                size = 1 if way == "across" else rng.randint(1, min(3, self.stride) if way in ("up", "down") else self.stride)
                if last and self.same_line(way, last):
                    continue
                if start is None or self.wrap or max(map(abs, self.move(start, [(way, size)]))) <= self.radius:
                    break
            else:
                way = rng.choice([way for way in ways if not last or not self.same_line(way, last)])
                size = 1
            made.append((way, size))
            last = way
            if start is not None:
                start = self.move(start, [(way, size)])
        return made

    def same_line(self, a: str, b: str) -> bool:
        if self.lattice == "triangle":
            return (a == "across") == (b == "across")
        steps = WAYS[self.lattice]
        return a == b or all(x == -y for x, y in zip(steps[a], steps[b], strict=True))

    def shortest_legs(self, a: Place, b: Place, most: int) -> list[Leg]:
        """Straight legs of a shortest route; none when there would be more than `most`, or one that no log can hold."""
        made: list[Leg] = []
        lattice, wrap, ways = self.lattice, self.wrap, list(WAYS[self.lattice])
        left = distance(lattice, wrap, a, b)
        while left and len(made) <= most:
            self.rng.shuffle(ways)
            for way in ways:
                count, one = 0, ((way, 1),)
                while left and distance(lattice, wrap, step := move(lattice, wrap, a, one), b) < left:
                    a, left, count = step, left - 1, count + 1
                if count:
                    made.append((way, count))
        return made if len(made) <= most and all(count <= MOST_STEPS for _, count in made) else []

    def shortest_route(self, a: Place, b: Place) -> list[str]:
        """The steps of a shortest route."""
        steps: list[str] = []
        ways = list(WAYS[self.lattice])
        while a != b:
            left = distance(self.lattice, self.wrap, a, b)
            self.rng.shuffle(ways)
            way = next(way for way in ways if distance(self.lattice, self.wrap, self.move(a, [(way, 1)]), b) < left)
            a = self.move(a, [(way, 1)])
            steps.append(way)
        return steps
