"""Ordering puzzle: the network says what the clues say, every clue is needed, forms know renaming and mirroring, by brute force."""

from itertools import permutations
from random import Random

import numpy as np
import pytest
from drawing import samples
from msgspec.structs import replace

from synth.generators.logic.ordering_puzzle import TASK, WEIGHTS, Knobs, canonical
from synth.generators.logic.ordering_puzzle.claims import copies
from synth.generators.logic.ordering_puzzle.clues import compiled
from synth.generators.logic.ordering_puzzle.drawing import KINDS, true_clue
from synth.generators.logic.ordering_puzzle.solver import WIDTH, decoded, encoded, find_orders, read
from synth.generators.solvers.search import solve
from synth.verifiers.logic.ordering_puzzle import Apart, At, Before, Between, Link, OrderingPuzzle, holds


def _orders(count, clues):
    """Places of the things, from 1, in all orders that the clues allow."""
    return [list(place) for place in permutations(range(1, count + 1)) if all(holds(clue, list(place)) for clue in clues)]


def _drawn(seed, kind, place):
    row = np.zeros(WIDTH, np.int64)
    true_clue(np.array([seed]), KINDS.index(kind), np.array([*place, 0]), row)
    return decoded(row.tolist())


def _searched(count, clues):
    """What the task's own search finds, places from 1, and its nodes."""
    rows, found = encoded(clues), np.zeros((1_000, count), np.int64)
    scope, allowed, clues_of = np.zeros((len(rows), 3), np.int64), np.zeros((len(rows), count, 4), np.int64), np.zeros(count + 1, np.int64)
    read(rows, len(rows), count, scope, allowed, clues_of)
    memory = np.zeros((count, count + 3), np.int64), np.zeros(count + 1, np.int64)
    number, nodes = find_orders(count, (1 << len(rows)) - 1, 1_000, np.zeros(0, np.int64), scope, allowed, clues_of, *memory, found)
    return (found[:number] + 1).tolist(), nodes


@pytest.mark.parametrize("kind", KINDS)
def test_a_clue_allows_the_orders_in_which_it_holds_in_the_search_and_in_the_network(kind):
    rng = Random(KINDS.index(kind))
    for count in (4, 5):
        for seed in range(1, 13):
            place = rng.sample(range(count), count)
            clue = _drawn(seed, kind, place)
            assert holds(clue, [p + 1 for p in place])
            net = compiled(count, [clue])
            found = solve(net.net, net.domains, limit=1_000)[2][:, :count] + 1
            assert sorted(found.tolist()) == sorted(_searched(count, [clue])[0]) == _orders(count, [clue])


@pytest.mark.parametrize("level", [3, 6, 10])
def test_the_search_goes_through_the_nodes_of_the_network(level):
    for sample in samples("logic/ordering_puzzle", level, 5):
        count, clues = len(sample.problem.things), sample.problem.clues
        for some in (clues, clues[1:]):
            net = compiled(count, some)
            number, nodes, found = solve(net.net, net.domains, limit=1_000)
            assert _searched(count, some) == ((found[:, :count] + 1).tolist(), nodes)
            assert number > 1 or sample.effort == nodes


def test_links_of_two_things_and_of_three_compile_alike():
    parts = [Before(0, 1, False), Apart(0, 1, 1, True), At(0, (2,), True), At(1, (1, 4), True), Before(2, 0, False), At(2, (3,), True)]
    for how in ("if", "xor"):
        for first in parts:
            for second in parts:
                clue = Link(how, first, second)
                net = compiled(4, [clue])
                found = solve(net.net, net.domains, limit=1_000)[2][:, :4] + 1
                assert sorted(found.tolist()) == sorted(_searched(4, [clue])[0]) == _orders(4, [clue]), clue


