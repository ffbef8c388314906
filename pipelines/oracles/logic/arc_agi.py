"""Independent route: the steps written once more with numpy, most of them for whole arrays; programs of one and two steps enumerated.

Longer programs are too many for this: of these `solutions` proves that the stated one fits the pairs, and that no program of one or two
steps that fits them says otherwise."""

import re
from functools import lru_cache
from itertools import product

import numpy as np

LONGEST = 10


def check(problem: dict, answer: str) -> bool:
    """The digits of the text, in order, are the output of the program, which makes each output of its input."""
    program = [step.split(" ") for step in problem["program"]]
    if not all(np.array_equal(_run(program, _grid(a)), _grid(b)) for a, b in problem["pairs"]):
        return False
    wanted = _run(program, _grid(problem["test"]))
    digits = re.findall(r"\d", re.sub(r"(?i)\brow +\d+ *[:.)]|\\[a-z]+", " ", answer))
    return len(digits) == wanted.size and [int(digit) for digit in digits] == wanted.ravel().tolist()


def solutions(problem: dict) -> int:
    """Outputs for the test that programs which fit the pairs make."""
    program = [step.split(" ") for step in problem["program"]]
    pairs = sorted(((_grid(a), _grid(b)) for a, b in problem["pairs"]), key=lambda pair: pair[0].size)
    test = _grid(problem["test"])
    if not all(np.array_equal(_run(program, a), b) for a, b in pairs):
        return 0
    found = {_key(_run(program, test))}
    steps = _steps({int(cell) for pair in pairs for grid in pair for cell in np.unique(grid)} - {0})
    before, after = pairs[0]
    middles: dict = {}  # grids after one step, with the steps that lead there
    for first in steps:
        middle = _run([first], before)
        middles.setdefault(_key(middle), (middle, []))[1].append(first)
    for middle, firsts in middles.values():
        lasts = [()] if len(program) == 1 else [(step,) for step in steps]
        fitting = [(first, *last) for last in lasts if np.array_equal(_run(last, middle), after) for first in firsts]
        found |= {_key(_run(p, test)) for p in fitting if all(np.array_equal(_run(p, a), b) for a, b in pairs[1:])}
    return len(found)


def _key(grid):
    return grid.shape, grid.tobytes()


def _grid(rows):
    return np.array([[int(cell) for cell in row] for row in rows], np.int64)


def _steps(colours) -> list[list[str]]:
    names = [name for name, (_, count) in STEPS.items() if count == 0]
    one = [[name, str(c)] for name, (_, count) in STEPS.items() if count == 1 for c in sorted(colours)]
    two = [["recolour", str(a), str(b)] for a, b in product(sorted(colours | {0}), repeat=2) if a != b]
    return [[name] for name in names] + one + two + [["swap", str(a), str(b)] for a, b in product(sorted(colours), repeat=2) if a < b]


def _run(program, grid):
    for name, *colours in program:
        new = STEPS[name][0](grid, *map(int, colours))
        grid = new if new.size and max(new.shape) <= LONGEST else grid
    return grid


def _lines(along, work):
    """A step on each row (axis 1) or column (axis 0)."""
    return lambda g: np.array([work(line) for line in g]) if along else np.array([work(line) for line in g.T]).T


def _packed(line):
    kept = line[line > 0]
    return np.concatenate([kept, np.zeros(len(line) - len(kept), int)])


def _carried(line):
    """Colours carried from the front to the back over empty cells."""
    places = np.maximum.accumulate(np.where(line > 0, np.arange(len(line)), -1))
    return np.where(places >= 0, line[places], 0)


def _linked(line):
    forth, back = _carried(line), _carried(line[::-1])[::-1]
    return np.where((line == 0) & (forth == back), forth, line)


def _cells(g, mask):
    return np.where(mask, g, 0)


def _wave(mask, allowed):
    """The cells of `allowed` that a walk over sides from `mask` reaches."""
    while True:
        wide = np.pad(mask, 1)
        new = allowed & (mask | wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:])
        if (new == mask).all():
            return mask
        mask = new


def _sizes(g):
    """For each cell the size of its object; 0 where it is empty."""
    return _sizes_of(g.tobytes(), g.shape)


@lru_cache(4096)
def _sizes_of(cells, shape):
    g = np.frombuffer(cells, np.int64).reshape(shape)
    sizes = np.zeros_like(g)
    for y, x in zip(*np.nonzero(g), strict=True):
        if sizes[y, x] == 0:
            start = np.zeros(g.shape, bool)
            start[y, x] = True
            region = _wave(start, g == g[y, x])
            sizes[region] = region.sum()
    return sizes


def _tally(g):
    """Colours with their counts, in the order of their first cells."""
    colours, first, counts = np.unique(g[g > 0], return_index=True, return_counts=True)
    order = np.argsort(first)
    return list(zip(colours[order].tolist(), counts[order].tolist(), strict=True))


def _frequent(choose):
    def step(g):
        tally = _tally(g)
        wanted = choose((count for _, count in tally), default=0)
        return _cells(g, np.isin(g, [colour for colour, count in tally if count == wanted]))

    return step


def _bars(g):
    tally = sorted(_tally(g), key=lambda item: -item[1])
    if not tally or tally[0][1] > LONGEST:
        return g
    return np.array([[colour] * count + [0] * (tally[0][1] - count) for colour, count in tally])


