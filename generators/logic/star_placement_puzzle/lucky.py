"""Players of `greedy` compiled, for the many grids that are made and not taken; a test holds both against each other."""

import numpy as np

from synth.generators.kernels import njit, unmanaged


@njit(cache=True)
def needs_no_looking_back(region, star, size, stars, most):
    """Whether stars placed one by one where fewest cells are left are likely to be right: whether a player who takes any of these cells
    has a chance above `most`, or one who spares the other cells is right. region: of each cell; star: 1 for the stars of the
    solution, 0 for other cells; stars: in each row, column and region."""
    cells = size * size
    houses = np.empty((cells, 3), np.int64)  # of each cell its row, column and region, these in the order of their first cells
    number, found = np.full(cells, -1), 0
    for x in range(cells):
        if number[region[x]] < 0:
            number[region[x]] = found
            found += 1
        houses[x] = x // size, size + x % size, 2 * size + number[region[x]]
    free, lacking, left = np.empty(cells, np.bool_), np.empty(3 * size, np.int64), np.empty(3 * size, np.int64)
    for lines in (True, False):
        for sparing in (False, True):
            if _wins(houses, star, size, stars, most, lines, sparing, free, lacking, left):
                return True
    return False


@unmanaged
def _wins(houses, star, size, stars, most, lines, sparing, free, lacking, left):
    free[:] = True
    lacking[:] = stars
    left[:] = 0
    for x in range(len(free)):
        for i in range(3):
            left[houses[x, i]] += 1
    chance = 1.0
    while True:
        house = -1
        for k in range(0 if lines else 2 * size, 3 * size):
            if lacking[k] > 0 and left[k] and (house < 0 or left[k] - lacking[k] < left[house] - lacking[house]):
                house = k
        if house < 0:
            return True
        best, least, right = -1, len(free) + 1, 0
        for x in range(len(free)):
            if free[x] and houses[x, house // size] == house:
                if sparing:
                    gone = _taken(houses, size, free, lacking, left, x, False)
                    if gone < least:
                        best, least = x, gone
                elif star[x]:
                    best = x if right == 0 else best
                    right += 1
        if sparing:
            if star[best] == 0:
                return False
        else:
            chance *= right / left[house]
            if chance <= most:
                return False
        _taken(houses, size, free, lacking, left, best, True)
        for i in range(3):
            lacking[houses[best, i]] -= 1


@unmanaged
def _taken(houses, size, free, lacking, left, star, take):
    """How many free cells a star leaves no more; `take`: they are free no longer."""
    count, r, c = 0, star // size, star % size
    for x in range(len(free)):
        if not free[x]:
            continue
        gone = abs(houses[x, 0] - r) <= 1 and abs(houses[x, 1] - size - c) <= 1
        for i in range(3):
            gone = gone or (houses[x, i] == houses[star, i] and lacking[houses[x, i]] == 1)
        if gone:
            count += 1
            if take:
                free[x] = False
                for i in range(3):
                    left[houses[x, i]] -= 1
    return count
