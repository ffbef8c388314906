"""How many ways there are to fill in the hidden digits: each ? stands at one place of the tree, so the ways of an operator are all pairs
of the ways of its operands, and only how often each value comes out has to be kept."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.math_path.expressions import Tree
from synth.generators.solvers.network import Ints

PLUS, MINUS, TIMES, OVER = map(ord, "+-*/")
FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""Of a hash: the high bits of a product with it."""
_DIGITS = np.arange(10)
MOST = 400_000
"""Pairs of values at one operator; more are not counted out."""


class Values(NamedTuple):
    """What an expression can come to: different values, and the number of ways to each."""

    values: Ints
    ways: Ints


def values(tree: Tree) -> Values | None:
    """Those of all fillings without a leading zero and with divisions that come out even; None when there are too many."""
    if isinstance(tree, str):
        found = _number(tree)
        return Values(found, np.ones(len(found), np.int64))
    operator, left, right = tree
    return _outcomes(operator, values(left), values(right))


def _outcomes(operator: str, one: Values | None, two: Values | None) -> Values | None:
    """Of an operator between such operands."""
    if one is None or two is None or len(one.values) * len(two.values) > MOST:
        return None
    return Values(*_joined(ord(operator), *one, *two))


def _number(text: str) -> Ints:
    """Every number that it can be: 10, 11, ..., 19 for `1?`."""
    if "?" not in text:
        return np.array([int(text)])
    found = np.zeros(1, np.int64)
    for place, digit in enumerate(text):
        first = 1 if place == 0 and len(text) > 1 else 0
        digits = _DIGITS[first:] if digit == "?" else int(digit)
        found = (found[:, None] * 10 + digits).ravel()
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
    signs = ["+" if isinstance(side, str) else side[0] for side in (left, right)]
    if pairs < others:
        signs.reverse()
        one, two, three, four = three, four, one, two
    known = _outcomes(signs[1], three, four)
    return known is not None and _ways(ord(signs[0]), *one, *two, *known) == 1


def _operands(tree: Tree) -> tuple[Values | None, Values | None]:
    """Of the last operator; a number is itself and 0, to be added."""
    if isinstance(tree, str):
        return values(tree), Values(np.zeros(1, np.int64), np.ones(1, np.int64))
    return values(tree[1]), values(tree[2])


@unmanaged
def _outcome(sign, a, b):
    """Whether there is one, and it."""
    if sign == PLUS:
        return True, a + b
    if sign == MINUS:
        return True, a - b
    if sign == TIMES:
        return True, a * b
    if b == 0 or (sign == OVER and a % b):
        return False, a
    return True, a // b if sign == OVER else a % b


@njit(cache=True)
def _joined(sign, left, left_ways, right, right_ways):
    """The different outcomes of all pairs, as they come up, and the ways to each."""
    bits, size = 4, len(left) * len(right)
    while 1 << bits < 2 * size:
        bits += 1
    mask, shift = (1 << bits) - 1, np.uint64(64 - bits)
    place_of = np.full(1 << bits, -1, np.int32)
    found, ways, count = np.empty(size, np.int64), np.empty(size, np.int64), 0
    for i in range(len(left)):
        for j in range(len(right)):
            sound, value = _outcome(sign, left[i], right[j])
            if not sound:
                continue
            place = np.int64((np.uint64(value) * FACTOR) >> shift)
            while place_of[place] >= 0 and found[place_of[place]] != value:
                place = (place + 1) & mask
            if place_of[place] < 0:
                place_of[place], found[count], ways[count] = count, value, 0
                count += 1
            ways[place_of[place]] += left_ways[i] * right_ways[j]
    return found[:count].copy(), ways[:count].copy()


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
            sound, value = _outcome(sign, a, right[j])
            if not sound:
                continue
            place = np.int64((np.uint64(value) * FACTOR) >> shift)
            while place_of[place] >= 0:
                if wanted[place_of[place]] == value:
                    total += left_ways[i] * right_ways[j] * wanted_ways[place_of[place]]
                    if total > 1:
                        return total
                    break
                place = (place + 1) & mask
    return total
