"""Dyck language: complete the beginning of a bracket sequence with the fewest brackets, so that every bracket is closed in proper nesting.

Refused for the first of: format (not brackets alone), prefix (the beginning is changed), match (an added closing bracket does not match
the innermost open one), open (a bracket stays open), fewest (more brackets are added than it takes). The whole sequence and the added
brackets alone are both right."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic._brackets import CLOSER, OPENER, PATTERN, stacks
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

MAX_LENGTH = 5_000
"""Characters of an answer after its decorations are off."""

_WHAT = r"(?:sequences?|brackets?|completions?|endings?|rest|strings?)"
_LABEL = re.compile(
    rf"[\s*]*+(?:(?:the|full|whole|complete|completed|missing|closing|added|balanced|valid)\s++)*+{_WHAT}(?:\s++(?:is|are)\b)?\s*+\**+:?\**+(?!\w)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\[\s*+(?:\"[^\"\s]{1,2}\"|'[^'\s]{1,2}')(?:\s*+,\s*+(?:\"[^\"\s]{1,2}\"|'[^'\s]{1,2}'))*+\s*+\]")
_BLANKS = re.compile(r"[\s,\"'`*$]+")
_CHINESE = Reader(
    WORDS
    | dict.fromkeys(("补全后的序列", "完整序列", "完整的序列", "补全序列", "补全的括号", "补全后的括号序列", "完整的括号序列"), "sequence")
    | dict.fromkeys(("需要补上的括号", "要补上的括号", "补上的括号", "缺少的括号", "需要添加的括号", "添加的括号", "应补上"), "brackets")
    | {"是": "is", "为": "is"}
)


class DyckLanguage(Problem, frozen=True):
    """The beginning of a sequence of brackets."""

    prefix: Annotated[str, Meta(min_length=1, max_length=1000, pattern=PATTERN)]
    """Without a wrong closing bracket, and with some left open: `"([]<"`."""

    def __post_init__(self) -> None:
        if not waiting(self):
            raise ValueError("every closing bracket matches the innermost open one, and some bracket stays open")


@kept
def waiting(problem: DyckLanguage) -> str:
    """The brackets that stay open, innermost last; nothing where a closing one is wrong."""
    found = stacks(problem.prefix)
    return found[-1] if len(found) == len(problem.prefix) else ""


def completion(prefix: str) -> str:
    """The one shortest completion."""
    return "".join(CLOSER[bracket] for bracket in reversed(stacks(prefix)[-1]))


def verify(problem: DyckLanguage, answer: str) -> Verdict:
    text = plain(answer, _CHINESE)
    if len(text) > MAX_LENGTH:
        return refuse("format")
    if label := _LABEL.match(text):
        text = plain(text[label.end() :], None)
    if _QUOTED.fullmatch(text):
        text = text[1:-1]
    text = _BLANKS.sub("", text)
    if not re.search(PATTERN, text):
        return refuse("format")
    if text[0] in CLOSER:
        if not text.startswith(problem.prefix):
            return refuse("prefix")
        text = text[len(problem.prefix) :]
    open_now = waiting(problem)
    fewest = len(open_now)
    for bracket in text:
        if bracket in CLOSER:
            open_now += bracket
        elif not open_now or open_now[-1] != OPENER[bracket]:
            return refuse("match")
        else:
            open_now = open_now[:-1]
    if open_now:
        return refuse("open")
    return ACCEPT if len(text) == fewest else refuse("fewest")


_ONE = DyckLanguage("([]{<>(")
_TWO = DyckLanguage("«[「」(<")

EXAMPLES = (
    (_ONE, "([]{<>()})", ""),
    (_ONE, ")})", ""),
    (_ONE, "( [ ] { < > ( ) } )", ""),
    (_ONE, "The completed sequence is ([]{<>()})", ""),
    (_ONE, "**Missing brackets:** ) } )", ""),
    (_ONE, "`)})`", ""),
    (_ONE, '[")", "}", ")"]', ""),
    (_ONE, "```\n([]{<>()})\n```", ""),
    (_TWO, ">)]»", ""),
    (_TWO, "«[「」(<>)]»", ""),
    (_ONE, f"){' ' * 4_997}}})", ""),
    (_ONE, f"){' ' * 4_998}}})", "format"),
    (_ONE, "", "format"),
    (_ONE, "3", "format"),
    (_ONE, ") } ) or ) ) }", "format"),
    (_ONE, "([]{<>(...", "format"),
    (_ONE, "([]{<>(", "open"),
    (_ONE, ")}", "open"),
    (_ONE, "()", "prefix"),
    (_ONE, "([]{<(", "prefix"),
    (_ONE, "(){}[]", "prefix"),
    (_ONE, ")}]", "match"),
    (_ONE, "}))", "match"),
    (_ONE, "([]{<>(})", "match"),
    (_ONE, ")}))", "match"),
    (_ONE, ")[]})", "fewest"),
    (_ONE, "([]{<>()}[])", "fewest"),
    (_ONE, ")}(", "open"),
    (_ONE, "答案是：([]{<>()})", ""),
    (_ONE, "补全后的序列是：([]{<>()})", ""),
    (_ONE, "需要补上的括号：）｝）", ""),
    (_ONE, "（［］｛＜＞（）｝）", ""),
    (_ONE, "完整序列为 ([]{<>()})。", ""),
    (_TWO, "最终答案：＞）］»", ""),
    (_ONE, "右圆括号、右花括号、右圆括号", "format"),
    (_ONE, "答案是：}))", "match"),
    (_ONE, "无法补全", "format"),
    (_ONE, "补上的括号：)}", "open"),
)
