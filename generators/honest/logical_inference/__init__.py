"""Logical inference: a pair of theories from `_logic_pairs`, one that settles its query and one that does not, put into facts and words.

Nodes become statements or their negatives at random, edges become conditionals (straight or by their contrapositive), disjunctions or
dilemmas, given nodes become plain facts, alone or joined: the choices are made once for both members, so the members' facts are alike in
kind, size and number of negatives one by one. Effort is the number of times that forward chaining in the order of the prompt looks at
a fact before nothing new follows. Longer than most: one file because dressing a theory and proving its labels go by the same tables."""

import json
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.generators.honest._hypergraph import Edge, Shape
from synth.generators.honest.logical_inference.pairs import KINDS, Pair, pair
from synth.generators.honest.logical_inference.words import statements
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.honest.logical_inference import MAX_FACTS, MAX_STATEMENTS, Fact, LogicalInference, clauses, settled, verify
from synth.verifiers.honest.logical_inference.claims import negative, sentence
from synth.verifiers.honest.logical_inference.search import atoms, bits, model, opposite

Naming = Literal["plain", "composite", "symbols", "invented", "mixed"]
NAMINGS: tuple[Naming, ...] = ("plain", "plain", "plain", "composite", "symbols", "invented")
ATTEMPTS = 20


class Knobs(Frozen, frozen=True):
    depth: Annotated[int, Meta(ge=2, le=15)]  # layers of derivation from the facts to the query
    cut: Annotated[int, Meta(ge=0, le=16)]  # distance from the query of the change that breaks the derivation; 0: any
    fan_in: Annotated[int, Meta(ge=1, le=3)]  # premises of a rule, at most
    facts: Annotated[int, Meta(ge=6, le=48)]  # facts, about
    second: Annotated[int, Meta(ge=0, le=4)]  # second derivations along the way
    broken: Annotated[int, Meta(ge=0, le=6)]  # rules that would lead on, but for an underivable premise
    turned: Annotated[float, Meta(ge=0, le=0.6)]  # share of rules worded by their contrapositive
    either: Annotated[float, Meta(ge=0, le=0.4)]  # share of rules worded as a disjunction
    dilemmas: Annotated[float, Meta(ge=0, le=0.5)]  # share of rules with at most one premise that are stretched to a dilemma
    naming: Naming = "mixed"  # of the things that statements are about
    order: Literal["shuffled", "plain facts first", "plain facts last"] = "shuffled"  # of the facts


# Disjunctions begin at the third level: in smaller theories a rare one shows, by mere counts, who stands beside the query.
LEVELS = (
    Knobs(2, 0, 2, 10, 0, 0, 0.0, 0.0, 0.0),
    Knobs(3, 0, 2, 12, 0, 1, 0.0, 0.0, 0.0),
    Knobs(4, 0, 2, 14, 0, 1, 0.1, 0.05, 0.02),
    Knobs(5, 0, 3, 17, 0, 1, 0.15, 0.15, 0.04),
    Knobs(6, 0, 3, 20, 1, 2, 0.2, 0.2, 0.06),
    Knobs(7, 0, 3, 24, 1, 2, 0.25, 0.2, 0.08),
    Knobs(9, 0, 3, 28, 1, 3, 0.3, 0.25, 0.1),
    Knobs(11, 0, 3, 33, 2, 3, 0.35, 0.25, 0.12),
    Knobs(13, 0, 3, 37, 2, 4, 0.4, 0.3, 0.14),
    Knobs(15, 0, 3, 41, 3, 5, 0.5, 0.3, 0.15),
)


class _Unit(NamedTuple):
    """One fact to come. is, both: given edges; if: the edge with premises in an order, or its contrapositive with the premise at `turn`
    as conclusion; or: as a disjunction; fork, left, right: the three facts of a dilemma, whose cases are two nodes of its own."""

    style: Literal["given", "if", "or", "fork", "left", "right"]
    edges: tuple[int, ...]
    order: tuple[int, ...] = ()
    turn: int = -1
    cases: tuple[int, int] = (-1, -1)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(ATTEMPTS):
        drawn = _draw(rng, knobs)
        if drawn is not None:
            return drawn
    raise Discard("too many statements or not settled")


