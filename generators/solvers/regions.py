"""Grids cut into connected regions: grown from seeds, and changed at their borders, cell by cell."""

from collections.abc import Sequence
from random import Random

Beside = Sequence[Sequence[int]]
"""For each cell the cells that share a side with it, as `grids.neighbours` gives them."""


def grown(rng: Random, beside: Beside, seeds: Sequence[Sequence[int]]) -> list[int]:
    """The region of each cell: region k has the cells seeds[k], which are connected, and grows at random until all cells are taken."""
    region = [-1] * len(beside)
    for k, cells in enumerate(seeds):
        for x in cells:
            region[x] = k
    edge = [x for cells in seeds for x in cells]
    while edge:
        place = rng.randrange(len(edge))
        x = edge[place]
        free = [y for y in beside[x] if region[y] < 0]
        if free:
            y = free[rng.randrange(len(free))]
            region[y] = region[x]
            edge.append(y)
        else:
            edge[place] = edge[-1]
            edge.pop()
    return region


def leaves_whole(beside: Beside, region: Sequence[int], x: int) -> bool:
    """Whether the region of a cell stays connected, and is not gone, without it."""
    own = [y for y in beside[x] if region[y] == region[x]]
    if len(own) < 2:
        return bool(own)
    reached, waiting = {x, own[0]}, [own[0]]
    missing = set(own[1:])
    while waiting and missing:
        for y in beside[waiting.pop()]:
            if y not in reached and region[y] == region[x]:
                reached.add(y)
                missing.discard(y)
                waiting.append(y)
    return not missing


def lettered(region: Sequence[int]) -> str:
    """The regions as letters, A for the first in reading order, B for the next."""
    names: dict[int, str] = {}
    return "".join(names.setdefault(k, chr(65 + len(names))) for k in region)
