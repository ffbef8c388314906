"""Faults in a stack trace: a bracket of another kind while it is in sight, or one step that shows its brackets wrongly.

A step shows only the innermost brackets. One that is uncovered again is in sight until it is covered or closed; with another kind for as
long as that, each step still follows from the one before, and only what the sequence said long ago gives it away."""

from random import Random
from typing import NamedTuple


class Sight(NamedTuple):
    """Steps in which one open bracket is in sight without a break."""

    place: int
    """Of the bracket in the stack, from 0 at its outer end."""
    first: int
    last: int
    """Steps from 0, both included."""
    hidden: bool
    """Whether it comes into sight by being uncovered and goes by being covered, or not at all."""


def sights(depths: list[int], shown: int) -> list[Sight]:
    """Of all brackets of a sequence. depths: how many are open after each step; shown: how many of them, the innermost, are in sight."""
    found = list[Sight]()
    since: dict[int, tuple[int, bool]] = {}  # step at which the place came into sight, and whether by being uncovered
    before = 0
    for step, depth in enumerate(depths):
        pushed = depth > before
        gone = depth - 1 - shown if pushed else depth
        if gone in since:
            first, uncovered = since.pop(gone)
            found.append(Sight(gone, first, step - 1, uncovered and pushed))
        new = depth - 1 if pushed else depth - shown
        if new >= 0 and new not in since:
            since[new] = step, not pushed
        before = depth
    found += (Sight(place, first, len(depths) - 1, uncovered) for place, (first, uncovered) in since.items())
    return found


def another_kind(rng: Random, lines: list[str], depths: list[int], sight: Sight, openers: list[str]) -> None:
    """Another kind for one bracket for as long as it is in sight."""
    row = lines[sight.first]
    real = row[sight.place - depths[sight.first]]
    kind = rng.choice([opener for opener in openers if opener != real])
    for step in range(sight.first, sight.last + 1):
        at = len(lines[step]) + sight.place - depths[step]
        lines[step] = lines[step][:at] + kind + lines[step][at + 1 :]


def one_step(rng: Random, lines: list[str], step: int, openers: list[str]) -> None:
    """One step shows the stack of the step before, two brackets exchanged, one left out or one of another kind."""
    row = lines[step]
    unlike = [i for i in range(len(row) - 1) if row[i] != row[i + 1]]
    what = rng.randrange(4)
    if what == 0 and step:
        lines[step] = lines[step - 1]
    elif what == 1 and unlike:
        i = rng.choice(unlike)
        lines[step] = row[:i] + row[i + 1] + row[i] + row[i + 2 :]
    elif what == 2 and len(row) > 1:
        i = rng.randrange(len(row))
        lines[step] = row[:i] + row[i + 1 :]
    elif row:
        i = rng.randrange(len(row))
        lines[step] = row[:i] + rng.choice([opener for opener in openers if opener != row[i]]) + row[i + 1 :]
    else:
        lines[step] = rng.choice(openers)
