"""Tests for mutants: a function, versions of it with one line changed, and fewer lists than versions that give all of them away.

Effort is the number of bits by which a list is rare that gives away a version, added up over the versions."""

from math import log2
from random import Random
from typing import Annotated, Any, NamedTuple

import numpy as np
from msgspec import Meta
from msgspec.structs import replace

from synth.generators.code import _checks, _faults, _inputs, _vectors
from synth.generators.code._blocks import LONGER, wrong
from synth.generators.code._checks import Part
from synth.generators.code._faults import Measured
from synth.generators.code._vectors import Column, Flags
from synth.generators.simulation import _naming
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code.tests_for_mutants import Mutant, MutantTests, verify, versions

SLIPS = 2
"""Of one measure, at most."""


class Knobs(_faults.Knobs, frozen=True):
    """rare: of each version."""

    mutants: Annotated[int, Meta(ge=2, le=6)]
    """Versions with one line changed: `4`."""


LEVELS = (
    Knobs(2, 1, 6, 4, (1.5, 5), 2),
    Knobs(2, 2, 6, 4, (2, 6), 2),
    Knobs(2, 2, 6, 5, (2.5, 7), 3),
    Knobs(3, 2, 6, 5, (3.5, 8), 3),
    Knobs(3, 2, 6, 5, (4.5, 8.5), 3),
    Knobs(3, 3, 6, 5, (4.5, 9), 4),
    Knobs(4, 3, 6, 5, (5, 9.5), 4),
    Knobs(4, 3, 6, 5, (5.5, 10), 5),
    Knobs(4, 3, 6, 5, (6.5, 11), 5),
    Knobs(5, 3, 6, 5, (7, 12), 6),
)
_EDGED = {"is": ("least", "most"), "least": ("over",), "most": ("under",), "over": ("least",)}


class Version(NamedTuple):
    """The function with one line changed."""

    parts: list[Part]
    columns: list[list[Column]]
    shows: Flags
    """The longest lists that give it away."""
    bits: float


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(_faults.TRIES):
        found = _faults.measured(rng, knobs)
        columns = _slipped(rng, knobs, found)
        for _ in range(_faults.PLACES):
            made = _faults.conditioned(rng, found, rng.randrange(len(found.columns[0][-1])))
            if made and (sample := _sample(rng, knobs, found, made[0], columns)):
                return sample
    raise Discard("no versions that show rarely")


def _slipped(rng: Random, knobs: Knobs, found: Measured) -> list[tuple[int, Part, list[Column]]]:
    """Measures with a slip in one line: which one, the part, its values."""
    slips = []
    for place, part in enumerate(found.parts):
        own = [Part(measure, slip) for measure, slip in wrong(part.measure) if slip not in LONGER]
        slips += [(place, one, _faults.values(one, found.low, knobs)) for one in rng.sample(own, min(SLIPS, len(own)))]
    return slips


def _sample(
    rng: Random, knobs: Knobs, found: Measured, parts: list[Part], slips: list[tuple[int, Part, list[Column]]]
) -> Sample | None:
    right = _faults.returned(parts, found.columns, -1)
    changed: list[tuple[list[Part], list[list[Column]]]] = []
    for place, slip, column in slips:
        new = slip._replace(condition=parts[place].condition)
        changed.append(([*parts[:place], new, *parts[place + 1 :]], [*found.columns[:place], column, *found.columns[place + 1 :]]))
    for place, part in enumerate(parts):
        condition = part.condition
        for rel in _EDGED.get(condition.rel, ()) if condition else ():
            edged = part._replace(condition=condition and replace(condition, rel=rel))
            changed.append(([*parts[:place], edged, *parts[place + 1 :]], found.columns))
    rng.shuffle(changed)
    kept: list[Version] = []
    for other, columns in changed:
        shows = _faults.returned(other, columns, -1) != right
        share = int(np.count_nonzero(shows)) / len(shows)
        if share and knobs.rare[0] <= -log2(share) <= knobs.rare[1]:
            kept.append(Version(other, columns, shows, -log2(share)))
        if len(kept) == knobs.mutants:
            return _problem(rng, knobs, found, parts, kept) if _needs_thought(knobs, found, parts, kept) else None
    return None


def _needs_thought(knobs: Knobs, found: Measured, parts: list[Part], kept: list[Version]) -> bool:
    """Whether one of the versions shows on no plain list."""
    for version in kept:
        sides = ((parts, found.columns), (version.parts, version.columns))
        right, wrong = ([_faults.returned(*side, k) for k in range(knobs.length)] for side in sides)
        if not _faults.shows_plainly([a != b for a, b in zip(right, wrong, strict=True)], found.low, knobs):
            return True
    return False


def _problem(
    rng: Random, knobs: Knobs, found: Measured, parts: list[Part], kept: list[Version]
) -> Sample | None:
    style = _checks.style(rng, [part.measure.kind for part in parts], plain=True)
    text = _checks.written(parts, style)
    lines = text.split("\n")
    mutants = []
    for version in kept:
        new = _checks.written(version.parts, style).split("\n")
        places = [n for n, (a, b) in enumerate(zip(lines, new, strict=True), 1) if a != b]
        if len(places) != 1:
            return None
        mutants.append(Mutant(places[0], new[places[0] - 1]))
    mutants.sort(key=lambda one: (one.line, one.text))
    lists = _cover(rng, knobs, found.low, [version.shows for version in kept])
    if len(lists) >= knobs.mutants or len(lists) > 4:
        return None
    problem = MutantTests(text, style.entry, knobs.length, found.low, found.low + knobs.letters - 1, tuple(mutants), len(lists))
    if len(set(mutants)) < len(mutants):
        return None
    return Sample(problem, repr(lists), effort=sum(version.bits for version in kept))


def _cover(rng: Random, knobs: Knobs, low: int, shows: list[Flags]) -> list[list[int]]:
    """Lists, each of which gives away as many of the versions that are left as any list does."""
    left, lists = list(shows), []
    while left:
        counts = np.sum(left, axis=0, dtype=np.int8)
        best = np.flatnonzero(counts == counts.max())
        at = int(best[rng.randrange(len(best))])
        lists.append(_vectors.numbers(at, knobs.length, low, knobs.letters))
        left = [one for one in left if not one[at]]
    return lists


def prompt_variables(problem: MutantTests, rng: Random) -> dict[str, object]:
    lines = problem.program.rstrip().split("\n")
    return _inputs.variables(problem, rng) | {
        "program": "\n".join(f"{n:>2} | {line}" for n, line in enumerate(lines, 1)),
        "mutants": [f"{one.line:>2} | {one.text}" for one in problem.mutants],
        "tests": problem.tests,
        "example": repr([_inputs.outside(problem, rng) for _ in range(problem.tests)]),
    }


def canonical(problem: MutantTests) -> Any:
    """Names, comments and the order of the versions do not make another problem."""
    others = sorted(_naming.nameless(text) for text in versions(problem))
    return [_naming.nameless(problem.program), others, problem.tests, problem.length, problem.low, problem.high]


TASK = Task(
    __name__,
    version=2,
    problem=MutantTests,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    corrupt=_inputs.corrupt(verify),
    guess_rate=0.07,
    capacity=(5_000, 5_000, 10_000) + (20_000,) * 7,
    canonical=canonical,
)
