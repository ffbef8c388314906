"""Rows of SynLogic's data set, and the same puzzles within INTELLECT-3's: they become problems of ours, are asked in our words and judged
by our rules. So a published pass rate, which is kept, is one of the same puzzle in other words.

What no problem of ours states keeps its own question, and is set aside with the reason."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from random import Random
from typing import Any

import msgspec

from synth.generators import registry
from synth.generators.prompts import languages, render
from synth.pipelines.ingest.builders.synlogic_puzzles import ABSENT, PUZZLES, NotOurs
from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, pass_rates, stated
from synth.schemas.problem import Problem


def synlogic(row: Row, context: Context) -> Iterator[Item]:
    """`data_source` with the task (`val/campsite` or `campsite`), `prompt`, and `extra_info.game_data_str`, JSON with question, answer,
    difficulty and metadata."""
    extra = row.get("extra_info")
    if not isinstance(extra, dict) or "game_data_str" not in extra or not row.get("data_source"):
        raise Unusable("expected data_source and extra_info.game_data_str")
    messages = row.get("prompt") or []
    asked = str(messages[-1]["content"]) if messages else ""
    yield _item(str(row["data_source"]).rpartition("/")[2], extra["game_data_str"], asked, {}, context)


def intellect(row: Row, context: Context) -> Iterator[Item]:
    """`question`, and `info`, JSON with task_name (or task) and game_data_str; pass rates in columns named by model and number of
    samples."""
    info = _loaded(row.get("info"))
    if not isinstance(info, dict) or not (info.get("task_name") or info.get("task")) or "question" not in row:
        raise Unusable("expected question, and info with task_name and game_data_str")
    data = info.get("game_data_str") or info.get("game_data")
    yield _item(str(info.get("task_name") or info.get("task")), data, str(row["question"]), pass_rates(row), context)


def _item(task: str, game: Any, asked: str, facts: dict[str, Any], context: Context) -> Item:
    game = _loaded(game)
    if not isinstance(game, dict):
        raise Drop("no data of the puzzle")
    data, answer = game.get("metadata") or {}, game.get("answer")
    facts = {"task": task, **({"difficulty": game["difficulty"]} if game.get("difficulty") is not None else {}), **facts}
    try:
        fields, solution = _puzzle(task, data, answer)
        found = registry.load(f"logic/{task}")
        problem: Problem = found.problem.from_fields(fields)
    except (NotOurs, msgspec.ValidationError) as error:
        why = str(error) if isinstance(error, NotOurs) else "a problem of ours has other bounds"
        question = stated(asked or str(game.get("question") or ""), "question")
        return Item(
            data_source=f"logic__synlogic_{task}",
            prompt=question,
            key=f"{task}: {question}",
            ground_truth=json.dumps({"answer": answer, "metadata": data}, ensure_ascii=False),
            answer=str(answer),
            facts=facts,
            aside=f"{task}: {why}",
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Drop(f"{task}: its data have another form") from error
    truth = problem.to_json()
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in asked or str(game.get("question"))) and "zh" in languages(found.name)
    language = "zh" if chinese else "en"
    rng = Random(int.from_bytes(blake2b(truth.encode(), digest_size=8).digest()) + context.seed)
    prompt = render(found, problem, rng, language)
    not_too_long(prompt, context.most_tokens)
    return Item(
        data_source=f"synth/{found.name}",
        prompt=prompt,
        key=f"{task}: {truth}",
        ground_truth=truth,
        answer=solution,
        language=language,
        facts=facts,
    )


def _puzzle(task: str, data: Any, answer: Any) -> tuple[dict[str, Any], str]:
    if task not in PUZZLES:
        raise NotOurs(ABSENT.get(task, "no task of ours"))
    return PUZZLES[task](data, answer)


def _loaded(value: Any) -> Any:
    try:
        return msgspec.json.decode(value) if isinstance(value, str) else value
    except ValueError:
        return None
