"""Statements chosen for a table, in a kernel: labels are drawn among statements of one form, and no cheap policy has all of them.

A label is drawn only among three statements of one form, one of each label: taken as they come, two rows would mostly be more than a third
and counts of years mostly open, and the words would tell the labels."""

from random import Random

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import below
from synth.generators.tabular.table_claim.judging import agreeing, truth
from synth.generators.tabular.table_claim.numbers import draw_claim
from synth.generators.tabular.table_claim.sheet import (
    FIELDS,
    KIND,
    MORE,
    NUMBER,
    POLICIES,
    ROW,
    UNKNOWN,
    YEARS,
    Sheet,
)

TRIES = 24
LABELS = UNKNOWN + 1
LABEL, USED, POOLED = len(FIELDS), len(FIELDS) + 1, len(FIELDS) + 2
"""Of a statement in the pool: also its label, and whether it was taken."""


def draw(rng: Random, sheet: Sheet, kinds: int, count: int, hard: bool) -> tuple[list[list[int]], list[int]]:
    """Statements and their labels; nothing where some are not found. kinds: how many of KINDS; hard: whether no cheap policy may have all
    labels right."""
    found, labels = np.zeros((count, len(FIELDS)), np.int64), np.zeros(count, np.int64)
    pool, seed = np.empty((2 * count * TRIES, POOLED), np.int64), np.array([1 + rng.getrandbits(60)])
    return (found.tolist(), labels.tolist()) if _draw(sheet, kinds, hard, found, labels, pool, seed) else ([], [])


@njit(cache=True)
def _draw(sheet, kinds, hard, found, labels, pool, state):
    """Fill `found` and `labels`; whether they could be filled."""
    first, claim, room = np.zeros(len(FIELDS), np.int64), np.zeros(len(FIELDS), np.int64), np.zeros((2, len(found)), np.int64)
    ready = np.zeros(LABELS, np.int64)
    count, pooled = 0, 0
    for _ in range(2 * len(found)):
        draw_claim(sheet, below(state, kinds), first, False, first, state)
        for label in range(LABELS):
            ready[label] = -1
        for place in range(pooled):  # the latest of each label
            if not pool[place, USED] and _is_alike(pool[place], first, sheet.leaves):
                ready[pool[place, LABEL]] = place
        for attempt in range(TRIES):
            if ready[0] >= 0 and ready[1] >= 0 and ready[2] >= 0:
                break
            _take(claim, first)
            if attempt:
                draw_claim(sheet, first[KIND], claim, True, first, state)
            if not _is_there(pool, pooled, claim) and not _is_there(found, count, claim):
                label = truth(sheet, claim, False)
                _take(pool[pooled], claim)
                pool[pooled, LABEL], pool[pooled, USED] = label, 0
                if _is_alike(claim, first, sheet.leaves):
                    ready[label] = pooled
                pooled += 1
        if ready[0] < 0 or ready[1] < 0 or ready[2] < 0:
            continue
        label = below(state, LABELS)
        _take(found[count], pool[ready[label], : len(FIELDS)])
        labels[count] = label
        pool[ready[label], USED] = 1
        count += 1
        if count == len(found):
            if not hard:
                return True
            if _is_decisive(sheet, found, labels, pool, pooled, room, claim, state):
                return True
            count -= 1
            for place in range(below(state, count + 1), count):
                _take(found[place], found[place + 1])
                labels[place] = labels[place + 1]
    return False


@unmanaged
def _is_alike(claim, other, leaves):
    """Whether two statements have one form, which is what their words show without the table: totals are rarely open, and most years are
    rarely but a few."""
    same = claim[KIND] == other[KIND] and claim[MORE] == other[MORE]
    same &= leaves[claim[ROW], claim[ROW]] == leaves[other[ROW], other[ROW]]
    return same and (claim[KIND] != YEARS or claim[NUMBER] == other[NUMBER])


@unmanaged
def _is_there(claims, count, claim):
    for place in range(count):
        if claims[place, NUMBER] == claim[NUMBER]:
            same = True
            for field in range(len(claim)):
                same &= claims[place, field] == claim[field]
            if same and (claims.shape[1] == len(claim) or not claims[place, USED]):
                return True
    return False


@unmanaged
def _is_decisive(sheet, found, labels, pool, pooled, room, claim, state):
    """Whether no cheap policy has all labels right. Where one has, another statement of the same form and label, at which it fails, takes
    the place of one of these: to draw others until one fails would favour the labels of some forms. room: two numbers a statement."""
    order, agreed = room[0], room[1]
    for at in range(len(found)):
        agreed[at] = agreeing(sheet, found[at], labels[at])
    for policy in range(POLICIES):
        if _are_right(agreed) >> policy & 1:
            at = _other(policy, sheet, found, labels, pool, pooled, order, claim, state)
            if at < 0:
                return False
            _take(found[at], claim)
            agreed[at] = agreeing(sheet, claim, labels[at])
    varied = False
    for label in labels:
        varied |= label != labels[0]
    return varied and _are_right(agreed) == 0


@unmanaged
def _are_right(agreed):
    """The policies, as bits, that have all labels right."""
    found = (1 << POLICIES) - 1
    for some in agreed:
        found &= some
    return found


@unmanaged
def _other(policy, sheet, found, labels, pool, pooled, order, claim, state):
    """Fill `claim` with a statement at which a policy fails, of those that are left over or a new one; the place of the one that it is
    like, -1 where none was found."""
    count = len(found)
    for place in range(count):
        order[place] = place
    for turn in range(count * pooled + 2 * TRIES):
        if turn < count * pooled:
            look, place = turn // pooled, turn % pooled
            if place == 0:
                chosen = look + below(state, count - look)
                order[look], order[chosen] = order[chosen], order[look]
            at = order[look]
            if pool[place, USED] or pool[place, LABEL] != labels[at] or not _is_alike(pool[place], found[at], sheet.leaves):
                continue
            _take(claim, pool[place, : len(FIELDS)])
        else:
            at = below(state, count)
            draw_claim(sheet, found[at, KIND], claim, True, found[at], state)
            label = truth(sheet, claim, False)
            if not _is_alike(claim, found[at], sheet.leaves) or label != labels[at] or _is_there(found, count, claim):
                continue
        if not agreeing(sheet, claim, labels[at]) >> policy & 1:
            return at
    return -1


@unmanaged
def _take(target, claim):
    for field in range(len(claim)):
        target[field] = claim[field]
