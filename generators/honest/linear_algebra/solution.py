"""Worked solutions of `honest/linear_algebra`: one step a line, `S2: soup = 4 [F3, S1]`, and two worlds where the value is open."""

from collections.abc import Sequence
from fractions import Fraction

from synth.generators.honest._growth import GraphPair
from synth.generators.honest._hypergraph import Hypergraph
from synth.generators.honest.linear_algebra.equations import Equation, Equations


def solution(pair: GraphPair, equations: Equations, names: list[str], number: dict[int, int]) -> str:
    """The derivation of the answerable member. names: of nodes; number: of the fact that states an edge, from 1."""
    return "\n".join(_steps(pair.answerable, pair.answerable.derivation(), equations, names, number))


def countermodels(pair: GraphPair, equations: Equations, names: list[str], number: dict[int, int]) -> str:
    """The steps that can be taken in the unanswerable member, and two worlds that show that they do not lead to a value."""
    graph = pair.unanswerable
    lines = _steps(graph, _derivable(graph), equations, names, number)
    lines.append(f"The facts do not settle {names[graph.query]}: both of these worlds satisfy all of them.")
    lines += [f"World {name}: {_world(values, names)}" for name, values in (("A", equations.world), ("B", equations.other))]
    return "\n".join(lines)


def _derivable(graph: Hypergraph) -> list[int]:
    """Edges that derive what the query could have rested on: all its ancestors that are derivable."""
    layer = graph.layers()
    edges: list[int] = []
    for node in sorted(graph.ancestors(graph.query)):
        if layer[node] is not None:
            edges += [edge for edge in graph.derivation(node) if edge not in edges]
    return edges


def _steps(graph: Hypergraph, edges: Sequence[int], equations: Equations, names: list[str], number: dict[int, int]) -> list[str]:
    """One line for the value of each edge's conclusion, and one before it where two facts have to be combined."""
    label: dict[int, int] = {}
    lines: list[str] = []
    for edge in edges:
        premises, conclusion, _ = graph.edges[edge]
        source = f"F{number[edge]}"
        if edge in equations.mixed:
            low, high = sorted((number[edge], number[equations.mixed[edge]]))
            lines.append(f"S{len(lines) + 1}: {_claim(equations.unmixed[edge], names)} [F{low}, F{high}]")
            source = f"S{len(lines)}"
        cited = ", ".join([source, *(f"S{i}" for i in sorted(label[node] for node in premises))])
        lines.append(f"S{len(lines) + 1}: {names[conclusion]} = {equations.world[conclusion]} [{cited}]")
        label[conclusion] = len(lines)
    return lines


def _claim(equation: Equation, names: list[str]) -> str:
    text = ""
    for c, node in equation.terms:
        sign = (" - " if c < 0 else " + ") if text else ("-" if c < 0 else "")
        text += sign + (f"{abs(c)} " if abs(c) > 1 else "") + names[node]
    return f"{text} = {equation.constant}"


def _world(world: Sequence[Fraction], names: list[str]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sorted(zip(names, world, strict=True)))
