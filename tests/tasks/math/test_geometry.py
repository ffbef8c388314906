"""Geometry: the plane of triangles with whole sides against known figures, what is refused, and effort."""

from fractions import Fraction

import pytest
from drawing import members

from synth.generators.math.geometry.cheap import text
from synth.generators.math.geometry.effort import effort
from synth.verifiers.math.geometry import Ask, Figure, Geometry, Given, Root, Round, Step, Straight, found, proven, verify_trace
from synth.verifiers.math.geometry.plane import square_free
from synth.verifiers.math.geometry.vectors import Known, NoNumber, Reader, number

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


AD = Geometry(SIDES, (Step("D", "foot", "A", (_line("BC"),), (), ()),), Ask("length", "AD", (), ()))
TRIANGLE = Given("coordinates", (0, 0, 4, 0, 1, 3))
CORNER = Geometry(TRIANGLE, (Step("M", "midpoint", "AB", (), (), ()), Step("P", "turn", "CM", (), (), ())), Ask("coordinates", "P", (), ()))
SQUARE = Geometry(Given("parallelogram", (4, 4, 90)), (Step("M", "midpoint", "BC", (), (), ()),), Ask("length", "DM", (), ()))  # 2√5
COSINE = Geometry(TRIANGLE, (), Ask("cosine", "BAC", (), ()))
PLACED = ("A = (0, 0)", "B = (13, 0)", "x = (13^2 + 15^2 - 14^2)/26 = 99/13", "y = √(15^2 - x^2) = 168/13", "C = (x, y) = (99/13, 168/13)")
FOOT = ("v = C - B = (-70/13, 168/13)", "t = ((A - B)*v)/(v*v) = 5/14", "D = B + t*v = (144/13, 60/13)")
LAST = "AD = |D - A| = √((144/13)^2 + (60/13)^2) = 12"
HALVES = ("M = (A + B)/2 = (2, 0)", "P = 2*M - C = (3, -3)")


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (AD, (*PLACED, *FOOT, LAST), "12", ""),
        (AD, (*PLACED, *FOOT, "d = D - A = (144/13, 60/13)", "AD^2 = d*d = 144", "AD = √(d*d) = 12"), "12", ""),
        (AD, (*PLACED, *FOOT, r"$|AD| = \sqrt{(D_x)^2 + D_y^2 + A \cdot A} = 12$"), "12", ""),
        (AD, (*PLACED, "C = (99/13, 168/13)", *FOOT, "BC = |C - B| = 14", LAST), "12", ""),  # what is idle is sound
        (CORNER, HALVES, "(3, -3)", ""),
        (CORNER, ("点 M = (A + B)/2 = (2, 0)", r"P = M + (M - C) = (3，-3)"), "(3, -3)", ""),
        (CORNER, (r"M = \frac{1}{2}*(A + B) = (2.0, 0)", "w = M - C = (1, -3)", "P = C + 2w = (3, -3)"), "(3, -3)", ""),
        (COSINE, ("u = B - A = (4, 0)", "v = C - A = (1, 3)", "cos BAC = (u*v)/(|u||v|) = 4/(4√10) = √10/10"), "√10/10", ""),
        (COSINE, ("cos ∠BAC = ((B - A)*(C - A))/(|B - A|*|C - A|) = 1/√10",), "√10/10", ""),
        (SQUARE, ("B = (4, 0)", "A = (0, 0)", "D = (0, 4)", "C = B + D = (4, 4)", "M = (B + C)/2 = (4, 2)", "DM = |M - D| = 2√5"), "2√5", ""),
        (SQUARE, ("A = (0, 0)", "D = (4, 0)"), "2√5", "point"),
        (AD, (), "12", "missing"),
        (AD, (*PLACED, *FOOT), "12", "milestone"),
        (AD, (*PLACED, "D = (144/13, 60/13)", LAST), "12", "format"),  # from nowhere, and so not known
        (AD, (*PLACED, FOOT[0], "AD = 12"), "12", "milestone"),
        (AD, (*PLACED, *FOOT, "AD = 12"), "12", "milestone"),
        (AD, (*PLACED, *FOOT, "AD = 6 + 6 = 12"), "12", "milestone"),
        (AD, (*PLACED, LAST), "12", "format"),  # D is not known yet
        (AD, (LAST, *PLACED, *FOOT), "12", "format"),
        (CORNER, HALVES[::-1], "(3, -3)", "format"),
        (CORNER, HALVES[:1] * 3, "(3, -3)", "milestone"),
        (CORNER, ("M = (A + B)/2 = (2, 1)", HALVES[1]), "(3, -3)", "value"),
        (CORNER, ("M = (A + C)/2 = (1/2, 3/2)", HALVES[1]), "(3, -3)", "point"),
        (AD, (*PLACED, *FOOT, "AD = |D - B| = 5"), "12", "point"),
        (AD, (*PLACED[:1], "B = (14, 0)"), "12", "point"),  # of another triangle
        (COSINE, ("u = B - A = (4, 0)", "v = C - B = (-3, 3)", "cos BAC = 1/√10"), "√10/10", "milestone"),
        (COSINE, ("cos BAC = u*v = 1/√10",), "√10/10", "format"),
        (COSINE, ("cos BAC = √(10^20 + 1) = 1/√10",), "√10/10", "format"),
        (CORNER, HALVES, "(3, 3)", "answer"),
    ],
)
def test_a_derivation_gives_every_point_from_those_before(problem, lines, answer, reason):
    text = "\n".join(f"S{number}: {line}" for number, line in enumerate(lines, 1)) + f"\n<answer>\n{answer}\n</answer>"
    verdict = verify_trace(problem, text)
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(problem, text).progress == (reason in ("", "answer"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("√(18)", {2: 3}),
        ("1/(1 + √2)", {2: 1, 1: -1}),
        ("√6*√10 - 2√15", {}),
        ("√(3/4)", {3: Fraction(1, 2)}),
        ("-2^2", {1: -4}),
        ("(1, 2)*(3, -1)", {1: 1}),
        ("2(1, √3)/4", ({1: Fraction(1, 2)}, {3: Fraction(1, 2)})),
    ],
)
def test_sums_of_roots_and_pairs(text, value):
    assert Reader({}, 9).read(text).value == value


