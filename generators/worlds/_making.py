"""A whole world: who and what there is, with all that could be told of them. Nobody has a pupil or a child before their time."""

from bisect import bisect_left, bisect_right
from random import Random
from typing import NamedTuple

from synth.verifiers.worlds._world import ATTRIBUTES, Cell, Kind, Value

GROWN = 18
"""Years from a birth to the first child, pupil or book."""


class Sizes(NamedTuple):
    """How many there are of each kind."""

    people: int
    towns: int
    guilds: int
    houses: int
    works: int
    rivers: int
    trades: int


class Made(NamedTuple):
    """kinds: of the entities. values: of all cells."""

    kinds: list[Kind]
    values: dict[Cell, Value]


def made(rng: Random, sizes: Sizes, years: int) -> Made:
    """A world whose years run from 1 to `years`."""
    order: tuple[Kind, ...] = ("person", "town", "guild", "house", "work", "river", "trade")
    kinds: list[Kind] = [kind for kind, size in zip(order, sizes, strict=True) for _ in range(size)]
    pools: dict[str, list[int]] = {kind: [e for e, k in enumerate(kinds) if k == kind] for kind in order}
    values: dict[Cell, Value] = {}
    people = pools["person"]
    born = dict(zip(people, sorted(rng.sample(range(1, years - GROWN), len(people))), strict=True))
    children = dict.fromkeys(people, 0)
    births = list(born.values())
    for person in people:
        values["born", person] = year = born[person]
        grown = bisect_right(births, year - GROWN)  # the first ones, as people stand by their births
        mothers = [one for one in people[bisect_left(births, year - 45) : grown] if children[one] < 4]
        mother = rng.choice(mothers) if mothers and rng.random() < 0.75 else None
        if mother is not None:
            children[mother] += 1
        values["mother", person] = mother
        teachers = people[bisect_left(births, year - 70) : grown]
        values["teacher", person] = rng.choice(teachers) if teachers and rng.random() < 0.85 else None
        own = rng.choice(pools["house"]) if pools["house"] and rng.random() < 0.7 else None
        values["house", person] = values["house", mother] if mother is not None else own
        values["guild", person] = rng.choice(pools["guild"]) if pools["guild"] and rng.random() < 0.8 else None
    for kind in order:
        for attribute, about in ATTRIBUTES.items():
            if kind in about.of:
                for one in pools[kind]:
                    if (attribute, one) not in values:
                        values[attribute, one] = rng.randint(1, years) if about.to == "year" else _one(rng, pools[about.to])
    for guild in pools["guild"]:
        members = [one for one in people if values["guild", one] == guild]
        values["master", guild] = rng.choice(members) if members else rng.choice(people)
    for work in pools["work"]:
        author = rng.choice(people)
        values["author", work] = author
        values["finished", work] = rng.randint(born[author] + GROWN, min(years, born[author] + 70))
    for kind in ("town", "guild", "house", "work"):  # no two of a kind in one year: the first and the last are never two
        attribute, taken = ("finished" if kind == "work" else "founded"), set[int]()
        for one in pools[kind]:
            year = values[attribute, one] or 1
            while year in taken:
                year = year + 1 if year < years else 1
            taken.add(year)
            values[attribute, one] = year
    return Made(kinds, {cell: value for cell, value in values.items() if value is not None or ATTRIBUTES[cell[0]].partial})


def _one(rng: Random, pool: list[int]) -> Value:
    return rng.choice(pool) if pool else None
