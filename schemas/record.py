"""The row: one Arrow schema for every task, so that shards of any mixture load and concatenate."""

from functools import cache
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import pyarrow as pa


class Message(TypedDict):
    role: str
    content: str


class RewardModel(TypedDict):
    style: str  # "rule"
    ground_truth: str  # the problem as JSON text


class ExtraInfo(TypedDict):
    index: int  # unique in the run
    split: str
    task: str
    version: int
    difficulty: int  # 1..10; the level that knobs were set from
    knobs: str  # JSON text
    seed: int
    draw: int  # number of the draw in its stream: (task, version, knobs, seed, draw, member) is the row's key
    member: int  # place in the family; 0 for tasks without families
    fingerprint: str  # 32 hex digits
    family_id: str  # shared by a family: the first member's fingerprint; empty for tasks without families
    answer: str  # one right answer
    effort: float
    trace: str  # a worked solution, or nothing
    rejected: str  # as in preference data: a tempting wrong completion, or nothing
    provenance: str  # JSON text: the item's part in its family and its proof, or nothing


class Row(TypedDict):
    data_source: str
    prompt: list[Message]
    ability: str
    reward_model: RewardModel
    extra_info: ExtraInfo
    trajectory: list[Message]  # the trace and the right answer as an assistant's turn, or nothing


@cache
def arrow_schema() -> "pa.Schema":
    """The schema of every shard. Nothing in it is nested by data, and anything that varies by task is JSON text."""
    import pyarrow as pa

    text, whole = pa.string(), pa.int64()
    kinds = {str: text, int: whole, float: pa.float64()}
    extra = pa.struct([(name, kinds[kind]) for name, kind in ExtraInfo.__annotations__.items()])
    # Parquet calls the items of a list `element`; with that name the schema that is read equals the one written.
    messages = pa.list_(pa.field("element", pa.struct([("role", text), ("content", text)])))
    return pa.schema(
        [
            ("data_source", text),
            ("prompt", messages),
            ("ability", text),
            ("reward_model", pa.struct([("style", text), ("ground_truth", text)])),
            ("extra_info", extra),
            ("trajectory", messages),
        ]
    )
