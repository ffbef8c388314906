"""The shared answer parsers, by tables: what honest models write is read, what is ambiguous or something else is not. (Long: tables.)"""

from fractions import Fraction

import pytest
from hostile import HOSTILE, hostile_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import cpu_seconds

from synth.verifiers.parsers import arithmetic, cells, grids, lists, numbers
from synth.verifiers.parsers.text import plain

fast = settings(max_examples=200, deadline=None, database=None, derandomize=True)

PLAIN = (
    ("  42 \n", "42"),
    ("42.", "42"),
    ("wait...", "wait..."),
    ("**42**", "42"),
    ("**42.**", "42"),
    ("__42__", "42"),
    ("`42`", "42"),
    ('"a b"', "a b"),
    ("“a b”", "a b"),
    ("'a', 'b'", "'a', 'b'"),
    ("$42$", "42"),
    ("$$\n42\n$$", "42"),
    ("\\(42\\)", "42"),
    ("\\[ 42 \\]", "42"),
    ("$1$ or $2$", "$1$ or $2$"),
    ("```\n42\n```", "42"),
    ("```text\n  42\n```", "42"),
    ("~~~\n42\n~~~", "42"),
    ("```\n1\n```\n```\n2\n```", "```\n1\n```\n```\n2\n```"),
    ("\\boxed{42}", "42"),
    ("\\boxed{\\text{red}}", "red"),
    ("\\boxed{\\frac{1}{2}}", "\\frac{1}{2}"),
    ("$\\boxed{\\{1, 2\\}}$", "\\{1, 2\\}"),
    ("\\boxed{1} or \\boxed{2}", "1 or 2"),
    ("\\boxed{\\frac12{}} or \\boxed{\\frac{1}{3}}", "\\boxed{\\frac12{}} or \\boxed{\\frac{1}{3}}"),
    ("\\textbf{A}, \\text{B}", "A, B"),
    ("a\\,b\\ c~d", "a b c d"),
    ("1 & 2 \\\\ 3", "1 & 2 \\\\ 3"),
    ("The answer is 42.", "42"),
    ("The final answer is: **42**", "42"),
    ("Therefore, the correct answer is $\\boxed{42}$.", "42"),
    ("Answer: 42", "42"),
    ("**Answer:** 42", "42"),
    ("**Answer**: 42", "42"),
    ("Answer = 42", "42"),
    ("Solution:\n1 2", "1 2"),
    ("Final answer\n1 2", "1 2"),
    ("Answer -7", "-7"),
    ("answer banana", "answer banana"),
    ("solution", "solution"),
    ("so what", "so what"),
    ("１２，３", "12,3"),
    ("−5 – 3", "-5 - 3"),
    ("5²", "5²"),
    ("①½", "①½"),
    ("a\u00a0b\u200bc\ufe0f", "a bc"),
    ('["\\u2191"]', '["↑"]'),
    ("\\ud83d\\udfe5", "🟥"),
    ("\\ud83d", "\ud83d"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("✓ 42", "42"),
    ("✓ A\nB", "✓ A\nB"),
    ("*42*", "42"),
    ("***42***", "42"),
    ("*..*", "*..*"),
    ("*1*\n1.*", "*1*\n1.*"),
    ("*3", "*3"),
    ("Therefore, [1, 2]", "[1, 2]"),
    ("Thus, True, False", "True, False"),
    ("thus, banana", "thus, banana"),
    ("10,\\!000", "10,000"),
    ("【42】", "42"),
    ("故 42", "42"),
    ("即-3。", "-3"),
    ("", ""),
    ("\\boxed{", "\\boxed{"),
    ("$", "$"),
    ("$$", "$$"),
    ("****", "****"),
    ("```", "```"),
)


@pytest.mark.parametrize(("answer", "expected"), PLAIN)
def test_plain(answer, expected):
    assert plain(answer) == expected


INTEGERS = {
    "7": 7,
    "007": 7,
    "+7": 7,
    "-7": -7,
    "- 7": -7,
    "−7": -7,
    "-0": 0,
    "7.": 7,
    "7.00": 7,
    "1,234": 1234,
    "1{,}234": 1234,
    "1_234": 1234,
    "1 234 567": 1234567,
    "1\\,234": 1234,
    "1\u202f234": 1234,
    "１２": 12,
    "$-1,234$": -1234,
    "The answer is 1,234.": 1234,
    "\\boxed{\\text{12}}": 12,
}
FRACTIONS = {
    "0.5": Fraction(1, 2),
    ".5": Fraction(1, 2),
    "-0.50": Fraction(-1, 2),
    "1,234.5": Fraction(2469, 2),
    "3/4": Fraction(3, 4),
    "-3 / 4": Fraction(-3, 4),
    "6/8": Fraction(3, 4),
    "\\frac{3}{4}": Fraction(3, 4),
    "-\\dfrac{3}{4}": Fraction(-3, 4),
    "\\frac{-3}{4}": Fraction(-3, 4),
    "$\\boxed{\\frac{3}{4}}$": Fraction(3, 4),
    "\\frac34": Fraction(3, 4),
    "\\frac{12}{30}": Fraction(2, 5),
    "-\\dfrac 3 4": Fraction(-3, 4),
}
NEITHER = (
    *("", "-", ".", "one", "1,23", "12,34,567", "1 2", "1 or 2", "1, 2", "1e3", "10^5", "0x10", "--5", "5-", "5..", "1.2.3", "1/2/3"),
    *("0." + "1" * 5000, "1." + "0" * 5000, "1" * 5000, "1/" + "1" * 5000, "\\frac{1}{" + "1" * 5000 + "}", "I guess 5, but the answer is 7", "5, so the answer is 7"),
    *("1٣", "٣.5", "0.٣", "٣/4", "1/٤", "\\frac{٣}{4}", "\\frac٣4", "١٬٢٣٤"),
    *("3/0", "\\frac{3}{0}", "5²", "²", "½", "٣", "𝟙", "Ⅳ", "①", "nan", "inf", "12 apples", "5%", "$5$ or $6$", "9" * 301, "0" * 1000),
)


def test_fractions_that_are_whole_and_the_longest_numbers():
    for text, value in {"\\frac{12}{3}": 4, "-\\frac{12}{3}": -4, "12/3": 4, "$\\boxed{\\frac{12}{3}}$": 4}.items():
        assert numbers.rational(text) == value, text
    assert numbers.integer("9" * 300) == numbers.integer(",".join(["999"] * 100)) == 10**300 - 1
    assert numbers.rational("0." + "3" * 300) == Fraction(int("3" * 300), 10**300)


def test_brackets_and_right_decimals_say_nothing_more_of_a_fraction():
    for text in ("(17/2)", "17/2 = 8.5", "17/2 (≈ 8.5)", "17/2 (= 8.50)", "\\frac{17}{2} \\approx 8.5", "(8.5)"):
        assert numbers.rational(text) == Fraction(17, 2), text
    assert numbers.rational("(1/3) ≈ 0.333") == numbers.rational("1/3 (≈ 0.33)") == Fraction(1, 3)
    for text in ("17/2 = 8.6", "1/3 = 0.333", "8.6 (≈ 17/2)", "17/2 or (8.5)", "17/2 ≈ 8.5 ≈ 8.50", "8.5 = 8.5", "(17/2) (8.5)", "1/0 = 0.5"):
        assert numbers.rational(text) is None, text


def test_numbers():
    for text, value in INTEGERS.items():
        assert numbers.integer(text) == value, text
        assert numbers.rational(text) == value, text
    for text, value in FRACTIONS.items():
        assert numbers.integer(text) is None, text
        assert numbers.rational(text) == value, text
    for text in NEITHER:
        assert numbers.integer(text) is None, text
        assert numbers.rational(text) is None, text


@fast
@given(st.integers(), st.integers(1, 10**6))
def test_numbers_survive_their_spellings(value, bottom):
    for text in (str(value), f"{value:,}", f"{value:_}", f"{value}.0", f"\\boxed{{{value}}}", f"{value:,}".replace(",", "{,}")):
        assert numbers.integer(text) == value
    for text in (f"{value}/{bottom}", f"\\frac{{{value}}}{{{bottom}}}", f"\\boxed{{\\dfrac{{{value}}}{{{bottom}}}}}"):
        assert numbers.rational(text) == Fraction(value, bottom)


GRID = (("1", "2", "3"), ("4", "5", "6"))
AS_GRID = (
    "1 2 3\n4 5 6",
    "123\n456",
    "1,2,3\n4,5,6",
    "1, 2, 3,\n4, 5, 6,",
    "1\t2\t3\n\n4\t5\t6",
    "1 2 3; 4 5 6",
    "[[1, 2, 3], [4, 5, 6]]",
    "[[1,2,3],\n [4,5,6],]",
    "[\n  [\n    1,\n    2,\n    3\n  ],\n  [4, 5, 6]\n]",
    "[[1 2 3]\n [4 5 6]]",
    '[["1", "2", "3"], ["4", "5", "6"]]',
    "[['1','2','3'],['4','5','6']].",
    "((1, 2, 3), (4, 5, 6))",
    "{{1, 2, 3}, {4, 5, 6}}",
    "[1, 2, 3]\n[4, 5, 6]",
    "[1 2 3; 4 5 6]",
    '["1 2 3", "4 5 6"]',
    '["123", "456"]',
    '"1 2 3"\n"4 5 6"',
    "| 1 | 2 | 3 |\n|---|---|---|\n| 4 | 5 | 6 |",
    "|   |   |   |\n|:-:|:-:|:-:|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |",
    "+---+---+---+\n| 1 | 2 | 3 |\n+---+---+---+\n| 4 | 5 | 6 |\n+---+---+---+",
    "+-+-+-+\n|1|2|3|\n+-+-+-+\n|4|5|6|\n+-+-+-+",
    "1 2 3\n------\n4 5 6",
    "Row 1: 1 2 3\nRow 2: 4 5 6",
    "row 1: [1, 2, 3]\nrow 2: [4, 5, 6]",
    "R1) 1 2 3\nR2) 4 5 6",
    "\\begin{bmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{bmatrix}",
    "$$\n\\begin{pmatrix}\n1 & 2 & 3 \\\\\n4 & 5 & 6\n\\end{pmatrix}\n$$",
    "\\begin{array}{|c|c|c|} \\hline 1 & 2 & 3 \\\\ \\hline 4 & 5 & 6 \\\\ \\hline \\end{array}",
    "\\left[\\begin{array}{c c c} 1 & 2 & 3 \\\\[4pt] 4 & 5 & 6 \\end{array}\\right]",
    "\\boxed{\\begin{matrix} 1&2&3\\\\4&5&6 \\end{matrix}}",
    "```\n1 2 3\n4 5 6\n```",
    "The answer is:\n1 2 3\n4 5 6",
    "１ ２ ３\n４ ５ ６",
    "1 2 **3**\n4 **5** 6",
    "**1 2 3**\n**4 5 6**",
    "- **Row 1:** [1, 2, 3]\n- **Row 2:** [4, 5, 6]",
    "| Row 1 | 1 | 2 | 3 |\n| Row 2 | 4 | 5 | 6 |",
    "|   | 1 | 2 | 3 |\n|---|---|---|---|\n| 1 | 1 | 2 | 3 |\n| **2** | 4 | 5 | 6 |",
    "- 1 2 3\n- 4 5 6",
    "1. 1 2 3\n2. 4 5 6",
    "1 2 3\n=====\n4 5 6",
    "│ 1 │ 2 │ 3 │\n├───┼───┼───┤\n│ 4 │ 5 │ 6 │",
    "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |",
    "$1\\ 2\\ 3$\n$4\\ 5\\ 6$",
    "1 2 3<br>4 5 6",
    "Completed grid:\n\n1 2 3\n4 5 6",
    "grid = [[1, 2, 3], [4, 5, 6]]",
    '{"grid": [[1, 2, 3], [4, 5, 6]]}',
    '{"row 1": "1 2 3", "row 2": "4 5 6"}',
    "Row 1 - 1 2 3\nRow 2 - 4 5 6",
    "Row 1  1 2 3\nRow 2  4 5 6",
    "Row 1 (top): 1 2 3\nRow 2 (bottom): 4 5 6",
    "First row: 1 2 3\nSecond row: 4 5 6",
    "1st row: 1, 2, 3\n2nd row: 4, 5, 6",
    "1 | 1 2 3\n2 | 4 5 6",
    "    1 2 3\n  +------\n1 | 1 2 3\n2 | 4 5 6",
    "   1  2  3\n1  1  2  3\n2  4  5  6",
    "Therefore, the final grid is:\n1 2 3\n4 5 6",
    "Solved grid (rows top to bottom):\n1 2 3\n4 5 6",
    "> 1 2 3\n> 4 5 6",
    ">1 2 3\n>\n>4 5 6",
    "1 2 3\n4 5 6\n\nThis satisfies all the constraints.",
    "1 2 3\n4 5 6\n(All rules are satisfied.)",
    "1 2 3\n4 5 6\nAll rows and columns check out ✓",
    "```\n1 2 3\n4 5 6\n```\nEvery row, column and region holds.",
    "1 2 3\n4 5 6\n\n以上网格满足所有条件。",
    "1 2 3\n4 5 6\n（所有条件均满足）",
)
NO_GRID = (
    *("", "1 2 3", "1 2 3 4 5 6", "123456", "[1, 2, 3, 4, 5, 6]", "1 2\n3 4\n5 6", "1 2 3\n4 5", "1 2 3\n4 5 6\n7 8 9"),
    *("[[1,2,3],[4,5,6]] or [[1,2,3],[4,6,5]]", "1 2 3\n4 5 6\n\n1 2 3\n4 6 5", "1 2 3\nor\n4 5 6", "A grid", "[[[1,2,3]]]", "[]", "[[[[["),
    *("1 2 3\n4 5 6\n\nThis does not satisfy all the constraints.", "1 2 3\n4 5 6\n并非所有条件均满足。", "1 2 3\n> 4 5 6\n> 7 8 9"),
    *("1 2 3\n4 5 6\n\nThe rows and columns.", "1 2 3\n4 5 6\n7 8 9\n\nThis satisfies all the constraints."),
    *("Row 2: 1 2 3\nRow 1: 4 5 6", "Second row: 1 2 3\nFirst row: 4 5 6", "2 | 1 2 3\n1 | 4 5 6", "1 2 3\n1 2 3\n4 5 6", "1 2 4\n1 1 2 3\n2 4 5 6"),
    *("Solved grid (not correct):\n1 2 3\n4 5 6", "Row 1: 1 2 3\nRow 1: 4 5 6"),
    *("| |1|2|3|\n|-|-|-|-|\n|2|1|2|3|\n|1|4|5|6|", "错误答案:\n1 2 3\n4 5 6", "答案不是:\n1 2 3\n4 5 6"),
)


def test_grids():
    for text in AS_GRID:
        assert grids.grid(text, 2, 3) == GRID, text
    for text in NO_GRID:
        assert grids.grid(text, 2, 3) is None, text
    assert grids.grid("12 34\n56 78", 2, 4) == (tuple("1234"), tuple("5678"))
    assert grids.grid("12 3 4\n56 78", 2, 4) is None
    assert grids.grid("[7]", 1, 1) == grids.grid("7", 1, 1) == (("7",),)
    assert grids.grid("[1, 2, 3]", 1, 3) == (("1", "2", "3"),)
    assert grids.grid("1\n2\n3", 3, 1) == (("1",), ("2",), ("3",))


def test_a_dash_may_be_a_cell():
    dashes = (("-", "-"), ("-", "2"))
    for text in ("- -\n- 2", "| - | - |\n|---|---|\n| - | 2 |", "[['-', '-'], ['-', '2']]", "--\n-2"):
        assert grids.grid(text, 2, 2) == dashes, text
    assert grids.grid("---\n---", 2, 3) == (("-",) * 3,) * 2


def test_a_point_may_be_the_first_cell_of_a_numbered_row():
    assert grids.grid("Row 1 . 2\nRow 2 # .", 2, 2) == ((".", "2"), ("#", "."))


@pytest.mark.parametrize("between", [" ", "\t", ",", ", ", "，", "、", " & ", "&"])
def test_a_point_may_be_the_last_cell(between):
    assert grids.grid(f"#{between}.\n2{between}.", 2, 2) == (("#", "."), ("2", "."))


cell = st.sampled_from(["0", "7", "12", "-3", "A", "→", "#", "é"])


@fast
@given(st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=5)))
def test_grids_survive_their_spellings(rows):
    import json

    expected = tuple(map(tuple, rows))
    shape = len(rows), len(rows[0])
    for text in (grids.show(expected), grids.show(expected, ", "), grids.show(expected, " | "), json.dumps(rows), json.dumps(rows, indent=1)):
        assert grids.grid(text, *shape) == expected
        assert grids.grid(f"```\n{text}\n```", *shape) == expected
    latex = "\\begin{bmatrix}" + " \\\\ ".join(" & ".join(row) for row in rows) + "\\end{bmatrix}"
    assert grids.grid(latex, *shape) == expected
    assert grids.grid(grids.show(expected), shape[0] + 1, shape[1]) is None
    assert shape[1] == 1 or grids.grid(grids.show(expected), shape[0], shape[1] + 1) is None


