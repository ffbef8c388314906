"""What the tasks share: knobs, the draw of a world with a question and documents, and the problem and answers made of them."""

from collections.abc import Iterator
from random import Random
from typing import Annotated, NamedTuple, TypeVar

from msgspec import Meta

from synth.generators.worlds._asking import Asked, Asker, Form
from synth.generators.worlds._documents import Telling, arranged, chosen, stated
from synth.generators.worlds._documents import Told as Arranged
from synth.generators.worlds._making import Made, Sizes, made
from synth.generators.worlds._names import names
from synth.schemas.problem import Frozen
from synth.verifiers.worlds._answers import wanted
from synth.verifiers.worlds._query import All, Answer, Query
from synth.verifiers.worlds._texts import given_date
from synth.verifiers.worlds._told import Told, outcome
from synth.verifiers.worlds._world import Alias, Cell, Era, Fact

P = TypeVar("P", bound=Told)


AGAIN = 0.8
"""The share of problems that a cheap policy gets right that are drawn again."""


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=4, le=16)]
    """People of the world; there are a third as many towns and books, and fewer guilds, houses, rivers and trades."""
    hops: Annotated[int, Meta(ge=1, le=8)]
    """Properties that the question goes along, its conditions included."""
    chains: Annotated[float, Meta(ge=0, le=1)]
    """Share of questions that follow one chain; the others pick the first or last, count, list, or compare years."""
    conditions: Annotated[int, Meta(ge=1, le=3)]
    """Conditions on those that are picked, counted or listed."""
    more: Annotated[int, Meta(ge=0, le=80)]
    """Facts that the question does not need."""
    beside: Annotated[float, Meta(ge=0, le=0.8)]
    """Share of facts that are told beside another one: the same guild as, three years after."""
    eras: Annotated[int, Meta(ge=1, le=4)]
    """Eras of the calendar."""
    aliases: Annotated[int, Meta(ge=0, le=4)]
    """People who go by two names."""
    documents: Annotated[int, Meta(ge=1, le=10)]
    """Documents at most."""


class Drawn(NamedTuple):
    """made, a question about it, the facts that are told, the documents that tell them, and the lengths of the eras."""

    made: Made
    asked: Asked
    facts: list[Fact]
    documents: Arranged
    lengths: list[int]


def drawn(rng: Random, knobs: Knobs, draws: int) -> Iterator[Drawn]:
    """Worlds in documents, with a question for each, of at most so many draws."""
    years = rng.randrange(90, 140) + 10 * knobs.eras
    telling = Telling(knobs.more, knobs.beside, knobs.aliases, knobs.documents)
    for _ in range(draws):
        one = made(rng, sizes(knobs.people), years)
        asked = Asker(rng, one).asked(_form(rng, knobs), knobs.hops, knobs.conditions)
        if asked is None:
            continue
        cells, complete = chosen(rng, one, asked.used + asked.rivals, knobs.more)
        facts = stated(rng, one, cells, knobs.beside)
        documents = arranged(rng, one, facts, telling, complete)
        yield Drawn(one, asked, facts, documents, eras(rng, knobs.eras, years))


def _form(rng: Random, knobs: Knobs) -> Form:
    """What kind of question is asked."""
    forms: tuple[Form, ...] = ("pick", "gap", "count", "all")
    return "follow" if rng.random() < knobs.chains else rng.choices(forms, (6, 4, 2, 4))[0]


def effort(used: list[Cell], facts: list[Fact]) -> float:
    """The facts that lead to the answer."""
    told = {fact.cell: fact for fact in facts}
    count = 0
    for cell in used:
        while cell in told:
            count += 1
            fact = told[cell]
            if fact.like < 0:
                break
            cell = (fact.attribute, fact.like)
    return float(count)


def eras(rng: Random, count: int, years: int) -> list[int]:
    """The lengths of the eras, which make up the years."""
    cuts = sorted(rng.sample(range(years // (2 * count), years - years // (4 * count)), count - 1)) if count > 1 else []
    return [b - a for a, b in zip([0, *cuts], [*cuts, years], strict=True)]


def sizes(people: int) -> Sizes:
    """A world of so many people."""
    return Sizes(people, 2 + people // 3, 2 + people // 5, 2 + people // 6, 2 + people // 3, 2 + people // 8, 3 + people // 6)


def problem(
    of: type[P], rng: Random, world: Made, lengths: list[int], documents: Arranged, query: Query, language: str, **further: int
) -> P:
    """The problem, with names in a language. further: fields that this type of problem alone has. Raises ValueError where it is none."""
    count, aliased = len(world.kinds), len(documents.aliases)
    named = names(rng, [*world.kinds, *["person"] * aliased, *["era"] * len(lengths)], language)
    return of(
        names=tuple(named[:count]),
        kinds=tuple(world.kinds),
        aliases=tuple(Alias(one, named[count + place], document) for place, (one, document) in enumerate(documents.aliases)),
        eras=tuple(Era(name, length) for name, length in zip(named[count + aliased :], lengths, strict=True)),
        documents=tuple(documents.documents),
        complete=documents.complete,
        query=query,
        wording=rng.randrange(1_000_000),
        **further,
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


def corrupt(told: Told, answer: str, rng: Random) -> str:
    """Another name, year, number or set, for a question that is settled."""
    right = outcome(told)
    assert right is not None
    return written(told, wrong(told, right, rng))
