"""Contrastive and preference records out of families of rows, and the checkers that every record has to pass.

A contrastive record sets an original beside one of its counterfactuals: the question and the options are the same, a premise differs,
and so do the two paths and their answers. A preference record sets the sound path of one prompt against a tempting wrong one, such as
the path that was right before the edit. Nothing is invented: the words of all records are those of the rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from synth.schemas.errors import BrokenTask
from synth.schemas.record import Message, Row, arrow_schema
from synth.schemas.verifier import Contrast
from synth.verifiers.reward import trace_format, verifier, verify, verify_trace

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("rlvr", "contrastive", "dpo")

Record = dict[str, Any]

_OF_ROW = ("data_source", "difficulty", "split", "family_id")
_OF_SIDE = ("prompt", "response", "answer", "fingerprint")
_PAIR = (*_OF_ROW, "question", "options", *(f"{name}_{side}" for side in "ab" for name in _OF_SIDE), "edits")
_PREFERENCE = ("prompt", "chosen", "rejected", *_OF_ROW, "fingerprint")
_FINGERPRINT = re.compile("[0-9a-f]{32}")


def schema(kind: str) -> "pa.Schema":
    """The Arrow schema of one kind of record; `rlvr` rows are as the run wrote them."""
    import pyarrow as pa

    if kind == "rlvr":
        return arrow_schema()
    special = {"difficulty": pa.int64(), "options": pa.list_(pa.field("element", pa.string()))}
    if kind == "dpo":
        special |= dict.fromkeys(("prompt", "chosen", "rejected"), arrow_schema().field("prompt").type)
    return pa.schema([(name, special.get(name, pa.string())) for name in (_PREFERENCE if kind == "dpo" else _PAIR)])


def records(kind: str, family: Sequence[Row], left_out: Counter[str]) -> Iterator[Record]:
    """The records of one kind that a family gives, each checked; rows that give none are counted by reason. Raises BrokenTask naming
    the row when a record breaks its form, when a chosen path is not accepted, or when a rejected one is."""
    if kind == "rlvr":
        yield from family  # type: ignore[misc]
    elif kind == "contrastive":
        yield from _pairs(family, left_out)
    else:
        yield from _preferences(family, left_out)


def _pairs(family: Sequence[Row], left_out: Counter[str]) -> Iterator[Record]:
    originals: list[Row] = []
    edited: list[Row] = []
    for row in family:
        role = _provenance(row).get("role")
        if role is None or _contrast(row) is None:
            left_out["no part in a counterfactual family"] += 1
        elif role == "unknown":
            left_out["the answer is Unknown"] += 1
        elif not row["trajectory"]:
            left_out["no trace"] += 1
        else:
            (originals if role == "original" else edited).append(row)
    if len(originals) > 1:
        raise BrokenTask(f"{name_of(originals[1])}: the family has two originals")
    if not originals:
        left_out["no original to pair with"] += len(edited)
        return
    if not edited:
        left_out["no counterfactual to pair with"] += 1
        return
    for row in (originals[0], *edited):
        _insist(row, _unsound(row))
    for row in edited:
        record = _pair(originals[0], row)
        _insist(row, check_pair(record))
        yield record


def _provenance(row: Row) -> dict[str, Any]:
    """What the provenance says of the row's part in its family: `{"role": "original", "edits": [], ...}`."""
    text = row["extra_info"]["provenance"]
    try:
        said = msgspec.json.decode(text) if text else {}
    except (ValueError, RecursionError) as error:
        raise BrokenTask(f"{name_of(row)}: the provenance is not JSON ({error})") from error
    return said if isinstance(said, dict) else {}


def _contrast(row: Row) -> Contrast | None:
    try:
        return verifier(row["data_source"]).contrast
    except LookupError as error:
        raise BrokenTask(f"{name_of(row)}: {error}") from error


def _pair(original: Row, row: Row) -> Record:
    (question, options), theirs = _asked(row), _asked(original)
    record: Record = dict.fromkeys(_PAIR) | _columns(row)
    record |= {"question": question, "options": list(options), "edits": msgspec.json.encode(_provenance(row).get("edits")).decode()}
    for side, member in zip("ab", (original, row), strict=True):
        extra = member["extra_info"]
        record[f"prompt_{side}"] = member["prompt"][-1]["content"]
        record[f"response_{side}"] = extra["trace"]
        record[f"answer_{side}"] = extra["answer"]
        record[f"fingerprint_{side}"] = extra["fingerprint"]
    own = _contrast(row)
    if own and not own.question and any(question not in record[f"prompt_{side}"] for side in "ab"):
        _insist(row, "a prompt lacks the question")
    same = theirs == (question, options)
    same = same and all(original["extra_info"][key] == row["extra_info"][key] for key in ("family_id", "split", "task"))
    _insist(row, "" if same else "question, options, family_id, split or task differ from those of the original")
    return record


def _asked(row: Row) -> tuple[str, tuple[str, ...]]:
    """The question and the options of a row of a task that has contrastive pairs."""
    found = verifier(row["data_source"])
    assert found.contrast
    try:
        problem: Any = found.problem.from_json(row["reward_model"]["ground_truth"])
    except (ValueError, RecursionError) as error:
        raise BrokenTask(f"{name_of(row)}: the ground truth does not decode ({error})") from error
    return found.contrast.question or problem.question, found.contrast.options(problem)