AS_AC = (
    *("A, C", "C, A", "a,c", "A C", "A\nC", "A; C", "A & C", "A and C", "A and C.", "[A, C]", "{A, C}", "(A, C)", "(A) and (C)", '["A", "C"]'),
    *("'A', 'C'", "- A\n- C", "* A\n* C", "• A\n• C", "1. A\n2. C", "1) A\n2) C", "\\{A, C\\}", "$\\{A, C\\}$", "\\boxed{A, C}"),
    *("\\boxed{\\text{A}, \\text{C}}", "\\boxed{\\{\\text{A}, \\text{C}\\}}", "**A**, **C**", "**A, C**", "Ａ，Ｃ", "A、C", "The answer is A, C."),
    *("$A$, $C$", "$A$ and $C$", "\\(A\\), \\(C\\)", "A \\& C", "Only A, C", "just A and C", "A, C only", "Only: A, C."),
)
NO_LABELS = ("", "AC", "only", "not only A, C", "only A or C", "A or C", "A/C", "E", "A, E", "A, A", "A, C, A", "all of the above", "Options A and C", "A, C (both)", "not A", "none, A", "A+C", "-")
NO_ITEMS = ("none", "None.", "NONE", "nothing", "[]", "{}", "()", "[ ]", "\\{\\}", "∅", "$\\emptyset$", "\\varnothing", "\\text{none}", "[none]", "none of them", '["none"]', "- None")


