"""Reads worlds/search from its prompt and all documents that its tools can show: who and what there is, and of which kind, is learnt from these."""

import re
from collections.abc import Iterator

from readers.worlds import _texts
from readers.worlds.answerability import Worlds
from readers.worlds.questions import ABSENT
from reading import Unread

ALL = re.compile(
    r"there is nobody and nothing of their kinds that they do not name|they name all people, towns and other things that exist there"
    r"|Nobody and nothing exists there that no document names|whoever and whatever there is, they name"
)
DOCUMENT = re.compile(r"^Document F(\d+)\. [^\n]*\n(.*?)\n\(\d+ calls? left\)$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r'(?:(?P<label>the guild of the|the house of|the book|the river) )?"?(?P<name>[A-Z]\w+(?: [A-Z]\w+)*|[a-z-]+(?: [a-z-]+)?)"?')

LABELS = {"the guild of the": "guild", "the house of": "house", "the book": "work", "the river": "river"}


def follows(prompt: str, answer: str) -> bool:
    asked, *_ = DOCUMENT.split(prompt, maxsplit=1)
    documents = [found[2].split("\n") for found in DOCUMENT.finditer(prompt)]
    count = re.search(r"\b(\d+) (?:true )?documents", asked)
    if ABSENT not in asked or not ALL.search(asked) or not count or int(count[1]) != len(documents):
        raise Unread(asked)
    kinds = dict[str, str]()
    for name, kind in [named for lines in documents for named in learnt(lines)]:
        if kinds.setdefault(name, kind) != kind:
            raise Unread(f"{name}, a {kind} and a {kinds[name]}")
    for one, other, third, fourth in [found for lines in documents for found in _texts.ALIAS.findall(lines[0])]:
        kinds.pop(other or third, "")
        kinds[one or fourth] = "person"
    reader = _texts.Reader([*kinds], [*kinds.values()], _texts.eras_of(asked))
    worlds = Worlds(_texts.whole(reader, documents, asked))
    answers = worlds.answers()
    if len(answers) != 1 or None in answers:
        raise Unread("a question that the documents leave open")
    return worlds.said(answer) in answers


def learnt(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The names in a document, each with the kind of what it names."""
    lines = lines[bool(_texts.ALIAS.match(lines[0])) :]
    if lines[0].startswith("|"):
        head, _, *rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
        for row in rows:
            yield row[0], _texts.KINDS[head[0]]
            told = zip([_texts.TERM[term] for term in head[1:]], row[1:], strict=True)
            yield from ((cell, _texts.VALUES[attribute]) for attribute, cell in told if attribute in _texts.VALUES and cell != "–")
        return
    for line in lines:
        head, colon, rest = line.partition(": ")
        if colon and NAMED.fullmatch(re.sub("^The ", "the ", head)):
            told, _, line = rest.partition(".")
            for part in told.split("; "):
                yield from matched(_texts.SHORT, part, head)
        for sentence in re.split(r"(?<=\.) ", line.strip()):
            yield from matched([*_texts.SENTENCES, *_texts.BESIDE], re.sub(r'^[A-Z][^:"]{3,50}: ', "", sentence).removesuffix("."), "")


def matched(patterns: list[tuple[str, str]], text: str, head: str) -> Iterator[tuple[str, str]]:
    """The names in a fact: those of which it tells, or `head` where the text leaves them out, and what it tells of them."""
    for attribute, pattern in patterns:
        if found := _texts._match(pattern, text):
            told = {"X": head} | found.groupdict()
            subject = "person" if "person" in _texts.SUBJECTS[attribute] else "town"
            for which, kind in (("X", subject), ("Y", subject), ("V", _texts.VALUES.get(attribute, ""))):
                named = NAMED.fullmatch(re.sub("^The ", "the ", told.get(which) or ""))
                if named and kind and (named["name"].islower() <= (kind == "trade")):  # "one house" is no name
                    yield named["name"], LABELS[named["label"]] if named["label"] else kind
