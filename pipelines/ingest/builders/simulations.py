"""Builders of simulation: CodeI/O (predict the output of a program, or find an input), CRUXEval (finish an assertion)."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, stated

FUNCTION = "main_solution"
_OUTPUT = 'Give the output for this input as JSON: {"output": ...}, within \\boxed{}. Do not write code.'
_INPUT = (
    'Give an input that leads to this output as JSON: {"input": {...}}, with the names of the variables as keys, within \\boxed{}. '
    "Do not write code."
)
_ASSERT_OUTPUT = (
    "Finish the assertion with the value as a literal: no calls, nothing left to work out. Put the whole assertion between "
    "[ANSWER] and [/ANSWER]."
)
_ASSERT_INPUT = (
    "Finish the assertion with any input, as literals, for which it holds. Put the whole assertion between [ANSWER] and [/ANSWER]."
)


def codeio(row: Row, context: Context) -> Iterator[Item]:
    """`problem_description`, `io_requirements`, `refcode`, `funcname`, `ios` (pairs of input and output) of which the first is taken; a
    coin, by seed and program, decides which side is asked."""
    pairs = row.get("ios")
    if pairs is None or not all(row.get(name) for name in ("problem_description", "io_requirements", "refcode")):
        raise Unusable("expected problem_description, io_requirements, refcode and ios")
    pairs = json.loads(pairs) if isinstance(pairs, str) else pairs
    if not pairs:
        raise Drop("no pair of input and output")
    given, made, program = pairs[0].get("input"), pairs[0].get("output"), str(row["refcode"])
    function = str(row.get("funcname") or FUNCTION)
    if given is None:
        raise Drop("no input")
    output_asked = bool(blake2b(f"{context.seed}:{program}".encode("utf-8", "surrogatepass"), digest_size=8).digest()[0] & 1)
    name, shown, asks = ("input", given, _OUTPUT) if output_asked else ("output", made, _INPUT)
    question = stated(str(row["problem_description"]), "problem")
    prompt = (
        f"{question}\n\nInput and output:\n{str(row['io_requirements']).strip()}\n\n"
        f"The {name} is:\n{json.dumps(shown, ensure_ascii=False)}\n\n"
        f"{asks}\n\nA program that solves the problem:\n```python\n{program.strip()}\n```"
    )
    not_too_long(prompt, context.most_tokens)
    if output_asked:
        truth, answer = f'"output": {json.dumps(made, ensure_ascii=False)}', made
    elif isinstance(given, dict) and f"def {function}" in program:
        truth, answer = json.dumps({"input": given, "output": made, "program": program, "function": function}, ensure_ascii=False), given
    else:
        raise Drop("no function to try an input with")
    facts = {"asked": "output" if output_asked else "input", **_known(row, "source", "category", "meta")}
    yield _item(
        "simulation__codeio", prompt, f"{name} {question} {json.dumps(shown)}", truth, json.dumps(answer, ensure_ascii=False), "", facts
    )


def cruxeval_output(row: Row, context: Context) -> Iterator[Item]:
    """`code`, `input`, `output`, `id`: the output is asked. For evaluation, so the rows go to `test`."""
    code, given, made = _crux(row)
    prompt = f"```python\n{code}\n```\n\nassert f({given}) == ??\n\n{_ASSERT_OUTPUT}"
    not_too_long(prompt, context.most_tokens)
    truth = json.dumps({"functional": made, "input": given}, ensure_ascii=False)
    yield _item("simulation__cruxeval-o", prompt, f"output {code} {given}", truth, made, "test", _known(row, "id"))


def cruxeval_input(row: Row, context: Context) -> Iterator[Item]:
    """The same fields: an input is asked, which is tried with the function."""
    code, given, made = _crux(row)
    prompt = f"```python\n{code}\n```\n\nassert f(??) == {made}\n\n{_ASSERT_INPUT}"
    not_too_long(prompt, context.most_tokens)
    truth = json.dumps({"functional": made, "input": given, "program": code}, ensure_ascii=False)
    yield _item("simulation__cruxeval-i", prompt, f"input {code} {made}", truth, given, "test", _known(row, "id"))


def _crux(row: Row) -> tuple[str, str, str]:
    if not all(isinstance(row.get(name), str) for name in ("code", "input", "output")):
        raise Unusable("expected code, input and output")
    return row["code"].strip(), row["input"].strip(), row["output"].strip()


def _item(data_source: str, prompt: str, key: str, truth: str, answer: str, split: str, facts: dict[str, Any]) -> Item:
    return Item(data_source=data_source, prompt=prompt, key=key, ground_truth=truth, answer=answer, split=split, facts=facts)


def _known(row: Row, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names if row.get(name) is not None}
