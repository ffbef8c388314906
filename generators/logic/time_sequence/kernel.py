"""Calendars drawn until every rule has an effect, compiled: dozens are drawn and hundreds of answers worked out for one problem.

A calendar is `times` (days + 1, MOST, 2), the appointments of each day, in order, with -1 behind the last, and at last working hours and
lunch; and `rules` (6): hours ahead, whether there is a lunch, minutes before, after and of short appointments, cancellations. A need is
(count, people as bits).

The answer without one rule is needed again and again, so `until` (7, days, starts, people) holds until when people can stay, with all rules
and without each, and `differs` (7, days, starts) for whom that is another time than with all, as bits."""

import numpy as np

from synth.generators.compiled_random import below, sample, unit
from synth.generators.kernels import njit, unmanaged
from synth.generators.solvers.bits import bits
from synth.verifiers.logic.time_sequence import DAY

AHEAD, LUNCH, BEFORE, AFTER, SHORT, CANCELS = range(6)
ALL = 6
"""The place of what holds with all rules."""
HAS_LUNCH, HAS_MARGIN, IN_ZONE, IGNORES, CAN_CANCEL = range(5)
MOST = 8
"""Appointments of a day at most, with one to spare."""
EARLIEST, LATEST = 15 * 30, 37 * 30
"""Between these minutes of the office's people work."""
FARTHEST = 3 * 60
"""Minutes by which clocks differ from the office's at most: so much earlier or later people would work who overlooked that."""
STEPS = 20
MARGINS = np.array([(15, 0), (0, 15), (20, 0), (0, 20), (30, 0), (0, 30), (10, 15), (15, 10), (20, 10), (10, 20)])
RASTERS = np.array([10, 15, 20, 30])
LENGTHS = np.array([20, 25, 30, 35, 40, 45, 50, 60, 75, 90])
ZONES = np.array([-3, -2, -1, 1, 2, 3])