ARROWS = ("=>", "-->", "⇒", "\\Rightarrow", "\\longrightarrow", "\\Longrightarrow", "\\implies")


def test_lists():
    allowed = frozenset("ABCD")
    for text in AS_AC:
        assert lists.labels(text, allowed) == {"A", "C"}, text
    for text in NO_ITEMS:
        assert lists.labels(text, allowed) == frozenset(), text
    for text in NO_LABELS:
        assert lists.labels(text, allowed) is None, text
    assert lists.items("1. red fox\n2. Old owl.\n3. gnu") == ["red fox", "Old owl", "gnu"]
    assert lists.items("Anna, Ben, and Zoë") == ["Anna", "Ben", "Zoë"]
    assert lists.items("sand, band and land") == ["sand", "band", "land"]
    assert lists.items("Andes, candy and sand") == lists.items("And Andes, candy, and sand") == ["Andes", "candy", "sand"]
    assert lists.words("And Ann < Andy and Sandy") == ["Ann", "Andy", "Sandy"]
    assert lists.items("[]") == []
    for text in ("b a c", "b > a > c", "b -> a -> c", "b → a → c", "b < a < c", "b \\to a \\rightarrow c", "b | a | c", "[b, a, c]", "1. b\n2. a\n3. c", *(f"b {sign} a {sign} c" for sign in ARROWS)):
        assert lists.words(text) == ["b", "a", "c"], text


