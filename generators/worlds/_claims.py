"""Claims that the tasks about fictional worlds share: rules in words, symmetric copies."""

import re
from collections.abc import Callable, Iterator
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


def _always(told: Told) -> bool:
    return True


def _has_table(told: Told) -> bool:
    return any(document.kind == "table" for document in told.documents)


def _words(reason: str, en: str, zh: str, when: Callable[[Told], bool] = _always) -> Rule:
    return Rule(reason, {"en": en, "zh": zh}, when)


ANSWER_RULES = (
    Rule("value", {"en": _calendar, "zh": _calendar_zh}),
    _words("value", '"whose guild is not" the one or the other is true', "“其行会不是某行会”成立"),
    _words("value", "whoever is given none has none", "没有写明.{1,4}的人，就是没有", lambda told: bool(told.complete)),
    _words("value", "dash in a table means that the table does not say", "短横线表示该表没有写", _has_table),
    _words("value", "go by two names.*Either may be used", "有两个名字.*都可以", lambda told: bool(told.aliases)),
    _words("value", "the later one less the earlier one", "较晚的年份减去较早的年份", lambda told: isinstance(told.query, Gap)),
    _words("value", "names of all of them and nobody", "所有符合的名字，不多不少", lambda told: isinstance(told.query, All)),
    _words("format", "whole number", "一个整数", lambda told: wanted(told) == "number"),
    _words("format", "the year and its era", "哪个纪元的第几年", lambda told: wanted(told) == "year"),
)
"""What is said of any world, and of the answer."""
RULES = (
    _words("value", "(?:all that they say|everything in your documents|all of it) is true|these true documents", "都是真的|全部属实"),
    _words(
        "value",
        "list is complete; there is nobody|all people, towns and other things|exists in the realm but these|and no others of their kinds",
        "名单是完整的|再没有别的",
    ),
    *ANSWER_RULES,
)


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
