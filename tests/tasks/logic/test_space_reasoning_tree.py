"""Space reasoning tree: relatives in small trees, statements that are true, and links that follow from each way of telling them."""

from random import Random

import pytest
from drawing import candidates
from msgspec.structs import replace

from synth.generators.logic.space_reasoning_tree import canonical
from synth.generators.logic.space_reasoning_tree.misreading import taken_for_direct, told_outright
from synth.generators.logic.space_reasoning_tree.telling import Telling
from synth.pipelines.oracles.logic.space_reasoning_tree import solutions
from synth.verifiers.logic.space_reasoning_tree import (
    Question,
    SpaceReasoningTree,
    children,
    nodes_asked_for,
    number_asked_for,
    told_truly,
)

PARENTS = (-1, 0, 0, 1, 1, 2, 3, 3, 4, 5, 5, 9)
"""0 has 1 and 2; 1 has 3 and 4, 2 has 5; 3 has 6 and 7, 4 has 8, 5 has 9 and 10; 9 has 11."""
NAMES = tuple(f"{letter}10" for letter in "ABCDEFGHJKLM")


@pytest.mark.parametrize(
    ("kind", "node", "number", "right"),
    [
        ("cousins", 6, 1, {8}),
        ("cousins", 6, 2, {9, 10}),
        ("cousins", 3, 1, {5}),
        ("cousins", 1, 1, set()),
        ("nephews", 3, 1, {8}),
        ("nephews", 1, 2, {9, 10}),
        ("nephews", 4, 1, {6, 7}),
        ("below", 1, 2, {6, 7, 8}),
        ("below", 0, 4, {11}),
        ("leaves", 2, 0, {10, 11}),
    ],
)
def test_kin(kind, node, number, right):
    assert nodes_asked_for(PARENTS, children(PARENTS), Question(kind, (node,), number)) == right


def test_ancestors_depths_and_walks():
    assert nodes_asked_for(PARENTS, children(PARENTS), Question("ancestor", (6, 8), 0)) == {1}
    assert nodes_asked_for(PARENTS, children(PARENTS), Question("ancestor", (6, 7, 11), 0)) == {0}
    assert number_asked_for(PARENTS, Question("depth", (11, 6), 0)) == 4 + 3
    assert number_asked_for(PARENTS, Question("distance", (6, 8, 11), 0)) == 4 + 7


@pytest.mark.parametrize(
    ("kind", "true", "false"),
    [
        ("parent", (1, 3), (3, 1)),
        ("children", (1, 3, 4), (1, 3)),
        ("count", (11, 0), (5, 1)),
        ("siblings", (6, 7), (6, 8)),
        ("siblings", (1, 2), (0, 1)),
        ("aunt", (2, 3), (1, 3)),
        ("cousins", (3, 5), (3, 4)),
        ("grandparent", (1, 6), (0, 6)),
        ("aunt", (4, 6), (3, 6)),
        ("cousins", (6, 8), (6, 9)),
    ],
)
def test_statements_are_true_of_the_tree(kind, true, false):
    assert told_truly(PARENTS, children(PARENTS), kind, true)
    assert not told_truly(PARENTS, children(PARENTS), kind, false)


@pytest.mark.parametrize("seed", range(40))
def test_a_tree_that_is_told_by_kinship_is_the_only_one(seed):
    rng = Random(seed)
    parents = (-1, *(rng.randrange(max(0, node - 5), node) for node in range(1, 30)))
    telling = Telling(rng, parents, 100)
    problem = SpaceReasoningTree(tuple(f"A{n}" for n in range(10, 40)), parents, tuple(telling.statements), Question("leaves", (0,), 0))
    assert solutions({"names": problem.names, "statements": problem.statements}) == 1
    assert any(kind in ("aunt", "cousins", "grandparent") for kind, _ in problem.statements)


def test_a_tree_with_a_statement_less_is_not_told():
    problem = next(candidates("logic/space_reasoning_tree", 5, 1)).members[0].problem
    told = [one for one in problem.statements if one[0] != "count"]
    assert {solutions({"names": problem.names, "statements": told[:n] + told[n + 1 :]}) for n in range(len(told))} == {2}


def test_hasty_readings():
    told = (("parent", (0, 1)), ("siblings", (1, 2)), ("aunt", (2, 3)), ("cousins", (3, 5)), ("grandparent", (1, 6)))
    assert told_outright(7, told) == (-1, 0, 0, -1, -1, -1, -1)
    assert taken_for_direct(7, told) == (-1, 0, 0, 2, -1, 2, 1)


def test_the_order_of_statements_and_of_equals_does_not_matter():
    told = (("children", (0, 1, 2)), ("parent", (1, 3)), ("parent", (1, 4)), ("count", (2, 1)), ("aunt", (1, 5)))
    problem = SpaceReasoningTree(NAMES[:6], PARENTS[:6], told, Question("depth", (3,), 0))
    other = replace(problem, statements=told[::-1], question=Question("depth", (4,), 0))
    assert canonical(problem) == canonical(other)
    assert canonical(problem) != canonical(replace(problem, question=Question("depth", (5,), 0)))
