"""Documents in words: each fact has several wordings in each language, in `_sayings_<language>.md`, as a sentence, in short, and beside
another one.

`texts(problem)` is all that the documents say. The words go by the problem's own `wording` alone, so they are the same wherever they are
shown: in a prompt, or by an environment that has nothing but the row."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from synth.verifiers.worlds._terms import KINDS, TERMS
from synth.verifiers.worlds._told import Told
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Document, Eras, Fact, dated

DASH = "–"
JOINED = 3, 8
"""The share of a letter's sentences that something leads in."""
_64 = 2**64 - 1
_LABELS = {
    "en": {"guild": "the guild of the {}", "house": "the house of {}", "work": 'the book "{}"', "river": "the river {}"},
    "zh": {"guild": "{}行会", "house": "{}家族", "work": "《{}》"},
}


class _Draws:
    """Draws by a number, the same on every machine: splitmix64 (Steele, Lea and Flood, 2014)."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, count: int) -> int:
        self.state = (self.state + 0x9E3779B97F4A7C15) & _64
        mixed = ((self.state ^ self.state >> 30) * 0xBF58476D1CE4E5B9) & _64
        mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & _64
        return (mixed ^ mixed >> 31) % count

    def shuffled(self, options: tuple[str, ...]) -> list[str]:
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in options]


class Text(NamedTuple):
    """A document in words: its title and its lines, of which a blank one is none."""

    title: str
    lines: tuple[str, ...]


@cache
def sayings(language: str) -> Mapping[str, tuple[str, ...]]:
    """For each kind of sentence its wordings: `{"teacher short": ("taught by {v}", ...)}`."""
    sections = re.split(r"^## ", Path(__file__).with_name(f"_sayings_{language}.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {head: tuple(line.removeprefix("- ") for line in lines) for head, *lines in (s.strip().split("\n") for s in sections)}


def date(eras: Eras, year: int, language: str, short: bool = False) -> str:
    """A year as documents have it: `year 12 of the Orvan era`, in tables `Orvan 12`; `奥凡纪12年`."""
    name, number = dated(eras, year)
    if language == "zh":
        return f"{name}{number}年"
    return f"{name} {number}" if short else f"year {number} of the {name} era"


def given_date(eras: Eras, year: int, language: str) -> str:
    """A year as answers and steps have it: `Orvan era, year 12`, `奥凡纪第12年`."""
    name, number = dated(eras, year)
    return f"{name}第{number}年" if language == "zh" else f"{name} era, year {number}"


def label(name: str, kind: str, language: str) -> str:
    """An entity as sentences name it: `the guild of the Silver Wheel`."""
    return _LABELS[language].get(kind, "{}").format(name)


def years(count: int, language: str) -> str:
    return f"{count}年" if language == "zh" else f"{count} year{'s' if count != 1 else ''}"


def texts(problem: Told) -> list[Text]:
    """The documents of a problem in words."""
    writer = _Writer(problem)
    return [writer.text(number) for number in range(len(problem.documents))]


class _Writer:
    """Writes the documents of a problem, one after the other."""

    def __init__(self, problem: Told) -> None:
        self.problem, self.language = problem, problem.language
        self.aliases = {alias.of: alias.name for alias in problem.aliases}
        self.labels = [label(name, kind, self.language) for name, kind in zip(problem.names, problem.kinds, strict=True)]
        self.said = sayings(self.language)
        self.blank = "" if self.language == "zh" else " "

    def text(self, number: int) -> Text:
        self.document: Document = self.problem.documents[number]
        self.draws = _Draws(self.problem.wording * 1_000 + number)
        facts, kind = self.document.facts, self.document.kind
        title = self.pick(f"title {kind}").format(x=self.name(facts[0].of, bool(facts[0].called & 1), True))
        told_here = [alias for alias in self.problem.aliases if alias.document == number]
        aliases = [self.sentence(self.pick("alias").format(x=self.problem.names[alias.of], v=alias.name)) for alias in told_here]
        if kind == "table":
            lines = self.table()
        elif kind in ("catalogue", "entry"):
            lines = self.catalogue(kind == "entry")
        else:
            sentences = [self.sentence(self.fact(fact)) for fact in facts]
            if kind == "letter":
                sentences = self.letter(sentences)
            lines = [self.blank.join(sentences)]
        return Text(title, tuple(([self.blank.join(aliases)] if aliases else []) + lines))

    def letter(self, sentences: list[str]) -> list[str]:
        """Some of the sentences led in, no two in the same way while there are others."""
        first, further = self.pick("letter first"), self.draws.shuffled(self.said["letter further"])
        lines = []
        for number, sentence in enumerate(sentences):
            if self.draws.below(JOINED[1]) >= JOINED[0]:
                lines.append(sentence)
                continue
            lines.append((further[number % len(further)] if number else first).format(s=sentence))
        return lines

    def pick(self, kind: str) -> str:
        options = self.said[kind]
        return options[self.draws.below(len(options))]

    def sentence(self, text: str) -> str:
        return text[0].upper() + text[1:]

    def name(self, entity: int, by_alias: bool, bare: bool = False) -> str:
        if by_alias:
            return self.aliases[entity]
        return self.problem.names[entity] if bare else self.labels[entity]

    def value(self, fact: Fact, short: bool = False) -> str:
        if ATTRIBUTES[fact.attribute].to == "year":
            return date(self.problem.eras, fact.value, self.language, short)
        return self.name(fact.value, bool(fact.called & 2), short)

    def fact(self, fact: Fact) -> str:
        """A sentence, without its capital."""
        x = self.name(fact.of, bool(fact.called & 1))
        if fact.like < 0:
            return self.pick(fact.attribute).format(x=x, v=self.value(fact))
        y = self.name(fact.like, bool(fact.called & 2))
        kind = f"{fact.attribute} {'back' if fact.value < 0 else 'like'}"
        return self.pick(kind).format(x=x, y=y, n=years(abs(fact.value), self.language))

    def grouped(self) -> dict[int, list[Fact]]:
        groups: dict[int, list[Fact]] = {}
        for fact in self.document.facts:
            groups.setdefault(fact.of, []).append(fact)
        return groups

    def catalogue(self, entry: bool) -> list[str]:
        """A line for each of whom it tells: their name and what is told in short."""
        colon, comma, stop = ("：", "；", "。") if self.language == "zh" else (": ", "; ", ".")
        lines = []
        for entity, facts in self.grouped().items():
            told = [self.pick(f"{fact.attribute} short").format(v=self.value(fact)) for fact in facts if fact.like < 0]
            line = self.sentence(self.name(entity, bool(facts[0].called & 1))) + colon + comma.join(told) + stop if told else ""
            whole = [self.sentence(self.fact(fact)) for fact in facts if fact.like >= 0]
            lines.append(self.blank.join([line] * bool(line) + whole))
        return lines

    def table(self) -> list[str]:
        """Rows of those of whom it tells, columns of what it tells; a dash where it tells nothing."""
        groups = self.grouped()
        columns: list[Attribute] = list(dict.fromkeys(fact.attribute for fact in self.document.facts))
        terms, nouns = TERMS[self.language], KINDS[self.language]
        kind = self.problem.kinds[self.document.facts[0].of]
        rows = [[nouns[kind][0], *(terms[column] for column in columns)]]
        for entity, facts in groups.items():
            cells = {fact.attribute: self.value(fact, short=True) for fact in facts}
            rows.append([self.name(entity, bool(facts[0].called & 1), True), *(cells.get(column, DASH) for column in columns)])
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return [lines[0], "|" + " --- |" * (len(columns) + 1), *lines[1:]]
