"""Forces and energy: facts of text-books, problems worked out by hand, and quantities that are realistic."""

from fractions import Fraction
from itertools import accumulate

import pytest
from drawing import members

from synth.verifiers.science._given import Given, root
from synth.verifiers.science.forces_energy import ForcesEnergy, Part, State, Told, after, answer, outcome, route, verify_trace
from synth.verifiers.science.forces_energy.track import before


def part(kind, slant=(0, 0), **told):
    amounts = {name: (*text.split(" "), "") for name, text in told.items()}
    return Part(kind, tuple(Told(name, Given(number, unit)) for name, (number, unit, *_) in amounts.items()), *slant)


def problem(mass, start, parts, end, found=()):
    units = (tuple(Given(*text.split(" ")) for text in texts) for texts in ((start,) if start else (), found))
    first, told = units
    return ForcesEnergy("block", Given(*mass.split(" ")), first, parts, end, told, "10", 3, "", ())


FACTS = (
    (problem("2 kg", "0 m/s", (part("fall", h="1.8 m"),), part("speed")), 6),
    (problem("2 kg", "0 m/s", (part("spring", k="800 N/m", x="30 cm"),), part("speed")), 6),
    (problem("2 kg", "0 m/s", (part("engine", P="18 W", t="2 s"),), part("energy")), 36),
    (problem("2 kg", "6 m/s", (part("rough", mu="0.25", d="4 m"),), part("speed")), 4),
    (problem("2 kg", "6 m/s", (part("stick", M="1 kg"),), part("speed")), 4),
    (problem("2 kg", "6 m/s", (part("elastic", M="1 kg"),), part("speed")), 8),
    (problem("2 kg", "6 m/s", (part("elastic", M="2 kg"),), part("speed")), 6),
    (problem("2 kg", "6 m/s", (part("bounce", M="1 kg", c="0.5"),), part("speed")), 6),
    (problem("2 kg", "0 m/s", (part("down", (3, 4), mu="0.25", d="4.5 m"),), part("speed")), 6),  # 6 - 2 = 4 m/s^2
    (problem("2 kg", "8 m/s", (part("up", (3, 4), mu="0.25", d="1.75 m"),), part("speed")), 6),  # 6 + 2 = 8 m/s^2
    (problem("2 kg", "0 m/s", (part("pulley", M="3 kg", mu="0.25", d="3.6 m"),), part("speed")), 6),  # 25 N on 5 kg
    (problem("2 kg", "0 m/s", (part("pull", (3, 4), F="10 N", mu="0.5", d="12 m"),), part("energy")), 12),  # 8 N - 7 N
    (problem("2 kg", "6 m/s", (), part("stop", mu="0.25")), Fraction(36, 5)),
    (problem("2 kg", "6 m/s", (), part("stopping time", mu="0.25")), Fraction(12, 5)),
    (problem("2 kg", "8 m/s", (), part("height", (3, 4), mu="0.25")), Fraction(12, 5)),  # 4 m along the slope
    (problem("2 kg", "8 m/s", (), part("return", (3, 4), mu="0.25")), root(Fraction(32))),  # 4 m at 4 m/s^2
    (problem("2 kg", "6 m/s", (), part("compression", k="800 N/m")), Fraction(3, 10)),
    (problem("2 kg", "3 m/s", (), part("rough compression", k="50 N/m", mu="0.4")), (root(Fraction(964)) - 8) / 50),
    (problem("2 kg", "6 m/s", (), part("power", (3, 4), mu="0.25")), 96),
    (problem("2 kg", "6 m/s", (), part("force", R="3 m")), 44),
    (problem("1 kg", "6 m/s", (), part("gap", M="2 kg", c="0.5", mu="0.45")), 1),  # 0 and 3 m/s
    (problem("1 kg", "6 m/s", (), part("gap", M="3 kg", c="1", mu="0.45")), 2),  # -3 and 3 m/s
    (problem("2 kg", "6 m/s", (part("rough", mu="0.25", d="4 m"), part("stick", M="2 kg")), part("heat")), 28),  # 20 J, half of 16 J
    (problem("2 kg", "", (part("rough", mu="0.25", d="4 m"),), part("speed"), ("4 m/s",)), 6),
    (problem("2 kg", "6 m/s", (part("stick"), part("rough", mu="0.3", d="1 m")), part("stop", mu="0.5"), ("1 m",)), 1),
    (problem("2 kg", "0 m/s", (part("spring", k="800 N/m"), part("stick", M="1 kg")), part("speed"), ("4 m/s",)), Fraction(3, 10)),
    (problem("2 kg", "6 m/s", (part("rough", mu="0.25"),), part("height", (3, 4), mu="0.25"), ("0.6 m",)), 4),
)


@pytest.mark.parametrize(("one", "value"), FACTS)
def test_facts_of_text_books(one, value):
    assert answer(one) == value


@pytest.mark.parametrize("kind", ["speed", "stop", "height", "return", "compression", "rough compression"])
def test_what_is_told_of_an_end_gives_the_speed_before_it(kind):
    told = {"stop": {"mu": "0.3"}, "compression": {"k": "90 N/m"}, "rough compression": {"k": "90 N/m", "mu": "0.3"}}
    slanted = kind in ("height", "return")
    end = part(kind, (3, 4) if slanted else (0, 0), **({"mu": "0.3"} if slanted else told.get(kind, {})))
    state, g = State(Fraction(2), Fraction(7), Fraction(0)), Fraction("9.81")
    assert abs(before(end, outcome(end, state, g), state.mass, g) - 7) < Fraction(1, 10**30)


