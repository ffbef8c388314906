"""Graphs that differ in the numbers of their vertices alone, and in the order of the goals, are the same puzzle."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.labelling import least_form
from synth.verifiers.logic.graph_search import GraphSearch


def canonical(problem: GraphSearch) -> object:
    """What is asked, and the edges in a numbering that the graph decides."""
    places, ranks = _refined(np.array(problem.edges), problem.start, np.array(problem.goals))
    edges: list[list[int]] = places.tolist()
    colours: list[int] = ranks.tolist()
    if len(set(colours)) == len(colours):  # nearly always; they are what `least_form` would go on to tell apart
        return problem.ask, [repr(sorted(colours)), *sorted([f"{colours[u]}>{colours[v]}" for u, v in edges])]
    return problem.ask, least_form(colours, edges, lambda i, colour: f"{colour[edges[i][0]]}>{colour[edges[i][1]]}")


@njit(cache=True)
def _refined(named, start, goals):
    """The edges with the vertices numbered from 0, and ranks that tell vertices apart as far as what is asked of them and those around them
    do. Quicker than to leave it to `least_form`, which asks for texts."""
    edges, number, count, classes = np.empty_like(named), np.full(100, -1), 0, 0
    for k in range(len(named)):
        number[named[k, 0]] = number[named[k, 1]] = 0
    for vertex in range(len(number)):
        if number[vertex] == 0:
            number[vertex] = count
            count += 1
    for k in range(len(named)):
        edges[k, 0], edges[k, 1] = number[named[k, 0]], number[named[k, 1]]
    colours = np.zeros(count, np.int64)
    for goal in goals:
        colours[number[goal]] = 1
    colours[number[start]] = 2
    around, sizes = np.empty((2, count, len(edges)), np.int64), np.empty((2, count), np.int64)
    order, now, new = np.arange(count), colours, np.empty(count, np.int64)
    equals = np.empty(count + 3, np.int64)
    while True:
        equals[:] = 0
        for v in range(count):
            equals[now[v]] += 1
        found = 0
        for colour in range(len(equals)):
            found += equals[colour] > 0
        if found <= classes:
            return edges, now
        classes = found
        sizes[:] = 0
        for k in range(len(edges)):
            for side in range(2):  # the colours behind a vertex, and those in front of it, in order
                v, other = edges[k, side], edges[k, 1 - side]
                if equals[now[v]] > 1:  # else it is told apart already
                    at = sizes[side, v]
                    while at and around[side, v, at - 1] > now[other]:
                        around[side, v, at] = around[side, v, at - 1]
                        at -= 1
                    around[side, v, at] = now[other]
                    sizes[side, v] += 1
        for number in range(count):
            low, high = 0, number
            while low < high:
                middle = (low + high) // 2
                if _way(now, around, sizes, order[middle], number) > 0:
                    high = middle
                else:
                    low = middle + 1
            for at in range(number, low, -1):
                order[at] = order[at - 1]
            order[low] = number
        rank = 0
        for at in range(count):
            if at and _way(now, around, sizes, order[at - 1], order[at]) != 0:
                rank += 1
            new[order[at]] = rank
        now[:] = new


@unmanaged
def _way(colours, around, sizes, one, other):
    """Below 0 where the first vertex comes before the other one by its colour and those around it, 0 where they are alike."""
    if colours[one] != colours[other]:
        return colours[one] - colours[other]
    for side in range(2):
        for k in range(min(sizes[side, one], sizes[side, other])):
            if around[side, one, k] != around[side, other, k]:
                return around[side, one, k] - around[side, other, k]
        if sizes[side, one] != sizes[side, other]:
            return sizes[side, one] - sizes[side, other]
    return 0
