"""Constraints on how a text is laid out: parts and their number, titles, headings, lists, separators, frames."""

import re
from itertools import pairwise
from typing import Annotated, Literal

from msgspec import Meta

from synth.verifiers.instruct._check import Bounded, Check, Phrase, Phrases
from synth.verifiers.instruct._text import Text, Unit

_TITLE = re.compile(r"<<([^<>\n]+)>>|《([^《》\n]+)》")
_FENCE = re.compile(r"```([A-Za-z]*)\n(.*)\n```", re.DOTALL)
_NUMBERED = {
    "dot": re.compile(r"([0-9]{1,3})\.\s+\S"),
    "bracket": re.compile(r"([0-9]{1,3})\)\s+\S"),
    "comma": re.compile(r"([0-9]{1,3})、\s*\S"),
}
_BULLETED = re.compile(r"([-*•+])\s+(?=[^\s*])")


class UnitCount(Bounded, frozen=True, kw_only=True):
    """Parts of one kind."""

    unit: Unit

    def holds(self, text: Text) -> bool:
        return self.within(len(text.of(self.unit)))


class Title(Check, frozen=True):
    """The first line is a title in double angle brackets, and nothing else."""

    def holds(self, text: Text) -> bool:
        found = _TITLE.fullmatch(text.value.split("\n", 1)[0].strip())
        return found is not None and any(map(str.isalnum, found[0]))


class HeadingFirst(Check, frozen=True):
    """The first line is a heading of markdown with this text."""

    heading: Phrase

    def holds(self, text: Text) -> bool:
        return text.value.split("\n", 1)[0].strip() == f"# {self.heading}"


class Headings(Check, frozen=True):
    """The headings are these, in order, each with the same number of signs and with text below it."""

    headings: Phrases
    depth: Annotated[int, Meta(ge=1, le=4)]

    def holds(self, text: Text) -> bool:
        rows = [row.strip() for row in text.rows]
        wanted = [f"{'#' * self.depth} {heading}" for heading in self.headings]
        found = [at for at, row in enumerate(rows) if row.startswith("#")]
        followed = all(after - at > 1 for at, after in pairwise([*found, len(rows)]))
        return [rows[at] for at in found] == wanted and followed


class Parted(Check, frozen=True):
    """So many parts with lines between them that hold the separator alone, and none of them is empty."""

    separator: Annotated[str, Meta(min_length=1, max_length=12, pattern=r"\A[^\w\s]+\Z")]
    parts: Annotated[int, Meta(ge=2, le=12)]

    def holds(self, text: Text) -> bool:
        rows = [row.strip() for row in text.rows]
        at = [-1, *(place for place, row in enumerate(rows) if row == self.separator), len(rows)]
        return len(at) == self.parts + 1 and all(after - before > 1 for before, after in pairwise(at))


class Postscript(Check, frozen=True):
    """The last paragraph begins with this mark and goes on."""

    mark: Phrase

    def holds(self, text: Text) -> bool:
        last = text.of("paragraphs")[-1].value if text.of("paragraphs") else ""
        return last.startswith(self.mark) and len(last) > len(self.mark) + 3


class Bulleted(Check, frozen=True):
    """There are list items, and all of them have this mark."""

    mark: Literal["-", "*", "•", "+"]

    def holds(self, text: Text) -> bool:
        marks = [found[1] for row in text.rows if (found := _BULLETED.match(row.strip()))]
        return bool(marks) and set(marks) == {self.mark}


class Numbered(Check, frozen=True):
    """There are numbered items, in this style, with numbers that go up by a step from a start, and nothing is numbered in another style."""

    style: Literal["dot", "bracket", "comma"]
    start: Annotated[int, Meta(ge=0, le=99)] = 1
    step: Annotated[int, Meta(ge=-10, le=20)] = 1

    def holds(self, text: Text) -> bool:
        rows = [row.strip() for row in text.rows]
        found = [int(number[1]) for row in rows if (number := _NUMBERED[self.style].match(row))]
        wanted = [self.start + self.step * place for place in range(len(found))]
        return bool(found) and len(text.numbers) == len(found) and found == wanted


class LineLength(Bounded, frozen=True):
    """Characters of every line that is not empty, with its blanks inside."""

    def holds(self, text: Text) -> bool:
        return all(self.within(len(part.value)) for part in text.of("lines"))


class NoEmptyLines(Check, frozen=True):
    """No line between the first and the last is empty."""

    def holds(self, text: Text) -> bool:
        return len(text.rows) == text.value.count("\n") + 1


class Framed(Check, frozen=True):
    """First and last line are this one, which is nowhere else."""

    line: Annotated[str, Meta(min_length=2, max_length=12, pattern=r"\A[^\w\s]+\Z")]

    def holds(self, text: Text) -> bool:
        rows = [row.strip() for row in text.rows]
        return len(rows) > 2 and rows[0] == self.line == rows[-1] and rows.count(self.line) == 2


class Fenced(Check, frozen=True):
    """All of the text stands in one fenced block, with this word behind the first fence, or none."""

    tag: Annotated[str, Meta(max_length=12, pattern=r"\A[A-Za-z]*\Z")] = ""

    def holds(self, text: Text) -> bool:
        found = _FENCE.fullmatch(text.value)
        return found is not None and found[1] == self.tag and "```" not in found[2] and bool(found[2].strip())


class Labels(Check, frozen=True):
    """The lines begin with these labels, one each, in order, and go on."""

    labels: Phrases

    def holds(self, text: Text) -> bool:
        lines = [part.value for part in text.of("lines")]
        if len(lines) != len(self.labels):
            return False
        return all(line.startswith(label) and line[len(label) :].strip() for line, label in zip(lines, self.labels, strict=True))


class Repeats(Check, frozen=True):
    """The first line is this sentence, letter by letter, and something follows it."""

    sentence: Phrase

    def holds(self, text: Text) -> bool:
        first, _, rest = text.value.partition("\n")
        return first.strip() == self.sentence and bool(rest.strip())
