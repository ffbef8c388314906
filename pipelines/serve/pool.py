"""Worker processes for one event loop: jobs in, replies out, each exactly once, whatever becomes of a process.

Jobs wait in one queue. A worker is sent a few at a time and replies to them in order, so the first without a reply is the one at work. A
process that dies costs nothing: its jobs go back to the queue, and a new process takes over. A job in whose work `DEATHS`
processes died, or that takes longer than its limit (the process is killed then), fails by itself; those behind it go on."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter, deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec

BATCH, DEATHS, LINE = 16, 3, 1 << 26
"""Jobs that a worker is sent at a time; processes that may die of one job; bytes of a reply."""
START = 120.0
"""Seconds for a process to start."""
PROGRAM = "from synth.pipelines.serve.judging import main; main()"


class Refused(Exception):
    """There is no reply; the message says why, for whoever sent the job."""


class Busy(Exception):
    """More jobs wait than may."""


class _Job:
    __slots__ = ("deaths", "future", "payload")

    def __init__(self, payload: Sequence[Any]) -> None:
        self.payload, self.deaths = payload, 0
        self.future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()


class Pool:
    """Workers that live as long as the block: `async with Pool(4) as pool: await pool.ask([...])`.

    seconds: for one job at work; most: jobs that may wait."""

    def __init__(self, workers: int, seconds: float = 30.0, most: int = 200_000) -> None:
        self.workers, self.seconds, self.most = workers, seconds, most
        self.processes: dict[int, Process] = {}
        """Those that run, by place."""
        self.ended: Counter[str] = Counter()
        """Processes that ended, by why: `died`, `late`."""
        self._waiting: deque[_Job] = deque()
        self._some = asyncio.Event()
        self._keepers: list[asyncio.Task[None]] = []

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    async def ask(self, jobs: Sequence[Sequence[Any]]) -> list[Any]:
        """The replies to the jobs, in their order. Raises, before any is begun, Busy, or ValueError for more than may ever wait; Refused
        that names the first job without a reply."""
        if len(jobs) > self.most:
            raise ValueError(f"{len(jobs):,} completions in one request: {self.most:,} may wait at most")
        if len(self._waiting) + len(jobs) > self.most:
            raise Busy
        made = [_Job(payload) for payload in jobs]
        self._waiting.extend(made)
        self._some.set()
        found = await asyncio.gather(*(job.future for job in made), return_exceptions=True)
        for number, reply in enumerate(found):
            if isinstance(reply, BaseException):
                raise Refused(f"item {number}: {reply}") from None
        return found

    async def __aenter__(self) -> "Pool":
        self._keepers = [asyncio.create_task(self._keep(place)) for place in range(self.workers)]
        return self

    async def __aexit__(self, *_: object) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for place in list(self.processes):
            await self._end(place)
        for job in self._waiting:
            job.future.cancel()

    async def _keep(self, place: int) -> None:
        """One worker's place: starts a process there, feeds it, and starts the next one when it ends."""
        while True:
            process = self.processes.get(place)
            batch: deque[_Job] = deque()
            try:
                if process is None:
                    process = await self._start(place)
                batch = await self._take()
                await self._feed(process, batch)
            except (TimeoutError, OSError, EOFError, ValueError) as error:  # the last: half a reply
                why = "late" if isinstance(error, TimeoutError) else "died"
                self.ended[why] += 1
                await self._end(place)
                if not batch:
                    await asyncio.sleep(1.0)  # it cannot even start: not over and over
                self._put_back(batch, why)

    async def _start(self, place: int) -> Process:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", PROGRAM, stdin=PIPE, stdout=PIPE, limit=LINE)
        self.processes[place] = process
        assert process.stdout is not None
        async with asyncio.timeout(START):
            if await process.stdout.readline() != b"ready\n":
                raise EOFError
        return process

    async def _take(self) -> deque[_Job]:
        while True:
            self._drop_cancelled()
            if self._waiting:
                share = -(-len(self._waiting) // self.workers)
                return deque(self._waiting.popleft() for _ in range(min(BATCH, share)))
            self._some.clear()
            await self._some.wait()

    def _drop_cancelled(self) -> None:
        while self._waiting and self._waiting[0].future.done():
            self._waiting.popleft()

    async def _feed(self, process: Process, batch: deque[_Job]) -> None:
        """Sends a batch and settles its jobs one by one; those without a reply are left in it."""
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(msgspec.json.encode([job.payload for job in batch]) + b"\n")
        async with asyncio.timeout(None) as limit:
            while batch:
                limit.reschedule(asyncio.get_running_loop().time() + self.seconds)
                line = await process.stdout.readline()
                if not line.endswith(b"\n"):
                    raise EOFError
                reply, future = msgspec.json.decode(line), batch.popleft().future
                if future.done():
                    continue
                if "error" in reply:
                    future.set_exception(Refused(reply["error"]))
                else:
                    future.set_result(reply["ok"])

    def _put_back(self, batch: deque[_Job], why: str) -> None:
        if batch:
            at_work = batch[0]
            at_work.deaths += 1
            if why == "late" or at_work.deaths >= DEATHS:
                told = f"took longer than {self.seconds:g} seconds" if why == "late" else f"{DEATHS} processes died of it"
                if not at_work.future.done():
                    at_work.future.set_exception(Refused(told))
            else:  # last in the queue, or a process that is killed over and over, whatever it does, would be held against one job
                self._waiting.append(at_work)
            batch.popleft()
        self._waiting.extendleft(reversed(batch))
        self._some.set()

    async def _end(self, place: int) -> None:
        process = self.processes.pop(place, None)
        if process is not None:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)  # `process.kill` might reap it under the event loop's hands
            await process.wait()
