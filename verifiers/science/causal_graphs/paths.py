"""Derivations about causal graphs: paths, each judged open or blocked by a variable on it, given a set.

`{C}: A <- B -> D ✗ B` says that every path that begins like this is blocked at B, given C; `{}: A <- E -> D ✓` that this path is open. What
is said of one set counts for every other for which it holds. It is a proof when no path is left over that should be blocked, and an open
path stands for all that is not."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from synth.verifiers.parsers.steps import Line
from synth.verifiers.science.causal_graphs.graph import Graph, mask_of

LABELS = "ABCDEFGHIJ"
MOST = 4_000
"""Beginnings of paths that are followed for one set."""
OPEN, SETS = 60, 12
"""Open paths, and last sets named, that count."""
_ARROW = r"\s*(?:<?-{1,2}>?|→|←)\s*"
_PATH = re.compile(
    rf"(?:(?:given\s*|已知\s*)?[{{(](?P<z>[A-J,，、;\s]*|∅)[}})]\s*[:：,，]?\s*)?(?P<path>[A-J](?:{_ARROW}[A-J])+)\s*[:：,，]?\s*(?:is\s*)?"
    r"(?:(?P<open>✓|√|open|开放|畅通)|(?:✗|✘|×|x|blocked(?:\s(?:by|at))?|被)\s*(?P<by>[A-J])(?:\s*阻断)?)\.?",
)
_TOKEN = re.compile(r"[A-J]|<|>|→|←")


class Told(NamedTuple):
    z: int
    path: tuple[int, ...]
    """From the first variable on."""
    by: int
    """Where it is blocked; -1 where it is open."""


def read(text: str) -> tuple[Told, str] | None:
    """A line, and the arrows of its path as it has them: `<>`."""
    found = _PATH.fullmatch(text.strip())
    if not found:
        return None
    path, arrows = [], ""
    for token in _TOKEN.findall(found["path"]):
        if token in LABELS:
            path.append(LABELS.index(token))
        else:
            arrows += {"→": ">", "←": "<"}.get(token, token)
    z = mask_of([LABELS.index(letter) for letter in set(re.findall("[A-J]", found["z"] or ""))])
    return Told(z, tuple(path), LABELS.index(found["by"]) if found["by"] else -1), arrows


def blocker(graph: Graph, path: Sequence[int], place: int, z: int) -> bool:
    """Whether the variable at this inner place blocks the path, given z."""
    before, here, after = path[place - 1 : place + 2]
    if graph.children[before] >> here & 1 and graph.children[after] >> here & 1:  # a collider
        return not graph.below(1 << here) & z
    return bool(z >> here & 1)


def is_open(graph: Graph, path: Sequence[int], z: int) -> bool:
    return not any(blocker(graph, path, place, z) for place in range(1, len(path) - 1))


def sound(graph: Graph, start: int, told: Told, arrows: str) -> str:
    """What is wrong with a line: path (it is none of the graph, from the right variable), open, blocked; or nothing."""
    path = told.path
    if len(arrows) != len(path) - 1 or len(set(path)) < len(path) or path[0] != start or max(path) >= graph.count:
        return "path"
    for (one, other), arrow in zip(pairwise(path), arrows, strict=True):
        first, second = (one, other) if arrow == ">" else (other, one)
        if not graph.children[first] >> second & 1:
            return "path"
    if told.by < 0:
        return "" if not told.z >> path[-1] & 1 and is_open(graph, path, told.z) else "open"
    place = path.index(told.by) if told.by in path[1:-1] else 0
    return "" if place and blocker(graph, path, place, told.z) else "blocked"


class Proof:
    """What lines say of a graph."""

    def __init__(self, graph: Graph, start: int, back_door: bool) -> None:
        self.graph, self.start, self.back_door = graph, start, back_door
        self.first = graph.parents[start] if back_door else graph.parents[start] | graph.children[start]
        self.cuts = dict[tuple[int, ...], list[int]]()
        self.open = list[tuple[int, ...]]()
        self.sets = list[int]()

    def add(self, told: Told) -> None:
        if told.by < 0:
            if told.path not in self.open and len(self.open) < OPEN:
                self.open.append(told.path)
        else:
            self.cuts.setdefault(told.path, []).append(told.path.index(told.by))
        if told.z in self.sets:
            self.sets.remove(told.z)
        self.sets.append(told.z)

    def around(self, path: Sequence[int]) -> Iterator[int]:
        """How a path can go on."""
        near = self.first if len(path) == 1 else self.graph.parents[path[-1]] | self.graph.children[path[-1]]
        for place in range(self.graph.count):
            if near >> place & 1 and place not in path:
                yield place

    def left_over(self, z: int, ends: int) -> tuple[int, ...] | None:
        """A path to one of these variables that no line says to be blocked, given z; None where there is none."""
        stack: list[tuple[int, ...]] = [(self.start,)]
        count = 0
        while stack:
            path = stack.pop()
            count += 1
            if any(blocker(self.graph, path, place, z) for place in self.cuts.get(path, ())):
                continue
            if (len(path) > 1 and ends >> path[-1] & 1) or count > MOST:
                return path
            stack += [(*path, place) for place in self.around(path)]
        return None

    def shows_open(self, z: int, end: int) -> bool:
        """Whether a line shows an open path to this variable, given z."""
        return any(path[1] in self.nearby and end in path and is_open(self.graph, path[: path.index(end) + 1], z) for path in self.open)

    @property
    def nearby(self) -> list[int]:
        return [place for place in range(self.graph.count) if self.first >> place & 1]


def of_separated(proof: Proof, z: int, whole: int) -> bool:
    """All variables but x and those in z: an open path to each, or no path that is left over."""
    connected = [place for place in range(proof.graph.count) if whole >> place & 1 and proof.shows_open(z, place)]
    return proof.left_over(z, whole & ~mask_of(connected)) is None


def of_harmful(proof: Proof, z: int, free: Sequence[int], y: int) -> bool:
    """For each variable that may be added: it is an effect of x, or an open path shows, or no path is left over."""
    effects = {place for path in proof.open if all(proof.graph.children[a] >> b & 1 for a, b in pairwise(path)) for place in path}
    return all(
        place in effects
        or proof.shows_open(z | 1 << place, y)
        or (not proof.graph.below(1 << proof.start) >> place & 1 and proof.left_over(z | 1 << place, 1 << y) is None)
        for place in free
    )


def of_set(proof: Proof, y: int, free: Sequence[int], right: Callable[[int], bool], least: bool) -> bool:
    """One of the sets named is right, given it no path is left over, and smaller ones leave a path open that is shown."""
    effects = proof.graph.below(1 << proof.start)
    for z in proof.sets[-SETS:]:
        if not right(z) or proof.left_over(z, 1 << y) is not None:
            continue
        smaller = (mask_of(places) for size in range(z.bit_count()) for places in combinations(free, size)) if least else ()
        if all(proof.shows_open(other, y) or (proof.back_door and other & effects) for other in smaller):
            return True
    return False


def judged(lines: Sequence[Line], proof: Proof) -> tuple[int, str]:
    """Sound lines, which the proof has then, and what is wrong with the next one."""
    for place, line in enumerate(lines):
        found = read(line.text)
        if found is None:
            return place, "format"
        if reason := sound(proof.graph, proof.start, *found):
            return place, reason
        proof.add(found[0])
    return len(lines), ""


def written(graph: Graph, told: Told) -> str:
    """`{C}: A <- B -> D ✗ B`."""
    text = LABELS[told.path[0]]
    for one, other in pairwise(told.path):
        text += f" {'->' if graph.children[one] >> other & 1 else '<-'} {LABELS[other]}"
    z = ", ".join(LABELS[k] for k in range(graph.count) if told.z >> k & 1)
    return f"{{{z}}}: {text} {'✓' if told.by < 0 else f'✗ {LABELS[told.by]}'}"


def block(proof: Proof, z: int, ends: int) -> Iterator[Told]:
    """Lines by which no path to these variables is left over, given z. Raises ValueError where one is open."""
    while (path := proof.left_over(z, ends)) is not None:
        place = next((place for place in range(1, len(path) - 1) if blocker(proof.graph, path, place, z)), None)
        if place is None:
            raise ValueError("an open path")
        told = Told(z, path[: place + 2], path[place])
        proof.add(told)
        yield told


def opened(proof: Proof, z: int, end: int) -> Told:
    """The shortest open path to a variable, given z. Raises ValueError where there is none."""
    front: list[tuple[int, ...]] = [(proof.start,)]
    while front:
        front = [(*path, place) for path in front for place in proof.around(path) if is_open(proof.graph, (*path, place), z)]
        for path in front:
            if path[-1] == end:
                told = Told(z, path, -1)
                proof.add(told)
                return told
    raise ValueError("no open path")
