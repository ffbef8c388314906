"""Keyed randomness: a row's random numbers depend on its key alone, so any worker makes the same row in any order.

The key is hashed, not added to a seed: draw i of seed s shares nothing with draw i - 1 of seed s + 1.
"""

from hashlib import blake2b
from random import Random
from typing import NamedTuple


class Source(NamedTuple):
    """What the draws of one stream have in common: the key without the draw number."""

    task: str
    version: int
    knobs: str
    seed: int


def randoms(source: Source, draw: int) -> tuple[Random, Random]:
    """Two independent generators for one draw: one for the problem, one for its wording."""
    key = "\0".join((source.task, str(source.version), source.knobs, str(source.seed), str(draw)))
    digest = blake2b(key.encode(), digest_size=32).digest()
    return Random(int.from_bytes(digest[:16])), Random(int.from_bytes(digest[16:]))


def fingerprint(task: str, canonical: bytes) -> bytes:
    """128 bits of a problem's canonical form; equal for symmetric copies, in every version, run and seed."""
    return blake2b(canonical, digest_size=16, person=blake2b(task.encode(), digest_size=16).digest()).digest()
