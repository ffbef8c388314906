"""TRL 1.16: GRPO on rows that follow the learner, `accelerate launch with_trl.py`. Rows on disk: `load_dataset("parquet", ...)` instead,
with `reward_funcs=synth.verifiers.adapters.trl.reward`."""

from trl import GRPOConfig, GRPOTrainer

import synth
from synth.pipelines.curriculum.trl_dataset import dataset, reporting


def trainer(model, tokenizer=None, **settings):
    data = synth.Curriculum(["logic", "math:2"], rule="band", seed=0)
    fixed = {"shuffle_dataset": False, "dataloader_num_workers": 0}  # shuffling holds rows back for a thousand others
    return GRPOTrainer(
        model=model,
        processing_class=tokenizer,
        train_dataset=dataset(data),
        reward_funcs=reporting(data),
        args=GRPOConfig(**{"max_steps": 500, "num_generations": 8, "max_completion_length": 4096, **fixed, **settings}),
    )


if __name__ == "__main__":
    trainer("Qwen/Qwen3-4B", output_dir="out").train()
