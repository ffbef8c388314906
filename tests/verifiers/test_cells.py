"""Lists of cells in the ways in which models write them down, and near misses."""

import pytest

from synth.verifiers.parsers import cells

RIGHT = (
    "(1, 2), (1, 4), (3, 1)",
    "R1-C2, R1-C4, R3-C1",
    "Row 1 → Column 2; Row 1 → Column 4; Row 3 → Column 1",
    "Row 1: column 2; Row 1: column 4; Row 3: column 1",
    "Row 1: (1, 2), (1, 4)\nRow 3: (3, 1)",
    "- **Row 1:** (1,2), (1,4)\n- **Row 3:** (3,1)",
    "Row 1: columns 2, 4\nRow 3: column 1",
    "Row 1: columns 2 and 4\nRow 3: 1",
    "Tent positions: (1, 2), (1, 4), (3, 1)",
    "The tents are located at (1, 2), (1, 4) and (3, 1).",
    "The 3 tents are: (1, 2), (1, 4), (3, 1)",
    "Coordinates: (1, 2), (1, 4), (3, 1) (3 tents)",
    "List of all cells: (1, 2), (1, 4), (3, 1)",
    "Tent 1: (1, 2)\nTent 2: (1, 4)\nTent 3: (3, 1)",
    "| Row | Column |\n|-----|--------|\n| 1 | 2 |\n| 1 | 4 |\n| 3 | 1 |",
    "| # | Row | Col |\n|---|---|---|\n| 1 | 1 | 2 |\n| 2 | 1 | 4 |\n| 3 | 3 | 1 |",
    "| Cell |\n|---|\n| (1, 2) |\n| (1, 4) |\n| (3, 1) |",
    "★ (1, 2)\n★ (1, 4)\n★ (3, 1)",
    "(1, 2), (1, 4), (3, 1)\n\nThis placement satisfies all the rules.",
    "坐标为：(1, 2)、(1, 4)、(3, 1)",
    "分别是：（1，2）、（1，4）、（3，1）",
    "格子：(1, 2)，(1, 4)，(3, 1)",
    "1行2列、1行4列、3行1列",
    "第1行：第2列、第4列\n第3行：第1列",
    "第1行：(1, 2)、(1, 4)\n第3行：(3, 1)",
)
WRONG = (
    *("Row 1: (1, 2), (1, 4)\nRow 2: (3, 1)", "Row 1: [2, 4]", "Row 1: (1, 2), (1, 4)\nRow 3:", "Row 1: no tent", "3 tents", "The 3 rows: (1, 2)"),
    *("(1, 2), (1, 4), (3, 1)\n\nThis placement never meets the rules.", "(1, 2), (1, 4)\n\nIt also holds in all columns."),
    *("Tent 1: (1, 2) or (1, 4)", "Not the positions: (1, 2)", "不是坐标：(1, 2)", "| Row | Column |\n|---|---|\n| 1 |", "| Column | Row |\n|---|---|\n| 1 | 2 |"),
)


@pytest.mark.parametrize("text", RIGHT)
def test_cells(text):
    assert cells.cells(text, "tent") == [(1, 2), (1, 4), (3, 1)]


@pytest.mark.parametrize("text", WRONG)
def test_no_list_of_cells(text):
    assert cells.cells(text, "tent") is None


def test_the_row_of_each_label():
    text = "Mines:\nRow 1: (1, 2), (1, 4)\nSafe:\nRow 3: column 1"
    assert cells.lists(text, {"mines": "mines", "safe": "safe"}, {"mines", "safe"}) == {"mines": [(1, 2), (1, 4)], "safe": [(3, 1)]}
    assert cells.cells("row 1: 2", "tent") == [(1, 2)]

