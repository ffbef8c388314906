"""What `synth augment` is asked to do, what of it decides the rows, and what is recorded while it runs and when it is done."""

import math
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, get_args

import msgspec
from msgspec import Meta

from synth.pipelines.augment.passages import SourceFormat
from synth.pipelines.augment.steps import prompts_hash
from synth.pipelines.model.client import Endpoint
from synth.pipelines.parallel import Placement
from synth.schemas.errors import RequestError, nearest
from synth.schemas.manifest import FileEntry
from synth.schemas.problem import Frozen

Counts = dict[str, int]


@dataclass(frozen=True)
class AugmentRequest(Placement):
    """Everything that a caller chooses. Raises RequestError for an unknown format or executor and for a number that is not finite."""

    files: tuple[Path, ...]
    """Files of passages as their authors publish them, such as `Path("train.json")`."""
    format: str
    """Layout of all files: `reclor` or `logiqa2`."""
    endpoint: Endpoint
    """The language model that is asked, such as `Endpoint("http://localhost:8000/v1", "NAME")`."""
    out: str
    """Folder or URI of the run, such as `data/reclor` or `s3://bucket/reclor`."""
    cache: str = ""
    """Folder or URI of the endpoint's replies; `data/reclor.answers` beside `data/reclor` when empty."""
    split: str = ""
    """Split of all rows, such as `train`; what each file's name says when empty."""
    k: int = 3
    """Independent solutions that have to agree, 1 to 64."""
    tries: int = 2
    """Replies asked for when one cannot be read or used, 1 to 16."""
    keep_all: bool = False
    """Keep originals that the model does not solve, too."""
    limit: int = 0
    """Only the first so many passages; 0 for all."""
    shard_passages: int = 100
    """Passages in a shard, 1 or more."""
    concurrency: int = 8
    """Requests in flight at a time; on Ray in each shard."""
    price_in: float = 0.0
    """Price of a million prompt tokens, such as `2.5`."""
    price_out: float = 0.0
    """Price of a million completion tokens, such as `10`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        known = get_args(SourceFormat)
        if self.format not in known:
            raise RequestError(f"{self.format}: expected {' or '.join(known)}.{nearest(self.format, known)}", "format")
        for argument, number in (("price_in", self.price_in), ("price_out", self.price_out), ("timeout", self.endpoint.timeout)):
            if not math.isfinite(number):
                raise RequestError(f"{number}: expected a finite number.", argument)

    @property
    def cache_folder(self) -> str:
        """Where replies are cached: `cache`, or a folder beside `out`."""
        return self.cache or f"{self.out.rstrip('/')}.answers"

    def plan(self) -> "AugmentPlan":
        """The part that decides the rows. Reads the files. Raises msgspec.ValidationError for a number out of its bounds."""
        names = {*AugmentPlan.__struct_fields__}
        fields: dict[str, Any] = {name: value for name, value in vars(self).items() if name in names}
        fields |= {name: value for name, value in msgspec.structs.asdict(self.endpoint).items() if name in names}
        fields["files"] = [(file.name, sha256(file.read_bytes()).hexdigest()) for file in self.files]
        return AugmentPlan.from_fields(fields | {"prompts": prompts_hash()})


class AugmentPlan(Frozen, frozen=True):
    """All that decides the rows, apart from the endpoint's replies. Fields that `AugmentRequest` has mean the same here."""

    files: tuple[tuple[str, str], ...]
    """Name and SHA-256 of each file: `(("train.json", "9f86d0..."),)`."""
    format: SourceFormat
    split: str
    model: str
    """The model's name at the endpoint."""
    temperature: float | None
    """Sampling temperature; the endpoint's own when None."""
    max_tokens: int | None
    """Tokens of one reply; the endpoint's own limit when None."""
    prompts: str
    """SHA-256 of the wording of all steps, so that a run is not continued with other prompts."""
    k: Annotated[int, Meta(ge=1, le=64)]
    tries: Annotated[int, Meta(ge=1, le=16)]
    keep_all: bool
    limit: Annotated[int, Meta(ge=0)]
    shard_passages: Annotated[int, Meta(ge=1)]


class AugmentTotals(Frozen, frozen=True):
    """What became of the passages of a shard or a run, and what it took."""

    passages: int = 0
    """Passages read, the dropped ones too."""
    originals: int = 0
    """Rows of original passages."""
    counterfactuals: int = 0
    """Rows of rewritten passages."""
    dropped_passages: Counts = msgspec.field(default_factory=dict)
    """Passages without a row, by reason: `{"duplicate": 3}`. The reasons are `family.PASSAGE_REASONS`."""
    dropped_counterfactuals: Counts = msgspec.field(default_factory=dict)
    """Rewritten passages without a row, by reason: `{"disagree": 12}`. The reasons are `family.MEMBER_REASONS`."""
    requests: int = 0
    """Replies used, whether they came now or from the cache."""
    tokens_in: int = 0
    """Prompt tokens of those replies, as the endpoint counts them."""
    tokens_out: int = 0
    """Completion tokens of those replies."""

    def plus(self, other: "AugmentTotals") -> "AugmentTotals":
        """Field by field."""
        return AugmentTotals(**{name: _sum(getattr(self, name), getattr(other, name)) for name in self.__struct_fields__})


def _sum(a: Any, b: Any) -> Any:
    return dict(sorted((Counter(a) + Counter(b)).items())) if isinstance(a, dict) else a + b


class AugmentMarker(Frozen, frozen=True):
    """A shard that is done: its files are published."""

    shard: int
    """Number of the shard, from 0."""
    totals: AugmentTotals
    files: tuple[FileEntry, ...]
    """One file for each split that the shard has rows of."""
    sent: int = 0
    """Requests sent for it; the other replies came from the cache."""


class AugmentManifest(Frozen, frozen=True):
    """A finished run. Holds no times, no address and no names of machines, so equal runs have equal manifests."""

    format: int
    """Version of this layout: 1."""
    synth: str
    """Version of the package, such as `0.1.0`."""
    plan: str
    """The `AugmentPlan` as JSON text."""
    rows: int
    """Rows in all."""
    splits: Counts
    """Rows by split: `{"train": 19}`."""
    totals: AugmentTotals
    price_in: float
    price_out: float
    cost: float
    """Of the tokens, at these prices for 1e6 of them."""
    files: tuple[FileEntry, ...]
    """All shards, sorted by path."""
