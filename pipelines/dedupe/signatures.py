"""MinHash signatures and bands: rows whose texts are alike to the threshold meet in a band, nearly always.

A signature of PERMUTATIONS numbers is cut into bands of equal size; two rows are candidates when they agree in a whole band. Texts of
Jaccard similarity s agree in one of b bands of r numbers with chance 1 - (1 - s^r)^b; r is the largest for which that is RECALL or more
at the threshold. Candidates are compared shingle by shingle afterwards, so bands decide what is found and never what is dropped.

After Broder (1997), `On the resemblance and containment of documents`, and Leskovec et al., `Mining of Massive Datasets`, ch. 3.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from synth.schemas.errors import SynthError

if TYPE_CHECKING:
    from numpy.typing import NDArray

PERMUTATIONS, SEED = 128, 7
RECALL = 0.99
"""Chance that a pair exactly at the threshold is found, at least."""
KEY = np.dtype([("key", "<u8"), ("check", "<u4"), ("row", "<u4")])
"""A row in a table of equal keys: 96 bits of hash, and the row's number in its unit."""


def bands(threshold: float) -> tuple[int, int]:
    """(bands, numbers in each) for a threshold: (21, 6) for 0.8."""
    fitting = (rows for rows in range(PERMUTATIONS, 1, -1) if 1 - (1 - threshold**rows) ** (PERMUTATIONS // rows) >= RECALL)
    rows = next(fitting, 1)
    return PERMUTATIONS // rows, rows


def minhash_package() -> Any:
    """The package `rensa`. Raises SynthError when it is not installed."""
    try:
        return import_module("rensa")
    except ImportError as error:
        raise SynthError("Near-duplicates need the package rensa: pip install 'synth-rlvr[dedupe]'.") from error


def signatures(shingles: Sequence["NDArray[np.uint64]"]) -> "NDArray[np.uint32]":
    """A signature for each text's shingles, as rows of a matrix."""
    if not shingles:
        return np.zeros((0, PERMUTATIONS), np.uint32)
    ends = np.cumsum([0, *map(len, shingles)]).astype(np.uint64)
    matrix = minhash_package().RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(shingles), ends, PERMUTATIONS, SEED)
    return np.array(matrix.to_rows(), np.uint32)


def band_keys(found: "NDArray[np.uint32]", threshold: float) -> "NDArray[Any]":
    """For each band a row of KEY, unsorted, one for each signature."""
    count, size = bands(threshold)
    wide = found[:, : count * size].reshape(len(found), count, size).astype(np.uint64)
    keys = np.zeros((count, len(found)), KEY)
    for name, seed, shift in (("key", 1, 0), ("check", 2, 32)):
        factors = np.random.Generator(np.random.PCG64(seed)).integers(0, 1 << 63, size, np.uint64) * np.uint64(2) + np.uint64(1)
        mixed = (wide * factors).sum(axis=2, dtype=np.uint64)
        mixed = (mixed ^ (mixed >> np.uint64(31))) * factors[0]
        keys[name] = (mixed >> np.uint64(shift)).T
    keys["row"] = np.arange(len(found), dtype=np.uint32)
    return keys


def is_near(one: "NDArray[np.uint64]", other: "NDArray[np.uint64]", threshold: float) -> bool:
    """Whether two sorted sets of shingles have a Jaccard similarity of the threshold or more."""
    small, large = sorted((len(one), len(other)))
    if small < threshold * large - 1e-9:  # not even if all of the smaller one were shared
        return False
    return jaccard(one, other) >= threshold - 1e-12


def jaccard(one: "NDArray[np.uint64]", other: "NDArray[np.uint64]") -> float:
    """The share of all shingles of two sorted sets that both have."""
    both = np.concatenate((one, other))
    both.sort(kind="stable")  # two sorted runs: a merge
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    return shared / (len(both) - shared)
