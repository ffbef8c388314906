"""Answers to questions about tables: forms in which people write them, and what is something else."""

from decimal import Decimal
from fractions import Fraction

import pytest

from synth.verifiers.tabular._answers import heading, headings, same_amount, same_rounded, year

RIGHT = (
    "1,234.5",
    "1234.5",
    "1234.50",
    "$1,234.5",
    "\\$1{,}234.5",
    "1 234.5 thousand dollars",
    "1,234.5 thousand",
    "1.2345 million dollars",
    "1,234,500 dollars",
    "Net sales were 1,234.5 thousand dollars.",
    "The total is $1,234.5 thousand",
    "1,234.5 thousands of dollars",
    "1,234.5 (in thousands of dollars)",
    "Sales amounted to $1,234.5 thousand.",
    "1234.5千美元",
    "1234.5 千美元",
    "123.45万美元",
    "1.2345 百万美元",
    "1234500美元",
    "净销售额为 1,234.5 千美元。",
    "答案：1234.5（千美元）",
    "USD 1,234,500",
    "≈ 1234.5",
    "约1234.5千美元",
    "**答案：** 1234.5",
    "1234.5 thousand dollars (rounded)",
)


@pytest.mark.parametrize("answer", RIGHT)
def test_amounts(answer):
    assert same_amount(answer, Decimal("1234.5"), "dollars", 3).accepted, same_amount(answer, Decimal("1234.5"), "dollars", 3)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("1234", "value"),
        ("-1234.5", "value"),
        ("(1,234.5)", "value"),
        ("1.2345", "value"),
        ("1,234,500", "value"),
        ("1,234.5 million dollars", "value"),
        ("1234.5 euros", "format"),
        ("12,34.5", "format"),
        ("1234.5%", "format"),
        ("1234.5 or 1234", "format"),
        ("not 1234.5", "format"),
        ("Sales were not 1234.5", "format"),
        ("They were at most 1234.5", "format"),
        ("1234.5 万美元", "value"),
        ("1234.5 百万美元", "value"),
        ("1234.5 欧元", "format"),
        ("", "format"),
    ],
)
def test_what_is_another_amount(answer, reason):
    assert same_amount(answer, Decimal("1234.5"), "dollars", 3).reason == reason


@pytest.mark.parametrize("answer", ["-7", "(7)", "-$7", "$-7", "−7", "-7 euros", "-7 欧元", "结果是 -7"])
def test_amounts_below_zero(answer):
    unit = "dollars" if "$" in answer else "euros"
    assert same_amount(answer, -7, unit, 0).accepted


@pytest.mark.parametrize(
    "answer",
    ["12.5%", "12.5", "12.5 percent", "12.50%", "The share is 12.5%.", "12.5\\%", "百分之12.5", "约12.5%", "12.5个百分点", "占比为12.5%"],
)
def test_percentages(answer):
    assert same_rounded(answer, Fraction(1248, 100), 1, percent=True).accepted


@pytest.mark.parametrize(
    ("answer", "reason"), [("0.125", "format"), ("1250%", "value"), ("12.6%", "value"), ("12.48%", "format"), ("12.5 to 13", "format")]
)
def test_what_is_another_percentage(answer, reason):
    assert same_rounded(answer, Fraction(1248, 100), 1, percent=True).reason == reason


@pytest.mark.parametrize("answer", ["-12.5%", "a decrease of 12.5%", "decreased by 12.5%", "minus 12.5%", "下降了12.5%", "下降 12.5%", "负百分之12.5", "百分之-12.5"])
def test_percentages_below_zero(answer):
    assert same_rounded(answer, Fraction(-1248, 100), 1, percent=True).accepted
    assert not same_rounded(answer, Fraction(1248, 100), 1, percent=True).accepted


@pytest.mark.parametrize("answer", ["an increase of 12.5%", "增长12.5%", "grew by 12.5%"])
def test_percentages_that_rose(answer):
    assert same_rounded(answer, Fraction(1248, 100), 1, percent=True).accepted
    assert not same_rounded(answer, Fraction(-1248, 100), 1, percent=True).accepted


def test_two_percentages_are_no_answer():
    assert same_rounded("12.4% = 12.5%", Fraction(1248, 100), 1, percent=True).reason == "format"


def test_ratios():
    assert same_rounded("0.125", Fraction(1, 8), 3).accepted
    assert same_rounded("The ratio is 0.125", Fraction(1, 8), 3).accepted
    assert same_rounded("12.5%", Fraction(1, 8), 3).reason == "format"


@pytest.mark.parametrize("answer", ["2019", "in 2019", "FY2019", "2019年", "答案是2019年。", "The year is 2019.", "2019 (1,234)", "[2019]", "**最终答案：2019**"])
def test_years(answer):
    assert year(answer) == 2019


@pytest.mark.parametrize("answer", ["19", "2018 (2019)", "2019 or 2020", "2019.5", "last year"])
def test_what_is_no_year(answer):
    assert year(answer) is None


PATHS = (("Europe", "Cars"), ("Asia", "Cars"), ("Asia", "Buses"), ("Other",))


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ("Buses", ("Asia", "Buses")),
        ("buses", ("Asia", "Buses")),
        ("Asia / Buses", ("Asia", "Buses")),
        ("Asia > Cars", ("Asia", "Cars")),
        ("Cars (Europe)", ("Europe", "Cars")),
        ("Cars", None),
        ("Cars, Europe", ("Europe", "Cars")),
        ("The answer is Other.", ("Other",)),
        ("Buses (1,234)", ("Asia", "Buses")),
        ("大巴", ("Asia", "Buses")),
        ("亚洲的大巴", ("Asia", "Buses")),
        ("欧洲 / 轿车", ("Europe", "Cars")),
        ("答案是其他", ("Other",)),
        ("轿车", None),
        ("Trucks", None),
        ("Buses ❌", None),
        ("~~Buses~~", None),
        ("", None),
    ],
)
def test_headings(answer, path):
    assert heading(answer, PATHS) == path


def test_sets_of_headings():
    right = {("Asia", "Buses"), ("Other",)}
    for answer in ("Other, Buses", "Buses and Other", "- Asia / Buses\n- Other", "大巴、其他", "其他和大巴"):
        assert headings(answer, PATHS) == right, answer
    for answer in ("Other, Other", "Other, Cars", "Other; Trucks", ""):
        assert headings(answer, PATHS) is None, answer
