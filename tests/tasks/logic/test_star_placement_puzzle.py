"""Star placement: regions are connected and of many shapes, and their names do not matter."""

from random import Random

from drawing import samples

from synth.generators.logic.star_placement_puzzle import canonical
from synth.generators.solvers.grids import neighbours
from synth.generators.solvers.regions import grown, leaves_whole, lettered
from synth.verifiers.logic.star_placement_puzzle import StarPlacementPuzzle


def connected(cells, region, size):
    found = [next(x for x in range(size * size) if cells[x] == region)]
    for x in found:
        found += [y for y in neighbours(size, size)[x] if cells[y] == region and y not in found]
    return len(found) == cells.count(region)


def test_regions_are_connected():
    for level in (1, 5, 10):
        for sample in samples("logic/star_placement_puzzle", level, 20):
            cells, size = "".join(sample.problem.regions), len(sample.problem.regions)
            assert all(connected(cells, region, size) for region in set(cells))


def test_a_region_stays_whole_or_does_not():
    rng, size = Random(3), 6
    beside, outcomes = neighbours(size, size), set()
    for _ in range(40):
        region = grown(rng, beside, [[x] for x in rng.sample(range(36), 6)])
        for x in range(36):
            without = [*region[:x], -1, *region[x + 1 :]]
            right = region.count(region[x]) > 1 and connected(without, region[x], size)
            assert leaves_whole(beside, region, x) == right
            outcomes.add(right)
    assert outcomes == {True, False}


def test_names_of_regions_do_not_matter():
    assert lettered([3, 3, 0, 1, 0]) == "AABCB"
    one = StarPlacementPuzzle(("AAAB", "CAAB", "CDDB", "CDDB"), 1)
    other = StarPlacementPuzzle(("DDDC", "BDDC", "BAAC", "BAAC"), 1)
    assert canonical(one) == canonical(other)
