"""The third route to a problem: what its English alone says.

An oracle proves an answer from the problem's JSON, and would never notice a prompt that says something else. A reader takes the prompt as a
person sees it, finds the rules, the things and the question in its sentences, solves it in its own way, and judges an answer. It imports
nothing of `synth`: `readers/<domain>/<task>.py` holds `follows(prompt, answer) -> bool`, true when the answer is right by the prompt alone,
and the only one where the prompt promises that. A sentence that it cannot read raises `Unread`: a reader never passes over a text."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from synth.verifiers.multi_turn import environment, in_turns

READERS = Path(__file__).parent / "readers"
ENDING = re.compile(
    r"\s*(?:End your reply with the final|Finish with the|When you are done, write the final|Give your final)"
    r" answer (?:in |inside |between )<answer>[^\n]*\n<answer>\n.*</answer>\s*\Z",
    re.DOTALL,
)


class Unread(ValueError):
    """A sentence that the reader does not know; the message quotes it."""


def body(prompt: str) -> str:
    """The prompt without the words on how an answer is laid out, whose example is of another problem."""
    text, found = ENDING.subn("", prompt)
    if not found:
        raise Unread(prompt[-200:])
    return text


def shown(row: Mapping[str, Any]) -> str:
    """All that a person can see: the prompt, and for a task with tools every document that these open."""
    text = str(row["prompt"][0]["content"])
    if not in_turns(row["data_source"]):
        return text
    documents = [environment(row).call("open", {"id": number}).observation for number in range(1, len(environment(row).problem.documents) + 1)]
    return "\n\n".join((text, *documents))


def reader(name: str) -> Callable[[str, str], bool] | None:
    """`follows` of a task's reader, or None where it has none."""
    if not (READERS / f"{name}.py").exists():
        return None
    follows: Callable[[str, str], bool] = import_module(f"readers.{name.replace('/', '.')}").follows
    return follows
