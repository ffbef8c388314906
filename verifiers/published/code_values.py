"""What a program returns for an input, or an input for which it returns the given output, in JSON. Refused for the first of: format,
value, error.

A ground truth is published as `"output": ...` or `"input": {...}`. The latter names one input of many: where the row holds the program as
well, as rows do that `synth ingest` made, every input is right for which the program returns the output, which is tried in the sandbox.
Then the ground truth is `{"input": {...}, "output": ..., "program": "...", "function": "main_solution"}`. Otherwise only the published
input is right.

Types count: `true` is not 1, `"3"` is not 3, but 2.0 is 2. The value may stand bare, or under its name as prompts ask (`{"output": 3}`)."""

import json
import re
from typing import Any

import msgspec

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.text import plain
from synth.verifiers.published import Extra
from synth.verifiers.published._python_values import NoValue, json_value
from synth.verifiers.sandbox import Limits, Sandbox, same

_sandbox = Sandbox(Limits(cpu=5.0, wall=20.0))
_FENCE = re.compile(r"^[ \t]*+(?:```|~~~)[a-z]*[ \t]*\n|\n[ \t]*+(?:```|~~~)[ \t]*+$")
TOLERANCE = 1e-9
CALLED = "_returned"
_CALL = """

def {called}(given):
    import json
    return json.loads(json.dumps({function}(**given)))
"""


class Gold(msgspec.Struct, frozen=True):
    """asked: `output` or `input`; value: what was published; output, program, function: where any input will do that leads there."""

    asked: str
    value: Any
    output: Any = None
    program: str = ""
    function: str = ""


class _Whole(msgspec.Struct):
    input: dict[str, Any]
    output: Any
    program: str
    function: str = "main_solution"


def read(ground_truth: str) -> Gold:
    """Raises ValueError for what holds neither an output nor an input."""
    text = ground_truth.strip()
    if text.startswith("{") and '"program"' in text:
        whole = msgspec.json.decode(text, type=_Whole)
        return Gold("input", whole.input, whole.output, whole.program, whole.function)
    found = msgspec.json.decode(text if text.startswith("{") else f"{{{text}}}")
    if len(found) != 1 or not {"input", "output"}.issuperset(found):
        raise ValueError('expected "output": ... or "input": ...')
    ((asked, value),) = found.items()
    return Gold(asked, value)


def judge(gold: Gold, completion: str, lenient: bool, extra: Extra) -> Verdict:
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    try:
        value = _value(answer, gold)
    except NoValue:
        if isinstance(gold.value, str) and plain(answer).strip("\"'") == gold.value:
            return ACCEPT
        return refuse("format")
    if same(value, gold.value, mixed=True, tolerance=TOLERANCE):
        return ACCEPT
    if not gold.program or not isinstance(value, dict):
        return refuse("value")
    call = _CALL.format(called=CALLED, function=gold.function)
    (found,) = _sandbox.call(gold.program + call, CALLED, [[value]])
    if not found.ok:
        return refuse("error")
    return ACCEPT if same(found.value, gold.output, mixed=True, tolerance=TOLERANCE) else refuse("value")


def _value(answer: str, gold: Gold) -> Any:
    text = _FENCE.sub("", answer.strip()).strip()
    text = text.replace("\\{", "{").replace("\\}", "}").replace("\\_", "_") if "\\{" in text else text
    named = re.match(r"[\"']?(?:output|input)[\"']?\s*:", text)
    try:
        value = json_value(f"{{{text}}}" if named else text)
    except NoValue:
        value = json_value(plain(text))
    if isinstance(value, dict) and set(value) == {gold.asked} and not (isinstance(gold.value, dict) and set(gold.value) == {gold.asked}):
        return value[gold.asked]
    return value


def shown(gold: Gold) -> str:
    return f"<answer>{json.dumps({gold.asked: gold.value})}</answer>"
