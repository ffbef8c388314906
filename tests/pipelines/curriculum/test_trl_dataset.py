"""TRL: training on rows that follow the learner, with a random model. (Rewards on our files: tests/verifiers/test_adapters.py.)"""

import subprocess
import sys
from pathlib import Path

import pytest
from tiny_model import tiny_model

from synth.pipelines.curriculum import trl_dataset
from synth.verifiers.adapters import trl

sys.path.append(str(Path(__file__).parents[3] / "examples" / "trainers"))


def test_two_steps_of_the_example(tmp_path, monkeypatch):
    model, tokenizer = tiny_model()
    import with_trl

    seen, made = [], []

    def helped(completions, extra_info, **columns):
        """A random model is never right; every second completion of a group becomes the row's answer."""
        texts = [f"<answer>{extra['answer']}</answer>" if place % 2 else "?" for place, extra in enumerate(extra_info)]
        seen.extend(extra["difficulty"] for extra in extra_info)
        return trl.reward(completions=texts, extra_info=extra_info, **columns)

    monkeypatch.setattr(with_trl, "reporting", lambda data: made.append(data) or trl_dataset.reporting(data, helped))
    cpu = {"use_cpu": True, "bf16": False, "fp16": False, "report_to": "none", "save_strategy": "no", "disable_tqdm": True, "use_vllm": False}
    trainer = with_trl.trainer(
        model, tokenizer, output_dir=str(tmp_path), max_steps=2, num_generations=4, per_device_train_batch_size=8, max_completion_length=8,
        logging_steps=1, **cpu,
    )  # fmt: skip
    trainer.train()
    (data,) = made
    assert data.metrics()["curriculum/groups"] == 4.0 and len(seen) == 16
    assert trainer.state.log_history[0]["reward_std"] > 0


RANK = """
import subprocess
import sys
from itertools import islice
import torch.distributed as processes
import synth
from synth.pipelines.curriculum.trl_dataset import dataset, reporting

rank, place = int(sys.argv[1]), sys.argv[2]
processes.init_process_group("gloo", init_method=f"file://{place}", rank=rank, world_size=2)
data = synth.Curriculum("math/recurrence", seed=1)
reward = reporting(data, lambda solved, **_: [float(one) for one in solved])
rows = dataset(data)
for _ in range(3):
    mine = list(islice(rows, 8))[rank::2]
    reward(solved=[True] * 8, ticket=[row["ticket"] for row in mine for _ in range(2)])
print(data.metrics(), next(iter(rows))["ticket"])
"""


def test_processes_that_hear_of_all_results_stay_alike(tmp_path):
    pytest.importorskip("torch", reason="needs torch: pip install '.[test,trl]'")
    command = [sys.executable, "-c", RANK]
    both = [subprocess.Popen([*command, str(rank), str(tmp_path / "meet")], stdout=subprocess.PIPE, text=True) for rank in (0, 1)]
    first, second = (one.communicate(timeout=120)[0] for one in both)
    assert first == second and "'curriculum/groups': 24.0" in first and "level': 1.0" not in first
