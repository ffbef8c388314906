"""Futoshiki: deductions are sound, and what they settle needs no search."""

import pytest
from drawing import samples

from synth.generators.logic.futoshiki import assemble
from synth.generators.logic.futoshiki.claims import SHORTCUTS
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


def test_the_kernel_deduces_what_plain_python_does():
    for level in (1, 4, 7, 10):
        for sample in samples("logic/futoshiki", level, 20):
            size, givens, pairs = len(sample.problem.givens), sample.problem.givens, less(sample.problem)
            for signs in (pairs, pairs[::2], []):
                assert deduce(size, givens, signs) == _deduce(size, givens, signs)


def _deduce(size, givens, pairs):
    """`deduce` in plain Python."""
    every = (1 << size) - 1
    state = [every if cell == "." else 1 << int(cell) - 1 for row in givens for cell in row]
    lines = [range(i * size, (i + 1) * size) for i in range(size)] + [range(i, size * size, size) for i in range(size)]
    looks = 0
    while True:
        looks += sum(1 for domain in state if domain & (domain - 1))
        new = _round(state, lines, pairs)
        if new == state:
            return looks, state
        state = new


def _round(state, lines, pairs):
    """What follows from the state as it stands."""
    new = state[:]
    for x, y in pairs:
        new[x] &= (1 << state[y].bit_length() - 1) - 1  # below the most that y can be
        new[y] &= -((state[x] & -state[x]) << 1)  # above the least that x can be
    for line in lines:
        placed = once = twice = 0
        for x in line:
            domain = state[x]
            if not domain & (domain - 1):
                placed |= domain
            twice |= once & domain
            once |= domain
        alone = once & ~twice
        for x in line:
            domain = state[x]
            if domain & (domain - 1):
                new[x] &= ~placed
                if domain & alone:
                    new[x] &= domain & alone
    return new


def test_few_squares_fill_up_from_bounds_that_are_read_once():
    """From level 4 on numbers that are placed have to narrow what the signs allow."""
    policy = next(shortcut.policy for shortcut in SHORTCUTS if "bounds read once" in shortcut.name)
    for level in (4, 5):
        tried = samples("logic/futoshiki", level, 150)
        assert sum(policy(sample.problem) == sample.answer for sample in tried) <= 0.11 * 150


@pytest.mark.parametrize("part", ["givens", "across", "down"])
def test_squares_with_a_row_too_short_are_refused(part):
    fields = {"givens": ("....",) * 4, "across": ("...",) * 4, "down": ("....",) * 3}
    Futoshiki(**fields)
    with pytest.raises(ValueError, match="places for signs"):
        Futoshiki(**(fields | {part: (fields[part][0][:-1], *fields[part][1:])}))
