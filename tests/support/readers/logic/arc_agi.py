"""Grid transformations: the pairs are read from the prompt, and the rule is looked for among chains of as many steps as it says.

The prompt names kinds of steps, which `_grid_steps.py` spells out. All chains of one, two, three or four steps are tried, those that do the
same to all grids once, and the last two steps on the smallest pair first: the answer is right if it is what every chain that fits all pairs
makes of the test input. Where none fits the reader says `Unread`; no level has such a share."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from readers.logic._grid_steps import LONGEST, WEIGHTS, Array, Step, alike, steps_of
from reading import Unread, body

_GRID = r"(\d(?: \d)*(?:\n\d(?: \d)*)*)"
_LISTS = r"(\[\[.*\]\])"
_KINDS = (
    r"(?:turning, mirroring, shifting, cutting out, repeating, recolouring, filling, or keeping only certain shapes"
    r"|cropping, reflecting, moving, sorting, laying halves on each other, exchanging colours, drawing borders, or counting"
    r"|letting cells fall, joining cells by lines, removing shapes, enlarging, taking a half, rotating, or painting)"
)
PHRASINGS = tuple(
    re.compile(rf"\s*{text}\s*", re.DOTALL)
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
    found = next((match for phrasing in PHRASINGS if (match := phrasing.fullmatch(text))), None)
    if not found:
        raise Unread(prompt)
    if PAIR.sub("", found["pairs"]).strip():
        raise Unread(found["pairs"])
    pairs = [tuple(map(_grid, filter(None, match.groups()))) for match in PAIR.finditer(found["pairs"])]
    return [(before, after) for before, after in pairs], _grid(found["test"]), int(found["steps"] or 1)


# Grids of all sizes: a cell is its colour and one more, and 0 outside, in a square of the greatest size.


def _packed(g: Array) -> Array:
    square = np.zeros((len(g), LONGEST, LONGEST), np.uint8)
    square[:, : g.shape[1], : g.shape[2]] = g + 1
    return square.reshape(len(g), -1)


def _batches(cells: Array) -> Iterator[tuple[Array, Array]]:
    """Places and grids of one size each."""
    squares = cells.reshape(-1, LONGEST, LONGEST)
    heights, widths = (squares[:, :, 0] > 0).sum(1), (squares[:, 0] > 0).sum(1)
    for at in alike(heights, widths):
        if heights[at[0]]:
            yield at, squares[at, : heights[at[0]], : widths[at[0]]] - 1


def _done(step: Step, g: Array, wanted: tuple[int, int] | None = None) -> Iterator[tuple[Array, Array]]:
    """Places of grids and what a step makes of them; only what gets the wanted size."""
    if wanted and not isinstance(one := step(g[:1]), list) and one.shape[1:] != wanted:
        return
    new = step(g)
    for at, some in new if isinstance(new, list) else [(np.arange(len(g)), new)]:
        if min(some.shape[1:]) > 0 and max(some.shape[1:]) <= LONGEST:
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
    """A number for each grid."""
    flat = cells.reshape(-1, cells.shape[-1])
    return np.concatenate([flat[k : k + 4096] @ WEIGHTS for k in range(0, len(flat), 4096)]).reshape(cells.shape[:-1])


@lru_cache(maxsize=4)
def _answers(prompt: str) -> set[bytes]:
    """What the test input becomes by each chain that fits all pairs, packed."""
    pairs, test, size = _read(prompt)
    pairs.sort(key=lambda pair: pair[0].size)
    colours = sorted({int(cell) for pair in pairs for grid in pair for cell in grid.flat} - {0})
    steps = steps_of(colours)
    wanted = [after for _, after in pairs]
    states = np.stack([_packed(grid[None])[0] for grid in (*(before for before, _ in pairs), test)])[None]  # chain, grid, cell
    for _ in range(min(size - 1, 2)):
        states = _further(steps, states)
    return {end.tobytes() for end in _ends(steps, states, wanted, size == 4)}


def _further(steps: list[Step], states: Array) -> Array:
    """The states after one more step, each once."""
    after = np.stack([_every(steps, states[:, j]) for j in range(states.shape[1])], 2).reshape(-1, *states.shape[1:])
    after = after[(after[:, :, 0] > 0).all(1)]
    return after[np.unique(_hashed(after) @ WEIGHTS[: after.shape[1]], return_index=True)[1]]


def _once(cells: Array) -> tuple[Array, Array]:
    """Each grid once, and for each place which one stands there."""
    _, first, number = np.unique(_hashed(cells), return_index=True, return_inverse=True)
    return cells[first], number.ravel()


def _ends(steps: list[Step], states: Array, wanted: list[Array], twice: bool) -> Iterator[Array]:
    """The test after one step more, or two, where these lead to all outputs. The smallest pair is tried first, each of its grids once."""
    ends, number = _once(states[:, 0])
    of = number[None]  # by the step before the last one and the chain before it: the place of the grid that they lead to
    if twice:
        ends, of = _once(_every(steps, ends).reshape(-1, ends.shape[1]))
        of = of.reshape(len(steps), -1)[:, number]
    batches = list(_batches(ends))
    for last in steps:
        fits = _leads(last, batches, wanted[0], len(ends))
        for k, chains in enumerate(fits[of] if fits.any() else ()):
            here = states[chains]
            for j in range(1, here.shape[1]):
                if len(here):
                    before = _after(steps[k], here[:, j]) if twice else here[:, j]
                    if j == len(wanted):
                        yield from _after(last, before)
                    else:
                        here = here[_leads(last, _batches(before), wanted[j], len(before))]


def _leads(step: Step, batches: Iterable[tuple[Array, Array]], wanted: Array, count: int) -> Array:
    """Which of so many grids, given in batches, a step turns into the wanted one."""
    found = np.zeros(count, bool)
    for at, g in batches:
        for some, new in _done(step, g, wanted.shape):
            if new.shape[1:] == wanted.shape:
                found[at[some]] = (new == wanted).all((1, 2))
    return found


def follows(prompt: str, answer: str) -> bool:
    ends = _answers(prompt)
    if not ends:
        raise Unread("no chain of steps fits the pairs")
    rows = [row.split() for row in answer.strip().split("\n")]
    if len({len(row) for row in rows}) > 1 or max(len(rows), len(rows[0])) > LONGEST:
        return False
    return ends == {_packed(np.array([rows], np.uint8))[0].tobytes()}
