"""One text that holds all that a verifier needs, for trainers that hand the reward a single label.

`label(row)` makes it; the adapters of OpenRLHF and slime and `synth serve` read it."""

from collections.abc import Mapping
from typing import Any

import msgspec


class Label(msgspec.Struct, frozen=True):
    """A row's verifier and its ground truth."""

    data_source: str
    """`synth/logic/sudoku`"""
    ground_truth: Any
    """Text, in rows of ours: `{"clues":"53..7...."}`."""


def label(row: Mapping[str, Any]) -> str:
    """The label of a row, as JSON: `{"data_source": ..., "ground_truth": ...}`."""
    return msgspec.json.encode(Label(row["data_source"], row["reward_model"]["ground_truth"])).decode()


def read_label(found: object, extra_info: Mapping[str, Any] | None = None) -> Label:
    """What a label says: text of `label(row)`, the same as a record, or a row's `reward_model`, where `extra_info` names the task. Raises
    ValueError for anything else."""
    try:
        if isinstance(found, str):
            return msgspec.json.decode(found, type=Label)
        if isinstance(found, Mapping) and "data_source" not in found and extra_info and extra_info.get("task"):
            return Label(f"synth/{extra_info['task']}", found["ground_truth"])
        return msgspec.convert(found, Label)
    except (msgspec.MsgspecError, KeyError) as error:
        told = f"label {str(found)[:60]!r}: expected what `label(row)` of synth.verifiers.adapters.label gives"
        raise ValueError(f"{told} ({error})") from None
