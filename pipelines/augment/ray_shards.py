"""The executor for many passages: each shard is a Ray task with a client of its own, on any machine of the cluster."""

import os
from collections.abc import Callable, Sequence
from typing import Any

import ray
from ray.exceptions import RayError

from synth.pipelines.augment.client import Endpoint
from synth.pipelines.augment.passages import Passage
from synth.pipelines.augment.shards import Mark, Plan
from synth.pipelines.augment.work import Place, make_shard
from synth.pipelines.run.ray_executor import RETRIES, connect, fetch
from synth.schemas.errors import SynthError, one_line


def make_shards(
    place: Place,
    plan: Plan,
    endpoint: Endpoint,
    concurrency: int,
    numbers: Sequence[int],
    passages: Sequence[Passage],
    on_done: Callable[[Mark], None],
    address: str | None = None,
    workers: int = 0,
) -> None:
    """workers: shards under way at a time, as many as the cluster has CPUs when 0; concurrency: requests under way in each. A worker
    that dies is replaced, and its shard made again from the answers on disk. Raises SynthError in one line."""
    owner = not ray.is_initialized()
    if owner:
        connect(address or os.environ.get("RAY_ADDRESS") or None, workers)
    # The folders are on the workers' machines too, or in an object store; a relative path would mean another place there.
    place = Place(*(path if "://" in path else os.path.abspath(path) for path in place))
    task: Any = ray.remote(num_cpus=1, max_retries=RETRIES)(make_shard)
    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    most = workers or max(1, int(resources.get("CPU", 1)))
    waiting, running = list(reversed(numbers)), list[Any]()
    try:
        while waiting or running:
            while waiting and len(running) < most:
                number = waiting.pop()
                part = passages[number * plan.shard_passages : (number + 1) * plan.shard_passages]
                running.append(task.remote(place, plan, endpoint, concurrency, number, part))
            ready, running = ray.wait(running, num_returns=1)
            for ref in ready:
                on_done(fetch(ref))
    except RayError as error:
        lost = f"The cluster lost its workers ({one_line(error)})"
        raise SynthError(f"{lost}. Answers so far are kept; type the same command to go on.") from error
    finally:
        for ref in running:
            ray.cancel(ref)
        if running:  # answers under way are paid for; their workers wait for them and keep them
            ray.wait(running, num_returns=len(running), timeout=endpoint.timeout)
        if owner:
            ray.shutdown()
