"""AReaL 1.0: `python with_areal.py --config grpo.yaml`, on rows of `synth run` (its Parquet files as they are)."""

import sys
from glob import glob

from datasets import load_dataset

REWARD = "synth.verifiers.adapters.areal.reward"


def rows(files):
    """Our rows, with the prompt under the name by which AReaL's workflow looks for it."""
    return load_dataset("parquet", data_files=files, split="train").rename_column("prompt", "messages")


if __name__ == "__main__":
    from areal import PPOTrainer
    from areal.api.cli_args import GRPOConfig, load_expr_config

    config, _ = load_expr_config(sys.argv[1:], GRPOConfig)
    with PPOTrainer(config, train_dataset=rows(sorted(glob("data/train/data/train-*.parquet")))) as trainer:
        settings = {"reward_fn": REWARD, "gconfig": config.gconfig, "tokenizer": config.tokenizer_path}
        trainer.train(workflow="areal.workflow.rlvr.RLVRWorkflow", workflow_kwargs=settings)
