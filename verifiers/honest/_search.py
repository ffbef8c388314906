"""Propositional search: clauses of signed numbers, unit propagation and splitting, on sets of atoms kept as bits."""

from collections.abc import Iterable

Bits = tuple[int, int]  # atoms (as bits) of a clause without and with negation, or known to be true and false

BUDGET = 400
"""Splits in one search; problems within the generator's range need a handful."""


def bits(clause: Iterable[int]) -> Bits:
    plus = minus = 0
    for literal in clause:
        if literal > 0:
            plus |= 1 << literal
        else:
            minus |= 1 << -literal
    return plus, minus


def propagate(clauses: list[Bits], true: int, false: int) -> tuple[list[Bits], int, int] | None:
    """Everything that single clauses force, one after another: what is left open and what is known; None on a contradiction."""
    while True:
        left: list[Bits] = []
        before = true, false
        for clause in clauses:
            plus, minus = clause
            if plus & true or minus & false:
                continue
            plus &= ~false
            minus &= ~true
            if not plus & (plus - 1) and not minus & (minus - 1) and not (plus and minus):
                if not plus and not minus:
                    return None
                true |= plus
                false |= minus
            else:
                left.append(clause)
        if true & false:
            return None
        if (true, false) == before:
            return left, true, false
        clauses = left


def model(clauses: list[Bits], true: int = 0, false: int = 0) -> int | None:
    """The atoms (as bits) true in some model, or None when there is none. Raises ValueError when the search takes too long."""
    splits = 0
    stack = [(clauses, true, false)]
    while stack:
        found = propagate(*stack.pop())
        if found is None:
            continue
        left, true, false = found
        if not left:
            return true
        splits += 1
        if splits > BUDGET:
            raise ValueError("too hard to settle")
        plus, minus = left[0]
        plus, minus = plus & ~false, minus & ~true
        # False is tried first where the clause allows it, so that few atoms are true.
        atom = (minus & -minus) or (plus & -plus)
        one, other = (left, true | atom, false), (left, true, false | atom)
        stack += (one, other) if minus else (other, one)
    return None


def follows(clauses: list[Bits], wanted: Iterable[int]) -> bool:
    """Whether the clauses entail the disjunction of the literals."""
    plus, minus = bits(wanted)
    return bool(plus & minus) or model(clauses, minus, plus) is None
