"""Geometry: the plane of triangles with whole sides against known figures, what is refused, and effort."""

from fractions import Fraction

import pytest
from drawing import members

from synth.generators.math.geometry.cheap import text
from synth.generators.math.geometry.effort import effort
from synth.verifiers.math.geometry import Ask, Figure, Geometry, Given, Root, Round, Step, Straight, found
from synth.verifiers.math.geometry.plane import square_free

SIDES = Given("sides", (13, 14, 15))


def _line(points):
    return Straight("through", points, ())


@pytest.mark.parametrize(
    ("ask", "square"),
    [
        (Ask("area", "ABC", (), ()), 84**2),
        (Ask("radius", "", (), (Round("through", "ABC"),)), Fraction(65, 8) ** 2),
        (Ask("radius", "", (), (Round("inscribed", "ABC"),)), 16),
        (Ask("distance", "A", (_line("BC"),), ()), 144),
        (Ask("cosine", "ABC", (), ()), Fraction(5, 13) ** 2),
    ],
)
def test_the_triangle_13_14_15(ask, square):
    assert found(Geometry(SIDES, (), ask)) == Root(Fraction(square))


def test_the_euler_line_and_the_touching_points():
    steps = (
        Step("H", "orthocentre", "ABC", (), (), ()),
        Step("O", "centre", "", (), (Round("through", "ABC"),), ()),
        Step("G", "centroid", "ABC", (), (), ()),
        Step("T", "touch", "ABC", (), (), ()),
    )
    assert found(Geometry(SIDES, steps, Ask("length", "BT", (), ()))) == Root(Fraction(36))
    square = {pair: found(Geometry(SIDES, steps, Ask("length", pair, (), ()))).square for pair in ("GO", "HO")}
    assert square["HO"] == 9 * square["GO"]


@pytest.mark.parametrize("number", range(1, 400))
def test_square_free_parts(number):
    m, d = square_free(number)
    assert m * m * d == number and all(d % (p * p) for p in range(2, 20))


@pytest.mark.parametrize(
    "step",
    [
        Step("D", "again", "A", (_line("AB"),), (Round("around", "CB"),), ()),  # A is not on the circle
        Step("D", "meet", "", (_line("AB"), Straight("parallel", "CAB", ())), (), ()),
        Step("D", "foot", "A", (_line("AB"),), (), ()),  # A itself
        Step("D", "meet", "", (Straight("bisector", "BAC", ()), _line("AB")), (), ()),
    ],
)
def test_what_cannot_be_drawn_is_refused(step):
    with pytest.raises(ValueError, match=r"common point|do not meet|is there"):
        Geometry(SIDES, (step,), Ask("length", "AD", (), ()))


def test_a_side_ratio_that_is_no_square_has_no_bisector_here():
    with pytest.raises(ValueError, match="rational"):
        Figure(Given("coordinates", (0, 0, 1, 0, 1, 1))).line(Straight("bisector", "BAC", ()))


@pytest.mark.parametrize("level", range(1, 11))
def test_every_new_point_is_needed(level):
    for sample in members("math/geometry", level, 10):
        problem, told = sample.problem, sample.problem.to_json()
        assert effort(problem) == sample.effort and sample.answer == text(found(problem))
        assert all(told.count(step.name) > 1 for step in problem.steps)
