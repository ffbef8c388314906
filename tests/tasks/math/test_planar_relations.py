"""Planar relations: figures whose relations are plain to see, and polygons that do not cross themselves."""

from random import Random

import numpy as np
import pytest
from drawing import members

from synth.generators.math.planar_relations import kernel
from synth.generators.math.planar_relations.guesses import NAMES, guesses
from synth.schemas.verdict import Proven
from synth.verifiers.math.planar_relations import (
    PlanarRelations,
    Region,
    crosses,
    fulfils,
    holds,
    proven,
    settled,
    signs,
    turn,
    verify_trace,
)

SQUARE = ((0, 0), (10, 0), (10, 10), (0, 10))
HOOK = ((0, 0), (10, 0), (10, 2), (2, 2), (2, 10), (0, 10))


def test_relations_that_are_plain_to_see():
    assert [holds(Region("polygon", SQUARE, False), p) for p in ((5, 5), (11, 5), (-1, 0), (1, 9), (5, 12))] == [
        True,
        False,
        False,
        True,
        False,
    ]
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


FIGURES = PlanarRelations(
    ((3, 3), (7, 2), (-4, 1), (1, -8)),
    (
        Region("left", ((0, 0), (2, 1)), False),
        Region("polygon", ((0, -1), (9, -1), (0, 8)), False),
        Region("circle", ((5, 0), (0, 5), (-5, 0)), False),
        Region("sight", ((0, 0), (2, 0), (2, 3), (-3, 4), (-1, 3)), False),
    ),
    "one",
)
"""A lies left of the line, inside of both shapes, and behind the first wall; the turns are given with the lines below."""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A, 1: 2*3 - 1*3 = 3; true", ""),
        ("point A, condition 1: 2*3 - 1*3 = 3 > 0; true.", ""),
        ("点A，条件1：2×3 − 1×3 = 3；真", ""),
        ("A, 1: 1*3 - 2*3 = -3; true", ""),  # the other way along the line
        ("A, 1: 6 - 3 = 3; true", ""),
        ("A, 1: 3 + 0 = 3; true", "number"),
        ("A, 1: 3 * 1 = 3; true", "number"),
        ("A, 1: 103 - 100 = 3; true", "number"),
        ("A, 3: -7 + 0^2 + 0 = -7; true", "number"),
        ("A, 3: -7 * 1 = -7; true", "number"),
        ("A, 2: -9*4 - 9*(3 - 9) = 18; true", "number"),  # the edge from the third corner to the first is 27
        ("A, 2: (0 - 9)*(3 + 1) - (8 + 1)*(3 - 9) = 18; 0*(3 - 8) - (-1 - 8)*(3 - 0) = 27; true", ""),
        ("A, 3: 3^2 + 3^2 - 25 = -7; true", ""),
        ("A, 3: 50*(3^2 + 3^2 - 25) = -350; true", ""),
        ("A, 3: 3^2 + 3^2 - 24 = -6; true", "number"),
        ("A, 4: 3*0 - 3*2 = -6; 3*3 - 3*2 = 3; 0*0 - 3*(0 - 2) = 6; 0*3 - 3*(3 - 2) = -3; false", ""),
        ("A, 4: 3*0 - 3*2 = -6; false", "number"),
        ("A, 4: 3*4 - 3*(-3) = 21; 3*3 - 3*(-1) = 12; true", "number"),  # the wall that is not crossed
        ("C, 4: (-4)*0 - 1*2 = -2; (-4)*3 - 1*2 = -14; (-4)*4 - 1*(-3) = -13; (-4)*3 - 1*(-1) = -11; true", ""),
        ("A, 1: 2*3 - 1*3 = 3; false", "sign"),
        ("A, 1: 2*3 - 1*3 = 4; true", "value"),
        ("A, 1: 2*3 - 1*3 = 3 < 0; true", "value"),
        ("A, 1: 3; true", "format"),
        ("A, 1: 2*3 - 1*3 = 3", "format"),
        ("A, 5: 2*3 - 1*3 = 3; true", "format"),
        ("E, 1: 2*3 - 1*3 = 3; true", "format"),
        ("A, 1: true", "number"),
        ("7*1 = 7", "format"),
    ],
)
def test_a_line_has_the_numbers_that_decide(line, reason):
    assert verify_trace(FIGURES, f"S1: {line}").reason == (reason or "milestone")


@pytest.mark.parametrize(("mode", "enough"), [("all", 1), ("one", 2), ("odd", 3)])
def test_a_point_needs_no_more_lines_once_it_is_settled(mode, enough):
    found = [False, True, True] if mode == "all" else [True, True, False]
    problem = PlanarRelations(FIGURES.points, FIGURES.regions[:3], mode)
    assert [settled(problem, found[:k]) for k in range(1, 4)] == [k >= enough for k in range(1, 4)]


@pytest.mark.parametrize("level", [1, 5, 10])
def test_every_point_has_to_be_settled(level):
    for sample in members("math/planar_relations", level, 4):
        lines, end = sample.trace.splitlines(), f"\n\n<answer>\n{sample.answer}\n</answer>"
        assert proven(sample.problem, sample.trace + end) == Proven(1.0, True)
        for letter in "ACF":
            rest = "\n".join(line for line in lines if f": {letter}, " not in line)
            assert proven(sample.problem, rest + end).progress == 0
        assert verify_trace(sample.problem, sample.rejected).reason == "value"


def test_no_point_lies_on_an_edge():
    with pytest.raises(ValueError, match="no point lies on"):
        PlanarRelations(((3, 2), (1, 4), (5, 1), (4, 0)), (Region("polygon", ((0, 0), (7, 0), (2, 6)), False),), "all")


@pytest.mark.parametrize("level", range(1, 11))
def test_the_kernel_judges_points_as_the_verifier_and_the_careless_readers_do(level):
    rng = Random(level)
    for sample in members("math/planar_relations", level, 10):
        problem = sample.problem
        regions, hulls = kernel.shapes(problem.regions)
        careless = guesses(problem.regions, problem.mode)
        for point in [*problem.points, *((rng.randint(-30, 30), rng.randint(-30, 30)) for _ in range(40))]:
            found = [kernel.holds(region, *point) for region in regions]
            assert (kernel.OPEN in found) == any(not all(signs(region, point)) for region in problem.regions)
            if kernel.OPEN in found:
                continue
            held = [holds(region, point) for region in problem.regions]
            assert found == held
            wrong = kernel.refuted(regions, hulls, kernel.MODES.index(problem.mode), np.array(found), *point)
            for name, guess in careless.items():
                assert bool(wrong >> NAMES.index(name) & 1) == (guess(point, held) != fulfils(problem, point)), name
        assert kernel.careless(regions, hulls, kernel.MODES.index(problem.mode)) == sum(1 << NAMES.index(name) for name in careless)
