"""Planar relations: figures whose relations are plain to see, and polygons that do not cross themselves."""

import pytest
from drawing import members

from synth.verifiers.math.planar_relations import Region, crosses, holds, turn

SQUARE = ((0, 0), (10, 0), (10, 10), (0, 10))
HOOK = ((0, 0), (10, 0), (10, 2), (2, 2), (2, 10), (0, 10))


def test_relations_that_are_plain_to_see():
    assert [holds(Region("polygon", SQUARE, False), p) for p in ((5, 5), (11, 5), (-1, 0), (1, 9), (5, 12))] == [True, False, False, True, False]
    assert [holds(Region("polygon", HOOK, False), p) for p in ((1, 1), (5, 1), (5, 5), (1, 9), (20, 2))] == [True, True, False, True, False]
    assert [holds(Region("polygon", HOOK[::-1], True), p) for p in ((1, 1), (5, 5))] == [False, True]
    circle = Region("circle", ((5, 0), (0, 5), (-5, 0)), False)
    assert [holds(circle, p) for p in ((3, 3), (4, 4), (0, -4), (-4, -4))] == [True, False, True, False]
    assert [holds(Region("left", ((0, 0), (0, 1)), False), p) for p in ((-1, 7), (1, 7), (-1, -7))] == [True, False, True]
    sight = Region("sight", ((0, 0), (2, -2), (2, 2), (-3, 1), (3, 9)), False)
    assert [holds(sight, p) for p in ((4, 1), (1, 1), (4, 5), (-4, 9))] == [False, True, True, False]
    assert not crosses((0, 0), (4, 0), (5, -1), (5, 1)) and crosses((0, 0), (4, 1), (2, -1), (2, 3))


@pytest.mark.parametrize("level", range(2, 11))
def test_polygons_do_not_cross_themselves(level):
    for sample in members("math/planar_relations", level, 10):
        for region in sample.problem.regions:
            if region.kind == "polygon":
                corners = region.points
                edges = list(zip(corners, corners[1:] + corners[:1], strict=True))
                for k, one in enumerate(edges):
                    assert not any(crosses(*one, *other) for other in edges[:k] if len({*one, *other}) == 4)
                turns = {turn(corners[k - 2], corners[k - 1], corners[k]) > 0 for k in range(len(corners))}
                assert len(turns) == (1 if len(corners) < 6 else 2)
