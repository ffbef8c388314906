"""Laws of what prompts say: an answer follows from the English alone, read by somebody who sees nothing else."""

import re
from random import Random

import pytest
from drawing import CHECKED, rows
from reading import READERS, reader, shown

from synth.generators import registry


def concerns(name: str) -> bool:
    return reader(name) is not None


@pytest.mark.parametrize("level", CHECKED)
def test_the_answer_follows_from_the_prompt_alone_and_a_corrupted_one_does_not(name, level, scale):
    task, follows = registry.load(name), reader(name)
    assert follows
    for number, row in enumerate(rows(name, level, 2 * scale)):
        prompt, answer = shown(row), row["extra_info"]["answer"]
        problem = task.problem.from_json(row["reward_model"]["ground_truth"])
        assert follows(prompt, answer), prompt
        wrong = task.corrupt(problem, answer, Random(number))
        assert not follows(prompt, wrong), (wrong, prompt)


def test_readers_see_nothing_of_the_package():
    for file in READERS.rglob("*.py"):
        assert not re.search(r"^\s*(?:from|import) synth\b|import_module", file.read_text(), re.MULTILINE), file
