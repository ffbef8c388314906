"""Builders of mathematics: DAPO, Skywork-OR1, DeepScaleR. A problem in words, and a text answer whose kind nobody states."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, short_answer, stated

ANSWER_BELOW = 100  # characters
MERGED, DEEPSCALER = "math__merged_deduped_dapo_or1_dataset", "math__deepscaler_preview"
_ASKS = "\n\nPut the final answer within \\boxed{}."
_DAPO = re.compile(
    r"\ASolve the following math problem step by step\..*?is the answer to the problem\.\s*(.*?)"
    r"\s*Remember to put your answer on its own line after \"Answer:\"\.?\s*\Z",
    re.DOTALL,
)


def dapo(row: Row, context: Context) -> Iterator[Item]:
    """`prompt` with the instructions of DAPO around the problem, `reward_model.ground_truth`."""
    content = _content(row)
    wrapped = _DAPO.match(content)
    yield _item(MERGED, wrapped[1] if wrapped else content, _truth(row), context, {})


def or1(row: Row, context: Context) -> Iterator[Item]:
    """`prompt`, and as ground truth a JSON list of answers, of which only lists of one are taken; rows of code have another `ability`."""
    if str(row.get("ability", "math")).lower() not in ("math", ""):
        raise Drop("not mathematics")
    truth = _truth(row)
    try:
        answers = msgspec.json.decode(truth)
    except ValueError:
        answers = [truth]
    answers = answers if isinstance(answers, list) else [answers]
    if len(answers) != 1:
        raise Drop("several answers")
    extra = row.get("extra_info") or {}
    facts = {"model_difficulty": extra["model_difficulty"]} if isinstance(extra, dict) and extra.get("model_difficulty") else {}
    yield _item(MERGED, _content(row), str(answers[0]), context, facts)


def deepscaler(row: Row, context: Context) -> Iterator[Item]:
    """`problem`, `answer`, and a `solution` that is not used."""
    if "problem" not in row or "answer" not in row:
        raise Unusable("expected problem and answer")
    yield _item(DEEPSCALER, str(row["problem"]), str(row["answer"]), context, {})


def _item(data_source: str, problem: str, answer: str, context: Context, facts: dict[str, Any]) -> Item:
    problem, answer = stated(problem, "problem"), stated(answer, "answer")
    short_answer(answer, ANSWER_BELOW)
    prompt = problem + _ASKS
    not_too_long(prompt, context.most_tokens)
    return Item(data_source=data_source, prompt=prompt, key=problem, ground_truth=answer, answer=answer, facts=facts)


def _content(row: Row) -> str:
    try:
        return str(row["prompt"][-1]["content"])
    except (KeyError, IndexError, TypeError) as error:
        raise Unusable("expected prompt, a list of messages") from error


def _truth(row: Row) -> str:
    try:
        return str(row["reward_model"]["ground_truth"])
    except (KeyError, TypeError) as error:
        raise Unusable("expected reward_model.ground_truth") from error
