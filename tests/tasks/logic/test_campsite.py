"""Campsite: trees and tents are matched, and the numbers turn with the meadow."""

from itertools import permutations
from random import Random

from drawing import samples

from synth.generators.logic.campsite import images
from synth.verifiers.logic.campsite import Campsite, beside, paired


def test_a_matching_is_found_exactly_where_there_is_one():
    rng = Random(5)
    outcomes = set()
    for _ in range(300):
        cells = rng.sample([(r, c) for r in range(3) for c in range(3)], 6)
        trees, tents = cells[:3], cells[3:]
        right = any(all(tent in beside(tree) for tree, tent in zip(trees, order, strict=True)) for order in permutations(tents))
        assert paired(trees, set(tents)) == right
        outcomes.add(right)
    assert outcomes == {True, False}


def test_numbers_turn_with_the_meadow():
    problem = Campsite(("T...", "....", "..T.", "...."), (1, 0, 1, 0), (0, 1, 0, 1))
    assert (("...T", "....", ".T..", "...."), ("1", "0", "1", "0"), ("1", "0", "1", "0")) in images(problem)
    assert len(set(images(problem))) in (4, 8)


def test_tents_stand_beside_other_trees_too():
    """A puzzle in which each tent touched one tree alone would be read off the trees."""
    several = 0
    for sample in samples("logic/campsite", 5, 20):
        trees = {(r, c) for r, row in enumerate(sample.problem.meadow, 1) for c, sign in enumerate(row, 1) if sign == "T"}
        tents = [tuple(map(int, cell.split(", "))) for cell in sample.answer.strip("()").split("), (")]
        several += any(len(trees & set(beside(tent))) > 1 for tent in tents)
    assert several >= 15
