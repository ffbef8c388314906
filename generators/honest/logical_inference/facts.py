"""Theories put into facts: edges become conditionals (straight or by their contrapositive), disjunctions or dilemmas, given nodes become
plain facts, alone or joined, and nodes become statements or their negations.

The choices are made once for both theories of a pair, so their facts are alike in kind, size and number of negations one by one."""

from collections.abc import Sequence
from random import Random
from typing import Literal, NamedTuple

from synth.generators.honest._hypergraph import Edge
from synth.generators.honest.logical_inference.pairs import TheoryPair
from synth.verifiers.honest.logical_inference import MAX_STATEMENTS, Fact


class FactShape(NamedTuple):
    """One fact to come, whichever theory of the pair it belongs to."""

    style: Literal["given", "if", "or", "fork", "left", "right"]
    """given: nodes without premises. if: a conditional. or: a conditional as a disjunction. fork, left, right: the three facts of a
    dilemma, `a or b`, `if a then c`, `if b then c`."""
    edges: tuple[int, ...]
    """Numbers of the edges that it states: several for given nodes, else one."""
    order: tuple[int, ...] = ()
    """In which its parts are named."""
    contraposed: int = -1
    """In a conditional put by its contrapositive, the number of the premise that becomes the conclusion."""
    cases: tuple[int, int] = (-1, -1)
    """In a dilemma its two cases, nodes of its own."""


def fact_shapes(rng: Random, pair: TheoryPair, turned: float, either: float, dilemmas: float, order: str) -> tuple[list[FactShape], int]:
    """The facts to come, in the order of the prompt, and the number of nodes, with those that dilemmas add. The other arguments are knobs
    of the task."""
    shapes: list[FactShape] = []
    given: list[int] = []
    nodes = pair.nodes
    remaining = MAX_STATEMENTS - 2 - (pair.nodes - len(pair.negation_of))
    for number, edge in enumerate(pair.answerable):
        size = len(edge.premises)
        fixed = number in pair.straight
        if not fixed and size <= 1 and number not in pair.one_sentence and remaining > 1 and rng.random() < dilemmas:
            cases = (nodes, nodes + 1)
            nodes, remaining = nodes + 2, remaining - 2
            parts = tuple(rng.sample(range(size + 2), size + 2))
            shapes.append(FactShape("fork", (number,), parts, cases=cases))
            shapes += [FactShape("left", (number,), cases=cases), FactShape("right", (number,), cases=cases)]
        elif not size:
            given.append(number)
        else:
            style = rng.random()
            parts = tuple(rng.sample(range(size), size))
            if fixed or style >= turned + either:
                shapes.append(FactShape("if", (number,), parts))
            elif style < turned or size > 2:
                shapes.append(FactShape("if", (number,), parts, contraposed=rng.randrange(size)))
            else:
                shapes.append(FactShape("or", (number,), tuple(rng.sample(range(size + 1), size + 1))))
    rng.shuffle(given)
    while given:
        size = min(len(given), rng.choice((1, 1, 1, 2, 2, 3)))
        shapes.append(FactShape("given", tuple(given.pop() for _ in range(size))))
    rng.shuffle(shapes)
    if order != "shuffled":
        shapes.sort(key=lambda shape: (shape.style == "given") == (order == "plain facts last"))
    return shapes, nodes


def node_literals(rng: Random, pair: TheoryPair, nodes: int) -> list[int]:
    """For each node a statement's number, with a sign. A node that is the negation of another has the number of that one."""
    own = [node for node in range(nodes) if node not in pair.negation_of]
    numbers = rng.sample(range(1, len(own) + 1), len(own))
    literals = [0] * nodes
    for node, number in zip(own, numbers, strict=True):
        literals[node] = number if node == pair.query or rng.random() < 0.6 else -number
    if rng.random() < 0.5:  # the query is negative as often as not, or its sign would help to tell True from False
        literals[pair.query] = -literals[pair.query]
    against = next(node for node, denied in pair.negation_of.items() if denied == pair.query)
    literals[against] = -literals[pair.query]
    for one, other in pair.same_sign:
        if other in (pair.query, against):
            one, other = other, one
        literals[other] = abs(literals[other]) * (1 if literals[one] > 0 else -1)
    for node, denied in pair.negation_of.items():
        literals[node] = -literals[denied]
    return literals


def fact(shape: FactShape, edges: Sequence[Edge], literals: list[int]) -> Fact:
    """The fact of that shape in a theory. literals: of each node."""
    if shape.style == "given":
        found = tuple(literals[edges[number].conclusion] for number in shape.edges)
        return Fact("is" if len(found) == 1 else "both", found)
    edge = edges[shape.edges[0]]
    premises, head = [literals[node] for node in edge.premises], literals[edge.conclusion]
    if shape.style == "fork":
        parts = [*(-n for n in premises), *(literals[node] for node in shape.cases)]
        return Fact("or", tuple(parts[i] for i in shape.order))
    if shape.style in ("left", "right"):
        return Fact("if", (literals[shape.cases[shape.style == "right"]], head))
    if shape.style == "or":
        parts = [*(-n for n in premises), head]
        return Fact("or", tuple(parts[i] for i in shape.order))
    if shape.contraposed >= 0:
        premises[shape.contraposed], head = -head, -premises[shape.contraposed]
    return Fact("if", (*(premises[i] for i in shape.order), head))
