"""Independent route for fictional worlds: many worlds that keep what is told stand side by side in a table of sqlite3, the question is
asked of each of them, and what they agree on is the answer.

What no fact settles is drawn in each world anew, at both ends of the calendar more often than elsewhere."""

import json
import random
import re
import sqlite3
from functools import lru_cache
from typing import Any

WORLDS, MORE = 16, 80
"""Worlds that are looked at, and those where it is asked whether there are two answers and none of the first ones shows it."""
PEOPLE = ("mother", "teacher", "guild", "house")
"""What somebody may be without."""
SUBJECTS = {
    "mother": ("person", "person"), "teacher": ("person", "person"), "birthplace": ("person", "town"), "trade": ("person", "trade"),
    "guild": ("person", "guild"), "house": ("person", "house"), "born": ("person", ""), "river": ("town", "river"),
    "founded": ("town guild house", ""), "seat": ("guild house", "town"), "master": ("guild", "person"), "author": ("work", "person"),
    "home": ("work", "town"), "finished": ("work", ""),
}  # fmt: skip
"""Whose property it is, and what its values are; empty for years."""


def answers(problem: dict, worlds: int = WORLDS, until: int = 0) -> set[Any]:
    """The answers in so many worlds: two or more where the question is left open. until: so many answers are enough."""
    return set(_answers(json.dumps(problem), worlds, until))


@lru_cache(maxsize=8)  # several answers to one problem are asked about in a row
def _answers(text: str, worlds: int, until: int) -> frozenset[Any]:
    problem = json.loads(text)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE cell (w INTEGER, attribute TEXT, of INTEGER, value INTEGER, PRIMARY KEY (w, attribute, of)) WITHOUT ROWID")
    base.execute("CREATE TABLE entity (number INTEGER PRIMARY KEY, kind TEXT)")
    base.executemany("INSERT INTO entity VALUES (?, ?)", enumerate(problem["kinds"]))
    found, made = set[Any](), 0
    for seed in range(4 * worlds):
        if made == worlds or (until and len(found) >= until):
            break
        world = _world(problem, random.Random(seed))
        if world is not None:
            base.executemany("INSERT INTO cell VALUES (?, ?, ?, ?)", [(made, *cell, v) for cell, v in world.items() if v is not None])
            found.add(_answer(base, made, problem["query"]))
            made += 1
    base.close()
    return frozenset(found)


def _world(problem: dict, rng: random.Random) -> dict[tuple[str, int], int | None] | None:
    """A world that keeps what is told; None where the draw gives none."""
    facts = {(f[0], f[1]): f for document in problem["documents"] for f in document[1]}
    kinds, last = problem["kinds"], sum(years for _, years in problem["eras"])
    world: dict[tuple[str, int], int | None] = {}

    def value(attribute: str, of: int) -> int | None:
        cell = (attribute, of)
        if cell in world:
            return world[cell]
        fact = facts.get(cell)
        if fact is None:
            world[cell] = drawn(attribute, of)
        elif len(fact) > 3 and fact[3] >= 0:
            beside = value(attribute, fact[3])
            world[cell] = None if beside is None else beside + fact[2]
        else:
            world[cell] = fact[2]
        return world[cell]

    def below(one: int | None, other: int) -> bool:
        """Whether somebody descends from another, as far as mothers are told or drawn."""
        for _ in kinds:
            if one is None or one == other:
                break
            fact, cell = facts.get(("mother", one)), ("mother", one)
            while fact is not None and len(fact) > 3 and fact[3] >= 0:
                cell = ("mother", fact[3])
                fact = facts.get(cell)
            one = fact[2] if fact is not None else world.get(cell)
        return one == other

    def drawn(attribute: str, of: int) -> int | None:
        _, to = SUBJECTS[attribute]
        if not to:
            return rng.choice((1, last, rng.randint(1, last), rng.randint(1, last)))
        if attribute in problem["complete"]:
            return None
        pool: list[int | None] = [e for e, kind in enumerate(kinds) if kind == to and (to != "person" or e != of)]
        if attribute == "mother":  # in a large world a drawn mother would mostly close a circle somewhere
            pool = [e for e in pool if not below(e, of)]
        return rng.choice(pool + [None] * (attribute in PEOPLE)) if pool or attribute in PEOPLE else None

    for attribute, (subjects, _) in SUBJECTS.items():
        for of, kind in enumerate(kinds):
            if kind in subjects.split():
                found = value(attribute, of)
                if not SUBJECTS[attribute][1] and not 0 < (found or 0) <= last:
                    return None
                if attribute == "teacher" and found == of:
                    return None
    for person in range(len(kinds)):
        seen, one = {person}, world.get(("mother", person))
        while one is not None:
            if one in seen:
                return None
            seen.add(one)
            one = world.get(("mother", one))
    return world


