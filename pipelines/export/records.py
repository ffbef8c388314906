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
from synth.verifiers.counterfactual._letters import letter
from synth.verifiers.reward import trace_format, verify, verify_trace

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("rlvr", "contrastive", "dpo")
LETTERS = "abcd"
MARKERS = ("Analysis:", "Identify Premises:")
QUESTION = "Which of the four options must be true?"  # of tasks whose problems hold no question of their own

Record = dict[str, Any]

_OF_ROW = ("data_source", "difficulty", "split", "family_id")
_OF_SIDE = ("prompt", "response", "answer", "fingerprint")
_PAIR = (*_OF_ROW, "question", "options", *(f"{name}_{side}" for side in "ab" for name in _OF_SIDE), "edits")
_PREFERENCE = ("prompt", "chosen", "rejected", *_OF_ROW, "fingerprint")
_OPENING = re.compile(r"The passage says:\n(?:\[\d+\] [^\n]+\n)+\n")
_FINDING = re.compile(
    r"Analysis: \S[^\n]*\nIdentify Premises: "
    r"(?:(none) - not supported|((?:\[[1-9]\d{0,2}\], )*\[[1-9]\d{0,2}\]) - (supports|contradicts))\.\n+"
)
_CONCLUSION = re.compile(r"Therefore the answer is \(([a-d])\)\.")
_PRINT = re.compile("[0-9a-f]{32}")


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
    edited: list[tuple[Row, object]] = []
    for row in family:
        part = _part(row)
        role = part.get("role")
        if role not in ("original", "counterfactual", "unknown"):
            left_out["no part in a counterfactual family"] += 1
        elif role == "unknown":
            left_out["the answer is Unknown"] += 1
        elif not row["trajectory"]:
            left_out["no trace"] += 1
        elif role == "original":
            originals.append(row)
        else:
            edited.append((row, part.get("edits")))
    if len(originals) > 1:
        raise BrokenTask(f"{name_of(originals[1])}: the family has two originals")
    if not originals:
        left_out["no original to pair with"] += len(edited)
        return
    if not edited:
        left_out["no counterfactual to pair with"] += 1
        return
    for row in (originals[0], *(row for row, _ in edited)):
        _insist(row, _unsound(row))
    for row, edits in edited:
        record = _pair(originals[0], row, edits)
        _insist(row, check_pair(record))
        yield record


def _part(row: Row) -> dict[str, Any]:
    """What the provenance says of the row's part in its family."""
    text = row["extra_info"]["provenance"]
    try:
        part = msgspec.json.decode(text) if text else {}
    except (ValueError, RecursionError) as error:
        raise BrokenTask(f"{name_of(row)}: the provenance is not JSON ({error})") from error
    return part if isinstance(part, dict) else {}


def _pair(original: Row, row: Row, edits: object) -> Record:
    problem = _problem(row)
    question = problem.get("question")
    record: Record = dict.fromkeys(_PAIR) | _columns(row)
    record["question"] = question if isinstance(question, str) else QUESTION
    record["options"] = _options(problem)
    record["edits"] = msgspec.json.encode(edits).decode()
    for side, member in zip("ab", (original, row), strict=True):
        extra = member["extra_info"]
        record[f"prompt_{side}"] = member["prompt"][-1]["content"]
        record[f"response_{side}"] = extra["trace"]
        record[f"answer_{side}"] = extra["answer"]
        record[f"fingerprint_{side}"] = extra["fingerprint"]
    theirs = _problem(original)
    own = not isinstance(question, str) or all(question in record[f"prompt_{side}"] for side in "ab")
    _insist(row, "" if own else "a prompt lacks the question")
    same = _options(theirs) == record["options"] and theirs.get("question") == question
    same = same and all(original["extra_info"][key] == row["extra_info"][key] for key in ("family_id", "split", "task"))
    _insist(row, "" if same else "question, options, family_id, split or task differ from those of the original")
    return record


