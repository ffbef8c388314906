"""A text in the making, of which constraints are read off: sentences about one scene, and how they are laid out."""

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from random import Random
from typing import NamedTuple

from synth.generators.registry import ROOT
from synth.verifiers.instruct._text import Language, Text, reply

_SPAN = re.compile(r"<(\d+)-(\d+)>")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


class Detail(NamedTuple):
    """Something that a text of a scene tells."""

    values: tuple[str, ...]
    """`Saturday <2-29> June`, with a number from 2 to 29."""
    sentences: tuple[str, ...]
    """`The gates open on {}.`"""


class Scene(NamedTuple):
    """What texts are about."""

    theme: str
    genres: tuple[str, ...]
    details: tuple[Detail, ...]
    fillers: tuple[str, ...]
    """Sentences that go with any of the details."""


@cache
def scenes(language: str) -> tuple[Scene, ...]:
    """All scenes, from `_scenes_<language>.md`."""
    parts = re.split(r"^# ", (ROOT / f"instruct/_scenes_{language}.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_scene(part) for part in parts)


def _scene(text: str) -> Scene:
    head, *lines = text.strip().split("\n")
    theme, *genres = head.split(" | ")
    details = list[tuple[str, list[str]]]()
    for line in lines:
        if line.startswith("- "):
            details.append((line[2:], []))
        elif line.startswith("  "):
            details[-1][1].append(line.strip())
    found = tuple(Detail(tuple(values.split("; ")), tuple(sentences)) for values, sentences in details)
    return Scene(theme, tuple(genres), found, tuple(line[2:] for line in lines if line.startswith("~ ")))


def filled(rng: Random, value: str) -> str:
    """A value with its number drawn."""
    return _SPAN.sub(lambda span: str(rng.randint(int(span[1]), int(span[2]))), value)


@dataclass
class Draft:
    """The text, sentence by sentence, until it is written out."""

    language: Language
    scene: Scene
    genre: str
    facts: tuple[str, ...]
    sentences: list[str]
    style: str = "prose"
    """How sentences are laid out: prose, lines, bullets, numbered, headings, labels."""
    sizes: list[int] = field(default_factory=list)
    """Sentences of each paragraph or section."""
    marks: tuple[str, ...] = ()
    """What stands before each sentence (lists), over each section (headings), or between paragraphs (prose)."""
    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    frame: tuple[str, str] = ("", "")
    """What stands around everything."""
    case: str = ""

    def written(self) -> str:
        gap = "" if self.language == "zh" else " "
        blocks = list[str]()
        at = 0
        for size in self.sizes:
            blocks.append(gap.join(self.sentences[at : at + size]))
            at += size
        if self.style == "prose":
            body = (f"\n\n{self.marks[0]}\n\n" if self.marks else "\n\n").join(blocks)
        elif self.style == "headings":
            body = "\n\n".join(f"{mark}\n{block}" for mark, block in zip(self.marks, blocks, strict=True))
        else:
            marks = self.marks or ("",) * len(self.sentences)
            body = "\n".join(mark + one for mark, one in zip(marks, self.sentences, strict=True))
        whole = "\n\n".join([*self.head, body, *self.tail])
        whole = {"upper": whole.upper, "lower": whole.lower, "title": lambda: _WORD.sub(_capitals, whole)}.get(self.case, whole.strip)()
        return self.frame[0] + whole + self.frame[1]

    def text(self) -> Text:
        return reply(self.written(), self.language)


def start(rng: Random, language: Language, details: int, fillers: int) -> Draft:
    """So many details of a scene, each in a sentence, and sentences between them, in one paragraph to three."""
    scene = rng.choice(scenes(language))
    chosen = rng.sample(scene.details, min(details, len(scene.details)))
    told = [(filled(rng, rng.choice(detail.values)), rng.choice(detail.sentences)) for detail in chosen]
    sentences = [capital(sentence.replace("{}", fact)) for fact, sentence in told]
    sentences += rng.sample(scene.fillers, min(fillers, len(scene.fillers)))
    rng.shuffle(sentences)
    draft = Draft(language, scene, rng.choice(scene.genres), tuple(fact for fact, _ in told), sentences)
    draft.sizes = split(rng, len(sentences), rng.randint(1, min(3, len(sentences))))
    return draft


def _capitals(word: re.Match[str]) -> str:
    return capital(word[0])


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def split(rng: Random, total: int, parts: int) -> list[int]:
    """A number as a sum of so many from 1 up."""
    cuts = [0, *sorted(rng.sample(range(1, total), parts - 1)), total]
    return [after - before for before, after in pairwise(cuts)]
