"""All that five numbers can make with each of + - * / once, every result on the way a non-negative integer: exhaustive, by subsets of the
numbers and of the signs.

Expressions that differ only in the order of summands or factors count as one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits, position
from synth.generators.solvers.network import Ints
from synth.verifiers.logic.mathador import COUNT, SIGNS

_FULL = (1 << COUNT) - 1
_STATES = (_FULL + 1) * 16
_MOST = 5 + 10 * 4 + 10 * 3 * 12 + 5 * 15 * 24 + 105 * 24
"""Results at most: for the subsets of each size, trees (1, 1, 3, 15, 105) by ways to give them signs."""
_NUMBER, _PRODUCT, _SUM, _BRACKETS = range(4)


class Results(NamedTuple):
    """Every expression that keeps the rules, partial ones too, as rows that point at their operands."""

    value: Ints
    """What each comes to."""
    sign: Ints
    """The place of its last operation in SIGNS, -1 for a given number."""
    left: Ints
    """The row of its left operand."""
    right: Ints
    """The row of its right operand."""
    plain: Ints
    """1 where it divides a given number by a given number, 0 where not (yet)."""
    form: Ints
    """3 where it needs brackets; else 0 for a number, 1 for one made of * and /, 2 for one that ends in + or -."""
    first: int
    """The first of the complete expressions; all after it are complete too."""


def results(numbers: tuple[int, ...]) -> Results:
    """Expressions of five numbers from 1 to 99."""
    if len(numbers) != COUNT or not all(1 <= number <= 99 for number in numbers):
        raise ValueError("five numbers from 1 to 99")
    (value, sign, left, right, plain, form), first = _results(np.array(numbers, np.int64))
    return Results(value, sign, left, right, plain, form, first)


def written(found: Results, row: int) -> str:
    """The expression of a row, each operation in brackets but the last."""
    if found.sign[row] < 0:
        return str(found.value[row])
    sides = (written(found, side) if found.sign[side] < 0 else f"({written(found, side)})" for side in (found.left[row], found.right[row]))
    return f" {SIGNS[found.sign[row]]} ".join(sides)


def efforts(found: Results, highest: int) -> NDArray[np.float64]:
    """For each target up to `highest` the complete expressions that a search looks at for each one that hits, where it goes through those
    that divide a given number by a given number first, and through the others only when none of them hits; 0 where no expression does."""
    effort: NDArray[np.float64] = _efforts(found.value[found.first :], found.plain[found.first :], highest)
    return effort


@njit(cache=True)
def _efforts(value, plain, highest):
    hits = np.zeros((2, highest + 1), np.int64)
    looked = np.zeros(2, np.int64)
    for i in range(len(value)):
        looked[plain[i]] += 1
        if value[i] <= highest:
            hits[plain[i], value[i]] += 1
    effort = np.zeros(highest + 1)
    for target in range(highest + 1):
        if hits[1, target]:
            effort[target] = looked[1] / hits[1, target]
        elif hits[0, target]:
            effort[target] = looked[1] + looked[0] / hits[0, target]
    return effort


@njit(cache=True)
def _results(numbers):
    start = np.zeros(_STATES, np.int64)  # where the results of each set of numbers and of signs lie
    stop = np.zeros(_STATES, np.int64)
    rows = np.zeros((6, _MOST), np.int64)
    value, sign, lefts, rights, plain, form = rows
    used = 0
    for mask in range(1, _FULL + 1):
        for signs in range(16):
            if bits(signs) != bits(mask) - 1:
                continue
            state = mask * 16 + signs
            start[state] = used
            if signs == 0:
                value[used], sign[used] = numbers[position(mask)], -1
                used += 1
            a = (mask - 1) & mask
            while a:
                b = mask ^ a
                if a > b:  # each split once
                    for last in range(4):
                        if not signs >> last & 1:
                            continue
                        others = signs & ~(1 << last)
                        inner = others
                        while True:  # the signs on the left, all subsets of the others
                            if bits(inner) == bits(a) - 1:
                                one, two = a * 16 + inner, b * 16 + (others ^ inner)
                                for i in range(start[one], stop[one]):
                                    for j in range(start[two], stop[two]):
                                        # Of equal values the one in front that needs brackets least there.
                                        ahead = value[i] > value[j] or (value[i] == value[j] and form[i] >= form[j])
                                        big, small = (i, j) if ahead else (j, i)
                                        x, y = value[big], value[small]
                                        if last == 0:
                                            result = x + y
                                        elif last == 1:
                                            result = x - y
                                        elif last == 2:
                                            result = x * y
                                        elif y and x % y == 0:
                                            result = x // y
                                        elif y == 0:
                                            result = 0  # 0 / x; never 0 / 0, as there is one difference at most
                                            big, small = small, big
                                        else:
                                            continue
                                        value[used], sign[used] = result, last
                                        lefts[used], rights[used] = big, small
                                        given = last == 3 and sign[big] < 0 and sign[small] < 0
                                        plain[used] = plain[big] | plain[small] | given
                                        form[used] = _form(last, form[big], form[small])
                                        used += 1
                            if inner == 0:
                                break
                            inner = (inner - 1) & others
                a = (a - 1) & mask
            stop[state] = used
    return rows[:, :used], start[_FULL * 16 + 15]


@unmanaged
def _form(sign, left, right):
    """How the result of an operation is written; operands of + and * may change places."""
    if left == _BRACKETS or right == _BRACKETS:
        return _BRACKETS
    if sign == 0:
        return _SUM
    if sign == 1:
        return _BRACKETS if right == _SUM else _SUM
    if left == _SUM or right == _SUM or (sign == 3 and right == _PRODUCT):
        return _BRACKETS
    return _PRODUCT
