"""Drawing events that can happen as told, each of which the answer depends on, in a kernel."""

import numpy as np

from synth.generators.kernels import njit, same, unmanaged, write
from synth.generators.logic.object_counting.stocks import (
    ALL,
    CONDITIONAL,
    DOUBLE,
    EXCHANGE,
    FORM,
    GET,
    GIVE,
    HALF,
    ITS,
    LEFT,
    LIKE,
    LOSE,
    MATCH,
    MET,
    MOST,
    NUMBER,
    ONE,
    OTHER,
    PERSON,
    STEP,
    TAKEN,
    THING,
    TO,
    effort,
    giver,
    happens,
    is_met,
    take,
    total,
)
from synth.generators.solvers.bits import below, real

STARTS = 60
TRIES = 40
LARGEST = 99
"""Number that an event names, at most."""
AIMED = 0.6
"""Share of the events that are drawn to change the answer; all of them, where that has to be."""
TURNS = 2
"""Further tries for a condition that would be decided the other way at the start."""
ANY = -1
FIRST = (EXCHANGE, ALL, MOST)
"""Kinds of events that find less and less room the more steps there are whose effects they must not wipe out."""
EARLY = 2.5
"""How much earlier than by chance these come: the power to which the draw of the next kind is raised."""
MOST_THINGS = 400
"""Things of one kind with one person."""
FORMS = (
    (GET, LOSE, GIVE, GIVE),
    (GET, LOSE, GIVE, GIVE, HALF, HALF, DOUBLE, ALL),
    (GET, LOSE, GIVE, HALF, HALF, DOUBLE, ALL, MATCH, MATCH, MOST, EXCHANGE),
)
"""Kinds of events, the frequent ones several times."""
COUNTED, REFERRED, EXTRA = range(3)
"""Categories: the one that is asked for, one to which events and conditions refer as well, and one that has no part in the answer."""


@njit(cache=True)
def drawn(of, asked, others, amounts, conditions, forms, kinds, idle_forms, idle_kinds, state):
    """A story in numbers: what everybody has at first, the steps, those with extra things, the answer and the effort; without steps where
    none is found. of: the category of each thing; asked, others: people whose things are counted, and the others; amounts: what is
    counted; forms: the kinds of events, by frequency; kinds: those of the steps in the order in which they had better come, with ANY to
    fill up."""
    width, number = len(of), len(kinds)
    size = (len(asked) + len(others)) * width
    steps, idle = np.empty((number, STEP), np.int64), np.empty((len(idle_kinds), STEP), np.int64)
    course = np.empty((max(number, len(idle)) + 1, size), np.int64)
    courses = np.empty((2, 1 + number + conditions, size), np.int64)
    first = np.empty(size, np.int64)
    for _ in range(STARTS):
        for place in range(size):
            first[place] = 3 + below(state, 28) if below(state, 4) else 0
        write(first, course[0])
        if not _steps(course, courses, steps, conditions, forms, kinds.copy(), of, asked, others, amounts, state):
            continue
        answer = total(course[number], amounts)
        if conditions > 2 and (not _telling(course[0], steps, width) or _from_start(first, steps, of, amounts, courses[0]) == answer):
            continue
        found = effort(course, steps, amounts, of, courses[0, 0], courses[1, 0])
        if not _steps(course, courses, idle, 0, idle_forms, idle_kinds.copy(), of, asked[:0], others, amounts[:0], state):
            idle = idle[:0]
        return first, steps, idle, answer, found
    return first, steps[:0], idle, 0, 0


@unmanaged
def _telling(first, steps, width):
    """Whether some conditions are met and some are not, and some would be decided otherwise at the start."""
    met = unmet = other = 0
    for step in steps:
        if step[CONDITIONAL]:
            met += step[MET]
            unmet += 1 - step[MET]
            other += is_met(step, first, width) != step[MET]
    return met > 0 and unmet > 0 and other > 0


@unmanaged
def _from_start(first, steps, of, amounts, room):
    """What comes out when every change is worked out from the numbers at the start, though conditions from those of the moment."""
    has, after = room[0], room[1]
    write(first, has)
    for step in steps:
        write(first, after)
        take(step[TAKEN:LEFT] if happens(step, has, len(of)) else step[LEFT:CONDITIONAL], after, of)
        for place in range(len(has)):
            has[place] += after[place] - first[place]
    return total(has, amounts)


@unmanaged
def _steps(course, courses, steps, conditions, forms, left, of, asked, others, amounts, state):
    """Steps each of which is needed, and each of its conditions, for the answer, or that happen to extra things where nobody is asked; few
    of them may be without effect on it until later steps bring one about. Whether any are found. left: kinds that are still to come;
    course: gets the stock after each step."""
    number = len(steps)
    write(course[0], courses[0, 0])
    count, now = 1, 0
    for place in range(number):
        waiting = min(1, number - 1 - place)
        conditional = below(state, number - place) < conditions
        conditions -= conditional
        step = steps[place]
        after = at = 0
        for _ in range(TRIES):
            at = int(real(state) ** EARLY * (number - place))
            aimed = len(asked) > 0 and (waiting == 0 or below(state, 1000) < AIMED * 1000)
            form = left[at] if left[at] != ANY else forms[below(state, len(forms))]
            if _step(course[0], course[place], conditional, aimed, form, forms, of, asked, others, step, state):
                after = _extended(courses[now], count, step, of, amounts, waiting, courses[1 - now])
                if after:
                    break
        if not after:
            return False
        for i in range(at, number - place - 1):
            left[i] = left[i + 1]
        count, now = after, 1 - now
        write(courses[now, 0], course[place + 1])
    return True


