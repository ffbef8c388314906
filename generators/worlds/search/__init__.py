"""Search: a made world in more documents than a prompt holds, and a question whose way leads through several of them; each is found by a
search for what is known by then.

Effort is the number of calls of that way."""

import json
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.worlds._asking import Asker, Form
from synth.generators.worlds._canonical import canonical
from synth.generators.worlds._documents import chosen
from synth.generators.worlds._drawing import AGAIN, corrupt, eras, problem, written, wrong
from synth.generators.worlds._making import Sizes, made
from synth.generators.worlds._question import without_documents
from synth.generators.worlds._solution import answered, claim, solution
from synth.generators.worlds.search._policies import POLICIES
from synth.generators.worlds.search._shelves import shelved
from synth.generators.worlds.search._trajectory import trajectory
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.worlds._told import outcome, world
from synth.verifiers.worlds._world import Kind
from synth.verifiers.worlds.search import Search, verify
from synth.verifiers.worlds.search.library import HITS, needed

DRAWS = 30
FEW: tuple[Kind, ...] = ("guild", "work", "town", "house")
"""Of what questions pick, count and list: of all people they would need more documents than anybody opens."""


class Knobs(Frozen, frozen=True):
    documents: Annotated[int, Meta(ge=10, le=150)]
    """Documents of the world."""
    hops: Annotated[int, Meta(ge=1, le=8)]
    """Properties that the question goes along, its conditions included."""
    chains: Annotated[float, Meta(ge=0, le=1)]
    """Share of questions that follow one chain; the others pick the first or last, count, list, or compare years."""
    beside: Annotated[float, Meta(ge=0, le=0.6)]
    """Share of facts that are told beside another one: the same guild as, three years after."""
    aliases: Annotated[int, Meta(ge=0, le=8)]
    """People who go by two names."""
    calls: Annotated[int, Meta(ge=6, le=80)]
    """Calls of the tools that are allowed; the way to the answer takes three quarters of them at most."""
    least: Annotated[int, Meta(ge=1, le=12)]
    """Documents at least that the answer needs; about half as many where some are compared, which tables hold."""


LEVELS = (
    Knobs(20, 1, 1.0, 0.0, 0, 8, 1),
    Knobs(24, 2, 1.0, 0.0, 0, 10, 2),
    Knobs(30, 3, 0.9, 0.05, 1, 12, 2),
    Knobs(36, 3, 0.6, 0.1, 2, 16, 3),
    Knobs(44, 4, 0.5, 0.15, 3, 20, 4),
    Knobs(54, 5, 0.4, 0.2, 4, 24, 4),
    Knobs(68, 5, 0.3, 0.2, 5, 28, 5),
    Knobs(88, 6, 0.3, 0.25, 6, 32, 6),
    Knobs(114, 7, 0.3, 0.25, 7, 36, 7),
    Knobs(150, 8, 0.3, 0.3, 8, 40, 8),
)


def sizes(documents: int) -> Sizes:
    """A world that fills so many documents."""
    people = 4 + documents * 9 // 25
    guilds, houses, trades = min(12, 3 + people // 6), min(10, 2 + people // 8), min(12, 4 + people // 7)
    return Sizes(people, 3 + people // 5, guilds, houses, guilds, 3 + people // 10, trades)


def generate(rng: Random, knobs: Knobs, language: str) -> Sample:
    for _ in range(DRAWS):
        found = _drawn(rng, knobs, language)
        if found is not None:
            return found
    raise Discard("no question")


def _drawn(rng: Random, knobs: Knobs, language: str) -> Sample | None:
    count = rng.randint(1, 4)
    years = rng.randrange(130, 190) + 10 * count
    one = made(rng, sizes(knobs.documents), years)
    forms: tuple[Form, ...] = ("pick", "gap", "count", "all")
    form: Form = "follow" if rng.random() < knobs.chains else rng.choices(forms, (4, 5, 1, 3))[0]
    asked = Asker(rng, one, FEW).asked(form, knobs.hops, 1)
    if asked is None:
        return None
    cells, complete = chosen(rng, one, asked.used + asked.rivals, 3 * knobs.documents)
    shelf = shelved(rng, one, cells, asked.used, complete, knobs.beside, knobs.aliases, knobs.documents)
    if shelf is None:
        return None
    lengths = eras(rng, count, years)
    told = problem(Search, rng, one, lengths, shelf[0], asked.query, language, calls=knobs.calls)
    least = knobs.least if form in ("follow", "gap") else 1 + knobs.least // 2  # a table holds what is compared
    calls = trajectory(told) if len(needed(told)) >= least else None
    if calls is None or 4 * len(calls) > 3 * knobs.calls:
        return None
    assert outcome(told) == asked.answer
    right = written(told, asked.answer)
    if knobs.hops > 1 and rng.random() < AGAIN and any(policy(told) == right for policy in POLICIES.values()):
        return None
    known = world(told).known
    proof = {f"F{number}": [claim(told, cell, known[cell]) for cell in cells] for number, cells in needed(told).items()}
    bad = wrong(told, asked.answer, rng)
    trace, rejected = solution(told, asked.answer), answered(told, solution(told, bad), bad)
    provenance = json.dumps({"calls": calls, "documents": proof}, ensure_ascii=False)
    return Sample(told, right, float(len(calls)), trace, rejected, provenance)


def prompt_variables(told: Search, rng: Random) -> dict[str, object]:
    """All that a prompt shows: the question and the rules, and of the documents only how many there are."""
    return {"count": len(told.documents), "calls": told.calls, "hits": HITS, "register": ()} | without_documents(told)


TASK = Task(
    __name__,
    version=4,
    problem=Search,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(10_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("calls", "wording"),
    by_language=True,
)
