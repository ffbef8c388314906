"""Records of a theme, told in sentences: boats, books, members, machines, concerts."""

import re
from functools import cache, reduce
from operator import and_, or_
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from synth.generators.registry import ROOT
from synth.verifiers.instruct._records import Condition, Field, Query, Record

FIELDS: tuple[Field, ...] = ("name", "choice", "number", "date", "flag")
MONTHS = "January February March April May June July August September October November December".split()
TRIES = 60


class Theme(NamedTuple):
    """What records of one kind are called and how they are told of."""

    name: str
    keys: dict[Field, str]
    """What the fields are called in the first place: `berths`."""
    one: str
    """What a record is, in words: `the boat`."""
    others: dict[Field, str]
    """What they may be called instead: `beds`."""
    nouns: dict[Field, str]
    """What they are, in words: `number of berths`; none for the flag."""
    names: tuple[str, ...]
    choices: tuple[str, ...]
    span: tuple[int, int]
    flags: tuple[str, str]
    """What is said of a record for which the flag is true, and false."""
    amounts: tuple[str, str]
    """How a number is told, and one that is not known."""
    tellings: tuple[str, ...]


@cache
def themes(language: str) -> dict[str, Theme]:
    """By name, from `_records_<language>.md`."""
    parts = re.split(r"^# ", (ROOT / f"instruct/_records_{language}.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {theme.name: theme for theme in map(_theme, parts)}


def _theme(text: str) -> Theme:
    name, *lines = text.strip().split("\n")
    values = dict(line.split(": ", 1) for line in lines)
    low, high = values["number"].split("-")
    keys, others = (dict(zip(FIELDS, values[row].split(", "), strict=True)) for row in ("keys", "named"))
    nouns: dict[Field, str] = dict(zip(FIELDS, values["nouns"].split(", "), strict=False))
    yes, no = values["flag"].split(" | ")
    known, unknown = values["with"].split(" | ")
    tellings = tuple(line.removeprefix("tell: ") for line in lines if line.startswith("tell: "))
    names, choices = (tuple(values[row].split("; ")) for row in ("name", "choice"))
    return Theme(name, keys, values["one"], others, nouns, names, choices, (int(low), int(high)), (yes, no), (known, unknown), tellings)


def records(rng: Random, theme: Theme, count: int, unknown: float) -> tuple[Record, ...]:
    """So many, with numbers and dates that differ."""
    names = rng.sample(theme.names, count)
    numbers = rng.sample(range(theme.span[0], theme.span[1] + 1), count)
    found, dates = list[Record](), set[str]()
    for name, number in zip(names, numbers, strict=True):
        date = _date(rng)
        while date in dates:
            date = _date(rng)
        dates.add(date)
        found.append(Record(name, rng.choice(theme.choices), None if rng.random() < unknown else number, date, rng.random() < 0.5))
    return tuple(found)


def _date(rng: Random) -> str:
    return f"20{rng.randint(24, 39)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def told(theme: Theme, record: Record, wording: int, language: str) -> str:
    """The sentences that tell of a record."""
    amount = theme.amounts[1] if record.number is None else theme.amounts[0].replace("{}", str(record.number))
    values = {
        "name": record.name,
        "choice": record.choice,
        "number": amount,
        "date": said_date(record.date, language),
        "flag": theme.flags[not record.flag],
    }
    return theme.tellings[wording % len(theme.tellings)].format(**values)


def said_date(date: str, language: str) -> str:
    year, month, day = map(int, date.split("-"))
    return f"{year} 年 {month} 月 {day} 日" if language == "zh" else f"{day} {MONTHS[month - 1]} {year}"


def query(rng: Random, things: tuple[Record, ...], conditions: int, either: bool, sort: bool, most: bool) -> Query | None:
    """One that leaves out something and keeps two records at least, of which every condition and what records are sorted by matter; none
    where it is not found."""
    every, unknown = (1 << len(things)) - 1, sum((one.number is None) << at for at, one in enumerate(things))
    for _ in range(TRIES):
        chosen = tuple(_condition(rng, things) for _ in range(conditions))
        if len({one.field for one in chosen}) < len(chosen):
            continue
        by = rng.choice(("number", "date")) if sort else ""
        made = Query(chosen, either and len(chosen) > 1, by, sort and rng.random() < 0.5)  # type: ignore[arg-type]
        met = [sum(one.met(thing) << at for at, thing in enumerate(things)) for one in chosen]  # a bit for each record
        kept = _joined(made, met, every)
        without = [_joined(made, met[:at] + met[at + 1 :], every) for at in range(len(met))]
        if kept.bit_count() < 2 + most or kept in without or (by == "number" and (kept & unknown).bit_count() > 1):
            continue
        order, other = _order(made, things), _order(replace(made, by="number" if by == "date" else "date"), things) if sort else []
        places = [at for at in order if kept >> at & 1]
        if sort and places == sorted(places):
            continue
        others = [[at for at in order if mask >> at & 1] for mask in without] + ([[at for at in other if kept >> at & 1]] if sort else [])
        for size in rng.sample(range(2, len(places)), len(places) - 2) if most else (len(things),):
            if places[:size] not in [found[:size] for found in others]:
                return replace(made, most=size) if most else made
    return None


def _joined(made: Query, met: list[int], every: int) -> int:
    """The records that are kept, for those that meet each condition; all of them where there is none."""
    return reduce(or_ if made.either and met else and_, met, 0 if made.either and met else every)


def _order(made: Query, things: tuple[Record, ...]) -> list[int]:
    """The places of all records as they are sorted."""
    at = {one.name: place for place, one in enumerate(things)}
    return [at[one.name] for one in replace(made, conditions=()).selected(things)]


def _condition(rng: Random, things: tuple[Record, ...]) -> Condition:
    field: Field = rng.choice(("choice", "number", "date", "flag"))
    one = rng.choice(things)
    match field:
        case "choice":
            return Condition(field, rng.choice(("is", "not")), one.choice)
        case "flag":
            return Condition(field, "is", rng.choice(("true", "false")))
        case "date":
            return Condition(field, rng.choice(("above", "below")), one.date)
    return Condition("number", rng.choice(("above", "below")), str(one.number or 20))
