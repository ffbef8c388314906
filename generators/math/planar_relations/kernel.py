"""Points that can be judged, as a kernel: which conditions they fulfil, and which careless readers they refute.

A shape is a row of numbers: kind, whether it is denied, how many points, then x and y of each. Readers are counted as in `guesses.NAMES`,
which say the same of a problem."""

from collections.abc import Sequence
from random import Random
from typing import get_args

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.math.planar_relations.guesses import NAMES, SIMPLER, hull
from synth.generators.solvers.bits import below
from synth.verifiers.math.planar_relations import Kind, Mode, Point, Region

KINDS, MODES = get_args(Kind), get_args(Mode)
LEFT, POLYGON, CIRCLE, SIGHT = range(4)
ALL, ONE, ODD = range(3)
BOX, DENTS, MIDDLE, RING, SEEN, MIRRORED = range(len(SIMPLER))
ALONE, LEFT_OUT, AT_ONCE = len(SIMPLER), len(SIMPLER) + 1, len(NAMES) - 1
OPEN = -1
"""Neither: the point lies on a line, or the reader has nothing to be careless about."""
FIRST = 3
"""Where the points of a shape begin."""
WIDTH = FIRST + 2 * 13
assert (*KINDS, *MODES) == ("left", "polygon", "circle", "sight", "all", "one", "odd")


def points(rng: Random, regions: Sequence[Region], mode: Mode, wanted: int, reach: int, looks: int) -> list[Point]:
    """Points that can be judged: some that careless readers get wrong, each of them one at least; of the others about half fulfil each
    condition that is drawn for them. Nothing where too few are found, or a condition or the question tells hardly any two apart."""
    found = np.zeros((wanted, 2), np.int64)
    seed = np.array([1 + rng.getrandbits(60)])
    return [(x, y) for x, y in found.tolist()] if _find(*shapes(regions), MODES.index(mode), reach, looks, found, seed) else []


def shapes(regions: Sequence[Region]) -> tuple[np.ndarray, np.ndarray]:
    """Regions as rows of numbers, and the polygons among them without their dents, where they have some."""
    rows = np.zeros((2, len(regions), WIDTH), np.int64)
    for place, region in enumerate(regions):
        rows[0, place, : FIRST + 2 * len(region.points)] = _row(region, region.points)
        if region.kind == "polygon" and len(corners := hull(region.points)) < len(region.points):
            rows[1, place, : FIRST + 2 * len(corners)] = _row(region, corners)
    return rows[0], rows[1]


def _row(region: Region, corners: Sequence[Point]) -> list[int]:
    return [KINDS.index(region.kind), region.denied, len(corners), *(number for point in corners for number in point)]


@njit(cache=True)
def _find(regions, hulls, mode, reach, looks, found, state):
    """Fill `found`; whether it could be filled."""
    wanted, conditions = len(found), len(regions)
    alive = careless(regions, hulls, mode)
    held = np.zeros(conditions, np.int64)
    seen = np.zeros(conditions + 1, np.int64)  # how many points fulfil each condition, and how many are asked for
    count = 0
    for turn in range(looks):
        x, y = below(state, 2 * reach + 1) - reach, below(state, 2 * reach + 1) - reach
        if _is_taken(regions, found, count, x, y):
            continue
        decided, total = True, 0
        for place in range(conditions):
            held[place] = holds(regions[place], x, y)
            decided &= held[place] != OPEN
            total += held[place]
        if not decided:
            continue
        asked = _chosen(mode, conditions, total)
        wrong = refuted(regions, hulls, mode, held, x, y) & alive
        left = 0
        for reader in range(AT_ONCE + 1):
            left += alive >> reader & 1
        if not wrong:
            halved = held[turn % conditions] == (count % 2 == 0) or below(state, 5) == 0
            if count + left >= wanted or not halved:
                continue
        found[count, 0], found[count, 1] = x, y
        count += 1
        alive &= ~wrong
        seen[conditions] += asked
        for place in range(conditions):
            seen[place] += held[place]
        if count == wanted:
            break
    if alive or count < wanted or not 2 <= seen[conditions] <= wanted - 2:
        return False
    told_apart = True
    for place in range(conditions):
        told_apart &= 0 < seen[place] < wanted
    return told_apart


@unmanaged
def _is_taken(regions, found, count, x, y):
    for k in range(count):
        if found[k, 0] == x and found[k, 1] == y:
            return True
    for place in range(len(regions)):
        for k in range(regions[place, 2]):
            if regions[place, FIRST + 2 * k] == x and regions[place, FIRST + 2 * k + 1] == y:
                return True
    return False


@unmanaged
def _chosen(mode, conditions, count):
    return count == conditions if mode == ALL else count == 1 if mode == ONE else count % 2 == 1


@unmanaged
def _turn(ax, ay, bx, by, cx, cy):
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)