def _draw(rng: Random, knobs: Knobs) -> Sample | None:
    kind = rng.choice(KINDS)
    shape = Shape(knobs.depth, min(knobs.cut, knobs.depth), "premise", False, knobs.fan_in, knobs.facts, knobs.second, knobs.broken)
    made = pair(rng, kind, shape)
    units, nodes = _units(rng, knobs, made)
    literals = _literals(rng, made, nodes)
    count = max(map(abs, literals))
    if count > MAX_STATEMENTS or len(units) > MAX_FACTS:
        return None
    words = statements(rng, count, rng.choice(NAMINGS) if knobs.naming == "mixed" else knobs.naming)
    right = rng.random() < 0.5
    query = literals[made.query] if right else -literals[made.query]
    facts = [tuple(_fact(unit, edges, literals) for unit in units) for edges in (made.solved, made.broken)]
    answer = "True" if right else "False"
    try:
        yes, no = (LogicalInference(words, theory, query) for theory in facts)
        worlds = _worlds(no)
    except ValueError:
        return None
    if settled(yes.facts, query) != answer or settled(no.facts, query) != "Unknown":
        return None
    effort = float(_looks(yes.facts))
    trace = _derivation(made, units, literals, words)
    rejected = f"{trace}\n\n<answer>\n{answer}\n</answer>"
    members = [
        Sample(yes, answer, effort, trace, provenance=_certificate(True, made, knobs)),
        Sample(no, "Unknown", effort, worlds, rejected, _certificate(False, made, knobs)),
    ]
    rng.shuffle(members)
    return replace(members[0], other_members=(members[1],))


def _certificate(answerable: bool, made: Pair, knobs: Knobs) -> str:
    return json.dumps({"answerable": answerable, "kind": made.kind, "depth": knobs.depth, "cut": made.cut})


def _units(rng: Random, knobs: Knobs, made: Pair) -> tuple[list[_Unit], int]:
    """The facts to come, in the order of the prompt, and the number of nodes, with those that dilemmas add."""
    units: list[_Unit] = []
    given: list[int] = []
    nodes = made.nodes
    room = MAX_STATEMENTS - 2 - (made.nodes - len(made.opposite))
    for number, edge in enumerate(made.solved):
        size = len(edge.premises)
        fixed = number in made.plain
        if not fixed and size <= 1 and number not in made.whole and room > 1 and rng.random() < knobs.dilemmas:
            cases = (nodes, nodes + 1)
            nodes, room = nodes + 2, room - 2
            order = tuple(rng.sample(range(size + 2), size + 2))
            units.append(_Unit("fork", (number,), order, cases=cases))
            units += [_Unit("left", (number,), cases=cases), _Unit("right", (number,), cases=cases)]
        elif not size:
            given.append(number)
        else:
            style = rng.random()
            order = tuple(rng.sample(range(size), size))
            if fixed or style >= knobs.turned + knobs.either:
                units.append(_Unit("if", (number,), order))
            elif style < knobs.turned or size > 2:
                units.append(_Unit("if", (number,), order, turn=rng.randrange(size)))
            else:
                units.append(_Unit("or", (number,), tuple(rng.sample(range(size + 1), size + 1))))
    rng.shuffle(given)
    while given:
        size = min(len(given), rng.choice((1, 1, 1, 2, 2, 3)))
        units.append(_Unit("given", tuple(given.pop() for _ in range(size))))
    rng.shuffle(units)
    if knobs.order != "shuffled":
        units.sort(key=lambda unit: (unit.style == "given") == (knobs.order == "plain facts last"))
    return units, nodes


def _literals(rng: Random, made: Pair, nodes: int) -> list[int]:
    """For each node a statement's number, with a sign. A node that is the opposite of another has the number of that one."""
    own = [node for node in range(nodes) if node not in made.opposite]
    numbers = rng.sample(range(1, len(own) + 1), len(own))
    literals = [0] * nodes
    for node, number in zip(own, numbers, strict=True):
        literals[node] = number if node == made.query or rng.random() < 0.6 else -number
    if rng.random() < 0.5:  # the query is not negative less often, or its sign would tell True from False
        literals[made.query] = -literals[made.query]
    one, other = made.same if made.same[1] != made.query else made.same[::-1]
    literals[other] = abs(literals[other]) * (1 if literals[one] > 0 else -1)
    for node, denied in made.opposite.items():
        literals[node] = -literals[denied]
    return literals


def _fact(unit: _Unit, edges: Sequence[Edge], literals: list[int]) -> Fact:
    if unit.style == "given":
        found = tuple(literals[edges[number].conclusion] for number in unit.edges)
        return Fact("is" if len(found) == 1 else "both", found)
    edge = edges[unit.edges[0]]
    premises, head = [literals[node] for node in edge.premises], literals[edge.conclusion]
    if unit.style == "fork":
        parts = [*(-n for n in premises), *(literals[node] for node in unit.cases)]
        return Fact("or", tuple(parts[i] for i in unit.order))
    if unit.style in ("left", "right"):
        return Fact("if", (literals[unit.cases[unit.style == "right"]], head))
    if unit.style == "or":
        parts = [*(-n for n in premises), head]
        return Fact("or", tuple(parts[i] for i in unit.order))
    if unit.turn >= 0:
        premises[unit.turn], head = -head, -premises[unit.turn]
    return Fact("if", (*(premises[i] for i in unit.order), head))


