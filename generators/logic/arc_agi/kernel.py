"""The steps of arc_agi compiled, on flat grids: for the search through all programs. One file, as long as the list of steps is.

A grid is `height * width` cells in reading order at the front of an array of CELLS. `verifiers/logic/arc_agi/steps.py` says what each step
does; a test holds both against each other."""

import numpy as np

from synth.generators.kernels import unmanaged
from synth.verifiers.logic.arc_agi.steps import LONGEST, NAMES

CELLS = LONGEST * LONGEST
COLUMN = np.array([np.arange(CELLS) % max(1, w) for w in range(LONGEST + 1)], np.int64)
"""By width and place of a cell, since divisions would take longer than all else in a search for objects."""
_NUMBER = {name: number for number, name in enumerate(NAMES)}
TURN_RIGHT, TURN_LEFT, TURN_AROUND = _NUMBER["turn_right"], _NUMBER["turn_left"], _NUMBER["turn_around"]
MIRROR_COLUMNS, MIRROR_ROWS = _NUMBER["mirror_columns"], _NUMBER["mirror_rows"]
TRANSPOSE, TRANSPOSE_OTHER = _NUMBER["transpose"], _NUMBER["transpose_other"]
ROLL, FALL, SPREAD, HALF = _NUMBER["roll_left"], _NUMBER["fall_left"], _NUMBER["spread_left"], _NUMBER["half_left"]
REPEAT_RIGHT, REPEAT_DOWN = _NUMBER["repeat_right"], _NUMBER["repeat_down"]
REFLECT_RIGHT, REFLECT_DOWN = _NUMBER["reflect_right"], _NUMBER["reflect_down"]
JOINED = _NUMBER["overlay_columns"]  # and the five after it: columns, then rows
DOUBLE, CROP, TRIM, COMPRESS = _NUMBER["double"], _NUMBER["crop"], _NUMBER["trim"], _NUMBER["compress"]
KEEP_MOST, KEEP_LEAST, NEGATIVE = _NUMBER["keep_most"], _NUMBER["keep_least"], _NUMBER["negative"]
KEEP_LARGEST, DROP_LARGEST, DROP_SINGLE = _NUMBER["keep_largest"], _NUMBER["drop_largest"], _NUMBER["drop_single"]
HOLLOW, SORT_ROWS, SORT_COLUMNS, BARS = _NUMBER["hollow"], _NUMBER["sort_rows"], _NUMBER["sort_columns"], _NUMBER["bars"]
SYMMETRISE_COLUMNS, SYMMETRISE_ROWS = _NUMBER["symmetrise_columns"], _NUMBER["symmetrise_rows"]
JOIN_ROWS, JOIN_COLUMNS = _NUMBER["join_rows"], _NUMBER["join_columns"]
BORDER, FRAME, PAINT_LARGEST = _NUMBER["border"], _NUMBER["frame"], _NUMBER["paint_largest"]
FILL, OUTLINE, RECOLOUR, SWAP = _NUMBER["fill"], _NUMBER["outline"], _NUMBER["recolour"], _NUMBER["swap"]


@unmanaged
def _copy(src, dst, n):
    for i in range(n):
        dst[i] = src[i]


@unmanaged
def _moved(op, src, h, w, dst):
    """Turned or mirrored."""
    wide = op in (MIRROR_COLUMNS, MIRROR_ROWS, TURN_AROUND)
    height, width = (h, w) if wide else (w, h)
    for y in range(height):
        for x in range(width):
            if op == TURN_RIGHT:
                v, u = h - 1 - x, y
            elif op == TURN_LEFT:
                v, u = x, w - 1 - y
            elif op == TURN_AROUND:
                v, u = h - 1 - y, w - 1 - x
            elif op == MIRROR_COLUMNS:
                v, u = y, w - 1 - x
            elif op == MIRROR_ROWS:
                v, u = h - 1 - y, x
            elif op == TRANSPOSE:
                v, u = x, y
            else:
                v, u = h - 1 - x, w - 1 - y
            dst[y * width + x] = src[v * w + u]
    return height, width


