"""Star placement: regions are connected and of many shapes, and their names do not matter."""

from drawing import samples

from synth.generators.logic.star_placement_puzzle import canonical
from synth.generators.solvers.grids import neighbours
from synth.generators.solvers.regions import lettered
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


def test_names_of_regions_do_not_matter():
    assert lettered([3, 3, 0, 1, 0]) == "AABCB"
    one = StarPlacementPuzzle(("AAAB", "CAAB", "CDDB", "CDDB"), 1)
    other = StarPlacementPuzzle(("DDDC", "BDDC", "BAAC", "BAAC"), 1)
    assert canonical(one) == canonical(other)