def _negative(g):
    tally = _tally(g)
    most = max(tally, key=lambda item: item[1])[0] if tally else 0
    return np.where(g > 0, 0, most)


def _fill(g, colour):
    edge = np.ones(g.shape, bool)
    edge[1:-1, 1:-1] = False
    return np.where((g == 0) & ~_wave(edge & (g == 0), g == 0), colour, g)


def _outline(g, colour):
    wide, (h, w) = np.pad(g > 0, 1), g.shape
    near = np.any([wide[y : y + h, x : x + w] for y in range(3) for x in range(3)], axis=0)
    return np.where((g == 0) & near, colour, g)


def _hollow(g):
    wide = np.pad(g, 1, constant_values=-1)
    inner = (wide[:-2, 1:-1] == g) & (wide[2:, 1:-1] == g) & (wide[1:-1, :-2] == g) & (wide[1:-1, 2:] == g)
    return _cells(g, ~inner)


def _frame(g, colour):
    new = np.full(g.shape, colour)
    new[1:-1, 1:-1] = g[1:-1, 1:-1]
    return new


def _crop(g):
    ys, xs = np.nonzero(g)
    return g[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1] if len(ys) else g


def _two(join, across):
    def step(g):
        g = g if across else g.T
        width = g.shape[1] // 2
        if width == 0:
            return g if across else g.T
        new = join(g[:, :width], g[:, g.shape[1] - width :])
        return new if across else new.T

    return step


def _sort(g):
    return g[np.argsort((g > 0).sum(axis=1), kind="stable")]


def _over(g, mirrored):
    return np.where(g > 0, g, mirrored)


def _overlay(a, b):
    return np.where(a > 0, a, b)


def _common(a, b):
    return np.where(b > 0, a, 0)


def _differ(a, b):
    return np.where((a > 0) != (b > 0), a + b, 0)


PLAIN = {
    "turn_right": lambda g: np.rot90(g, -1), "turn_left": np.rot90, "turn_around": lambda g: np.rot90(g, 2),
    "mirror_columns": np.fliplr, "mirror_rows": np.flipud, "transpose": np.transpose, "transpose_other": lambda g: np.rot90(g, 2).T,
    "roll_left": lambda g: np.roll(g, -1, 1), "roll_right": lambda g: np.roll(g, 1, 1),
    "roll_up": lambda g: np.roll(g, -1, 0), "roll_down": lambda g: np.roll(g, 1, 0),
    "fall_left": _lines(1, _packed), "fall_right": _lines(1, lambda line: _packed(line[::-1])[::-1]),
    "fall_up": _lines(0, _packed), "fall_down": _lines(0, lambda line: _packed(line[::-1])[::-1]),
    "spread_right": _lines(1, _carried), "spread_left": _lines(1, lambda line: _carried(line[::-1])[::-1]),
    "spread_down": _lines(0, _carried), "spread_up": _lines(0, lambda line: _carried(line[::-1])[::-1]),
    "half_left": lambda g: g[:, : -(-g.shape[1] // 2)], "half_right": lambda g: g[:, g.shape[1] // 2 :],
    "half_up": lambda g: g[: -(-g.shape[0] // 2)], "half_down": lambda g: g[g.shape[0] // 2 :],
    "repeat_right": lambda g: np.tile(g, (1, 2)), "repeat_down": lambda g: np.tile(g, (2, 1)),
    "reflect_right": lambda g: np.hstack([g, np.fliplr(g)]), "reflect_down": lambda g: np.vstack([g, np.flipud(g)]),
    "overlay_columns": _two(_overlay, True), "overlay_rows": _two(_overlay, False),
    "common_columns": _two(_common, True), "common_rows": _two(_common, False),
    "differ_columns": _two(_differ, True), "differ_rows": _two(_differ, False),
    "double": lambda g: np.kron(g, np.ones((2, 2), int)), "crop": _crop,
    "trim": lambda g: g[1:-1, 1:-1] if min(g.shape) > 2 else g,
    "compress": lambda g: g[(g > 0).any(axis=1)][:, (g > 0).any(axis=0)],
    "keep_most": _frequent(max), "keep_least": _frequent(min), "negative": _negative,
    "keep_largest": lambda g: _cells(g, _sizes(g) == _sizes(g).max()), "drop_largest": lambda g: _cells(g, _sizes(g) < _sizes(g).max()),
    "drop_single": lambda g: _cells(g, _sizes(g) > 1), "hollow": _hollow, "sort_rows": _sort, "sort_columns": lambda g: _sort(g.T).T,
    "bars": _bars, "symmetrise_columns": lambda g: _over(g, np.fliplr(g)), "symmetrise_rows": lambda g: _over(g, np.flipud(g)),
    "join_rows": _lines(1, _linked), "join_columns": _lines(0, _linked),
}  # fmt: skip
COLOURED = {
    "border": (lambda g, c: np.pad(g, 1, constant_values=c), 1), "frame": (_frame, 1), "fill": (_fill, 1), "outline": (_outline, 1),
    "paint_largest": (lambda g, c: np.where((g > 0) & (_sizes(g) == _sizes(g).max()), c, g), 1),
    "recolour": (lambda g, a, b: np.where(g == a, b, g), 2),
    "swap": (lambda g, a, b: np.where(g == a, b, np.where(g == b, a, g)), 2),
}  # fmt: skip
STEPS = {name: (step, 0) for name, step in PLAIN.items()} | COLOURED
