"""The executor for large runs: Ray actors that make and write shards, and actors that admit, one for some of the tasks each.

Records stay in the worker that made them; the driver sees counts, paths and object references. A worker that dies is restarted by
Ray and its shards are made again, which gives the same bytes. When an admitting actor dies, WorkersLost makes the caller begin
again from what is published.
"""

import os
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import ray
from ray.exceptions import RayActorError, RayError, RayTaskError

from synth.pipelines.run.admit import Admissions, Batch
from synth.pipelines.run.plan import Plan
from synth.pipelines.run.rounds import Shard
from synth.pipelines.run.worker import Worker, WorkersLost
from synth.schemas.errors import RequestError, SynthError, one_line
from synth.schemas.manifest import Marker

IN_FLIGHT = 2  # shards a worker holds: one being made while the other waits for admission
RETRIES = 5  # deaths of workers that one shard survives
WORKERS_AN_ADMITTER = 16
ANSWER_S = 5.0  # seconds to wait for an answer from the address of a cluster
TELL_S = 1.0  # seconds between reports of rows that are being made
OBJECT_STORE = 256 << 20  # bytes; only fingerprints travel
TOKEN = " A cluster that asks for a token wants RAY_AUTH_MODE=token here too, and the head node's ~/.ray/auth_token."


def _check_answers(address: str) -> None:
    """Fail at once when nobody answers at `host:port`; Ray itself would try for minutes. Other forms of address are Ray's business."""
    host, _, port = address.rpartition(":")
    if not host or "/" in host or not port.isdecimal():
        return
    try:
        socket.create_connection((host, int(port)), timeout=ANSWER_S).close()
    except (OSError, OverflowError) as error:
        raise RequestError(f"{address}: no Ray cluster answers there ({error}).", "address") from error


def connect(address: str | None, workers: int) -> None:
    """Join the cluster at an address, or start one on this machine with so many CPUs. Raises RequestError."""
    options: dict[str, Any] = {"address": "local", "log_to_driver": False, "logging_level": "error", "include_dashboard": False}
    if address:
        _check_answers(address)
        options = {"address": address, "log_to_driver": False, "logging_level": "error"}
    else:
        options["num_cpus"] = workers or os.cpu_count()
        options["object_store_memory"] = OBJECT_STORE
    on_sigterm = signal.getsignal(signal.SIGTERM)
    try:
        ray.init(**options)
        if callable(on_sigterm) and threading.current_thread() is threading.main_thread():  # Ray's own handler prints a stack
            signal.signal(signal.SIGTERM, on_sigterm)
    except (ConnectionError, RayError, RuntimeError, ValueError) as error:
        where = f"the Ray cluster at {address}" if address else "a local Ray"
        remedy = TOKEN if address and os.environ.get("RAY_AUTH_MODE") != "token" else ""
        raise RequestError(f"Cannot connect to {where}: {one_line(error)}.{remedy}") from error


def fetch(refs: Any) -> Any:
    """What the references stand for. Raises the SynthError that a worker raised, and WorkersLost when an actor is gone for good."""
    try:
        return ray.get(refs)
    except RayTaskError as error:
        if isinstance(error.cause, SynthError):
            raise error.cause from None
        if isinstance(error.cause, RayActorError):
            raise WorkersLost(str(error.cause)) from error
        raise
    except RayActorError as error:
        raise WorkersLost(str(error)) from error


class Meter:
    """How many rows each worker has made of the shard that it is at, for a progress that moves within shards."""

    def __init__(self) -> None:
        self._at: dict[int, tuple[int, int]] = {}

    def report(self, worker: int, shard: int, rows: int) -> None:
        self._at[worker] = shard, rows

    def rows(self, shards: frozenset[int]) -> int:
        """Rows made of these shards."""
        return sum(rows for shard, rows in self._at.values() if shard in shards)


class MeteredWorker(Worker):
    """A worker that tells a meter, now and then, how far its shard is."""

    def make_metered(self, shard: Shard, number: int, meter: Any) -> list[tuple[str, int, Batch]]:
        """As `make`. number: of this worker. meter: an actor of `Meter`."""
        told = 0.0

        def tell(rows: int) -> None:
            nonlocal told
            if time.monotonic() - told >= TELL_S:
                told = time.monotonic()
                meter.report.remote(number, shard.number, rows)

        return self.make(shard, tell)


