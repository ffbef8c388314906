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
from synth.verifiers.published._python_values import NoValue, json_value, plain_value
from synth.verifiers.sandbox import Limits, Sandbox, same

_sandbox = Sandbox(Limits(cpu=5.0, wall=20.0))
_FENCE = re.compile(r"^[ \t]*+(?:```|~~~)[a-z]*[ \t]*\n|\n[ \t]*+(?:```|~~~)[ \t]*+$")
_NAMED = re.compile(r"[\"']?(?:output|input)[\"']?\s*:")
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
        written = _value(answer)
    except NoValue:
        if isinstance(gold.value, str) and plain(answer).strip("\"'") == gold.value:
            return ACCEPT
        return refuse("format")
    named = isinstance(written, dict) and set(written) == {gold.asked}
    values = [written[gold.asked], written] if named else [written]  # a value may have that name for its only key itself
    if any(same(value, gold.value, mixed=True, tolerance=TOLERANCE) for value in values):
        return ACCEPT
    value = values[0]
    if not gold.program or not isinstance(value, dict):
        return refuse("value")
    call = _CALL.format(called=CALLED, function=gold.function)
    (found,) = _sandbox.call(gold.program + call, CALLED, [[value]])
    if not found.ok:
        return refuse("error")
    return ACCEPT if same(found.value, gold.output, mixed=True, tolerance=TOLERANCE) else refuse("value")


def _value(answer: str) -> Any:
    """The value that an answer is, in JSON, else as Python writes it; `"output": 3` is read as `{"output": 3}`."""
    for text in (_FENCE.sub("", answer.strip()).strip(), plain(answer)):
        text = text.replace("\\{", "{").replace("\\}", "}").replace("\\_", "_") if "\\{" in text else text
        text = f"{{{text}}}" if _NAMED.match(text) else text
        for read_value in (json_value, plain_value):
            try:
                return read_value(text)
            except NoValue:
                continue
    raise NoValue("no value")


def shown(gold: Gold) -> str:
    return f"<answer>{json.dumps({gold.asked: gold.value})}</answer>"
