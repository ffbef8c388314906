"""slime: training rows that follow the learner: `--data-source-path FILE.Source --custom-rm-path FILE.reward`, where FILE holds

    from synth.pipelines.curriculum.slime_source import CurriculumSource, reward
    class Source(CurriculumSource):
        settings = {"tasks": ["logic", "math"], "rule": "band"}       # of synth.Curriculum

Data source and rewards live in one process there, so rewards are reported to the source that was made last. Written for
slime/rollout/data_source.py and slime/rollout/rm_hub/__init__.py."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from slime.rollout.data_source import DataSource
from slime.utils.processing_utils import load_tokenizer
from slime.utils.types import Sample

from synth.pipelines.curriculum.curriculum import Curriculum
from synth.pipelines.curriculum.feedback import Feedback
from synth.verifiers.adapters import slime
from synth.verifiers.adapters.label import label

_sources: list["CurriculumSource"] = []


class CurriculumSource(DataSource):
    """Groups of `args.n_samples_per_prompt` samples; those that slime gives back come again first."""

    settings: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, args: Any) -> None:
        if "tasks" not in self.settings:
            raise ValueError(f"{type(self).__name__}: set `settings`, such as dict(tasks=[...])")
        self.args = args
        self.feedback = Feedback(Curriculum(**self.settings), args.n_samples_per_prompt, args.rollout_batch_size)
        template = getattr(args, "apply_chat_template", False)
        self._tokenizer = load_tokenizer(args.hf_checkpoint, trust_remote_code=True) if template else None
        self._given_back: list[list[Any]] = []
        self._groups = 0
        _sources[:] = [self]

    def get_samples(self, num_samples: int) -> list[list[Any]]:
        again, self._given_back = self._given_back[:num_samples], self._given_back[num_samples:]
        return again + [self._group() for _ in range(num_samples - len(again))]

    def _group(self) -> list[Any]:
        row, size, number = self.feedback.next_row(), self.args.n_samples_per_prompt, self._groups
        self._groups += 1
        prompt: Any = row["prompt"]
        if self._tokenizer is not None:
            prompt = self._tokenizer.apply_chat_template(prompt, tokenize=False, add_generation_prompt=True)
        metadata = {**row["extra_info"], "ticket": row["ticket"]}
        return [
            Sample(prompt=prompt, label=label(row), metadata=dict(metadata), group_index=number, index=number * size + place)
            for place in range(size)
        ]

    def add_samples(self, samples: list[list[Any]]) -> None:
        self._given_back += samples

    def save(self, rollout_id: Any) -> None:
        path = self._file(self.args.save, rollout_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_suffix(".part")  # a trainer that is stopped while it saves leaves the last state as it was
        whole.write_text(json.dumps({"groups": self._groups, "curriculum": self.feedback.state_dict()}), "utf-8")
        whole.replace(path)

    def load(self, rollout_id: Any = None) -> None:
        path = self._file(self.args.load or ".", rollout_id)
        if self.args.load and path.exists():
            state = json.loads(path.read_text("utf-8"))
            self._groups = state["groups"]
            self.feedback.load_state_dict(state["curriculum"])

    def _file(self, folder: str, rollout_id: Any) -> Path:
        return Path(folder, "rollout", f"curriculum_{rollout_id}.json")

    def __len__(self) -> int:
        return 1_000_000_000


async def reward(args: Any, sample: Any, **more: Any) -> Any:
    """`synth.verifiers.adapters.slime.reward`, which also reports. Samples of evaluation have no ticket."""
    found = await slime.reward(args, sample, **more)
    for one, value in zip(sample, found, strict=True) if isinstance(sample, list) else [(sample, found)]:
        ticket = (one.metadata or {}).get("ticket")
        if ticket and _sources:
            _sources[0].feedback.report(ticket, value[args.reward_key] if isinstance(value, dict) else value)
    return found
