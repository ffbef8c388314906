"""ms-swift 4.6. This file is the plugin, and run by itself it writes the rows:

    python with_ms_swift.py > train.jsonl
    swift rlhf --rlhf_type grpo --external_plugins with_ms_swift.py --reward_funcs synth --dataset train.jsonl \\
        --remove_unused_columns false --num_generations 8 --model Qwen/Qwen3-4B ...
"""

import json
from itertools import islice

if __name__ == "__main__":
    import synth

    for row in islice(synth.stream(["logic", "math:2"], difficulty="3..7", seed=0), 20):  # as many as the training needs
        columns = ("data_source", "reward_model")
        print(json.dumps({"messages": row["prompt"], **{name: row[name] for name in columns}}))
else:
    from synth.verifiers.adapters import ms_swift as ms_swift
