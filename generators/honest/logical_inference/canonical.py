"""The canonical form of problems of `honest/logical_inference`, and the form that their splits go by."""

from synth.verifiers.honest.logical_inference import Fact, LogicalInference


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
