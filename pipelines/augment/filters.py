"""Filters of a rewritten passage: what it must not be.

Refused: scaffolding, a copy of an option, far from the original in length, or the original.

A passage that names "Option A" or repeats an option word for word can be answered without reasoning.
"""

import re
from collections.abc import Sequence

MIN_LENGTH, MAX_LENGTH = 0.6, 1.6
"""Length of a new passage over that of the original, in words."""
SHORT_OPTION = 4
"""Words up to which an option counts as a name or a number, which a passage may have to mention."""
COPIED_WORDS = 8
"""Words of an option in a row that are a copy, unless the original has them too."""

_SCAFFOLD = re.compile(
    r"\b(?:option|choice|answer|statement)\s*(?:\([a-e1-5]\)|(?-i:[A-E])(?![\w'’]))|\b(?:option|choice)\s*[1-5](?!\w)"
    r"|\bpremises?\s*(?:\(?\d|:)|\[\d{1,2}\]|(?:^|\n)\s*(?:\(?[a-d1-4][.)]|#+|[-*•])\s"
    r"|\bhere(?:\s+is|\s+are|['’]s)\s+(?:the|a|an|my|your)\b[^.\n]{0,60}(?:passage|text|version|context|paragraph|rewrite)"
    r"|^(?:sure|certainly|of course|okay)\b[,.!:]|\bas an ai\b"
    r"|\b(?:new|revised|rewritten|modified|updated|original) (?:passage|context|version)\b"
    r"|^\s*text\s*:|\b(?:passage|context|title|analysis|rationale|question|answer|note)\s*:"
    r"|\b(?:correct|right) (?:answer|option|choice)\b|\bcounterfactual\b|</?\w{1,12}>|```|\*\*|\{\{|\{%",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+(?:['’]\w+)?")


def passage_fault(text: str, original: str, options: Sequence[str], question: str = "") -> str:
    """Why a new passage is refused: `scaffold`, `copied`, `length`, `unchanged`, or empty when it passes. Words that the original
    uses itself are no scaffolding."""
    allowed = {found.casefold().strip() for found in _SCAFFOLD.findall(original)}
    if any(found.casefold().strip() not in allowed for found in _SCAFFOLD.findall(text)):
        return "scaffold"
    new, old = _words(text), _words(original)
    if new == old:
        return "unchanged"
    if question and len(_words(question)) >= COPIED_WORDS and _joined(_words(question)) in _joined(new):
        return "scaffold"
    if any(_copied(_words(option), new, old) for option in options):
        return "copied"
    return "" if MIN_LENGTH * len(old) <= len(new) <= MAX_LENGTH * len(old) else "length"


def _copied(option: list[str], new: list[str], old: list[str]) -> bool:
    if len(option) <= SHORT_OPTION:
        return False
    text, before = _joined(new), _joined(old)
    if _joined(option) in text:
        return True
    runs = (_joined(option[start : start + COPIED_WORDS]) for start in range(len(option) - COPIED_WORDS + 1))
    return any(run in text and run not in before for run in runs)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())


def _joined(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
