"""Jobs that wait in one queue for machines: what one is, and the run of them all, from each moment to the next."""

import heapq
from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen

NEVER = 1 << 30
"""Later than any time."""
Join = Literal["new", "back", "spent"]
"""Why a job joins the queue: it is new, comes back from being away, or its turn is over before its work is."""


class Job(Frozen, frozen=True):
    arrival: Annotated[int, Meta(ge=0, le=60)]
    """When it first joins the queue: `3`."""
    priority: Annotated[int, Meta(ge=0, le=5)]
    """1 is the most urgent; 0 for all jobs where there are no priorities."""
    parts: Annotated[tuple[Annotated[int, Meta(ge=1, le=20)], ...], Meta(min_length=1, max_length=5)]
    """Minutes of work, then away, then of work, and so on: `(3, 4, 2)`."""


class Turn(NamedTuple):
    """A job on a machine, without a break."""

    job: int
    machine: int
    start: int
    end: int


class Moment(NamedTuple):
    """What holds right after machines have taken jobs."""

    time: int
    run: tuple[int | None, ...]
    wait: tuple[int, ...]
    left: tuple[int, ...]


def kinds(jobs: Sequence[Job], quantum: int) -> list[Join]:
    """The ways to join the queue that there are."""
    back: list[Join] = ["back"] if any(len(job.parts) > 1 for job in jobs) else []
    spent: list[Join] = ["spent"] if quantum else []
    return ["new", *back, *spent]


def simulate(
    jobs: Sequence[tuple[int, int, Sequence[int]]],
    quantum: int,
    machines: int,
    ageing: int,
    joins: Sequence[Join],
    moments: list[Moment] | None = None,
) -> list[Turn]:
    """All turns, by their starts. jobs: (arrival, priority, parts); moments: a list that is filled with them."""
    rank = {kind: place for place, kind in enumerate(joins)}
    joining = [(arrival, rank["new"], number) for number, (arrival, _, _) in enumerate(jobs)]
    heapq.heapify(joining)
    parts = [list(job[2]) for job in jobs]
    queue: list[tuple[int, int]] = []  # a job and since when it waits
    busy: list[Turn | None] = [None] * machines
    ends = [NEVER] * machines
    found: list[Turn] = []
    while True:
        now = min(ends)
        if joining and joining[0][0] < now:
            now = joining[0][0]
        if now == NEVER:
            return found
        for machine, turn in enumerate(busy):
            if turn and turn.end == now:
                busy[machine], ends[machine] = None, NEVER
                todo = parts[turn.job]
                todo[0] -= now - turn.start
                if todo[0]:
                    heapq.heappush(joining, (now, rank["spent"], turn.job))
                elif len(todo) > 1:
                    heapq.heappush(joining, (now + todo[1], rank["back"], turn.job))
                    del todo[:2]
        while joining and joining[0][0] == now:
            queue.append((heapq.heappop(joining)[2], now))
        taken = len(found)
        for machine in range(machines):
            if queue and ends[machine] == NEVER:
                place, least = 0, 1 << 10
                if len(queue) > 1:
                    for k, (job, since) in enumerate(queue):
                        urgency = jobs[job][1] - ((now - since) // ageing if ageing else 0)
                        if urgency < least:
                            place, least = k, urgency
                job = queue.pop(place)[0]
                work = parts[job][0]
                end = ends[machine] = now + (quantum if 0 < quantum < work else work)
                turn = busy[machine] = Turn(job, machine, now, end)
                found.append(turn)
        if moments is not None and len(found) > taken:
            moments.append(_moment(now, busy, queue, parts))


def _moment(now: int, busy: Sequence[Turn | None], queue: Sequence[tuple[int, int]], parts: Sequence[Sequence[int]]) -> Moment:
    left = [sum(todo[::2]) for todo in parts]
    for turn in busy:
        if turn:
            left[turn.job] -= now - turn.start
    return Moment(now, tuple(turn.job if turn else None for turn in busy), tuple(job for job, _ in queue), tuple(left))