@unmanaged
def _sided(op, src, h, w, dst):
    """Rolls, falls and spreads, line by line from the side that they go to."""
    side = (op - ROLL) % 4
    lines, length = (h, w) if side < 2 else (w, h)
    for k in range(lines):
        if side == 0:
            first, step = k * w, 1
        elif side == 1:
            first, step = k * w + w - 1, -1
        elif side == 2:
            first, step = k, w
        else:
            first, step = (h - 1) * w + k, -w
        if op < FALL:
            for i in range(length - 1):
                dst[first + i * step] = src[first + (i + 1) * step]
            dst[first + (length - 1) * step] = src[first]
        elif op < SPREAD:
            put = 0
            for i in range(length):
                cell = src[first + i * step]
                if cell:
                    dst[first + put * step] = cell
                    put += 1
            for i in range(put, length):
                dst[first + i * step] = 0
        else:
            last = np.uint8(0)
            for i in range(length - 1, -1, -1):
                cell = src[first + i * step]
                if cell:
                    last = cell
                dst[first + i * step] = last
    return h, w


@unmanaged
def _part(src, w, dst, top, left, height, width):
    for y in range(height):
        for x in range(width):
            dst[y * width + x] = src[(top + y) * w + left + x]
    return height, width


@unmanaged
def beside(i, side, n, w):
    """The cell above, below, left or right of one in a grid of n cells, w wide, or a negative number at the edge."""
    if side == 0:
        return i - w
    if side == 1:
        return i + w if i + w < n else -1
    if side == 2:
        return i - 1 if COLUMN[w, i] else -1
    return i + 1 if COLUMN[w, i] < w - 1 else -1


@unmanaged
def label(src, h, w, marks, sizes, stack):
    """Number the objects from 1 in `marks`, with their sizes. Returns how many there are."""
    count = 0
    for i in range(h * w):
        marks[i] = 0
    for i in range(h * w):
        if src[i] == 0 or marks[i]:
            continue
        count += 1
        sizes[count] = 0
        marks[i] = count
        stack[0] = i
        top = 1
        while top:
            top -= 1
            p = stack[top]
            sizes[count] += 1
            for side in range(4):
                q = beside(p, side, h * w, w)
                if q >= 0 and marks[q] == 0 and src[q] == src[p]:
                    marks[q] = count
                    stack[top] = q
                    top += 1
    return count


@unmanaged
def by_size(op, a, src, n, dst, marks, sizes, count):
    """Steps that ask for the sizes of the `count` objects, which are labelled."""
    most = 0
    for k in range(1, count + 1):
        most = max(most, sizes[k])
    for i in range(n):
        size = sizes[marks[i]] if src[i] else 0
        if op == KEEP_LARGEST:
            dst[i] = src[i] if size == most else 0
        elif op == DROP_LARGEST:
            dst[i] = src[i] if size < most else 0
        elif op == DROP_SINGLE:
            dst[i] = src[i] if size > 1 else 0
        else:
            dst[i] = a if src[i] and size == most else src[i]


@unmanaged
def _fill(a, src, h, w, dst, marks, stack):
    top, n = 0, h * w
    for i in range(n):
        marks[i] = 0
        if src[i] == 0 and (i < w or i >= n - w or COLUMN[w, i] == 0 or COLUMN[w, i] == w - 1):
            marks[i] = 1
            stack[top] = i
            top += 1
    while top:
        top -= 1
        p = stack[top]
        for side in range(4):
            q = beside(p, side, n, w)
            if q >= 0 and marks[q] == 0 and src[q] == 0:
                marks[q] = 1
                stack[top] = q
                top += 1
    for i in range(h * w):
        dst[i] = a if src[i] == 0 and marks[i] == 0 else src[i]
    return h, w


