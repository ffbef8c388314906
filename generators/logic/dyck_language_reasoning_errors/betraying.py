"""Whether a trace gives its faults away when it is held against itself, compiled: `itself` says in plain Python in which ways."""

from synth.generators.kernels import unmanaged


@unmanaged
def alike(lines, sizes, one, others, other_sizes, other):
    if sizes[one] != other_sizes[other]:
        return False
    k = 0
    while k < sizes[one] and lines[one, k] == others[other, k]:
        k += 1
    return k == sizes[one]


@unmanaged
def betrayed(sequence, length, lines, sizes, shown, wrong, groups, memory):
    """Whether the trace held against itself in one of five ways finds exactly the wrong steps."""
    broken, stack, first_alike, counts, latest = memory[0], memory[1], memory[2], memory[3], memory[4]
    for last in range(2):
        if _against_earlier(sequence, length, lines, sizes, shown, last, wrong, stack):
            return True
    number, depth = 0, 0
    stack[0] = 0  # the groups of steps with the same brackets open, numbered
    for step in range(length):
        if sequence[step, 1] == 0:
            number += 1
            depth += 1
            stack[depth] = number
        else:
            depth -= 1
        groups[step] = stack[depth]
        broken[step] = not _follows(sequence, lines, sizes, shown, step)
    broken[length] = 0
    for step in range(length):  # the first step of the group that shows the same, and there how many do and the last of them
        same = 0
        while same < step and not (groups[same] == groups[step] and alike(lines, sizes, same, lines, sizes, step)):
            same += 1
        first_alike[step], counts[step] = same, 0
        counts[same] += 1
        latest[same] = step
    for tie in range(3):  # the first, the last, what breaks
        agree = True
        for step in range(length):
            best, rival, members = -1, False, 0
            for other in range(length):
                if groups[other] != groups[step]:
                    continue
                members += 1
                if first_alike[other] != other:
                    continue
                if best < 0 or counts[other] > counts[best]:
                    best, rival = other, False
                elif counts[other] == counts[best]:
                    rival = True
                    if tie == 1 and latest[other] > latest[best]:
                        best = other
            found = first_alike[step] != best
            if tie == 2 and (members == 1 or rival):
                found = broken[step] and broken[step + 1]
            if found != wrong[step]:
                agree = False
                break
        if agree:
            return True
    return False


@unmanaged
def _opened(lines, sizes, shown, step, kind):
    """Whether a line shows the one before and this bracket more."""
    size = sizes[step - 1] if step else 0
    left_out = 1 if size == shown else 0
    if sizes[step] != size + 1 - left_out or lines[step, sizes[step] - 1] != kind:
        return False
    k = 0
    while k < sizes[step] - 1 and lines[step, k] == lines[step - 1, k + left_out]:
        k += 1
    return k == sizes[step] - 1


@unmanaged
def _follows(sequence, lines, sizes, shown, step):
    """Whether a step follows from the one before as it stands there."""
    if sequence[step, 1] == 0:
        return _opened(lines, sizes, shown, step, sequence[step, 0])
    before = sizes[step - 1] if step else 0
    if before == 0 or lines[step - 1, before - 1] != sequence[step, 0]:
        return False
    if sizes[step] == before - 1:
        uncovered = 0
    elif sizes[step] == before and before == shown:
        uncovered = 1
    else:
        return False
    k = 0
    while k < before - 1 and lines[step, k + uncovered] == lines[step - 1, k]:
        k += 1
    return k == before - 1


@unmanaged
def _against_earlier(sequence, length, lines, sizes, shown, last, wrong, remembered):
    """Whether the wrong steps are those that contradict an earlier one: where a bracket opens, the step before; where one closes, the first
    step with the same brackets open, or the last one."""
    depth = 0
    remembered[0] = -1  # nothing is open
    for step in range(length):
        if sequence[step, 1] == 0:
            right = _opened(lines, sizes, shown, step, sequence[step, 0])
            depth += 1
            remembered[depth] = step
        else:
            depth -= 1
            earlier = remembered[depth]
            right = sizes[step] == 0 if earlier < 0 else alike(lines, sizes, step, lines, sizes, earlier)
            if last:
                remembered[depth] = step
        if right == wrong[step]:
            return False
    return True
