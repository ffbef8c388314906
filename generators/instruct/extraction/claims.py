"""What extractions claim: their rules in words, and what those win who leave one out."""

import re
from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.instruct.extraction import written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.instruct.extraction import Extraction, items

_ORDERS = {
    "en": {"text": "order of the text", "reverse": "reverse order", "alphabet": "alphabetical order", "length": "by their number of"},
    "zh": {"text": "原文的先后顺序", "reverse": "倒过来", "length": "字数排列"},
}
RULES = (
    Rule("format", {"en": r"line of its own|on one line", "zh": r"单独一行"}),
    Rule("format", {"en": lambda p: re.escape(p.marker), "zh": lambda p: re.escape(p.marker)}, lambda p: p.marker != ""),
    Rule("format", {"en": r"brackets|quotation marks|asterisks", "zh": r"括号|引号|星号"}, lambda p: p.pair != ""),
    Rule("format", {"en": r"10,000 characters", "zh": r"10000 个字符"}),
    Rule("items", {"en": r"every (sentence|word) of the text", "zh": r"所有.*?句子"}),
    Rule(
        "items", {"en": lambda p: rf"only the first {p.most} in this order", "zh": lambda p: rf"最前面的 {p.most} 项"}, lambda p: p.most > 0
    ),
    Rule("items", {"en": lambda p: rf"{p.pick} {p.size} words", "zh": lambda p: rf"[前后] {p.size} 个字"}, lambda p: p.pick != "whole"),
    Rule("order", {"en": lambda p: _ORDERS["en"][p.order], "zh": lambda p: _ORDERS["zh"][p.order]}),
    Rule("order", {"en": "longest first|from Z to A", "zh": "长的在前"}, lambda p: p.falling),
    Rule("copy", {"en": r"exactly as they stand", "zh": r"一字不改"}, lambda p: p.case == ""),
    Rule("copy", {"en": r"in (CAPITALS|small letters) throughout", "zh": r"大写|小写"}, lambda p: p.case != ""),
    Rule("count", {"en": lambda p: re.escape(p.label), "zh": lambda p: re.escape(p.label)}, lambda p: p.label != ""),
)


def _bare(problem: Extraction) -> str:
    return "\n".join(items(problem))


def _but_the_last(problem: Extraction) -> str:
    asked = replace(problem, given=problem.given[:-1])
    return written(asked, items(asked))


def _everything(problem: Extraction) -> str:
    asked = replace(problem, given=(), most=0)
    return written(asked, items(asked))


def _as_in_the_text(problem: Extraction) -> str:
    return written(problem, items(replace(problem, order="text")))


SHORTCUTS = (
    Shortcut("everything, conditions ignored", _everything, (1.0, 1.0) + (0.01,) * 8),
    Shortcut("the right items in the order of the text", _as_in_the_text, (1.0, 0.88, 0.88) + (0.01,) * 7),
    Shortcut("the right items, a line each and nothing more", _bare, (1.0, 0.04, 0.04, 0.04) + (0.01,) * 6),
    Shortcut("all conditions but the last", _but_the_last, (1.0, 1.0) + (0.01,) * 8),
)
NO_COPIES = "A text and what is wanted of it are one question; in another order of sentences it has another answer."


def different(problem: Extraction, rng: Random) -> Iterator[Extraction]:
    """Another order, another mark between items, a sentence less."""
    yield replace(problem, order="reverse" if problem.order != "reverse" else "text")
    yield replace(problem, label=f"{problem.label}!")
    yield replace(problem, text=problem.text + problem.text[-1])
