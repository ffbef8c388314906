"""The canonical form of problems of `honest/linear_algebra`, and the form that their splits go by."""

from synth.verifiers.honest.linear_algebra import Fact, LinearAlgebra


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
