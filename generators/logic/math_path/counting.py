"""How many ways there are to fill in the hidden digits: each ? stands at one place of the tree, so the ways of an operator are all pairs
of the ways of its operands, and only how often each value comes out has to be kept."""

from typing import NamedTuple

import numpy as np

from synth.generators.logic.math_path.expressions import Tree
from synth.generators.solvers.network import Ints

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


def solutions(left: Values, right: Values) -> int:
    """The ways in which both sides come to one value."""
    _, one, two = np.intersect1d(left.values, right.values, assume_unique=True, return_indices=True)
    return int(left.ways[one] @ right.ways[two])
