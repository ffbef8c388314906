"""Equal tasks side by side: in this process, in processes of this machine, or on Ray.

A task is a pure function of its arguments that leaves its work in files and returns a small value, so where and in what order tasks run
changes nothing, and one that is lost with its worker is done again."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

from synth.schemas.errors import RequestError, SynthError, nearest, one_line

T = TypeVar("T")
AHEAD = 2  # tasks that a worker has been given, the one at work among them
EXECUTORS = ("local", "ray")


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where the tasks of a request run, which changes nothing of what comes out. Raises RequestError for an unknown executor."""

    executor: str = "local"
    """`local`, this machine, or `ray`."""
    address: str | None = None
    """A running Ray cluster, such as `auto`; RAY_ADDRESS, or a cluster of this machine's own, when None."""
    workers: int = 0
    """Tasks at a time; one for each CPU when 0."""

    def __post_init__(self) -> None:
        if self.executor not in EXECUTORS:
            raise RequestError(f"{self.executor}: expected {' or '.join(EXECUTORS)}.{nearest(self.executor, EXECUTORS)}", "executor")


def carry_out(
    function: Callable[..., T], tasks: Iterable[Sequence[Any]], on_done: Callable[[T], None], executor: str = "local", workers: int = 1,
    address: str | None = None,
) -> None:  # fmt: skip
    """Call a function of a module with each of the arguments, in any order. tasks: read no further ahead than the workers are. on_done:
    called here with each result. executor: `local`, with so many processes (1: this one), or `ray`. Raises the SynthError of a task,
    SynthError when workers are lost for good."""
    tasks = iter(tasks)
    first = list(islice(tasks, 2))  # no worker is started for nothing, and no process for one task
    tasks = chain(first, tasks)
    if executor == "ray" and first:
        _on_ray(function, tasks, on_done, workers, address)
    elif workers > 1 and len(first) > 1:
        _in_processes(function, tasks, on_done, workers)
    else:
        for arguments in tasks:
            on_done(function(*arguments))


def _in_processes(function: Callable[..., T], tasks: Iterable[Sequence[Any]], on_done: Callable[[T], None], workers: int) -> None:
    waiting, running = iter(tasks), set[Future[T]]()
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        try:
            while running := running | {pool.submit(function, *task) for task in islice(waiting, AHEAD * workers - len(running))}:
                ready, running = wait(running, return_when=FIRST_COMPLETED)
                for future in ready:
                    on_done(future.result())
        except BrokenProcessPool as error:
            raise SynthError("A worker process died. What was done so far is kept; type the same command to go on.") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _on_ray(
    function: Callable[..., T], tasks: Iterable[Sequence[Any]], on_done: Callable[[T], None], workers: int, address: str | None
) -> None:
    import ray
    from ray.exceptions import RayError

    from synth.pipelines.run.ray_executor import RETRIES, connect, fetch

    owner = not ray.is_initialized()
    if owner:
        connect(address or os.environ.get("RAY_ADDRESS") or None, workers)
    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    most = AHEAD * (workers or max(1, int(resources.get("CPU", 1))))
    task: Any = ray.remote(num_cpus=1, max_retries=RETRIES)(function)
    waiting, running = iter(tasks), list[Any]()
    try:
        while running := running + [task.remote(*arguments) for arguments in islice(waiting, most - len(running))]:
            ready, running = ray.wait(running, num_returns=1)
            for ref in ready:
                on_done(fetch(ref))
    except RayError as error:
        lost = f"The cluster lost its workers ({one_line(error)})"
        raise SynthError(f"{lost}. What was done so far is kept; type the same command to go on.") from error
    finally:
        for ref in running:
            ray.cancel(ref)
        if owner:
            ray.shutdown()
