"""A trace held against itself: what can be found without the kinds of brackets that the sequence opened, from lines of the trace alone.

When a bracket closes, what is open is what was open before it was opened, so the step should show what was shown then, and whenever the
trace came back to it. That finds a fault unless the line it is held against has the same."""

from collections import Counter
from collections.abc import Collection, Sequence

from synth.verifiers.logic._brackets import CLOSER, OPENER


def against_earlier(sequence: str, lines: Sequence[str], shown: int, *, last: bool) -> list[int]:
    """Steps, from 1, that contradict an earlier one: where a bracket opens, the step before; where one closes, the first step with the
    same brackets open, or the last one."""
    remembered, before, found = [""], "", []
    for number, (bracket, line) in enumerate(zip(sequence, lines, strict=True), 1):
        if bracket in CLOSER:
            right = (before + bracket)[-shown:]
            remembered.append(line)
        else:
            remembered.pop()
            right = remembered[-1]
            if last:
                remembered[-1] = line
        if line != right:
            found.append(number)
        before = line
    return found


def returns(sequence: str) -> list[list[int]]:
    """The steps, from 1, with the same brackets open, bracket by bracket."""
    groups: list[list[int]] = [[]]
    opened = [groups[0]]
    for number, bracket in enumerate(sequence, 1):
        if bracket in CLOSER:
            groups.append([])
            opened.append(groups[-1])
        else:
            opened.pop()
        opened[-1].append(number)
    return groups


def against_most(groups: list[list[int]], lines: Sequence[str], *, tie: str, broken: Collection[int] = ()) -> list[int]:
    """Steps that show something else than most steps of their group. Where two are equally many, the first or the last of them is taken
    for right (tie: `first`, `last`), or only steps are found that contradict both the step before and the one behind (`breaks`)."""
    found = []
    for group in groups:
        stated = [lines[number - 1] for number in group]
        counts = Counter(stated[::-1] if tie == "last" else stated).most_common(2)
        if tie == "breaks" and (len(stated) == 1 or (len(counts) == 2 and counts[0][1] == counts[1][1])):
            found += [number for number in group if number in broken and number + 1 in broken]
        elif len(counts) > 1:
            found += [number for number, line in zip(group, stated, strict=True) if line != counts[0][0]]
    return sorted(found)


def breaks(sequence: str, lines: Sequence[str], shown: int) -> list[int]:
    """Steps, from 1, that do not follow from the one before as it stands there."""
    found, before = [], ""
    for number, (bracket, line) in enumerate(zip(sequence, lines, strict=True), 1):
        if bracket in CLOSER:
            follows = line == (before + bracket)[-shown:]
        else:
            rest = before[:-1]
            uncovered = len(before) == shown == len(line) and line[1:] == rest
            follows = before[-1:] == OPENER[bracket] and (line == rest or uncovered)
        if not follows:
            found.append(number)
        before = line
    return found
