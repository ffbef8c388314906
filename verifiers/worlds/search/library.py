"""The documents of a world behind two tools, `search(query)` and `open(id)`, whose replies are text: what they say depends on the row and
the arguments alone."""

from typing import NamedTuple

from synth.schemas.problem import kept
from synth.verifiers.worlds._query import Follow, Gap
from synth.verifiers.worlds._steps import proof
from synth.verifiers.worlds._texts import texts
from synth.verifiers.worlds._told import Told, told_by, world
from synth.verifiers.worlds._world import ATTRIBUTES, Cell, Fact
from synth.verifiers.worlds.search.bm25 import Index, words

HITS = 5
"""Documents that a search names at most."""
SNIPPET = {"en": 32, "zh": 12}
"""Signs of a document's beginning that a search shows: enough to see its kind, not to read what it tells."""
REPLIES = {
    "en": {"none": "Nothing found.", "id": "There is no such document.", "words": "has", "head": "Document {id}. {title}"},
    "zh": {"none": "没有找到。", "id": "没有这份文献。", "words": "含有", "head": "文献{id}：{title}"},
}


class Hit(NamedTuple):
    """number: the document's, from 1. matched: the words of the query that it holds."""

    number: int
    title: str
    snippet: str
    matched: tuple[str, ...]


class Library:
    """Of one problem."""

    def __init__(self, problem: Told) -> None:
        self.language = problem.language
        self.texts = texts(problem)
        self.index = Index(["\n".join((text.title, *text.lines)) for text in self.texts])

    def hits(self, query: str, most: int = HITS) -> list[Hit]:
        """What a search finds, the best first."""
        asked, found = list(dict.fromkeys(words(query))), list[Hit]()
        asked = [word for word in asked if word.isascii() or len(word) > 1] or asked  # of Chinese the pairs of signs alone are told
        for place in self.index.ranked(query, most):
            text, begin = self.texts[place], " ".join(self.texts[place].lines)[: SNIPPET[self.language]]
            begin = (begin.rpartition(" ")[0] if self.language == "en" else begin) + "…"
            found.append(Hit(place + 1, text.title, begin, tuple(word for word in asked if place in self.index.places.get(word, ()))))
        return found

    def search(self, query: str) -> str:
        """The reply of `search`: a line for each document, with the words of the query that it holds."""
        said, comma, colon = REPLIES[self.language], *((", ", ": ") if self.language == "en" else ("、", "："))
        lines = []
        for hit in self.hits(query):
            line = f"F{hit.number} | {hit.title} | {hit.snippet}"
            lines.append(f"{line} | {said['words']}{colon}{comma.join(hit.matched)}" if hit.matched else line)
        return "\n".join(lines) or said["none"]

    def open(self, number: int | None) -> str:
        """The reply of `open`: the whole document."""
        said = REPLIES[self.language]
        if number is None or not 0 < number <= len(self.texts):
            return said["id"]
        text = self.texts[number - 1]
        return "\n".join((said["head"].format(id=f"F{number}", title=text.title), *text.lines))


@kept
def library(problem: Told) -> Library:
    """The library of a problem; steps of one episode, and episodes of one group, ask for the same one."""
    return Library(problem)


@kept
def needed(problem: Told) -> dict[int, tuple[Cell, ...]]:
    """By number the documents that the proof needs, in its order, with the facts of the proof that each tells. One that says who somebody
    is by another name is needed where the question and the proof speak of them by both."""
    where, facts = told_by(problem), world(problem).facts
    found: dict[int, tuple[Cell, ...]] = {}
    called: dict[int, set[bool]] = {one: {False} for one in asked(problem)}
    for cell in proof(problem):
        number = where[cell]
        found[number] = (*found.get(number, ()), cell)
        for one, by_alias in mentioned(facts[cell]):
            called.setdefault(one, set()).add(by_alias)
    for alias in problem.aliases:
        if len(called.get(alias.of, ())) > 1:
            found.setdefault(alias.document + 1, ())
    return found


def asked(problem: Told) -> list[int]:
    """Whom the question names."""
    query = problem.query
    parts = [query.first, query.second] if isinstance(query, Gap) else [query]
    found = list[int]()
    for part in parts:
        start = part.start if isinstance(part, Follow) else part
        found += [start] if isinstance(start, int) else [one.start for one in start.where]
    return found


def mentioned(fact: Fact) -> list[tuple[int, bool]]:
    """Of whom a fact speaks, each with whether it is by their alias."""
    found = [(fact.of, bool(fact.called & 1))]
    if fact.like >= 0 or ATTRIBUTES[fact.attribute].to != "year":
        found.append((fact.like if fact.like >= 0 else fact.value, bool(fact.called & 2)))
    return found
