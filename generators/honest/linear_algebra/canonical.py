"""The canonical form of problems of `honest/linear_algebra`, and the form that their splits go by.

A fact says the same when it is multiplied by a number, so facts come without common divisors, and one about zero in whichever of its two
signs is smaller."""

from math import gcd

from synth.verifiers.honest.linear_algebra import Fact, LinearAlgebra

_Terms = list[tuple[int, int]]


def _primitive(fact: Fact) -> Fact:
    terms, constant = fact
    divisor = gcd(constant, *(c for c, _ in terms))
    return tuple((c // divisor, q) for c, q in terms), constant // divisor


def _shape_of(fact: Fact) -> tuple[list[int], int]:
    """Coefficients and constant, the same for all multiples of a fact."""
    terms, constant = _primitive(fact)
    up = sorted(c for c, _ in terms)
    return (min(up, sorted(-c for c in up)) if not constant else up), constant


def split_key(problem: LinearAlgebra) -> object:
    """What a change of quantities in a fact leaves alone: how many there are, coefficients and constants."""
    return [len(problem.names), sorted(map(_shape_of, problem.facts))]


def _coloured(fact: Fact, colour: list[int]) -> tuple[int, _Terms]:
    """The sign in which a fact about zero is smaller (0 where both read alike), and its terms so, with colours for quantities."""
    terms, constant = fact
    up = sorted((c, colour[q]) for c, q in terms)
    down = up if constant else sorted((-c, colour[q]) for c, q in terms)
    if constant or up < down:
        return 1, up
    return (-1 if down < up else 0), down


def canonical(problem: LinearAlgebra) -> object:
    """The facts with quantities named by colours, refined by the facts that they stand in; the query has a colour of its own."""
    colour = [int(q == problem.query) for q in range(len(problem.names))]
    facts = [_primitive(fact) for fact in problem.facts]
    classes = 0
    while len(set(colour)) > classes:
        classes = len(set(colour))
        seen: list[list[tuple[int, tuple[int, _Terms]]]] = [[] for _ in colour]
        for fact in facts:
            sign, around = _coloured(fact, colour)
            for c, q in fact[0]:
                seen[q].append((sign * c if sign else abs(c), (fact[1], around)))
        marks = [(colour[q], sorted(seen[q])) for q in range(len(colour))]
        rank = {repr(mark): place for place, mark in enumerate(sorted(marks))}
        colour = [rank[repr(mark)] for mark in marks]
    return [colour[problem.query], sorted((fact[1], _coloured(fact, colour)[1]) for fact in facts)]
