"""Space reasoning tree: a drawn tree, of which each link is told outright or by kinship from which it follows, from the root down.

Links that are told by kinship rest on other links, and those on others again; the solution is a proof, so every tree that is told is
the only one. Effort is the weight of all links from which the answer follows: 1 for one that is told outright, 2 to 4 for kinship."""

from collections import Counter, defaultdict
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.space_reasoning_tree.questions import question_of
from synth.generators.logic.space_reasoning_tree.telling import Telling
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.space_reasoning_tree import SETS, SpaceReasoningTree, children, verify
from synth.verifiers.logic.space_reasoning_tree import nodes_asked_for as nodes_of
from synth.verifiers.logic.space_reasoning_tree import number_asked_for as number_of
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

CODES = tuple(f"{letter}{number}" for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ" for number in range(10, 100))
MOST_NAMED = 60
"""Nodes that may be called by first names; larger trees have codes."""
MOST_CHILDREN = 4


class Knobs(Frozen, frozen=True):
    nodes: Annotated[int, Meta(ge=8, le=400)]
    """Nodes of the tree."""
    depth: Annotated[int, Meta(ge=3, le=16)]
    """Depth of its deepest node, where there are enough nodes for that."""
    indirect: Annotated[int, Meta(ge=0, le=100)]
    """Percentage of links that are told by kinship, where kinship can tell them."""
    about: Annotated[int, Meta(ge=1, le=4)]
    """Nodes that a question about a number or a common ancestor is about, at most."""
    choice: Annotated[int, Meta(ge=1, le=12)]
    """Questions of a kind of which the one is asked whose answer rests on most."""


LEVELS = (
    Knobs(9, 3, 0, 1, 1),
    Knobs(12, 3, 20, 2, 2),
    Knobs(15, 4, 30, 2, 2),
    Knobs(20, 5, 45, 2, 3),
    Knobs(26, 6, 60, 3, 3),
    Knobs(33, 7, 70, 3, 4),
    Knobs(42, 8, 80, 3, 4),
    Knobs(53, 9, 90, 4, 5),
    Knobs(64, 10, 95, 4, 7),
    Knobs(76, 13, 100, 4, 10),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    parents = _tree(rng, knobs)
    telling = Telling(rng, parents, knobs.indirect)
    question, effort = question_of(rng, telling, knobs.about, knobs.choice)
    if question is None:
        raise Discard("no question")
    named = len(parents) <= MOST_NAMED and rng.random() < 0.5
    names = tuple(rng.sample(FIRST_NAMES if named else CODES, len(parents)))
    statements = list(telling.statements)
    rng.shuffle(statements)
    problem = SpaceReasoningTree(names, parents, tuple(statements), question)
    return Sample(problem, answer_to(problem), effort=float(effort))


def answer_to(problem: SpaceReasoningTree) -> str:
    """The reference answer; nodes from the last to the first, while lists of children in the prompt go from the first to the last."""
    if problem.question.kind not in SETS:
        return str(number_of(problem.parents, problem.question))
    found = nodes_of(problem.parents, children(problem.parents), problem.question)
    return ", ".join(problem.names[node] for node in sorted(found, reverse=True))


def _tree(rng: Random, knobs: Knobs) -> tuple[int, ...]:
    """A way down of the full depth, and all other nodes hung below those that have room."""
    below = [0] * knobs.nodes
    length = min(knobs.depth, knobs.nodes - 1)
    parents, depth = [-1, *range(length)], list(range(length + 1))
    for node in range(length):
        below[node] = 1
    while len(parents) < knobs.nodes:
        parent = rng.randrange(len(parents))
        if depth[parent] < knobs.depth and below[parent] < MOST_CHILDREN:
            below[parent] += 1
            parents.append(parent)
            depth.append(depth[parent] + 1)
    order = rng.sample(range(knobs.nodes), knobs.nodes)
    place = {node: new for new, node in enumerate(order)}
    return tuple([place[parents[node]] if parents[node] >= 0 else -1 for node in order])


def prompt_variables(problem: SpaceReasoningTree, rng: Random) -> dict[str, object]:
    names, kinds = problem.names, {kind for kind, _ in problem.statements}
    told = []
    for kind, nodes in problem.statements:
        count = kind == "count"
        shown = {"node": names[nodes[0]], "nodes": [] if count else [names[node] for node in nodes]}
        told.append({"kind": kind, "number": nodes[1] if count else 0, **shown})
    asked = problem.question
    named = not names[0][1].isdigit()
    free = [name for name in rng.sample(FIRST_NAMES if named else CODES, min(len(names) + 3, len(FIRST_NAMES))) if name not in names]
    first, *more = free[:3]
    example = [first] if asked.kind == "ancestor" else [first, *more] if asked.kind in SETS else []
    return {
        "count": len(names),
        "told": told,
        "kind": asked.kind,
        "asked": [names[node] for node in asked.nodes],
        "number": asked.number,
        "named": named,
        "uses_cousins": asked.kind == "cousins" or "cousins" in kinds,
        "uses_siblings": asked.kind in ("cousins", "nephews") or not kinds.isdisjoint(("siblings", "aunt", "cousins")),
        "uses_grandparents": "grandparent" in kinds or (asked.kind == "nephews" and asked.number > 1),
        "example": example,
        "example_number": 50 + int(50 * rng.random()),
    }


def canonical(problem: SpaceReasoningTree) -> object:
    """Statements and question by what they say of nodes, not by names or order: nodes are told apart by ranks, which are refined by the
    statements that each node is in until that tells no more of them apart."""
    asked = problem.question
    occurs = defaultdict(list)
    for kind, nodes in problem.statements:
        things = nodes[:1] if kind == "count" else nodes
        alike = kind in ("siblings", "cousins")
        for place, node in enumerate(things):
            # in these all nodes, or all but the first, stand for the same
            role = 0 if alike else min(place, 1) if kind == "children" else place
            others = [things[1 - place]] if len(things) == 2 else [other for other in things if other != node]
            occurs[node].append((kind, role, nodes[1] if kind == "count" else 0, others))
    rank = [0] * len(problem.names)
    for place, node in enumerate(asked.nodes):
        rank[node] = 1 if asked.kind in ("depth", "ancestor") else 1 + place
    classes = len(set(rank))
    while True:
        equals = Counter(rank)
        seen = []
        for node, own in enumerate(rank):
            marks: list[tuple[object, ...]] = []
            if equals[own] > 1:  # else it is told apart already
                for kind, role, number, others in occurs[node]:
                    if len(others) == 1:  # nearly always
                        marks.append((kind, role, number, rank[others[0]]))
                    else:
                        marks.append((kind, role, number, *sorted([rank[other] for other in others])))
                marks.sort()
            seen.append((own, tuple(marks)))
        order = {one: new for new, one in enumerate(sorted(seen))}
        rank = [order[one] for one in seen]
        if len(order) == classes:
            break
        classes = len(order)
    told = []
    for kind, nodes in problem.statements:
        ranks = [rank[node] for node in (nodes[:1] if kind == "count" else nodes)]
        if kind == "children":
            ranks = [ranks[0], *sorted(ranks[1:])]
        elif kind in ("siblings", "cousins"):
            ranks.sort()
        told.append((kind, nodes[1] if kind == "count" else 0, ranks))
    about = [rank[node] for node in asked.nodes]
    return asked.kind, asked.number, sorted(about) if asked.kind in ("depth", "ancestor") else about, sorted(told)


def corrupt(problem: SpaceReasoningTree, answer: str, rng: Random) -> str:
    """Another number; another node in place of one of those asked for."""
    if problem.question.kind not in SETS:
        return str(int(answer) + 1)
    right = nodes_of(problem.parents, children(problem.parents), problem.question)
    kept = sorted(right)
    other = rng.choice([node for node in range(len(problem.names)) if node not in right])
    kept[rng.randrange(len(kept))] = other
    return ", ".join(problem.names[node] for node in kept)


TASK = Task(
    __name__,
    version=1,
    problem=SpaceReasoningTree,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(5_000, 50_000, *(1_000_000,) * 8),
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    words={"zh": CHINESE_NAMES},
)
