"""The search for a graph in which something of the right size and effort is to be found. One in fifty that are drawn is kept, or fewer,
so all of it is compiled; what it finds is held against plain Python by tests, and what cheap policies find is seen to by the caller."""

import numpy as np

from synth.generators.kernels import njit
from synth.generators.science.causal_graphs import draw
from synth.generators.science.causal_graphs.kernel import arrows_of_paths, connected, least_sets, spoiling
from synth.generators.solvers.bits import below, bits

SEPARATED, BLOCK, SMALLEST, HARMFUL, ADJUST = range(5)
PAIRS = 40
"""Variables and sets that are tried in one graph."""


@njit(cache=True)
def _chosen(state, places, many):
    """A mask of so many of these places."""
    mask, left = 0, len(places)
    places = places.copy()
    for _ in range(many):
        at = below(state, left)
        mask |= 1 << places[at]
        left -= 1
        places[at] = places[left]
    return mask


@njit(cache=True)
def _places(mask, count):
    found, many = np.zeros(count, np.int64), 0
    for place in range(count):
        if mask >> place & 1:
            found[many] = place
            many += 1
    return found[:many]


@njit(cache=True)
def closure(steps, mask):
    """These and all that follow by the steps, from parent to child or back."""
    front = mask
    while front:
        further = 0
        for place in range(len(steps)):
            if front >> place & 1:
                further |= steps[place]
        front = further & ~mask
        mask |= further
    return mask


@njit(cache=True)
def telling(parents):
    """The variables that have one cause, which is a collider or an effect of one."""
    mask, colliders = 0, 0
    for place in range(len(parents)):
        if bits(parents[place]) > 1:
            colliders |= 1 << place
    for place in range(len(parents)):
        if bits(parents[place]) == 1 and closure(parents, parents[place]) & colliders:
            mask |= 1 << place
    return mask


@njit(cache=True)
def separating(state, parents, children, low, high, weight, strict):
    """x, z and what z separates from x, of an effort that fits, after some tries; x is -1 where none is found. strict: z has a variable
    that tells of a collider, where there is one, and two variables or more are separated."""
    count = len(parents)
    most, whole = 2 if count < 8 else 3, (1 << count) - 1
    told = _places(telling(parents), count) if strict else np.zeros(0, np.int64)
    for _ in range(PAIRS if strict else 1):
        z = 1 << told[below(state, len(told))] if len(told) else 0
        z |= _chosen(state, _places(whole & ~z, count), below(state, most - bits(z) + 1))
        sides = _places(whole & ~z, count)
        x = sides[below(state, len(sides))]
        apart = whole & ~z & ~connected(parents, children, x, z) & ~(1 << x)
        if not apart or (strict and bits(apart) < 2):
            continue
        paths = arrows_of_paths(parents, children, x, False)
        if low <= paths.sum() * weight[0] // weight[1] + 3 * (len(sides) - 1) <= high:
            return x, z, apart
    return -1, 0, 0


@njit(cache=True)
def searched(state, ask, count, arrows, hidden_most, steps, weight, strict, tries):
    """Children of each variable, x, y, z, what is hidden, and the sets that are right; none of these after so many tries. arrows, steps:
    fewest and most. weight: of the arrows of paths in the effort, as a fraction."""
    low, high = steps
    for _ in range(tries):
        wanted, hidden = arrows[0] + below(state, arrows[1] - arrows[0] + 1), 0
        if ask == ADJUST:
            children, hidden = draw.trapped(state, count, wanted)
        elif ask in (SMALLEST, HARMFUL):
            children = draw.study(state, count, wanted)
        else:
            children = draw.anyhow(state, count, wanted)
        parents = draw.parents_of(children)
        if ask == SEPARATED:
            x, z, apart = separating(state, parents, children, low, high, weight, strict)
            if x >= 0:
                return children, x, -1, z, 0, np.array([apart], np.int64)
            continue
        x, y = draw.TREATMENT, draw.OUTCOME
        if ask == BLOCK:
            x, y = below(state, count), below(state, count - 1)
            if y == x:
                y = count - 1
            x, y = min(x, y), max(x, y)
            if (parents[y] | children[y]) >> x & 1:
                continue
        others = (1 << count) - 1 & ~(1 << x) & ~(1 << y)
        if ask != ADJUST:
            sources = 0
            for place in range(count):
                if not parents[place]:
                    sources |= others & 1 << place
            unseen = min(below(state, hidden_most + 1), bits(sources))
            hidden = _chosen(state, _places(sources if below(state, 100) < 70 else others, count), unseen)
        free, effects, z = others & ~hidden, 0, 0
        open_parents, open_children = parents.copy(), children.copy()
        if ask != BLOCK:  # through back doors alone
            effects = closure(children, 1 << x)
            open_children[x] = 0
            for place in range(count):
                open_parents[place] &= ~(1 << x)
        right = least_sets(open_parents, open_children, x, y, _places(free, count), effects)
        if not len(right):
            continue
        if ask == HARMFUL:
            z = right[below(state, len(right))]
            free &= ~z
            if bits(z) > 4 or not free:
                continue
            right = np.array([spoiling(open_parents, open_children, x, y, _places(free, count), effects, z)], np.int64)
        if strict and bits(right[0]) < (1 if ask == HARMFUL else 2):
            continue
        looked_at = arrows_of_paths(parents, children, x, ask != BLOCK)[y]
        if low <= looked_at * weight[0] // weight[1] + 3 * bits(free) <= high:
            return children, x, y, z, hidden, right
    return np.zeros(0, np.int64), 0, 0, 0, 0, np.zeros(0, np.int64)
