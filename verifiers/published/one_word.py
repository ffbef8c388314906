"""One word, in any case, such as the node that a graph leads to. Refused for the first of: format, word."""

import re

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.text import plain
from synth.verifiers.published import Extra


def read(ground_truth: str) -> str:
    """Raises ValueError for what is no single word."""
    word = ground_truth.strip().casefold()
    if not re.fullmatch(r"[\w-]{1,200}", word):
        raise ValueError("expected one word")
    return word


def judge(gold: str, completion: str, lenient: bool, extra: Extra) -> Verdict:
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    word = plain(answer).strip(" []()'\"").casefold()
    return refuse("format") if not word or len(word.split()) > 1 else ACCEPT if word == gold else refuse("word")


def shown(gold: str) -> str:
    return f"<answer>{gold}</answer>"
