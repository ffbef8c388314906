"""Grid transformations: the pairs are read from the prompt, and the rule is looked for among chains of as many steps as it says.

The prompt names kinds of steps; the steps tried are those that a person would think of under these names, written here for many grids of one
size at once. All chains of one, two, three or four steps are tried, on the smallest pair first: the answer is right if it is what every
chain makes of the test input that fits all pairs, and if there is one."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import permutations, product
from typing import Any

import numpy as np
from reading import Unread, body

Array = np.ndarray[Any, np.dtype[Any]]
Step = Callable[[Array], "Array | list[tuple[Array, Array]]"]
"""From grids of one size to grids of one size, or to some sizes with the places of the grids that get them."""
LONGEST = 10
"""Cells of a side: grids between the steps that are longer are not followed."""
_GRID = r"(\d(?: \d)*(?:\n\d(?: \d)*)*)"
_LISTS = r"(\[\[.*\]\])"
_KINDS = (
    r"(?:turning, mirroring, shifting, cutting out, repeating, recolouring, filling, or keeping only certain shapes"
    r"|cropping, reflecting, moving, sorting, laying halves on each other, exchanging colours, drawing borders, or counting"
    r"|letting cells fall, joining cells by lines, removing shapes, enlarging, taking a half, rotating, or painting)"
)
PHRASINGS = tuple(
    re.compile(rf"\s*{text}\s*")
    for text in (
        r"The same rule turns each input grid into its output grid\. Find it from the examples, then apply it to the test input\. "
        r"0 is the empty background, and the digits 1 to 9 are colours\.\s+"
        rf"(?P<pairs>Input 1:.*?)\s+Test input:\n(?P<test>{_GRID})\s+"
        rf"The rule is (?:one simple step|a chain of (?P<steps>\d) simple steps, one after another): for instance {_KINDS}\. "
        r"An output may have another size than its input\.\s+Write the output for the test input row by row from top to bottom, "
        r"one row a line, with its digits separated by spaces\.",
        r"Here are \d pairs of grids\. Each digit is the colour of a cell; 0 means that the cell is empty\. "
        r"In every pair the second grid is made from the first one by one and the same rule\.\s+"
        rf"(?P<pairs>Pair 1, before:.*?)\s+What does this rule make of the following grid\?\s+(?P<test>{_GRID})\s+"
        rf"It takes (?:a single simple operation|(?P<steps>\d) simple operations, each on the result of the one before) \({_KINDS}\), "
        r"and it may change the size of a grid\. Give the resulting grid, lines from top to bottom, digits separated by spaces\.",
        r"A machine changes grids of coloured cells, always by the same rule: (?:one simple step|(?P<steps>\d) simple steps in a fixed order), "
        rf"of a kind such as {_KINDS}\. In the lists of rows below \(from top to bottom\), 0 stands for a cell without colour and 1 to 9 for "
        r"colours\. The machine may also change the number of rows or columns\.\s+"
        rf"(?P<pairs>\[\[.*?)\s+Now the machine is given\s+(?P<test>{_LISTS})\s+"
        r"What comes out\? Answer with the rows of that grid from top to bottom, each on a line of its own, with spaces between the digits\.",
        r"Puzzle: work out how inputs become outputs, and finish the last one\.\s+"
        rf"(?P<pairs>Input 1:.*?)\s+Input (?P<last>\d):\n(?P<test>{_GRID})\nOutput (?P=last): \?\s+"
        r"- All outputs follow from their inputs by the same rule\.\n- The rule consists of (?:one simple step|(?P<steps>\d) simple steps, "
        rf"carried out one after another); think of {_KINDS}\.\n- A 0 is background, other digits are colours\. Input and output need not be "
        r"equally large\.\s+Your answer is output (?P=last): its rows from top to bottom, a line each, with a space between digits\.",
    )
)
PAIR = re.compile(
    rf"Input \d+:\n{_GRID}\nOutput \d+:\n{_GRID}|Pair \d+, before:\n{_GRID}\nPair \d+, after:\n{_GRID}|{_LISTS}\nbecomes\n{_LISTS}"
)


def _grid(text: str) -> Array:
    rows = re.findall(r"\[([\d, ]+)\]", text) or text.split("\n")
    return np.array([re.findall(r"\d", row) for row in rows], np.uint8)


def _read(prompt: str) -> tuple[list[tuple[Array, Array]], Array, int]:
    text = body(prompt)
    found = next((match for phrasing in PHRASINGS if (match := re.fullmatch(phrasing.pattern, text, re.DOTALL))), None)
    if not found:
        raise Unread(prompt)
    if PAIR.sub("", found["pairs"]).strip():
        raise Unread(found["pairs"])
    pairs = [tuple(map(_grid, filter(None, match.groups()))) for match in PAIR.finditer(found["pairs"])]
    return [(before, after) for before, after in pairs], _grid(found["test"]), int(found["steps"] or 1)


# Steps towards the left, or on rows. A batch is an array of grids, rows and columns.


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


def _same(*keys: Array) -> Iterator[Array]:
    """The places of grids whose keys are equal."""
    table = np.column_stack([key.reshape(len(key), -1).astype(np.int64) for key in keys])
    _, number = np.unique(table, axis=0, return_inverse=True)
    order = np.argsort(number.ravel(), kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(number.ravel()[order])) + 1)


def _compress(g: Array) -> list[tuple[Array, Array]]:
    """Without empty rows and columns."""
    rows, columns = (g > 0).any(2), (g > 0).any(1)
    return [(at, g[at][:, rows[at[0]]][:, :, columns[at[0]]]) for at in _same(rows, columns)]


def _crop(g: Array) -> list[tuple[Array, Array]]:
    """What is between the first and the last coloured row and column."""
    rows, columns = ((some := (g > 0).any(axis), np.maximum.accumulate(some, 1) & np.maximum.accumulate(some[:, ::-1], 1)[:, ::-1])[1] for axis in (2, 1))
    return [(at, g[at][:, rows[at[0]]][:, :, columns[at[0]]]) for at in _same(rows, columns)]


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
    for at in _same(counts, order):
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


def _steps(colours: list[int]) -> list[Step]:
    left = [turned for step in LEFT for turned in (step, _right(step), _upright(step), _upright(_right(step)))]
    along = [turned for step in ALONG for turned in (step, _upright(step))]
    painted = [step for c in colours for step in (_border(c), *(_painted(cells, c) for cells in PAINTED))]
    recoloured = [_recolour(a, b) for a, b in permutations([0, *colours], 2) if a != b]
    return [*left, *along, *WHOLE, *painted, *recoloured, *(_exchange(a, b) for a, b in product(colours, colours) if a < b)]


# Grids of all sizes: a cell is its colour and one more, and 0 outside, in a square of the greatest size.

_WEIGHTS = np.random.default_rng(1).integers(1, 2**63, LONGEST * LONGEST, np.uint64) | np.uint64(1)


def _packed(g: Array) -> Array:
    square = np.zeros((len(g), LONGEST, LONGEST), np.uint8)
    square[:, : g.shape[1], : g.shape[2]] = g + 1
    return square.reshape(len(g), -1)


def _batches(cells: Array) -> Iterator[tuple[Array, Array]]:
    """Places and grids of one size each."""
    squares = cells.reshape(-1, LONGEST, LONGEST)
    heights, widths = (squares[:, :, 0] > 0).sum(1), (squares[:, 0] > 0).sum(1)
    for at in _same(heights, widths):
        if heights[at[0]] == 0:
            continue
        yield at, squares[at, : heights[at[0]], : widths[at[0]]] - 1


def _done(step: Step, g: Array, wanted: tuple[int, int] | None = None) -> Iterator[tuple[Array, Array]]:
    """Places of grids and what a step makes of them; only what gets the wanted size."""
    new = step(g[:1]) if wanted else step(g)
    if wanted and (isinstance(new, list) or new.shape[1:] == wanted):
        new = step(g)
    for at, some in new if isinstance(new, list) else [(np.arange(len(g)), new)]:
        if 0 < min(some.shape[1:]) and max(some.shape[1:]) <= LONGEST and len(some) == len(at):
            yield at, some


def _after(step: Step, cells: Array) -> Array:
    """What a step makes of each grid; all 0 where it makes none."""
    found = np.zeros_like(cells)
    for at, g in _batches(cells):
        for some, new in _done(step, g):
            found[at[some]] = _packed(new)
    return found


def _every(steps: list[Step], cells: Array) -> Array:
    """Of each step (first axis) what it makes of each grid; all 0 where it makes none."""
    found = np.zeros((len(steps), *cells.shape), np.uint8)
    for at, g in _batches(cells):
        for k, step in enumerate(steps):
            for some, new in _done(step, g):
                found[k, at[some]] = _packed(new)
    return found


def _hashed(cells: Array) -> Array:
    """A number for each grid, which others have with a chance of one in 2 ** 63."""
    with np.errstate(over="ignore"):
        return np.asarray((cells * _WEIGHTS).sum(-1))


@lru_cache(maxsize=4)
def _answers(prompt: str) -> set[bytes]:
    """What the test input becomes by each chain that fits all pairs, packed."""
    pairs, test, size = _read(prompt)
    pairs.sort(key=lambda pair: pair[0].size)
    colours = sorted({int(cell) for pair in pairs for grid in pair for cell in grid.flat} - {0})
    steps = _steps(colours)
    wanted = [after for _, after in pairs]
    states = np.stack([_packed(grid[None])[0] for grid in (*(before for before, _ in pairs), test)])[None]  # chain, grid, cell
    for _ in range(min(size - 1, 2)):
        states = _further(steps, states)
    return {end.tobytes() for end in _ends(steps, states, wanted, size == 4)}


def _further(steps: list[Step], states: Array) -> Array:
    """The states after one more step, each once."""
    after = np.stack([_every(steps, states[:, j]) for j in range(states.shape[1])], 2).reshape(-1, *states.shape[1:])
    after = after[(after[:, :, 0] > 0).all(1)]
    with np.errstate(over="ignore"):
        keys = (_hashed(after) * (2 * np.arange(after.shape[1], dtype=np.uint64) + 3)).sum(1)
    return after[np.unique(keys, return_index=True)[1]]


def _once(cells: Array) -> tuple[Array, Array]:
    """Each grid once, and for each place which one stands there."""
    _, first, number = np.unique(_hashed(cells), return_index=True, return_inverse=True)
    return cells[first], number.ravel()


def _ends(steps: list[Step], states: Array, wanted: list[Array], twice: bool) -> Iterator[Array]:
    """The test after one step more, or two, where these lead to all outputs. The smallest pair is tried first, each of its grids once."""
    grids, number = _once(states[:, 0])
    middles, number = (_once(_every(steps, grids).reshape(-1, grids.shape[1])), number) if twice else ((grids, number), number)
    ends, of = middles
    of = of.reshape(len(steps), -1)[:, number] if twice else of[None]
    for last in steps:
        fits = _leads(last, ends, wanted[0])
        for k, chains in enumerate(fits[of] if fits.any() else ()):
            here = states[chains]
            for j in range(1, here.shape[1]):
                if len(here):
                    before = _after(steps[k], here[:, j]) if twice else here[:, j]
                    if j == len(wanted):
                        yield from _after(last, before)
                    else:
                        here = here[_leads(last, before, wanted[j])]


def _leads(step: Step, cells: Array, wanted: Array) -> Array:
    """Which grids a step turns into the wanted one."""
    found = np.zeros(len(cells), bool)
    for at, g in _batches(cells):
        for some, new in _done(step, g, wanted.shape):
            if new.shape[1:] == wanted.shape:
                found[at[some]] = (new == wanted).all((1, 2))
    return found


def follows(prompt: str, answer: str) -> bool:
    ends = _answers(prompt)
    if not ends:
        raise Unread("no chain of steps fits the pairs")
    return ends == {_packed(_grid(answer)[None])[0].tobytes()}
