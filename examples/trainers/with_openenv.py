"""OpenEnv 0.10: episodes of `synth serve logic math --port 8400`, one problem each."""

import sys

from openenv.core.generic_client import GenericEnvClient


def play(url, answer, episodes=3):
    """Rewards of `answer(prompt)`, which is the policy."""
    with GenericEnvClient(base_url=url).sync() as environment:
        rewards = []
        for seed in range(episodes):
            prompt = environment.reset(seed=seed, difficulty=3).observation["prompt"]
            result = environment.step({"completion": answer(prompt)})
            rewards.append(result.reward)
        return rewards


if __name__ == "__main__":
    print(play(sys.argv[1] if sys.argv[1:] else "http://localhost:8400", lambda prompt: "<answer>I do not know</answer>"))
