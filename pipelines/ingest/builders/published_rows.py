"""Guru's published rows: prompt, ground truth and name are kept as they are, and scored by our verifiers under that name.

Two of their kinds lack in the ground truth what their rule needs, and the prompt or `extra_info` holds it: the program of an input that
is to be found, and the imports before a program. These are put into the ground truth."""

import json
import re
from collections.abc import Iterator
from typing import Any

from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, pass_rates, stated
from synth.verifiers import published
from synth.verifiers.published.assertions import program_of

_GIVEN = re.compile(r"Given the following output:\s*\n(.*?)\nCan you predict a feasible input", re.DOTALL)
_PROGRAM = re.compile(r"copy spans of code directly\.\s*\n(.*?)\s*(?:\n\nPlease output the final answer.*)?\Z", re.DOTALL)
_KEPT = (
    "index",
    "id",
    "dataset",
    "source",
    "difficulty",
    "category",
    "task_id",
    "question_title",
    "lookahead",
    "num_objects",
    "grid_size",
    "answer_type",
)


def guru(row: Row, context: Context) -> Iterator[Item]:
    """`data_source`, `prompt`, `reward_model`, `extra_info`; rows for base models have an empty prompt and `raw_prompt` instead."""
    try:
        name, model = str(row["data_source"]), row["reward_model"]
        truth = published.text(model["ground_truth"])
    except (KeyError, TypeError) as error:
        raise Unusable("expected data_source, prompt and reward_model.ground_truth") from error
    except ValueError as error:
        raise Drop("no ground truth") from error
    messages = row.get("prompt")
    prompt = str(messages[-1]["content"]) if messages else str(row.get("raw_prompt") or "")
    prompt = stated(prompt, "prompt")
    not_too_long(prompt, context.most_tokens)
    extra = row.get("extra_info")
    extra = _loaded(extra) if isinstance(extra, str) else extra or {}
    facts: dict[str, Any] = {key: extra[key] for key in _KEPT if extra.get(key) is not None}
    facts |= pass_rates(row) | pass_rates(extra)
    yield Item(
        data_source=name,
        prompt=prompt,
        key=str(extra.get("original_question") or prompt),
        ground_truth=_whole(truth, prompt, extra),
        answer=str(extra.get("reference") or truth),
        split=str(extra.get("split") or ""),
        facts=facts,
    )


def _loaded(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}


def _whole(truth: str, prompt: str, extra: dict[str, Any]) -> str:
    """The ground truth with what the row says elsewhere."""
    if truth.startswith('"input":'):
        given, program = _GIVEN.search(prompt), _PROGRAM.search(prompt)
        try:
            if given and program and "def main_solution" in program[1]:
                output, given_input = json.loads(given[1]), json.loads(f"{{{truth}}}")["input"]
                return json.dumps(
                    {"input": given_input, "output": output, "program": program[1], "function": "main_solution"}, ensure_ascii=False
                )
        except ValueError:
            return truth
    if truth.startswith("{") and ('"functional"' in truth or '"inputs"' in truth):
        found = _loaded(truth)
        added = {"prefix": extra.get("prefix"), "reference": extra.get("reference")}
        original = extra.get("original_prompt") or ""
        if "[PYTHON]" in original and "functional" in found:
            return json.dumps(found | {"program": program_of(original)}, ensure_ascii=False)
        found |= {key: value for key, value in added.items() if value and key not in found}
        return json.dumps(found, ensure_ascii=False)
    return truth
