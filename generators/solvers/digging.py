"""Opening the cells of a solved grid while one solution stays, and grading what is left by the techniques that it needs.

Works on any network of `finite`; the grading looks at all-different groups alone.
"""

from typing import Any

import numpy as np
from numba import njit

from synth.generators.solvers.bits import bits, next_random, position
from synth.generators.solvers.finite import search_in

SINGLES, SUBSETS, TRIAL = 0, 1, 2
"""Hardest technique: naked and hidden singles; also locked values and pairs; these do not suffice."""


@njit(cache=True)
def shuffled(n, state):
    """The numbers below n in an order that the state (positive) decides."""
    order = np.arange(n)
    for i in range(n - 1, 0, -1):
        state = next_random(state)
        j = (state >> 8) % (i + 1)
        order[i], order[j] = order[j], order[i]
    return order


@njit(cache=True)
def dig(net: Any, start: Any, solved: Any, order: Any, holes: int, budget: int, memory: Any) -> Any:
    """Give the variables in `order` their domain of `start` back, one by one, unless more than one solution would come of it
    or `budget` nodes could not tell (a budget of 1: unless propagation alone would not solve it). Stops at `holes` of them.
    Returns (domains, variables opened)."""
    n = len(order)
    domains = solved.copy()
    found = np.empty((2, n), np.int64)
    opened, i = 0, 0
    step = max(1, min(holes, n * 2 // 5))  # many at once, as long as that goes well
    while opened < holes and i < n:
        step = min(step, holes - opened, n - i)
        for j in range(i, i + step):
            domains[order[j]] = start[order[j]]
        if step == 1 and budget > 1:
            # Unique as long as the opened variable cannot have another value.
            domains[order[i]] &= ~solved[order[i]]
            good = search_in(net, domains, 1, budget, 0, found, memory)[0] == 0
            domains[order[i]] = start[order[i]]
        else:
            good = search_in(net, domains, 2, budget, 0, found, memory)[0] == 1
        if good:
            opened += step
            i += step
            continue
        for j in range(i, i + step):
            domains[order[j]] = solved[order[j]]
        if step == 1:
            i += 1
        step = max(1, step // 2)
    return domains, opened


@njit(cache=True)
def grade(net: Any, domains: Any, hardest: int) -> Any:
    """Solve `domains` in place in rounds: all singles that are to be seen at once, else (up to `hardest`) all locked values and
    pairs. Returns (hardest technique used, or TRIAL when it got stuck, looks). A look is one unsolved cell looked at in one
    round; locked values and pairs cost a look for each group of the cell."""
    n = len(domains)
    placed = np.zeros(n, np.bool_)
    marked = np.zeros(n, np.int64)
    used, looks, left = SINGLES, 0, 0
    for x in range(n):  # what is given is not looked for
        placed[x] = domains[x] & (domains[x] - 1) == 0
        left += not placed[x]
    for x in range(n):
        if placed[x]:
            _clear(net, domains, x)
    while left:
        looks += left
        news = _singles(net, domains, placed, marked)
        for x in range(n):
            if marked[x]:
                domains[x] = marked[x]
                placed[x] = True
                marked[x] = 0
                _clear(net, domains, x)
        left -= news
        if news or not left:
            continue
        if hardest < SUBSETS:
            return TRIAL, looks
        looks += 3 * left
        if not _subsets(net, domains):
            return TRIAL, looks
        used = SUBSETS
    return used, looks


@njit(cache=True)
def _clear(net, domains, x):
    for k in range(net.in_groups_start[x], net.in_groups_start[x + 1]):
        g = net.in_groups[k]
        for i in range(net.group_start[g], net.group_start[g + 1]):
            y = net.group_variables[i]
            if y != x:
                domains[y] &= ~domains[x]


@njit(cache=True)
def _singles(net, domains, placed, marked):
    """Mark every naked and hidden single with its value. Returns their number."""
    news = 0
    for x in range(len(domains)):
        if not placed[x] and domains[x] & (domains[x] - 1) == 0:
            marked[x] = domains[x]
            news += 1
    for g in range(len(net.group_full)):
        if net.group_full[g]:
            once = twice = np.int64(0)
            for i in range(net.group_start[g], net.group_start[g + 1]):
                d = domains[net.group_variables[i]]
                twice |= once & d
                once |= d
            lonely = once & ~twice
            for i in range(net.group_start[g], net.group_start[g + 1]):
                x = net.group_variables[i]
                if domains[x] & lonely and not placed[x] and not marked[x]:
                    marked[x] = domains[x] & lonely
                    news += 1
    return news


@njit(cache=True)
def _subsets(net, domains):
    """One pass of locked values, naked pairs and hidden pairs over all groups. Returns whether a domain shrank."""
    shrank = False
    places = np.zeros(64, np.int64)
    for g in range(len(net.group_full)):
        a, b = net.group_start[g], net.group_start[g + 1]
        places[:] = 0  # value -> the places in the group that may have it
        values = np.int64(0)
        for i in range(a, b):
            d = domains[net.group_variables[i]]
            values |= d
            rest = d
            while rest:
                places[position(rest)] |= 1 << (i - a)
                rest &= rest - 1
            if bits(d) == 2:
                for j in range(a, i):
                    if domains[net.group_variables[j]] == d:
                        for k in range(a, b):
                            y = net.group_variables[k]
                            if k != i and k != j and domains[y] & d:
                                domains[y] &= ~d
                                shrank = True
        if not net.group_full[g]:
            continue
        rest = values
        while rest:
            v = position(rest)
            rest &= rest - 1
            here = places[v]
            if here & (here - 1) == 0:
                continue
            if bits(here) == 2:
                other = rest
                while other:
                    w = position(other)
                    other &= other - 1
                    if places[w] == here:
                        pair = (np.int64(1) << v) | (np.int64(1) << w)
                        for at in (position(here), position(here & (here - 1))):
                            y = net.group_variables[a + at]
                            if domains[y] & ~pair and domains[y] & pair:
                                domains[y] &= pair
                                shrank = True
            shrank |= _locked(net, domains, g, v, here)
    return shrank


@njit(cache=True)
def _locked(net, domains, g, v, here):
    """Where all places that group g has for value v lie in another group too, the value leaves the rest of that group."""
    shrank = False
    a = net.group_start[g]
    first = net.group_variables[a + position(here)]
    for k in range(net.in_groups_start[first], net.in_groups_start[first + 1]):
        h = net.in_groups[k]
        if h == g:
            continue
        inside = True
        rest = here & (here - 1)
        while rest and inside:
            x = net.group_variables[a + position(rest)]
            rest &= rest - 1
            inside = _is_in(net, x, h)
        if inside:
            for i in range(net.group_start[h], net.group_start[h + 1]):
                y = net.group_variables[i]
                if domains[y] >> v & 1 and not _is_in(net, y, g):
                    domains[y] &= ~(np.int64(1) << v)
                    shrank = True
    return shrank


@njit(cache=True)
def _is_in(net, x, g):
    for k in range(net.in_groups_start[x], net.in_groups_start[x + 1]):  # noqa: SIM110 numba knows no any()
        if net.in_groups[k] == g:
            return True
    return False
