"""Constraints put together: on one part, on each part with an exception, on the parts that hold something, inside a frame, and in branches
that a given text decides. What they are put together of is simple, so that a rule is never deeper than two steps."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.instruct._case import CapitalStart, CapitalWords, InCapitals, Lower, TitleCase, Upper
from synth.verifiers.instruct._check import MANY, Check
from synth.verifiers.instruct._formats import Csv, Json, JsonKeys, JsonKinds, Table, Tagged
from synth.verifiers.instruct._layout import (
    Bulleted,
    Fenced,
    Framed,
    HeadingFirst,
    Headings,
    Labels,
    LineLength,
    NoEmptyLines,
    Numbered,
    Parted,
    Postscript,
    Repeats,
    Title,
    UnitCount,
)
from synth.verifiers.instruct._letters import (
    NUMBER,
    DigitCount,
    Endings,
    InitialCount,
    Initials,
    LetterCount,
    NumberCount,
    Palindromes,
    WithoutLetter,
)
from synth.verifiers.instruct._links import Echo, Longer, Place, SameCount, ShowsSum, StatesCount, piece
from synth.verifiers.instruct._marks import MarkCount, Pairs, WithoutMark, Wrapped
from synth.verifiers.instruct._order import Alphabetical, Ascending, ByLength, Chain, Chronological, Closings, Openings
from synth.verifiers.instruct._text import Part, Text, Unit, reply
from synth.verifiers.instruct._words import (
    Avoids,
    CharacterCount,
    Copies,
    DistinctWords,
    EndsWith,
    LongWords,
    NoRepeatedRun,
    NoWordTwice,
    OneOf,
    OwnSentences,
    PhraseOrder,
    StartsWith,
    Tongue,
    UsesAll,
    UsesTimes,
    WordAt,
    WordCount,
    WordLength,
)

Simple = (
    WordCount
    | UsesAll
    | UsesTimes
    | Avoids
    | OwnSentences
    | PhraseOrder
    | NoRepeatedRun
    | DistinctWords
    | NoWordTwice
    | WordLength
    | LongWords
    | WordAt
    | Copies
    | StartsWith
    | EndsWith
    | OneOf
    | Tongue
    | CharacterCount
    | LetterCount
    | WithoutLetter
    | InitialCount
    | Initials
    | Endings
    | Palindromes
    | DigitCount
    | NumberCount
    | Upper
    | Lower
    | CapitalWords
    | CapitalStart
    | TitleCase
    | InCapitals
    | WithoutMark
    | MarkCount
    | Wrapped
    | Pairs
    | UnitCount
    | Title
    | HeadingFirst
    | Headings
    | Parted
    | Postscript
    | Bulleted
    | Numbered
    | LineLength
    | NoEmptyLines
    | Framed
    | Fenced
    | Labels
    | Repeats
    | Alphabetical
    | ByLength
    | Ascending
    | Chronological
    | Openings
    | Closings
    | Chain
    | SameCount
    | Longer
    | Echo
    | StatesCount
    | ShowsSum
    | Json
    | JsonKeys
    | JsonKinds
    | Csv
    | Table
    | Tagged
)
LONGEST = 10_000
"""Characters of a reply that is judged, which is several times as long as any that is asked for."""
_FENCE = re.compile(r"```[A-Za-z]*")


class At(Check, frozen=True):
    """A rule for the part at a place."""

    unit: Part
    at: Place
    rule: Simple

    @property
    def group(self) -> str:
        return self.rule.group

    def holds(self, text: Text) -> bool:
        part = piece(text, self.unit, self.at)
        return part is not None and self.rule.holds(part)


class Each(Check, frozen=True):
    """A rule for every part of a kind but the one at `but` (0: no exception), which there has to be."""

    unit: Part
    rule: Simple
    but: Place = 0

    @property
    def group(self) -> str:
        return self.rule.group

    def holds(self, text: Text) -> bool:
        parts = text.of(self.unit)
        left = piece(text, self.unit, self.but) if self.but else None
        if self.but and left is None:
            return False
        return bool(parts) and all(self.rule.holds(part) for part in parts if part is not left)


class Where(Check, frozen=True):
    """A rule for every part that keeps a condition, and another for every part that does not; there are parts of both kinds."""

    unit: Part
    having: Simple
    rule: Simple
    otherwise: Simple

    @property
    def group(self) -> str:
        return self.rule.group

    def holds(self, text: Text) -> bool:
        having = [(part, self.having.holds(part)) for part in text.of(self.unit)]
        if {had for _, had in having} != {True, False}:
            return False
        return all((self.rule if had else self.otherwise).holds(part) for part, had in having)


class Inside(Check, frozen=True):
    """A rule for what stands in the only fenced block of a text, or on the lines behind its last line that is a separator."""

    within: Literal["block", "tail"]
    separator: Annotated[str, Meta(max_length=12, pattern=r"\A[^\w\s]*\Z")]
    rule: Simple

    @property
    def group(self) -> str:
        return self.rule.group

    def holds(self, text: Text) -> bool:
        if self.within == "block":
            lines = text.value.split("\n")
            fences = [at for at, line in enumerate(lines) if _FENCE.fullmatch(line.strip())]
            block = "\n".join(lines[fences[0] + 1 : fences[1]]).strip() if len(fences) == 2 else ""
            return bool(block) and self.rule.holds(Text(block, text.language))
        before, mark, tail = text.value.rpartition(f"\n{self.separator}\n")
        return bool(before and mark and tail.strip()) and self.rule.holds(Text(tail.strip(), text.language))


Scoped = Simple | At | Each | Where | Inside


class Case(Frozen, frozen=True):
    """Conditions on a given text, all of which (or, with `either`, one of which) it has to keep, and the rule that then holds."""

    given: Annotated[tuple[Simple, ...], Meta(min_length=1, max_length=3)]
    rule: Scoped
    either: bool = False

    def applies(self, material: Text) -> bool:
        return (any if self.either else all)(condition.holds(material) for condition in self.given)


class IfGiven(Check, frozen=True):
    """The rule of the first case that applies to a given text, or else the last one."""

    cases: Annotated[tuple[Case, ...], Meta(min_length=1, max_length=3)]
    otherwise: Scoped

    def chosen(self, material: Text) -> Check:
        return next((case.rule for case in self.cases if case.applies(material)), self.otherwise)


class AsGiven(Check, frozen=True):
    """As many parts of a kind as a given text has words (numbers, questions, ...) of a kind, and `plus` more."""

    unit: Unit
    of: Literal["numbers", "questions", "commas", "sentences", "paragraphs", "lines"]
    plus: Annotated[int, Meta(ge=-5, le=10)] = 0

    @property
    def group(self) -> str:
        return "layout"

    def chosen(self, material: Text) -> Check:
        number = max(0, amount(material, self.of) + self.plus)
        return UnitCount(min(number, MANY), min(number, MANY), unit=self.unit)


def amount(material: Text, of: str) -> int:
    """How many of something a text has."""
    match of:
        case "numbers":
            return len(NUMBER.findall(material.value))
        case "questions":
            return material.value.count("?") + material.value.count("？")
        case "commas":
            return material.value.count(",") + material.value.count("，")
    return len(material.of(of))  # type: ignore[arg-type]


Rule = Simple | At | Each | Where | Inside | IfGiven | AsGiven
Rules = Annotated[tuple[Rule, ...], Meta(min_length=1, max_length=20)]


def resolved(rules: tuple[Check, ...], material: Text) -> list[Check]:
    """The rules that a reply has to keep, once the given text has decided what it decides."""
    return [rule.chosen(material) if isinstance(rule, IfGiven | AsGiven) else rule for rule in rules]


def judged(rules: tuple[Check, ...], answer: str, material: Text) -> Verdict:
    """The first group of which a rule is broken."""
    text = reply(answer, material.language)
    if not 0 < len(text.value) <= LONGEST:
        return refuse("format")
    for rule in resolved(rules, material):
        if not rule.holds(text):
            return refuse(rule.group)
    return ACCEPT


def by_rule(rules: tuple[Check, ...], answer: str, material: Text) -> dict[str, bool]:
    """For each rule, named by its place and kind, whether a reply keeps it: `{"1 word_count": True}`."""
    text = reply(answer, material.language)
    named = zip(rules, resolved(rules, material), strict=True)
    return {f"{place} {rule.kind}": 0 < len(text.value) <= LONGEST and kept.holds(text) for place, (rule, kept) in enumerate(named, 1)}
