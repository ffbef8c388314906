"""The executor for many rows: each shard is proved and written by a Ray task, on any machine of the cluster."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from synth.pipelines.ingest.ingest_plan import IngestMarker, IngestPlan, IngestRequest
from synth.pipelines.ingest.ingest_shard import make_shard
from synth.pipelines.ingest.item import Placed
from synth.schemas.errors import SynthError, one_line


def make_shards(
    request: IngestRequest, plan: IngestPlan, batches: Iterable[tuple[int, list[Placed]]], on_done: Callable[[IngestMarker], None]
) -> None:
    """Make the shards of these batches, as many at a time as there are workers, so that no more rows than theirs are held. A worker that
    dies is replaced, and its shard made again. Raises SynthError in one line."""
    import ray
    from ray.exceptions import RayError

    from synth.pipelines.run.ray_executor import RETRIES, connect, fetch

    owner = not ray.is_initialized()
    if owner:
        connect(request.address or os.environ.get("RAY_ADDRESS") or None, request.workers)
    out = request.out if "://" in request.out else os.path.abspath(request.out)  # the folder is on the workers' machines too
    task: Any = ray.remote(num_cpus=1, max_retries=RETRIES)(make_shard)
    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    most = request.workers or max(1, int(resources.get("CPU", 1)))
    running: list[Any] = []

    def finish_one() -> None:
        nonlocal running
        ready, running = ray.wait(running, num_returns=1)
        for ref in ready:
            on_done(fetch(ref))

    try:
        for number, items in batches:
            running.append(task.remote(plan, out, number, items))
            if len(running) >= most + 1:
                finish_one()
        while running:
            finish_one()
    except RayError as error:
        raise SynthError(f"The cluster lost its workers ({one_line(error)}). Type the same command to go on.") from error
    finally:
        for ref in running:
            ray.cancel(ref)
        if owner:
            ray.shutdown()
