"""Tinker: problems in its `ProblemEnv`, and the dataset of a curriculum, with a scripted renderer."""

import asyncio
import pickle
from types import SimpleNamespace

from rows_to_score import CASES, right

import synth
from synth.pipelines.curriculum.tinker_dataset import CurriculumDataset
from synth.verifiers.adapters.tinker import SynthProblem


class Letters:
    """A renderer whose tokens are characters."""

    def get_stop_sequences(self):
        return ["\n"]

    def build_generation_prompt(self, conversation):
        return conversation[-1]["content"]

    def parse_response(self, action):
        text = "".join(map(chr, action))
        return {"role": "assistant", "content": text}, SimpleNamespace(is_stop_sequence=True, is_clean=True)


def step(environment, text):
    return asyncio.run(environment.step([ord(sign) for sign in text]))


def test_a_problem():
    for row, text, reward in CASES:
        environment = SynthProblem(row, Letters())
        assert asyncio.run(environment.initial_observation())[0] == row["prompt"][0]["content"]
        found = step(environment, text)
        assert (found.reward, found.episode_done, found.metrics["correct"]) == (reward, True, reward)
        assert step(SynthProblem(row, Letters(), format_coef=0.5), text).reward == reward - 0.5 * (text == "?")


def test_a_dataset_follows_what_its_groups_earned():
    data = synth.Curriculum("math/recurrence", seed=1)
    rows = CurriculumDataset(data, Letters(), batch=8, group=2)
    for index in range(3):
        for group in rows.get_batch(index):
            assert pickle.loads(pickle.dumps(group)).row == group.row
            environments = asyncio.run(group.make_envs())
            steps = [step(one, right(group.row)) for one in environments]
            trajectories = [SimpleNamespace(transitions=[one]) for one in steps]
            assert asyncio.run(group.compute_group_rewards(trajectories, environments)) == [(0.0, {}), (0.0, {})]
    rows.get_batch(3)
    assert data.metrics()["curriculum/groups"] == 24 and data.metrics()["curriculum/math/recurrence/level"] > 1


def test_the_example_is_a_builder():
    import with_tinker
    from tinker_cookbook.rl.types import RLDatasetBuilder

    assert issubclass(with_tinker.Builder, RLDatasetBuilder) and with_tinker.Builder().group == 8
