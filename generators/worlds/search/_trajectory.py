"""The way to the answer through the tools: a search and an open for each document that the proof needs, in the order in which a reader
comes to need them. Searches hold nothing but names that are known by then and words of the question's own terms."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from synth.verifiers.worlds._query import answers
from synth.verifiers.worlds._terms import KINDS, TERMS
from synth.verifiers.worlds._told import Told, told_by, world
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Cell, Fact
from synth.verifiers.worlds.search.library import asked, library, mentioned, needed

CALLED: Mapping[str, tuple[str, ...]] = {
    "en": ("also called", "same person as", "another name of"),
    "zh": ("又名", "是同一个人", "另一个名字"),
}
"""Words for further names."""
OTHER: Mapping[str, Mapping[Attribute, tuple[str, ...]]] = {
    "en": {
        "mother": ("child", "born to"), "teacher": ("taught", "pupil"), "birthplace": ("native", "born in", "came into the world"),
        "trade": ("worked as", "by trade", "skilful", "lived by the work"), "guild": ("member", "belonged", "members"),
        "house": ("arms", "one of its own"), "born": ("birth", "born", "older", "younger"), "river": ("lies", "flows through", "banks"),
        "founded": ("founding", "founded", "came into being"),
        "seat": ("seated",), "master": ("led by its master",), "author": ("wrote", "written by", "pen"), "home": ("kept",),
        "finished": ("finished", "completed", "last line"),
    },
    "zh": {
        "mother": ("孩子", "所生", "同母"), "teacher": ("徒弟", "教过", "门下", "师从"), "birthplace": ("出生", "本地人", "生于"),
        "trade": ("为业", "谋生"), "guild": ("成员", "加入", "名册"), "house": ("出自", "纹章"), "born": ("生于", "出生", "大", "小"),
        "river": ("流经", "临", "岸"), "founded": ("创立", "建", "始"), "seat": ("设在", "驻"), "master": ("会长",),
        "author": ("写", "著", "笔下"), "home": ("收藏", "藏于"), "finished": ("写成", "完成", "完稿"),
    },
}  # fmt: skip
"""What else documents may say of a property: a reader tries one after the other."""


class Call(NamedTuple):
    """`Call("search", "Mirel teacher")`, `Call("open", "F17")`."""

    name: str
    argument: str


def trajectory(told: Told) -> list[Call] | None:
    """The calls; None where a document that is needed is found by no search."""
    where, facts = told_by(told), world(told).facts
    aliases = {alias.of: alias for alias in told.aliases}
    known: dict[int, set[str]] = {one: {told.names[one]} for one in asked(told)}
    wanted, shelf, calls, opened = needed(told), library(told), list[Call](), set[int]()

    def reach(number: int, queries: Iterator[str]) -> bool:
        if number in opened:
            return True
        for query in dict.fromkeys(queries):
            if any(hit.number == number for hit in shelf.hits(query)):
                calls.extend((Call("search", query), Call("open", f"F{number}")))
                opened.add(number)
                return True
        return False

    for cell in _in_order(told):
        number, fact = where[cell], facts[cell]
        alias = aliases.get(fact.of)
        said = alias.name if alias and fact.called & 1 else told.names[fact.of]
        if alias and said not in known.get(fact.of, {said}):  # told by a name that the reader does not know yet
            if not reach(alias.document + 1, (f"{name} {word}" for name in sorted(known[fact.of]) for word in CALLED[told.language])):
                return None
            known[fact.of].update((alias.name, told.names[fact.of]))
        if not reach(number, _queries(told, cell, known)):
            return None
        for one, by_alias in mentioned(fact):
            known.setdefault(one, set()).add(aliases[one].name if by_alias else told.names[one])
    for number in wanted:
        if number not in opened:  # somebody whom the last facts call by another name
            those = [alias for alias in told.aliases if alias.document + 1 == number]
            names = [name for alias in those for name in (alias.name, told.names[alias.of])]
            if not reach(number, (f"{name} {word}" for name in names for word in CALLED[told.language])):
                return None
    return calls


def _in_order(told: Told) -> Iterator[Cell]:
    """The facts of the proof as a reader needs them: each before the one by which it is told."""
    facts: Mapping[Cell, Fact] = world(told).facts
    for cell in next(answers(world(told), told.query))[2]:
        while cell in facts:
            yield cell
            if facts[cell].like < 0:
                break
            cell = facts[cell].beside


def _queries(told: Told, cell: Cell, known: Mapping[int, set[str]]) -> Iterator[str]:
    (attribute, of), language = cell, told.language
    term, kind = TERMS[language][attribute], KINDS[language][told.kinds[of]][0]
    names = sorted(known.get(of, ()))
    for name in names:
        yield f"{name} {term}"
        for other in OTHER[language][attribute]:
            yield f"{name} {other}"
        if ATTRIBUTES[attribute].to == "year":
            yield f"{name} {'year' if language == 'en' else '年'}"
        yield name
    if not names:  # one of all of a kind
        yield f"{kind} {term}"
        for beside, about in ATTRIBUTES.items():
            if told.kinds[of] in about.of:
                yield f"{kind} {TERMS[language][beside]} {term}"
