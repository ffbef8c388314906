"""What stands around a quantity: lead-ins, remarks, formulas on the way, two units. A table of forms and of near misses."""

from fractions import Fraction

import pytest

from synth.verifiers.parsers import units
from synth.verifiers.parsers.quantities import same_quantity, unit

# (gold value, its unit, figures asked for), right answers, wrong ones; the unit is told in the question
TABLE = (
    (
        ("1.8964", "m/s", 3),
        (
            "Final speed: 1.90 m/s ¦ final speed = 1.90 m/s ¦ Final speed is about 1.90 m/s ¦ Speed at the end: 1.90 m/s ¦ **Final speed:** 1.90 m/s"
            " ¦ 速度 1.90 m/s ¦ 末速度约 1.90 m/s ¦ 末速度约为 1.90 米/秒 ¦ 答：速度为 1.90 m/s。 ¦ 答：1.90 m/s ¦ 物体 B 的速度为 1.90 m/s ¦ 1.90 m/s 左右"
            " ¦ 1.90 m/s to 3 significant figures ¦ 1.90 m/s, rounded to 3 s.f. ¦ 1.90 m/s (rounded) ¦ 1.90 m/s（保留三位有效数字） ¦ 约1.90 m/s（保留3位有效数字）。"
            r" ¦ v = \frac{108.1}{57} \approx 1.90\ \text{m/s} ¦ \frac{23 \cdot 4.7}{57} \approx 1.90\ \text{m/s} ¦ v = 23*4.7/57 = 1.90 m/s"
            r" ¦ v = \sqrt{3.596} \approx 1.90 m/s ¦ \sqrt{3.596}\ \text{m/s} \approx 1.90\ \text{m/s} ¦ v = \sqrt{2gh} = \sqrt{2(9.81)(0.1833)} = 1.90 m/s"
            " ¦ 38 m / 20 s = 1.90 m/s ¦ 3.8e3 cm / (20 s) = 1.90 m/s ¦ 0.114 km / 1 min = 1.90 m/s ¦ 0.5 m/s^2 * 2 * 1.9 = 1.90 m/s"
            " ¦ (19 g / 10 g/m)/(1 s) = 1.90 m/s ¦ 3.80 m^2/(2 m s) = 1.90 m/s ¦ 3.8 a m / 2 s = 1.90 m/s"
            " ¦ v(2.0 s) = 1.90 m/s ¦ v_2/1 = 1.90 m/s ¦ [v] = 1.90 m/s ¦ v = 2π√(a³/GM) = 1.90 m/s ¦ v = 2 - u = 1.90 m/s ¦ v = 4.7 m/s * 23 kg / 57 kg = 1.90 m/s"
        ),
        (
            "Not the final speed: 1.90 m/s ¦ Either speed: 1.90 m/s ¦ At least: 1.90 m/s ¦ 速度不是 1.90 m/s ¦ 速度大于 1.90 m/s ¦ 速度至少为 1.90 m/s"
            " ¦ 速度 1.80 m/s ¦ 末速度约 1.80 m/s ¦ 速度 1.90 m/s 或 1.80 m/s ¦ 1.8-2.0 = 1.90 m/s ¦ 1.80 or 1.90 = 1.90 m/s ¦ 1.80 m/s now = 1.90 m/s"
            " ¦ about 1.80 m/s = 1.90 m/s ¦ (1.80 m/s) = 1.90 m/s ¦ 1.80 to 1.95 = 1.90 m/s ¦ 1.90 m/s = 23*4.7/57 ¦ 1.80 m/s = 1.90 m/s ¦ v = 1.80 = 1.90 m/s"
            " ¦ v = 23*4.7/57 ¦ 1.90 m/s rounded to 1.8 ¦ 1.90 m/s to 2.00 m/s ¦ 速度从 1.80 m/s 到 1.90 m/s ¦ 1.90 到 2.00 m/s ¦ Speed: 1.90 m/s or 2 m/s"
            " ¦ v = 2 or 3/1 = 1.90 m/s ¦ 不保留三位有效数字"
            " ¦ 1.90 m^2/(2^2 s) = 1.90 m/s ¦ 1.90 m/(2 s) = 1.90 m/s ¦ 19 m / 20 s = 1.90 m/s ¦ 1.8e3 cm / (20 s) = 1.90 m/s"
            " ¦ 1.9*11^0 + 1 m/s = 1.90 m/s ¦ 1.90 2/s = 1.90 m/s ¦ 23*5.7/57 = 1.90 m/s ¦ 1.90 m/(s 0) = 1.90 m/s ¦ 4/2 + 1 = 1.90 m/s ¦ 2*(1 m/s = 1.90 m/s"
        ),
    ),
    (
        ("1661", "min", 3),
        "27 h 41 min ¦ 27 hours 41 minutes ¦ 27 hours and 41 minutes ¦ 27h41min ¦ 27h 41m ¦ 1 d 3 h 41 min ¦ 27 小时 41 分 ¦ 27小时41分钟 ¦ 27 h 41 min 0 s ¦ t = 27 h 41 min"
        " ¦ 时间 27 小时 41 分 ¦ 27 h 41 min = 1661 min ¦ 27.7 h ¦ 1.66 thousand min",
        "27 h 61 min ¦ 27 h 51 min ¦ 27 h 31 min ¦ 41 min 27 h ¦ 27 min 41 h ¦ 27 h 41 ¦ 27 h 41 km ¦ 41 m 27 h ¦ 27 m 41 h ¦ 27 h or 41 min ¦ -27 h 41 min ¦ 27 h 41 min s ¦ 27 h 41 min = 1700 min"
        " ¦ 1 d 27 h 41 min ¦ 27:41 ¦ 27 h - 41 min",
    ),
    (
        ("30.9", "°", 3),
        "30° 54' ¦ 30°54′ ¦ 最小偏向角 30.9° ¦ 最小偏向角为 30.9 度 ¦ D = 2*arcsin(0.692) - 56.7 = 30.9° ¦ The deviation is 30°54'",
        "30° 64' ¦ 31° 54' ¦ 30' 54° ¦ 30° 54 ¦ 30° 14' ¦ 30° or 54'",
    ),
    (
        ("23100", "km", 3),
        "2.31万千米 ¦ 2.31 万公里 ¦ 高度 23100 km ¦ 高度为 2.31 万千米 ¦ 23.1 thousand km",
        "2.31亿千米 ¦ 2.31万 ¦ 23.1万千米 ¦ 2.31千公里 ¦ 万 2.31 千米",
    ),
)
ROWS = [
    (*gold, answer, verdict)
    for gold, right, wrong in TABLE
    for answers, verdict in ((right, True), (wrong, False))
    for answer in answers.split(" ¦ ")
]


