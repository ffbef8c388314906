"""How many ways there are to fill in the hidden digits: each ? stands at one place of the tree, so the ways of an operator are all pairs
of the ways of its operands, and only how often each value comes out has to be kept."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit
from synth.generators.logic.math_path.expressions import Tree
from synth.generators.solvers.network import Ints

PLUS, MINUS, TIMES, OVER = map(ord, "+-*/")
FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""Of a hash: the high bits of a product with it."""
MOST = 400_000
"""Pairs of values at one operator; more are not counted out."""


class Values(NamedTuple):
    """What an expression can come to: different values, ascending, and the number of ways to each."""

    values: Ints
    ways: Ints


def values(tree: Tree) -> Values | None:
    """Those of all fillings without a leading zero and with divisions that come out even; None when there are too many."""
    if isinstance(tree, str):
        found = _number(tree)
        return Values(found, np.ones(len(found), np.int64))
    operator, left, right = tree
    one, two = values(left), values(right)
    if one is None or two is None or len(one.values) * len(two.values) > MOST:
        return None
    a, b = one.values[:, None], two.values[None, :]
    ways = one.ways[:, None] * two.ways[None, :]
    if operator == "+":
        outcome = a + b
    elif operator == "-":
        outcome = a - b
    elif operator == "*":
        outcome = a * b
    else:
        a, b = np.broadcast_arrays(a, b)
        sound = b != 0
        if operator == "/":
            sound &= a % np.where(sound, b, 1) == 0
        a, b, ways = a[sound], b[sound], ways[sound]
        outcome = a // b if operator == "/" else a % b
    if outcome.size == 1:
        return Values(outcome.ravel(), ways.ravel())
    merged, place = np.unique(outcome.ravel(), return_inverse=True)
    counts = np.bincount(place.ravel(), ways.ravel(), len(merged)).astype(np.int64)
    return Values(merged, counts)


def _number(text: str) -> Ints:
    """Every number that it can be: 10, 11, ..., 19 for `1?`."""
    found = np.zeros(1, np.int64)
    for place, digit in enumerate(text):
        first = 1 if place == 0 and len(text) > 1 else 0
        digits = np.arange(first, 10) if digit == "?" else np.array([int(digit)])
        found = (found[:, None] * 10 + digits[None, :]).ravel()
    return found


def has_one_filling(left: Tree, right: Tree) -> bool:
    """Whether both sides come to one value in one way; false also where there are too many to count. The last operator of the side with
    the more pairs is not worked out as a whole: its pairs are looked up among the values of the other side, until two ways are found."""
    (one, two), (three, four) = _operands(left), _operands(right)
    if one is None or two is None or three is None or four is None:
        return False
    pairs, others = len(one.values) * len(two.values), len(three.values) * len(four.values)
    if max(pairs, others) > MOST:
        return False
    small, large = (right, left) if pairs >= others else (left, right)
    known = values(small)
    first, second = (one, two) if pairs >= others else (three, four)
    sign = "+" if isinstance(large, str) else large[0]
    return known is not None and _ways(ord(sign), *first, *second, *known) == 1


def _operands(tree: Tree) -> tuple[Values | None, Values | None]:
    """Of the last operator; a number is itself and 0, to be added."""
    if isinstance(tree, str):
        return values(tree), Values(np.zeros(1, np.int64), np.ones(1, np.int64))
    return values(tree[1]), values(tree[2])


@njit(cache=True)
def _ways(sign, left, left_ways, right, right_ways, wanted, wanted_ways):
    """In how many ways the pairs come to a wanted value; 2 or more are not counted on."""
    bits = 4
    while 1 << bits < 3 * len(wanted):
        bits += 1
    mask, shift = (1 << bits) - 1, np.uint64(64 - bits)
    place_of = np.full(1 << bits, -1)
    for i in range(len(wanted)):
        place = np.int64((np.uint64(wanted[i]) * FACTOR) >> shift)
        while place_of[place] >= 0:
            place = (place + 1) & mask
        place_of[place] = i
    total = 0
    for i in range(len(left)):
        a = left[i]
        for j in range(len(right)):
            b = right[j]
            if sign == PLUS:
                value = a + b
            elif sign == MINUS:
                value = a - b
            elif sign == TIMES:
                value = a * b
            elif b == 0:
                continue
            elif sign == OVER:
                if a % b:
                    continue
                value = a // b
            else:
                value = a % b
            place = np.int64((np.uint64(value) * FACTOR) >> shift)
            while place_of[place] >= 0:
                if wanted[place_of[place]] == value:
                    total += left_ways[i] * right_ways[j] * wanted_ways[place_of[place]]
                    if total > 1:
                        return total
                    break
                place = (place + 1) & mask
    return total
