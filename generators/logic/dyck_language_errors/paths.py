"""Lattice paths of +1 and -1 (Dyck paths, when they begin and end at 0 and never go below), drawn uniformly."""

from functools import cache
from random import Random


@cache
def path_counts(top: int, goal: int) -> list[list[float]]:
    """[steps][depth]: how many paths within 0..top lead from the depth to the goal, up to a factor of each row."""
    row = [0.0] * (top + 1)
    row[goal] = 1.0
    rows = [row]
    for _ in range(600):
        sums = [(row[d - 1] if d else 0.0) + (row[d + 1] if d < top else 0.0) for d in range(top + 1)]
        scale = max(sums)
        row = [value / scale for value in sums]
        rows.append(row)
    return rows


def uniform_path(rng: Random, steps: int, start: int, goal: int, floor: int, top: int) -> list[int]:
    """A uniform path of +1 and -1 from start to goal within floor..top."""
    ways = path_counts(top - floor, goal - floor)
    last, depth = top - floor, start - floor
    path = []
    for left in range(steps - 1, -1, -1):
        row = ways[left]
        up = row[depth + 1] if depth < last else 0.0
        down = row[depth - 1] if depth else 0.0
        step = 1 if rng.random() * (up + down) < up else -1
        path.append(step)
        depth += step
    return path
