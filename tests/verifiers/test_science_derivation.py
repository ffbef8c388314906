"""Derivations of quantities: what a line may look like, what is no line, and what arrives at the answer and what only seems to."""

import pytest

from synth.schemas.verdict import ACCEPT
from synth.verifiers.science._derivation import judge, proven
from synth.verifiers.science._expression import NoValue, read, run
from synth.verifiers.science._given import Given
from synth.verifiers.science._sheet import Sheet, cos, exp, ln, sqrt


def heated():
    """0.300 kg of water, 4200 J/(kg K), from 25 to 45 degrees at 500 W: 25200 J, 50.4 s."""
    sheet = Sheet()
    m, c, p = sheet.given(Given("300", "g"), "m", "kg"), sheet.given(Given("4200", "J/(kg K)")), sheet.given(Given("0.5", "kW"), "P", "W")
    low, high = sheet.given(Given("25", "°C")), sheet.given(Given("45", "°C"))
    heat = sheet.line("Q", m * c * (high - low), "J")
    sheet.line("t", heat / p, "s")
    return sheet


def falling():
    """From 7.3 m with g = 9.81: 1.2199 s, 11.968 m/s."""
    sheet = Sheet()
    g, h = sheet.given(Given("9.81", "m/s^2")), sheet.given(Given("7.3", "m"))
    sheet.line("v", sqrt(2 * g * h), "m/s")
    return sheet


SOUND = (
    (heated, "S1: Q = 0.300 * 4200 * (45 - 25) = 25200\nS2: t = 25200 / 500 = 50.4"),
    (heated, "S1: Q = 0.300 kg * 4200 J/(kg K) * (45 °C - 25 °C) = 25200 J\nS2: t = 25200 J / 500 W = 50.4 s"),
    (heated, "S1: ΔT = 45 - 25 = 20 K\nS2: Q = m c ΔT = 0.3 × 4200 × 20 = 25.2 × 10^3 J\nS3: t = Q/P = 25200/500 ≈ 50.4 s"),
    (heated, "S1: 4200/1000 = 4.2\nS2: ΔT = 45 - 25 = 20\nS3: Q = 0.3 * 4.2 * 20 = 25.2 kJ\nS4: t = 25.2 / 0.5 = 50.4"),
    (heated, "S1: t = 25.2 / 0.5 = 50.4\n\nAgain:\nS1: Q = 0.3 * 4200 * (45 - 25) = 25200\nS2: 25200 / 500 = 50.4"),
    (heated, "S1: t = 300 / 1000 * 4200 * (45 - 25) / (0.5 * 1000) = 50.4 s"),
    (heated, "S1: P/m = 500 / 0.3 = 1667 W/kg\nS2: rate = 1667 / 4200 = 0.3968\nS3: t = (45 - 25) / 0.3968 = 50.40"),
    (heated, "S1: t = 0.3*4200*(45-25)/500 = 25200/500 = 50.4"),
    (heated, "S1: t = 0.3*4200*(45-25)/500 = 50.4\nS2: 50.4 / 60 = 0.84 min"),
    (
        heated,
        "S1: $Q = 0.300 \\cdot 4200 \\cdot (45 - 25) = 2.52 \\times 10^{4}\\ \\text{J}$\nS2: t = \\frac{25200}{500} = 50.4\\,\\mathrm{s}",
    ),
    (falling, "S1: v = sqrt(2 * 9.81 m/s^2 * 7.3 m) = 11.97 m/s"),
    (falling, "S1: 时间 t = sqrt(2 * 7.3 米 / (9.81 米/秒^2)) = 1.2199 秒\nS2: 速度 v = g t = 9.81 * 1.2199 = 11.97 米/秒"),
    (falling, "S1: v = √(2·9.81·7.3) = √143.226 ≈ 11.968 m/s"),
    (falling, "S1: v^2 = 2 * 9.81 * 7.3 = 143.2\nS2: v = sqrt(143.2) = 11.97"),
    (falling, "S1: t = sqrt(2 * 7.3 / 9.81) = 1.220 s\nS2: v = 9.81 m/s^2 * 1.220 s = 11.97 m/s"),
    (falling, "S1: t = (2 * 7.3 / 9.81)^0.5 = 1.220\nS2: v = 1.220 * 9.81 = 11.97"),
    (falling, "S1: E/m = 9.81 * 7.3 = 71.613 J/kg\nS2: v = sqrt(2 * 71.613 J/kg) = 11.968 m/s"),
)
UNSOUND = (
    (heated, "", "missing"),
    (heated, "S1: t = 50.4", "number"),
    (heated, "S1: 50.4 * 1 = 50.4", "number"),
    (heated, "S1: t = 5.04 * 10 = 50.4", "number"),
    (heated, "S1: t = (18 * 14) / 5 = 50.4 s", "milestone"),
    (heated, "S1: t = (18 * 14) / 5 + 0 * (0.3 * 4200 * (45 - 25) / 500) = 50.4 s", "milestone"),
    (heated, "S1: t = (18 * 14) / 5 + 4200 - 4200 = 50.4 s", "milestone"),
    (heated, "S1: Q = 0.300 * 4200 * (45 - 25) = 25200", "milestone"),
    (heated, "S1: t = 25200 / 500 = 50.4\nS2: Q = 0.300 * 4200 * (45 - 25) = 25200", "number"),
    (heated, "S1: Q = 0.300 * 4200 * 20 = 25200\nS2: t = 25200 / 500 = 50.4", "milestone"),
    (heated, "S1: Q = 0.300 * 4200 * (45 - 25) = 25210\nS2: t = 25210 / 500 = 50.42", "value"),
    (heated, "S1: Q = 0.300 * 4200 * (45 - 25) = 25200\nS2: t = 25200 / 500 = 50.5", "value"),
    (heated, "S1: Q = 0.300 kg * 4200 J/(kg K) * (45 °C - 25 °C) = 25200 W\nS2: t = 25200 / 500 = 50.4", "unit"),
    (heated, "S1: 0.300 kg + 500 W = 500.3 W", "unit"),
    (heated, "S1: 0.3 * 4200 * (45 - 25) / 500 kg", "format"),
    (heated, "S1: so the time is 50.4 s", "format"),
    (falling, "S1: v^2 = 2 * 9.81 * 7.3 = 140\nS2: v = sqrt(140) = 11.83", "value"),
    (falling, "S1: t = sqrt(2 * 7.3 / 9.81) = 1.2\nS2: v = 9.81 * 1.2 = 11.77", "number"),  # two figures are too few
    (falling, "S1: v = sqrt(2 * 9.8 * 7.3) = 11.96", "number"),
    (falling, "S1: v = 7.3 + 9.81 / 2 - 0.237 = 11.968", "number"),
    (falling, "S1: v = 9.81 + 7.3 - 5 - 9.81 / 69 = 11.968", "number"),
    (falling, "S1: v = 7.3 * 9.81 / 6 = 11.936", "milestone"),
)


