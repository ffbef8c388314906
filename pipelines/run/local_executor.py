"""The executor for small runs: everything in this process, one shard after another, no start-up. Only kernels that were never compiled on
the machine are compiled in others too."""

from collections.abc import Callable, Iterable, Sequence

from synth.pipelines.run.admit import Admissions
from synth.pipelines.run.compiling import SideBySide
from synth.pipelines.run.rounds import Shard
from synth.pipelines.run.worker import Share, Worker
from synth.schemas.manifest import Marker


class LocalExecutor:
    """A run in this process. out: its folder or URI."""

    def __init__(self, out: str) -> None:
        self._out = out
        self._worker = Worker(out)
        self._admissions = Admissions()
        self._compiling = SideBySide(out)

    def restore(self, published: Sequence[str]) -> None:
        """Let admission take in what an interrupted run published in the round that comes."""
        self._admissions.restore(self._out, published)

    def round(
        self,
        shards: Iterable[Shard],
        remaining: dict[int, int],
        on_done: Callable[[Marker], None],
        on_row: Callable[[int], None] = lambda rows: None,
    ) -> None:
        """Make, admit and write the shards. remaining: rows wanted by each stream. on_row: told how many rows the shard under way has."""
        self._admissions.set_remaining(remaining)
        for shard in shards:
            masks = self._admissions.admit(self._worker.make(shard, on_row))
            on_done(self._worker.write(shard, masks))

    def usage(self) -> list[Share]:
        """What each worker process apart from the driver did and took: there is none."""
        return []

    def close(self) -> None:
        self._compiling.close()
