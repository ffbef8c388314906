"""Linear algebra with abstention: facts over a drawn hypergraph and a twin in which one fact (or a swap between two) is changed.

The twin is Unknown: its two worlds come from the same drawing. All counts are equal within a pair; the quantities that
trade places have equal values in the shared world, so that no coefficient and no constant changes. Effort is the number of row operations
that exact elimination of the facts takes."""

import json
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.honest._hypergraph import Drawn, Hypergraph, Kind, Shape, draw
from synth.generators.honest.linear_algebra.facts import Dressed, Equation, Taste, dress
from synth.generators.honest.linear_algebra.words import named, told
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.honest.linear_algebra import MAX_QUANTITIES, Fact, LinearAlgebra, Theme, eliminated, verify

DRAWS = 6
TRIES = 30  # draws of a graph for one whose members look alike


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
    for _ in range(DRAWS):
        drawn = _drawn(rng, _shape(rng, knobs))
        if drawn.graph.nodes > MAX_QUANTITIES:
            continue
        try:
            dressed = dress(rng, drawn, Taste(knobs.coefficient, knobs.value, knobs.fractions, knobs.mixed))
        except Discard as discard:
            reason = str(discard)
            continue
        return _pair(rng, knobs, drawn, dressed)
    raise Discard(reason)


def _shape(rng: Random, knobs: Knobs) -> Shape:
    kind: Kind = rng.choice(("premise", "premise", "conclusion", "given"))
    if knobs.cut and kind == "given":
        kind = "premise"
    cut = knobs.depth + 1 if kind == "given" else min(knobs.cut, knobs.depth) or rng.randint(1 + (kind == "conclusion"), knobs.depth)
    if cut == 1:
        kind = "premise"
    # A quantity that a fact gives outright may not lose a mention, lest idle givens tell the members apart.
    swap = rng.random() < 0.4 or (kind == "premise" and cut == knobs.depth)
    facts = rng.randint(knobs.facts_from, knobs.facts_to)
    return Shape(knobs.depth, cut, kind, swap, knobs.fan_in, facts, rng.randint(0, knobs.second), rng.randint(0, knobs.broken), True)


def _drawn(rng: Random, shape: Shape) -> Drawn:
    """A draw whose members agree in the mentions of the quantities in each fact. A swap always does."""
    for _ in range(0 if shape.swap else TRIES):
        drawn = draw(rng, shape)
        if drawn.alike(1):
            return drawn
    return draw(rng, shape._replace(swap=True))


def _pair(rng: Random, knobs: Knobs, drawn: Drawn, dressed: Dressed) -> Sample:
    """Both members, in random order, with quantities and facts shuffled alike."""
    nodes = drawn.graph.nodes
    where = rng.sample(range(nodes), nodes)  # the quantity that a node becomes
    order = rng.sample(range(len(dressed.whole)), len(dressed.whole))  # the edge that each fact tells
    theme, names = named(rng, nodes, knobs.theme, knobs.naming)
    number = {edge: place for place, edge in enumerate(order, 1)}
    cut = drawn.cut
    shown = {
        "depth": knobs.depth,
        "cut": knobs.depth + 1 - drawn.spine.index(drawn.graph.edges[cut.edge].conclusion),
        "kind": cut.kind,
        "changed": sorted(number[edge] for edge in (cut.edge, cut.other) if edge >= 0),
    }

    def problem(equations: Sequence[Equation]) -> LinearAlgebra:
        facts = tuple((tuple((c, where[node]) for c, node in equations[edge].terms), equations[edge].constant) for edge in order)
        return LinearAlgebra(names, theme, facts, where[drawn.graph.query])

    called = [names[where[node]] for node in range(nodes)]
    value = _text(dressed.world[drawn.graph.query])
    derivation = "\n".join(_steps(drawn.graph, drawn.graph.derivation(), dressed, called, number))
    open_trace = "\n".join(
        [
            *_steps(drawn.broken, _known(drawn.broken), dressed, called, number),
            f"The facts do not settle {called[drawn.graph.query]}: both of these worlds satisfy all of them.",
            *(f"World {name}: {_world(world, called)}" for name, world in (("A", dressed.world), ("B", dressed.other))),
        ]
    )
    worlds = [{called[node]: _text(v) for node, v in enumerate(world)} for world in (dressed.world, dressed.other)]
    rejected = f"{derivation}\n\n<answer>\n{value}\n</answer>"
    sure = problem(dressed.whole)
    free = problem(dressed.broken)
    members = [
        Sample(sure, value, _effort(sure), derivation, "", json.dumps({"answerable": True, **shown})),
        Sample(free, "Unknown", _effort(free), open_trace, rejected, json.dumps({"answerable": False, **shown, "worlds": worlds})),
    ]
    if rng.random() < 0.5:
        members.reverse()
    first, second = members
    return Sample(first.problem, first.answer, first.effort, first.trace, first.rejected, first.provenance, (second,))


