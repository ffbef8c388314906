"""What sizes, counts of colours and single cells tell of a step of arc_agi before it is done: for the search, which does few of them.

All of it errs on one side: what a step may make of a grid is never said to be impossible."""

from synth.generators.kernels import unmanaged
from synth.generators.logic.arc_agi import kernel
from synth.generators.solvers.bits import position
from synth.verifiers.logic.arc_agi.steps import LONGEST

BITS = 7
"""Of a count of cells."""
MOST = (1 << BITS) - 1
NEW = 10
"""A colour that no grid has."""
COLOURED, COUNTS, CROPPED, COMPRESSED, STEP, ADDED, LEFT, OTHERS, OBJECTS, FACTS = 0, 1, 2, 4, 6, 7, 8, 9, 10, 11
"""Places of facts about a grid: coloured cells and counts, heights and widths, and of the last step that adds a colour how many cells get
it, which other coloured ones there are and their counts; how many objects there are, or -1 where nobody has labelled them."""


@unmanaged
def colours(cells, n):
    """(how many cells have a colour, the cells of each colour with BITS bits from colour 1 on)."""
    coloured = counts = 0
    for i in range(n):
        cell = cells[i]
        if cell:
            coloured += 1
            counts += 1 << BITS * (cell - 1)
    return coloured, counts


@unmanaged
def present(counts):
    """The colours, from 1 on, that there are, as bits."""
    here = 0
    for colour in range(1, 10):
        if (counts >> BITS * (colour - 1)) & MOST:
            here |= 1 << colour
    return here


@unmanaged
def one(colour):
    """A cell of a colour, as in the counts of `_colours`."""
    return 1 << BITS * (colour - 1) if colour else 0


