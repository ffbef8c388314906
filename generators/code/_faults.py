"""Functions with a fault that rarely shows: measures drawn at random, one of them with a slip, and conditions that hold for a list on which
the slip shows. All lists are gone through, so how many show it, and how short they are, is known."""

from collections.abc import Sequence
from functools import lru_cache, reduce
from math import log2
from random import Random
from typing import Annotated, Any, NamedTuple

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from synth.generators.code import _checks, _vectors
from synth.generators.code._blocks import block, wrong
from synth.generators.code._checks import Part
from synth.generators.code._vectors import Column, Flags
from synth.schemas.problem import Frozen
from synth.verifiers.code._measures import FIELDS, Condition, Measure, Test

TRIES = 60
PLACES, FEW_PLACES = 16, 2
"""Lists, for each slip, that conditions are made for."""
MOST_LISTS = 300_000
CULPRITS = 2
"""Measures, each of which is tried as the one with a slip."""
COMMON = 0.85
"""A condition that a greater share of the lists fulfils is none."""
KINDS = (
    "count sum rises falls equals span since last".split(),
    "longest records level first places near".split(),
    "peak hash after longest level".split(),
)
"""Measures, from those that are seen at once to those with a state."""


class Knobs(Frozen, frozen=True):
    conditions: Annotated[int, Meta(ge=1, le=5)]
    """Measures that the function works out: `3`."""
    groups: Annotated[int, Meta(ge=1, le=3)]
    """Kinds of measures: counts and neighbours; also stretches, records and places; also states."""
    letters: Annotated[int, Meta(ge=3, le=10)]
    """Different numbers that a list may hold: `6`."""
    length: Annotated[int, Meta(ge=2, le=8)]
    """Most numbers in a list: `5`."""
    rare: tuple[Annotated[float, Meta(ge=0.5, le=14)], Annotated[float, Meta(ge=1, le=16)]]
    """Least and most bits: of how many lists one shows the fault, in powers of two."""

    def __post_init__(self) -> None:
        if self.rare[0] + 0.5 > self.rare[1]:
            raise ValueError("rare goes from least to most, at least a half apart")
        if self.letters**self.length > MOST_LISTS:
            raise ValueError(f"more than {MOST_LISTS} lists")


class FaultKnobs(Knobs, frozen=True):
    apart: Annotated[float, Meta(ge=0.02, le=1)]
    """Greatest share of the lists accepted, rightly or by the faulty function, that shows the fault."""


class Measured(NamedTuple):
    """Measures and their values."""

    low: int
    parts: list[Part]
    columns: list[list[Column]]
    """Of each part, for the lists of each length."""
    gives: bool
    """Whether the last measure is returned, and not compared."""
    known: dict[tuple[int, str, int, int], tuple[Flags, float]]
    """For conditions on a part (its place, then what the condition says) for which of the longest lists they hold, and for what share of
    them."""


class Fault(NamedTuple):
    low: int
    parts: list[Part]
    faulty: list[Part]
    shows: list[Flags]
    """For each length the lists on which the fault shows."""


def measured(rng: Random, knobs: Knobs) -> Measured:
    """Measures of different kinds."""
    low = rng.randint(0, 1)
    pool = [kind for group in KINDS[: knobs.groups] for kind in group]
    kinds: list[str] = []
    for _ in range(knobs.conditions):
        kinds.append(rng.choice([kind for kind in pool if kind not in kinds]))
    parts = [Part(_measure(rng, kind, low, low + knobs.letters - 1)) for kind in kinds]
    gives = knobs.conditions > 1 and rng.random() < 0.3
    return Measured(low, parts, [values(part, low, knobs) for part in parts], gives, {})


def values(part: Part, low: int, knobs: Knobs) -> list[Column]:
    """What a measure is for each list."""
    return _values(part.measure, part.slip, low, knobs.letters, knobs.length)


@lru_cache(maxsize=512)  # of 40 KB at most, and many draws ask for the same ones
def _values(measure: Measure, slip: str, low: int, letters: int, length: int) -> list[Column]:
    columns = _vectors.columns(block(measure, "a", "b", "x", "i", slip), "x", "i", low, letters, length)
    for one in columns:
        one.flags.writeable = False
    return columns