def _derivation(made: Pair, units: list[_Unit], literals: list[int], words: tuple[str, ...]) -> str:
    """The derivation of the solved member as numbered steps."""
    places: dict[int, list[int]] = {}
    for place, unit in enumerate(units, 1):
        for number in unit.edges:
            places.setdefault(number, []).append(place)
    cited: dict[int, str] = {}
    lines: list[str] = []
    for number in made.trail:
        edge = made.solved[number]
        sources = [f"F{place}" for place in sorted(places[number])]
        if not edge.premises and len(sources) == 1:
            cited[edge.conclusion] = sources[0]
            continue
        label = f"S{len(lines) + 1}"
        sources = list(dict.fromkeys([*sources, *(cited[node] for node in edge.premises)]))
        lines.append(f"{label}: {sentence(literals[edge.conclusion], words)} [{', '.join(sources)}]")
        cited[edge.conclusion] = label
    return "\n".join(lines)


def _worlds(problem: LogicalInference) -> str:
    """Two worlds in which the facts hold, with the query true in the first alone."""
    start = [bits(clause) for fact in problem.facts for clause in clauses(fact)]
    asked = bits((problem.query,))
    lines = []
    for name, held in (("A", asked), ("B", opposite(asked))):
        true = atoms(model(start, held) or 0)
        holding = [statement for number, statement in enumerate(problem.statements, 1) if number in true]
        lines.append(f"World {name}: {'; '.join(holding) or 'none'}")
    return "\n".join(lines)


def _looks(facts: tuple[Fact, ...]) -> int:
    left, held, looks = [bits(clause) for fact in facts for clause in clauses(fact)], 0, 0
    while True:
        looks += len(left)
        before, denied, open_ = held, opposite(held), []
        for clause in left:
            if clause & held:
                continue
            rest = clause & ~denied
            if rest & (rest - 1):
                open_.append(clause)
            else:
                held |= rest
                denied |= opposite(rest)
        if held == before:
            return looks
        left = open_


def corrupt(problem: LogicalInference, answer: str, rng: Random) -> str:
    return rng.choice([word for word in ("True", "False", "Unknown") if word != answer])


def split_key(problem: LogicalInference) -> object:
    """What both members share: kind, size and negatives of each fact, and the number of statements."""
    return [len(problem.statements), sorted([f.kind, len(f.literals), sum(n < 0 for n in f.literals)] for f in problem.facts)]


def canonical(problem: LogicalInference) -> object:
    """Renamed statements and reordered facts share it: colours of statements, refined by the facts that they stand in."""
    colour = {number: int(number == abs(problem.query)) for number in range(1, len(problem.statements) + 1)}
    rounds = 0
    while True:
        shown = [_shown(fact, colour) for fact in problem.facts]
        if rounds == 8 or len(set(colour.values())) == len(colour):
            return [problem.query > 0, sorted(shown)]
        marks: dict[int, list[tuple[object, ...]]] = {number: [] for number in colour}
        for fact, form in zip(problem.facts, shown, strict=True):
            last = fact.literals[-1] if fact.kind == "if" else 0
            for n in fact.literals:
                marks[abs(n)].append((n > 0, n == last, form))
        keys = {number: (colour[number], sorted(found)) for number, found in marks.items()}
        ranks = {repr(key): rank for rank, key in enumerate(sorted(keys.values()))}
        refined = {number: ranks[repr(key)] for number, key in keys.items()}
        if len(ranks) == len(set(colour.values())):
            return [problem.query > 0, sorted(shown)]
        colour, rounds = refined, rounds + 1


def _shown(fact: Fact, colour: dict[int, int]) -> tuple[object, ...]:
    parts = [(colour[abs(n)], n > 0) for n in fact.literals]
    if fact.kind == "if":
        return (fact.kind, tuple(sorted(parts[:-1])), parts[-1])
    return (fact.kind, tuple(sorted(parts)), (0, False))


_SHORT = {" is not ": " isn't ", " cannot ": " can't ", " does not have ": " doesn't have "}


def _part(problem: LogicalInference, number: int) -> dict[str, str]:
    """A literal for the template: yes, or for a negative no (in full) and short."""
    if number > 0:
        return {"yes": problem.statements[number - 1], "no": ""}
    full = negative(problem.statements[-number - 1])
    short = full
    for long, contracted in _SHORT.items():
        short = short.replace(long, contracted)
    return {"yes": "", "no": full, "short": short}


def prompt_variables(problem: LogicalInference) -> dict[str, object]:
    facts = [{"form": f"{f.kind}{len(f.literals)}", "parts": [_part(problem, n) for n in f.literals]} for f in problem.facts]
    return {"facts": facts, "query": _part(problem, problem.query)}


TASK = Task(
    __name__,
    version=1,
    problem=LogicalInference,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.5,  # Unknown is right in half the rows
    capacity=(100_000, 500_000, *[1_000_000] * 8),
    canonical=canonical,
    corrupt=corrupt,
    max_members=2,
    paired=True,
    split_key=split_key,
    prompt_only=("statements",),
    report_by=("depth", "cut", "second", "broken", "facts"),
)
