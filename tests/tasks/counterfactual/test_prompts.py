"""Prompts of the tasks of premises and options: short, with the conventions that their sentences need, and an example that varies."""

import json
import re
import statistics
from collections import Counter

import pytest
from drawing import rows, stream
from msgspec.structs import replace

from synth.generators import registry
from synth.generators.counterfactual._conventions import uses
from synth.pipelines.run.produce import candidate
from synth.schemas.task import Discard

MOST = {1: 0.35, 5: 0.3, 10: 0.25}
"""Of a prompt's words, those that are neither story nor statement, at most, in the mean."""


def concerns(name):
    return name in ("counterfactual/propositional", "counterfactual/quantified")


def share(row):
    """The part of the words that tell how to read the problem and what to answer, but for the form of an answer, which is the same in all
    tasks. The story's own sentences name its scene, people, what they may be, or teams."""
    prompt = row["prompt"][0]["content"].rpartition("\n\n")[0]
    problem = registry.load(row["extra_info"]["task"]).problem.from_json(row["reward_model"]["ground_truth"])
    rest = prompt
    for _, text in (*problem.premises, *problem.options):
        assert text in rest
        rest = rest.replace(text, "", 1)
    rest = re.sub(r"\[\d+\]|\([a-d]\)", "", rest)
    named = [problem.scene] if hasattr(problem, "scene") else [*problem.people, *problem.properties, *(name for name, _ in problem.groups)]
    rest = "\n".join(s for s in re.split(r"(?<=\.)\s|\n\n", rest) if not any(name in s for name in named))
    return len(rest.split()) / len(re.sub(r"\[\d+\]|\([a-d]\)", "", prompt).split())


@pytest.mark.parametrize("level", MOST)
def test_conventions_take_a_small_part_of_the_prompt(name, level, scale):
    found = [share(row) for row in rows(name, level, 20 * scale)]
    print(f"\n{name} level {level}: {statistics.mean(found):.2f}, at most {max(found):.2f}")
    assert statistics.mean(found) <= MOST[level]


def test_the_example_of_an_answer_varies(name):
    shown = Counter(re.findall(r"<answer>\n(.)\n", row["prompt"][0]["content"])[0] for row in rows(name, 1, 20))
    assert set(shown) == set("ABCD")


def test_nobody_is_said_to_have_done_something_to_himself(name):
    for row in rows(name, 10, 20):
        assert not re.search(r'"fact",(\d),\["(?:to|by)",\1,', row["reward_model"]["ground_truth"])


def test_counterfactuals_may_be_bound_to_one_edit(name):
    """Two edits are for about a fifth of the counterfactuals, and only where the knob lets them."""
    counts = {}
    for most in (1, 2):
        one = stream(name, 4)._replace(knobs=replace(registry.load(name).levels[3], edits=most))
        counts[most] = Counter(len(json.loads(m.provenance)["edits"]) for draw in range(25) for m in _members(one, draw))
    assert set(counts[1]) == {0, 1} and set(counts[2]) == {0, 1, 2}
    print(f"\n{name}: {counts[2][2] / (counts[2][1] + counts[2][2]):.2f} of the counterfactuals have two edits")
    assert counts[2][2] < 0.35 * (counts[2][1] + counts[2][2])


def _members(of, draw):
    try:
        return candidate(of, draw).members
    except Discard:
        return ()


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("The gate is open or the bell rings, or both.", set()),
        ("If either the gate is open or the bell rings, then it is late.", {"or", "if"}),
        ("The gate is open or the bell rings, but not both.", set()),
        ("Two or more guests sing.", set()),
        ("One or more guests sing or dance.", {"or"}),
        ("Unless the gate is open, the bell rings.", {"unless"}),
        ("The gate is open except if the bell rings.", {"unless"}),
        ("It is true that the gate is open only if the bell rings.", {"only if"}),
        ("The gate is open if and only if the bell rings.", set()),
        ("If, but only if, the gate is open, the bell rings.", set()),
        ("The gate is open exactly when the bell rings.", set()),
        ("The gate is open, provided that the bell rings.", {"if"}),
        ("Whenever the gate is open, the bell rings.", {"if"}),
        ("When, and only when, the gate is open, the bell rings.", set()),
        ("The gate is open.", set()),
    ],
)
def test_a_sentence_needs_the_conventions_of_its_words(text, needed):
    assert uses([text]) == needed
