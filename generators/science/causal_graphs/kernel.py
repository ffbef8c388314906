"""What is tried on each graph that is drawn, of which one in a hundred is kept: the sets that separate two variables, and the arrows of all
paths between them. Parents, children and sets are masks of bits. A test holds all of it against plain Python."""

import numpy as np

from synth.generators.kernels import njit

MOST = 2_000
"""Arrows that are counted."""


@njit(cache=True)
def connected(parents, children, start, z):
    """What is d-connected with `start` given z (Bayes ball)."""
    up, down = 1 << start, 0
    new_up, new_down = up, 0
    while new_up | new_down:
        causes, effects = 0, 0
        rise, fall = new_up & ~z | new_down & z, (new_up | new_down) & ~z
        for place in range(len(parents)):
            if rise >> place & 1:
                causes |= parents[place]
            if fall >> place & 1:
                effects |= children[place]
        new_up, new_down = causes & ~up, effects & ~down
        up |= new_up
        down |= new_down
    return (up | down) & ~z


@njit(cache=True)
def least_sets(parents, children, x, y, free, forbidden):
    """The smallest sets of variables of `free`, none of them forbidden, that separate x and y: in order of their places; none where there
    is none."""
    many, found, count = len(free), np.zeros(1 << len(free), np.int64), 0
    chosen = np.zeros(many + 1, np.int64)
    for size in range(many + 1):
        for place in range(size):
            chosen[place] = place
        while True:
            mask = 0
            for place in range(size):
                mask |= 1 << free[chosen[place]]
            if not mask & forbidden and not connected(parents, children, x, mask) >> y & 1:
                found[count] = mask
                count += 1
            last = size - 1
            while last >= 0 and chosen[last] == many - size + last:
                last -= 1
            if last < 0:
                break
            chosen[last] += 1
            for place in range(last + 1, size):
                chosen[place] = chosen[place - 1] + 1
        if count:
            break
    return found[:count]


@njit(cache=True)
def spoiling(parents, children, x, y, free, forbidden, z):
    """The variables of `free` with which z is no longer a valid set."""
    mask = 0
    for place in free:
        more = z | 1 << place
        if more & forbidden or connected(parents, children, x, more) >> y & 1:
            mask |= 1 << place
    return mask


@njit(cache=True)
def arrows_of_paths(parents, children, start, back_door):
    """For each other variable the arrows of all paths from `start` to it, in whatever direction; back_door: of those alone that begin with
    an arrow into `start`."""
    many = len(parents)
    found, around = np.zeros(many, np.int64), parents | children
    way, tried = np.zeros(many + 1, np.int64), np.zeros(many + 1, np.int64)
    first, count = parents[start] if back_door else around[start], 0
    for begin in range(many):
        if not first >> begin & 1:
            continue
        found[begin] += 1
        depth, seen = 1, 1 << start | 1 << begin
        way[1], tried[1] = begin, 0
        while depth:
            here = tried[depth]
            if here == many:
                seen ^= 1 << way[depth]
                depth -= 1
                continue
            tried[depth] += 1
            if around[way[depth]] >> here & 1 and not seen >> here & 1 and count < MOST:
                count += 1
                depth += 1
                found[here] += depth
                seen |= 1 << here
                way[depth], tried[depth] = here, 0
    return found
