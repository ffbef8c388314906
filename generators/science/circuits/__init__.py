"""Circuits: series and parallel, real sources, inverse questions, capacitors; bridges and two sources, by Kirchhoff.

Effort counts the operations of a pencil route: nodes taken out one after another, fewest neighbours first (two neighbours: resistances in
series; three: star to delta), and what the question asks on top of that."""

from itertools import combinations
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import SLIP, mistaken, worked
from synth.generators.science.circuits.canonical import canonical
from synth.generators.science.circuits.cheap import POLICIES, mistakes
from synth.generators.science.circuits.wording import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.quantities import unit, written
from synth.verifiers.science._network import potentials
from synth.verifiers.science.circuits import (
    CHARGING,
    UNITS,
    Ask,
    Capacitor,
    Circuits,
    Reading,
    Resistor,
    Source,
    Unit,
    answer,
    branches,
    route,
    verify,
)

TRIES = 400
OHMS = (4, 5, 6, 8, 10, 12, 15, 18, 20, 22, 24, 25, 27, 30, 33, 36, 40, 45, 47, 50, 56, 60, 68, 75, 80, 82, 90, 100)
VOLTS = (3, 5, 6, 9, 10, 12, 15, 18, 20, 24)
NANOFARADS = (1000, 1500, 2200, 3300, 4700, 6800, 10_000, 15_000, 22_000, 33_000, 47_000, 68_000, 100_000, 220_000, 470_000)
SHAPES = {
    "tree": ((0, 1),),
    "bridge": ((0, 2), (2, 1), (0, 3), (3, 1), (2, 3)),
    "double": ((0, 2), (2, 1), (0, 3), (3, 4), (4, 1), (2, 3), (2, 4)),
}
"""Edges that a network grows from, each of which may be cut in two or doubled."""
ON_TOP = {
    "resistance": 0,
    "current": 1,
    "voltage": 1,
    "power": 2,
    "terminal": 2,
    "unknown": 6,
    "match": 4,
    "greatest": 8,
    "constant": 5,
    "reach": 7,
    "charge": 5,
    "energy": 7,
    "after": 8,
    "first": 5,
}
"""Operations behind the reduction of the network."""


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    """What may be asked for."""
    shape: Literal["tree", "bridge", "double"]
    """Series and parallel alone; grown from a bridge; from two bridges that share a side."""
    resistors: Annotated[int, Meta(ge=2, le=9)]
    """How many the network has; at least 5 in a bridge, 7 in a double one."""
    sources: Annotated[int, Meta(ge=1, le=2)]
    """How many sources."""
    inner: bool
    """Whether the first source has an inner resistance."""
    idle: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a further resistor with a loose end, through which nothing flows."""

    def __post_init__(self) -> None:
        if self.resistors < len(SHAPES[self.shape]):
            raise ValueError(f"a {self.shape} has at least {len(SHAPES[self.shape])} resistors")
        if "terminal" in self.asks and not self.inner:
            raise ValueError("a terminal voltage is asked for where a source has an inner resistance")


LEVELS = (
    Knobs(("resistance", "current", "voltage"), "tree", 2, 1, False, 0),
    Knobs(("resistance", "current", "voltage", "power"), "tree", 3, 1, False, 0),
    Knobs(("current", "power", "terminal"), "tree", 4, 1, True, 0.3),
    Knobs(("unknown",), "tree", 4, 1, True, 0.5),
    Knobs(("constant", "charge", "energy", "first"), "tree", 6, 1, True, 0.5),
    Knobs(("reach", "after", "energy"), "tree", 6, 2, True, 0.5),
    Knobs(("current", "voltage", "power"), "bridge", 6, 2, True, 0.3),
    Knobs(("unknown", "greatest", "power"), "bridge", 7, 2, True, 0.3),
    Knobs(("match", "greatest", "reach", "after", "energy"), "double", 7, 2, True, 0.2),
    Knobs(("greatest", "after", "energy", "unknown"), "double", 8, 2, True, 0.2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    ask = rng.choice(knobs.asks)
    for _ in range(TRIES):
        problem = _drawn(rng, knobs, ask)
        if problem is None or (value := answer(problem)) is None or value <= 0:
            continue
        for name in UNITS[ask]:
            size = value / unit(name)[0]
            if Fraction(1, 5) <= size < 999:
                break
        else:
            continue
        problem = replace(problem, unit=name)
        if _near_a_half(size) or (knobs.resistors > 2 and _is_cheap(problem, value)):
            continue
        exact = ask in ("resistance", "current", "voltage", "match") and size.denominator < 200 and rng.random() < 0.5
        problem = replace(problem, digits=0 if exact else 3)
        right = _shown(problem, value)
        return Sample(problem, right, effort=float(effort(problem)), trace=worked(route(problem)), rejected=rejected(problem, value))
    raise Discard("no fitting values")


def _shown(problem: Circuits, value: Fraction) -> str:
    """As the problem asks for it."""
    size = value / unit(problem.unit)[0]
    return f"{written(size, problem.digits) if problem.digits else _exact(size)} {problem.unit}"


def rejected(problem: Circuits, right: Fraction) -> str:
    """The derivation of one who overlooks something, with its answer."""

    def answered(other: Circuits) -> str:
        value = answer(other)
        if not value:
            raise ValueError("nothing flows")
        return _shown(problem, value)

    return mistaken(problem, mistakes(problem), route, answered, _shown(problem, right * SLIP), verify)


def _exact(size: Fraction) -> str:
    """`2.25` where that is short, else `12/7`."""
    return str(float(size)) if 1000 % size.denominator == 0 else f"{size.numerator}/{size.denominator}"


def _near_a_half(size: Fraction) -> bool:
    """Whether three figures hang on the fourth and fifth, which constants with three or four figures do not fix."""
    scaled = size
    while scaled < 100:
        scaled *= 10
    return abs(scaled % 1 - Fraction(1, 2)) < Fraction(1, 6) if scaled % 1 else False


def _is_cheap(problem: Circuits, value: Fraction) -> bool:
    return any((guess := policy(problem)) is not None and abs(guess - value) < value / 99 for policy in POLICIES.values())


def _drawn(rng: Random, knobs: Knobs, ask: Ask) -> Circuits | None:
    """Topology, then values, then what the question adds."""
    edges, nodes = _grown(rng, knobs)
    kilo = ask in CHARGING or (not knobs.inner and rng.random() < 0.5)
    unit_size = 1_000_000 if kilo else 1000
    sources = []
    if ask != "resistance":
        inner = rng.choice((100, 200, 500)) if kilo else rng.randint(2, 30) * 100
        sources = [Source(0, 1, rng.choice(VOLTS) * 1000, inner if knobs.inner and not kilo else 0)]
        if knobs.sources == 2 and nodes < 8:
            place = rng.randrange(len(edges))
            a, b = edges[place]
            edges[place] = (a, nodes)
            sources.append(Source(*rng.choice(((nodes, b), (b, nodes))), rng.choice(VOLTS) * 1000, 0))
            nodes += 1
    capacitors: tuple[Capacitor, ...] = ()
    if ask in CHARGING:
        pairs = [pair for pair in combinations(range(nodes), 2) if all({s.plus, s.minus} != set(pair) for s in sources)]
        if not pairs:  # two nodes alone: the capacitor gets a resistor of its own
            edges, pairs, nodes = [*edges, (0, nodes)], [(nodes, 1)], nodes + 1
        capacitors = (Capacitor(*rng.choice(pairs), rng.choice(NANOFARADS)),)
    part = rng.randrange(len(edges))
    if rng.random() < knobs.idle and nodes < 8:
        edges.append((rng.randrange(nodes), nodes))
    order = rng.sample(range(len(edges)), len(edges))
    part = order.index(part)
    ends = [edges[i] if rng.random() < 0.5 else edges[i][::-1] for i in order]
    values = rng.sample(OHMS, len(ends))
    resistors = tuple(Resistor(a, b, ohms * unit_size) for (a, b), ohms in zip(ends, values, strict=True))
    times = rng.randint(2, 3) if ask == "reach" else rng.randint(1, 2) if ask == "after" else 0
    if ask in ("match", "greatest"):
        resistors = (*resistors[:part], replace(resistors[part], milliohms=0), *resistors[part + 1 :])
    name: Unit = UNITS[ask][0]
    if ask == "unknown":
        return _inverse(rng, resistors, tuple(sources), part)
    asked = part if ask in ("current", "voltage", "power", "first") else 0
    return Circuits(ask, resistors, tuple(sources), capacitors, (), asked, times, name, 3)


def _grown(rng: Random, knobs: Knobs) -> tuple[list[tuple[int, int]], int]:
    """Edges and the number of nodes. The edge between the first source's ends is never doubled, so no resistor lies beside the rest."""
    edges = list(SHAPES[knobs.shape])
    nodes = max(map(max, edges)) + 1
    while len(edges) < knobs.resistors:
        place = rng.randrange(len(edges))
        a, b = edges[place]
        cut = rng.random() < (0.35 if edges.count(edges[place]) > 1 or nodes > 5 else 0.6)
        if len(edges) == 1 and knobs.resistors > 2:
            cut = True
        if cut and nodes < 7:
            edges[place : place + 1] = [(a, nodes), (nodes, b)]
            nodes += 1
        else:
            edges.append((a, b))
    return edges, nodes