@njit(cache=True)
def drawn(state, people, days, busy, having, wanted, names):
    """Calendars of which one after another is drawn anew until every rule has an effect. having: how many people have a lunch, a margin, a
    zone, ignore short appointments, can cancel; wanted: how many may be missing; names: of how many names the people's are drawn.

    Returns whether that took less than `STEPS` steps; the numbers of the names, times, rules, needs, raster and length."""
    order, pool = np.empty(max(people, 8), np.int64), np.empty(max(people, names), np.int64)
    has = np.zeros((people, 5), np.bool_)
    for rule in range(5):
        count = min(having[rule], people)
        sample(state, people, count, order, pool)
        for i in range(count):
            has[order[i], rule] = True
    free = np.empty((days, 2), np.int64)
    for day in range(days):
        free[day, 0] = 5 * (132 + below(state, 49))
        free[day, 1] = free[day, 0] + 5 * (6 + below(state, 10))
    chosen = np.empty(people, np.int64)
    sample(state, names, people, chosen, pool)
    times, rules = np.empty((people, days + 1, MOST, 2), np.int64), np.zeros((people, 6), np.int64)
    for person in range(people):
        _draw(state, busy, has, person, free, times[person], rules[person])
    needs, count = np.zeros((4, 2), np.int64), 2  # everybody first, which is what stands for all needs at once
    needs[0, 0] = needs[1, 0] = people
    needs[0, 1] = needs[1, 1] = (1 << people) - 1
    if wanted and people >= 4:
        sample(state, people, people, order, pool)
        missing = wanted if people >= 6 else 1  # fewer people, and one need would follow from the others
        needs[1, 0], needs[1, 1] = 1, 1 << order[0]
        needs[2, 0], needs[2, 1] = people - missing, (1 << people) - 1
        count = 3
        if missing > 1:
            needs[3, 0], needs[3, 1] = 2, 1 << order[1] | 1 << order[2] | 1 << order[3]
            count = 4
    needs = needs[:count]
    step, length = RASTERS[below(state, len(RASTERS))], 30
    starts = -(-(LATEST + FARTHEST) // step) - (EARLIEST - FARTHEST) // step
    until, differs = np.empty((ALL + 1, days, starts, people), np.int64), np.zeros((ALL + 1, days, starts), np.int64)
    stay, blocks = np.empty((days, starts), np.int64), np.empty((MOST + 1, 3), np.int64)
    for start in range(starts):  # before people work, and after that, nobody stays
        stay[:, start] = until[:, :, start] = ((EARLIEST - FARTHEST) // step + start) * step
    old_times, old_rules, ends = np.empty((days + 1, MOST, 2), np.int64), np.empty(6, np.int64), np.empty(people, np.int64)
    for person in range(people):
        _stay(times, rules, person, step, until, differs, blocks)
    idle, other = np.empty(12, np.int64), np.empty(12, np.int64)
    left = _without_effect(until, differs, rules, needs, step, length, 99, idle, stay, ends)
    for _ in range(STEPS):
        if left == 0:
            return True, chosen, times, rules, needs[1:], step, length
        concerned = idle[below(state, left)] if unit(state) < 0.7 else 0
        person = _chosen(state, concerned, people)
        old_times[:], old_rules[:] = times[person], rules[person]
        _draw(state, busy, has, person, free, times[person], rules[person])
        new_length = LENGTHS[below(state, len(LENGTHS))]
        _stay(times, rules, person, step, until, differs, blocks)
        found = _without_effect(until, differs, rules, needs, step, new_length, left, other, stay, ends)
        if found <= left:
            left, length = found, new_length
            idle[:] = other
        else:
            times[person], rules[person] = old_times, old_rules
            _stay(times, rules, person, step, until, differs, blocks)
    return False, chosen, times, rules, needs[1:], step, length


@unmanaged
def _chosen(state, concerned, people):
    """One of these people, or of all where there are none."""
    if concerned == 0:
        return below(state, people)
    person, place = -1, below(state, bits(concerned)) + 1
    while place:
        person += 1
        place -= concerned >> person & 1
    return person


@unmanaged
def _draw(state, busy, has, person, free, times, rules):
    """free: a stretch of each day, in office time, in which few appointments are put."""
    days = len(free)
    rules[AHEAD] = ZONES[below(state, len(ZONES))] if has[person, IN_ZONE] else 0
    shift = 60 * rules[AHEAD]
    opening = EARLIEST + 30 * below(state, 5)
    closing = LATEST - 30 * (4 - below(state, 5))
    for day in range(days + 1):
        for k in range(MOST):
            times[day, k, 0] = times[day, k, 1] = -1
    rules[LUNCH] = has[person, HAS_LUNCH]
    lunch_from, lunch_to = -1, -1
    if rules[LUNCH]:
        lunch_from = 15 * (46 + below(state, 7))
        lunch_to = lunch_from + 15 * (2 + below(state, 3))
        times[days, 1, 0], times[days, 1, 1] = lunch_from + shift, lunch_to + shift
    times[days, 0, 0], times[days, 0, 1] = opening + shift, closing + shift
    rules[SHORT] = 5 * (4 + below(state, 3)) if has[person, IGNORES] else 0
    for day in range(days):
        fewest, taken = max(1, busy - 1), 0
        for _ in range(fewest + below(state, busy - fewest + 1)):
            brief = unit(state) < (0.6 if has[person, IGNORES] else 0.15)
            start = 5 * (opening // 5 + below(state, closing // 5 - 6 - opening // 5 + 1))
            length = 5 * (2 + below(state, 2)) if brief else 5 * (6 + below(state, 15))
            end = min(start + length, closing)
            apart = not (rules[LUNCH] and end >= lunch_from and start <= lunch_to)
            for k in range(taken):
                apart &= not (end + shift >= times[day, k, 0] and start + shift <= times[day, k, 1])
            if apart and (end <= free[day, 0] or start >= free[day, 1] or unit(state) < 0.2):
                at = taken
                while at and times[day, at - 1, 0] > start + shift:
                    times[day, at, 0], times[day, at, 1] = times[day, at - 1, 0], times[day, at - 1, 1]
                    at -= 1
                times[day, at, 0], times[day, at, 1] = start + shift, end + shift
                taken += 1
    rules[BEFORE] = rules[AFTER] = 0
    if has[person, HAS_MARGIN]:
        margin = below(state, len(MARGINS))
        rules[BEFORE], rules[AFTER] = MARGINS[margin, 0], MARGINS[margin, 1]
    rules[CANCELS] = has[person, CAN_CANCEL]


@unmanaged
def _starts(without, step, starts):
    """The first start at which people may work, and the one behind the last; more where it is overlooked that clocks differ."""
    if without == AHEAD:
        return 0, starts
    first = (EARLIEST - FARTHEST) // step
    return EARLIEST // step - first, -(-LATEST // step) - first


@unmanaged
def _stay(times, rules, person, step, until, differs, blocks):
    """Until when a person can stay from each start, with all rules and without each; the start itself where that is none."""
    days, starts, bit = until.shape[1], until.shape[2], 1 << person
    for without in range(ALL, -1, -1):
        same = without < ALL and rules[person, without] == 0
        shift = 0 if without == AHEAD else 60 * rules[person, AHEAD]
        opening, closing = times[person, days, 0, 0] - shift, times[person, days, 0, 1] - shift
        first, last = _starts(without, step, starts)
        for day in range(days):
            found = 0 if same else _blocks(times, rules, person, day, without, blocks)
            for start in range(first, last):
                t = ((EARLIEST - FARTHEST) // step + start) * step
                end = until[ALL, day, start, person] if same else t
                if not same and opening <= t < closing:
                    end, left = closing, 0 if without == CANCELS else rules[person, CANCELS]
                    for k in range(found):
                        if blocks[k, 1] > t:
                            if blocks[k, 0] >= closing:
                                break
                            if not (blocks[k, 2] and left):
                                end = max(blocks[k, 0], t)
                                break
                            left -= 1
                until[without, day, start, person] = end
                if end == until[ALL, day, start, person]:
                    differs[without, day, start] &= ~bit
                else:
                    differs[without, day, start] |= bit


@unmanaged
def _blocks(times, rules, person, day, without, into):
    """Write (start, end, whether it can be cancelled) of what is in the way on a day, in office time, into the rows, by start. Returns how
    many."""
    days, found = times.shape[1] - 1, 0
    shift = 0 if without == AHEAD else 60 * rules[person, AHEAD]
    before = 0 if without == BEFORE else rules[person, BEFORE]
    after = 0 if without == AFTER else rules[person, AFTER]
    if rules[person, LUNCH] and without != LUNCH:
        into[0, 0], into[0, 1], into[0, 2] = times[person, days, 1, 0] - shift, times[person, days, 1, 1] - shift, 0
        found = 1
    for k in range(MOST):
        start, end = times[person, day, k, 0], times[person, day, k, 1]
        if start < 0:
            break
        if without != SHORT and end - start < rules[person, SHORT]:
            continue
        start, end = start - before - shift, end + after - shift
        at = found
        while at and (into[at - 1, 0] > start or (into[at - 1, 0] == start and into[at - 1, 1] > end)):
            into[at, 0], into[at, 1], into[at, 2] = into[at - 1, 0], into[at - 1, 1], into[at - 1, 2]
            at -= 1
        into[at, 0], into[at, 1], into[at, 2] = start, end, without != CANCELS and rules[person, CANCELS] > 0
        found += 1
    return found


@unmanaged
def _without_effect(until, differs, rules, needs, step, length, enough, found, stay, ends):
    """For each rule without which the answer is the same the people whom it concerns, as bits; none where there are hardly any meetings.
    One more than `enough` is enough. Returns how many they are. stay: memory for when the longest meeting from each start ends."""
    count, people, days, starts = 0, len(rules), len(stay), stay.shape[1]
    longest = meetings = 0
    begin, behind = _starts(ALL, step, starts)
    for day in range(days):
        for start in range(begin, behind):
            stay[day, start] = _end(until, ALL, day, start, needs, 1, len(needs), 0, ends)
            minutes = stay[day, start] - ((EARLIEST - FARTHEST) // step + start) * step
            longest = max(longest, minutes)
            meetings += minutes >= length
    if longest < length or meetings < 2:
        found[0] = 0
        count = 1
    needless = len(needs) if len(needs) > 2 else 0  # everybody at once, then the needs without each of them
    for rule in range(ALL + needless):
        first, last, but, without = 1, len(needs), 0, min(rule, ALL)
        if rule < ALL:
            concerned = 0
            for person in range(people):
                concerned |= (rules[person, rule] != 0) << person
            if concerned == 0:
                continue
        elif rule == ALL:
            concerned, first, last = 0, 0, 1
        else:
            but = rule - ALL
            concerned = needs[but, 1]
        if count > enough:
            break
        most = more = 0
        begin, behind = _starts(rule, step, starts)
        for day in range(days):
            for start in range(begin, behind):
                end = stay[day, start]
                if rule >= ALL or differs[rule, day, start]:
                    end = _end(until, without, day, start, needs, first, last, but, ends)
                minutes = end - ((EARLIEST - FARTHEST) // step + start) * step
                most = max(most, minutes)
                more += minutes >= length
            if most > longest or more > meetings:
                break
        if most == longest and more == meetings:
            found[count] = concerned
            count += 1
    return count


@unmanaged
def _end(until, without, day, start, needs, first, last, but, ends):
    """When the longest meeting from a start ends, with the needs from the first to the last, but for one (from 1 on)."""
    people, stay = until.shape[3], DAY
    for n in range(first, last):
        if n == but and but > 0:
            continue
        count, among, size = needs[n, 0], needs[n, 1], 0
        if count == bits(among):
            for p in range(people):
                if among >> p & 1:
                    stay = min(stay, until[without, day, start, p])
            continue
        for p in range(people):
            if among >> p & 1:
                end, at = until[without, day, start, p], size
                while at and ends[at - 1] < end:
                    ends[at] = ends[at - 1]
                    at -= 1
                ends[at] = end
                size += 1
        stay = min(stay, ends[count - 1])
    return stay