EXPRESSIONS = {
    "8 / (3 - 8 / 3)": 24,
    "\\frac{8}{3 - \\frac{8}{3}}": 24,
    "\\boxed{\\frac{8}{3 - \\dfrac{8}{3}}}": 24,
    "\\cfrac8{3 - \\frac83}": 24,
    "1 + 2 * 3": 7,
    "(1 + 2) * 3": 9,
    "[1 + 2] * 3": 9,
    "\\left(1 + 2\\right) \\times 3": 9,
    "8 - 4 - 2": 2,
    "8 / 4 / 2": 1,
    "8 − 4": 4,
    "8 ÷ 4": 2,
    "8 × 4": 32,
    "8 \\cdot 4": 32,
    "8 x 4": 32,
    "8x4": 32,
    "8 \\* 4": 32,
    "8 • 4": 32,
    "8⁄4": 2,
    "2(3 + 1)": 8,
    "(1 + 1)(3 + 1)": 8,
    "8 - 2(3)": 2,
    "\\left(1 + 1\\right)\\bigl(3 + 1\\bigr)": 8,
    "\\{1 + 1\\} \\times 4": 8,
    "\\frac{8}{2}(3 + 1)": 16,
    "\\frac{12}{3}": 4,
    "\\frac{12}{3} + 10": 14,
    "8 * 4 == 32": 32,
    "8 * 4 = 32": 32,
    "8 * 4 = 2 * 16 = 32": 32,
    "8 * 4 (= 32)": 32,
    "\\begin{aligned} 8 * 4 &= 32 \\\\ \\end{aligned}": 32,
    "32 = 8 * 4": 32,
    "８ + ４": 12,
    "`8 + 4`.": 12,
    "The answer is 8 + 4": 12,
    "5": 5,
    "1 / 0": None,
    "1 / (2 - 2) + 3": None,
}
NO_EXPRESSIONS = (
    *("", "1 +", "+ 1", "-1 + 2", "1 2", "()", "(1", "1)", "8/2(3)", "(2)3", "2\\frac{1}{2}", "2^3", "2**3", "2 // 3", "3!", "1,000 + 1", "1.5 + 1", "01 + 2", "x + 1"),
    *("8 * 4 = 33", "8 * 4 = 32 = 33", "8 * 4 = 4 * 8", "8 * 4 = 33 = 32", "= 5", "5 =", "1 + 2 or 2 + 1", "1²", "1 + ٣", "sqrt(4)", "1e3", "9" * 13, "(" * 61 + "1" + ")" * 61, "1+" * 2000 + "1"),
)


