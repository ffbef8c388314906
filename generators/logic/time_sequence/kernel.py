"""The answer of a time sequence compiled, for the many calendars that are tried: `meetings` of the verifier says what it means."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from synth.generators.kernels import njit, unmanaged, write
from synth.generators.solvers.network import Ints
from synth.verifiers.logic.time_sequence import DAY, Calendar, Meetings, Need, TimeSequence

AHEAD, LUNCH, BEFORE, AFTER, SHORT, CANCELS = range(6)
MOST = 12
"""Appointments of a day, with the lunch, at most."""
_NOTHING = ((-1, -1),) * MOST


class Packed(NamedTuple):
    """Calendars as arrays."""

    times: Ints
    """(people, days + 1, MOST, 2): the appointments of each day, in order, with -1 to fill up; at last the working hours and the lunch."""
    rules: Ints
    """(people, 6): hours ahead, whether there is a lunch, minutes before, after and of short appointments, cancellations."""


def pack(calendar: Calendar) -> tuple[Ints, Ints]:
    """The times and rules of one calendar."""
    days = (*calendar.busy, (calendar.hours, *calendar.lunch))
    times = np.array([(*day, *_NOTHING[len(day) :]) for day in days])
    rules = (calendar.ahead, len(calendar.lunch), calendar.before, calendar.after, calendar.short, calendar.cancels)
    return times, np.array(rules, np.int64)


def packed(problem: TimeSequence) -> Packed:
    parts = [pack(calendar) for calendar in problem.calendars]
    return Packed(np.stack([times for times, _ in parts]), np.stack([rules for _, rules in parts]))


def exchanged(calendars: Packed, person: int, calendar: Calendar) -> Packed:
    """With another calendar for one person."""
    other = Packed(calendars.times.copy(), calendars.rules.copy())
    other.times[person], other.rules[person] = pack(calendar)
    return other


def answer(calendars: Packed, needs: tuple[Need, ...], step: int, length: int, without: int = -1) -> Meetings:
    """The longest meeting and the starts of one of `length`. without: a rule that nobody has, or -1."""
    rules = calendars.rules
    if without >= 0:
        rules = rules.copy()
        rules[:, without] = 0
    return Meetings(*_answer(calendars.times, rules, _wanted(needs), step, length))


@lru_cache(maxsize=64)
def _wanted(needs: tuple[Need, ...]) -> Ints:
    """Of each need the count, and the people as bits."""
    return np.array([[need.count, sum(1 << person for person in need.people)] for need in needs], np.int64)


@unmanaged
def _blocks(times, rules, day, into):
    """Write (start, end, whether it can be cancelled) of what is in the way on a day, in office time, into the rows, by start. Returns how
    many."""
    shift, found, last = 60 * rules[AHEAD], 0, len(times) - 1
    if rules[LUNCH]:
        into[0, 0], into[0, 1], into[0, 2] = times[last, 1, 0] - shift, times[last, 1, 1] - shift, 0
        found = 1
    for k in range(times.shape[1]):
        start, end = times[day, k, 0], times[day, k, 1]
        if start < 0:
            break
        if end - start < rules[SHORT]:
            continue
        start, end = start - rules[BEFORE] - shift, end + rules[AFTER] - shift
        at = found
        while at and (into[at - 1, 0] > start or (into[at - 1, 0] == start and into[at - 1, 1] > end)):
            write(into[at - 1], into[at])
            at -= 1
        into[at, 0], into[at, 1], into[at, 2] = start, end, rules[CANCELS] > 0
        found += 1
    return found


@njit(cache=True)
def _answer(times, rules, needs, step, length):
    people, days = len(times), times.shape[1] - 1
    slots = -(-DAY // step)
    until, order = np.empty((people, slots), np.int64), np.empty(people, np.int64)
    blocks = np.empty((MOST, 3), np.int64)
    longest = starts = 0
    for day in range(days):
        for p in range(people):
            found = _blocks(times[p], rules[p], day, blocks)
            opening, closing = times[p, days, 0, 0] - 60 * rules[p, AHEAD], times[p, days, 0, 1] - 60 * rules[p, AHEAD]
            for slot in range(slots):
                t = slot * step
                end = t  # not free
                if opening <= t < closing:
                    end, left = closing, rules[p, CANCELS]
                    for k in range(found):
                        if blocks[k, 1] <= t:
                            continue
                        if blocks[k, 0] >= closing:
                            break
                        if not (blocks[k, 2] and left):
                            end = max(blocks[k, 0], t)
                            break
                        left -= 1
                until[p, slot] = end
        for slot in range(slots):
            stay = DAY
            for n in range(len(needs)):
                count, size = needs[n, 0], 0
                for p in range(people):
                    if needs[n, 1] >> p & 1:
                        at = size
                        while at and order[at - 1] < until[p, slot]:
                            order[at] = order[at - 1]
                            at -= 1
                        order[at] = until[p, slot]
                        size += 1
                stay = min(stay, order[count - 1])
            minutes = stay - slot * step
            longest = max(longest, minutes)
            starts += minutes >= length
    return longest, starts