def _measure(rng: Random, kind: str, low: int, high: int) -> Measure:
    fields = FIELDS.get(kind, "")
    test, then = (_test(rng, low, high) if name in fields else None for name in "tu")
    n = m = 0
    match kind:
        case "near":
            n = rng.randint(1, 2)
        case "hash":
            n, m = rng.randint(2, 4), rng.choice((5, 6, 7, 9, 11))
        case "after":
            n = rng.randint(1, 2)
        case "places":
            n = rng.randint(2, 3)
            m = rng.randrange(n)
    return Measure(kind, test, then, n, m)


def _test(rng: Random, low: int, high: int) -> Test:
    match rng.randrange(6):
        case 0:
            return Test(rng.choice(("even", "odd")))
        case 1:
            return Test("multiple", 3)
        case _:
            return Test(rng.choice(("gt", "ge", "lt", "le")), rng.randint(low + 1, high - 1))


def fault(rng: Random, knobs: FaultKnobs, found: Measured, shortest: bool = False) -> Fault | None:
    """A slip in one of the measures, and conditions under which it shows rarely; or None. shortest: on none but the longest lists."""
    for culprit in rng.sample(range(len(found.parts)), min(CULPRITS, len(found.parts))):
        slips = list(wrong(found.parts[culprit].measure))
        rng.shuffle(slips)
        for measure, slip in slips[:3]:
            if made := _shown(rng, knobs, found, culprit, Part(measure, slip), shortest):
                return made
    return None


def _shown(rng: Random, knobs: FaultKnobs, found: Measured, culprit: int, slip: Part, shortest: bool) -> Fault | None:
    """With conditions under which one slip shows."""
    column = values(slip, found.low, knobs)
    places = np.flatnonzero(column[-1] != found.columns[culprit][-1])
    other = [column if place == culprit else one for place, one in enumerate(found.columns)]
    # What is seen on most lists is rarely hidden by conditions.
    for _ in range(min(len(places), FEW_PLACES if 2 * len(places) > len(column[-1]) else PLACES)):
        at = int(places[rng.randrange(len(places))])
        made = conditioned(rng, found, at, culprit, int(column[-1][at]))
        if made is None:
            continue
        parts, held = made
        differs = _differs(found, parts, held, culprit, column[-1])
        share = _share(differs)
        if not share or not knobs.rare[0] <= -log2(share) <= knobs.rare[1]:
            continue
        faulty = [part._replace(measure=slip.measure, slip=slip.slip) if k == culprit else part for k, part in enumerate(parts)]
        shows: list[Flags] = []
        for k in range(knobs.length - 1):
            shows.append(returned(parts, found.columns, k) != returned(faulty, other, k))
            if shortest and shows[-1].any():
                break
        else:
            shows.append(differs)
            right = _ends(parts, found.columns, -1, held)
            false = _ends(faulty, other, -1, [*held[:culprit], None, *held[culprit + 1 :]])
            if _apart(differs, right, false) <= knobs.apart and not shows_plainly(shows, found.low, knobs):
                return Fault(found.low, parts, faulty, shows)
    return None


def _differs(found: Measured, parts: list[Part], held: list[Flags | None], culprit: int, column: Column) -> Flags:
    """On which of the longest lists the function returns something else when the culprit's measure is that column."""
    rest = [flags for place, flags in enumerate(held) if flags is not None and place != culprit]
    condition, right = parts[culprit].condition, held[culprit]
    if condition is None or right is None:
        return reduce(np.logical_and, rest, found.columns[culprit][-1] != column)
    differs = reduce(np.logical_and, rest, right != _vectors.holds(condition, column))
    return differs & (found.columns[-1][-1] != -1) if found.gives else differs


def _apart(differs: Flags, *sides: NDArray[Any]) -> float:
    """The share of the lists that are accepted on which the functions differ, the greater one of either's."""
    accepted = [side if side.dtype == bool else side != -1 for side in sides]
    return max(int(np.count_nonzero(differs & one)) / max(1, int(np.count_nonzero(one))) for one in accepted)


def _share(flags: Flags) -> float:
    return int(np.count_nonzero(flags)) / len(flags)


