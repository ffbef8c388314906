"""Steps that turn one grid into another, for many grids of one size at once: what a person would think of under the names that the prompts
of the grid transformations give. A batch is an array of grids, rows and columns; 0 is empty."""

from collections.abc import Callable, Iterator
from itertools import combinations, permutations
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
Step = Callable[[Array], "Array | list[tuple[Array, Array]]"]
"""From grids of one size to grids of one size, or to some sizes with the places of the grids that get them."""
LONGEST = 10
"""Cells of a side: grids between the steps that are longer are not followed."""
WEIGHTS = np.random.default_rng(1).integers(1, 2**63, LONGEST * LONGEST, np.uint64) | np.uint64(1)
"""Of hashes: two different grids share one with a chance of one in 2 ** 63."""


def _flip(g: Array) -> Array:
    return g[:, :, ::-1]


def _diagonal(g: Array) -> Array:
    return g.swapaxes(1, 2)


def _turn(times: int) -> Step:
    return lambda g: np.rot90(g, times, (1, 2))


def _fall(g: Array) -> Array:
    return np.take_along_axis(g, np.argsort(g == 0, axis=2, kind="stable"), 2)


def _spread(g: Array) -> Array:
    new = g.copy()
    for x in range(g.shape[2] - 2, -1, -1):
        new[:, :, x] = np.where(g[:, :, x] > 0, g[:, :, x], new[:, :, x + 1])
    return new


def _half(g: Array) -> Array:
    return g[:, :, : (g.shape[2] + 1) // 2]


def _halves(join: Callable[[Array, Array], Array]) -> Step:
    def step(g: Array) -> Array:
        width = g.shape[2] // 2
        return join(g[:, :, :width], g[:, :, g.shape[2] - width :])

    return step


def _join(g: Array) -> Array:
    """Empty cells between two of one colour, with only empty ones between."""
    left, right = _flip(_spread(_flip(g))), _spread(g)
    return np.where((g == 0) & (left == right), left, g)


def _sort(g: Array) -> Array:
    return np.take_along_axis(g, np.argsort((g > 0).sum(2), axis=1, kind="stable")[:, :, None], 1)


def alike(*keys: Array) -> Iterator[Array]:
    """The places of grids whose keys are equal."""
    table = np.column_stack([key.reshape(len(key), -1).astype(np.uint64) for key in keys])
    _, number = np.unique(table @ WEIGHTS[: table.shape[1]], return_inverse=True)
    order = np.argsort(number.ravel(), kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(number.ravel()[order])) + 1)


def _compress(g: Array) -> list[tuple[Array, Array]]:
    """Without empty rows and columns."""
    rows, columns = (g > 0).any(2), (g > 0).any(1)
    return [(at, g[at][:, rows[at[0]]][:, :, columns[at[0]]]) for at in alike(rows, columns)]


def _between(some: Array) -> Array:
    return np.maximum.accumulate(some, 1) & np.maximum.accumulate(some[:, ::-1], 1)[:, ::-1]


def _crop(g: Array) -> list[tuple[Array, Array]]:
    """What is between the first and the last coloured row and column."""
    rows, columns = (_between((g > 0).any(axis)) for axis in (2, 1))
    return [(at, g[at][:, rows[at[0]]][:, :, columns[at[0]]]) for at in alike(rows, columns)]


def _counts(g: Array) -> Array:
    """Of each grid the cells of the colours 1 to 9."""
    return np.stack([(g == colour).sum((1, 2)) for colour in range(1, 10)], 1)


def _chosen(g: Array, colours: Array) -> Array:
    """Only cells whose colours are chosen for their grid."""
    table = np.column_stack([np.zeros(len(g), bool), colours])
    return np.where(table[np.arange(len(g))[:, None, None], g], g, 0)


def _most(g: Array) -> Array:
    counts = _counts(g)
    return _chosen(g, counts == counts.max(1, keepdims=True))


def _least(g: Array) -> Array:
    counts = _counts(g)
    return _chosen(g, counts == np.where(counts > 0, counts, 100).min(1, keepdims=True))


def _firsts(g: Array) -> Array:
    """Where in reading order the colours 1 to 9 come first."""
    flat = g.reshape(len(g), -1)
    return np.stack([np.where((flat == c).any(1), (flat == c).argmax(1), 100) for c in range(1, 10)], 1)


def _negative(g: Array) -> Array:
    most = np.argmax(_counts(g) * 1000 - _firsts(g), axis=1).astype(np.uint8) + np.uint8(1)
    return np.where(g > 0, 0, most[:, None, None]).astype(np.uint8)


def _bars(g: Array) -> list[tuple[Array, Array]]:
    """A row for each colour, as long as the grid has cells of it; the longest first, equal ones as they come in the grid."""
    counts, found = _counts(g), []
    order = np.argsort(-counts * 1000 + _firsts(g), axis=1, kind="stable")
    for at in alike(counts, order):
        numbers = [int(n) for n in counts[at[0]]]
        colours = [int(c) for c in order[at[0]] if numbers[c]]
        if colours and numbers[colours[0]] <= LONGEST:
            rows = [[c + 1] * numbers[c] + [0] * (numbers[colours[0]] - numbers[c]) for c in colours]
            found.append((at, np.tile(np.array(rows, np.uint8), (len(at), 1, 1))))
    return found