def _whole(lines):
    return f"{lines}\n\n<answer>\nx\n</answer>"


@pytest.mark.parametrize(("sheet", "lines"), SOUND)
def test_a_sound_derivation_arrives(sheet, lines):
    verdict = judge(None, _whole(lines), lambda problem, answer: ACCEPT, lambda problem: sheet())
    assert verdict, verdict
    proof = proven(None, _whole(lines), lambda problem: sheet())
    assert proof.sound and proof.progress == 1


@pytest.mark.parametrize(("sheet", "lines", "reason"), UNSOUND)
def test_an_unsound_one_does_not(sheet, lines, reason):
    verdict = judge(None, _whole(lines), lambda problem, answer: ACCEPT, lambda problem: sheet())
    assert not verdict and verdict.reason == reason
    proof = proven(None, _whole(lines), lambda problem: sheet())
    assert not (proof.sound and proof.progress)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 * 3 + 4^2", 22),
        ("-2^2", -4),
        ("2^(-1)", 0.5),
        ("2 * (1 + 3) / 4", 2),
        ("sin(30) + cos 60°", 1),
        ("ln(e^2) * 3", 6),
        ("6.02e2 / 2", 301),
        ("6.02 * 10^2 / 2", 301),
        ("1,500 / 3", 500),
        ("\\frac(3)(4)", 0.75),
        ("10^(-3)", 1e-3),
        ("8^(1/3)", 2),
        ("sin(30)^2", 0.25),
        ("2(3)", 6),
    ],
)
def test_arithmetic(text, value):
    side = read(text)
    assert run(side, [number.value for number in side.numbers]) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "text", ["", "2 +", "* 3", "(2", "2)", "v", "3 people", "2 ** 3", "1 2", "sin", "(" * 50 + "1" + ")" * 50, "1" * 500]
)
def test_no_arithmetic(text):
    assert read(text) is None


@pytest.mark.parametrize("text", ["1 / 0", "9^(9^9)", "sqrt(-1)", "ln(0)", "(-8)^0.5", "exp(1000)"])
def test_no_value(text):
    side = read(text)
    with pytest.raises(NoValue):
        run(side, [number.value for number in side.numbers])


def test_a_sheet_writes_what_it_works_out():
    sheet = Sheet()
    m, k = sheet.given(Given("2.5", "kg")), sheet.given("0.3")
    sheet.line("idle", m * 2, "kg")
    sheet.say("So it decays.")
    sheet.line("m", -(m * exp(-k * 2) / (1 - k) ** 2) + m * ln(4) * cos(60), "kg")
    assert sheet.said[0] == (False, "So it decays.")
    assert sheet.said[1][1] == "m = -(2.5 kg * exp((-0.3) * 2) / (1 - 0.3)^2) + 2.5 kg * ln(4) * cos(60) = -1.06719 kg"
    with pytest.raises(TypeError):
        sheet.line("wrong", m + k, "kg")
    with pytest.raises(TypeError):
        sheet.line("wrong", m * m, "kg")


@pytest.mark.parametrize("broken", [ValueError, ZeroDivisionError])
def test_where_the_pencil_finds_no_way_nothing_arrives(broken):
    def route(problem):
        raise broken

    lines = _whole("S1: 2 * 3 = 6")
    assert judge(None, lines, lambda problem, answer: ACCEPT, route).reason == "milestone"
    assert proven(None, lines, route) == (proven(None, lines, lambda problem: Sheet()))
    assert not proven(None, lines, route).progress
