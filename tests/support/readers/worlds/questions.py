"""Reads worlds/questions: facts out of the documents, carried on from one thing to another until nothing new follows, then the question."""

import re
from typing import Any

from readers.worlds import _texts
from reading import Unread

ABSENT = (
    'For somebody without a guild, say, "whose guild is not" the one or the other is true, and so is "whose guild\'s master is not" the one or the other; '
    'what is said of that guild without "not" is false; likewise for mothers, teachers and houses.'
)
MAY_LACK = ("mother", "teacher", "guild", "house")


def follows(prompt: str, answer: str) -> bool:
    world = World(_texts.read(prompt))
    if ABSENT not in prompt:
        raise Unread("what of somebody without a guild?")
    return world.said(answer) == world.answer()


class World:
    """`values[attribute, thing]` is a thing or a year, counted from the first era on."""

    def __init__(self, read: dict[str, Any]) -> None:
        self.kinds, self.query, self.eras = read["kinds"], read["query"], read["eras"]
        self.numbers = {name.lower(): place for place, name in enumerate(read["names"])}
        self.numbers |= {name.lower(): of for of, name, _ in read["aliases"]}
        facts = [fact for _, told in read["documents"] for fact in told]
        self.values = {(attribute, of): value for attribute, of, value in (fact for fact in facts if len(fact) == 3)}
        self.beside = [fact for fact in facts if len(fact) == 4]
        before = -1
        while before < len(self.values):
            before = len(self.values)
            for attribute, of, shift, other in self.beside:
                for one, two, change in ((of, other, shift), (other, of, -shift)):
                    if (attribute, two) in self.values:
                        value = self.values[attribute, two] + change
                        if self.values.setdefault((attribute, one), value) != value:
                            raise Unread("documents that contradict one another")

    def answer(self) -> int | frozenset[int]:
        """A thing, a year, a number, or the things that are asked for."""
        kind, *asked = self.query
        if kind == "gap":
            one, other = (self.follow(*part[1:]) for part in asked)
            return abs(one - other)
        if kind in ("count", "all"):
            those = self.those(*asked)
            return len(those) if kind == "count" else frozenset(those)
        return self.follow(*asked)

    def said(self, answer: str) -> int | frozenset[int] | None:
        """What a text answers; None where it is not of the kind that is asked for."""
        kind, *asked = self.query
        if kind in ("gap", "count"):
            return int(answer) if answer.strip().isdecimal() else None
        if kind == "all":
            given = [self.numbers.get(name.strip().lower(), -1) for name in answer.split(",")]
            return frozenset(given) if -1 not in given and len(set(given)) == len(given) else None
        if asked[1] and asked[1][-1] in _texts.TO_YEAR:
            return self.year(answer)
        return self.numbers.get(answer.strip().lower())

    def value(self, attribute: str, thing: int) -> int | None:
        """None for a mother, a teacher, a guild or a house that somebody does not have."""
        if (attribute, thing) not in self.values and not (attribute in MAY_LACK and self.kinds[thing] == "person"):
            raise Unread(f"the {attribute} of {thing} is not told")
        return self.values.get((attribute, thing))

    def start(self, start: Any) -> int:
        if isinstance(start, int):
            return start
        _, kind, conditions, attribute, latest = start
        years = {thing: self.value(attribute, thing) or 0 for thing in self.those(kind, conditions)}
        best = (max if latest else min)(years.values())
        (found,) = [thing for thing, year in years.items() if year == best]
        return found

    def follow(self, start: Any, path: list[str]) -> int:
        """Where `the seat of the guild of Mira` leads."""
        found = self.way(self.start(start), path)
        if found is None:
            raise Unread(f"{path} leads nowhere")
        return found

    def way(self, thing: int, steps: list[str]) -> int | None:
        for step in steps:
            found = self.value(step, thing)
            if found is None:
                return None
            thing = found
        return thing

    def those(self, kind: str, conditions: list[Any]) -> list[int]:
        return [thing for thing, other in enumerate(self.kinds) if other == kind and all(self.holds(thing, *one) for one in conditions)]

    def holds(self, thing: int, kind: str, path: list[str], positive: bool, start: Any, to: list[str]) -> bool:
        """`whose guild's seat is not the birthplace of Mira`."""
        value, target = self.way(thing, path), self.follow(start, to)
        if value is None:
            return kind == "is" and not positive
        if kind == "before":
            return value < target if positive else value > target
        return (value == target) == positive

    def year(self, answer: str) -> int | None:
        found = re.fullmatch(r"(\w+) era, year (\d+)", answer.strip())
        before = 0
        for era, years in self.eras:
            if found and era == found[1]:
                return before + int(found[2]) if int(found[2]) <= years else None
            before += years
        return None
