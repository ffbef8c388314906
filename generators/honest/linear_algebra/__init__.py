"""Linear algebra with abstention: facts over a drawn hypergraph, and a second member in which one fact (or a swap between two) is changed.

The second member is Unknown: its two worlds come from the same drawing. All counts are equal within a pair; the quantities that
trade places have equal values in the shared world, so that no coefficient and no constant changes. Effort is the number of row operations
that exact elimination of the facts takes."""

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.honest._growth import GraphPair, Shape, draw_pair
from synth.generators.honest._hypergraph import Kind
from synth.generators.honest.linear_algebra.canonical import canonical, split_key
from synth.generators.honest.linear_algebra.english import prompt_variables
from synth.generators.honest.linear_algebra.equations import Equation, Equations, Ranges, draw_equations
from synth.generators.honest.linear_algebra.solution import countermodels, solution
from synth.generators.honest.linear_algebra.words import draw_names
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.honest.linear_algebra import MAX_QUANTITIES, LinearAlgebra, Theme, eliminated, verify

DRAWS = 6
TRIES = 30  # draws of a graph for one whose members agree in their mentions


class Knobs(Frozen, frozen=True):
    depth: Annotated[int, Meta(ge=2, le=15)]  # layers of derivation to the query
    facts_from: Annotated[int, Meta(ge=5, le=46)]  # facts at least; there are more when the depth needs them
    facts_to: Annotated[int, Meta(ge=5, le=46)]  # facts at most, as far as the depth allows
    fan_in: Annotated[int, Meta(ge=1, le=3)]  # quantities at most that one quantity is derived from
    coefficient: Annotated[int, Meta(ge=1, le=9)]  # largest coefficient, before facts are mixed
    value: Annotated[int, Meta(ge=20, le=500)]  # largest value of a quantity
    second: Annotated[int, Meta(ge=0, le=4)] = 0  # second derivations on the way to the query
    broken: Annotated[int, Meta(ge=0, le=4)] = 0  # facts that join the way to the query with a quantity known from nowhere else
    mixed: Annotated[int, Meta(ge=0, le=6)] = 0  # pairs of facts that have to be solved together
    fractions: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that a value is a half or a quarter
    cut: Annotated[int, Meta(ge=0, le=15)] = 0  # distance of the changed fact from the query, at most the depth; 0: any
    naming: Literal["any", "plain", "composite", "symbols"] = "any"  # how quantities are called
    theme: Literal["any", Theme] = "any"  # what is measured

    def __post_init__(self) -> None:
        if self.facts_from > self.facts_to:
            raise ValueError(f"facts_from={self.facts_from} lies above facts_to={self.facts_to}")