@unmanaged
def holds(shape, x, y):
    """Whether a point fulfils a condition: 1, 0 or OPEN."""
    kind, denied, count = shape[0], shape[1], shape[2]
    ax, ay, bx, by = shape[FIRST], shape[FIRST + 1], shape[FIRST + 2], shape[FIRST + 3]
    if kind == LEFT:
        sign = _turn(ax, ay, bx, by, x, y)
        return OPEN if sign == 0 else int(sign > 0) ^ denied
    if kind == CIRCLE:
        cx, cy = shape[FIRST + 4], shape[FIRST + 5]
        left = _turn(ax, ay, bx, by, cx, cy) > 0
        ax, ay, bx, by, cx, cy = ax - x, ay - y, bx - x, by - y, cx - x, cy - y
        a2, b2, c2 = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
        sign = ax * (by * c2 - b2 * cy) - ay * (bx * c2 - b2 * cx) + a2 * (bx * cy - by * cx)
        return OPEN if sign == 0 else int((sign > 0) == left) ^ denied
    if kind == POLYGON:
        inside = denied
        for k in range(count):
            ax, ay = shape[FIRST + 2 * k], shape[FIRST + 2 * k + 1]
            after = (k + 1) % count
            bx, by = shape[FIRST + 2 * after], shape[FIRST + 2 * after + 1]
            sign = _turn(ax, ay, bx, by, x, y)
            if sign == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by):
                return OPEN
            if (ay > y) != (by > y) and (sign > 0) == (by > ay):
                inside ^= 1
        return inside
    seen = True
    for k in range(1, count, 2):
        px, py = shape[FIRST + 2 * k], shape[FIRST + 2 * k + 1]
        qx, qy = shape[FIRST + 2 * k + 2], shape[FIRST + 2 * k + 3]
        one, other = _turn(ax, ay, x, y, px, py), _turn(ax, ay, x, y, qx, qy)
        here, there = _turn(px, py, qx, qy, ax, ay), _turn(px, py, qx, qy, x, y)
        if one == 0 or other == 0 or here == 0 or there == 0:
            return OPEN
        if (one > 0) != (other > 0) and (here > 0) != (there > 0):
            seen = False
    return int(seen) ^ denied


@unmanaged
def _simpler(shape, outer, how, held, x, y):
    """How a reader who makes shapes simpler judges a condition that is truly held or not; OPEN where he has nothing to make simpler."""
    kind, denied, count = shape[0], shape[1], shape[2]
    if how == SEEN:
        return 1 ^ denied if kind == SIGHT else OPEN
    if how == MIRRORED:
        return 1 ^ held if kind == LEFT else OPEN
    if how == DENTS:
        if outer[2] == 0:
            return OPEN
        for k in range(outer[2]):
            after = (k + 1) % outer[2]
            ax, ay, bx, by = outer[FIRST + 2 * k], outer[FIRST + 2 * k + 1], outer[FIRST + 2 * after], outer[FIRST + 2 * after + 1]
            if _turn(ax, ay, bx, by, x, y) <= 0:
                return denied
        return 1 ^ denied
    if kind != CIRCLE and (kind != POLYGON or how == MIDDLE):
        return OPEN
    left, right, low, high = shape[FIRST], shape[FIRST], shape[FIRST + 1], shape[FIRST + 1]
    sum_x, sum_y, squares = 0, 0, 0
    for k in range(count):
        ax, ay = shape[FIRST + 2 * k], shape[FIRST + 2 * k + 1]
        left, right, low, high = min(left, ax), max(right, ax), min(low, ay), max(high, ay)
        sum_x, sum_y, squares = sum_x + ax, sum_y + ay, squares + ax * ax + ay * ay
    if how == BOX:
        return int(left < x < right and low < y < high) ^ denied
    if how == RING:
        return int(count * (x * x + y * y) < squares) ^ denied
    far = 0
    for k in range(count):
        ax, ay = 3 * shape[FIRST + 2 * k] - sum_x, 3 * shape[FIRST + 2 * k + 1] - sum_y
        far = max(far, ax * ax + ay * ay)
    return int((3 * x - sum_x) ** 2 + (3 * y - sum_y) ** 2 < far) ^ denied


@unmanaged
def careless(regions, hulls, mode):
    """The readers who have something to be careless about, as bits."""
    found, conditions = 0, len(regions)
    for how in range(ALONE):
        for place in range(conditions):
            if _simpler(regions[place], hulls[place], how, 0, 0, 0) != OPEN:
                found |= 1 << how
    if conditions > 1:
        found |= 1 << ALONE
        for place in range(conditions):
            found |= 1 << (LEFT_OUT + place)
    return found if mode == ALL else found | 1 << AT_ONCE


@unmanaged
def refuted(regions, hulls, mode, held, x, y):
    """The readers who are wrong about a point that truly fulfils these conditions, as bits; of some that have nothing to be careless
    about, too."""
    conditions, total, found = len(regions), 0, 0
    for place in range(conditions):
        total += held[place]
    asked = _chosen(mode, conditions, total)
    for how in range(ALONE):
        said = 0
        for place in range(conditions):
            simple = _simpler(regions[place], hulls[place], how, held[place], x, y)
            said += held[place] if simple == OPEN else simple
        if _chosen(mode, conditions, said) != asked:
            found |= 1 << how
    if (held[0] == 1) != asked:
        found |= 1 << ALONE
    for place in range(conditions):
        if _chosen(mode, conditions - 1, total - held[place]) != asked:
            found |= 1 << (LEFT_OUT + place)
    if (total == conditions) != asked:
        found |= 1 << AT_ONCE
    return found
