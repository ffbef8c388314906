"""Worked solutions of `honest/linear_algebra`: one step a line with its arithmetic, `S2: soup = (17 - 3 * 3) / 2 = 4 [F3, S1]`.

Where the value is open they go on with what stays open and why, and two worlds. Both kinds begin alike, so that how a solution begins
says nothing of how it ends."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from synth.generators.honest._growth import GraphPair
from synth.generators.honest._hypergraph import Hypergraph
from synth.generators.honest.linear_algebra.equations import Equation, Equations


def solution(pair: GraphPair, equations: Equations, names: list[str], number: dict[int, int]) -> str:
    """The derivation of the answerable member. names: of nodes; number: of the fact that states an edge, from 1."""
    graph = pair.answerable
    steps = _steps(graph, graph.derivation(), equations.answerable, equations, names, number)
    return "\n".join([_opening(graph, names), *steps])


def countermodels(pair: GraphPair, equations: Equations, names: list[str], number: dict[int, int]) -> str:
    """The steps that can be taken in the unanswerable member, what stays open, and two worlds that show that it does."""
    graph = pair.unanswerable
    steps = _steps(graph, _derivable(graph), equations.unanswerable, equations, names, number)
    worlds = [f"World {name}: {_world(values, names)}" for name, values in (("A", equations.world), ("B", equations.other))]
    return "\n".join([_opening(graph, names), *steps, *_open(graph, equations, names, number), *worlds])


def _opening(graph: Hypergraph, names: list[str]) -> str:
    return f"Looking for {names[graph.query]}, I work out what the facts give on the way to it."


def _open(graph: Hypergraph, equations: Equations, names: list[str], number: dict[int, int]) -> list[str]:
    """Which quantities move between the worlds, and why no fact stops them. A fact that names one of them names two at least, or one of
    the worlds would break it."""
    moved = {node for node, value in enumerate(equations.world) if value != equations.other[node]}
    ties = []
    for edge, fact in sorted(enumerate(equations.unanswerable), key=lambda pair: number[pair[0]]):
        if tied := [names[node] for _, node in fact.terms if node in moved]:
            ties.append(f"F{number[edge]} ({', '.join(tied)})")
    query = graph.query
    return [
        f"That is as far as single values go. {names[query]} stays free: each fact that names it, or a quantity that moves with it, "
        f"leaves at least two of them open: {'; '.join(ties)}.",
        f"Thus {names[query]} can be {equations.world[query]} or {equations.other[query]}, and the others make up for it. "
        "Both worlds satisfy all the facts.",
    ]


def _derivable(graph: Hypergraph) -> list[int]:
    """Edges that derive what the query could have rested on: all its ancestors that are derivable."""
    layer = graph.layers()
    edges: list[int] = []
    for node in sorted(graph.ancestors(graph.query)):
        if layer[node] is not None:
            edges += [edge for edge in graph.derivation(node) if edge not in edges]
    return edges


def _steps(
    graph: Hypergraph, edges: Sequence[int], facts: Sequence[Equation], equations: Equations, names: list[str], number: dict[int, int]
) -> list[str]:
    """One line for the value of each edge's conclusion, and one before it where two facts have to be combined."""
    label: dict[int, int] = {}
    lines: list[str] = []
    for edge in edges:
        premises, conclusion, _ = graph.edges[edge]
        source, stated = f"F{number[edge]}", facts[edge]
        if edge in equations.mixed:
            low, high = sorted((edge, equations.mixed[edge]), key=number.__getitem__)
            stated = equations.unmixed[edge]
            lines.append(f"S{len(lines) + 1}: {_combined(stated, facts[low], facts[high], names)} [F{number[low]}, F{number[high]}]")
            source = f"S{len(lines)}"
        cited = ", ".join([source, *(f"S{i}" for i in sorted(label[node] for node in premises))])
        lines.append(f"S{len(lines) + 1}: {names[conclusion]} = {_worked(stated, conclusion, equations.world)} [{cited}]")
        label[conclusion] = len(lines)
    return lines


def _worked(equation: Equation, conclusion: int, world: Sequence[Fraction]) -> str:
    """The value of the conclusion with the arithmetic that gives it: `(17 - 3 * 3) / 2 = 4`."""
    divisor = next(c for c, node in equation.terms if node == conclusion)
    others = [(c, node) for c, node in equation.terms if node != conclusion]
    text = str(equation.constant)
    for c, node in others:
        text += f" {'-' if c > 0 else '+'} " + (f"{abs(c)} * " if abs(c) > 1 else "") + _number(world[node])
    if divisor != 1:
        text = f"({text})" if others else text
        text = f"-{text}" if divisor == -1 else f"{text} / {_number(Fraction(divisor))}"
    value = str(world[conclusion])
    return value if text == value or text.replace(" ", "") == value else f"{text} = {value}"


def _number(value: Fraction) -> str:
    return str(value) if value >= 0 and value.denominator == 1 else f"({value})"


def _combined(stated: Equation, one: Equation, two: Equation, names: list[str]) -> str:
    """What two facts state together, with how: `soup + 6 tea = 2 * (2 soup + 3 tea) - 3 * (soup) = 2 * 17 - 3 * 5 = 19`."""
    a, b = _weights(stated, one, two)
    sides, sums = (
        f"{_times(a, x, True)} {'-' if b < 0 else '+'} {_times(abs(b), y)}"
        for x, y in ((f"({_terms(one, names)})", f"({_terms(two, names)})"), (str(one.constant), str(two.constant)))
    )
    return f"{_terms(stated, names)} = {sides} = {sums} = {stated.constant}"


def _times(factor: Fraction, text: str, first: bool = False) -> str:
    if abs(factor) == 1:
        return f"-{text}" if factor < 0 and first else text
    return f"{_number(factor)} * {text}"


def _weights(stated: Equation, one: Equation, two: Equation) -> tuple[Fraction, Fraction]:
    """How often each of two facts goes into what they state together."""
    first, second, sum_ = ({node: c for c, node in equation.terms} | {-1: equation.constant} for equation in (one, two, stated))
    for p, q in combinations(sorted(first.keys() | second.keys()), 2):
        a, b, c, d = first.get(p, 0), second.get(p, 0), first.get(q, 0), second.get(q, 0)
        if determinant := Fraction(a * d - b * c):
            x, y = sum_.get(p, 0), sum_.get(q, 0)
            return (x * d - b * y) / determinant, (a * y - x * c) / determinant
    raise ValueError("the two facts are multiples of each other")


def _terms(equation: Equation, names: list[str]) -> str:
    text = ""
    for c, node in equation.terms:
        sign = (" - " if c < 0 else " + ") if text else ("-" if c < 0 else "")
        text += sign + (f"{abs(c)} " if abs(c) > 1 else "") + names[node]
    return text


def _world(world: Sequence[Fraction], names: list[str]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sorted(zip(names, world, strict=True)))
