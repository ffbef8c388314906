"""Where a function of one positive number is zero."""

from collections.abc import Callable
from math import isclose


def roots(off: Callable[[float], float]) -> list[float]:
    """Positive values at which a function changes sign, between 1e-4 and 1e8; where it is `nan` the value cannot be."""
    grid, found = [10 ** (power / 40) for power in range(-160, 320)], []
    values = [off(x) for x in grid]
    for low, high, one, two in zip(grid, grid[1:], values, values[1:], strict=False):
        if one * two < 0:
            sign = one
            for _ in range(80):
                middle = (low + high) / 2
                low, high = (middle, high) if off(middle) * sign > 0 else (low, middle)
            if not found or not isclose(found[-1], low):
                found.append(low)
    return found
