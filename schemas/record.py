"""The row: one Arrow schema for every task, so that shards of any mixture load and concatenate."""

from functools import cache
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import pyarrow as pa


class Message(TypedDict):
    """One turn of a chat."""

    role: str
    """`user` in prompts, `assistant` in trajectories."""
    content: str
    """Its text."""


class RewardModel(TypedDict):
    """What the reward is computed from, as trainers expect it."""

    style: str
    """Always `rule`: a verifier judges the answer."""
    ground_truth: str
    """The problem as JSON text, which the verifier decodes: `{"numbers":[1,3,4,6],"target":24}`."""


class ExtraInfo(TypedDict):
    """The row's key (task, version, knobs, seed, draw, member), where it belongs, and a solution."""

    index: int
    """Unique in its run, from 0; depends on the mixture: `4711`."""
    split: str
    """Name of its split: `train`."""
    task: str
    """Name of the task, `<domain>/<task>`: `logic/sudoku`."""
    version: int
    """Version of the task, from 1."""
    difficulty: int
    """The level that the knobs were set from, 1..10."""
    language: str
    """Of the prompt and the reference answer: `en`."""
    with_steps: bool
    """Whether the prompt asks for steps in the form that `verify_trace` reads."""
    knobs: str
    """The knobs as JSON text: `{"count":4,"rarity":2}`."""
    seed: int
    """Seed of the run, 0..2^63 - 1."""
    draw: int
    """Number of the draw in its stream, from 0."""
    member: int
    """Place in the family, from 0; 0 for tasks without families."""
    fingerprint: str
    """Hash of the canonical form, 32 hex digits; symmetric copies of a problem share it."""
    family_id: str
    """Shared by a family: the first member's fingerprint; empty for tasks without families."""
    answer: str
    """The reference answer: one that the verifier accepts."""
    effort: float
    """How much work the problem takes, in a unit of its task; rises with the level."""
    trace: str
    """A worked solution, or empty."""
    rejected: str
    """As in preference data: a tempting wrong completion, or empty."""
    provenance: str
    """As JSON text the row's part in its family and its proof, or empty."""


class Row(TypedDict):
    """One row of a shard, in the columns that verl and TRL read."""

    data_source: str
    """Names the verifier: `synth/logic/sudoku`."""
    prompt: list[Message]
    """One user's turn."""
    ability: str
    """The task's domain: `logic`."""
    difficulty: int
    """The level again, 1..10, where a filter finds it without reading `extra_info`; 0 where nobody has measured it."""
    reward_model: RewardModel
    """How the reward is computed."""
    extra_info: ExtraInfo
    """The row's key, where it belongs, and a solution."""
    trajectory: list[Message]
    """The worked solution and the answer as an assistant's turn; empty where there is no worked solution."""


@cache
def arrow_schema() -> "pa.Schema":
    """The schema of every shard. Nothing in it is nested by data, and anything that varies by task is JSON text."""
    import pyarrow as pa

    text, whole = pa.string(), pa.int64()
    kinds = {str: text, int: whole, float: pa.float64(), bool: pa.bool_()}
    extra = pa.struct([(name, kinds[kind]) for name, kind in ExtraInfo.__annotations__.items()])
    # Parquet calls the items of a list `element`; with that name the schema that is read equals the one written.
    messages = pa.list_(pa.field("element", pa.struct([("role", text), ("content", text)])))
    return pa.schema(
        [
            ("data_source", text),
            ("prompt", messages),
            ("ability", text),
            ("difficulty", whole),
            ("reward_model", pa.struct([("style", text), ("ground_truth", text)])),
            ("extra_info", extra),
            ("trajectory", messages),
        ]
    )
