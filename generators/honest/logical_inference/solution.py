"""Worked solutions of `honest/logical_inference`, and what forward chaining costs."""

from collections.abc import Sequence

from synth.generators.honest._hypergraph import Edge, Hypergraph
from synth.generators.honest.logical_inference.facts import FactShape
from synth.generators.honest.logical_inference.pairs import TheoryPair
from synth.verifiers.honest.logical_inference import Fact, LogicalInference, clauses
from synth.verifiers.honest.logical_inference.claims import sentence
from synth.verifiers.honest.logical_inference.search import atoms, bits, model, opposite


class _Steps:
    """Numbered steps about a theory while they are written: `S1: the gate is open [F2, F5]`."""

    def __init__(self, edges: Sequence[Edge], shapes: Sequence[FactShape], literals: list[int], words: tuple[str, ...]) -> None:
        self.edges, self.literals, self.words = edges, literals, words
        self.lines: list[str] = []
        self.cited: dict[int, str] = {}
        """By node, the fact or step that states it."""
        self.places: dict[int, list[str]] = {}
        """By edge, the facts that state it."""
        for place, shape in enumerate(shapes, 1):
            for number in shape.edges:
                self.places.setdefault(number, []).append(f"F{place}")

    def said(self, node: int) -> str:
        return sentence(self.literals[node], self.words)

    def write(self, claim: str, sources: list[str]) -> None:
        cited = f" [{', '.join(dict.fromkeys(sources))}]" if sources else ""
        self.lines.append(f"S{len(self.lines) + 1}: {claim}{cited}")

    def derive(self, numbers: Sequence[int]) -> None:
        """Steps for edges, premises before conclusions; what a fact states outright is cited where it is used."""
        for number in numbers:
            edge = self.edges[number]
            if edge.conclusion in self.cited:
                continue
            sources = self.places[number]
            if edge.premises or len(sources) > 1:
                self.write(self.said(edge.conclusion), [*sources, *(self.cited[node] for node in edge.premises)])
                sources = [f"S{len(self.lines)}"]
            self.cited[edge.conclusion] = sources[0]


def derivation(pair: TheoryPair, shapes: Sequence[FactShape], literals: list[int], words: tuple[str, ...]) -> str:
    """The derivation of the answerable member as numbered steps."""
    steps = _Steps(pair.answerable, shapes, literals, words)
    steps.derive(pair.derivation)
    return "\n".join(steps.lines)


def search(pair: TheoryPair, shapes: Sequence[FactShape], literals: list[int], problem: LogicalInference, length: int) -> str:
    """The search that finds nothing in the unanswerable member: what can be derived of all that bears on the query and its negation; what
    each of the two lacks and what that lacks, back to what no fact gives; two worlds that show it. length: of lines, at least, where
    there is so much to derive. Raises ValueError when the search for worlds takes too long."""
    graph = Hypergraph(pair.nodes, tuple(pair.unanswerable), pair.query)
    layers = graph.layers()
    derived_as = {literals[node]: node for node, layer in enumerate(layers) if layer is not None}
    stops, useful = _stops(
        graph, layers, derived_as, literals, {pair.query, *(n for n, of in pair.negation_of.items() if of == pair.query)}
    )
    steps = _Steps(pair.unanswerable, shapes, literals, problem.statements)
    wanted = sorted(useful, key=lambda node: (layers[node], node))
    near = {node for goal in (n for n, _ in stops) for node in graph.ancestors(goal)}
    reserve = [n for n in sorted(derived_as.values(), key=lambda node: (node not in near, layers[node], node)) if layers[n]]
    for node in wanted:
        steps.derive(graph.derivation(node))
    for node in reserve:
        if steps.lines and len(steps.lines) + len(stops) >= length:
            break
        steps.derive(graph.derivation(node))
    for goal, number in stops:
        if number < 0:
            steps.write(f"no fact gives that {steps.said(goal)}", [])
            continue
        missing = [node for node in graph.edges[number].premises if layers[node] is None]
        opposed = [derived_as[-literals[node]] for node in missing if -literals[node] in derived_as]
        sources = [*steps.places[number], *(steps.cited[node] for node in graph.edges[number].premises if layers[node] is not None)]
        parts = " and ".join(map(steps.said, missing))
        if opposed:
            claim = f"to get that {steps.said(goal)}, it would have to be so that {parts}, but that is denied"
            steps.write(claim, [*sources, steps.cited[opposed[0]]])
        else:
            steps.write(f"to get that {steps.said(goal)}, it is still to be shown that {parts}", sources)
    return "\n".join([*steps.lines, *countermodels(problem)])


def _stops(
    graph: Hypergraph, layers: list[int | None], derived_as: dict[int, int], literals: list[int], goals: set[int]
) -> tuple[list[tuple[int, int]], set[int]]:
    """Where the search back from the goals stops: (node, edge that would give it), edge -1 for a node that no edge gives; and the nodes
    whose derivations are needed to say so."""
    stops: list[tuple[int, int]] = []
    useful: set[int] = set()
    left, seen = sorted(goals, key=lambda node: node != graph.query), set(goals)
    while left:
        goal = left.pop(0)
        found: list[int] = []
        into = [number for number, edge in enumerate(graph.edges) if edge.conclusion == goal]
        stops += [(goal, number) for number in into] or [(goal, -1)]
        for number in into:
            premises = graph.edges[number].premises
            missing = [node for node in premises if layers[node] is None]
            useful |= {node for node in premises if layers[node] is not None}
            opposed = [derived_as[-literals[node]] for node in missing if -literals[node] in derived_as]
            useful |= {*opposed[:1]}
            if not opposed and seen.isdisjoint(missing):
                found.append(missing[0])
                seen.add(missing[0])
        left = found + left
    return stops, useful


def countermodels(problem: LogicalInference) -> list[str]:
    """Two worlds in which the facts hold, with the query true in the first alone: they show that nothing follows. Raises ValueError when
    the search for them takes too long."""
    start = [bits(clause) for fact in problem.facts for clause in clauses(fact)]
    asked = bits((problem.query,))
    lines = []
    for name, assumed in (("A", asked), ("B", opposite(asked))):
        true = atoms(model(start, assumed) or 0)
        holding = [statement for number, statement in enumerate(problem.statements, 1) if number in true]
        lines.append(f"World {name}: {'; '.join(holding) or 'none'}")
    return lines


def chaining_effort(facts: tuple[Fact, ...]) -> int:
    """How many times forward chaining in the order of the prompt looks at a fact before nothing new follows."""
    left, known, looks = [bits(clause) for fact in facts for clause in clauses(fact)], 0, 0
    while True:
        looks += len(left)
        before, denied, open_ = known, opposite(known), []
        for clause in left:
            if clause & known:
                continue
            rest = clause & ~denied
            if rest & (rest - 1):
                open_.append(clause)
            else:
                known |= rest
                denied |= opposite(rest)
        if known == before:
            return looks
        left = open_
