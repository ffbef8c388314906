"""What a builder makes of a row of others, and how it says that it makes nothing of one."""

from typing import Any

import msgspec


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A problem with its answer, before anything has been proved about it."""

    data_source: str
    """The name under which such rows are published, which names the verifier: `table__hitab`."""
    prompt: str
    """What the model reads."""
    key: str
    """The question alone; rows with equal ones are duplicates."""
    ground_truth: str
    """As the verifier reads it."""
    answer: str
    """The gold answer as a person reads it, or the reference program."""
    completion: str = ""
    """A completion that gives the gold answer, where the verifier cannot make one from the ground truth."""
    all_tests: str = ""
    """A ground truth with more tests, which the gold answer has to pass as well; kept in the provenance."""
    split: str = ""
    """`train`; that of the run when empty."""
    language: str = "en"
    """Of the prompt: `zh`."""
    aside: str = ""
    """Why no rule decides it, where the builder knows; it is set aside."""
    facts: dict[str, Any] = {}
    """What else is known of the row and worth keeping in its provenance: `{"category": "Physics"}`."""


class Placed(msgspec.Struct, frozen=True):
    """An item, and the row that it comes from."""

    item: Item
    file: str
    """File, or name on the hub: `train.jsonl`."""
    row: int
    """Number of the row there, from 0."""
    index: int
    """Number of the item in the run, from 0."""


class Drop(Exception):
    """A row is left out, for a reason of a few words that the manifest counts: `Drop("too long")`."""


class Unusable(Exception):
    """A row has not the form in which the source is published; the message says what is missing. It stops the run: a silent loss of every
    row would look like a strict filter."""
