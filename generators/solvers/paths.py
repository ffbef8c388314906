"""Paths that visit every cell of a square through sides: random ones, and puzzles that tell some of their numbers.

The solver keeps for each number of the path the set of cells where it may stand and narrows these sets until nothing changes: a number
stands beside the one before it and the one after it, no cell has two numbers, and every cell has one. Then it branches on a number with
fewest cells. Cells and numbers count from 0; squares have 9 rows at most."""

from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import below, bits, position, shuffle
from synth.generators.solvers.boards import beside, board, cell_bits, lowest
from synth.generators.solvers.network import Ints

MIXING = 25
"""Moves a cell that make a random path."""
OPEN = -1


class Dug(NamedTuple):
    """A path with numbers taken back, while it is the only one."""

    givens: Ints
    """The number of each cell, OPEN where it was taken back."""
    nodes: int
    """Nodes of the search that proves it; 1 where narrowing suffices, 0 where no number could go."""
    steps: int
    """How often the cells of a number became fewer in that proof, over all its branches."""


class Proved(NamedTuple):
    """What a search found."""

    found: int
    """Solutions, up to the limit; -1 when the budget was spent."""
    nodes: int
    steps: int
    path: Ints
    """The cells of the first solution, in the order of the path."""


def random_path(size: int, seed: int) -> Ints:
    """The cells of a random path in its order: a snake, then backbites, which tie one end of the path to a cell beside it and cut it open
    there. They lead from any such path to any other (Oberdorf et al. 2006, Phys. Rev. E 74, 051801)."""
    return _random_path(size, np.array([seed]))


def dig(path: Any, size: int, keep: int, budget: int, seed: int) -> Dug:
    """Take numbers back in random order until `keep` are left or none can go: first as long as narrowing alone shows that the path is the
    only one, then, with a budget above 1, as long as a search within so many nodes does."""
    givens, nodes, steps = _dig(np.asarray(path, np.int64), size, keep, budget, np.array([seed]))
    return Dug(givens, nodes, steps)


def prove(givens: Any, size: int, limit: int = 2, budget: int = 100_000) -> Proved:
    """Search for the paths that agree with the givens, a number or OPEN for each cell."""
    given = np.full(size * size, OPEN)
    for cell, number in enumerate(givens):
        if number != OPEN:
            given[number] = cell
    memory = _memory(size)
    found, nodes, steps = _search(size, given, OPEN, limit, budget, memory, given)
    return Proved(found, nodes, steps, memory[-1].copy())


@njit(cache=True)
def _memory(size):
    """The sets of possible cells for each depth and number; the number chosen at each depth; the first solution."""
    cells = size * size
    return np.zeros((cells + 1, cells, 2), np.int64), np.zeros(cells, np.int64), np.zeros(cells, np.int64)


@njit(cache=True)
def _random_path(size, state):
    cells = size * size
    path = np.empty(cells, np.int64)
    at = np.empty(cells, np.int64)
    for i in range(cells):
        r = i // size
        path[i] = i if r % 2 == 0 else r * size + size - 1 - i % size
    for i in range(cells):
        at[path[i]] = i
    for _ in range(MIXING * cells):
        drawn = below(state, 8)
        end = path[0] if drawn & 1 else path[cells - 1]
        r, c = end // size, end % size
        r += (drawn >> 1 == 0) - (drawn >> 1 == 1)
        c += (drawn >> 1 == 2) - (drawn >> 1 == 3)
        if r < 0 or r == size or c < 0 or c == size:
            continue
        i = at[r * size + c]
        # The cells before (or behind) the one that is tied to the end change their order.
        a, b = (0, i - 1) if drawn & 1 else (i + 1, cells - 1)
        while a < b:
            path[a], path[b] = path[b], path[a]
            at[path[a]], at[path[b]] = a, b
            a += 1
            b -= 1
    if below(state, 2):
        path = path[::-1].copy()
    return path


@njit(cache=True)
def _dig(path, size, keep, budget, state):
    cells = size * size
    given = path.copy()
    memory = _memory(size)
    order = np.arange(cells)
    shuffle(state, order, cells)
    left, at = cells, 0
    step = cells - keep
    kept = np.empty(cells, np.int64)  # numbers that could not go in the first round
    refused = 0
    while left > keep and at < cells:
        step = max(1, min(step, left - keep, cells - at))
        for i in range(at, at + step):
            given[order[i]] = OPEN
        if _search(size, given, OPEN, 2, 1, memory, path)[0] == 1:
            at += step
            left -= step
            continue
        for i in range(at, at + step):
            given[order[i]] = path[order[i]]
        if step == 1:
            kept[refused] = order[at]
            refused += 1
            at += 1
        step //= 2
    if budget > 1:
        for i in range(refused):
            if left <= keep:
                break
            number = kept[i]
            given[number] = OPEN
            # A path other than this one has the number elsewhere, as the one with the number there is the only one.
            if _search(size, given, number, 1, budget, memory, path, path[number])[0] == 0:
                left -= 1
            else:
                given[number] = path[number]
    found, nodes, steps = _search(size, given, OPEN, 2, 50 * budget, memory, path)
    givens = np.full(cells, OPEN)
    for number in range(cells):
        if given[number] != OPEN:
            givens[given[number]] = number
    return givens, nodes if found == 1 else 0, steps


