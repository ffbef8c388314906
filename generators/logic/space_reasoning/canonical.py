"""The canonical form of a problem: the same walks elsewhere on the lattice, turned or mirrored, with other names, share it.

Of the turned and mirrored images those are compared whose directions, in the order of the log, come first; places are counted from the
first one that walkers and log bring up."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from synth.verifiers.logic.space_reasoning import SpaceReasoning
from synth.verifiers.logic.space_reasoning.lattices import WAYS, Place, wrapped


class Image(NamedTuple):
    """A symmetry of a lattice: what directions and places become when it is turned or mirrored."""

    matrix: tuple[Place, ...]
    """Rows of the matrix that places are multiplied by: `((0, 1), (-1, 0))` for a quarter turn clockwise."""
    offset: Place
    """Added afterwards: `(0, 0)`; `(0, 1)` where triangles are turned upside down."""
    ways: Mapping[str, str]
    """What directions become, with left and right: `{"north": "east", ...}`."""

    def place(self, place: Place) -> Place:
        return tuple([sum([a * b for a, b in zip(row, place, strict=True)]) + c for row, c in zip(self.matrix, self.offset, strict=True)])

    def wrap(self, wrap: Place) -> Place:
        """The lengths of the circles, which trade places where the axes do."""
        return wrap[::-1] if len(wrap) == 2 and not self.matrix[0][0] else wrap


@cache
def images(lattice: str) -> tuple[Image, ...]:
    """The symmetries of a lattice."""
    if lattice == "triangle":
        flips = (({"left": "left", "right": "right"}, 1), ({"left": "right", "right": "left"}, -1))
        return tuple(
            Image(((aside, 0), (0, up)), (0, int(up < 0)), {"": "", "across": "across", **sides})
            for sides, aside in flips
            for up in (1, -1)
        )
    steps = WAYS[lattice]
    size = len(steps["east"])
    found = []
    for flat in product((1, 0, -1), repeat=4):
        first, second = flat[:2], flat[2:]
        determinant = first[0] * second[1] - first[1] * second[0]
        crossed = not first[0] and not second[1]
        straight = not first[1] and not second[0]
        if abs(determinant) != 1 or (lattice == "cylinder" and not straight) or (lattice == "hextorus" and not (straight or crossed)):
            continue
        for up in (1, -1)[: size - 1]:
            matrix = (first, second) if size == 2 else ((*first, 0), (*second, 0), (0, 0, up))
            image = Image(matrix, (0,) * size, {})
            by_step = {step: way for way, step in steps.items()}
            if all(image.place(step) in by_step for step in by_step):
                sides = {"left": "left", "right": "right"} if determinant > 0 else {"left": "right", "right": "left"}
                found.append(image._replace(ways={"": "", **sides, **{way: by_step[image.place(step)] for way, step in steps.items()}}))
    return tuple(found)


def canonical(problem: SpaceReasoning) -> object:
    """Names replaced by numbers in the order in which walkers and log bring them up, landmarks in the order of their places."""
    heads = [walker.facing for walker in problem.walkers] + [event.way for event in problem.log]
    turned = [([image.ways[way] for way in heads], image) for image in images(problem.lattice)]
    least = min(ways for ways, _ in turned)
    return min(form for ways, image in turned if ways == least for form in _forms(problem, image, ways))


def _forms(problem: SpaceReasoning, image: Image, ways: list[str]) -> Iterator[Any]:
    """The form of the image, places counted from the first that is brought up; from each landmark where none is."""
    known = {landmark.name: landmark.at for landmark in problem.landmarks if landmark.at}
    starts = [walker.start if isinstance(walker.start, tuple) else known.get(walker.start, ()) for walker in problem.walkers]
    brought_up = [*starts, *(known.get(event.name, ()) for event in problem.log)]
    brought_up += [known.get(problem.query.subject, ()), known.get(problem.query.target, ())]
    first = next(filter(None, brought_up), None)
    for origin in [first] if first else sorted(set(known.values())) or [()]:
        yield _form(problem, image, ways, image.place(origin) if origin else ())


def _form(problem: SpaceReasoning, image: Image, ways: list[str], origin: Place) -> Any:
    wrap = image.wrap(problem.wrap)
    if problem.lattice == "triangle" and sum(origin) % 2:
        origin = (origin[0], origin[1] - 1)  # triangles that point up stay so

    def place(at: Place) -> Place:
        return wrapped(wrap, tuple([a - b for a, b in zip(image.place(at), origin, strict=True)])) if at else ()

    numbers: dict[str, int] = {"": 0}

    def name(old: str) -> int:
        return numbers.setdefault(old, len(numbers))

    walkers = [
        (name(walker.name), [name(walker.start)] if isinstance(walker.start, str) else place(walker.start)) for walker in problem.walkers
    ]
    log = [
        (event.walker, event.verb, event.count, name(event.name), when and [*map(name, when.names()), when.within])
        for event in problem.log
        for when in [event.when]
    ]
    query = (problem.query.kind, name(problem.query.subject), name(problem.query.target))
    landmarks = {
        landmark.name: (place(landmark.at), landmark.base, [(image.ways[way], count) for way, count in landmark.legs])
        for landmark in problem.landmarks
    }

    def key(old: str, depth: int = 0) -> Any:
        """What tells a landmark from others, whatever its name: its number, or its place, or the way to it from one that is told apart."""
        if old in numbers:
            return [0, numbers[old]]
        at, base, legs = landmarks[old]
        return [1, at] if at else [2, legs, key(base, depth + 1) if depth < len(landmarks) else []]

    keyed = sorted((key(old), old) for old in landmarks)
    for _, old in keyed:
        name(old)
    listed = [(numbers[old], landmarks[old][0], numbers[landmarks[old][1]], landmarks[old][2]) for _, old in keyed]
    return [problem.lattice, wrap, ways, walkers, log, query, listed]
