"""What a solver sees without trying: bounds along signs, numbers that are placed, last places for a number."""

from collections.abc import Sequence

import numpy as np

from synth.generators.kernels import njit
from synth.generators.solvers.bits import highest


def deduce(size: int, givens: Sequence[str], pairs: Sequence[tuple[int, int]]) -> tuple[int, list[int]]:
    """Rounds of all deductions that are to be seen at once, until none is left: the unsolved cells of each round added up, and the
    domain that each cell keeps (bit v: the number v + 1 is possible)."""
    every = (1 << size) - 1
    state = np.array([every if cell == "." else 1 << int(cell) - 1 for row in givens for cell in row], np.int64)
    looks = int(_rounds(size, state, np.array(pairs, np.int64).reshape(-1, 2)))
    return looks, state.tolist()


@njit(cache=True)
def _rounds(size, state, pairs):
    """Narrows the state, in place, and returns the looks. In each round everything follows from the state as it stood before."""
    new, looks = state.copy(), 0
    while True:
        for domain in state:
            looks += domain & (domain - 1) != 0
        for k in range(len(pairs)):
            x, y = pairs[k, 0], pairs[k, 1]
            new[x] &= (1 << highest(state[y])) - 1  # below the most that y can be
            new[y] &= -((state[x] & -state[x]) << 1)  # above the least that x can be
        for line in range(2 * size):
            start, step = (line * size, 1) if line < size else (line - size, size)
            placed = once = twice = 0
            for i in range(size):
                domain = state[start + i * step]
                if not domain & (domain - 1):
                    placed |= domain
                twice |= once & domain
                once |= domain
            alone = once & ~twice
            for i in range(size):
                x = start + i * step
                domain = state[x]
                if domain & (domain - 1):
                    new[x] &= ~placed
                    if domain & alone:
                        new[x] &= domain & alone
        same = True
        for x in range(len(state)):
            same &= state[x] == new[x]
            state[x] = new[x]
        if same:
            return looks