def _inverse(rng: Random, resistors: tuple[Resistor, ...], sources: tuple[Source, ...], part: int) -> Circuits | None:
    """The value of a resistor, from the current through another one or the voltage at it, told to three figures and then taken as exact.
    A reading that hardly depends on the resistor would move it far, and is not told."""
    whole = Circuits("current", resistors, sources, (), (), part, 0, "A", 3)
    solved = potentials(branches(whole), (0, 0))
    if solved is None:
        return None
    seen = rng.choice([i for i in range(len(resistors)) if i != part])
    kind: Literal["current", "voltage"] = "current" if rng.random() < 0.5 else "voltage"
    r = resistors[seen]
    drop = solved[0][r.a] - solved[0][r.b]
    if drop < 0:
        r, drop = Resistor(r.b, r.a, r.milliohms), -drop
    micro = drop * 1000 if kind == "voltage" else drop * 10**6 / r.milliohms
    if micro < 1000:
        return None
    told = int(written(micro, 3).partition(" ")[0].replace(".", "")) * 10 ** max(0, len(str(int(micro))) - 3)
    true = resistors[part].milliohms
    resistors = tuple(r if i == seen else replace(x, milliohms=0) if i == part else x for i, x in enumerate(resistors))
    problem = Circuits("unknown", resistors, sources, (), (Reading(kind, seen, told),), 0, 0, "Ω", 3)
    value = answer(problem)
    return problem if value and abs(1000 * value / true - 1) < Fraction(1, 5) else None


def effort(problem: Circuits) -> int:
    """Operations: for each node that is taken out one for each pair of its neighbours and itself, two for each pair of parts that then lie
    side by side, once more for each further source, and what the question adds."""
    total = len(problem.resistors) + ON_TOP[problem.ask]
    left: dict[int, set[int]] = {}
    for a, b, _, _ in branches(problem):
        if b in left.setdefault(a, set()):
            total += 2
        left[a].add(b)
        left.setdefault(b, set()).add(a)
    while len(left) > 2:
        node = min(left, key=lambda n: (len(left[n]), n))
        around = left.pop(node)
        for other in around:
            left[other].discard(node)
        for a, b in combinations(sorted(around), 2):
            total += (3 if b in left[a] else 1) * max(1, len(around) - 1)
            left[a].add(b)
            left[b].add(a)
    return total * max(1, len(problem.sources))


TASK = Task(
    __name__,
    version=4,
    problem=Circuits,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(2_000,) + (20_000,) * 2 + (100_000,) * 7,
    unique=True,
    canonical=canonical,
)
