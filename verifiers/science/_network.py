"""Node potentials of a network of resistors and sources, exact: integers by Bareiss until the last division."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from synth.verifiers.exact import Fraction


class Branch(NamedTuple):
    """A resistance from node a to node b, with a source in series that lifts a above b."""

    a: int
    b: int
    milliohms: int
    """More than 0, or 0 for a source without inner resistance."""
    millivolts: int
    """0 where there is no source."""


def potentials(branches: Sequence[Branch], port: tuple[int, int]) -> tuple[dict[int, Fraction], dict[int, Fraction]] | None:
    """The potential of each node in millivolts, twice: by the sources alone, and by a current of 1 A that is led into port[0] and out of
    port[1] while the sources are dead. None where they are not fixed: parts without a connection, sources side by side."""
    nodes = sorted({node for branch in branches for node in branch[:2]} | set(port))
    fixed = {node: (node, 0) for node in nodes}  # the node that it hangs on, and how far above
    for a, b, milliohms, millivolts in branches:
        if milliohms:
            continue
        (above, up), (below, down) = fixed[a], fixed[b]
        if above == below:
            return None
        for node, (root, lift) in fixed.items():
            if root == above:
                fixed[node] = (below, lift - up + down + millivolts)
    roots = sorted({root for root, _ in fixed.values()})[1:]
    place = {root: number for number, root in enumerate(roots)}
    size, common = len(roots), math.lcm(*(branch.milliohms for branch in branches if branch.milliohms))
    rows = [[0] * (size + 2) for _ in roots]
    for a, b, milliohms, millivolts in branches:
        if not milliohms:
            continue
        weight = common // milliohms
        (one, up), (other, down) = fixed[a], fixed[b]
        pushed = weight * (millivolts - up + down)
        for at, far, sign in ((place.get(one), place.get(other), 1), (place.get(other), place.get(one), -1)):
            if at is not None:
                rows[at][at] += weight
                rows[at][size] += sign * pushed
                if far is not None:
                    rows[at][far] -= weight
    for node, sign in zip(port, (1, -1), strict=True):
        if (at := place.get(fixed[node][0])) is not None:
            rows[at][size + 1] += sign * common
    last = _eliminated(rows)
    if not last:
        return None
    found = []
    for column, with_sources in ((size, 1), (size + 1, 0)):
        bottom = {root: Fraction(rows[number][column], last) for root, number in place.items()}
        found.append({node: bottom.get(root, Fraction(0)) + with_sources * lift for node, (root, lift) in fixed.items()})
    return found[0], found[1]


def _eliminated(rows: list[list[int]]) -> int:
    """Gauss and Jordan by Bareiss, in place: afterwards each row's pivot is the determinant, which is returned. No row need be moved: the
    matrix of a connected network is positive definite."""
    last = 1
    for step, top in enumerate(rows):
        pivot = top[step]
        if not pivot:
            return 0
        for place, row in enumerate(rows):
            factor = row[step]
            if place != step:
                rows[place] = [(pivot * entry - factor * other) // last for entry, other in zip(row, top, strict=True)]
        last = pivot
    return last
