"""Reading labels: one for each statement, in their order, or each behind the number of its statement."""

import re
from collections.abc import Iterator

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

LABELS = ("True", "False", "Unknown")
MAX_LENGTH = 2_000
_READER = Reader(WORDS | dict.fromkeys(("陈述", "句", "说法", "论断", "命题", "判断", "题", "条", "号"), " "))
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_STRANGE = re.compile(r"[^\w\s.,;:()\[\]{}|*#\"'`>=→-]")
"""Signs such as a cross, which take back what they stand behind."""
_FILLERS = frozenset("statement statements claim claims is label labels verdict and are".split())
_LABELS = {label.lower(): label for label in LABELS} | {"t": "True", "f": "False", "u": "Unknown"}
_OPEN = re.compile(r"\b(?:(?:cannot|can't|can not) be (?:known|determined|told|decided)|undetermined|not known)\b")


def read(answer: str, count: int) -> list[str] | None:
    """A label for each statement: in their order, or each behind the number of its statement."""
    if len(answer) > MAX_LENGTH:
        return None
    text = plain(answer, _READER).lower()
    if _STRANGE.search(text):
        return None
    tokens = list(_tokens(_OPEN.sub("unknown", text)))
    labels = [token for token in tokens if isinstance(token, str)]
    numbers = [token for token in tokens if isinstance(token, int)]
    if len(labels) != count or "" in labels:
        return None
    if not numbers:
        return labels
    if sorted(numbers) != list(range(1, count + 1)) or tokens[::2] != numbers:
        return None
    return [label for _, label in sorted(zip(numbers, labels, strict=True))]


def _tokens(text: str) -> Iterator[str | int]:
    for found in _TOKEN.finditer(text):
        word = found[0]
        if word.isdecimal():
            yield int(word[:4])
        elif word not in _FILLERS:
            yield _LABELS.get(word, "")
