"""Boards in a terminal show the same as the pictures they are made of."""

import re

import pytest

from synth.cli import _main
from synth.generators import registry
from synth.generators.drawing.graph import graph
from synth.generators.drawing.grid import grid
from synth.generators.drawing.terminal import boards

SQUARE = """
┌───┬───┐
│ 1 │ 2 │
├───┼───┤
│███│   │
└───┴───┘
"""
REGIONS = """
┌───────┐
│ ★     │
│   ┌───┤
│   │ ★ │
└───┴───┘
"""
SIDES = """
       7
     ┌────┐
  12 │ 3  │ 4
     └────┘
"""
SIGNS = """
┌───┬───┐
│ 1 < 2 │
├ v ┼───┤
│   │   │
└───┴───┘
"""


@pytest.mark.parametrize(("drawn", "expected"), [
    (grid([["1", "2"], ["", ""]], shaded={(1, 0)}), SQUARE),
    (grid([["", ""], ["", ""]], answer=[["★", ""], ["", "★"]], regions=["AA", "AB"]), REGIONS),
    (grid([["3"]], sides={"top": [7], "left": [12], "right": [4]}), SIDES),
    (grid([["1", "2"], ["", ""]], between={((0, 0), (0, 1)): "<", ((0, 0), (1, 0)): "v"}), SIGNS),
])  # fmt: skip
def test_a_board_is_drawn(drawn, expected):
    (board,) = boards(drawn)
    assert board.plain == expected[1:]


def test_what_is_written_by_the_answer_is_told_from_what_is_given():
    (board,) = boards(grid([["1", ""]], answer=[["1", "2"]]))
    assert {board.plain[span.start : span.end].strip() for span in board.spans if "blue" in str(span.style)} == {"2"}


def test_colours_stand_with_their_numbers():
    (board,) = boards(grid([["0", "3"]], coloured=True))
    assert "│ 0 │ 3 │" in board.plain and any(str(span.style) == "on #2ecc40" for span in board.spans)


def test_a_graph_is_no_board():
    assert boards(graph(["A", "B"], [("A", "B")])) == []


def test_show_draws_the_answer_and_colours_nothing_that_is_no_terminal(capsys):
    assert _main(["show", "logic/sudoku", "--difficulty", "1"]) == 0
    shown = capsys.readouterr().out
    board = shown.partition("--- one right answer")[2]
    assert re.search("├─+[┼┤]", board) and "\x1b" not in shown
    assert registry.load("logic/sudoku").name in shown