def _columns(row: Row) -> Record:
    extra = row["extra_info"]
    return {"data_source": row["data_source"], "difficulty": extra["difficulty"], "split": extra["split"], "family_id": extra["family_id"]}


def check_pair(record: Mapping[str, Any]) -> str:
    """What is wrong with a contrastive record, or nothing: two prompts and two answers that differ, and two responses in the form that
    the task's verifier declares, which go through the same options. Never raises."""
    if set(record) != set(_PAIR):
        return f"the columns are not {', '.join(_PAIR)}"
    options = record["options"]
    for name in _PAIR:
        if name not in ("options", "difficulty") and not (isinstance(record[name], str) and record[name].strip()):
            return f"{name} is no text"
    if type(record["difficulty"]) is not int:
        return "difficulty is no number"
    if not (isinstance(options, list) and all(isinstance(option, str) and option.strip() == option != "" for option in options)):
        return "options is not a list of trimmed texts"
    if any(not _FINGERPRINT.fullmatch(record[name]) for name in ("family_id", "fingerprint_a", "fingerprint_b")):
        return "family_id or a fingerprint is not of 32 hex digits"
    try:
        contrast = verifier(record["data_source"]).contrast
    except LookupError:
        contrast = None
    if contrast is None:
        return "data_source is not a task with contrastive pairs"
    concluded = []
    for side in "ab":
        try:
            concluded.append(contrast.conclusion(options, *(record[f"{name}_{side}"] for name in ("prompt", "response", "answer"))))
        except ValueError as error:
            return f"{error} ({side})"
    for name in _OF_SIDE:
        if record[f"{name}_a"] == record[f"{name}_b"]:
            return f"both have the same {name}"
    return "both have the same answer" if concluded[0] == concluded[1] else _check_edits(record["edits"])


def _check_edits(text: str) -> str:
    try:
        edits = msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return "edits is not JSON"
    return "" if isinstance(edits, list) and edits and all(isinstance(edit, dict) for edit in edits) else "edits is not a list of edits"


def _preferences(family: Sequence[Row], left_out: Counter[str]) -> Iterator[Record]:
    for row in family:
        extra = row["extra_info"]
        if not row["trajectory"] or not extra["rejected"]:
            left_out["no rejected" if row["trajectory"] else "no trace"] += 1
            continue
        rejected: list[Message] = [{"role": "assistant", "content": extra["rejected"]}]
        record = dict.fromkeys(_PREFERENCE) | _columns(row)
        record |= {"prompt": row["prompt"], "chosen": row["trajectory"], "rejected": rejected, "fingerprint": extra["fingerprint"]}
        _insist(row, check_preference(record))
        _insist(row, _unsound(row))
        if verify(row["data_source"], extra["rejected"], row["reward_model"]["ground_truth"], extra).accepted:
            raise BrokenTask(f"{name_of(row)}: the answer of the rejected path is accepted")
        yield record


def check_preference(record: Mapping[str, Any]) -> str:
    """What is wrong with a preference record, or nothing: a prompt that ends with the user, and two different single turns of the
    assistant. Never raises."""
    if set(record) != set(_PREFERENCE):
        return f"the columns are not {', '.join(_PREFERENCE)}"
    for name, roles in (("prompt", ("system", "user", "assistant")), ("chosen", ("assistant",)), ("rejected", ("assistant",))):
        turns = record[name]
        if not isinstance(turns, list) or not turns or (name != "prompt" and len(turns) > 1):
            return f"{name} is not {'a list of messages' if name == 'prompt' else 'one message'}"
        for turn in turns:
            if not isinstance(turn, dict) or set(turn) != {"role", "content"} or turn["role"] not in roles:
                return f"{name} is not of messages with role and content"
            if not isinstance(turn["content"], str) or not turn["content"].strip():
                return f"{name} has an empty message"
    if record["prompt"][-1]["role"] != "user":
        return "the prompt does not end with the user"
    if record["chosen"][0]["content"].strip() == record["rejected"][0]["content"].strip():
        return "chosen and rejected are the same"
    fingerprint = record["fingerprint"]
    good = isinstance(fingerprint, str) and _FINGERPRINT.fullmatch(fingerprint)
    return "" if good else "the fingerprint is not of 32 hex digits"


def _unsound(row: Row) -> str:
    """Why the row's own path is not one to learn from, or nothing: the answer, and each step where the task's steps can be checked."""
    source, truth, extra = row["data_source"], row["reward_model"]["ground_truth"], row["extra_info"]
    completion = row["trajectory"][0]["content"]
    verdict = verify(source, completion, truth, extra)
    if not verdict.accepted:
        return f"the answer of its own path is refused ({verdict.reason})"
    try:
        trace_format(source)
    except LookupError:
        return ""
    steps = verify_trace(source, completion, truth, extra)
    return "" if steps.accepted else f"step {steps.step} of its own path is refused ({steps.reason})"


def _insist(row: Row, fault: str) -> None:
    if fault:
        raise BrokenTask(f"{name_of(row)}: {fault}")


def name_of(row: Row) -> str:
    """The row's key in words."""
    extra = row["extra_info"]
    return f"{extra['task']} version {extra['version']} seed {extra['seed']} draw {extra['draw']} member {extra['member']}"
