"""From quotas to shards of draws, round by round. Pure arithmetic; nothing is generated here."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from synth.pipelines.run.plan import LARGEST_SHARD, Plan
from synth.pipelines.run.splits import kept_share
from synth.schemas.problem import Frozen

CROWDED = 8
"""Candidates for each row that a shard of a make-up round holds, at most."""


class Part(Frozen, frozen=True):
    """Draws first .. first + draws - 1 of stream number `stream`."""

    stream: int
    first: int
    draws: int


class Shard(Frozen, frozen=True):
    """The unit of work: some draws of every stream, made, admitted and written as a whole."""

    number: int
    parts: tuple[Part, ...]


class Round(NamedTuple):
    """Shards first .. first + size - 1: `draws` of each stream in equal parts over all of them, so that each shard has every task in
    its proportion; `drawn` were made in earlier rounds. A shard is worked out when it is asked for: a round of any size is small."""

    first: int
    size: int
    draws: tuple[int, ...]
    drawn: tuple[int, ...]

    @property
    def numbers(self) -> range:
        return range(self.first, self.first + self.size)

    def shard(self, number: int) -> Shard:
        place, parts = number - self.first, []
        for stream, total in enumerate(self.draws):
            start, end = total * place // self.size, total * (place + 1) // self.size
            if end > start:
                parts.append(Part(stream, self.drawn[stream] + start, end - start))
        return Shard(number, tuple(parts))


def first_round(plan: Plan) -> Round:
    """As many draws as the quotas need when no problem repeats."""
    draws = tuple(ceil(stream.quota / stream.max_members / kept_share(plan.splits)) for stream in plan.streams)
    return Round(0, ceil(plan.n / plan.shard_rows), draws, (0,) * len(draws))


def next_round(plan: Plan, number: int, draws: Sequence[int], drawn: Sequence[int], remaining: int) -> Round:
    """`draws` further draws of each stream in shards numbered from `number`; `drawn` were made before, `remaining` rows are wanted.

    Near the end of a level most draws repeat a problem. So that the shards do not end up with a row each, they get more draws than
    the first ones, within what a worker can hold."""
    candidates = kept_share(plan.splits) * sum(d * stream.max_members for d, stream in zip(draws, plan.streams, strict=True))
    most = max(plan.shard_rows, min(LARGEST_SHARD, CROWDED * plan.shard_rows))
    size = max(ceil(remaining / plan.shard_rows), ceil(candidates / most)) if any(draws) else 0
    return Round(number, size, tuple(draws), tuple(drawn))
