"""The executor for large runs: Ray actors that make and write shards, and actors that admit, one for some of the tasks each.

Records stay in the worker that made them; the driver sees counts, paths and object references. When a worker dies, alone or with its
node, others make its shards again, which gives the same bytes; new workers are taken on as far as the cluster has room, for those lost
and on nodes that join. When an admitting actor dies, WorkersLost makes the caller begin again from what is published.
"""

import os
import signal
import socket
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import ray
from ray.exceptions import NodeDiedError, ObjectLostError, OutOfMemoryError, RayActorError, RayError, RayTaskError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from synth.pipelines.run.plan import Plan
from synth.pipelines.run.ray_actors import TELL_S, Meter, MeteredWorker, OrderedAdmissions
from synth.pipelines.run.rounds import Shard
from synth.pipelines.run.worker import Share, WorkersLost
from synth.schemas.errors import RequestError, SynthError, one_line
from synth.schemas.manifest import Marker

IN_FLIGHT = 2  # shards a worker holds: one being made while the other waits for admission
RETRIES = 5  # deaths of workers that one shard survives
WORKERS_AN_ADMITTER = 16
ANSWER_S = 5.0  # seconds to wait for an answer from the address of a cluster
LOOK_S = 2.0  # seconds between looks for nodes that joined
OBJECT_STORE = 256 << 20  # bytes; only fingerprints travel
GONE = (RayActorError, ObjectLostError, NodeDiedError, OutOfMemoryError)
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
        if isinstance(error.cause, (*GONE, WorkersLost)):
            raise WorkersLost(str(error.cause)) from error
        raise
    except GONE as error:
        raise WorkersLost(str(error)) from error


class Crew:
    """The workers of a run in the folder `out`, as many as wanted or, when that is 0, as the cluster has CPUs at the time. They take no
    GPU."""

    def __init__(self, out: str, wanted: int) -> None:
        self._out, self._wanted = out, wanted
        self._hired = 0
        self.workers: dict[int, Any] = {}
        """By number: those at work, those that start, and those for which there is no room yet."""
        self.nodes: dict[int, str] = {}
        """Of all workers that ever started."""
        self.rows: Counter[int] = Counter()
        """Published by each worker."""

    def hire(self) -> dict[Any, int]:
        """Take on the workers that are wanting. Returns their numbers by the references that are ready when they have started."""
        resources: dict[str, float] = {} if self._wanted else ray.cluster_resources()  # type: ignore[no-untyped-call]
        wanted = self._wanted or max(1, int(resources.get("CPU", 1)))
        worker: Any = ray.remote(num_cpus=1, num_gpus=0)(MeteredWorker)
        new = range(self._hired, self._hired + max(0, wanted - len(self.workers)))
        self.workers |= {number: worker.remote(self._out) for number in new}
        self._hired = new.stop
        return {self.workers[number].node.remote(): number for number in new}

    def bury(self, number: int) -> None:
        """Strike a worker off that does not answer."""
        ray.kill(self.workers.pop(number))

    def usage(self) -> list[Share]:
        """What each worker that has started did, and took if it is still there."""
        asked = {number: self.workers[number].usage.remote() for number in self.nodes if number in self.workers}
        shares = []
        for number, node in self.nodes.items():
            cpu, peak = 0.0, 0
            with suppress(WorkersLost):
                cpu, peak = fetch(asked[number]) if number in asked else (cpu, peak)
            shares.append(Share(cpu, peak, node, self.rows[number]))
        return shares


