"""Equal tasks side by side: in this process, in processes of this machine, or on Ray.

A task is a pure function of its arguments that leaves its work in files and returns a small value, so where and in what order tasks run
changes nothing, and one that is lost with its worker is done again."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from synth.schemas.errors import SynthError, one_line

T = TypeVar("T")
AHEAD = 2  # tasks that a worker has been given, the one at work among them


def carry_out(
    function: Callable[..., T], tasks: Sequence[Sequence[Any]], on_done: Callable[[T], None], executor: str = "local", workers: int = 1,
    address: str | None = None,
) -> None:  # fmt: skip
    """Call a function of a module with each of the arguments, in any order. on_done: called here with each result. executor: `local`,
    with so many processes (1: this one), or `ray`. Raises the SynthError of a task, SynthError when workers are lost for good."""
    if executor == "ray" and tasks:
        _on_ray(function, tasks, on_done, workers, address)
    elif min(workers, len(tasks)) > 1:
        _in_processes(function, tasks, on_done, min(workers, len(tasks)))
    else:
        for arguments in tasks:
            on_done(function(*arguments))


def _in_processes(function: Callable[..., T], tasks: Iterable[Sequence[Any]], on_done: Callable[[T], None], workers: int) -> None:
    waiting, running = deque(tasks), set[Future[T]]()
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        try:
            while waiting or running:
                while waiting and len(running) < AHEAD * workers:
                    running.add(pool.submit(function, *waiting.popleft()))
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
    waiting, running = deque(tasks), list[Any]()
    try:
        while waiting or running:
            while waiting and len(running) < most:
                running.append(task.remote(*waiting.popleft()))
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
