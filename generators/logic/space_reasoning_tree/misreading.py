"""Statements as a hasty reader takes them, without the links that have to be worked out: answers that a question should not have."""

from collections.abc import Sequence
from contextlib import suppress

from synth.verifiers.logic.space_reasoning_tree import SETS, Question, Statement, nodes_asked_for, number_asked_for


def told_outright(size: int, statements: Sequence[Statement]) -> tuple[int, ...]:
    """Parents that are told outright, or of a sibling of such a node; -1 for all others."""
    found = [-1] * size
    for kind, nodes in statements:
        if kind in ("parent", "children"):
            for child in nodes[1:]:
                found[child] = nodes[0]
    _shared(found, statements, ("siblings",))
    return tuple(found)


def taken_for_direct(size: int, statements: Sequence[Statement]) -> tuple[int, ...]:
    """The same with grandparents and siblings of parents taken for parents, and cousins for siblings."""
    found = list(told_outright(size, statements))
    for kind, nodes in statements:
        if kind in ("grandparent", "aunt") and found[nodes[1]] < 0:
            found[nodes[1]] = nodes[0]
    _shared(found, statements, ("siblings", "cousins"))
    return tuple(found)


def _shared(found: list[int], statements: Sequence[Statement], kinds: tuple[str, ...]) -> None:
    """Nodes in one statement of these kinds have one parent, where that of either is known."""
    for _ in range(2):
        for kind, nodes in statements:
            if kind in kinds:
                one, other = nodes
                if found[one] < 0:
                    found[one] = found[other]
                elif found[other] < 0:
                    found[other] = found[one]


def answer_by(parents: tuple[int, ...], below: list[list[int]], question: Question) -> int | set[int]:
    """The answer where these are the parents and the children; no nodes where there is none, as in a tree in pieces."""
    for node in question.nodes:
        steps = 0
        while node >= 0 and steps <= len(parents):
            node, steps = parents[node], steps + 1
        if steps > len(parents):
            return set()
    with suppress(StopIteration, RuntimeError):
        return nodes_asked_for(parents, below, question) if question.kind in SETS else number_asked_for(parents, question)
    return set()
