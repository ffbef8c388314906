"""From a made world and a question to a problem: knobs that the tasks share, and the world told."""

from random import Random
from typing import TypeVar

from synth.generators.worlds._documents import Told as Arranged
from synth.generators.worlds._making import Made, Sizes
from synth.generators.worlds._names import names
from synth.generators.worlds._texts import given_date
from synth.verifiers.worlds._answers import wanted
from synth.verifiers.worlds._query import All, Answer, Query
from synth.verifiers.worlds._told import Told
from synth.verifiers.worlds._world import Alias, Era

P = TypeVar("P", bound=Told)


def eras(rng: Random, count: int, years: int) -> list[int]:
    """The lengths of the eras, which make up the years."""
    cuts = sorted(rng.sample(range(years // (2 * count), years - years // (4 * count)), count - 1)) if count > 1 else []
    return [b - a for a, b in zip([0, *cuts], [*cuts, years], strict=True)]


def sizes(people: int) -> Sizes:
    """A world of so many people."""
    return Sizes(people, 2 + people // 3, 2 + people // 5, 2 + people // 6, 2 + people // 3, 2 + people // 8, 3 + people // 6)


def problem(of: type[P], rng: Random, made: Made, lengths: list[int], arranged: Arranged, query: Query, language: str) -> P:
    """The problem, with names in a language. Raises ValueError where it is none."""
    count, further = len(made.kinds), len(arranged.aliases)
    named = names(rng, [*made.kinds, *["person"] * further, *["era"] * len(lengths)], language)
    return of(
        tuple(named[:count]),
        tuple(made.kinds),
        tuple(Alias(one, named[count + place], document) for place, (one, document) in enumerate(arranged.aliases)),
        tuple(Era(name, length) for name, length in zip(named[count + further :], lengths, strict=True)),
        tuple(arranged.documents),
        arranged.complete,
        query,
        rng.randrange(1_000_000),
    )


def written(told: Told, answer: Answer | None) -> str:
    """An answer as the reference gives it: `Mira`, `Orvan era, year 12`, `3`, `Oren, Mira`."""
    if answer is None:
        return "Unknown" if told.language == "en" else "未知"
    kind, value = answer
    if isinstance(value, frozenset):
        return (", " if told.language == "en" else "、").join(sorted((told.names[one] for one in value), reverse=True))
    if kind == "year":
        return given_date(told.eras, value, told.language)
    return str(value) if kind == "number" else told.names[value]


def any_answer(told: Told, rng: Random) -> Answer:
    """An answer of the kind that is asked for."""
    kind = wanted(told)
    if kind == "number":
        return kind, rng.randint(2, 9)
    if kind == "year":
        return kind, rng.randint(1, sum(era.years for era in told.eras))
    of = told.query.kind if isinstance(told.query, All) else kind
    pool = [e for e, k in enumerate(told.kinds) if k == of]
    return (kind, frozenset(rng.sample(pool, 2))) if kind == "set" else (kind, rng.choice(pool))


def wrong(told: Told, answer: Answer, rng: Random) -> Answer:
    """Another answer of the same kind."""
    kind, value = answer
    if isinstance(value, frozenset):
        pool = [e for e, k in enumerate(told.kinds) if k == told.kinds[next(iter(value))]]
        return kind, value ^ {rng.choice(pool)} or frozenset(pool)
    if kind == "number":
        return kind, value + rng.choice((1, 2)) if value < 2 else value + rng.choice((-1, 1))
    if kind == "year":
        last = sum(era.years for era in told.eras)
        return kind, value + 1 if value < last else value - 1
    pool = [e for e, k in enumerate(told.kinds) if k == kind and e != value]
    return kind, rng.choice(pool)
