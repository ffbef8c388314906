"""Futoshiki: deductions are sound, and what they settle needs no search."""

from drawing import samples

from synth.generators.logic.futoshiki import assemble
from synth.generators.logic.futoshiki.looks import deduce
from synth.verifiers.logic.futoshiki import Futoshiki, less


def test_deductions_keep_the_solution_and_easy_levels_need_no_more():
    for level in (1, 4, 7, 10):
        open_ = 0
        for sample in samples("logic/futoshiki", level, 20):
            size = len(sample.problem.givens)
            looks, state = deduce(size, sample.problem.givens, less(sample.problem))
            for domain, number in zip(state, sample.answer.split(), strict=True):
                assert domain >> int(number) - 1 & 1, "a number of the solution was ruled out"
            open_ += any(domain & (domain - 1) for domain in state)
            assert looks >= sum(row.count(".") for row in sample.problem.givens)
        assert open_ == (20 if level == 10 else 0) or 0 < level < 10


def test_a_chain_of_signs_settles_a_row():
    empty = ("....",) * 4
    _, state = deduce(4, empty, [(0, 1), (1, 2), (2, 3)])
    assert state[:4] == [1, 2, 4, 8]


def test_signs_are_read_as_they_are_drawn():
    problem = Futoshiki(("1...", "....", "...2", "...."), ("<..", "..>", ".>.", "..."), ("^...", "...^", "v..."))
    assert sorted(less(problem)) == [(0, 1), (0, 4), (7, 6), (7, 11), (10, 9), (12, 8)]
    assert assemble("".join(problem.givens), less(problem)) == problem
