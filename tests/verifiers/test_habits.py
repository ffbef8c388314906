"""Ways of writing one answer that the shared parsers read, and near misses that they must not: a hedge, a denial, a second answer."""

import pytest
from habits import ABSTENTIONS

from synth.verifiers.parsers.abstention import abstains
from synth.verifiers.parsers.numbers import integer
from synth.verifiers.parsers.text import plain

INTEGERS = (
    ("38 ✓", 38),
    ("38 ✅", 38),
    ("= 38", 38),
    ("= 38.0", 38),
    ("x = 38", 38),
    ("[38]", 38),
    ("Distance: 38", 38),
    ("Output: 38", 38),
    ("The total is 38", 38),
    ("38 (38 steps)", 38),
    ("38 (rounded)", 38),
    ("38 (rounded to the nearest whole number)", 38),
    ("38.00 (rounded to two decimals)", 38),
    ("38.00（保留两位小数）", 38),
    ("38.00（四舍五入到两位小数）", 38),
    ("38\n\nThis satisfies all the conditions.", 38),
    ("38 (rounded from 38.2)", None),
    ("38 (rounded to 39)", None),
    ("38\n\nThis satisfies all the conditions 39.", None),
    ('{"answer": 38}', 38),
    ('{"final_answer": "38"}', 38),
    ("position 38", 38),
    ("The first break is at position 38", 38),
    ("\u200f38\u200e", 38),
    ("38 ✓ 39 ✓", None),
    ("38 ✗", None),
    ("✓", None),
    ("x = 38, y = 39", None),
    ("x = y = 38", None),
    ("[38] or [39]", None),
    ("[[38]]", None),
    ("not at position 38", None),
    ("Position 37, no wait, position 38", None),
    ("I guess 37, but the answer is 38", None),
    ('{"answer": 38, "other": 39}', None),
    ('{"answer": 38} or {"answer": 39}', None),
    ("38 (39 steps) 40", None),
    ("Distance: 38 or 39", None),
)
TEXTS = (
    ("A, C (2 labels)", "A, C"),
    ("The text was HELLO", "HELLO"),
    ("Conclusion: True", "True"),
    ('{"answer": "A, C"}', "A, C"),
    ("A: ❌, B: ✅", "A: ❌, B: ✅"),
    ("(3, 2)", "(3, 2)"),
    ("The text was\nHELLO", "The text was\nHELLO"),
)


@pytest.mark.parametrize(("text", "number"), INTEGERS)
def test_integers(text, number):
    assert integer(text) == number


@pytest.mark.parametrize(("text", "left"), TEXTS)
def test_what_is_left_without_decorations(text, left):
    assert plain(text) == left


@pytest.mark.parametrize(("text", "whether"), ABSTENTIONS)
def test_abstentions(text, whether):
    assert abstains(text) is whether