def _known(graph: Hypergraph) -> list[int]:
    """Edges that derive what the query of the broken graph could have rested on: all that its facts' neighbours give."""
    layer, ancestors = graph.layers(), graph.ancestors(graph.query)
    edges: list[int] = []
    for node in sorted(ancestors):
        if layer[node] is not None:
            edges += [edge for edge in graph.derivation(node) if edge not in edges]
    return edges


def _steps(graph: Hypergraph, edges: Sequence[int], dressed: Dressed, called: list[str], number: dict[int, int]) -> list[str]:
    """One line for the value of each edge's conclusion, and one before it where two facts have to be combined."""
    label: dict[int, int] = {}
    lines: list[str] = []
    for edge in edges:
        premises, conclusion, _ = graph.edges[edge]
        source = f"F{number[edge]}"
        if edge in dressed.mixed:
            low, high = sorted((number[edge], number[dressed.mixed[edge]]))
            lines.append(f"S{len(lines) + 1}: {_claim(dressed.plain[edge], called)} [F{low}, F{high}]")
            source = f"S{len(lines)}"
        cited = ", ".join([source, *(f"S{i}" for i in sorted(label[node] for node in premises))])
        lines.append(f"S{len(lines) + 1}: {called[conclusion]} = {_text(dressed.world[conclusion])} [{cited}]")
        label[conclusion] = len(lines)
    return lines


def _claim(equation: Equation, called: list[str]) -> str:
    text = ""
    for c, node in equation.terms:
        sign = (" - " if c < 0 else " + ") if text else ("-" if c < 0 else "")
        text += sign + (f"{abs(c)} " if abs(c) > 1 else "") + called[node]
    return f"{text} = {equation.constant}"


def _world(world: Sequence[Fraction], called: list[str]) -> str:
    return ", ".join(f"{name} = {_text(value)}" for name, value in sorted(zip(called, world, strict=True)))


def _text(value: Fraction) -> str:
    return str(value)


def _effort(problem: LinearAlgebra) -> float:
    return eliminated(problem.facts, problem.query)[1]


def _shape_of(fact: Fact) -> tuple[list[int], int]:
    """Coefficients and constant, the same for both signs of a fact about zero."""
    terms, constant = fact
    up = sorted(c for c, _ in terms)
    return (min(up, sorted(-c for c in up)) if not constant else up), constant


def split_key(problem: LinearAlgebra) -> object:
    """What a change of quantities in a fact leaves alone: how many there are, coefficients and constants."""
    return [len(problem.names), sorted(map(_shape_of, problem.facts))]


def _sign(fact: Fact) -> int:
    """What turns a fact about zero to the one of its two signs that `split_key` shows."""
    return 1 if fact[1] or _shape_of(fact)[0] == sorted(c for c, _ in fact[0]) else -1


def canonical(problem: LinearAlgebra) -> object:
    """The facts with quantities named by colours, refined by the facts that they stand in; the query has a colour of its own."""
    colour = [int(q == problem.query) for q in range(len(problem.names))]
    facts = [(terms, constant, _sign((terms, constant))) for terms, constant in problem.facts]
    classes = 0
    while len(set(colour)) > classes:
        classes = len(set(colour))
        seen: list[list[tuple[int, tuple[int, list[tuple[int, int]]]]]] = [[] for _ in colour]
        for terms, constant, sign in facts:
            around = (constant, sorted((sign * c, colour[q]) for c, q in terms))
            for c, q in terms:
                seen[q].append((sign * c, around))
        marks = [(colour[q], sorted(seen[q])) for q in range(len(colour))]
        rank = {repr(mark): place for place, mark in enumerate(sorted(marks))}
        colour = [rank[repr(mark)] for mark in marks]
    return [colour[problem.query], sorted((constant, sorted((sign * c, colour[q]) for c, q in terms)) for terms, constant, sign in facts)]


def prompt_variables(problem: LinearAlgebra) -> dict[str, object]:
    return told(problem)


def corrupt(problem: LinearAlgebra, answer: str, rng: Random) -> str:
    """A number for Unknown; Unknown or a near number for a number."""
    if answer == "Unknown":
        return str(rng.randint(1, 40))
    return "Unknown" if rng.random() < 0.5 else _text(Fraction(answer) + rng.choice((-1, 1, 2)))


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
