"""Keyed randomness: a row's random numbers depend on its key alone, so any worker makes the same row in any order.

The key is hashed, not added to a seed: draw i of seed s shares nothing with draw i - 1 of seed s + 1.
"""

from collections.abc import Sequence
from hashlib import blake2b
from random import Random
from typing import NamedTuple

from synth.generators.fast_random import FastRandom


class Source(NamedTuple):
    """What the draws of one stream have in common: the key without the draw number."""

    task: str
    version: int
    knobs: str
    seed: int


def randoms(source: Source, draw: int) -> tuple[Random, int]:
    """What one draw is made from: the generator of its problem, and the number that `wording` and `choose` take."""
    key = "\0".join((source.task, str(source.version), source.knobs, str(source.seed), str(draw)))
    digest = blake2b(key.encode(), digest_size=32).digest()
    return FastRandom(int.from_bytes(digest[:16])), int.from_bytes(digest[16:])


def wording(number: int, language: str) -> Random:
    """The generator of a draw's wording in a language; the languages' wordings have nothing in common."""
    return FastRandom(number ^ int.from_bytes(language.encode()))


def choose(number: int, weights: Sequence[tuple[str, float]]) -> str:
    """One of the weighted names, by a draw's number: with `(("en", 3.0), ("zh", 1.0))` three draws in four give `en`."""
    point = (number >> 64) / 2**64 * sum(weight for _, weight in weights)
    for name, weight in weights:
        point -= weight
        if point < 0:
            return name
    return weights[-1][0]


def fingerprint(task: str, canonical: bytes) -> bytes:
    """128 bits of a problem's canonical form; equal for symmetric copies, in every version, run and seed."""
    return blake2b(canonical, digest_size=16, person=blake2b(task.encode(), digest_size=16).digest()).digest()