def _path(start: str, path: list[str]) -> str:
    """SQL for where a path leads; NULL where it breaks off."""
    for attribute in path:
        start = f"(SELECT value FROM cell WHERE w = :w AND attribute = '{attribute}' AND of = {start})"
    return start


def _where(base: sqlite3.Connection, world: int, conditions: list) -> str | None:
    parts = ["1"]
    for kind, path, yes, start, to in conditions:
        goal = base.execute(f"SELECT {_path(str(start), to)}", {"w": world}).fetchone()[0]
        if goal is None:
            return None
        own = _path("entity.number", path)
        if kind == "is":
            parts.append(f"COALESCE({own} = {goal}, 0) = {int(yes)}")
        else:
            parts.append(f"COALESCE({own} {'<' if yes else '>'} {goal}, 0)")
    return " AND ".join(parts)


def _one(base: sqlite3.Connection, world: int, follow: list) -> int | None:
    """Where a chain leads, from an entity or from the first or last of some."""
    _, start, path = follow
    if isinstance(start, list):
        _, kind, conditions, by, last = start
        where = _where(base, world, conditions)
        if where is None:
            return None
        year = _path("entity.number", [by])
        best = base.execute(
            f"SELECT entity.number, {year} AS year FROM entity WHERE kind = :kind AND {where} AND year NOT NULL "
            f"ORDER BY year {'DESC' if last else ''} LIMIT 2",
            {"w": world, "kind": kind},
        ).fetchall()
        if not best or (len(best) == 2 and best[0][1] == best[1][1]):
            return None
        start = best[0][0]
    return base.execute(f"SELECT {_path(str(start), path)}", {"w": world}).fetchone()[0]


def _answer(base: sqlite3.Connection, world: int, query: list) -> Any:
    if query[0] == "follow":
        return _one(base, world, query)
    if query[0] == "gap":
        one, two = _one(base, world, query[1]), _one(base, world, query[2])
        return None if one is None or two is None else abs(one - two)
    _, kind, conditions = query
    where = _where(base, world, conditions)
    if where is None:
        return None
    found = base.execute(f"SELECT number FROM entity WHERE kind = :kind AND {where}", {"w": world, "kind": kind}).fetchall()
    return len(found) if query[0] == "count" else frozenset(number for (number,) in found)


def said(problem: dict, answer: str) -> Any:
    """What a text says, leniently: only answers, corrupted answers and answers that the verifier accepted are asked about."""
    names = {name.lower(): number for number, name in enumerate(problem["names"])}
    names |= {name.lower(): of for of, name, _ in problem["aliases"]}
    text, query = answer.lower(), problem["query"]
    if re.search("unknown|未知", text):
        return "unknown"
    if query[0] in ("gap", "count"):
        number = re.search(r"\d+", text.replace(",", ""))
        return int(number[0]) if number else ""
    before = 0
    if query[0] == "follow" and query[2] and not SUBJECTS[query[2][-1]][1]:
        for name, years in problem["eras"]:
            if name.lower() in text and (number := re.search(r"\d+", text)):
                return before + int(number[0])
            before += years
        return ""
    found = frozenset(names[name] for name in re.findall("|".join(map(re.escape, sorted(names, key=len, reverse=True))), text))
    return found if query[0] == "all" else next(iter(found), "")


def check(problem: dict, answer: str) -> bool:
    """Whether the answer is that of all worlds, or Unknown where they differ."""
    given = said(problem, answer)
    if given == "unknown":
        return len(answers(problem, MORE, until=2)) > 1
    return answers(problem) == {given}


def solutions(problem: dict) -> int:
    """How many answers there are."""
    return len(answers(problem))