@pytest.mark.parametrize("level", [1, 3, 5])
def test_one_order_is_left_and_every_clue_is_needed(level):
    knobs = TASK.levels[level - 1] if level < 5 else Knobs(7, 4, 24, 2)
    for draw in range(12):
        problem = TASK.generate(Random(draw), knobs).problem
        count = len(problem.things)
        assert len(_orders(count, problem.clues)) == 1
        for clue in problem.clues:
            assert len(_orders(count, [other for other in problem.clues if other != clue])) > 1, f"{clue} says nothing new"


def test_all_kinds_of_clues_and_all_themes_occur():
    problems = [TASK.generate(Random(draw), TASK.levels[4]).problem for draw in range(120)]
    assert {problem.theme for problem in problems} == {"race", "queue", "ages", "shelf", "zoo", "concert"}
    links = [clue.how for problem in problems for clue in problem.clues if isinstance(clue, Link)]
    assert links.count("if") > 30 and links.count("xor") > 30
    assert not any(isinstance(clue, At) and clue.so and len(clue.places) == 1 for problem in problems for clue in problem.clues)
    assert len(WEIGHTS) == 4 and all(len(weights) == len(KINDS) for weights in WEIGHTS)


def test_a_puzzle_without_one_order_has_a_form_too():
    """Nobody asks for it, but the form must not fail: it goes by the clues alone."""
    problem = TASK.generate(Random(3), TASK.levels[2]).problem
    open_ = replace(problem, clues=problem.clues[1:])
    assert all(canonical(copy) == canonical(open_) for copy in copies(open_, Random(1)))
    assert canonical(open_) != canonical(problem)


def test_mirrored_clues_are_the_same_puzzle_and_reversed_ones_alone_are_not():
    clues = (Before(0, 1, True), At(2, (1,), True), Before(1, 3, False))
    problem = OrderingPuzzle("zoo", ("lion", "fox", "owl", "wolf"), clues)
    mirrored = OrderingPuzzle("zoo", ("lion", "fox", "owl", "wolf"), (Before(1, 0, True), At(2, (4,), True), Before(3, 1, False)))
    half = OrderingPuzzle("zoo", ("lion", "fox", "owl", "wolf"), (Before(1, 0, True), At(2, (1,), True), Before(3, 1, False)))
    assert canonical(problem) == canonical(mirrored) != canonical(half)
    other = OrderingPuzzle("zoo", ("lion", "fox", "owl", "wolf"), (Before(0, 1, True), At(2, (2,), True), Before(1, 3, False)))
    assert canonical(other) != canonical(problem)


@pytest.mark.parametrize(
    ("things", "clues"),
    [
        (("lion", "lion", "owl"), (Before(0, 1, False),)),
        (("lion", "novel", "owl"), (Before(0, 1, False),)),
        (("lion", "fox", "owl"), (Before(0, 3, False),)),
        (("lion", "fox", "owl"), (Before(1, 1, False),)),
        (("lion", "fox", "owl"), (Between(0, 1, 0),)),
        (("lion", "fox", "owl"), (At(0, (4,), True),)),
        (("lion", "fox", "owl"), (Apart(0, 1, 2, False),)),
        (("lion", "fox", "owl"), (Link("if", At(0, (1,), True), At(1, (1, 4), True)),)),
        (("lion", "fox", "owl"), (Link("if", Before(2, 2, False), At(1, (1,), True)),)),
        (("lion", "fox", "owl"), (Link("xor", At(1, (1,), True), Before(3, 0, False)),)),
        (("lion", "fox", "owl", "wolf"), (Link("xor", Before(0, 1, False), Before(2, 3, False)),)),
    ],
)
def test_puzzles_that_make_no_sense_cannot_be_built(things, clues):
    with pytest.raises(ValueError, match=r"names are different|a clue names|a clue compares|the parts of a link"):
        OrderingPuzzle("zoo", things, clues)


@pytest.mark.parametrize("level", [4, 5])
def test_from_level_4_on_conditionals_and_either_or_are_needed(level):
    for sample in samples("logic/ordering_puzzle", level, 3):
        plain = [clue for clue in sample.problem.clues if not isinstance(clue, Link)]
        assert len(plain) < len(sample.problem.clues) and len(_orders(len(sample.problem.things), plain)) >= 12
