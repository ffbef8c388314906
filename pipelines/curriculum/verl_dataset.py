"""verl: training rows that follow the learner, with `data.custom_cls.path=pkg://synth.pipelines.curriculum.verl_dataset`,
`data.custom_cls.name=CurriculumDataset` and `reward.custom_reward_function.path=` this module too.

    data.train_files=curriculum data.shuffle=False data.dataloader_num_workers=0 trainer.total_training_steps=500
    +data.curriculum.tasks=[logic,math] +data.curriculum.group=8        # of actor_rollout_ref.rollout.n; further keys: of synth.Curriculum

Validation files are read by verl's own dataset. Written for verl 0.9.1, which gives datasets no results: reward functions report to a named
Ray actor instead."""

from typing import Any

import torch
from omegaconf import OmegaConf
from verl.utils.dataset.rl_dataset import RLHFDataset

from synth.pipelines.curriculum import ray_actor
from synth.verifiers.adapters import verl

MARK = "curriculum"
LENGTH = 1_000_000_000


class CurriculumDataset(RLHFDataset):
    """Endless where `data_files` is `curriculum`; else verl's."""

    def __init__(self, data_files: Any, tokenizer: Any, config: Any, processor: Any = None, max_samples: int = -1) -> None:
        files = [data_files] if isinstance(data_files, str) else list(data_files)
        self.actor: Any = None
        if files != [MARK]:
            super().__init__(data_files, tokenizer, config, processor, max_samples)
            return
        settings: Any = OmegaConf.to_container(OmegaConf.create(config.get(MARK) or {}))
        if "tasks" not in settings or "group" not in settings:
            raise ValueError("data.curriculum: expected `tasks` and `group`, the completions of a prompt")
        self.actor = ray_actor.start(int(settings.pop("group")), int(config["train_batch_size"]), **settings)

    def __len__(self) -> int:
        return LENGTH if self.actor is not None else super().__len__()

    def __getitem__(self, item: int) -> dict[str, Any]:
        if self.actor is None:
            return super().__getitem__(item)  # type: ignore[no-any-return]
        import ray

        row = dict(ray.get(self.actor.next_row.remote()))
        extra = {**row["extra_info"], "ticket": row.pop("ticket")}
        nothing = {"dummy_tensor": torch.tensor([0], dtype=torch.uint8), "tools_kwargs": {}, "interaction_kwargs": {}}
        return {**row, "extra_info": extra, "raw_prompt": row["prompt"], "index": item, **nothing}


def compute_score(data_source: str, solution_str: str, ground_truth: str, extra_info: Any = None, **more: Any) -> verl.Result:
    """`synth.verifiers.adapters.verl.compute_score`, which also reports. Rows of validation have no ticket."""
    result = verl.compute_score(data_source, solution_str, ground_truth, extra_info, **more)
    if (extra_info or {}).get("ticket"):
        ray_actor.report(extra_info["ticket"], result["score"])
    return result
