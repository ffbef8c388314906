"""The assertion of CRUXEval that a completion finishes: `[ANSWER]assert f(16) == 17[/ANSWER]`. Refused for the first of: format, input,
value, error.

Asked is what a function returns for an input, or any input for which it returns the given output. The assertion is read, not run: its value
has to be a literal, and an input is tried by calling the function in the sandbox. A ground truth is published as `{"functional": OUTPUT}`,
and what else the row says of its problem stands in the prompt: the function and the input are looked for in `extra_info.original_prompt`,
or beside `functional` as `program` and `input`, where `synth ingest` put them. Without a function no input can be judged."""

import ast
import re
from typing import Any

import msgspec

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.text import plain
from synth.verifiers.published import Extra, NoRule
from synth.verifiers.published import _python_values as python
from synth.verifiers.sandbox import Limits, Sandbox

_sandbox = Sandbox(Limits(cpu=3.0, wall=15.0))
_OPEN, _CLOSE = "[ANSWER]", "[/ANSWER]"
_PROBLEM = re.compile(r"\[PYTHON\]\s*(.*?)\s*\[/PYTHON\]", re.DOTALL)
_CALL = """

def _returned():
    return repr(f({input}))
"""


class Gold(msgspec.Struct, frozen=True):
    """functional: the output as Python writes it; input: the arguments, as the prompt or the row gives them."""

    functional: str
    program: str = ""
    input: str = ""


def read(ground_truth: str) -> Gold:
    """Raises ValueError for what holds no output that is a literal."""
    gold = msgspec.json.decode(ground_truth, type=Gold)
    python.value(gold.functional)
    return gold


def judge(gold: Gold, completion: str, lenient: bool, extra: Extra) -> Verdict:
    answer = _answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    try:
        return ACCEPT if python.equal(python.value(_assertion(answer)[1]), python.value(gold.functional)) else refuse("value")
    except python.NoValue:
        return refuse("format")


def judge_input(gold: Gold, completion: str, lenient: bool, extra: Extra) -> Verdict:
    """The verdict where an input is asked. Raises NoRule where the row does not hold the function."""
    program = gold.program or program_of(str(extra.get("original_prompt") or ""))
    if not program:
        raise NoRule("no rule decides this row: it asks for an input and holds no function to try it with")
    answer = _answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    try:
        call, written = _assertion(answer)
        if call is None or (written and not python.equal(python.value(written), python.value(gold.functional))):
            return refuse("format" if call is None else "value")
    except python.NoValue:
        return refuse("format")
    (found,) = _sandbox.call(program + _CALL.format(input=call), "_returned", [[]])
    if not found.ok:
        return refuse("error")
    try:
        return ACCEPT if python.equal(python.value(str(found.value)), python.value(gold.functional)) else refuse("value")
    except python.NoValue:
        return refuse("value")


def program_of(prompt: str) -> str:
    """The function in the last problem of a prompt, without the assertion."""
    blocks = _PROBLEM.findall(prompt)
    lines = blocks[-1].splitlines() if blocks else []
    return "\n".join(lines[:-1] if lines and lines[-1].startswith("assert ") else lines)


def _answer(completion: str, lenient: bool) -> str | Verdict:
    text = completion[completion.rfind("</think>") + len("</think>") :] if "</think>" in completion else completion
    text = text.partition("\n[PYTHON]")[0]  # a model that goes on with the next example
    end = text.rfind(_CLOSE)
    start = text.rfind(_OPEN, 0, end) if end >= 0 else -1
    return text[start + len(_OPEN) : end].strip() if start >= 0 else final_answer(text, lenient)


def _assertion(answer: str) -> tuple[str | None, str]:
    """The arguments of the call, None where there is no call, and what it is said to equal, as text."""
    text, node = _parsed(answer)
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
        return _arguments(text, node.left), ast.get_source_segment(text, node.comparators[0]) or ""
    call = _arguments(text, node)
    return (call, "") if call is not None else (None, text)


def _parsed(answer: str) -> tuple[str, ast.expr]:
    """The expression, as it stands or within its decorations. Quotes around the whole are a value's own and no decoration."""
    bare = plain(answer).strip()
    candidates = [
        answer.strip().strip("`").strip(),
        *([bare] if bare.startswith(("assert ", "f(")) or bare[:1] in "[{(-0123456789TF" else []),
    ]
    for text in candidates:
        text = text.removeprefix("assert ").strip()
        try:
            return text, python.tree(text).body
        except python.NoValue:
            continue
    raise python.NoValue("no expression")


def _arguments(text: str, node: Any) -> str | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "f":
        return None
    for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
        python.of(argument)  # a literal and nothing else
    return ", ".join(
        [ast.unparse(argument) for argument in node.args] + [f"{word.arg}={ast.unparse(word.value)}" for word in node.keywords if word.arg]
    )


def shown(gold: Gold) -> str:
    return f"[ANSWER]assert f({gold.input}) == {gold.functional}[/ANSWER]"