class RayExecutor:
    """address: of a running cluster (`auto` for the one that this machine belongs to), or none to start one here. workers: actors that
    make rows; as many as the cluster has CPUs, also those that join later, when 0."""

    def __init__(self, plan: Plan, out: str, address: str | None = None, workers: int = 0) -> None:
        address = address or os.environ.get("RAY_ADDRESS") or None
        self._owner = not ray.is_initialized()
        if self._owner:
            connect(address, workers)
        # The folder is on the workers' machines too, or in an object store; a relative path would mean another place there.
        self._out = out if "://" in out else os.path.abspath(out)
        # Beside the driver, without which all ends anyway: a node lost is then never one with what was admitted.
        here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
        beside: dict[str, Any] = {"num_cpus": 0, "num_gpus": 0, "scheduling_strategy": here}
        self._meter: Any = ray.remote(max_restarts=-1, max_task_retries=-1, **beside)(Meter).remote()
        self._crew = Crew(self._out, workers)
        count = len(self._crew.hire())
        tasks = sorted({stream.task for stream in plan.streams})
        admitters = min(len(tasks), 1 + count // WORKERS_AN_ADMITTER)
        admitter: Any = ray.remote(**beside)(OrderedAdmissions)
        self._admitters: list[Any] = [admitter.remote(frozenset(tasks[i::admitters])) for i in range(admitters)]

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
        work = Work(self._crew, self._admitters, self._meter, iter(shards))
        while work.assign():
            if ref := work.wait():
                for marker in work.take(ref):
                    on_done(marker)
            else:
                on_row(fetch(self._meter.rows.remote(work.under_way())))

    def usage(self) -> list[Share]:
        """What each worker that has started did and took."""
        return self._crew.usage()

    def close(self) -> None:
        """Let the actors go, and the cluster if it was started here."""
        for actor in (*self._crew.workers.values(), *self._admitters, self._meter):
            ray.kill(actor)
        if self._owner:
            ray.shutdown()


class Task(NamedTuple):
    """A worker at a shard. batches: its candidates as a reference. masks: what admission said of them, as references; none before."""

    shard: Shard
    worker: int
    batches: Any
    masks: tuple[Any, ...] = ()


class Work:
    """One round's shards on their way: making, made, then admitted in their order and writing. waiting: those not begun."""

    def __init__(self, crew: Crew, admitters: Sequence[Any], meter: Any, waiting: Iterator[Shard]) -> None:
        self._crew, self._admitters, self._meter, self._waiting = crew, admitters, meter, waiting
        self._more = True
        # A worker gets shards when it has started: the cluster may have no CPU for some of them, now or ever.
        self._starting: dict[Any, int] = {worker.node.remote(): number for number, worker in crew.workers.items()}
        self._load: dict[int, int] = {}  # shards of each worker that has started
        self._order: deque[int] = deque()  # shards under way, not yet admitted
        self._turn = 0  # shards admitted
        self._making: dict[Any, Task] = {}
        self._made: dict[int, Task] = {}
        self._writing: dict[Any, Task] = {}
        self._again: deque[Task] = deque()  # of workers that died
        self._deaths: Counter[int] = Counter()  # by shard
        self._looked = time.monotonic()

    def assign(self) -> bool:
        """Give shards to workers. Returns whether there is anything left to wait for."""
        while self._again and self._load:  # whatever their load: all of them may wait for the first of these to be admitted
            task = self._again.popleft()
            if task.masks:
                self._write(task.shard, self._idlest(), task.masks)
            else:
                self._make(task.shard)
        while self._more and self._load and self._load[self._idlest()] < IN_FLIGHT:
            shard = next(self._waiting, None)
            if shard is None:
                self._more = False
                break
            self._order.append(shard.number)
            self._make(shard)
        if self._more or self._again:
            if not self._crew.workers or time.monotonic() - self._looked >= LOOK_S:
                self._starting |= self._crew.hire()
                self._looked = time.monotonic()
            return True
        return bool(self._making or self._writing)

    def wait(self) -> Any:
        """A reference that is ready, or None after a while."""
        waited = [*self._writing, *self._making, *(self._starting if self._more or self._again else ())]
        ready, _ = ray.wait(waited, num_returns=1, fetch_local=False, timeout=TELL_S)
        return ready[0] if ready else None

    def take(self, ref: Any) -> Iterator[Marker]:
        """Do what follows from a reference being ready: that of a worker's start, of a made shard, or of a published one, whose marker is
        returned."""
        number = self._starting[ref] if ref in self._starting else (self._making.get(ref) or self._writing[ref]).worker
        try:
            found = fetch(ref)
        except WorkersLost:
            if ref in self._writing:
                fetch(list(self._writing[ref].masks))  # it may be an admitting actor that died
            self._bury(number)
            return
        if ref in self._starting:
            self._crew.nodes[self._starting.pop(ref)] = found
            self._load[number] = 0
        elif ref in self._making:
            task = self._making.pop(ref)
            self._made[task.shard.number] = task
            while self._order and self._order[0] in self._made:
                task = self._made.pop(self._order.popleft())
                masks = tuple(actor.admit_in_turn.remote(self._turn, task.batches) for actor in self._admitters)
                self._turn += 1
                self._write(task.shard, task.worker, masks, 0)
        else:
            self._writing.pop(ref)
            self._load[number] -= 1
            self._crew.rows[number] += sum(entry.rows for entry in found.files)
            yield found

    def under_way(self) -> frozenset[int]:
        """The numbers of shards made or being made, not yet admitted."""
        return frozenset(self._order)

    def _idlest(self) -> int:
        return min(self._load, key=lambda worker: (self._load[worker], worker))

    def _make(self, shard: Shard) -> None:
        worker = self._idlest()
        self._load[worker] += 1
        batches, done = self._crew.workers[worker].make_metered.options(num_returns=2).remote(shard, worker, self._meter)
        self._making[done] = Task(shard, worker, batches)

    def _write(self, shard: Shard, worker: int, masks: tuple[Any, ...], more_load: int = 1) -> None:
        self._load[worker] += more_load
        self._writing[self._crew.workers[worker].write.remote(shard, *masks)] = Task(shard, worker, None, masks)

    def _bury(self, worker: int) -> None:
        """Take a dead worker's shards back. Raises WorkersLost when one of them kills whoever makes it, or nobody is able to start."""
        self._crew.bury(worker)
        self._starting = {ref: number for ref, number in self._starting.items() if number != worker}
        if self._load.pop(worker, None) is None and not self._crew.workers:
            raise WorkersLost("no worker was able to start")
        tasks: list[Task] = []
        for table in (self._making, self._made, self._writing):
            keys = [key for key, task in table.items() if task.worker == worker]
            tasks += map(table.pop, keys)
        self._again = deque(sorted([*self._again, *tasks], key=lambda task: task.shard.number))
        self._deaths.update(task.shard.number for task in tasks)
        if any(self._deaths[task.shard.number] > RETRIES for task in tasks):
            raise WorkersLost(f"{RETRIES + 1} workers died of the same shard")