def _problem(row: Row) -> dict[str, Any]:
    try:
        problem = msgspec.json.decode(row["reward_model"]["ground_truth"])
    except (ValueError, RecursionError) as error:
        raise BrokenTask(f"{name_of(row)}: the ground truth is not JSON ({error})") from error
    return problem if isinstance(problem, dict) else {}


def _options(problem: Mapping[str, Any]) -> list[Any]:
    """The texts of the options, each of which is a text or ends in its text (a formula stands before it)."""
    options = problem.get("options")
    return [option[-1] if isinstance(option, list) and option else option for option in options] if isinstance(options, list) else []


def _columns(row: Row) -> Record:
    extra = row["extra_info"]
    return {"data_source": row["data_source"], "difficulty": extra["difficulty"], "split": extra["split"], "family_id": extra["family_id"]}


def check_pair(record: Mapping[str, Any]) -> str:
    """What is wrong with a contrastive record, or nothing: two prompts and two answers that differ, and two responses that go through
    the same four options in the form of the four markers. Never raises."""
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
    if len(options) != len(LETTERS) or len(set(options)) < len(options):
        return "not four options that differ"
    for side in "ab":
        found = _check_side(options, *(record[f"{name}_{side}"] for name in _OF_SIDE))
        if found:
            return f"{found} ({side})"
    for name in _OF_SIDE:
        if record[f"{name}_a"] == record[f"{name}_b"]:
            return f"both have the same {name}"
    if letter(record["answer_a"], options) == letter(record["answer_b"], options):
        return "both have the same answer"
    if not _PRINT.fullmatch(record["family_id"]):
        return "family_id is not of 32 hex digits"
    return _check_edits(record["edits"])


def _check_edits(text: str) -> str:
    try:
        edits = msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return "edits is not JSON"
    return "" if isinstance(edits, list) and edits and all(isinstance(edit, dict) for edit in edits) else "edits is not a list of edits"


def _check_side(options: list[str], prompt: str, response: str, answer: str, fingerprint: str) -> str:
    if not _PRINT.fullmatch(fingerprint):
        return "the fingerprint is not of 32 hex digits"
    if any(option not in prompt for option in options):
        return "the prompt lacks an option"
    for marker in MARKERS:
        if response.count(marker) != len(LETTERS):
            return f"the response has {response.count(marker)} times {marker!r}, not four"
    if re.search("</?(?:answer|think)>", response):
        return "the response holds a tag"
    supported = []
    opening = _OPENING.match(response)
    shown, at = prompt, 0
    if opening:  # a passage in plain text, whose premises the response numbers itself
        shown, at = opening[0], opening.end()
        numbers = re.findall(r"^\[(\d+)\]", shown, re.MULTILINE)
        if numbers != [str(number) for number in range(1, len(numbers) + 1)]:
            return "the response does not number the premises from 1"
    for place, option in enumerate(options):
        name = f"({LETTERS[place]})"
        heading = f"{name} {option}\n"
        finding = _FINDING.match(response, at + len(heading))
        if not response.startswith(heading, at):
            return f"option {name} does not stand in its place with its text"
        if not finding:
            return f"the analysis or the premises of option {name} are not in their form"
        cited = [int(number) for number in re.findall(r"\d+", finding[2] or "")]
        if cited != sorted(set(cited)):
            return f"the premises of option {name} are not in order"
        if any(f"[{number}]" not in shown for number in cited):
            return f"option {name} cites a premise that is not there"
        if finding[3] == "supports":
            supported.append(place)
        at = finding.end()
    last = _CONCLUSION.fullmatch(response, at)
    if not last:
        return 'the response does not end in a letter as in "(b)."'
    right = LETTERS.index(last[1])
    if letter(answer, options) != right:
        return "the response ends in another letter than the answer"
    return "" if supported == [right] else "the supported option is not the one that is concluded"


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
    print_ = record["fingerprint"]
    return "" if isinstance(print_, str) and _PRINT.fullmatch(print_) else "the fingerprint is not of 32 hex digits"


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
