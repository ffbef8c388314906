"""How hard a puzzle of all-different groups is: the techniques of a patient solver that it needs, and how much work they are.

Looks at the groups of a network alone, not at pairs and triples."""

from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits, position
from synth.generators.solvers.network import Ints, Network

SINGLES, SUBSETS, TRIAL = 0, 1, 2
"""Hardest technique: naked and hidden singles; also locked values and pairs; these do not suffice."""


class Grade(NamedTuple):
    """What solving by techniques took."""

    technique: int
    """The hardest one that was used, or TRIAL where the solver got stuck."""
    effort: int
    """Unsolved cells, added up over all rounds; in a round of locked values and pairs a cell counts three times more."""
    domains: Ints
    """What the solver was left with: one bit a variable when it did not get stuck."""


def grade(net: Network, domains: Any, hardest: int = SUBSETS) -> Grade:
    """Solve in rounds: all singles that are to be seen at once, else (up to `hardest`) all locked values and pairs. Givens that
    contradict one another come to an end too, as TRIAL."""
    return Grade(*_grade(np.asarray(domains, np.int64), hardest, *net))


@njit(cache=True)
def _grade(domains, hardest, *arrays):
    net = Network(*arrays)
    n = len(domains)
    domains = domains.copy()
    placed = np.zeros(n, np.bool_)
    marked = np.zeros(n, np.int64)
    used, effort, left = SINGLES, 0, 0
    for x in range(n):  # what is given is not looked for
        placed[x] = domains[x] & (domains[x] - 1) == 0
        left += not placed[x]
    for x in range(n):
        if placed[x]:
            _clear(net, domains, x)
    while left:
        effort += left
        new = _singles(net, domains, placed, marked)
        for x in range(n):
            if marked[x]:
                domains[x] = marked[x]
                placed[x] = True
                marked[x] = 0
                _clear(net, domains, x)
        left -= new
        if new or not left:
            continue
        if hardest < SUBSETS:
            return TRIAL, effort, domains
        effort += 3 * left
        if not _subsets(net, domains):
            return TRIAL, effort, domains
        used = SUBSETS
    for x in range(n):  # two cells of one value in a group, or a cell that is the only place for two values
        if domains[x] == 0 or domains[x] & (domains[x] - 1):
            return TRIAL, effort, domains
    return used, effort, domains


@unmanaged
def _clear(net, domains, x):
    for k in range(net.in_groups_start[x], net.in_groups_start[x + 1]):
        g = net.in_groups[k]
        for i in range(net.group_start[g], net.group_start[g + 1]):
            y = net.group_variables[i]
            if y != x:
                domains[y] &= ~domains[x]


@unmanaged
def _singles(net, domains, placed, marked):
    """Mark every naked and hidden single with its value. Returns their number."""
    new = 0
    for x in range(len(domains)):
        if not placed[x] and domains[x] and domains[x] & (domains[x] - 1) == 0:
            marked[x] = domains[x]
            new += 1
    for g in range(len(net.group_full)):
        if net.group_full[g]:
            once = twice = np.int64(0)
            for i in range(net.group_start[g], net.group_start[g + 1]):
                d = domains[net.group_variables[i]]
                twice |= once & d
                once |= d
            in_one_place = once & ~twice
            for i in range(net.group_start[g], net.group_start[g + 1]):
                x = net.group_variables[i]
                if domains[x] & in_one_place and not placed[x] and not marked[x]:
                    marked[x] = domains[x] & in_one_place
                    new += 1
    return new


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


@unmanaged
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


@unmanaged
def _is_in(net, x, g):
    for k in range(net.in_groups_start[x], net.in_groups_start[x + 1]):  # noqa: SIM110 numba knows no any()
        if net.in_groups[k] == g:
            return True
    return False
