"""Whether five numbers can make a target at all, in a tenth of the time that counting the ways takes.

Signs are passed over: whatever is negative has a subtraction, which turned round makes it positive. So is what four numbers make: beside
the fifth one there are five values at most that lead to the target, and each is looked for among three numbers and one, or two and two."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits

COUNT = 5
_FULL = (1 << COUNT) - 1


def reachable(numbers: tuple[int, ...], target: int) -> bool:
    """Whether + - * / lead from five numbers of at most 99, each used once, to the target, which is at least 1."""
    if len(numbers) != COUNT or max(numbers) > 99:
        raise ValueError("five numbers of at most 99")
    return bool(_reachable(np.array(numbers, np.int64), target))


@unmanaged
def _made(an, ad, bn, bd, tn, td):
    """Whether an operation on an/ad and bn/bd comes to tn/td or its negative; none of them is negative, and the last is not 0."""
    a, b, wanted = an * bd * td, bn * ad * td, tn * ad * bd
    if a + b == wanted or abs(a - b) == wanted or an * bn * td == wanted:
        return True
    return (b != 0 and a * td == tn * b) or (a != 0 and b * td == tn * a)


@unmanaged
def _any_made(top, bottom, one, one_size, other, other_size, tn, td):
    for i in range(one_size):
        for j in range(other_size):
            if _made(top[one, i], bottom[one, i], top[other, j], bottom[other, j], tn, td):
                return True
    return False


@unmanaged
def _by_four(top, bottom, size, four, tn, td):
    """Whether the four numbers make tn/td, or its negative."""
    left = (four - 1) & four
    while left:
        right = four ^ left
        if left > right and _any_made(top, bottom, left, size[left], right, size[right], tn, td):
            return True
        left = (left - 1) & four
    return False


@njit(cache=True)
def _reachable(numbers, target):
    top, bottom = np.ones((_FULL + 1, 75), np.int64), np.ones((_FULL + 1, 75), np.int64)
    size = np.zeros(_FULL + 1, np.int64)
    for mask in range(1, _FULL + 1):
        left, used = (mask - 1) & mask, 0
        if left == 0:
            for i in range(COUNT):
                if mask >> i & 1:
                    top[mask, 0], used = numbers[i], 1
        elif bits(mask) > 3:
            continue
        while left:
            right = mask ^ left
            for i in range(size[left] if left > right else 0):
                for j in range(size[right]):
                    an, ad, bn, bd = top[left, i], bottom[left, i], top[right, j], bottom[right, j]
                    a, b, d = an * bd, bn * ad, ad * bd
                    top[mask, used], bottom[mask, used] = a + b, d
                    top[mask, used + 1], bottom[mask, used + 1] = abs(a - b), d
                    top[mask, used + 2], bottom[mask, used + 2] = an * bn, d
                    used += 3
                    if b:
                        top[mask, used], bottom[mask, used] = a, b
                        used += 1
                    if a:
                        top[mask, used], bottom[mask, used] = b, a
                        used += 1
            left = (left - 1) & mask
        size[mask] = used
    for pair in range(1, _FULL):
        if bits(pair) == 2 and _any_made(top, bottom, _FULL ^ pair, size[_FULL ^ pair], pair, size[pair], target, 1):
            return True
    for i in range(COUNT):
        x, four = numbers[i], _FULL ^ 1 << i
        if _by_four(top, bottom, size, four, target + x, 1) or _by_four(top, bottom, size, four, target * x, 1):
            return True
        if _by_four(top, bottom, size, four, target, x) or _by_four(top, bottom, size, four, x, target):
            return True
        if target == x:
            if _makes_nothing(top, bottom, size, four):
                return True
        elif _by_four(top, bottom, size, four, abs(target - x), 1):
            return True
    return False


@unmanaged
def _makes_nothing(top, bottom, size, four):
    """Whether the four numbers make 0: two values of parts are equal, or one is 0."""
    left = (four - 1) & four
    while left:
        right = four ^ left
        for i in range(size[left] if left > right else 0):
            for j in range(size[right]):
                a, b = top[left, i] * bottom[right, j], top[right, j] * bottom[left, i]
                if a == b or a == 0 or b == 0:
                    return True
        left = (left - 1) & four
    return False
