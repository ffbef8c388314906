"""Rows of INTELLECT-3's data (mathematics, science, code) and of SYNTHETIC-2's. Pass rates that stand beside them are kept.

Neither has reference programs, so code is kept without an answer that is known to pass. Kinds of rows that no rule here decides are set
aside by name."""

import json
from collections.abc import Iterator
from typing import Any

from synth.pipelines.ingest.builders import gym_rows
from synth.pipelines.ingest.builders.coding import code_item, unwrapped
from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, pass_rates, stated

_BOXED = "\n\nPut the final answer within \\boxed{}."
_FORM = "its rows are about the form of the answer, which nothing here checks"
_ASIDE = {
    "ifeval": _FORM,
    "formatask": _FORM,
    "ascii": _FORM,
    "pydantic": _FORM,
    "complex": _FORM,
    "unscramble": "its rows are scored by likeness to one text",
}
"""What begins the `problem_id` of rows that no rule decides, and why."""


def mathematics(row: Row, context: Context) -> Iterator[Item]:
    """`question` and `answer`."""
    yield _short_answer("math__intellect3", *_question(row), row, context)


def science(row: Row, context: Context) -> Iterator[Item]:
    """`question` and `answer`. Whether a rule reads the answer is for the verifier to say."""
    yield _short_answer("stem__intellect3", *_question(row), row, context)


def code(row: Row, context: Context) -> Iterator[Item]:
    """`question`, and `info`, JSON with `source` and `tests`: JSON with inputs and outputs, and fn_name for functions."""
    info = _loaded(row.get("info"))
    if not isinstance(info, dict) or "tests" not in info or "question" not in row:
        raise Unusable("expected question, and info with tests")
    facts = {"source": info.get("source"), **pass_rates(row)}
    yield code_item("codegen__intellect3", str(row["question"]), _tests(info["tests"]), {}, context, facts)


def synthetic(row: Row, context: Context) -> Iterator[Item]:
    """`problem_id`, whose beginning names the kind where there is one, `prompt`, and `verification_info`, JSON that differs by kind."""
    info = _loaded(row.get("verification_info"))
    if not isinstance(info, dict) or not isinstance(row.get("prompt"), str):
        raise Unusable("expected prompt and verification_info")
    prompt, identity, rates = row["prompt"], str(row.get("problem_id") or ""), pass_rates(row)
    family, facts = identity.partition("_")[0], {"problem_id": identity, **rates}
    if identity.startswith("sky_work_math") and "ground_truth" in info:
        yield _short_answer("math__synthetic2", prompt, str(info["ground_truth"]), row, context)
    elif "test_cases" in info:
        yield code_item("codegen__synthetic2", prompt, _tests(info["test_cases"]), {}, context, facts)
    elif "code_output" in info:
        truth = f'"output": {json.dumps(info["code_output"], ensure_ascii=False)}'
        not_too_long(prompt, context.most_tokens)
        answer = json.dumps(info["code_output"], ensure_ascii=False)
        yield Item(
            data_source="simulation__codeio_synthetic2", prompt=prompt, key=prompt, ground_truth=truth, answer=answer, facts=facts
        )
    elif "reasoning_gym_entry" in info:
        entry = _loaded(info["reasoning_gym_entry"])
        yield from gym_rows.entries(entry if isinstance(entry, dict) else {}, context)
    elif family in _ASIDE:
        truth = json.dumps(info, ensure_ascii=False)
        yield Item(
            data_source=f"synthetic2__{family}",
            prompt=stated(prompt, "prompt"),
            key=prompt,
            ground_truth=truth,
            answer=str(info.get("ground_truth") or ""),
            facts=facts,
            aside=f"{family}: {_ASIDE[family]}",
        )
    else:
        raise Drop("of no known kind")


def _question(row: Row) -> tuple[str, str]:
    if "question" not in row or "answer" not in row:
        raise Unusable("expected question and answer")
    return str(row["question"]), str(row["answer"])


def _short_answer(data_source: str, question: str, answer: str, row: Row, context: Context) -> Item:
    question, answer = stated(question, "question"), stated(answer, "answer")
    prompt = question if "\\boxed" in question else question + _BOXED
    not_too_long(prompt, context.most_tokens)
    return Item(data_source=data_source, prompt=prompt, key=question, ground_truth=answer, answer=answer, facts=pass_rates(row))


def _tests(tests: Any) -> Any:
    tests = _loaded(tests)
    if isinstance(tests, dict) and tests.get("fn_name"):
        return tests | {"outputs": unwrapped(tests.get("outputs"))}
    return tests


def _loaded(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None