@unmanaged
def _counted(op, src, h, w, dst, counts, first):
    """Steps that count colours: keep the most or least frequent, negative, bars."""
    n = h * w
    for c in range(10):
        counts[c] = first[c] = 0
    for i in range(n):
        if counts[src[i]] == 0:
            first[src[i]] = i
        counts[src[i]] += 1
    most, least, top, kinds = 0, n + 1, 0, 0
    for c in range(1, 10):
        if counts[c]:
            kinds += 1
            least = min(least, counts[c])
            if counts[c] > most or (counts[c] == most and first[c] < first[top]):
                most, top = counts[c], c
    if op == BARS:
        if kinds == 0 or most > LONGEST:
            _copy(src, dst, n)
            return h, w
        for row in range(kinds):
            best = 0
            for c in range(1, 10):
                if counts[c] and (best == 0 or counts[c] > counts[best] or (counts[c] == counts[best] and first[c] < first[best])):
                    best = c
            for x in range(most):
                dst[row * most + x] = best if x < counts[best] else 0
            counts[best] = 0
        return kinds, most
    for i in range(n):
        if op == NEGATIVE:
            dst[i] = 0 if src[i] else top
        else:
            dst[i] = src[i] if counts[src[i]] == (most if op == KEEP_MOST else least) else 0
    return h, w


@unmanaged
def _sorted(op, src, h, w, dst):
    lines, length, step, along = (h, w, w, 1) if op == SORT_ROWS else (w, h, 1, w)
    put = 0
    for wanted in range(length + 1):
        for k in range(lines):
            count = 0
            for i in range(length):
                count += src[k * step + i * along] != 0
            if count == wanted:
                for i in range(length):
                    dst[put * step + i * along] = src[k * step + i * along]
                put += 1
    return h, w


@unmanaged
def _join(op, src, h, w, dst):
    lines, length, step, along = (h, w, w, 1) if op == JOIN_ROWS else (w, h, 1, w)
    _copy(src, dst, h * w)
    for k in range(lines):
        last = -1
        for i in range(length):
            cell = src[k * step + i * along]
            if cell:
                if last >= 0 and src[k * step + last * along] == cell:
                    for j in range(last + 1, i):
                        dst[k * step + j * along] = cell
                last = i
    return h, w


