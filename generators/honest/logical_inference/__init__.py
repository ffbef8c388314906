"""Logical inference with abstention: two theories, one that settles its query and one that does not, put into facts and words.

Effort is the number of times that forward chaining in the order of the prompt looks at a fact before nothing new follows."""

import json
from dataclasses import replace
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.honest._growth import Shape
from synth.generators.honest.logical_inference.canonical import canonical, split_key
from synth.generators.honest.logical_inference.facts import fact, fact_shapes, node_literals
from synth.generators.honest.logical_inference.pairs import KINDS, TheoryPair
from synth.generators.honest.logical_inference.sides import draw_theories
from synth.generators.honest.logical_inference.solution import chaining_effort, derivation, search
from synth.generators.honest.logical_inference.words import statements
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.honest.logical_inference import MAX_FACTS, MAX_STATEMENTS, LogicalInference, settled, verify
from synth.verifiers.honest.logical_inference.claims import negative

Naming = Literal["plain", "composite", "symbols", "invented", "mixed"]
NAMINGS: tuple[Naming, ...] = ("plain", "plain", "plain", "composite", "symbols", "invented")
ATTEMPTS = 20


class Knobs(Frozen, frozen=True):
    depth: Annotated[int, Meta(ge=2, le=15)]  # layers of derivation from the facts to the query
    cut: Annotated[int, Meta(ge=0, le=16)]  # distance from the query of the change that breaks the derivation; 0: any
    nearest: Annotated[int, Meta(ge=1, le=5)]  # least such distance where `cut` is 0: who looks less far sees no difference
    fan_in: Annotated[int, Meta(ge=1, le=3)]  # premises of a rule, at most
    facts: Annotated[int, Meta(ge=12, le=60)]  # facts, about
    second: Annotated[int, Meta(ge=0, le=4)]  # second derivations along the way
    broken: Annotated[int, Meta(ge=0, le=6)]  # rules that would lead on, but for an underivable premise
    turned: Annotated[float, Meta(ge=0, le=0.6)]  # share of rules worded by their contrapositive
    either: Annotated[float, Meta(ge=0, le=0.4)]  # share of rules worded as a disjunction
    dilemmas: Annotated[float, Meta(ge=0, le=0.5)]  # share of rules with at most one premise that are stretched to a dilemma
    naming: Naming = "mixed"  # of the things that statements are about
    order: Literal["shuffled", "plain facts first", "plain facts last"] = "shuffled"  # of the facts


# Disjunctions begin at the third level: in smaller theories a rare one shows, by mere counts, who stands beside the query.
LEVELS = (
    Knobs(2, 0, 1, 2, 20, 0, 0, 0.0, 0.0, 0.0),
    Knobs(3, 0, 1, 2, 22, 0, 0, 0.0, 0.0, 0.0),
    Knobs(4, 0, 2, 2, 24, 0, 0, 0.1, 0.05, 0.02),
    Knobs(5, 0, 3, 3, 30, 0, 1, 0.15, 0.15, 0.04),
    Knobs(6, 0, 3, 3, 34, 0, 1, 0.2, 0.2, 0.05),
    Knobs(7, 0, 3, 3, 40, 1, 1, 0.25, 0.2, 0.06),
    Knobs(8, 0, 3, 3, 44, 1, 1, 0.3, 0.25, 0.07),
    Knobs(9, 0, 3, 3, 50, 1, 2, 0.35, 0.25, 0.08),
    Knobs(10, 0, 4, 3, 54, 1, 2, 0.4, 0.3, 0.08),
    Knobs(12, 0, 4, 3, 56, 1, 1, 0.5, 0.3, 0.08),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(ATTEMPTS):
        drawn = _draw(rng, knobs)
        if drawn is not None:
            return drawn
    raise Discard("too many statements or not settled")


def _draw(rng: Random, knobs: Knobs) -> Sample | None:
    kind = rng.choice(KINDS)
    shape = Shape(knobs.depth, min(knobs.cut, knobs.depth), "premise", False, knobs.fan_in, knobs.facts, knobs.second, knobs.broken)
    pair = draw_theories(rng, kind, shape, knobs.nearest)
    shapes, nodes = fact_shapes(rng, pair, knobs.turned, knobs.either, knobs.dilemmas, knobs.order)
    literals = node_literals(rng, pair, nodes)
    count = max(map(abs, literals))
    if count > MAX_STATEMENTS or len(shapes) > MAX_FACTS:
        return None
    words = statements(rng, count, rng.choice(NAMINGS) if knobs.naming == "mixed" else knobs.naming)
    right = rng.random() < 0.5
    query = literals[pair.query] if right else -literals[pair.query]
    theories = [tuple(fact(shape, edges, literals) for shape in shapes) for edges in (pair.answerable, pair.unanswerable)]
    answer = "True" if right else "False"
    try:
        answerable, unanswerable = (LogicalInference(words, theory, query) for theory in theories)
        trace = derivation(pair, shapes, literals, words)
        searched = search(pair, shapes, literals, unanswerable, trace.count("\n") + 1)
    except ValueError:
        return None
    if settled(answerable.facts, query) != answer or settled(unanswerable.facts, query) != "Unknown":
        return None
    effort = float(chaining_effort(answerable.facts))
    rejected = f"{trace}\n\n<answer>\n{answer}\n</answer>"
    members = [
        Sample(answerable, answer, effort, trace, provenance=_provenance(True, pair, knobs)),
        Sample(unanswerable, "Unknown", effort, searched, rejected, _provenance(False, pair, knobs)),
    ]
    rng.shuffle(members)
    return replace(members[0], other_members=(members[1],))


def _provenance(answerable: bool, pair: TheoryPair, knobs: Knobs) -> str:
    return json.dumps({"answerable": answerable, "kind": pair.kind, "depth": knobs.depth, "cut": pair.cut})


def corrupt(problem: LogicalInference, answer: str, rng: Random) -> str:
    return rng.choice([word for word in ("True", "False", "Unknown") if word != answer])


_SHORT = {" is not ": " isn't ", " cannot ": " can't ", " does not have ": " doesn't have "}


def _literal(problem: LogicalInference, number: int) -> dict[str, str]:
    """A literal for the template: yes, or for a negative no (in full) and short."""
    if number > 0:
        return {"yes": problem.statements[number - 1], "no": ""}
    full = negative(problem.statements[-number - 1])
    short = full
    for long, contracted in _SHORT.items():
        short = short.replace(long, contracted)
    return {"yes": "", "no": full, "short": short}


def prompt_variables(problem: LogicalInference, rng: Random) -> dict[str, object]:
    facts = [{"form": f"{f.kind}{len(f.literals)}", "parts": [_literal(problem, n) for n in f.literals]} for f in problem.facts]
    return {"facts": facts, "query": _literal(problem, problem.query)}


TASK = Task(
    __name__,
    version=1,
    problem=LogicalInference,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.5,  # Unknown is right in half the rows
    capacity=(30_000, 500_000, *[1_000_000] * 8),
    canonical=canonical,
    corrupt=corrupt,
    max_members=2,
    paired=True,
    split_key=split_key,
    prompt_only=("statements",),
    report_by=("depth", "cut", "second", "broken", "facts"),
)
