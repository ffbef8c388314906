"""What an augmentation run does, what its shards leave behind while it goes on, and what it leaves at the end."""

from typing import Annotated

import msgspec
from msgspec import Meta

from synth.pipelines.augment.passages import Format
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen

Counts = dict[str, int]
TASK = "counterfactual/reading"
"""The name that rows from outside have. No sampler belongs to it, so no key makes them again."""


class Plan(Frozen, frozen=True):
    """All that decides the rows, apart from the endpoint's answers. files: name and hash of each; prompts: hash of the steps' wording;
    k: solves of each member; tries: answers to one question, when they cannot be read; limit: passages at most, 0 for all."""

    files: tuple[tuple[str, str], ...]
    form: Format
    split: str
    model: str
    temperature: float | None
    max_tokens: int | None
    prompts: str
    k: Annotated[int, Meta(ge=1, le=64)]
    tries: Annotated[int, Meta(ge=1, le=16)]
    keep_all: bool
    limit: Annotated[int, Meta(ge=0)]
    shard_passages: Annotated[int, Meta(ge=1)]


class Totals(Frozen, frozen=True):
    """passages: that there were; originals, counterfactuals: rows kept; lost_*: dropped, by reason; requests, tokens_*: of all answers
    used."""

    passages: int = 0
    originals: int = 0
    counterfactuals: int = 0
    lost_passages: Counts = msgspec.field(default_factory=dict)
    lost_counterfactuals: Counts = msgspec.field(default_factory=dict)
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def plus(self, other: "Totals") -> "Totals":
        return Totals(
            self.passages + other.passages,
            self.originals + other.originals,
            self.counterfactuals + other.counterfactuals,
            _add(self.lost_passages, other.lost_passages),
            _add(self.lost_counterfactuals, other.lost_counterfactuals),
            self.requests + other.requests,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
        )


def _add(a: Counts, b: Counts) -> Counts:
    return {reason: a.get(reason, 0) + b.get(reason, 0) for reason in sorted({*a, *b})}


class Mark(Frozen, frozen=True):
    """A shard that is done. paid: requests that it sent; the others were answered before."""

    shard: int
    totals: Totals
    files: tuple[FileEntry, ...]
    paid: int = 0


class Manifest(Frozen, frozen=True):
    """The finished run. Holds no times, no address and no machine names. cost: of the tokens, at the prices given for 1e6 of them."""

    format: int
    synth: str
    plan: str
    rows: int
    splits: dict[str, int]
    totals: Totals
    price_in: float
    price_out: float
    cost: float
    files: tuple[FileEntry, ...]
