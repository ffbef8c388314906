"""Tinker cookbook 0.6, on rows that follow the learner: give `Builder()` to `tinker_cookbook.rl.train.Config(dataset_builder=...)`."""

import chz
from tinker_cookbook import renderers
from tinker_cookbook.rl.types import RLDatasetBuilder
from tinker_cookbook.tokenizer_utils import get_tokenizer

import synth
from synth.pipelines.curriculum.tinker_dataset import CurriculumDataset


@chz.chz
class Builder(RLDatasetBuilder):
    model: str = "Qwen/Qwen3-4B"
    renderer: str = "qwen3"
    batch: int = 64
    group: int = 8

    async def __call__(self):
        renderer = renderers.get_renderer(self.renderer, get_tokenizer(self.model))
        return CurriculumDataset(synth.Curriculum(["logic", "math:2"], seed=0), renderer, self.batch, self.group), None
