"""Questions about a tree that is told, of which the one is asked whose answer rests on most."""

from random import Random

from synth.generators.logic.space_reasoning_tree.misreading import answer_by, taken_for_direct, told_outright
from synth.generators.logic.space_reasoning_tree.telling import Telling
from synth.verifiers.logic.space_reasoning_tree import Question, children, common, line, nodes_asked_for

KINDS = ("cousins", "nephews", "below", "leaves", "ancestor", "depth", "distance")
TRIES = 20
MOST = 7
"""Nodes that an answer names."""


def question_of(rng: Random, telling: Telling, about: int, choice: int) -> tuple[Question | None, int]:
    """A question and its effort, whose answer a hasty reader gets wrong where there is one. about: nodes that a question about a number
    or a common ancestor is about, at most; choice: questions of a kind of which the one with the greatest effort is taken."""
    misread = _misread(telling) if telling.indirect else []
    best: tuple[bool, int, Question | None] = False, 0, None
    for kind in rng.sample(KINDS, len(KINDS)):
        left = choice
        for _ in range(TRIES + choice):
            one = _drawn(rng, telling, kind, about)
            if one:
                question, nodes = one
                effort = telling.effort(nodes)
                if not best[0] or effort > best[1]:
                    right = answer_by(telling.parents, telling.below, question)
                    hard = all(answer_by(parents, below, question) != right for parents, below in misread)
                    best = max(best, (hard, effort, question), key=lambda each: each[:2])
                left -= 1
                if not left:
                    break
        if best[0]:
            break
    return best[2], best[1]


def _misread(telling: Telling) -> list[tuple[tuple[int, ...], list[list[int]]]]:
    """Parents and children as hasty readers find them."""
    found = [read(len(telling.parents), telling.statements) for read in (told_outright, taken_for_direct)]
    return [(parents, children(parents)) for parents in found]


def _drawn(rng: Random, telling: Telling, kind: str, about: int) -> tuple[Question, set[int]] | None:
    """A question of a kind, and the nodes whose parents its answer rests on; None where the drawn nodes do not fit."""
    parents, below = telling.parents, telling.below
    if kind in ("depth", "distance", "ancestor"):
        number = rng.randint(max(2, about - 1), max(2, about)) if kind != "depth" else rng.randint(max(1, about - 1), about)
        nodes = tuple(rng.sample(telling.order[len(parents) // 4 :], number))
        ways = [line(parents, node) for node in nodes]
        top = common(ways)
        if kind == "depth":
            return Question("depth", nodes, 0), {node for way in ways for node in way[:-1]}
        if kind == "ancestor" and any(top in (node, parents[node]) for node in nodes):
            return None  # to be read off one statement
        question = Question("ancestor" if kind == "ancestor" else "distance", nodes, 0)
        return question, {node for way in ways for node in way[: way.index(top)]}
    node = rng.randrange(len(parents))
    way = line(parents, node)
    if kind == "cousins":
        number = rng.randint(1, 2)
        question, depth, top = Question("cousins", (node,), number), number + 1, number + 1
    elif kind == "nephews":
        number = rng.randint(1, 3)
        question, depth, top = Question("nephews", (node,), number), number + 1, 1
    elif kind == "below":
        number = rng.randint(2, 4)
        question, depth, top = Question("below", (node,), number), number, 0
    else:
        question, depth, top = Question("leaves", (node,), 0), len(parents), 0
        if not any(below[child] for child in below[node]):
            return None
    if top >= len(way):
        return None
    right = nodes_asked_for(parents, below, question)
    if not 1 + (len(parents) > 12) <= len(right) <= MOST:
        return None
    reached: set[int] = set()
    layer = [way[top]]
    for _ in range(depth):
        layer = [child for one in layer for child in below[one]]
        reached.update(layer)
        if not layer:
            break
    return question, reached
