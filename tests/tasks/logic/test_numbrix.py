"""Numbrix: the kernel finds what a plain search finds, and its paths are many."""

from random import Random

import numpy as np

from synth.generators.logic.numbrix import canonical
from synth.generators.solvers.grids import neighbours
from synth.generators.solvers.paths import OPEN, dig, prove, random_path
from synth.verifiers.logic.numbrix import Numbrix


def paths(size):
    """All paths through all cells, by a search that follows every step."""
    near, found, path = neighbours(size, size), [], []

    def walk(cell):
        path.append(cell)
        if len(path) == size * size:
            found.append(tuple(path))
        for other in near[cell]:
            if other not in path:
                walk(other)
        path.pop()

    for cell in range(size * size):
        walk(cell)
    return found


def test_counts_equal_those_of_a_plain_search():
    rng, every = Random(1), paths(4)
    assert len(every) == 552
    assert prove([OPEN] * 16, 4, limit=1000).found == 552
    for _ in range(200):
        path = rng.choice(every)
        numbers = rng.sample(range(16), rng.randrange(1, 5))
        givens = [OPEN] * 16
        for number in numbers:
            givens[path[number]] = number
        agree = [other for other in every if all(other[number] == path[number] for number in numbers)]
        proved = prove(givens, 4, limit=1000)
        assert proved.found == len(agree)
        assert tuple(proved.path.tolist()) in agree


def test_two_words_of_bits_see_one_square():
    """Where the rows of a square part into two words, numbers pass from one to the other."""
    for size in (8, 9):
        for seed in range(1, 6):
            path = random_path(size, seed)
            dug = dig(path, size, 0, 30, seed)
            proved = prove(dug.givens, size)
            assert (proved.found, proved.nodes) == (1, dug.nodes)
            assert proved.path.tolist() == path.tolist()


def test_random_paths_are_paths_and_all_of_them_come_up():
    for size in (3, 5, 8, 9):
        path = random_path(size, 7)
        assert sorted(path.tolist()) == list(range(size * size))
        assert set(np.abs(np.diff(path)).tolist()) <= {1, size}
        assert all(abs(a % size - b % size) < 2 for a, b in zip(path.tolist(), path.tolist()[1:], strict=False))
    drawn = [tuple(random_path(4, seed).tolist()) for seed in range(1, 8001)]
    assert set(drawn) == set(paths(4))
    assert max(map(drawn.count, set(drawn))) < 5 * 8000 / 552


def test_a_path_walked_backwards_is_the_same_puzzle():
    one = Numbrix(((1, 0, 0), (0, 5, 0), (0, 0, 8)))
    back = Numbrix(((9, 0, 0), (0, 5, 0), (0, 0, 2)))
    other = Numbrix(((1, 0, 0), (0, 5, 0), (0, 0, 7)))
    assert canonical(one) == canonical(back) != canonical(other)
