"""The search through all programs of arc_agi up to a size: do those that fit the pairs agree on the test? One file: it is one kernel.

Breadth first, where programs that do the same to all inputs count once (told apart by hashes of 64 bits). The last two steps are tried on
the smallest pair alone, and the last one is not tried where it can be undone, leaves grids that it would not change again, or
leaves other sizes or counts: then the outputs say whether it may be the last, and what must have been there before it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.logic.arc_agi.counts import (
    COUNTS,
    FACTS,
    NEW,
    OBJECTS,
    STEP,
    added,
    any_last,
    colours,
    foretold,
    look,
    may_count,
    may_count_as,
    may_have,
    may_leave,
    may_place,
    missing,
    present,
    shape,
)
from synth.generators.logic.arc_agi.kernel import (
    CELLS,
    DROP_LARGEST,
    DROP_SINGLE,
    FILL,
    FRAME,
    KEEP_LARGEST,
    OUTLINE,
    PAINT_LARGEST,
    RECOLOUR,
    apply,
    by_size,
    label,
)
from synth.verifiers.logic.arc_agi.steps import LONGEST, NAMES, ONE_COLOUR, TWO_COLOURS, Grid

IDENTIFIED, SMALLER, AMBIGUOUS, OUT_OF_BUDGET, NOT_FOUND = range(5)
STATES = 256
"""Results of one step at most: there are fewer steps."""
GRIDS = 6
CHECKS = 20_000
"""Programs that fit the first pair, tried on the others, at most."""
_UNDONE = ("turn_left", "turn_right", "turn_around", "mirror_columns", "mirror_rows", "transpose", "transpose_other", "roll_right",
           "roll_left", "roll_down", "roll_up")  # fmt: skip
_NUMBER = {name: number for number, name in enumerate(NAMES)}
_ADDING = (FRAME, PAINT_LARGEST, FILL, OUTLINE)
"""Steps that put their colour in the same cells, whichever it is."""
_WEIGHTS = np.random.default_rng(1).integers(1 << 63, 1 << 64, CELLS, np.uint64)
FORWARD, STABLE = -1, -2
_AGAIN = ("crop", "compress", "frame", "keep_most", "keep_least", "keep_largest", "drop_single", "paint_largest", "fill", "hollow",
          "sort_rows", "sort_columns", "bars", "symmetrise_columns", "symmetrise_rows", "join_rows", "join_columns", "recolour",
          *(f"{step}_{side}" for step in ("fall", "spread") for side in ("left", "right", "up", "down")))  # fmt: skip
LAST = np.full(len(NAMES), FORWARD, np.int64)
"""Of each step the one that undoes it, or STABLE where doing it twice is doing it once, or FORWARD: neither."""
LAST[:11] = [_NUMBER[name] for name in _UNDONE]
LAST[[_NUMBER[name] for name in _AGAIN]] = STABLE
LAST[_NUMBER["swap"]] = _NUMBER["swap"]

Steps = NDArray[np.int64]
Cells = NDArray[np.uint8]


class Grids(NamedTuple):
    """Several grids as one array."""

    cells: Cells
    """(grids, CELLS): the cells of each, in reading order."""
    shapes: Steps
    """(grids, 2): height and width."""


def packed(grids: list[Grid]) -> Grids:
    cells = np.zeros((len(grids), CELLS), np.uint8)
    for row, grid in zip(cells, grids, strict=True):
        flat = b"".join(map(bytes, grid))
        row[: len(flat)] = np.frombuffer(flat, np.uint8)
    return Grids(cells, np.array([(len(grid), len(grid[0])) for grid in grids], np.int64))


def numbered(program: tuple[str, ...]) -> Steps:
    """Each step as its number and its two colours, 0 where it has none."""
    rows = [(_NUMBER[name], *map(int, colours), 0, 0)[:3] for name, *colours in (step.split(" ") for step in program)]
    return np.array(rows, np.int64)


def steps(colours: list[int]) -> list[str]:
    """All steps with these colours."""
    found = [name for name in NAMES if name not in ONE_COLOUR and name not in TWO_COLOURS]
    found += [f"{name} {colour}" for name in ONE_COLOUR for colour in colours]
    found += [f"recolour {old} {new}" for old in (0, *colours) for new in (0, *colours) if old != new]
    return found + [f"swap {one} {other}" for one in colours for other in colours if one < other]


class Memory(NamedTuple):
    """Arrays of the search, made once."""

    cells: Cells
    shapes: Steps
    seen: NDArray[np.uint64]
    keys: NDArray[np.uint64]
    heads: Steps


def memory() -> Memory:
    return Memory(np.zeros((STATES, GRIDS, CELLS), np.uint8), np.zeros((STATES, GRIDS, 2), np.int64),
                  np.zeros(1 << 17, np.uint64), np.zeros(1 << 15, np.uint64), np.zeros(1 << 15, np.int64))  # fmt: skip


def identify(inputs: Grids, outputs: Grids, options: Steps, size: int, space: Memory) -> tuple[int, int]:
    """Whether no program of fewer steps fits the pairs and all of `size` steps that do agree on the test, the last of the inputs and
    outputs: (IDENTIFIED or what is in the way, steps tried). The first pair had better be the smallest."""
    return _identify(inputs.cells, inputs.shapes, outputs.cells, outputs.shapes, options, size, LAST, *space)


@unmanaged
def equal(one, h, w, other, height, width):
    """Whether two grids are equal."""
    if h != height or w != width:
        return False
    for i in range(h * w):  # noqa: SIM110
        if one[i] != other[i]:
            return False
    return True


@unmanaged
def _hash(cells, h, w, start):
    value = (start ^ np.uint64(16 * h + w)) * np.uint64(0x9E3779B97F4A7C15)
    for i in range(h * w):  # a sum, since products that do not wait for one another take a third of the time
        value += np.uint64(cells[i]) * _WEIGHTS[i]
    value = (value ^ value >> np.uint64(29)) * np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(32)
    return value | np.uint64(1)  # 0 is an empty place of a table


@unmanaged
def _new(table, value):
    """Put a hash into a table; whether it was not there."""
    mask = len(table) - 1
    place = np.int64(value >> np.uint64(20)) & mask
    while table[place]:
        if table[place] == value:
            return False
        place = (place + 1) & mask
    table[place] = value
    return True


@unmanaged
def _middle(op, a, b, src, h, w, facts, dst, of, per, marks, sizes, stack):
    """`apply` to a grid that was looked at, whose objects are labelled once for all steps that ask for their sizes."""
    if op in (KEEP_LARGEST, DROP_LARGEST, DROP_SINGLE, PAINT_LARGEST):
        if facts[OBJECTS] < 0:
            facts[OBJECTS] = label(src, h, w, of, per, stack)
        by_size(op, a, src, h * w, dst, of, per, facts[OBJECTS])
        return h, w
    return apply(op, a, b, src, h, w, dst, marks, sizes, stack)


@unmanaged
def _painted(drawn, n, colour, target):
    """What a step makes that put NEW where its colour belongs."""
    for i in range(n):
        target[i] = colour if drawn[i] == NEW else drawn[i]


@njit(cache=True)
def _identify(in_cells, in_shapes, out_cells, out_shapes, options, size, last, cells, shapes, all_seen, all_keys, heads):
    count = len(options)
    steps = Scratch(
        np.empty(CELLS, np.uint8), np.empty(CELLS, np.uint8), np.empty(CELLS, np.uint8), np.zeros(CELLS, np.int64),
        np.zeros(CELLS + 1, np.int64), np.zeros(CELLS, np.int64), np.empty(count, np.int64), np.empty(len(cells) * (count + 1), np.int64),
        np.empty(3, np.int64), np.empty((count, CELLS), np.uint8), np.zeros((count, 2), np.int64), np.empty(count, np.int64),
        np.empty(count, np.int64), np.zeros(count, np.uint64), np.zeros((LONGEST + 1, LONGEST + 1), np.bool_),
        np.empty((LONGEST + 1, LONGEST + 1, count), np.int64), np.zeros((LONGEST + 1, LONGEST + 1), np.int64),
        np.empty(count, np.int64), np.empty(FACTS, np.int64),
        np.empty((LONGEST + 1, LONGEST + 1, count), np.int64), np.zeros((LONGEST + 1, LONGEST + 1), np.int64),
        np.zeros((LONGEST + 1, LONGEST + 1), np.int64), np.empty((count, 2), np.int64),
        np.empty(CELLS, np.uint8), np.zeros(CELLS, np.int64), np.zeros(CELLS + 1, np.int64),
    )  # fmt: skip
    for g in range(len(in_cells)):
        write(in_cells[g], cells[0, g])
        write(in_shapes[g], shapes[0, g])
    return _search(len(in_cells), out_cells, out_shapes, options, size, last, cells, shapes, all_seen, all_keys, heads, steps)


class Scratch(NamedTuple):
    """Arrays of one search; what they hold is said where they are filled."""

    one: Cells
    two: Cells
    source: Cells
    marks: Steps
    sizes: Steps
    stack: Steps
    fits_first: Steps
    after: Steps
    program: Steps
    before: Cells
    before_shape: Steps
    undone: Steps
    forward: Steps
    hashes: NDArray[np.uint64]
    useful: NDArray[np.bool_]
    lasts: Steps
    n_lasts: Steps
    before_counts: Steps
    facts: Steps
    telling: Steps
    n_telling: Steps
    adds: Steps
    undone_shape: Steps
    drawn: Cells
    of: Steps
    per: Steps


@unmanaged
def _search(n, out_cells, out_shapes, options, size, last, cells, shapes, all_seen, all_keys, heads, scratch):
    count, pairs = len(options), n - 1
    one, two, source, marks, sizes, stack, fits_first, after, program, before, before_shape, undone, forward, hashes = scratch[:14]
    useful, lasts, n_lasts, before_counts, facts, telling, n_telling, adds, undone_shape, drawn, of, per = scratch[14:]
    nodes = checks = 0

    # Which steps can be the last, and of those that can be undone what the first output was before.
    n_undone = n_forward = 0
    for k in range(count):
        op, a, b = options[k, 0], options[k, 1], options[k, 2]
        fits = True  # a last step that can be undone or done again is so in every pair
        if last[op] != FORWARD:
            for g in range(pairs - 1, -1, -1):
                target, h, w = out_cells[g], out_shapes[g, 0], out_shapes[g, 1]
                if last[op] == STABLE:
                    height, width = apply(op, a, b, target, h, w, one, marks, sizes, stack)
                    fits = equal(one, height, width, target, h, w)
                else:
                    v, u = apply(last[op], a, b, target, h, w, two, marks, sizes, stack)
                    height, width = apply(op, a, b, two, v, u, one, marks, sizes, stack)
                    fits = equal(one, height, width, target, h, w)
                    write(two, before[k])
                    before_shape[k, 0], before_shape[k, 1] = v, u
                if not fits:
                    break
        if fits and last[op] >= 0:
            _, before_counts[n_undone] = colours(before[k], before_shape[k, 0] * before_shape[k, 1])
            undone_shape[n_undone, 0], undone_shape[n_undone, 1] = before_shape[k, 0], before_shape[k, 1]
            hashes[n_undone] = _hash(before[k], before_shape[k, 0], before_shape[k, 1], np.uint64(7))
            undone[n_undone] = k
            n_undone += 1
        elif fits:
            forward[n_forward] = k
            n_forward += 1

    states = 1
    out_size = out_shapes[0, 0] * out_shapes[0, 1]
    out_coloured, out_counts = colours(out_cells[0], out_size)
    wanted = present(out_counts)
    useful[0, 0] = True  # sizes from which a last step may come to the first output
    for h in range(1, LONGEST + 1):
        for w in range(1, LONGEST + 1):
            for i in range(n_forward):
                if may_leave(options[forward[i], 0], h, w, out_shapes[0, 0], out_shapes[0, 1]):
                    lasts[h, w, n_lasts[h, w]] = forward[i]
                    n_lasts[h, w] += 1
            useful[h, w] = n_lasts[h, w] > 0
            for i in range(n_lasts[h, w]):
                f = lasts[h, w, i]
                new = True  # among those of which the counts say the same
                for j in range(n_telling[h, w]):
                    new = new and not may_count_as(options[f, 0], options[telling[h, w, j], 0])
                if new:
                    telling[h, w, n_telling[h, w]] = f
                    n_telling[h, w] += 1
                adds[h, w] |= 1 | 1 << (options[f, 2] if options[f, 0] == RECOLOUR else options[f, 1])
    for i in range(n_undone):
        useful[before_shape[undone[i], 0], before_shape[undone[i], 1]] = True
    found = 0
    for length in range(1, size + 1):
        if length == 3:  # the results of one step, those that do the same to all grids once
            states = _spread(cells, shapes, n, options, all_seen[: 1 << 10], marks, sizes, stack)
        # The beginnings of programs: all but the last two steps. Those that do the same to the first pair are one chain: `after` leads
        # from one to the next; beginning m is the step m % (count + 1) - 1 (none: -1) after the result m // (count + 1).
        keys, seen = all_keys[: 1 << (4, 4, 4, 10, 15)[length]], all_seen[: 1 << (10, 10, 12, 14, 17)[length]]
        keys[:] = 0
        seen[:] = 0
        for s in range(1 if length > 2 else 0, states if length > 2 else 1):
            for k in range(count if length == 4 else 1):
                h, w = shapes[s, 0, 0], shapes[s, 0, 1]
                if length == 4:
                    h, w = apply(options[k, 0], options[k, 1], options[k, 2], cells[s, 0], h, w, one, marks, sizes, stack)
                    nodes += 1
                else:
                    write(cells[s, 0, : h * w], one)
                value = _hash(one, h, w, np.uint64(7))
                place = np.int64(value >> np.uint64(20)) & (len(keys) - 1)
                while keys[place] and keys[place] != value:
                    place = (place + 1) & (len(keys) - 1)
                m = s * (count + 1) + (k + 1 if length == 4 else 0)
                after[m] = heads[place] if keys[place] else -1
                keys[place], heads[place] = value, m
        held = 0
        for place in range(len(keys)):
            if keys[place] == 0:
                continue
            m = heads[place]
            s, k = m // (count + 1), m % (count + 1) - 1
            v, u = shapes[s, 0, 0], shapes[s, 0, 1]
            write(cells[s, 0, : v * u], source)
            if k >= 0:
                v, u = apply(options[k, 0], options[k, 1], options[k, 2], cells[s, 0], v, u, source, marks, sizes, stack)
            if length > 1:
                look(source, v, u, facts)
            same = turned = -1  # whether a last step may follow grids with the counts of this one, in its size or turned
            for k in range(0 if length > 1 else -1, count if length > 1 else 0):
                if k >= 0:
                    op, a, b = options[k, 0], options[k, 1], options[k, 2]
                    h, w = shape(op, v, u)
                    if not useful[h, w]:
                        continue
                    nodes += 1
                    if op in _ADDING and facts[STEP] != op:
                        _middle(op, NEW, 0, source, v, u, facts, drawn, of, per, marks, sizes, stack)
                        added(op, drawn, v * u, facts)
                    told, h, w, coloured, counts = foretold(op, a, b, v, u, h, w, facts)
                    kept = told and counts == facts[COUNTS]
                    hopeful = -1 if not kept else same if h == v and w == u else turned if h == u and w == v else -1
                    if not told:
                        if not may_have(h, w, counts, adds[h, w], undone_shape, before_counts, n_undone, wanted):
                            continue
                        h, w = _middle(op, a, b, source, v, u, facts, one, of, per, marks, sizes, stack)
                        coloured, counts = colours(one, h * w)
                    if hopeful < 0:
                        hopeful = any_last(options, telling[h, w], n_telling[h, w], adds[h, w], undone_shape, before_counts, n_undone,
                                           h, w, coloured, counts, out_size, wanted, out_coloured, out_counts)  # fmt: skip
                        if kept and h == v and w == u:
                            same = hopeful
                        elif kept and h == u and w == v:
                            turned = hopeful
                    if hopeful == 0:
                        continue
                    if op in _ADDING:
                        _painted(drawn, v * u, a, one)
                    elif told:
                        h, w = apply(op, a, b, source, v, u, one, marks, sizes, stack)
                else:
                    h, w = v, u
                    write(source[: h * w], one)
                    coloured, counts = colours(one, h * w)
                value = _hash(one, h, w, np.uint64(7))
                reached = 0
                for i in range(n_undone):
                    if hashes[i] == value:
                        fits_first[reached] = undone[i]
                        reached += 1
                fresh = _new(seen, value)  # else no last step led from here to the first output
                tried = n_lasts[h, w] if fresh else 0
                lacking = missing(wanted, counts)
                for i in range(tried):
                    f = lasts[h, w, i]
                    op, a, b = options[f, 0], options[f, 1], options[f, 2]
                    if not may_count(op, a, b, h * w, lacking, coloured, counts, out_size, out_coloured, out_counts):
                        continue
                    nodes += 1
                    if not may_place(op, a, b, one, h, w, out_cells[0], out_shapes[0, 0], out_shapes[0, 1]):
                        continue
                    height, width = apply(op, a, b, one, h, w, two, marks, sizes, stack)
                    if equal(two, height, width, out_cells[0], out_shapes[0, 0], out_shapes[0, 1]):
                        fits_first[reached] = f
                        reached += 1
                if reached and fresh:
                    _forget(seen, value)  # other programs that come here fit the first pair too
                held += fresh
                if 2 * held > len(seen):
                    return OUT_OF_BUDGET, nodes
                for i in range(reached):
                    t = m
                    while t >= 0:
                        program[0], program[1], program[2] = t % (count + 1) - 1, k, fits_first[i]
                        s = t // (count + 1)
                        fit = _agrees(cells[s], shapes[s], program, options, out_cells, out_shapes, n, one, two, marks, sizes, stack)
                        checks += 1
                        if fit and (length < size or fit == 1):
                            return SMALLER if length < size else AMBIGUOUS, nodes
                        found += fit > 0
                        t = after[t]
                    if checks > CHECKS:
                        return OUT_OF_BUDGET, nodes
                    if k >= 0:
                        h, w = apply(options[k, 0], options[k, 1], options[k, 2], source, v, u, one, marks, sizes, stack)
    return IDENTIFIED if found else NOT_FOUND, nodes


@unmanaged
def _spread(cells, shapes, n, options, table, marks, sizes, stack):
    """Put the results of one step behind the inputs at place 0. Returns how many places are taken."""
    table[:] = 0
    value = np.uint64(1)
    for g in range(n):
        value = _hash(cells[0, g], shapes[0, g, 0], shapes[0, g, 1], value)
    _new(table, value)
    top = 1
    for k in range(len(options)):
        value = np.uint64(1)
        for g in range(n):
            h, w = apply(options[k, 0], options[k, 1], options[k, 2], cells[0, g], shapes[0, g, 0], shapes[0, g, 1], cells[top, g],
                         marks, sizes, stack)  # fmt: skip
            shapes[top, g, 0], shapes[top, g, 1] = h, w
            value = _hash(cells[top, g], h, w, value)
        top += _new(table, value)
    return top


@unmanaged
def _forget(table, value):
    """Make an entry one that nothing equals; it stays in the way of no other."""
    mask = len(table) - 1
    place = np.int64(value >> np.uint64(20)) & mask
    while table[place]:
        if table[place] == value:
            table[place] = np.uint64(2)  # hashes are odd
            return
        place = (place + 1) & mask


@unmanaged
def _agrees(cells, shapes, program, options, out_cells, out_shapes, n, one, two, marks, sizes, stack):
    """0: the steps (none: -1) do not fit the pairs behind the first; 1: they do, with another output for the test; 2: with the same."""
    for g in range(1, n):
        h, w = shapes[g, 0], shapes[g, 1]
        write(cells[g, : h * w], one)
        for k in program:
            if k >= 0:
                h, w = apply(options[k, 0], options[k, 1], options[k, 2], one, h, w, two, marks, sizes, stack)
                write(two[: h * w], one)
        if not equal(one, h, w, out_cells[g], out_shapes[g, 0], out_shapes[g, 1]):
            return 1 if g == n - 1 else 0
    return 2
