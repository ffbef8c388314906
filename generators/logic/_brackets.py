"""What the tasks about Dyck words share: lattice paths of +1 and -1 (Dyck paths, when they begin and end at 0 and never go below), drawn
uniformly, brackets for their steps, and the sequence with its kinds of brackets renamed."""

from functools import cache
from itertools import accumulate
from random import Random

import numpy as np

from synth.generators.kernels import njit
from synth.verifiers.logic._brackets import CLOSER, OPENER, PAIRS


@cache
def path_counts(top: int, goal: int, steps: int) -> list[list[float]]:
    """[steps][depth]: how many paths within 0..top lead from the depth to the goal, up to a factor of each row."""
    rows: list[list[float]] = _path_counts(top, goal, steps).tolist()
    return rows


@njit(cache=True)
def _path_counts(top, goal, steps):
    rows = np.zeros((steps + 1, top + 1))
    rows[0, goal] = 1.0
    for step in range(1, steps + 1):
        scale = 0.0
        for depth in range(top + 1):
            below = rows[step - 1, depth - 1] if depth else 0.0
            rows[step, depth] = below + (rows[step - 1, depth + 1] if depth < top else 0.0)
            scale = max(scale, rows[step, depth])
        for depth in range(top + 1):
            rows[step, depth] /= scale
    return rows


def uniform_path(rng: Random, steps: int, start: int, goal: int, floor: int, top: int) -> list[int]:
    """A uniform path of +1 and -1 from start to goal within floor..top."""
    ways = path_counts(top - floor, goal - floor, max(64, 1 << steps.bit_length()))  # few sizes, for many lengths
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


def matched(rng: Random, path: list[int], kinds: list[str]) -> str:
    """Brackets of these kinds (pairs) for the steps of a path that never goes below 0, each closer matching."""
    text: list[str] = []
    stack: list[str] = []
    for step in path:
        if step > 0:
            pair = rng.choice(kinds)
            stack.append(pair[1])
            text.append(pair[0])
        else:
            text.append(stack.pop())
    return "".join(text)


def depth_sum(sequence: str) -> float:
    """Stack depth summed over the brackets; each counts for at least one."""
    return float(sum(max(1, depth) for depth in accumulate(1 if bracket in CLOSER else -1 for bracket in sequence)))


def used(sequence: str) -> list[str]:
    """The pairs of which a bracket occurs: `["()", "<>"]`."""
    return [pair for pair in PAIRS if pair[0] in sequence or pair[1] in sequence]


def renaming(sequence: str) -> dict[int, str]:
    """For `str.translate`: the pairs renamed in the order in which they first occur."""
    order = dict.fromkeys(OPENER.get(bracket, bracket) for bracket in sequence)
    return _table(dict(zip(order, PAIRS, strict=False)))


def other_kinds(rng: Random) -> dict[int, str]:
    """For `str.translate`: the pairs exchanged for one another at random."""
    return _table(dict(zip(CLOSER, rng.sample(PAIRS, len(PAIRS)), strict=True)))


def _table(pairs: dict[str, str]) -> dict[int, str]:
    return {ord(bracket): pair[bracket in OPENER] for opener, pair in pairs.items() for bracket in (opener, CLOSER[opener])}
