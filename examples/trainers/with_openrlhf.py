"""OpenRLHF 0.11. This file is the reward function, and run by itself it writes the rows:

    python with_openrlhf.py > train.jsonl
    python -m openrlhf.cli.train_ppo_ray --reward.remote_url with_openrlhf.py --data.prompt_dataset train.jsonl \\
        --data.input_key prompt --data.label_key label --data.apply_chat_template --algo.advantage.estimator group_norm ...

Over HTTP: `synth serve --port 8400`, `--reward.remote_url http://localhost:8400/openrlhf`."""

import json
from itertools import islice

from synth.verifiers.adapters.openrlhf import reward_func as reward_func

if __name__ == "__main__":
    import synth
    from synth.verifiers.adapters.label import label

    for row in islice(synth.stream(["logic", "math:2"], difficulty="3..7", seed=0), 20):  # as many as the training needs
        print(json.dumps({"prompt": row["prompt"], "label": label(row)}))