def test_arithmetic():
    for text, value in EXPRESSIONS.items():
        parsed = arithmetic.parse(text)
        assert parsed is not None, text
        assert parsed.value == value, text
    for text in NO_EXPRESSIONS:
        assert arithmetic.parse(text) is None, text
    parsed = arithmetic.parse("(1 + 2) * 3 - 4")
    assert parsed == ((1, 2, 3, 4), ("+", "*", "-"), 5, (3, 9, 5))
    assert arithmetic.parse("6 / 2", operators="+-*") is None


expression = st.recursive(
    st.integers(0, 99).map(str),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=12,
)


@fast
@given(expression)
def test_arithmetic_equals_exact_fractions(text):
    import re

    try:
        value = eval(re.sub(r"\d+", r"Fraction(\g<0>)", text), {"Fraction": Fraction})  # noqa: S307 - our own text
    except ZeroDivisionError:
        value = None
    parsed = arithmetic.parse(text)
    assert parsed is not None
    assert parsed.value == value
    latex = text.replace("*", "\\times").replace("(", "\\left(").replace(")", "\\right)")
    assert arithmetic.parse(latex) == parsed


MARKS = ("{}", "**{}**", "`{}`", "${}$", "$${}$$", "\\({}\\)", "\\[{}\\]", '"{}"', "\\boxed{{{}}}", "\\text{{{}}}", "$\\boxed{{\\text{{{}}}}}$")
LEADS = ("{}", "{}.", "The answer is {}.", "Answer: {}", "**Answer:** {}", "So, the final answer is: {}", "The answer is:\n\n{}")
BLOCKS = ("{}", " {} \n", "```\n{}\n```", "```text\n  {}\n```", "~~~\n{}\n~~~")
undressed = st.from_regex(r"[A-Za-z0-9]([-A-Za-z0-9, ]{0,10}[A-Za-z0-9])?", fullmatch=True).filter(lambda s: plain(s) == s)


