"""The letter of an option: `D`, `(D)`, `D) 5 m`, `Answer: D`. Refused for the first of: format (no letter, or several), letter.

No answer is no answer: nothing is guessed for it."""

import re

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.text import plain
from synth.verifiers.published import Extra

_LETTER = re.compile(r"(?:the )?(?:option|choice)?\s*[\[(]?([A-Za-z])(?:[\])]?\.?|[\])][.:]?\s.*|[.:]\s.*)", re.DOTALL | re.IGNORECASE)


def read(ground_truth: str) -> str:
    """Raises ValueError for what is no letter of an option."""
    if not re.fullmatch(r"\s*\(?[A-Z]\)?\s*", ground_truth):
        raise ValueError("expected the letter of an option")
    return ground_truth.strip(" ()\n")


def judge(gold: str, completion: str, lenient: bool, extra: Extra) -> Verdict:
    """`Answer: D` counts, as some prompts ask for it."""
    answer = final_answer(completion, lenient=True)
    if isinstance(answer, Verdict):
        return answer
    found = _LETTER.fullmatch(plain(answer).strip())
    return refuse("format") if not found else ACCEPT if found[1].upper() == gold else refuse("letter")


def shown(gold: str) -> str:
    return f"\\boxed{{{gold}}}"
