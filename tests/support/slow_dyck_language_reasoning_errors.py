"""Traces with faults drawn step by step in plain Python: what the kernel must draw as well."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from synth.generators.logic._brackets import depth_sum, matched, uniform_path, used
from synth.generators.logic.dyck_language_reasoning_errors import Knobs
from synth.generators.logic.dyck_language_reasoning_errors.itself import against_earlier, against_most, breaks, returns
from synth.generators.logic.dyck_language_reasoning_errors.kernel import LONGEST, TRIES
from synth.schemas.task import Discard, Sample
from synth.verifiers.logic._brackets import PAIRS, stacks
from synth.verifiers.logic.dyck_language_reasoning_errors import DyckLanguageReasoningErrors, wrong_steps


def generate(rng: Random, knobs: Knobs) -> Sample:
    sound = rng.random() < knobs.sound
    for _ in range(TRIES):
        length = rng.randint(knobs.shortest, knobs.longest)
        end = min(rng.randint(0, knobs.depth // 2), length)
        end -= (length - end) % 2 if end else -(length % 2)
        sequence = matched(rng, uniform_path(rng, length, 0, end, 0, knobs.depth), rng.sample(PAIRS, knobs.types))
        real = stacks(sequence)
        lines = [stack[-knobs.shown :] for stack in real]
        if sound or _planted(rng, knobs, [pair[0] for pair in used(sequence)], [len(stack) for stack in real], lines):
            problem = DyckLanguageReasoningErrors(sequence, knobs.shown, tuple(lines))
            wrong = sorted(wrong_steps(problem))
            if sound or (wrong and not (knobs.hidden and betrayed(sequence, lines, knobs.shown, wrong))):
                return Sample(problem, ", ".join(map(str, wrong)) or "none", effort=depth_sum(sequence))
    raise Discard("no place for the faults")


def _planted(rng: Random, knobs: Knobs, openers: list[str], depths: list[int], lines: list[str]) -> bool:
    """Plant the faults; False where there is no place for them."""
    if len(openers) < 2:
        return False
    seen = sights(depths, knobs.shown)
    hidden = [sight for sight in seen if sight.hidden and sight.last - sight.first < LONGEST]
    if len(hidden) < knobs.hidden:
        return False
    chosen = rng.sample(hidden, knobs.hidden)
    for sight in chosen:
        another_kind(rng, lines, depths, sight, openers)
    taken = {step for sight in chosen for step in range(sight.first - 1, sight.last + 2)}
    for _ in range(rng.randint(0 if knobs.hidden else 1, knobs.plain) if knobs.plain else 0):
        free = [step for step in range(len(lines)) if step not in taken]
        if not free:
            break
        sight = rng.choice(seen)
        steps = range(sight.first, sight.last + 1)
        if rng.random() < 0.4 and len(steps) <= LONGEST and taken.isdisjoint(steps):
            another_kind(rng, lines, depths, sight, openers)
        else:
            steps = range(step := rng.choice(free), step + 1)
            one_step(rng, lines, step, openers)
        taken.update(steps)
    return True


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


def betrayed(sequence: str, lines: Sequence[str], shown: int, wrong: list[int]) -> bool:
    """Whether one of these ways finds exactly the wrong steps."""
    if any(against_earlier(sequence, lines, shown, last=last) == wrong for last in (False, True)):
        return True
    groups, broken = returns(sequence), set(breaks(sequence, lines, shown))
    return any(against_most(groups, lines, tie=tie, broken=broken) == wrong for tie in ("first", "last", "breaks"))