@pytest.mark.parametrize(("value", "in_unit", "digits", "answer", "verdict"), ROWS)
def test_forms(value, in_unit, digits, answer, verdict):
    size, dimension = unit(in_unit)
    assert same_quantity(answer, Fraction(value) * size, dimension, digits, in_unit) is verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        *(
            (a, True)
            for a in (
                "44.0°",
                "44 degrees",
                "44度",
                "44.0 C",
                "最终温度 44.0 °C",
                "final temperature: 44.0 °C",
                "T = 273.15 + 44.0 = 317.15 K = 44.0 °C",
            )
        ),
        *(
            (a, False)
            for a in ("45°", "44 K", "44 rad", "45 C", "44 J", "-44°", "44 °F", "最终温度 54.0 °C", "317°", "T = 44 or 45 = 44 °C")
        ),
    ],
)
def test_degrees_celsius_without_their_name(answer, verdict):
    assert same_quantity(answer, Fraction("317.15"), units.TEMPERATURE, 3, "°C", temperature=True) is verdict


def test_degrees_alone_are_no_temperature_where_none_is_asked_in_them():
    assert not same_quantity("44°", Fraction("317.15"), units.TEMPERATURE, 3, "K", temperature=True)
    assert not same_quantity("44 C", Fraction(44), units.TEMPERATURE, 3)
