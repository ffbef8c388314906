"""Reads worlds/answerability: the question is answered in the worlds that fit the documents, until two answers differ or no world is left."""

import re
from collections.abc import Iterator
from typing import Any

from readers.worlds import _texts
from readers.worlds.questions import ABSENT, MAY_LACK, World
from reading import Unread

OPEN = (
    "What the documents do not tell, directly or by way of each other, may be anything that the list and these rules allow; "
    "but nobody is their own teacher or ancestor."
)
UNKNOWN = re.compile(
    "If two worlds fit everything that is written here and differ in the answer, answer Unknown; if all worlds that fit it agree, "
    "give the answer that they agree on\\.|Where the documents settle the answer, give it\\. Where they do not, because worlds that fit all "
    "of them have different answers, write Unknown\\."
)
WORLDS = 20_000
Cell = tuple[str, int]


class Open(Exception):
    """A cell that the documents do not tell is needed."""


class Nothing(Exception):
    """There is no such thing in this world."""


def follows(prompt: str, answer: str) -> bool:
    worlds = Worlds(_texts.read(prompt))
    if ABSENT not in prompt or OPEN not in prompt or not UNKNOWN.search(prompt):
        raise Unread("what of what is not told?")
    first, *others = worlds.answers()
    if others:
        return answer.strip() == "Unknown"
    if first is None:
        raise Unread("a question without an answer")
    return worlds.said(answer) == first


class Worlds(World):
    """All worlds that fit the documents. `assumed` tells one of them, as far as somebody asked."""

    def __init__(self, read: dict[str, Any]) -> None:
        super().__init__(read)
        self.complete, self.assumed = set(read["complete"]), dict[Cell, int | None]()
        self.last = sum(years for _, years in self.eras)
        self.tied = dict[Cell, dict[int, int]]()
        """Who has the same, or a year that lies so far behind."""
        for attribute, of, shift, other in self.beside:
            one, two = (self.tied.setdefault((attribute, each), {each: 0}) for each in (of, other))
            if one is not two:
                base = shift + two[other] - one[of]
                two |= {each: later + base for each, later in one.items()}
                for each in one:
                    self.tied[attribute, each] = two

    def answers(self) -> set[int | frozenset[int] | None]:
        """Two of them at most; None for a world in which the question has no answer."""
        found, left, seen = set[int | frozenset[int] | None](), [dict[Cell, int | None]()], 0
        while left and len(found) < 2:
            self.assumed, seen = left.pop(), seen + 1
            if seen > WORLDS:
                raise Unread("too many worlds")
            try:
                found.add(self.answer())
            except Nothing:
                found.add(None)
            except Open as needed:
                attribute, thing = needed.args
                left += [self.assumed | dict(told) for told in self.ways(attribute, thing)]
        return found

    def ways(self, attribute: str, thing: int) -> Iterator[list[tuple[Cell, int | None]]]:
        """What an untold cell may hold, with the cells that are tied to it."""
        tied = self.tied.get((attribute, thing), {thing: 0})
        if attribute in _texts.TO_YEAR:
            may = range(1, self.last + 1)
        else:
            may = [one for one, kind in enumerate(self.kinds) if kind == _texts.VALUES[attribute]]
        for value in may:
            told = {each: value + later - tied[thing] for each, later in tied.items()}
            if attribute in _texts.TO_YEAR and not all(1 <= year <= self.last for year in told.values()):
                continue
            if (attribute == "teacher" and value in tied) or (attribute == "mother" and not tied.keys().isdisjoint(self.line(value))):
                continue
            yield [((attribute, each), year) for each, year in told.items()]
        if attribute in MAY_LACK and self.kinds[thing] == "person" and len(tied) == 1:
            yield [((attribute, thing), None)]

    def line(self, thing: int | None) -> Iterator[int]:
        """Somebody and the mothers before, as far as they are known."""
        while thing is not None:
            yield thing
            thing = self.values.get(("mother", thing), self.assumed.get(("mother", thing)))

    def value(self, attribute: str, thing: int) -> int | None:
        cell = attribute, thing
        if cell in self.values:
            return self.values[cell]
        if cell in self.assumed:
            return self.assumed[cell]
        if attribute in self.complete and cell not in self.tied and self.kinds[thing] == "person":
            return None
        raise Open(attribute, thing)

    def follow(self, start: Any, path: list[str]) -> int:
        found = self.way(self.start(start), path)
        if found is None:
            raise Nothing
        return found

    def start(self, start: Any) -> int:
        if isinstance(start, int):
            return start
        _, kind, conditions, attribute, latest = start
        years = {thing: self.value(attribute, thing) or 0 for thing in self.those(kind, conditions)}
        best = (max if latest else min)(years.values(), default=0)
        found = [thing for thing, year in years.items() if year == best]
        if len(found) != 1:
            raise Nothing
        return found[0]

    def those(self, kind: str, conditions: list[Any]) -> list[int]:
        """One condition that is not met settles it, whatever is open of the others."""
        found = list[int]()
        for thing in [one for one, other in enumerate(self.kinds) if other == kind]:
            untold = list[Open]()
            for condition in conditions:
                try:
                    if not self.holds(thing, *condition):
                        break
                except Open as needed:
                    untold.append(needed)
            else:
                if untold:
                    raise untold[0]
                found.append(thing)
        return found
