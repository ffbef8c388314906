"""Geometry: from one new point to constructions of five and more that rest on each other, with fractions and roots of small numbers.

Effort is the number of operations of the analytic pencil route: new points, lines and circles, and what is asked of them."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.math.geometry.cheap import POLICIES, text
from synth.generators.math.geometry.draw import Maker, letters
from synth.generators.math.geometry.effort import effort
from synth.generators.math.geometry.solving import worked
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.geometry import Geometry, Given, Root, found, verify
from synth.verifiers.math.geometry.plane import square_free

TRIES, TURNS = 600, 12
LARGEST_ROOT, LARGEST_PART = 1_500, 1_500
REACH = 4
"""How far a point may lie from the middle, in sizes of the figure that is given."""

GivenKind = Literal["coordinates", "sides", "angle", "parallelogram", "hexagon"]


class Knobs(Frozen, frozen=True):
    given: Annotated[tuple[GivenKind, ...], Meta(min_length=1, max_length=8)]
    """What a figure may begin with; a kind that is named twice comes twice as often."""
    kinds: Literal["middles", "lines", "triangles", "circles"]
    """New points: midpoints and the like; those where lines meet too; those of triangles too; those of circles too."""
    steps: Annotated[int, Meta(ge=1, le=8)]
    """New points."""
    size: Annotated[int, Meta(ge=4, le=30)]
    """Largest side or coordinate."""
    denominator: Annotated[int, Meta(ge=1, le=200)]
    """Largest denominator of a coordinate on the way."""
    whole: bool
    """Whether the answer may be a whole number."""
    effort: tuple[Annotated[int, Meta(ge=1, le=200)], Annotated[int, Meta(ge=6, le=200)]]
    """Fewest and most operations of the pencil route."""

    def __post_init__(self) -> None:
        if self.effort[0] + 4 > self.effort[1]:
            raise ValueError("effort goes from fewest to most, at least 4 apart")


_SHAPES: tuple[GivenKind, ...] = ("coordinates", "sides", "sides", "angle", "parallelogram", "hexagon")
LEVELS = (
    Knobs(("coordinates",), "middles", 1, 9, 2, True, (1, 7)),
    Knobs(("coordinates", "parallelogram"), "lines", 1, 9, 5, True, (7, 13)),
    Knobs(("coordinates", "angle", "parallelogram"), "lines", 2, 9, 10, True, (13, 19)),
    Knobs(("coordinates", "angle", "parallelogram", "hexagon"), "triangles", 2, 9, 20, False, (19, 26)),
    Knobs(_SHAPES, "triangles", 2, 10, 30, False, (26, 34)),
    Knobs(_SHAPES, "circles", 3, 10, 40, False, (34, 44)),
    Knobs(_SHAPES, "circles", 3, 10, 60, False, (44, 55)),
    Knobs(_SHAPES, "circles", 4, 10, 80, False, (55, 68)),
    Knobs(_SHAPES, "circles", 5, 10, 100, False, (68, 82)),
    Knobs(_SHAPES, "circles", 6, 10, 120, False, (82, 116)),
)
STEPS = {
    "middles": ("midpoint", "divide", "turn", "fourth"),
    "lines": ("midpoint", "divide", "fourth", "foot", "foot", "meet", "meet", "mirror"),
    "triangles": ("midpoint", "divide", "foot", "foot", "meet", "meet", "meet", "mirror", "centroid", "orthocentre", "centre", "touch"),
    "circles": (
        "midpoint",
        "divide",
        "foot",
        "meet",
        "meet",
        "mirror",
        "orthocentre",
        "centre",
        "touch",
        "again",
        "again",
        "again",
        "common",
        "common",
    ),
}
LINES = {
    "middles": ("through",),
    "lines": ("through", "through", "perpendicular", "parallel"),
    "triangles": ("through", "through", "perpendicular", "parallel", "bisector", "middle"),
    "circles": ("through", "through", "through", "perpendicular", "parallel", "bisector", "bisector", "middle", "tangent", "tangent"),
}
QUESTIONS = {
    "middles": ("length", "length"),
    "lines": ("length", "area", "distance"),
    "triangles": ("length", "area", "distance", "cosine", "radius"),
    "circles": ("length", "area", "distance", "cosine", "radius", "tangent"),
}


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        problem = _drawn(rng, knobs)
        if problem and knobs.effort[0] <= (cost := effort(problem)) <= knobs.effort[1] and _fair(problem, knobs):
            return Sample(problem, text(found(problem)), float(cost), *worked(problem))
    raise Discard("no figure of that effort")


def _drawn(rng: Random, knobs: Knobs) -> Geometry | None:
    given = _given(rng, knobs)
    try:
        maker = Maker(rng, given)
    except ValueError:
        return None
    for _ in range(knobs.steps):
        for _ in range(TURNS):
            try:
                maker.step(rng.choice(STEPS[knobs.kinds]), LINES[knobs.kinds])
            except ValueError:
                continue
            break
        else:
            return None
        if not _small(maker, knobs):
            return None
    questions = QUESTIONS[knobs.kinds] + ("coordinates", "coordinates") * (given.kind == "coordinates")
    for _ in range(TURNS):
        try:
            ask = maker.ask(rng.choice(questions))
            maker.figure.value(ask)
        except ValueError:
            continue
        if set(maker.unused) <= letters(ask):
            return Geometry(given, tuple(maker.steps), ask)
    return None


def _small(maker: Maker, knobs: Knobs) -> bool:
    """Whether the last point is one that a person draws: no large fractions, not far away, not too near to another."""
    *_, (name, last) = maker.figure.points.items()
    x, y, w = last
    if w > knobs.denominator or max(abs(x), abs(y)) > REACH * knobs.size * w:
        return False
    for other, (u, v, t) in maker.figure.points.items():
        if other != name and (x / w - u / t) ** 2 + maker.figure.d * (y / w - v / t) ** 2 < 0.2:
            return False
    return True


def _given(rng: Random, knobs: Knobs) -> Given:
    kind = rng.choice(knobs.given)
    size = knobs.size
    if kind == "coordinates":
        count = rng.choice((3, 3, 4)) if knobs.kinds != "middles" else 3
        return Given(kind, tuple(rng.randint(-size // 3, size) for _ in range(2 * count)))
    if kind == "sides":
        return Given(kind, tuple(rng.randint(size // 3 + 1, size + 3) for _ in range(3)))
    if kind == "hexagon":
        return Given(kind, (rng.randint(1, size + 2),))
    return Given(kind, (rng.randint(2, size + 2), rng.randint(2, size + 2), rng.choice((60, 60, 90, 120))))


def _fair(problem: Geometry, knobs: Knobs) -> bool:
    """Whether the answer is one that can be written with small numbers, and that no cheap policy gives."""
    right = found(problem)
    if isinstance(right, Root):
        top, bottom = right.square.numerator, right.square.denominator
        if top * bottom > 10**10:
            return False
        m, rest = square_free(top * bottom)
        factor = Fraction(m, bottom)
        if rest > LARGEST_ROOT or max(factor.numerator, factor.denominator) > LARGEST_PART:
            return False
        plain = (rest == 1 and factor.denominator == 1) or (problem.ask.kind == "cosine" and right.square == Fraction(1, 4))
    else:
        plain = all(part.denominator == 1 for part in right)
        if plain and min(right) >= 0:  # it would look like a row and a column
            return False
    if plain and not knobs.whole:
        return False
    return right not in [policy(problem) for name, policy in POLICIES.items() if not (knobs.whole and name.endswith("rounded"))]


def canonical(problem: Geometry) -> object:
    """With the new points named in their order."""
    return translated(problem, dict(zip((step.name for step in problem.steps), "GHIJKLMN", strict=False))).to_json()


def translated(problem: Geometry, names: Mapping[str, str]) -> Geometry:
    """With other names; nothing but names is in capitals."""
    return Geometry.from_json(problem.to_json().translate({ord(old): new for old, new in names.items()}))


def prompt_variables(problem: Geometry, rng: Random) -> dict[str, object]:
    numbers = problem.given.numbers
    return {
        "given": problem.given,
        "places": [f"{name}({x}, {y})" for name, x, y in zip("ABCD", numbers[::2], numbers[1::2], strict=False)],
        "steps": problem.steps,
        "ask": problem.ask,
        "lines": next(_named(problem, "through"), ""),
        "angles": next(_named(problem, "bisector"), problem.ask.points if problem.ask.kind == "cosine" else ""),
        "example": f"({rng.randint(3, 8)}/13, {rng.randint(3, 8)}/17)"
        if problem.ask.kind == "coordinates"
        else f"{rng.randint(3, 8)}√{rng.choice((1502, 1509))}/{rng.choice((17, 19))}",
    }


def _named(problem: Geometry, kind: str) -> Iterator[str]:
    """The lines of a kind that the problem names by points; perpendiculars and circles name some too."""
    for line in (*(line for step in problem.steps for line in step.lines), *problem.ask.lines):
        if line.kind == kind:
            yield line.points
        elif kind == "through" and line.kind in ("perpendicular", "parallel"):
            yield line.points[1:]


TASK = Task(
    __name__,
    version=5,
    problem=Geometry,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(5_000,) * 2 + (20_000,) * 8,
    unique=True,
    canonical=canonical,
)