LEVELS = (
    Knobs(2, 6, 8, 1, 2, 20, naming="plain"),
    Knobs(3, 9, 12, 2, 2, 30, 0, 1, naming="plain"),
    Knobs(4, 11, 14, 2, 3, 30, 0, 1),
    Knobs(5, 14, 17, 2, 3, 40, 1, 1, 1),
    Knobs(6, 16, 20, 3, 3, 40, 1, 1, 1),
    Knobs(8, 20, 24, 3, 3, 50, 1, 1, 2),
    Knobs(9, 24, 28, 3, 4, 60, 1, 2, 2),
    Knobs(11, 29, 33, 3, 4, 80, 2, 2, 3, 0.05),
    Knobs(13, 34, 38, 3, 5, 90, 2, 3, 4, 0.1),
    Knobs(15, 40, 45, 3, 5, 99, 2, 3, 5, 0.15),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    reason = "size"
    ranges = Ranges(knobs.coefficient, knobs.value, knobs.fractions, knobs.mixed)
    for _ in range(DRAWS):
        pair = _graphs(rng, _shape(rng, knobs))
        if pair.answerable.nodes > MAX_QUANTITIES:
            continue
        try:
            equations = draw_equations(rng, pair, ranges)
        except Discard as discard:
            reason = str(discard)
            continue
        return _members(rng, knobs, pair, equations)
    raise Discard(reason)


def _shape(rng: Random, knobs: Knobs) -> Shape:
    kind: Kind = rng.choice(("premise", "premise", "conclusion", "given"))
    if knobs.cut and kind == "given":
        kind = "premise"
    cut = knobs.depth + 1 if kind == "given" else min(knobs.cut, knobs.depth) or rng.randint(1 + (kind == "conclusion"), knobs.depth)
    if cut == 1:
        kind = "premise"
    # A quantity that a fact gives outright may not lose a mention, or idle givens would tell the members apart.
    swap = rng.random() < 0.4 or (kind == "premise" and cut == knobs.depth)
    facts = rng.randint(knobs.facts_from, knobs.facts_to)
    return Shape(knobs.depth, cut, kind, swap, knobs.fan_in, facts, rng.randint(0, knobs.second), rng.randint(0, knobs.broken), True)


def _graphs(rng: Random, shape: Shape) -> GraphPair:
    """Graphs that agree in the mentions of the quantities in each fact. Those of a swap always do."""
    for _ in range(0 if shape.swap else TRIES):
        pair = draw_pair(rng, shape)
        if pair.rounds_alike(1):
            return pair
    return draw_pair(rng, shape._replace(swap=True))


def _members(rng: Random, knobs: Knobs, pair: GraphPair, equations: Equations) -> Sample:
    """Both members, in random order, with quantities and facts shuffled alike."""
    graph, cut = pair.answerable, pair.cut
    where = rng.sample(range(graph.nodes), graph.nodes)  # the quantity that a node becomes
    order = rng.sample(range(len(graph.edges)), len(graph.edges))  # the edge that each fact states
    theme, names = draw_names(rng, graph.nodes, knobs.theme, knobs.naming)
    number = {edge: place for place, edge in enumerate(order, 1)}
    shown = {
        "depth": knobs.depth,
        "cut": knobs.depth + 1 - pair.chain.index(graph.edges[cut.edge].conclusion),
        "kind": cut.kind,
        "changed": sorted(number[edge] for edge in (cut.edge, cut.other) if edge >= 0),
    }

    def problem(facts: Sequence[Equation]) -> LinearAlgebra:
        rows = tuple((tuple((c, where[node]) for c, node in facts[edge].terms), facts[edge].constant) for edge in order)
        return LinearAlgebra(names, theme, rows, where[graph.query])

    called = [names[where[node]] for node in range(graph.nodes)]
    value = str(equations.world[graph.query])
    trace = solution(pair, equations, called, number)
    worlds = [{called[node]: str(v) for node, v in enumerate(world)} for world in (equations.world, equations.other)]
    rejected = f"{trace}\n\n<answer>\n{value}\n</answer>"
    answerable, unanswerable = problem(equations.answerable), problem(equations.unanswerable)
    proofs = json.dumps({"answerable": True, **shown}), json.dumps({"answerable": False, **shown, "worlds": worlds})
    open_trace = countermodels(pair, equations, called, number)
    members = [
        Sample(answerable, value, _effort(answerable), trace, "", proofs[0]),
        Sample(unanswerable, "Unknown", _effort(unanswerable), open_trace, rejected, proofs[1]),
    ]
    if rng.random() < 0.5:
        members.reverse()
    return replace(members[0], other_members=(members[1],))


def _effort(problem: LinearAlgebra) -> float:
    return eliminated(problem.facts, problem.query)[1]


def corrupt(problem: LinearAlgebra, answer: str, rng: Random) -> str:
    """A number for Unknown; Unknown or a near number for a number."""
    if answer == "Unknown":
        return str(rng.randint(1, 40))
    return "Unknown" if rng.random() < 0.5 else str(Fraction(answer) + rng.choice((-1, 1, 2)))


TASK = Task(
    __name__,
    version=1,
    problem=LinearAlgebra,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.5,  # Unknown is right in half the rows
    capacity=(100_000,) * 2 + (1_000_000,) * 8,
    canonical=canonical,
    corrupt=corrupt,
    max_members=2,
    paired=True,
    split_key=split_key,
    prompt_only=("names", "theme"),
    report_by=("depth", "cut", "second", "broken"),
)
