"""What the laws cannot say of logic/web_of_lies: symmetric copies share a fingerprint, and forms of speech give nobody away."""

import json
from collections import Counter
from random import Random

import pytest
from drawing import samples

from synth.generators import registry
from synth.pipelines.run.produce import digest
from synth.verifiers.logic.web_of_lies import Link, WebOfLies, worlds

TASK = registry.load("logic/web_of_lies")


def _renumbered(value, where):
    """The JSON form of a problem's claims with people renumbered; numbers of counts stay."""
    match value:
        case ["is", person, kind]:
            return ["is", where[person], kind]
        case ["same", a, b, same]:
            return ["same", where[b], where[a], same]
        case ["count", group, *rest]:
            return ["count", [where[p] for p in reversed(group)], *rest]
        case ["would", chain, claim]:
            return ["would", [where[p] for p in chain], _renumbered(claim, where)]
        case ["link", how, a, b]:
            sides = [_renumbered(a, where), _renumbered(b, where)]
            return ["link", how, *(sides if how == "if" else sides[::-1])]


@pytest.mark.parametrize("level", [1, 5, 8, 10])
def test_renamed_people_and_reordered_statements_share_a_fingerprint(level):
    rng = Random(level)
    for sample in samples(TASK.name, level, 20):
        fields = json.loads(sample.problem.to_json())
        where = rng.sample(range(len(fields["people"])), len(fields["people"]))
        fields["says"] = [[where[speaker], _renumbered(claim, where)] for speaker, claim in fields["says"]]
        fields["facts"] = [_renumbered(claim, where) for claim in fields["facts"]]
        fields["asked"] = [where[person] for person in fields["asked"]]
        rng.shuffle(fields["says"])
        rng.shuffle(fields["asked"])
        copy = WebOfLies.from_json(json.dumps(fields))
        assert copy != sample.problem
        assert digest(TASK, copy) == digest(TASK, sample.problem)


def test_worlds_are_all_assignments_of_kinds():
    from itertools import product

    for people, spies in ((3, 0), (4, 1), (5, 2)):
        among = worlds(people, spies)
        size = among.every.bit_length()
        made = {tuple(next(k for k, m in kinds.items() if m >> i & 1) for kinds in among.by_kind) for i in range(size)}
        assert among.every == (1 << size) - 1
        assert made == {w for w in product(("truth", "lie", "spy"), repeat=people) if w.count("spy") == spies}
        assert len(made) == size


def test_neither_place_nor_form_of_speech_tells_who_is_truthful():
    """Within four standard deviations of one half."""
    told, yes = Counter(), Counter()
    for sample in samples(TASK.name, 5, 600):
        answers = [word == "yes" for word in sample.answer.split(", ")]
        truthful = dict(zip(sample.problem.asked, answers, strict=True))
        marks = [(f"place {place}", answer) for place, answer in enumerate(answers)]
        for speaker, claim in sample.problem.says:
            if speaker in truthful:
                form = claim.how if isinstance(claim, Link) else getattr(claim, "how", type(claim).__name__)
                marks.append((form, truthful[speaker]))
        for mark, answer in marks:
            told[mark] += 1
            yes[mark] += answer
    for mark, n in told.items():
        assert abs(yes[mark] / n - 0.5) <= 4 * 0.5 / n**0.5, (mark, yes[mark], n)