def test_impossible_problems_are_refused():
    for start, parts, end in (
        ("2 m/s", (part("rough", mu="0.5", d="4 m"),), part("speed")),
        ("0 m/s", (), part("stop", mu="0.2")),
        ("6 m/s", (), part("return", (3, 4), mu="0.8")),
        ("6 m/s", (part("spring", k="10 N/m", x="1 m"),), part("speed")),
        ("6 m/s", (part("elastic", M="1 kg"),), part("heat")),
        ("6 m/s", (part("pull", (3, 4), F="40 N", mu="0.5", d="1 m"),), part("speed")),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            problem("2 kg", start, parts, end)
    with pytest.raises(ValueError, match="another dimension"):
        part("compression", k="3 m")
    for kind, nothing in (("compression", {"k": "0 N/m"}), ("force", {"R": "0 m"})):
        with pytest.raises(ValueError, match="a spring and an arc"):
            part(kind, **nothing)


@pytest.mark.parametrize("level", range(1, 11))
def test_quantities_are_realistic(level):
    for sample in members("science/forces_energy", level, 20):
        one = sample.problem
        if one.found:
            assert 0 < answer(one) < 10**6
            continue
        first = State(one.mass.si, one.start[0].si ** 2 / 2, Fraction(0))
        states = accumulate(one.parts, lambda state, p, one=one: after(p, p.values, state, Fraction(one.g)), initial=first)
        assert all(0 <= state.half <= 110 and state.mass < 400 for state in states)


@pytest.mark.parametrize("level", range(1, 11))
def test_the_way_by_pencil_leads_to_the_answer(level):
    for sample in members("science/forces_energy", level, 20):
        assert float(route(sample.problem).result) == pytest.approx(float(answer(sample.problem)), rel=1e-9)


SLIDE = problem("2.3 kg", "0 m/s", (part("fall", h="1.7 m"), part("rough", mu="0.23", d="2.9 m")), part("speed"))
"""v = sqrt(2 * (10 * 1.7 - 0.23 * 10 * 2.9)) = 4.546 m/s."""
BACK = problem("2.3 kg", "0 m/s", (part("spring", x="13 cm"), part("stick", M="1.9 kg")), part("stop", mu="0.31"), ["0.74 m"])
"""The pair has v^2 = 2 * 0.31 * 10 * 0.74; before, (4.2 / 2.3)^2 times that; k = 2.3 v^2 / 0.13^2 = 2082 N/m."""

SOUND = (
    (
        SLIDE,
        "S1: E = 2.3 * 10 * 1.7 = 39.1 J\nS2: W = 0.23 * 2.3 * 10 * 2.9 = 15.341 J\nS3: 39.1 - 15.341 = 23.759 J\nS4: v = sqrt(2 * 23.759 / 2.3) = 4.5453",
    ),
    (SLIDE, "S1: v1^2 = 2 * 10 * 1.7 = 34\nS2: a = 0.23 * 10 = 2.3 m/s^2\nS3: v = sqrt(34 - 2 * 2.3 * 2.9) = 4.5453 m/s"),
    (SLIDE, "S1: v = sqrt(2 * 10 m/s^2 * (1.7 m - 0.23 * 2.9 m)) = 4.545 m/s"),
    (
        BACK,
        "S1: v^2 = 2 * 0.31 * 10 * 0.74 = 4.588\nS2: v = sqrt(4.588) = 2.142\nS3: u = (2.3 + 1.9) * 2.142 / 2.3 = 3.9114\nS4: k = 2.3 * 3.9114^2 / 0.13^2 = 2082.1",
    ),
    (
        BACK,
        "S1: W = 0.31 * (2.3 kg + 1.9 kg) * 10 m/s^2 * 0.74 m = 9.6348 J\nS2: p^2 = 2 * (2.3 kg + 1.9 kg) * 9.6348 J = 80.932\nS3: E = 80.932 / (2 * 2.3) = 17.594 J\nS4: k = 2 * 17.594 / (0.13)^2 = 2082 N/m",
    ),
)
UNSOUND = (
    (SLIDE, "S1: v = sqrt(2 * 10 * 1.7) = 5.831", "milestone"),
    (SLIDE, "S1: v = sqrt(2 * 10 * 1.7) = 5.831\nS2: v = 5.831 * 0.7795 = 4.545", "number"),
    (SLIDE, "S1: v = sqrt(2 * 10 * (1.7 - 0.23 * 2.9)) = 4.65", "value"),
    (BACK, "S1: v = sqrt(2 * 0.31 * 10 * 0.74) = 2.142\nS2: k = 2.3 * 2.142^2 / 0.13^2 = 624.4", "milestone"),
    (BACK, "S1: v = sqrt(2 * 0.31 * 10 * 0.74) = 2.142\nS2: k = 2.3 * 2.142^2 / 0.13^2 * 10 / 3 = 2081", "milestone"),
    (BACK, "S1: v = sqrt(2 * 0.31 * 10 m/s^2 * 0.74 m) = 2.142 J", "unit"),
)


@pytest.mark.parametrize(("asked", "lines"), SOUND)
def test_a_sound_derivation_is_accepted_in_any_style(asked, lines):
    assert verify_trace(asked, f"{lines}\n\n<answer>\n{'4.55 m/s' if asked is SLIDE else '2080 N/m'}\n</answer>")


@pytest.mark.parametrize(("asked", "lines", "reason"), UNSOUND)
def test_an_unsound_derivation_is_not(asked, lines, reason):
    assert verify_trace(asked, f"{lines}\n\n<answer>\n{'4.55 m/s' if asked is SLIDE else '2080 N/m'}\n</answer>").reason == reason