@unmanaged
def _extended(courses, count, step, of, amounts, waiting, after):
    """How many courses there are after one more step: the true one, those in which a step is left out, and those in which a condition is
    decided the other way; 0 where the step can't happen as told or changes nothing, more than `waiting` of the others have the answer of
    the true one, or one has become the same in everything. Where nothing is asked only the true one is followed."""
    true = after[0]
    write(courses[0], true)
    if not take(step[TAKEN:LEFT], true, of) or same(true, courses[0]) or _most(true) > MOST_THINGS:
        return 0
    if len(amounts) == 0:
        return 1
    right = total(true, amounts)
    made, alike = 1, 0
    for k in range(-1 - step[CONDITIONAL], count - 1):
        course = after[made]
        write(courses[max(k + 1, 0)], course)
        if k == -2:
            if not take(step[LEFT:CONDITIONAL], course, of) or same(course, courses[0]):
                return 0
        elif k >= 0:
            take(step[TAKEN:LEFT] if happens(step, course, len(of)) else step[LEFT:CONDITIONAL], course, of)
        if total(course, amounts) == right:
            if alike == waiting or same(course, true):
                return 0
            alike += 1
            for place in range(len(course)):  # it comes first next time, as it is such that fail
                course[place], after[1, place] = after[1, place], course[place]
        made += 1
    return made


@unmanaged
def _most(has):
    most = 0
    for number in has:
        most = max(most, number)
    return most


@unmanaged
def _step(first, has, conditional, aimed, form, forms, of, asked, others, step, state):
    """A step into `step`, whose event that happens is of this form; whether there is one."""
    step[CONDITIONAL], step[MET] = conditional, True
    if not _event(step[TAKEN:LEFT], form, has, aimed, of, asked, others, state):
        return False
    if not conditional:
        return True
    if not _event(step[LEFT:CONDITIONAL], forms[below(state, len(forms))], has, aimed, of, asked, others, state):
        return False
    for _ in range(TURNS + 1):
        clear = _condition(step, has, of, len(asked) + len(others), state)
        if clear and is_met(step, first, len(of)) != step[MET]:
            break
    return clear


@unmanaged
def _condition(step, has, of, people, state):
    """What is compared; whether it is clear which is more."""
    width = len(of)
    step[ONE], step[OTHER] = below(state, people), below(state, people)
    step[ITS] = step[LIKE] = _thing(of, COUNTED, REFERRED, state)
    if step[ONE] == step[OTHER] or below(state, 2):
        step[LIKE] = _thing(of, COUNTED, REFERRED, state)
    step[MET] = is_met(step, has, width)
    a, b = has[step[ONE] * width + step[ITS]], has[step[OTHER] * width + step[LIKE]]
    return a != b and a > 0 and b > 0


@unmanaged
def _thing(of, first, last, state):
    """A thing of these categories."""
    while True:
        thing = below(state, len(of))
        if first <= of[thing] <= last:
            return thing


@unmanaged
def _event(event, form, has, aimed, of, asked, others, state):
    """An event of this form into `event`; whether there is one. aimed: whether it is drawn to change the answer."""
    width, people = len(of), len(has) // len(of)
    first, last = (COUNTED, COUNTED if aimed else REFERRED) if len(asked) else (EXTRA, EXTRA)
    thing, person = _thing(of, first, last, state), below(state, people)
    to = (person + 1 + below(state, people - 1)) % people
    alone = form in (GET, LOSE, DOUBLE, MATCH)
    if aimed and _in(asked, person) == (not alone and _in(asked, to)):
        person, to = asked[below(state, len(asked))], others[below(state, len(others))]
        if not alone and below(state, 2):
            person, to = to, person
    amount, number = has[person * width + thing], 0
    possible = True
    if form == GET:
        number = 2 + below(state, 24)
    elif form in (LOSE, GIVE):
        possible = amount >= 2
        number = 2 + below(state, amount - 1) if possible else 0
    elif form == HALF:
        possible = amount > 0 and amount % 2 == 0
    elif form == DOUBLE:
        possible = 0 < amount < 60
    elif form == MATCH:
        to, number = below(state, people), _thing(of, first, REFERRED if first == COUNTED else EXTRA, state)
        possible = (to != person or number != thing) and 0 < has[to * width + number] < 90
    elif form == MOST:
        most = has[giver(has, thing, width)]
        possible = most >= 4
        number = 2 + below(state, min(most, 30) - 1) if possible else 0
        person = 0
    else:
        number = first + below(state, last - first + 1)
        if form == EXCHANGE:
            person, to = min(person, to), max(person, to)
        thing = 0
    event[FORM], event[PERSON], event[TO], event[THING], event[NUMBER] = form, person, to, thing, number
    return possible and number <= LARGEST


@unmanaged
def _in(people, person):
    found = False
    for one in people:
        found |= one == person
    return found
