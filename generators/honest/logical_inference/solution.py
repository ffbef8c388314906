"""Worked solutions of `honest/logical_inference`, and what forward chaining costs."""

from collections.abc import Sequence

from synth.generators.honest.logical_inference.facts import FactShape
from synth.generators.honest.logical_inference.pairs import TheoryPair
from synth.verifiers.honest.logical_inference import Fact, LogicalInference, clauses
from synth.verifiers.honest.logical_inference.claims import sentence
from synth.verifiers.honest.logical_inference.search import atoms, bits, model, opposite


def derivation(pair: TheoryPair, shapes: Sequence[FactShape], literals: list[int], words: tuple[str, ...]) -> str:
    """The derivation of the answerable member as numbered steps: `S1: the gate is open [F2, F5]`."""
    places: dict[int, list[int]] = {}
    for place, shape in enumerate(shapes, 1):
        for number in shape.edges:
            places.setdefault(number, []).append(place)
    cited: dict[int, str] = {}
    lines: list[str] = []
    for number in pair.derivation:
        edge = pair.answerable[number]
        sources = [f"F{place}" for place in sorted(places[number])]
        if not edge.premises and len(sources) == 1:
            cited[edge.conclusion] = sources[0]
            continue
        label = f"S{len(lines) + 1}"
        sources = list(dict.fromkeys([*sources, *(cited[node] for node in edge.premises)]))
        lines.append(f"{label}: {sentence(literals[edge.conclusion], words)} [{', '.join(sources)}]")
        cited[edge.conclusion] = label
    return "\n".join(lines)


def countermodels(problem: LogicalInference) -> str:
    """Two worlds in which the facts hold, with the query true in the first alone: they show that nothing follows. Raises ValueError when
    the search for them takes too long."""
    start = [bits(clause) for fact in problem.facts for clause in clauses(fact)]
    asked = bits((problem.query,))
    lines = []
    for name, assumed in (("A", asked), ("B", opposite(asked))):
        true = atoms(model(start, assumed) or 0)
        holding = [statement for number, statement in enumerate(problem.statements, 1) if number in true]
        lines.append(f"World {name}: {'; '.join(holding) or 'none'}")
    return "\n".join(lines)


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
