"""What a lazy solver would do: leave out one of the rules, or all of them."""

from collections.abc import Callable, Sequence

from synth.verifiers.simulation.queue_scheduler import QueueScheduler, plan, result
from synth.verifiers.simulation.queue_scheduler.schedule import Moment, Turn, simulate

Run = Callable[[QueueScheduler, list[Moment] | None], Sequence[Turn] | None]
"""The turns under other rules, or None where the rule is not there; the moments are filled in where a list is given."""


def no_turns(problem: QueueScheduler, moments: list[Moment] | None = None) -> Sequence[Turn] | None:
    """A machine keeps a job."""
    if not problem.quantum:
        return None
    jobs, _, machines, ageing, joins = plan(problem)
    return simulate(jobs, 0, machines, ageing, joins, moments)


def no_priorities(problem: QueueScheduler, moments: list[Moment] | None = None) -> Sequence[Turn] | None:
    """Whoever is at the front comes next."""
    if not problem.jobs[0].priority:
        return None
    jobs, quantum, machines, _, joins = plan(problem)
    return simulate([(arrival, 0, parts) for arrival, _, parts in jobs], quantum, machines, 0, joins, moments)


def no_ageing(problem: QueueScheduler, moments: list[Moment] | None = None) -> Sequence[Turn] | None:
    if not problem.ageing:
        return None
    jobs, quantum, machines, _, joins = plan(problem)
    return simulate(jobs, quantum, machines, 0, joins, moments)


def no_pauses(problem: QueueScheduler, moments: list[Moment] | None = None) -> Sequence[Turn] | None:
    """A job that would go away stays at work, so its pauses count as work."""
    if "back" not in problem.joins:
        return None
    jobs, quantum, machines, ageing, joins = plan(problem)
    return simulate([(arrival, priority, (sum(parts),)) for arrival, priority, parts in jobs], quantum, machines, ageing, joins, moments)


def joined_backwards(problem: QueueScheduler, moments: list[Moment] | None = None) -> Sequence[Turn] | None:
    """Those who join at one moment do so in the opposite order."""
    jobs, quantum, machines, ageing, joins = plan(problem)
    return simulate(jobs, quantum, machines, ageing, joins[::-1], moments) if len(joins) > 1 else None


def one_machine(problem: QueueScheduler, moments: list[Moment] | None = None) -> Sequence[Turn] | None:
    """One machine does it all, with the others idle."""
    if problem.machines == 1:
        return None
    jobs, quantum, _, ageing, joins = plan(problem)
    return simulate(jobs, quantum, 1, ageing, joins, moments)


def no_waiting(problem: QueueScheduler, moments: list[Moment] | None = None) -> Sequence[Turn] | None:
    """Each job is worked on as soon as it is there, on the machine asked about."""
    machine = problem.about if problem.ask == "running" else 0
    return [Turn(number, machine, job.arrival, job.arrival + sum(job.parts)) for number, job in enumerate(problem.jobs)]


def all_at_once(problem: QueueScheduler, moments: list[Moment] | None = None) -> Sequence[Turn] | None:
    """All jobs are there from the start."""
    jobs, quantum, machines, ageing, joins = plan(problem)
    if not any(arrival for arrival, _, _ in jobs):
        return None
    return simulate([(0, priority, parts) for _, priority, parts in jobs], quantum, machines, ageing, joins, moments)


RULES_LEFT_OUT: dict[str, Run] = {
    "joining in the opposite order": joined_backwards,
    "ageing ignored": no_ageing,
    "priorities ignored": no_priorities,
    "no job is ever away": no_pauses,
    "a machine keeps a job": no_turns,
    "one machine": one_machine,
}
POLICIES: dict[str, Run] = {**RULES_LEFT_OUT, "nobody waits": no_waiting, "all jobs there from the start": all_at_once}


def guess(problem: QueueScheduler, run: Run) -> str:
    """The answer under other rules; nothing where they are no others."""
    turns = run(problem, None)
    return "" if turns is None else result(problem, turns)