class RayExecutor:
    """address: of a running cluster (`auto` for the one that this machine belongs to), or none to start one here. workers: actors that
    make rows; as many as the cluster has CPUs when 0."""

    def __init__(self, plan: Plan, out: str, address: str | None = None, workers: int = 0) -> None:
        address = address or os.environ.get("RAY_ADDRESS") or None
        self._owner = not ray.is_initialized()
        if self._owner:
            connect(address, workers)
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        count = workers or max(1, int(resources.get("CPU", 1)))
        # The folder is on the workers' machines too, or in an object store; a relative path would mean another place there.
        out = out if "://" in out else os.path.abspath(out)
        self._meter: Any = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(Meter).remote()
        worker: Any = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=RETRIES)(MeteredWorker)
        self._workers: list[Any] = [worker.remote(out) for _ in range(count)]
        self._started: set[int] = set()
        tasks = sorted({stream.task for stream in plan.streams})
        admitters = min(len(tasks), 1 + count // WORKERS_AN_ADMITTER)
        admitter: Any = ray.remote(num_cpus=0)(Admissions)
        self._admitters: list[Any] = [admitter.remote(frozenset(tasks[i::admitters])) for i in range(admitters)]
        self._out = out

    def restore(self, published: Sequence[str]) -> None:
        """Let admission take in what an interrupted run published in the round that comes."""
        fetch([actor.restore.remote(self._out, list(published)) for actor in self._admitters])

    def round(
        self,
        shards: Iterable[Shard],
        remaining: dict[int, int],
        on_done: Callable[[Marker], None],
        on_row: Callable[[int], None] = lambda rows: None,
    ) -> None:
        """Make, admit in shard order, and write the shards. remaining: rows wanted by each stream. on_row: told how many rows the shards
        under way have."""
        fetch([actor.set_remaining.remote(remaining) for actor in self._admitters])
        waiting = iter(shards)
        # A worker gets shards when it has started: the cluster may have no CPU for some of them, now or ever.
        starting: dict[Any, int] = {worker.usage.remote(): number for number, worker in enumerate(self._workers)}
        load: dict[int, int] = {}
        order: deque[int] = deque()  # shards under way, not yet admitted
        making: dict[Any, tuple[Shard, int]] = {}
        made: dict[int, tuple[Shard, int, Any]] = {}
        writing: dict[Any, int] = {}
        more = True
        while True:
            while more and load and load[idle := min(load, key=lambda w: (load[w], w))] < IN_FLIGHT:
                shard = next(waiting, None)
                if shard is None:
                    more = False
                    break
                load[idle] += 1
                order.append(shard.number)
                making[self._workers[idle].make_metered.remote(shard, idle, self._meter)] = (shard, idle)
            if not more and not making and not writing:
                return
            waited = [*writing, *making, *(starting if more else ())]
            ready, _ = ray.wait(waited, num_returns=1, fetch_local=False, timeout=TELL_S)
            if not ready:
                on_row(fetch(self._meter.rows.remote(frozenset(order) | frozenset(shard.number for shard, _ in making.values()))))
            for ref in ready:
                if ref in starting:
                    fetch(ref)
                    load[starting[ref]] = 0
                    self._started.add(starting.pop(ref))
                elif ref in making:
                    shard, worker = making.pop(ref)
                    made[shard.number] = (shard, worker, ref)
                else:
                    load[writing.pop(ref)] -= 1
                    on_done(fetch(ref))
            while order and order[0] in made:
                shard, worker, ref = made.pop(order.popleft())
                masks = [actor.admit.remote(ref) for actor in self._admitters]
                writing[self._workers[worker].write.remote(shard, *masks)] = worker

    def usage(self) -> list[tuple[float, int]]:
        """CPU seconds and peak bytes of each worker process that has started."""
        usage: list[tuple[float, int]] = fetch([self._workers[number].usage.remote() for number in sorted(self._started)])
        return usage

    def close(self) -> None:
        """Let the actors go, and the cluster if it was started here."""
        for actor in (*self._workers, *self._admitters, self._meter):
            ray.kill(actor)
        if self._owner:
            ray.shutdown()
