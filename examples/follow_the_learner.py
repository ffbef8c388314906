"""A curriculum in a training loop: the level of the rows follows how earlier ones went.

The policy is made up: it solves a level with a chance that falls as the level rises, and it gets better. In a trainer the completions come
from the model, and `update` gets one entry for each prompt group after each step.
"""

import math
from itertools import islice
from random import Random

import synth
from synth.verifiers import score

STEPS, PROMPTS, COMPLETIONS = 40, 8, 8


def completions(row: dict, skill: float, rng: Random) -> list[str]:
    """What a policy of that skill may write."""
    chance = 1 / (1 + math.exp(row["difficulty"] - skill))
    right = row["extra_info"]["answer"]
    return [f"<answer>{right if rng.random() < chance else 'I do not know'}</answer>" for _ in range(COMPLETIONS)]


def main() -> None:
    data, rng = synth.Curriculum(["logic/game_of_24", "math/recurrence"], rule="band", seed=0), Random(0)
    for step in range(STEPS):
        results = []
        for row in islice(data, PROMPTS):
            written = completions(row, 1 + step / 8, rng)
            rewards = [score(row["data_source"], one, row["reward_model"]["ground_truth"]) for one in written]
            results.append({"row": row, "rewards": rewards})
        data.update(results)
        if step % 10 == 9:
            levels = {name: value for name, value in data.metrics().items() if name.endswith("level")}
            print(f"step {step + 1}: {levels}, state {len(str(data.state_dict()))} characters")


if __name__ == "__main__":
    main()
