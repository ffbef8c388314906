"""Graphs at random: any, or such as studies have, with confounders, colliders before and behind the treatment, and effects on the way.

A graph is two arrays of masks, parents and children; random numbers come from a state that the caller drew."""

import numpy as np

from synth.generators.kernels import njit
from synth.generators.solvers.bits import below, bits, percent

TREATMENT, OUTCOME = 0, 1


@njit(cache=True)
def _join(children, a, b):
    children[a] |= 1 << b


@njit(cache=True)
def in_order(children):
    """For each variable its number in an order with causes before effects."""
    count = len(children)
    waits, queue, number = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.int64)
    for a in range(count):
        for b in range(count):
            waits[b] += children[a] >> b & 1
    end = 0
    for place in range(count):
        if not waits[place]:
            queue[end] = place
            end += 1
    begin = 0
    while begin < end:
        place = queue[begin]
        number[place] = begin
        begin += 1
        for b in range(count):
            if children[place] >> b & 1:
                waits[b] -= 1
                if not waits[b]:
                    queue[end] = b
                    end += 1
    return number


@njit(cache=True)
def filled(state, children, wanted):
    """With further arrows that make no circle."""
    count, arrows, number = len(children), 0, in_order(children)
    for place in range(count):
        arrows += bits(children[place])
    while arrows < wanted:
        a, b = below(state, count), below(state, count - 1)
        if b == a:
            b = count - 1
        if number[a] < number[b] and not children[a] >> b & 1:
            _join(children, a, b)
            arrows += 1


@njit(cache=True)
def parents_of(children):
    parents = np.zeros(len(children), np.int64)
    for a in range(len(children)):
        for b in range(len(children)):
            parents[b] |= (children[a] >> b & 1) << a
    return parents


@njit(cache=True)
def anyhow(state, count, wanted):
    """All hang together: a tree, whose arrows may be turned round, so that there are more sources than the one that it grows from."""
    children = np.zeros(count, np.int64)
    turned = 35 if percent(state, 70) else 0
    for place in range(1, count):
        other = below(state, place)
        if percent(state, turned):
            _join(children, place, other)
        else:
            _join(children, other, place)
    filled(state, children, wanted)
    return children


@njit(cache=True)
def _path(state, children, used, a, b):
    """An arrow from one to the other, or two with a new variable between. How many variables are used."""
    if used < len(children) and percent(state, 35):
        _join(children, a, used)
        _join(children, used, b)
        return used + 1
    _join(children, a, b)
    return used


@njit(cache=True)
def study(state, count, wanted):
    """The treatment is 0, the outcome 1; the rest are pieces between, around and behind them."""
    children = np.zeros(count, np.int64)
    _join(children, TREATMENT, OUTCOME)
    used = 2
    while used < count:
        first, kind = used, below(state, 9)
        if kind < 3 and count - used >= 3:  # a collider
            used = _path(state, children, first + 3, first, TREATMENT)
            used = _path(state, children, used, first + 1, OUTCOME)
            _join(children, first, first + 2)
            _join(children, first + 1, first + 2)
            if percent(state, 50):
                used = _path(state, children, used, first + 2, below(state, 2))
        elif kind == 3 or kind == 4:  # a confounder
            used = _path(state, children, first + 1, first, TREATMENT)
            used = _path(state, children, used, first, OUTCOME)
        elif kind == 5:  # on the way
            used += 1
            _join(children, TREATMENT, first)
            _join(children, first, OUTCOME)
            if percent(state, 50):
                children[TREATMENT] &= ~(1 << OUTCOME)
        elif kind == 6:  # an effect of one or of both
            used += 1
            if percent(state, 40):
                _join(children, TREATMENT, first)
                _join(children, OUTCOME, first)
            else:
                _join(children, below(state, 2), first)
        elif kind == 7 and used > 3:  # an effect of any other
            used += 1
            _join(children, 2 + below(state, first - 2), first)
        elif kind == 8:  # a cause of the treatment
            used += 1
            _join(children, first, TREATMENT)
    filled(state, children, wanted)
    return children


@njit(cache=True)
def trapped(state, count, wanted):
    """A study with hidden variables, in which it is wrong to adjust for all that is no effect of the treatment: two hidden causes, one of
    it and one of the outcome, meet in a measured variable. Hidden confounders act through measured ones. The graph and what is hidden."""
    children = np.zeros(count, np.int64)
    _join(children, TREATMENT, OUTCOME)
    _join(children, 2, TREATMENT)
    _join(children, 3, OUTCOME)
    _join(children, 2, 4)
    _join(children, 3, 4)
    hidden, unseen, used, arrows = 0b1100, 2, 5, 5
    while used + 1 < count and unseen < 4:
        near = below(state, 2)
        _join(children, used, near)
        _join(children, used, used + 1)
        _join(children, used + 1, 1 - near)
        hidden |= 1 << used
        unseen += 1
        used += 2
        arrows += 3
    while used < count:
        if percent(state, 40):
            _join(children, TREATMENT, used)
            _join(children, used, OUTCOME)
            arrows += 2
        else:
            _join(children, below(state, used), used)
            arrows += 1
        used += 1
    filled(state, children, max(wanted, arrows + 2 + below(state, 5)))
    return children, hidden
