"""Rewrite: change a given text step by step, each step on what the step before has left, and write the result in the layout asked for.

The whole reply is judged. Refused for the first of: format (paragraphs, lines or numbers are not those that are asked for, or something
stands beside the sentences), sentences (which ones there are), order (their order), wording (their words, letters and marks)."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.instruct._letters import NumberCount
from synth.verifiers.instruct._marks import MarkCount
from synth.verifiers.instruct._rules import LONGEST, Simple
from synth.verifiers.instruct._text import Language, Text, reply, typed, unfenced, without_marker
from synth.verifiers.instruct._words import WordCount

WHOLE_REPLY = True
REASONS = ("format", "sentences", "order", "wording")
Place = Annotated[int, Meta(ge=1, le=20)]
Sentence = Annotated[str, Meta(min_length=2, max_length=200, pattern=r"\A[^\x00-\x1f]*[.!?。！？]\Z")]
Part = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\A[^\x00-\x1f.!?。！？]+\Z")]


class Step(Frozen, frozen=True, tag_field="do", tag=str.lower):
    """One change of a list of sentences."""

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        raise NotImplementedError


class Drop(Step, frozen=True):
    """Sentences that keep a condition go."""

    given: Simple

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        return [one for one in sentences if not self.given.holds(Text(one, language))]


class Move(Step, frozen=True):
    """The sentence at a place goes to the front or to the end; nothing where there is none."""

    at: Place
    to: Literal["front", "end"]

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        moved, rest = sentences[self.at - 1 : self.at], sentences[: self.at - 1] + sentences[self.at :]
        return moved + rest if self.to == "front" else rest + moved


class Swap(Step, frozen=True):
    """Two sentences change places, where there are both."""

    one: Place
    other: Place

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        made = sentences[:]
        if max(self.one, self.other) <= len(made):
            made[self.one - 1], made[self.other - 1] = made[self.other - 1], made[self.one - 1]
        return made


class Reverse(Step, frozen=True):
    """The last sentence comes first, and so on."""

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        return sentences[::-1]


class Sort(Step, frozen=True):
    """By number of words (in Chinese characters); equal ones stay in their order."""

    falling: bool

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        return sorted(sentences, key=lambda one: len(Text(one, language).words), reverse=self.falling)


class Replace(Step, frozen=True):
    """A part of the text becomes another wherever it stands, letter by letter."""

    old: Part
    new: Part

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        return [one.replace(self.old, self.new) for one in sentences]


class Mark(Step, frozen=True):
    """Sentences that keep a condition end in this mark instead of theirs."""

    given: Simple
    mark: Annotated[str, Meta(pattern=r"\A[.!?。！？]\Z")]

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        return [one.rstrip(".!?。！？") + self.mark if self.given.holds(Text(one, language)) else one for one in sentences]


class Shout(Step, frozen=True):
    """Sentences that keep a condition are in capitals."""

    given: Simple

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        return [one.upper() if self.given.holds(Text(one, language)) else one for one in sentences]


class Add(Step, frozen=True):
    """A sentence is put in behind the one at a place; at the end where there is none."""

    sentence: Sentence
    after: Annotated[int, Meta(ge=0, le=20)]

    def apply(self, sentences: list[str], language: Language) -> list[str]:
        return [*sentences[: self.after], self.sentence, *sentences[self.after :]]


Steps = Annotated[tuple[Drop | Move | Swap | Reverse | Sort | Replace | Mark | Shout | Add, ...], Meta(min_length=1, max_length=10)]


class Rewrite(Problem, frozen=True):
    """A text and what is to be done with it."""

    language: Language
    text: Annotated[str, Meta(min_length=1, max_length=3_000, pattern=r"\A[^\x00-\x1f]+\Z")]
    steps: Steps
    layout: Literal["paragraph", "lines", "numbered", "blocks"]
    """All sentences in one paragraph, on lines, on numbered lines, or in paragraphs of `size` sentences."""
    size: Annotated[int, Meta(ge=1, le=5)] = 1


def result(problem: Rewrite) -> list[str]:
    """The sentences that all steps leave."""
    sentences = [part.value for part in Text(problem.text, problem.language).of("sentences")]
    for step in problem.steps:
        sentences = step.apply(sentences, problem.language)
    return sentences


def blocks(problem: Rewrite, sentences: list[str]) -> list[list[str]]:
    """The sentences as they stand together."""
    size = {"paragraph": max(1, len(sentences)), "blocks": problem.size}.get(problem.layout, 1)
    return [sentences[at : at + size] for at in range(0, len(sentences), size)]


def components(problem: Rewrite, answer: str) -> dict[str, bool]:
    """For each reason whether the reply keeps what stands behind it."""
    text, wanted = unfenced(reply(answer, problem.language)), [typed(one, problem.language) for one in result(problem)]
    if not 0 < len(text.value) <= LONGEST:
        return dict.fromkeys(REASONS, False)
    found, plain = _read(problem, text)
    low, known = [_bare(one) for block in found for one in block], [_bare(one) for one in wanted]
    sizes = [len(block) for block in found] == [len(block) for block in blocks(problem, low)]
    return {
        "format": plain and sizes,
        "sentences": sorted(low) == sorted(known),
        "order": [one for one in low if one in known] == [one for one in known if one in low],
        "wording": sorted(low) != sorted(known) or sorted(one for block in found for one in block) == sorted(map(_spaced, wanted)),
    }


def _spaced(sentence: str) -> str:
    return " ".join(sentence.split())


def _bare(sentence: str) -> str:
    """Its letters and digits alone, so that another mark or capital does not make it another sentence."""
    return "".join(filter(str.isalnum, sentence.lower()))


def _read(problem: Rewrite, text: Text) -> tuple[list[list[str]], bool]:
    """Sentences by paragraph or line, and whether the numbers are right and nothing stands beside the sentences."""
    found, plain = list[list[str]](), True
    parts = [one.strip() for one in text.rows] if problem.layout in ("lines", "numbered") else _paragraphs(text)
    for number, part in enumerate(parts, 1):
        if problem.layout == "numbered":
            plain = plain and part.startswith((f"{number}. ", f"{number}.\t"))
            part = without_marker(part)
        inside = [_spaced(one.value) for one in Text(part, problem.language).of("sentences")]
        plain = plain and "".join("".join(inside).split()) == "".join(part.split())
        found.append(inside)
    return found, plain


def _paragraphs(text: Text) -> list[str]:
    """Ends of lines inside a paragraph are blanks."""
    gap = " " if text.language == "en" else ""
    return [gap.join(line.strip() for line in part.split("\n")) for part in re.split(r"\n[^\S\n]*\n", text.value) if part.strip()]


def verify(problem: Rewrite, answer: str) -> Verdict:
    broken = next((reason for reason, kept in components(problem, answer).items() if not kept), "")
    return refuse(broken) if broken else ACCEPT


_TEXT = "We met at 9. Nobody came! The other 12 guests were late. Then it rained."
_ONE = Rewrite("en", _TEXT, (Drop(NumberCount(2)), Move(1, "end"), Replace("it", "the sky"), Mark(NumberCount(1), "!")), "paragraph")
_LIST = Rewrite("en", _TEXT, (Drop(WordCount(0, 2)), Sort(True), Shout(NumberCount(1))), "numbered")
_TWO = Rewrite("en", _TEXT, (Reverse(), Swap(1, 4), Add("So be it.", 2)), "blocks", 2)
_RIGHT = "Nobody came! The other 12 guests were late! Then the sky rained. We met at 9!"
_ROWS = "1. THE OTHER 12 GUESTS WERE LATE.\n2. WE MET AT 9.\n3. Then it rained."
_ZH_TEXT = "今天来了 3 个人。没有人说话！外面下着雨，天很冷。"
_ZH = Rewrite("zh", _ZH_TEXT, (Move(1, "end"), Mark(MarkCount(1, mark="，"), "！")), "lines")
_ZH_TWO = Rewrite("zh", _ZH_TEXT, (Reverse(), Replace("人", "孩子"), Add("就这样。", 3)), "paragraph")
_ZH_RIGHT = "没有人说话！\n外面下着雨，天很冷！\n今天来了 3 个人。"
EXAMPLES = (
    (_ONE, _RIGHT, ""),
    (_ONE, _RIGHT.replace("! T", "!\nT"), ""),
    (_ONE, f"\n\n{_RIGHT}\n", ""),
    (_LIST, _ROWS, ""),
    (_LIST, _ROWS.replace("\n", "\n\n"), ""),
    (_TWO, "We met at 9. The other 12 guests were late.\n\nSo be it. Nobody came!\n\nThen it rained.", ""),
    (_ONE, f"Here is the text: {_RIGHT}", "sentences"),
    (_ONE, _RIGHT.replace(" Then", "\n\nThen"), "format"),
    (_ONE, f"{_RIGHT} Done", "format"),
    (_ONE, _TEXT, "sentences"),
    (_ONE, "We met at 9! Nobody came! The other 12 guests were late! Then the sky rained.", "order"),
    (_ONE, _RIGHT.replace("9!", "9."), "wording"),
    (_LIST, _ROWS.replace("2. WE", "3. WE"), "format"),
    (_LIST, _ROWS.replace("GUESTS", "guests"), "wording"),
    (_ZH, _ZH_RIGHT, ""),
    (_ZH, _ZH_RIGHT.replace("\n", "\n\n"), ""),
    (_ZH, f"  {_ZH_RIGHT}  ", ""),
    (_ZH_TWO, "外面下着雨，天很冷。没有孩子说话！今天来了 3 个孩子。就这样。", ""),
    (_ZH_TWO, "外面下着雨，天很冷。\n没有孩子说话！今天来了 3 个孩子。\n就这样。", ""),
    (_ZH, _ZH_RIGHT.replace("\n", ""), "format"),
    (_ZH, f"改好的文字如下：\n{_ZH_RIGHT}", "format"),
    (_ZH, _ZH_RIGHT.replace("冷！", "冷。"), "wording"),
)