@fast
@given(undressed, *map(st.sampled_from, (MARKS, LEADS, BLOCKS)))
def test_dressings_come_off(text, mark, lead, block):
    assert plain(block.format(lead.format(mark.format(text)))) == text


PARSERS = {
    "plain": plain,
    "integer": numbers.integer,
    "rational": numbers.rational,
    "grid": lambda text: grids.grid(text, 5, 5),
    "wide grid": lambda text: grids.grid(text, 3, 50_000),
    "cells": lambda text: cells.cells(text, "tent"),
    "items": lists.items,
    "words": lists.words,
    "labels": lambda text: lists.labels(text, frozenset("ABC")),
    "arithmetic": arithmetic.parse,
}


def test_no_text_makes_a_parser_raise(scale):
    for _, text in hostile_texts(("1 2 3\n4 5 6", "A, C", "8 / (3 - 8 / 3)", "\\boxed{\\frac{1}{2}}"), 400 * scale):
        for parse in PARSERS.values():
            parse(text)


UNITS = (
    *(" ", "\n", "\t", "1", "9", "a", "-", "-\n", "- ", "*", "**", "_", "$", "`", "~", "'", '"', "\\", "(", "[", "{", "}", "()", "[]", "1 ", "1,", "1, 2\n"),
    *("1,234", "1+", "(1+", "answer ", "answer is ", "the ", "so ", "the answer:", "\\boxed{", "\\text{", "\\text ", "\\text{a}", "\\frac{1}{", "\\frac{1}{2}"),
    *("\\u2191", "\\u219", "\\\\ ", "\\begin{a}", "\\begin{", "\\begin", "\\left", "\\left[", "\\hline", "row 1: ", "row 1", "1 row 2 column ", "tent 1: ", "坐标", "1c", "|---", "+-+", "→", "１", "and ", "A and "),
    *("; ", " & ", "1. A\n", "x", "1x", "=", "<", "->", "\x00", "\u2028", "\ud800"),
)
SHAPES = (
    ("1 repeated 2", lambda unit, n: "1" + unit * (n // len(unit)) + "2"),
    ("lead-in and x", lambda unit, n: "so the answer" + unit * (n // len(unit)) + "x"),
    ("in a box", lambda unit, n: "\\boxed{" + unit * (n // len(unit)) + "}"),
)


@pytest.mark.parametrize("parser", PARSERS)
def test_parsers_take_linear_time(parser):
    """Four times the text takes at most eight times as long (sixteen if it were quadratic), and 100 kB never 50 ms."""
    parse = PARSERS[parser]
    for unit in UNITS:
        for shape, make in SHAPES if parse is plain else SHAPES[:1]:
            long = cpu_seconds(parse, make(unit, 100_000))
            assert long < 0.05, f"{shape} of {unit!r}: {long:.3f} s"
            if long > 0.02:
                short = cpu_seconds(parse, make(unit, 25_000))
                assert long < 8 * short + 0.01, f"{shape} of {unit!r}: {short:.4f} s, then {long:.4f} s"
    for text in HOSTILE:
        assert cpu_seconds(parse, text) < 0.05, repr(text[:40])


def test_deeply_nested_boxes_take_linear_time():
    for parse in PARSERS.values():
        times = [cpu_seconds(parse, "\\boxed{" * n + "}" * n) for n in (3_000, 12_000)]
        assert times[1] < max(0.05, 8 * times[0])
