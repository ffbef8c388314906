"""Builders of code: LeetCodeDataset, TACO-verified, and the two parts of DeepCoder's data. A statement, tests, and where there is one a
program that passes them all in the sandbox: the shard proves it.

The ground truth holds at most eight tests, chosen by the seed, so that a reward is quick. The reference has to pass all of them, and the
whole list is kept in the row's provenance beside them."""

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, stated

MOST_TESTS = 8
LEAST_STATEMENT = 100  # letters and digits
LARGEST_INPUT = 4096  # bytes
_CODE = "\n\nWrite the program in Python, in one fenced block."
_FENCE = re.compile(r"```(?:python|py)?\s*\n(.*?)```", re.DOTALL)
_CLOSE = """\
import math

def _close(one, other):
    if isinstance(one, float) or isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-5, abs_tol=1e-5)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_close, one, other))
    return one == other

"""


def leetcode(row: Row, context: Context) -> Iterator[Item]:
    """`query` (or `problem_description` with `starter_code`), `prompt` (the imports), `completion`, `test` with a function `check`,
    `entry_point`."""
    if not all(row.get(name) for name in ("test", "entry_point", "completion")):
        raise Unusable("expected test, entry_point and completion")
    question = str(row.get("query") or row.get("problem_description") or "")
    question = question.replace("### Answer: (use the provided format with backticks)", "").strip()
    if not row.get("query") and row.get("starter_code"):
        question = f"{question}\n\n```python\n{str(row['starter_code']).strip()}\n```"
    tests = {"functional": f"{row['test']}\n\ncheck({str(row['entry_point']).strip()})"}
    more = {"prefix": str(row.get("prompt") or ""), "reference": _unfenced(str(row["completion"]))}
    meta = row.get("meta") if isinstance(row.get("meta"), dict) else {}
    facts = {"task_id": row.get("task_id"), "difficulty": row.get("difficulty") or (meta or {}).get("difficulty")}
    yield code_item("codegen__leetcode2k", question, tests, more, context, facts)


def taco(row: Row, context: Context) -> Iterator[Item]:
    """`question`, `starter_code`, `input_output` (JSON with inputs and outputs, and fn_name for functions), `solutions`, `source`."""
    if not all(name in row for name in ("question", "input_output", "solutions")):
        raise Unusable("expected question, input_output and solutions")
    question, origin = str(row["question"]), str(row.get("source") or "")
    if origin in ("geeksforgeeks", "leetcode"):
        raise Drop(f"from {origin}")
    if sum(map(str.isalnum, question)) < LEAST_STATEMENT:
        raise Drop("bare statement")
    if "image" in question.lower() or "\n![" in question:
        raise Drop("needs an image")
    tests = _json(row["input_output"])
    solutions = _list(row["solutions"])
    if not solutions:
        raise Drop("no reference program")
    if isinstance(tests, dict) and tests.get("fn_name") and origin == "codewars":
        tests = tests | {"outputs": unwrapped(tests.get("outputs"))}
    starter = str(row.get("starter_code") or "").strip()
    question = f"{question.strip()}\n\nBegin with:\n```python\n{starter}\n```" if starter else question
    facts = {"source": origin, "difficulty": row.get("difficulty")}
    yield code_item("codegen__taco", question, tests, {"reference": _unfenced(str(solutions[-1]))}, context, facts)


def primeintellect(row: Row, context: Context) -> Iterator[Item]:
    """`problem`, `solutions`, `tests` (JSON: a list of calls with fn_name, input, output, or of texts read and printed)."""
    if not all(name in row for name in ("problem", "tests")):
        raise Unusable("expected problem and tests")
    solutions, tests = _list(row.get("solutions")), _json(row["tests"])
    if not tests or not isinstance(tests, list):
        raise Drop("no tests")
    if not solutions:
        raise Drop("no reference program")
    found = {"inputs": [test.get("input") for test in tests], "outputs": [test.get("output") for test in tests]}
    if tests[0].get("type") == "function_call":
        found |= {"fn_name": tests[0].get("fn_name"), "outputs": unwrapped(found["outputs"])}
    yield code_item("codegen__primeintellect", str(row["problem"]), found, {"reference": _unfenced(str(solutions[0]))}, context, {})


