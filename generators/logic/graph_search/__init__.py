"""Graph search: a one-way graph drawn around its answer, with branches that join, ways that end and edges that lead back.

Effort is the number of edges that a search has to read: the least of searching from the start, from the goals backwards and, for a path,
from both ends."""

from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.compiled_random import lent
from synth.generators.logic.graph_search.canonical import canonical
from synth.generators.logic.graph_search.kernel import drawn
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.graph_search import GraphSearch, successors, verify

ASKS: tuple[Literal["path", "next", "reach"], ...] = ("path", "next", "reach")


class Knobs(Frozen, frozen=True):
    vertices: Annotated[int, Meta(ge=12, le=70)]
    """Vertices of the graph; a quarter more where it is asked which can be reached."""
    length: Annotated[int, Meta(ge=3, le=12)]
    """Edges of the shortest path, where one is asked."""
    firsts: Annotated[int, Meta(ge=3, le=8)]
    """Edges from the start, where the right one for each goal is asked."""
    goals: Annotated[int, Meta(ge=3, le=7)]
    """Goals, where the first step to each is asked; twice as many, where it is asked which can be reached."""
    far: Annotated[int, Meta(ge=2, le=8)]
    """Edges from the start to two of the goals at least, where there are several."""
    effort_from: Annotated[int, Meta(ge=0, le=120)]
    """Least effort."""

    def __post_init__(self) -> None:
        if self.vertices < self.length + self.firsts + 6:
            raise ValueError("vertices must be at least length + firsts + 6")


LEVELS = (
    Knobs(14, 3, 3, 4, 2, 0),
    Knobs(16, 4, 4, 4, 3, 10),
    Knobs(19, 4, 4, 4, 3, 15),
    Knobs(22, 5, 4, 5, 4, 18),
    Knobs(26, 6, 5, 5, 4, 22),
    Knobs(31, 6, 5, 5, 4, 26),
    Knobs(36, 7, 5, 6, 5, 31),
    Knobs(42, 8, 6, 6, 5, 37),
    Knobs(49, 9, 6, 6, 6, 43),
    Knobs(58, 10, 6, 7, 6, 52),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    with lent(rng) as state:
        effort, ask, edges, start, goals, found = drawn(
            state, knobs.vertices, knobs.length, knobs.firsts, knobs.goals, knobs.far, knobs.effort_from
        )  # fmt: skip
    if effort < 0:
        raise Discard("too few goals or too easy")
    problem = GraphSearch(ASKS[ask], tuple(map(tuple, edges.tolist())), start, tuple(goals.tolist()))
    return Sample(problem, ", ".join(map(str, found.tolist())), effort=float(effort))


def prompt_variables(problem: GraphSearch, rng: Random) -> dict[str, object]:
    """The edges in any order, singly and in lines of some edges from one vertex, and an example of the form that is no answer."""
    edges = rng.sample(problem.edges, len(problem.edges))
    lines: list[tuple[int, list[int]]] = []
    for u, vs in successors(edges).items():
        while vs:
            cut = rng.randint(1, 4)
            lines.append((u, vs[:cut]))
            vs = vs[cut:]
    return {
        "ask": problem.ask,
        "edges": edges,
        "lines": rng.sample(lines, len(lines)),
        "count": len(edges),
        "start": problem.start,
        "goals": list(problem.goals),
        "examples": {
            "path": ("1, 4, 2, 7", "3, 8, 5", "6, 2, 9, 4, 7"),
            "next": [f"{a}, {a}, {b}" + f", {a}" * (len(problem.goals) - 3) for a, b in ((4, 1), (3, 8), (5, 2))],
            "reach": ("4, 1, 7", "3, 8", "5, 2, 9, 6"),
        }[problem.ask],
    }


TASK = Task(
    __name__,
    version=3,
    problem=GraphSearch,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=1 / 50,
    capacity=(100_000, 100_000, 100_000) + (1_000_000,) * 7,
    unique=True,
    canonical=canonical,
)
