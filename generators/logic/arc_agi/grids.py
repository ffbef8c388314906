"""Grids for a rule of arc_agi: inputs drawn, outputs made, and those chosen that show what the steps do."""

from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.logic.arc_agi.kernel import CELLS, apply
from synth.generators.logic.arc_agi.scenes import STYLES, scene
from synth.generators.logic.arc_agi.search import Grids, Steps, equal
from synth.generators.solvers.bits import below
from synth.verifiers.logic.arc_agi import SMALLEST

SPARE = 3
"""Grids drawn beyond those that are needed."""
SMALL = 2
"""Of these, small ones."""


class Made(NamedTuple):
    """Pairs for a program, the smallest first and the test last."""

    inputs: Grids
    outputs: Grids
    used: list[int]
    """Colours of the grids, but for the last output."""


def made(program: Steps, style: str, pairs: int, largest: int, colours: list[int], seed: int) -> Made | None:
    """None where too few grids show what the steps do, or the last output does not take them all, or a step has a colour that none of the
    others shows. pairs: beside the test. largest: height and width of an input at most."""
    chosen, *grids, used = _made(program, STYLES.index(style), pairs, largest, np.array(colours), np.array([seed]))
    if not chosen:
        return None
    before, before_shapes, after, after_shapes = grids
    return Made(Grids(before, before_shapes), Grids(after, after_shapes), [colour for colour in range(1, 10) if used >> colour & 1])


@njit(cache=True)
def _made(program, style, pairs, largest, colours, state):
    count = pairs + 1 + SMALL + SPARE
    before, after = np.zeros((count, CELLS), np.uint8), np.zeros((count, CELLS), np.uint8)
    before_shapes, after_shapes = np.zeros((count, 2), np.int64), np.zeros((count, 2), np.int64)
    one, two, marks, sizes, stack = (
        np.empty(CELLS, np.uint8),
        np.empty(CELLS, np.uint8),
        np.zeros(CELLS, np.int64),
        np.zeros(CELLS + 1, np.int64),
        np.zeros(CELLS, np.int64),
    )
    chosen = 0  # at the front; the others are drawn over
    for g in range(count):
        # Some are small: the search tries all programs on the smallest pair.
        least, most = (3, min(4, largest)) if g < 1 + SMALL else (max(4, largest - 2), largest)
        h, w = least + below(state, most - least + 1), least + below(state, most - least + 1)
        scene(style, h, w, colours, state, before[chosen])
        height, width, telling = _traced(program, before[chosen], h, w, one, two, marks, sizes, stack)
        if not telling:
            continue
        for k in range(chosen):
            telling = telling and not equal(one, height, width, after[k], after_shapes[k, 0], after_shapes[k, 1])
        if telling:
            write(one[: height * width], after[chosen])
            before_shapes[chosen, 0], before_shapes[chosen, 1] = h, w
            after_shapes[chosen, 0], after_shapes[chosen, 1] = height, width
            chosen += 1
    first = chosen - pairs  # the smallest pair, and from here the last ones that were drawn
    used = 0
    if first > 0:
        write(before[0], before[first - 1])
        write(after[0], after[first - 1])
        write(before_shapes[0], before_shapes[first - 1])
        write(after_shapes[0], after_shapes[first - 1])
        first -= 1
        for g in range(first, chosen):
            used |= _colours(before[g], before_shapes[g]) | (_colours(after[g], after_shapes[g]) if g < chosen - 1 else 0)
        last = chosen - 1
        for k in range(len(program)):
            shown = (used | 1) >> program[k, 1] & (used | 1) >> program[k, 2] & 1
            idle = _idle(program, k, before[last], before_shapes[last], after[last], after_shapes[last], one, two, marks, sizes, stack)
            if idle or not shown:
                chosen = 0
                break
    else:
        chosen = 0
    part = slice(first, first + pairs + 1)
    return chosen, before[part], before_shapes[part], after[part], after_shapes[part], used


@unmanaged
def _colours(cells, shape):
    """The colours of a grid, as bits."""
    found = 0
    for i in range(shape[0] * shape[1]):
        found |= 1 << np.int64(cells[i])
    return found


@unmanaged
def _traced(program, cells, h, w, one, two, marks, sizes, stack):
    """The grid after all steps, in `one`: its height and width, and whether it tells something. Each step changes the grid then, and what
    comes out is large enough, of more than one colour and not the input."""
    height, width = h, w
    write(cells[: h * w], one)
    for k in range(len(program)):
        v, u = apply(program[k, 0], program[k, 1], program[k, 2], one, height, width, two, marks, sizes, stack)
        if equal(two, v, u, one, height, width):
            return v, u, False
        write(two[: v * u], one)
        height, width = v, u
    plain = True
    for i in range(1, height * width):
        plain = plain and one[i] == one[0]
    return height, width, min(height, width) >= SMALLEST and not plain and not equal(one, height, width, cells, h, w)


@unmanaged
def _idle(program, without, cells, shape, output, out_shape, one, two, marks, sizes, stack):
    """Whether a step makes no difference to what comes out of a grid: without it the output is the same."""
    h, w = shape[0], shape[1]
    write(cells, one)
    for k in range(len(program)):
        if k != without:
            h, w = apply(program[k, 0], program[k, 1], program[k, 2], one, h, w, two, marks, sizes, stack)
            write(two[: h * w], one)
    return equal(one, h, w, output, out_shape[0], out_shape[1])
