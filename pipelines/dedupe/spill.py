"""What a unit of rows leaves on disk for the search: tables of keys, sorted, and the shingles of each text.

A file of keys begins with the place of each part in each table, so that a task reads the slices that it needs and nothing else; a file of
shingles with the place of each text. Numbers are little-endian on every machine."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from synth.pipelines.dedupe.dedupe_plan import DedupePlan, Unit
from synth.pipelines.dedupe.signatures import KEY
from synth.pipelines.storage.run_folder import UNFINISHED
from synth.pipelines.storage.store import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLACE = np.dtype("<u8")
WHOLE = 8
"""A file of which more than one in so many texts is wanted is read whole."""


def keys_path(unit: int) -> str:
    return f"{UNFINISHED}/unit-{unit:05d}.keys"


def shingles_path(unit: int) -> str:
    return f"{UNFINISHED}/unit-{unit:05d}.shingles"


def leaks_path(unit: int) -> str:
    return f"{UNFINISHED}/unit-{unit:05d}.leaks"


def families_path(unit: int) -> str:
    return f"{UNFINISHED}/unit-{unit:05d}.families"


def edges_path(step: int) -> str:
    return f"{UNFINISHED}/edges-{step:05d}"


LEAKED = f"{UNFINISHED}/leaked"
"""A bit for each row: whether a benchmark has another row of its family."""
COPIES = f"{UNFINISHED}/copies"
"""A bit for each row: whether it is one of those, or a copy."""


def pack_keys(tables: Sequence["NDArray[Any]"], bits: int) -> bytes:
    """The file of keys. tables: of one length each, in any order of rows; bits: those that tell the parts."""
    starts = np.zeros((len(tables), 2**bits + 1), PLACE)
    borders = [part << (64 - bits) for part in range(2**bits)]
    place, packed = 0, []
    for number, table in enumerate(tables):
        ordered = table[np.lexsort((table["row"], table["check"], table["key"]))]
        starts[number, :-1] = place + np.searchsorted(ordered["key"], np.array(borders, np.uint64))
        place += len(ordered)
        starts[number, -1] = place
        packed.append(ordered.astype(KEY).tobytes())
    return starts.tobytes() + b"".join(packed)


def read_part(store: Store, unit: int, plan: DedupePlan, table: int, part: int) -> "NDArray[Any]":
    """The keys of one part of one table of a unit, ordered by key and then by row."""
    width = 2**plan.part_bits + 1
    with store.open(keys_path(unit)) as stream:
        stream.seek((table * width + part) * PLACE.itemsize)
        low, high = (int(place) for place in np.frombuffer(stream.read(2 * PLACE.itemsize), PLACE))
        stream.seek(plan.tables * width * PLACE.itemsize + low * KEY.itemsize)
        return np.frombuffer(stream.read((high - low) * KEY.itemsize), KEY)


def pack_shingles(shingles: Sequence["NDArray[np.uint64]"]) -> bytes:
    """The file of shingles: those of each text are sorted and distinct."""
    ends = np.cumsum([0, *map(len, shingles)]).astype(PLACE)
    return ends.tobytes() + b"".join(part.astype("<u8").tobytes() for part in shingles)


def read_shingles(store: Store, unit: Unit, number: int, rows: Iterable[int]) -> dict[int, "NDArray[np.uint64]"]:
    """The shingles of some rows of a unit, by their number in it. number: of the unit."""
    wanted = sorted(rows)
    head = (unit.rows + 1) * PLACE.itemsize
    found = {}
    with store.open(shingles_path(number)) as stream:
        ends = np.frombuffer(stream.read(head), PLACE)
        whole = np.frombuffer(stream.read(), "<u8") if len(wanted) * WHOLE > unit.rows else None
        for row in wanted:
            low, high = int(ends[row]), int(ends[row + 1])
            if whole is not None:
                found[row] = whole[low:high]
            else:
                stream.seek(head + low * 8)
                found[row] = np.frombuffer(stream.read((high - low) * 8), "<u8")
    return found