def livecodebench(row: Row, context: Context) -> Iterator[Item]:
    """`problem`, `starter_code`, `tests` (JSON: testtype functional or stdin), `metadata` with func_name. There is no reference program."""
    if not all(name in row for name in ("problem", "tests")):
        raise Unusable("expected problem and tests")
    tests = _json(row["tests"])
    if not tests or not isinstance(tests, list):
        raise Drop("no tests")
    starter = str(row.get("starter_code") or "").strip()
    question = str(row["problem"]).strip() + (f"\n\nBegin with:\n```python\n{starter}\n```" if starter else "")
    if tests[0].get("testtype") == "functional":
        metadata = row.get("metadata")
        metadata = _json(metadata) if isinstance(metadata, str) else metadata or {}
        name = metadata.get("func_name")
        if not name:
            raise Drop("no name of the function")
        inputs = [[_json(line) for line in str(test["input"]).splitlines()] for test in tests]
        found = {"fn_name": f"Solution().{name}", "inputs": inputs, "outputs": [_json(test["output"]) for test in tests]}
        yield code_item("codegen__livecodebench", question, found, {"prefix": "from typing import *"}, context, {})
        return
    found = {"inputs": [test["input"] for test in tests], "outputs": [test["output"] for test in tests]}
    yield code_item("codegen__livecodebench", question, found, {}, context, {})


def _truth(tests: Any, few: Random | None) -> dict[str, Any]:
    """Tests as a ground truth has them. few: chooses eight of them; all without it."""
    if not isinstance(tests, dict) or not (tests.get("functional") or tests.get("inputs")):
        raise Drop("no tests")
    if "functional" in tests:
        return dict(tests)
    if len(tests["inputs"]) != len(tests.get("outputs") or ()):
        raise Drop("no tests")
    pairs = list(zip(tests["inputs"], tests["outputs"], strict=True))
    name = tests.get("fn_name")
    if not name:
        pairs = [(_text(given), _text(made)) for given, made in pairs]
        pairs = [(given, made) for given, made in pairs if len(given.encode("utf-8", "surrogatepass")) <= LARGEST_INPUT]
    if not pairs:
        raise Drop("no small test")
    if few and len(pairs) > MOST_TESTS:
        pairs = [pairs[place] for place in sorted([0, *few.sample(range(1, len(pairs)), MOST_TESTS - 1)])]
    if not name:
        return {"inputs": [given for given, _ in pairs], "outputs": [made for _, made in pairs]}
    calls = [f"    assert _close(candidate(*{given if isinstance(given, list) else [given]!r}), {made!r})" for given, made in pairs]
    return {"functional": f"{_CLOSE}def check(candidate):\n{chr(10).join(calls)}\n\ncheck({name})"}


def code_item(data_source: str, question: str, tests: Any, more: dict[str, str], context: Context, facts: dict[str, Any]) -> Item:
    question = stated(question, "statement")
    prompt = question + _CODE
    not_too_long(prompt, context.most_tokens)
    truth, whole = _truth(tests, Random(f"{context.seed}:{context.row}")), _truth(tests, None)
    return Item(
        data_source=data_source,
        prompt=prompt,
        key=question,
        ground_truth=json.dumps(truth | more, ensure_ascii=False),
        all_tests=json.dumps(whole | more, ensure_ascii=False) if whole != truth else "",
        answer=more.get("reference", ""),
        facts={name: value for name, value in facts.items() if value is not None},
    )


def unwrapped(outputs: Any) -> list[Any]:
    """What is returned, where each output is a list that holds it."""
    return [made[0] if isinstance(made, list) and len(made) == 1 else made for made in outputs or ()]


def _json(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Drop("tests are no JSON") from error


def _list(value: Any) -> list[Any]:
    value = _json(value) if isinstance(value, str) and value.lstrip().startswith("[") else value
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _text(lines: Any) -> str:
    return ("\n".join(map(str, lines)) if isinstance(lines, list) else str(lines)).replace("\r\n", "\n")


def _unfenced(program: str) -> str:
    found = _FENCE.findall(program)
    return "\n".join(found).strip() if found else program.strip()
