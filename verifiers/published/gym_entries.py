"""Entries of reasoning-gym, judged by its own scorers: their faults are theirs, and rows scored so are marked as foreign. Refused for:
value.

A ground truth is `{"task": "countdown", "entry": {"question": ..., "answer": ..., "metadata": {...}}}`, or the answer alone where
`extra_info` has `task` and `metadata`, as Guru publishes it. Some scorers evaluate what they judge, and could be made to reply what a
completion likes. So an answer in which something is called, or an attribute is named, is not put to them (`code`), unless the gold answer
looks like that itself; functions of mathematics are not meant. Only a score of 1 counts as right; the shares that some scorers give for
trying do not."""

import json
import re
from typing import Any

import msgspec

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers import fallback
from synth.verifiers.extract import final_answer
from synth.verifiers.published import Extra, NoRule

_gym = fallback.Gym()
_CALL = re.compile(r"(\w+)[\s\\]*\(")
_SHAPES = (
    re.compile(r"__"),
    re.compile(r"[\]\"'}][\s\\]*\("),  # a call of what is no name
    re.compile(r"\)[\s\\]*\([\s\\]*[\"'bfr]"),
    re.compile(
        r"[^\W\d]\w*[\s\\]*\.[\s\\]*[^\W\d]\w*(?!\s+[A-Za-z])|[\])\"'}][\s\\]*\.[\s\\]*[^\W\d]"
    ),  # an attribute; not the end of a sentence
)
_MATHEMATICS = frozenset(
    "sin cos tan sec csc cot asin acos atan sinh cosh tanh sqrt cbrt log ln exp abs min max gcd lcm factorial f g h x y z n".split()
)


class Gold(msgspec.Struct):
    """task: name of the data set there; entry: its entry as it gives it."""

    task: str
    entry: dict[str, Any]


def read(ground_truth: str) -> Gold:
    """Raises ValueError for an entry without an answer."""
    if ground_truth.lstrip().startswith("{") and '"entry"' in ground_truth:
        gold = msgspec.json.decode(ground_truth, type=Gold)
        if not gold.task or not isinstance(gold.entry.get("answer"), str):
            raise ValueError("expected a task, and an entry with an answer")
        return gold
    return Gold("", {"answer": ground_truth})


def judge(gold: Gold, completion: str, lenient: bool, extra: Extra) -> Verdict:
    """Raises NoRule where the task is not known, where its scorer refuses the gold answer, and where reasoning-gym is not installed."""
    whole = gold if gold.task else _with(gold, extra)
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    if _looks_like_code(answer, str(whole.entry["answer"])):
        return refuse("code")
    try:
        right, nonsense, found = _gym.scores(whole.task, whole.entry, answer)
    except LookupError as error:
        raise NoRule(str(error)) from error
    if nonsense is not None and nonsense >= 1:
        raise NoRule(f"no rule decides this row: the scorer of {whole.task} accepts nonsense")
    if right is None or right < 1:
        raise NoRule(f"no rule decides this row: the scorer of {whole.task} does not accept its own gold answer")
    return ACCEPT if found is not None and found >= 1 else refuse("value")


def _looks_like_code(answer: str, gold: str) -> bool:
    """Whether an answer has what a program needs to do something, and the gold answer has not."""
    if any(shape.search(answer) and not shape.search(gold) for shape in _SHAPES):
        return True
    calls = {name for name in _CALL.findall(answer) if not name.isdecimal()}
    return not calls <= {*_MATHEMATICS, *_CALL.findall(gold)}


def _with(gold: Gold, extra: Extra) -> Gold:
    task, metadata = extra.get("task"), extra.get("metadata")
    metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
    if not task or not isinstance(metadata, dict):
        raise NoRule("no rule decides this row: extra_info holds no task of reasoning-gym and no metadata")
    return Gold(str(task), {"question": "", **gold.entry, "metadata": metadata})


def shown(gold: Gold) -> str:
    return f"<answer>{gold.entry['answer']}</answer>"