@pytest.mark.parametrize("text", ["1/0", "√(-1)", "√(1 + √2)", "(1, 2) + 3", "2^3", "(1, (2, 3))", "((((((((((((1))))))))))))", "x", "1 2,", "(1, 2)_x"])
def test_what_is_no_such_number_is_refused(text):
    with pytest.raises(NoNumber):
        Reader({}, 9).read(text)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("(3, 4) + 0*B", ""),
        ("(3 + 0*B_x, 4)", ""),
        ("(3, 4) + B - B", ""),
        ("2*(1 + B_x - B_x)*(A_x + 5)", "A"),
        ("(3, 4) + (A_x - 2)*B", "A"),
        ("2*O - B", "OB"),
        ("O + (3, 4)", "O"),
        ("A + 0*B", "A"),
        ("2*B - B", "B"),
        ("B + (1, 2)", "B"),
        ("A*B - A*B", "AB"),
        ("(A - B)*(A - B)", "AB"),
        ("A*(0, 7)", "A"),
        ("1 + A*(0, 7)", "A"),
        ("t*(B - A) + A", "ABC"),
    ],
)
def test_terms_without_weight_bring_no_points(text, letters):
    """A term that is zero or cancels another one, but where the whole is zero."""
    places = {"A": (2, 0), "B": (5, 1), "O": (0, 0)}
    known = {name: Known((number(x), number(y)), frozenset(name)) for name, (x, y) in places.items()}
    known["t"] = Known(number(Fraction(1, 2)), frozenset("C"))
    assert Reader(known, 9).read(text).letters == set(letters)


@pytest.mark.parametrize("numbers", [(3, 4, 0), (3, -4, 5), (0, 4, 5)])
def test_sides_are_positive(numbers):
    with pytest.raises(ValueError, match="positive"):
        Geometry(Given("sides", numbers), (), Ask("length", "AB", (), ()))
