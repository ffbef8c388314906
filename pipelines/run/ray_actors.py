"""The actors of a run on Ray, apart from those that are plain: how far a shard is, and what is admitted in which order."""

import time
from collections.abc import Sequence
from typing import Any

from synth.pipelines.run.admit import Admissions, Batch
from synth.pipelines.run.rounds import Shard
from synth.pipelines.run.worker import Worker, WorkersLost

TELL_S = 1.0  # seconds between reports of rows that are being made


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

    def make_metered(self, shard: Shard, number: int, meter: Any) -> tuple[list[tuple[str, int, Batch]], None]:
        """As `make`, and None: what the driver waits for, as the candidates are not for it. number: of this worker. meter: an actor of
        `Meter`."""
        told = 0.0

        def tell(rows: int) -> None:
            nonlocal told
            if time.monotonic() - told >= TELL_S:
                told = time.monotonic()
                meter.report.remote(number, shard.number, rows)

        return self.make(shard, tell), None

    def node(self) -> str:
        """Where this worker is: `10.0.0.7 (3f2a91c0)`, its node's address and the start of its identifier."""
        import ray

        address: str = ray.util.get_node_ip_address()  # type: ignore[no-untyped-call]
        return f"{address} ({ray.get_runtime_context().get_node_id()[:8]})"


class OrderedAdmissions(Admissions):
    """Admission that refuses all shards after one whose candidates were lost with a node: Ray passes over a call whose argument is gone,
    and what comes later must not be judged without it."""

    def __init__(self, tasks: frozenset[str]) -> None:
        super().__init__(tasks)
        self._turn = 0

    def set_remaining(self, remaining: dict[int, int]) -> None:
        super().set_remaining(remaining)
        self._turn = 0

    def admit_in_turn(self, turn: int, batches: Sequence[tuple[str, int, Batch]]) -> dict[int, bytes]:
        """As `admit`. turn: shards of the round that came before. Raises WorkersLost when not all of them did."""
        if turn != self._turn:
            raise WorkersLost("A node was lost with what it had made")
        self._turn += 1
        return self.admit(batches)
