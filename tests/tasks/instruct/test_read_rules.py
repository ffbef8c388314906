"""Verdicts against readers of the prompts: on replies that are right, and on replies that are wrong in one place."""

from itertools import islice
from random import Random

import pytest
from drawing import rows
from reading import reader

from synth.generators.instruct._compose import edited
from synth.generators.registry import load

NAMES = tuple(f"instruct/{task}" for task in "branching extraction free_text planning_text rewrite structured_output".split())


@pytest.mark.parametrize("task_name", NAMES)
def test_a_reader_of_the_prompt_gives_the_same_verdicts(task_name, scale):
    task, follows, rng, verdicts = load(task_name), reader(task_name), Random(8), list[bool]()
    for level in (1, 4, 7, 10):
        for row in rows(task_name, level, 3 * scale):
            problem = task.problem.from_json(row["reward_model"]["ground_truth"])
            for reply in islice(edited(rng, row["extra_info"]["answer"]), 12):
                accepted = task.verify(problem, reply).accepted
                assert follows(row["prompt"][0]["content"], reply) == accepted, (reply, row["prompt"][0]["content"])
                verdicts.append(accepted)
    assert 0.05 < sum(verdicts) / len(verdicts) < 0.95
