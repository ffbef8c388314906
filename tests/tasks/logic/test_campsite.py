"""Campsite: trees and tents are matched, and the numbers turn with the meadow."""

from itertools import permutations
from random import Random

import numpy as np
from drawing import samples

from synth.generators.logic.campsite import images
from synth.generators.logic.campsite.network import hidden, proved
from synth.generators.solvers.grids import neighbours
from synth.generators.solvers.sums import MANY, OPEN, count, solve, sums
from synth.verifiers.logic.campsite import HIDDEN, Campsite, beside, paired


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


def written_out(rows, columns, trees, told):
    """The rules one by one, and how many cells may hold a tent."""
    near = neighbours(rows, columns)
    places = {x: k for k, x in enumerate(sorted({x for tree in trees for x in near[tree]} - set(trees)))}
    lines = [[k for x, k in places.items() if line in (x // columns, rows + x % columns)] for line in range(rows + columns)]
    rules = [count(line, number, number) for line, number in zip(lines, told, strict=True)]
    owners, total = {x: [] for x in places}, len(places)
    for tree in trees:
        own = [x for x in near[tree] if x in places]
        for x in own:
            owners[x].append(total)
            total += 1
        rules.append(count(range(total - len(own), total), 1, 1))
    rules += [([*owners[x], k], [1] * len(owners[x]) + [-1], 0, 0) for x, k in places.items()]
    for x in range((rows - 1) * columns):
        block = [places[y] for y in (x, x + 1, x + columns, x + columns + 1) if y in places]
        if x % columns < columns - 1 and len(block) > 1:
            rules.append(count(block, 0, 1))
    return len(places), sums(total, rules)


def test_the_rules_are_those_written_out():
    """And numbers are taken back where a search finds one solution without them."""
    rng, taken = Random(4), 0
    for _ in range(60):
        rows, columns = rng.randint(4, 6), rng.randint(4, 6)
        trees = sorted(rng.sample(range(rows * columns), rng.randint(2, 5)))
        tents = [rng.choice(neighbours(rows, columns)[tree]) for tree in trees]
        told = [sum(line in (x // columns, rows + x % columns) for x in tents) for line in range(rows + columns)]
        places, network = written_out(rows, columns, trees, told)
        numbers = np.array(told)
        proof = proved(rows, columns, np.isin(np.arange(rows * columns), trees).astype(np.int64), numbers, 50)
        assert proof.places == places
        assert all(np.array_equal(one, other) for one, other in zip(proof.network, network, strict=True))
        found = solve(network, [OPEN] * (len(network.in_start) - 1), places, 2, 50)
        assert (proof.found, proof.nodes, proof.deductions) == found[:3]
        if found.found != 1:
            continue
        order = rng.sample(range(len(told)), len(told))
        nodes, deductions = hidden(proof, numbers, np.array(order), 3, 50)
        left = 3
        for line in order:
            if left:
                network.low[line], network.high[line] = -MANY, MANY
                new = solve(network, [OPEN] * (len(network.in_start) - 1), places, 2, 50)
                if new.found == 1:
                    told[line], found, left = HIDDEN, new, left - 1
                else:
                    network.low[line] = network.high[line] = told[line]
        assert (numbers.tolist(), nodes, deductions) == (told, found.nodes, found.deductions)
        taken += 3 - left
    assert taken > 20
