"""Anchored groups: the ground-truth trajectory joins the rollouts of a prompt, so that a group that is wrong throughout still teaches.

GRPO compares the rollouts of one prompt with each other: the advantage of a rollout is its reward less the group's mean, over the
group's standard deviation. On hard deductions whole groups fail, all rewards are equal and every advantage is zero. With one rollout
replaced by the row's own `trajectory` (the anchor) such a group has a direction again: towards the proof, away from what was tried.

Rollouts are made up here; no model and no GPU are needed.
"""

import re
from itertools import groupby, islice
from statistics import mean, pstdev

import synth
from synth.verifiers import score, score_steps, verify_trace


def advantages(rewards: list[float]) -> list[float]:
    """Group-relative advantages as in GRPO; all zero when the rewards are equal."""
    spread = pstdev(rewards)
    return [(reward - mean(rewards)) / spread if spread else 0.0 for reward in rewards]


def broken(text: str) -> str:
    """The same derivation with its last step resting on the first fact alone: the right answer by a wrong way."""
    return re.sub(r"^(S\d+:.*)\[[^\]]*\](?!.*^S\d)", r"\1[F1]", text, flags=re.MULTILINE | re.DOTALL)


def fake_rollouts(row: dict, twin: dict) -> list[str]:
    """What a policy may write. Where the problem is unanswerable all of it is wrong; else two are right, for poor reasons."""
    right, other = row["trajectory"][0]["content"], twin["trajectory"][0]["content"]
    if row["extra_info"]["answer"] == "Unknown":
        rejected = row["extra_info"]["rejected"]
        return [other, rejected, f"It seems so.\n<answer>\n{twin['extra_info']['answer']}\n</answer>", "I am not sure."]
    return [other, broken(right), f"It seems so.\n<answer>\n{row['extra_info']['answer']}\n</answer>", "I am not sure."]


def show(title: str, row: dict, rollouts: list[str]) -> None:
    """Rewards of a group by the final answer, and by how much of its proof the steps hold."""
    source, truth = row["data_source"], row["reward_model"]["ground_truth"]
    traces = [verify_trace(source, text, truth) for text in rollouts]
    by_answer = [score(source, text, truth) for text in rollouts]
    by_step = [score_steps(source, text, truth) for text in rollouts]
    print(f"{title:24} by answer: reward advantage   by step: reward advantage")
    for trace, *numbers in zip(traces, by_answer, advantages(by_answer), by_step, advantages(by_step), strict=True):
        fault = "sound" if trace.accepted else f"refused: {trace.reason}{f' at step {trace.step}' if trace.step else ''}"
        print("  {:32} {:8.0f} {:+9.2f} {:18.2f} {:+9.2f}".format(fault, *numbers))


rows = synth.stream("honest/logical_inference", difficulty=3, seed=4)
pairs = (list(pair) for _, pair in groupby(rows, key=lambda row: row["extra_info"]["family_id"]))
for pair in islice(pairs, 2):
    for row, twin in (pair, pair[::-1]):  # one of the two is answerable
        rollouts = fake_rollouts(row, twin)
        anchor = row["trajectory"][0]["content"]
        print(f"\n{row['extra_info']['family_id'][:8]}, the right answer is {row['extra_info']['answer']}")
        show("without the anchor", row, rollouts)
        show("its last one the anchor", row, [*rollouts[:-1], anchor])

# Where trainers take it (`off`, `always`, or `none right`: where a group has no right answer):
#
#   TRL    GRPOTrainer(rollout_func=synth.verifiers.adapters.anchor.rollouts(dataset, "none right"))
#   verl   where the rollouts are joined to the batch, on lists of token ids: anchor.anchored(responses, uids, trajectories, rewards,
#          "none right"); the reward function scores the anchor like the others.
#
# The anchor was not sampled from the policy: its old log-probabilities come from a forward pass. Rows of `synth run --with-steps` ask for
# the form that the anchor has.
# `synth.verifiers.trace_format(data_source)` is the text that tells a model the format of steps.
