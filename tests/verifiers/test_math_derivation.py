"""What a line of a derivation is worked out from: the numbers without which its value would be another."""

from fractions import Fraction

import pytest

from synth.verifiers.math._arithmetic import evaluate
from synth.verifiers.math._derivation import Milestone, proven

WAY = [Milestone(13, (3, 4)), Milestone(40, (13,), 0)]


@pytest.mark.parametrize(
    ("line", "reaches"),
    [
        ("3 * 13 + 1 = 40", True),
        ("(13 * 3) + 1 = 40", True),
        ("40 + 0 * 13 = 40", False),
        ("40 + 13 * 0 = 40", False),
        ("40 * 13 ^ 0 = 40", False),
        ("40 * 1 ^ 13 = 40", False),
        ("40 + 0 / 13 = 40", False),
        ("40 + 13 mod 1 = 40", False),
        ("40 * C(13, 0) = 40", False),
        ("40 * gcd(13, 1) = 40", False),
        ("40 + 0 * (13 - 5) ^ 2 = 40", False),
        ("a = 40 + 0 * 13 = 40 = 40", False),
        ("a = 40 = 40 + 0 * 13 = 40", False),
    ],
)
def test_a_number_without_weight_leads_nowhere(line, reaches):
    found = proven(f"S1: 3 * 4 + 1 = 13\nS2: {line}", (), [WAY])
    assert found.sound and found.progress == float(reaches)


def test_a_number_may_reach_the_result_through_another_line_but_not_through_idle_ones():
    assert proven("S1: 3 * 4 + 1 = 13\nS2: 3 * 13 = 39\nS3: 39 + 1 = 40", (), [[WAY[0], Milestone(40, (13,), 1)]]).progress == 1
    assert not proven("S1: 3 * 4 + 1 = 13\nS2: 39 + 0 * 13 = 39\nS3: 39 + 1 = 40", (), [[WAY[0], Milestone(40, (13,), 1)]]).progress


@pytest.mark.parametrize(
    ("text", "number", "rests"),
    [
        ("22621 mod 7", 7, True),
        ("577 mod 2", 2, True),
        ("1 mod 3", 3, True),
        ("5 mod 7", 7, True),
        ("12 mod 1", 12, False),
        ("7 * 7 - 7", 7, True),
        ("gcd(12, 18)", 18, True),
        ("C(6, 3)", 3, True),
        ("5!", 5, True),
        ("(-4 * 16 + 4 * 16) mod 34", 16, True),
        ("1/2 * 3/7 + 0 * 5/9", 5, False),
    ],
)
def test_dependence(text, number, rests):
    assert evaluate(text).rests_on(number) is rests


def test_a_fraction_counts_where_its_parts_do():
    """`3/7` is known as a number; multiplied by 0 it is worked out from as little as 3 is."""
    way = [Milestone(Fraction(3, 7), (3,)), Milestone(Fraction(10, 7), (Fraction(3, 7),), 0)]
    assert proven("S1: 3 / 7 = 3/7\nS2: 1 + 3/7 = 10/7", (), [way]).progress == 1
    assert not proven("S1: 3 / 7 = 3/7\nS2: 10/7 + 0 * (3/7) = 10/7", (), [way]).progress