@unmanaged
def _search(size, given, elsewhere, limit, budget, memory, hoped, not_there=OPEN):
    """Solutions up to the limit, nodes, steps. The number `elsewhere`, if any, does not stand on the cell `not_there`. hoped: the cell of
    each number that is tried first, or OPEN: another path is most likely one that is much like the one that is known."""
    words, chosen, first = memory
    cells = size * size
    on = board(size, size)
    free0, free1 = on.full0, on.full1
    for v in range(cells):
        if given[v] != OPEN:
            a, b = cell_bits(on, given[v])
            free0, free1 = free0 & ~a, free1 & ~b
    for v in range(cells):
        if given[v] != OPEN:
            words[0, v, 0], words[0, v, 1] = cell_bits(on, given[v])
        else:
            words[0, v, 0], words[0, v, 1] = free0, free1
    if elsewhere != OPEN:
        a, b = cell_bits(on, not_there)
        words[0, elsewhere, 0] &= ~a
        words[0, elsewhere, 1] &= ~b
    found = nodes = steps = depth = 0
    while depth >= 0:
        # The domains at `depth` are new: narrow them, then close the node or branch.
        if nodes == budget:
            return -1, nodes, steps
        nodes += 1
        alive, narrowed = _narrow(on, words[depth])
        steps += narrowed
        if alive:
            best, least = -1, 100
            for v in range(cells):
                n = bits(words[depth, v, 0]) + bits(words[depth, v, 1])
                if 1 < n < least:
                    best, least = v, n
            if best >= 0:
                chosen[depth] = best
                for v in range(cells):
                    words[depth + 1, v, 0], words[depth + 1, v, 1] = words[depth, v, 0], words[depth, v, 1]
                _take(on, words[depth], words[depth + 1], best, hoped[best])
                depth += 1
                continue
            if not found:
                for v in range(cells):
                    first[v] = _cell(on, words[depth, v, 0], words[depth, v, 1])
            found += 1
            if found == limit:
                break
        depth -= 1
        while depth >= 0:
            best = chosen[depth]
            if words[depth, best, 0] | words[depth, best, 1]:
                for v in range(cells):
                    words[depth + 1, v, 0], words[depth + 1, v, 1] = words[depth, v, 0], words[depth, v, 1]
                _take(on, words[depth], words[depth + 1], best, hoped[best])
                depth += 1
                break
            depth -= 1
    return found, nodes, steps


@unmanaged
def _take(on, domains, branch, v, hoped):
    """Move one cell of number v from the domains to the branch: the one that is hoped for, if it is there."""
    a, b = domains[v, 0], domains[v, 1]
    c = d = np.int64(0)
    if hoped != OPEN:
        c, d = cell_bits(on, hoped)
        c, d = a & c, b & d
    if c | d == 0:
        c, d = lowest(a, b)
    branch[v, 0], branch[v, 1] = c, d
    domains[v, 0], domains[v, 1] = a & ~c, b & ~d


@unmanaged
def _cell(on, a, b):
    """The cell of the one bit that is set."""
    place = position(a) if a else position(b)
    return (place // (on.columns + 1) + (0 if a else on.upper)) * on.columns + place % (on.columns + 1)


@unmanaged
def _narrow(on, domains):
    """Narrow to a fixed point. Returns whether every number and every cell still has a place, and how often a number lost some."""
    cells = len(domains)
    steps = 0
    while True:
        before = steps
        a, b = on.full0, on.full1
        for v in range(cells):
            a, b = domains[v, 0] & a, domains[v, 1] & b
            if a != domains[v, 0] or b != domains[v, 1]:
                domains[v, 0], domains[v, 1] = a, b
                steps += 1
            if a | b == 0:
                return False, steps
            a, b = beside(on, a, b)
        a, b = on.full0, on.full1
        once0 = once1 = twice0 = twice1 = fixed0 = fixed1 = np.int64(0)
        for v in range(cells - 1, -1, -1):
            a, b = domains[v, 0] & a, domains[v, 1] & b
            if a != domains[v, 0] or b != domains[v, 1]:
                domains[v, 0], domains[v, 1] = a, b
                steps += 1
            if a | b == 0:
                return False, steps
            if (a & (a - 1)) | (b & (b - 1)) == 0 and (a == 0 or b == 0):
                if (a & fixed0) | (b & fixed1):
                    return False, steps
                fixed0 |= a
                fixed1 |= b
            twice0 |= once0 & a
            twice1 |= once1 & b
            once0 |= a
            once1 |= b
            a, b = beside(on, a, b)
        if once0 != on.full0 or once1 != on.full1:
            return False, steps
        alone0, alone1 = on.full0 & ~twice0 & ~fixed0, on.full1 & ~twice1 & ~fixed1
        shared0, shared1 = fixed0 & twice0, fixed1 & twice1
        if alone0 | alone1 | shared0 | shared1:
            for v in range(cells):
                a, b = domains[v, 0], domains[v, 1]
                if (a & (a - 1)) | (b & (b - 1)) == 0 and (a == 0 or b == 0):
                    continue
                c, d = a & ~fixed0, b & ~fixed1
                if (a & alone0) | (b & alone1):
                    c, d = a & alone0, b & alone1
                    if (c & (c - 1)) | (d & (d - 1)) or (c and d):
                        return False, steps
                if c | d == 0:
                    return False, steps
                if c != a or d != b:
                    domains[v, 0], domains[v, 1] = c, d
                    steps += 1
        if steps == before:
            return True, steps
