"""Faults in a stack trace, drawn by a kernel: a bracket of another kind while it is in sight, or one step that shows its brackets wrongly.

A step shows only the innermost brackets. One that is uncovered again is in sight until it is covered or closed; with another kind for as
long as that, each step still follows from the one before, and only what the sequence said long ago gives it away. For each trace that is
taken several are drawn that give their faults away all the same.

A bracket is the number of its pair, a line of the trace a row of them with its length in `sizes`; steps are counted from 0."""

import numpy as np

from synth.generators.compiled_random import below, sample, unit
from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.dyck_language_reasoning_errors.betraying import alike, betrayed

TRIES = 40
LONGEST = 7
"""Steps that a hidden fault goes on at most, where there is a choice."""


@njit(cache=True)
def drawn(state, ways, pairs, types, shortest, longest, depth, shown, hidden, plain, share):
    """(steps, 0 where too many tries fail; pairs and directions of the brackets, lines, their sizes, which are wrong, depths summed).

    ways: of paths to each depth, as `path_counts` gives them; share: of traces without a fault."""
    width = min(shown, max(depth, 1)) + 1
    sequence, depths, groups = np.empty((longest, 2), np.int64), np.empty(longest, np.int64), np.empty(longest, np.int64)
    real, lines = np.empty((longest, width), np.int64), np.empty((longest, width), np.int64)
    real_sizes, sizes, wrong = np.empty(longest, np.int64), np.empty(longest, np.int64), np.empty(longest, np.bool_)
    sights, memory = np.empty((2 * longest + depth + 2, 4), np.int64), np.empty((8, longest + depth + 8), np.int64)
    sound = unit(state) < share
    for _ in range(TRIES):
        length = shortest + below(state, longest - shortest + 1)
        end = min(below(state, depth // 2 + 1), length)
        end += length % 2 if end == 0 else -((length - end) % 2)
        _sequence(state, ways, pairs, types, length, end, depth, sequence, depths, memory)
        total = 0
        for step in range(length):
            total += max(1, depths[step])
        _trace(sequence, length, shown, real, real_sizes, memory)
        for step in range(length):
            sizes[step] = real_sizes[step]
            for k in range(sizes[step]):
                lines[step, k] = real[step, k]
        if not sound and not _planted(state, sequence, depths, length, shown, hidden, plain, lines, sizes, sights, memory):
            continue
        some = False
        for step in range(length):
            wrong[step] = not alike(lines, sizes, step, real, real_sizes, step)
            some |= wrong[step]
        if sound or (some and not (hidden and betrayed(sequence, length, lines, sizes, shown, wrong, groups, memory))):
            return length, sequence, lines, sizes, wrong, total
    return 0, sequence, lines, sizes, wrong, 0


@unmanaged
def _sequence(state, ways, pairs, types, length, end, top, sequence, depths, memory):
    """A uniform path, and brackets for its steps, each closer matching."""
    depth = 0
    for step in range(length):
        row = length - 1 - step
        up = ways[end, row, depth + 1] if depth < top else 0.0
        down = ways[end, row, depth - 1] if depth else 0.0
        sequence[step, 1] = unit(state) * (up + down) >= up
        depth += -1 if sequence[step, 1] else 1
        depths[step] = depth
    kinds, pool, stack = memory[0], memory[1], memory[2]
    sample(state, pairs, types, kinds, pool)
    for step in range(length):
        if sequence[step, 1] == 0:
            stack[depths[step] - 1] = kinds[below(state, types)]
            sequence[step, 0] = stack[depths[step] - 1]
        else:
            sequence[step, 0] = stack[depths[step]]


@unmanaged
def _trace(sequence, length, shown, lines, sizes, memory):
    """The innermost open brackets after each step."""
    stack, depth = memory[0], 0
    for step in range(length):
        if sequence[step, 1] == 0:
            stack[depth] = sequence[step, 0]
            depth += 1
        else:
            depth -= 1
        sizes[step] = min(depth, shown)
        for k in range(sizes[step]):
            lines[step, k] = stack[depth - sizes[step] + k]


@unmanaged
def _planted(state, sequence, depths, length, shown, hidden, plain, lines, sizes, sights, memory):
    """Plant the faults; False where there is no place for them."""
    openers, some, chosen, pool, taken, free = memory[0], 0, memory[1], memory[2], memory[3], memory[4]
    for kind in range(6):
        occurs = False
        for step in range(length):
            occurs |= sequence[step, 0] == kind
        if occurs:
            openers[some] = kind
            some += 1
    if some < 2:
        return False
    seen = _sights(depths, length, shown, sights, memory[5], memory[6])
    places = 0
    for k in range(seen):
        if sights[k, 3] and sights[k, 2] - sights[k, 1] < LONGEST:
            free[places] = k
            places += 1
    if places < hidden:
        return False
    sample(state, places, hidden, chosen, pool)
    for step in range(length):
        taken[step] = 0
    for k in range(hidden):
        sight = free[chosen[k]]
        _another_kind(state, lines, sizes, depths, sights, sight, openers, some)
        for step in range(max(sights[sight, 1] - 1, 0), min(sights[sight, 2] + 2, length)):
            taken[step] = 1
    fewest = 0 if hidden else 1
    for _ in range(fewest + below(state, plain - fewest + 1) if plain else 0):
        places = 0
        for step in range(length):
            if taken[step] == 0:
                free[places] = step
                places += 1
        if places == 0:
            break
        sight = below(state, seen)
        first, last = sights[sight, 1], sights[sight, 2]
        whole = unit(state) < 0.4 and last - first < LONGEST
        for step in range(first, last + 1):
            whole = whole and not taken[step]
        if whole:
            _another_kind(state, lines, sizes, depths, sights, sight, openers, some)
        else:
            first = last = free[below(state, places)]
            _one_step(state, lines, sizes, first, openers, some, pool)
        for step in range(first, last + 1):
            taken[step] = 1
    return True


@unmanaged
def _sights(depths, length, shown, sights, since, uncovered):
    """Steps in which one open bracket is in sight without a break: place in the stack, first and last step, whether hidden."""
    found, before = 0, 0
    for place in range(len(since)):
        since[place] = -1
    for step in range(length):
        depth = depths[step]
        pushed = depth > before
        gone, new = (depth - 1 - shown, depth - 1) if pushed else (depth, depth - shown)
        if gone >= 0 and since[gone] >= 0:
            sights[found, 0], sights[found, 1], sights[found, 2], sights[found, 3] = gone, since[gone], step - 1, uncovered[gone] and pushed
            since[gone] = -1
            found += 1
        if new >= 0 and since[new] < 0:
            since[new], uncovered[new] = step, not pushed
        before = depth
    for step in range(length):  # those still in sight, in the order in which they came
        for place in range(len(since)):
            if since[place] == step:
                sights[found, 0], sights[found, 1], sights[found, 2], sights[found, 3] = place, step, length - 1, uncovered[place]
                found += 1
    return found


@unmanaged
def _other(state, openers, some, real):
    """One of the openers but this one."""
    left = below(state, some - 1)
    for k in range(some):
        if openers[k] != real:
            if left == 0:
                return openers[k]
            left -= 1
    return -1


@unmanaged
def _another_kind(state, lines, sizes, depths, sights, sight, openers, some):
    """Another kind for one bracket for as long as it is in sight."""
    place, first = sights[sight, 0], sights[sight, 1]
    kind = _other(state, openers, some, lines[first, sizes[first] + place - depths[first]])
    for step in range(first, sights[sight, 2] + 1):
        lines[step, sizes[step] + place - depths[step]] = kind


@unmanaged
def _one_step(state, lines, sizes, step, openers, some, unlike):
    """One step shows the stack of the step before, two brackets exchanged, one left out or one of another kind."""
    size, count, what = sizes[step], 0, below(state, 4)
    for i in range(size - 1):
        if lines[step, i] != lines[step, i + 1]:
            unlike[count] = i
            count += 1
    if what == 0 and step:
        sizes[step] = sizes[step - 1]
        for k in range(sizes[step]):
            lines[step, k] = lines[step - 1, k]
    elif what == 1 and count:
        i = unlike[below(state, count)]
        lines[step, i], lines[step, i + 1] = lines[step, i + 1], lines[step, i]
    elif what == 2 and size > 1:
        for i in range(below(state, size), size - 1):
            lines[step, i] = lines[step, i + 1]
        sizes[step] = size - 1
    elif size:
        i = below(state, size)
        lines[step, i] = _other(state, openers, some, lines[step, i])
    else:
        sizes[step], lines[step, 0] = 1, openers[below(state, some)]
