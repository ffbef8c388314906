"""Claims that the tasks about fictional worlds share: rules in words, symmetric copies."""

import re
from collections.abc import Iterator
from random import Random
from typing import TypeVar

from msgspec.structs import replace

from synth.schemas.claims import Rule
from synth.verifiers.worlds._answers import wanted
from synth.verifiers.worlds._query import All, Before, Count, Follow, Gap, Is, Pick
from synth.verifiers.worlds._told import Told
from synth.verifiers.worlds._world import ATTRIBUTES, Alias, Document, Fact

P = TypeVar("P", bound=Told)


def _calendar(told: Told) -> str:
    return ".{1,24}".join(rf"{re.escape(era.name)} era \({era.years} years\)" for era in told.eras)


def _calendar_zh(told: Told) -> str:
    return ".{1,9}".join(rf"{re.escape(era.name)}（共{era.years}年）" for era in told.eras)


RULES = (
    Rule("value", {"en": "(?:all that they say|everything in your documents|these true documents|all of it) is true|these true documents", "zh": "都是真的|全部属实"}),
    Rule("value", {"en": "list is complete; there is nobody|all people, towns and other things|exists in the realm but these|and no others of their kinds", "zh": "名单是完整的|再没有别的"}),
    Rule("value", {"en": _calendar, "zh": _calendar_zh}),
    Rule("value", {"en": '"whose guild is not" the one or the other is true', "zh": "“其行会不是某行会”成立"}),
    Rule("value", {"en": "whoever is given none has none", "zh": "没有写明的人就是没有"}, lambda told: bool(told.complete)),
    Rule("value", {"en": "dash in a table means that the table does not say", "zh": "短横线表示该表没有写"}, lambda told: any(d.kind == "table" for d in told.documents)),
    Rule("value", {"en": "go by two names.*Either may be used", "zh": "有两个名字.*都可以"}, lambda told: bool(told.aliases)),
    Rule("value", {"en": "the later one less the earlier one", "zh": "较晚的年份减去较早的年份"}, lambda told: isinstance(told.query, Gap)),
    Rule("value", {"en": "names of all of them and nobody and nothing else", "zh": "所有符合的名字，不多不少"}, lambda told: isinstance(told.query, All)),
    Rule("format", {"en": "whole number", "zh": "一个整数"}, lambda told: wanted(told) == "number"),
    Rule("format", {"en": "the year and its era", "zh": "哪个纪元的第几年"}, lambda told: wanted(told) == "year"),
)  # fmt: skip


def copies(told: P, rng: Random) -> Iterator[P]:
    """Entities in another order and by other names, documents and facts in another order."""
    for _ in range(2):
        new = rng.sample(range(len(told.kinds)), len(told.kinds))  # the number that an entity gets
        old = sorted(range(len(new)), key=new.__getitem__)
        order = rng.sample(range(len(told.documents)), len(told.documents))

        def moved(fact: Fact, new: list[int] = new) -> Fact:
            entity = fact.like < 0 and ATTRIBUTES[fact.attribute].to != "year"
            like = new[fact.like] if fact.like >= 0 else -1
            return replace(fact, of=new[fact.of], value=new[fact.value] if entity else fact.value, like=like)

        documents = [Document(d.kind, tuple(map(moved, rng.sample(d.facts, len(d.facts))))) for d in told.documents]
        yield replace(
            told,
            names=tuple(told.names[e] for e in old),
            kinds=tuple(told.kinds[e] for e in old),
            aliases=tuple(Alias(new[a.of], a.name, order.index(a.document)) for a in told.aliases),
            documents=tuple(documents[place] for place in order),
            query=_renumbered(told.query, new),
            wording=rng.randrange(1_000_000),
        )


def _renumbered(query: Follow | Gap | Count | All, new: list[int]) -> Follow | Gap | Count | All:
    def where(parts: tuple[Is | Before, ...]) -> tuple[Is | Before, ...]:
        return tuple(replace(part, start=new[part.start]) for part in parts)

    def follow(one: Follow) -> Follow:
        start = replace(one.start, where=where(one.start.where)) if isinstance(one.start, Pick) else new[one.start]
        return Follow(start, one.path)

    if isinstance(query, Follow):
        return follow(query)
    if isinstance(query, Gap):
        return Gap(follow(query.first), follow(query.second))
    return replace(query, where=where(query.where))


def different(told: P, rng: Random) -> Iterator[P]:
    """One year is another, or one fact is not told. (One name for another may be the same puzzle: two that are told alike.)"""
    for place in rng.sample(range(len(told.documents)), len(told.documents)):
        document = told.documents[place]
        number = rng.randrange(len(document.facts))
        fact = document.facts[number]
        changed: tuple[Fact, ...] = ()
        if ATTRIBUTES[fact.attribute].to == "year":
            changed = (replace(fact, value=fact.value + 1 or 1),)
        elif len(document.facts) == 1:
            continue
        facts = (*document.facts[:number], *changed, *document.facts[number + 1 :])
        documents = (*told.documents[:place], Document(document.kind, facts), *told.documents[place + 1 :])
        try:
            yield replace(told, documents=documents)
        except ValueError:  # the changed facts do not fit together, or leave the question open
            continue
