"""All that five numbers can make with each of + - * / once, every result on the way a non-negative integer: exhaustive, by subsets of the
numbers and of the signs.

Expressions that differ only in the order of summands or factors count as one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import below, bits, position
from synth.generators.solvers.network import Ints
from synth.verifiers.logic.mathador import COUNT, SIGNS

TRIES = 500
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


def draw(seed: int, lowest: int, highest: int, targets: range, rarity: int, rarity_to: int) -> tuple[tuple[int, ...], int, float]:
    """Numbers from `lowest` to `highest`, one of the targets whose effort lies within `rarity` and `rarity_to`, any as likely as another,
    and that effort; no numbers where TRIES draws had no such target."""
    numbers, target, effort = _draw(seed, lowest, highest, targets.start, targets.stop, rarity, rarity_to)
    return tuple(numbers.tolist()) if effort else (), int(target), float(effort)


@unmanaged
def _effort(hits, looked, target):
    """`efforts` of one target. hits: by plain and target; looked: expressions by plain."""
    if hits[1, target]:
        return looked[1] / hits[1, target]
    return looked[1] + looked[0] / hits[0, target] if hits[0, target] else 0.0


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
        effort[target] = _effort(hits, looked, target)
    return effort


@njit(cache=True)
def _draw(seed, lowest, highest, first, end, rarity, rarity_to):
    state, numbers = np.array([seed]), np.zeros(COUNT, np.int64)
    start, stop, rows = np.zeros(_STATES, np.int64), np.zeros(_STATES, np.int64), np.empty((6, _MOST), np.int64)
    hits, looked, chosen = np.zeros((2, end), np.int64), np.zeros(2, np.int64), np.zeros(end, np.int64)
    for _ in range(TRIES):
        for i in range(COUNT):
            numbers[i] = lowest + below(state, highest - lowest + 1)
        parts = _enumerate(numbers, rows, start, stop, 1, _FULL, 0)
        if _complete(rows[0], start, stop) < rarity:  # no effort is greater than the number of expressions
            continue
        hits[:] = 0
        looked[:] = 0
        used = _enumerate(numbers, rows, start, stop, _FULL, _FULL + 1, parts)
        for i in range(parts, used):
            looked[rows[4, i]] += 1
            if rows[0, i] < end:
                hits[rows[4, i], rows[0, i]] += 1
        size = 0
        for target in range(first, end):
            if rarity <= _effort(hits, looked, target) <= rarity_to:
                chosen[size] = target
                size += 1
        if size:
            target = chosen[below(state, size)]
            return numbers, target, _effort(hits, looked, target)
    return numbers, 0, 0.0


@njit(cache=True)
def _results(numbers):
    start, stop, rows = np.zeros(_STATES, np.int64), np.zeros(_STATES, np.int64), np.empty((6, _MOST), np.int64)
    used = _enumerate(numbers, rows, start, stop, 1, _FULL + 1, 0)
    return rows[:, :used], start[_FULL * 16 + 15]


@unmanaged
def _complete(value, start, stop):
    """How many complete expressions there are, once those of all parts are written: only a last division may fail."""
    count = 0
    for a in range(1, _FULL):
        b = _FULL ^ a
        if a < b:
            continue
        for last in range(4):
            others = 15 & ~(1 << last)
            for inner in range(16):
                if inner & ~others or bits(inner) != bits(a) - 1:
                    continue
                one, two = a * 16 + inner, b * 16 + (others ^ inner)
                if last < 3:
                    count += (stop[one] - start[one]) * (stop[two] - start[two])
                    continue
                for i in range(start[one], stop[one]):
                    for j in range(start[two], stop[two]):
                        x, y = max(value[i], value[j]), min(value[i], value[j])
                        count += y == 0 or x % y == 0
    return count


@unmanaged
def _enumerate(numbers, rows, start, stop, first, end, used):
    """Write the expressions of the sets of numbers from `first` to before `end`, behind the `used` ones that are written.
    start, stop: where those of each set of numbers and of signs lie. Returns how many are written."""
    value, sign, lefts, rights, plain, form = rows[0], rows[1], rows[2], rows[3], rows[4], rows[5]
    for mask in range(first, end):
        for signs in range(16):
            if bits(signs) != bits(mask) - 1:
                continue
            state = mask * 16 + signs
            start[state] = used
            if signs == 0:
                value[used], sign[used], plain[used], form[used] = numbers[position(mask)], -1, 0, _NUMBER
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
                                        given = last == 3 and sign[big] < 0 and sign[small] < 0
                                        value[used], sign[used] = result, last
                                        lefts[used], rights[used] = big, small
                                        plain[used] = plain[big] | plain[small] | given
                                        form[used] = _form(last, form[big], form[small])
                                        used += 1
                            if inner == 0:
                                break
                            inner = (inner - 1) & others
                a = (a - 1) & mask
            stop[state] = used
    return used


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
