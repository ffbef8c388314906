"""The executor for many passages: each shard is a Ray task with a client of its own, on any machine of the cluster."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import ray
from ray.exceptions import RayError

from synth.pipelines.augment.augment_plan import AugmentMarker, AugmentPlan, AugmentRequest
from synth.pipelines.augment.passages import Passage
from synth.pipelines.augment.shard import make_shard, passages_of
from synth.pipelines.run.ray_executor import RETRIES, connect, fetch
from synth.schemas.errors import SynthError, one_line


def make_shards(
    request: AugmentRequest, plan: AugmentPlan, shards: Sequence[int], passages: Sequence[Passage], on_done: Callable[[AugmentMarker], None]
) -> None:
    """Make the shards of these numbers. passages: those of the run. on_done: called with each shard's mark. A worker that dies is
    replaced, and its shard made again from the cached replies. Raises SynthError in one line."""
    owner = not ray.is_initialized()
    if owner:
        connect(request.address or os.environ.get("RAY_ADDRESS") or None, request.workers)
    # The folders are on the workers' machines too, or in an object store; a relative path would mean another folder there.
    request = replace(request, out=_absolute(request.out), cache=_absolute(request.cache_folder))
    task: Any = ray.remote(num_cpus=1, max_retries=RETRIES)(make_shard)
    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    most = request.workers or max(1, int(resources.get("CPU", 1)))
    waiting, running = list(reversed(shards)), list[Any]()
    try:
        while waiting or running:
            while waiting and len(running) < most:
                number = waiting.pop()
                running.append(task.remote(request, plan, number, passages_of(number, plan, passages)))
            ready, running = ray.wait(running, num_returns=1)
            for ref in ready:
                on_done(fetch(ref))
    except RayError as error:
        lost = f"The cluster lost its workers ({one_line(error)})"
        raise SynthError(f"{lost}. Answers so far are kept; type the same command to go on.") from error
    finally:
        for ref in running:
            ray.cancel(ref)
        if running:  # requests in flight are charged for; their workers wait for the replies and keep them
            ray.wait(running, num_returns=len(running), timeout=request.endpoint.timeout)
        if owner:
            ray.shutdown()


def _absolute(location: str) -> str:
    return location if "://" in location else os.path.abspath(location)
