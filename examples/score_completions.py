"""Score completions as a trainer does: problems from a stream, some answers, rewards and the reasons of refusals."""

from itertools import islice

import synth

for row in islice(synth.stream("logic/game_of_24", difficulty=2, seed=1), 3):
    truth = row["reward_model"]["ground_truth"]
    right = f"<think>Let me see.</think> <answer>{row['extra_info']['answer']}</answer>"
    for completion in (right, "<answer>1 + 1</answer>", "I don't know"):
        verdict = synth.verifiers.verify(row["data_source"], completion, truth)
        reward = synth.verifiers.score(row["data_source"], completion, truth)
        print(f"{row['data_source']}  reward {reward}  {verdict.reason or 'accepted'}")
