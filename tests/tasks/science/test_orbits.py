"""Orbits: facts of text-books and of the solar system, the conservation laws, and what is refused."""

from fractions import Fraction

import pytest
from drawing import members

from synth.verifiers.parsers.quantities import written
from synth.verifiers.science._given import Given
from synth.verifiers.science.orbits import Orbits, answer, orbits, route, verify_trace
from synth.verifiers.science.orbits.motion import PI, Orbit, Part, Told, axis, cube_root, field, opposite, period, speed


def part(kind, place="", power=0, **told):
    amounts = {name: (*text.split(" "), "") for name, text in told.items()}
    return Part(kind, tuple(Told(name, Given(number, unit)) for name, (number, unit, *_) in amounts.items()), place, power)


def problem(start, burns, end, radius="6378 km", body=None, unit=""):
    body = body or part("GM", power=5, GM="3.986 km^3/s^2")
    return Orbits("Earth", Given(*radius.split(" ")), body, start, tuple(burns), end, 3, unit)


SIMPLE = part("GM", GM="4000 km^3/s^2")  # with a radius of 500 km: a circle at 1000 km has 2 km/s
CIRCLE = part("circle", h="500 km")


def simple(start, burns, end):
    return problem(start, burns, end, "500 km", SIMPLE)


EXACT = (
    (simple(CIRCLE, (), part("speed low")), 2000),
    (simple(CIRCLE, (), part("period")), 1000 * PI),
    (simple(part("circle speed", v="2 km/s"), (), part("axis")), 1_000_000),
    (simple(part("ellipse", low="500 km", high="1500 km"), (), part("eccentricity")), Fraction(1, 3)),
    (simple(part("ellipse e", low="500 km", e="0.5"), (), part("highest")), 2_500_000),
    (simple(part("ellipse speed", low="500 km", v="2.4 km/s"), (), part("axis")), Fraction(1_000_000, 1) / (2 - Fraction(144, 100))),
    (simple(CIRCLE, (part("faster", dv="400 m/s"),), part("highest")), Fraction(1_440_000) / Fraction(56, 100) * 1 - 500_000),
    (simple(CIRCLE, (part("slower", dv="200 m/s"),), part("highest")), 500_000),
    (simple(CIRCLE, (part("slower", dv="200 m/s"),), part("lowest")), Fraction(3_240_000_000) / 4760 - 500_000),
    (simple(CIRCLE, (part("faster", dv="400 m/s"), part("round", "low")), part("total")), 800),
    (simple(CIRCLE, (part("faster", dv="400 m/s"), part("round", "low")), part("speed low")), 2000),
)


@pytest.mark.parametrize(("one", "value"), EXACT)
def test_orbits_worked_out_by_hand(one, value):
    assert answer(one) == value


NEAR = (
    (problem(part("circle", h="35786 km"), (), part("period")), 86_164, 20),
    (problem(part("circle period", T="1436.07 min"), (), part("highest")), 35_786_000, 3000),
    (problem(part("circle", h="400 km"), (), part("speed low")), 7669, 2),
    (problem(part("circle", h="300 km"), (part("reach", h="35786 km"), part("round", "high")), part("total")), 3893, 3),  # by Hohmann
    (problem(part("circle", h="300 km"), (part("reach", h="35786 km"),), part("half")), 18_990, 30),  # 5.27 h
    (problem(part("circle", h="200 km"), (), part("escape")), 3225, 3),
    (problem(part("circle", h="200 km"), (), part("excess", dv="3.6 km/s")), 2900, 15),
    (problem(CIRCLE, (), part("speed low"), body=part("surface escape", v="11.18 km/s")), 7613, 5),
    (problem(CIRCLE, (), part("speed low"), body=part("gravity", g="9.80 m/s^2")), 7613, 5),
    (problem(CIRCLE, (), part("speed low"), body=part("moon period", h="35786 km", T="1436.07 min")), 7613, 5),
    (problem(CIRCLE, (), part("speed low"), body=part("moon speed", h="35786 km", v="3.0747 km/s")), 7613, 5),
    (problem(CIRCLE, (part("retime", T="12 h"),), part("axis")), 26_610_000, 15_000),
)


@pytest.mark.parametrize(("one", "value", "apart"), NEAR)
def test_satellites_of_the_earth(one, value, apart):
    assert abs(answer(one) - value) < apart


def test_two_circles_meet_again_and_again():
    one = problem(part("circle", h="500 km"), (part("reach", h="2000 km"), part("round", "high")), part("synodic"))
    mu = field(one.field, Fraction(6378))
    fast, slow = (period(mu, Orbit(Fraction(r), Fraction(r))) for r in (6878, 8378))
    assert abs(1 / answer(one) - (1 / fast - 1 / slow)) < Fraction(1, 10**30)


def test_energy_and_area_stay_the_same():
    mu, orbit = Fraction(398_600), Orbit(Fraction(7000), Fraction(21_000))
    low, high = speed(mu, orbit, orbit.low), speed(mu, orbit, orbit.high)
    assert abs(low * 7000 - high * 21_000) < Fraction(1, 10**30)
    assert abs(opposite(mu, orbit.low, low) - orbit.high) < Fraction(1, 10**30)
    assert abs(axis(mu, period(mu, orbit)) - 14_000) < Fraction(1, 10**20)


def test_cube_roots():
    assert cube_root(Fraction(27)) == 3 and cube_root(Fraction(0)) == 0 and cube_root(Fraction(1, 8)) == Fraction(1, 2)
    assert 0 <= 2 - cube_root(Fraction(2)) ** 3 < Fraction(1, 10**28)


