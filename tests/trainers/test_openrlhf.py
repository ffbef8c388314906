"""OpenRLHF: its own executor, with a scripted engine, calls our function from its file and `synth serve` over HTTP."""

import asyncio
import json
import subprocess
import sys
from types import SimpleNamespace

import torch
from openrlhf.datasets.prompts_dataset import preprocess_data
from openrlhf.utils.agent import SingleTurnAgentExecutor
from rows_to_score import CASES, EXAMPLES
from serving import server

from synth.verifiers.adapters.label import label

SCRIPT = EXAMPLES / "with_openrlhf.py"


class Letters:
    """A tokenizer whose tokens are characters."""

    def __call__(self, text, **_):
        return {"input_ids": torch.tensor([[ord(sign) for sign in text]])}

    def decode(self, ids, **_):
        return "".join(map(chr, ids))


def executed(where, row, text):
    """What OpenRLHF's own executor makes of a completion, in the shapes of trainer/ppo_utils/samples_generator.py, which needs vLLM."""

    class Engine:
        async def generate(self, ids, settings, **_):
            output = SimpleNamespace(token_ids=[ord(sign) for sign in text], logprobs=None, finish_reason="stop")
            return SimpleNamespace(outputs=[output])

    prompt = f"<|im_start|>user\n{row['prompt'][0]['content']}<|im_end|>\n<|im_start|>assistant\n"
    settings = SimpleNamespace(max_tokens=1000, logprobs=None)
    executor = SingleTurnAgentExecutor(where)
    found = asyncio.run(executor.execute(prompt, label(row), settings, 10_000, Letters(), Engine()))
    logs = {name: value.flatten()[0].item() if isinstance(value, torch.Tensor) else value for name, value in found["extra_logs"].items()}
    return [torch.tensor([value]) for value in (found["reward"], found["scores"], *(logs[name] for name in ("answer", "format", "steps")))]


def test_the_function_and_the_server_give_the_same():
    with server("--workers", "1") as (url, _):
        for row, text, reward in CASES:
            for where in (str(SCRIPT), f"{url}/openrlhf"):
                rewards, scores, answer, form, steps = executed(where, row, text)
                assert rewards.item() == scores[0].item() == answer.item() == reward
                assert form.item() == float(text != "?") and 0 <= steps.item() <= 1


def test_the_examples_rows_are_read():
    lines = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=True).stdout.splitlines()
    settings = {"input_key": "prompt", "label_key": "label", "apply_chat_template": lambda chat, **_: str(chat[0]["content"])}
    prompt, text = preprocess_data(json.loads(lines[0]), **settings)
    assert len(lines) == 20 and "<answer>" in prompt and json.loads(text)["data_source"].startswith("synth/")
