#!/usr/bin/env bash
# verl 0.9: GRPO on rows that `synth run logic math --n 1e5 --out data/train` and `--split test=1` wrote. Our Parquet files go in as they are.
# Rows that follow the learner instead: the last block, and take out `data.train_files` above it.
set -euo pipefail
python -m verl.trainer.main_ppo \
  algorithm.adv_estimator=grpo \
  data.train_files="[$(ls data/train/data/train-*.parquet | paste -sd,)]" \
  data.val_files="[$(ls data/test/data/test-*.parquet | paste -sd,)]" \
  data.train_batch_size=256 data.max_prompt_length=4096 data.max_response_length=8192 \
  actor_rollout_ref.model.path="${MODEL:-Qwen/Qwen3-4B}" \
  actor_rollout_ref.rollout.name=vllm actor_rollout_ref.rollout.n=8 \
  reward.custom_reward_function.path=pkg://synth.verifiers.adapters.verl \
  reward.custom_reward_function.name=compute_score \
  trainer.n_gpus_per_node=8 trainer.total_training_steps=500 "$@"
# data.train_files=curriculum data.shuffle=False data.dataloader_num_workers=0 +data.curriculum.tasks=[logic,math] +data.curriculum.group=8 \
# data.custom_cls.path=pkg://synth.pipelines.curriculum.verl_dataset data.custom_cls.name=CurriculumDataset \
# reward.custom_reward_function.path=pkg://synth.pipelines.curriculum.verl_dataset
