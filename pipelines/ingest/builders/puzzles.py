"""Builders of logic: the raw files of Guru's generators of zebra, ordering and graph puzzles, ARC-AGI 1 and 2, and BARC.

Generated puzzles have no split of their own: four in five are for training, by a hash of the seed and the question."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import msgspec

from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, rectangular, stated

TRAIN_SHARE = 0.8
_ZEBRA_ASKS = (
    "\nGive the whole table as JSON, with the names of the attributes as header and one list for each row, in <answer> tags, such as "
    '<answer>{"header": ["Position", "Nationality", "Job"], "rows": [["1", "british", "plumber"], ["2", "polish", "carpenter"]]}</answer>.'
)
_ORDER_ASKS = "\nGive the names in order as a list in <answer> tags, such as <answer>['pigeon', 'sparrow', 'quail']</answer>."
_WORD_ASKS = "\nPut your answer in <answer> tags, such as <answer>fdebme</answer>."
_GRID_ASKS = "\nGive the output grid for this input as a list of rows in <answer> tags, such as <answer>[[0, 1], [2, 3]]</answer>."


def zebra(row: Row, context: Context) -> Iterator[Item]:
    """`instruction`, `clues` (a text or a list), `ground_truth` with header and rows (or that as text), `config` with rows and cols."""
    clues = _of(row, "clues")
    prompt = f"{_of(row, 'instruction')}\nThe clues are:\n{clues if isinstance(clues, str) else chr(10).join(map(str, clues))}"
    table = _loaded(_of(row, "ground_truth"))
    if not isinstance(table, dict) or not table.get("rows") or not table.get("header"):
        raise Drop("no table")
    truth = json.dumps({"header": table["header"], "rows": table["rows"]}, ensure_ascii=False)
    config = row.get("config") or {}
    facts = {"rows": config.get("rows"), "cols": config.get("cols")} if isinstance(config, dict) else {}
    yield _generated("logic__zebra_puzzle_dataset", prompt, _ZEBRA_ASKS, truth, context, facts)


def ordering(row: Row, context: Context) -> Iterator[Item]:
    """`instruction`, `input` (the constraints, a text or a list), `ground_truth` (names in order), `num_objects`."""
    constraints = _of(row, "input")
    constraints = constraints if isinstance(constraints, str) else "\n".join(map(str, constraints))
    prompt = f"{str(_of(row, 'instruction')).rstrip('.')}.\nThe constraints are:\n{constraints}"
    names = _loaded(_of(row, "ground_truth"))
    if not isinstance(names, list) or not names:
        raise Drop("no order")
    truth = json.dumps([str(name) for name in names], ensure_ascii=False)
    yield _generated("logic__ordering_puzzle_dataset", prompt, _ORDER_ASKS, truth, context, {"num_objects": row.get("num_objects")})


def graph(row: Row, context: Context) -> Iterator[Item]:
    """`prompt`, `correct_response` (one word), `look_ahead`."""
    answer = str(_of(row, "correct_response")).strip()
    yield _generated(
        "logic__graph_logical_dataset", str(_of(row, "prompt")), _WORD_ASKS, answer, context, {"look_ahead": row.get("look_ahead")}
    )


def arc1(row: Row, context: Context) -> Iterator[Item]:
    """One file of ARC-AGI-1: `train` and `test`, pairs of input and output. Each test input becomes a row."""
    yield from _arc("simulation__arcagi1", _pairs(row, "train"), _pairs(row, "test"), context)


def arc2(row: Row, context: Context) -> Iterator[Item]:
    """One file of ARC-AGI-2, as of ARC-AGI-1."""
    yield from _arc("simulation__arcagi2", _pairs(row, "train"), _pairs(row, "test"), context)


def barc(row: Row, context: Context) -> Iterator[Item]:
    """`examples`, a list of pairs [input, output]; the last one is asked."""
    examples = _of(row, "examples")
    if not isinstance(examples, list) or len(examples) < 3:
        raise Drop("fewer than three examples")
    pairs = [(pair[0], pair[1]) if isinstance(pair, list) and len(pair) == 2 else (None, None) for pair in examples]
    yield from _arc("simulation__barc", pairs[:-1], pairs[-1:], context)


def _arc(data_source: str, shown: list[tuple[Any, Any]], asked: list[tuple[Any, Any]], context: Context) -> Iterator[Item]:
    examples = [(rectangular(given, "example"), rectangular(made, "example")) for given, made in shown]
    if not examples or not asked:
        raise Drop("no example or no test")
    lines = ["Each input grid is turned into its output grid by one rule. Find the rule.", ""]
    for number, (given, made) in enumerate(examples, 1):
        lines += [f"Example {number}", "Input:", _lines(given), "Output:", _lines(made), ""]
    tests = [(rectangular(given, "test"), rectangular(made, "test")) for given, made in asked]
    for number, (given, made) in enumerate(tests):
        prompt = "\n".join([*lines, "Test", "Input:", _lines(given)]) + _GRID_ASKS
        not_too_long(prompt, context.most_tokens)
        truth = json.dumps(made)
        yield Item(data_source=data_source, prompt=prompt, key=prompt, ground_truth=truth, answer=truth, facts={"test": number})


def _lines(grid: list[list[int]]) -> str:
    return "\n".join(" ".join(map(str, row)) for row in grid)


def _pairs(row: Row, name: str) -> list[tuple[Any, Any]]:
    pairs = _of(row, name)
    if not isinstance(pairs, list) or not all(isinstance(pair, dict) and {"input", "output"} <= pair.keys() for pair in pairs):
        raise Unusable(f"expected {name}, a list of pairs of input and output")
    return [(pair["input"], pair["output"]) for pair in pairs]


def _generated(data_source: str, question: str, asks: str, truth: str, context: Context, facts: dict[str, Any]) -> Item:
    question = stated(question, "question")
    prompt = question + asks
    not_too_long(prompt, context.most_tokens)
    point = int.from_bytes(blake2b(f"{context.seed}:{question}".encode("utf-8", "surrogatepass"), digest_size=8).digest()) / 2**64
    return Item(
        data_source=data_source,
        prompt=prompt,
        key=question,
        ground_truth=truth,
        answer=truth,
        split="train" if point < TRAIN_SHARE else "test",
        facts={name: value for name, value in facts.items() if value is not None},
    )


def _loaded(value: Any) -> Any:
    """A value that some files hold as text, in JSON or with Python's quotes."""
    if not isinstance(value, str):
        return value
    from synth.verifiers.parsers import literals

    try:
        return msgspec.json.decode(value)
    except ValueError:
        found = literals.parse(value)
        return found if literals.readable(found) else None


def _of(row: Row, name: str) -> Any:
    if row.get(name) is None:
        raise Unusable(f"expected {name}")
    return row[name]