def test_impossible_orbits_are_refused():
    for start, burns, end in (
        (part("ellipse", low="900 km", high="800 km"), (), part("period")),
        (CIRCLE, (part("faster", dv="9 km/s"),), part("period")),
        (CIRCLE, (part("slower", dv="3 km/s"),), part("period")),
        (CIRCLE, (part("faster", "low", dv="1 km/s"),), part("period")),
        (CIRCLE, (part("retime", T="20 min"),), part("period")),
        (CIRCLE, (), part("excess", dv="1 km/s")),
        (CIRCLE, (), part("synodic")),
        (CIRCLE, (), part("speed at", h="700 km")),
        (part("ellipse e", low="900 km", e="1.2"), (), part("period")),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            problem(start, burns, end)


@pytest.mark.parametrize("level", range(1, 11))
def test_quantities_are_realistic(level):
    for sample in members("science/orbits", level, 20):
        one = sample.problem
        radius = one.radius.si / 1000
        found, total = orbits(one)
        density = float(field(one.field, radius)) / (4 / 3 * float(PI) * 6.674e-11 * float(radius) ** 3)  # kg/m^3
        assert 2800 < density < 7200, "of rock and iron"
        assert total < 60 and all(Fraction(26, 25) * radius <= orbit.low <= orbit.high <= 9 * radius for orbit in found[1:])


@pytest.mark.parametrize("level", range(1, 11))
def test_the_way_by_pencil_leads_to_the_answer(level):
    for sample in members("science/orbits", level, 20):
        assert float(route(sample.problem).result) == pytest.approx(float(answer(sample.problem)), rel=1e-9)


LONG = problem(part("ellipse", low="640 km", high="7320 km"), (), part("period"), unit="s")
"""a = (7018 + 13698) / 2 = 10358 km, T = 2 pi sqrt(a^3 / GM) = 10491 s."""
FAST = problem(part("circle", h="530 km"), (part("faster", dv="0.87 km/s"),), part("highest"), unit="km")
"""v = 7.5954 km/s, then 8.4654; r = 11342 km: 4964 km."""

SOUND = (
    (
        LONG,
        "S1: r1 = 6378 + 640 = 7018\nS2: r2 = 6378 + 7320 = 13698\nS3: a = (7018 + 13698) / 2 = 10358\nS4: T = 2 * pi * sqrt(10358^3 / 3.986e5) = 10491 s",
    ),
    (
        LONG,
        "S1: a = 6378 + (640 + 7320) / 2 = 10358 km\nS2: T^2 = 4 * pi^2 * (10358 km)^3 / (3.986 * 10^5 km^3/s^2) = 1.1007 * 10^8 s^2\nS3: T = sqrt(1.1007 * 10^8) = 10491",
    ),
    (LONG, "S1: a = 6378 + (640 + 7320) / 2 = 10358\nS2: n = sqrt(398600 / 10358^3) = 5.9890e-4\nS3: T = 2 * 3.1416 / 5.9890e-4 = 10491"),
    (
        FAST,
        "S1: r = 6378 + 530 = 6908\nS2: v = sqrt(398600 / 6908) = 7.5961\nS3: 7.5961 + 0.87 = 8.4661\nS4: E = 8.4661^2 / 2 - 398600 / 6908 = -21.864\nS5: a = 398600 / (2 * 21.864) = 9115.4\nS6: r2 = 2 * 9115.4 - 6908 = 11323\nS7: h = 11323 - 6378 = 4945 km",
    ),
    (
        FAST,
        "S1: r = 6378 km + 530 km = 6908 km\nS2: v = sqrt(3.986 * 10^5 km^3/s^2 / 6908 km) + 0.87 km/s = 8.4661 km/s\nS3: r2 = (6908 km * 8.4661 km/s)^2 / (2 * 3.986 * 10^5 km^3/s^2 - 6908 km * (8.4661 km/s)^2) = 11323 km\nS4: 11323 km - 6378 km = 4945 km",
    ),
)
UNSOUND = (
    (LONG, "S1: a = (640 + 7320) / 2 = 3980\nS2: T = 2 * pi * sqrt(3980^3 / 398600) = 2498.8", "milestone"),
    (LONG, "S1: a = 6378 + (640 + 7320) / 2 = 10358\nS2: T = 10358 * 1.01284 = 10491", "number"),
    (FAST, "S1: r = 6378 + 530 = 6908\nS2: v = sqrt(398600 / 6908) = 7.5961\nS3: h = 4945 * 7.5961 / 7.5961 = 4945", "number"),
    (FAST, "S1: r = 6378 km + 530 km = 6908 km/s", "unit"),
    (FAST, "S1: r = 6378 + 530 = 6998", "value"),
)


@pytest.mark.parametrize(("asked", "lines"), SOUND)
def test_a_sound_derivation_is_accepted_in_any_style(asked, lines):
    right = written(answer(asked) / (1000 if asked is FAST else 1), 3)
    assert verify_trace(asked, f"{lines}\n\n<answer>\n{right} {asked.unit}\n</answer>")


@pytest.mark.parametrize(("asked", "lines", "reason"), UNSOUND)
def test_an_unsound_derivation_is_not(asked, lines, reason):
    right = written(answer(asked) / (1000 if asked is FAST else 1), 3)
    assert verify_trace(asked, f"{lines}\n\n<answer>\n{right} {asked.unit}\n</answer>").reason == reason
