"""Counting: numbers that text-books have, and a way of derivation for each problem."""

import re

import pytest
from drawing import members, rows

from synth.verifiers.math.counting import Assignments, Counting, Necklaces, Paths, Sums, Words, answer, paths, sums, ways


@pytest.mark.parametrize(
    ("puzzle", "number"),
    [
        (Words(2, 10, ("AA",), -1, "", "", False), 144),  # Fibonacci numbers
        (Words(2, 10, ("AAA",), -1, "", "", False), 504),  # Tribonacci numbers
        (Words(2, 10, (), 4, "", "", False), 210),
        (Words(2, 5, (), -1, "", "", True), 20),  # (32 + 8) / 2
        (Words(3, 4, ("AB", "BA"), -1, "", "", True), 24),  # 41 of them, 7 palindromes
        (Paths(4, 6, (), (), 0), 210),
        (Paths(3, 3, (), ((1, 2),), 0), 9),
        (Paths(5, 5, (), (), 1), 2),
        (Paths(3, 3, ((0, 1), (1, 0)), (), 0), 0),
        (Assignments(tuple((k,) for k in range(6)), 0), 265),  # derangements
        (Assignments(tuple((k,) for k in range(6)), 2), 135),
        (Assignments(tuple(tuple(sorted({k, (k + 1) % 5})) for k in range(5)), 0), 13),  # menage numbers
        (Assignments(((), (), ()), 0), 6),
        (Assignments(((), (), ()), 2), 0),
        (Sums((1, 1, 1, 1), (0,) * 4, (9,) * 4, 9, 0), 220),
        (Sums((1, 5, 10), (0, 0, 0), (12, 6, 3), 30, 0), 10),
        (Sums((1, 1), (5, 5), (9, 9), 9, 0), 0),
        (Sums((1, 1), (0, 0), (9, 9), 9, 0, (), (0, 1)), 5),  # 9 to 5 of the first
        (Sums((1, 1), (0, 0), (9, 9), 9, 0, (0,), (0, 1)), 2),  # 8 and 6
        (Sums((1, 1), (0, 0), (9, 9), 9, 0, (1,), (0, 1)), 3),  # 0, 2 and 4 of the second
        (Sums((1, 1, 1), (0, 0, 0), (6, 6, 6), 6, 0, (0, 1, 2)), 10),
        (Sums((1, 1, 1), (1, 0, 0), (1, 6, 6), 6, 0, (0,)), 0),
        (Necklaces(6, (1, 2), 9, False), 4),
        (Necklaces(6, (1, 2), 9, True), 3),
        (Necklaces(5, (1, 2, 4), 5, True), 1),
        (Necklaces(4, (2, 4), 9, True), 0),
    ],
)
def test_numbers_of_the_textbooks(puzzle, number):
    assert answer(Counting(puzzle)) == number


@pytest.mark.parametrize("level", [8, 10])
def test_the_prompt_names_who_gets_more_and_who_an_even_number(level):
    told = 0
    for row in rows("math/counting", level, 40):
        problem = Counting.from_json(row["reward_model"]["ground_truth"])
        p, text = problem.puzzle, row["prompt"][0]["content"]
        if isinstance(p, Sums) and p.more:
            names = re.findall(r"(\w+) gets (?:at least|at most)", text)
            assert re.findall(r"(\w+) gets more than (\w+)\.", text) == [(names[p.more[0]], names[p.more[1]])]
            assert re.findall(r"(\w+) gets [^.]*, and an even number", text) == [names[place] for place in p.even]
            told += 1
    assert told > 3


def test_necklaces_of_all_weights_together_are_all_necklaces():
    weights = (1, 7, 15)  # no two contents of six beads weigh the same
    assert sum(answer(Counting(Necklaces(6, weights, total, False))) for total in range(6, 91)) == 130
    assert sum(answer(Counting(Necklaces(6, weights, total, True))) for total in range(6, 91)) == 92


@pytest.mark.parametrize("level", range(1, 11))
def test_the_answer_can_be_derived(level):
    for sample in members("math/counting", level, 20):
        assert ways(sample.problem)


@pytest.mark.parametrize("level", [4, 5, 8, 10])
def test_every_way_leads_to_the_answer(level):
    """Terms in another order, and inclusion and exclusion."""
    for sample in members("math/counting", level, 40):
        puzzle = sample.problem.puzzle
        if isinstance(puzzle, Sums | Paths):
            for way in (sums if isinstance(puzzle, Sums) else paths).other_ways(puzzle):
                assert way.milestones()[-1].value == answer(sample.problem)