def conditioned(
    rng: Random, found: Measured, at: int, culprit: int = -1, otherwise: int = 0
) -> tuple[list[Part], list[Flags | None]] | None:
    """Conditions that hold for a list, the one on the culprit for just one of its two values; and for which of the longest lists."""
    parts: list[Part] = []
    held: list[Flags | None] = []
    for place, part in enumerate(found.parts):
        column = found.columns[place][-1]
        if found.gives and place == len(found.parts) - 1:
            parts.append(part)
            held.append(None)
            continue
        value = int(column[at])
        condition = _parting(rng, part.measure, value, otherwise) if place == culprit else _condition(rng, part.measure, value)
        if condition is None:
            return None
        asked = (place, condition.rel, condition.n, condition.m)
        known = found.known.get(asked)
        if known is None:
            flags = _vectors.holds(condition, column)
            known = found.known[asked] = flags, _share(flags)
        flags, share = known
        if not 0 < share <= COMMON:
            return None
        parts.append(Part(part.measure, part.slip, condition))
        held.append(flags)
    return parts, held


def _condition(rng: Random, measure: Measure, value: int) -> Condition | None:
    """One that holds."""
    if measure.kind in ("sum", "places") and (value > 20 or rng.random() < 0.7):
        m = rng.choice((3, 4, 5, 7))
        return Condition(measure, "remainder", value % m, m)
    match rng.randrange(8) if value >= 0 else -1:
        case 0:
            return Condition(measure, "least", value)
        case 1:
            return Condition(measure, "most", value)
        case 2 if value > 0:
            return Condition(measure, "over", value - 1)
        case 3 if measure.kind != "last":
            m = rng.randint(2, 3)
            return Condition(measure, "remainder", value % m, m)
        case _:
            return Condition(measure, "is", value)


def _parting(rng: Random, measure: Measure, value: int, other: int) -> Condition | None:
    """One that holds for just one of two values."""
    low, high = sorted((value, other))
    made = [Condition(measure, "is", one) for one in (value, other) if one <= 60]
    if high <= 60 and low >= 0:
        made += [Condition(measure, "least", high), Condition(measure, "most", low)]
    if measure.kind in ("sum", "places"):
        m = rng.choice((3, 4, 5, 7))
        if value % m != other % m:
            made = [Condition(measure, "remainder", one % m, m) for one in (value, other)]
    return rng.choice(made) if made else None


def returned(parts: list[Part], columns: list[list[Column]], k: int) -> NDArray[Any]:
    """What the function returns for each list of a length."""
    return _ends(parts, columns, k, [None] * len(parts))


def _ends(parts: list[Part], columns: list[list[Column]], k: int, known: Sequence[Flags | None]) -> NDArray[Any]:
    """The same, with the conditions that are worked out already."""
    given, held = None, []
    for part, column, flags in zip(parts, columns, known, strict=True):
        if part.condition is None:
            given = column[k]
        else:
            held.append(_vectors.holds(part.condition, column[k]) if flags is None else flags)
    all_held = reduce(np.logical_and, held)
    return all_held if given is None else np.where(all_held, given, -1)


def shows_plainly(shows: list[Flags], low: int, knobs: Knobs) -> bool:
    """Whether a fault shows on a plain list."""
    lists = _vectors.plain(low, knobs.letters, knobs.length)
    return any(shows[len(one) - 1][_vectors.place(list(one), low, knobs.letters)] for one in lists)


def texts(rng: Random, found: Fault, hands: int) -> tuple[str, str, str]:
    """The right and the faulty function, by one hand or by two, and their name."""
    kinds = [part.measure.kind for part in found.parts]
    first = _checks.style(rng, kinds, plain=hands == 1)
    second = first if hands == 1 else _checks.style(rng, kinds, first)
    return _checks.written(found.parts, first), _checks.written(found.faulty, second), first.entry


def one_of(rng: Random, found: Fault, size: int, letters: int) -> list[int]:
    """A list of that many numbers on which the fault shows."""
    places = np.flatnonzero(found.shows[size - 1])
    return _vectors.numbers(int(places[rng.randrange(len(places))]), size, found.low, letters)
