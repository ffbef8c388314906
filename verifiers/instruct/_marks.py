"""Constraints on punctuation, quotation marks and brackets."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from synth.verifiers.instruct._check import Bounded, Check
from synth.verifiers.instruct._text import Text

Mark = Annotated[str, Meta(min_length=1, max_length=1, pattern=r"\A[^\w\s\x00-\x1f]\Z")]
_QUOTED = re.compile('"[^"\n]+"|“[^“”\n]+”|「[^「」\n]+」')
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]+\]")
_REMARK = re.compile(r"\([^()\n]+\)|（[^（）\n]+）")
_CURLY = {ord("“"): '"', ord("”"): '"'}
_SAME = {"?": "?？", "!": "!！", ",": ",，", ";": ";；", ":": ":：", "？": "?？", "！": "!！", "，": ",，", "；": ";；", "：": ":："}
_SAME |= {'"': '"“”'}


def _variants(mark: str) -> str:
    """The mark, as it is written in English and in Chinese."""
    return _SAME.get(mark, mark)


class WithoutMark(Check, frozen=True):
    """A mark is not there."""

    mark: Mark

    def holds(self, text: Text) -> bool:
        return not any(mark in text.value for mark in _variants(self.mark))


class MarkCount(Bounded, frozen=True, kw_only=True):
    """How often a mark is there."""

    mark: Mark

    def holds(self, text: Text) -> bool:
        return self.within(sum(text.value.count(mark) for mark in _variants(self.mark)))


class Wrapped(Check, frozen=True):
    """All of the text stands between a pair of marks, which are nowhere else in it."""

    opening: Mark
    closing: Mark

    def holds(self, text: Text) -> bool:
        value, marks = text.value, self.opening + self.closing
        if self.opening == self.closing == '"':
            value = value.translate(_CURLY)
        within = len(value) > 2 and value[0] == self.opening and value[-1] == self.closing
        return within and not any(mark in value[1:-1] for mark in marks)


class Pairs(Bounded, frozen=True, kw_only=True):
    """Passages between double quotation marks, square brackets or round ones, each on one line."""

    pair: Literal["quotations", "placeholders", "remarks"]

    def holds(self, text: Text) -> bool:
        pattern = {"quotations": _QUOTED, "placeholders": _PLACEHOLDER, "remarks": _REMARK}[self.pair]
        return self.within(len(pattern.findall(text.value)))
