"""TRL: training rows that follow the learner.

    data = synth.Curriculum(["logic", "math"])
    GRPOTrainer(train_dataset=dataset(data), reward_funcs=reporting(data),
                args=GRPOConfig(max_steps=500, shuffle_dataset=False, dataloader_num_workers=0, ...))

With several processes each has a curriculum of its own, made alike; each iterates over all rows and takes its share, as TRL does, and is
told the results of all, so that all stay alike. Shuffling would hold rows back for a thousand others. Written for TRL 1.16."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from synth.pipelines.curriculum.curriculum import Curriculum
from synth.verifiers.adapters import trl


def dataset(data: Curriculum) -> Any:
    """A `datasets.IterableDataset` of the curriculum's rows."""
    from datasets import IterableDataset

    def rows() -> Iterator[dict[str, Any]]:
        for row in data:
            yield dict(row)

    return IterableDataset.from_generator(rows)


def reporting(data: Curriculum, reward: Callable[..., list[float]] = trl.reward) -> Callable[..., list[float]]:
    """The reward function, which also tells the curriculum how prompt groups went. Rows without a ticket, those of evaluation, are scored
    and not reported."""

    def reward_and_report(*arguments: Any, ticket: Sequence[str] | None = None, **columns: Any) -> list[float]:
        rewards = reward(*arguments, **columns)
        if ticket is not None:
            groups: dict[str, list[float]] = {}
            for name, value in _of_all_processes(list(zip(ticket, rewards, strict=True))):
                groups.setdefault(name, []).append(value)
            data.update([{"ticket": name, "rewards": values} for name, values in groups.items()])
        return rewards

    return reward_and_report


def _of_all_processes(mine: list[tuple[str, float]]) -> list[tuple[str, float]]:
    import torch.distributed as processes

    if not (processes.is_available() and processes.is_initialized()):
        return mine
    parts: list[Any] = [None] * processes.get_world_size()
    processes.all_gather_object(parts, mine)
    return [one for part in parts for one in part]
