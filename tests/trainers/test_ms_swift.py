"""ms-swift: the plugin's rewards, called as its trainer calls them."""

import json
import subprocess
import sys

import with_ms_swift
from rows_to_score import CASES
from swift.rewards import orms

from synth.verifiers.adapters import ms_swift


def test_rewards():
    columns = {name: [row[name] for row, _, _ in CASES] for name in CASES[0][0]}
    texts = [text for _, text, _ in CASES]
    for name in ("synth", "synth_steps"):
        rewards = orms[name](args=None)(texts, **{**columns, "trainer_state": None, "messages": columns["prompt"]})
        assert len(rewards) == len(CASES) and all(isinstance(reward, float) for reward in rewards)
    assert orms["synth"]()(texts, **columns) == [reward for _, _, reward in CASES]
    assert with_ms_swift.ms_swift is ms_swift


def test_the_examples_rows_hold_what_rewards_need():
    lines = subprocess.run([sys.executable, with_ms_swift.__file__], capture_output=True, text=True, check=True).stdout.splitlines()
    found = json.loads(lines[0])
    columns = {name: [value] for name, value in found.items()}
    assert orms["synth"]()(["?"], **columns) == [0.0]
    assert [message["role"] for message in found["messages"]] == ["user"]
