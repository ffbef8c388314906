"""Answerability: a question whose answer the documents of one member settle, and those of the other do not. The two differ in one fact:
where one tells a property of somebody, the other tells that property of somebody else.

The members agree in all counts, in their documents, wordings and names. Effort is that of the member with an answer."""

import json
from dataclasses import replace as with_others
from random import Random

from msgspec.structs import replace

from synth.generators.worlds._canonical import canonical, split_key
from synth.generators.worlds._cheap import POLICIES
from synth.generators.worlds._drawing import AGAIN, Knobs, any_answer, drawn, effort, problem, written, wrong
from synth.generators.worlds._hiding import Hider, other_member
from synth.generators.worlds._question import prompt_variables as variables
from synth.generators.worlds._solution import answered, claim, opened, solution
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.worlds._query import Before, Follow, Gap, Is, Pick
from synth.verifiers.worlds._told import outcome
from synth.verifiers.worlds._world import Era
from synth.verifiers.worlds.answerability import Answerability, verify

DRAWS = 40

LEVELS = (
    Knobs(5, 2, 1.0, 1, 8, 0.0, 1, 0, 2),
    Knobs(6, 3, 0.7, 1, 10, 0.0, 1, 0, 2),
    Knobs(6, 3, 0.3, 1, 12, 0.1, 1, 1, 3),
    Knobs(7, 3, 0.1, 1, 14, 0.1, 2, 1, 4),
    Knobs(8, 4, 0.0, 1, 18, 0.15, 2, 1, 4),
    Knobs(9, 4, 0.0, 2, 22, 0.2, 2, 2, 5),
    Knobs(10, 5, 0.0, 2, 24, 0.25, 3, 2, 6),
    Knobs(11, 6, 0.0, 2, 28, 0.3, 3, 2, 6),
    Knobs(12, 7, 0.0, 2, 30, 0.35, 3, 3, 7),
    Knobs(13, 8, 0.0, 2, 32, 0.4, 4, 3, 7),
)


def generate(rng: Random, knobs: Knobs, language: str) -> Sample:
    for one in drawn(rng, knobs, DRAWS):
        asked, told = one.asked, one.documents
        lengths = tuple(Era("A", length) for length in one.lengths)
        hider = Hider(one.made.kinds, lengths, told.complete, asked.query, asked.answer)
        slot = hider.slot(rng, told.documents, asked.used, named(asked.query))
        if slot is None:
            continue
        first = problem(Answerability, rng, one.made, one.lengths, told._replace(documents=slot.documents), asked.query, language)
        right = written(first, asked.answer)
        if rng.random() < AGAIN and any(policy(first) == right for policy in POLICIES.values()):
            continue
        try:
            second = replace(first, documents=tuple(other_member(slot)))
        except ValueError:  # so much hangs on what is hidden that it takes long to see what is open
            continue
        hidden = first.documents[slot.place[0]].facts[slot.place[1]]
        work = effort(asked.used, one.facts)
        trace, wrong_trace = solution(first, asked.answer), wrong(first, asked.answer, rng)
        open_trace = opened(second, hidden.cell, slot.values)
        proof = {"changed": slot.place[0] + 1, "property": hidden.attribute}
        worlds = [claim(second, hidden.cell, value) for value in slot.values]
        settled, open_proof = json.dumps({"answerable": True, **proof}), json.dumps({"answerable": False, **proof, "worlds": worlds})
        members = [
            Sample(first, right, work, trace, answered(first, solution(first, wrong_trace), wrong_trace), settled),
            Sample(second, written(second, None), work, open_trace, answered(second, trace, asked.answer), open_proof),
        ]
        rng.shuffle(members)
        return with_others(members[0], other_members=(members[1],))
    raise Discard("no question with another member")


def named(query: object) -> set[int]:
    """Whom a question names."""
    if isinstance(query, Follow):
        return named(query.start) if isinstance(query.start, Pick) else {query.start}
    if isinstance(query, Gap):
        return named(query.first) | named(query.second)
    return {part.start for part in getattr(query, "where", ()) if isinstance(part, Is | Before)}


def prompt_variables(told: Answerability, rng: Random) -> dict[str, object]:
    """All that a prompt shows."""
    return variables(told, rng, may_be_open=True)


def corrupt(told: Answerability, answer: str, rng: Random) -> str:
    """An answer for Unknown; Unknown or another answer for an answer."""
    right = outcome(told)
    if right is None:
        return written(told, any_answer(told, rng))
    return written(told, None) if rng.random() < 0.25 else written(told, wrong(told, right, rng))


TASK = Task(
    __name__,
    version=5,
    problem=Answerability,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.5,  # Unknown is right in half the rows
    capacity=(100_000,) * 10,
    canonical=canonical,
    corrupt=corrupt,
    max_members=2,
    paired=True,
    split_key=split_key,
    prompt_only=("wording",),
    by_language=True,
    report_by=("hops", "conditions"),
)
