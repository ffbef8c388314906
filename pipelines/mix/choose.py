"""Which rows a mixture takes: of each folder so many, of each of its tasks and levels in proportion, whole families, by a keyed hash.

Only what a row's number in its file and its folder's place among the others say decides, so the choice is a function of files and seed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from synth.pipelines.mix.mix_plan import MixPlan, Source
from synth.pipelines.run.quotas import shares
from synth.schemas.errors import RequestError
from synth.schemas.request import is_held_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

Stratum = tuple[str, int]
"""A task, as its data source, and a level."""
COLUMNS = ("data_source", "difficulty", "extra_info.split", "extra_info.family_id", "extra_info.fingerprint")


@dataclass
class Choice:
    """The rows of one folder. rank: of every row, its place among those of its stratum that are taken, as a share from 0 to 1; negative
    when it is not taken; a family has one rank. order: a random number, equal within a family."""

    rank: "NDArray[np.float64]"
    order: "NDArray[np.uint64]"
    taken: dict[Stratum, int]
    left_out: dict[str, int] = field(default_factory=dict)


def choose(plan: MixPlan) -> list[Choice]:
    """The choice of each folder. Raises RequestError when one has too few rows, or is none of rows."""
    seen = np.zeros(0, np.uint64)
    choices = []
    for place, source in enumerate(plan.parts):
        found = _read(source, plan.seed, place)
        repeated = np.isin(found.fingerprints, seen) & (found.fingerprints != 0)
        found.free &= ~np.isin(found.order, found.order[repeated])  # a family goes whole
        seen = np.union1d(seen, found.fingerprints)
        left = {"held out": int(np.count_nonzero(found.held)), "repeated": int(np.count_nonzero(~found.free & ~found.held))}
        choices.append(_take(source, found, {reason: rows for reason, rows in left.items() if rows}))
    return choices


@dataclass
class _Rows:
    """Of every row of a folder: its stratum, its random number, a hash of its fingerprint (0: none), whether it may be taken."""

    strata: list[Stratum]
    stratum: "NDArray[np.int32]"
    order: "NDArray[np.uint64]"
    fingerprints: "NDArray[np.uint64]"
    held: "NDArray[np.bool_]"
    free: "NDArray[np.bool_]"


def _read(source: Source, seed: int, place: int) -> _Rows:
    total = sum(file.rows for file in source.files)
    strata: dict[Stratum, int] = {}
    order, fingerprints = np.zeros(total, np.uint64), np.zeros(total, np.uint64)
    found = _Rows([], np.zeros(total, np.int32), order, fingerprints, np.zeros(total, bool), np.ones(total, bool))
    family, of_family = "", 0
    for number, (name, row) in enumerate(_rows(source)):
        extra = row["extra_info"]
        if not extra or None in (row["data_source"], row["difficulty"], extra["split"]):
            raise RequestError(f"{name}: data_source, difficulty or extra_info.split is null.")
        stratum = strata.setdefault((row["data_source"], row["difficulty"]), len(strata))
        if not extra["family_id"]:
            family, mine, belongs = "", name, stratum
        else:  # the members of a family stand together, and go where the first of them goes
            of_family = of_family if extra["family_id"] == family else stratum
            family, mine, belongs = extra["family_id"], f"family {extra['family_id']}", of_family
        found.stratum[number], found.order[number] = belongs, _hash(f"{seed} {place} {mine}")
        found.fingerprints[number] = _hash(extra["fingerprint"]) if extra["fingerprint"] else 0
        found.held[number] = is_held_out(extra["split"])
    found.free = ~found.held
    found.strata = list(strata)
    return found


def _rows(source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, file in enumerate(source.files):
        yield from ((f"{number}:{row}", values) for row, values in enumerate(file.open().rows(*COLUMNS)))


def _take(source: Source, found: _Rows, left_out: dict[str, int]) -> Choice:
    free = int(np.count_nonzero(found.free))
    if free < source.wanted:
        reasons = "".join(f", {rows:,} {reason}" for reason, rows in left_out.items())
        raise RequestError(f"{source.location}: {source.wanted:,} rows are wanted, and {free:,} can be taken{reasons}. Ask for fewer.")
    ordered = np.lexsort((np.arange(len(found.order)), found.order, found.stratum))
    ordered = ordered[found.free[ordered]]
    available = np.bincount(found.stratum[ordered], minlength=len(found.strata))
    quotas = shares(source.wanted, available.tolist())
    rank, taken, start, owed = np.full(len(found.order), -1.0), {}, 0, 0
    for number, quota in enumerate(quotas):
        rows = ordered[start : start + available[number]]
        start += int(available[number])
        ends = np.append(np.flatnonzero(np.diff(found.order[rows])) + 1, len(rows)) if len(rows) else np.zeros(1, int)
        fitting = ends[ends <= quota + owed]
        count = int(fitting[-1]) if len(fitting) else 0
        owed += quota - count  # what whole families leave open, the next strata make up
        begins = np.append(0, ends[:-1])
        rank[rows[:count]] = begins[np.searchsorted(begins, np.arange(count), "right") - 1] / max(1, count)  # a family's is its first row's
        taken[found.strata[number]] = count
    return Choice(rank, found.order, taken, left_out)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