@unmanaged
def may_count(op, a, b, size, lacking, coloured, counts, size_after, coloured_after, counts_after):
    """Whether the step can make a grid with the first size and counts one with the second, as far as counts tell; it is not asked of
    steps that can be undone. lacking: colours, as bits, of which the second has some and the first none."""
    if lacking & ~(1 << (b if op == kernel.RECOLOUR else a)):
        return False
    more = counts_after - counts
    if op == kernel.RECOLOUR:
        moved = (counts >> BITS * (a - 1)) & MOST if a else size - coloured
        return more == moved * (one(b) - one(a))
    if kernel.FALL <= op < kernel.SPREAD or op in (kernel.SORT_ROWS, kernel.SORT_COLUMNS, kernel.CROP, kernel.COMPRESS, kernel.BARS):
        return more == 0
    if op in (kernel.FILL, kernel.OUTLINE):
        return more == (coloured_after - coloured) * one(a)
    if op == kernel.BORDER:
        return more == (size_after - size) * one(a)
    if kernel.REPEAT_RIGHT <= op < kernel.JOINED or op == kernel.DOUBLE:
        return counts_after == counts * (size_after // size)
    if kernel.SPREAD <= op < kernel.HALF or kernel.SYMMETRISE_COLUMNS <= op <= kernel.JOIN_COLUMNS:
        return coloured <= coloured_after
    if op == kernel.NEGATIVE:
        return coloured_after == (size - coloured if coloured else 0)
    if op == kernel.PAINT_LARGEST:
        return coloured == coloured_after
    return op == kernel.FRAME or coloured >= coloured_after


@unmanaged
def look(cells, h, w, facts):
    """Write down what `foretold` needs to know of a grid."""
    facts[COLOURED], facts[COUNTS] = colours(cells, h * w)
    facts[STEP] = facts[OBJECTS] = -1
    rows = columns = 0
    for y in range(h):
        for x in range(w):
            if cells[y * w + x]:
                rows |= 1 << y
                columns |= 1 << x
    for axis, lines, length in ((0, rows, h), (1, columns, w)):
        least = most = held = 0
        for k in range(length):
            if lines >> k & 1:
                least = k if held == 0 else least
                most = k
                held += 1
        facts[CROPPED + axis] = most - least + 1 if held else length
        facts[COMPRESSED + axis] = held if held else length


@unmanaged
def added(op, drawn, n, facts):
    """Write down what a step adds whose colour is free: the same for all its colours. drawn: what it made with the colour NEW."""
    new = left = others = 0
    for i in range(n):
        cell = drawn[i]
        if cell == NEW:
            new += 1
        elif cell:
            left += 1
            others += 1 << BITS * (cell - 1)
    facts[STEP], facts[ADDED], facts[LEFT], facts[OTHERS] = op, new, left, others


@unmanaged
def foretold(op, a, b, h, w, height, width, facts):
    """What a step makes of a grid that was looked at: (whether the counts tell, then height, width, coloured cells and counts after it).
    height, width: as `shape` has them. Of a step that adds a colour, `added` comes first."""
    size, coloured, counts = h * w, facts[COLOURED], facts[COUNTS]
    if op == kernel.RECOLOUR:
        moved = (counts >> BITS * (a - 1)) & MOST if a else size - coloured
        return True, h, w, coloured + (moved if a == 0 else -moved if b == 0 else 0), counts + moved * (one(b) - one(a))
    if op < kernel.SPREAD or op in (kernel.SORT_ROWS, kernel.SORT_COLUMNS):
        return True, height, width, coloured, counts
    if kernel.REPEAT_RIGHT <= op < kernel.JOINED or op == kernel.DOUBLE:
        times = height * width // size
        return True, height, width, coloured * times, counts * times
    if op == kernel.CROP:
        return True, facts[CROPPED], facts[CROPPED + 1], coloured, counts
    if op == kernel.COMPRESS:
        return True, facts[COMPRESSED], facts[COMPRESSED + 1], coloured, counts
    if op == kernel.BORDER:
        return True, height, width, coloured + height * width - size, counts + (height * width - size) * one(a)
    if op == kernel.SWAP:
        more = ((counts >> BITS * (a - 1)) & MOST) - ((counts >> BITS * (b - 1)) & MOST)
        return True, h, w, coloured, counts + more * (one(b) - one(a))
    if op in (kernel.BARS, kernel.KEEP_MOST, kernel.KEEP_LEAST):
        most, least, kinds = 0, size + 1, 0
        for colour in range(9):
            count = (counts >> BITS * colour) & MOST
            if count:
                most, least, kinds = max(most, count), min(least, count), kinds + 1
        if op == kernel.BARS:
            if 0 < most <= LONGEST:
                return True, kinds, most, coloured, counts
            return True, h, w, coloured, counts
        wanted, left, total = most if op == kernel.KEEP_MOST else least, 0, 0
        for colour in range(9):
            if (counts >> BITS * colour) & MOST == wanted:
                left |= wanted << BITS * colour
                total += wanted
        return True, h, w, total, left
    if op in (kernel.FRAME, kernel.PAINT_LARGEST, kernel.FILL, kernel.OUTLINE):
        return True, h, w, facts[LEFT] + facts[ADDED], facts[OTHERS] + facts[ADDED] * one(a)
    return False, height, width, coloured, counts


@unmanaged
def may_count_as(op, other):
    """Whether `may_count` says the same of both steps, which add no colour."""
    if kernel.HALF <= op < kernel.REPEAT_RIGHT or kernel.JOINED <= op < kernel.DOUBLE or op == kernel.TRIM:
        return kernel.HALF <= other < kernel.REPEAT_RIGHT or kernel.JOINED <= other < kernel.DOUBLE or other == kernel.TRIM
    if kernel.FALL <= op < kernel.SPREAD or op in (kernel.SORT_ROWS, kernel.SORT_COLUMNS):
        return kernel.FALL <= other < kernel.SPREAD or other in (kernel.SORT_ROWS, kernel.SORT_COLUMNS)
    if kernel.SPREAD <= op < kernel.HALF or kernel.SYMMETRISE_COLUMNS <= op <= kernel.JOIN_COLUMNS:
        return kernel.SPREAD <= other < kernel.HALF or kernel.SYMMETRISE_COLUMNS <= other <= kernel.JOIN_COLUMNS
    alike = (kernel.KEEP_MOST, kernel.KEEP_LEAST, kernel.KEEP_LARGEST, kernel.DROP_LARGEST, kernel.DROP_SINGLE, kernel.HOLLOW)
    return op in alike and other in alike


@unmanaged
def missing(wanted, counts):
    """The wanted colours that there are none of, as bits."""
    left = wanted & ~1
    lacking = 0
    while left:
        bit = left & -left
        left ^= bit
        if (counts >> BITS * (position(bit) - 1)) & MOST == 0:
            lacking |= bit
    return lacking


@unmanaged
def may_have(h, w, counts, adds, before_shape, before_counts, n_undone, wanted):
    """Whether a last step may make an h x w grid with no more colours than these the first output, as far as colours tell. adds: bits of
    the colours that a last step may add to a grid of this size."""
    if missing(wanted, counts) & ~adds == 0:
        return True
    for i in range(n_undone):  # noqa: SIM110
        if before_shape[i, 0] == h and before_shape[i, 1] == w:
            return True
    return False


@unmanaged
def any_last(options, lasts, n_lasts, adds, before_shape, before_counts, n_undone, h, w, coloured, counts, out_size, wanted, out_coloured,
             out_counts):  # fmt: skip
    """Whether some last step may make an h x w grid of these counts the first output."""
    for i in range(n_undone):
        if before_counts[i] == counts and before_shape[i, 0] == h and before_shape[i, 1] == w:
            return 1
    lacking = missing(wanted, counts)
    if lacking & ~adds:
        return 0
    for i in range(n_lasts):
        op, a, b = options[lasts[i], 0], options[lasts[i], 1], options[lasts[i], 2]
        if may_count(op, a, b, h * w, lacking, coloured, counts, out_size, out_coloured, out_counts):
            return 1
    return 0


@unmanaged
def may_place(op, a, b, cells, h, w, after, height, width):
    """Whether the step can make the h x w grid the other one, as far as single cells at their places tell: a quick no for most."""
    if kernel.JOINED <= op < kernel.DOUBLE:
        across = op < kernel.JOINED + 3
        if (w if across else h) < 2:
            return True
        shift, kind = w - width if across else (h - height) * w, (op - kernel.JOINED) % 3
        for y in range(height):
            for x in range(width):
                first, second, new = cells[y * w + x], cells[y * w + x + shift], after[y * width + x]
                if kind == 0:
                    right = new == (first if first else second)
                elif kind == 1:
                    right = new == (first if second else 0)
                else:
                    right = new == (0 if first and second else first | second)
                if not right:
                    return False
        return True
    if kernel.HALF <= op < kernel.REPEAT_RIGHT or op == kernel.TRIM:
        if op == kernel.TRIM:
            shift = w + 1 if h > 2 and w > 2 else 0
        else:
            shift = w - width if op == kernel.HALF + 1 else (h - height) * w if op == kernel.HALF + 3 else 0
        for y in range(height):
            for x in range(width):
                if after[y * width + x] != cells[y * w + x + shift]:
                    return False
        return True
    if h != height or w != width:
        return True
    for i in range(h * w):
        cell, new = cells[i], after[i]
        if op == kernel.RECOLOUR:
            right = new == (b if cell == a else cell)
        elif op == kernel.NEGATIVE:
            right = cell == 0 or new == 0
        elif op == kernel.PAINT_LARGEST:
            right = new == cell or (new == a and cell > 0)
        elif op in (kernel.FILL, kernel.OUTLINE):
            right = new == (cell if cell or new == 0 else a)
        elif kernel.SPREAD <= op < kernel.HALF or kernel.SYMMETRISE_COLUMNS <= op <= kernel.JOIN_COLUMNS:
            right = cell == 0 or new == cell
        elif op in (kernel.KEEP_MOST, kernel.KEEP_LEAST, kernel.KEEP_LARGEST, kernel.DROP_LARGEST, kernel.DROP_SINGLE, kernel.HOLLOW):
            right = new == 0 or new == cell
        else:
            return True
        if not right:
            return False
    return True


@unmanaged
def shape(op, h, w):
    """Height and width of what the step makes of a h x w grid; (0, 0) where that depends on the cells."""
    if op > kernel.BORDER:
        return h, w
    if op in (kernel.CROP, kernel.COMPRESS, kernel.BARS):
        return 0, 0
    height, width = h, w
    if op < kernel.ROLL:
        if op not in (kernel.MIRROR_COLUMNS, kernel.MIRROR_ROWS, kernel.TURN_AROUND):
            height, width = w, h
    elif kernel.HALF <= op < kernel.REPEAT_RIGHT:
        height, width = (h, (w + 1) // 2) if op < kernel.HALF + 2 else ((h + 1) // 2, w)
    elif kernel.REPEAT_RIGHT <= op < kernel.JOINED:
        height, width = (h, 2 * w) if op in (kernel.REPEAT_RIGHT, kernel.REFLECT_RIGHT) else (2 * h, w)
    elif kernel.JOINED <= op < kernel.DOUBLE:
        height, width = (h, max(1, w // 2)) if op < kernel.JOINED + 3 else (max(1, h // 2), w)
    elif op == kernel.DOUBLE:
        height, width = 2 * h, 2 * w
    elif op == kernel.BORDER:
        height, width = h + 2, w + 2
    elif op == kernel.TRIM and h > 2 and w > 2:
        height, width = h - 2, w - 2
    return (height, width) if height <= LONGEST and width <= LONGEST else (h, w)


@unmanaged
def may_leave(op, h, w, height, width):
    """Whether the step can make a h x w grid one of height x width, as far as sizes tell."""
    v, u = shape(op, h, w)
    return (v == height and u == width) or (v == 0 and (op == kernel.BARS or (height <= h and width <= w)))