def _sizes(g: Array) -> Array:
    """For each coloured cell the cells that hang together with it by sides, in its colour."""
    n, height, width = g.shape
    label = np.where(g > 0, np.arange(n * height * width).reshape(g.shape), -1)
    down, right = (g[:, 1:] == g[:, :-1]) & (g[:, 1:] > 0), (g[:, :, 1:] == g[:, :, :-1]) & (g[:, :, 1:] > 0)
    while True:
        before = label.copy()
        for there, back, met in (
            (label[:, 1:], label[:, :-1], down), (label[:, :-1], label[:, 1:], down),
            (label[:, :, 1:], label[:, :, :-1], right), (label[:, :, :-1], label[:, :, 1:], right),
        ):  # fmt: skip
            np.copyto(there, np.maximum(there, back), where=met)
        if (before == label).all():
            counts = np.bincount(label[label >= 0], minlength=label.size)
            return np.where(label >= 0, counts[label], 0)


def _largest(g: Array) -> Array:
    sizes = _sizes(g)
    return (g > 0) & (sizes == sizes.max((1, 2), keepdims=True))


def _enclosed(g: Array) -> Array:
    """Empty cells from which no way over empty cells leads to the edge."""
    free = np.pad(g == 0, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    out = np.zeros_like(free)
    out[:, [0, -1]] = out[:, :, [0, -1]] = True
    while True:
        new = out.copy()
        new[:, 1:] |= out[:, :-1]
        new[:, :-1] |= out[:, 1:]
        new[:, :, 1:] |= out[:, :, :-1]
        new[:, :, :-1] |= out[:, :, 1:]
        new &= free
        if (new == out).all():
            return (free & ~out)[:, 1:-1, 1:-1]
        out = new


def _beside(g: Array) -> Array:
    """Empty cells that a coloured one touches, be it by a corner."""
    (_, h, w), wide = g.shape, np.pad(g > 0, ((0, 0), (1, 1), (1, 1)))
    return (g == 0) & np.any([wide[:, y : y + h, x : x + w] for y in range(3) for x in range(3)], axis=0)


def _hollow(g: Array) -> Array:
    """Without the cells whose four neighbours have their colour."""
    wide = np.pad(g, ((0, 0), (1, 1), (1, 1)))
    inner = np.all([side == g for side in (wide[:, :-2, 1:-1], wide[:, 2:, 1:-1], wide[:, 1:-1, :-2], wide[:, 1:-1, 2:])], axis=0)
    return np.where(inner, 0, g)


def _edge(g: Array) -> Array:
    edge = np.ones(g.shape, bool)
    edge[:, 1:-1, 1:-1] = False
    return edge


def _painted(cells: Callable[[Array], Array], colour: int) -> Step:
    return lambda g: np.where(cells(g), np.uint8(colour), g)


def _border(colour: int) -> Step:
    return lambda g: np.pad(g, ((0, 0), (1, 1), (1, 1)), constant_values=colour)


def _recolour(old: int, new: int) -> Step:
    return lambda g: np.where(g == old, np.uint8(new), g)


def _exchange(one: int, other: int) -> Step:
    return lambda g: np.where(g == one, np.uint8(other), np.where(g == other, np.uint8(one), g))


def _upright(step: Step) -> Step:
    """What works along rows, along columns."""
    return lambda g: _diagonal(np.asarray(step(_diagonal(g))))


def _right(step: Step) -> Step:
    """What works towards the left, towards the right."""
    return lambda g: _flip(np.asarray(step(_flip(g))))


LEFT: tuple[Step, ...] = (lambda g: np.roll(g, -1, 2), _fall, _spread, _half)
ALONG: tuple[Step, ...] = (
    _flip, lambda g: np.concatenate([g, g], 2), lambda g: np.concatenate([g, _flip(g)], 2), _sort, _join,
    _halves(lambda a, b: np.where(a > 0, a, b)), _halves(lambda a, b: np.where(b > 0, a, 0)),
    _halves(lambda a, b: np.where((a > 0) == (b > 0), 0, a + b)), lambda g: np.where(g > 0, g, _flip(g)),
)  # fmt: skip
WHOLE: tuple[Step, ...] = (
    _turn(1), _turn(2), _turn(3), _diagonal, lambda g: _diagonal(np.rot90(g, 2, (1, 2))), lambda g: g.repeat(2, 1).repeat(2, 2),
    _compress, _crop, lambda g: g[:, 1:-1, 1:-1], _most, _least, _negative, _bars, _hollow, lambda g: np.where(_largest(g), g, 0),
    lambda g: np.where(_largest(g), 0, g), lambda g: np.where(_sizes(g) == 1, 0, g),
)  # fmt: skip
PAINTED = (_edge, _largest, _enclosed, _beside)


def steps_of(colours: list[int]) -> list[Step]:
    left = [turned for step in LEFT for turned in (step, _right(step), _upright(step), _upright(_right(step)))]
    along = [turned for step in ALONG for turned in (step, _upright(step))]
    painted = [step for c in colours for step in (_border(c), *(_painted(cells, c) for cells in PAINTED))]
    recoloured = [_recolour(a, b) for a, b in permutations([0, *colours], 2)]
    return [*left, *along, *WHOLE, *painted, *recoloured, *(_exchange(a, b) for a, b in combinations(colours, 2))]
