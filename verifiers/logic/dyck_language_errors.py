"""Dyck language errors: name the position (from 1) of the first bracket error of a sequence.

An error is a closing bracket that does not match the most recent bracket still open, or that comes while none is open. When
the only fault is that brackets stay open at the end, the answer is the length plus one; when there is no fault, -1.

Refused for the first of: format (not one integer), range (neither -1 nor in 1..length+1), position (not the first error)."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic._brackets import OPENER, PATTERN
from synth.verifiers.parsers import numbers
from synth.verifiers.parsers.text import plain

_ERROR = r"(?:the )?(?:first )?error"
_LABEL = re.compile(  # matches always, perhaps nothing
    r"\**(?:(?:it|the (?:program|parser)) reports )?"
    rf"(?:{_ERROR} ?(?:is )?)?(?:at )?(?:(?:the )?(?:position|place)(?: of {_ERROR})?(?: is)?)?\s*(?:\**[:=]\**\s*)?",
    re.IGNORECASE,
)


class DyckLanguageErrors(Problem, frozen=True):
    """A sequence of brackets."""

    sequence: Annotated[str, Meta(min_length=2, max_length=1000, pattern=PATTERN)]
    """Brackets only: `"([)]<>"`."""


def first_error(sequence: str) -> int:
    """The answer for a sequence of the brackets above."""
    stack: list[str] = []
    for position, bracket in enumerate(sequence, 1):
        opener = OPENER.get(bracket)
        if opener is None:
            stack.append(bracket)
        elif not stack or stack.pop() != opener:
            return position
    return len(sequence) + 1 if stack else -1


def verify(problem: DyckLanguageErrors, answer: str) -> Verdict:
    value = numbers.integer(answer)
    if value is None and len(answer) < 100:
        value = numbers.integer(_LABEL.sub("", plain(answer), count=1))
    if value is None:
        return refuse("format")
    if value != -1 and not 1 <= value <= len(problem.sequence) + 1:
        return refuse("range")
    return ACCEPT if value == first_error(problem.sequence) else refuse("position")


_WRONG = DyckLanguageErrors("([)]<>")
_VALID = DyckLanguageErrors("({}[])«»")
_OPEN = DyckLanguageErrors("[(){「」")
_SURPLUS = DyckLanguageErrors("())(()")

EXAMPLES = (
    (_WRONG, "3", ""),
    (_WRONG, "Position 3", ""),
    (_WRONG, "**Position:** 3", ""),
    (_WRONG, "The first error is at position 3.", ""),
    (_WRONG, "It reports 3.", ""),
    (_WRONG, r"$\boxed{3}$", ""),
    (_WRONG, "The answer is **3**.", ""),
    (_VALID, "-1", ""),
    (_VALID, "−1", ""),
    (_OPEN, "7", ""),
    (_SURPLUS, "```\n3\n```", ""),
    (_WRONG, "", "format"),
    (_WRONG, "3 or 4", "format"),
    (_WRONG, "Position 3, no wait, position 4", "format"),
    (_WRONG, f"It reports{3:89}", ""),
    (_WRONG, f"It reports{3:90}", "format"),
    (_WRONG, "3*1", "format"),
    (_WRONG, "([)]<>", "format"),
    (_WRONG, "-1, 1, 2, 3, 4, 5, 6, 7", "format"),
    (_VALID, "valid", "format"),
    (_WRONG, "3.5", "format"),
    (_WRONG, "0", "range"),
    (_WRONG, "8", "range"),
    (_VALID, "-2", "range"),
    (_WRONG, "2", "position"),
    (_WRONG, "-1", "position"),
    (_VALID, "9", "position"),
    (_OPEN, "4", "position"),
    (_OPEN, "-1", "position"),
    (_SURPLUS, "7", "position"),
    (_WRONG, "答案是 3。", ""),
    (_WRONG, "第3个", ""),
    (_WRONG, "位置：3", ""),
    (_WRONG, "第一处错误在第三个位置", ""),
    (_VALID, "最终答案：－1", ""),
    (_OPEN, "答案：７", ""),
    (_WRONG, "答案是 4。", "position"),
    (_VALID, "完全正确", "format"),
    (_WRONG, "第3个或第4个", "format"),
    (_WRONG, "答案是 9", "range"),
)