@unmanaged
def _cut(op, src, h, w, dst, rows, columns):
    """Crop and compress."""
    for y in range(h):
        rows[y] = False
    for x in range(w):
        columns[x] = False
    for i in range(h * w):
        if src[i]:
            rows[i // w] = True
            columns[i % w] = True
    if op == CROP:
        for lines, n in ((rows, h), (columns, w)):
            first = last = -1
            for k in range(n):
                if lines[k]:
                    first = k if first < 0 else first
                    last = k
            if first >= 0:
                for k in range(first, last + 1):
                    lines[k] = True
    put, width = 0, 0
    for x in range(w):
        width += columns[x]
    if width == 0:
        _copy(src, dst, h * w)
        return h, w
    for i in range(h * w):
        if rows[i // w] and columns[i % w]:
            dst[put] = src[i]
            put += 1
    return put // width, width


@unmanaged
def _joined(op, src, h, w, dst):
    """One half laid on the other."""
    across = op < JOINED + 3
    height, width = (h, w // 2) if across else (h // 2, w)
    if height == 0 or width == 0:
        _copy(src, dst, h * w)
        return h, w
    kind = (op - JOINED) % 3
    shift = w - width if across else (h - height) * w
    for y in range(height):
        for x in range(width):
            a, b = src[y * w + x], src[y * w + x + shift]
            if kind == 0:
                dst[y * width + x] = a if a else b
            elif kind == 1:
                dst[y * width + x] = a if b else 0
            else:
                dst[y * width + x] = 0 if a and b else a | b
    return height, width


@unmanaged
def _larger(op, a, src, h, w, dst):
    """Repeat, reflect, double, border."""
    height, width = h, w
    if op in (REPEAT_RIGHT, REFLECT_RIGHT):
        width = 2 * w
    elif op in (REPEAT_DOWN, REFLECT_DOWN):
        height = 2 * h
    elif op == DOUBLE:
        height, width = 2 * h, 2 * w
    else:
        height, width = h + 2, w + 2
    if height > LONGEST or width > LONGEST:
        _copy(src, dst, h * w)
        return h, w
    for y in range(height):
        for x in range(width):
            v, u = y, x
            if op in (REPEAT_RIGHT, REPEAT_DOWN):
                v, u = y % h, x % w
            elif op in (REFLECT_RIGHT, REFLECT_DOWN):
                v, u = y if y < h else 2 * h - 1 - y, x if x < w else 2 * w - 1 - x
            elif op == DOUBLE:
                v, u = y // 2, x // 2
            else:
                v, u = y - 1, x - 1
            dst[y * width + x] = src[v * w + u] if 0 <= v < h and 0 <= u < w else a
    return height, width


@unmanaged
def _by_place(op, a, src, h, w, dst):
    """Steps that look at a cell's place or neighbours: frame, outline, hollow, symmetrise."""
    for y in range(h):
        for x in range(w):
            i = y * w + x
            cell = src[i]
            edge = y == 0 or x == 0 or y == h - 1 or x == w - 1
            if op == FRAME:
                cell = a if edge else cell
            elif op == HOLLOW:
                if not edge and src[i - 1] == cell and src[i + 1] == cell and src[i - w] == cell and src[i + w] == cell:
                    cell = 0
            elif op == OUTLINE:
                if cell == 0:
                    for v in range(max(0, y - 1), min(h, y + 2)):
                        for u in range(max(0, x - 1), min(w, x + 2)):
                            if src[v * w + u]:
                                cell = a
            elif cell == 0:
                cell = src[y * w + w - 1 - x] if op == SYMMETRISE_COLUMNS else src[(h - 1 - y) * w + x]
            dst[i] = cell
    return h, w


@unmanaged
def apply(op, a, b, src, h, w, dst, marks, sizes, stack):
    """Do step number `op` with the colours a and b. Returns height and width of the grid in `dst`."""
    if op < ROLL:
        return _moved(op, src, h, w, dst)
    if op < HALF:
        return _sided(op, src, h, w, dst)
    if op < REPEAT_RIGHT:
        side = op - HALF
        height, width = (h, (w + 1) // 2) if side < 2 else ((h + 1) // 2, w)
        return _part(src, w, dst, h - height if side == 3 else 0, w - width if side == 1 else 0, height, width)
    if op < JOINED or op in (DOUBLE, BORDER):
        return _larger(op, a, src, h, w, dst)
    if op < DOUBLE:
        return _joined(op, src, h, w, dst)
    if op in (CROP, COMPRESS):
        return _cut(op, src, h, w, dst, stack[:LONGEST], stack[LONGEST : 2 * LONGEST])
    if op == TRIM:
        if h < 3 or w < 3:
            _copy(src, dst, h * w)
            return h, w
        return _part(src, w, dst, 1, 1, h - 2, w - 2)
    if op in (KEEP_MOST, KEEP_LEAST, NEGATIVE, BARS):
        return _counted(op, src, h, w, dst, stack[:10], stack[10:20])
    if op in (KEEP_LARGEST, DROP_LARGEST, DROP_SINGLE, PAINT_LARGEST):
        by_size(op, a, src, h * w, dst, marks, sizes, label(src, h, w, marks, sizes, stack))
        return h, w
    if op == FILL:
        return _fill(a, src, h, w, dst, marks, stack)
    if op in (SORT_ROWS, SORT_COLUMNS):
        return _sorted(op, src, h, w, dst)
    if op in (JOIN_ROWS, JOIN_COLUMNS):
        return _join(op, src, h, w, dst)
    if op in (RECOLOUR, SWAP):
        for i in range(h * w):
            cell = src[i]
            dst[i] = b if cell == a else a if cell == b and op == SWAP else cell
        return h, w
    return _by_place(op, a, src, h, w, dst)
